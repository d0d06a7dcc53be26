//! What an incident *is*; what is true of it at a moment is said by its updates.

use super::time::{Date, Instant};
use super::{HowSure, Kind, Moment, Update, named};
use crate::source::{Excerpt, FileId, Spanned};

named! {
    /// Where the trouble sits.
    Locus, "locus" {
        /// In our own systems.
        Ours = "ours",
        /// In software that customers run.
        CustomerInstalled = "customer_installed",
        /// Around users' data.
        UserData = "user_data",
        /// At a supplier.
        Supplier = "supplier",
        /// In our offices.
        BusinessSystems = "business_systems",
        /// On somebody else's site.
        ThirdPartySite = "third_party_site",
    }
}

named! {
    /// Which environment was hit.
    Environment, "environment" {
        /// What customers rely on.
        Production = "production",
        /// A trial.
        Beta = "beta",
        /// Our own use.
        Internal = "internal",
    }
}

named! {
    /// Who or what noticed.
    DetectionSource, "source of detection" {
        /// Our monitoring.
        Monitoring = "monitoring",
        /// A customer.
        Customer = "customer",
        /// A researcher.
        Researcher = "researcher",
        /// Something said in public.
        PublicReport = "public_report",
        /// An audit.
        Audit = "audit",
        /// A partner.
        Partner = "partner",
        /// A supplier.
        Supplier = "supplier",
        /// The press.
        Press = "press",
        /// The attacker.
        Attacker = "attacker",
        /// One of our own people.
        Staff = "staff",
    }
}

named! {
    /// How two incidents belong together.
    Relation, "relation" {
        /// This one causes the other.
        Causes = "causes",
        /// This one is caused by the other.
        CausedBy = "caused_by",
        /// This one says sorry for how the other was handled.
        ApologyFor = "apology_for",
        /// The same thing.
        Duplicate = "duplicate",
        /// This one follows the other.
        Follows = "follows",
        /// Any other tie.
        Related = "related",
    }
}

named! {
    /// Whether a reporter is named.
    Credit, "credit" {
        /// By name; the reporter agreed.
        Named = "named",
        /// Thanked without a name.
        Anonymous = "anonymous",
        /// Not mentioned.
        None = "none",
    }
}

named! {
    /// Whether technical details are published.
    Details, "policy for details" {
        /// They are.
        Now = "now",
        /// They will be, at a stated time.
        At = "at",
        /// They will not be.
        Never = "never",
    }
}

/// How it was noticed.
#[derive(Debug, Clone, Default)]
pub struct Detection {
    /// By whom or what.
    pub source: Option<DetectionSource>,
    /// When.
    pub at: Option<Instant>,
    /// Whether the time is exact.
    pub approximate: bool,
    /// In words, such as "a customer's teacher"; never a name.
    pub by_role: Option<Excerpt>,
}

/// A tie to another incident.
#[derive(Debug, Clone)]
pub struct Related {
    /// The other one.
    pub id: Spanned<Excerpt>,
    /// What this one is to it.
    pub relation: Relation,
}

/// Something to read elsewhere.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What it is.
    pub title: Excerpt,
    /// Where.
    pub url: Excerpt,
}

/// A supplier whose trouble is part of ours.
#[derive(Debug, Clone)]
pub struct Upstream {
    /// Who.
    pub supplier: Excerpt,
    /// Their own page about it.
    pub link: Option<Excerpt>,
    /// What we make of it.
    pub view: Option<Excerpt>,
}

/// One message to a reporter.
#[derive(Debug, Clone)]
pub struct ReporterUpdate {
    /// When.
    pub at: Instant,
    /// How.
    pub channel: Option<Excerpt>,
    /// What was said.
    pub what: Excerpt,
}

/// Who told us, and how we treated them.
#[derive(Debug, Clone)]
pub struct Reporter {
    /// Name.
    pub name: Option<Excerpt>,
    /// Employer.
    pub affiliation: Option<Excerpt>,
    /// Page of the reporter.
    pub url: Option<Excerpt>,
    /// Whether the name may be shown.
    pub credit: Credit,
    /// When the reporter agreed.
    pub consent_at: Option<Instant>,
    /// When the report came.
    pub received_at: Option<Instant>,
    /// When we said that we have it.
    pub acknowledged_at: Option<Instant>,
    /// When we knew that it is real.
    pub confirmed_at: Option<Instant>,
    /// When the reporter saw our draft.
    pub draft_shared_at: Option<Instant>,
    /// When there was a fix.
    pub fix_available_at: Option<Instant>,
    /// What we told the reporter since.
    pub updates: Vec<ReporterUpdate>,
    /// Our thanks.
    pub thanks: Option<Excerpt>,
    /// Whether the times above are public.
    pub show_timeline: bool,
}

/// Identifiers of the flaw.
#[derive(Debug, Clone)]
pub enum Cve {
    /// Assigned ones.
    Ids(Vec<Excerpt>),
    /// None, and why.
    None(Excerpt),
}

/// Taken out of the list, with its address kept.
#[derive(Debug, Clone)]
pub enum Retired {
    /// Told in another incident.
    MergedInto(Spanned<Excerpt>),
    /// Was not so.
    Withdrawn(Excerpt),
}

/// Where an imported incident came from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The other program.
    pub format: Excerpt,
    /// The file there.
    pub file: Excerpt,
}

/// One incident: its identity and its updates in order of time.
#[derive(Debug, Clone)]
pub struct Incident {
    /// The folder's name; its address.
    pub id: Excerpt,
    /// `incident.yaml`.
    pub file: FileId,
    /// The folder on disk, relative to the content folder.
    pub folder: Excerpt,
    /// What readers notice, in a line.
    pub title: Spanned<Excerpt>,
    /// The kind.
    pub kind: Kind,
    /// A number such as QH-2026-0007.
    pub reference: Option<Excerpt>,
    /// The day by which it is known.
    pub title_date: Option<Date>,
    /// BCP 47 tag, if not the site's.
    pub language: Option<Excerpt>,
    /// Where it sits.
    pub locus: Vec<Locus>,
    /// Which environment.
    pub environment: Option<Environment>,
    /// How it was noticed.
    pub detection: Detection,
    /// When it began for customers.
    pub impact_began_at: Option<Moment>,
    /// Words to file it under.
    pub tags: Vec<Excerpt>,
    /// Ties to others.
    pub related: Vec<Related>,
    /// Things to read.
    pub references: Vec<Reference>,
    /// Suppliers involved.
    pub upstream: Vec<Upstream>,
    /// Who told us.
    pub reporter: Option<Box<Reporter>>,
    /// Whether details are published.
    pub details_policy: Option<Details>,
    /// When they are.
    pub details_at: Option<Instant>,
    /// Why so.
    pub details_reason: Option<Excerpt>,
    /// Identifiers of the flaw.
    pub cve: Option<Cve>,
    /// First published after it was over.
    pub backfilled: bool,
    /// An exercise.
    pub drill: bool,
    /// Taken out of the list.
    pub retired: Option<Retired>,
    /// Where it was imported from.
    pub imported_from: Option<Origin>,
    /// Its updates, in the order of `at`, then file name.
    pub updates: Vec<Update>,
}

impl Incident {
    /// Position of the update with that id.
    pub fn update_index(&self, id: &str) -> Option<usize> {
        self.updates.iter().position(|update| update.id == id)
    }

    /// Whether a moment is exact enough to compute with.
    pub fn began_exactly_at(&self) -> Option<Instant> {
        match self.impact_began_at {
            Some(Moment { at: Some(at), how_sure: HowSure::Exact, .. }) => Some(at),
            _ => None,
        }
    }
}
