//! L4: nobody else is blamed, and no attacker is praised.

use super::words::{finding, found};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L4,
    weight: Weight::Fix,
    about: About {
        rule: "No sentence puts the cause on a supplier, a colleague or a user, and none makes an attack sound \
               unavoidable (`sophisticated`, `unprecedented`), unless the paragraph says what is our own responsibility. A cause that lies with a supplier may be named beside what we change.",
        reason: "Readers bought from you, not from your supplier, and want to know what you will change.",
        source: "Atlassian: own the problem. Okta 2022 blamed a subprocessor. Knight and Nurse on notices of breaches.",
        fires: "The outage was caused by our hosting provider.",
        near: "Our hosting provider lost power. We are responsible for having no second place to run.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::Blame, Topic::PraiseOfAttacker], false) {
        let (message, reader) = if found.hit.topic == Topic::Blame {
            (
                format!("`{}` puts it on somebody else.", found.words()),
                "Readers bought from you. They want to hear what is your part in it, and what you will change.",
            )
        } else {
            (
                format!("`{}` makes it sound as if nobody could have helped it.", found.words()),
                "Readers hear an excuse, and what let it happen stays untold.",
            )
        };
        findings.push(finding(&found, (Code::L4, Weight::Fix), message, reader));
    }
}
