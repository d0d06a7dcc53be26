//! Looks at files before they are written: what would be found, had they been.

use std::path::Path;

use crate::check::{Choice, check_some};
use crate::finding::{Finding, Weight, sort};
use crate::model::time::Instant;
use crate::read::{Reading, read_with};

/// The content as it would be.
#[derive(Debug)]
pub struct Looked {
    /// What would be read.
    pub reading: Reading,
    /// What is found only with the new files.
    pub new: Vec<Finding>,
    /// How many findings that stop are there without them, and would still be.
    pub old_stops: usize,
}

impl Looked {
    /// Whether the new files bring nothing that stops a publication.
    pub fn is_sound(&self) -> bool {
        self.new.iter().all(|finding| finding.weight != Weight::Stop)
    }
}

/// Reads and checks the content with `laid` over it, and compares with what is found without.
pub fn look(before: &Reading, laid: &[(String, String)], incident: Option<&str>, now: Instant) -> Looked {
    let root: &Path = before.content.sources.root();
    let old = findings(before, incident, now);
    let reading = read_with(root, laid);
    let mut left: Vec<&Finding> = old.iter().collect();
    let mut new = Vec::new();
    let mut old_stops = 0;
    for finding in findings(&reading, incident, now) {
        // A finding moves when text moves; what it says tells whether it was there.
        match left.iter().position(|o| o.code == finding.code && o.message == finding.message) {
            Some(at) => {
                left.swap_remove(at);
                old_stops += usize::from(finding.weight == Weight::Stop);
            }
            None => new.push(finding),
        }
    }
    sort(&mut new, &reading.content.sources);
    Looked { reading, new, old_stops }
}

fn findings(reading: &Reading, incident: Option<&str>, now: Instant) -> Vec<Finding> {
    let mut findings = reading.findings.clone();
    if reading.is_sound() {
        let choice = Choice { incident: incident.map(str::to_owned), ..Choice::default() };
        findings.extend(check_some(&reading.content, now, &choice));
    }
    findings
}
