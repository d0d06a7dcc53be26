//! What was published, and must not change without a word about it.

use super::time::Instant;
use crate::source::Spanned;

/// One line of `published.lock`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// `incident/update`.
    pub update: Spanned<String>,
    /// When it became public.
    pub at: Instant,
    /// The hash of its canonical text.
    pub sha256: String,
    /// Why the text was sealed again, if only a letter had changed.
    pub typo: Option<String>,
}
