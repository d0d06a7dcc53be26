//! G1: who has to agree has agreed, and to these words.

use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::inside::Approved;
use crate::model::{Approval, Severity, UpdateType};
use crate::seal;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::G1,
    weight: Weight::Stop,
    about: About {
        rule: "For each rule under `approvals` of the policy that fits the kind, the severity and the type of \
               an update, internal.yaml holds the approval of each role, with the hash of exactly these words \
               (`text_sha256`). With `not_by_writer`, the person whom internal.yaml names for comms cannot \
               agree for another role. A holding statement needs approvals only if the rule names that type.",
        reason: "A word that nobody checked can be wrong in a way that harms people, or binds you.",
        source: "PagerDuty, message approval; ISO 22361, authorised warnings.",
        fires: "approvals: [{ update: 03-apology, role: legal, text_sha256: … }], and a word changed since",
        near: "the same hash, and only the time of publication changed since",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if case.policy.approvals.is_empty() {
        return;
    }
    for step in &case.steps {
        let mut asked: Vec<(&str, bool)> = Vec::new();
        for approval in case.policy.approvals.iter().filter(|approval| fits(case, approval, step)) {
            for role in &approval.roles {
                match asked.iter_mut().find(|(known, _)| known == role) {
                    Some((_, not_by_writer)) => *not_by_writer |= approval.not_by_writer,
                    None => asked.push((role, approval.not_by_writer)),
                }
            }
        }
        if asked.is_empty() {
            continue;
        }
        let hash = seal::hash(&case.content.sources.get(step.update.file).text);
        for (role, not_by_writer) in asked {
            findings.extend(missing(case, step, role, not_by_writer, &hash));
        }
    }
}

fn fits(case: &Case<'_>, approval: &Approval, step: &Step<'_>) -> bool {
    let severity = step.fold.severity.unwrap_or(Severity::Major);
    let kind = step.update.kind;
    let named = approval.types.contains(&kind);
    (approval.kinds.is_empty() || approval.kinds.contains(&case.incident.kind))
        && (approval.severities.is_empty() || approval.severities.contains(&severity))
        && (named || (approval.types.is_empty() && kind != UpdateType::Holding))
}

/// What is wrong with the consent of a role, if anything is.
fn missing(case: &Case<'_>, step: &Step<'_>, role: &str, not_by_writer: bool, hash: &str) -> Option<Finding> {
    let given: Vec<&Approved> = case
        .inside
        .iter()
        .flat_map(|inside| &inside.approvals)
        .filter(|approved| approved.role == role && approved.update == step.update.id)
        .collect();
    let who = called(role);
    let of_these = |approved: &&&Approved| {
        approved.text_sha256.as_ref().is_some_and(|given| given.eq_ignore_ascii_case(hash))
    };
    let by_writer = |approved: &Approved| not_by_writer && role != "comms" && is_writer(case, approved);
    let message = match (given.iter().find(of_these), given.last()) {
        (Some(approved), _) if by_writer(approved) => {
            format!("{who} has not agreed to these words: the person who wrote them has.")
        }
        (Some(_), _) => return None,
        (None, Some(Approved { text_sha256: Some(_), .. })) => {
            format!("{who} agreed to an earlier version. These words have changed since.")
        }
        (None, Some(_)) => format!("{who} agreed, and nobody can tell to which words."),
        (None, None) => format!("{who} has not agreed to these words."),
    };
    Some(
        Finding::stop(Code::G1, step.update.at.span, message)
            .reader("A wrong word here can harm them, and will be held against you.")
            .help(format!(
                "Ask, and note the answer in internal.yaml: `approvals: [{{ update: {}, role: {role}, person: \"…\", at: …, text_sha256: {hash} }}]`. If it cannot wait, publish with a reason: `--allow G1 --because \"…\"`.",
                step.update.id
            )),
    )
}

/// Whether an approval comes from the person who writes.
fn is_writer(case: &Case<'_>, approved: &Approved) -> bool {
    let roles = case.inside.iter().flat_map(|inside| &inside.roles);
    let writers = roles.filter(|(role, _)| role == "comms").map(|(_, person)| person);
    writers.into_iter().any(|writer| approved.person.as_ref() == Some(writer))
}

fn called(role: &str) -> &'static str {
    match role {
        "security" => "Security",
        "legal" => "Legal",
        "executive" => "An executive",
        "comms" => "Comms",
        _ => "A reader from outside",
    }
}
