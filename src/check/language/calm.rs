//! L9: calm words.

use super::words::{Part, finding, found, once, updates};
use crate::check::{About, Case, Look, Rule, Step};
use crate::finding::{Code, Finding, Weight};
use crate::language::{Passage, Topic};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::L9,
    weight: Weight::Hint,
    about: About {
        rule: "No drama (`catastrophic`, `devastating`, `nightmare`, `worst ever`), no exclamation marks, and no \
               sentence in capitals.",
        reason: "Fear makes people act in haste, and those who were not hit stop reading.",
        source: "Computer emergency teams ask for sober words: no fear, uncertainty and doubt, no desire for drama.",
        fires: "This was a catastrophic failure!",
        near: "All uploads failed for two hours.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for found in once(found(case, &[Topic::Drama], false)) {
        findings.push(finding(
            &found,
            (Code::L9, Weight::Hint),
            format!("`{}` is a loud word.", found.words()),
            "Calm words help people to act. Loud ones make them afraid, or make them look away.",
        ));
    }
    for (step, words) in updates(case, false) {
        let loud = words.parts.iter().find_map(|part| loud(case, step, part));
        findings.extend(loud);
    }
}

/// The first sentence that shouts.
fn loud(case: &Case<'_>, step: &Step<'_>, part: &Part) -> Option<Finding> {
    let passages = part.text.passages.iter().enumerate();
    let mut sentences =
        passages.flat_map(|(at, passage)| passage.sentences.iter().map(move |range| (at, passage, range)));
    let pack = part.text.pack;
    let (at, passage, range) = sentences.find(|(_, passage, range)| {
        shouts(passage, range) && !pack.says("good_wishes", &passage.lower[(*range).clone()])
    })?;
    let capitals = !passage.block.text[range.clone()].ends_with('!');
    let message = if capitals {
        "This sentence is in capitals."
    } else {
        "This sentence ends with an exclamation mark."
    };
    let mut finding = Finding::stop(Code::L9, part.span(case, step.update, at, range), message)
        .reader("It reads as if somebody were shouting.")
        .help(if capitals { "Write it as any other sentence." } else { "End it with a full stop." });
    finding.weight = Weight::Hint;
    Some(finding)
}

fn shouts(passage: &Passage, range: &std::ops::Range<usize>) -> bool {
    let sentence = &passage.block.text[range.clone()];
    sentence.ends_with('!') || is_in_capitals(sentence)
}

/// Whether a whole sentence is in capitals.
pub(super) fn is_in_capitals(sentence: &str) -> bool {
    let letters = || sentence.chars().filter(|c| c.is_alphabetic());
    let words = crate::language::words(sentence)
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    letters().count() >= 12 && letters().all(char::is_uppercase) && words.count() >= 3
}
