//! Who may speak.

use super::named;

named! {
    /// How much weight a person's word has in the organisation.
    Level, "level" {
        /// Answers for the whole organisation.
        Executive = "executive",
        /// Answers for a part of it.
        Lead = "lead",
        /// Everybody else.
        Staff = "staff",
    }
}

/// Somebody who speaks for the organisation, by name.
#[derive(Debug, Clone)]
pub struct Person {
    /// How files refer to the person.
    pub id: String,
    /// The name.
    pub name: String,
    /// The job.
    pub title: String,
    /// The level.
    pub level: Level,
    /// A sentence or two about the person.
    pub bio: Option<String>,
}
