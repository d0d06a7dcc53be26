//! Texts of words and plain links → HTML, as the whole writer would write it. What is
//! any more than that is left to the parser.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::html::visible;
use super::quick::{Sink, is_word};
use crate::letters::{Kinds, hides, kinds};

/// A byte that is not written as it stands.
const WRITTEN: u8 = 1;
/// A byte that can be part of a link, and is no word.
const LINK: u8 = 2;
/// A byte that means something else.
const SIGN: u8 = 4;

/// What of a text matters here.
const KINDS: Kinds = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        let link = matches!(byte, b'[' | b']' | b'_');
        let sign = !link && !is_word(byte);
        let written = byte == b'>' || hides(byte);
        kinds[byte as usize] = (written as u8 * WRITTEN) | (link as u8 * LINK) | (sign as u8 * SIGN);
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// Writes the lines of a text.
pub(super) struct Words<'a> {
    out: &'a mut String,
    /// Targets that are shown as words.
    hidden: &'a [&'a str],
    /// Whether the text holds nothing that is written otherwise than it stands there.
    plain: bool,
    /// Whether it may hold links.
    linked: bool,
    /// Whether something is more than it seemed, and what was written worth nothing.
    pub(super) more: bool,
    pub(super) nesting: Nesting,
}

impl<'a> Words<'a> {
    /// For a text, behind what is there; `None` if the text is more than words and links.
    pub(super) fn new(text: &str, hidden: &'a [&'a str], under: u8, out: &'a mut String) -> Option<Self> {
        let kinds = kinds(text, &KINDS);
        let (plain, linked) = (kinds & WRITTEN == 0, kinds & LINK != 0);
        let words = Self { out, hidden, plain, linked, more: false, nesting: Nesting::below(under) };
        (kinds & SIGN == 0).then_some(words)
    }

    /// Words with links between them.
    fn line(&mut self, words: &str) {
        if !self.linked {
            self.text(words);
        } else if self.links(words).is_none() {
            self.more = true;
        }
    }

    fn links(&mut self, mut words: &str) -> Option<()> {
        while let Some((before, behind)) = words.split_once('[') {
            let (label, behind) = behind.split_once(']')?;
            let (target, behind) = behind.strip_prefix('(')?.split_once(')')?;
            let sound = is_label(label) && is_target(target) && before.bytes().all(is_word);
            if !sound || self.hidden.contains(&target) {
                return None;
            }
            self.text(before);
            self.out.push_str("<a href=\"");
            self.out.push_str(target);
            self.out.push_str("\">");
            self.text(label);
            self.out.push_str("</a>");
            words = behind;
        }
        self.text(words);
        words.bytes().all(is_word).then_some(())
    }

    fn text(&mut self, words: &str) {
        if self.plain {
            self.out.push_str(words);
            return;
        }
        let words = visible(CowStr::Borrowed(words));
        let mut rest: &str = &words;
        while let Some((before, behind)) = rest.split_once('>') {
            self.out.push_str(before);
            self.out.push_str("&gt;");
            rest = behind;
        }
        self.out.push_str(rest);
    }

    fn tag(&mut self, mark: &str, level: HeadingLevel) {
        self.out.push_str(mark);
        self.out.push(char::from(b'0' + level as u8));
        self.out.push('>');
    }
}

/// Whether all of a link's label is words.
fn is_label(label: &str) -> bool {
    !label.is_empty() && label.trim_matches(' ').len() == label.len() && label.bytes().all(is_word)
}

/// Whether a target is a whole address on the web that is written as it stands.
fn is_target(target: &str) -> bool {
    let plain = |b: u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'/' | b':' | b'.' | b'-' | b'_' | b'#' | b'?' | b'=')
    };
    (target.starts_with("https://") || target.starts_with("http://")) && target.bytes().all(plain)
}

impl<'t> Sink<'t> for Words<'_> {
    fn open(&mut self, list: bool, _: Range<usize>) {
        self.out.push_str(if list { "<ul>\n" } else { "<p>" });
    }

    fn words(&mut self, words: &'t str, _: usize) {
        self.line(words);
    }

    fn line_end(&mut self, _: usize) {
        self.out.push('\n');
    }

    fn item(&mut self, words: &'t str, _: usize, _: Range<usize>) {
        self.out.push_str("<li>");
        self.line(words);
        self.out.push_str("</li>\n");
    }

    fn close(&mut self, list: bool, _: Range<usize>) {
        self.out.push_str(if list { "</ul>\n" } else { "</p>\n" });
    }

    fn heading(&mut self, level: HeadingLevel, words: &'t str, _: usize, _: Range<usize>) {
        let level = self.nesting.open(level);
        self.tag("<h", level);
        self.line(words);
        self.tag("</h", level);
        self.out.push('\n');
    }
}

/// Headings as they are written → levels that never skip one, below the heading around them.
pub(super) struct Nesting {
    /// The level of the heading around.
    under: u8,
    /// Open headings: level as written, level as shown.
    open: Vec<(u8, u8)>,
}

impl Nesting {
    /// Below a heading of a level.
    pub(super) fn below(under: u8) -> Self {
        Self { under, open: Vec::new() }
    }

    /// Whether there was no heading.
    pub(super) fn is_flat(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn open(&mut self, written: HeadingLevel) -> HeadingLevel {
        let written = written as u8;
        while self.open.last().is_some_and(|(before, _)| *before >= written) {
            self.open.pop();
        }
        let around = self.open.last().map_or(self.under, |(_, shown)| *shown);
        self.open.push((written, (around + 1).min(6)));
        self.current()
    }

    pub(super) fn current(&self) -> HeadingLevel {
        let shown = self.open.last().map_or(6, |(_, shown)| *shown);
        HeadingLevel::try_from(usize::from(shown)).unwrap_or(HeadingLevel::H6)
    }
}
