//! C12: a notice of a data breach tells people what the law asks for.

use super::{Live, first_line, full, key, section};
use crate::check::language::pack_of;
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Place, Weight};
use crate::language::{Pack, Text};
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

const LAW: &str = "The law asks for it, because people need it to protect themselves.";

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C12,
    weight: Weight::Stop,
    about: About {
        rule: "The notice of a data breach says: what happened; which data (`data_types`); how many people \
               (`affected`, which may be `how_sure: unknown`); when (`exposure` or `impact_began_at`); the likely \
               consequences, in words under the impact (or as `impact: potential`); what we did; and what people \
               can do for themselves. An impact that is there and leaves the consequences out is to be mended and \
               does not stop anything, and none of this stops a correction. If the policy says `us_ca: true`, the title says `Notice of Data \
               Breach`, and the first notice has the five headings of California's law in their order. That there \
               is someone to ask is the matter of C9.",
        reason: "People whose data is gone have to protect themselves, and can only do so with all of this.",
        source: "GDPR, articles 33(3) and 34(2); California Civil Code 1798.82.",
        fires: "kind: data_breach, with data types and numbers, and no word on likely consequences",
        near: "## Impact\nCriminals can use this to open accounts in your name.",
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
        super::spare_correction(&live, &mut findings[from..]);
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
            Finding::stop(Code::C12, key(case.content, update, wanted), message).reader(LAW).help(help),
        );
    };
    if fold.lead.is_none() && fold.section(Known::Know).is_none() {
        note(
            "type",
            "The notice does not say what happened.",
            "Begin with a sentence or two: who took what, from where, and when.",
        );
    }
    if fold.data_types.is_none_or(<[_]>::is_empty) {
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
    consequences(case, live, findings);
    let mut note = |message: &str, help: &str| {
        let place = key(case.content, update, "type");
        findings.push(Finding::stop(Code::C12, place, message).reader(LAW).help(help));
    };
    let doing = || case.steps.iter().any(|step| section(step.update, Known::Doing).is_some());
    if fold.taken.is_empty() && !doing() {
        note(
            "The notice does not say what you did about it.",
            "Add `## What we are doing` with your steps and their times.",
        );
    }
    // After a reopening, C7 asks for it.
    if fold.actions.is_empty() && live.step.update.kind != UpdateType::Reopened {
        note(
            "The notice does not say what people can do to protect themselves.",
            "Add `## What you should do`, such as `- Tell your bank. It takes about 10 minutes.`",
        );
    }
}

/// What could come of it: said as a fact, or in words under the impact.
fn consequences(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let fold = &live.step.fold;
    let Some(pack) = pack_of(case) else { return };
    if fold.potential.is_some() {
        return;
    }
    let impact = fold.section(Known::Impact).map(|said| said.value);
    let words = impact.map(|span| case.text(span)).unwrap_or_default();
    let text = Text::of_markdown(words, pack);
    let tells = text.passages.iter().any(|passage| {
        passage.sentences.iter().any(|range| tells_consequence(&passage.lower[range.clone()], pack))
    });
    if tells {
        return;
    }
    let update = live.step.update;
    let mut finding = Finding::stop(
        Code::C12,
        key(case.content, update, "type"),
        "The notice does not say what the likely consequences are.",
    )
    .reader(LAW)
    .help(
        "Say under `## Impact` what someone could do with this data, such as `Criminals could open accounts in your name.` A sentence is enough.",
    );
    if !words.trim().is_empty() {
        finding.weight = Weight::Fix;
        if let Some(span) = section(update, Known::Impact) {
            finding.place = Place::Span(first_line(case, span));
        }
    }
    findings.push(finding);
}

/// Whether a sentence says what could happen to people, and not only that nothing can.
fn tells_consequence(sentence: &str, pack: &Pack) -> bool {
    let mut rest = sentence.to_owned();
    while let Some(none) = pack.part("no_consequence").and_then(|part| part.find(&rest, 0))
        && !none.is_empty()
    {
        rest.replace_range(none, "–");
    }
    pack.says("consequence", &rest)
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
                "fix: The notice does not say what the likely consequences are. [You wait for each answer of Search.]",
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
    fn consequences_are_told_in_words() {
        let told = |words: &str| {
            breach()
                .change("\nimpact: { potential: \"Someone can write to you in our name.\" }", "")
                .change("You wait for each answer of Search.", words)
                .told(Code::C12, EARLY)
        };
        let good = [
            "You may get false emails that use your name.",
            "Criminals can use this to open accounts in your name.",
            "Expect phishing emails and scam calls.",
            "Somebody who has your name and address can pretend to be you.",
            "Watch out for fraud: your bank details are in the file.",
            "Identity theft is possible.",
            "People who have the file can read where you live.",
            "You will get spam.",
            "There is no risk to your card, but criminals could call you.",
        ];
        for words in good {
            assert!(told(words).is_empty(), "{words}: {:?}", told(words));
        }
        let bad = [
            "A limited number of customers might be affected.",
            "There is no risk.",
            "You can go on buying tickets.",
        ];
        for words in bad {
            let fix = format!("fix: The notice does not say what the likely consequences are. [{words}]");
            assert_eq!(told(words), [fix]);
        }
        let none = breach()
            .change("\nimpact: { potential: \"Someone can write to you in our name.\" }", "")
            .change("## Impact\nYou wait for each answer of Search.\n", "");
        assert_eq!(
            none.told(Code::C12, EARLY),
            ["stop: The notice does not say what the likely consequences are. [type: first]"]
        );
        let german = |words: &str| {
            breach()
                .change("kind: data_breach", "kind: data_breach\nlanguage: de")
                .change("\nimpact: { potential: \"Someone can write to you in our name.\" }", "")
                .change("You wait for each answer of Search.", words)
                .told(Code::C12, EARLY)
        };
        for words in [
            "Kriminelle können damit in Ihrem Namen Konten eröffnen.",
            "Achten Sie auf Betrug: Ihre Bankdaten stehen in der Datei.",
            "Sie werden Spam bekommen.",
            "Identitätsdiebstahl ist möglich.",
        ] {
            assert!(german(words).is_empty(), "{words}: {:?}", german(words));
        }
        for words in ["Es besteht kein Risiko.", "Einige Kunden könnten betroffen sein."] {
            assert_eq!(german(words).len(), 1, "{words}");
        }
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
