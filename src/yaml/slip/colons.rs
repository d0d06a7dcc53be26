//! Colons that are missing, glued to what follows, or in the middle of a value.

use super::around::{Around, Line, is_key, quoted};
use crate::finding::{Code, Finding};

/// The quotes of word processors that stand around a whole value.
const CURLY: [char; 3] = ['“', '”', '„'];

impl<'a> Around<'a> {
    /// `title: Breach: customer data`.
    pub(super) fn colon_in_value(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (key, value) = line.text.split_once(": ")?;
            let value = value.trim();
            let closed = value.starts_with(['"', '\'', '{', '[', '|', '>']) || key.contains(['{', '[', '"']);
            if closed || !(value.contains(": ") || value.ends_with(':')) {
                return None;
            }
            let plain = value.trim_matches(CURLY);
            let other = value.split_once(": ").and_then(|(front, _)| front.rsplit_once(", "));
            let or = match other {
                Some((_, other)) if is_key(other) => {
                    format!("\nOr, if `{other}` is another fact, write it on a line of its own.")
                }
                _ => String::new(),
            };
            Some(
                Finding::stop(
                    Code::YamlColon,
                    self.tail(line, value),
                    "This value has a colon in it, so it needs quotes.",
                )
                .reader("Without quotes nobody can tell where the value begins, so nothing can be published.")
                .help(format!("Write: {}: {}{or}", key.trim_start(), quoted(plain))),
            )
        })
    }

    /// `kind:outage`.
    pub(super) fn no_blank_after_colon(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (key, value) = line.words().split_once(':')?;
            (is_key(key) && !value.is_empty() && !value.starts_with(' ')).then(|| {
                Finding::stop(Code::YamlSyntax, self.whole(line), "A blank is missing after the colon.")
                    .help(format!("Write: {key}: {}", value.trim()))
            })
        })
    }

    /// `-id: api`.
    pub(super) fn no_blank_after_dash(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let words = line.text.trim_start().strip_prefix('-')?;
            (!words.starts_with(['-', ' ']) && !words.is_empty()).then(|| {
                Finding::stop(Code::YamlSyntax, self.whole(line), "A blank is missing after the dash.")
                    .help(format!("Write: - {words}"))
            })
        })
    }

    /// `title：Uploads fail`, with a colon of another alphabet.
    pub(super) fn wide_colon(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (key, value) = line.words().split_once('：')?;
            is_key(key.trim()).then(|| {
                Finding::stop(
                    Code::YamlSyntax,
                    self.whole(line),
                    "The colon on this line is one of another alphabet.",
                )
                .help(format!("Write: {}: {}", key.trim(), value.trim()))
            })
        })
    }

    /// `severity major`, `severity = major`, `severity`.
    pub(super) fn no_colon(&self) -> Option<Finding> {
        let line = self.without_colon()?;
        let text = line.text.trim_start();
        let above = self.above(line).next();
        let finding = |message: String| Finding::stop(Code::YamlSyntax, self.whole(line), message);
        let goes_on =
            above.is_some_and(|above| !above.parts().1.is_empty() && above.indent() == line.indent());
        let without_key = || {
            let or = " If these words go on from the line above, start them two blanks further in.";
            finding("This line has no colon.".to_owned())
                .help(format!("Each line is `key: value`.{}", if goes_on { or } else { "" }))
        };
        // What stands below a key without a value is its value.
        if let Some(above) = above
            && let (Some(key), "") = above.parts()
            && above.indent() == line.indent()
        {
            return Some(
                finding("This line has no colon.".to_owned())
                    .help(format!("If it is what `{key}` says, write it behind the colon: {key}: {text}")),
            );
        }
        let Some((key, value)) = text.split_once([' ', '=']) else {
            if !is_key(text) {
                return Some(without_key());
            }
            let has_more = self.below(line).is_some_and(|below| below.indent() > line.indent());
            let write = if has_more {
                format!("Write: {text}:")
            } else {
                format!("Write `{text}: ` and behind it what it says, or remove the line.")
            };
            return Some(finding(format!("There is no colon after `{text}`.")).help(write));
        };
        let value = value.trim_start_matches([' ', '=', '-', '>', '–', '—', '→']);
        if !is_key(key) || key.starts_with(|c: char| c.is_ascii_uppercase()) || value.is_empty() {
            return Some(without_key());
        }
        let sentence = value.contains(' ') || value.ends_with('.');
        let or = if goes_on && sentence {
            "\nOr, if these words go on from the line above, start them two blanks further in."
        } else {
            ""
        };
        Some(finding(format!("There is no colon after `{key}`.")).help(format!("Write: {key}: {value}{or}")))
    }

    /// The line of the error, or the one above it in the same column, if it has no colon and no other mark.
    fn without_colon(&self) -> Option<Line<'a>> {
        let bare = |line: &Line<'_>| {
            let text = line.text.trim_start();
            !text.contains(": ")
                && !text.ends_with(':')
                && !text.starts_with(['-', '#', '"', '\'', '[', ']', '{', '}', '%', '*', '&', '!', '@', '`'])
        };
        let this = self.this_or_last();
        if bare(&this) {
            return Some(this);
        }
        self.above(this).next().filter(|above| bare(above) && above.indent() == this.indent())
    }

    /// `**title**: Uploads fail`.
    pub(super) fn marked_key(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let (key, value) = line.words().split_once(": ")?;
        let plain = key.trim_matches(['*', '_', '`']);
        (plain != key && is_key(plain)).then(|| {
            Finding::stop(Code::YamlSyntax, self.whole(line), "A key stands without marks around it.")
                .help(format!("Write: {plain}: {}", value.trim()))
        })
    }
}
