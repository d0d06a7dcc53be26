//! T5: a question is answered when it was promised, and no question is forgotten.

use super::is_put_away;
use crate::check::case::length;
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::Severity;
use crate::model::time::Period;
use crate::view::QuestionNow;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::T5,
    weight: Weight::Fix,
    about: About {
        rule: "While an incident is open, a question with a time (`by`) is answered by then. A question that \
               has been open for 72 hours (critical), 7 days (major) or 30 days (minor) is mentioned in the \
               last update.",
        reason: "People remember a question that they were told they would get an answer to.",
        source: "CDC, Crisis and Emergency Risk Communication: say what you do not know, and when you will.",
        fires: "Q1 (by 2026-03-03 18:00 UTC): Did anyone use the key?, and no answer at 19:00 UTC",
        near: "the same with `- Q1: Nobody did; the logs are complete.` under Answers",
    },
    look: Look::Incident(look),
};

/// How long a question may stay open without a word about it.
fn patience(severity: Option<Severity>) -> Period {
    match severity {
        Some(Severity::Critical) => Period::hours(72),
        Some(Severity::Major) | None => Period::days(7),
        Some(Severity::Minor | Severity::None) => Period::days(30),
    }
}

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(last) = case.last().filter(|_| !is_put_away(case)) else { return };
    if last.fold.state.is_ended() {
        return;
    }
    let patience = patience(last.fold.severity);
    for question in last.fold.open_questions() {
        let forgotten =
            case.now > question.opened_at.after(patience) && question.mentioned_in + 1 < case.seen().len();
        let found = match question.by {
            Some(by) if case.now > by => Some((
                format!("You said that this would be answered by {by}: {}", question.text),
                "Answer it under Answers, or ask it again with a new time and say why the first was missed.",
            )),
            _ if forgotten => Some((
                format!(
                    "This has been open for {}, and your last update does not mention it: {}",
                    length(case.now.since(question.opened_at)),
                    question.text
                ),
                "Say in the next update that it is still open, what you have done to find out, and when you expect to know.",
            )),
            _ => None,
        };
        if let Some((message, help)) = found {
            findings.push(
                Finding::fix(Code::T5, place(case, question), message)
                    .reader("They wait for this answer. If there is none, that is an answer too.")
                    .help(help),
            );
        }
    }
}

/// Where the question was asked last.
fn place(case: &Case<'_>, question: &QuestionNow<'_>) -> crate::source::Span {
    let asked = case.steps[..=question.mentioned_in].iter().rev().find_map(|step| {
        let mut asked = step.update.body.questions.iter();
        asked.find(|asked| asked.number.value == question.number).map(|asked| asked.number.span)
    });
    asked.unwrap_or_else(|| case.place())
}
