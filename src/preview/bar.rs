//! The bar on each page of the preview: what was found, what is owed, what
//! readers do not see yet, and a clock to move. It is put into the answer on its
//! way to the browser; no page that is built ever has it. Nor has it the clock that
//! stands before everything where a page is shown as at another instant.

use super::note::Note;
use super::stage::{About, Lens, Waiting};
use crate::markdown::escaped;
use crate::model::time::Instant;
use crate::owed::Owed;

/// Where everything of the preview's own lies.
pub(super) const OWN: &str = "/_candor/";
/// How many findings of other pages are listed.
const MOST: usize = 50;

/// How many updates that are not public are named at the top of a page.
const MOST_NAMED: usize = 4;

/// What the bar needs to know of the request.
#[derive(Debug, Clone)]
pub(super) struct Place<'r> {
    /// The page's path from the root of the site.
    pub(super) path: &'r str,
    /// From where it is looked at.
    pub(super) lens: Lens,
    /// Whether the page is shown as at another instant than that of the browser.
    pub(super) moved: bool,
    /// How to open a file in an editor: an address with `{path}` and `{line}`.
    pub(super) editor: Option<&'r str>,
    /// Where the content is, for the editor.
    pub(super) root: &'r str,
}

/// The address of a page through a lens.
pub(super) fn through(lens: Lens, path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    if lens == Lens::default() {
        return format!("/{path}");
    }
    let at = lens.at.map_or_else(|| "now".to_owned(), Instant::rfc3339);
    let who = if lens.readers { "readers" } else { "all" };
    format!("{OWN}at/{at}/{who}/{path}")
}

/// Puts the bar, its style and its script into a page, and lets the page's policy allow them.
pub(super) fn put(html: &str, place: &Place<'_>, about: &About, tag: &str) -> String {
    let mut page = open_policy(html);
    page = insert(&page, "</head>", &format!("<link rel=\"stylesheet\" href=\"{OWN}page.css\">\n"), false);
    if place.moved {
        let clock = format!("\n<script src=\"{OWN}clock.js\" data-now=\"{}\"></script>", about.now.rfc3339());
        page = insert(&page, "<head>", &clock, true);
    }
    if !about.waiting.is_empty() {
        let mut shown: Vec<String> = about
            .waiting
            .iter()
            .take(MOST_NAMED)
            .map(|waiting| format!("{}/{}", waiting.incident, waiting.id))
            .collect();
        if about.waiting.len() > MOST_NAMED {
            shown.push(format!("and {} more", about.waiting.len() - MOST_NAMED));
        }
        let note = format!(
            "\n<p class=\"candor-waiting\">Readers do not see all of this yet. Not public: {}. <a href=\"{}\">Show only what readers see</a></p>",
            escaped(&shown.join(", ")),
            escaped(&through(Lens { readers: true, ..place.lens }, place.path)),
        );
        page = insert(&page, "<main id=\"content\">", &note, true);
    }
    for waiting in &about.waiting {
        let id = format!("id=\"{}\"", crate::view::routes::anchor(&waiting.id));
        if let Some(end) = page.find(&id).and_then(|at| page[at..].find('>').map(|end| at + end + 1)) {
            page.insert_str(end, &format!("\n<p class=\"candor-waiting\">{}</p>", escaped(&why(waiting))));
        }
    }
    let element = format!(
        "<candor-bar data-path=\"{}\" data-tag=\"{tag}\" data-bar=\"{}\"><template shadowrootmode=\"open\">{}</template></candor-bar>\n<script src=\"{OWN}bar.js\" defer></script>\n",
        escaped(place.path),
        escaped(&format!("{OWN}bar{}", through(place.lens, place.path))),
        inside(place, about),
    );
    match page.rfind("</body>") {
        Some(at) => page.insert_str(at, &element),
        None => page.push_str(&element),
    }
    page
}

fn why(waiting: &Waiting) -> String {
    match waiting.out {
        None => "Draft. Readers do not see this.".to_owned(),
        Some(at) => format!("Comes out {}. Readers do not see this yet.", at.written()),
    }
}

/// Puts `what` before or behind the first `mark`.
fn insert(html: &str, mark: &str, what: &str, behind: bool) -> String {
    match html.find(mark) {
        Some(at) => {
            let at = if behind { at + mark.len() } else { at };
            format!("{}{what}{}", &html[..at], &html[at..])
        }
        None => html.to_owned(),
    }
}

/// Lets the page's own policy allow what this server sends; nothing from elsewhere.
fn open_policy(html: &str) -> String {
    const META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let Some(start) = html.find(META).map(|at| at + META.len()) else { return html.to_owned() };
    let Some(end) = html[start..].find('"').map(|length| start + length) else { return html.to_owned() };
    let policy = html[start..end]
        .replace("style-src ", "style-src 'self' ")
        .replace("script-src ", "script-src 'self' ")
        .replace("form-action 'none'", "form-action 'self'");
    format!("{}{policy}; connect-src 'self'{}", &html[..start], &html[end..])
}

/// What stands in the bar.
pub(super) fn inside(place: &Place<'_>, about: &About) -> String {
    let mut html =
        format!("<link rel=\"stylesheet\" href=\"{OWN}bar.css\">\n<aside aria-label=\"Preview\">\n");
    let broken: Vec<&Note> = about.notes.reading.iter().filter(|note| note.stops()).collect();
    if let Some(first) = broken.first() {
        let rest = match broken.len() - 1 {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        html.push_str(&format!(
            "<p class=\"broken\" role=\"alert\"><strong>Cannot be read:</strong> {}{rest}. {} You see this as it last was.</p>\n",
            link(first, place),
            escaped(&first.message)
        ));
    }
    html.push_str("<div class=\"row\">\n<strong class=\"name\">Preview</strong>\n");
    findings(&mut html, place, about);
    reader(&mut html, about);
    debts(&mut html, about);
    clock(&mut html, place, about);
    let query =
        about.incident.as_ref().map(|(id, _)| format!("?incident={}", escaped(id))).unwrap_or_default();
    html.push_str(&format!(
        "<a class=\"write\" href=\"{OWN}compose{query}\">Write an update</a>\n</div>\n</aside>\n"
    ));
    html
}

/// The findings of the page first, those of others below.
fn findings(html: &mut String, place: &Place<'_>, about: &About) {
    let all = about.notes.all();
    let here = |note: &&&Note| match &about.incident {
        Some((_, folder)) => note.is_in(folder),
        None => !note.path.starts_with("incidents/"),
    };
    let ours: Vec<&&Note> = all.iter().filter(here).collect();
    let others: Vec<&&Note> = all.iter().filter(|note| !here(note)).collect();
    let mut word = count(&ours);
    let stops = others.iter().filter(|note| note.stops()).count();
    if stops > 0 {
        word.push_str(&format!(", {stops} elsewhere"));
    }
    if !about.notes.checked {
        word.push_str(", checking …");
    }
    html.push_str(&format!("<details class=\"findings\"><summary>{word}</summary>\n<div class=\"panel\">\n"));
    if ours.is_empty() {
        html.push_str("<p>Nothing was found on this page.</p>\n");
    } else {
        html.push_str("<h2>On this page</h2>\n");
        list(html, &ours, place);
    }
    if !others.is_empty() {
        html.push_str(&format!("<h2>Elsewhere: {}</h2>\n", count(&others)));
        list(html, &others[..others.len().min(MOST)], place);
        if others.len() > MOST {
            html.push_str(&format!(
                "<p>And {} more: <code>candor check</code> lists all.</p>\n",
                others.len() - MOST
            ));
        }
    }
    html.push_str("</div></details>\n");
}

/// `2 stop the page, 1 to fix`.
fn count(notes: &[&&Note]) -> String {
    let of = |weight: &str| notes.iter().filter(|note| note.weight == weight).count();
    let hints = match of("hint") {
        1 => "1 hint".to_owned(),
        n => format!("{n} hints"),
    };
    let stops = match of("stop") {
        1 => "1 stops the page".to_owned(),
        n => format!("{n} stop the page"),
    };
    let parts = [(of("stop"), stops), (of("fix"), format!("{} to fix", of("fix"))), (of("hint"), hints)];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
    if parts.is_empty() { "Nothing found".to_owned() } else { parts.join(", ") }
}

fn list(html: &mut String, notes: &[&&Note], place: &Place<'_>) {
    html.push_str("<ul>\n");
    for note in notes {
        html.push_str(&format!(
            "<li class=\"{weight}\"><span class=\"weight\">{weight}</span> {} <span class=\"code\">{}</span><br>{}",
            link(note, place),
            escaped(note.code),
            escaped(&note.message),
            weight = note.weight,
        ));
        if let Some(reader) = &note.reader {
            html.push_str(&format!(" <em>{}</em>", escaped(reader)));
        }
        if let Some(help) = &note.help {
            html.push_str(&format!("<br><span class=\"help\">{}</span>", escaped(help)));
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
}

/// A link to the file and line of a finding.
fn link(note: &Note, place: &Place<'_>) -> String {
    let text = match note.line {
        0 => note.path.clone(),
        line => format!("{}:{line}", note.path),
    };
    let mut link =
        format!("<a href=\"{OWN}source/{}#line-{}\">{}</a>", address(&note.path), note.line, escaped(&text));
    if let Some(editor) = place.editor {
        let href = editor
            .replace("{path}", &address(&format!("{}/{}", place.root, note.path)))
            .replace("{line}", &note.line.max(1).to_string());
        link.push_str(&format!(" <a href=\"{}\">open</a>", escaped(&href)));
    }
    link
}

/// A path as part of an address.
pub(super) fn address(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The five answers that a reader takes away, or misses.
fn reader(html: &mut String, about: &About) {
    if about.reader.is_empty() {
        return;
    }
    let missing = about.reader.iter().filter(|(_, answers)| answers.is_empty()).count();
    let word = match missing {
        0 => "A reader knows".to_owned(),
        n => format!("A reader knows, {n} missing"),
    };
    html.push_str(&format!(
        "<details class=\"reader\"><summary>{word}</summary>\n<div class=\"panel\">\n<dl>\n"
    ));
    for (question, answers) in &about.reader {
        html.push_str(&format!("<dt>{}</dt>", escaped(question)));
        if answers.is_empty() {
            html.push_str("<dd class=\"stop\"><span class=\"weight\">The page does not say.</span></dd>");
        }
        for answer in answers {
            html.push_str(&format!("<dd>{}</dd>", escaped(answer)));
        }
    }
    html.push_str("</dl>\n</div></details>\n");
}

fn debts(html: &mut String, about: &About) {
    let owed: Vec<&Owed> = about
        .notes
        .owed
        .iter()
        .filter(|owed| match (&about.incident, &owed.incident) {
            (Some((id, _)), Some((of, _))) => id == of,
            (Some(_), None) => false,
            (None, _) => true,
        })
        .collect();
    let late = owed.iter().filter(|owed| owed.overdue).count();
    let word = match (owed.len(), late) {
        (0, _) => "Nothing owed".to_owned(),
        (n, 0) => format!("{n} owed"),
        (n, late) => format!("{n} owed, {late} overdue"),
    };
    let class = if late > 0 { "debts late" } else { "debts" };
    html.push_str(&format!("<details class=\"{class}\"><summary>{word}</summary>\n<div class=\"panel\">\n"));
    if owed.is_empty() {
        html.push_str("<p>Nothing is promised and nothing is due here.</p>\n");
    } else {
        html.push_str("<ul>\n");
        for owed in owed.iter().take(MOST) {
            let when = owed.day.map_or_else(|| owed.due.written(), crate::model::time::Date::iso);
            let whose = match (&about.incident, &owed.incident) {
                (None, Some((_, title))) => format!(" <em>{}</em>", escaped(title)),
                _ => String::new(),
            };
            let class = if owed.overdue { " class=\"stop\"" } else { "" };
            let late = if owed.overdue { "overdue: " } else { "" };
            html.push_str(&format!(
                "<li{class}><span class=\"weight\">{late}{when}</span> {}{whose}</li>\n",
                escaped(&owed.text)
            ));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</div></details>\n");
}

fn clock(html: &mut String, place: &Place<'_>, about: &About) {
    let lens = place.lens;
    let moved = |seconds: i64| through(Lens { at: Some(about.now.plus(seconds)), ..lens }, place.path);
    let word = match lens.at {
        None => format!("As at {}", about.now.written()),
        Some(_) => format!("Clock moved: {}", about.now.written()),
    };
    let class = if lens.at.is_some() { "clock moved" } else { "clock" };
    html.push_str(&format!("<details class=\"{class}\"><summary>{word}</summary>\n<div class=\"panel\">\n"));
    html.push_str(&format!(
        "<form action=\"{OWN}go\" method=\"get\">\n<label for=\"at\">Show the page as at</label>\n<input id=\"at\" name=\"at\" value=\"{}\" autocomplete=\"off\" spellcheck=\"false\">\n<input type=\"hidden\" name=\"path\" value=\"{}\">\n<input type=\"hidden\" name=\"who\" value=\"{}\">\n<button>Show</button>\n</form>\n<p class=\"steps\">",
        about.now.written(),
        escaped(place.path),
        if lens.readers { "readers" } else { "all" },
    ));
    for (seconds, text) in [
        (-86_400, "a day earlier"),
        (-3_600, "an hour earlier"),
        (3_600, "an hour later"),
        (86_400, "a day later"),
    ] {
        html.push_str(&format!("<a href=\"{}\">{text}</a> ", escaped(&moved(seconds))));
    }
    html.push_str(&format!(
        "<a href=\"{}\">now</a></p>\n",
        escaped(&through(Lens { at: None, ..lens }, place.path))
    ));
    let other = Lens { readers: !lens.readers, ..lens };
    let text =
        if lens.readers { "Show drafts and what comes out later" } else { "Show only what readers see" };
    html.push_str(&format!("<p><a href=\"{}\">{text}</a></p>\n", escaped(&through(other, place.path))));
    html.push_str("</div></details>\n");
    if lens.readers {
        html.push_str("<span class=\"readers\">What readers see</span>\n");
    }
}

/// A page of our own.
pub(super) fn own_page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{OWN}page.css\">\n</head>\n<body class=\"candor\">\n<main>\n{body}</main>\n</body>\n</html>\n",
        title = escaped(title),
    )
}

/// Instead of a site that cannot be shown at all: what is wrong.
pub(super) fn nothing(place: &Place<'_>, about: &About) -> String {
    let notes = about.notes.all();
    let notes: Vec<&&Note> = notes.iter().collect();
    let mut body = "<h1>There is nothing to show yet</h1>\n<p>These have to be mended first. This page comes back by itself.</p>\n".to_owned();
    list(&mut body, &notes, place);
    own_page("Nothing to show yet", &body)
}

/// The text of a file with the numbers of its lines, and what was found in it.
pub(super) fn source(path: &str, text: &str, notes: &[&Note]) -> String {
    let mut body = format!(
        "<p><a href=\"/\">To the site</a></p>\n<h1 class=\"path\">{}</h1>\n<ol class=\"source\">\n",
        escaped(path)
    );
    let say = |body: &mut String, line: usize| {
        for note in notes.iter().filter(|note| note.line == line) {
            let help = note.help.as_deref().unwrap_or_default();
            body.push_str(&format!(
                "<p class=\"{}\"><span class=\"weight\">{}</span> {} {}</p>",
                note.weight,
                note.weight,
                escaped(&note.message),
                escaped(help)
            ));
        }
    };
    for (at, line) in text.lines().enumerate() {
        body.push_str(&format!("<li id=\"line-{}\"><code>{}</code>", at + 1, escaped(line)));
        say(&mut body, at + 1);
        body.push_str("</li>\n");
    }
    body.push_str("</ol>\n");
    say(&mut body, 0);
    own_page(path, &body)
}
