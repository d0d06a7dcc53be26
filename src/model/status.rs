//! What an incident does to a service.

use super::named;
use crate::source::Excerpt;

named! {
    /// As one update states it, and as the fold carries it on.
    Status, "service status" {
        /// Nobody can use it.
        Down = "down",
        /// Some of it, or some people, cannot use it.
        Partial = "partial",
        /// Somebody may have reached what is in it.
        Exposed = "exposed",
        /// It works, slowly.
        Slow = "slow",
        /// We do not know yet.
        Checking = "checking",
        /// Planned work.
        Maintenance = "maintenance",
        /// It was affected and works again.
        Recovered = "recovered",
        /// It is not affected.
        NotAffected = "not_affected",
    }
}

impl Status {
    /// Down, partial, slow or exposed.
    pub fn is_affected(self) -> bool {
        matches!(self, Self::Down | Self::Partial | Self::Exposed | Self::Slow)
    }

    /// Whether this makes a service other than fine while the incident is open.
    pub fn is_trouble(self) -> bool {
        !matches!(self, Self::Recovered | Self::NotAffected)
    }
}

/// A status and what was said with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusValue {
    /// The status.
    pub status: Status,
    /// The reason, or a note.
    pub note: Option<Excerpt>,
}
