//! A title is read on a phone, in a feed reader and in a text message: it says
//! what readers notice, in a line.

use super::{Examined, Rule};
use crate::finding::{Code, Finding, Weight};

/// What fits on a line nearly everywhere (catalogue of fields, `title`).
const MOST: usize = 70;

pub(super) const RULE: Rule = Rule { code: Code::TitleLength, weight: Weight::Hint, look };

fn look(examined: &Examined<'_>, findings: &mut Vec<Finding>) {
    for incident in &examined.content.incidents {
        let length = incident.title.value.chars().count();
        // What was imported was written before this rule, and is not rewritten.
        if length > MOST && incident.imported_from.is_none() {
            findings.push(
                Finding::stop(Code::TitleLength, incident.title.span, format!("This title has {length} characters."))
                    .reader("Phones and feed readers cut it, often before the word that matters.")
                    .help(format!("Say what readers notice in at most {MOST} characters, such as `Uploads fail with an error`.")),
            );
        }
    }
}
