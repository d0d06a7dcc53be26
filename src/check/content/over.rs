//! C11: what is said to be over is over, with all that readers need to close it too.

use super::{Live, key, listed, live};
use crate::check::language::updates;
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{DataLost, Debt, Kind, Known, LessonArea, State, UpdateType};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C11,
    weight: Weight::Stop,
    about: About {
        rule: "The update that says that it is over needs: no service that still has trouble, and no words such as \
               `some of you still see errors` or `we are still looking for the cause`; every question \
               answered, or carried on with a time that lies ahead; and what readers still have to do, if only \
               `nothing`. Unless it was planned work or a notice: when it was over (`fixed_at`) and what ended it \
               (`fixed_by`). After an outage, an attack or a breach: whether data was lost (`data_lost`). For \
               critical and major ones the date of the review, or why there is none, is to be mended and does not \
               stop anything. What was cancelled or withdrawn needs none of this. A review that says nothing about \
               how people were told gets a suggestion. That an update that ends it does not itself report trouble \
               is looked at when the files are read (`state-move`).",
        reason: "`Resolved` ends people's waiting. If it is not over, or they still have to act, they learn it the hard way.",
        source: "PagerDuty: a clear indication of any data loss; GitLab 2017: the exact loss, in numbers.",
        fires: "type: resolved, and no word on whether data was lost",
        near: "type: resolved, data_lost: \"none\", with `fixed_at`, `fixed_by`, and all services recovered",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for live in live(case) {
        lessons(case, &live, findings);
        let said = live.step.update.kind == UpdateType::Resolved || live.ends();
        let over = matches!(live.step.fold.state, State::Resolved | State::Closed | State::Completed);
        if said && over && live.step.update.kind != UpdateType::Postmortem {
            trouble(case, &live, findings);
            questions(case, &live, findings);
            to_do(case, &live, findings);
            facts(case, &live, findings);
        }
    }
    not_ended(case, findings);
}

/// Words of an ending that speak of trouble which goes on, or of a search for the cause.
fn not_ended(case: &Case<'_>, findings: &mut Vec<Finding>) {
    const ELSEWHERE: [Known; 4] = [Known::Answers, Known::Unknowns, Known::Wrong, Known::Actions];
    for (step, words) in updates(case, false) {
        let update = step.update;
        let over = matches!(step.fold.state, State::Resolved | State::Closed | State::Completed);
        if !over || matches!(update.kind, UpdateType::Postmortem | UpdateType::Correction) {
            continue;
        }
        // A question that is carried on may still be looked into.
        let asks = step.fold.open_questions().next().is_some();
        let parts: &[&str] = if asks { &["still_trouble"] } else { &["still_trouble", "still_looking"] };
        for part in words.parts.iter().filter(|part| part.is_body()) {
            let pack = part.text.pack;
            for (at, passage) in part.text.passages.iter().enumerate() {
                if ELSEWHERE.iter().any(|known| part.is_below(update, at, *known)) {
                    continue;
                }
                let said = passage.sentences.iter().find_map(|range| {
                    let sentence = &passage.lower[range.clone()];
                    let look = |name: &&str| pack.part(name).and_then(|part| part.find(sentence, 0));
                    let found =
                        parts.iter().find_map(look).filter(|_| !pack.says("not_trouble", sentence))?;
                    Some(range.start + found.start..range.start + found.end)
                });
                let Some(said) = said else { continue };
                findings.push(
                    Finding::stop(
                        Code::C11,
                        part.span(case, update, at, &said),
                        format!("You say that it is over, and the text says `{}`.", &passage.block.text[said.clone()]),
                    )
                    .reader("Whoever still has trouble reads that nobody works on it any more.")
                    .help("If it goes on for some, it is not over yet: use `state: monitoring`. If it is over, say that it works for everyone."),
                );
            }
        }
    }
}

/// What was learned is as much about how people were told.
fn lessons(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let update = live.step.update;
    let lessons = update.facts.as_deref().map_or(&[][..], |facts| &facts.lessons);
    let told = lessons.iter().any(|lesson| lesson.area == LessonArea::Communication);
    if update.kind == UpdateType::Postmortem && !told {
        findings.push(
            Finding::hint(
                Code::C11,
                key(case.content, update, "lessons"),
                "The review says nothing about how you told people.",
            )
            .reader("Customers judge you by two things: how fast you fixed it, and how well you told them.")
            .help("Add a lesson: `- { area: communication, text: \"…\" }`. Would you tell again? What would you say sooner?"),
        );
    }
}

fn trouble(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let troubled: Vec<&str> = case
        .content
        .services
        .iter()
        .zip(&live.step.fold.services)
        .filter(|(service, now)| service.public && now.is_some_and(|now| now.status.is_trouble()))
        .map(|(service, _)| service.name.as_str())
        .collect();
    if troubled.is_empty() {
        return;
    }
    let (have, it) = if troubled.len() == 1 { ("has", "it works") } else { ("have", "they work") };
    findings.push(
        Finding::stop(
            Code::C11,
            key(case.content, live.step.update, "state"),
            format!("You say that it is over, and {} {have} not been said to work again.", listed(&troubled)),
        )
        .reader("The page would say that all is well while people still see the trouble.")
        .help(format!(
            "If {it} again, write `recovered` for each under `services:`. If not, it is not over yet."
        )),
    );
}

fn questions(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let at = live.step.update.at.value;
    let index = live.step.fold.count() - 1;
    let left = live.step.fold.open_questions().filter(|question| {
        let carried = question.mentioned_in == index && question.by.is_some_and(|by| by > at);
        // A section that leaves the question out is the matter of C4.
        let dropped = question.mentioned_in != index
            && super::section(live.step.update, crate::model::Known::Unknowns).is_some();
        !carried && !dropped
    });
    for question in left {
        findings.push(
            Finding::stop(
                Code::C11,
                key(case.content, live.step.update, "state"),
                format!("You say that it is over, and Q{} is still open: “{}”", question.number, question.text),
            )
            .reader("People who wait for the answer will not come back to a page that is closed.")
            .help(format!(
                "Answer it under `## Answers`, say why it cannot be known, or repeat it with a time: `- Q{} (by …): …`.",
                question.number
            )),
        );
    }
}

fn to_do(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    if live.step.update.actions().next().is_some() {
        return;
    }
    // Where nobody was ever told what to do, C7 speaks.
    if live.step.fold.actions.is_empty() {
        return;
    }
    let planned = matches!(case.incident.kind, Kind::Maintenance | Kind::Notice);
    findings.push(
        Finding::new(
            Code::C11,
            if planned { Weight::Fix } else { Weight::Stop },
            key(case.content, live.step.update, "type"),
            "You say that it is over, and not whether people still have to do anything.",
        )
        .reader("The old advice would go on standing on the page, and people would go on following it.")
        .help("Add `## What you should do`, if only with `- You do not need to do anything.`"),
    );
}

fn facts(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let kind = case.incident.kind;
    if matches!(kind, Kind::Maintenance | Kind::Notice) {
        return;
    }
    let fold = &live.step.fold;
    let place = key(case.content, live.step.update, "type");
    let mut note = |weight: Weight, message: &str, reader: &str, help: &str| {
        findings.push(Finding::new(Code::C11, weight, place, message).reader(reader).help(help));
    };
    if kind != Kind::Vulnerability {
        match fold.data_lost.map(|said| said.value) {
            None => note(
                Weight::Stop,
                "You say that it is over, and not whether any data was lost.",
                "It is what people check first when something works again: is mine still there?",
                "Add `data_lost: \"none\"` if nothing was lost, or say what was: `data_lost: { lost: \"212 uploads sent between 13:02 and 13:31 UTC\" }`.",
            ),
            Some(DataLost::Unknown) if fold.questions.iter().all(|question| question.answer.is_some()) => {
                note(
                    Weight::Stop,
                    "You say that it is over, and do not know yet whether data was lost.",
                    "Nobody can close this for themselves while you are still counting.",
                    "Carry it on as a question with a time: `- Q4 (by 2026-05-22 12:00 UTC): Was any data lost?` Or wait with the end until you know.",
                );
            }
            Some(_) => {}
        }
    }
    if fold.fixed_at.is_none() {
        note(
            Weight::Stop,
            "You say that it is over, and not since when.",
            "People need the time to tell which of their errors belong to this.",
            "Add `fixed_at: 2026-05-21 16:18 UTC`: when it worked again, not when you write this.",
        );
    }
    if fold.fixed_by.is_none() {
        note(
            Weight::Stop,
            "You say that it is over, and not what ended it.",
            "Without it, readers cannot judge whether it will come back.",
            "Add a sentence: `fixed_by: \"We went back to the earlier set-up.\"` If it ended by itself, say so.",
        );
    }
    let owed = case.policy.debt(Debt::PostmortemAnnounced, fold.severity).is_some();
    if owed && fold.postmortem.is_none() {
        note(
            Weight::Fix,
            "You have not said when you will publish what you learned.",
            "After an incident like this, people want to know how you keep it from happening again.",
            "Add `postmortem: { due: 2026-06-11 }`. If there will be none, say why: `postmortem: { none: \"…\" }`.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{OVER, Small};
    use crate::finding::Code;

    #[test]
    fn the_end_says_whether_data_was_lost() {
        let silent = Small::over().change("data_lost: \"none\"\n", "");
        assert_eq!(
            silent.told(Code::C11, OVER),
            ["stop: You say that it is over, and not whether any data was lost. [type: resolved]"]
        );
        let unsure = Small::over().change("data_lost: \"none\"", "data_lost: unknown");
        assert_eq!(
            unsure.told(Code::C11, OVER),
            ["stop: You say that it is over, and do not know yet whether data was lost. [type: resolved]"]
        );
    }

    #[test]
    fn a_review_looks_at_how_people_were_told() {
        let review = |lesson: &str| {
            let text = format!(
                "---\ntype: postmortem\nat: 2026-03-20 10:00 UTC\nlessons: [{{ area: {lesson}, text: \"Look twice.\" }}]\n---\nOur review.\n"
            );
            Small::over().with("incidents/one/03-postmortem.md", &text)
        };
        let told = review("technical").told(Code::C11, "2026-03-20 10:00 UTC");
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].starts_with("hint: The review says nothing about how you told people."), "{told:#?}");
        review("communication").silent(Code::C11, "2026-03-20 10:00 UTC");
    }

    #[test]
    fn the_end_says_since_when_and_what_ended_it() {
        let hasty = Small::over()
            .change("fixed_at: 2026-03-03 10:50 UTC\n", "")
            .change("fixed_by: \"We took work off the machines.\"\n", "")
            .change("postmortem: { due: 2026-03-20 }\n", "");
        assert_eq!(
            hasty.told(Code::C11, OVER),
            [
                "stop: You say that it is over, and not since when. [type: resolved]",
                "stop: You say that it is over, and not what ended it. [type: resolved]",
                "fix: You have not said when you will publish what you learned. [type: resolved]"
            ]
        );
    }

    #[test]
    fn an_end_does_not_tell_of_trouble() {
        let over = |words: &str| Small::over().change("Search answers at once again.", words);
        for words in [
            "Most searches work again. A few of you still see errors.",
            "We are still looking for the cause and we write more tomorrow.",
            "Search still fails for some customers.",
        ] {
            let told = over(words).told(Code::C11, OVER);
            assert!(!told.is_empty(), "{words}");
            assert!(
                told.iter()
                    .all(|told| told.starts_with("stop: You say that it is over, and the text says `"))
            );
        }
        for words in [
            "You can search again since 10:50 UTC.",
            "If you still see errors, load the page again.",
            "You still have all your documents. Search is still fast.",
            "Nobody still waits. Some of you were still slow at 10:45 UTC.",
        ] {
            over(words).silent(Code::C11, OVER);
        }
        // Under way, it is what has to be said.
        Small::new()
            .change("Search takes about ten seconds to answer.", "A few of you still see errors.")
            .silent(Code::C11, super::super::tests::EARLY);
    }

    #[test]
    fn what_has_trouble_is_not_over() {
        let hasty = Small::over().change("services: { search: recovered }\n", "");
        assert_eq!(
            hasty.told(Code::C11, OVER),
            ["stop: You say that it is over, and Search has not been said to work again. [type: resolved]"]
        );
    }

    #[test]
    fn a_question_is_answered_or_carried_on() {
        let left = Small::over().change("- Q2: None; we compared all lists.\n", "");
        assert_eq!(
            left.told(Code::C11, OVER),
            [
                "stop: You say that it is over, and Q2 is still open: “Which documents are not found?” [type: resolved]"
            ]
        );
        left.change(
            "## Answers",
            "## What we don't know yet\n- Q2 (by 2026-03-10 12:00 UTC): Which documents are not found?\n\n## Answers",
        )
        .silent(Code::C11, OVER);
    }

    #[test]
    fn planned_work_that_is_done_or_called_off_needs_less() {
        let planned = |state: &str| {
            Small::over()
                .change("kind: outage", "kind: maintenance")
                .change("search: slow", "search: maintenance")
                .change("speaker: ada", "speaker: ada\nwindow: { start: 2026-03-03 10:20 UTC, end: 2026-03-03 11:00 UTC }")
                .change("data_lost: \"none\"\nfixed_at: 2026-03-03 10:50 UTC\nfixed_by: \"We took work off the machines.\"\npostmortem: { due: 2026-03-20 }\n", state)
        };
        planned("").silent(Code::C11, OVER);
        planned("state: cancelled\n").change("services: { search: recovered }\n", "").silent(Code::C11, OVER);
    }
}
