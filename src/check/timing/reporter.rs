//! T6: whoever reported a flaw is answered, and hears how it goes, before everybody else does.

use super::is_put_away;
use crate::check::case::{length, limit};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::Reporter;
use crate::model::time::Instant;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T6,
    weight: Weight::Fix,
    about: About {
        rule: "A reporter hears that the report has arrived within `reporter.acknowledge` of the policy, and \
               hears from us at least every `reporter.status` while the incident is open. They see the draft \
               before the public does. Silence in the past cannot be mended any more, and is a hint.",
        reason: "Researchers who hear nothing publish, and they are right to.",
        source: "ISO/IEC 29147, 6.5; Django acknowledges within 3 working days; CERT/CC calls a vendor that is \
                 silent for two weeks non-responsive.",
        fires: "received_at: 2026-02-09, nothing since, and today is 2026-02-28",
        near: "received_at: 2026-02-09, acknowledged the same day, told the state on 2026-02-22, and today is 2026-02-28",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(reporter) = case.incident.reporter.as_deref().filter(|_| !is_put_away(case)) else { return };
    if case.incident.detection.at.is_some_and(|at| at > case.now) {
        return; // looked at from before we knew
    }
    let over = case.last().and_then(|step| step.fold.ended_at);
    answered(case, reporter, over.is_some(), findings);
    silence(case, reporter, over, findings);
    draft(case, reporter, findings);
}

fn answered(case: &Case<'_>, reporter: &Reporter, over: bool, findings: &mut Vec<Finding>) {
    let Some(received) = reporter.received_at else { return };
    let allowed = case.policy.limits.reporter_acknowledge;
    let answered = reporter.acknowledged_at.unwrap_or(case.now);
    if answered <= received.after(allowed) {
        return;
    }
    let waited = length(answered.since(received));
    findings.push(match reporter.acknowledged_at {
        Some(_) => Finding::hint(
            Code::T6,
            case.place(),
            format!("The person who reported this waited {waited} for your first answer. The limit is {}.", limit(allowed)),
        )
        .reader("Everybody who thinks of reporting something to you reads how you treated this one.")
        .help("Say so in public, and what you changed so that it does not happen again."),
        None if over => Finding::hint(
            Code::T6,
            case.place(),
            "It does not say when the person who reported this had your first answer.",
        )
        .help("Add `acknowledged_at` to the reporter in incident.yaml."),
        None => Finding::fix(
            Code::T6,
            case.place(),
            format!("The person who reported this has waited {waited} for a first answer. The limit is {}.", limit(allowed)),
        )
        .reader("Researchers who hear nothing publish, and then your customers read it there first.")
        .help("Write to them now that you have it and who looks at it. Then add `acknowledged_at` to the reporter in incident.yaml."),
    });
}

/// The longest time without a word to the reporter, and where it stands now.
fn silence(case: &Case<'_>, reporter: &Reporter, over: Option<Instant>, findings: &mut Vec<Finding>) {
    let dated = [
        reporter.received_at,
        reporter.acknowledged_at,
        reporter.confirmed_at,
        reporter.draft_shared_at,
        reporter.fix_available_at,
    ];
    let told = reporter.updates.iter().map(|update| update.at);
    let until = over.map_or(case.now, |over| over.min(case.now));
    let mut words: Vec<Instant> = dated.into_iter().flatten().chain(told).filter(|at| *at <= until).collect();
    words.sort_unstable();
    let Some(last) = words.last().copied() else { return };
    let allowed = case.policy.limits.reporter_status;
    // Before the first answer the other limit counts.
    let past = words.windows(2).filter(|pair| reporter.received_at != Some(pair[0]));
    let longest = past.map(|pair| pair[1].since(pair[0])).max().unwrap_or(0);
    if over.is_none() && case.now > last.after(allowed) && reporter.received_at != Some(last) {
        findings.push(
            Finding::fix(
                Code::T6,
                case.place(),
                format!("The person who reported this has heard nothing for {}.", length(case.now.since(last))),
            )
            .reader("Researchers who hear nothing publish, and then your customers read it there first.")
            .help("Write to them where it stands, before you publish anything. Then add it to `updates` of the reporter in incident.yaml."),
        );
    } else if last.plus(longest) > last.after(allowed) {
        findings.push(
            Finding::hint(
                Code::T6,
                case.place(),
                format!(
                    "The person who reported this once heard nothing for {}. The limit is {}.",
                    length(longest),
                    limit(allowed)
                ),
            )
            .reader("Everybody who thinks of reporting something to you reads how you treated this one.")
            .help("Say so in public, and what you changed."),
        );
    }
}

/// What is about to be published has been seen by the person who found it.
fn draft(case: &Case<'_>, reporter: &Reporter, findings: &mut Vec<Finding>) {
    let Some(first) = case.steps.first() else { return };
    let known_to_all = matches!(
        case.incident.detection.source,
        Some(crate::model::DetectionSource::PublicReport | crate::model::DetectionSource::Press)
    );
    let shown = reporter.draft_shared_at.is_some_and(|at| at <= first.update.at.value);
    if shown || known_to_all || reporter.received_at.is_none() {
        return;
    }
    let weight = if first.public { Weight::Hint } else { Weight::Fix };
    findings.push(
        Finding::new(
            Code::T6,
            weight,
            first.update.at.span,
            "The person who reported this has not seen these words before everybody does.",
        )
        .reader("They know the flaw best, and will say in public what is wrong with your words.")
        .help("Send them the draft, and add `draft_shared_at` to the reporter in incident.yaml."),
    );
}
