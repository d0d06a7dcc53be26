//! T7: planned work is announced early enough, and does not quietly run over.

use super::is_put_away;
use crate::check::case::{length, limit};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Kind, Window, lookup};

/// What customers need at the least to plan around it, in seconds.
const LEAST: i64 = 72 * 3_600;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T7,
    weight: Weight::Stop,
    about: About {
        rule: "Planned work is announced at least 72 hours before it starts, also when its start is moved \
               forward, or gives `emergency` with the reason; the policy's `first_word` for maintenance, 7 \
               days, is a hint. Once its end and the `grace` have passed, an update has said so before: an \
               update that comes later has a `late_reason`. While it runs over in silence, that is to fix \
               and does not stop, so that other words can go out.",
        reason: "Customers plan their own nights and weekends around yours.",
        source: "What providers with a status page promise: Atlassian Statuspage, scheduled maintenance.",
        fires: "at: 2026-07-25 02:00 UTC, window: { start: 2026-07-25 22:00 UTC, … }",
        near: "the same with emergency: \"A disk fails. We must replace it before the weekend.\"",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if case.incident.kind != Kind::Maintenance || is_put_away(case) {
        return;
    }
    let live = case.steps.len() - case.live().len();
    for (at, step) in case.steps.iter().enumerate().skip(live) {
        let before = at.checked_sub(1).and_then(|at| case.steps.get(at));
        announced(case, before, step, findings);
        if let Some(before) = before {
            overrun(case, before, step, findings);
        }
    }
    if let Some(last) = case.last().filter(|_| case.to_come().is_empty())
        && let Some(window) = is_past(case, last, case.now)
    {
        findings.push(
            Finding::fix(
                Code::T7,
                last.update.at.span,
                format!("The planned work was to end at {}. That was {} ago.", window.end, length(case.now.since(window.end))),
            )
            .reader("Readers see work that should be over, and do not know whether they can rely on anything again.")
            .help("Say that it is over, or that it takes longer and until when (`state: extended` with a new `window`)."),
        );
    }
}

/// The window that has ended at `now`, beyond the grace, while the work goes on.
fn is_past(case: &Case<'_>, step: &Step<'_>, now: crate::model::time::Instant) -> Option<Window> {
    let grace = case.policy.grace(Kind::Maintenance, step.fold.severity);
    step.fold.window.filter(|window| !step.fold.state.is_ended() && now > window.end.plus(grace))
}

fn announced(case: &Case<'_>, before: Option<&Step<'_>>, step: &Step<'_>, findings: &mut Vec<Finding>) {
    let Some(window) = step.update.window.as_deref() else { return };
    let earlier = before.and_then(|before| before.fold.window);
    if earlier.is_some_and(|earlier| window.start >= earlier.start) || step.fold.state.is_ended() {
        return; // put off or lengthened: nobody has to be ready sooner
    }
    let at = step.update.at.value;
    let notice = window.start.since(at);
    let wished = lookup(&case.policy.limits.first_word, Kind::Maintenance).get(step.fold.severity);
    let finding = if step.fold.emergency.is_some() {
        return;
    } else if notice < LEAST {
        let message = if notice > 0 {
            format!("This work starts {} after it is announced. Customers need 3 days.", length(notice))
        } else {
            "This work is announced when it has already begun. Customers need 3 days.".to_owned()
        };
        Finding::stop(Code::T7, step.update.at.span, message)
            .help("Move it. If it cannot wait, say why: `emergency: \"…\"`.")
    } else if let Some(wished) = wished.filter(|wished| at.after(*wished) > window.start) {
        Finding::hint(
            Code::T7,
            step.update.at.span,
            format!(
                "This work is announced {} before it starts. You wanted to give {}.",
                length(notice),
                limit(wished)
            ),
        )
        .help("Announce it earlier next time, or move it if you can.")
    } else {
        return;
    };
    findings.push(finding.reader("Customers plan their own nights and weekends around yours."));
}

/// Whether a word came after the work should have been over, without saying why.
fn overrun(case: &Case<'_>, before: &Step<'_>, step: &Step<'_>, findings: &mut Vec<Finding>) {
    let at = step.update.at.value;
    let Some(window) = is_past(case, before, at) else { return };
    if step.update.late_reason.is_none() {
        findings.push(
            Finding::stop(
                Code::T7,
                step.update.at.span,
                format!("The work was to end at {}, and this is the first word after that, {} later.", window.end, length(at.since(window.end))),
            )
            .reader("Customers came back at the announced time, and it did not work.")
            .help("Say why nobody was told in time: `late_reason: \"…\"`. Next time write before the end that it takes longer."),
        );
    }
}
