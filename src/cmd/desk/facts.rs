//! What scripts say with flags about an update: its facts, and its words part by part.

use std::path::PathBuf;

use candor::finding::{nearest, one_of};
use candor::model::time::Instant;
use candor::model::{Content, DataReach, Kind, Named, Severity, State, Status, UpdateType};
use candor::read::is_audience;
use candor::view::Fold;
use candor::write::{Sheet, block, flow, later, not_taken, phrases, quote};
use clap::Args;

use super::Halt;
use super::ask::named;
use super::common::Stated;
use super::open::{Told, unknowns};

/// The facts and words of an update.
#[derive(Args, Clone, Default)]
pub(in crate::cmd) struct Facts {
    /// How a service is, such as `payments=down` or `api=not_affected: they use other keys`; `all` is those not named.
    #[arg(long = "service", value_name = "SERVICE=STATUS", help_heading = "Facts")]
    pub services: Vec<String>,
    /// When readers hear more: `14:00 UTC`, `+30 min`, an instant, or `none: why`.
    #[arg(long, value_name = "TIME", help_heading = "Facts")]
    pub next: Option<String>,
    /// Where it stands, such as `fixing`.
    #[arg(long, value_name = "STATE", help_heading = "Facts")]
    pub state: Option<String>,
    /// How bad it is: critical, major, minor or none.
    #[arg(long, value_name = "SEVERITY", help_heading = "Facts")]
    pub severity: Option<String>,
    /// Who speaks: the id of a person.
    #[arg(long, value_name = "PERSON", help_heading = "Facts")]
    pub speaker: Option<String>,
    /// One to three sentences in the speaker's own words.
    #[arg(long, value_name = "WORDS", help_heading = "Facts")]
    pub statement: Option<String>,
    /// Why the last promise was missed, in a sentence.
    #[arg(long, value_name = "WHY", help_heading = "Facts")]
    pub late: Option<String>,
    /// Whether somebody could have reached data: `confirmed`, `ruled_out`, `unknown`, or `not_relevant: why`.
    #[arg(long, value_name = "ANSWER", help_heading = "Facts")]
    pub data_access: Option<String>,
    /// Any other fact, as in the file: `affected={ count: 412, of: 9800 }`.
    #[arg(long = "set", value_name = "KEY=YAML", help_heading = "Facts")]
    pub set: Vec<String>,
    /// When these words become public; now, if not given.
    #[arg(long, value_name = "INSTANT", help_heading = "Facts")]
    pub at: Option<String>,
    /// Leave it out of every build for now.
    #[arg(long, help_heading = "Facts")]
    pub draft: bool,
    /// What has happened, in one or two sentences.
    #[arg(long, value_name = "WORDS", help_heading = "Words")]
    pub words: Option<String>,
    /// All words, from a file with headings; `-` is the standard input.
    #[arg(long, value_name = "FILE", help_heading = "Words", conflicts_with = "words")]
    pub words_file: Option<PathBuf>,
    /// What people notice.
    #[arg(long, value_name = "WORDS", help_heading = "Words")]
    pub impact: Option<String>,
    /// What you know.
    #[arg(long, value_name = "WORDS", help_heading = "Words")]
    pub know: Option<String>,
    /// What you do not know yet, such as `Was any order lost? (by 18:00 UTC)`; `nothing`, if nothing is open.
    #[arg(long = "question", value_name = "QUESTION", help_heading = "Words")]
    pub questions: Vec<String>,
    /// The answer to an open question: `Q1: the answer`, or `Q1 cannot be known: why`.
    #[arg(long = "answer", value_name = "ANSWER", help_heading = "Words")]
    pub answers: Vec<String>,
    /// What you did: `09:10 UTC We turned the old key off.`
    #[arg(long = "did", value_name = "STEP", help_heading = "Words")]
    pub did: Vec<String>,
    /// What readers should do: `Replace your keys.` or `Developers: Replace your keys.`
    #[arg(long = "do", value_name = "STEP", help_heading = "Words")]
    pub actions: Vec<String>,
    /// What you got wrong.
    #[arg(long, value_name = "WORDS", help_heading = "Words")]
    pub wrong: Option<String>,
    /// Where to ask.
    #[arg(long, value_name = "WORDS", help_heading = "Words")]
    pub ask: Option<String>,
    /// Another template than the usual one.
    #[arg(long, value_name = "NAME", help_heading = "Words")]
    pub template: Option<String>,
    /// Open the text in your editor before it is written.
    #[arg(long, help_heading = "Words")]
    pub edit: bool,
    /// Print the text with its prompts instead of writing it.
    #[arg(long, help_heading = "Words")]
    pub print: bool,
}

/// What flags are read against.
pub(in crate::cmd) struct Around<'a> {
    pub content: &'a Content,
    pub kind: Kind,
    /// What readers know already.
    pub fold: Option<&'a Fold<'a>>,
    /// When the words become public.
    pub at: Instant,
    /// The language of the words.
    pub language: &'a str,
}

impl Facts {
    /// When the words become public: as said, or now, on a whole minute.
    pub(in crate::cmd) fn at(&self, now: Instant) -> Result<Instant, Halt> {
        match &self.at {
            Some(text) => {
                later(text, now, None).map_err(|fault| wrong("--at", &format!("{fault} {}", fault.help())))
            }
            None => Ok(Instant::from_seconds(now.seconds() - now.seconds().rem_euclid(60))),
        }
    }

    /// The services that were spoken of.
    pub(in crate::cmd) fn stated(&self, content: &Content) -> Result<Vec<Stated>, Halt> {
        let read = |text: &String| service(text, content).map_err(|problem| wrong("--service", &problem));
        self.services.iter().map(read).collect()
    }

    /// Whether the words of the text were given.
    pub(in crate::cmd) fn has_words(&self) -> bool {
        self.words.is_some() || self.words_file.is_some()
    }

    /// All words as one text, if they come from a file or the standard input.
    pub(in crate::cmd) fn whole(&self) -> Result<Option<String>, Halt> {
        let Some(path) = &self.words_file else { return Ok(None) };
        let text = if path.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(path)
        };
        text.map(Some)
            .map_err(|error| wrong("--words-file", &format!("`{}` cannot be read: {error}", path.display())))
    }

    /// Puts everything that was said with flags on the sheet.
    pub(in crate::cmd) fn put(&self, sheet: &mut Sheet, around: &Around<'_>) -> Result<(), Halt> {
        sheet.fact("at", around.at.written());
        if self.draft {
            sheet.fact("draft", "true");
        }
        self.put_facts(sheet, around)?;
        self.put_words(sheet, around)
    }

    fn put_facts(&self, sheet: &mut Sheet, around: &Around<'_>) -> Result<(), Halt> {
        if !self.services.is_empty() {
            sheet.fact("services", services(&self.stated(around.content)?));
        }
        if let Some(text) = &self.next {
            sheet.fact(
                "next_update",
                next(text, around.at, None).map_err(|problem| wrong("--next", &problem))?,
            );
        }
        if let Some(text) = &self.state {
            sheet.fact(
                "state",
                state(text, around.kind).map_err(|problem| wrong("--state", &problem))?.name(),
            );
        }
        if let Some(text) = &self.severity {
            let severity: Severity = named(text).map_err(|problem| wrong("--severity", &problem))?;
            sheet.fact("severity", severity.name());
        }
        if let Some(text) = &self.speaker {
            sheet.fact(
                "speaker",
                speaker(text, around.content).map_err(|problem| wrong("--speaker", &problem))?,
            );
        }
        if let Some(text) = &self.statement {
            sheet.fact("statement", quote(text));
        }
        if let Some(text) = &self.late {
            sheet.fact("late_reason", quote(text));
        }
        if let Some(text) = &self.data_access {
            let value = match text.strip_prefix("not_relevant:") {
                Some(why) => format!("{{ not_relevant: {} }}", flow(why.trim())),
                None => named::<DataReach>(text)
                    .map_err(|problem| wrong("--data-access", &problem))?
                    .name()
                    .to_owned(),
            };
            sheet.fact("data_access", value);
        }
        for text in &self.set {
            let Some((key, yaml)) = text.split_once('=') else {
                return Err(wrong("--set", "write the key, `=` and the value, such as `data_lost=none`"));
            };
            sheet.fact(key.trim(), yaml.trim());
        }
        Ok(())
    }

    fn put_words(&self, sheet: &mut Sheet, around: &Around<'_>) -> Result<(), Halt> {
        let parts = [
            ("lead", &self.words),
            ("impact", &self.impact),
            ("know", &self.know),
            ("wrong", &self.wrong),
            ("questions", &self.ask),
        ];
        for (name, words) in parts {
            if let Some(words) = words {
                sheet.part(name, words.trim());
            }
        }
        if !self.questions.is_empty() {
            let number = around.fold.map_or(0, Fold::last_number) + 1;
            let told =
                Told { kind: around.kind, fold: around.fold, at: around.at, language: around.language };
            let words = unknowns(&self.questions, number, &told, None);
            sheet.part("unknowns", words.map_err(|problem| wrong("--question", &problem))?);
        }
        let list = |items: &[String]| {
            items.iter().map(|item| format!("- {}", item.trim())).collect::<Vec<_>>().join("\n")
        };
        if !self.answers.is_empty() {
            sheet.part("answers", list(&self.answers));
        }
        if !self.did.is_empty() {
            sheet.part("doing", list(&self.did));
        }
        if !self.actions.is_empty() {
            sheet.part("actions", actions(&self.actions, around.content, around.language));
        }
        Ok(())
    }
}

fn wrong(flag: &str, problem: &str) -> Halt {
    Halt::Because(format!("{flag}: {problem}"))
}

/// `payments=down`, or `api=not_affected: why`.
fn service(text: &str, content: &Content) -> Result<(String, Status, Option<String>), String> {
    let ids = || content.services.iter().map(|service| service.id.as_str()).chain(["all"]);
    let (id, said) = text.split_once('=').unwrap_or((text, ""));
    let id = id.trim();
    if !ids().any(|known| known == id) {
        let near = nearest(id, ids()).map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("`{id}` is not a service of this site; there are {}.{near}", one_of(ids())));
    }
    let (status, note) = match said.split_once(':') {
        Some((status, note)) => (status.trim(), Some(note.trim().to_owned()).filter(|note| !note.is_empty())),
        None => (said.trim(), None),
    };
    if status.is_empty() {
        return Err(format!("say how `{id}` is: {id}=… with {}", one_of(Status::NAMES.iter().copied())));
    }
    Ok((id.to_owned(), named(status)?, note))
}

/// The value of `services`.
pub(in crate::cmd) fn services(stated: &[(String, Status, Option<String>)]) -> String {
    block(stated.iter().map(|(id, status, note)| {
        let value = match note {
            Some(note) => format!("{{ {}: {} }}", status.name(), flow(note)),
            None => status.name().to_owned(),
        };
        (id.as_str(), value)
    }))
}

/// The value of `next_update`.
pub(in crate::cmd) fn next(
    text: &str,
    at: Instant,
    zone: Option<candor::model::time::Zone>,
) -> Result<String, String> {
    if let Some(why) = text.strip_prefix("none") {
        let why = why.trim_start_matches(':').trim();
        if why.is_empty() {
            return Err("say why there is no further update: `none: why`".to_owned());
        }
        return Ok(format!("{{ none: {} }}", flow(why)));
    }
    match later(text, at, zone) {
        Ok(next) if next > at => Ok(next.written()),
        Ok(next) => Err(format!("{next} is not after {at}")),
        Err(fault) => Err(not_taken(&fault, "a time such as `14:00 UTC`, `+30 min`, or `none: why`")),
    }
}

/// A state of this kind.
pub(in crate::cmd) fn state(text: &str, kind: Kind) -> Result<State, String> {
    let states = kind.states();
    states.iter().find(|state| state.name() == text).copied().ok_or_else(|| {
        let names = states.iter().map(|state| state.name());
        format!(
            "`{text}` is not a state of an incident of the kind `{}`; there are {}",
            kind.name(),
            one_of(names)
        )
    })
}

fn speaker(text: &str, content: &Content) -> Result<String, String> {
    let found =
        content.people.iter().find(|person| person.id == text || person.name.eq_ignore_ascii_case(text));
    found.map(|person| person.id.clone()).ok_or_else(|| {
        if content.people.is_empty() {
            return "there is nobody in people.yaml yet".to_owned();
        }
        format!(
            "nobody in people.yaml is called `{text}`; there are {}",
            one_of(content.people.iter().map(|p| p.id.as_str()))
        )
    })
}

/// `Was any order lost? (by 18:00 UTC)` as a numbered question.
pub(in crate::cmd) fn question(
    text: &str,
    number: u32,
    at: Instant,
    zone: Option<candor::model::time::Zone>,
) -> Result<String, String> {
    let text = text.trim().trim_start_matches("- ");
    if text.starts_with(['Q', 'q']) && text[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(format!("- {text}"));
    }
    match text.rsplit_once("(by ").or_else(|| text.rsplit_once("(bis ")) {
        Some((words, by)) if by.ends_with(')') => {
            let by = later(by.trim_end_matches(')'), at, zone)
                .map_err(|fault| format!("{fault} {}", fault.help()))?;
            Ok(format!("- Q{number} (by {by}): {}", words.trim()))
        }
        _ => Ok(format!("- Q{number}: {text}")),
    }
}

/// Steps, each with its audience before a colon or for everyone, as a section.
pub(in crate::cmd) fn actions(steps: &[String], content: &Content, language: &str) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for step in steps {
        let (who, text) = match step.split_once(':') {
            Some((who, text)) if is_audience(&content.site, who) => (who.trim().to_owned(), text.trim()),
            _ => (String::new(), step.trim()),
        };
        match groups.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(&who)) {
            Some((_, list)) => list.push(text),
            None => groups.push((who, vec![text])),
        }
    }
    // Steps for everyone need no heading, but then have to come first.
    groups.sort_by_key(|(who, _)| !who.is_empty());
    let only = groups.len() == 1;
    let mut out = Vec::new();
    for (who, list) in groups {
        match who.as_str() {
            "" if only => {}
            "" => out.push(format!("### {}", phrases(language).everyone)),
            who => out.push(format!("### {who}")),
        }
        out.extend(list.into_iter().map(|text| format!("- {text}")));
    }
    out.join("\n")
}

/// The template for a type of update.
pub(in crate::cmd) fn template_of(kind: UpdateType) -> &'static str {
    match kind {
        UpdateType::Holding | UpdateType::Reopened => "holding",
        UpdateType::First => "first",
        UpdateType::Progress => "progress",
        UpdateType::NoChange => "no-change",
        UpdateType::Resolved => "resolved",
        UpdateType::Correction => "correction",
        UpdateType::Advisory => "advisory",
        UpdateType::Notice => "not-affected",
        UpdateType::Reminder => "maintenance",
        UpdateType::Postmortem => "postmortem",
    }
}
