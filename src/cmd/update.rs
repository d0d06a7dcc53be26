//! `candor update`, `resolve`, `reopen` and `postmortem`: the next update of an incident.

use candor::model::time::Instant;
use candor::model::{Audience, Incident, Kind, Named, Severity, State, Status, UpdateType};
use candor::owed::owed;
use candor::view::{Fold, Kept, PromiseNow, board};
use candor::write::{Sheet, Template, file_name, flow, free, quote};
use clap::Args;

use super::desk::{Around, Desk, Facts, Halt, Paper, Question, has_editor, missing, named, template_of};
use super::report;

/// Write the next update of an incident.
///
/// Opens with what readers still wait for: open questions, services of which nothing
/// was said, the promise that is due, and what is owed.
#[derive(Args)]
pub(super) struct Update {
    /// The name of the incident's folder, or a part of it; the open one, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    /// What sort of update: `first`, `progress`, `no_change`, `notice`, `advisory`, `reminder`
    #[arg(long = "type", value_name = "TYPE", help_heading = "Facts")]
    kind: Option<String>,
    /// For readers who are not everybody: writes into the folder `for-<audience>`.
    #[arg(long = "for", value_name = "AUDIENCE", help_heading = "Facts")]
    audience: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
}

/// Say that it is over.
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
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
}

/// Say that it has come back.
#[derive(Args)]
pub(super) struct Reopen {
    /// The name of the incident's folder, or a part of it; the one that ended last, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
}

/// Publish what you learned.
#[derive(Args)]
pub(super) struct Postmortem {
    /// The name of the incident's folder, or a part of it; the one that waits for it, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
}

/// An incident, what is known of it, and what is to be written.
struct Sitting<'s> {
    desk: &'s Desk<'s>,
    incident: &'s Incident,
    fold: &'s Fold<'s>,
    facts: &'s Facts,
    at: Instant,
    sheet: Sheet,
}

impl Update {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.update())
    }

    fn update(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.content, self.now.instant())?;
        let incident = desk.incident(self.incident.as_deref(), |i| !desk.fold(i).state.is_ended())?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        let audience = match self.audience.as_deref().map(named::<Audience>).transpose() {
            Ok(audience) => audience,
            Err(problem) => return Err(Halt::Because(format!("--for: {problem}"))),
        };
        if let Some(audience) = audience {
            sitting.sheet.fact("audience", audience.name());
        }
        let remarks = sitting.open_matters();
        let kind = self.kind(&sitting)?;
        if self.facts.template.as_deref() != Some("embargoed") {
            sitting.late()?;
            sitting.state(kind)?;
            sitting.services(kind)?;
            if kind == UpdateType::First {
                desk.ask_severity(&mut sitting.sheet, incident.kind)?;
            }
            if fold.speaker.is_none() && kind != UpdateType::NoChange {
                desk.ask_speaker(&mut sitting.sheet)?;
            }
        }
        sitting.next()?;
        sitting.write(kind, remarks, audience)
    }

    /// What sort of update: as said, or the first complete one, then progress.
    fn kind(&self, sitting: &Sitting<'_>) -> Result<UpdateType, Halt> {
        if let Some(text) = &self.kind {
            return named(text).map_err(|problem| Halt::Because(format!("--type: {problem}")));
        }
        let full = |u: &candor::model::Update| u.kind != UpdateType::Holding && u.counts();
        let told = sitting.incident.updates.iter().any(full);
        let usual = match sitting.incident.kind {
            Kind::Vulnerability if !told => UpdateType::Advisory,
            Kind::Notice | Kind::Maintenance => UpdateType::Notice,
            _ if !told => UpdateType::First,
            _ => UpdateType::Progress,
        };
        if !sitting.desk.asker.is_on() {
            return Ok(usual);
        }
        let mut options = vec![
            (UpdateType::Progress, "something has changed"),
            (UpdateType::NoChange, "nothing changes for readers"),
            (UpdateType::First, "the first complete one"),
        ];
        if usual != UpdateType::Progress {
            options.retain(|(kind, _)| *kind != usual);
            options.insert(
                0,
                (
                    usual,
                    if usual == UpdateType::First { "the first complete one" } else { "the usual one here" },
                ),
            );
        }
        let options =
            options.into_iter().map(|(kind, words)| (format!("{}: {words}", kind.name()), kind)).collect();
        sitting.desk.asker.pick("What sort of update?", "", options, 0)
    }
}

impl Resolve {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.resolve())
    }

    fn resolve(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.content, self.now.instant())?;
        let incident = desk.incident(self.incident.as_deref(), |i| !desk.fold(i).state.is_ended())?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        let remarks = sitting.open_matters();
        let asker = desk.asker;
        sitting.late()?;
        if sitting.sheet.get("state").is_none() {
            sitting.sheet.fact("state", incident.kind.ended_state().name());
        }
        sitting.recovered()?;
        let trouble = !matches!(incident.kind, Kind::Maintenance | Kind::Notice);
        if trouble && sitting.sheet.get("fixed_at").is_none() {
            let at = sitting.at;
            let question = Question {
                flag: "--fixed-at",
                ask: "When did it work again?",
                help: "A time such as `12:50 UTC`.",
                default: Some(at.written()),
            };
            let zone = desk.content().site.time_zone;
            let fixed =
                asker.text(self.fixed_at.as_deref(), &question, move |text| before(text, at, zone))?;
            sitting.sheet.fact("fixed_at", fixed.written());
        }
        if trouble && sitting.sheet.get("fixed_by").is_none() {
            let question = Question {
                flag: "--fixed-by",
                ask: "What fixed it, in one plain sentence?",
                help: "Such as `We replaced a certificate that had run out.`",
                default: None,
            };
            let fixed = asker.text(self.fixed_by.as_deref(), &question, some)?;
            sitting.sheet.fact("fixed_by", quote(&fixed));
        }
        if trouble && sitting.sheet.get("data_lost").is_none() {
            let answer = match &self.data_lost {
                Some(text) => text.clone(),
                None if asker.is_on() => {
                    let options = [("No", "none"), ("We do not know", "unknown"), ("Yes", "yes")];
                    let options =
                        options.into_iter().map(|(words, value)| (words.to_owned(), value)).collect();
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
        }
        if trouble && sitting.sheet.get("postmortem").is_none() {
            let day = sitting
                .at
                .after(candor::model::time::Period::WorkingDays(10))
                .date(desk.content().site.time_zone);
            let question = Question {
                flag: "--review",
                ask: "On which day do you publish what you learned?",
                help: "A day such as `2026-03-17`, or `none: why`.",
                default: Some(day.iso()).filter(|_| asker.is_on()),
            };
            let review = asker.text(self.review.as_deref(), &question, review)?;
            sitting.sheet.fact("postmortem", review);
        }
        if sitting.sheet.get("next_update").is_none() {
            sitting.sheet.fact("next_update", closing(sitting.sheet.get("postmortem")));
        }
        sitting.write(UpdateType::Resolved, remarks, None)
    }
}

impl Reopen {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.reopen())
    }

    fn reopen(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.content, self.now.instant())?;
        let incident = desk.incident(self.incident.as_deref(), |i| desk.fold(i).state.is_ended())?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        sitting.sheet.fact("type", UpdateType::Reopened.name());
        if incident.kind.states().contains(&State::Reopened) && sitting.sheet.get("state").is_none() {
            sitting.sheet.fact("state", State::Reopened.name());
        }
        if self.facts.services.is_empty() && desk.asker.is_on() {
            let stated = desk.ask_services()?;
            if !stated.is_empty() {
                sitting.sheet.fact("services", super::desk::services(&stated));
            }
        }
        sitting.next()?;
        sitting.write(UpdateType::Reopened, Vec::new(), None)
    }
}

impl Postmortem {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.postmortem())
    }

    fn postmortem(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.content, self.now.instant())?;
        let waits = |i: &Incident| {
            let state = desk.fold(i).state;
            state.is_ended() && state != State::Reviewed
        };
        let incident = desk.incident(self.incident.as_deref(), waits)?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        let remarks = sitting.open_matters();
        if incident.kind.states().contains(&State::Reviewed) && sitting.sheet.get("state").is_none() {
            sitting.sheet.fact("state", State::Reviewed.name());
        }
        if fold.speaker.is_none() {
            desk.ask_speaker(&mut sitting.sheet)?;
        }
        if sitting.sheet.get("next_update").is_none() {
            sitting.sheet.fact("next_update", "{ none: \"This is our review, and the last word on it.\" }");
        }
        sitting.write(UpdateType::Postmortem, remarks, None)
    }
}

impl<'s> Sitting<'s> {
    fn begin(
        desk: &'s Desk<'s>,
        incident: &'s Incident,
        fold: &'s Fold<'s>,
        facts: &'s Facts,
    ) -> Result<Self, Halt> {
        let at = facts.at(desk.now)?;
        let mut sheet = Sheet::default();
        let around = Around { content: desk.content(), kind: incident.kind, fold: Some(fold), at };
        facts.put(&mut sheet, &around)?;
        Ok(Self { desk, incident, fold, facts, at, sheet })
    }

    /// Shows what readers wait for, and gives it as remarks for the editor.
    fn open_matters(&self) -> Vec<String> {
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
    fn late(&mut self) -> Result<(), Halt> {
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

    /// Where it stands now.
    fn state(&mut self, kind: UpdateType) -> Result<(), Halt> {
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
        let words = |state: State| {
            let note = if state == now { " (as before)" } else { "" };
            (format!("{}{note}", state.name().replace('_', " ")), state)
        };
        let options = states.into_iter().map(words).collect();
        let state = self.desk.asker.pick("Where does it stand?", "", options, start)?;
        if state != now || kind == UpdateType::First {
            self.sheet.fact("state", state.name());
        }
        Ok(())
    }

    /// How the services are now.
    fn services(&mut self, kind: UpdateType) -> Result<(), Halt> {
        if kind == UpdateType::NoChange || self.incident.kind == Kind::Notice {
            return Ok(());
        }
        self.desk.ask_all_services(&mut self.sheet, Some(self.fold))
    }

    /// Whatever had trouble works again, unless flags say otherwise.
    fn recovered(&mut self) -> Result<(), Halt> {
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
    fn next(&mut self) -> Result<(), Halt> {
        if self.sheet.get("next_update").is_some() || self.facts.print {
            return Ok(());
        }
        let severity = self.sheet.get("severity").and_then(Severity::from_name).or(self.fold.severity);
        let stated = self.sheet.get("state").and_then(State::from_name);
        let next =
            self.desk.ask_next(self.incident.kind, severity, stated.unwrap_or(self.fold.state), self.at)?;
        self.sheet.fact("next_update", next);
        Ok(())
    }

    /// The words: as given, in a line, or in the editor; then the file.
    fn write(
        mut self,
        kind: UpdateType,
        remarks: Vec<String>,
        audience: Option<Audience>,
    ) -> Result<(), Halt> {
        let name = self.facts.template.as_deref().unwrap_or(template_of(kind));
        let template =
            Template::load(&self.desk.folder.content, name).map_err(|e| Halt::Because(e.to_string()))?;
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
                self.desk.ask_parts(&mut self.sheet, Some(self.fold), self.at)?;
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

fn lead_question(kind: UpdateType) -> &'static str {
    match kind {
        UpdateType::NoChange => "What is new, though nothing changes for readers?",
        UpdateType::Resolved => "What stopped working, for how long, and since when does it work again?",
        UpdateType::Reopened => "What has come back?",
        _ => "What has changed?",
    }
}

/// A question without help or a default.
fn ask_for<'q>(flag: &'q str, ask: &'q str) -> Question<'q> {
    Question { flag, ask, help: "", default: None }
}

fn some(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("an answer is needed".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// A time that is not after `at`.
fn before(text: &str, at: Instant, zone: candor::model::time::Zone) -> Result<Instant, String> {
    let text = text.trim();
    let zoned = if text.len() <= 5 && text.contains(':') {
        format!("{text} {}", zone.name())
    } else {
        text.to_owned()
    };
    let parsed = match Instant::parse_time_of_day(&zoned, at) {
        Some((past, "")) => past,
        _ => Instant::parse(text).map_err(|fault| format!("{fault} {}", fault.help()))?,
    };
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
    let day = candor::model::time::Date::parse(text)
        .map_err(|fault| format!("{fault} Write a day such as `2026-03-17`."))?;
    Ok(format!("{{ due: {} }}", day.iso()))
}

/// Why nothing more comes after the end.
fn closing(postmortem: Option<&str>) -> String {
    let due =
        postmortem.and_then(|yaml| yaml.strip_prefix("{ due: ")).and_then(|rest| rest.strip_suffix(" }"));
    let why = match due {
        Some(day) => format!("This is over. Our review follows by {day}."),
        None => "This is over.".to_owned(),
    };
    format!("{{ none: {} }}", quote(&why))
}
