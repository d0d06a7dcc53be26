//! The example site in the middle of the crisis, as its readers read it. The
//! golden files are words a person can judge; `SNAPSHOTS=overwrite` renews them.

mod support;

use snapbox::{assert_data_eq, file};
use support::Built;

const CRISIS: &str = "2026-05-21 14:10 UTC";

#[test]
fn the_home_page() {
    assert_data_eq!(Built::at(CRISIS).words("index.html"), file!["golden/home.txt"]);
}

#[test]
fn the_outage_in_full_swing() {
    assert_data_eq!(Built::at(CRISIS).incident("QH-2026-0011"), file!["golden/outage.txt"]);
}

#[test]
fn the_outage_once_it_is_over() {
    assert_data_eq!(
        Built::at("2026-08-20 12:00 UTC").incident("QH-2026-0011"),
        file!["golden/outage-over.txt"]
    );
}

#[test]
fn the_flaw() {
    assert_data_eq!(Built::at(CRISIS).incident("QH-2026-0003"), file!["golden/flaw.txt"]);
}

#[test]
fn the_key() {
    assert_data_eq!(Built::at("2026-03-03 10:30 UTC").incident("QH-2026-0007"), file!["golden/key.txt"]);
}

#[test]
fn the_apology() {
    assert_data_eq!(Built::at(CRISIS).incident("QH-2026-0014"), file!["golden/apology.txt"]);
}

#[test]
fn the_ransom() {
    assert_data_eq!(Built::at("2026-06-18 16:00 UTC").incident("QH-2026-0018"), file!["golden/ransom.txt"]);
}

#[test]
fn the_planned_work_under_way() {
    assert_data_eq!(Built::at("2026-07-26 02:00 UTC").incident("QH-2026-0022"), file!["golden/planned.txt"]);
}

#[test]
fn a_service() {
    assert_data_eq!(Built::at(CRISIS).words("services/uploads/index.html"), file!["golden/service.txt"]);
}

#[test]
fn the_history() {
    let site = Built::at(CRISIS);
    let both =
        format!("{}\n---\n\n{}", site.words("history/index.html"), site.words("history/2026/index.html"));
    assert_data_eq!(both, file!["golden/history.txt"]);
}

#[test]
fn the_corrections() {
    assert_data_eq!(
        Built::at("2026-08-20 12:00 UTC").words("corrections/index.html"),
        file!["golden/corrections.txt"]
    );
}

#[test]
fn the_feed() {
    assert_data_eq!(Built::at(CRISIS).source("feed.xml"), file!["golden/feed.xml"].raw());
}
