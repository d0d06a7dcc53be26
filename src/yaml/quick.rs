//! YAML that is only keys with plain or quoted values, comments, indented maps, lists and
//! small maps in brackets, which is most of it: read into the same tree without
//! the whole parser, in a twentieth of the time. A test holds that both say the
//! same. What may be anything else is left to the parser, and so is all that is
//! wrong: every complaint is the parser's.

use std::borrow::Cow;

use super::node::{Entry, Node, Scalar, Value};
use crate::letters::{every_byte, find};
use crate::source::{FileId, Span};

/// The longest key, in bytes; YAML itself has a limit at 1024 characters.
const LONGEST_KEY: usize = 100;
/// How deep a text may nest before it is left to the parser, which has a word to say about depth.
const DEEPEST: usize = 8;

/// The tree of `text`, which starts at `base` of its file; `None` if the parser has to look at it.
pub(super) fn parse(text: &str, file: FileId, base: usize) -> Option<Node<'_>> {
    if !every_byte(text, is_letter) {
        return None;
    }
    let mut quick = Quick { text, bytes: text.as_bytes(), file, base, at: 0, column: None };
    quick.begin(0);
    if quick.column != Some(0) {
        return None;
    }
    let node = quick.block(0, 0)?;
    quick.column.is_none().then_some(node)
}

/// Whether a byte can stand in a text without a meaning for lines: no control
/// but the end of a line, no byte order mark.
#[inline]
fn is_letter(byte: u8) -> bool {
    (byte >= b' ' || byte == b'\n') && byte != 0x7f && byte != 0xc2 && byte != 0xef
}

struct Quick<'a> {
    text: &'a str,
    bytes: &'a [u8],
    file: FileId,
    base: usize,
    /// The byte that is looked at.
    at: usize,
    /// The column of the first sign of the line that was begun last; none at the end.
    column: Option<usize>,
}

impl<'a> Quick<'a> {
    /// The byte that is looked at; the end of the text is the end of a line.
    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(b'\n')
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.file, self.base + from, self.base + to)
    }

    fn blanks(&mut self) {
        while self.byte() == b' ' {
            self.at += 1;
        }
    }

    /// Goes to the first sign at or behind the beginning of the line at `line`, past comments.
    fn begin(&mut self, mut line: usize) {
        while line < self.text.len() {
            self.at = line;
            self.blanks();
            match self.byte() {
                b'\n' => line = self.at + 1,
                b'#' => {
                    line =
                        find(&self.text[self.at..], b'\n').map_or(self.text.len(), |end| self.at + end + 1);
                }
                _ => {
                    self.column = Some(self.at - line);
                    return;
                }
            }
        }
        self.column = None;
    }

    /// From the end of a line, or a comment that ends it, to the next one with words; `None` if this
    /// is neither.
    fn turn(&mut self) -> Option<()> {
        let from = self.at;
        self.blanks();
        match self.byte() {
            b'\n' => self.begin(self.at + 1),
            b'#' if self.at > from => self.begin(self.at),
            _ => return None,
        }
        Some(())
    }

    /// Whether the next line goes on in `column`; `None` if it is deeper, and so is no line of its own.
    fn goes_on(&self, column: usize) -> Option<bool> {
        match self.column {
            Some(next) if next > column => None,
            next => Some(next == Some(column)),
        }
    }

    /// From here to the end of the line, as collections are shown.
    fn line_from(&self, from: usize) -> Span {
        let rest = &self.text[from..];
        let line = find(rest, b'\n').map_or(rest, |end| &rest[..end]);
        self.span(from, from + line.trim_end().len())
    }

    /// The map or list whose lines start in `column`.
    fn block(&mut self, column: usize, depth: usize) -> Option<Node<'a>> {
        if depth > DEEPEST {
            return None;
        }
        let span = self.line_from(self.at);
        let value = if self.byte() == b'-' { self.list(column, depth)? } else { self.map(column, depth)? };
        Some(Node { value, span })
    }

    fn map(&mut self, column: usize, depth: usize) -> Option<Value<'a>> {
        let mut entries = Vec::with_capacity(if depth == 0 { 12 } else { 4 });
        loop {
            let (key, key_span) = self.key()?;
            let colon = self.at - 1;
            self.blanks();
            let value = if self.byte() == b'\n' {
                self.turn()?;
                match self.column {
                    Some(next) if next > column => self.block(next, depth + 1)?,
                    _ => Node { value: Value::Null, span: self.span(colon, colon) },
                }
            } else {
                let value = self.value(false, depth)?;
                self.turn()?;
                value
            };
            entries.push(Entry { key, key_span, value });
            if !self.goes_on(column)? {
                return Some(Value::Map(entries));
            }
        }
    }

    fn list(&mut self, column: usize, depth: usize) -> Option<Value<'a>> {
        let mut items = Vec::with_capacity(4);
        loop {
            if !self.bytes[self.at..].starts_with(b"- ") {
                return None;
            }
            self.at += 2;
            let from = self.at;
            items.push(if self.key().is_some() {
                self.at = from;
                self.block(column + 2, depth + 1)?
            } else {
                self.at = from;
                let value = self.value(false, depth)?;
                self.turn()?;
                value
            });
            if !self.goes_on(column)? {
                return Some(Value::List(items));
            }
        }
    }

    /// A key of plain signs, up to behind its colon.
    fn key(&mut self) -> Option<(Cow<'a, str>, Span)> {
        let from = self.at;
        let most = &self.bytes[from..self.bytes.len().min(from + LONGEST_KEY)];
        let length =
            most.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')))?;
        let good = most[0].is_ascii_alphanumeric() || most[0] == b'_';
        if !good || most[length] != b':' {
            return None;
        }
        self.at = from + length + 1;
        let key = Cow::Borrowed(&self.text[from..from + length]);
        matches!(self.byte(), b' ' | b'\n').then(|| (key, self.span(from, from + length)))
    }

    /// A value on this line.
    fn value(&mut self, flow: bool, depth: usize) -> Option<Node<'a>> {
        let from = self.at;
        match self.byte() {
            quote @ (b'"' | b'\'') => {
                let text = self.quoted(quote)?;
                let value = Value::Scalar(Scalar { text, quoted: true });
                Some(Node { value, span: self.span(from, self.at) })
            }
            _ if depth > DEEPEST => None,
            b'{' => {
                let mut entries = Vec::new();
                self.bracket(b'}', |quick| {
                    let (key, key_span) = quick.key()?;
                    quick.blanks();
                    entries.push(Entry { key, key_span, value: quick.value(true, depth + 1)? });
                    Some(())
                })?;
                Some(Node { value: Value::Map(entries), span: self.line_from(from) })
            }
            b'[' => {
                let mut items = Vec::new();
                self.bracket(b']', |quick| {
                    items.push(quick.value(true, depth + 1)?);
                    Some(())
                })?;
                Some(Node { value: Value::List(items), span: self.line_from(from) })
            }
            _ => self.plain(flow),
        }
    }

    /// What stands between quotes on this line, up to behind the second.
    fn quoted(&mut self, quote: u8) -> Option<Cow<'a, str>> {
        let from = self.at + 1;
        let (mut end, mut escaped) = (from, false);
        // What stands for another sign is the first of two: an apostrophe, or a backslash before some.
        let escape = if quote == b'\'' { quote } else { b'\\' };
        loop {
            end += self.bytes[end..].iter().position(|b| *b == quote || *b == b'\n' || *b == escape)?;
            match (self.bytes[end], self.bytes.get(end + 1)) {
                (b'\'', Some(b'\'')) if quote == escape => {}
                (b'\\', Some(b'n' | b'"' | b'\\')) if quote != escape => {}
                (byte, _) if byte == quote => break,
                _ => return None,
            }
            escaped = true;
            end += 2;
        }
        self.at = end + 1;
        if self.byte() == quote {
            return None;
        }
        let mut rest = &self.text[from..end];
        if !escaped {
            return Some(Cow::Borrowed(rest));
        }
        let mut text = String::with_capacity(rest.len());
        while let Some(at) = rest.find(char::from(escape)) {
            text.push_str(&rest[..at]);
            text.push(if rest[at + 1..].starts_with('n') {
                '\n'
            } else {
                char::from(rest.as_bytes()[at + 1])
            });
            rest = &rest[at + 2..];
        }
        text.push_str(rest);
        Some(Cow::Owned(text))
    }

    /// What stands in brackets, up to behind the one that closes, with commas between.
    fn bracket(&mut self, close: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.blanks();
        if self.byte() != close {
            loop {
                one(self)?;
                self.blanks();
                match self.byte() {
                    b',' => self.at += 1,
                    byte if byte == close => break,
                    _ => return None,
                }
                self.blanks();
            }
        }
        self.at += 1;
        Some(())
    }

    /// A value without quotes; within brackets it ends with a comma or a bracket.
    fn plain(&mut self, flow: bool) -> Option<Node<'a>> {
        let from = self.at;
        let first = self.byte();
        if !(first.is_ascii_alphanumeric() || first >= 0x80 || matches!(first, b'(' | b'/' | b'_' | b'~')) {
            return None;
        }
        loop {
            match self.byte() {
                b'\n' => break,
                b',' | b']' | b'}' if flow => break,
                b'[' | b'{' if flow => return None,
                b'#' if !flow && self.bytes[self.at - 1] == b' ' => break,
                b'#' => return None,
                b':' => {
                    self.at += 1;
                    if !(self.byte().is_ascii_alphanumeric() || matches!(self.byte(), b'/' | b'+')) {
                        return None;
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        let text = self.text[from..self.at].trim_end_matches(' ');
        self.at = from + text.len();
        let value = match text {
            "~" | "null" => Value::Null,
            text => Value::Scalar(Scalar { text: Cow::Borrowed(text), quoted: false }),
        };
        Some(Node { value, span: self.span(from, from + text.len()) })
    }
}

#[cfg(test)]
mod tests;
