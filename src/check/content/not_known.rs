//! C3: what is not known is said, and whether somebody could have reached data.

use super::{Live, full, is_security, key, section, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{DataAccess, DataReach, Debt, Kind, Known, UpdateType};
use crate::source::Excerpt;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C3,
    weight: Weight::Stop,
    about: About {
        rule: "The first full update, an advisory and the end have a question that is open or was answered, or the \
               words say that nothing is open. Planned work and notices need neither. A security incident or a data \
               breach also says whether someone could have reached data: `confirmed`, `ruled_out`, `unknown`, \
               or why it does not matter here. While that is unknown, one of the questions asks about it. A first \
               word in a hurry, and shorter updates after it, owe all this by the time in the policy; from then on \
               it stops them. A correction is never held up by it.",
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
    let news = |live: &Live<'_, '_>| live.is_news() && live.step.update.kind != UpdateType::Correction;
    for live in full(case).filter(news) {
        let from = findings.len();
        if let Some(weight) = weight(&live, Debt::Unknowns) {
            nothing_said(case, &live, weight, findings);
        }
        if is_security(case.incident.kind)
            && let Some(weight) = weight(&live, Debt::DataAccess)
        {
            data(case, &live, weight, findings);
        }
        if findings.len() > from {
            return;
        }
    }
}

/// How much it weighs that an update lacks this; `None` while it may.
fn weight(live: &Live<'_, '_>, debt: Debt) -> Option<Weight> {
    match live.step.update.kind {
        UpdateType::First | UpdateType::Advisory => Some(Weight::Stop),
        // That it has come back goes out first; what is not known follows.
        UpdateType::Reopened => Some(Weight::Fix),
        // After the end nobody waits for it any more.
        _ if live.is_over() => Some(Weight::Stop),
        // Until then it is owed, as the list of debts says.
        _ => live.overdue(debt).map(|_| Weight::Stop),
    }
}

/// A first word in a hurry may leave it out, for a while; a correction changes nothing about that.
fn owed(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let may = |live: &Live<'_, '_>| {
        live.step.is_holding() || live.step.update.kind == UpdateType::Correction && !live.is_over()
    };
    let Some(live) = super::live(case).find(|live| live.step.public && may(live)) else {
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
            .reader("They can see that you know more than this, and wonder what you hold back.")
            .help("Publish a full update with the section `## What we don't know yet`, with a time for each answer."),
        );
    }
}

fn nothing_said(case: &Case<'_>, live: &Live<'_, '_>, weight: Weight, findings: &mut Vec<Finding>) {
    let fold = &live.step.fold;
    if fold.nothing_open || !fold.questions.is_empty() {
        return;
    }
    let update = live.step.update;
    let place = section(update, Known::Unknowns)
        .filter(|span| !case.text(*span).trim().is_empty())
        .map_or_else(|| key(case.content, update, "type"), |span| super::first_line(case, span));
    findings.push(
        Finding::new(Code::C3, weight, place, "You have not said what you don't know yet.")
            .reader("Readers see the gaps themselves. If you do not name them, they think that you hide them.")
            .help(
                "Add `## What we don't know yet` with a line such as `- Q1 (by 2026-03-03 18:00 UTC): What caused this?` If there is truly nothing, write `Nothing is open.` there.",
            ),
    );
}

fn data(case: &Case<'_>, live: &Live<'_, '_>, weight: Weight, findings: &mut Vec<Finding>) {
    let update = live.step.update;
    let place = key(case.content, update, "data_access");
    match live.step.fold.data_access.map(|said| said.value) {
        None => findings.push(
            Finding::new(Code::C3, weight, place, "You have not said whether someone could have reached people's data.")
                .reader("It is the first question that everyone has, and silence reads as yes.")
                .help(
                    "Add `data_access: unknown` if you are still finding out, or `confirmed`, or `ruled_out`. If no data is involved, say why: `data_access: { not_relevant: \"…\" }`.",
                ),
        ),
        Some(DataAccess::Stated(DataReach::Unknown)) if !asks_about_data(case, live) => findings.push(
            Finding::new(
                Code::C3,
                weight,
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
    let types: Vec<&str> =
        live.step.fold.data_types.unwrap_or_default().iter().map(Excerpt::as_str).collect();
    live.step.fold.questions.iter().any(|question| {
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
    fn a_shorter_update_owes_it_until_the_time_of_the_debt() {
        let after = |at: &str| {
            let update = format!(
                "---\ntype: progress\nat: {at}\nnext_update: 2026-03-03 11:45 UTC\n---\nIt goes on.\n"
            );
            Small::new()
                .change(QUESTIONS, "")
                .change("type: first", "type: holding")
                .with("incidents/one/02-next.md", &update)
                .told(Code::C3, at)
        };
        // It is owed by 11:20.
        assert!(after("2026-03-03 11:20 UTC").is_empty());
        assert_eq!(
            after("2026-03-03 11:21 UTC"),
            ["stop: You have not said what you don't know yet. [type: progress]"]
        );
    }

    #[test]
    fn a_correction_is_never_held_up_by_it() {
        let correction = "---\ntype: correction\nat: 2026-03-03 10:40 UTC\ncorrects: { update: 01-first, said: \"ten seconds\", now: \"twelve seconds\", why: \"We counted wrong.\", found_at: 2026-03-03 10:35 UTC, matters_because: \"Nobody needs to act.\", size: fact }\n---\nWe wrote ten seconds. Right is twelve seconds.\n";
        let corrected = Small::new()
            .change(QUESTIONS, "")
            .change("type: first", "type: holding")
            .with("incidents/one/02-correction.md", correction);
        corrected.silent(Code::C3, EARLY);
        corrected.silent(Code::C3, "2026-03-03 10:40 UTC");
        let late = corrected.told(Code::C3, LATE);
        assert_eq!(late.len(), 1, "{late:#?}");
        assert!(late[0].starts_with("fix: Since 2026-03-03 11:20 UTC, readers are owed"), "{late:#?}");
        let attack = corrected.change("kind: outage", "kind: security_incident");
        assert!(attack.told(Code::C3, LATE).iter().all(|told| told.starts_with("fix:")));
        // Nor by any other duty of the words that it corrects.
        let breach = attack
            .change("kind: security_incident", "kind: data_breach")
            .change("severity: major\nspeaker: ada", "severity: critical");
        for code in [Code::C3, Code::C7, Code::C8, Code::C12] {
            let told = breach.told(code, "2026-03-03 14:00 UTC");
            assert!(!told.is_empty() && told.iter().all(|told| told.starts_with("fix:")), "{told:#?}");
        }
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
