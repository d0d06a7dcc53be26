//! A small site on which each rule is tried: one example that fires it, one that comes near.

use crate::check::{Choice, check_some};
use crate::finding::{Code, Finding};
use crate::model::time::Instant;
use crate::read::read;

/// A site with one incident that has nothing wrong with it.
pub(super) struct Small {
    files: Vec<(String, String)>,
}

const SITE: &str = "name: Example status
url: https://status.example.com
audiences: [users, admins]
contacts:
  - { purpose: questions, route: \"tel:+442079460170\", hours: \"every day, 06:00 to 22:00 UTC\" }
  - { purpose: security, route: \"mailto:security@example.com\", hours: \"at any hour\" }
  - { purpose: escalation, route: \"mailto:coo@example.com\", hours: \"every working day\" }
";

const SERVICES: &str = "services:
  - { id: api, name: API, internal_names: [edge-api] }
  - { id: search, name: Search, internal_names: [lexidx] }
  - { id: inner, name: Reports, public: false }
";

const PEOPLE: &str = "people:
  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead }
  - { id: eve, name: Eve Moor, title: Chief Security Officer, level: executive }
";

const INCIDENT: &str = "title: Search is slow
kind: outage
detection: { source: monitoring, at: 2026-03-03 10:10 UTC }
";

const FIRST: &str = "---
type: first
at: 2026-03-03 10:20 UTC
severity: major
speaker: ada
services:
  search: slow
  all: { not_affected: \"they use other machines\" }
next_update: 2026-03-03 11:00 UTC
---
Search takes about ten seconds to answer.

## Impact
You wait for each answer of Search.

## What we don't know yet
- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?
- Q2: Which documents are not found?

## What we are doing
- 10:15 UTC We took work off the machines.

## What you should do
### Everyone
- You do not need to do anything.
";

const RESOLVED: &str = "---
type: resolved
at: 2026-03-03 11:00 UTC
services: { search: recovered }
data_lost: \"none\"
fixed_at: 2026-03-03 10:50 UTC
fixed_by: \"We took work off the machines.\"
postmortem: { due: 2026-03-20 }
---
Search answers at once again.

## Impact
You waited for Search for half an hour.

## Answers
- Q1: A backup ran at the wrong hour.
- Q2: None; we compared all lists.

## What you should do
### Everyone
- You do not need to do anything.
";

impl Small {
    /// An outage, just told.
    pub(super) fn new() -> Self {
        let files = [
            ("site.yaml", SITE),
            ("services.yaml", SERVICES),
            ("people.yaml", PEOPLE),
            ("incidents/one/incident.yaml", INCIDENT),
            ("incidents/one/01-first.md", FIRST),
        ];
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }

    /// The same, over.
    pub(super) fn over() -> Self {
        Self::new().with("incidents/one/02-resolved.md", RESOLVED)
    }

    /// With one more file.
    pub(super) fn with(mut self, path: &str, text: &str) -> Self {
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// With words replaced, in whichever file they stand; they stand once.
    pub(super) fn change(mut self, words: &str, with: &str) -> Self {
        let times: usize = self.files.iter().map(|(_, text)| text.matches(words).count()).sum();
        assert_eq!(times, 1, "`{words}` stands {times} times");
        for (_, text) in &mut self.files {
            *text = text.replacen(words, with, 1);
        }
        self
    }

    /// What one rule says at an instant: weight and message of each finding, with the words marked.
    pub(super) fn told(&self, code: Code, now: &str) -> Vec<String> {
        let dir = tempfile::tempdir().expect("a scratch folder");
        for (path, text) in &self.files {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let reading = read(dir.path());
        assert!(reading.is_sound(), "{:#?}", reading.findings);
        let choice = Choice { only: vec![code], ..Choice::default() };
        let findings = check_some(&reading.content, Instant::parse(now).expect("an instant"), &choice);
        for finding in &findings {
            four_parts(finding);
        }
        findings
            .iter()
            .map(|finding| {
                let marked = match &finding.place {
                    crate::finding::Place::Span(span) => reading.content.sources.slice(*span).to_owned(),
                    crate::finding::Place::Path(path) => path.clone(),
                };
                format!("{}: {} [{marked}]", finding.weight.name(), finding.message)
            })
            .collect()
    }

    #[track_caller]
    pub(super) fn silent(&self, code: Code, now: &str) {
        let told = self.told(code, now);
        assert!(told.is_empty(), "{told:#?}");
    }
}

/// What is wrong, where, why a reader minds, and better words.
fn four_parts(finding: &Finding) {
    assert!(finding.message.ends_with(['.', '?', '”', '!']), "{}", finding.message);
    assert!(finding.reader.is_some(), "why does a reader mind? {}", finding.message);
    assert!(finding.help.is_some(), "what to write instead? {}", finding.message);
}

/// Just after the first word, in time for everything.
pub(super) const EARLY: &str = "2026-03-03 10:21 UTC";
/// When everything of the first word is due.
pub(super) const LATE: &str = "2026-03-05 12:00 UTC";
/// When it is over.
pub(super) const OVER: &str = "2026-03-03 11:00 UTC";

#[test]
fn the_small_site_has_nothing_wrong() {
    for rule in crate::check::RULES.iter().filter(|rule| rule.code.name().starts_with('C')) {
        Small::new().silent(rule.code, EARLY);
        Small::new().silent(rule.code, LATE);
        Small::over().silent(rule.code, OVER);
    }
}

#[test]
fn a_german_incident_has_german_headings() {
    let german = || {
        Small::new()
            .change("kind: outage", "kind: outage\nlanguage: de")
            .change("title: Search is slow", "title: Die Suche ist langsam")
            .change("Search takes about ten seconds to answer.", "Die Suche braucht etwa zehn Sekunden.")
            .change(
                "## Impact\nYou wait for each answer of Search.",
                "## Was Sie bemerken\nSie warten auf jede Antwort.",
            )
            .change("## What we don't know yet\n- Q1 (by ", "## Was wir noch nicht wissen\n- Q1 (bis ")
            .change("Why is it slow?", "Warum ist sie langsam?")
            .change("Which documents are not found?", "Welche Dokumente fehlen?")
            .change("## What we are doing", "## Was wir tun")
            .change("We took work off the machines.", "Wir haben die Rechner entlastet.")
            .change("## What you should do\n### Everyone", "## Was Sie tun sollten\n### Alle")
            .change("You do not need to do anything.", "Sie müssen nichts tun.")
    };
    for rule in crate::check::RULES.iter().filter(|rule| rule.code.name().starts_with(['C', 'L'])) {
        german().silent(rule.code, EARLY);
        german().silent(rule.code, LATE);
    }
    assert_eq!(german().change("Sie warten auf jede Antwort.", "").told(Code::C1, EARLY).len(), 1);
    german()
        .change(
            "- Q1 (bis 2026-03-03 18:00 UTC): Warum ist sie langsam?\n- Q2: Welche Dokumente fehlen?\n",
            "Nichts ist offen.\n",
        )
        .silent(Code::C3, EARLY);
    // English ones stay what they are.
    german().change("## Was wir tun", "## What we are doing").silent(Code::C6, EARLY);
}

#[test]
fn words_without_a_time_are_marked_whole() {
    let told = |words: &str| {
        Small::new().change("Search takes about ten seconds to answer.", words).told(Code::L6, EARLY)
    };
    for (words, marked) in [
        (
            "We will provide more information as it becomes available.",
            "provide more information as it becomes available",
        ),
        ("We will post as soon as we know more.", "as soon as we know more"),
    ] {
        let said = format!("fix: `{marked}` gives no time. [{marked}]");
        assert_eq!(told(words), [said]);
    }
}

#[test]
fn what_may_come_of_a_breach_is_an_impact() {
    Small::new()
        .change("kind: outage", "kind: data_breach")
        .change("You wait for each answer of Search.", "Identity theft is possible.")
        .silent(Code::C1, EARLY);
}
