//! What we got wrong, and said so.

use super::named;
use super::time::Instant;
use crate::source::Spanned;

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
    pub update: Spanned<String>,
    /// The wrong words, exactly.
    pub said: Spanned<String>,
    /// The right words.
    pub now: String,
    /// How the mistake happened.
    pub why: String,
    /// When it was noticed.
    pub found_at: Instant,
    /// By whom.
    pub found_by: Option<FoundBy>,
    /// Who may have acted on the wrong words, and what they should do now.
    pub matters_because: Option<String>,
    /// How much it matters.
    pub size: Size,
}
