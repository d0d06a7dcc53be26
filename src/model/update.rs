//! One update: what changed, who says so, and when more comes.

use super::time::{Date, Instant};
use super::{
    Action, ActionTaken, Audience, Body, Cause, Contact, Correction, Followup, Lesson, Severity, State,
    Status, StatusValue, Tlp, named,
};
use crate::source::{Excerpt, FileId, Span, Spanned};

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

/// When readers hear more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// By this instant.
    By(Instant),
    /// No further update, and why.
    None(Excerpt),
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

/// Could somebody have reached data?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataAccess {
    /// Stated.
    Stated(DataReach),
    /// No data is involved, and why.
    NotRelevant(Excerpt),
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

/// Which regions are touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regions {
    /// All.
    All,
    /// These.
    Some(Vec<Excerpt>),
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

/// The same in few words, for channels that have little room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// What happened.
    pub what: Option<Excerpt>,
    /// What readers should do.
    pub action: Option<Excerpt>,
}

/// From when until when planned work takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Start.
    pub start: Instant,
    /// End.
    pub end: Instant,
}

/// When what we learned will be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostmortemPlan {
    /// By this day.
    Due(Date),
    /// Not at all, and why.
    None(Excerpt),
}

/// Facts that few updates carry.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// How many are affected.
    pub affected: Option<Affected>,
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
    /// Where else we said this.
    pub channels: Vec<Channel>,
    /// In few words.
    pub short: Option<Box<Short>>,
    /// Why planned work comes at short notice.
    pub emergency: Option<Excerpt>,
    /// When it worked again.
    pub fixed_at: Option<Moment>,
    /// What fixed it.
    pub fixed_by: Option<Excerpt>,
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

/// One update.
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
    /// Who speaks: index into the people.
    pub speaker: Option<usize>,
    /// In the speaker's own words.
    pub statement: Option<Excerpt>,
    /// Stated status of services: index into the services, value.
    pub services: Vec<(usize, StatusValue)>,
    /// Stated status of all services not named.
    pub all_services: Option<StatusValue>,
    /// Could somebody have reached data?
    pub data_access: Option<DataAccess>,
    /// When readers hear more.
    pub next_update: Option<Spanned<Promise>>,
    /// Why the last promise was missed.
    pub late_reason: Option<Excerpt>,
    /// When planned work takes place.
    pub window: Option<Window>,
    /// What it corrects.
    pub corrects: Option<Box<Correction>>,
    /// Facts that few updates carry.
    pub facts: Option<Box<Facts>>,
    /// The words.
    pub body: Body,
}

impl Update {
    /// Whether everybody may read it, once its time has come.
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Public && self.tlp.is_none_or(|tlp| tlp == Tlp::Clear)
    }

    /// Every status that it states: of services by name, and of all others.
    pub fn statuses(&self) -> impl Iterator<Item = Status> + '_ {
        self.services.iter().map(|(_, value)| value).chain(&self.all_services).map(|value| value.status)
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
