//! C12: a notice of a data breach tells people what the law asks for.

use super::{Live, full, key, section, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::markdown::plain;
use crate::model::{Kind, Known};

/// Title and headings that California's law prescribes, in their order (Civil Code 1798.82 (d)).
const TITLE: &str = "notice of data breach";
const HEADINGS: [&str; 5] =
    ["What happened", "What information was involved", "What we are doing", "What you can do", "For more information"];

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
            Finding::stop(Code::C12, key(case, update, wanted), message)
                .reader("The law asks for it, because people need it to protect themselves.")
                .help(help),
        );
    };
    if fold.lead.is_none() && !fold.sections.contains_key(&Known::Know) {
        note("type", "The notice does not say what happened.", "Begin with a sentence or two: who took what, from where, and when.");
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
            "Add `exposure:` with a `start` and an `end`. If you do not know yet: `start: { how_sure: unknown }`.",
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
    if fold.actions.is_empty() {
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
            Finding::stop(Code::C12, title.span, "In California this title has to say “Notice of Data Breach”.")
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
                        key(case, live.step.update, "type"),
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
