//! Questions that several commands ask.

use candor::model::time::Instant;
use candor::model::{Kind, Named, Severity, State, Status};
use candor::view::Fold;
use candor::write::{Sheet, Template, later, next_update};

use super::facts::{actions, next, services};
use super::{Desk, Gap, Halt, Need, Question, Told, missing};

impl Desk<'_> {
    /// Which services have trouble, or pause, and how they are; nobody there: none.
    pub(in crate::cmd) fn ask_services(&self, kind: Kind) -> Result<Vec<Stated>, Halt> {
        let services: Vec<_> = self.content().services.iter().filter(|service| service.public).collect();
        let options = services.iter().map(|service| (service.name.clone(), service.id.clone())).collect();
        let ask = match kind {
            Kind::Maintenance => "What will not work during the work?",
            Kind::Notice => "Is anything of yours affected?",
            _ => "What has trouble?",
        };
        let help = match kind {
            Kind::Maintenance | Kind::Notice => {
                "arrows and space to mark, Enter to go on; nothing marked is an answer too"
            }
            _ => "arrows and space to mark, Enter to go on; nothing marked: you still look at all of them",
        };
        let chosen = self.asker.pick_many(ask, help, options)?;
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        if kind == Kind::Maintenance {
            return Ok(chosen.into_iter().map(|id| (id, Status::Maintenance, None)).collect());
        }
        let status = self.asker.pick("How is it there?", "", statuses(), 0)?;
        Ok(chosen.into_iter().map(|id| (id, status, None)).collect())
    }

    /// When readers hear more, as the value of `next_update`; `moments` are good times besides.
    pub(in crate::cmd) fn ask_next(
        &self,
        kind: Kind,
        severity: Option<Severity>,
        state: State,
        at: Instant,
        moments: &[(Instant, &str)],
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
        options.extend(
            moments
                .iter()
                .filter(|(moment, _)| *moment > at)
                .map(|(moment, why)| (format!("{}, {why}", when(*moment, self.now, zone)), Some(*moment))),
        );
        if options.is_empty() {
            return self.asker.text(None, &question, |text| next(text, at, Some(zone)));
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
        kind: Kind,
        fold: Option<&Fold<'_>>,
    ) -> Result<(), Halt> {
        if sheet.get("services").is_some() || !self.asker.is_on() {
            return Ok(());
        }
        let before =
            |at: usize| fold.and_then(|fold| fold.services.get(at).copied().flatten()).map(|now| now.status);
        let checking: Vec<(String, usize)> = self
            .content()
            .services
            .iter()
            .enumerate()
            .filter(|(at, service)| service.public && before(*at) == Some(Status::Checking))
            .map(|(at, service)| (service.name.clone(), at))
            .collect();
        // One question for all of which nobody knows more yet.
        let known: Vec<usize> = if checking.len() > 1 {
            let ask = "Still being checked. Of which do you know more by now?";
            let help = "arrows and space to mark, Enter to go on; nothing marked: still being checked";
            self.asker.pick_many(ask, help, checking)?
        } else {
            checking.into_iter().map(|(_, at)| at).collect()
        };
        let mut stated: Vec<Stated> = Vec::new();
        let mut silent: Vec<(String, String)> = Vec::new();
        for (at, service) in self.content().services.iter().enumerate().filter(|(_, service)| service.public)
        {
            match before(at) {
                Some(Status::Checking) if !known.contains(&at) => {}
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
                stated.extend(self.ask_services(kind)?);
            }
            let mut options = vec![
                ("still being checked".to_owned(), Some(Status::Checking)),
                ("not affected".to_owned(), Some(Status::NotAffected)),
                ("say nothing of them yet".to_owned(), None),
            ];
            // Work that is planned is known before.
            if kind == Kind::Maintenance {
                options.remove(0);
            }
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

    /// The words part by part, as the template asks for them, for writers who have no editor set.
    pub(in crate::cmd) fn ask_parts(
        &self,
        sheet: &mut Sheet,
        template: &Template,
        told: &Told<'_>,
        need: Need,
    ) -> Result<(), Halt> {
        let whole = matches!(template.kind(), Some("first" | "advisory" | "notice"));
        for part in template.parts() {
            // Answers were asked for one by one.
            if sheet.words(&part.name).is_some() || part.name == "answers" {
                continue;
            }
            let words = match part.name.as_str() {
                "unknowns" => self.ask_unknowns(sheet, told, need)?,
                "doing" => {
                    let help =
                        "With its time, such as `09:10 UTC We turned the old key off.`; Enter alone goes on.";
                    let steps = self.ask_lines("What have you done?", help, |_| Ok(()))?;
                    steps.iter().map(|step| format!("- {step}")).collect::<Vec<_>>().join("\n")
                }
                "actions" => {
                    let help = match part.words.trim_start_matches("- ") {
                        "" => "Such as `Developers: Replace your keys.`; Enter alone goes on.".to_owned(),
                        usual => format!("Such as `Developers: Replace your keys.`; Enter alone: “{usual}”"),
                    };
                    let steps = self.ask_lines(STEPS, &help, |_| Ok(()))?;
                    actions(&steps, self.content(), template.language())
                }
                name => {
                    let needed = name == "lead" || (whole && name == "impact");
                    let ask = match (name, part.heading.as_str()) {
                        (_, "") => "The first words?".to_owned(),
                        ("impact", heading) => format!("{heading}: what do people notice?"),
                        ("know", heading) => format!("{heading}: what is certain?"),
                        ("questions", heading) => format!("{heading}: where can people ask?"),
                        (_, heading) => format!("{heading}?"),
                    };
                    let go_on = if needed { "An answer is needed." } else { "Enter alone goes on." };
                    let help = format!("{} {go_on}", part.prompt.replace('\n', " "));
                    let question = Question { flag: "--words", ask: &ask, help: help.trim(), default: None };
                    self.asker.text(None, &question, move |text| match text.trim() {
                        "" if needed => Err("an answer is needed: readers look for this first".to_owned()),
                        text => Ok(text.to_owned()),
                    })?
                }
            };
            if !words.is_empty() {
                sheet.part(&part.name, words);
            }
        }
        Ok(())
    }

    /// Lines until an empty one.
    fn ask_lines(
        &self,
        ask: &str,
        help: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone,
    ) -> Result<Vec<String>, Halt> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let ask = if lines.is_empty() { ask } else { "And?" };
            let question = Question { flag: "--words", ask, help, default: None };
            let check = check.clone();
            let read = move |text: &str| match text.trim() {
                "" => Ok(String::new()),
                line => check(line).map(|()| line.to_owned()),
            };
            match self.asker.text(None, &question, read)? {
                line if line.is_empty() => return Ok(lines),
                line => lines.push(line),
            }
        }
    }

    /// What people should do, where they have waited too long for it.
    pub(in crate::cmd) fn ask_steps(&self, sheet: &mut Sheet, told: &Told<'_>) -> Result<(), Halt> {
        let example = "You do not need to do anything.";
        if !self.asker.is_on() {
            return Err(Halt::Missing(vec![Gap::new("--do", STEPS, format!("\"{example}\""))]));
        }
        let question = Question {
            flag: "--do",
            ask: STEPS,
            help: "One step, such as `Developers: Replace your keys.`, or `You do not need to do anything.`",
            default: None,
        };
        let step = self.asker.text(None, &question, |text| match text.trim() {
            "" => Err("an answer is needed: readers have waited for it".to_owned()),
            text => Ok(text.to_owned()),
        })?;
        sheet.part("actions", actions(&[step], self.content(), told.language));
        Ok(())
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
    pub(in crate::cmd) fn ask_window(&self, at: Instant) -> Result<[Instant; 2], Halt> {
        let zone = self.content().site.time_zone;
        let read = move |text: &str| {
            later(text, at, Some(zone)).map_err(|fault| format!("{fault} {}", fault.help()))
        };
        let ask =
            |ask, help| Question { flag: "--set window={ start: …, end: … }", ask, help, default: None };
        let question = ask("When does the work start?", "Such as `2026-06-14 05:00 UTC`.");
        let start = self.asker.text(None, &question, read)?;
        let read = move |text: &str| match later(text, start, Some(zone)) {
            Ok(end) if end > start => Ok(end),
            Ok(end) => Err(format!("{end} is not after {start}")),
            Err(fault) => Err(format!("{fault} {}", fault.help())),
        };
        let question = ask("When does it end?", "A time such as `07:00`, or a length such as `+2 h`.");
        let end = self.asker.text(None, &question, read)?;
        Ok([start, end])
    }
}

/// The question after what readers should do.
const STEPS: &str = "What should people do?";

/// A service, how it is, and why it is so.
pub(in crate::cmd) type Stated = (String, Status, Option<String>);

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
    format!("{day}{} {}, {ahead}", local.clock(), local.zone())
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
