//! C3: what is not known is said, and whether somebody could have reached data.

use super::{Live, full, is_security, key, section, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{DataAccess, DataReach, Debt, Kind, Known, UpdateType};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C3,
    weight: Weight::Stop,
    about: About {
        rule: "From the first full update on, there is a question that is open or was answered, or the words say \
               that nothing is open. Planned work and notices need neither. A security incident or a data breach \
               also says whether someone could have reached data: `confirmed`, `ruled_out`, `unknown`, \
               or why it does not matter here. While that is unknown, one of the questions asks about it.",
        reason: "People forgive what you do not know yet. They do not forgive finding out that you knew you did not know.",
        source: "CDC, Crisis and Emergency Risk Communication: acknowledge uncertainty; the litmus test after \
                 Heartbleed: could attackers have reached user data?",
        fires: "kind: security_incident, and an update of the type `first` without `data_access`",
        near: "data_access: unknown, and a question: `- Q1: Did anyone open customers' documents?`",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    // Planned work and notices leave nothing to find out.
    if matches!(case.incident.kind, Kind::Maintenance | Kind::Notice) {
        return;
    }
    owed(case, findings);
    for live in full(case).filter(Live::is_news) {
        let from = findings.len();
        nothing_said(case, &live, findings);
        if is_security(case.incident.kind) {
            data(case, &live, findings);
        }
        if findings.len() > from {
            return;
        }
    }
}

/// A first word in a hurry may leave it out, for a while.
fn owed(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(live) = super::live(case).find(|live| live.step.public && live.step.is_holding()) else {
        return;
    };
    let said = live.step.fold.nothing_open || !live.step.fold.questions.is_empty();
    if !said && let Some(due) = live.overdue(Debt::Unknowns) {
        findings.push(
            Finding::fix(
                Code::C3,
                live.step.update.at.span,
                format!("Since {}, readers are owed what you do not know yet.", due.written()),
            )
            .reader("They can see that you know more than this first word, and wonder what you hold back.")
            .help("Publish a full update with the section `## What we don't know yet`, with a time for each answer."),
        );
    }
}

fn nothing_said(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let fold = &live.step.fold;
    if fold.nothing_open || !fold.questions.is_empty() {
        return;
    }
    let update = live.step.update;
    // That it has come back goes out first; what is not known follows.
    let weight = if update.kind == UpdateType::Reopened { Weight::Fix } else { Weight::Stop };
    let place = section(update, Known::Unknowns)
        .filter(|span| !case.text(*span).trim().is_empty())
        .map_or_else(|| key(case.content, update, "type"), |span| super::first_line(case, span));
    let finding = Finding::stop(Code::C3, place, "You have not said what you don't know yet.")
        .reader("Readers see the gaps themselves. If you do not name them, they think that you hide them.")
        .help(
            "Add `## What we don't know yet` with a line such as `- Q1 (by 2026-03-03 18:00 UTC): What caused this?` If there is truly nothing, write `Nothing is open.` there.",
        );
    findings.push(Finding { weight, ..finding });
}

fn data(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let update = live.step.update;
    let place = key(case.content, update, "data_access");
    match live.step.fold.data_access.map(|said| said.value) {
        None => findings.push(
            Finding::stop(Code::C3, place, "You have not said whether someone could have reached people's data.")
                .reader("It is the first question that everyone has, and silence reads as yes.")
                .help(
                    "Add `data_access: unknown` if you are still finding out, or `confirmed`, or `ruled_out`. If no data is involved, say why: `data_access: { not_relevant: \"…\" }`.",
                ),
        ),
        Some(DataAccess::Stated(DataReach::Unknown)) if !asks_about_data(case, live) => findings.push(
            Finding::stop(
                Code::C3,
                place,
                "You say that it is not known whether data was reached, and no question on the page asks it.",
            )
            .reader("Readers cannot see that you are looking into it, or when they will know.")
            .help(
                "Under `## What we don't know yet`, ask it and promise a time: `- Q1 (by 2026-03-03 18:00 UTC): Did anyone open your documents or other data?`",
            ),
        ),
        Some(_) => {}
    }
}

/// Whether any question so far is about data; in a language whose words we do not have, any question is.
fn asks_about_data(case: &Case<'_>, live: &Live<'_, '_>) -> bool {
    let known = words::Words::of(case.incident, &case.content.site.language);
    let types: Vec<&str> = live.step.fold.data_types.unwrap_or_default().iter().map(String::as_str).collect();
    live.step.fold.questions.values().any(|question| {
        known.is_none_or(|known| words::any(question.text, known.data) || words::any(question.text, &types))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, LATE, Small};
    use crate::finding::Code;

    const QUESTIONS: &str = "## What we don't know yet\n- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?\n- Q2: Which documents are not found?\n";

    #[test]
    fn what_is_not_known_is_said() {
        let sure = Small::new().change(QUESTIONS, "");
        assert_eq!(
            sure.told(Code::C3, EARLY),
            ["stop: You have not said what you don't know yet. [type: first]"]
        );
        Small::new()
            .change(QUESTIONS, "## What we don't know yet\nNothing is open.\n")
            .silent(Code::C3, EARLY);
        Small::new().change(QUESTIONS, "").change("kind: outage", "kind: notice").silent(Code::C3, EARLY);
    }

    #[test]
    fn a_first_word_owes_it() {
        let hurried = Small::new().change(QUESTIONS, "").change("type: first", "type: holding");
        hurried.silent(Code::C3, EARLY);
        assert_eq!(
            hurried.told(Code::C3, LATE),
            [
                "fix: Since 2026-03-03 11:20 UTC, readers are owed what you do not know yet. [2026-03-03 10:20 UTC]"
            ]
        );
    }

    #[test]
    fn a_security_incident_answers_the_first_question_that_everyone_has() {
        let attack = || Small::new().change("kind: outage", "kind: security_incident");
        assert_eq!(
            attack().told(Code::C3, EARLY),
            ["stop: You have not said whether someone could have reached people's data. [type: first]"]
        );
        attack()
            .change("speaker: ada", "speaker: ada\ndata_access: { not_relevant: \"it holds no data\" }")
            .silent(Code::C3, EARLY);
        // Q2 asks about documents.
        let unknown = || attack().change("speaker: ada", "speaker: ada\ndata_access: unknown");
        unknown().silent(Code::C3, EARLY);
        let unasked = unknown().change("Which documents are not found?", "When did it begin?");
        assert_eq!(
            unasked.told(Code::C3, EARLY),
            [
                "stop: You say that it is not known whether data was reached, and no question on the page asks it. [data_access: unknown]"
            ]
        );
    }
}
