//! Questions that several commands ask.

use candor::model::time::Instant;
use candor::model::{Kind, Named, Severity, State, Status};
use candor::view::Fold;
use candor::write::{Sheet, later, next_update};

use super::facts::{actions, next, question, services};
use super::{Desk, Halt, Question, missing};

impl Desk<'_> {
    /// Which services have trouble, and how they are; nobody there: none.
    pub(in crate::cmd) fn ask_services(&self) -> Result<Vec<(String, Status, Option<String>)>, Halt> {
        let services: Vec<_> = self.content().services.iter().filter(|service| service.public).collect();
        let options = services.iter().map(|service| (service.name.clone(), service.id.clone())).collect();
        let chosen = self.asker.pick_many(
            "What has trouble?",
            "arrows and space to mark, Enter to go on; nothing marked is an answer too",
            options,
        )?;
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let status = self.asker.pick("How is it there?", "", statuses(), 0)?;
        Ok(chosen.into_iter().map(|id| (id, status, None)).collect())
    }

    /// When readers hear more, as the value of `next_update`.
    pub(in crate::cmd) fn ask_next(
        &self,
        kind: Kind,
        severity: Option<Severity>,
        state: State,
        at: Instant,
    ) -> Result<String, Halt> {
        let question = Question {
            flag: "--next",
            ask: "When do readers hear more?",
            help: "`14:00 UTC`, `+30 min`, or `none: why`.",
            default: None,
        };
        if !self.asker.is_on() {
            return Err(missing(&question));
        }
        let zone = self.content().site.time_zone;
        let mut options: Vec<(String, Option<Instant>)> = Vec::new();
        if let Some(due) = next_update(&self.content().policy, kind, severity, state, at) {
            let half = Instant::from_seconds((at.seconds() + due.since(at) / 2) / 300 * 300);
            let label = |at: Instant, note: &str| format!("{}{note}", when(at, self.now, zone));
            options.push((label(due, ""), Some(due)));
            if half.since(at) >= 600 {
                options.push((label(half, ", sooner"), Some(half)));
            }
        }
        options.push(("Another time".to_owned(), None));
        match self.asker.pick(question.ask, "choose a time that you can keep", options, 0)? {
            Some(due) => Ok(due.written()),
            None => self.asker.text(None, &question, |text| next(text, at, Some(zone))),
        }
    }

    /// How bad it is, if nothing says so.
    pub(in crate::cmd) fn ask_severity(&self, sheet: &mut Sheet, kind: Kind) -> Result<(), Halt> {
        if sheet.get("severity").is_some() || !self.asker.is_on() || kind == Kind::Maintenance {
            return Ok(());
        }
        let all = [
            (Severity::Critical, "most cannot do the main thing, or data is or may be exposed"),
            (Severity::Major, "many cannot do an important thing, and there is no good way round"),
            (Severity::Minor, "some are slowed, or must use a way round"),
            (Severity::None, "nothing is broken for customers"),
        ];
        let options = all.into_iter().map(|(s, words)| (format!("{}: {words}", s.name()), s)).collect();
        let severity =
            self.asker.pick("How bad is it for customers?", "if unsure, take the worse one", options, 1)?;
        sheet.fact("severity", severity.name());
        Ok(())
    }

    /// Who speaks, if nothing says so and somebody may.
    pub(in crate::cmd) fn ask_speaker(&self, sheet: &mut Sheet) -> Result<(), Halt> {
        let people = &self.content().people;
        if sheet.get("speaker").is_some() || !self.asker.is_on() || people.is_empty() {
            return Ok(());
        }
        let mut options: Vec<(String, Option<&str>)> =
            people.iter().map(|p| (format!("{}, {}", p.name, p.title), Some(p.id.as_str()))).collect();
        options.push(("Nobody yet".to_owned(), None));
        if let Some(id) = self.asker.pick(
            "Who speaks?",
            "for a critical incident, readers expect an executive",
            options,
            0,
        )? {
            sheet.fact("speaker", id);
        }
        Ok(())
    }

    /// How each service is that readers do not know to be well: what has trouble, and the rest in one answer.
    pub(in crate::cmd) fn ask_all_services(
        &self,
        sheet: &mut Sheet,
        fold: Option<&Fold<'_>>,
    ) -> Result<(), Halt> {
        if sheet.get("services").is_some() || !self.asker.is_on() {
            return Ok(());
        }
        let before =
            |at: usize| fold.and_then(|fold| fold.services.get(at).copied().flatten()).map(|now| now.status);
        let mut stated: Vec<(String, Status, Option<String>)> = Vec::new();
        let mut silent: Vec<(String, String)> = Vec::new();
        for (at, service) in self.content().services.iter().enumerate().filter(|(_, service)| service.public)
        {
            match before(at) {
                Some(status) if status.is_trouble() => {
                    let mut options =
                        vec![(format!("{}, as before", status.name().replace('_', " ")), Some(status))];
                    options.push(("recovered: it works again".to_owned(), Some(Status::Recovered)));
                    options.extend(
                        statuses().into_iter().filter(|(_, s)| *s != status).map(|(w, s)| (w, Some(s))),
                    );
                    if status == Status::Checking {
                        options.push(("not affected".to_owned(), Some(Status::NotAffected)));
                    }
                    match self.asker.pick(&format!("How is {} now?", service.name), "", options, 0)? {
                        Some(now) if now != status => {
                            let note = if now == Status::NotAffected { Some(self.ask_why()?) } else { None };
                            stated.push((service.id.clone(), now, note));
                        }
                        _ => {}
                    }
                }
                Some(_) => {}
                None => silent.push((service.name.clone(), service.id.clone())),
            }
        }
        if !silent.is_empty() {
            let names: Vec<String> = silent.iter().map(|(name, _)| name.clone()).collect();
            if fold.is_none_or(|fold| fold.count() == 0) {
                stated.extend(self.ask_services()?);
            }
            let options = vec![
                ("still being checked".to_owned(), Some(Status::Checking)),
                ("not affected".to_owned(), Some(Status::NotAffected)),
                ("say nothing of them yet".to_owned(), None),
            ];
            let left = silent.iter().any(|(_, id)| !stated.iter().any(|(other, ..)| other == id));
            let ask = if stated.is_empty() {
                format!("How is the rest ({})?", names.join(", "))
            } else {
                "How is everything else?".to_owned()
            };
            if left && let Some(status) = self.asker.pick(&ask, "", options, 0)? {
                let note = if status == Status::NotAffected { Some(self.ask_why()?) } else { None };
                stated.extend(
                    silent
                        .into_iter()
                        .filter(|(_, id)| !stated.iter().any(|(other, ..)| other == id))
                        .map(|(_, id)| (id, status, note.clone()))
                        .collect::<Vec<_>>(),
                );
            }
        }
        if !stated.is_empty() {
            sheet.fact("services", services(&stated));
        }
        Ok(())
    }

    /// The words part by part, for writers who have no editor set.
    pub(in crate::cmd) fn ask_parts(
        &self,
        sheet: &mut Sheet,
        fold: Option<&Fold<'_>>,
        at: Instant,
    ) -> Result<(), Halt> {
        let whole = |text: &str| match text.trim() {
            "" => Err("an answer is needed".to_owned()),
            text => Ok(text.to_owned()),
        };
        let ask = |ask, help| Question { flag: "--words", ask, help, default: None };
        if sheet.words("lead").is_none() {
            let question =
                ask("What has happened, and since when?", "One or two sentences that can stand alone.");
            sheet.part("lead", self.asker.text(None, &question, whole)?);
        }
        if sheet.words("impact").is_none() {
            let question = ask("How does it affect people?", "What they see, what fails, what still works.");
            sheet.part("impact", self.asker.text(None, &question, whole)?);
        }
        if sheet.words("unknowns").is_none() {
            let first = fold.and_then(|fold| fold.questions.keys().max().copied()).unwrap_or(0) + 1;
            let texts = self.ask_lines(
                "What do you not know yet?",
                "Such as `Was any order lost? (by 18:00 UTC)`; Enter alone goes on.",
            )?;
            let mut lines = Vec::new();
            for (number, text) in (first..).zip(&texts) {
                lines.push(question(text, number, at).map_err(Halt::Because)?);
            }
            if !lines.is_empty() {
                sheet.part("unknowns", lines.join("\n"));
            }
        }
        if sheet.words("doing").is_none() {
            let texts = self.ask_lines(
                "What have you done?",
                "With its time, such as `09:10 UTC We turned the old key off.`; Enter alone goes on.",
            )?;
            if !texts.is_empty() {
                sheet.part(
                    "doing",
                    texts.iter().map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n"),
                );
            }
        }
        if sheet.words("actions").is_none() {
            let texts = self.ask_lines(
                "What should people do?",
                "Such as `Developers: Replace your keys.`; Enter alone goes on.",
            )?;
            if !texts.is_empty() {
                sheet.part("actions", actions(&texts, self.content()));
            }
        }
        Ok(())
    }

    /// Lines until an empty one.
    fn ask_lines(&self, ask: &str, help: &str) -> Result<Vec<String>, Halt> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let ask = if lines.is_empty() { ask } else { "And?" };
            let question = Question { flag: "--words", ask, help, default: None };
            match self.asker.text(None, &question, |text| Ok(text.trim().to_owned()))? {
                line if line.is_empty() => return Ok(lines),
                line => lines.push(line),
            }
        }
    }

    fn ask_why(&self) -> Result<String, Halt> {
        let question = Question {
            flag: "--service",
            ask: "How do you know?",
            help: "Such as `it uses other machines`.",
            default: None,
        };
        self.asker.text(None, &question, |text| match text.trim() {
            "" => Err("readers want to know why".to_owned()),
            text => Ok(text.to_owned()),
        })
    }

    /// From when until when planned work takes place, as the value of `window`.
    pub(in crate::cmd) fn ask_window(&self, at: Instant) -> Result<String, Halt> {
        let zone = self.content().site.time_zone;
        let read = move |text: &str| {
            later(text, at, Some(zone)).map_err(|fault| format!("{fault} {}", fault.help()))
        };
        let ask = |ask| Question {
            flag: "--set window={ start: …, end: … }",
            ask,
            help: "Such as `2026-06-14 05:00 UTC`.",
            default: None,
        };
        let start = self.asker.text(None, &ask("When does the work start?"), read)?;
        let read = move |text: &str| {
            later(text, start, Some(zone)).map_err(|fault| format!("{fault} {}", fault.help()))
        };
        let end = self.asker.text(None, &ask("When does it end?"), read)?;
        Ok(format!("{{ start: {start}, end: {end} }}"))
    }
}

/// `10:15 UTC, in 60 minutes`.
fn when(at: Instant, now: Instant, zone: candor::model::time::Zone) -> String {
    let local = at.local(zone);
    let minutes = at.since(now).max(0) / 60;
    let ahead = match minutes {
        0..=119 => format!("in {minutes} minutes"),
        120..=2_879 => format!("in {} hours", minutes / 60),
        _ => format!("in {} days", minutes / 1_440),
    };
    let day =
        if at.date(zone) == now.date(zone) { String::new() } else { format!("{} ", at.date(zone).iso()) };
    format!("{day}{} {}, {ahead}", local.clock(), local.zone)
}

/// How a service can be, in words.
pub(in crate::cmd) fn statuses() -> Vec<(String, Status)> {
    let all = [
        (Status::Checking, "we are still checking"),
        (Status::Partial, "some of it, or some people, cannot use it"),
        (Status::Down, "nobody can use it"),
        (Status::Slow, "it works, slowly"),
        (Status::Exposed, "somebody may have reached what is in it"),
    ];
    all.into_iter().map(|(status, words)| (format!("{}: {words}", status.name()), status)).collect()
}

/// The kinds of incident, in words.
pub(in crate::cmd) fn kinds() -> Vec<(String, Kind)> {
    let all = [
        (Kind::Outage, "something does not work"),
        (Kind::SecurityIncident, "somebody got in, or could have"),
        (Kind::DataBreach, "people's data was reached"),
        (Kind::Vulnerability, "a flaw that could be used"),
        (Kind::Maintenance, "planned work"),
        (Kind::Notice, "something that customers should know"),
    ];
    all.into_iter().map(|(kind, words)| (format!("{}: {words}", kind.name()), kind)).collect()
}
