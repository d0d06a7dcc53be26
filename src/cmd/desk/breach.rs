//! What the notice of a data breach has to say besides: which data, of how many, since when, what could
//! come of it, what was done. `not known yet` is an answer to most of it.

use candor::model::Kind;
use candor::write::{Sheet, earlier, flow, not_taken};

use super::open::Told;
use super::{Desk, Gap, Gaps, Halt, Question};

/// Something that has to be said, and how.
struct Part {
    /// The key of a fact, or the name of a part of the words.
    name: &'static str,
    flag: &'static str,
    ask: &'static str,
    help: &'static str,
    example: &'static str,
}

const PARTS: [Part; 6] = [
    Part {
        name: "data_types",
        flag: "--set",
        ask: "Which data was taken?",
        help: "With commas between, such as `names, e-mail addresses`; or `not known yet`.",
        example: "\"data_types=[names, e-mail addresses]\"",
    },
    Part {
        name: "affected",
        flag: "--set",
        ask: "How many people does it concern?",
        help: "A number, or `not known yet`.",
        example: "\"affected={ count: 412, unit: people, how_sure: at_least }\"",
    },
    Part {
        name: "exposure",
        flag: "--set",
        ask: "Since when could somebody reach it?",
        help: "A time such as `2026-02-12 08:05 UTC`, or `not known yet`.",
        example: "\"exposure={ start: 2026-02-12 08:05 UTC, end: unknown }\"",
    },
    Part {
        name: "impact",
        flag: "--impact",
        ask: "What could somebody do with this data?",
        help: "A sentence such as `Criminals could write to you in our name.`",
        example: "\"Criminals could write to you in our name.\"",
    },
    Part {
        name: "doing",
        flag: "--did",
        ask: "What have you done about it?",
        help: "With its time, such as `09:10 UTC We turned the old key off.`",
        example: "\"09:10 UTC We turned the old key off.\"",
    },
    Part {
        name: "actions",
        flag: "--do",
        ask: "What can people do to protect themselves?",
        help: "One step, such as `Tell your bank. It takes about 10 minutes.`",
        example: "\"Tell your bank. It takes about 10 minutes.\"",
    },
];

impl Desk<'_> {
    /// What nobody has been told yet of all this; `began` if it is known when it began.
    pub(in crate::cmd) fn ask_breach(
        &self,
        sheet: &mut Sheet,
        told: &Told<'_>,
        began: bool,
    ) -> Result<(), Halt> {
        let Some(fold) = told.fold.filter(|_| told.kind == Kind::DataBreach) else { return Ok(()) };
        let known = |name: &str| match name {
            "data_types" => fold.data_types.is_some_and(|types| !types.is_empty()),
            "affected" => fold.affected.is_some(),
            "exposure" => began || fold.exposure.is_some(),
            "impact" => fold.section(candor::model::Known::Impact).is_some(),
            "doing" => !fold.taken.is_empty(),
            _ => !fold.actions.is_empty(),
        };
        let mut gaps = Gaps::default();
        for part in &PARTS {
            if known(part.name) || sheet.get(part.name).is_some() || sheet.words(part.name).is_some() {
                continue;
            }
            if !self.asker.is_on() {
                gaps.note::<()>(Err(Halt::Missing(vec![Gap::new(part.flag, part.ask, part.example)])))?;
                continue;
            }
            let asked = Question { flag: part.flag, ask: part.ask, help: part.help, default: None };
            let (at, zone) = (told.at, self.content().site.time_zone);
            let read = move |text: &str| {
                let text = text.trim();
                let unknown = matches!(text, "unknown" | "not known" | "not known yet");
                match part.name {
                    _ if text.is_empty() => Err("the law asks for it, because people need it".to_owned()),
                    "data_types" => {
                        let types = text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(flow);
                        Ok(format!("[{}]", types.collect::<Vec<_>>().join(", ")))
                    }
                    "affected" if unknown => Ok("{ how_sure: unknown }".to_owned()),
                    "affected" => match text.replace([',', '.', ' '], "").parse::<u64>() {
                        Ok(count) => Ok(format!("{{ count: {count}, unit: people, how_sure: estimate }}")),
                        Err(_) => Err("write a number such as `412`, or `not known yet`".to_owned()),
                    },
                    "exposure" if unknown => Ok("{ start: unknown, end: unknown }".to_owned()),
                    "exposure" => earlier(text, at, Some(zone))
                        .map(|start| format!("{{ start: {start}, end: unknown }}"))
                        .map_err(|fault| {
                            not_taken(&fault, "a time such as `2026-02-12 08:05 UTC`, or `not known yet`")
                        }),
                    "doing" | "actions" => Ok(format!("- {text}")),
                    _ => Ok(text.to_owned()),
                }
            };
            let answer = self.asker.text(None, &asked, read)?;
            match part.name {
                "data_types" | "affected" | "exposure" => sheet.fact(part.name, answer),
                _ => sheet.part(part.name, answer),
            };
        }
        gaps.end()
    }
}
