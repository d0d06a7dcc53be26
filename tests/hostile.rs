//! Texts that would run on the page of another program: in every field of every
//! file. What is HTML or a bad address is refused; all the rest stays text, in
//! pages and in feeds. `tests/browser/injection.mjs` proves the same in a browser.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "hostile/site.rs"]
mod site;
mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use candor::finding::Weight;
use candor::markdown::{Html, Strike, inline, item, plain, without_numbers};
use candor::model::Audience;
use candor::model::time::{Instant, Zone};
use candor::render::Theme;
use proptest::prelude::*;
use site::VECTORS;
use support::Site;
use support::html::{active, tags, unbalanced, unescaped};

const NOW: &str = "2026-03-10 12:00 UTC";

/// Reads and composes in this process: every file, or the findings.
fn compose(content: &Path) -> Result<BTreeMap<String, Vec<u8>>, Vec<String>> {
    static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::new("default", &[], "en", Zone::UTC).unwrap());
    let reading = candor::read::read(content);
    if !reading.is_sound() {
        return Err(reading.findings.iter().map(|f| format!("{}: {}", f.code.name(), f.message)).collect());
    }
    let board = candor::view::board(&reading.content, Audience::Public, Instant::parse(NOW).unwrap());
    let put = Mutex::new(BTreeMap::new());
    candor::compose::compose(
        &board,
        &THEME,
        content,
        |path, bytes| {
            put.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
            Ok::<(), std::io::Error>(())
        },
        || (),
    )
    .unwrap();
    Ok(put.into_inner().unwrap())
}

fn composed(site: &Site) -> BTreeMap<String, Vec<u8>> {
    compose(&site.content()).unwrap_or_else(|findings| panic!("{}", findings.join("\n")))
}

/// The codes of the findings that stop.
fn stops(site: &Site) -> Vec<&'static str> {
    let reading = candor::read::read(&site.content());
    reading.findings.iter().filter(|f| f.weight == Weight::Stop).map(|f| f.code.name()).collect()
}

/// Asserts that nothing in these files can run.
fn harmless(files: &BTreeMap<String, Vec<u8>>) {
    let mut scripts: Vec<String> = Vec::new();
    let mut wrong: Vec<String> = Vec::new();
    let (mut pages, mut feeds) = (0, 0);
    for (path, bytes) in files {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not UTF-8"));
        for raw in site::RAW {
            if text.contains(raw) {
                wrong.push(format!("{path} holds `{raw}`"));
            }
        }
        if let Some(c) = text.chars().find(|c| candor::letters::unseen(*c)) {
            wrong.push(format!("{path} holds U+{:04X}", u32::from(c)));
        }
        match path.rsplit('.').next() {
            Some("html") => {
                pages += 1;
                match tags(text) {
                    Ok(tags) => {
                        wrong.extend(active(&tags).into_iter().map(|what| format!("{path}: {what}")));
                        let own: Vec<&str> = tags
                            .iter()
                            .filter(|tag| tag.name == "script" && !tag.end)
                            .map(|tag| tag.content.as_str())
                            .collect();
                        assert_eq!(own.len(), 1, "{path}: scripts");
                        scripts.push(own[0].to_owned());
                    }
                    Err(error) => wrong.push(format!("{path}: {error}")),
                }
            }
            Some("xml") => {
                feeds += usize::from(path.ends_with("feed.xml"));
                for html in xml(path, text) {
                    match tags(&html) {
                        Ok(tags) => {
                            wrong.extend(active(&tags).into_iter().map(|what| format!("{path}: {what}")));
                            wrong.extend(unbalanced(&tags).map(|what| format!("{path}: {what}")));
                            wrong.extend(
                                tags.iter()
                                    .filter(|tag| {
                                        matches!(tag.name.as_str(), "script" | "svg" | "link" | "meta")
                                    })
                                    .map(|tag| format!("{path}: {tag:?}")),
                            );
                        }
                        Err(error) => wrong.push(format!("{path}: {error}")),
                    }
                }
            }
            _ => {}
        }
    }
    scripts.dedup();
    assert_eq!(scripts.len(), 1, "all pages have the same script");
    assert!(!scripts[0].contains("__pwned"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pages > 0 && feeds > 0);
}

/// The contents that feed readers show as HTML; fails if the XML is not well-formed.
fn xml(path: &str, text: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<String> = Vec::new();
    let mut html = Vec::new();
    let mut here = String::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}"));
        let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            Event::Start(start) => {
                start.attributes().for_each(|a| drop(a.unwrap_or_else(|e| panic!("{path}: {e}"))));
                open.push(name(start.name().as_ref()));
                here.clear();
            }
            Event::End(end) => {
                let name = name(end.name().as_ref());
                assert_eq!(open.pop().as_ref(), Some(&name), "{path}");
                if matches!(name.as_str(), "description" | "content:encoded") {
                    html.push(std::mem::take(&mut here));
                }
            }
            Event::Text(words) => here.push_str(&words.decode().unwrap()),
            Event::CData(words) => here.push_str(&words.decode().unwrap()),
            Event::GeneralRef(entity) => {
                let entity = entity.decode().unwrap().into_owned();
                here.push(match entity.as_str() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{path}: &{other};"),
                });
            }
            Event::Empty(_) | Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{path}: {other:?}"),
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
    html
}

/// The hostile site in a scratch folder.
fn hostile() -> Site {
    let site = Site::empty();
    for (path, text) in site::content() {
        site.file(&path, text);
    }
    site
}

#[test]
fn every_field_may_hold_every_vector() {
    let built = composed(&hostile());
    harmless(&built);
    // Headers and robots.txt say nothing that a writer wrote.
    let plain = composed(&Site::new());
    assert_eq!(built["_headers"], plain["_headers"]);
    // Words of every field have arrived: nothing was hidden instead of escaped.
    let all: String = built.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    let missing: Vec<String> =
        site::shown().into_iter().filter(|word| !all.contains(word.as_str())).collect();
    assert!(missing.is_empty(), "not shown: {missing:?}");
}

#[test]
fn titles_come_back_unchanged_from_pages_and_feeds() {
    let site = hostile();
    let built = composed(&site);
    for (at, vector) in VECTORS.iter().enumerate() {
        let page = String::from_utf8(built[&format!("incidents/title-{at}/index.html")].clone()).unwrap();
        assert!(words(&page).any(|words| unescaped(words) == *vector), "{vector}");
        let title = tags(&page).unwrap().into_iter().find(|tag| tag.name == "title").unwrap();
        assert!(unescaped(&title.content).starts_with(vector), "{vector}");
        let feed = String::from_utf8(built[&format!("incidents/title-{at}/feed.xml")].clone()).unwrap();
        assert!(
            between(&feed, "<title>", "</title>").any(|words| unescaped(words).contains(vector)),
            "{vector}"
        );
    }
}

/// The words between tags.
fn words(page: &str) -> impl Iterator<Item = &str> {
    page.split('>').filter_map(|rest| rest.split('<').next())
}

fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

#[test]
fn quotes_and_colons_in_titles_simply_work() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: 'Search: \"slow\" & it''s <late>'\nkind: outage\n");
    let built = composed(&site);
    let page = String::from_utf8(built["incidents/one/index.html"].clone()).unwrap();
    assert!(
        page.contains("Search: &quot;slow&quot; &amp; it's &lt;late&gt;")
            || page.contains("Search: &quot;slow&quot; &amp; it&#39;s &lt;late&gt;")
    );
    harmless(&built);
}

#[test]
fn html_in_an_update_is_refused() {
    for body in site::REFUSED_HTML {
        let site = Site::new();
        site.update("01-first", "type: first\nat: 2026-03-03 10:20 UTC", body);
        assert!(stops(&site).contains(&"raw-html"), "{body}: {:?}", stops(&site));
    }
}

#[test]
fn addresses_that_run_or_hide_are_refused() {
    for target in site::REFUSED_TARGETS {
        for body in [
            format!("[words]({target})"),
            format!("[words]({target} \"title\")"),
            format!("## Impact\n- item with [words]({target})"),
            format!("[words][far]\n\n[far]: {target}"),
            format!("| a |\n|---|\n| [words]({target}) |"),
            format!("[![alt](graph.png)]({target})"),
        ] {
            let site = Site::new();
            site.file("incidents/one/graph.png", "png").update(
                "01-first",
                "type: first\nat: 2026-03-03 10:20 UTC",
                &body,
            );
            assert!(stops(&site).contains(&"bad-link"), "{body}: {:?}", stops(&site));
        }
    }
    for target in ["javascript:window.__pwned=1", "data:text/html,x", "vbscript:x", "file:///etc/passwd"] {
        let site = Site::new();
        site.update("01-first", "type: first\nat: 2026-03-03 10:20 UTC", &format!("<{target}>"));
        assert!(stops(&site).contains(&"bad-link"), "{target}: {:?}", stops(&site));
    }
    for target in
        ["https://evil.example/x.png", "//evil.example/x.png", "data:image/svg+xml,x", "javascript:x"]
    {
        let site = Site::new();
        site.update("01-first", "type: first\nat: 2026-03-03 10:20 UTC", &format!("![alt]({target})"));
        assert!(stops(&site).contains(&"bad-image"), "{target}: {:?}", stops(&site));
    }
}

#[test]
fn addresses_in_facts_are_for_opening_pages_only() {
    type Field = fn(&str) -> (String, String);
    let targets = [
        "javascript:window.__pwned=1",
        "JaVaScRiPt://https://a.example/%0awindow.__pwned=1",
        "data:text/html,<script>window.__pwned=1</script>",
        "vbscript:x",
        "java\nscript:window.__pwned=1",
        "\u{1}javascript:window.__pwned=1",
        "//evil.example",
        "/relative",
        "https://",
        "https:///etc",
        "https://a.example/\"onmouseover=\"window.__pwned=1",
        "https://a.example/'><script>",
        "https://a.example/\u{2028}x",
        "https://a.example/\u{0}x",
        "https://a.example\\@evil.example",
        "file:///etc/passwd",
    ];
    let fields: [(&str, Field); 11] = [
        ("site.yaml", |t| ("site.yaml".into(), format!("name: A\nurl: {t}\n"))),
        ("contact", |t| {
            (
                "site.yaml".into(),
                format!("name: A\nurl: https://a.example\ncontacts:\n  - {{ purpose: press, route: {t} }}\n"),
            )
        }),
        ("key_url", |t| {
            let contact = format!("{{ purpose: press, route: \"tel:1\", key_url: {t} }}");
            ("site.yaml".into(), format!("name: A\nurl: https://a.example\ncontacts:\n  - {contact}\n"))
        }),
        ("references", |t| identity(&format!("references: [{{ title: A, url: {t} }}]"))),
        ("upstream", |t| identity(&format!("upstream: [{{ supplier: A, link: {t} }}]"))),
        ("reporter", |t| identity(&format!("reporter: {{ credit: anonymous, url: {t} }}"))),
        ("self_checks", |t| facts(&format!("self_checks: [{{ title: A, url: {t} }}]"))),
        ("other_voices", |t| {
            facts(&format!("other_voices: [{{ who: A, says: B, stance: agrees, link: {t} }}]"))
        }),
        ("channels", |t| {
            facts(&format!("channels: [{{ channel: A, sent_at: 2026-03-03 10:21 UTC, link: {t} }}]"))
        }),
        ("review", |t| facts(&format!("independent_review: {{ state: offered, link: {t} }}"))),
        ("actions", |t| {
            facts(&format!("actions: [{{ audience: users, strength: must, text: A, how: {t} }}]"))
        }),
    ];
    for (name, field) in fields {
        let (path, text) = field(&site::quoted("https://a.example/?a=1&b=(2)#c"));
        let site = Site::new();
        site.file(&path, text);
        assert_eq!(stops(&site), [""; 0], "{name}");
        for target in targets {
            let (path, text) = field(&site::quoted(target));
            site.file(&path, text);
            let refused = stops(&site).iter().any(|code| matches!(*code, "bad-link" | "unseen-character"));
            assert!(refused, "{name} {target}: {:?}", stops(&site));
        }
    }
}

fn identity(line: &str) -> (String, String) {
    ("incidents/one/incident.yaml".into(), format!("title: A\nkind: outage\n{line}\n"))
}

fn facts(line: &str) -> (String, String) {
    let text = format!("---\ntype: first\nat: 2026-03-03 10:20 UTC\n{line}\n---\nWords.\n");
    ("incidents/one/01-first.md".into(), text)
}

#[test]
fn characters_that_nobody_sees_are_refused() {
    for c in [
        '\u{0}', '\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}', '\u{fffe}',
        '\u{ffff}', '\u{202d}', '\u{202e}',
    ] {
        let site = Site::new();
        let title = format!("\"a\\U{:08x}b\"", u32::from(c));
        site.file("incidents/one/incident.yaml", format!("title: {title}\nkind: outage\n"));
        assert!(stops(&site).contains(&"unseen-character"), "{title}: {:?}", stops(&site));
        let site = Site::new();
        site.update("01-first", "type: first\nat: 2026-03-03 10:20 UTC", &format!("a{c}b"));
        assert!(stops(&site).contains(&"unseen-character"), "{title} in a body: {:?}", stops(&site));
    }
    let site = Site::new();
    site.update("01-first", "type: first\nat: 2026-03-03 10:20 UTC", "a&#1;b&#xFFFF;c&#0;d&#x202E;e");
    let files = composed(&site);
    harmless(&files);
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains('\u{202e}')));
}

#[test]
fn names_of_files_cannot_be_hostile() {
    for id in ["<b>", "a b", "a\"b", "..", ".hidden", "con", "a&b", "a'b", "é", "a:b"] {
        let site = Site::new();
        site.file("services.yaml", format!("services:\n  - id: {}\n    name: A\n", site::quoted(id)));
        assert!(stops(&site).contains(&"bad-id"), "{id}: {:?}", stops(&site));
    }
    if cfg!(unix) {
        let site = Site::new();
        site.file("incidents/<img src=x onerror=window.__pwned=1>/incident.yaml", "title: A\nkind: outage\n");
        assert!(stops(&site).contains(&"bad-id"));
        let name = "a'onerror='window.__pwned=1 &amp;.png";
        let site = Site::new();
        site.file(&format!("incidents/one/{name}"), "png").update(
            "01-first",
            "type: first\nat: 2026-03-03 10:20 UTC",
            &format!("![alt](<{}>)", name.replace('&', "\\&")),
        );
        harmless(&composed(&site));
    }
}

/// Writes the hostile site for the browser: see `scripts/test`.
#[test]
#[ignore = "writes into target/ for tests/browser/injection.mjs"]
fn write_the_hostile_site() {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    let (content, out) = (target.join("hostile-content"), target.join("hostile-site"));
    for folder in [&content, &out] {
        if folder.exists() {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }
    for (path, text) in site::content() {
        let path = content.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    // The checks would stop it: what looks like a password is everywhere. Here the pages themselves are tried.
    let made = compose(&content).unwrap_or_else(|findings| panic!("{}", findings.join("\n")));
    for (path, bytes) in &made {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    harmless(&made);
}

/// Pieces of Markdown and of attacks, strung together.
fn markdown() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<",
        ">",
        "\"",
        "'",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "[",
        "]",
        "](",
        ")",
        "![",
        "][",
        "]: ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "> ",
        "    ",
        "\t",
        "|",
        "|---|\n",
        "| a | b |\n|---|:-:|\n",
        "*",
        "**",
        "_",
        "~~",
        "\\",
        "&",
        "&lt;",
        "&#60;",
        "&#x3c;",
        "&colon;",
        "&Tab;",
        "&NewLine;",
        "&#1;",
        "&ngE;",
        "javascript:",
        "data:",
        "vbscript:",
        "https://a.example",
        "//evil.example",
        "mailto:",
        "x@y.example",
        "window.__pwned=1",
        "onerror=",
        "onload=",
        "<script>",
        "</script>",
        "<img src=x onerror=window.__pwned=1>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<svg/onload=window.__pwned=1>",
        "<a href=javascript:window.__pwned=1>",
        "style=",
        "Q1: ",
        "Q2 (by ",
        "cannot be known: ",
        "words",
        "é",
        "\u{202e}",
        "\u{2028}",
        "\u{0}",
        "\u{1}",
        " \"",
        "\" ",
        "  \n",
        "<javascript:window.__pwned=1>",
        "<https://a.example/\">",
        "(",
        "<https://a.example>",
        "{{ 7*7 }}",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => prop::sample::select(VECTORS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Asserts that a piece of HTML from Markdown holds only what Markdown can say.
fn only_markdown(html: &str, source: &str) -> Result<(), TestCaseError> {
    const KNOWN: &[(&str, &[&str])] = &[
        ("p", &[]),
        ("em", &[]),
        ("strong", &[]),
        ("del", &[]),
        ("a", &["href", "title", "class"]),
        ("img", &["src", "alt", "title"]),
        ("code", &["class"]),
        ("pre", &[]),
        ("ul", &[]),
        ("ol", &["start"]),
        ("li", &[]),
        ("blockquote", &[]),
        ("h1", &[]),
        ("h2", &[]),
        ("h3", &[]),
        ("h4", &[]),
        ("h5", &[]),
        ("h6", &[]),
        ("hr", &[]),
        ("br", &[]),
        ("table", &[]),
        ("thead", &[]),
        ("tbody", &[]),
        ("tr", &[]),
        ("th", &[]),
        ("td", &[]),
        ("div", &["class", "role", "tabindex"]),
    ];
    let tags = tags(html).map_err(|error| TestCaseError::fail(format!("{error}\n{source:?}\n{html}")))?;
    for tag in &tags {
        let known = KNOWN.iter().find(|(name, _)| *name == tag.name);
        prop_assert!(known.is_some(), "{tag:?}\n{source:?}\n{html}");
        let allowed = known.map_or(&[][..], |(_, allowed)| allowed);
        for (name, _) in &tag.attributes {
            prop_assert!(allowed.contains(&name.as_str()), "{tag:?}\n{source:?}\n{html}");
        }
    }
    let active = active(&tags);
    prop_assert!(active.is_empty(), "{active:?}\n{source:?}\n{html}");
    let unbalanced = unbalanced(&tags);
    prop_assert!(unbalanced.is_none(), "{unbalanced:?}\n{source:?}\n{html}");
    prop_assert!(!html.contains(candor::letters::unseen), "{source:?}\n{html:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_never_becomes_active(
        source in markdown(),
        under in 0_u8..4,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..12), 0..3),
    ) {
        let mut places: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
        places.push(source.len());
        let mut end = 0;
        let mut strikes = Vec::new();
        let mut starts: Vec<(usize, usize)> = cuts.iter().map(|(at, length)| (at.index(places.len()), *length)).collect();
        starts.sort_unstable();
        for (start, length) in starts {
            let start = start.max(end);
            end = (start + length).min(places.len() - 1);
            if start < end {
                strikes.push(Strike { range: places[start]..places[end], href: "#c\"".into(), note: "<b>".into() });
            }
        }
        for base in ["", "../", "https://status.example.com/incidents/one/"] {
            let html = Html { under, base, index: "index.html", strikes: &strikes, ..Html::default() }.render(&source);
            only_markdown(&html, &source)?;
            only_markdown(&without_numbers(&html), &source)?;
        }
        only_markdown(&item(&source), &source)?;
        let line = inline(&source);
        only_markdown(&line, &source)?;
        let blocks = tags(&line).unwrap().into_iter().find(|tag| {
            !matches!(tag.name.as_str(), "em" | "strong" | "del" | "a" | "img" | "code" | "br")
        });
        prop_assert!(blocks.is_none(), "{blocks:?}\n{source:?}\n{line}");
        prop_assert!(!plain(&source).contains(candor::letters::unseen));
    }

    #[test]
    fn words_without_marks_stay_as_they_are(source in "[a-zA-Z0-9 .,:;()/%+=é\u{202b}-]{1,60}") {
        let source = source.trim();
        prop_assert_eq!(unescaped(&inline(source)), source);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_title_survives(raw in prop_oneof![any::<String>(), markdown()]) {
        let title: String = raw.chars().filter(|c| !candor::letters::unseen(*c) && *c != '\r').take(120).collect();
        let title = title.trim();
        prop_assume!(!title.is_empty());
        let site = Site::new();
        site.file("incidents/one/incident.yaml", format!("title: {}\nkind: outage\n", site::quoted(title)));
        let built = compose(&site.content()).map_err(|findings| TestCaseError::fail(findings.join("\n")))?;
        harmless(&built);
        let page = std::str::from_utf8(&built["incidents/one/index.html"]).unwrap();
        let found = words(page).any(|words| unescaped(words) == title);
        prop_assert!(found, "{title:?}");
    }
}

/// A file of nothing but marks takes about as long as one of words: the limit is many times
/// what it needs, and a square of its length would be minutes.
#[test]
fn marks_without_end_are_no_hang() {
    for mark in ["![", "[a](", "](", "*a_", "> ", "`", "&", "<", "[x]: <", "**", "- "] {
        let site = Site::new();
        let marks = mark.repeat(200_000 / mark.len());
        site.update("01-first", "type: first\nat: 2026-03-03 10:20 UTC", &format!("Words.\n\n{marks}"));
        let began = std::time::Instant::now();
        let output = site.run(&["build", "--now", "2026-03-03 11:00 UTC"]);
        assert!(output.status.code().is_some_and(|code| code <= 2), "`{mark}`: {output:?}");
        assert!(began.elapsed().as_secs() < 20, "`{mark}` took {:?}", began.elapsed());
    }
}
