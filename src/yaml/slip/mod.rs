//! A parser's complaint → the slip that most likely caused it, in words for
//! people who do not know what a scalar is. No word of the parser is passed on.

mod around;
mod brackets;
mod colons;
mod columns;
mod quotes;

use around::Around;

use super::DEEPEST;
use crate::finding::{Code, Finding};
use crate::source::{FileId, Span};

/// The finding for an error of the parser at `offset` of `slice`, which starts at `base` of its file.
pub(super) fn finding(slice: &str, offset: usize, file: FileId, base: usize, info: &str) -> Finding {
    let around = Around::new(slice, offset, file, base);
    around
        .too_deep(info)
        .or_else(|| around.unseen())
        .or_else(|| around.directive())
        .or_else(|| around.open_quote())
        .or_else(|| around.brackets())
        .or_else(|| around.tab())
        .or_else(|| around.words_after_bracket())
        .or_else(|| around.no_comma())
        .or_else(|| around.colon_in_value())
        .or_else(|| around.no_blank_after_colon())
        .or_else(|| around.no_blank_after_dash())
        .or_else(|| around.wide_colon())
        .or_else(|| around.no_colon())
        .or_else(|| around.marked_key())
        .or_else(|| around.special_first_letter())
        .or_else(|| around.words_after_quote())
        .or_else(|| around.backslash(info))
        .or_else(|| around.beside_item(info))
        .or_else(|| around.uneven())
        .or_else(|| around.item_beside_key())
        .or_else(|| around.indented_too_far())
        .unwrap_or_else(|| {
            Finding::stop(
                Code::YamlSyntax,
                around.whole(around.this_or_last()),
                "This line, or the one above it, is not written as the facts of a file are.",
            )
            .help(
                "Write `key: value`, one on each line; lines that belong together start in the same column. If the \
                 value has marks in it, put it into double quotes.",
            )
        })
}

/// `{not_affected:"they use other machines"}`, where the blank that makes it a key and a value is missing.
pub(super) fn glued(key: &str, place: Span) -> Option<Finding> {
    let (front, value) = key.split_once(':')?;
    (around::is_key(front) && !value.is_empty()).then(|| {
        Finding::stop(Code::YamlSyntax, place, "A blank is missing after the colon.")
            .help(format!("Write: {front}: {value}"))
    })
}

impl Around<'_> {
    fn too_deep(&self, info: &str) -> Option<Finding> {
        (info.contains("recursion limit") || info.contains("nesting")).then(|| {
            Finding::stop(
                Code::YamlTooDeep,
                self.whole(self.this_or_last()),
                format!("This is nested more than {DEEPEST} levels deep."),
            )
            .help("Check the brackets and the indentation.")
        })
    }

    /// A control character in the middle of a line.
    fn unseen(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let (at, c) = line.text.char_indices().find(|(_, c)| crate::letters::unseen(*c))?;
        Some(
            Finding::stop(
                Code::UnseenCharacter,
                self.span(line, at, at + c.len_utf8()),
                format!("There is a character here that nobody can see (U+{:04X}).", u32::from(c)),
            )
            .reader("The update would not appear at all.")
            .help("Remove it. It often comes with words that were copied from another program."),
        )
    }

    /// `%YAML 1.2`.
    fn directive(&self) -> Option<Finding> {
        let line = self.this_or_last();
        line.text.starts_with('%').then(|| {
            Finding::stop(Code::YamlSyntax, self.whole(line), "A line cannot begin with `%`.")
                .help("Remove the line, or put its words behind a key, in quotes.")
        })
    }
}
