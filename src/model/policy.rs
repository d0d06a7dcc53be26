//! Limits, rhythms and debts: how fast a word is owed. The defaults are kept
//! by small teams and are those of the table of limits in the writer's guide.

use super::time::Period;
use super::{Kind, Severity, State, UpdateType, named};

named! {
    /// Something that may be owed after the first word.
    Debt, "debt" {
        /// A status for every service.
        Services = "services",
        /// What is not known.
        Unknowns = "unknowns",
        /// Whether somebody could have reached data.
        DataAccess = "data_access",
        /// What readers should do.
        Actions = "actions",
        /// What we did.
        ActionsTaken = "actions_taken",
        /// Who speaks.
        Speaker = "speaker",
        /// How long people were exposed.
        Exposure = "exposure",
        /// How many.
        Numbers = "numbers",
        /// A way for readers to check for themselves; owed from the advisory.
        SelfChecks = "self_checks",
        /// The date of the postmortem.
        PostmortemAnnounced = "postmortem_announced",
        /// The postmortem.
        PostmortemPublished = "postmortem_published",
    }
}

named! {
    /// What a site may do with a check.
    Override, "severity of a check" {
        /// Stops a publication.
        Stop = "stop",
        /// Shown on every run.
        Fix = "fix",
        /// A suggestion.
        Hint = "hint",
        /// Not run.
        Off = "off",
    }
}

/// A length of time for each severity; `None` where nothing is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BySeverity {
    /// For critical.
    pub critical: Option<Period>,
    /// For major.
    pub major: Option<Period>,
    /// For minor and none.
    pub minor: Option<Period>,
}

impl BySeverity {
    /// The same for all.
    pub const fn all(period: Period) -> Self {
        Self { critical: Some(period), major: Some(period), minor: Some(period) }
    }

    /// One for each.
    pub const fn of(critical: Period, major: Period, minor: Period) -> Self {
        Self { critical: Some(critical), major: Some(major), minor: Some(minor) }
    }

    /// For a severity; an unstated one counts as major.
    pub fn get(self, severity: Option<Severity>) -> Option<Period> {
        match severity {
            Some(Severity::Critical) => self.critical,
            Some(Severity::Major) | None => self.major,
            Some(Severity::Minor | Severity::None) => self.minor,
        }
    }
}

/// A length of time for each kind and severity.
pub type Table = [(Kind, BySeverity); 6];

/// Limits of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How late a promise may be before it counts as late.
    pub grace: Table,
    /// From detection to the first public word.
    pub first_word: Table,
    /// From one word to the next while it is being worked on.
    pub rhythm: Table,
    /// The same while watching.
    pub rhythm_monitoring: Table,
    /// The longest announced gap in a long incident.
    pub long_incident: Table,
    /// From detection to a word to customers known to be affected.
    pub direct_notice: Period,
    /// From a report to our first answer to the reporter.
    pub reporter_acknowledge: Period,
    /// From one word to the reporter to the next.
    pub reporter_status: Period,
}

/// Who has to agree before publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// For these kinds; all if empty.
    pub kinds: Vec<Kind>,
    /// For these severities; all if empty.
    pub severities: Vec<Severity>,
    /// For these types; all if empty.
    pub types: Vec<UpdateType>,
    /// Roles that have to agree.
    pub roles: Vec<String>,
    /// Whether the writer may not agree to their own words.
    pub not_by_writer: bool,
}

/// `policy.yaml`, over the defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Limits of time.
    pub limits: Limits,
    /// When what is owed.
    pub debts: Vec<(Debt, BySeverity)>,
    /// Who has to agree.
    pub approvals: Vec<Approval>,
    /// Hosts that links in advice may lead to.
    pub trusted_domains: Vec<String>,
    /// Words that look like something inner and are public.
    pub public_words: Vec<String>,
    /// Severities of checks, by id.
    pub severities: Vec<(String, Override)>,
    /// Whether the record of each incident is shown.
    pub publish_record: bool,
    /// Whether notices of breaches follow the headings of California's law.
    pub us_ca: bool,
}

impl Policy {
    /// How soon after the first word something is owed; `None` where it is not.
    pub fn debt(&self, debt: Debt, severity: Option<Severity>) -> Option<Period> {
        self.debts.iter().find(|(d, _)| *d == debt).and_then(|(_, by)| by.get(severity))
    }

    /// From one word to the next, in that state; `None` where no rhythm is owed.
    pub fn rhythm(&self, kind: Kind, severity: Option<Severity>, state: State) -> Option<Period> {
        let table = if state.is_watching() { &self.limits.rhythm_monitoring } else { &self.limits.rhythm };
        lookup(table, kind).get(severity)
    }

    /// How late a promise may be.
    pub fn grace(&self, kind: Kind, severity: Option<Severity>) -> i64 {
        match lookup(&self.limits.grace, kind).get(severity) {
            Some(Period::Seconds(seconds)) => seconds,
            _ => 0,
        }
    }
}

/// The entry of a kind.
pub fn lookup(table: &Table, kind: Kind) -> BySeverity {
    table.iter().find(|(k, _)| *k == kind).map_or(table[0].1, |(_, by)| *by)
}

const fn minutes(n: i64) -> Period {
    Period::minutes(n)
}

const fn hours(n: i64) -> Period {
    Period::hours(n)
}

const fn days(n: i64) -> Period {
    Period::days(n)
}

const fn table(
    outage: BySeverity,
    security: BySeverity,
    vulnerability: BySeverity,
    maintenance: BySeverity,
    notice: BySeverity,
) -> Table {
    [
        (Kind::Outage, outage),
        (Kind::SecurityIncident, security),
        (Kind::DataBreach, security),
        (Kind::Vulnerability, vulnerability),
        (Kind::Maintenance, maintenance),
        (Kind::Notice, notice),
    ]
}

impl Default for Policy {
    fn default() -> Self {
        let all = BySeverity::all;
        let of = BySeverity::of;
        let nothing = BySeverity { critical: None, major: None, minor: None };
        Self {
            limits: Limits {
                grace: table(
                    of(minutes(5), minutes(10), minutes(30)),
                    all(minutes(60)),
                    all(days(1)),
                    all(minutes(10)),
                    all(minutes(60)),
                ),
                first_word: table(
                    of(minutes(15), minutes(30), minutes(60)),
                    all(hours(24)),
                    all(hours(4)),
                    all(days(7)),
                    all(hours(24)),
                ),
                rhythm: table(
                    of(minutes(30), minutes(60), hours(4)),
                    all(hours(24)),
                    all(days(7)),
                    nothing,
                    all(days(14)),
                ),
                rhythm_monitoring: table(
                    of(minutes(60), hours(2), hours(8)),
                    all(hours(72)),
                    all(days(14)),
                    nothing,
                    all(days(14)),
                ),
                long_incident: table(
                    of(hours(2), hours(4), hours(24)),
                    all(days(7)),
                    all(days(30)),
                    nothing,
                    all(days(30)),
                ),
                direct_notice: minutes(60),
                reporter_acknowledge: Period::WorkingDays(1),
                reporter_status: days(7),
            },
            debts: vec![
                (Debt::Services, of(minutes(30), minutes(60), hours(4))),
                (Debt::Unknowns, of(minutes(30), minutes(60), hours(4))),
                (Debt::DataAccess, of(minutes(30), minutes(60), hours(4))),
                (Debt::Actions, of(minutes(60), hours(2), hours(8))),
                (Debt::ActionsTaken, of(minutes(60), hours(2), hours(8))),
                (Debt::Speaker, BySeverity { critical: Some(hours(2)), major: Some(hours(8)), minor: None }),
                (Debt::Exposure, of(hours(4), hours(24), hours(72))),
                (Debt::Numbers, of(hours(4), hours(24), hours(72))),
                (Debt::SelfChecks, all(minutes(0))),
                (
                    Debt::PostmortemAnnounced,
                    BySeverity {
                        critical: Some(Period::WorkingDays(5)),
                        major: Some(Period::WorkingDays(5)),
                        minor: None,
                    },
                ),
                (
                    Debt::PostmortemPublished,
                    BySeverity {
                        critical: Some(Period::WorkingDays(20)),
                        major: Some(Period::WorkingDays(20)),
                        minor: None,
                    },
                ),
            ],
            approvals: Vec::new(),
            trusted_domains: Vec::new(),
            public_words: Vec::new(),
            severities: Vec::new(),
            publish_record: false,
            us_ca: false,
        }
    }
}
