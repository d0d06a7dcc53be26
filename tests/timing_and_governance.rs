//! The checks of timing and of trust, as the program says them. Each is fired,
//! and comes near without firing.

mod support;

use snapbox::{assert_data_eq, str};
use support::{FIRST, Site, text};

/// What a check says about a site at an instant, and the exit status.
fn said(site: &Site, code: &str, now: &str) -> String {
    let output = site.run(&["check", "--color", "never", "--only", code, "--now", now]);
    let status = output.status.code().unwrap_or(-1);
    format!("{}{}exit {status}\n", text(&output.stdout), text(&output.stderr))
}

/// The small site with all checks on, and words replaced in its first update.
fn site(from: &str, to: &str) -> Site {
    assert!(FIRST.contains(from), "the minimal update has no `{from}`");
    let site = Site::new();
    site.strict().file("incidents/one/01-first.md", FIRST.replacen(from, to, 1));
    site
}

#[track_caller]
fn silent(site: &Site, code: &str, now: &str) {
    let said = said(site, code, now);
    assert!(said.contains("nothing found"), "{said}");
}

#[test]
fn t3_an_open_incident_says_when_readers_hear_next() {
    let site = site("next_update: 2026-03-03 14:00 UTC\n", "");
    assert_data_eq!(
        said(&site, "T3", "2026-03-03 11:00 UTC"),
        str![[r#"
stop[T3]: You have not said when people will hear from you next.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: People who wait without a time ask support, or stop believing this page.
  = write: Add a time that you can keep, for example `next_update: 2026-03-03 14:20 UTC`. If there will be no more news, say why: `next_update: { none: "…" }`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn t3_a_promise_is_not_further_away_than_people_wait() {
    let site = site("next_update: 2026-03-03 14:00 UTC", "next_update: 2026-03-06 14:00 UTC");
    assert_data_eq!(
        said(&site, "T3", "2026-03-03 11:00 UTC"),
        str![[r#"
stop[T3]: The next update is 3 days away. That is too long to wait here.
 --> content/incidents/one/01-first.md:9:14
  |
9 | next_update: 2026-03-06 14:00 UTC
  |              ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: People cannot tell a page that waits from a page that was forgotten.
  = write: Promise a time at most 8 hours away, even if the news will only be that there is none. If the news comes by day or by week now, say so in `communication_plan`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn t3_a_reason_why_no_more_comes_is_an_answer_and_what_is_over_owes_none() {
    silent(
        &site("next_update: 2026-03-03 14:00 UTC", "next_update: { none: \"we wait for the supplier\" }"),
        "T3",
        "2026-03-03 11:00 UTC",
    );
    let over = site("type: first", "type: first");
    over.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 12:00 UTC\nservices: { search: recovered }",
        "Search works.",
    );
    silent(&over, "T3", "2026-03-03 13:00 UTC");
}
