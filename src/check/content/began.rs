//! When it began, corrected in the words and not in the facts: the page would
//! go on to show the wrong time beside the right one. A part of C10.

use super::said_times;
use crate::check::Case;
use crate::finding::{Code, Finding};
use crate::model::time::{Instant, Zone};

/// Half a day, in seconds.
const HALF_A_DAY: i64 = 43_200;

/// Notes `impact_began_at` where a correction says that this very time was wrong.
pub(super) fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(moment) = case.incident.impact_began_at else { return };
    let Some(began) = moment.at else { return };
    for step in &case.steps {
        let Some(correction) = step.update.corrects.as_deref() else { continue };
        let target = case.steps.iter().find(|step| step.update.id == correction.update.value);
        let near = target.map_or(step, |target| target).update.at.value.min(began.plus(HALF_A_DAY));
        let zones = [Zone::UTC, case.content.site.time_zone];
        let right = zones
            .iter()
            .find_map(|zone| right_time(&correction.said.value, &correction.now, began, near, zone.name()));
        let Some((said, now, right)) = right else { continue };
        findings.push(
            Finding::fix(
                Code::C10,
                moment.span,
                format!(
                    "`impact_began_at` is {}, and the correction `{}` says that {said} was wrong and {now} is right.",
                    began.written(),
                    step.update.id
                ),
            )
            .reader("The page shows the wrong time as the beginning, beside the words that correct it.")
            .help(format!(
                "If the correction is about when it began, write `impact_began_at: {}`. A fact in incident.yaml is \
                 changed where it stands.",
                right.written()
            )),
        );
    }
}

/// The wrong time of day, the right one and the instant of that, if the time that `now` has in the place of
/// `began` in `said` is another one. `zone` is that of a time without one.
fn right_time(
    said: &str,
    now: &str,
    began: Instant,
    near: Instant,
    zone: &str,
) -> Option<(String, String, Instant)> {
    let (wrong, right) = (clocks(said, zone), clocks(now, zone));
    if wrong.len() != right.len() {
        return None;
    }
    wrong.into_iter().zip(right).find_map(|(wrong, right)| {
        let (was, _) = Instant::parse_time_of_day(&wrong, began)?;
        let (is, _) = Instant::parse_time_of_day(&right, near)?;
        (was == began && is != began).then_some((wrong, right, is))
    })
}

/// The times of day in a text, each with its zone, or with `zone`. None where letters stand for a zone that
/// may be one of several.
fn clocks(text: &str, zone: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let clocks = words.iter().enumerate().filter(|(_, word)| {
        !word.starts_with(['+', '-']) && said_times::clock(said_times::bare(word)).is_some()
    });
    let read = clocks.map(|(at, word)| {
        let word = said_times::bare(word);
        let behind =
            words.get(at + 1).map_or("", |next| next.trim_end_matches(|c: char| !c.is_alphanumeric()));
        if Instant::parse(&format!("2026-01-01 12:00 {behind}")).is_ok() {
            return Some(format!("{word} {behind}"));
        }
        let letters = behind.len() > 1 && behind.chars().all(|c| c.is_ascii_uppercase());
        (!letters).then(|| format!("{word} {zone}"))
    });
    read.collect::<Option<_>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::Small;
    use crate::finding::Code;

    /// The small incident, which began at 10:02 UTC, with a correction.
    fn corrected(said: &str, now: &str) -> Small {
        let correction = format!(
            "---\ntype: correction\nat: 2026-03-03 10:40 UTC\ncorrects:\n  update: 01-first\n  said: \"{said}\"\n  \
             now: \"{now}\"\n  why: \"We misread a graph.\"\n  found_at: 2026-03-03 10:35 UTC\n  matters_because: \"Look further back.\"\n  size: fact\n\
             next_update: 2026-03-03 11:20 UTC\n---\nWe named a wrong time.\n"
        );
        Small::new()
            .change("kind: outage", "kind: outage\nimpact_began_at: 2026-03-03 10:02 UTC")
            .change(
                "Search takes about ten seconds to answer.",
                "Search takes about ten seconds to answer since 10:02 UTC, for 12 of you. We saw it at 10:09 UTC.",
            )
            .with("incidents/one/02-correction.md", &correction)
    }

    const NOW: &str = "2026-03-03 10:41 UTC";

    #[test]
    fn a_beginning_that_was_corrected_is_corrected_in_the_facts_too() {
        assert_eq!(
            corrected("since 10:02 UTC", "since 09:40 UTC").told(Code::C10, NOW),
            [
                "fix: `impact_began_at` is 2026-03-03 10:02 UTC, and the correction `02-correction` says that 10:02 UTC was wrong and 09:40 UTC is right. [2026-03-03 10:02 UTC]"
            ]
        );
        for (said, now) in [
            ("10:02", "09:40"),
            (
                "10:02 UTC, for 12 of you. We saw it at 10:09 UTC",
                "09:58 UTC, for 12 of you. We saw it at 10:09 UTC",
            ),
            ("since 10:02 UTC", "since 10:40 +01:00"),
        ] {
            assert_eq!(corrected(said, now).told(Code::C10, NOW).len(), 1, "{said}");
        }
        let twice = corrected("since 10:02 UTC", "since 09:40 UTC");
        twice.change("2026-03-03 10:02 UTC", "2026-03-03 09:40 UTC").silent(Code::C10, NOW);
    }

    #[test]
    fn other_corrections_say_nothing_of_the_beginning() {
        for (said, now) in [
            ("12 of you", "14 of you"),
            ("We saw it at 10:09 UTC", "We saw it at 10:12 UTC"),
            ("since 10:02 UTC", "since the morning"),
            ("since 10:02 UTC", "since 11:02 +01:00"),
            ("since 10:02 UTC", "since 10:40 CET"),
            ("since 10:02 UTC, for 12 of you", "since 10:02 UTC, for 14 of you"),
        ] {
            corrected(said, now).silent(Code::C10, NOW);
        }
        corrected("since 10:02 UTC", "since 09:40 UTC")
            .change("impact_began_at: 2026-03-03 10:02 UTC\n", "")
            .silent(Code::C10, NOW);
    }
}
