//! T2: while it is open, readers hear from us in the rhythm that we chose.

use super::is_trouble;
use crate::check::case::{length, limit};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Promise, lookup};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T2,
    weight: Weight::Fix,
    about: About {
        rule: "While an incident is open, no more time passes since the last update than the policy's `rhythm` \
               (while it is being watched: `rhythm_monitoring`) allows, unless a promised time still lies \
               ahead. If the last word promised nothing more and said why, the limit for long incidents \
               counts. A promise whose time has passed is for T4 to find.",
        reason: "Waiting without news feels many times longer than it is.",
        source: "GitLab updates every 10 to 15 minutes while it investigates, PagerDuty every 20 for the first \
                 two hours, Atlassian about every 30.",
        fires: "open and critical, the last update 52 minutes old, and no time promised",
        near: "the last update 52 minutes old, and the next promised in 8 minutes",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(last) = case.last().filter(|_| is_trouble(case)) else { return };
    if last.fold.state.is_ended() {
        return;
    }
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
