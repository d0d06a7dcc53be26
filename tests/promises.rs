//! What pages say of a promised update from its minute on, and what becomes of
//! promises and lengths of time when an incident ends, comes back or is merged.

mod support;

use support::{Built, Site, assert_in_order, words};

const PAGE: &str = "incidents/one/index.html";

/// A site that publishes how its incidents were told.
fn with_record() -> Site {
    let site = Site::new();
    let policy = std::fs::read_to_string(site.content().join("policy.yaml")).expect("a policy");
    site.file("policy.yaml", format!("publish_record: true\n{policy}"));
    site
}

#[test]
fn a_merged_incident_breaks_no_promise_and_its_target_names_it() {
    let site = with_record();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nretired: { merged_into: two }\n",
    )
    .file("incidents/two/incident.yaml", "title: The API and Search are slow\nkind: outage\n")
    .file("incidents/two/01-first.md", support::FIRST)
    .build("2026-03-03 15:35 UTC");
    let page = words(&site.page(PAGE));
    assert_in_order(&page, &["Search is slow", "Told in: The API and Search are slow", "The facts"]);
    assert!(!page.contains("We promised an update"), "{page}");
    assert_in_order(&page, &["Promised for 3 March 2026, 14:00 UTC. This is not told here any more."]);
    let record = site.page("incidents/one/record.json");
    assert!(record.contains("\"broken\": 0"), "{record}");
    let target = words(&site.page("incidents/two/index.html"));
    assert_in_order(
        &target,
        &["We promised an update", "Belongs together", "Told here as well: Search is slow"],
    );
}

#[test]
fn a_page_is_late_from_the_first_minute() {
    // A flaw has a day of grace before anything alarms; its readers have none.
    let site = Built::at("2026-04-14 12:20 UTC");
    let late = "We promised an update by 14 April 2026, 12:00 UTC. We are 20 minutes late.";
    for page in [site.words("index.html"), site.incident("QH-2026-0003")] {
        assert!(page.contains(late), "{page}");
        assert!(!page.contains("is due now"), "{page}");
        assert!(
            !page.contains("If it is after 14 April 2026, 12:00 UTC"),
            "late is not a matter of if:\n{page}"
        );
    }
    // In its very minute it is due, and one minute later late.
    let site = Site::new();
    let at = |now: &str| words(&site.build(now).page(PAGE));
    assert!(at("2026-03-03 14:00 UTC").contains("The next update is due now: 3 March 2026, 14:00 UTC."));
    assert!(at("2026-03-03 14:01 UTC").contains("We are 1 minute late."));
    assert!(at("2026-03-03 18:00 UTC").contains("We are 4 hours late."));
}

#[test]
fn what_came_late_within_the_grace_says_how_late_and_counts_as_kept() {
    let site = with_record();
    site
        .update(
            "02-more",
            "type: progress\nat: 2026-03-03 14:20 UTC\nlate_reason: We waited for a test to end.\nnext_update: 2026-03-03 16:00 UTC",
            "Search is still slow.",
        )
        .build("2026-03-03 15:00 UTC");
    let page = words(&site.page(PAGE));
    assert!(
        page.contains("Promised for 3 March 2026, 14:00 UTC, came at 14:20 UTC, 20 minutes late."),
        "{page}"
    );
    assert!(
        page.contains("This update came 20 minutes later than promised. We waited for a test to end."),
        "{page}"
    );
    let record = site.page("incidents/one/record.json");
    assert_in_order(&record, &["\"made\": 2", "\"kept\": 1", "\"late\": 0", "\"broken\": 0"]);
}

#[test]
fn an_answer_that_is_late_names_its_time_in_a_sentence() {
    let site = Site::new();
    let at = |now: &str| words(&site.build(now).page(PAGE));
    assert!(at("2026-03-03 11:00 UTC").contains("Answer promised by 3 March 2026, 18:00 UTC"));
    assert!(
        at("2026-03-03 18:30 UTC").contains("We promised an answer by 3 March 2026, 18:00 UTC and are late.")
    );
}

const END: &str = "type: resolved\nat: 2026-03-03 12:00 UTC\nstate: resolved\nservices: { search: recovered }\nfixed_at: 2026-03-03 11:30 UTC\nnext_update: { none: \"it is over\" }";
const BACK: &str = "type: reopened\nat: 2026-03-03 15:00 UTC\nstate: reopened\nseverity: minor\nservices: { search: slow }\nnext_update: 2026-03-03 16:00 UTC";
const AGAIN: &str = "type: resolved\nat: 2026-03-03 15:50 UTC\nstate: resolved\nservices: { search: recovered }\nfixed_at: 2026-03-03 15:40 UTC\nnext_update: { none: \"it is over\" }";

#[test]
fn a_time_in_which_it_worked_is_not_said_to_be_part_of_the_outage() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nimpact_began_at: 2026-03-03 10:00 UTC\n",
    )
    .update("02-end", END, "Search is fast again.");
    let page = words(&site.build("2026-03-03 12:05 UTC").page(PAGE));
    assert!(page.contains("Lasted\n1 hour and 30 minutes\n"), "{page}");
    site.update("03-back", BACK, "Search is slow again.").update("04-again", AGAIN, "Search is fast again.");
    let page = words(&site.build("2026-03-03 16:00 UTC").page(PAGE));
    let lasted = "5 hours and 40 minutes from beginning to end, with a break in between";
    assert!(page.contains(&format!("Lasted\n{lasted}\n")), "{page}");
    let row = words(&site.page("history/index.html"));
    assert!(row.contains(&format!("Lasted {lasted}")), "{row}");
}

#[test]
fn the_longest_silence_may_be_the_one_that_lasts() {
    let site = Site::new();
    let silence = |now: &str| {
        let output = site.run(&["litmus", "one", "--now", now, "--format", "json"]);
        let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a record");
        record["longest_silence"].as_i64().map(|seconds| seconds / 60)
    };
    assert_eq!(silence("2026-03-03 13:20 UTC"), Some(180), "it is open, and its one word is three hours old");
    site.update("02-end", END, "Search is fast again.");
    assert_eq!(silence("2026-03-09 12:00 UTC"), Some(100), "after the end nobody waits");
}

#[test]
fn who_speaks_now_is_named_with_the_time_from_which_that_is_so() {
    let site = Site::new();
    site.file(
        "people.yaml",
        "people:\n  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead }\n  - { id: bo, name: Bo Marsh, title: Chief Executive, level: executive }\n",
    )
    .update(
        "02-more",
        "type: progress\nat: 2026-03-03 11:40 UTC\nspeaker: bo\nnext_update: 2026-03-03 16:00 UTC",
        "Search is still slow.",
    )
    .update(
        "03-more",
        "type: progress\nat: 2026-03-03 12:40 UTC\nnext_update: 2026-03-03 16:00 UTC",
        "Search is still slow.",
    );
    let output = site.run(&["litmus", "one", "--now", "2026-03-03 13:00 UTC", "--format", "json"]);
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a record");
    let rows = record["questions"].as_array().expect("questions");
    let row = rows.iter().find(|row| row["question"] == "who_speaks").expect("the question");
    assert_eq!(row["note"], "Bo Marsh, Chief Executive");
    assert_eq!(row["at"], "2026-03-03T11:40:00Z");
}
