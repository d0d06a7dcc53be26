//! The nouns of crisis communication: what the content says, typed. Nothing
//! here reads files, computes, or knows how a page looks.

mod action;
mod audience;
mod body;
mod content;
mod correction;
mod facts;
mod incident;
mod kind;
mod named;
mod others;
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

pub use action::{Action, ActionKind, ActionMore, ActionTaken, Strength, TakenState, TakenType, Timing};
pub use audience::{Audience, Tlp};
pub use body::{Body, Item, Known, Question, Reply, Section};
pub use content::{Content, Term};
pub use correction::{Correction, FoundBy, Size};
pub use facts::{
    Affected, DataAccess, DataLost, DataReach, Edge, Estimate, Exploitation, ExploitationStatus, Exposure,
    Facts, HowSure, Impact, Moment, PasswordChange, PostmortemPlan, Progress, Regions, SeldomFacts, Short,
    Stated, Window,
};
pub use incident::{
    Credit, Cve, Details, Detection, DetectionSource, Environment, Incident, Locus, Origin, Reference,
    Related, Relation, Reporter, ReporterUpdate, Retired, Upstream,
};
pub use kind::Kind;
pub use named::Named;
pub(crate) use named::named;
pub use others::{
    Channel, CommunicationPlan, CustomerOptions, Embargo, FieldReport, OtherVoice, Review, ReviewState,
    SelfCheck, SelfChecks, Stance,
};
pub use person::{Level, Person};
pub use policy::{Approval, BySeverity, Debt, Limits, Override, Policy, Table, lookup};
pub use postmortem::{Cause, CauseArea, Followup, FollowupState, Lesson, LessonArea};
pub use seal::Sealed;
pub use service::{Group, Service};
pub use severity::Severity;
pub use site::{Contact, LANGUAGES, Means, Partner, PartnerRole, Purpose, Site};
pub use state::State;
pub use status::{Status, StatusValue};
pub use update::{Promise, Update, UpdateType};
