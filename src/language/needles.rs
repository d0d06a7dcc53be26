//! Words that the patterns of a pack cannot do without, all in one machine: a
//! pattern is tried only where one of its own stands.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use sha2::{Digest as _, Sha256};

/// The words that each pattern of the built-in packs cannot do without, worked out beforehand,
/// since taking all patterns apart would cost a small build half its time. A test keeps it current.
const KEPT: &str = include_str!("../../languages/needles.txt");

/// Looks for the words of all patterns at once.
#[derive(Debug, Default)]
pub(super) struct Needles {
    machine: Option<AhoCorasick>,
    /// For each word: the patterns that it belongs to.
    owners: Vec<Vec<usize>>,
    /// Patterns that can do without any word.
    always: Vec<usize>,
}

impl Needles {
    /// From the words of each pattern.
    pub(super) fn new(words: &[Vec<impl AsRef<str>>]) -> Self {
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, words) in words.iter().enumerate() {
            for word in words {
                owners.entry(word.as_ref()).or_default().push(at);
            }
        }
        let machine = AhoCorasick::new(owners.keys()).ok();
        let without = |at: &usize| machine.is_none() || words[*at].is_empty();
        let always = (0..words.len()).filter(without).collect();
        Self { always, machine, owners: owners.into_values().collect() }
    }

    /// Which patterns may match in lower-case words, with the place of a word that they need.
    pub(super) fn candidates(&self, words: &str) -> Vec<(usize, Option<usize>)> {
        let mut found: Vec<(usize, Option<usize>)> = self.always.iter().map(|at| (*at, None)).collect();
        if let Some(machine) = &self.machine {
            for hit in machine.find_overlapping_iter(words) {
                let owners = self.owners.get(hit.pattern().as_usize()).into_iter().flatten();
                found.extend(owners.map(|owner| (*owner, Some(hit.start()))));
            }
        }
        found
    }
}

/// The words of each pattern of a built-in pack, if they were worked out for this very text of it.
pub(super) fn kept(language: &str, text: &str) -> Option<Vec<Vec<&'static str>>> {
    let head = head(language, text);
    let mut lines = KEPT.lines().skip_while(|line| *line != head);
    lines.next()?;
    let words = lines.take_while(|line| line.starts_with('-'));
    Some(words.map(|line| line[1..].split('|').filter(|word| !word.is_empty()).collect()).collect())
}

/// The words of each pattern as they are kept.
#[cfg(test)]
pub(super) fn written(language: &str, text: &str, words: &[Vec<String>]) -> String {
    let lines = words.iter().map(|words| format!("-{}\n", words.join("|")));
    std::iter::once(format!("{}\n", head(language, text))).chain(lines).collect()
}

/// What stands above the words of a pack: its language, and the hash of its text.
fn head(language: &str, text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(16).fold(format!("{language} "), |line, byte| line + &format!("{byte:02x}"))
}
