//! What pages say of a promised update from its minute on, and what becomes of
//! promises and lengths of time when an incident ends, comes back or is merged.

mod support;

use support::{Built, Site, assert_in_order, words};

const PAGE: &str = "incidents/one/index.html";

#[test]
fn a_merged_incident_breaks_no_promise_and_its_target_names_it() {
    let site = Site::new();
    let policy = std::fs::read_to_string(site.content().join("policy.yaml")).expect("a policy");
    site.file("policy.yaml", format!("publish_record: true\n{policy}"))
        .file(
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
    let site = Site::new();
    let policy = std::fs::read_to_string(site.content().join("policy.yaml")).expect("a policy");
    site.file("policy.yaml", format!("publish_record: true\n{policy}"))
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
