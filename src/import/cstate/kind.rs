//! Title, words and severity → which kind of incident it is. cState has one kind
//! for all, so this is a guess; in doubt it is an outage.

/// The kinds that cState sites write about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something did not work.
    Outage,
    /// Planned work.
    Maintenance,
    /// Information only.
    Notice,
}

impl Kind {
    /// The name in our files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Outage => "outage",
            Self::Maintenance => "maintenance",
            Self::Notice => "notice",
        }
    }
}

/// What the guess rests on.
pub(super) struct Signs<'a> {
    /// The title.
    pub(super) title: &'a str,
    /// The whole text.
    pub(super) body: &'a str,
    /// Whether the severity is `notice`.
    pub(super) notice: bool,
    /// Whether the post is marked as informational.
    pub(super) informational: bool,
    /// Whether it names a system.
    pub(super) affects: bool,
}

const TROUBLE: [&str; 41] = [
    "outage",
    "outages",
    "down",
    "offline",
    "disruption",
    "disrupted",
    "disruptions",
    "interruption",
    "incident",
    "issue",
    "issues",
    "failing",
    "failed",
    "failure",
    "failures",
    "error",
    "errors",
    "unavailable",
    "crash",
    "expired",
    "slow",
    "slowness",
    "fault",
    "broken",
    "problem",
    "problems",
    "unplanned",
    "unscheduled",
    "unable",
    "stuck",
    "degraded",
    "instability",
    "loss",
    "unreachable",
    "breach",
    "attack",
    "vulnerability",
    "delayed",
    "delay",
    "delays",
    "not",
];

const WORK: [&str; 27] = [
    "migration",
    "migrations",
    "migrating",
    "migrate",
    "migrated",
    "upgrade",
    "upgrades",
    "upgrading",
    "update",
    "restart",
    "reboot",
    "replacement",
    "cleanup",
    "reindex",
    "move",
    "moving",
    "rollout",
    "deployment",
    "conversion",
    "convert",
    "brownout",
    "hazard",
    "planned",
    "scheduled",
    "operation",
    "downgrading",
    "updates",
];

const PLANS: [&str; 16] = [
    "will be",
    "we'll",
    "we will",
    "is planned",
    "planned",
    "scheduled",
    "is going to",
    "are going to",
    "maintenance window",
    "downtime is expected",
    "expected downtime",
    "expected duration",
    "upcoming",
    "will perform",
    "should take",
    "should last",
];

/// Words that are enough of a plan where the title names work already.
const INTENT: [&str; 7] =
    [" will ", "we'll", "we’ll", "we're doing", "we're performing", "starting at", "expected"];

/// Guesses the kind, and says why unless it is the usual one.
pub(super) fn guess(signs: &Signs<'_>) -> (Kind, Option<&'static str>) {
    let title = words(signs.title);
    let body = signs.body.to_lowercase();
    let has = |list: &[&str]| title.iter().any(|word| list.contains(&word.as_str()));
    let maintenance = title.iter().any(|word| word.starts_with("maintenance"));
    let trouble = has(&TROUBLE);
    let planned = PLANS.iter().any(|plan| body.contains(plan));
    let unplanned = has(&["unplanned", "unscheduled"]);
    if maintenance && !unplanned && (!trouble || planned) {
        return (Kind::Maintenance, Some("its title says so"));
    }
    let intended =
        planned || INTENT.iter().any(|word| body.contains(word)) || (signs.notice && signs.affects);
    if has(&WORK) && !trouble && (intended || body.contains("maintenance")) {
        return (Kind::Maintenance, Some("its title names work and its text a plan"));
    }
    if !trouble && (signs.notice || signs.informational) && body.contains("maintenance") && planned {
        return (Kind::Maintenance, Some("its text announces maintenance"));
    }
    if signs.informational && !(trouble && signs.affects) {
        return (Kind::Notice, Some("it is marked `informational`"));
    }
    if signs.notice && !signs.affects && !trouble {
        return (Kind::Notice, Some("its severity is `notice` and it names no system"));
    }
    (Kind::Outage, None)
}

/// The words of a text in lower case; names of hosts are not words.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')' | '[' | ']' | ',' | '-'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !word.contains('.'))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_doubt_it_is_an_outage() {
        let kind = |title, body, notice, informational, affects| {
            guess(&Signs { title, body, notice, informational, affects }).0
        };
        for (title, body, wanted) in [
            ("Maintenance on mail", "", Kind::Maintenance),
            ("Outage after maintenance", "Mail broke.", Kind::Outage),
            ("Maintenance outage", "It is planned for noon.", Kind::Maintenance),
            ("Unplanned maintenance", "It will be short.", Kind::Outage),
            ("Migration of mail", "We will move it.", Kind::Maintenance),
            ("Migration of mail", "Mail broke while it was moved.", Kind::Outage),
            ("issues.example.org upgrade", "It is planned for noon.", Kind::Maintenance),
            ("Mail is down", "We will see.", Kind::Outage),
        ] {
            assert_eq!(kind(title, body, false, false, true), wanted, "{title}");
        }
        assert_eq!(kind("Mail", "Maintenance will be at noon.", true, false, true), Kind::Maintenance);
        assert_eq!(kind("Summer", "We are away.", true, false, false), Kind::Notice);
        assert_eq!(kind("Hello", "New host.", false, true, true), Kind::Notice);
        assert_eq!(kind("Hello", "New host.", true, false, true), Kind::Outage);
        assert_eq!(kind("Mail outage", "It broke.", true, true, true), Kind::Outage);
        assert_eq!(kind("Mail outage", "It broke.", true, true, false), Kind::Notice);
        assert_eq!(kind("Upgrade of mail", "Mail has a new version.", true, false, true), Kind::Maintenance);
    }
}
