//! Texts that hold nothing but words, in paragraphs and in plain lists, which
//! is most of them: taken apart without the whole parser, in a tenth of the
//! time. A test holds that both say the same; what is any more than words is
//! left to the parser.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, OffsetIter, Parser, Tag, TagEnd};

use super::options;

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

/// The block that lines are added to: where its first event is, and where it starts.
#[derive(Clone, Copy)]
struct Open {
    list: bool,
    event: usize,
    start: usize,
}

impl Open {
    /// Ends the block, and gives its first event the whole of its range.
    fn close(self, end: usize, events: &mut Vec<(Event<'_>, Range<usize>)>) {
        let tag = if self.list { TagEnd::List(false) } else { TagEnd::Paragraph };
        if let Some((_, range)) = events.get_mut(self.event) {
            range.end = end;
        }
        events.push((Event::End(tag), self.start..end));
    }
}

/// The events of a text of words, or nothing if it may be more than that: only
/// its last block can be a list.
fn quick(text: &str) -> Option<Vec<(Event<'_>, Range<usize>)>> {
    // Many bytes at a time, and all of them before the first answer: processors like that.
    let mut pieces = text.as_bytes().chunks(64);
    if text.starts_with('\n') || !pieces.all(|bytes| bytes.iter().fold(true, |all, b| all & is_word(*b))) {
        return None;
    }
    let mut events = Vec::with_capacity(16);
    let mut block: Option<Open> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let whole = line.strip_suffix('\n').unwrap_or(line);
        if whole.is_empty() {
            match block.take() {
                Some(open) if open.list => return None, // what follows decides whether it has gaps
                Some(open) => open.close(range.start, &mut events),
                None => {}
            }
            continue;
        }
        let item = whole.strip_prefix("- ");
        let words = item.unwrap_or(whole);
        if may_begin_a_block(words) || words.ends_with(' ') {
            return None;
        }
        let from = range.start + whole.len() - words.len();
        let said = (Event::Text(CowStr::Borrowed(words)), from..from + words.len());
        let open = match block {
            Some(open) if open.list != item.is_some() => return None,
            Some(open) => {
                if !open.list {
                    events.push((Event::SoftBreak, from - 1..from));
                }
                open
            }
            None => {
                let tag = if item.is_some() { Tag::List(None) } else { Tag::Paragraph };
                events.push((Event::Start(tag), range.clone()));
                Open { list: item.is_some(), event: events.len() - 1, start: range.start }
            }
        };
        block = Some(open);
        if open.list {
            events.extend([
                (Event::Start(Tag::Item), range.clone()),
                said,
                (Event::End(TagEnd::Item), range),
            ]);
        } else {
            events.push(said);
        }
    }
    if let Some(open) = block {
        open.close(text.len(), &mut events);
    }
    Some(events)
}

/// Whether a byte can be part of words: none of the signs that mean something
/// inside a line, and no control but the end of a line.
#[inline]
fn is_word(byte: u8) -> bool {
    let sign = matches!(byte, b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'\\' | b'&' | b'~' | b'!' | b'|');
    !sign && (byte >= b' ' || byte == b'\n') && byte != 0x7f
}

/// Whether a line of words may begin something else than a paragraph, or end
/// the one before it.
fn may_begin_a_block(words: &str) -> bool {
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.starts_with([' ', '#', '>', '-', '+', '=', ':'])
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
            text in "([a-c]|[A1é\u{a0}\"'.,;:?(){}$^%/@+=#>-]|- |1[.)] |    |  | |\n|\n\n|\n- |\n# ){0,24}"
        ) {
            if let Some(quick) = quick(&text) {
                prop_assert_eq!(quick, parsed(&text));
            }
        }
    }
}
