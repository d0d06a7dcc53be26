//! What `update`, `resolve`, `reopen` and `postmortem` share: an incident that is told of already, what
//! readers still wait for, and the questions that follow from that.

use candor::model::time::Instant;
use candor::model::{Audience, Debt, Incident, Kind, Named, Severity, State, Status, UpdateType};
use candor::owed::owed;
use candor::view::{Fold, Kept, PromiseNow, board};
use candor::write::{Sheet, file_name, free, quote};

use super::desk::{
    Around, Desk, Facts, Gaps, Halt, Need, Paper, Question, Told, has_editor, missing, template_of,
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
        for question in self.fold.open_questions() {
            let by = question.by.map(|by| format!(" (promised by {by})")).unwrap_or_default();
            lines.push(format!("Open: Q{}{by}: {}", question.number, candor::markdown::plain(question.text)));
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
        if full || kind == UpdateType::Resolved {
            let began = self.incident.began_exactly_at().is_some();
            gaps.note(self.desk.ask_breach(&mut self.sheet, &told, began))?;
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
            _ => self.incident.folder.to_string(),
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
