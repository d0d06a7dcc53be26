//! What pages say of a promised update from its minute on, and what becomes of
//! promises and lengths of time when an incident ends, comes back or is merged.

mod support;

use support::{Site, assert_in_order, words};

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
