//! Texts that hold nothing but words, in paragraphs, in plain lists and under
//! headings, which is most of them: taken apart without the whole parser, in a tenth of the
//! time. A test holds that both say the same; what is any more than words is
//! left to the parser.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, OffsetIter, Parser, Tag, TagEnd};

use super::options;
use crate::letters::{every_byte, whole_lines};

/// What stands where in a text, in the parser's terms.
pub(super) fn parse(text: &str) -> Events<'_> {
    match quick(text) {
        Some(events) => Events::Quick(events.into_iter()),
        None => Events::Parsed(Box::new(Parser::new_ext(text, options()).into_offset_iter())),
    }
}

/// The events of a text, however they were found.
pub(super) enum Events<'t> {
    Quick(std::vec::IntoIter<(Event<'t>, Range<usize>)>),
    Parsed(Box<OffsetIter<'t>>),
}

impl<'t> Iterator for Events<'t> {
    type Item = (Event<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Quick(events) => events.next(),
            Self::Parsed(events) => events.next(),
        }
    }
}

/// What a text of words is made of, told in order.
pub(super) trait Sink<'t> {
    /// A paragraph or a list begins with this line.
    fn open(&mut self, list: bool, line: Range<usize>);
    /// A line of a paragraph.
    fn words(&mut self, words: &'t str, from: usize);
    /// The end of a line within a paragraph.
    fn line_end(&mut self, at: usize);
    /// An item of a list: its words, where they start, the whole line.
    fn item(&mut self, words: &'t str, from: usize, line: Range<usize>);
    /// The paragraph or the list ends.
    fn close(&mut self, list: bool, range: Range<usize>);
    /// A heading of one line.
    fn heading(&mut self, level: HeadingLevel, words: &'t str, from: usize, line: Range<usize>);
}

/// Tells `sink` of a text of words; `None` if it may be more than that, and then
/// what it was told so far is worth nothing. A list with gaps may be more.
pub(super) fn walk<'t>(text: &'t str, sink: &mut impl Sink<'t>) -> Option<()> {
    if text.starts_with('\n') || !every_byte(text, is_word) {
        return None;
    }
    walk_lines(text, sink)
}

/// Tells `sink` of the lines of a text, whose signs are its own business as long
/// as no line is more than one of a paragraph, an item or a heading.
pub(super) fn walk_lines<'t>(text: &'t str, sink: &mut impl Sink<'t>) -> Option<()> {
    // The block that lines are added to: whether it is a list, and where it starts.
    let mut block: Option<(bool, usize)> = None;
    let mut gap = false;
    let mut at = 0;
    for line in whole_lines(text) {
        let range = at..at + line.len();
        at = range.end;
        let whole = line.strip_suffix('\n').unwrap_or(line);
        if whole.is_empty() {
            match block {
                Some((true, _)) => gap = true, // what follows decides whose it is
                Some((false, start)) => {
                    sink.close(false, start..range.start);
                    block = None;
                }
                None => {}
            }
            continue;
        }
        if whole.ends_with(' ') {
            return None;
        }
        if whole.starts_with('#') {
            if let Some((list, start)) = block.take() {
                sink.close(list, start..range.start);
            }
            gap = false;
            let (level, words) = heading(whole)?;
            sink.heading(level, words, range.start + whole.len() - words.len(), range);
            continue;
        }
        let item = whole.strip_prefix("- ");
        let words = item.unwrap_or(whole);
        if gap || may_begin_a_block(words) {
            return None;
        }
        let from = range.start + whole.len() - words.len();
        match block {
            Some((list, _)) if list != item.is_some() => return None,
            Some((false, _)) => sink.line_end(from - 1),
            Some((true, _)) => {}
            None => {
                sink.open(item.is_some(), range.clone());
                block = Some((item.is_some(), range.start));
            }
        }
        match item {
            Some(_) => sink.item(words, from, range),
            None => sink.words(words, from),
        }
    }
    if let Some((list, start)) = block {
        sink.close(list, start..text.len());
    }
    Some(())
}

/// A heading's level and words, if nothing about it is special.
fn heading(line: &str) -> Option<(HeadingLevel, &str)> {
    let marked = line.trim_start_matches('#');
    let words = marked.strip_prefix(' ')?;
    let level = HeadingLevel::try_from(line.len() - marked.len()).ok()?;
    (!words.is_empty() && !words.starts_with(' ') && !words.ends_with('#')).then_some((level, words))
}

/// Collects the parser's events.
struct Collected<'t> {
    events: Vec<(Event<'t>, Range<usize>)>,
    /// Where the first event of the open block is, and that of its last item.
    block: usize,
    item: usize,
}

impl<'t> Collected<'t> {
    fn text(&mut self, words: &'t str, from: usize) {
        self.events.push((Event::Text(CowStr::Borrowed(words)), from..from + words.len()));
    }

    fn stretch(&mut self, event: usize, end: usize) {
        if let Some((_, range)) = self.events.get_mut(event) {
            range.end = end;
        }
    }
}

impl<'t> Sink<'t> for Collected<'t> {
    fn open(&mut self, list: bool, line: Range<usize>) {
        self.block = self.events.len();
        let tag = if list { Tag::List(None) } else { Tag::Paragraph };
        self.events.push((Event::Start(tag), line));
    }

    fn words(&mut self, words: &'t str, from: usize) {
        self.text(words, from);
    }

    fn line_end(&mut self, at: usize) {
        self.events.push((Event::SoftBreak, at..at + 1));
    }

    fn item(&mut self, words: &'t str, from: usize, line: Range<usize>) {
        self.item = self.events.len();
        self.events.push((Event::Start(Tag::Item), line.clone()));
        self.text(words, from);
        self.events.push((Event::End(TagEnd::Item), line));
    }

    fn close(&mut self, list: bool, range: Range<usize>) {
        self.stretch(self.block, range.end);
        let end = if list {
            // Blank lines behind a list are its last item's.
            self.stretch(self.item, range.end);
            self.stretch(self.item + 2, range.end);
            TagEnd::List(false)
        } else {
            TagEnd::Paragraph
        };
        self.events.push((Event::End(end), range));
    }

    fn heading(&mut self, level: HeadingLevel, words: &'t str, from: usize, line: Range<usize>) {
        let tag = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
        self.events.push((Event::Start(tag), line.clone()));
        self.text(words, from);
        self.events.push((Event::End(TagEnd::Heading(level)), line));
    }
}

fn quick(text: &str) -> Option<Vec<(Event<'_>, Range<usize>)>> {
    let mut collected = Collected { events: Vec::with_capacity(4 + text.len() / 16), block: 0, item: 0 };
    walk(text, &mut collected)?;
    Some(collected.events)
}

/// Whether a byte can be part of words: none of the signs that mean something
/// inside a line, and no control but the end of a line.
#[inline]
pub(super) const fn is_word(byte: u8) -> bool {
    let sign = matches!(byte, b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'\\' | b'&' | b'~' | b'!' | b'|');
    !sign && (byte >= b' ' || byte == b'\n') && byte != 0x7f
}

/// Whether a line of words may begin something else than a paragraph, or end
/// the one before it.
fn may_begin_a_block(words: &str) -> bool {
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.starts_with([' ', '#', '>', '-', '+', '=', ':', '`', '~', '|', '<'])
        || (words.starts_with(['*', '_'])
            && (words[1..].starts_with(' ') || !words.bytes().any(|b| b.is_ascii_alphanumeric())))
        || (number.len() < words.len() && number.starts_with(['.', ')']))
        || words.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
        Parser::new_ext(text, options()).into_offset_iter().collect()
    }

    #[test]
    fn words_and_lists_need_no_parser() {
        for text in [
            "Uploads fail since 13:02 UTC. We know.",
            "One line,\nand \"another\" one\n\nA second paragraph.\n",
            "- Q1 (by 2026-03-03 18:00 UTC): Was it copied?\n- 08:31 UTC We turned it off",
            "Before:\n\n\n- one\n- two\n",
            "Lead.\n\n## Impact\nAll of it\nfails.\n\n### One\n- a\n- b\n\n\n# Two",
            "",
        ] {
            assert_eq!(quick(text), Some(parsed(text)), "{text}");
        }
    }

    const CASES: u32 = 2_000;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(CASES))]

        #[test]
        fn the_parser_says_the_same(
            text in "([a-c]|[A1é\u{a0}\"'.,;:?(){}$^%/@+=#>-]|- |1[.)] |    |  | |\n|\n\n|\n- |\n# |\n\n## [a-c]\n|\n####### |#){0,24}"
        ) {
            if let Some(quick) = quick(&text) {
                prop_assert_eq!(quick, parsed(&text));
            }
        }
    }
}
