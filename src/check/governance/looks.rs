//! What looks like something that must not leave the house, and the signs of it:
//! most texts hold no sign of any, and to look for ten patterns in each of them
//! would cost more than all other rules.

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

/// One of these is in every text that a pattern matches, in letters of any size, by the place of
/// the pattern. `#` stands for a digit.
const WORDS: [(&str, usize); 59] = [
    ("akia", 0),
    ("asia", 0),
    ("ghp_", 0),
    ("gho_", 0),
    ("ghu_", 0),
    ("ghs_", 0),
    ("ghr_", 0),
    ("github_pat_", 0),
    ("glpat-", 0),
    ("xox", 0),
    ("sk_", 0),
    ("rk_", 0),
    ("pk_", 0),
    ("sk-", 0),
    ("aiza", 0),
    ("ya29.", 0),
    ("npm_", 0),
    ("pypi-", 0),
    ("sg.", 0),
    ("hf_", 0),
    ("dop_v1_", 0),
    ("hvs.", 0),
    ("age-secret-key-1", 0),
    ("eyj", 0),
    (":aa", 0),
    ("-----begin", 1),
    ("://", IN_ADDRESSES),
    ("passw", ASSIGNMENTS),
    ("passphrase", ASSIGNMENTS),
    ("pwd", ASSIGNMENTS),
    ("kennwort", ASSIGNMENTS),
    ("secret", ASSIGNMENTS),
    ("key", ASSIGNMENTS),
    ("token", ASSIGNMENTS),
    ("10.#", 5),
    ("192.168.#", 5),
    ("172.#", 5),
    (".internal", 6),
    (".local", 6),
    (".corp", 6),
    (".lan", 6),
    (".intranet", 6),
    ("@", MAILS),
    ("jira-#", TICKETS),
    ("ops-#", TICKETS),
    ("sre-#", TICKETS),
    ("infra-#", TICKETS),
    ("itsm-#", TICKETS),
    ("plat-#", TICKETS),
    ("eng-#", TICKETS),
    ("bug-#", TICKETS),
    ("ticket-#", TICKETS),
    ("task-#", TICKETS),
    (".atlassian.net/browse", 9),
    (".slack.com/archives", 9),
    (".pagerduty.com/incidents", 9),
    ("jira.", 9),
    ("hooks.slack.com", 9),
    (".zendesk.com/agent", 9),
];

/// Bytes from those that are rare in texts to those that are not; those that are not named are the rarest.
const RARITY: &[u8] = b"@_./zqxjk:vwpbgcyfmudhl0123456789-rsnioate#";

/// For each word: where its two bytes begin that are the rarest side by side.
const RAREST: [usize; WORDS.len()] = {
    let mut places = [0; WORDS.len()];
    let mut word = 0;
    while word < WORDS.len() {
        let bytes = WORDS[word].0.as_bytes();
        let mut at = 1;
        while at + 1 < bytes.len() {
            let best = places[word];
            if rarity(bytes[at]) * rarity(bytes[at + 1]) < rarity(bytes[best]) * rarity(bytes[best + 1]) {
                places[word] = at;
            }
            at += 1;
        }
        word += 1;
    }
    places
};

/// For each byte: the words of which it is the first of the two rarest, or the second; a bit for
/// each word. Behind a word of one byte comes any other.
const BY_BYTE: [[u64; 256]; 2] = {
    let mut tables = [[0; 256]; 2];
    let mut word = 0;
    while word < WORDS.len() {
        let bytes = WORDS[word].0.as_bytes();
        let mut byte = u8::MIN;
        loop {
            let mut second = 0;
            while second < 2 {
                let at = RAREST[word] + second;
                if at >= bytes.len() || fits(byte, bytes[at]) {
                    tables[second][byte as usize] |= 1 << word;
                }
                second += 1;
            }
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        word += 1;
    }
    tables
};

const fn rarity(byte: u8) -> usize {
    let mut at = 0;
    while at < RARITY.len() {
        if RARITY[at] == byte {
            return at + 2;
        }
        at += 1;
    }
    1
}

/// Whether a byte of a text is the one that a word has in its place.
const fn fits(byte: u8, wanted: u8) -> bool {
    if wanted == b'#' { byte.is_ascii_digit() } else { byte.to_ascii_lowercase() == wanted }
}

/// The place of names and passwords in addresses among the patterns.
const IN_ADDRESSES: usize = 2;
/// The place of a name and a value among the patterns.
const ASSIGNMENTS: usize = 3;
/// The place of long runs of letters and digits.
const RUNS: usize = 4;
/// The place of addresses of mail.
const MAILS: usize = 7;
/// The place of tickets.
const TICKETS: usize = 8;

/// What a glance at a text tells: which patterns may match in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// Looks at a text once.
    pub(super) fn of(text: &str) -> Self {
        let mut signs = 0;
        for (at, pair) in text.as_bytes().windows(2).enumerate() {
            let mut words = BY_BYTE[0][usize::from(pair[0])] & BY_BYTE[1][usize::from(pair[1])];
            while words != 0 {
                let word = words.trailing_zeros() as usize;
                words &= words - 1;
                if stands(text.as_bytes(), at, word) {
                    signs |= 1 << WORDS[word].1;
                }
            }
        }
        // The name and the password end with the sign that addresses of mail have, too.
        if signs & (1 << MAILS) == 0 {
            signs &= !(1 << IN_ADDRESSES);
        }
        let joined = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'_' | b'-');
        if has_run(text, 21, joined) {
            signs |= 1 << RUNS;
        }
        // `INC0012345`
        if has_run(text, 7, |b| b.is_ascii_digit()) {
            signs |= 1 << TICKETS;
        }
        Self(signs)
    }

    /// The places of the patterns that may match.
    pub(super) fn patterns(self) -> impl Iterator<Item = usize> {
        (0..PATTERNS.len()).filter(move |at| self.0 & (1 << at) != 0)
    }

    /// Whether a name such as `password` is there, whose value may stand behind marks.
    pub(super) fn may_assign(self) -> bool {
        self.0 & (1 << ASSIGNMENTS) != 0
    }
}

/// Whether a word of [`WORDS`] stands in a text with its two rarest bytes at a place.
fn stands(text: &[u8], at: usize, word: usize) -> bool {
    let wanted = WORDS[word].0.as_bytes();
    let there = at.checked_sub(RAREST[word]).and_then(|start| text.get(start..start + wanted.len()));
    there.is_some_and(|there| there.iter().zip(wanted).all(|(b, wanted)| fits(*b, *wanted)))
}

/// Whether `length` bytes in a row are of a sort. Such a run covers one of every `length` places,
/// so most bytes need not be looked at.
fn has_run(text: &str, length: usize, is: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = length - 1;
    while let Some(byte) = bytes.get(at) {
        if is(*byte) {
            let (mut start, mut end) = (at, at + 1);
            while start > 0 && is(bytes[start - 1]) {
                start -= 1;
            }
            while end < bytes.len() && is(bytes[end]) {
                end += 1;
            }
            if end - start >= length {
                return true;
            }
            at = end;
        }
        at += length;
    }
    false
}

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
    use proptest::prelude::*;

    #[test]
    fn every_pattern_can_be_built() {
        assert!((0..PATTERNS.len()).all(|at| pattern(at).is_some()));
        let named = [IN_ADDRESSES, ASSIGNMENTS, RUNS, MAILS, TICKETS].map(|at| PATTERNS[at].0);
        assert_eq!(named, [IN_ADDRESS, ASSIGNED, RANDOM, MAIL, TICKET]);
    }

    /// Texts that a pattern matches, made from the pattern.
    fn matching(at: usize) -> BoxedStrategy<(usize, String)> {
        let source = PATTERNS[at].0.replace(r"\b", "").replace(r"\s", " ").replace("(?i)", "");
        let text = prop::string::string_regex(&source).unwrap();
        text.prop_map(move |text| (at, text)).boxed()
    }

    proptest! {
        #[test]
        fn runs_are_found_wherever_they_stand(text in "[a-b ]{0,40}", length in 1_usize..9) {
            let longest = text.split(' ').map(str::len).max().unwrap_or(0);
            prop_assert_eq!(has_run(&text, length, |b| b != b' '), longest >= length);
        }

        #[test]
        fn whatever_a_pattern_matches_has_its_sign(
            (at, text) in (0..PATTERNS.len()).prop_flat_map(matching),
            loud in any::<bool>(),
        ) {
            let text = if loud { text.to_uppercase() } else { text };
            if pattern(at).unwrap().is_match(&text) {
                prop_assert!(Signs::of(&text).patterns().any(|sign| sign == at), "{}", text);
            }
        }
    }
}
