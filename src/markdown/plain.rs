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
pub fn find_words(text: &str, words: &str) -> Vec<std::ops::Range<usize>> {
    let mark = |c: char| matches!(c, '*' | '_' | '`');
    // Where no mark can stand within a word, a text without the longest of the words has none of the places.
    let longest = words.split(|c| mark(c) || c.is_whitespace()).max_by_key(|word| word.len()).unwrap_or("");
    if !text.contains(mark) && !text.contains(longest) {
        return Vec::new();
    }
    let wanted: Vec<char> =
        fold_blanks(words.trim().chars().filter(|c| !mark(*c)).map(|c| (0, c))).map(|(_, c)| c).collect();
    let letters: Vec<(usize, char)> = fold_blanks(text.char_indices().filter(|(_, c)| !mark(*c))).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let word = |at: Option<&(usize, char)>| at.is_some_and(|(_, c)| c.is_alphanumeric());
    let edge = |c: char| c.is_alphanumeric();
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for start in 0..(letters.len() + 1).saturating_sub(wanted.len()) {
        let end = start + wanted.len();
        let same = letters[start..end].iter().map(|(_, c)| *c).eq(wanted.iter().copied());
        let cut_before = edge(wanted[0]) && start > 0 && word(letters.get(start - 1));
        let cut_after = edge(wanted[wanted.len() - 1]) && word(letters.get(end));
        if same && !cut_before && !cut_after {
            let (last, c) = letters[end - 1];
            found.push(letters[start].0..last + c.len_utf8());
        }
    }
    found
}

/// Runs of blanks as one blank.
fn fold_blanks(letters: impl Iterator<Item = (usize, char)>) -> impl Iterator<Item = (usize, char)> {
    let mut blank = false;
    letters.filter_map(move |(at, c)| {
        let again = blank && c.is_whitespace();
        blank = c.is_whitespace();
        (!again).then_some((at, if c.is_whitespace() { ' ' } else { c }))
    })
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
