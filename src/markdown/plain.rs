//! Markdown → words without marks, for titles, summaries and plain channels.

use pulldown_cmark::{Event, TagEnd};

use super::quick::parse;
use super::unseen;

/// The words of a text, on one line.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (event, _) in parse(text) {
        match event {
            Event::Text(words) | Event::Code(words) => {
                out.extend(words.chars().map(|c| if unseen(c) { '\u{fffd}' } else { c }));
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    let mut line = String::with_capacity(out.len());
    for word in out.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Where words stand in a text, each place whole words only. Blanks and line
/// ends count as the same, and the marks of emphasis and code do not count.
pub fn find_words(text: &str, words: &str) -> Vec<std::ops::Range<usize>> {
    let mark = |c: char| matches!(c, '*' | '_' | '`');
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
    use super::*;

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
