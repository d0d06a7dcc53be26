//! The rules that look at what the content says rather than at how it is
//! written. A rule is one small file: its code, its weight, what it looks at.
//! Structural mistakes are not here; without sound content no rule runs.

mod title_length;

use crate::finding::{Code, Finding, Weight, sort};
use crate::model::Content;
use crate::model::time::Instant;

/// What a rule is given.
#[derive(Debug, Clone, Copy)]
pub struct Examined<'c> {
    /// The content; sound.
    pub content: &'c Content,
    /// The instant from which it is looked at.
    pub now: Instant,
}

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code; the explanation belongs to that.
    pub code: Code,
    /// How much its findings weigh.
    pub weight: Weight,
    /// Looks, and notes what it finds.
    look: fn(&Examined<'_>, &mut Vec<Finding>),
}

/// All rules.
pub const RULES: &[Rule] = &[title_length::RULE];

/// Everything that the rules find, in the order of the files.
pub fn check(content: &Content, now: Instant) -> Vec<Finding> {
    let examined = Examined { content, now };
    let mut findings = Vec::new();
    for rule in RULES {
        let from = findings.len();
        (rule.look)(&examined, &mut findings);
        for finding in &mut findings[from..] {
            finding.weight = rule.weight;
        }
    }
    sort(&mut findings, &content.sources);
    findings
}
