//! Promises of a next update, and what became of them.

use crate::model::time::Instant;

/// What became of a promise at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Its time has not come.
    Open,
    /// Its time has come, and it does not count as late yet.
    Due {
        /// How many seconds late it is now all the same.
        by: i64,
    },
    /// No update came, and nobody waits for one here: what it was about is told elsewhere, or was not so.
    LetGo,
    /// The next update came in time, or so little after it that it counts as that.
    InTime {
        /// When it came.
        at: Instant,
        /// How many seconds late it came all the same.
        by: i64,
    },
    /// The next update came late.
    Late {
        /// When it came.
        at: Instant,
        /// How many seconds late.
        by: i64,
    },
    /// No update came, and it is late.
    Broken {
        /// How many seconds late it is now.
        by: i64,
    },
}

impl Kept {
    /// How many seconds late the next word came, or is by now. The grace of the policy changes
    /// what counts as late in a record; for who waits, late is late, from the first minute.
    pub fn late_by(self) -> Option<i64> {
        match self {
            Self::Due { by } | Self::InTime { by, .. } | Self::Late { by, .. } | Self::Broken { by } => {
                (by >= 60).then_some(by)
            }
            Self::Open | Self::LetGo => None,
        }
    }
}

/// One promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseNow {
    /// Index of the update that made it.
    pub made_in: usize,
    /// The instant that was promised.
    pub due: Instant,
    /// What became of it.
    pub kept: Kept,
}

/// What became of a promise for `due`, if the next update came at `next`.
pub(super) fn judge(due: Instant, next: Option<Instant>, grace: i64, now: Instant) -> Kept {
    match next {
        Some(at) if at <= due.plus(grace) => Kept::InTime { at, by: at.since(due).max(0) },
        Some(at) => Kept::Late { at, by: at.since(due) },
        None if now > due.plus(grace) => Kept::Broken { by: now.since(due) },
        None if now >= due => Kept::Due { by: now.since(due) },
        None => Kept::Open,
    }
}
