//! One update of one incident as plain words: everything that channel texts
//! are made from, taken from the board and from nothing else. It is what was
//! true at the instant of the update, so its texts do not change with the clock.

mod fingerprint;
mod tell;

pub use fingerprint::fingerprint;

use super::sentence::Sentences;
use crate::model::time::{Date, Instant, Zone};
use crate::model::{
    Audience, DataAccess, DataLost, Kind, Means, PasswordChange, Purpose, Severity, Stance, State, Status,
    Strength, Timing, UpdateType,
};
use crate::view::Board;

/// What readers are asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// For whom; everybody if neither this nor a heading.
    pub audience: Option<Audience>,
    /// What they are called here, such as "Everyone else".
    pub heading: Option<String>,
    /// The step, without the links that only say how.
    pub text: String,
    /// The links that say how: words and address.
    pub how: Vec<(String, String)>,
    /// How strongly.
    pub strength: Strength,
    /// When.
    pub when: Timing,
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The question.
    pub text: String,
    /// When an answer is promised.
    pub by: Option<Instant>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// The answer, or why there cannot be one.
    pub answer: String,
    /// Whether it can be known.
    pub knowable: bool,
    /// Whether this update answers it.
    pub new: bool,
}

/// A service and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceWord {
    /// The status.
    pub status: Status,
    /// Whether it was ever stopped: only then does it work again.
    pub stopped: bool,
    /// What customers call it.
    pub name: String,
    /// The reason or note.
    pub note: Option<String>,
}

/// A way to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What it is for.
    pub purpose: Purpose,
    /// What it is called.
    pub label: Option<String>,
    /// How one gets through.
    pub means: Means,
    /// The address or number, as people say it.
    pub address: String,
    /// When somebody answers.
    pub hours: Option<String>,
    /// Whether it is for one audience only.
    pub audience: Option<Audience>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Name.
    pub name: String,
    /// Job.
    pub title: String,
}

/// Somebody's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Who said them, if an update names somebody.
    pub by: Option<Voice>,
    /// When, if it was not in this update.
    pub earlier: Option<Instant>,
}

/// What somebody else says, and our answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Who.
    pub who: String,
    /// What.
    pub says: String,
    /// How it stands to ours.
    pub stance: Stance,
    /// Our answer.
    pub answer: Option<String>,
}

/// What was wrong and what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The wrong words.
    pub said: String,
    /// The right ones.
    pub now: String,
    /// Why it matters.
    pub matters: Option<String>,
}

/// When readers hear more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// By this instant.
    By(Instant),
    /// There is no further update, and why.
    None(String),
    /// Nothing was said; the incident is over.
    Over,
    /// Nothing was said, and it is not over.
    Unsaid,
}

/// Everything that channel texts are made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Who speaks, as a text message begins: the organisation without its legal form.
    pub sender: String,
    /// The organisation.
    pub organisation: String,
    /// The name of the status page.
    pub site: String,
    /// The address of the status page, without a scheme.
    pub home: String,
    /// The address of the incident's page.
    pub page: String,
    /// BCP 47 tag.
    pub language: String,
    /// The zone in which times are given.
    pub zone: Zone,
    /// For whom the texts are.
    pub audience: Audience,
    /// The incident's id.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// Its number.
    pub reference: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// The day by which it is known.
    pub day: Option<Date>,
    /// When its first word was published.
    pub first_at: Instant,
    /// The state after the update.
    pub state: State,
    /// The severity after it.
    pub severity: Option<Severity>,
    /// The update's id.
    pub update: String,
    /// Its type.
    pub update_kind: UpdateType,
    /// When it is published.
    pub at: Instant,
    /// Whether it asks for something new.
    pub asks: bool,
    /// In few words: what happened.
    pub short_what: Option<String>,
    /// In few words: what to do.
    pub short_do: Option<String>,
    /// The first words, as sentences.
    pub lead: String,
    /// Of a correction: what happened, in the words of before with the right ones in them.
    pub before: Option<String>,
    /// How readers are touched, in paragraphs.
    pub impact: Vec<String>,
    /// What is certain.
    pub know: Vec<String>,
    /// Services, as stated.
    pub services: Vec<ServiceWord>,
    /// Services of which nothing was said.
    pub unstated: Vec<String>,
    /// What to do.
    pub todos: Vec<Todo>,
    /// What is open.
    pub open: Vec<Open>,
    /// What was answered.
    pub answered: Vec<Answered>,
    /// What this update tells of our own work.
    pub taken: Vec<(Option<Instant>, String)>,
    /// When readers hear more.
    pub next: Next,
    /// Whether this update begins by saying that it is late.
    pub late: bool,
    /// Who speaks.
    pub speaker: Option<Voice>,
    /// In somebody's own words.
    pub statement: Option<Quote>,
    /// Where to ask.
    pub asks_at: Vec<Ask>,
    /// What it corrects.
    pub wrong: Option<Wrong>,
    /// Could somebody have reached data?
    pub data: Option<DataAccess>,
    /// What kinds of data.
    pub data_kinds: Vec<String>,
    /// Was anything lost?
    pub lost: Option<DataLost>,
    /// Whether what is unknown stays so.
    pub stays_unknown: bool,
    /// Should readers change their password?
    pub password: Option<PasswordChange>,
    /// When planned work takes place.
    pub window: Option<(Instant, Instant)>,
    /// When the review comes.
    pub review: Option<Date>,
    /// What others say.
    pub others: Vec<Other>,
    /// Who does what inside; never part of what others read, nor of the facts.
    pub roles: Vec<(String, String)>,
    /// What audiences are called here.
    pub audience_names: Vec<(Audience, String)>,
}

impl Story {
    /// The story of the last update of an incident on a board. The board has to
    /// be that of the update's own instant.
    pub fn last(board: &Board<'_>, incident: usize, audience: Audience) -> Option<Self> {
        board.incidents.get(incident)?;
        let view = board.incident(incident);
        let update = view.updates.last()?;
        Some(tell::story(board, &view, update, audience))
    }

    /// The services with a status.
    pub fn with(&self, wanted: impl Fn(Status) -> bool) -> Vec<&ServiceWord> {
        self.services.iter().filter(|service| wanted(service.status)).collect()
    }

    /// How sentences end in its language.
    pub(super) fn sentences(&self) -> Sentences {
        Sentences::of(&self.language)
    }

    /// Whether nothing more is happening.
    pub fn is_over(&self) -> bool {
        self.state.is_ended()
    }

    /// The ways to ask for one purpose.
    pub fn ask(&self, purpose: Purpose) -> impl Iterator<Item = &Ask> {
        self.asks_at.iter().filter(move |ask| ask.purpose == purpose)
    }
}
