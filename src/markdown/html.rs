//! Markdown → safe HTML. Raw HTML becomes text, link targets outside the
//! allow-list become text, headings move below the page's own.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, html};

use super::linked::{Nesting, Words};
use super::numbers::without_numbers;
use super::quick::{parse, walk_lines};
use crate::letters::{Kinds, hides, kinds, may_hide, unseen};

/// Words to show as struck through, with a link to the correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strike {
    /// The words' place in the text that is rendered.
    pub range: Range<usize>,
    /// Where the correction stands.
    pub href: String,
    /// What a screen reader says of the link, and what stands behind the words.
    pub note: String,
}

impl Strike {
    /// The strikes that touch a part of a file, as places in that part.
    pub fn within(strikes: &[Self], start: usize, length: usize) -> Vec<Self> {
        strikes
            .iter()
            .filter(|s| s.range.start < start + length && s.range.end > start)
            .map(|s| Self { range: s.range.start.saturating_sub(start)..s.range.end - start, ..s.clone() })
            .collect()
    }
}

/// How to render.
#[derive(Debug, Clone, Default)]
pub struct Html<'a> {
    /// The level of the heading that the text stands under; its own headings nest below that.
    pub under: u8,
    /// What to put before relative targets.
    pub base: &'a str,
    /// What to put behind relative targets that end in `/`.
    pub index: &'a str,
    /// Targets that are shown as words: pages that these readers may not know of yet.
    pub hidden: &'a [&'a str],
    /// Whether these are questions or answers, whose numbers are for writers.
    pub numbered: bool,
    /// Words to strike through, in order, not overlapping.
    pub strikes: &'a [Strike],
    /// What was rendered before of the same texts.
    pub kept: Option<&'a Rendered>,
}

/// HTML of texts that says the same wherever they stand: without headings, and without links that
/// depend on the page. An update is shown up to three times, in its page and in a feed.
#[derive(Debug, Default)]
pub struct Rendered(RefCell<BTreeMap<(usize, usize), String>>);

impl Rendered {
    /// Texts are known by where they are in memory, so they have to outlive this.
    fn place(text: &str) -> (usize, usize) {
        (text.as_ptr() as usize, text.len())
    }

    /// Hands what is kept of a text to `take`; whether there is such.
    fn give(&self, text: &str, take: impl FnOnce(&str)) -> bool {
        self.0.borrow().get(&Self::place(text)).map(|html| take(html)).is_some()
    }

    fn keep(&self, text: &str, html: String) {
        self.0.borrow_mut().insert(Self::place(text), html);
    }
}

impl Html<'_> {
    /// Renders blocks.
    pub fn render(&self, text: &str) -> String {
        let mut out = String::new();
        self.render_into(text, &mut out);
        out
    }

    /// Renders blocks behind what is there.
    pub fn render_into(&self, text: &str, out: &mut String) {
        let kept = self.kept.filter(|_| self.strikes.is_empty());
        if kept.is_some_and(|kept| kept.give(text, |html| out.push_str(html))) {
            return;
        }
        let start = out.len();
        let everywhere = self.write(text, out);
        if self.numbered
            && let Cow::Owned(html) = without_numbers(&out[start..])
        {
            out.truncate(start);
            out.push_str(&html);
        }
        if let Some(kept) = kept.filter(|_| everywhere) {
            kept.keep(text, out[start..].to_owned());
        }
    }

    /// Writes the HTML of a text; whether it is the same under any heading and on any page.
    fn write(&self, text: &str, out: &mut String) -> bool {
        out.reserve(text.len() + text.len() / 3);
        if self.strikes.is_empty() && !text.starts_with('\n') {
            let start = out.len();
            if let Some(mut words) = Words::new(text, self.hidden, self.under, out) {
                if walk_lines(text, &mut words).is_some() && !words.more {
                    return words.nesting.is_flat();
                }
                out.truncate(start);
            }
        }
        let (events, leads) = self.events(text);
        let headed = events.iter().any(|event| matches!(event, Event::Start(Tag::Heading { .. })));
        html::push_html(out, events.into_iter());
        !leads && !headed
    }

    /// What is written, and whether any of it leads to where only this page's base knows.
    fn events<'t>(&self, text: &'t str) -> (Vec<Event<'t>>, bool) {
        let mut leads = false;
        let mut events = Vec::with_capacity(64);
        let mut nesting = Nesting::below(self.under);

        // The links and pictures that are open, and whether each is shown as one. What may not
        // stand inside waits for the outermost to end.
        let mut open: Vec<bool> = Vec::new();
        // The correction of the address of the link that is open.
        let mut address: Option<&Strike> = None;
        let mut waiting: Vec<Event<'t>> = Vec::new();
        for (event, range) in parse(text) {
            match event {
                Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(visible(raw))),
                Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
                Event::Code(words) => match self.last_strike(&range) {
                    Some(strike) => {
                        events.push(Event::Html(CowStr::Borrowed("<del>")));
                        events.push(Event::Code(visible(words)));
                        events.push(Event::Html(CowStr::Borrowed("</del>")));
                        let later = if open.contains(&true) { &mut waiting } else { &mut events };
                        later.push(Event::Html(correction(strike).into()));
                    }
                    None => events.push(Event::Code(visible(words))),
                },
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(visible(language)))));
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let (link_type, dest_url) = match link_type {
                        LinkType::Email => (LinkType::Inline, format!("mailto:{dest_url}").into()),
                        other => (other, dest_url),
                    };
                    // The parser lets an address in `<…>` stand within a link, which no page may hold.
                    let good = safe_target(&dest_url, false).is_some()
                        && !self.hidden.contains(&dest_url.as_ref())
                        && !open.contains(&true);
                    open.push(good);
                    leads |= is_relative(&dest_url);
                    if good {
                        address = self.address_strike(text, &range);
                        if address.is_some() {
                            events.push(Event::Html(CowStr::Borrowed("<del>")));
                        }
                        let (dest_url, title) = (self.based(dest_url), visible(title));
                        events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                    }
                }
                Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                    let good = safe_target(&dest_url, true).is_some();
                    open.push(good);
                    leads |= is_relative(&dest_url);
                    if good {
                        let (dest_url, title) = (self.based(dest_url), visible(title));
                        events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                    }
                }
                Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
                    if open.pop() == Some(true) {
                        events.push(Event::End(end));
                        if let Some(strike) = address.take_if(|_| end == TagEnd::Link) {
                            events.push(Event::Html(CowStr::Borrowed("</del>")));
                            events.push(Event::Html(correction(strike).into()));
                        }
                    }
                    if !open.contains(&true) {
                        events.append(&mut waiting);
                    }
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    events.push(Event::Start(Tag::Heading {
                        level: nesting.open(level),
                        id: None,
                        classes: Vec::new(),
                        attrs: Vec::new(),
                    }));
                }
                Event::End(TagEnd::Heading(_)) => {
                    events.push(Event::End(TagEnd::Heading(nesting.current())));
                }
                Event::Start(Tag::Table(mut columns)) => {
                    // The parser's writer would say it with a style attribute, which the policy forbids.
                    columns.fill(Alignment::None);
                    events.push(Event::Html(CowStr::Borrowed(
                        "<div class=\"wide\" role=\"group\" tabindex=\"0\">",
                    )));
                    events.push(Event::Start(Tag::Table(columns)));
                }
                Event::End(TagEnd::Table) => {
                    events.push(Event::End(TagEnd::Table));
                    events.push(Event::Html(CowStr::Borrowed("</div>\n")));
                }
                Event::Text(words) => {
                    let exact = text.get(range.clone()) == Some(words.as_ref());
                    let later = open.contains(&true).then_some(&mut waiting);
                    self.text(words, exact, &range, &mut events, later);
                }
                event => events.push(event),
            }
        }
        (events, leads)
    }

    /// A run of words, with those struck through that a correction names. `exact`
    /// says that the words are their source to the byte (an entity is not): else
    /// all of them are struck or none. Links to corrections go to `later`, if given.
    fn text<'t>(
        &self,
        words: CowStr<'t>,
        exact: bool,
        range: &Range<usize>,
        events: &mut Vec<Event<'t>>,
        mut later: Option<&mut Vec<Event<'t>>>,
    ) {
        let touching: Vec<&Strike> =
            self.strikes.iter().filter(|s| s.range.start < range.end && s.range.end > range.start).collect();
        if touching.is_empty() {
            events.push(Event::Text(visible(words)));
            return;
        }
        let text = |words: &str| Event::Text(visible(words.to_owned().into()));
        let mut at = 0;
        for strike in touching {
            let (from, to) = if exact {
                (
                    strike.range.start.saturating_sub(range.start),
                    strike.range.end.min(range.end) - range.start,
                )
            } else {
                (0, words.len())
            };
            let (from, to) = (from.max(at), to.max(at));
            if from > at {
                events.push(text(&words[at..from]));
            }
            events.push(Event::Html(CowStr::Borrowed("<del>")));
            events.push(text(&words[from..to]));
            events.push(Event::Html(CowStr::Borrowed("</del>")));
            if strike.range.end <= range.end {
                later.as_deref_mut().unwrap_or(events).push(Event::Html(correction(strike).into()));
            }
            at = to;
        }
        if at < words.len() {
            events.push(text(&words[at..]));
        }
    }

    /// The strike that names the address of the link at a place, behind the words that are shown.
    fn address_strike(&self, text: &str, link: &Range<usize>) -> Option<&Strike> {
        if self.strikes.is_empty() {
            return None;
        }
        let from = link.start + text.get(link.clone())?.rfind("](")?;
        self.strikes.iter().find(|s| s.range.start > from && s.range.end <= link.end)
    }

    /// The last of the strikes that touch a place.
    fn last_strike(&self, range: &Range<usize>) -> Option<&Strike> {
        self.strikes.iter().rfind(|s| s.range.start < range.end && s.range.end > range.start)
    }

    /// A relative target as it leads from where the words stand. A link to a
    /// folder names its page, so that it opens from a disk; an absolute base needs that not.
    fn based<'t>(&self, target: CowStr<'t>) -> CowStr<'t> {
        if !is_relative(&target) || target.starts_with('#') {
            return target;
        }
        let index = if target.ends_with('/') { self.index } else { "" };
        if self.base.is_empty() && index.is_empty() {
            return target;
        }
        format!("{}{target}{index}", self.base).into()
    }
}

/// What stands behind words that were struck through.
pub(super) fn correction(strike: &Strike) -> String {
    let mut link = String::from(" <a class=\"fixed\" href=\"");
    escape(&strike.href, &mut link);
    link.push_str("\">");
    escape(&strike.note, &mut link);
    link.push_str("</a>");
    link
}

/// Renders words that stand inside a line: emphasis, code and links count, marks
/// of headings, lists and other blocks are words, and line ends are blanks. So
/// the result fits into a paragraph, a heading or a cell.
pub fn inline(text: &str) -> String {
    // Most one-line texts hold no mark at all: escaping them is all there is to do.
    if !text
        .bytes()
        .any(|b| matches!(b, b'*' | b'_' | b'`' | b'[' | b'<' | b'\\' | b'&' | b'~' | b'!' | b'\n' | b'\r'))
        && !text.starts_with(char::is_whitespace)
    {
        return escaped(text).into_owned();
    }
    // No block can begin behind a dot and a blank, and all marks inside a line mean there what they mean at its start.
    let line = format!(". {}", text.trim().replace("\r\n", " ").replace(['\n', '\r'], " "));
    let html = Html::default().render(&line);
    html.trim_end()
        .strip_prefix("<p>. ")
        .and_then(|rest| rest.strip_suffix("</p>"))
        .map_or_else(|| escaped(text).into_owned(), str::to_owned)
}

/// Renders the words of a list item: one paragraph without its `<p>`, or blocks.
pub fn item(text: &str) -> String {
    let html = Html { under: 5, ..Html::default() }.render(text);
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// Words that hold no Markdown, for HTML and for attributes.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if is_escaped(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    escape(text, &mut out);
    Cow::Owned(out)
}

/// What of a text has to be escaped.
const ESCAPED: Kinds = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = (matches!(byte, b'&' | b'<' | b'>' | b'"') || hides(byte)) as u8;
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// Whether nothing in a text has to be escaped.
fn is_escaped(text: &str) -> bool {
    kinds(text, &ESCAPED) == 0
}

/// A numeric reference such as `&#1;` can name a character that neither HTML nor
/// XML may hold: a sign stands in for it.
pub(super) fn visible(words: CowStr<'_>) -> CowStr<'_> {
    if may_hide(&words) && words.contains(unseen) { words.replace(unseen, "\u{fffd}").into() } else { words }
}

/// Escapes text for HTML and for attributes.
pub(super) fn escape(text: &str, out: &mut String) {
    if is_escaped(text) {
        out.push_str(text);
        return;
    }
    let special = |c: char| match c {
        '&' | '<' | '>' | '"' => true,
        c if c.is_ascii_graphic() || c == ' ' => false,
        c => unseen(c),
    };
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut behind = from.chars();
        out.push_str(match behind.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "\u{fffd}",
        });
        rest = behind.as_str();
    }
    out.push_str(rest);
}

/// The target, if it may be linked to: http, https, mailto, tel, relative; for
/// images relative only. Control characters and blanks inside are refused.
pub fn safe_target(target: &str, image: bool) -> Option<Cow<'_, str>> {
    if target.is_empty() || target.chars().any(|c| c.is_control() || c == '\\') || target.starts_with("//") {
        return None;
    }
    if is_relative(target) {
        return Some(Cow::Borrowed(target));
    }
    let scheme = target.split(':').next().unwrap_or("").to_ascii_lowercase();
    (!image && matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel"))
        .then_some(Cow::Borrowed(target))
}

/// Whether a target names no scheme and no host.
pub fn is_relative(target: &str) -> bool {
    let end = target.find(['/', '?', '#']).unwrap_or(target.len());
    !target[..end].contains(':') && !target.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_nest_below_the_one_around_and_skip_none() {
        let html = Html { under: 3, ..Html::default() }.render("### a\n\n##### b\n\n### c\n\n#### d\n");
        let levels: Vec<&str> = html.lines().map(|line| &line[..4]).collect();
        assert_eq!(levels, ["<h4>", "<h5>", "<h4>", "<h5>"]);
    }

    proptest::proptest! {
        #[test]
        fn words_are_written_as_the_whole_writer_would(
            text in "([a-c]|[A1é\u{a0}\u{85}\u{ffff}\"'.,;:>\\[\\]_()-]|- | |\n|\n\n|\n- |\n\n#{1,6} [a-c]\n|\\[[a-c >_]{0,3}\\]\\(https://[a-c_.:/#?=%]{0,4}\\)){0,24}"
        ) {
            let html = Html { under: 3, ..Html::default() };
            let mut whole = String::new();
            html::push_html(&mut whole, html.events(&text).0.into_iter());
            proptest::prop_assert_eq!(html.render(&text), whole);
        }
    }

    #[test]
    fn what_says_the_same_everywhere_is_kept_and_nothing_else() {
        for (text, same) in [
            ("Uploads *fail*. [How](https://a.example/b)", true),
            ("- one\n- two", true),
            ("### One\n\nWords.", false),
            ("#### *One*", false),
            ("[the other](../other/)", false),
            ("![what you see](a.png)", false),
        ] {
            let kept = Rendered::default();
            let here = Html { under: 3, base: "a/", kept: Some(&kept), ..Html::default() };
            let there = Html { under: 2, base: "b/", ..Html::default() };
            let first = here.render(text);
            assert_eq!(kept.give(text, |_| ()), same, "{text}");
            assert_eq!(first == there.render(text), same, "{text}");
            assert_eq!(
                Html { kept: Some(&kept), ..there.clone() }.render(text),
                there.render(text),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_active_survives() {
        let html = Html::default().render(
            "<script>x</script>\n\n[a](javascript:x) [b](JaVaScRiPt:x) ![c](https://other.example/x.png)\n\n<img src=x onerror=y>\n\n[d](<java\tscript:x>) [e](data:text/html,x) [f](//other.example)",
        );
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("<img src=x"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
        assert!(!html.contains("href"), "{html}");
        assert!(!html.contains("other.example/x"), "{html}");
    }

    #[test]
    fn good_links_and_quotes_stay() {
        assert_eq!(
            inline("Say \"hello\" & [go](https://a.example/?a=1&b=2)"),
            "Say \"hello\" &amp; <a href=\"https://a.example/?a=1&amp;b=2\">go</a>"
        );
    }

    #[test]
    fn words_inside_a_line_never_become_blocks() {
        for text in [
            "1. not a list",
            "- nor this",
            "# nor a heading",
            "> quoted",
            "| a | b |",
            "    code",
            "+",
            "---",
        ] {
            assert_eq!(inline(text), escaped(text.trim()));
        }
        assert_eq!(inline("*a*\n\n- `b`\n_c_"), "<em>a</em>  - <code>b</code> <em>c</em>");
        assert_eq!(inline("[x]: https://a.example (y)"), "[x]: https://a.example (y)");
        assert_eq!(item("a\n- b"), "<p>a</p>\n<ul>\n<li>b</li>\n</ul>");
    }

    #[test]
    fn characters_that_nobody_sees_are_shown() {
        assert_eq!(inline("a&#1;b `\u{7}` \u{0}"), "a\u{fffd}b <code>\u{fffd}</code> \u{fffd}");
        assert_eq!(escaped("\u{1}\t\u{ffff}"), "\u{fffd}\t\u{fffd}");
    }

    #[test]
    fn targets_are_led_from_where_the_page_is() {
        let html = Html { base: "incidents/a/", index: "index.html", ..Html::default() };
        assert!(html.render("[b](../b/)").contains("\"incidents/a/../b/index.html\""));
        assert!(html.render("[c](c.pdf)").contains("\"incidents/a/c.pdf\""));
        assert!(html.render("[d](#d)").contains("\"#d\""));
        assert!(html.render("[e](https://e.example/)").contains("\"https://e.example/\""));
    }

    #[test]
    fn addresses_of_mail_are_links() {
        let html = Html { base: "incidents/one/", ..Html::default() }.render("<help@a.example>");
        assert_eq!(html.trim(), "<p><a href=\"mailto:help@a.example\">help@a.example</a></p>");
    }

    #[test]
    fn no_link_stands_within_a_link() {
        assert_eq!(
            inline("[see <https://a.example/b>](https://a.example/c)"),
            "<a href=\"https://a.example/c\">see https://a.example/b</a>"
        );
    }

    #[test]
    fn wrong_words_are_struck_inside_links_and_entities() {
        let strike = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            let range = start..start + words.len();
            let strikes = [Strike { range, href: "#c".into(), note: "Corrected".into() }];
            Html { strikes: &strikes, ..Html::default() }.render(text).trim().to_owned()
        };
        assert_eq!(
            strike("[it works](https://a.example).", "works"),
            "<p><a href=\"https://a.example\">it <del>works</del></a> <a class=\"fixed\" href=\"#c\">Corrected</a>.</p>"
        );
        assert_eq!(
            strike("Call `v1` again.", "v1"),
            "<p>Call <del><code>v1</code></del> <a class=\"fixed\" href=\"#c\">Corrected</a> again.</p>"
        );
        // The sign is as long as its entity.
        assert!(strike("a &ngE; b", "ng").contains("<del>\u{2267}\u{338}</del>"));
    }

    #[test]
    fn wrong_words_are_struck_where_they_stand() {
        let text = "We said that *search* works today.";
        let start = text.find("works").unwrap();
        let strikes = [Strike { range: start..start + 5, href: "#c".into(), note: "Corrected".into() }];
        let html = Html { strikes: &strikes, ..Html::default() }.render(text);
        assert_eq!(
            html.trim(),
            "<p>We said that <em>search</em> <del>works</del> <a class=\"fixed\" href=\"#c\">Corrected</a> today.</p>"
        );
    }
}
