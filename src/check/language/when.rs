//! L6: a time word comes with a time.

use super::words::{finding, found};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L6,
    weight: Weight::Fix,
    about: About {
        rule: "`Shortly`, `soon`, `in due course`, `as soon as possible`, `we will keep you posted` stand in a \
               paragraph that names a time. What readers should do soon is not meant.",
        reason: "A reader who does not know when to come back calls support, or comes back all the time.",
        source: "PagerDuty and CDC: always say when the next word comes.",
        fires: "More information will follow shortly.",
        near: "We write again at 14:00 UTC, and sooner if we know more.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::NoTime], false) {
        findings.push(finding(
            &found,
            (Code::L6, Weight::Fix),
            format!("`{}` gives no time.", found.words()),
            "Whoever does not know when to come back calls support, or looks here every five minutes.",
        ));
    }
}
