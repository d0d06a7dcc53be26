//! Blocks of words, read with a language pack: sentences, and the words that
//! the pack looks for.

use std::ops::Range;

use super::count::{Count, words};
use super::pack::{Pack, Unless};
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
        let mut hits = Vec::new();
        for at in 0..self.passages.len() {
            let from = hits.len();
            self.search_passage(at, &mut hits);
            settle(&mut hits, from);
        }
        hits
    }

    fn search_passage(&self, at: usize, hits: &mut Vec<Hit>) {
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
        for (phrase, sentence) in tries {
            let Some(sentence) = passage.sentences.get(sentence) else { continue };
            let words = &passage.lower[sentence.clone()];
            let entry = &self.pack.phrases[phrase];
            let mut from = 0;
            while let Some(found) = entry.find.find(words, from) {
                from = found.end.max(found.start + 1);
                let range = sentence.start + found.start..sentence.start + found.end;
                if !in_short_quotes(&passage.block.text[sentence.clone()], &found)
                    && !self.is_fine(&entry.unless, at, sentence, &range)
                {
                    hits.push(Hit { topic: entry.topic, phrase, passage: at, range });
                }
            }
        }
    }

    /// Whether something beside the words makes them fine.
    fn is_fine(&self, unless: &Unless, at: usize, sentence: &Range<usize>, range: &Range<usize>) -> bool {
        let lower = &self.passages[at].lower;
        let all_in = |patterns: &[Pattern], words: &str| {
            !patterns.is_empty() && patterns.iter().all(|pattern| pattern.is_in(words))
        };
        let in_any = |patterns: &[Pattern], passages: &[Passage]| {
            !patterns.is_empty()
                && patterns.iter().all(|pattern| passages.iter().any(|passage| pattern.is_in(&passage.lower)))
        };
        all_in(&unless.words, &lower[range.clone()])
            || all_in(&unless.sentence, &lower[sentence.clone()])
            || all_in(&unless.paragraph, lower)
            || in_any(&unless.section, &self.passages[self.section(at)])
            || in_any(&unless.text, &self.passages)
    }

    /// The passages between the headings around one.
    fn section(&self, at: usize) -> Range<usize> {
        let heading = |passage: &Passage| passage.block.kind == BlockKind::Heading;
        let start = self.passages[..at].iter().rposition(heading).map_or(0, |heading| heading + 1);
        let end =
            self.passages[at..].iter().position(heading).map_or(self.passages.len(), |found| at + found);
        start.min(at)..end.max(at + 1)
    }
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
fn in_short_quotes(sentence: &str, range: &Range<usize>) -> bool {
    let before = &sentence[..range.start];
    let Some(open) = before.rfind('"') else { return false };
    if before.matches('"').count() % 2 == 0 {
        return false;
    }
    let Some(close) = sentence[range.end..].find('"') else { return false };
    words(&sentence[open + 1..range.end + close]).count() <= SPOKEN_OF
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
