//! What an update may state beside its state and its words.

use std::ops::Deref;
use std::sync::LazyLock;

use super::time::{Date, Instant};
use super::{
    Action, ActionTaken, Cause, Channel, CommunicationPlan, Contact, CustomerOptions, Embargo, FieldReport,
    Followup, Lesson, OtherVoice, Review, SelfChecks, StatusValue, named,
};
use crate::source::{Excerpt, Span};

named! {
    /// How sure a time or number is.
    HowSure, "degree of certainty" {
        /// Exactly.
        Exact = "exact",
        /// About.
        Estimate = "estimate",
        /// Not later than.
        AtLatest = "at_latest",
        /// Not earlier than.
        AtEarliest = "at_earliest",
        /// Not fewer than.
        AtLeast = "at_least",
        /// Proved.
        Confirmed = "confirmed",
        /// Not known.
        NotKnown = "not_known",
        /// Not known.
        Unknown = "unknown",
        /// Roughly.
        Approximate = "approximate",
    }
}

named! {
    /// Whether a flaw is being used.
    ExploitationStatus, "status of exploitation" {
        /// Nobody has seen it used.
        NoneKnown = "none_known",
        /// Perhaps.
        Suspected = "suspected",
        /// Yes.
        Confirmed = "confirmed",
        /// The way to do it is public.
        PublicExploit = "public_exploit",
    }
}

named! {
    /// Should readers change their password?
    PasswordChange, "answer about passwords" {
        /// Yes, now.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not yet: wait for our word.
        Later = "later",
    }
}

/// A moment that may not be known exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When, if known at all.
    pub at: Option<Instant>,
    /// How sure that is.
    pub how_sure: HowSure,
    /// Where it was written.
    pub span: Span,
}

/// One end of an exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// A moment, perhaps unknown.
    At(Moment),
    /// It has not ended.
    Ongoing,
}

/// From when until when readers were exposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// The beginning.
    pub start: Option<Moment>,
    /// The end.
    pub end: Option<Edge>,
}

/// How many are affected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// How many.
    pub count: Option<u64>,
    /// Of how many.
    pub of: Option<u64>,
    /// Of what, such as "accounts".
    pub unit: Option<Excerpt>,
    /// How sure.
    pub how_sure: HowSure,
}

/// Was anything lost?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataLost {
    /// Nothing.
    Nothing,
    /// Not known yet.
    Unknown,
    /// This.
    Lost(Excerpt),
}

/// Is a flaw being used?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exploitation {
    /// Stated.
    pub status: ExploitationStatus,
    /// Who says so.
    pub source: Option<Excerpt>,
    /// As of when.
    pub as_of: Option<Instant>,
}

/// A sentence and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The sentence.
    pub text: Excerpt,
    /// How sure.
    pub how_sure: Option<HowSure>,
}

/// What could have happened and what did, never merged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// Could have.
    pub potential: Option<Stated>,
    /// Did.
    pub confirmed: Option<Stated>,
}

/// How far something countable is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is counted.
    pub what: Excerpt,
    /// How many are done.
    pub done: u64,
    /// Of how many.
    pub total: u64,
    /// At what time.
    pub as_of: Option<Instant>,
}

/// When it may be over, and on what ground we say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The estimate.
    pub text: Excerpt,
    /// Its ground.
    pub basis: Excerpt,
    /// How sure.
    pub how_sure: Option<HowSure>,
}

/// Which regions are touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regions {
    /// All.
    All,
    /// These.
    Some(Vec<Excerpt>),
}

/// The same in few words, for channels that have little room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// What happened.
    pub what: Option<Excerpt>,
    /// What readers should do.
    pub action: Option<Excerpt>,
}

/// When what we learned will be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostmortemPlan {
    /// By this day.
    Due(Date),
    /// Not at all, and why.
    None(Excerpt),
}

named! {
    /// Whether somebody reached data.
    DataReach, "answer about data access" {
        /// Yes.
        Confirmed = "confirmed",
        /// No, and we checked.
        RuledOut = "ruled_out",
        /// We do not know.
        Unknown = "unknown",
    }
}

/// Could somebody have reached data?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataAccess {
    /// Stated.
    Stated(DataReach),
    /// No data is involved, and why.
    NotRelevant(Excerpt),
}

/// From when until when planned work takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Start.
    pub start: Instant,
    /// End.
    pub end: Instant,
}

/// Facts that not every update carries.
///
/// Those that many updates carry stand here; the others are [`SeldomFacts`], and are read as if they
/// stood here as well. Most of a site's memory is updates, and most updates have few of them.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Who speaks: index into the people.
    pub speaker: Option<usize>,
    /// In the speaker's own words.
    pub statement: Option<Excerpt>,
    /// Stated status of all services not named.
    pub all_services: Option<Box<StatusValue>>,
    /// Could somebody have reached data?
    pub data_access: Option<Box<DataAccess>>,
    /// When planned work takes place.
    pub window: Option<Box<Window>>,
    /// How many are affected.
    pub affected: Option<Box<Affected>>,
    /// Where else we said this.
    pub channels: Vec<Channel>,
    /// When it worked again.
    pub fixed_at: Option<Moment>,
    /// What fixed it.
    pub fixed_by: Option<Excerpt>,
    /// Facts that few updates carry.
    pub seldom: Option<Box<SeldomFacts>>,
}

impl Deref for Facts {
    type Target = SeldomFacts;

    fn deref(&self) -> &SeldomFacts {
        self.seldom.as_deref().unwrap_or(&SELDOM_NONE)
    }
}

/// Nothing stated.
pub(super) static NONE: LazyLock<Facts> = LazyLock::new(Facts::default);

/// Facts that few updates carry.
#[derive(Debug, Clone, Default)]
pub struct SeldomFacts {
    /// Why the last promise was missed.
    pub late_reason: Option<Excerpt>,
    /// Which regions.
    pub regions: Option<Regions>,
    /// What sort of data.
    pub data_types: Option<Vec<Excerpt>>,
    /// Was anything lost?
    pub data_lost: Option<DataLost>,
    /// From when until when.
    pub exposure: Option<Box<Exposure>>,
    /// Is it being used?
    pub exploitation: Option<Box<Exploitation>>,
    /// Should readers change their password?
    pub password_change: Option<PasswordChange>,
    /// What could have happened and what did.
    pub impact: Option<Box<Impact>>,
    /// How far countable work is.
    pub progress: Option<Vec<Progress>>,
    /// When it may be over.
    pub estimate: Option<Box<Estimate>>,
    /// Ways to check.
    pub self_checks: Option<SelfChecks>,
    /// What others say.
    pub other_voices: Vec<OtherVoice>,
    /// What the field sees.
    pub field_reports: Vec<FieldReport>,
    /// Contacts from here on.
    pub contacts: Option<Vec<Contact>>,
    /// How we keep readers informed.
    pub communication_plan: Option<Box<CommunicationPlan>>,
    /// What we offer.
    pub customer_options: Option<Box<CustomerOptions>>,
    /// A look from outside.
    pub independent_review: Option<Box<Review>>,
    /// Held back until.
    pub embargo: Option<Box<Embargo>>,
    /// Translation of another file, and that file's hash.
    pub translation_of: Option<(Excerpt, Excerpt)>,
    /// In few words.
    pub short: Option<Box<Short>>,
    /// Why planned work comes at short notice.
    pub emergency: Option<Excerpt>,
    /// When the postmortem comes.
    pub postmortem: Option<PostmortemPlan>,
    /// What readers should do, as keys instead of words.
    pub actions: Vec<Action>,
    /// What we did, as keys instead of words.
    pub actions_taken: Vec<ActionTaken>,
    /// What let it happen.
    pub causes: Vec<Cause>,
    /// What was learned.
    pub lessons: Vec<Lesson>,
    /// What will change.
    pub followups: Vec<Followup>,
}

/// None of them stated.
static SELDOM_NONE: LazyLock<SeldomFacts> = LazyLock::new(SeldomFacts::default);
