//! A parser's complaint → the slip that most likely caused it, in words for
//! people who do not know what a scalar is.

use super::DEEPEST;
use crate::finding::{Code, Finding};
use crate::source::{FileId, Span};

/// The text around an error.
struct Around<'a> {
    slice: &'a str,
    /// Where the parser gave up.
    offset: usize,
    file: FileId,
    base: usize,
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    /// Without blanks at the end.
    text: &'a str,
}

impl Line<'_> {
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
}

/// The finding for an error of the parser at `offset` of `slice`, which starts at `base` of its file.
pub(super) fn finding(slice: &str, offset: usize, file: FileId, base: usize, info: &str) -> Finding {
    let around = Around { slice, offset: offset.min(slice.len()), file, base };
    around
        .too_deep(info)
        .or_else(|| around.unseen())
        .or_else(|| around.open_quote())
        .or_else(|| around.open_bracket())
        .or_else(|| around.tab())
        .or_else(|| around.colon_in_value())
        .or_else(|| around.no_blank_after_colon())
        .or_else(|| around.no_colon())
        .or_else(|| around.special_first_letter())
        .or_else(|| around.words_after_quote())
        .or_else(|| around.item_beside_key())
        .or_else(|| around.indented_too_far())
        .unwrap_or_else(|| {
            let line = around.this_or_last();
            Finding::stop(
                Code::YamlSyntax,
                around.span(line, line.indent(), line.text.len()),
                format!("This is not valid YAML: {info}."),
            )
            .help(
                "Write `key: value`, one on each line; lines that belong together start in the same column.",
            )
        })
}

impl<'a> Around<'a> {
    /// The line that `at` is on.
    fn line(&self, at: usize) -> Line<'a> {
        let start = self.slice[..at].rfind('\n').map_or(0, |n| n + 1);
        let text = self.slice[start..].split('\n').next().unwrap_or("").trim_end();
        Line { start, text }
    }

    /// The line of the error, or the last one with words where the error is at the end.
    fn this_or_last(&self) -> Line<'a> {
        let line = self.line(self.offset);
        if line.text.trim().is_empty() { self.line(self.slice[..self.offset].trim_end().len()) } else { line }
    }

    /// The line of the error, and the one before it.
    fn near(&self) -> impl Iterator<Item = Line<'a>> {
        let this = self.this_or_last();
        let before = (this.start > 0).then(|| self.line(this.start - 1));
        std::iter::once(this).chain(before)
    }

    fn span(&self, line: Line<'_>, from: usize, to: usize) -> Span {
        Span::new(self.file, self.base + line.start + from, self.base + line.start + to.max(from))
    }

    fn whole(&self, line: Line<'_>) -> Span {
        self.span(line, line.indent(), line.text.len())
    }

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
        let (at, c) = line.text.char_indices().find(|(_, c)| crate::markdown::unseen(*c))?;
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

    /// The last line on which a quote is opened and not closed.
    fn open_quote(&self) -> Option<Finding> {
        let mut line = self.this_or_last();
        loop {
            let value = line
                .text
                .split_once(": ")
                .map_or(line.text, |(_, value)| value)
                .trim_start_matches(['-', ' ', '[', '{']);
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote
                && value.matches(quote).count() % 2 == 1
            {
                return Some(
                    Finding::stop(
                        Code::YamlQuote,
                        self.whole(line),
                        "A quote is opened and not closed before this line ends.",
                    )
                    .help("Close the quote, or put the other kind of quote around the whole value."),
                );
            }
            if line.start == 0 {
                return None;
            }
            line = self.line(line.start - 1);
        }
    }

    /// The last bracket before the error that is not closed.
    fn open_bracket(&self) -> Option<Finding> {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut quote: Option<char> = None;
        let last = self.this_or_last();
        for (at, c) in self.slice[..last.start + last.text.len()].char_indices() {
            match (quote, c) {
                (Some(q), c) if c == q => quote = None,
                (None, '"') => quote = Some('"'),
                (None, '[' | '{') => open.push((at, c)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
        }
        let (at, c) = *open.first()?;
        let line = self.line(at);
        let from = at - line.start;
        let close = if c == '[' { ']' } else { '}' };
        Some(
            Finding::stop(
                Code::YamlSyntax,
                self.span(line, from, line.text.len()),
                "A bracket is opened here and not closed.",
            )
            .help(format!("Close it with `{close}`, and put a comma between what stands inside.")),
        )
    }

    fn tab(&self) -> Option<Finding> {
        let after = self.slice[self.offset..].find('\n').map(|n| self.line(self.offset + n + 1));
        let line = self
            .near()
            .chain(after)
            .find(|line| line.text[..line.indent()].contains(|c: char| c != ' ' && c.is_whitespace()))?;
        if !line.text[..line.indent()].contains('\t') {
            return Some(
                Finding::stop(
                    Code::YamlSyntax,
                    self.span(line, 0, line.text.len()),
                    "This line is indented with a blank that is not the one of the space bar.",
                )
                .help("Write the blanks at its beginning again: two for each level."),
            );
        }
        Some(
            Finding::stop(Code::YamlTab, self.whole(line), "This line is indented with a tab.")
                .help("Use spaces: two for each level."),
        )
    }

    /// `title: Breach: customer data`.
    fn colon_in_value(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (key, value) = line.text.split_once(": ")?;
            let value = value.trim();
            let quoted = value.starts_with(['"', '\'', '{', '[', '|', '>']);
            if quoted || !(value.contains(": ") || value.ends_with(':')) {
                return None;
            }
            let from = line.text.len() - value.len();
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            Some(
                Finding::stop(
                    Code::YamlColon,
                    self.span(line, from, line.text.len()),
                    "This value has a colon in it, so it needs quotes.",
                )
                .reader("Without quotes nobody can tell where the value begins, so nothing can be published.")
                .help(format!("Write: {}: \"{escaped}\"", key.trim_start())),
            )
        })
    }

    /// `kind:outage`.
    fn no_blank_after_colon(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let text = line.text.trim_start().trim_start_matches("- ");
            let (key, value) = text.split_once(':')?;
            let word =
                !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
            (word && !value.is_empty() && !value.starts_with(' ')).then(|| {
                Finding::stop(Code::YamlSyntax, self.whole(line), "A blank is missing after the colon.")
                    .help(format!("Write: {key}: {}", value.trim()))
            })
        })
    }

    /// `severity major`, `severity = major`.
    fn no_colon(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let text = line.text.trim_start();
        if text.contains(": ") || text.ends_with(':') {
            return None;
        }
        let (key, value) = text.split_once([' ', '='])?;
        let value = value.trim_start_matches([' ', '=']);
        let word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
        (word && key != "-" && !value.is_empty()).then(|| {
            Finding::stop(Code::YamlSyntax, self.whole(line), format!("There is no colon after `{key}`."))
                .help(format!("Write: {key}: {value}"))
        })
    }

    /// `title: @here`, `title: %d`, a back quote.
    fn special_first_letter(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let (key, value) = line.text.split_once(": ")?;
        let value = value.trim();
        let first = value.chars().next().filter(|c| matches!(c, '@' | '%' | '`' | '?' | ','))?;
        Some(
            Finding::stop(
                Code::YamlSyntax,
                self.span(line, line.text.len() - value.len(), line.text.len()),
                format!("A value that starts with `{first}` needs quotes."),
            )
            .help(format!("Write: {}: \"{}\"", key.trim_start(), value.replace('"', "\\\""))),
        )
    }

    /// `title: "a" b`.
    fn words_after_quote(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (_, value) = line.text.split_once(": ")?;
            let value = value.trim();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = value[1..].find(quote)? + 2;
            let rest = value[end..].trim();
            (!rest.is_empty() && !rest.starts_with('#')).then(|| {
                Finding::stop(Code::YamlQuote, self.whole(line), "There are words after the closing quote.")
                    .help("Put one pair of quotes around the whole value; inside, use the other kind.")
            })
        })
    }

    /// `kind: - x`, or `- x` between keys.
    fn item_beside_key(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let beside =
            line.text.split_once(": ").is_some_and(|(_, value)| value.trim_start().starts_with("- "));
        let between = line.text.trim_start().starts_with("- ");
        (beside || between).then(|| {
            Finding::stop(Code::YamlSyntax, self.whole(line), "A list cannot start here.")
                .help("Put each item on a line of its own below its key: `  - first`. Or write `key: [first, second]`.")
        })
    }

    /// A line that is deeper than the complete line before it.
    fn indented_too_far(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let before = (line.start > 0).then(|| self.line(line.start - 1))?;
        let complete = before.text.split_once(": ").is_some_and(|(_, value)| !value.trim().is_empty());
        (complete && line.indent() > before.indent()).then(|| {
            Finding::stop(
                Code::YamlSyntax,
                self.span(line, 0, line.text.len()),
                "This line is indented further than the one before it, which is complete.",
            )
            .help("Start it in the same column as the line before.")
        })
    }
}
