//! What was learned.

use super::named;
use super::time::Date;
use crate::source::Excerpt;

named! {
    /// Where a cause lay.
    CauseArea, "area of a cause" {
        /// Machines and programs.
        Technical = "technical",
        /// How we work.
        Process = "process",
        /// How a report was taken in.
        Intake = "intake",
        /// How it was followed up.
        FollowUp = "follow_up",
        /// How we talked.
        Communication = "communication",
    }
}

named! {
    /// What a lesson is about.
    LessonArea, "area of a lesson" {
        /// Security.
        Security = "security",
        /// How we talk.
        Communication = "communication",
        /// What is right.
        Ethics = "ethics",
        /// Machines and programs.
        Technical = "technical",
    }
}

named! {
    /// How far a follow-up is.
    FollowupState, "state of a follow-up" {
        /// Not begun.
        Planned = "planned",
        /// Under way.
        Doing = "doing",
        /// Done.
        Done = "done",
        /// Will not be done.
        Dropped = "dropped",
    }
}

/// One condition that let it happen.
#[derive(Debug, Clone)]
pub struct Cause {
    /// Where it lay.
    pub area: CauseArea,
    /// What it was.
    pub text: Excerpt,
}

/// One thing that was learned.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What it is about.
    pub area: LessonArea,
    /// What it is.
    pub text: Excerpt,
}

/// One thing that will change.
#[derive(Debug, Clone)]
pub struct Followup {
    /// What.
    pub text: Excerpt,
    /// The role that owns it.
    pub owner_role: Excerpt,
    /// By when.
    pub due: Option<Date>,
    /// How far it is.
    pub state: FollowupState,
    /// Why it was dropped.
    pub reason: Option<Excerpt>,
}
