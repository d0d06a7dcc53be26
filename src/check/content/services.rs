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
        let due = live.overdue(Debt::Services);
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

fn named<'c>(
    case: &Case<'c>,
    live: &Live<'_, 'c>,
    wanted: impl Fn(Option<(Status, Option<&'c str>)>) -> bool,
) -> Vec<&'c str> {
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
        Finding::new(Code::C2, weight, key(case.content, live.step.update, "services"), message)
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
            key(case.content, live.step.update, "services"),
            format!("You say that {} {are} not affected, and not why.", listed(&bare)),
        )
        .reader("In a crisis, people believe a reason sooner than a word. If it turns out wrong, the bare word costs more.")
        .help(
            "Say how you know: `{ not_affected: \"separate system; we checked its logs\" }`. If you have not looked yet, write `checking`.",
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, LATE, OVER, Small};
    use crate::finding::Code;

    #[test]
    fn every_service_is_mentioned() {
        let silent = Small::new().change("  all: { not_affected: \"they use other machines\" }\n", "");
        assert_eq!(
            silent.told(Code::C2, EARLY),
            ["fix: You have not said whether API is affected. [services:]"]
        );
        Small::new()
            .change("{ not_affected: \"they use other machines\" }", "checking")
            .silent(Code::C2, EARLY);
    }

    #[test]
    fn what_is_over_without_a_word_on_a_service_is_not_published() {
        let silent = Small::over().change("  all: { not_affected: \"they use other machines\" }\n", "");
        assert_eq!(
            silent.told(Code::C2, OVER),
            ["stop: You have not said whether API is affected. [services: { search: recovered }]"]
        );
        // Long after, nobody can mend it, and a service may be newer than the incident.
        silent.silent(Code::C2, "2026-06-03 11:00 UTC");
    }

    #[test]
    fn not_affected_comes_with_its_reason() {
        let bare = Small::new().change("{ not_affected: \"they use other machines\" }", "not_affected");
        assert_eq!(
            bare.told(Code::C2, EARLY),
            ["fix: You say that API is not affected, and not why. [services:]"]
        );
    }

    #[test]
    fn a_first_word_owes_it() {
        let hurried = Small::new()
            .change("type: first", "type: holding")
            .change("  all: { not_affected: \"they use other machines\" }\n", "");
        hurried.silent(Code::C2, EARLY);
        assert_eq!(hurried.told(Code::C2, LATE).len(), 1);
    }
}
