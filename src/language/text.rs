//! Blocks of words, read with a language pack: sentences, and the words that
//! the pack looks for.

use std::collections::BTreeMap;
use std::ops::Range;

use super::count::{Count, words};
use super::pack::Pack;
use super::pattern::Pattern;
use super::sentence::sentences;
use super::topic::Topic;
use crate::markdown::{Block, BlockKind};

/// A block of words and its sentences.
#[derive(Debug)]
pub struct Passage {
    /// The block.
    pub block: Block,
    /// Its words in lower case; each letter stands where it stands in the block.
    pub lower: String,
    /// Its sentences.
    pub sentences: Vec<Range<usize>>,
}

impl Passage {
    fn new(block: Block, pack: &Pack) -> Self {
        let sentences = sentences(&block.text, &pack.abbreviations);
        Self { lower: lower(&block.text), block, sentences }
    }

    /// The sentence that holds the byte `at`.
    pub fn sentence_at(&self, at: usize) -> Option<&Range<usize>> {
        let index = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(index).filter(|sentence| sentence.contains(&at))
    }

    /// What can be counted in it.
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        for sentence in &self.sentences {
            count.add(&self.block.text[sentence.clone()]);
        }
        count
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        words(&self.block.text).count()
    }
}

/// Words that a pack looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What they are a case of.
    pub topic: Topic,
    /// Which phrase of the pack.
    pub phrase: usize,
    /// In which passage.
    pub passage: usize,
    /// Which bytes of it.
    pub range: Range<usize>,
}

/// Words as a pack reads them.
#[derive(Debug)]
pub struct Text<'p> {
    /// The language.
    pub pack: &'p Pack,
    /// The blocks.
    pub passages: Vec<Passage>,
    /// What was found, in order.
    pub hits: Vec<Hit>,
}

impl<'p> Text<'p> {
    /// Reads `blocks`.
    pub fn new(blocks: Vec<Block>, pack: &'p Pack) -> Self {
        let passages = blocks.into_iter().map(|block| Passage::new(block, pack)).collect();
        let mut text = Self { pack, passages, hits: Vec::new() };
        text.hits = text.search();
        text
    }

    /// Reads a Markdown text.
    pub fn of_markdown(markdown: &str, pack: &'p Pack) -> Self {
        Self::new(crate::markdown::prose(markdown), pack)
    }

    /// What was found of these topics.
    pub fn of(&self, topics: &[Topic]) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| topics.contains(&hit.topic))
    }

    /// The words of a hit, as a reader sees them.
    pub fn words(&self, hit: &Hit) -> &str {
        &self.passages[hit.passage].block.text[hit.range.clone()]
    }

    /// The sentence of a hit.
    pub fn sentence(&self, hit: &Hit) -> &str {
        let passage = &self.passages[hit.passage];
        passage.sentence_at(hit.range.start).map_or("", |range| &passage.block.text[range.clone()])
    }

    /// Where a hit was written.
    pub fn place(&self, hit: &Hit) -> Range<usize> {
        self.passages[hit.passage].block.place(&hit.range)
    }

    fn search(&self) -> Vec<Hit> {
        let mut excuses = Excuses::new(self);
        let mut hits = Vec::new();
        for at in 0..self.passages.len() {
            let from = hits.len();
            self.search_passage(at, &mut excuses, &mut hits);
            settle(&mut hits, from);
        }
        hits
    }

    fn search_passage(&self, at: usize, excuses: &mut Excuses, hits: &mut Vec<Hit>) {
        let passage = &self.passages[at];
        let mut tries: Vec<(usize, usize)> = Vec::new(); // phrase, sentence
        for (phrase, needle) in self.pack.candidates(&passage.lower) {
            match needle {
                Some(place) => {
                    tries.push((phrase, passage.sentences.partition_point(|sentence| sentence.end <= place)));
                }
                None => tries.extend((0..passage.sentences.len()).map(|sentence| (phrase, sentence))),
            }
        }
        tries.sort_unstable();
        tries.dedup();
        let quotes: Vec<usize> = passage.block.text.match_indices('"').map(|(at, _)| at).collect();
        for (number, sentence) in tries {
            let Some(sentence) = passage.sentences.get(sentence) else { continue };
            let words = &passage.lower[sentence.clone()];
            let phrase = &self.pack.phrases[number];
            let mut in_sentence = None;
            let mut from = 0;
            while let Some(found) = phrase.find.find(words, from) {
                from = found.end.max(found.start + 1);
                let range = sentence.start + found.start..sentence.start + found.end;
                if is_spoken_of(&passage.block.text, &quotes, sentence, &range)
                    || all_in(&phrase.unless.words, &passage.lower[range.clone()])
                {
                    continue;
                }
                // What excuses one hit in a sentence excuses all of them there.
                let excused = *in_sentence.get_or_insert_with(|| {
                    all_in(&phrase.unless.sentence, words) || excuses.of(self, number, at)
                });
                if excused {
                    break;
                }
                hits.push(Hit { topic: phrase.topic, phrase: number, passage: at, range });
            }
        }
    }
}

/// What excuses a phrase beyond its sentence, worked out once for each place.
struct Excuses {
    /// For each passage: those between the headings around it.
    sections: Vec<Range<usize>>,
    /// By phrase and by the passages that were looked at.
    known: BTreeMap<(usize, usize, usize), bool>,
}

impl Excuses {
    fn new(text: &Text<'_>) -> Self {
        let mut sections: Vec<Range<usize>> = Vec::with_capacity(text.passages.len());
        let mut start = 0;
        for (at, passage) in text.passages.iter().enumerate() {
            if passage.block.kind == BlockKind::Heading {
                close(&mut sections, start, at);
                sections.push(at..at + 1);
                start = at + 1;
            }
        }
        close(&mut sections, start, text.passages.len());
        Self { sections, known: BTreeMap::new() }
    }

    /// Whether something around the passage `at` makes the phrase fine.
    fn of(&mut self, text: &Text<'_>, phrase: usize, at: usize) -> bool {
        let unless = &text.pack.phrases[phrase].unless;
        let section = self.sections.get(at).cloned().unwrap_or(at..at + 1);
        let scopes = [
            (&unless.paragraph, at..at + 1),
            (&unless.section, section),
            (&unless.text, 0..text.passages.len()),
        ];
        scopes.into_iter().any(|(patterns, passages)| {
            !patterns.is_empty()
                && *self.known.entry((phrase, passages.start, passages.end)).or_insert_with(|| {
                    let said = |pattern: &Pattern| {
                        text.passages[passages.clone()].iter().any(|passage| pattern.is_in(&passage.lower))
                    };
                    patterns.iter().all(said)
                })
        })
    }
}

fn close(sections: &mut Vec<Range<usize>>, start: usize, end: usize) {
    sections.extend((start..end).map(|_| start..end));
}

fn all_in(patterns: &[Pattern], words: &str) -> bool {
    !patterns.is_empty() && patterns.iter().all(|pattern| pattern.is_in(words))
}

/// Lower case, letter by letter where that changes no length.
fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => out.push(one),
            _ => out.push(c),
        }
    }
    out
}

/// At most this many words in quotes are taken as words that are spoken of, not said.
const SPOKEN_OF: usize = 6;

/// Whether a range lies in a short quotation: "we wrote 'some customers'" is not said again.
/// `quotes` are the places of all quotes in the passage.
fn is_spoken_of(text: &str, quotes: &[usize], sentence: &Range<usize>, range: &Range<usize>) -> bool {
    let first = quotes.partition_point(|at| *at < sentence.start);
    let before = quotes.partition_point(|at| *at < range.start);
    let behind = quotes.partition_point(|at| *at < range.end);
    let (Some(open), Some(close)) = (before.checked_sub(1).map(|at| quotes[at]), quotes.get(behind)) else {
        return false;
    };
    before == behind
        && (before - first) % 2 == 1
        && *close < sentence.end
        && words(&text[open + 1..*close]).take(SPOKEN_OF + 1).count() <= SPOKEN_OF
}

/// Puts the hits of a passage in order, and leaves one of those of a topic that overlap: the longest.
fn settle(hits: &mut Vec<Hit>, from: usize) {
    let mut new: Vec<Hit> = hits.split_off(from);
    new.sort_by_key(|hit| (hit.topic, hit.range.start, usize::MAX - hit.range.end, hit.phrase));
    let mut kept: Vec<Hit> = Vec::with_capacity(new.len());
    for hit in new {
        match kept.last_mut() {
            Some(last) if last.topic == hit.topic && hit.range.start < last.range.end => {
                if hit.range.len() > last.range.len() {
                    *last = hit;
                }
            }
            _ => kept.push(hit),
        }
    }
    kept.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.topic));
    hits.extend(kept);
}
