//! Words that terms.yaml explains: where one is first used on a page, it leads
//! to its plain meaning on the same page. No script and no pointer is needed.

use std::fmt::Write as _;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use crate::model::Term;

/// The words that are explained, all looked for at once.
#[derive(Debug)]
pub(super) struct Glossary<'c> {
    terms: Vec<(&'c str, &'c str)>,
    finder: Option<AhoCorasick>,
}

/// A word on a page and what it means.
#[derive(Debug, Serialize)]
pub(super) struct Explained {
    anchor: String,
    term: String,
    meaning: String,
}

/// Elements in which no word leads elsewhere: links, code, headings, and words that were taken back.
const CLOSED: [&str; 10] = ["a", "code", "pre", "del", "h1", "h2", "h3", "h4", "h5", "h6"];

impl<'c> Glossary<'c> {
    pub(super) fn new(terms: &'c [Term]) -> Self {
        let terms: Vec<(&str, &str)> =
            terms.iter().filter_map(|term| Some((term.term.as_str(), term.meaning.as_deref()?))).collect();
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|(term, _)| term))
            .ok()
            .filter(|_| !terms.is_empty());
        Self { terms, finder }
    }

    /// A page on which no word was used yet.
    pub(super) fn page(&self) -> Used<'_, 'c> {
        Used { glossary: self, seen: Vec::new() }
    }
}

/// Which words a page has used so far, in this order.
pub(super) struct Used<'g, 'c> {
    glossary: &'g Glossary<'c>,
    seen: Vec<usize>,
}

impl Used<'_, '_> {
    /// Lets each first use in some HTML lead to its meaning.
    pub(super) fn mark(&mut self, html: &mut String) {
        let Some(finder) = &self.glossary.finder else { return };
        if self.seen.len() == self.glossary.terms.len() || !finder.is_match(html.as_str()) {
            return;
        }
        let mut out = String::with_capacity(html.len() + 64);
        let mut closed = 0_usize;
        let mut rest = html.as_str();
        while !rest.is_empty() {
            let text = rest.find('<').unwrap_or(rest.len());
            if closed == 0 {
                self.text(finder, &rest[..text], &mut out);
            } else {
                out.push_str(&rest[..text]);
            }
            let tag = rest[text..].find('>').map_or(rest.len(), |end| text + end + 1);
            let mark = &rest[text..tag];
            out.push_str(mark);
            match element(mark) {
                Some((name, true)) if CLOSED.contains(&name) => closed = closed.saturating_sub(1),
                Some((name, false)) if CLOSED.contains(&name) => closed += 1,
                _ => {}
            }
            rest = &rest[tag..];
        }
        *html = out;
    }

    fn text(&mut self, finder: &AhoCorasick, text: &str, out: &mut String) {
        let mut done = 0;
        for found in finder.find_iter(text) {
            let at = found.pattern().as_usize();
            let (term, _) = self.glossary.terms[at];
            let words = &text[found.range()];
            if self.seen.contains(&at) || !is_whole(text, found.start(), found.end()) || !is_same(words, term)
            {
                continue;
            }
            self.seen.push(at);
            let number = self.seen.len();
            let _ = write!(
                out,
                "{}<a class=\"term\" href=\"#word-{number}\">{words}</a>",
                &text[done..found.start()]
            );
            done = found.end();
        }
        out.push_str(&text[done..]);
    }

    /// The meanings of all words that were used, in the order of their first use.
    pub(super) fn meanings(self) -> Vec<Explained> {
        let terms = &self.glossary.terms;
        let seen = self.seen.iter().enumerate();
        seen.map(|(at, term)| Explained {
            anchor: format!("word-{}", at + 1),
            term: terms[*term].0.to_owned(),
            meaning: terms[*term].1.to_owned(),
        })
        .collect()
    }
}

/// The name of an element in small letters, as this program writes them, and whether the tag ends it.
fn element(tag: &str) -> Option<(&str, bool)> {
    let inner = tag.strip_prefix('<')?;
    let ends = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    Some((&inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())], ends))
}

/// Whether words stand on their own, in the singular or with an s.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '&');
    let after = text[end..].strip_prefix('s').unwrap_or(&text[end..]);
    !joined(text[..start].chars().next_back()) && !joined(after.chars().next())
}

/// Whether words are the term: small letters may be capitals, as at the start of a sentence, and not the other way.
fn is_same(words: &str, term: &str) -> bool {
    words.chars().zip(term.chars()).all(|(word, letter)| word == letter || letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> (String, Vec<String>) {
        let term = |term: &str, meaning: Option<&str>| Term {
            term: term.to_owned(),
            meaning: meaning.map(str::to_owned),
            avoid: Vec::new(),
            instead: None,
        };
        let terms = [
            term("API", Some("A way in for programs.")),
            term("API key", Some("A secret for programs.")),
            term("token", Some("A sign-in for a while.")),
            term("repair", None),
        ];
        let glossary = Glossary::new(&terms);
        let mut used = glossary.page();
        let mut html = html.to_owned();
        used.mark(&mut html);
        (html, used.meanings().into_iter().map(|meaning| meaning.term).collect())
    }

    #[test]
    fn the_first_use_leads_to_the_meaning_and_no_other() {
        let (html, terms) = marked("<p>Tokens and API keys: the API takes a token.</p>");
        assert_eq!(
            html,
            "<p><a class=\"term\" href=\"#word-1\">Token</a>s and <a class=\"term\" href=\"#word-2\">API key</a>s: \
             the <a class=\"term\" href=\"#word-3\">API</a> takes a token.</p>"
        );
        assert_eq!(terms, ["token", "API key", "API"]);
    }

    #[test]
    fn parts_of_words_and_words_that_lead_elsewhere_are_left_alone() {
        for html in [
            "<p>We tokenise. The api-gateway, an APIs-and-more. Tokenless.</p>",
            "<p>The api is a bird.</p>",
            "<p><a href=\"./API\">Replace the API key</a></p>",
            "<h4>API</h4><pre><code>token</code></pre><del>API</del>",
            "<p title=\"API\">The repair.</p>",
            "",
        ] {
            assert_eq!(marked(html), (html.to_owned(), Vec::new()), "{html}");
        }
    }
}
