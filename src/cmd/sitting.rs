//! What `update`, `resolve`, `reopen` and `postmortem` share: an incident that is told of already, what
//! readers still wait for, and the questions that follow from that.

use candor::model::time::Instant;
use candor::model::{Audience, Incident, Kind, Named, Severity, State, Status, UpdateType};
use candor::owed::owed;
use candor::view::{Fold, Kept, PromiseNow, board};
use candor::write::{Sheet, file_name, free, later, quote};

use super::desk::{Around, Desk, Facts, Halt, Paper, Question, has_editor, missing, template_of};
use super::report;

/// An incident, what is known of it, and what is to be written.
pub(super) struct Sitting<'s> {
    pub(super) desk: &'s Desk<'s>,
    pub(super) incident: &'s Incident,
    pub(super) fold: &'s Fold<'s>,
    pub(super) facts: &'s Facts,
    pub(super) at: Instant,
    pub(super) sheet: Sheet,
}

impl<'s> Sitting<'s> {
    pub(super) fn begin(
        desk: &'s Desk<'s>,
        incident: &'s Incident,
        fold: &'s Fold<'s>,
        facts: &'s Facts,
    ) -> Result<Self, Halt> {
        let at = facts.at(desk.now)?;
        let mut sheet = Sheet::default();
        let around = Around {
            content: desk.content(),
            kind: incident.kind,
            fold: Some(fold),
            at,
            language: desk.language(incident),
        };
        facts.put(&mut sheet, &around)?;
        Ok(Self { desk, incident, fold, facts, at, sheet })
    }

    /// Shows what readers wait for, and gives it as remarks for the editor.
    pub(super) fn open_matters(&self) -> Vec<String> {
        let content = self.desk.content();
        let board = board(content, Audience::Public, self.desk.now);
        let mut lines: Vec<String> = Vec::new();
        for (number, question) in self.fold.questions.iter().filter(|(_, question)| question.answer.is_none())
        {
            let by = question.by.map(|by| format!(" (promised by {by})")).unwrap_or_default();
            lines.push(format!("Open: Q{number}{by}: {}", candor::markdown::plain(question.text)));
        }
        let named = |wanted: &dyn Fn(Option<Status>) -> bool| -> Vec<&str> {
            let stated = content.services.iter().zip(&self.fold.services);
            let stated = stated.filter(|(service, now)| service.public && wanted(now.map(|now| now.status)));
            stated.map(|(service, _)| service.name.as_str()).collect()
        };
        let silent = named(&|status| status.is_none());
        if !silent.is_empty() && self.incident.kind != Kind::Notice {
            lines.push(format!("Nothing was said of: {}", silent.join(", ")));
        }
        let checking = named(&|status| status == Some(Status::Checking));
        if !checking.is_empty() {
            lines.push(format!("Still being checked: {}", checking.join(", ")));
        }
        let (list, _) = owed(content, &board);
        let ours = list.iter().filter(|o| o.incident.as_ref().is_some_and(|(id, _)| *id == self.incident.id));
        for item in ours.filter(|o| !o.text.starts_with("Answer: ") && !o.text.starts_with("Say whether ")) {
            let late = if item.overdue { " (late)" } else { "" };
            lines.push(format!(
                "By {}{late}: {}",
                item.day.map_or_else(|| item.due.written(), candor::model::time::Date::iso),
                item.text
            ));
        }
        if self.desk.asker.is_on() && !self.facts.print {
            report::say(&format!("{} ({})", self.incident.title.value, self.incident.id));
            for line in &lines {
                report::say(&format!("  {line}"));
            }
            report::say("");
        }
        lines
    }

    /// The promise that these words keep, or keep too late.
    fn promise(&self) -> Option<PromiseNow> {
        let promises = self.fold.promises(&self.desk.content().policy, self.at);
        promises.last().copied()
    }

    /// Why this comes late, if it does.
    pub(super) fn late(&mut self) -> Result<(), Halt> {
        let Some(PromiseNow { due, kept: Kept::Broken { by }, .. }) = self.promise() else { return Ok(()) };
        if self.sheet.get("late_reason").is_some() || self.facts.print {
            return Ok(());
        }
        let ask = format!("You promised {due}, and are {} minutes late. Why?", by / 60);
        let question =
            Question { flag: "--late", ask: &ask, help: "One sentence. Readers see it.", default: None };
        let why = self.desk.asker.text(None, &question, some)?;
        self.sheet.fact("late_reason", quote(&why));
        Ok(())
    }

    /// What has become of each question that readers wait for; `must` if none may stay as it is.
    pub(super) fn answers(&mut self, must: bool) -> Result<(), Halt> {
        let asks = self.desk.asker.is_on() && !self.facts.print && !self.facts.has_words();
        if !asks || self.sheet.words("answers").is_some() {
            return Ok(());
        }
        let (mut answers, mut open) = (Vec::new(), Vec::new());
        for (number, question) in &self.fold.questions {
            if question.answer.is_some() {
                continue;
            }
            let text = candor::markdown::plain(question.text);
            let ask = format!("“{text}” What is the answer?");
            let (at, zone) = (self.at, self.desk.content().site.time_zone);
            let help = if must {
                "Or `cannot be known: why`; or, if you answer it later, a time such as `by 18:00 UTC`."
            } else {
                "Enter alone: still open. Or `cannot be known: why`, or a new time such as `by 18:00 UTC`."
            };
            let asked = Question { flag: "--answer", ask: &ask, help, default: None };
            let read = move |text: &str| answer(text, must, at, zone);
            match self.desk.asker.text(None, &asked, read)? {
                Answer::Open => {}
                Answer::By(time) => open.push(format!("- Q{number} (by {time}): {text}")),
                Answer::Never(why) => answers.push(format!("- Q{number} cannot be known: {why}")),
                Answer::Known(words) => answers.push(format!("- Q{number}: {words}")),
            }
        }
        if !answers.is_empty() {
            self.sheet.part("answers", answers.join("\n"));
        }
        if !open.is_empty() && self.sheet.words("unknowns").is_none() {
            self.sheet.part("unknowns", open.join("\n"));
        }
        Ok(())
    }

    /// Where it stands now.
    pub(super) fn state(&mut self, kind: UpdateType) -> Result<(), Halt> {
        let now = self.fold.state;
        let asks = self.sheet.get("state").is_none() && self.desk.asker.is_on() && !self.facts.print;
        if !asks || kind == UpdateType::NoChange {
            return Ok(());
        }
        let mut states: Vec<State> = self.incident.kind.states().to_vec();
        let private = [State::Received, State::Confirmed, State::AdvanceNotice];
        states.retain(|state| {
            *state == now
                || (self.incident.kind.may_move(now, *state) && !state.is_ended() && !private.contains(state))
        });
        let start = states.iter().position(|state| *state == now).unwrap_or(0);
        let theme = super::check::theme(&self.desk.reading).ok();
        let words = |state: State| {
            let note = if state == now { " (as before)" } else { "" };
            let said = theme.as_ref().map(|theme| format!(": {}", theme.words.named("state", state.name())));
            (format!("{}{note}{}", state.name().replace('_', " "), said.unwrap_or_default()), state)
        };
        let options = states.into_iter().map(words).collect();
        let state = self.desk.asker.pick("Where does it stand?", "", options, start)?;
        if state != now || kind == UpdateType::First {
            self.sheet.fact("state", state.name());
        }
        Ok(())
    }

    /// How the services are now.
    pub(super) fn services(&mut self, kind: UpdateType) -> Result<(), Halt> {
        if kind == UpdateType::NoChange || self.incident.kind == Kind::Notice {
            return Ok(());
        }
        self.desk.ask_all_services(&mut self.sheet, self.incident.kind, Some(self.fold))
    }

    /// Whatever had trouble works again, unless flags say otherwise.
    pub(super) fn recovered(&mut self) -> Result<(), Halt> {
        if self.sheet.get("services").is_some() {
            return Ok(());
        }
        let stated = self.desk.content().services.iter().zip(&self.fold.services);
        let was = |status: Status| status.is_affected() || status == Status::Maintenance;
        let mut now: Vec<(String, Status, Option<String>)> = Vec::new();
        for (service, before) in stated {
            match before.map(|before| before.status) {
                Some(status) if was(status) => now.push((service.id.clone(), Status::Recovered, None)),
                Some(Status::Checking) => {
                    let ask = format!("What came of checking {}?", service.name);
                    let options = vec![
                        ("It was not affected".to_owned(), false),
                        ("It was, and works again".to_owned(), true),
                    ];
                    if !self.desk.asker.is_on() {
                        return Err(missing(&Question {
                            help: "Say it with SERVICE=STATUS, such as `api=not_affected: we tested it`.",
                            ..ask_for("--service", &ask)
                        }));
                    }
                    if self.desk.asker.pick(&ask, "", options, 0)? {
                        now.push((service.id.clone(), Status::Recovered, None));
                    } else {
                        let why = self.desk.asker.text(
                            None,
                            &Question {
                                help: "Such as `it uses other machines`.",
                                ..ask_for("--service", "How do you know?")
                            },
                            some,
                        )?;
                        now.push((service.id.clone(), Status::NotAffected, Some(why)));
                    }
                }
                _ => {}
            }
        }
        if !now.is_empty() {
            self.sheet.fact("services", super::desk::services(&now));
        }
        Ok(())
    }

    /// When readers hear more.
    pub(super) fn next(&mut self) -> Result<(), Halt> {
        if self.sheet.get("next_update").is_some() || self.facts.print {
            return Ok(());
        }
        let severity = self.sheet.get("severity").and_then(Severity::from_name).or(self.fold.severity);
        let stated = self.sheet.get("state").and_then(State::from_name);
        let state = stated.unwrap_or(self.fold.state);
        let moments: Vec<(Instant, &str)> = self.fold.window.map_or_else(Vec::new, |window| {
            vec![(window.start, "when it starts"), (window.end, "when it is planned to end")]
        });
        let next = self.desk.ask_next(self.incident.kind, severity, state, self.at, &moments)?;
        self.sheet.fact("next_update", next);
        Ok(())
    }

    /// The words: as given, in a line, or in the editor; then the file.
    pub(super) fn write(
        mut self,
        kind: UpdateType,
        remarks: Vec<String>,
        audience: Option<Audience>,
    ) -> Result<(), Halt> {
        let name = self.facts.template.as_deref().unwrap_or(template_of(kind));
        let template = self.desk.template(name, self.desk.language(self.incident))?;
        if template.kind() != Some(kind.name()) && self.facts.template.is_none() {
            self.sheet.fact("type", kind.name());
        }
        let whole = self.facts.whole()?;
        let mut edit = self.facts.edit;
        if !self.facts.has_words() && !edit && !self.facts.print {
            let long = matches!(kind, UpdateType::First | UpdateType::Postmortem | UpdateType::Advisory);
            let question = Question {
                flag: "--words",
                ask: lead_question(kind),
                help: if self.desk.asker.is_on() {
                    if has_editor() {
                        "One or two sentences; Enter alone opens your editor."
                    } else {
                        "One or two sentences; Enter alone asks part by part."
                    }
                } else {
                    "Give the words with `--words` or `--words-file`, or see the template with `--print`."
                },
                default: None,
            };
            if !self.desk.asker.is_on() {
                return Err(missing(&question));
            }
            let words = if long {
                String::new()
            } else {
                self.desk.asker.text(None, &question, |text| Ok(text.trim().to_owned()))?
            };
            if words.is_empty() && !has_editor() {
                self.desk.ask_parts(&mut self.sheet, &template, Some(self.fold), self.at)?;
            } else if words.is_empty() {
                edit = true;
            } else {
                self.sheet.part("lead", words);
            }
        }
        let folder = match audience {
            Some(audience) if audience != Audience::Public => {
                format!("{}/for-{}", self.incident.folder, audience.name())
            }
            _ => self.incident.folder.clone(),
        };
        let name = file_name(Some(self.incident), kind.name());
        let name = free(&self.desk.folder.content.join(&folder), &name);
        self.desk.write(Paper {
            incident: &self.incident.id,
            path: format!("{folder}/{name}"),
            others: Vec::new(),
            template,
            sheet: self.sheet,
            remarks,
            edit,
            print: self.facts.print,
            whole,
        })
    }
}

/// What has become of a question.
enum Answer {
    /// Nothing yet.
    Open,
    /// It is answered by then.
    By(Instant),
    /// It has no answer, and why.
    Never(String),
    /// The answer.
    Known(String),
}

fn answer(text: &str, must: bool, at: Instant, zone: candor::model::time::Zone) -> Result<Answer, String> {
    let text = text.trim();
    if text.is_empty() {
        let help = "readers wait for it: answer it, or say `cannot be known: why`, or by when you answer it";
        return if must { Err(help.to_owned()) } else { Ok(Answer::Open) };
    }
    if let Some(why) = text.strip_prefix("cannot be known") {
        let why = why.trim_start_matches(':').trim();
        let missing = || Err("say why it cannot be known: `cannot be known: why`".to_owned());
        return if why.is_empty() { missing() } else { Ok(Answer::Never(why.to_owned())) };
    }
    match text.strip_prefix("by ").map(|time| later(time, at, Some(zone))) {
        Some(Ok(time)) if time > at => Ok(Answer::By(time)),
        Some(Ok(time)) => Err(format!("{time} is not after {at}")),
        // "By mistake, yes." is an answer; "by 18:00" is a time.
        Some(Err(fault)) if text.bytes().any(|b| b.is_ascii_digit()) => {
            Err(format!("{fault} {}", fault.help()))
        }
        _ => Ok(Answer::Known(text.to_owned())),
    }
}

fn lead_question(kind: UpdateType) -> &'static str {
    match kind {
        UpdateType::NoChange => "What is new, though nothing changes for readers?",
        UpdateType::Resolved => "What stopped working, for how long, and since when does it work again?",
        UpdateType::Reopened => "What has come back?",
        _ => "What has changed?",
    }
}

/// A question without help or a default.
pub(super) fn ask_for<'q>(flag: &'q str, ask: &'q str) -> Question<'q> {
    Question { flag, ask, help: "", default: None }
}

pub(super) fn some(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("an answer is needed".to_owned()),
        text => Ok(text.to_owned()),
    }
}
