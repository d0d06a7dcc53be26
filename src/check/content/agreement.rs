//! C10: the words do not contradict the data.

use std::ops::Range;

use crate::check::language::{Found, Part, found, updates};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::language::{Passage, Topic};
use crate::model::{DataAccess, DataReach, ExploitationStatus, Known, Status, UpdateType};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C10,
    weight: Weight::Stop,
    about: About {
        rule: "No `some customers` where the facts say that everybody is hit. No absolute denial while it is not \
               known whether somebody reached data, or known that somebody did. No `resolved` before it is over. No \
               service that the words call affected and the facts do not, or the other way round. No `today` \
               without a date. A reminder keeps to the time that was announced. To be mended, without a stop: a \
               time for the next word that is not `next_update`, and a date with the wrong day of the week.",
        reason: "Two things on one page that do not agree make readers believe neither.",
        source: "Slack 2022: `some customers` while all were down. Okta 2022: `has not been breached`. TSB 2018.",
        fires: "affected: { count: 9800, of: 9800 }, and the text says `some customers cannot sign`",
        near: "affected: { count: 412, of: 9800 }, and the text says `412 of 9,800 customers cannot sign`",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::VagueScope], false) {
        if hits_everybody(case, found.step) {
            findings.push(finding(
                &found,
                format!(
                    "The facts say that this hits everybody or most, and the text says `{}`.",
                    found.words()
                ),
                "Whoever is hit sees that the page makes it smaller than it is.",
                "Say it as it is: \"Signing fails for all customers.\" Or correct the facts above the text.",
            ));
        }
    }
    denials(case, findings);
    not_over(case, findings);
    for found in found(case, &[Topic::Today], false) {
        let better = found.better();
        findings.push(finding(
            &found,
            format!("`{}` stands here without a date.", found.words()),
            "A page is read tomorrow too, and in other time zones. Then it means another day.",
            &better,
        ));
    }
    services(case, findings);
    reminders(case, findings);
    super::said_times::look(case, findings);
}

fn finding(found: &Found<'_, '_>, message: String, reader: &str, help: &str) -> Finding {
    Finding::stop(Code::C10, found.span, message).reader(reader).help(help)
}

/// Whether the facts of a step say that it hits everybody, or more than half.
pub(in crate::check) fn hits_everybody(case: &Case<'_>, step: &Step<'_>) -> bool {
    let more_than_half =
        step.fold.affected.and_then(|said| Some(said.value.count?.saturating_mul(2) > said.value.of?));
    let mut services = case
        .content
        .services
        .iter()
        .zip(&step.fold.services)
        .filter(|(service, _)| service.public)
        .peekable();
    let any = services.peek().is_some();
    let all = any && services.all(|(_, now)| now.is_some_and(|now| now.status.is_affected()));
    more_than_half == Some(true) || all
}

/// Absolute denials beside facts that say otherwise, or that nobody knows.
fn denials(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::Denial, Topic::NobodyReachedData], false) {
        let fold = &found.step.fold;
        let reach = match fold.data_access.map(|said| said.value) {
            Some(DataAccess::Stated(reach)) => Some(*reach),
            _ => None,
        };
        let used = fold.exploitation.is_some_and(|said| {
            matches!(said.value.status, ExploitationStatus::Suspected | ExploitationStatus::Confirmed)
        });
        let pack = found.part.text.pack;
        let of_one_sort = found.hit.topic == Topic::NobodyReachedData
            && pack.says("one_sort_of_data", &found.part.text.words(found.hit).to_lowercase());
        let fact = match reach {
            Some(DataReach::Unknown) => "it is not known whether somebody could reach data",
            Some(DataReach::Confirmed) if !of_one_sort => "somebody did reach data",
            _ if used && found.hit.topic == Topic::Denial => "the flaw is being used, or may be",
            _ => continue,
        };
        let better = found.better();
        findings.push(finding(
            &found,
            format!("The text says `{}`, and the facts say that {fact}.", found.words()),
            "If it turns out otherwise, this sentence is what everybody will quote.",
            &better,
        ));
    }
}

/// That it is over, while it is not.
fn not_over(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::Over], false) {
        let fold = &found.step.fold;
        let trouble = |status: Status| status.is_affected() || status == Status::Checking;
        let troubled: Vec<usize> = (0..fold.services.len())
            .filter(|at| fold.services[*at].is_some_and(|now| trouble(now.status)))
            .collect();
        let pack = found.part.text.pack;
        let words = found.part.text.words(found.hit).to_lowercase();
        let ended = fold.state.is_ended();
        if ended && troubled.is_empty() || retells(&found) {
            continue;
        }
        // Of one service that works again, it is true; and where all do and somebody watches, they do.
        let passage = &found.part.text.passages[found.hit.passage];
        let named = named_in(case, passage, found.hit.range.start);
        if !named.is_empty() && named.iter().all(|at| !troubled.contains(at)) {
            continue;
        }
        if troubled.is_empty() && pack.says("works_again", &words) {
            continue;
        }
        let fact = match troubled.first().and_then(|at| case.content.services.get(*at)) {
            Some(service) => format!("{} is not back", service.name),
            None => "it is not over".to_owned(),
        };
        let better = found.better();
        findings.push(finding(
            &found,
            format!("The text says `{}`, and the facts say that {fact}.", found.words()),
            "People go back to work on it, fail again, and do not believe the next `resolved`.",
            &better,
        ));
    }
}

/// Whether words answer a question or look back, and so speak of one part or another time.
fn retells(found: &Found<'_, '_>) -> bool {
    let update = found.step.update;
    matches!(update.kind, UpdateType::Postmortem | UpdateType::Correction)
        || [Known::Answers, Known::Unknowns, Known::Wrong]
            .iter()
            .any(|known| found.part.is_below(update, found.hit.passage, *known))
}

/// The services that the sentence around `at` names.
fn named_in(case: &Case<'_>, passage: &Passage, at: usize) -> Vec<usize> {
    let Some(range) = passage.sentence_at(at) else { return Vec::new() };
    let (_, named) = marked(case, &passage.block.text[range.clone()]);
    named
}

/// A sentence in lower case with a mark in place of each service's name, and which services these are.
fn marked(case: &Case<'_>, sentence: &str) -> (String, Vec<usize>) {
    let mut places: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, service) in case.content.services.iter().enumerate().filter(|(_, service)| service.public) {
        for (from, name) in sentence.match_indices(service.name.as_str()) {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
            if edge(sentence[..from].chars().next_back())
                && edge(sentence[from + name.len()..].chars().next())
            {
                places.push((from..from + name.len(), at));
            }
        }
    }
    // The longest of names that begin at the same place.
    places.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    let mut out = String::with_capacity(sentence.len());
    let mut named = Vec::new();
    let mut end = 0;
    for (range, at) in places {
        if range.start < end {
            continue;
        }
        out.push_str(&sentence[end..range.start].to_lowercase());
        out.push('\u{1}');
        named.push(at);
        end = range.end;
    }
    out.push_str(&sentence[end..].to_lowercase());
    (out, named)
}

/// Services that the words and the facts do not agree on.
fn services(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for (step, words) in updates(case, false) {
        if matches!(step.update.kind, UpdateType::Postmortem | UpdateType::Correction) {
            continue;
        }
        for part in words.parts.iter().filter(|part| part.is_body()) {
            for (at, passage) in part.text.passages.iter().enumerate() {
                for range in &passage.sentences {
                    sentence(case, step, part, (at, passage, range), findings);
                }
            }
        }
    }
}

fn sentence(
    case: &Case<'_>,
    step: &Step<'_>,
    part: &Part,
    (at, passage, range): (usize, &Passage, &Range<usize>),
    findings: &mut Vec<Finding>,
) {
    let pack = part.text.pack;
    let (words, named) = marked(case, &passage.block.text[range.clone()]);
    if named.is_empty() || pack.says("not_sure", &words) {
        return;
    }
    for (key, fails) in [("service_fails", true), ("service_works", false)] {
        let Some(found) = pack.part(key).and_then(|pattern| pattern.find(&words, 0)) else { continue };
        let before = words[..found.start].matches('\u{1}').count();
        let inside = words[found.clone()].matches('\u{1}').count();
        for service in named.iter().skip(before).take(inside) {
            let (Some(now), Some(about)) =
                (step.fold.services[*service], case.content.services.get(*service))
            else {
                continue;
            };
            let (says, fact) = match (fails, now.status) {
                (true, Status::NotAffected) => ("affected", "not affected"),
                (false, status) if status.is_affected() => ("not affected", "affected"),
                _ => continue,
            };
            findings.push(
                Finding::stop(
                    Code::C10,
                    part.span(case, step.update, at, range),
                    format!(
                        "The text says that {} is {says}, and the facts say that it is {fact}.",
                        about.name
                    ),
                )
                .reader("One of the two is wrong, and readers cannot tell which.")
                .help("Make them agree: change the sentence, or the status of the service above the text."),
            );
        }
    }
}

/// A reminder that names another time than the one that was announced.
fn reminders(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for (at, step) in case.steps.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| case.steps[at].fold.window);
        if step.update.kind == UpdateType::Reminder
            && let (Some(now), Some(before)) = (step.update.window, before)
            && now != before
        {
            findings.push(
                Finding::stop(Code::C10, step.update.at.span, "This reminder names another time than the one that was announced.")
                    .reader("People have planned around the first time. They would be surprised by the work, or wait for nothing.")
                    .help("Use the announced times. If they have changed, say so in an update with `state: rescheduled`."),
            );
        }
    }
}
