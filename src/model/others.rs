//! What others say, see and check, and what they are told elsewhere.

use super::named;
use super::time::{Date, Instant};
use crate::source::Excerpt;

named! {
    /// How another voice stands to ours.
    Stance, "stance" {
        /// Says the same.
        Agrees = "agrees",
        /// Says something else.
        Differs = "differs",
        /// Is wrong.
        Wrong = "wrong",
        /// Was answered.
        Answered = "answered",
    }
}

named! {
    /// How far an independent review is.
    ReviewState, "state of a review" {
        /// Offered to customers.
        Offered = "offered",
        /// Somebody was chosen.
        Chosen = "chosen",
        /// Under way.
        UnderWay = "under_way",
        /// Published.
        Published = "published",
    }
}

/// A way for readers to check for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfCheck {
    /// What it is.
    pub title: Excerpt,
    /// Where it is.
    pub url: Option<Excerpt>,
    /// Or how to do it.
    pub steps: Option<Excerpt>,
    /// Who made it.
    pub made_by: Option<Excerpt>,
    /// Whether that is us.
    pub official: bool,
    /// How to read the result.
    pub how_to_read: Option<Excerpt>,
    /// Hash of the tool.
    pub sha256: Option<Excerpt>,
}

/// Ways to check, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelfChecks {
    /// These.
    List(Vec<SelfCheck>),
    /// None, and why.
    None(Excerpt),
}

/// What somebody else says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherVoice {
    /// Who.
    pub who: Excerpt,
    /// Where.
    pub link: Option<Excerpt>,
    /// When we saw it.
    pub seen_at: Option<Instant>,
    /// What they say.
    pub says: Excerpt,
    /// How it stands to what we say.
    pub stance: Stance,
    /// What we say to it.
    pub our_answer: Option<Excerpt>,
    /// Who changed their view, and when.
    pub resolved: Option<(Excerpt, Option<Instant>)>,
}

/// What somebody in the field has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReport {
    /// Who.
    pub source: Excerpt,
    /// When.
    pub seen_at: Option<Instant>,
    /// What.
    pub what: Excerpt,
}

/// How we will keep readers informed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunicationPlan {
    /// How often.
    pub rhythm: Option<Excerpt>,
    /// Where.
    pub channels: Vec<Excerpt>,
    /// Until when.
    pub until: Option<Excerpt>,
}

/// What we offer a customer who was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerOptions {
    /// An investigation of their own.
    pub own_investigation: Option<Excerpt>,
    /// Anything else.
    pub other: Option<Excerpt>,
}

/// A look from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// How far it is.
    pub state: ReviewState,
    /// Who does it.
    pub by_whom: Option<Excerpt>,
    /// Where it is.
    pub link: Option<Excerpt>,
    /// When it is due.
    pub due: Option<Date>,
}

/// Words that are held back until a time agreed with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embargo {
    /// Until when.
    pub until: Instant,
    /// With whom.
    pub agreed_with: Vec<Excerpt>,
    /// The file with the text to publish if it leaks.
    pub if_broken: Option<Excerpt>,
}

/// Where else we said this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Which channel.
    pub channel: Excerpt,
    /// When.
    pub sent_at: Instant,
    /// Where.
    pub link: Option<Excerpt>,
}
