//! Issues with good and bad times, in order.

use super::super::issue::Severity;
use super::super::split::split;
use super::super::time;
use super::*;

fn issue(date: &str, ended: &str, resolved: Option<bool>) -> Issue {
    let at = |text: &str| time::parse(text).map(|stamp| stamp.at);
    Issue {
        path: "content/issues/a.md".to_owned(),
        slug: "a".to_owned(),
        title: "A".to_owned(),
        date: at(date),
        date_guessed: false,
        ended: at(ended),
        resolved,
        severity: Severity::Down,
        affected: Vec::new(),
        informational: false,
        pinned: false,
        draft: false,
        body: String::new(),
    }
}

fn planned(issue: &Issue, kind: Kind, body: &str) -> (Vec<String>, Vec<String>) {
    let mut report = FileReport::new("a.md");
    let pieces = split(body, &mut FileReport::new("a.md"));
    let timeline = plan(issue, kind, pieces, &mut report);
    let steps = timeline.steps.iter().map(|step| {
        let fixed = step.fixed_at.map(|at| format!(" fixed {at}")).unwrap_or_default();
        let over = if step.over { "" } else { "…" };
        format!("{} {} {}{fixed}: {}{over}", step.at, step.kind, step.state.unwrap_or("-"), step.text)
    });
    (
        steps.collect(),
        report.notes.into_iter().map(|note| format!("{}: {}", note.what.word(), note.text)).collect(),
    )
}

const DATE: &str = "2031-01-02 10:00 UTC";
const END: &str = "2031-01-02 12:00 UTC";

#[test]
fn a_clean_outage() {
    let (steps, notes) = planned(
        &issue(DATE, END, Some(true)),
        Kind::Outage,
        "*Resolved* - Well. {{< track \"2031-01-02 12:00:00Z\" >}}\n\n*Identified* - Why. {{< track \"2031-01-02 11:00:00Z\" >}}\n\n\
         *Investigating* - Hm. {{< track \"2031-01-02 10:00:00Z\" >}}",
    );
    assert_eq!(
        steps,
        [
            "2031-01-02 10:00 UTC first investigating: Hm.…",
            "2031-01-02 11:00 UTC progress identified: Why.…",
            "2031-01-02 12:00 UTC resolved resolved: Well.",
        ]
    );
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn words_after_the_end() {
    let (steps, notes) = planned(
        &issue(DATE, END, Some(true)),
        Kind::Outage,
        "*Post-mortem*\n\nWhy.\n\n**2031-01-03 09:00 UTC**\n\nMore.\n\n**2031-01-02 12:00 UTC**\n\nWell.\n\n**2031-01-02 10:00 UTC**\n\nHm.",
    );
    assert_eq!(
        steps,
        [
            "2031-01-02 10:00 UTC first investigating: Hm.…",
            "2031-01-02 12:00 UTC resolved resolved: Well.",
            "2031-01-03 09:00 UTC progress -: More.",
            "2031-01-03 09:00 UTC postmortem reviewed: Why.",
        ]
    );
    assert_eq!(notes.len(), 1, "{notes:?}");
    let (steps, _) = planned(
        &issue(DATE, END, Some(true)),
        Kind::Outage,
        "[Final message - 2031-01-02 13:00 UTC]\nWell.\n\n[Initial message]\nHm.",
    );
    assert_eq!(steps[1], "2031-01-02 13:00 UTC resolved resolved fixed 2031-01-02 12:00 UTC: Well.");
}

#[test]
fn an_end_without_words_gets_some() {
    let (steps, notes) = planned(&issue(DATE, END, Some(true)), Kind::Maintenance, "We will do it.");
    assert_eq!(
        steps,
        [
            "2031-01-02 10:00 UTC first scheduled: We will do it.…",
            "2031-01-02 12:00 UTC resolved completed: The earlier status page marked this as completed, without further words.",
        ]
    );
    assert_eq!(notes.len(), 1);
}

#[test]
fn impossible_ends() {
    for (ended, note) in [("2031-01-01 12:00 UTC", "lies before"), ("", "no `resolvedWhen`")] {
        let (steps, notes) = planned(
            &issue(DATE, ended, Some(true)),
            Kind::Outage,
            "[Final Message]\nWell.\n\n[Initial Message]\nHm.",
        );
        assert_eq!(steps[1], "2031-01-02 10:00 UTC resolved resolved: Well.");
        assert!(notes.iter().any(|said| said.contains(note)), "{notes:?}");
    }
}

#[test]
fn what_is_open_stays_open() {
    for (resolved, ended) in [(Some(false), END), (None, "")] {
        let (steps, notes) = planned(&issue(DATE, ended, resolved), Kind::Outage, "*Resolved* Well.\n\nHm.");
        assert_eq!(
            steps,
            [
                "2031-01-02 10:00 UTC first investigating: Hm.…",
                "2031-01-02 10:00 UTC progress monitoring: Well.…"
            ]
        );
        assert_eq!(notes.len(), 2, "{notes:?}");
    }
    let mut post = issue(DATE, "", None);
    post.informational = true;
    assert_eq!(planned(&post, Kind::Notice, "Hello.").0, ["2031-01-02 10:00 UTC notice closed: Hello."]);
    post.pinned = true;
    assert_eq!(planned(&post, Kind::Notice, "Hello.").0, ["2031-01-02 10:00 UTC notice active: Hello.…"]);
}

#[test]
fn times_that_cannot_be_are_left_out() {
    let (steps, notes) = planned(
        &issue(DATE, END, Some(true)),
        Kind::Outage,
        "*Investigating* - Hm. {{< track \"2030-01-02 10:00Z\" >}}\n\n*Fixed* - Well. {{< track \"2030-01-02 10:00Z\" >}}",
    );
    assert_eq!(steps[0], "2031-01-02 10:00 UTC first investigating: Hm.…");
    assert_eq!(steps[1], "2031-01-02 12:00 UTC resolved resolved: Well.");
    assert!(notes[0].starts_with("left out: The text tells the time 2030"), "{notes:?}");
    let (steps, _) = planned(&issue("", "", None), Kind::Outage, "Hm.");
    assert_eq!(steps, ["1970-01-01 00:00 UTC first investigating: Hm.…"]);
}
