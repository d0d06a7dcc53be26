//! What we got wrong, and said so.

use super::named;
use super::time::Instant;
use crate::source::{Excerpt, Spanned};

named! {
    /// How much a mistake matters.
    Size, "size of a correction" {
        /// A fact was wrong.
        Fact = "fact",
        /// Who or what is affected was wrong.
        Scope = "scope",
        /// What to do was wrong.
        Advice = "advice",
        /// Spelling; the meaning does not change.
        Typo = "typo",
    }
}

named! {
    /// Who noticed.
    FoundBy, "finder of a mistake" {
        /// We did.
        Us = "us",
        /// A reader did.
        Reader = "reader",
        /// A partner did.
        Partner = "partner",
    }
}

/// The correction of words that were published.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The update with the wrong words.
    pub update: Spanned<Excerpt>,
    /// The wrong words, exactly.
    pub said: Spanned<Excerpt>,
    /// The right words.
    pub now: Excerpt,
    /// How the mistake happened.
    pub why: Excerpt,
    /// When it was noticed.
    pub found_at: Instant,
    /// By whom.
    pub found_by: Option<FoundBy>,
    /// Who may have acted on the wrong words, and what they should do now.
    pub matters_because: Option<Excerpt>,
    /// How much it matters.
    pub size: Size,
}
