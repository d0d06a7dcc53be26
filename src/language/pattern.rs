//! One pattern of a language pack.
//!
//! A pattern is a regular expression without look-around, so that it runs in
//! linear time whatever it is given. It looks at lower-case words; `\b` and
//! `\w` know ASCII letters only, and where a match would begin or end inside a
//! word of other letters, it does not count.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use regex_automata::Input;
use regex_automata::meta::{Config, Regex};
use regex_automata::util::syntax;

use super::need::Need;
use crate::source::Span;

/// A pattern that is compiled when it is first needed, once for all that stand for the same.
#[derive(Debug, Clone)]
pub struct Pattern(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: String,
    /// Where it is written.
    span: Span,
    need: OnceLock<Need>,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern from its source, which [`examine`](Self::examine) judges, and where it is written.
    pub fn new(source: String, span: Span) -> Self {
        Self(Arc::new(Inner { source, span, need: OnceLock::new(), regex: OnceLock::new() }))
    }

    /// The regular expression as it was written, with the parts that it names.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Where it is written.
    pub fn span(&self) -> Span {
        self.0.span
    }

    /// Says what is wrong with the pattern.
    ///
    /// # Errors
    /// In the words of the library.
    pub fn examine(&self) -> Result<(), String> {
        let mut parser = regex_syntax::ParserBuilder::new().utf8(false).unicode(false).build();
        parser.parse(&self.0.source).map(drop).map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => "it cannot be read".to_owned(),
        })
    }

    /// What every text has that matches.
    pub(super) fn need(&self) -> &Need {
        self.0.need.get_or_init(|| Need::of(&self.0.source))
    }

    fn regex(&self) -> Option<&Regex> {
        // Few words are ever looked at by one pattern, so what makes a long search short is not worth building.
        let build = || {
            let config = Config::new().auto_prefilter(false).onepass(false).dfa(false).hybrid(false);
            let syntax = syntax::Config::new().unicode(false).utf8(false);
            Regex::builder().configure(config.utf8_empty(false)).syntax(syntax).build(&self.0.source).ok()
        };
        self.0.regex.get_or_init(build).as_ref()
    }

    /// Whether lower-case words match.
    pub fn is_in(&self, words: &str) -> bool {
        self.find(words, 0).is_some()
    }

    /// The first match that begins at or behind `from`, cut to whole letters.
    pub fn find(&self, words: &str, from: usize) -> Option<Range<usize>> {
        // Whoever looks behind a match has asked before.
        if from == 0 && !self.need().is_in(words) {
            return None;
        }
        let regex = self.regex()?;
        let mut at = from;
        while at <= words.len() {
            let found = regex.search(&Input::new(words).range(at..))?;
            let range = whole_letters(words, found.range());
            if !cuts_a_word(words, &range) {
                return Some(range);
            }
            at = found.start() + 1;
        }
        None
    }
}

/// The range without half letters at its ends.
fn whole_letters(text: &str, mut range: Range<usize>) -> Range<usize> {
    while !text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    while !text.is_char_boundary(range.end) {
        range.end += 1;
    }
    range
}

/// Whether a match begins or ends in the middle of a word.
fn cuts_a_word(text: &str, range: &Range<usize>) -> bool {
    let words = &text[range.clone()];
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(words.chars().next()) && letter(text[..range.start].chars().next_back())
        || letter(words.chars().next_back()) && letter(text[range.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn pattern(source: &str) -> Pattern {
        Pattern::new(source.to_owned(), Span::new(FileId::default(), 0, 0))
    }

    #[test]
    fn a_match_never_cuts_a_word() {
        assert_eq!(pattern("für").find("dafür und für", 0), Some(11..15));
        assert_eq!(pattern("gr").find("größe", 0), None);
        assert!(pattern("(").examine().is_err());
        assert!(pattern("(?=a)").examine().is_err());
    }
}
