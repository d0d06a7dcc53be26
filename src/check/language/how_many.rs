//! L2: a number says how many; `some` does not.

use super::words::{Found, finding, found};
use crate::check::{About, Case, Look, Rule, content};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;
use crate::model::Kind;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L2,
    weight: Weight::Fix,
    about: About {
        rule: "Words such as `some customers` come with a count in the same sentence, and a share comes with its \
               number. `May have been affected` stands beside what is not known yet, or the text asks a question about it. A text that says that the \
               number is not known needs none.",
        reason: "`Some customers` can mean anyone, so everyone has to assume that it means them.",
        source: "Zou and others, 2019: 70 % of notices hedge. TSB 2018 and Okta 2023 had to take small words back.",
        fires: "Some customers may be unable to upload files.",
        near: "Uploads fail for some customers. We do not know yet how many.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::VagueScope, Topic::ShareAlone, Topic::Hedge], false) {
        // What planned work will do is not known before it is done.
        if found.hit.topic == Topic::Hedge && case.incident.kind == Kind::Maintenance {
            continue;
        }
        // Where the data says that it is everybody, the words are wrong and not only vague: C10 says so.
        if found.hit.topic != Topic::VagueScope || !content::agreement::hits_everybody(case, found.step) {
            findings.push(vague(&found));
        }
    }
}

fn vague(found: &Found<'_, '_>) -> Finding {
    let words = found.words();
    let (message, reader) = match found.hit.topic {
        Topic::ShareAlone => (
            format!("`{words}` is a share without a number."),
            "A small share of many is still many people, and readers know that.",
        ),
        Topic::Hedge => (
            format!("`{words}` does not say whether it happened."),
            "Readers cannot tell what you know from what you guess, so they fear the worst.",
        ),
        _ => (
            format!("How many is `{words}`?"),
            "It could mean anyone, so everyone has to assume that it means them.",
        ),
    };
    finding(found, (Code::L2, Weight::Fix), message, reader)
}
