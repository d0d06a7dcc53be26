//! `candor resolve`: it is over.

use candor::model::time::{Date, Instant};
use candor::model::{Incident, Kind, Named, UpdateType};
use candor::write::{earlier, filled, flow, not_taken, phrases, quote};
use clap::Args;

use super::desk::{Desk, Facts, Gaps, Halt, Question, missing};
use super::sitting::{Sitting, ask_for, some};

#[derive(Args)]
pub(super) struct Resolve {
    /// The name of the incident's folder, or a part of it; the open one, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    /// When it worked again.
    #[arg(long, value_name = "INSTANT", help_heading = "Facts")]
    fixed_at: Option<String>,
    /// What fixed it, in one plain sentence.
    #[arg(long, value_name = "WORDS", help_heading = "Facts")]
    fixed_by: Option<String>,
    /// Whether data was lost: none, unknown, or what.
    #[arg(long, value_name = "ANSWER", help_heading = "Facts")]
    data_lost: Option<String>,
    /// The day on which you publish what you learned, or `none: why`.
    #[arg(long, value_name = "DAY", help_heading = "Facts")]
    review: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    place: super::Place,
}

impl Resolve {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.resolve())
    }

    fn resolve(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        let incident = desk.incident(self.incident.as_deref(), |i| !desk.fold(i).state.is_ended())?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        let remarks = sitting.open_matters();
        let mut gaps = Gaps::default();
        gaps.note(sitting.late())?;
        gaps.note(sitting.answers(true))?;
        if sitting.sheet.get("state").is_none() {
            sitting.sheet.fact("state", incident.kind.ended_state().name());
        }
        gaps.note(sitting.recovered())?;
        if !matches!(incident.kind, Kind::Maintenance | Kind::Notice) {
            gaps.note(self.fixed_at(&mut sitting))?;
            gaps.note(self.fixed_by(&mut sitting))?;
            gaps.note(self.data_lost(&mut sitting))?;
            gaps.note(self.review(&mut sitting))?;
        }
        sitting.open(UpdateType::Resolved, &mut gaps)?;
        gaps.note(sitting.words(UpdateType::Resolved))?;
        gaps.end()?;
        if sitting.sheet.get("next_update").is_none() {
            let why = closing(&desk, incident, sitting.sheet.get("postmortem"));
            sitting.sheet.fact("next_update", why);
        }
        sitting.write(UpdateType::Resolved, remarks, None)
    }

    /// Whether the text is only printed, and this was not said: then nobody is asked.
    fn is_only_shown(&self, said: Option<&str>) -> bool {
        self.facts.print && said.is_none()
    }

    /// When it worked again.
    fn fixed_at(&self, sitting: &mut Sitting<'_>) -> Result<(), Halt> {
        if sitting.sheet.get("fixed_at").is_some() || self.is_only_shown(self.fixed_at.as_deref()) {
            return Ok(());
        }
        let at = sitting.at;
        let question = Question {
            flag: "--fixed-at",
            ask: "When did it work again?",
            help: "A time such as `12:50 UTC`, `20 min ago`, or `now`.",
            default: Some(at.written()),
        };
        let zone = sitting.desk.content().site.time_zone;
        let began = sitting.incident.began_exactly_at().or_else(|| {
            // Nobody has said when it began: not many hours before the first word.
            sitting.incident.updates.first().map(|update| update.at.value.plus(-6 * 3_600))
        });
        let read = move |text: &str| before(text, began, at, zone);
        let fixed = sitting.desk.asker.text(self.fixed_at.as_deref(), &question, read)?;
        sitting.sheet.fact("fixed_at", fixed.written());
        Ok(())
    }

    /// What fixed it.
    fn fixed_by(&self, sitting: &mut Sitting<'_>) -> Result<(), Halt> {
        if sitting.sheet.get("fixed_by").is_some() || self.is_only_shown(self.fixed_by.as_deref()) {
            return Ok(());
        }
        let question = Question {
            flag: "--fixed-by",
            ask: "What fixed it, in one plain sentence?",
            help: "Such as `We replaced a certificate that had run out.`",
            default: None,
        };
        let fixed = sitting.desk.asker.text(self.fixed_by.as_deref(), &question, some)?;
        sitting.sheet.fact("fixed_by", quote(&fixed));
        Ok(())
    }

    /// Whether data was lost.
    fn data_lost(&self, sitting: &mut Sitting<'_>) -> Result<(), Halt> {
        if sitting.sheet.get("data_lost").is_some() || self.is_only_shown(self.data_lost.as_deref()) {
            return Ok(());
        }
        let asker = &sitting.desk.asker;
        let answer = match &self.data_lost {
            Some(text) => text.clone(),
            None if asker.is_on() => {
                let options = [("We do not know", "unknown"), ("No", "none"), ("Yes", "yes")];
                let options = options.into_iter().map(|(words, value)| (words.to_owned(), value)).collect();
                match asker.pick("Was any data lost?", "", options, 0)? {
                    "yes" => asker.text(None, &ask_for("--data-lost", "What was lost?"), some)?,
                    answer => answer.to_owned(),
                }
            }
            None => {
                return Err(missing(&Question {
                    help: "Write none, unknown, or what was lost.",
                    ..ask_for("--data-lost", "Was any data lost?")
                }));
            }
        };
        let yaml = match answer.as_str() {
            "none" | "unknown" => answer,
            lost => format!("{{ lost: {} }}", flow(lost)),
        };
        sitting.sheet.fact("data_lost", yaml);
        Ok(())
    }

    /// When what was learned is published.
    fn review(&self, sitting: &mut Sitting<'_>) -> Result<(), Halt> {
        if sitting.sheet.get("postmortem").is_some() || self.is_only_shown(self.review.as_deref()) {
            return Ok(());
        }
        let asker = &sitting.desk.asker;
        let day = sitting
            .at
            .after(candor::model::time::Period::WorkingDays(10))
            .date(sitting.desk.content().site.time_zone);
        let question = Question {
            flag: "--review",
            ask: "On which day do you publish what you learned?",
            help: "A day such as `2026-03-17`, or `none: why`.",
            default: Some(day.iso()).filter(|_| asker.is_on()),
        };
        let review = asker.text(self.review.as_deref(), &question, review)?;
        sitting.sheet.fact("postmortem", review);
        Ok(())
    }
}

/// A time that is not after `at`. A time of day without a day is not looked for before it began.
fn before(
    text: &str,
    began: Option<Instant>,
    at: Instant,
    zone: candor::model::time::Zone,
) -> Result<Instant, String> {
    let text = text.trim();
    let parsed = earlier(text, at, Some(zone)).map_err(|fault| {
        not_taken(&fault, &format!("a time such as `12:50 UTC`, `20 min ago`, `now`, or with its day `{at}`"))
    })?;
    let no_day = !text.contains('-') && text.contains(':');
    if no_day && began.is_some_and(|began| parsed < began) {
        return Err(format!(
            "`{text}` was before it began, or has not come yet; with another day write all of it: `{parsed}`"
        ));
    }
    if parsed > at { Err(format!("{parsed} has not come yet")) } else { Ok(parsed) }
}

/// The value of `postmortem`.
fn review(text: &str) -> Result<String, String> {
    if let Some(why) = text.strip_prefix("none") {
        let why = why.trim_start_matches(':').trim();
        return if why.is_empty() {
            Err("say why there is none: `none: why`".to_owned())
        } else {
            Ok(format!("{{ none: {} }}", flow(why)))
        };
    }
    let day = Date::parse(text).map_err(|fault| not_taken(&fault, "a day such as `2026-03-17`"))?;
    Ok(format!("{{ due: {} }}", day.iso()))
}

/// Why nothing more comes after the end.
fn closing(desk: &Desk<'_>, incident: &Incident, postmortem: Option<&str>) -> String {
    let phrases = phrases(desk.language(incident));
    let due =
        postmortem.and_then(|yaml| yaml.strip_prefix("{ due: ")).and_then(|rest| rest.strip_suffix(" }"));
    let why = match due {
        Some(day) => {
            let day = Date::parse(day).map_or_else(|_| day.to_owned(), |day| desk.day(day, phrases.language));
            format!("{} {}", phrases.over, filled(phrases.review_follows, &[("day", &day)]))
        }
        None => phrases.over.to_owned(),
    };
    format!("{{ none: {} }}", quote(&why))
}
