//! What looks like something that must not leave the house: patterns, each built
//! when a text first has a sign of it.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// Beginnings of keys that their makers chose so that they can be found.
const KEY: &str = r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}|xox[abeposr]-[A-Za-z0-9-]{10,}|(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{16,}|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{24,}|AIza[0-9A-Za-z_-]{35}|ya29\.[0-9A-Za-z_-]{20,}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{40,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{32,}|hf_[A-Za-z0-9]{30,}|dop_v1_[a-f0-9]{64}|hvs\.[A-Za-z0-9_-]{24,}|AGE-SECRET-KEY-1[0-9A-Z]{20,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}|[0-9]{8,10}:AA[A-Za-z0-9_-]{33})";
/// The first line of a private key.
const PEM: &str = r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----";
/// A name and a value: with a sign between them, in a table, in a sentence, and a password right behind its name.
const ASSIGNED: &str = r#"(?i)\b(passw(?:or[dt]|d)|passphrase|pwd|kennwort|secret|client[_-]secret|api[_ -]?key|access[_ -]?key|auth[_-]?token|token|accountkey)\b[*_`"']{0,3}(\s{0,2}=\s{0,2}|\s{0,2}:\s{0,3}|\s*\|\s*|(?:\s+(?:for|of|to)(?:\s+[a-z]+){1,4})?\s+(?:is|was|ist|war|lautete?)\s*:?\s+|\s+)[*_`"']{0,3}([!#-&(-;=?-z|~]{6,})"#;
/// A name and a password in an address.
const IN_ADDRESS: &str = r"[a-z][a-z0-9+.-]*://[A-Za-z0-9._%-]+:[A-Za-z0-9._%!$&*+=-]{3,}@[A-Za-z0-9]";
/// Long runs of letters and digits.
const RANDOM: &str = r"[A-Za-z0-9+_-]{21,}";
/// Addresses that only work inside (RFC 1918).
const PRIVATE_IP: &str = r"\b(?:10(?:\.[0-9]{1,3}){3}|192\.168(?:\.[0-9]{1,3}){2}|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2})\b";
/// Names that only work inside.
const INNER_HOST: &str =
    r"(?i)\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:internal|local|corp|lan|intranet|localdomain)\b";
/// Addresses of mail.
const MAIL: &str = r"\b[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b";
/// Numbers of tickets, as the usual tools write them.
const TICKET: &str = r"\b(?:(?:JIRA|OPS|SRE|INFRA|DEVOPS|ITSM|PLAT|ENG|BUG|TICKET|TASK)-[0-9]{2,7}|(?:INC|CHG|PRB|RITM|TASK|REQ)[0-9]{7})\b";
/// Tools that only we can open.
const INNER_LINK: &str = r"(?i)\b(?:[a-z0-9-]+\.atlassian\.net/browse/|[a-z0-9-]+\.slack\.com/archives/|[a-z0-9-]+\.pagerduty\.com/incidents/|jira\.[a-z0-9.-]+/browse/|hooks\.slack\.com/services/|[a-z0-9-]+\.zendesk\.com/agent/)[A-Za-z0-9/_-]+";

/// What a pattern looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Key,
    Assigned,
    Random,
    Address,
    Host,
    Mail,
    Ticket,
}

pub(super) const PATTERNS: [(&str, Sort); 10] = [
    (KEY, Sort::Key),
    (PEM, Sort::Key),
    (IN_ADDRESS, Sort::Key),
    (ASSIGNED, Sort::Assigned),
    (RANDOM, Sort::Random),
    (PRIVATE_IP, Sort::Address),
    (INNER_HOST, Sort::Host),
    (MAIL, Sort::Mail),
    (TICKET, Sort::Ticket),
    (INNER_LINK, Sort::Ticket),
];

/// The places of patterns that are known by more than words.
pub(super) const IN_ADDRESSES: usize = 2;
pub(super) const ASSIGNMENTS: usize = 3;
pub(super) const RUNS: usize = 4;
pub(super) const MAILS: usize = 7;
pub(super) const TICKETS: usize = 8;

/// The pattern at a place, built when a text first has a sign of it. One that cannot be built would be found by the tests below.
pub(super) fn pattern(at: usize) -> Option<&'static Regex> {
    static BUILT: [OnceLock<Option<Regex>>; PATTERNS.len()] = [const { OnceLock::new() }; PATTERNS.len()];
    BUILT[at].get_or_init(|| RegexBuilder::new(PATTERNS[at].0).unicode(false).build().ok()).as_ref()
}

/// The parts of a name and its value.
pub(super) fn assignment() -> Option<&'static Regex> {
    pattern(ASSIGNMENTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_built() {
        assert!((0..PATTERNS.len()).all(|at| pattern(at).is_some()));
        let named = [IN_ADDRESSES, ASSIGNMENTS, RUNS, MAILS, TICKETS].map(|at| PATTERNS[at].0);
        assert_eq!(named, [IN_ADDRESS, ASSIGNED, RANDOM, MAIL, TICKET]);
    }
}
