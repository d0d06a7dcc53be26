//! What readers need to know, asked of the writer by the real program. One test
//! for each practice, named after it, and what must hold of these checks however
//! the files are written.

mod support;

use candor::check::check;
use candor::finding::{Code, Finding, Weight};
use candor::model::time::Instant;
use candor::read::read;
use proptest::prelude::*;
use support::{Site, example, text};

const FIRST: &str = "---
type: first
at: 2026-03-03 10:20 UTC
severity: major
speaker: ada
services:
  search: slow
  all: { not_affected: \"they use other machines\" }
next_update: 2026-03-03 11:20 UTC
---
Search takes about ten seconds to answer since 10:02 UTC on 3 March.

## Impact
You wait for each answer of Search.

## What we don't know yet
- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?

## What we are doing
- 10:15 UTC We took work off the machines.

## What you should do
### Everyone
- You do not need to do anything.
";

const CONTACTS: &str = "contacts:
  - { purpose: questions, route: \"tel:+442079460170\", hours: \"every day, 06:00 to 22:00 UTC\" }
  - { purpose: security, route: \"mailto:security@example.com\", hours: \"at any hour\" }
  - { purpose: escalation, route: \"mailto:coo@example.com\", hours: \"every working day\" }
";

const INCIDENT: &str = "title: Search is slow
kind: outage
detection: { source: monitoring, at: 2026-03-03 10:10 UTC }
";

/// The small site with all checks on and nothing wrong.
fn strict() -> Site {
    let site = Site::new();
    site.strict()
        .file("site.yaml", format!("name: Example status\nurl: https://status.example.com\naudiences: [users, admins]\n{CONTACTS}"))
        .file(
            "people.yaml",
            "people:\n  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead }\n  - { id: eve, name: Eve Moor, title: Chief Security Officer, level: executive }\n",
        )
        .file("incidents/one/incident.yaml", INCIDENT)
        .file("incidents/one/01-first.md", FIRST);
    site
}

/// The same with words replaced in the incident or its first update.
fn changed(words: &str, with: &str) -> Site {
    let site = strict();
    change(&site, words, with);
    site
}

#[track_caller]
fn change(site: &Site, words: &str, with: &str) {
    let mut times = 0;
    for file in ["site.yaml", "incidents/one/incident.yaml", "incidents/one/01-first.md"] {
        let written = std::fs::read_to_string(site.content().join(file)).expect("a file");
        if written.contains(words) {
            site.file(file, written.replacen(words, with, 1));
            times += 1;
        }
    }
    assert_eq!(times, 1, "`{words}` has to stand in one file");
}

/// What `check` says of one rule at an instant, and its exit status.
fn said(site: &Site, code: &str, now: &str) -> String {
    let output = site.run(&["check", "--color", "never", "--only", code, "--now", now]);
    format!("{}{}exit {}", text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

#[track_caller]
fn fires(site: &Site, code: &str, now: &str, message: &str) {
    let said = said(site, code, now);
    assert!(said.contains(message), "{said}");
    assert!(said.contains("= readers: ") && said.contains("= write: "), "{said}");
}

#[track_caller]
fn silent(site: &Site, code: &str, now: &str) {
    let said = said(site, code, now);
    assert!(said.contains("nothing found"), "{said}");
}

const EARLY: &str = "2026-03-03 10:25 UTC";
const LATE: &str = "2026-03-05 12:00 UTC";

#[test]
fn the_small_site_says_what_readers_need() {
    silent(&strict(), "C", EARLY);
}

#[test]
fn s0_11_whoever_reported_a_flaw_is_told_how_it_goes() {
    let reporter = "kind: outage\nreporter:\n  credit: anonymous\n  received_at: 2026-03-03 10:00 UTC\n  acknowledged_at: 2026-03-03 12:00 UTC\n";
    let site = changed("kind: outage\n", reporter);
    fires(&site, "T6", "2026-03-20 12:00 UTC", "The person who reported this has heard nothing for 17 days.");
    change(
        &site,
        "acknowledged_at: 2026-03-03 12:00 UTC\n",
        "acknowledged_at: 2026-03-03 12:00 UTC\n  updates:\n    - { at: 2026-03-09 09:00 UTC, channel: email, what: \"We told her that it is real.\" }\n    - { at: 2026-03-15 09:00 UTC, channel: email, what: \"We told her when the repair comes.\" }\n",
    );
    let said = said(&site, "T6", "2026-03-20 12:00 UTC");
    assert!(!said.contains("has heard nothing"), "{said}");
}

#[test]
fn s2_15_readers_are_told_how_it_goes_on_after_it_is_contained() {
    let site = changed("kind: outage", "kind: security_incident");
    change(&site, "type: first", "type: progress\nstate: contained");
    change(
        &site,
        "next_update: 2026-03-03 11:20 UTC",
        "next_update: { none: \"we write when there is news\" }",
    );
    fires(&site, "T2", "2026-03-12 12:00 UTC", "It has been 9 days and 1 hour since your last update.");
    silent(&site, "T2", "2026-03-05 12:00 UTC");
}

#[test]
fn s1_05_what_is_missing_is_owed_by_a_time_and_does_not_hold_up_the_first_word() {
    let site = strict();
    let hurried = "---\ntype: holding\nat: 2026-03-03 10:20 UTC\nseverity: major\nnext_update: 2026-03-03 10:50 UTC\n---\nSearch is slow for you. We know, and we are working on it.\n";
    site.file("incidents/one/01-first.md", hurried);
    silent(&site, "C", EARLY);
    fires(&site, "C3", LATE, "Since 2026-03-03 11:20 UTC, readers are owed what you do not know yet.");
    fires(&site, "C7", LATE, "Since 2026-03-03 12:20 UTC, readers are owed a word on what to do.");
    fires(&site, "C2", LATE, "You have not said yet which services are affected and which are not.");
}

#[test]
fn s1_06_a_full_update_says_what_was_done() {
    let site = changed("## What we are doing\n- 10:15 UTC We took work off the machines.\n", "");
    fires(&site, "C6", EARLY, "hint[C6]: You have not said what you have done so far.");
    fires(&site, "C6", LATE, "fix[C6]: You have not said what you have done so far.");
}

#[test]
fn s1_10_the_worst_is_told_by_an_executive() {
    let site = changed("severity: major", "severity: critical");
    fires(&site, "C8", EARLY, "fix[C8]: This is critical, and Ada Lake, who speaks, is not an executive.");
    fires(&site, "C8", LATE, "fix[C8]");
    site.update(
        "02-progress",
        &format!("type: progress\nat: {LATE}\nnext_update: 2026-03-05 12:30 UTC"),
        "We are still looking.",
    );
    fires(&site, "C8", LATE, "stop[C8]");
    site.remove("incidents/one/02-progress.md");
    change(&site, "speaker: ada", "speaker: eve");
    silent(&site, "C8", LATE);
}

#[test]
fn s1_12_every_service_is_affected_not_affected_or_being_checked() {
    let site = changed("  all: { not_affected: \"they use other machines\" }\n", "");
    fires(&site, "C2", EARLY, "You have not said whether API is affected.");
    change(&site, "  search: slow\n", "  search: slow\n  all: checking\n");
    silent(&site, "C2", EARLY);
}

#[test]
fn s1_16_what_is_not_known_is_said() {
    let question = "- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?";
    let site = changed(&format!("## What we don't know yet\n{question}\n\n"), "");
    fires(&site, "C3", EARLY, "stop[C3]: You have not said what you don't know yet.");
    silent(&changed(question, "Nothing is open."), "C3", EARLY);
}

#[test]
fn s1_17_an_attack_says_whether_data_could_have_been_reached() {
    let site = changed("kind: outage", "kind: security_incident");
    fires(
        &site,
        "C3",
        EARLY,
        "stop[C3]: You have not said whether someone could have reached people's data.",
    );
    change(&site, "speaker: ada", "speaker: ada\ndata_access: unknown");
    fires(&site, "C3", EARLY, "no question on the page asks it");
    change(&site, "Why is it slow?", "Did anyone open your documents?");
    silent(&site, "C3", EARLY);
}

#[test]
fn s1_22_the_first_full_update_may_lack_advice_and_the_second_may_not() {
    let site = changed("## What you should do\n### Everyone\n- You do not need to do anything.\n", "");
    silent(&site, "C7", EARLY);
    site.update(
        "02-progress",
        "type: progress\nat: 2026-03-03 10:50 UTC\nnext_update: 2026-03-03 11:30 UTC",
        "We are still looking.",
    );
    fires(&site, "C7", "2026-03-03 10:50 UTC", "fix[C7]: You have not said what people should do.");
    fires(&site, "C7", LATE, "fix[C7]");
    let next = format!("type: progress\nat: {LATE}\nnext_update: 2026-03-05 12:30 UTC");
    site.update("03-progress", &next, "We are still looking.");
    fires(&site, "C7", LATE, "stop[C7]");
}

#[test]
fn s1_23_there_is_a_way_to_ask_with_hours() {
    let site = changed(CONTACTS, "");
    fires(&site, "C9", EARLY, "There is no way for readers to ask a question.");
    let site = changed(", hours: \"every day, 06:00 to 22:00 UTC\"", "");
    fires(&site, "C9", EARLY, "You give a way to ask, and not when someone answers.");
}

#[test]
fn s2_10_a_near_miss_is_told_without_claiming_harm() {
    let site = strict();
    site.file(
        "incidents/one/incident.yaml",
        "title: A key of ours was in a public place for an hour\nkind: notice\n",
    );
    site.file(
        "incidents/one/01-first.md",
        "---\ntype: notice\nat: 2026-03-03 10:20 UTC\nstate: active\nseverity: none\nspeaker: ada\nservices: { all: { not_affected: \"the key opened nothing\" } }\ndata_access: { not_relevant: \"the key opened an empty test system\" }\nnext_update: { none: \"nothing further will happen\" }\n---\nA key of ours was public for an hour. You are not affected.\n\n## Impact\nNothing of yours could be reached with it.\n\n## What we don't know yet\nNothing is open.\n\n## What you should do\n### Everyone\n- You do not need to do anything.\n",
    );
    silent(&site, "C", EARLY);
}

#[test]
fn s2_19_a_review_is_asked_what_it_learned_about_telling_people() {
    let site = strict();
    site.update("02-resolved", "type: resolved\nat: 2026-03-03 11:00 UTC\nservices: { search: recovered }\ndata_lost: \"none\"\nfixed_at: 2026-03-03 10:50 UTC\nfixed_by: \"We took work off.\"\npostmortem: { due: 2026-03-20 }", "Search answers at once.\n\n## Answers\n- Q1: A backup ran at the wrong hour.\n\n## What you should do\n### Everyone\n- You do not need to do anything.");
    silent(&site, "C11", "2026-03-03 11:00 UTC");
    let review = |area: &str| {
        format!(
            "type: postmortem\nat: 2026-03-20 10:00 UTC\nlessons: [{{ area: {area}, text: \"Look twice.\" }}]"
        )
    };
    site.update("03-postmortem", &review("ethics"), "Our review.");
    fires(
        &site,
        "C11",
        "2026-03-20 10:00 UTC",
        "hint[C11]: The review says nothing about how you told people.",
    );
    site.update("03-postmortem", &review("communication"), "Our review.");
    silent(&site, "C11", "2026-03-20 10:00 UTC");
}

#[test]
fn s3_02_nothing_to_do_is_said_and_not_left_out() {
    let site = changed("### Everyone\n", "### Users\n");
    fires(&site, "C7", LATE, "There is no word on what to do for: IT teams.");
    change(
        &site,
        "- You do not need to do anything.\n",
        "- Try again later.\n\n### IT teams\n- You do not need to do anything.\n",
    );
    silent(&site, "C7", LATE);
}

#[test]
fn s3_03_a_word_that_readers_may_not_know_is_explained() {
    let site = changed(
        "You wait for each answer of Search.",
        "You wait for each answer of Search, as the QPRS is full.",
    );
    let said = said(&site, "L8", EARLY);
    assert!(said.contains("L8") && said.contains("QPRS"), "{said}");
    site.file(
        "terms.yaml",
        "terms:\n  - { term: QPRS, meaning: \"The list of searches that wait for their turn.\" }\n",
    );
    silent(&site, "L8", EARLY);
}

#[test]
fn s3_07_being_at_odds_with_a_cert_is_explained() {
    let voice = "speaker: ada\nother_voices:\n  - who: CERT-X\n    says: \"Rates it critical.\"\n    stance: differs\n";
    let site = changed("speaker: ada\n", voice);
    fires(&site, "C13", EARLY, "CERT-X says otherwise, and the page does not explain it.");
    change(
        &site,
        "stance: differs\n",
        "stance: differs\n    our_answer: \"For us nobody can reach the part that has the flaw.\"\n",
    );
    silent(&site, "C13", EARLY);
    let agrees = changed("speaker: ada\n", &voice.replace("differs", "agrees"));
    silent(&agrees, "C13", EARLY);
    change(&agrees, "severity: major", "severity: minor");
    fires(&agrees, "C13", EARLY, "CERT-X rates this critical, and you say minor.");
}

#[test]
fn s4_06_what_touches_no_data_needs_no_word_of_a_breach() {
    let site = changed("kind: outage", "kind: security_incident");
    change(
        &site,
        "speaker: ada",
        "speaker: ada\npassword_change: no\ndata_access: { not_relevant: \"the machines hold no data\" }",
    );
    silent(&site, "C", EARLY);
}

/// What the checks of these rules find in a folder.
fn found(folder: &std::path::Path, now: &str) -> (candor::source::Sources, Vec<Finding>) {
    let reading = read(folder);
    assert!(reading.is_sound(), "{:#?}", reading.findings);
    let findings = check(&reading.content, Instant::parse(now).expect("an instant"));
    (reading.content.sources, findings)
}

/// What is found, without anything that depends on the order of the files.
fn summary(folder: &std::path::Path, now: &str) -> Vec<String> {
    let (sources, findings) = found(folder, now);
    let mut all: Vec<String> = findings
        .iter()
        .map(|finding| {
            let path = finding.path(&sources).rsplit('/').next().unwrap_or_default().to_owned();
            format!("{} {} {path} {}", finding.code.name(), finding.weight.name(), finding.message)
        })
        .collect();
    all.sort();
    all
}

const STATUSES: [&str; 7] = ["down", "partial", "slow", "checking", "recovered", "exposed", "maintenance"];

fn services(stated: &[Option<usize>]) -> String {
    let lines: String = stated
        .iter()
        .enumerate()
        .filter_map(|(at, status)| Some(format!("  s{at}: {}\n", STATUSES[(*status)?])))
        .collect();
    if lines.is_empty() { String::new() } else { format!("services:\n{lines}") }
}

fn with_services(stated: &str) -> Site {
    let site = strict();
    let catalogue: Vec<String> = (0..5).map(|at| format!("  - {{ id: s{at}, name: Part {at} }}\n")).collect();
    let catalogue = catalogue.concat();
    site.file("services.yaml", format!("services:\n{catalogue}"));
    change(
        &site,
        "services:\n  search: slow\n  all: { not_affected: \"they use other machines\" }\n",
        stated,
    );
    site
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn saying_that_a_service_is_not_affected_never_adds_to_what_is_missing(
        stated in prop::collection::vec(prop::option::of(0..STATUSES.len()), 5),
        added in 0usize..5,
        late in any::<bool>(),
    ) {
        let now = if late { LATE } else { EARLY };
        let count = |site: &Site| {
            found(&site.content(), now).1.iter().filter(|finding| finding.code == Code::C2).count()
        };
        let before = services(&stated);
        let mut fewer = stated.clone();
        fewer[added] = None;
        let mut after = services(&fewer);
        if after.is_empty() {
            after.push_str("services:\n");
        }
        after.push_str(&format!("  s{added}: {{ not_affected: \"it is a separate system\" }}\n"));
        prop_assert!(count(&with_services(&after)) <= count(&with_services(&before)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn results_do_not_depend_on_the_order_of_files(order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle(), at in 0usize..6) {
        let now = ["2026-04-13 20:56 UTC", "2026-04-14 11:00 UTC", "2026-05-21 14:40 UTC", "2026-06-14 07:00 UTC", "2026-06-17 15:00 UTC", "2026-07-26 02:10 UTC"][at];
        let original = example();
        let mut incidents: Vec<String> = std::fs::read_dir(original.join("incidents/2026"))
            .expect("incidents")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        incidents.sort();
        // The folders lie elsewhere and in another order; the ids are the same. Every update has a
        // fault, so that there is something to find in each incident.
        let copy = |folder: &dyn Fn(usize) -> String| {
            let dir = tempfile::tempdir().expect("a scratch folder");
            for (path, mut bytes) in support::files(&original) {
                let path = match path.strip_prefix("incidents/2026/") {
                    Some(rest) => {
                        let id = rest.split('/').next().expect("an id");
                        let place = incidents.iter().position(|known| known == id).expect("an incident");
                        if std::path::Path::new(rest).extension().is_some_and(|ending| ending == "md") {
                            bytes.extend(b"\nWe take this seriously. Several users were hit, and others shortly.\n");
                        }
                        format!("incidents/{}/{rest}", folder(place))
                    }
                    None => path,
                };
                let path = dir.path().join(path);
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                std::fs::write(path, bytes).expect("a copy");
            }
            dir
        };
        let here = copy(&|place| place.to_string());
        let there = copy(&|place| order[place].to_string());
        let found = summary(here.path(), now);
        prop_assert!(found.len() >= 10, "there is little to find: {found:?}");
        prop_assert_eq!(summary(there.path(), now), found);
    }
}

#[test]
fn nothing_is_found_in_what_was_imported() {
    let site = strict();
    site.file(
        "incidents/one/incident.yaml",
        format!("{INCIDENT}imported_from: {{ format: cstate, file: old.md }}\n"),
    );
    site.file(
        "incidents/one/01-first.md",
        "---\ntype: first\nat: 2026-03-03 10:20 UTC\n---\nThe lexidx tier is degraded.\n",
    );
    let (_, findings) = found(&site.content(), LATE);
    assert!(findings.iter().all(|finding| finding.weight == Weight::Hint), "{findings:#?}");
}
