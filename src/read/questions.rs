//! Questions and answers of one incident: a number is one question, and is
//! answered once, after it was asked.

use std::collections::BTreeMap;

use crate::finding::{Code, Finding};
use crate::model::time::Instant;
use crate::model::{Incident, Question};
use crate::source::Span;
use crate::yaml::Cx;

struct Opened<'a> {
    first: &'a Question,
    at: Instant,
    answered: Option<Span>,
}

/// Notes every question and answer that does not fit the ones before.
pub(super) fn check(incident: &Incident, cx: &mut Cx) {
    let mut open: BTreeMap<u32, Opened<'_>> = BTreeMap::new();
    for update in incident.updates.iter().filter(|u| u.counts()) {
        for question in &update.body.questions {
            let number = question.number.value;
            match open.get_mut(&number) {
                Some(opened) if !same_words(&opened.first.text, &question.text) => cx.push(
                    Finding::stop(
                        Code::QuestionReused,
                        question.number.span,
                        format!("Q{number} was another question before."),
                    )
                    .reader("A reader could not tell which question was answered.")
                    .help("Give the new question a new number, or repeat the words of the old one.")
                    .related(opened.first.number.span, "asked like this first"),
                ),
                Some(opened) => {
                    if let Some(answered) = opened.answered {
                        cx.push(
                            Finding::stop(Code::QuestionReused, question.number.span, format!("Q{number} was answered before."))
                                .help("If the answer was wrong, publish a correction. A new question needs a new number.")
                                .related(answered, "answered here"),
                        );
                    }
                }
                None => {
                    open.insert(number, Opened { first: question, at: update.at.value, answered: None });
                }
            }
            if question.by.is_some_and(|by| by <= update.at.value) {
                cx.push(
                    Finding::stop(
                        Code::EndBeforeStart,
                        question.number.span,
                        format!("Q{number} promises an answer before this update is published."),
                    )
                    .help("Write a time after the update's own `at`."),
                );
            }
        }
        for reply in &update.body.replies {
            let number = reply.number.value;
            match open.get_mut(&number) {
                Some(opened) => {
                    debug_assert!(opened.at <= update.at.value);
                    if let Some(answered) = opened.answered {
                        cx.push(
                            Finding::stop(
                                Code::QuestionReused,
                                reply.number.span,
                                format!("Q{number} was answered before."),
                            )
                            .help("If the answer was wrong, publish a correction.")
                            .related(answered, "answered here"),
                        );
                    } else {
                        opened.answered = Some(reply.number.span);
                    }
                }
                None => {
                    let others: Vec<String> = open
                        .iter()
                        .filter(|(_, o)| o.answered.is_none())
                        .map(|(n, _)| format!("Q{n}"))
                        .collect();
                    let later = incident
                        .updates
                        .iter()
                        .find(|u| u.body.questions.iter().any(|q| q.number.value == number));
                    let finding = match later {
                        Some(later) => Finding::stop(
                            Code::UnknownQuestion,
                            reply.number.span,
                            format!("Q{number} is answered here and asked only later, in `{}`.", later.id),
                        )
                        .related(later.at.span, "this update comes after the answer")
                        .help("Check the `at` of the two updates."),
                        None => Finding::stop(
                            Code::UnknownQuestion,
                            reply.number.span,
                            format!("No update asks Q{number}."),
                        )
                        .help(match others.len() {
                            0 => "No question is open here. Write the fact under another heading.".to_owned(),
                            _ => format!("Open questions are {}.", others.join(", ")),
                        }),
                    };
                    cx.push(finding.reader("The answer would stand nowhere."));
                }
            }
        }
    }
}

/// Whether two wordings are the same question: letters and digits only, and a slip of the pen forgiven.
fn same_words(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (plain(a), plain(b));
    a == b || strsim::damerau_levenshtein(&a, &b) <= 2.max(a.len() / 40)
}
