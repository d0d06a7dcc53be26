//! Markdown → words without marks, for titles, summaries and plain channels.

use pulldown_cmark::{Event, Parser, TagEnd};

use super::{options, unseen};

/// The words of a text, on one line.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, options()) {
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
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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
