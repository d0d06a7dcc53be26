//! Readiness: what would hold a word up in a crisis, looked for while it is
//! quiet. Each file asks one thing; all say what to write.
//!
//! What weighs stop here is what would stop the first word later; the rest is
//! what one would wish to have done before.

mod contacts;
mod leftovers;
mod names;
mod partners;
mod people;
mod policy;
mod security_txt;

use crate::finding::{Code, Finding, Place, sort};
use crate::model::Content;
use crate::model::time::Instant;
use crate::source::Span;

/// What readiness is judged by.
#[derive(Debug, Clone, Copy)]
struct Ward<'c> {
    content: &'c Content,
    now: Instant,
}

/// Every way in which the site is not ready, in the order of the files.
pub fn examine(content: &Content, now: Instant) -> Vec<Finding> {
    let ward = Ward { content, now };
    let mut findings = Vec::new();
    for look in [
        contacts::look,
        people::look,
        partners::look,
        policy::look,
        leftovers::look,
        names::look,
        security_txt::look,
    ] {
        look(&ward, &mut findings);
    }
    sort(&mut findings, &content.sources);
    findings
}

impl Ward<'_> {
    /// Where `words` stand in a file at the top of the content; the file as a whole if they do not.
    fn place(&self, file: &str, words: &str) -> Place {
        let found = self.content.sources.iter().find(|(_, source)| source.path == file);
        let span = found.and_then(|(id, source)| {
            let at = source.text.find(words).filter(|_| !words.is_empty())?;
            Some(Span::new(id, at, at + words.len()))
        });
        span.map_or_else(|| Place::Path(file.to_owned()), Place::Span)
    }

    /// Whether there is a file of that name at the top of the content.
    fn has(&self, file: &str) -> bool {
        self.content.sources.iter().any(|(_, source)| source.path == file)
    }
}

/// The codes of readiness.
pub fn codes() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| code.is_readiness())
}
