//! The status of a service over all that touches it: the worst wins.

use crate::model::Status;

/// From fine to the worst, so that the greatest of several is what a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Rollup {
    /// Nothing is known to be wrong.
    #[default]
    Fine,
    /// It works again, and what was wrong with it is not over yet.
    Recovered,
    /// Something is open, and nobody has said yet whether this is affected.
    NotStated,
    /// Planned work.
    Maintenance,
    /// We do not know yet.
    Checking,
    /// It works, slowly.
    Slow,
    /// Somebody may have reached what is in it.
    Exposed,
    /// Some of it does not work.
    Partial,
    /// It does not work.
    Down,
}

impl Rollup {
    /// All, from fine to the worst.
    pub const ALL: [Self; 9] = [
        Self::Fine,
        Self::Recovered,
        Self::NotStated,
        Self::Maintenance,
        Self::Checking,
        Self::Slow,
        Self::Exposed,
        Self::Partial,
        Self::Down,
    ];

    /// Its name in files and outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Recovered => "recovered",
            Self::NotStated => "not_stated",
            Self::Maintenance => "maintenance",
            Self::Checking => "checking",
            Self::Slow => "slow",
            Self::Exposed => "exposed",
            Self::Partial => "partial",
            Self::Down => "down",
        }
    }
}

impl From<Status> for Rollup {
    fn from(status: Status) -> Self {
        match status {
            Status::Down => Self::Down,
            Status::Partial => Self::Partial,
            Status::Exposed => Self::Exposed,
            Status::Slow => Self::Slow,
            Status::Checking => Self::Checking,
            Status::Maintenance => Self::Maintenance,
            Status::Recovered => Self::Recovered,
            Status::NotAffected => Self::Fine,
        }
    }
}
