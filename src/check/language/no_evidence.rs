//! L3: `no evidence` says what was checked and what cannot be ruled out.

use super::words::{finding, found};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;
use crate::model::Kind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L3,
    weight: Weight::Fix,
    about: About {
        rule: "A claim that there is no evidence or no sign of something stands beside what was checked and what \
               cannot be ruled out. There are no absolute denials such as `has not been breached` or `completely \
               safe`. It stops where somebody may have got in; first words are looked at too.",
        reason: "`No evidence` sounds like `it did not happen`. If it did, the page has lied.",
        source: "Zou and others, 2019: 40 % of notices say it. LastPass 2022 and Okta 2022 had to take it back.",
        fires: "There is no evidence that your data was misused.",
        near: "We read all access logs since 12 February and found no sign of misuse. We cannot rule out what came before.",
    },
    look: Look::Incident(look),
};

/// Whether somebody may have got in.
pub(in crate::check) fn is_security(kind: Kind) -> bool {
    matches!(kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability)
}

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let weight = if is_security(case.incident.kind) { Weight::Stop } else { Weight::Fix };
    for found in found(case, &[Topic::NoEvidence, Topic::Denial], true) {
        let (message, reader) = if found.hit.topic == Topic::NoEvidence {
            (
                format!("`{}` does not say what you looked at.", found.words()),
                "It sounds like `it did not happen`. If more comes to light, readers will say that you lied.",
            )
        } else {
            (
                format!("`{}` leaves no room for what you do not know.", found.words()),
                "Denial is the worst first answer: if one detail turns out otherwise, nobody believes the rest.",
            )
        };
        findings.push(finding(&found, (Code::L3, weight), message, reader));
    }
}
