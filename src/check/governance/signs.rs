//! Signs of what must not leave the house: most texts hold none of any pattern,
//! and to look for ten patterns in each of them would cost more than all other rules.

use super::looks::{ASSIGNMENTS, IN_ADDRESSES, MAILS, PATTERNS, RUNS, TICKETS};
use crate::letters::find;

/// One of these is in every text that a pattern matches, in letters of any size, by the place of
/// the pattern. `#` stands for a digit. None is shorter than three bytes.
const WORDS: [(&str, usize); 58] = [
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

/// For each word: where its three bytes begin that are the rarest side by side.
const RAREST: [usize; WORDS.len()] = {
    let mut places = [0; WORDS.len()];
    let mut word = 0;
    while word < WORDS.len() {
        let bytes = WORDS[word].0.as_bytes();
        let mut at = 1;
        while at + 2 < bytes.len() {
            if rarity(bytes, at) < rarity(bytes, places[word]) {
                places[word] = at;
            }
            at += 1;
        }
        word += 1;
    }
    places
};

/// Any two bytes side by side, the first by its lowest bits: whether they may be the first or the
/// last two of the rarest three of a word. So every other place of a text is looked at, and no more.
static PAIRS: [u64; 1024] = {
    let mut pairs = [0; 1024];
    let mut word = 0;
    while word < WORDS.len() {
        let mut at = RAREST[word];
        while at < RAREST[word] + 2 {
            let wanted = [WORDS[word].0.as_bytes()[at], WORDS[word].0.as_bytes()[at + 1]];
            let mut first = 0;
            while first < 256 {
                let mut second = if fits(first, wanted[0]) { 0 } else { 256 };
                while second < 256 {
                    if fits(second, wanted[1]) {
                        pairs[(second * 256 + first) / 64] |= 1 << (first % 64);
                    }
                    second += 1;
                }
                first += 1;
            }
            at += 1;
        }
        word += 1;
    }
    pairs
};

/// For each byte: the words of whose rarest bytes it is the first, or the second; a bit for each word.
static BY_BYTE: [[u64; 256]; 2] = {
    let mut tables = [[0; 256]; 2];
    let mut word = 0;
    while word < WORDS.len() {
        let mut byte = 0;
        while byte < 256 {
            let mut second = 0;
            while second < 2 {
                if fits(byte, WORDS[word].0.as_bytes()[RAREST[word] + second]) {
                    tables[second][byte] |= 1 << word;
                }
                second += 1;
            }
            byte += 1;
        }
        word += 1;
    }
    tables
};

/// How often three bytes stand side by side, as far as can be guessed.
const fn rarity(bytes: &[u8], at: usize) -> usize {
    let mut ranks = [1; 3];
    let mut number = 0;
    while number < 3 {
        let mut rank = 0;
        while rank < RARITY.len() {
            if RARITY[rank] == bytes[at + number] {
                ranks[number] = rank + 2;
            }
            rank += 1;
        }
        number += 1;
    }
    ranks[0] * ranks[1] + ranks[1] * ranks[2]
}

/// Whether a byte of a text is the one that a word has in its place.
const fn fits(byte: usize, wanted: u8) -> bool {
    let small = if byte >= 0x41 && byte <= 0x5a { byte + 0x20 } else { byte };
    if wanted == b'#' { byte >= 0x30 && byte <= 0x39 } else { small == wanted as usize }
}

/// What a glance at a text tells: which patterns may match in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// Looks at a text once.
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self(0);
        let bytes = text.as_bytes();
        let (pairs, _) = bytes.as_chunks();
        let mut number = 0;
        while let Some(next) = pairs[number..].iter().position(|pair| may_be_rarest(*pair)) {
            let at = (number + next) * 2;
            (at.saturating_sub(1)..=at).for_each(|at| signs.take_words(bytes, at));
            number += next + 1;
        }
        if find(text, b'@').is_some() {
            signs.take(MAILS);
        } else {
            // A name and a password in an address end with that sign, too.
            signs.0 &= !(1 << IN_ADDRESSES);
        }
        let joined = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'_' | b'-');
        if has_run(text, 21, joined) {
            signs.take(RUNS);
        }
        // `INC0012345`
        if has_run(text, 7, |b| b.is_ascii_digit()) {
            signs.take(TICKETS);
        }
        signs
    }

    /// Takes in the words of which the rarest bytes begin at a place.
    fn take_words(&mut self, text: &[u8], at: usize) {
        let Some([first, second]) = text.get(at..at + 2) else { return };
        let mut words = BY_BYTE[0][usize::from(*first)] & BY_BYTE[1][usize::from(*second)];
        while words != 0 {
            let word = words.trailing_zeros() as usize;
            words &= words - 1;
            let wanted = WORDS[word].0.as_bytes();
            let there = at.checked_sub(RAREST[word]).and_then(|start| text.get(start..start + wanted.len()));
            let mut pairs = there.into_iter().flatten().zip(wanted);
            if there.is_some() && pairs.all(|(byte, wanted)| fits(usize::from(*byte), *wanted)) {
                self.take(WORDS[word].1);
            }
        }
    }

    fn take(&mut self, pattern: usize) {
        self.0 |= 1 << pattern;
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

/// Whether two bytes side by side are marked in [`PAIRS`].
fn may_be_rarest(pair: [u8; 2]) -> bool {
    let pair = usize::from(u16::from_le_bytes(pair));
    PAIRS[pair / 64] & (1 << (pair % 64)) != 0
}

/// Whether `length` bytes in a row are of a sort. Such a run begins behind the last byte of another
/// sort among as many, so most bytes need not be looked at.
fn has_run(text: &str, length: usize, is: impl Fn(u8) -> bool) -> bool {
    let mut rest = text.as_bytes();
    while let Some(bytes) = rest.get(..length) {
        match bytes.iter().rposition(|byte| !is(*byte)) {
            Some(last) => rest = &rest[last + 1..],
            None => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::looks::pattern;
    use super::*;

    /// Texts that a pattern matches, made from the pattern.
    fn matching(at: usize) -> BoxedStrategy<(usize, String)> {
        let source = PATTERNS[at].0.replace(r"\b", "").replace(r"\s", " ").replace("(?i)", "");
        let text = prop::string::string_regex(&source).unwrap();
        text.prop_map(move |text| (at, text)).boxed()
    }

    proptest! {
        #[test]
        fn words_are_found_wherever_they_stand(
            word in 0..WORDS.len(),
            before in "[ -~]{0,4}",
            behind in "[ -~]{0,4}",
            loud in any::<bool>(),
        ) {
            let (words, pattern) = WORDS[word];
            let text = format!("{before}{}{behind}@", words.replace('#', "7"));
            let text = if loud { text.to_uppercase() } else { text };
            prop_assert!(Signs::of(&text).patterns().any(|sign| sign == pattern), "{}", text);
        }

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
