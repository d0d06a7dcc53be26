//! Quotes that are missing, doubled, or of the wrong kind.

use super::around::{Around, Line, quoted};
use crate::finding::{Code, Finding};

/// The quotes of word processors.
const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '‚'];

impl Around<'_> {
    /// The last line on which a quote is opened and not closed.
    pub(super) fn open_quote(&self) -> Option<Finding> {
        let this = self.this_or_last();
        std::iter::once(this).chain(self.above(this)).find_map(|line| {
            let value = line.parts().1.trim_start_matches(['[', '{', ' ']);
            let value = value.split_once(": ").map_or(value, |(_, inner)| inner.trim_start());
            let value = if line.words().starts_with(['"', '\'']) { line.words() } else { value };
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            (value.matches(quote).count() % 2 == 1).then(|| self.why_open(line, value, quote))
        })
    }

    fn why_open(&self, line: Line<'_>, value: &str, quote: char) -> Finding {
        let inner = &value[1..];
        let letters = |at: usize| {
            let before = inner[..at].chars().next_back().is_some_and(char::is_alphabetic);
            before && inner[at + 1..].chars().next().is_some_and(char::is_alphabetic)
        };
        let finding = |message: &str| Finding::stop(Code::YamlQuote, self.whole(line), message);
        if let Some(inner) = inner.strip_suffix(CURLY) {
            return finding("The quote at the end is one of a word processor, and does not close the value.")
                .help(line.write(&quoted(inner)));
        }
        if quote == '\'' && inner.ends_with('\'') && inner.match_indices('\'').any(|(at, _)| letters(at)) {
            return finding("An apostrophe inside single quotes ends the value.")
                .help(line.write(&quoted(&inner[..inner.len() - 1])));
        }
        finding("A quote is opened and not closed before this line ends.")
            .help("Close the quote, or put the other kind of quote around the whole value.")
    }

    /// `title: @here`, `title: %d`, `title: *now*`, a back quote.
    pub(super) fn special_first_letter(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let (key, value) = line.parts();
        let marks = ['@', '%', '`', '?', ',', '*', '&', '!', '|', '>'];
        let first = value.chars().next().filter(|c| marks.contains(c))?;
        // Alone, these two begin a text of several lines.
        let block = matches!(first, '|' | '>') && value[1..].trim_matches(['+', '-']).is_empty();
        if block || (key.is_none() && !line.is_item()) {
            return None;
        }
        let code = if matches!(first, '*' | '&' | '!') { Code::YamlAnchor } else { Code::YamlSyntax };
        let mark = if first == '`' { "a back quote".to_owned() } else { format!("`{first}`") };
        Some(
            Finding::stop(
                code,
                self.tail(line, value),
                format!("A value that starts with {mark} needs quotes."),
            )
            .help(line.write(&quoted(value))),
        )
    }

    /// `title: "a" b`, `title: "a",`.
    pub(super) fn words_after_quote(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (_, value) = line.parts();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = value[1..].find(quote)? + 2;
            let rest = value[end..].trim();
            if rest.is_empty() || value[end..].starts_with(" #") {
                return None;
            }
            let finding = |message: &str| Finding::stop(Code::YamlQuote, self.whole(line), message);
            Some(match rest {
                "," | ";" | "." => finding(&format!("A `{rest}` stands after the closing quote."))
                    .help(line.write(&value[..end])),
                _ if rest.starts_with('#') => {
                    finding("A blank is missing between the closing quote and `#`.")
                        .help(line.write(&format!("{} {rest}", &value[..end])))
                }
                _ => finding("There are words after the closing quote.")
                    .help("Put one pair of quotes around the whole value; inside, use the other kind."),
            })
        })
    }

    /// `title: "C:\Users"`.
    pub(super) fn backslash(&self, info: &str) -> Option<Finding> {
        let line = self.this_or_last();
        let (_, value) = line.parts();
        if !(info.contains("escape") || info.contains("hexadecimal")) || !value.contains('\\') {
            return None;
        }
        let plain = value.trim_matches('"');
        let write = if plain.contains('\'') {
            format!("\"{}\"", plain.replace('\\', "\\\\"))
        } else {
            format!("'{plain}'")
        };
        Some(
            Finding::stop(
                Code::YamlQuote,
                self.whole(line),
                "Between double quotes, `\\` and the letter behind it are read as one special sign.",
            )
            .help(line.write(&write)),
        )
    }
}
