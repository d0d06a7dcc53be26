//! What the checks of wording find in real texts that nobody wrote for them.
//! A precision cannot be worked out by a program: a person has to read the hits.
//! So this prints them, and is run by hand:
//!
//! ```text
//! cargo test --test corpora -- --ignored --nocapture > hits.tsv
//! ```
//!
//! The texts lie beside the project, and what is not there is left out. A line is a
//! hit: where, which check, how much it weighs, the words, the sentence around them.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use candor::check::{Choice, check_some};
use candor::finding::{Code, Finding, Place};
use candor::import::cstate;
use candor::model::time::Instant;
use candor::read::read;
use candor::source::Sources;
use serde_json::Value;

/// A folder of texts, if it is at hand.
fn texts(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    folder.is_dir().then_some(folder)
}

/// A site in English with the services that the texts speak of, and nothing else.
fn site(services: &[&str]) -> support::Site {
    let site = support::Site::empty();
    let mut list = String::from("services:\n");
    for (at, name) in services.iter().enumerate() {
        let _ = writeln!(list, "  - {{ id: s{at}, name: \"{name}\" }}");
    }
    site.file("site.yaml", "name: Status\nurl: https://status.example.com\n").file("services.yaml", list);
    site
}

/// One incident with its updates: title, then for each its time, whether it is the end, its words.
fn incident(site: &support::Site, id: &str, title: &str, updates: &[(String, bool, String)]) {
    let title = title.replace(['"', '\\'], "'");
    site.file(
        &format!("incidents/{id}/incident.yaml"),
        format!("title: \"{title}\"\nkind: outage\nimported_from: {{ format: other, file: a }}\n"),
    );
    for (at, (time, ends, words)) in updates.iter().enumerate() {
        let kind = match (at, ends) {
            (_, true) => "resolved\nstate: resolved",
            (0, _) => "first",
            _ => "progress",
        };
        // Raw HTML is refused, and headings and numbered questions mean something here and not there.
        let words = words.replace("<br />", "\n\n").replace('<', "&lt;").replace("\nQ", "\n\u{200b}Q");
        site.file(
            &format!("incidents/{id}/{at:02}.md"),
            format!("---\ntype: {kind}\nat: {time}\n---\n{words}\n"),
        );
    }
}

/// GitHub's own words, update by update.
fn github() -> Option<support::Site> {
    let lines =
        std::fs::read_to_string(texts("github-history-mrshu")?.join("parsed/incidents.jsonl")).ok()?;
    let site = site(&[
        "Git Operations",
        "Webhooks",
        "API Requests",
        "Issues",
        "Pull Requests",
        "Actions",
        "Packages",
        "Pages",
        "Codespaces",
        "Copilot",
    ]);
    for line in lines.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let updates: Vec<(String, bool, String)> = entry["updates"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|update| (text(update, "at"), text(update, "status") == "Resolved", text(update, "message")))
            .filter(|(at, _, words)| !at.is_empty() && !words.trim().is_empty())
            .collect();
        let ends = updates.iter().position(|(_, ends, _)| *ends).map_or(updates.len(), |at| at + 1);
        incident(&site, &format!("g{}", text(&entry, "id")), &text(&entry, "title"), &updates[..ends]);
    }
    Some(site)
}

/// Reviews of mybinder.org: one update each.
fn mybinder() -> Option<support::Site> {
    let folder = texts("postmortems-mybinder")?.join("docs/source/incident-reports");
    let site = site(&["JupyterHub", "BinderHub"]);
    for (name, bytes) in support::files(&folder) {
        let (Some(day), Some(id)) = (name.get(..10), name.strip_suffix(".md")) else { continue };
        if !day.starts_with("20") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).replace('\r', "");
        let (title, words) = text.trim_start().split_once('\n').unwrap();
        let time = format!("{day} 12:00 UTC");
        let words = words.replace("](", "] (").replace("\n# ", "\n## ");
        incident(&site, &id.to_lowercase(), title.trim_start_matches(['#', ' ']), &[(time, true, words)]);
    }
    Some(site)
}

/// A cState site as the importer reads it.
fn imported(name: &str) -> Option<support::Site> {
    let imported = cstate::import(&texts(name)?).ok()?;
    let site = support::Site::empty();
    for (path, text) in &imported.files {
        site.file(path, text);
    }
    Some(site)
}

/// All words of a site are looked at as if none had been published yet.
fn hits(corpus: &str, site: &support::Site) -> String {
    let reading = read(&site.content());
    let sources = &reading.content.sources;
    assert!(reading.is_sound(), "{corpus}: {:?}", reading.findings.first().map(|finding| &finding.message));
    let wanted = |code: &Code| code.name().starts_with('L') && code.is_check() || *code == Code::C10;
    let only: Vec<Code> = Code::ALL.iter().copied().filter(wanted).collect();
    let choice = Choice { only, history: true, ..Choice::default() };
    let before = Instant::parse("1990-01-01 00:00 UTC").unwrap();
    let updates: usize = reading.content.incidents.iter().map(|incident| incident.updates.len()).sum();
    println!("# {corpus}: {} incidents, {updates} updates", reading.content.incidents.len());
    let mut lines = String::new();
    for finding in check_some(&reading.content, before, &choice) {
        lines += &line(corpus, &finding, sources);
    }
    lines
}

fn line(corpus: &str, finding: &Finding, sources: &Sources) -> String {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (file, words, around) = match &finding.place {
        Place::Path(path) => (path.clone(), String::new(), String::new()),
        Place::Span(span) => {
            let text = &sources.get(span.file).text;
            let range = span.range();
            let from = text[..range.start].rfind("\n\n").map_or(0, |at| at + 2);
            let to = text[range.end..].find("\n\n").map_or(text.len(), |at| range.end + at);
            (sources.get(span.file).path.clone(), flat(&text[range]), flat(&text[from..to]))
        }
    };
    let weight = finding.weight.name();
    format!(
        "{corpus}\t{}\t{weight}\t{file}\t{words}\t{around}\t{}\n",
        finding.code.name(),
        flat(&finding.message)
    )
}

#[test]
#[ignore = "prints what a person has to read and judge"]
fn the_hits_in_real_texts() {
    let sites = [
        ("jenkins", imported("cstate-jenkins")),
        ("packit", imported("cstate-packit")),
        ("x4b", imported("cstate-x4b")),
        ("github", github()),
        ("mybinder", mybinder()),
    ];
    for (name, site) in sites {
        match site {
            Some(site) => print!("{}", hits(name, &site)),
            None => println!("# {name} is not at hand"),
        }
    }
}
