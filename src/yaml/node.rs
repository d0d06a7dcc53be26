//! YAML text → a tree of nodes with spans. The only file that names the YAML
//! parser.
//!
//! Anchors, aliases, tags and directives are refused: nobody writes them at
//! three in the morning, and without them no file can unfold into more than it
//! holds. Values stay text; what they mean is the decoder's business, so `no`,
//! `1.10` and `012` never change into something else.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, StrInput};

use super::DEEPEST;
use crate::finding::{Code, Finding};
use crate::source::{FileId, Span};

/// A node and where it stands.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// What it is.
    pub value: Value<'a>,
    /// Where it is. For a mapping or a list the range is that of its first line.
    pub span: Span,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Nothing was written.
    Null,
    /// A text or number.
    Scalar(Scalar<'a>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Keys with values, in the order of the file; keys may repeat.
    Map(Vec<Entry<'a>>),
}

/// A text, as written and with quotes resolved.
#[derive(Debug, Clone)]
pub struct Scalar<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Whether quotes or a block marker say that it is text.
    pub quoted: bool,
}

/// One `key: value`.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node<'a>,
}

impl Entry<'_> {
    /// Whether this is the key.
    #[inline]
    pub fn is(&self, key: &str) -> bool {
        // Most keys differ in length or at once, and need no call to compare them.
        let (own, key) = (self.key.as_bytes(), key.as_bytes());
        own.len() == key.len() && own.first() == key.first() && own == key
    }
}

impl Node<'_> {
    /// What this is, in a person's words.
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "keys with values",
        }
    }
}

/// Parses `text[start..end]` of a file into a tree.
///
/// # Errors
/// One finding: YAML that cannot be read leaves nothing to look at.
pub fn parse(text: &str, file: FileId, start: usize, end: usize) -> Result<Node<'_>, Box<Finding>> {
    match super::quick::parse(&text[start..end], file, start) {
        Some(node) => Ok(node),
        None => parsed(text, file, start, end),
    }
}

/// What the parser makes of `text[start..end]`.
pub(super) fn parsed(text: &str, file: FileId, start: usize, end: usize) -> Result<Node<'_>, Box<Finding>> {
    let slice = &text[start..end];
    let options = granit_parser::options! { emit_comments: false, disallow_directives: true };
    let mut builder =
        Builder { parser: Parser::new_from_str_with_options(slice, options), slice, file, base: start };
    builder.document()
}

struct Builder<'a> {
    parser: Parser<'a, StrInput<'a>>,
    slice: &'a str,
    file: FileId,
    base: usize,
}

type Built<T> = Result<T, Box<Finding>>;

impl<'a> Builder<'a> {
    fn document(&mut self) -> Built<Node<'a>> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_none() => {}
                Event::DocumentStart(..) => return Err(self.second_document(span)),
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node { value: Value::Null, span: Span::new(self.file, self.base, self.base) }))
    }

    /// A line with `---` or `...` where facts go on.
    fn second_document(&self, span: Span) -> Box<Finding> {
        let from = span.start as usize - self.base;
        let dots =
            if self.slice[from..].starts_with("---") { None } else { self.slice[..from].rfind("\n...") };
        let (mark, span) = match dots {
            Some(at) => ("...", Span::new(self.file, self.base + at + 1, self.base + at + 4)),
            None => ("---", span),
        };
        Box::new(
            Finding::stop(
                Code::YamlSyntax,
                span,
                format!("A line with `{mark}` ends the facts of this file, and more of them follow."),
            )
            .reader("Everything after it would be left out of the page without a word.")
            .help(format!("Remove the line with `{mark}`.")),
        )
    }

    fn next(&mut self) -> Built<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or(0..0);
                Ok((event, Span::new(self.file, self.base + range.start, self.base + range.end)))
            }
            Some(Err(error)) => {
                let marker = error.marker();
                let offset = marker.byte_offset().unwrap_or_else(|| {
                    self.slice.char_indices().nth(marker.index()).map_or(self.slice.len(), |(at, _)| at)
                });
                Err(Box::new(super::slip::finding(self.slice, offset, self.file, self.base, &error.info())))
            }
            None => Ok((Event::StreamEnd, Span::new(self.file, self.base, self.base))),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Built<Node<'a>> {
        if depth > DEEPEST {
            return Err(Box::new(
                Finding::stop(
                    Code::YamlTooDeep,
                    span,
                    format!("This is nested more than {DEEPEST} levels deep."),
                )
                .help("Check the indentation: lines that belong together start in the same column."),
            ));
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.plain_only(anchor, tag.is_some(), span)?;
                let quoted = style != ScalarStyle::Plain;
                let value = if !quoted && matches!(text.as_ref(), "" | "~" | "null") {
                    Value::Null
                } else {
                    Value::Scalar(Scalar { text, quoted })
                };
                Ok(Node { value, span })
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.plain_only(anchor, tag.is_some(), span)?;
                let mut items = Vec::new();
                loop {
                    let (event, item_span) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        break;
                    }
                    items.push(self.node(event, item_span, depth + 1)?);
                }
                Ok(Node { span: self.first_line(span), value: Value::List(items) })
            }
            Event::MappingStart(_, anchor, tag) => {
                self.plain_only(anchor, tag.is_some(), span)?;
                let mut entries = Vec::new();
                loop {
                    let (event, key_span) = self.next()?;
                    let key = match event {
                        Event::MappingEnd => break,
                        Event::Scalar(text, _, anchor, tag) => {
                            self.plain_only(anchor, tag.is_some(), key_span)?;
                            text
                        }
                        _ => {
                            return Err(Box::new(
                                Finding::stop(Code::YamlSyntax, key_span, "A key has to be a plain word.")
                                    .help("Write `key: value`, one on each line."),
                            ));
                        }
                    };
                    let (event, value_span) = self.next()?;
                    let value = self.node(event, value_span, depth + 1)?;
                    if let (Value::Null, Some(glued)) = (&value.value, super::slip::glued(&key, key_span)) {
                        return Err(Box::new(glued));
                    }
                    entries.push(Entry { key, key_span, value });
                }
                Ok(Node { span: self.first_line(span), value: Value::Map(entries) })
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(self.no_anchors(span)),
            _ => Err(Box::new(Finding::stop(
                Code::YamlSyntax,
                span,
                "This YAML ends in the middle of a value.",
            ))),
        }
    }

    /// Collections have a zero-length span: show the first line instead.
    fn first_line(&self, span: Span) -> Span {
        let from = span.start as usize - self.base;
        let line = self.slice[from..].find('\n').map_or(self.slice.len(), |n| from + n);
        Span::new(self.file, self.base + from, self.base + from + self.slice[from..line].trim_end().len())
    }

    fn plain_only(&self, anchor: usize, tagged: bool, span: Span) -> Built<()> {
        if anchor != 0 {
            return Err(self.no_anchors(span));
        }
        if tagged {
            return Err(Box::new(
                Finding::stop(
                    Code::YamlAnchor,
                    self.with_mark(span, '!'),
                    "A value that starts with `!` needs quotes: without them it is read as a kind of value.",
                )
                .help("Put the value in quotes, or leave the `!` out."),
            ));
        }
        Ok(())
    }

    fn no_anchors(&self, span: Span) -> Box<Finding> {
        Box::new(
            Finding::stop(
                Code::YamlAnchor,
                self.with_mark(span, '&'),
                "A value that starts with `&` or `*` needs quotes: without them it is read as a reference.",
            )
            .help("Put the value in quotes if it is text; otherwise write the value out again here."),
        )
    }

    /// A value from the mark in front of it on its line.
    fn with_mark(&self, span: Span, mark: char) -> Span {
        let from = span.start as usize - self.base;
        let line = self.slice[..from].rfind('\n').map_or(0, |n| n + 1);
        let start = self.slice[line..from].find(mark).map_or(from, |at| line + at);
        Span::new(self.file, self.base + start, span.end as usize)
    }
}
