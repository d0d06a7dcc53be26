//! The lines around a place where YAML cannot be read.

use crate::source::{FileId, Span};

/// The text around an error.
pub(super) struct Around<'a> {
    pub(super) slice: &'a str,
    /// Where the parser gave up.
    pub(super) offset: usize,
    file: FileId,
    base: usize,
}

/// A line of the text.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where it starts in the slice.
    pub(super) start: usize,
    /// Without blanks at the end.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Its words without the blanks and the `- ` in front.
    pub(super) fn words(&self) -> &'a str {
        let mut words = self.text.trim_start();
        while let Some(rest) = words.strip_prefix("- ") {
            words = rest.trim_start();
        }
        words
    }

    /// Whether it is a point of a list.
    pub(super) fn is_item(&self) -> bool {
        let words = self.text.trim_start();
        words.starts_with("- ") || words == "-"
    }

    /// Its key, if it has one, and its value; both empty where nothing is written.
    pub(super) fn parts(&self) -> (Option<&'a str>, &'a str) {
        let words = self.words();
        if let Some(key) = words.strip_suffix(':') {
            return (Some(key), "");
        }
        match words.split_once(": ") {
            Some((key, value)) => (Some(key), value.trim()),
            None => (None, words),
        }
    }

    /// What to write: `value` behind its key, or as a point of a list.
    pub(super) fn write(&self, value: &str) -> String {
        match self.parts() {
            (Some(key), _) => format!("Write: {key}: {value}"),
            (None, _) if self.is_item() => format!("Write: - {value}"),
            (None, _) => format!("Write: {value}"),
        }
    }
}

/// A value in double quotes.
pub(super) fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a word can be a key as this format has them.
pub(super) fn is_key(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

impl<'a> Around<'a> {
    pub(super) fn new(slice: &'a str, offset: usize, file: FileId, base: usize) -> Self {
        Self { slice, offset: offset.min(slice.len()), file, base }
    }

    /// The line that `at` is on.
    pub(super) fn line(&self, at: usize) -> Line<'a> {
        let start = self.slice[..at].rfind('\n').map_or(0, |n| n + 1);
        let text = self.slice[start..].split('\n').next().unwrap_or("").trim_end();
        Line { start, text }
    }

    /// The line of the error, or the last one with words where the error is at the end.
    pub(super) fn this_or_last(&self) -> Line<'a> {
        let line = self.line(self.offset);
        if line.text.trim().is_empty() { self.line(self.slice[..self.offset].trim_end().len()) } else { line }
    }

    /// The line of the error, and the one before it.
    pub(super) fn near(&self) -> impl Iterator<Item = Line<'a>> {
        let this = self.this_or_last();
        let before = (this.start > 0).then(|| self.line(this.start - 1));
        std::iter::once(this).chain(before)
    }

    /// The lines with words above a line, the nearest first, without remarks.
    pub(super) fn above(&self, line: Line<'a>) -> impl Iterator<Item = Line<'a>> {
        let mut start = line.start;
        let all = std::iter::from_fn(move || {
            let line = (start > 0).then(|| self.line(start - 1))?;
            start = line.start;
            Some(line)
        });
        all.filter(|line| !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#'))
    }

    /// The next line with words.
    pub(super) fn below(&self, line: Line<'a>) -> Option<Line<'a>> {
        let mut at = line.start;
        while let Some(end) = self.slice[at..].find('\n') {
            at += end + 1;
            let next = self.line(at);
            if !next.text.trim().is_empty() {
                return Some(next);
            }
        }
        None
    }

    pub(super) fn span(&self, line: Line<'_>, from: usize, to: usize) -> Span {
        Span::new(self.file, self.base + line.start + from, self.base + line.start + to.max(from))
    }

    /// All words of a line.
    pub(super) fn whole(&self, line: Line<'_>) -> Span {
        self.span(line, line.indent(), line.text.len())
    }

    /// The end of a line, of the length of `value`.
    pub(super) fn tail(&self, line: Line<'_>, value: &str) -> Span {
        self.span(line, line.text.len() - value.len(), line.text.len())
    }
}
