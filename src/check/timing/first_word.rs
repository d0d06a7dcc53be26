//! T1: the first word comes within the limit, to everybody and to those who are hit.

use super::is_trouble;
use crate::check::case::{length, limit};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::model::time::{Instant, Period};
use crate::model::{DetectionSource, Incident, Kind, Update, lookup};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T1,
    weight: Weight::Fix,
    about: About {
        rule: "From `detection.at` to the first public word no more time passes than `first_word` of the \
               policy allows for the kind and the first stated severity. A flaw that nobody else has spoken \
               of is not counted: its word comes at the agreed date; once it is public, the limit runs from \
               then. In a security incident or a data breach, those whom internal.yaml names under \
               `private_notices` hear within `direct_notice`, there or by the page. A word under a tied incident \
               (`related`) counts too. It never stops a publication, and once the incident is over, or a \
               `late_reason` was given, it is only a hint.",
        reason: "The first hour decides whether people hear it from you or from somebody else.",
        source: "PagerDuty posts within 5 minutes; Metrist measured 25 outages at 14 providers: 16 minutes at \
                 the median, 121 at worst; Atlassian, Incident communication.",
        fires: "detection at 13:06 UTC, a critical outage, and the first update at 13:47 UTC",
        near: "detection at 13:06 UTC, a critical outage, and the first update at 13:15 UTC",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if !is_trouble(case) {
        return;
    }
    let kind = case.incident.kind;
    let Some(since) = known_since(case).filter(|since| *since <= case.now) else { return };
    let severity = case.steps.iter().find_map(|step| step.update.severity);
    let first = case.seen().first();
    let heard = first.map_or(case.now, |step| step.update.at.value);
    if let Some(allowed) = lookup(&case.policy.limits.first_word, kind).get(severity)
        && heard > since.after(allowed)
    {
        // All incidents are asked, so only where it matters.
        let heard = told_elsewhere(case, since).map_or(heard, |elsewhere| elsewhere.min(heard));
        if heard > since.after(allowed) {
            findings.push(late(case, first, heard.since(since), allowed));
        }
    }
    if matches!(kind, Kind::SecurityIncident | Kind::DataBreach) {
        direct(case, first, since, findings);
    }
}

/// From when the limit runs: when we knew, or, for a flaw under agreement, when others spoke of it.
fn known_since(case: &Case<'_>) -> Option<Instant> {
    let detection = &case.incident.detection;
    let in_public = matches!(
        detection.source,
        Some(DetectionSource::PublicReport | DetectionSource::Press | DetectionSource::Attacker)
    );
    if case.incident.kind != Kind::Vulnerability || in_public {
        return detection.at;
    }
    let facts = case.steps.iter().filter_map(|step| step.update.facts.as_deref());
    facts.flat_map(|facts| facts.other_voices.iter().filter_map(|voice| voice.seen_at)).min()
}

/// When readers first heard of it under an incident that is tied to this one.
fn told_elsewhere(case: &Case<'_>, since: Instant) -> Option<Instant> {
    let this = case.incident;
    let names = |one: &Incident, other: &Incident| one.related.iter().any(|tie| tie.id.value == other.id);
    let tied = case.content.incidents.iter().filter(|other| names(other, this) || names(this, other));
    let words = tied.flat_map(|other| other.updates.iter().filter(|update| update.counts()));
    words.map(Update::visible_from).filter(|at| (since..=case.now).contains(at)).min()
}

/// Words to those who are hit are measured apart from words to everybody.
fn direct(case: &Case<'_>, first: Option<&Step<'_>>, since: Instant, findings: &mut Vec<Finding>) {
    let Some(inside) = &case.inside else { return };
    let told = inside.notices.iter().map(|notice| notice.at).filter(|at| (since..=case.now).contains(at));
    let Some(private) = told.min() else { return };
    let heard = first.map_or(private, |step| step.update.at.value.min(private));
    let allowed = case.policy.limits.direct_notice;
    if heard > since.after(allowed) {
        findings.push(
            Finding::new(
                Code::T1,
                weight(case),
                case.place(),
                format!(
                    "Those who are hit heard of it {} after you knew. The limit is {}.",
                    length(heard.since(since)),
                    limit(allowed)
                ),
            )
            .reader("It is their data. Every hour in which they do not know is an hour in which they cannot act.")
            .help("Tell them in your next message that you were late and why. Next time call them first, before all facts are known."),
        );
    }
}

/// A word that came too late cannot be made earlier; while people still read, it can be owned up to.
fn weight(case: &Case<'_>) -> Weight {
    let owned_up = case.seen().iter().take(2).any(|step| step.update.late_reason.is_some());
    let over = case.last().is_some_and(|step| step.fold.state.is_ended());
    if owned_up || over { Weight::Hint } else { Weight::Fix }
}

fn late(case: &Case<'_>, first: Option<&Step<'_>>, waited: i64, allowed: Period) -> Finding {
    let (waited, allowed) = (length(waited), limit(allowed));
    match first {
        Some(step) => Finding::new(
            Code::T1,
            weight(case),
            step.update.at.span,
            format!("Readers waited {waited} for your first word. The limit here is {allowed}."),
        )
        .help("Say so in the next update, and why. Next time post a holding statement first: what people notice, that you know, when you write again."),
        None => Finding::fix(
            Code::T1,
            case.place(),
            format!("You have known of this for {waited}, and readers have heard nothing. The limit here is {allowed}."),
        )
        .help("Post a holding statement now: what people notice, that you know, when you write again."),
    }
    .reader("Until then they guess, ask support, or hear it from somebody else.")
}
