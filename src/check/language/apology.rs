//! L5: an apology says what was wrong, without if.

use super::words::{Part, finding, found, updates};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::language::Topic;
use crate::markdown::BlockKind;
use crate::model::Known;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L5,
    weight: Weight::Fix,
    about: About {
        rule: "No apology for `any inconvenience` or with an `if`, and no small words (`just a glitch`, `a minor \
               issue`) near the impact. A section about what you got wrong has a sentence in which you did something.",
        reason: "People who were hit hear that you do not know, or do not care, what it was like for them.",
        source: "An apology by AlienVault in 2014 that its readers accepted: `we let our customer down`.",
        fires: "We apologise for any inconvenience this may have caused.",
        near: "We are sorry. We did not tell you for two days.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in found(case, &[Topic::EmptyApology, Topic::Minimising], false) {
        let (message, reader) = if found.hit.topic == Topic::EmptyApology {
            (
                format!("`{}` is not an apology: nobody did anything in it.", found.words()),
                "People who were hit hear that you do not know what it was like for them.",
            )
        } else {
            (
                format!("`{}` makes it small.", found.words()),
                "It is not small for those who are hit, and they are the ones who read this.",
            )
        };
        findings.push(finding(&found, (Code::L5, Weight::Fix), message, reader));
    }
    for (step, words) in updates(case, false) {
        let bodies = words.parts.iter().filter(|part| part.is_body());
        findings.extend(bodies.filter_map(|part| nobody_did_it(case, step, part)));
    }
}

/// An apology section in which nobody says what they did.
fn nobody_did_it(case: &Case<'_>, step: &Step<'_>, part: &Part) -> Option<Finding> {
    let pack = part.text.pack;
    let mut below_apology = false;
    let mut section = Vec::new();
    for (at, passage) in part.text.passages.iter().enumerate() {
        if passage.block.kind == BlockKind::Heading {
            below_apology = pack.says("apology_heading", &passage.lower);
        } else if below_apology || part.is_below(step.update, at, Known::Wrong) {
            section.push(at);
        }
    }
    let first = *section.first()?;
    let owns = section.iter().any(|at| pack.says("admission", &part.text.passages[*at].lower));
    let told = part.text.of(&[Topic::EmptyApology]).any(|hit| section.contains(&hit.passage));
    if owns || told {
        return None;
    }
    let passage = &part.text.passages[first];
    let sentence = passage.sentences.first()?;
    let help = pack.better_for(Topic::EmptyApology).unwrap_or("Say what you did.");
    let mut finding = Finding::stop(
        Code::L5,
        part.span(case, step.update, first, sentence),
        "This section says what went wrong, and nobody in it did anything.",
    )
    .reader("Readers look for the sentence that begins with `we`. Without it this is an explanation, not an apology.")
    .help(help);
    finding.weight = Weight::Fix;
    Some(finding)
}
