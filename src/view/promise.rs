//! Promises of a next update, and what became of them.

use crate::model::time::Instant;

/// What became of a promise at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Its time has not come.
    Open,
    /// Its time has come, and it is not late yet.
    Due,
    /// No update came, and nobody waits for one here: what it was about is told elsewhere, or was not so.
    LetGo,
    /// The next update came in time.
    InTime {
        /// When it came.
        at: Instant,
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
        Some(at) if at <= due.plus(grace) => Kept::InTime { at },
        Some(at) => Kept::Late { at, by: at.since(due) },
        None if now > due.plus(grace) => Kept::Broken { by: now.since(due) },
        None if now >= due => Kept::Due,
        None => Kept::Open,
    }
}
