//! The words of an update as the rules of wording see them: read once, with the
//! language pack of the incident, and looked at by each rule.

use std::ops::Range;

use crate::check::{Case, Step};
use crate::finding::Finding;
use crate::language::{Hit, Pack, Text, Topic};
use crate::markdown::find_words;
use crate::model::{Incident, Known, OtherVoice, Promise, SelfChecks, Update};
use crate::source::Span;

/// The words of one update.
#[derive(Debug)]
pub(in crate::check) struct Words {
    /// Which step of the case.
    at: usize,
    /// The body, then what is said in the facts above it.
    pub(in crate::check) parts: Vec<Part>,
}

/// Words that stand in one place.
#[derive(Debug)]
pub(in crate::check) struct Part {
    /// The words, read.
    pub(in crate::check) text: Text<'static>,
    /// Where they begin, if they stand in the file as they are.
    start: Option<usize>,
    /// Parts of the body that a later update took back.
    struck: Vec<Range<usize>>,
}

/// Words that a rule looks for, and where they stand.
pub(in crate::check) struct Found<'w, 'c> {
    /// The update.
    pub(in crate::check) step: &'w Step<'c>,
    /// The part of it.
    pub(in crate::check) part: &'w Part,
    /// What was found.
    pub(in crate::check) hit: &'w Hit,
    /// Where it was written.
    pub(in crate::check) span: Span,
}

impl Found<'_, '_> {
    /// The words, cut to a length that fits into a message.
    pub(in crate::check) fn words(&self) -> String {
        short(self.part.text.words(self.hit))
    }

    /// Better words in the language of the text, or these.
    pub(in crate::check) fn better(&self) -> String {
        self.part.text.pack.better(self.hit.phrase).unwrap_or("Say it in plain words.").to_owned()
    }
}

/// Words cut to a length that fits into a message.
pub(in crate::check) fn short(words: &str) -> String {
    const MOST: usize = 60;
    let words = words.trim();
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let mut out = String::new();
    for word in words.split_whitespace() {
        if out.chars().count() + word.chars().count() > MOST {
            break;
        }
        out.push_str(word);
        out.push(' ');
    }
    out.trim_end().to_owned() + " …"
}

/// The pack for the language of an incident, if there is one.
pub(in crate::check) fn pack_of(case: &Case<'_>) -> Option<&'static Pack> {
    Pack::built_in(case.incident.language.as_deref().unwrap_or(&case.content.site.language))
}

/// Reads the words that can still be mended: of the last public update, because
/// the next one can say it better, and of all that wait. Nothing where nobody
/// knows the language.
pub(in crate::check) fn read(case: &Case<'_>) -> Vec<Words> {
    let Some(pack) = pack_of(case) else { return Vec::new() };
    let words = |(at, step): (usize, &Step<'_>)| Words { at, parts: parts(case, step.update, pack) };
    case.steps.iter().enumerate().skip(case.live_from()).map(words).collect()
}

/// Each update whose words can still be mended, of which everything is asked or, with the first words, all.
pub(in crate::check) fn updates<'w, 'c>(
    case: &'w Case<'c>,
    also_holding: bool,
) -> impl Iterator<Item = (&'w Step<'c>, &'w Words)> {
    case.words()
        .iter()
        .filter_map(|words| Some((case.steps.get(words.at)?, words)))
        .filter(move |(step, _)| also_holding || !step.is_holding())
}

fn parts(case: &Case<'_>, update: &Update, pack: &'static Pack) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(span) = update.body.whole {
        let body = case.text(span);
        let text = Text::of_markdown(body, pack);
        parts.push(Part {
            text,
            start: Some(span.start as usize),
            struck: struck(case.incident, update, body),
        });
    }
    for words in said_above(update) {
        parts.push(Part { text: Text::of_markdown(words, pack), start: None, struck: Vec::new() });
    }
    parts
}

/// Where the body holds words that a later correction took back.
fn struck(incident: &Incident, update: &Update, body: &str) -> Vec<Range<usize>> {
    let corrections = incident.updates.iter().filter_map(|other| other.corrects.as_ref());
    corrections
        .filter(|correction| correction.update.value == update.id)
        .flat_map(|correction| find_words(body, &correction.said.value))
        .collect()
}

/// The sentences that readers see from the facts above the body.
fn said_above(update: &Update) -> Vec<&str> {
    let mut said: Vec<&str> = Vec::new();
    said.extend(update.statement.as_deref());
    said.extend(update.late_reason.as_deref());
    said.extend(
        update
            .services
            .iter()
            .map(|(_, value)| value)
            .chain(update.all_services.as_deref())
            .filter_map(|value| value.note.as_deref()),
    );
    if let Some(Promise::None(reason)) = update.next_update.as_ref().map(|said| &said.value) {
        said.push(reason);
    }
    if let Some(correction) = &update.corrects {
        said.extend([correction.now.as_str(), &correction.why]);
        said.extend(correction.matters_because.as_deref());
    }
    if let Some(facts) = &update.facts {
        if let Some(impact) = &facts.impact {
            said.extend(
                [&impact.potential, &impact.confirmed]
                    .into_iter()
                    .flatten()
                    .map(|stated| stated.text.as_str()),
            );
        }
        if let Some(estimate) = &facts.estimate {
            said.extend([estimate.text.as_str(), &estimate.basis]);
        }
        if let Some(SelfChecks::List(checks)) = &facts.self_checks {
            said.extend(
                checks
                    .iter()
                    .flat_map(|check| [&check.steps, &check.how_to_read])
                    .filter_map(|text| text.as_deref()),
            );
        }
        said.extend(facts.other_voices.iter().filter_map(|voice: &OtherVoice| voice.our_answer.as_deref()));
        said.extend(facts.fixed_by.as_deref());
        said.extend(facts.emergency.as_deref());
        said.extend(facts.actions.iter().map(|action| action.text.as_str()));
        said.extend(facts.actions_taken.iter().map(|taken| taken.text.as_str()));
        said.extend(facts.causes.iter().map(|cause| cause.text.as_str()));
        said.extend(facts.lessons.iter().map(|lesson| lesson.text.as_str()));
        said.extend(facts.followups.iter().map(|followup| followup.text.as_str()));
    }
    said
}

impl Part {
    /// Whether this is the body.
    pub(in crate::check) fn is_body(&self) -> bool {
        self.start.is_some()
    }

    /// Where words of one passage stand in the file of `update`.
    pub(in crate::check) fn span(
        &self,
        case: &Case<'_>,
        update: &Update,
        passage: usize,
        range: &Range<usize>,
    ) -> Span {
        let block = &self.text.passages[passage].block;
        let place = block.place(range);
        if let Some(start) = self.start {
            return Span::new(update.file, start + place.start, start + place.end);
        }
        let source = &case.content.sources.get(update.file).text;
        let above = update.body.whole.map_or(source.len(), |span| span.start as usize);
        let above = source.get(..above).unwrap_or(source);
        let words = block.text.get(range.clone()).unwrap_or("");
        match find_words(above, words).into_iter().next() {
            Some(found) => Span::new(update.file, found.start, found.end),
            None => update.at.span,
        }
    }

    /// Whether a passage stands below the heading that means `known`.
    pub(in crate::check) fn is_below(&self, update: &Update, passage: usize, known: Known) -> bool {
        let Some(start) = self.start else { return false };
        let at = start + self.text.passages[passage].block.place(&(0..1)).start;
        let mut sections = update.body.sections.iter().filter(|section| section.known == Some(known));
        sections.any(|section| section.text.range().contains(&at))
    }

    /// Whether a later update took words of one passage back.
    pub(in crate::check) fn is_taken_back(&self, passage: usize, range: &Range<usize>) -> bool {
        self.holds_struck(&self.text.passages[passage].block.place(range))
    }

    fn is_struck(&self, hit: &Hit) -> bool {
        self.holds_struck(&self.text.place(hit))
    }

    fn holds_struck(&self, place: &Range<usize>) -> bool {
        self.struck.iter().any(|struck| struck.start < place.end && place.start < struck.end)
    }
}

/// Everything that was found of these topics, in updates of which everything is asked, or in all.
pub(in crate::check) fn found<'w, 'c>(
    case: &'w Case<'c>,
    topics: &'static [Topic],
    also_holding: bool,
) -> impl Iterator<Item = Found<'w, 'c>> {
    updates(case, also_holding)
        .flat_map(|(step, words)| words.parts.iter().map(move |part| (step, part)))
        .flat_map(move |(step, part)| {
            part.text.of(topics).filter(|hit| !part.is_struck(hit)).map(move |hit| Found {
                step,
                part,
                hit,
                span: part.span(case, step.update, hit.passage, &hit.range),
            })
        })
}

/// Keeps the first hit of each topic in an update: a suggestion is made once for each text.
pub(in crate::check) fn once<'w, 'c: 'w>(
    found: impl Iterator<Item = Found<'w, 'c>>,
) -> impl Iterator<Item = Found<'w, 'c>> {
    let mut seen = Vec::new();
    found.filter(move |found| {
        let key = (found.step.update.file, found.hit.topic);
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    })
}

/// A finding at the words, with better ones in the language of the text.
pub(in crate::check) fn finding(
    found: &Found<'_, '_>,
    (code, weight): (crate::finding::Code, crate::finding::Weight),
    message: impl Into<String>,
    reader: &str,
) -> Finding {
    let mut finding = Finding::stop(code, found.span, message).reader(reader).help(found.better());
    finding.weight = weight;
    finding
}
