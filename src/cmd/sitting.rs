//! What `update`, `resolve`, `reopen` and `postmortem` share: an incident that is told of already, what
//! readers still wait for, and the questions that follow from that.

use candor::model::time::Instant;
use candor::model::{Audience, Debt, Incident, Kind, Named, Service, Severity, State, Status, UpdateType};
use candor::owed::owed;
use candor::view::{Fold, Kept, PromiseNow, board};
use candor::write::{Sheet, file_name, free, later, quote};

use super::desk::{
    Around, Desk, Facts, Gap, Gaps, Halt, Need, Paper, Question, Stated, Told, has_editor, missing, numbers,
    template_of,
};
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
        // All words come as one text, or a line says what is new: then nothing more is asked.
        let said = if must { self.facts.words_file.is_some() } else { self.facts.has_words() };
        if self.facts.print || said {
            return Ok(());
        }
        if !self.desk.asker.is_on() {
            return if must { self.answers_left_out() } else { Ok(()) };
        }
        if self.sheet.words("answers").is_some() {
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

    /// What a script leaves out that ends an incident: a word on each open question.
    fn answers_left_out(&self) -> Result<(), Halt> {
        let said: Vec<u32> = ["answers", "unknowns"]
            .iter()
            .flat_map(|part| numbers(self.sheet.words(part).unwrap_or("")))
            .collect();
        let open = self.fold.questions.values().filter(|q| q.answer.is_none() && !said.contains(&q.number));
        let gaps: Vec<Gap> = open
            .map(|question| {
                let ask = format!(
                    "“{}” The answer; or `Q{} cannot be known: why`.",
                    candor::markdown::plain(question.text),
                    question.number
                );
                Gap::new("--answer", &ask, format!("\"Q{}: …\"", question.number))
            })
            .collect();
        if gaps.is_empty() { Ok(()) } else { Err(Halt::Missing(gaps)) }
    }

    /// What an update is written against.
    pub(super) fn told(&self) -> Told<'s> {
        Told {
            kind: self.incident.kind,
            fold: Some(self.fold),
            at: self.at,
            language: self.desk.language(self.incident),
        }
    }

    /// Whether data was reached, what is not known, and what to do, where readers have to be told.
    pub(super) fn open(&mut self, kind: UpdateType, gaps: &mut Gaps) -> Result<(), Halt> {
        if self.facts.print || self.facts.words_file.is_some() {
            return Ok(());
        }
        let told = self.told();
        let need = |debt| self.desk.need(Some(self.incident), kind, &told, debt);
        let (data, word, steps) = (need(Debt::DataAccess), need(Debt::Unknowns), need(Debt::Actions));
        gaps.note(self.desk.ask_data_access(&mut self.sheet, &told, data))?;
        if kind == UpdateType::Resolved {
            gaps.note(self.desk.ask_when_lost_is_known(&mut self.sheet, &told))?;
        }
        let full = matches!(kind, UpdateType::First | UpdateType::Advisory | UpdateType::Progress);
        if full || kind == UpdateType::Resolved {
            gaps.note(self.desk.ask_check(&mut self.sheet, &told))?;
        }
        let short = matches!(kind, UpdateType::Progress | UpdateType::NoChange);
        if steps == Need::Time || steps == Need::Word && short {
            gaps.note(self.desk.ask_safety(&mut self.sheet, &told))?;
        }
        // The template asks for it among the words.
        let asked_later = kind != UpdateType::Resolved && self.words_are_asked_for_part_by_part(kind);
        if !asked_later {
            gaps.note(self.desk.ask_open(&mut self.sheet, &told, word))?;
        }
        if steps == Need::Word
            && short
            && self.sheet.words("actions").is_none()
            && self.fold.actions.is_empty()
        {
            gaps.note(self.desk.ask_steps(&mut self.sheet, &told))?;
        }
        Ok(())
    }

    /// Whether all words will be asked for one by one.
    fn words_are_asked_for_part_by_part(&self, kind: UpdateType) -> bool {
        let long = matches!(kind, UpdateType::First | UpdateType::Advisory);
        long && self.desk.asker.is_on() && !self.facts.has_words() && !self.facts.edit && !has_editor()
    }

    /// The words, if a script leaves them out.
    pub(super) fn words(&self, kind: UpdateType) -> Result<(), Halt> {
        let left_out = !self.facts.has_words() && !self.facts.edit && !self.facts.print;
        if left_out && !self.desk.asker.is_on() {
            return Err(missing(&Question {
                flag: "--words",
                ask: lead_question(kind),
                help: "Give the words with `--words` or `--words-file`, or see the template with `--print`.",
                default: None,
            }));
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

    /// Whatever had trouble works again, unless flags say otherwise; and what came of the services that
    /// were still being checked, or that nobody has spoken of.
    pub(super) fn recovered(&mut self) -> Result<(), Halt> {
        let content = self.desk.content();
        let mut now = self.facts.stated(content)?;
        if self.sheet.get("services").is_some() && now.is_empty() {
            return Ok(()); // said with `--set`
        }
        let of_the_rest = now.iter().any(|(id, status, _)| id == "all" && *status != Status::Recovered);
        let mut unsettled: Vec<(&Service, &str)> = Vec::new();
        for (service, before) in content.services.iter().zip(&self.fold.services) {
            if now.iter().any(|(id, ..)| *id == service.id) {
                continue;
            }
            match before.map(|before| before.status) {
                Some(status) if status.is_affected() || status == Status::Maintenance => {
                    now.push((service.id.clone(), Status::Recovered, None));
                }
                Some(Status::Checking) if !of_the_rest => {
                    unsettled.push((service, "What came of checking"));
                }
                None if service.public && !of_the_rest && self.incident.kind != Kind::Notice => {
                    unsettled.push((service, "Nothing was said of it yet: how was"));
                }
                _ => {}
            }
        }
        match unsettled.as_slice() {
            [] => {}
            [(one, ask)] => now.push(self.settled(one, ask)?),
            several => now.extend(self.all_settled(several)?),
        }
        if !now.is_empty() {
            self.sheet.fact("services", super::desk::services(&now));
        }
        Ok(())
    }

    /// What became of one service.
    fn settled(&self, service: &Service, ask: &str) -> Result<Stated, Halt> {
        let ask = format!("{ask} {}?", service.name);
        if !self.desk.asker.is_on() {
            let example = format!("\"{}=not_affected: we tested it\"", service.id);
            let ask = format!("{ask} `recovered`, or `not_affected` with the reason.");
            return Err(Halt::Missing(vec![Gap::new("--service", &ask, example)]));
        }
        let options =
            vec![("It was not affected".to_owned(), false), ("It was, and works again".to_owned(), true)];
        if self.desk.asker.pick(&ask, "", options, 0)? {
            return Ok((service.id.clone(), Status::Recovered, None));
        }
        Ok((service.id.clone(), Status::NotAffected, Some(self.how_known()?)))
    }

    /// What became of services of which nothing was said, or that were still being checked.
    fn all_settled(&self, services: &[(&Service, &str)]) -> Result<Vec<Stated>, Halt> {
        let names: Vec<&str> = services.iter().map(|(service, _)| service.name.as_str()).collect();
        let names = names.join(", ");
        if !self.desk.asker.is_on() {
            let ask = format!(
                "Readers do not know how these were: {names}. Name those that had trouble with `=recovered`; `all` speaks of the rest."
            );
            let example = "\"all=not_affected: they worked as usual\"";
            return Err(Halt::Missing(vec![Gap::new("--service", &ask, example)]));
        }
        let options: Vec<(String, &str)> =
            services.iter().map(|(service, _)| (service.name.clone(), service.id.as_str())).collect();
        let ask = "Which of these had trouble, and work again?";
        let help = "readers do not know it yet; space marks, Enter goes on; nothing marked: none had";
        let hit = self.desk.asker.pick_many(ask, help, options)?;
        let why = if hit.len() < services.len() { Some(self.how_known()?) } else { None };
        let stated = services.iter().map(|(service, _)| {
            if hit.contains(&service.id.as_str()) {
                (service.id.clone(), Status::Recovered, None)
            } else {
                (service.id.clone(), Status::NotAffected, why.clone())
            }
        });
        Ok(stated.collect())
    }

    fn how_known(&self) -> Result<String, Halt> {
        let question = Question {
            help: "Such as `they use other machines`.",
            ..ask_for("--service", "How do you know that it was not affected?")
        };
        self.desk.asker.text(None, &question, some)
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
            self.words(kind)?;
            let question = Question {
                flag: "--words",
                ask: lead_question(kind),
                help: if has_editor() {
                    "One or two sentences; Enter alone opens your editor."
                } else {
                    "One or two sentences; Enter alone asks part by part."
                },
                default: None,
            };
            let words = if long {
                String::new()
            } else {
                self.desk.asker.text(None, &question, |text| Ok(text.trim().to_owned()))?
            };
            if words.is_empty() && !has_editor() {
                let told = self.told();
                let need = self.desk.need(Some(self.incident), kind, &told, Debt::Unknowns);
                self.desk.ask_parts(&mut self.sheet, &template, &told, need)?;
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
            notes: Vec::new(),
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
