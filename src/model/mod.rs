//! The nouns of crisis communication: what the content says, typed. Nothing
//! here reads files, computes, or knows how a page looks.

mod action;
mod audience;
mod body;
mod content;
mod correction;
mod incident;
mod kind;
mod named;
mod person;
mod policy;
mod postmortem;
mod seal;
mod service;
mod severity;
mod site;
mod state;
mod status;
pub mod time;
mod update;

pub use action::{Action, ActionKind, ActionTaken, Strength, TakenState, TakenType, Timing};
pub use audience::{Audience, Tlp};
pub use body::{Body, Item, Known, Question, Reply, Section};
pub use content::{Content, Term};
pub use correction::{Correction, FoundBy, Size};
pub use incident::{
    Credit, Cve, Details, Detection, DetectionSource, Environment, Incident, Locus, Origin, Reference,
    Related, Relation, Reporter, ReporterUpdate, Retired, Upstream,
};
pub use kind::Kind;
pub use named::Named;
pub(crate) use named::named;
pub use person::{Level, Person};
pub use policy::{Approval, BySeverity, Debt, Limits, Override, Policy, Table, lookup};
pub use postmortem::{Cause, CauseArea, Followup, FollowupState, Lesson, LessonArea};
pub use seal::Sealed;
pub use service::{Group, Service};
pub use severity::Severity;
pub use site::{Contact, LANGUAGES, Means, Partner, PartnerRole, Purpose, Site};
pub use state::State;
pub use status::{Status, StatusValue};
pub use update::{
    Affected, Channel, CommunicationPlan, CustomerOptions, DataAccess, DataLost, DataReach, Edge, Embargo,
    Estimate, Exploitation, ExploitationStatus, Exposure, Facts, FieldReport, HowSure, Impact, Moment,
    OtherVoice, PasswordChange, PostmortemPlan, Progress, Promise, Regions, Review, ReviewState, SelfCheck,
    SelfChecks, Short, Stance, Stated, Update, UpdateType, Window,
};
