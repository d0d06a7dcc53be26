//! Markdown → the words that a person reads, block by block, with the way back
//! to where each of them was written. Code blocks and quotations of others are
//! left out: nobody here wrote them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::quick::parse;

/// What sort of block words stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

/// One block: its words without marks, and where they come from.
///
/// Curly quotes, long dashes and unusual blanks become the ones that keyboards
/// have, so that a pattern need not know them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What sort of block.
    pub kind: BlockKind,
    /// Its words.
    pub text: String,
    /// Runs of the words: where each begins in `text`, and what it was made from.
    runs: Vec<Run>,
}

/// A run of bytes that came from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where it begins in the block's text.
    at: usize,
    /// How long it is there.
    length: usize,
    /// Where it begins in the source.
    from: usize,
    /// How long it was in the source.
    taken: usize,
    /// Whether it stands there as it is, so that each byte has its own place.
    same: bool,
}

impl Block {
    fn new(kind: BlockKind) -> Self {
        Self { kind, text: String::new(), runs: Vec::new() }
    }

    /// A block of plain words that were written from `from` on.
    pub fn of_words(words: &str, from: usize) -> Self {
        let mut block = Self::new(BlockKind::Paragraph);
        block.push_same(words, from);
        block
    }

    /// Where the words `range` of the block's text were written.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, false);
        let end = if range.end > range.start { self.source_of(range.end, true) } else { start };
        start..end.max(start)
    }

    /// Where the byte `at` was written; for an end, one past the byte before it.
    fn source_of(&self, at: usize, end: bool) -> usize {
        let wanted = if end { at.saturating_sub(1) } else { at };
        let index = self.runs.partition_point(|run| run.at <= wanted).saturating_sub(1);
        let Some(run) = self.runs.get(index) else { return 0 };
        let inside = wanted - run.at.min(wanted);
        match (run.same, end) {
            (_, _) if inside >= run.length => run.from + run.taken,
            (true, false) => run.from + inside,
            (true, true) => run.from + inside + 1,
            (false, false) => run.from,
            (false, true) => run.from + run.taken,
        }
    }

    /// Adds words that stand in the source as they are, from `from` on.
    fn push_same(&mut self, words: &str, from: usize) {
        for (at, c) in words.char_indices() {
            match plainer(c) {
                Some(plain) => self.push(plain, from + at, c.len_utf8(), false),
                None => self.push(c.encode_utf8(&mut [0; 4]), from + at, c.len_utf8(), true),
            }
        }
    }

    /// Adds `words` for `taken` bytes of the source from `from` on.
    fn push(&mut self, words: &str, from: usize, taken: usize, same: bool) {
        let at = self.text.len();
        self.text.push_str(words);
        if same
            && let Some(last) = self.runs.last_mut()
            && last.same
            && last.at + last.length == at
            && last.from + last.taken == from
        {
            last.length += words.len();
            last.taken += taken;
            return;
        }
        self.runs.push(Run { at, length: words.len(), from, taken, same });
    }

    fn push_blank(&mut self, from: usize) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(" ", from, 1, false);
        }
    }
}

/// The character that keyboards have for one that they have not.
fn plainer(c: char) -> Option<&'static str> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => Some("'"),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => Some("\""),
        '\u{2010}' | '\u{2011}' => Some("-"),
        '\u{2012}'..='\u{2015}' => Some(" - "),
        '\u{2026}' => Some("..."),
        '\n' | '\t' | '\r' => Some(" "),
        c if c.is_whitespace() && c != ' ' => Some(" "),
        _ => None,
    }
}

/// The blocks of a text, in order.
pub fn prose(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut items: Vec<BlockKind> = Vec::new();
    let mut hidden = 0_usize; // inside code blocks, quotations and images
    for (event, range) in parse(text) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Image { .. }) => {
                if !matches!(event, Event::Start(Tag::Image { .. })) {
                    blocks.extend(open.take());
                }
                hidden += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::Image) => {
                hidden = hidden.saturating_sub(1);
            }
            Event::Start(Tag::Item) => {
                blocks.extend(open.take());
                items.push(BlockKind::Item);
            }
            Event::Start(Tag::Heading { .. }) => {
                blocks.extend(open.take());
                items.push(BlockKind::Heading);
            }
            Event::Start(Tag::TableCell) => {
                blocks.extend(open.take());
                items.push(BlockKind::Cell);
            }
            Event::End(TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
                blocks.extend(open.take());
                items.pop();
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::Rule => {
                blocks.extend(open.take());
            }
            Event::Text(words) | Event::Code(words) if hidden == 0 => {
                let kind = items.last().copied().unwrap_or(BlockKind::Paragraph);
                let block = open.get_or_insert_with(|| Block::new(kind));
                let written = text.get(range.clone()).unwrap_or("");
                // Inline code has its marks around it; an entity or escape is shorter than it was written.
                match written.find(&*words) {
                    Some(at) => block.push_same(&words, range.start + at),
                    None => block.push(&words, range.start, range.len(), false),
                }
            }
            Event::SoftBreak | Event::HardBreak if hidden == 0 => {
                if let Some(block) = &mut open {
                    block.push_blank(range.start);
                }
            }
            _ => {}
        }
    }
    blocks.extend(open);
    blocks.retain(|block| !block.text.trim().is_empty());
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back<'t>(text: &'t str, block: &Block, words: &str) -> &'t str {
        let at = block.text.find(words).unwrap();
        &text[block.place(&(at..at + words.len()))]
    }

    #[test]
    fn words_lead_back_to_where_they_were_written() {
        let text = "We **take** your\nprivacy &amp; [trust](https://a.example) – “very” seriously.\n";
        let blocks = prose(text);
        assert_eq!(blocks[0].text, "We take your privacy & trust  -  \"very\" seriously.");
        assert_eq!(back(text, &blocks[0], "take your privacy"), "take** your\nprivacy");
        assert_eq!(back(text, &blocks[0], "& trust"), "&amp; [trust");
        assert_eq!(back(text, &blocks[0], "\"very\""), "“very”");
        assert_eq!(back(text, &blocks[0], "seriously."), "seriously.");
    }

    #[test]
    fn what_others_wrote_is_left_out() {
        let text = "One.\n\n> Two.\n\n```\nthree\n```\n\n## Four\n\n- five\n- six `seven`\n\n| a | b |\n|---|---|\n| c | d |\n";
        let blocks = prose(text);
        let words: Vec<(&str, BlockKind)> = blocks.iter().map(|b| (b.text.as_str(), b.kind)).collect();
        assert_eq!(
            words,
            [
                ("One.", BlockKind::Paragraph),
                ("Four", BlockKind::Heading),
                ("five", BlockKind::Item),
                ("six seven", BlockKind::Item),
                ("a", BlockKind::Cell),
                ("b", BlockKind::Cell),
                ("c", BlockKind::Cell),
                ("d", BlockKind::Cell),
            ]
        );
    }
}
