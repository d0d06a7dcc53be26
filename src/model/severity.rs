//! How bad it is, in the reader's terms.

use super::named;

named! {
    /// Ordered from the worst to none.
    Severity, "severity" {
        /// Most customers cannot do the main thing, or data is or may be exposed, or people could be harmed.
        Critical = "critical",
        /// Many customers cannot do an important thing, and there is no good way round.
        Major = "major",
        /// Some customers are slowed or must use a way round.
        Minor = "minor",
        /// Nothing is broken for customers; we are telling you anyway.
        None = "none",
    }
}
