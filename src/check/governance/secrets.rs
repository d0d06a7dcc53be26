//! G4: no key, password, inner address or name that nobody meant to publish.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::Credit;
use crate::source::{FileId, Span};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::G4,
    weight: Weight::Stop,
    about: About {
        rule: "In the files that become public stands nothing that looks like a key, a token or a password; no \
               address or name of a machine in your own network; no mail address of a person at your \
               organisation who is not among the contacts; no number of an inner ticket and no link to an \
               inner tool; no name of a person whom internal.yaml gives a role and people.yaml does not know; \
               no sentence, customer or file number out of internal.yaml; and no name of a reporter who did \
               not agree to it. Words that only look so are listed under `public_words` of the policy.",
        reason: "A page is copied within seconds. What leaked once has leaked.",
        source: "GitHub and GitGuardian, secret scanning; PagerDuty: keep inner names out of public words.",
        fires: "`We replaced the key AKIA` followed by 16 capitals and digits",
        near: "the SHA-256 of a tool that readers should compare",
    },
    look: Look::Incident(look),
};

/// Beginnings of keys that their makers chose so that they can be found.
const KEY: &str = r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}|xox[abeposr]-[A-Za-z0-9-]{10,}|(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{16,}|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{24,}|AIza[0-9A-Za-z_-]{35}|ya29\.[0-9A-Za-z_-]{20,}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{40,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{32,}|hf_[A-Za-z0-9]{30,}|dop_v1_[a-f0-9]{64}|hvs\.[A-Za-z0-9_-]{24,}|AGE-SECRET-KEY-1[0-9A-Z]{20,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}|[0-9]{8,10}:AA[A-Za-z0-9_-]{33})";
/// The first line of a private key.
const PEM: &str = r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----";
/// A name and a value.
const ASSIGNED: &str = r#"(?i)\b(?:password|passwd|passphrase|pwd|secret|client[_-]secret|api[_-]?key|access[_-]?key|auth[_-]?token|token|accountkey)\b["']?(=|: ?)["']?([!#-&(-;=?-z|~]{6,})"#;
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
enum Sort {
    Key,
    Assigned,
    Random,
    Address,
    Host,
    Mail,
    Ticket,
}

const PATTERNS: [(&str, Sort); 10] = [
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

/// All patterns at once, and each alone. A pattern that could not be built would be found by the tests below.
static FINDER: LazyLock<(RegexSet, Vec<Regex>)> = LazyLock::new(|| {
    let all = RegexSetBuilder::new(PATTERNS.iter().map(|(pattern, _)| pattern)).unicode(false).build();
    let each =
        PATTERNS.iter().filter_map(|(pattern, _)| RegexBuilder::new(pattern).unicode(false).build().ok());
    (all.unwrap_or_else(|_| RegexSet::empty()), each.collect())
});

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if case.steps.is_empty() {
        return;
    }
    let known = Known::new(case);
    let mut files: Vec<FileId> = vec![case.incident.file];
    files.extend(case.steps.iter().map(|step| step.update.file));
    for file in files {
        let text = &case.content.sources.get(file).text;
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for at in FINDER.0.matches(text) {
            let Some(pattern) = FINDER.1.get(at) else { continue };
            for hit in pattern.find_iter(text) {
                let inside_another = hits.iter().any(|(start, end)| hit.start() < *end && *start < hit.end());
                if inside_another
                    || known.is_public(hit.as_str())
                    || !known.is_meant(PATTERNS[at].1, text, hit.start(), hit.end())
                {
                    continue;
                }
                hits.push((hit.start(), hit.end()));
                findings.push(finding(PATTERNS[at].1, Span::new(file, hit.start(), hit.end())));
            }
        }
        known.names(file, text, findings);
    }
}

/// What is known of an incident's names, so that only those that leak are found.
struct Known<'c> {
    /// Words that look like it and are public.
    public: &'c [String],
    /// The organisation's own domains.
    domains: Vec<String>,
    /// Mail addresses that readers are given.
    contacts: BTreeSet<String>,
    /// Words that must not appear, in lower case, and what they are.
    inner: Vec<(String, &'static str)>,
}

impl<'c> Known<'c> {
    fn new(case: &Case<'c>) -> Self {
        let site = &case.content.site;
        let own =
            case.steps.iter().filter_map(|step| step.update.facts.as_ref()?.contacts.as_ref()).flatten();
        let mails =
            site.contacts.iter().chain(own).filter_map(|contact| contact.route.strip_prefix("mailto:"));
        let contacts = mails.map(|mail| mail.split('?').next().unwrap_or(mail).to_lowercase()).collect();
        let mut known = Self {
            public: &case.policy.public_words,
            domains: vec![super::links::own_domain(site.host())],
            contacts,
            inner: Vec::new(),
        };
        if let Some(reporter) =
            case.incident.reporter.as_deref().filter(|reporter| reporter.credit != Credit::Named)
        {
            let name = reporter.name.as_ref().filter(|name| name.contains(' '));
            known.inner.extend(name.map(|name| (name.to_lowercase(), REPORTER)));
        }
        if let Some(inside) = &case.inside {
            let spoken = |person: &str| {
                case.content
                    .people
                    .iter()
                    .any(|known| known.id == person || known.name.eq_ignore_ascii_case(person))
            };
            let roles = inside.roles.iter().map(|(_, person)| person);
            let names = roles.filter(|person| person.contains(' ') && !spoken(person));
            known.inner.extend(names.map(|name| (name.to_lowercase(), PERSON)));
            for words in crate::inside::telling_words(inside) {
                let partner = case.content.site.partners.iter().any(|p| p.name.eq_ignore_ascii_case(&words));
                if !partner && !spoken(&words) {
                    known.inner.push((words.to_lowercase(), WORDS));
                }
            }
            known.inner.sort_unstable();
            known.inner.dedup_by(|a, b| a.0 == b.0);
            known.inner.retain(|(words, _)| !known.public.iter().any(|w| w.to_lowercase() == *words));
        }
        known
    }

    fn is_public(&self, words: &str) -> bool {
        self.public.iter().any(|public| public.eq_ignore_ascii_case(words))
    }

    /// Whether what a pattern found is what it looks for.
    fn is_meant(&self, sort: Sort, text: &str, start: usize, end: usize) -> bool {
        let hit = &text[start..end];
        match sort {
            Sort::Key | Sort::Ticket => true,
            Sort::Assigned => is_secret_value(hit),
            Sort::Random => !in_address(text, start) && is_random(hit),
            Sort::Address => is_address(text, start, end),
            Sort::Host => {
                let mut after = text[end..].chars();
                let goes_on = after.next() == Some('.') && after.next().is_some_and(char::is_alphanumeric);
                !goes_on && !text[..start].ends_with('.')
            }
            Sort::Mail => self.is_staff(hit),
        }
    }

    /// Whether a mail address is that of a person of ours whom readers are not meant to write to.
    fn is_staff(&self, mail: &str) -> bool {
        const FOR_ALL: [&str; 22] = [
            "abuse",
            "billing",
            "cert",
            "contact",
            "dpo",
            "feedback",
            "hello",
            "help",
            "info",
            "jobs",
            "legal",
            "mail",
            "media",
            "no-reply",
            "noreply",
            "postmaster",
            "press",
            "privacy",
            "sales",
            "security",
            "status",
            "support",
        ];
        let Some((name, domain)) = mail.rsplit_once('@') else { return false };
        let (name, domain) = (name.to_lowercase(), domain.to_lowercase());
        let ours = self.domains.iter().any(|own| domain == *own || domain.ends_with(&format!(".{own}")));
        ours && !FOR_ALL.contains(&name.as_str()) && !self.contacts.contains(&mail.to_lowercase())
    }

    /// Names and sentences that must not appear.
    fn names(&self, file: FileId, text: &str, findings: &mut Vec<Finding>) {
        if self.inner.is_empty() {
            return;
        }
        // Small letters of another length would move the places; then only exact words are found.
        let lower = text.to_lowercase();
        let same = lower.chars().map(char::len_utf8).eq(text.chars().map(char::len_utf8));
        let text = if same { lower.as_str() } else { text };
        // Nobody's name is public because the reporter's is written down in the file that says so.
        for (words, what) in &self.inner {
            let found = text.match_indices(words.as_str()).find(|(at, hit)| {
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let apart =
                    !word(text[..*at].chars().next_back()) && !word(text[at + hit.len()..].chars().next());
                apart && !(*what == REPORTER && is_own_key(text, *at))
            });
            if let Some((at, hit)) = found {
                let span = Span::new(file, at, at + hit.len());
                findings.push(inner(what, span));
            }
        }
    }
}

const REPORTER: &str = "reporter";
const PERSON: &str = "person";
const WORDS: &str = "words";

/// Whether the name stands where the reporter is entered.
fn is_own_key(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    line.trim_end_matches(['"', '\'', ' ']).ends_with("name:")
}

/// Whether a run of letters stands in an address: those are long and mean nothing.
fn in_address(text: &str, start: usize) -> bool {
    let run = text[..start]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"'))
        .next()
        .unwrap_or("");
    run.contains("://") || run.contains('/')
}

/// Whether a value behind `password=` is one, rather than a word of a sentence or a placeholder.
fn is_secret_value(hit: &str) -> bool {
    let Some(at) = hit.find(['=', ':']) else { return false };
    let value = hit[at + 1..].trim().trim_matches(['"', '\'', ',', '.', ';', ')', '*', '`']);
    let lower = value.to_lowercase();
    let placeholder =
        ["...", "***", "xxx", "your", "example", "secret", "password", "changeme", "<", "${", "{{", "$("];
    if value.len() < 6 || placeholder.iter().any(|word| lower.contains(word)) || lower.starts_with("http") {
        return false;
    }
    let digits = value.bytes().any(|b| b.is_ascii_digit());
    let letters = value.bytes().any(|b| b.is_ascii_alphabetic());
    let mixed = digits && letters && value.len() >= 8;
    // In a sentence a colon is followed by words; an equals sign without blanks is no sentence.
    mixed && !is_date(value) || (hit.as_bytes()[at] == b'=' && value.bytes().any(|b| !b.is_ascii_lowercase()))
}

fn is_date(value: &str) -> bool {
    value.len() >= 10 && value.as_bytes()[4] == b'-' && value[..4].bytes().all(|b| b.is_ascii_digit())
}

/// Whether a run of letters and digits was made by chance rather than by a person: small and
/// capital letters and digits, changing often, and no letter much more frequent than others.
fn is_random(run: &str) -> bool {
    let longest = run.split(['-', '_']).max_by_key(|part| part.len()).unwrap_or(run);
    let kind = |b: u8| match b {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    };
    let has = |wanted| longest.bytes().any(|b| kind(b) == wanted);
    let changes =
        longest.as_bytes().windows(2).filter(|pair| (kind(pair[0]) == 0) != (kind(pair[1]) == 0)).count();
    longest.len() >= 16 && has(0) && has(1) && has(2) && changes >= 4 && entropy(longest) >= 3.5
}

/// Bits for each letter (Shannon).
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let parts = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / length);
    -parts.map(|part| part * part.log2()).sum::<f64>()
}

/// Whether four numbers are an address, and not a version of software.
fn is_address(text: &str, start: usize, end: usize) -> bool {
    let octets = text[start..end].split('.').all(|part| part.parse::<u8>().is_ok());
    let before = text[..start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let version = matches!(
        word.as_str(),
        "version" | "versions" | "release" | "build" | "v" | "gateway" | "to" | "from" | "before" | "until"
    ) || text[..start].ends_with(['v', '.', '-']);
    let goes_on = text[end..].starts_with('.') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    octets && !version && !goes_on
}

fn finding(sort: Sort, span: Span) -> Finding {
    let (message, reader, help) = match sort {
        Sort::Key | Sort::Assigned | Sort::Random => (
            "This looks like a password or a key.",
            "Whoever reads the page could use it, and copies of the page keep it for ever.",
            "Remove it. If it is real, replace it: it may have been seen already. If it only looks like one, list it under `public_words` in policy.yaml.",
        ),
        Sort::Address | Sort::Host => (
            "This looks like the name of a machine inside your own network.",
            "It tells them nothing, and tells an attacker where to go next.",
            "Say what people notice instead: `uploads fail`. If readers need it, list it under `public_words` in policy.yaml.",
        ),
        Sort::Mail => (
            "This is the address of one of your people, and it is not among your contacts.",
            "They would write to somebody who may be asleep, away, or not allowed to answer.",
            "Give a contact of site.yaml, or add this one there with the hours at which somebody answers.",
        ),
        Sort::Ticket => (
            "This looks like a ticket or a page of your inner tools.",
            "They cannot open it, and it tells others how you work inside.",
            "Say in words what it stands for. If readers can open it, list it under `public_words` in policy.yaml.",
        ),
    };
    Finding::stop(Code::G4, span, message).reader(reader).help(help)
}

fn inner(what: &str, span: Span) -> Finding {
    let (message, reader, help) = match what {
        REPORTER => (
            "This names the person who reported it, and they have not agreed to be named.",
            "Whoever reports something to you trusts you with their name.",
            "Write `a researcher`, or ask, and then write `credit: named` and `consent_at` in incident.yaml.",
        ),
        PERSON => (
            "This names a person who works on it inside, and is not among those who may speak.",
            "People write to names that they read, and some do worse.",
            "Name the job instead, or add the person to people.yaml if they speak for you.",
        ),
        _ => (
            "These words stand in internal.yaml, which is for your own people only.",
            "They would read what you promised somebody to keep.",
            "Take them out or say it in other words. If they may be public, list them under `public_words` in policy.yaml.",
        ),
    };
    Finding::stop(Code::G4, span, message).reader(reader).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str) -> Vec<&str> {
        let known = Known {
            public: &[],
            domains: vec!["fernhill.example".to_owned()],
            contacts: ["ada.lake@fernhill.example".to_owned()].into(),
            inner: Vec::new(),
        };
        let mut hits: Vec<&str> = Vec::new();
        for at in FINDER.0.matches(text) {
            let found = FINDER.1[at].find_iter(text);
            hits.extend(
                found
                    .filter(|hit| known.is_meant(PATTERNS[at].1, text, hit.start(), hit.end()))
                    .map(|hit| hit.as_str()),
            );
        }
        hits
    }

    #[test]
    fn every_pattern_can_be_built() {
        assert_eq!(FINDER.0.len(), PATTERNS.len());
        assert_eq!(FINDER.1.len(), PATTERNS.len());
    }

    #[test]
    fn what_must_not_leave_the_house_is_found() {
        let found = [
            concat!("AK", "IA4XW7PLMQ2ZKRT9BV"),
            concat!("gh", "p_0123456789abcdefghijABCDEFGHIJ012345"),
            concat!("sk", "_live_51Hx8fjKq02LmZpQw"),
            concat!("-----BEGIN ", "OPENSSH PRIVATE KEY-----"),
            "password=Tr0ub4dor",
            "api_key: 8f7d2c19aa",
            "postgres://app:hunter2@db.fernhill.example",
            "kX9vB2mQ7rT4wZ8nC3pL6",
            "10.20.30.40",
            "192.168.4.17",
            "172.31.0.9",
            "db-3.prod.internal",
            "mail.fernhill.corp",
            "tom.hart@fernhill.example",
            "OPS-1234",
            "INC0012345",
            "fernhill.atlassian.net/browse/PAY-77",
        ];
        for text in found {
            let sentence = format!("We saw {text} there.");
            assert!(!hits(&sentence).is_empty(), "`{text}` is not found");
        }
    }

    #[test]
    fn what_readers_need_is_not_mistaken_for_it() {
        let fine = [
            "Change your password: it may have been read.",
            "password_change: later",
            "Reset your password: https://help.fernhill.example/password",
            "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "Commit 1f0c2de4b5a697887766554433221100ffeeddcc is in the release.",
            "Update Gateway to version 10.2.14.3 or later.",
            "QH-2026-0007 and CVE-2099-10001, ISO-27001, SHA-256",
            "[How](https://docs.fernhill.example/d/1aB2cD3eF4gH5iJ6kL7mN8oP9)",
            "2026-05-21-uploads-and-signing-fail",
            "Write to ada.lake@fernhill.example or support@fernhill.example or a@other.example.",
            "a local copy, an internal.yaml, a lan party",
            "The token is: valid for an hour",
            "InternationalisationOfEverythingUnderTheSun",
            "fernhill.local.example is ours",
            "Add `?token=` to the address.",
        ];
        for text in fine {
            assert_eq!(hits(text), Vec::<&str>::new(), "{text}");
        }
    }
}
