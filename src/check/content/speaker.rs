//! C8: a person with a name and a job speaks; for the worst incidents an executive.

use super::{Live, full, key};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Debt, Kind, Level, Severity};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C8,
    weight: Weight::Fix,
    about: About {
        rule: "A full update of a critical or major incident has a `speaker`. For a critical one that person is an \
               executive; once the time in the policy has passed, this stops the publication, except a correction. The time counts from \
               the first word, or from when it was called critical, if that was later. For a smaller incident a \
               missing speaker is a suggestion. Planned work is not asked. That a speaker has a name and a job is \
               looked at when the files are read.",
        reason: "People trust a person who signs more than a company that does not, and a serious event more to someone who answers for all of it.",
        source: "The litmus test after Heartbleed: an executive from security or operations; Laufer and others on \
                 spokespersons in a crisis.",
        fires: "severity: critical, three hours after the first word, speaker: pellam-roke (a lead)",
        near: "severity: major, speaker: pellam-roke (a lead)",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if case.incident.kind == Kind::Maintenance {
        return;
    }
    for live in full(case).filter(Live::is_news) {
        if let Some(finding) = heard(case, &live) {
            let from = findings.len();
            findings.push(finding);
            super::spare_correction(&live, &mut findings[from..]);
            return;
        }
    }
}

fn heard(case: &Case<'_>, live: &Live<'_, '_>) -> Option<Finding> {
    let update = live.step.update;
    let severity = live.step.fold.severity;
    let critical = severity == Some(Severity::Critical);
    let speaker = live.step.fold.speaker.and_then(|at| case.content.people.get(at));
    let executives: Vec<&str> = case
        .content
        .people
        .iter()
        .filter(|person| person.level == Level::Executive)
        .map(|person| person.id.as_str())
        .collect();
    let weight = match severity {
        Some(Severity::Critical) if live.overdue(Debt::Speaker).is_some() => Weight::Stop,
        Some(Severity::Minor | Severity::None) => Weight::Hint,
        _ => Weight::Fix,
    };
    let finding = match speaker {
        None => Finding::new(Code::C8, weight, key(case.content, update, "speaker"), "Nobody speaks here by name.")
            .reader(if critical {
                "For an incident this serious, readers expect a person who answers for the company, with name and job."
            } else {
                "Readers cannot see who answers for these words."
            }),
        Some(person) if critical && person.level != Level::Executive => Finding::new(
            Code::C8,
            weight,
            key(case.content, update, "speaker"),
            format!("This is critical, and {}, who speaks, is not an executive.", person.name),
        )
        .reader("For an incident this serious, readers expect someone from the top, best from security or operations."),
        Some(_) => return None,
    };
    Some(
        finding.help(match executives.as_slice() {
            [] if critical => {
                "Add someone with `level: executive` to people.yaml, and write that id as the `speaker`."
                    .to_owned()
            }
            ids if critical => {
                format!("Write one of your executives: `speaker: {}`.", ids.join("` or `speaker: "))
            }
            _ => "Add `speaker:` with the id of a person from people.yaml.".to_owned(),
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, LATE, Small};
    use crate::finding::Code;

    #[test]
    fn somebody_speaks_by_name() {
        let nobody = Small::new().change("speaker: ada\n", "");
        assert_eq!(nobody.told(Code::C8, EARLY), ["fix: Nobody speaks here by name. [type: first]"]);
        assert_eq!(
            nobody.change("severity: major", "severity: minor").told(Code::C8, LATE),
            ["hint: Nobody speaks here by name. [type: first]"]
        );
    }

    #[test]
    fn the_worst_is_told_by_an_executive() {
        let lead = Small::new().change("severity: major", "severity: critical");
        assert_eq!(
            lead.told(Code::C8, EARLY),
            ["fix: This is critical, and Ada Lake, who speaks, is not an executive. [speaker: ada]"]
        );
        // Time alone stops nothing; the next word does not go out without one.
        assert!(lead.told(Code::C8, LATE)[0].starts_with("fix: "));
        Small::new()
            .change("severity: major", "severity: critical")
            .change("speaker: ada", "speaker: eve")
            .silent(Code::C8, LATE);
        let second = format!(
            "---\ntype: progress\nat: {LATE}\nnext_update: 2026-03-05 12:20 UTC\n---\nIt is still slow.\n"
        );
        assert!(
            lead.with("incidents/one/02-progress.md", &second).told(Code::C8, LATE)[0].starts_with("stop: ")
        );
    }

    #[test]
    fn calling_it_critical_later_does_not_make_the_writer_late() {
        let second = "---\ntype: progress\nat: 2026-03-03 14:00 UTC\nseverity: critical\nnext_update: 2026-03-03 14:30 UTC\n---\nIt got worse.\n";
        let worse = Small::new().with("incidents/one/02-progress.md", second);
        assert!(worse.told(Code::C8, "2026-03-03 14:00 UTC")[0].starts_with("fix: "));
        assert!(worse.told(Code::C8, "2026-03-03 16:01 UTC")[0].starts_with("fix: "));
    }
}
