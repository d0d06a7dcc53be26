//! Whether what an import writes obeys our format, and whether every word arrived.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use candor::import::Imported;
use candor::source::Sources;
use candor::yaml::{Node, Value, parse};

/// The text of one file.
pub(crate) fn text<'i>(imported: &'i Imported, path: &str) -> &'i str {
    let names: Vec<_> = imported.files.iter().map(|(path, _)| path).collect();
    imported
        .files
        .iter()
        .find(|(p, _)| p == path)
        .map_or_else(|| panic!("no {path} in {names:?}"), |(_, text)| text)
}

/// A node as lines of `path = value`.
fn flat(node: &Node<'_>, at: &str, out: &mut BTreeMap<String, String>) {
    match &node.value {
        Value::Null => {
            out.insert(at.to_owned(), String::new());
        }
        Value::Scalar(scalar) => {
            out.insert(at.to_owned(), scalar.text.to_string());
        }
        Value::List(items) => {
            for (n, item) in items.iter().enumerate() {
                flat(item, &format!("{at}[{n}]"), out);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                let key = if at.is_empty() { entry.key.to_string() } else { format!("{at}.{}", entry.key) };
                flat(&entry.value, &key, out);
            }
        }
    }
}

fn yaml(text: &str) -> BTreeMap<String, String> {
    let file = Sources::default().add(String::new(), String::new());
    let node = parse(text, file, 0, text.len()).unwrap_or_else(|finding| panic!("{finding:?} in\n{text}"));
    let mut out = BTreeMap::new();
    flat(&node, "", &mut out);
    out
}

fn only(map: &BTreeMap<String, String>, keys: &[&str], whole: &str) {
    for key in map.keys() {
        let plain: String = key.chars().filter(|c| !c.is_ascii_digit()).collect();
        let known = keys.iter().any(|known| plain == *known || key.starts_with(&format!("{known}.")));
        assert!(known, "`{key}` is not a key of ours in\n{whole}");
    }
}

/// An instant as we write it, as a text that sorts like the instant.
fn instant(text: &str) -> String {
    let zoned = text.strip_suffix(" UTC").unwrap_or_else(|| panic!("`{text}` is not an instant"));
    let shape: String = zoned.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    assert!(matches!(shape.as_str(), "9999-99-99 99:99" | "9999-99-99 99:99:99"), "{text}");
    if shape.len() == 16 { format!("{zoned}:00") } else { zoned.to_owned() }
}

/// Checks every file against the rules of our format.
pub(crate) fn obeys(imported: &Imported) {
    let paths: BTreeSet<String> = imported.files.iter().map(|(path, _)| path.to_lowercase()).collect();
    assert_eq!(paths.len(), imported.files.len(), "two paths differ only in case");
    assert!(imported.files.is_sorted_by(|a, b| a.0 < b.0));
    assert_eq!(text(imported, "import-report.txt"), imported.report.text());
    let site = yaml(text(imported, "site.yaml"));
    only(&site, &["name", "url", "language", "time_zone", "description"], "site.yaml");
    assert!(site["url"].starts_with("https://"));
    let whole = text(imported, "services.yaml");
    let services = yaml(whole);
    only(
        &services,
        &[
            "groups[].id",
            "groups[].name",
            "groups[].description",
            "services[].id",
            "services[].name",
            "services[].group",
            "services[].description",
        ],
        whole,
    );
    let values = |start: &str, end: &str| -> Vec<&String> {
        services.iter().filter(|(k, _)| k.starts_with(start) && k.ends_with(end)).map(|(_, v)| v).collect()
    };
    let groups: BTreeSet<&String> = values("groups", ".id").into_iter().collect();
    let ids: BTreeSet<&String> = values("services", ".id").into_iter().collect();
    assert_eq!(ids.len(), values("services", ".id").len());
    assert_eq!(groups.len(), values("groups", ".id").len());
    assert!(!ids.is_empty() && values("services", ".group").iter().all(|group| groups.contains(group)));

    let mut folders: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (path, text) in imported.files.iter().filter(|(path, _)| path.starts_with("incidents/")) {
        let (folder, name) = path.rsplit_once('/').unwrap();
        folders.entry(folder).or_default().push((name, text));
    }
    assert_eq!(folders.len(), imported.report.incidents);
    assert_eq!(folders.values().map(|files| files.len() - 1).sum::<usize>(), imported.report.updates);
    for (folder, files) in folders {
        incident(folder, &files, &ids);
    }
}

fn incident(folder: &str, files: &[(&str, &str)], ids: &BTreeSet<&String>) {
    let id = folder.rsplit('/').next().unwrap();
    assert!(
        id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) && !id.starts_with("for-"),
        "{folder}"
    );
    let (updates, of_incident): (Vec<(&str, &str)>, Vec<_>) =
        files.iter().copied().partition(|(name, _)| *name != "incident.yaml");
    assert_eq!((of_incident.len(), of_incident[0].0), (1, "incident.yaml"), "{folder}");
    let whole = of_incident[0].1;
    let head = yaml(whole);
    only(
        &head,
        &["title", "kind", "language", "impact_began_at", "imported_from.format", "imported_from.file"],
        whole,
    );
    let states: &[&str] = match head["kind"].as_str() {
        "outage" => &["investigating", "identified", "fixing", "monitoring", "resolved", "reviewed"],
        "maintenance" => &["scheduled", "rescheduled", "in_progress", "extended", "verifying", "completed"],
        "notice" => &["active", "closed"],
        other => panic!("{other}"),
    };
    let mut last = String::new();
    let mut state = "";
    let mut over = false;
    let mut open_services: BTreeSet<String> = BTreeSet::new();
    assert!(!updates.is_empty(), "{folder}");
    for (at, (name, whole)) in updates.iter().enumerate() {
        let (front, body) = whole.strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
        let front = yaml(front);
        only(
            &front,
            &[
                "type",
                "at",
                "draft",
                "state",
                "severity",
                "window.start",
                "window.end",
                "fixed_at",
                "services",
                "next_update.none",
            ],
            whole,
        );
        assert!(name.starts_with(&format!("{:02}-", at + 1)), "{folder}/{name}");
        let time = instant(&front["at"]);
        assert!(time >= last, "{folder}/{name}: {time} after {last}");
        last = time;
        let kind = front["type"].as_str();
        assert!(matches!(kind, "first" | "progress" | "resolved" | "notice" | "postmortem"), "{kind}");
        assert_eq!(at == 0, matches!(kind, "first" | "notice"), "{folder}/{name}: {kind}");
        if let Some(now) = front.get("state") {
            let now = states.iter().find(|s| *s == now).unwrap_or_else(|| panic!("{folder}/{name}: {now}"));
            assert!(!over || *now == "reviewed", "{folder}/{name}: {now} after the end");
            state = now;
        }
        let ends = matches!(state, "resolved" | "reviewed" | "completed" | "closed");
        assert!(!over || ends, "{folder}/{name}");
        assert_eq!(
            kind == "resolved",
            ends && !over && kind != "notice" && kind != "progress",
            "{folder}/{name}"
        );
        over = ends;
        assert_eq!(front.contains_key("next_update.none"), !over, "{folder}/{name}");
        if let Some(severity) = front.get("severity") {
            assert!(matches!(severity.as_str(), "major" | "minor" | "none"));
        }
        if let (Some(start), Some(end)) = (front.get("window.start"), front.get("window.end")) {
            assert!(instant(start) < instant(end) && head["kind"] == "maintenance", "{folder}/{name}");
        }
        for (key, status) in front.iter().filter_map(|(k, v)| Some((k.strip_prefix("services.")?, v))) {
            assert!(ids.contains(&key.to_owned()), "{folder}/{name}: {key}");
            assert!(matches!(status.as_str(), "down" | "partial" | "checking" | "maintenance" | "recovered"));
            if status == "recovered" {
                assert!(open_services.remove(key), "{folder}/{name}: {key} was fine");
            } else {
                open_services.insert(key.to_owned());
            }
        }
        body_obeys(body, &format!("{folder}/{name}"));
    }
    assert!(!over || open_services.is_empty(), "{folder}: {open_services:?} did not recover");
}

fn body_obeys(body: &str, place: &str) {
    use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag};
    assert!(!body.trim().is_empty() && body.ends_with('\n'), "{place}: {body:?}");
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{place}: raw HTML {html}"),
            Event::Start(Tag::Heading { level, .. }) => assert!(level >= HeadingLevel::H3, "{place}"),
            Event::Start(Tag::Image { .. }) => panic!("{place}: a picture"),
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let fine = ["http://", "https://", "mailto:", "tel:"]
                    .iter()
                    .any(|start| dest_url.starts_with(start));
                // The page of another incident; that there is one, the strict reader checks.
                let fine = fine || (dest_url.starts_with("../") && dest_url.ends_with('/'));
                assert!(fine || link_type == LinkType::Email, "{place}: {dest_url}");
            }
            _ => {}
        }
    }
}

/// The words of a text.
fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `text` without what stands between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let Some(end) = rest[at..].find(close) else { break };
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = &rest[at + end + close.len()..];
    }
    out.push_str(rest);
    out
}

/// Words of labels that became types and states, and names of HTML tags.
const DROPPED: [&str; 27] = [
    "final",
    "closing",
    "close",
    "closed",
    "initial",
    "opening",
    "open",
    "message",
    "issue",
    "incident",
    "update",
    "updated",
    "edit",
    "edited",
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "fixed",
    "complete",
    "completed",
    "post",
    "mortem",
    "postmortem",
    "strike",
    "br",
    "utc",
];

/// Checks that every word of every issue stands in a file.
pub(crate) fn every_word_arrives(folder: &Path, imported: &Imported) {
    for report in &imported.report.files {
        let Some(target) = &report.target else { continue };
        let source = fs::read_to_string(folder.join(&report.file))
            .unwrap()
            .replace("\r\n", "\n")
            .replace('\u{feff}', "");
        let source = source.strip_prefix("---\n").unwrap_or(&source);
        let body = source.split_once("\n---").map_or(source, |(_, body)| body);
        let body = without(&without(body, "<!--", "-->"), "{{<", ">}}");
        let written: String = imported
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("{target}/")))
            .map(|(_, text)| text.as_str())
            .collect();
        let written = words(&written);
        // Times of labels are written in another order.
        let lost: Vec<String> = words(&body)
            .difference(&written)
            .filter(|word| !DROPPED.contains(&word.as_str()))
            .filter(|word| !label_time(word, &body))
            .cloned()
            .collect();
        assert!(lost.is_empty(), "{}: {lost:?} is lost", report.file);
    }
}

/// Whether a word stands only in the time of a label or is its number.
fn label_time(word: &str, body: &str) -> bool {
    let label = |line: &&str| {
        let line = line.trim_start_matches(['*', '_', '[', '\\', '#', ' ']).to_lowercase();
        ["update", "edit", "initial", "final", "resol", "20"].iter().any(|start| line.starts_with(start))
    };
    body.lines().filter(|line| words(line).contains(word)).all(|line| label(&line))
        && word.chars().any(|c| c.is_ascii_digit() || word == "of" || "february".contains(word))
}
