//! T2: while it is open, readers hear from us in the rhythm that we chose, and
//! what they hear is news.

use super::is_trouble;
use crate::check::case::{length, limit};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Promise, UpdateType, lookup};

/// So many words in a row may say that nothing has changed.
const NO_CHANGE: usize = 2;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T2,
    weight: Weight::Fix,
    about: About {
        rule: "While an incident is open, no more time passes since the last update than the policy's `rhythm` \
               (while it is being watched: `rhythm_monitoring`) allows, unless a promised time still lies \
               ahead. If the last word promised nothing more and said why, the limit for long incidents \
               counts. A promise whose time has passed is for T4 to find. And of three updates in a row at \
               least one has news: `no_change` is fine twice.",
        reason: "Waiting without news feels many times longer than it is.",
        source: "GitLab updates every 10 to 15 minutes while it investigates, PagerDuty every 20 for the first \
                 two hours, Atlassian about every 30.",
        fires: "open and critical, the last update 52 minutes old, and no time promised",
        near: "the last update 52 minutes old, and the next promised in 8 minutes",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if is_trouble(case) {
        silence(case, findings);
        findings.extend(nothing_new(case));
    }
}

/// No word for longer than readers were given to expect.
fn silence(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(last) = case.last().filter(|last| !last.fold.state.is_ended()) else { return };
    let (kind, severity, at) = (case.incident.kind, last.fold.severity, last.update.at.value);
    let promised = last.update.next_update.as_ref().map(|said| &said.value);
    let allowed = match promised {
        Some(Promise::By(_)) => None, // kept or broken, T4 says so
        Some(Promise::None(_)) => lookup(&case.policy.limits.long_incident, kind).get(severity),
        None if last
            .fold
            .next_update
            .is_some_and(|said| matches!(said.value, Promise::By(due) if *due >= at)) =>
        {
            None
        }
        None => case.policy.rhythm(kind, severity, last.fold.state),
    };
    let Some(allowed) = allowed.filter(|allowed| case.now > at.after(*allowed)) else { return };
    findings.push(
        Finding::fix(
            Code::T2,
            last.update.at.span,
            format!(
                "It has been {} since your last update. The rhythm that you chose is {}.",
                length(case.now.since(at)),
                limit(allowed)
            ),
        )
        .reader("They cannot tell a team that works from a page that was forgotten.")
        .help("Write now. Even `nothing new yet` helps, if you say what you have ruled out and when you write again."),
    );
}

/// The first of the words that can still be mended that says, once too often, that nothing has changed.
fn nothing_new(case: &Case<'_>) -> Option<Finding> {
    let (row, step) = (case.live_from()..case.steps.len()).find_map(|at| {
        let told = case.steps[..=at].iter().rev().filter(|step| !is_aside(step.update.kind));
        let row = told.take_while(|step| step.update.kind == UpdateType::NoChange).count();
        (row > NO_CHANGE && !is_aside(case.steps[at].update.kind)).then_some((row, &case.steps[at]))
    })?;
    let message = match row {
        3 => "This is the third update in a row that says that nothing has changed.".to_owned(),
        row => format!("The last {row} updates all say that nothing has changed."),
    };
    Some(
        Finding::fix(Code::T2, step.update.at.span, message)
            .reader("They wonder whether anybody is still working on it, and stop reading.")
            .help("Tell one thing that is new for them, and make it `type: progress`: what you have tried or ruled out, what you wait for, when you expect to know more. If there is truly nothing, write less often and say so in `communication_plan`."),
    )
}

/// Words beside the story: they look back or ahead.
fn is_aside(kind: UpdateType) -> bool {
    matches!(kind, UpdateType::Correction | UpdateType::Reminder)
}
