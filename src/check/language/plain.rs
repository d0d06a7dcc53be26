//! L8: sentences are short, and words are known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::calm::is_in_capitals;
use super::words::{Part, short, updates};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::language::{Count, Pack, Passage, Readability, words};
use crate::markdown::{BlockKind, find_words};
use crate::model::{Audience, Known, Named};
use crate::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L8,
    weight: Weight::Hint,
    about: About {
        rule: "Sentences have at most 25 words (over 35 is a fix), paragraphs at most 150, and each audience can read \
               its part (developers and partners a little more). Capitals such as `RPO` are explained in terms.yaml or \
               beside their first use, words that terms.yaml asks to avoid are avoided, and services are called what \
               services.yaml calls them.",
        reason: "People read in a hurry, on a phone, and often in their second language.",
        source: "GOV.UK: 25 words, reading age 9. plainlanguage.gov: 150 words. Zou and others, 2019: 97 % of notices are hard to read.",
        fires: "One sentence of 43 words.",
        near: "A sentence of 24 words, one idea.",
    },
    look: Look::Incident(look),
};

/// A grade says nothing about fewer words than these.
const ENOUGH: usize = 40;

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let mut explained: Option<BTreeSet<String>> = None;
    for (step, words) in updates(case, false) {
        let explained = explained.get_or_insert_with(|| known_capitals(case));
        for part in &words.parts {
            sentences(case, step, part, findings);
            paragraphs(case, step, part, findings);
            capitals(case, step, part, explained, findings);
        }
        if let Some(body) = words.parts.iter().find(|part| part.is_body()) {
            grades(case, step, body, findings);
            avoided(case, step, findings);
            names(case, step, findings);
        }
    }
}

fn note(findings: &mut Vec<Finding>, weight: Weight, span: Span, words: (String, &str, String)) {
    let (message, reader, help) = words;
    let mut finding = Finding::stop(Code::L8, span, message).reader(reader).help(help);
    finding.weight = weight;
    findings.push(finding);
}

/// The sentence without the number of a question, which nobody reads as a word.
fn read_aloud<'t>(passage: &'t Passage, range: &Range<usize>) -> &'t str {
    let sentence = &passage.block.text[range.clone()];
    let numbered = range.start == 0
        && passage.block.kind == BlockKind::Item
        && sentence.strip_prefix('Q').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if !numbered {
        return sentence;
    }
    let behind = sentence.find("): ").map(|at| at + 3).or_else(|| sentence.find(": ").map(|at| at + 2));
    behind.map_or(sentence, |at| &sentence[at..])
}

/// Long sentences: each that has to be split, or else the longest.
fn sentences(case: &Case<'_>, step: &Step<'_>, part: &Part, findings: &mut Vec<Finding>) {
    let limits = part.text.pack.limits.sentence;
    let mut longest: Option<(usize, usize, &Range<usize>)> = None;
    let mut too_long = false;
    for (at, passage) in part.text.passages.iter().enumerate() {
        for range in &passage.sentences {
            let count = words(read_aloud(passage, range)).count();
            if count > limits.1 {
                too_long = true;
                long_sentence(case, step, part, (count, at, range), Weight::Fix, findings);
            } else if longest.is_none_or(|(most, ..)| count > most) {
                longest = Some((count, at, range));
            }
        }
    }
    if let Some(found) = longest.filter(|(count, ..)| *count > limits.0 && !too_long) {
        long_sentence(case, step, part, found, Weight::Hint, findings);
    }
}

fn long_sentence(
    case: &Case<'_>,
    step: &Step<'_>,
    part: &Part,
    (count, at, range): (usize, usize, &Range<usize>),
    weight: Weight,
    findings: &mut Vec<Finding>,
) {
    let message = format!("This sentence has {count} words.");
    let reader = "Somebody who reads it in a hurry forgets the start before the end.";
    let help = format!("Split it: one idea each, at most {} words.", part.text.pack.limits.sentence.0);
    note(findings, weight, part.span(case, step.update, at, range), (message, reader, help));
}

fn paragraphs(case: &Case<'_>, step: &Step<'_>, part: &Part, findings: &mut Vec<Finding>) {
    let most = part.text.pack.limits.paragraph;
    for (at, passage) in part.text.passages.iter().enumerate() {
        let count = passage.words();
        if let Some(first) = passage.sentences.first().filter(|_| count > most) {
            let message = format!("This paragraph has {count} words.");
            let help = "Split it where a new thought begins, or make a list of it.".to_owned();
            let span = part.span(case, step.update, at, first);
            note(
                findings,
                Weight::Hint,
                span,
                (message, "On a phone it fills the screen, and people skip it.", help),
            );
        }
    }
}

/// How hard the body is to read: for everybody, and each block of advice for its audience.
fn grades(case: &Case<'_>, step: &Step<'_>, part: &Part, findings: &mut Vec<Finding>) {
    let mut experts = false;
    let mut for_all = (Count::default(), None);
    let mut for_experts = (Count::default(), None);
    for (at, passage) in part.text.passages.iter().enumerate() {
        match passage.block.kind {
            BlockKind::Heading => {
                experts =
                    part.is_below(step.update, at, Known::Actions) && is_for_experts(case, &passage.lower);
            }
            BlockKind::Cell => {}
            BlockKind::Paragraph | BlockKind::Item => {
                let (count, first) = if experts { &mut for_experts } else { &mut for_all };
                for range in &passage.sentences {
                    count.add(read_aloud(passage, range));
                    first.get_or_insert((at, range.clone()));
                }
            }
        }
    }
    for ((count, first), more) in [(for_all, 0), (for_experts, part.text.pack.limits.experts)] {
        if let Some((at, range)) = first.filter(|_| count.words >= ENOUGH) {
            let span = part.span(case, step.update, at, &range);
            grade(part.text.pack, count, more, span, findings);
        }
    }
}

fn grade(pack: &Pack, count: Count, more: u64, span: Span, findings: &mut Vec<Finding>) {
    let grade = match pack.readability {
        Readability::FleschKincaid => count.flesch_kincaid(),
        Readability::Lix => count.lix(),
    };
    let limit = |most: u64| f64::from(u32::try_from(most + more).unwrap_or(u32::MAX));
    let Some(grade) = grade.filter(|grade| *grade > limit(pack.limits.grade.0)) else { return };
    let message = match pack.readability {
        Readability::FleschKincaid => format!("These words ask for {grade:.0} years of school."),
        Readability::Lix => format!("These words are hard to read (LIX {grade:.0})."),
    };
    let weight = if grade > limit(pack.limits.grade.1) { Weight::Fix } else { Weight::Hint };
    let reader =
        "Many people will not get to the end, and those who read in a second language will get it wrong.";
    let help = "Make sentences shorter first, then take the shorter of two words.".to_owned();
    note(findings, weight, span, (message, reader, help));
}

/// Whether a heading is for people who read such texts every day.
fn is_for_experts(case: &Case<'_>, heading: &str) -> bool {
    let experts = [Audience::Developers, Audience::Partners];
    experts.iter().any(|audience| heading == audience.name())
        || case.content.site.audience_names.iter().any(|(audience, name, also)| {
            experts.contains(audience)
                && std::iter::once(name).chain(also).any(|name| name.to_lowercase() == heading)
        })
}

/// Capitals that need no explanation: those of everyday, of terms.yaml, and of names.
fn known_capitals(case: &Case<'_>) -> BTreeSet<String> {
    let content = case.content;
    let names = content
        .services
        .iter()
        .map(|service| service.name.as_str())
        .chain(content.people.iter().map(|person| person.name.as_str()))
        .chain([content.site.name.as_str(), &content.site.organisation])
        .chain(content.site.partners.iter().map(|partner| partner.name.as_str()))
        .chain(content.terms.iter().filter(|term| term.meaning.is_some()).map(|term| term.term.as_str()))
        .chain(case.incident.reference.as_deref());
    names.flat_map(capitals_of).map(|(_, word)| word.to_owned()).collect()
}

/// Words of two to six capitals, with their places; digits and a small plural s are not part of them.
fn capitals_of(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | ':' | '#');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text[from..at].trim_end_matches(['.', ':', '-', '/']);
                let bare = word.strip_suffix('s').unwrap_or(word);
                if (2..=6).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase()) {
                    found.push((from, bare));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Capitals that nobody explained, at their first use.
fn capitals(
    case: &Case<'_>,
    step: &Step<'_>,
    part: &Part,
    explained: &mut BTreeSet<String>,
    findings: &mut Vec<Finding>,
) {
    for (at, passage) in part.text.passages.iter().enumerate() {
        let text = &passage.block.text;
        for (from, word) in capitals_of(text) {
            let shouted = passage.sentence_at(from).is_some_and(|range| is_in_capitals(&text[range.clone()]));
            if shouted
                || part.text.pack.capitals.iter().any(|known| known.eq_ignore_ascii_case(word))
                || !explained.insert(word.to_owned())
                || is_explained(text, from, word)
                || is_in_a_name(text, from, word)
                || is_common(part, word)
            {
                continue;
            }
            let message = format!("`{word}` is not explained.");
            let help = format!(
                "Write the words in full, explain it in brackets, or add `{word}` to terms.yaml with its meaning."
            );
            let span = part.span(case, step.update, at, &(from..from + word.len()));
            note(
                findings,
                Weight::Hint,
                span,
                (message, "Readers outside your trade do not know it, and will not look it up.", help),
            );
        }
    }
}

/// Whether an explanation stands in brackets behind it, or it stands in brackets behind the words.
fn is_explained(text: &str, from: usize, word: &str) -> bool {
    text[from + word.len()..].trim_start_matches('s').trim_start().starts_with('(')
        || text[..from].ends_with('(')
}

/// Whether it is the beginning of a name of several words, such as `VS Code`.
fn is_in_a_name(text: &str, from: usize, word: &str) -> bool {
    let mut rest = text[from + word.len()..].strip_prefix(' ').unwrap_or("").chars();
    rest.next().is_some_and(char::is_uppercase) && rest.next().is_some_and(char::is_lowercase)
}

/// Whether the same word stands in small letters nearby, and so is a word and no abbreviation.
fn is_common(part: &Part, word: &str) -> bool {
    let small = word.to_lowercase();
    part.text.passages.iter().any(|passage| {
        words(&passage.block.text).any(|other| other.trim_matches(|c: char| !c.is_alphanumeric()) == small)
    })
}

/// Words that the site does not want.
fn avoided(case: &Case<'_>, step: &Step<'_>, findings: &mut Vec<Finding>) {
    let Some(whole) = step.update.body.whole else { return };
    let text = case.text(whole);
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return;
    }
    for term in &case.content.terms {
        for word in &term.avoid {
            let wanted = word.to_lowercase();
            if !lower.contains(&wanted) {
                continue;
            }
            if let Some(found) = find_words(&lower, &wanted).into_iter().next() {
                let start = whole.start as usize;
                let instead = term.instead.as_deref().unwrap_or(&term.term);
                let message = format!("`{word}` is a word that your own list asks to avoid.");
                let span = Span::new(whole.file, start + found.start, start + found.end);
                let reader = "Two words for one thing make readers think that there are two things.";
                note(findings, Weight::Hint, span, (message, reader, format!("Write `{instead}`.")));
            }
        }
    }
}

/// Services that are called something else than in the catalogue.
fn names(case: &Case<'_>, step: &Step<'_>, findings: &mut Vec<Finding>) {
    let Some(whole) = step.update.body.whole else { return };
    let text = case.text(whole);
    for service in case.content.services.iter().filter(|service| service.public) {
        let other = misnamed(text, &service.name).or_else(|| {
            let inner = service.internal_names.iter().filter(|name| text.contains(name.as_str()));
            inner.flat_map(|name| find_words(text, name)).next()
        });
        if let Some(found) = other {
            let start = whole.start as usize;
            let message =
                format!("`{}` is called `{}` everywhere else.", short(&text[found.clone()]), service.name);
            let span = Span::new(whole.file, start + found.start, start + found.end);
            let reader = "Readers look for the name in the list of services, and do not find it.";
            note(findings, Weight::Hint, span, (message, reader, format!("Write `{}`.", service.name)));
        }
    }
}

/// Where a name is written with other blanks and hyphens, or with other capitals in the middle of
/// it. A name of common words (`Uploads`, `Reading documents`, `Pull Requests`) may stand in small
/// letters, for it can mean the things and not the service.
fn misnamed(text: &str, name: &str) -> Option<Range<usize>> {
    let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    let proper = parts.len() > 1 && parts.iter().all(|part| part.starts_with(char::is_uppercase));
    if !proper || !name.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let spellings: BTreeSet<String> = [name.to_owned(), parts.join(" "), parts.join("-"), parts.concat()]
        .into_iter()
        .map(|spelling| spelling.to_ascii_lowercase())
        .collect();
    let found = spellings.iter().filter(|spelling| lower.contains(spelling.as_str()));
    found.flat_map(|spelling| find_words(&lower, spelling)).find(|range| {
        let written: String = text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let written = written.replace(['*', '_', '`'], "");
        written != name && !(written.eq_ignore_ascii_case(name) && is_common_noun(&written))
    })
}

/// Whether words are written as things are: only the first may begin with a capital.
fn is_common_noun(words: &str) -> bool {
    words.split([' ', '-']).skip(1).all(|word| word.starts_with(char::is_lowercase))
}
