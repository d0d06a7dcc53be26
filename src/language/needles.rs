//! Words that the patterns of a pack cannot do without, all in one machine: a
//! pattern is tried only where one of its own stands.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::need::{Need, shortest};

/// The shortest word that is worth looking for.
const SHORTEST: usize = 3;

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
    /// From what each pattern needs.
    pub(super) fn new<'n>(needs: impl Iterator<Item = &'n Need>) -> Self {
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut always = Vec::new();
        for (at, need) in needs.enumerate() {
            let words = need.words();
            if shortest(&words) < SHORTEST {
                always.push(at);
                continue;
            }
            for word in words {
                owners.entry(word).or_default().push(at);
            }
        }
        let machine = AhoCorasick::new(owners.keys()).ok();
        if machine.is_none() {
            always.extend(owners.values().flatten());
        }
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
