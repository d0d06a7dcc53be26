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

/// Where words stand in a text; blanks and line ends count as the same.
pub fn find_words(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let first = parts.first()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut at = start + first.len();
        for part in &parts[1..] {
            let rest = &text[at..];
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() || !trimmed.starts_with(part) {
                return None;
            }
            at += rest.len() - trimmed.len() + part.len();
        }
        Some(start..at)
    })
}
