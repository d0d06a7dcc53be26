//! Everything that was promised or is due, in one list, in the order of time:
//! next updates, answers, debts, sign-offs, deadlines, follow-ups, planned work.
//!
//! It is for our own people. Besides the board it asks the drafts and the
//! internal file, so no page is ever made from it.

mod checklist;
mod collect;
pub mod json;
pub mod text;

pub use collect::owed;

use crate::model::named;
use crate::model::time::{Date, Instant};

named! {
    /// What sort of thing is owed.
    OwedKind, "kind of thing owed" {
        /// The update that readers were promised.
        NextUpdate = "next_update",
        /// The answer to a question, promised for a time.
        Answer = "answer",
        /// Something that the first word left out.
        Debt = "debt",
        /// Consent to words that wait.
        SignOff = "sign_off",
        /// A deadline set by law or contract.
        Clock = "clock",
        /// Whether to tell those who are hit.
        Decision = "decision",
        /// A word that nobody has confirmed.
        Confirmation = "confirmation",
        /// Something that a flaw asks for besides the words.
        Task = "task",
        /// Something that we said would change.
        FollowUp = "follow_up",
        /// Technical details that we announced.
        Details = "details",
        /// A review from outside.
        OutsideReview = "outside_review",
        /// Planned work begins.
        WorkStarts = "work_starts",
        /// Planned work ends.
        WorkEnds = "work_ends",
        /// The file with the address for security reports runs out.
        SecurityTxt = "security_txt",
    }
}

/// One thing that is owed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owed {
    /// By when.
    pub due: Instant,
    /// By which day, if no time of day was said.
    pub day: Option<Date>,
    /// Whether it is late; what has a time of grace is late only after it.
    pub overdue: bool,
    /// The incident, and what readers call it.
    pub incident: Option<(String, String)>,
    /// What sort.
    pub kind: OwedKind,
    /// What has to be done, as a sentence without a full stop.
    pub text: String,
    /// Who has to do it, if that is known.
    pub owner: Option<String>,
}

/// Puts what is overdue first, and each part in the order of time.
pub fn sort(owed: &mut [Owed]) {
    owed.sort_by(|a, b| b.overdue.cmp(&a.overdue).then_with(|| a.cmp(b)));
}
