//! T4: a promised time is kept, or the late word says why.

use super::is_put_away;
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::model::Promise;
use crate::model::time::Instant;
use crate::view::Kept;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T4,
    weight: Weight::Fix,
    about: About {
        rule: "The next public update comes no later than its promised time and the policy's `grace`. If it \
               comes later, it has a `late_reason`: without one it stops a publication. If it has not come \
               at all, that is to fix at once.",
        reason: "A missed time says that the page cannot be believed, unless the page says it first.",
        source: "Slack, 22 February 2022; Maister, The psychology of waiting lines.",
        fires: "next_update: 2026-05-21 14:35 UTC, and the next update at 14:52 UTC without late_reason",
        near: "the same with late_reason: \"We were testing and did not stop to write.\"",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(last) = case.last().filter(|_| !is_put_away(case)) else { return };
    let live = case.live().first().is_some_and(|step| step.public);
    for promise in last.fold.promises(case.policy, case.now) {
        match promise.kept {
            Kept::Late { by, .. } if promise.made_in + 2 == case.seen().len() && live => {
                if let Some(next) = case.steps.get(promise.made_in + 1) {
                    without_reason(case, promise.made_in, next, promise.due, by, findings);
                }
            }
            Kept::Broken { by } if !last.fold.state.is_ended() => match case.to_come().first() {
                // It is being written: then it has to begin with the reason.
                // The page counts to the word that comes.
                Some(next) => {
                    let by = case.judged_at(next).since(promise.due);
                    without_reason(case, promise.made_in, next, promise.due, by, findings);
                }
                None => findings.push(broken(case, promise.made_in, promise.due, by)),
            },
            _ => {}
        }
    }
}

/// How late it is, as the page says it: to the minute within a day, then to the hour.
fn as_on_the_page(seconds: i64) -> String {
    let minutes = (seconds.max(0) + 30) / 60;
    let counted = |n: i64, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    let two = |a: String, b: String| format!("{a} and {b}");
    match (minutes / 1_440, minutes % 1_440 / 60, minutes % 60) {
        (0, 0, minutes) => counted(minutes, "minute"),
        (0, hours, 0) => counted(hours, "hour"),
        (0, hours, minutes) => two(counted(hours, "hour"), counted(minutes, "minute")),
        (days, hours, _) if hours == 0 || days >= 14 => counted(days, "day"),
        (days, hours, _) => two(counted(days, "day"), counted(hours, "hour")),
    }
}

fn without_reason(
    case: &Case<'_>,
    made_in: usize,
    next: &Step<'_>,
    due: Instant,
    by: i64,
    findings: &mut Vec<Finding>,
) {
    if next.update.late_reason.is_some() {
        return;
    }
    let mut finding = Finding::stop(
        Code::T4,
        next.update.at.span,
        format!("You promised {due}, and this comes {} late without a word about it.", as_on_the_page(by)),
    )
    .reader("People who looked at the promised time found nothing, and see here that nobody noticed.")
    .help("Say why in a sentence: `late_reason: \"We promised this for … We …\"`.");
    finding.related = promise_span(case, made_in).map(|span| (span, "promised here".to_owned()));
    findings.push(finding);
}

fn broken(case: &Case<'_>, made_in: usize, due: Instant, by: i64) -> Finding {
    let place = promise_span(case, made_in).unwrap_or_else(|| case.place());
    Finding::fix(
        Code::T4,
        place,
        format!("You promised an update for {due}. It is {} late.", as_on_the_page(by)),
    )
    .reader("The page says by itself that you are late.")
    .help("Write now, and start by saying that you are late and why (`late_reason`).")
}

fn promise_span(case: &Case<'_>, made_in: usize) -> Option<crate::source::Span> {
    let said = case.steps.get(made_in)?.update.next_update.as_ref()?;
    matches!(said.value, Promise::By(_)).then_some(said.span)
}

#[cfg(test)]
mod tests {
    use super::as_on_the_page;

    #[test]
    fn it_is_as_late_here_as_on_the_page() {
        for (minutes, said) in [
            (1, "1 minute"),
            (31, "31 minutes"),
            (60, "1 hour"),
            (70, "1 hour and 10 minutes"),
            (1_440, "1 day"),
            (2_000, "1 day and 9 hours"),
            (20 * 1_440 + 120, "20 days"),
        ] {
            assert_eq!(as_on_the_page(minutes * 60), said);
        }
    }
}
