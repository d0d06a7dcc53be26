//! One update: what changed, who says so, and when more comes.

use std::ops::Deref;

use super::time::Instant;
use super::{Action, Audience, Body, Correction, Facts, Severity, State, Status, StatusValue, Tlp, named};
use crate::source::{Excerpt, FileId, Spanned};

named! {
    /// What sort of message it is.
    UpdateType, "type of update" {
        /// The first word, before much is known.
        Holding = "holding",
        /// The first complete one.
        First = "first",
        /// What changed since.
        Progress = "progress",
        /// Still working, with one new fact.
        NoChange = "no_change",
        /// It is over.
        Resolved = "resolved",
        /// It has come back.
        Reopened = "reopened",
        /// We were wrong.
        Correction = "correction",
        /// What a flaw is and what to do.
        Advisory = "advisory",
        /// Something to know.
        Notice = "notice",
        /// Of something planned.
        Reminder = "reminder",
        /// What was learned.
        Postmortem = "postmortem",
    }
}

/// When readers hear more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// By this instant.
    By(Instant),
    /// No further update, and why.
    None(Excerpt),
}

/// One update. Its [`Facts`] are read as if they stood here.
#[derive(Debug, Clone)]
pub struct Update {
    /// The file's name without its ending.
    pub id: Excerpt,
    /// The file.
    pub file: FileId,
    /// What sort of message.
    pub kind: UpdateType,
    /// When these words become public.
    pub at: Spanned<Instant>,
    /// Only in the preview.
    pub draft: bool,
    /// For whom.
    pub audience: Audience,
    /// How far it may travel.
    pub tlp: Option<Tlp>,
    /// The state from here on.
    pub state: Option<Spanned<State>>,
    /// The severity from here on.
    pub severity: Option<Severity>,
    /// Stated status of services: index into the services, value.
    pub services: Box<[(usize, StatusValue)]>,
    /// When readers hear more.
    pub next_update: Option<Spanned<Promise>>,
    /// What it corrects.
    pub corrects: Option<Box<Correction>>,
    /// Facts that not every update carries.
    pub facts: Option<Box<Facts>>,
    /// The words.
    pub body: Body,
}

impl Deref for Update {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.facts.as_deref().unwrap_or(&super::facts::NONE)
    }
}

impl Update {
    /// Whether everybody may read it, once its time has come.
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Public && self.tlp.is_none_or(|tlp| tlp == Tlp::Clear)
    }

    /// Every status that it states: of services by name, and of all others.
    pub fn statuses(&self) -> impl Iterator<Item = Status> + '_ {
        let others = self.all_services.as_deref();
        self.services.iter().map(|(_, value)| value).chain(others).map(|value| value.status)
    }

    /// What it asks of readers, in words or as keys.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.body.actions.iter().chain(self.facts.iter().flat_map(|facts| &facts.actions))
    }

    /// Whether it counts for what everybody is told: public, and not a draft.
    pub fn counts(&self) -> bool {
        !self.draft && self.is_public()
    }

    /// The instant at which it may be shown: `at`, or the end of an embargo if that is later.
    pub fn visible_from(&self) -> Instant {
        let embargo = self.facts.as_ref().and_then(|f| f.embargo.as_ref()).map(|e| e.until);
        embargo.map_or(self.at.value, |until| until.max(self.at.value))
    }
}
