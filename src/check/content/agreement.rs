//! C10: the words do not contradict the data.

use std::ops::Range;

use crate::check::language::{Found, Part, found, updates};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::language::{Pack, Passage, Topic};
use crate::model::{DataAccess, DataReach, ExploitationStatus, Known, State, Status, UpdateType};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C10,
    weight: Weight::Stop,
    about: About {
        rule: "No `some customers` where the facts say that everybody is hit. No absolute denial while it is not \
               known whether somebody reached data, or known that somebody did. No `resolved` before it is over. No \
               service that the words call affected and the facts do not, or the other way round. No `today` \
               without a date. A reminder keeps to the time that was announced. To be mended, without a stop: a \
               time for the next word that is not `next_update`, a date with the wrong day of the week, and an \
               `impact_began_at` that a correction says is wrong.",
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
    super::began::look(case, findings);
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
        // That a service is not back though it is said to be over is told once, by C11.
        let told = matches!(fold.state, State::Resolved | State::Closed | State::Completed);
        if told || ended && troubled.is_empty() || retells(&found) {
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
    // What somebody answers or looks back at was true at another time.
    let looks_back = [Known::Answers, Known::Unknowns, Known::Wrong]
        .iter()
        .any(|known| part.is_below(step.update, at, *known));
    for (found, fails) in statements(pack, &words) {
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
                (true, Status::Recovered) if !looks_back && !pack.says("past", &words[found.clone()]) => {
                    ("affected", "working again")
                }
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

/// Where a sentence in lower case says that a service fails (`true`) or works: not what it quotes,
/// denies, or says of a part or of another time.
fn statements(pack: &Pack, words: &str) -> Vec<(Range<usize>, bool)> {
    let mut all = Vec::new();
    for (key, fails) in [("service_fails", true), ("service_works", false)] {
        let Some(pattern) = pack.part(key) else { continue };
        let mut from = 0;
        while let Some(found) = pattern.find(words, from) {
            from = found.end.max(found.start + 1);
            let quoted = words[..found.start].matches(['"', '“', '”', '„', '«', '»']).count() % 2 == 1;
            let unsaid = quoted
                || pack.says("not_said", &words[..found.start])
                || pack.says("another_time", words)
                || !fails && pack.says("in_part", &words[found.end..]);
            if !unsaid {
                all.push((found, fails));
            }
        }
    }
    all
}

/// A reminder that names another time than the one that was announced.
fn reminders(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for (at, step) in case.steps.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| case.steps[at].fold.window);
        if step.update.kind == UpdateType::Reminder
            && let (Some(now), Some(before)) = (step.update.window.as_deref(), before)
            && *now != before
        {
            findings.push(
                Finding::stop(Code::C10, step.update.at.span, "This reminder names another time than the one that was announced.")
                    .reader("People have planned around the first time. They would be surprised by the work, or wait for nothing.")
                    .help("Use the announced times. If they have changed, say so in an update with `state: rescheduled`."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, OVER, Small};
    use crate::finding::Code;

    /// What is said of a sentence in the lead: Search is slow, and API is not affected.
    fn told(words: &str) -> Vec<String> {
        Small::new().change("Search takes about ten seconds to answer.", words).told(Code::C10, EARLY)
    }

    #[test]
    fn what_is_not_said_of_a_service_contradicts_nothing() {
        for words in [
            "Neither API nor Reports is affected.",
            "API was slow in January; that is repaired.",
            "We thought that API was affected. It is not.",
            "Reports that API is down are wrong.",
            "Search works as usual with short words, and fails with long ones.",
            "\"API is down\" is what some newspapers say.",
            "The problem that we had in January was resolved.",
            "Search is not affected by the size of the file.",
        ] {
            assert!(told(words).is_empty(), "{words}: {:?}", told(words));
        }
    }

    #[test]
    fn each_service_of_a_sentence_agrees_with_the_facts() {
        let wrong = "The text says that API is affected, and the facts say that it is not affected.";
        for words in [
            "Not only Search is slow: API is down too.",
            "Search is slow. API is slow when you use the app.",
            "API is affected.",
        ] {
            let told = told(words);
            assert!(told.len() == 1 && told[0].contains(wrong), "{words}: {told:?}");
        }
        assert_eq!(told("Search works normally.").len(), 1);
        assert_eq!(told("All is fine again, you can search.").len(), 1);
    }

    #[test]
    fn an_attack_of_which_little_is_known_denies_nothing() {
        let attack = |language: &str, words: &str| {
            Small::new()
                .change("kind: outage", &format!("kind: security_incident\nlanguage: {language}"))
                .change("speaker: ada", "speaker: ada\ndata_access: unknown")
                .change("Search takes about ten seconds to answer.", words)
                .told(Code::C10, EARLY)
        };
        for words in [
            "None of your data was taken.",
            "The attackers had no access to customer data.",
            "There has been no breach.",
            "Nothing was stolen.",
            "No one accessed your files.",
            "Your personal details were not accessed by anyone.",
            "No data left our systems.",
            "There is no risk to your data.",
            "It is unlikely that anyone saw your data.",
        ] {
            assert_eq!(attack("en", words).len(), 1, "{words}");
        }
        for words in ["Niemand hat Ihre Daten gesehen.", "Es gab kein Datenleck."] {
            assert_eq!(attack("de", words).len(), 1, "{words}");
        }
        for (language, words) in [
            ("en", "We do not know yet whether anyone saw your data."),
            ("en", "Nobody can open documents."),
            ("de", "Ob jemand Ihre Daten gesehen hat, wissen wir noch nicht."),
        ] {
            assert!(attack(language, words).is_empty(), "{words}");
        }
    }

    #[test]
    fn that_a_service_is_not_back_at_the_end_is_told_once() {
        let hasty = Small::over()
            .change("services: { search: recovered }\n", "next_update: { none: \"This is over.\" }\n");
        hasty.silent(Code::C10, OVER);
        assert_eq!(hasty.told(Code::C11, OVER).len(), 1);
        // Before the end, the same words are wrong.
        let early = Small::new()
            .change("next_update: 2026-03-03 11:00 UTC", "next_update: { none: \"This is over.\" }");
        assert_eq!(early.told(Code::C10, EARLY).len(), 1);
    }

    #[test]
    fn a_service_that_works_again_is_not_called_down() {
        let over = |words: &str| Small::over().change("Search answers at once again.", words);
        let told = over("Search is down for some customers in the UK.").told(Code::C10, OVER);
        let said = "The text says that Search is affected, and the facts say that it is working again.";
        assert!(told.iter().any(|told| told.contains(said)), "{told:?}");
        over("Search was slow from 10:10 to 10:50 UTC.").silent(Code::C10, OVER);
    }
}
