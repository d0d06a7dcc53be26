//! A title is read on a phone, in a feed reader and in a text message: it says
//! what readers notice, in a line.

use super::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};

/// What fits on a line nearly everywhere.
const MOST: usize = 70;

pub(super) const RULE: Rule = Rule {
    code: Code::TitleLength,
    weight: Weight::Hint,
    about: About {
        rule: "A title has at most 70 characters.",
        reason: "Phones and feed readers cut a longer one, often before the word that matters.",
        source: "What status pages, feed readers and text messages show of a title.",
        fires: "title: Some customers in Europe may be unable to upload documents that are larger than 5 MB",
        near: "title: Uploads fail with an error",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let title = &case.incident.title;
    let length = title.value.chars().count();
    if length > MOST {
        findings.push(
            Finding::hint(Code::TitleLength, title.span, format!("This title has {length} characters."))
                .reader("Phones and feed readers cut it, often before the word that matters.")
                .help(format!("Say what readers notice in at most {MOST} characters, such as `Uploads fail with an error`.")),
        );
    }
}
