//! C2: every service is said to be affected, not affected or still being checked.

use super::{Live, key, listed, live};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Debt, Kind, Service, Status, UpdateType};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C2,
    weight: Weight::Fix,
    about: About {
        rule: "From the first full update on, every service in the catalogue that customers know has a status: \
               affected, not affected, being checked or working again. `not_affected` comes with its reason. When \
               it is said to be over and a service has still no status, that stops the publication. A first word \
               in a hurry may leave it out until the time in the policy. A notice that is about no service at all \
               needs none.",
        reason: "Readers take silence about a service for bad news, or for carelessness.",
        source: "The litmus test after Heartbleed: which services have, and have not, been affected?",
        fires: "services:\n  uploads: down\n(and no word on Search)",
        near: "services:\n  uploads: down\n  all: checking",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for live in live(case) {
        let due = live.overdue(case, Debt::Services);
        let about_none =
            case.incident.kind == Kind::Notice && live.step.fold.services.iter().all(Option::is_none);
        if about_none
            || (live.step.is_holding() && due.is_none())
            || live.step.update.kind == UpdateType::Postmortem
        {
            continue;
        }
        let from = findings.len();
        unsaid(case, &live, findings);
        unreasoned(case, &live, findings);
        if findings.len() > from {
            // The updates after this one would lack the same.
            return;
        }
    }
}

fn named<'c>(case: &Case<'c>, live: &Live<'_, 'c>, wanted: impl Fn(Option<(Status, Option<&'c str>)>) -> bool) -> Vec<&'c str> {
    let known = |(at, service): (usize, &'c Service)| {
        let now = live.step.fold.services.get(at).copied().flatten().map(|now| (now.status, now.note));
        (service.public && wanted(now)).then_some(service.name.as_str())
    };
    case.content.services.iter().enumerate().filter_map(known).collect()
}

/// Services without any status.
fn unsaid(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let unsaid = named(case, live, |now| now.is_none());
    if unsaid.is_empty() {
        return;
    }
    let all = unsaid.len() == case.content.services.iter().filter(|service| service.public).count();
    let message = if all && unsaid.len() > 1 {
        "You have not said yet which services are affected and which are not.".to_owned()
    } else {
        let are = if unsaid.len() == 1 { "is" } else { "are" };
        format!("You have not said whether {} {are} affected.", listed(&unsaid))
    };
    let weight = if live.is_over() { Weight::Stop } else { Weight::Fix };
    findings.push(
        Finding::new(Code::C2, weight, key(case, live.step.update, "services"), message)
            .reader("Readers will assume the worst about each service that you leave out.")
            .help(
                "Under `services:`, mark each as affected, not affected (with the reason), or still being checked. `all: checking` covers every service that you do not name.",
            ),
    );
}

/// Services that are said to be fine, and not why.
fn unreasoned(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let bare = named(case, live, |now| {
        now.is_some_and(|(status, note)| status == Status::NotAffected && note.is_none_or(str::is_empty))
    });
    if bare.is_empty() {
        return;
    }
    let are = if bare.len() == 1 { "is" } else { "are" };
    findings.push(
        Finding::fix(
            Code::C2,
            key(case, live.step.update, "services"),
            format!("You say that {} {are} not affected, and not why.", listed(&bare)),
        )
        .reader("In a crisis, people believe a reason sooner than a word. If it turns out wrong, the bare word costs more.")
        .help(
            "Say how you know: `{ not_affected: \"separate system; we checked its logs\" }`. If you have not looked yet, write `checking`.",
        ),
    );
}
