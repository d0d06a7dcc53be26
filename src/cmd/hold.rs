//! `candor hold`: the first word, from one line.

use candor::model::time::Instant;
use candor::model::{Kind, Named, Purpose, Severity, Status};
use candor::write::{Sheet, file_name, filled, phrases};
use clap::Args;

use super::desk::{Around, Desk, Facts, Gap, Gaps, Halt, Paper, Question, services};
use super::incident::{Identity, kind, opening_state};

#[derive(Args)]
pub(super) struct Hold {
    /// What people may notice, in their words, with the time it began and its zone.
    #[arg(value_name = "WORDS")]
    notice: Option<String>,
    /// What kind of incident it is; outage, if not given.
    #[arg(long, value_name = "KIND", help_heading = "The incident")]
    kind: Option<String>,
    /// The address of a report in public that this answers.
    #[arg(long, value_name = "ADDRESS", help_heading = "The incident")]
    report: Option<String>,
    #[command(flatten)]
    identity: Identity,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    place: super::Place,
}

impl Hold {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.hold())
    }

    fn hold(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        let at = self.facts.at(desk.now)?;
        let mut gaps = Gaps::default();
        let notice = gaps.note(desk.asker.text(
            self.notice.as_deref().or(self.facts.words.as_deref()),
            &Question {
                flag: "WORDS",
                ask: if self.report.is_some() {
                    "What does the report say?"
                } else {
                    "What may people notice?"
                },
                help: "One sentence in their words, such as `Uploads fail with an error since 13:02 UTC.`",
                default: None,
            },
            sentence,
        ))?;
        let default = if self.report.is_some() { Kind::SecurityIncident } else { Kind::Outage };
        let kind = if self.report.is_some() && self.kind.is_none() {
            default
        } else {
            kind(&desk, self.kind.as_deref(), Some(default))?
        };
        let state = opening_state(kind);

        let mut sheet = Sheet::default();
        sheet.fact("state", state.name());
        if let Some(notice) = &notice {
            self.put_words(&desk, &mut sheet, notice);
        }
        self.facts.put(
            &mut sheet,
            &Around {
                content: desk.content(),
                kind,
                fold: None,
                at,
                language: self.identity.language(&desk),
            },
        )?;
        let mut notes = Vec::new();
        if self.facts.services.is_empty() && sheet.get("services").is_none() && self.report.is_none() {
            if desk.asker.is_on() {
                let mut stated = desk.ask_services(kind)?;
                if stated.is_empty() && !matches!(kind, Kind::Notice | Kind::Maintenance) {
                    stated.push(("all".to_owned(), Status::Checking, None));
                    notes.push("You marked no service, so the page says that all of them are still being checked. `candor update` says more as soon as you know.".to_owned());
                }
                if !stated.is_empty() {
                    sheet.fact("services", services(&stated));
                }
            } else if kind == Kind::Outage {
                gaps.note::<()>(Err(no_service(&desk)))?;
            }
        }
        let mut moments = Vec::new();
        if kind == Kind::Maintenance
            && sheet.get("window").is_none()
            && let Some([start, end]) = gaps.note(desk.ask_window(at))?
        {
            moments = vec![(start.plus(-86_400), "the day before"), (start, "when it starts")];
            sheet.fact("window", format!("{{ start: {start}, end: {end} }}"));
        }
        if sheet.get("next_update").is_none() {
            let severity = sheet.get("severity").and_then(Severity::from_name);
            if let Some(next) = gaps.note(desk.ask_next(kind, severity, state, at, &moments))? {
                sheet.fact("next_update", next);
            }
        }
        gaps.end()?;
        let Some(notice) = notice else { return Ok(()) }; // the gaps have ended it
        self.promise_report(&desk, &mut sheet);

        let title = match &self.report {
            Some(_) if self.identity.title.is_none() => {
                phrases(self.identity.language(&desk)).report_title.to_owned()
            }
            _ => self.identity.title(&desk, kind, Some(&notice))?,
        };
        let mut identity = self.identity.clone();
        if self.report.is_some() && identity.found_by.is_none() {
            identity.found_by = Some("public_report".to_owned());
        }
        let (id, text) = identity.file(&desk, kind, &title, &notice, at)?;
        let template =
            self.facts.template.as_deref().unwrap_or(if self.report.is_some() { "reply" } else { "holding" });
        let template = desk.template(template, self.identity.language(&desk))?;
        desk.write(Paper {
            incident: &id,
            path: format!("incidents/{id}/{}", file_name(None, "holding")),
            others: vec![(format!("incidents/{id}/incident.yaml"), text)],
            template,
            sheet,
            remarks: Vec::new(),
            edit: self.facts.edit,
            print: self.facts.print,
            whole: self.facts.whole()?,
            notes,
        })
    }

    fn put_words(&self, desk: &Desk<'_>, sheet: &mut Sheet, notice: &str) {
        let Some(report) = &self.report else {
            sheet.part("lead", notice);
            return;
        };
        let said = notice.trim_end_matches('.');
        let phrases = phrases(self.identity.language(desk));
        sheet.part("lead", filled(phrases.report_seen, &[("report", report), ("said", said)]));
        sheet.fact("data_access", "unknown");
        let contacts = &desk.content().site.contacts;
        if let Some(contact) = contacts.iter().find(|contact| contact.purpose == Purpose::Security) {
            let shown = contact.shown();
            let hours = contact.hours.as_deref().map(|hours| format!(" ({hours})")).unwrap_or_default();
            let contact = format!("[{shown}]({}){hours}", contact.route);
            sheet.part("questions", filled(phrases.report_details, &[("contact", &contact)]));
        }
    }

    /// What we do about a report, and by when we say what we found.
    fn promise_report(&self, desk: &Desk<'_>, sheet: &mut Sheet) {
        if self.report.is_none() || sheet.words("doing").is_some() {
            return;
        }
        let phrases = phrases(self.identity.language(desk));
        let next = sheet.get("next_update").filter(|next| !next.starts_with('{'));
        let by = next.map(|next| {
            let at = Instant::parse(next);
            let time = at.map_or_else(|_| next.to_owned(), |at| desk.time(at, phrases.language));
            filled(phrases.report_by, &[("time", &time)])
        });
        let by = by.unwrap_or_default();
        sheet.part("doing", filled(phrases.report_checked, &[("by", &by)]));
    }
}

/// That no service was named, with the services and how to say them.
fn no_service(desk: &Desk<'_>) -> Halt {
    let ids: Vec<&str> = desk.content().services.iter().map(|service| service.id.as_str()).collect();
    let ask = format!(
        "Say what has trouble: SERVICE=STATUS. The services are {}, the statuses {}.",
        candor::finding::one_of(ids.iter().copied()),
        candor::finding::one_of(Status::NAMES.iter().copied())
    );
    let example = format!("{}=partial", ids.first().unwrap_or(&"payments"));
    Halt::Missing(vec![Gap::new("--service", &ask, example)])
}

/// One sentence, with its full stop.
fn sentence(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("say it in a sentence".to_owned()),
        text if text.ends_with(['.', '!', '?', ')']) => Ok(text.to_owned()),
        text => Ok(format!("{text}.")),
    }
}
