//! L1: no stock phrases.

use super::words::{finding, found};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L1,
    weight: Weight::Fix,
    about: About {
        rule: "The words hold no phrase that every company uses: taking something seriously, a top priority, an \
               abundance of caution without a because, working around the clock, thanks for patience.",
        reason: "Readers have learned to skip these phrases, and to trust what follows them less.",
        source: "TechCrunch read 285 notices of breaches in 2019: a third said that they take security seriously. \
                 PagerDuty: `it makes everyone cringe`.",
        fires: "We take the security of your data extremely seriously.",
        near: "Out of an abundance of caution, because the key was public for 20 days, we replaced it.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::StockPhrase], false) {
        findings.push(finding(
            &found,
            (Code::L1, Weight::Fix),
            format!("`{}` is a phrase that every company uses, and it tells readers nothing.", found.words()),
            "Readers skip it, and trust the next sentence less. They want to know what you did.",
        ));
    }
}
