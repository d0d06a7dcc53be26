//! C12: a notice of a data breach tells people what the law asks for.

use super::{Live, full, key, section, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::markdown::plain;
use crate::model::{Kind, Known, UpdateType};

/// Title and headings that California's law prescribes, in their order (Civil Code 1798.82 (d)).
const TITLE: &str = "notice of data breach";
const HEADINGS: [&str; 5] = [
    "What happened",
    "What information was involved",
    "What we are doing",
    "What you can do",
    "For more information",
];

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C12,
    weight: Weight::Stop,
    about: About {
        rule: "The notice of a data breach says: what happened; which data (`data_types`); how many people \
               (`affected`, which may be `how_sure: unknown`); when (`exposure` or `impact_began_at`); the likely \
               consequences (`impact: potential`, or words about them under the impact); what we did; and what \
               people can do for themselves. If the policy says `us_ca: true`, the title says `Notice of Data \
               Breach`, and the first notice has the five headings of California's law in their order. That there \
               is someone to ask is the matter of C9.",
        reason: "People whose data is gone have to protect themselves, and can only do so with all of this.",
        source: "GDPR, articles 33(3) and 34(2); California Civil Code 1798.82.",
        fires: "kind: data_breach, with data types and numbers, and no word on likely consequences",
        near: "impact: { potential: { text: \"Someone could open accounts in your name.\" } }",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if case.incident.kind != Kind::DataBreach {
        return;
    }
    let mut first = true;
    for live in full(case).filter(Live::is_news) {
        let from = findings.len();
        lacking(case, &live, findings);
        if first && case.policy.us_ca {
            california(case, &live, findings);
        }
        first = false;
        if findings.len() > from {
            return;
        }
    }
}

fn lacking(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let fold = &live.step.fold;
    let update = live.step.update;
    let mut note = |wanted: &str, message: &str, help: &str| {
        findings.push(
            Finding::stop(Code::C12, key(case.content, update, wanted), message)
                .reader("The law asks for it, because people need it to protect themselves.")
                .help(help),
        );
    };
    if fold.lead.is_none() && !fold.sections.contains_key(&Known::Know) {
        note(
            "type",
            "The notice does not say what happened.",
            "Begin with a sentence or two: who took what, from where, and when.",
        );
    }
    if fold.data_types.is_none_or(<[String]>::is_empty) {
        note(
            "data_types",
            "The notice does not say which data was taken.",
            "Add `data_types: [\"names\", \"bank details\"]`. If you do not know yet: `data_types: [\"not known yet\"]`.",
        );
    }
    if fold.affected.is_none() {
        note(
            "affected",
            "The notice does not say how many people it concerns.",
            "Add `affected: { count: 1140, unit: \"people\", how_sure: at_least }`. If you do not know yet: `affected: { how_sure: unknown }`.",
        );
    }
    if fold.exposure.is_none() && case.incident.impact_began_at.is_none() {
        note(
            "exposure",
            "The notice does not say when it happened.",
            "Add `exposure:` with a `start` and an `end`. If you do not know yet: `start: unknown`.",
        );
    }
    if !consequences(case, live) {
        note(
            "impact",
            "The notice does not say what the likely consequences are.",
            "Say what someone could do with this data: `impact: { potential: { text: \"Someone could open accounts in your name.\" } }`.",
        );
    }
    let doing = || case.steps.iter().any(|step| section(step.update, Known::Doing).is_some());
    if fold.taken.is_empty() && !doing() {
        note(
            "type",
            "The notice does not say what you did about it.",
            "Add `## What we are doing` with your steps and their times.",
        );
    }
    // After a reopening, C7 asks for it.
    if fold.actions.is_empty() && live.step.update.kind != UpdateType::Reopened {
        note(
            "type",
            "The notice does not say what people can do to protect themselves.",
            "Add `## What you should do`, such as `- Tell your bank. It takes about 10 minutes.`",
        );
    }
}

/// Whether anything so far says what could come of it.
fn consequences(case: &Case<'_>, live: &Live<'_, '_>) -> bool {
    let fold = &live.step.fold;
    if fold.impact.potential.is_some() {
        return true;
    }
    let Some(known) = words::Words::of(case.incident, &case.content.site.language) else { return true };
    let said = fold.sections.get(&Known::Impact);
    said.is_some_and(|said| words::any(&plain(case.text(said.value)), known.consequences))
}

fn california(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let title = &case.incident.title;
    if !title.value.to_lowercase().contains(TITLE) {
        findings.push(
            Finding::stop(
                Code::C12,
                title.span,
                "In California this title has to say “Notice of Data Breach”.",
            )
            .reader("Californian law prescribes it, so that people know such a letter at first sight.")
            .help("Begin the title with `Notice of Data Breach`."),
        );
    }
    let written: Vec<String> = case
        .steps
        .first()
        .map(|step| if step.is_holding() { live.step } else { step })
        .into_iter()
        .flat_map(|step| step.update.body.sections.iter().map(|section| section.heading.to_lowercase()))
        .collect();
    let mut rest = written.as_slice();
    for heading in HEADINGS {
        let wanted = heading.to_lowercase();
        match rest.iter().position(|known| *known == wanted) {
            Some(at) => rest = &rest[at + 1..],
            None => {
                let moved = written.contains(&wanted);
                findings.push(
                    Finding::stop(
                        Code::C12,
                        key(case.content, live.step.update, "type"),
                        if moved {
                            format!("In California the heading “{heading}” has to stand in another place.")
                        } else {
                            format!("In California the notice needs the heading “{heading}”.")
                        },
                    )
                    .reader("Californian law prescribes five headings in their order, so that such letters are alike.")
                    .help(format!("Use these headings, in this order: {}.", HEADINGS.map(|h| format!("`## {h}`")).join(", "))),
                );
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, Small};
    use crate::finding::Code;

    fn breach() -> Small {
        Small::new().change("kind: outage", "kind: data_breach").change(
            "speaker: ada",
            "speaker: ada\ndata_access: confirmed\ndata_types: [names]\naffected: { count: 12, unit: people }\nexposure: { start: 2026-03-01 10:00 UTC, end: 2026-03-02 10:00 UTC }\nimpact: { potential: \"Someone can write to you in our name.\" }",
        )
    }

    #[test]
    fn a_notice_has_what_the_law_asks_for() {
        breach().silent(Code::C12, EARLY);
        let parts = [
            ("data_types: [names]\n", "stop: The notice does not say which data was taken. [type: first]"),
            (
                "affected: { count: 12, unit: people }\n",
                "stop: The notice does not say how many people it concerns. [type: first]",
            ),
            (
                "exposure: { start: 2026-03-01 10:00 UTC, end: 2026-03-02 10:00 UTC }\n",
                "stop: The notice does not say when it happened. [type: first]",
            ),
            (
                "\nimpact: { potential: \"Someone can write to you in our name.\" }",
                "stop: The notice does not say what the likely consequences are. [type: first]",
            ),
            (
                "## What we are doing\n- 10:15 UTC We took work off the machines.\n",
                "stop: The notice does not say what you did about it. [type: first]",
            ),
            (
                "## What you should do\n### Everyone\n- You do not need to do anything.\n",
                "stop: The notice does not say what people can do to protect themselves. [type: first]",
            ),
        ];
        for (part, said) in parts {
            assert_eq!(breach().change(part, "").told(Code::C12, EARLY), [said]);
        }
        breach().change("count: 12, unit: people", "how_sure: unknown").silent(Code::C12, EARLY);
        // An attack without a breach is no notice.
        Small::new().change("kind: outage", "kind: security_incident").silent(Code::C12, EARLY);
    }

    #[test]
    fn california_has_a_form() {
        let notice = breach().with("policy.yaml", "us_ca: true\n");
        assert_eq!(
            notice.told(Code::C12, EARLY),
            [
                "stop: In California the notice needs the heading “What happened”. [type: first]",
                "stop: In California this title has to say “Notice of Data Breach”. [Search is slow]"
            ]
        );
        notice
            .change("title: Search is slow", "title: \"Notice of Data Breach: names of customers\"")
            .change("## Impact\n", "## What happened\n")
            .change(
                "## What we don't know yet\n",
                "## What information was involved\nNames.\n\n## What we don't know yet\n",
            )
            .change("## What you should do\n", "## What you can do\n")
            .change(
                "### Everyone\n- You do not need to do anything.\n",
                "### Everyone\n- You do not need to do anything.\n\n## For more information\nCall us.\n",
            )
            .silent(Code::C12, EARLY);
    }
}
