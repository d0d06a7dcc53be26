//! L7: a sentence says who did it, in plain words.

use super::words::{finding, found, once};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L7,
    weight: Weight::Hint,
    about: About {
        rule: "No hidden doer (`mistakes were made`), no euphemism (`technical difficulties`), no verb frozen into \
               a noun (`perform an investigation`), and no start of a sentence that leans on the wrong thing.",
        reason: "Readers wonder who is being protected, and have to work out what happened.",
        source: "plainlanguage.gov: use active voice, use verbs. Readers of security notices asked for fewer dangling participles.",
        fires: "Having detected the issue, the servers were restarted.",
        near: "Having seen the problem, we restarted the servers.",
    },
    look: Look::Incident(look),
};

const TOPICS: &[Topic] = &[Topic::HiddenDoer, Topic::Euphemism, Topic::HeavyNoun, Topic::DanglingStart];

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in once(found(case, TOPICS, false)) {
        let words = found.words();
        let (message, reader) = match found.hit.topic {
            Topic::HiddenDoer => {
                (format!("Who did it? `{words}` does not say."), "Readers wonder who is being protected.")
            }
            Topic::DanglingStart => (
                format!("`{words}`: who is meant at the start of this sentence?"),
                "It reads as if things acted on their own, and readers have to read it twice.",
            ),
            Topic::HeavyNoun => (
                format!("`{words}` hides a verb in a noun."),
                "It takes longer to read, and sounds like an office rather than a person.",
            ),
            _ => (
                format!("`{words}` is a soft word for something that has a name."),
                "Readers cannot tell what happened, and guess.",
            ),
        };
        findings.push(finding(&found, (Code::L7, Weight::Hint), message, reader));
    }
}
