//! T3: every word about something that is not over says when the next one comes.

use super::is_put_away;
use crate::check::case::{length, limit};
use crate::check::content::said_times;
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::model::time::Period;
use crate::model::{Kind, Promise, UpdateType, lookup};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T3,
    weight: Weight::Stop,
    about: About {
        rule: "An update of an incident that is not over has a `next_update`: an instant after its own, or \
               `none` with a reason. It is at most twice the rhythm away. When an incident has been public \
               for four times its rhythm, or has a communication plan, the limit for long incidents counts \
               instead. Planned work needs none: its window says when something happens next. A correction \
               or a reminder may lean on a promise that still lies ahead. The first words name no other time.",
        reason: "People who wait without a time ask support, or stop believing the page.",
        source: "CDC, Crisis and Emergency Risk Communication; PagerDuty: always say when the next update comes.",
        fires: "type: progress, at: 2026-05-21 13:44 UTC, and no next_update while the incident is open",
        near: "next_update: { none: \"we will write when the supplier answers\" }",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if is_put_away(case) {
        return;
    }
    said_times::look_at_first_words(case, findings);
    for step in case.live() {
        let planned = case.incident.kind == Kind::Maintenance && step.fold.window.is_some();
        if step.fold.state.is_ended() || planned || leans(step) {
            continue;
        }
        match &step.update.next_update {
            None => findings.push(missing(case, step)),
            Some(said) => {
                if let Promise::By(due) = said.value
                    && let Some(far) = too_far(case, step, due.since(step.update.at.value))
                {
                    findings.push(far.place_at(said.span));
                }
            }
        }
    }
}

/// Whether a side word leaves an earlier promise standing.
fn leans(step: &Step<'_>) -> bool {
    matches!(step.update.kind, UpdateType::Correction | UpdateType::Reminder | UpdateType::Postmortem)
        && step.update.next_update.is_none()
        && step.fold.next_update.is_some_and(|said| match said.value {
            Promise::By(due) => *due > step.update.at.value,
            Promise::None(_) => true,
        })
}

fn missing(case: &Case<'_>, step: &Step<'_>) -> Finding {
    let at = step.update.at.value;
    let rhythm = case.policy.rhythm(case.incident.kind, step.fold.severity, step.fold.state);
    let example = at.after(rhythm.unwrap_or(Period::hours(1)));
    Finding::stop(Code::T3, step.update.at.span, "You have not said when people will hear from you next.")
        .reader("People who wait without a time ask support, or stop believing this page.")
        .help(format!(
            "Add a time that you can keep, for example `next_update: {}`. If there will be no more news, say why: `next_update: {{ none: \"…\" }}`.",
            example.written()
        ))
}

fn too_far(case: &Case<'_>, step: &Step<'_>, seconds: i64) -> Option<Finding> {
    let kind = case.incident.kind;
    let at = step.update.at.value;
    let lasts = |period: Period| at.after(period).since(at);
    let rhythm = lasts(case.policy.rhythm(kind, step.fold.severity, step.fold.state)?);
    let first = case.steps.first()?.update.at.value;
    let long = step.fold.communication_plan.is_some() || at.since(first) >= 4 * rhythm;
    let gap = lookup(&case.policy.limits.long_incident, kind).get(step.fold.severity).filter(|_| long);
    let longest = (2 * rhythm).max(gap.map_or(0, lasts));
    (seconds > longest).then(|| {
        Finding::stop(
            Code::T3,
            step.update.at.span,
            format!("The next update is {} away. That is too long to wait here.", length(seconds)),
        )
        .reader("People cannot tell a page that waits from a page that was forgotten.")
        .help(format!(
            "Promise a time at most {} away, even if the news will only be that there is none. If the news comes by day or by week now, say so in `communication_plan`.",
            limit(Period::Seconds(longest))
        ))
    })
}
