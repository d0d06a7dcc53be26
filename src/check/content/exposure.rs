//! C5: it is said from when until when people were exposed, even if an end is not known.

use super::{Live, is_security, key, live};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Debt, Exposure, HowSure, Kind, Moment};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C5,
    weight: Weight::Fix,
    about: About {
        rule: "For a security incident, a data breach or a flaw, the time in the policy has passed, or it is \
               over, and `exposure` still lacks its start or its end. `unknown` and `ongoing` count as said. Also: \
               it is said to have been found before people were exposed, both times being exact. That it ends \
               before it starts is looked at when the files are read (`end-before-start`); the dates that the \
               law asks of a breach are the matter of C12.",
        reason: "How long it lasted decides how much a reader has to go through: a day of messages, or a year.",
        source: "The litmus test after Heartbleed: how long were users exposed?",
        fires: "a flaw, two days after the first word, and no `exposure`",
        near: "exposure: { start: unknown, end: ongoing }",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let kind = case.incident.kind;
    if !is_security(kind) && kind != Kind::Vulnerability {
        return;
    }
    for live in live(case) {
        let from = findings.len();
        let said = live.step.fold.exposure.map(|said| *said.value);
        match said {
            Some(exposure) => {
                if exposure.start.is_none() || exposure.end.is_none() {
                    unsaid(case, &live, Some(exposure), findings);
                }
                found_before(case, &live, exposure, findings);
            }
            // Of a breach without any date, C12 speaks.
            None if kind == Kind::DataBreach && case.incident.impact_began_at.is_none() => {}
            None => unsaid(case, &live, None, findings),
        }
        if findings.len() > from {
            return;
        }
    }
}

fn unsaid(case: &Case<'_>, live: &Live<'_, '_>, said: Option<Exposure>, findings: &mut Vec<Finding>) {
    if live.overdue(Debt::Exposure).is_none() && !live.is_over() {
        return;
    }
    let (what, example) = match said {
        Some(Exposure { start: None, .. }) => ("since when", "start: unknown"),
        Some(_) => ("until when", "end: ongoing"),
        None => ("how long", "exposure: { start: 2026-02-12 08:05 UTC, end: ongoing }"),
    };
    findings.push(
        Finding::fix(
            Code::C5,
            key(case.content, live.step.update, "exposure"),
            format!("You have not said {what} people were exposed."),
        )
        .reader("Without it nobody can tell which of their passwords, files or messages to look at.")
        .help(format!(
            "Say from when until when, for example `{example}`. “We don't know yet when it began” is a valid answer: `start: unknown`."
        )),
    );
}

fn found_before(case: &Case<'_>, live: &Live<'_, '_>, exposure: Exposure, findings: &mut Vec<Finding>) {
    let detection = &case.incident.detection;
    if let (Some(Moment { at: Some(start), how_sure: HowSure::Exact, span }), Some(found)) =
        (exposure.start, detection.at)
        && !detection.approximate
        && found < start
        && !live.step.is_holding()
    {
        findings.push(
            Finding::fix(
                Code::C5,
                span,
                format!("You found it at {}, and people are said to be exposed only since {}.", found.written(), start.written()),
            )
            .reader("A reader who compares the two times will not believe either.")
            .help(
                "Check both times and their zones. If the start is a guess, say so: `{ at: …, how_sure: estimate }`.",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, LATE, Small};
    use crate::finding::Code;

    fn attack(facts: &str) -> Small {
        Small::new()
            .change("kind: outage", "kind: security_incident")
            .change("speaker: ada", &format!("speaker: ada\ndata_access: unknown\n{facts}"))
    }

    #[test]
    fn it_is_said_how_long_people_were_exposed() {
        attack("").silent(Code::C5, EARLY);
        assert_eq!(
            attack("").told(Code::C5, LATE),
            ["fix: You have not said how long people were exposed. [type: first]"]
        );
        let half = attack("exposure: { start: unknown }");
        assert_eq!(
            half.told(Code::C5, LATE),
            ["fix: You have not said until when people were exposed. [exposure: { start: unknown }]"]
        );
        attack("exposure: { start: unknown, end: ongoing }").silent(Code::C5, LATE);
        // An outage exposes nobody.
        Small::new().silent(Code::C5, LATE);
    }

    #[test]
    fn nothing_is_found_before_it_began() {
        let odd = attack("exposure: { start: 2026-03-03 10:12 UTC, end: ongoing }");
        assert_eq!(odd.told(Code::C5, EARLY).len(), 1);
        attack("exposure: { start: { at: 2026-03-03 10:12 UTC, how_sure: estimate }, end: ongoing }")
            .silent(Code::C5, EARLY);
    }
}
