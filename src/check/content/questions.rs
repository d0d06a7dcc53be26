//! C4: a question that was asked stays until it is answered.

use super::{Live, first_line, full, section};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Known, UpdateType};
use crate::view::QuestionNow;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C4,
    weight: Weight::Stop,
    about: About {
        rule: "An update that has a section on what is not known repeats every question that is still open, or \
               answers it, or says why it cannot be known. `Nothing is open` is said only when that is so. That a \
               number keeps its question, and that a question keeps its words, is looked at when the files are \
               read (`question-reused`). Questions that are left when it is over are the matter of C11.",
        reason: "A question that silently disappears is the one that people remember.",
        source: "The litmus test after Heartbleed: the trail that you leave is what you are judged by.",
        fires: "Q1 and Q2 are open, and the next update lists Q1 alone",
        near: "Q1 and Q2 are open, and the next update lists Q1 and has an answer to Q2",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for live in full(case).filter(|live| live.step.update.kind != UpdateType::Reminder) {
        let Some(before) = live.before else { continue };
        let Some(list) = section(live.step.update, Known::Unknowns) else { continue };
        let body = &live.step.update.body;
        let gone = before.fold.open_questions().filter(|question| {
            !body.questions.iter().any(|asked| asked.number.value == question.number)
                && !body.replies.iter().any(|reply| reply.number.value == question.number)
        });
        for question in gone {
            findings.push(
                disappeared(&live, question, first_line(case, list))
                    .related(opened(case, question), "asked here first"),
            );
        }
    }
}

fn disappeared(live: &Live<'_, '_>, question: &QuestionNow<'_>, place: crate::source::Span) -> Finding {
    let number = question.number;
    let body = &live.step.update.body;
    let message = if body.nothing_open {
        format!("This says that nothing is open, and Q{number} was never answered.")
    } else {
        format!("Q{number} has disappeared: “{}”", question.text)
    };
    let again = body.questions.iter().find(|asked| same(&asked.text, question.text));
    Finding::stop(Code::C4, place, message)
        .reader("People who wait for this answer will think that you dropped it because it is bad.")
        .help(match again {
            Some(asked) => {
                format!("Q{} asks the same. Give it back its number, Q{number}.", asked.number.value)
            }
            None => format!(
                "Answer it under `## Answers` (`- Q{number}: …`), repeat it here, or say why nobody can know (`- Q{number} cannot be known: …`)."
            ),
        })
}

fn opened(case: &Case<'_>, question: &QuestionNow<'_>) -> crate::source::Span {
    let update = case.steps[question.opened_in].update;
    let asked = update.body.questions.iter().find(|asked| asked.number.value == question.number);
    asked.map_or(update.at.span, |asked| asked.number.span)
}

/// Whether two questions have the same letters and digits.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::super::tests::Small;
    use crate::finding::Code;

    const NEXT: &str = "---\ntype: progress\nat: 2026-03-03 10:50 UTC\nnext_update: 2026-03-03 11:30 UTC\n---\nWe are still looking.\n\n## What we don't know yet\n";

    fn next(rest: &str) -> Small {
        Small::new().with("incidents/one/02-progress.md", &format!("{NEXT}{rest}"))
    }

    #[test]
    fn a_question_stays_until_it_is_answered() {
        let gone = next("- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?\n");
        assert_eq!(
            gone.told(Code::C4, "2026-03-03 10:50 UTC"),
            [
                "stop: Q2 has disappeared: “Which documents are not found?” [- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?]"
            ]
        );
        let answered = "- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?\n\n## Answers\n- Q2: None; we compared all lists.\n";
        next(answered).silent(Code::C4, "2026-03-03 10:50 UTC");
    }

    #[test]
    fn nothing_is_open_is_said_only_when_it_is_so() {
        let told = next("Nothing is open.\n").told(Code::C4, "2026-03-03 10:50 UTC");
        assert_eq!(
            told,
            [
                "stop: This says that nothing is open, and Q1 was never answered. [Nothing is open.]",
                "stop: This says that nothing is open, and Q2 was never answered. [Nothing is open.]"
            ]
        );
    }

    #[test]
    fn an_update_without_the_section_takes_nothing_away() {
        let short = "---\ntype: progress\nat: 2026-03-03 10:50 UTC\nnext_update: 2026-03-03 11:30 UTC\n---\nWe are still looking.\n";
        Small::new().with("incidents/one/02-progress.md", short).silent(Code::C4, "2026-03-03 10:50 UTC");
    }
}
