//! Markdown → words without marks, for titles, summaries and plain channels.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, TagEnd};

use super::quick::{Sink, parse, walk};
use crate::letters::unseen;

/// The words of a text, on one line.
pub fn plain(text: &str) -> String {
    let mut line = Line { words: String::with_capacity(text.len()), blank: false };
    if walk(text, &mut line).is_some() {
        return line.words;
    }
    line.words.clear();
    line.blank = false;
    for (event, _) in parse(text) {
        match event {
            Event::Text(words) | Event::Code(words) => line.push(&words),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                line.blank = true;
            }
            _ => {}
        }
    }
    line.words
}

/// Words with one blank wherever there was any white space between them.
struct Line {
    words: String,
    /// Whether white space came last.
    blank: bool,
}

impl Line {
    fn push(&mut self, words: &str) {
        let bytes = words.as_bytes();
        let tidy = bytes.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'))
            && !words.starts_with(' ')
            && !words.ends_with(' ')
            && !bytes.windows(2).any(|pair| pair == b"  ");
        if tidy && !words.is_empty() {
            self.separate();
            self.words.push_str(words);
            return;
        }
        for c in words.chars() {
            match c {
                c if unseen(c) => {
                    self.separate();
                    self.words.push('\u{fffd}');
                }
                c if c.is_whitespace() => self.blank = true,
                c => {
                    self.separate();
                    self.words.push(c);
                }
            }
        }
    }

    fn separate(&mut self) {
        if std::mem::take(&mut self.blank) && !self.words.is_empty() {
            self.words.push(' ');
        }
    }
}

impl<'t> Sink<'t> for Line {
    fn open(&mut self, _: bool, _: Range<usize>) {}

    fn words(&mut self, words: &'t str, _: usize) {
        self.push(words);
    }

    fn line_end(&mut self, _: usize) {
        self.blank = true;
    }

    fn item(&mut self, words: &'t str, _: usize, _: Range<usize>) {
        self.push(words);
        self.blank = true;
    }

    fn close(&mut self, _: bool, _: Range<usize>) {
        self.blank = true;
    }

    fn heading(&mut self, _: HeadingLevel, words: &'t str, _: usize, _: Range<usize>) {
        self.push(words);
        self.blank = true;
    }
}

/// Where words stand in a text, each place whole words only. Blanks and line
/// ends count as the same, and the marks of emphasis and code do not count.
pub fn find_words(text: &str, words: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = letters(words.trim()).map(|(_, c)| c).collect();
    let Some(first) = wanted.first().copied() else { return Vec::new() };
    let place =
        |start| Some(start..end_of(&text[start..], &wanted)? + start).filter(|_| is_start(text, start));
    if first == ' ' {
        let blanks = text.char_indices().filter(|(_, c)| c.is_whitespace());
        return blanks.filter_map(|(start, _)| place(start)).collect();
    }
    text.match_indices(first).filter_map(|(start, _)| place(start)).collect()
}

/// Whether the letter at `start` begins a word, or a run of blanks.
fn is_start(text: &str, start: usize) -> bool {
    let before = text[..start].chars().rev().find(|c| !is_mark(*c));
    match (before, text[start..].chars().next()) {
        (Some(before), Some(c)) if c.is_whitespace() => !before.is_whitespace(),
        (Some(before), Some(c)) => !(before.is_alphanumeric() && c.is_alphanumeric()),
        _ => true,
    }
}

/// Where `wanted` ends, if the text starts with it and its last word is not cut.
fn end_of(text: &str, wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter().peekable();
    for (at, c) in letters(text) {
        if wanted.next() != Some(&c) {
            return None;
        }
        if wanted.peek().is_none() {
            let end = at + text[at..].chars().next()?.len_utf8();
            let next = text[end..].chars().find(|c| !is_mark(*c));
            let cut = c.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
            return (!cut).then_some(end);
        }
    }
    None
}

/// The letters of a text: without marks, and with one blank for each run of blanks.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut blank = false;
    text.char_indices().filter(|(_, c)| !is_mark(*c)).filter_map(move |(at, c)| {
        let again = blank && c.is_whitespace();
        blank = c.is_whitespace();
        (!again).then_some((at, if blank { ' ' } else { c }))
    })
}

/// Whether it is a mark of emphasis or code.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_' | '`')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_stand_on_one_line_with_one_blank_between(
            text in "([a-c]|[A1é\u{a0}\u{85}\u{ffff}.,*`]|- |  ?|\n|\n\n|\n- |\n\n#{1,6} [a-c]\n){0,24}"
        ) {
            let mut all = String::new();
            for (event, _) in parse(&text) {
                match event {
                    Event::Text(words) | Event::Code(words) => {
                        all.extend(words.chars().map(|c| if unseen(c) { '\u{fffd}' } else { c }));
                    }
                    _ => all.push_str(if matches!(event, Event::Start(_)) { "" } else { " " }),
                }
            }
            let marked = text.contains(['*', '`']);
            let line = all.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(marked || plain(&text) == line, "{:?} {:?}", plain(&text), line);
            prop_assert!(!plain(&text).contains("  "));
        }
    }

    proptest! {
        /// Each place is one where all letters are the same, and no letter stands on both of its sides.
        #[test]
        fn words_are_found_wherever_their_letters_stand(
            text in "([ab*_`.é\u{a0}]|  |\n){0,24}", words in "[ab*.é]([ab*é]| |\n){0,4}"
        ) {
            let wanted: Vec<char> = letters(words.trim()).map(|(_, c)| c).collect();
            let all: Vec<(usize, char)> = letters(&text).collect();
            let is_word = |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(|(_, c)| c.is_alphanumeric());
            let starts = (0..all.len()).filter(|start| {
                let end = start + wanted.len();
                let same = all.get(*start..end).is_some_and(|part| part.iter().map(|(_, c)| *c).eq(wanted.iter().copied()));
                let cut_before = is_word(Some(*start)) && is_word(start.checked_sub(1));
                let cut_after = is_word(end.checked_sub(1)) && is_word(Some(end));
                !wanted.is_empty() && same && !cut_before && !cut_after
            });
            let found: Vec<usize> = find_words(&text, &words).into_iter().map(|range| range.start).collect();
            prop_assert_eq!(found, starts.map(|start| all[start].0).collect::<Vec<_>>());
            prop_assert!(find_words(&text, &words).into_iter().all(|range| text.get(range).is_some()));
        }
    }

    #[test]
    fn words_are_found_whole_and_without_their_marks() {
        let text = "15 users fail. Only 5 users lost a ticket. We **lost no**\ndata.";
        let found = |words| find_words(text, words).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("5 users"), ["5 users"]);
        assert_eq!(find_words(text, "5 users")[0].start, 20);
        assert_eq!(found("lost no data"), ["lost no**\ndata"]);
        assert!(found("nothing of it").is_empty());
    }
}
