//! `candor new`: a new incident of any kind, from the template for it.

use candor::model::{Debt, Kind, Named, Severity, UpdateType};
use candor::write::{Sheet, Template, file_name};
use clap::Args;

use super::desk::{Around, Desk, Facts, Gaps, Halt, Paper, Question, Told, has_editor, missing};
use super::incident::{Identity, kind, opening_state};

#[derive(Args)]
pub(super) struct New {
    /// The kind: outage, security-incident, data-breach, vulnerability, maintenance or notice; or one of reply, apology, not-affected, scam.
    #[arg(value_name = "KIND")]
    what: Option<String>,
    #[command(flatten)]
    identity: Identity,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    place: super::Place,
}

impl New {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.new_incident())
    }

    fn new_incident(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        let at = self.facts.at(desk.now)?;
        let what = self.what.as_deref().map(|what| what.replace('-', "_"));
        let (kind, template) = match what.as_deref() {
            Some("reply") => (Kind::SecurityIncident, "reply"),
            Some("apology") => (Kind::Notice, "apology"),
            Some("not_affected") => (Kind::Notice, "not-affected"),
            Some("scam") => (Kind::Notice, "scam"),
            what => {
                let kind = kind(&desk, what, None)?;
                (kind, template(&desk, kind, self.facts.template.is_some())?)
            }
        };
        let language = self.identity.language(&desk);
        let name = self.facts.template.as_deref().unwrap_or(template);
        let template = desk.template(name, language)?;
        let words = self.facts.words.as_deref().or(self.facts.print.then_some("A title"));
        let title = self.identity.title(&desk, kind, words)?;
        let state = opening_state(kind);

        let mut gaps = Gaps::default();
        let mut sheet = Sheet::default();
        sheet.fact("state", state.name());
        self.facts.put(&mut sheet, &Around { content: desk.content(), kind, fold: None, at, language })?;
        if !self.facts.print {
            let said = |key| template.keys().iter().any(|asked| asked.name == key && !asked.words.is_empty());
            if !said("severity") {
                desk.ask_severity(&mut sheet, kind)?;
            }
            desk.ask_speaker(&mut sheet)?;
            let told = Told { kind, fold: None, at, language };
            let need = desk.need(None, file_type(&template), &told, Debt::DataAccess);
            if self.facts.words_file.is_none() {
                gaps.note(desk.ask_data_access(&mut sheet, &told, need))?;
                gaps.note(desk.ask_check(&mut sheet, &told))?;
            }
            // A notice of fraud or of our own conduct is about no service.
            if !matches!(name, "scam" | "apology") {
                desk.ask_all_services(&mut sheet, kind, None)?;
            }
        }
        let mut moments = Vec::new();
        if kind == Kind::Maintenance && !self.facts.print && sheet.get("window").is_none() {
            let [start, end] = desk.ask_window(at)?;
            moments = vec![(start.plus(-86_400), "the day before"), (start, "when it starts")];
            sheet.fact("window", format!("{{ start: {start}, end: {end} }}"));
        }
        if sheet.get("next_update").is_none() && !self.facts.print {
            let severity = sheet.get("severity").and_then(Severity::from_name);
            if let Some(next) = gaps.note(desk.ask_next(kind, severity, state, at, &moments))? {
                sheet.fact("next_update", next);
            }
        }
        let whole = self.facts.whole()?;
        let words = self.facts.words.clone().unwrap_or_default();
        let (id, text) = self.identity.file(&desk, kind, &title, &words, at)?;
        let file = template.kind().unwrap_or("first").to_owned();
        let edit = self.facts.edit || (desk.asker.is_on() && !self.facts.has_words());
        if !edit && !self.facts.has_words() && !self.facts.print {
            gaps.note::<()>(Err(missing(&Question {
                flag: "--words",
                ask: "Say what has happened.",
                help: "Give the words with `--words` or `--words-file`, or see the template with `--print`.",
                default: None,
            })))?;
        }
        let told = Told { kind, fold: None, at, language };
        let need = desk.need(None, file_type(&template), &told, Debt::Unknowns);
        if !desk.asker.is_on() && !self.facts.print && self.facts.words_file.is_none() {
            gaps.note(desk.ask_open(&mut sheet, &told, need))?;
        }
        gaps.end()?;
        let edit = if edit && !self.facts.edit && !has_editor() {
            desk.ask_parts(&mut sheet, &template, &told, need)?;
            false
        } else {
            edit
        };
        desk.write(Paper {
            incident: &id,
            path: format!("incidents/{id}/{}", file_name(None, &file)),
            others: vec![(format!("incidents/{id}/incident.yaml"), text)],
            template,
            sheet,
            remarks: Vec::new(),
            edit,
            print: self.facts.print,
            whole,
            notes: Vec::new(),
        })
    }
}

/// The type of update that a template is for.
fn file_type(template: &Template) -> UpdateType {
    template.kind().and_then(UpdateType::from_name).unwrap_or(UpdateType::First)
}

/// The template for a kind.
fn template(desk: &Desk<'_>, kind: Kind, given: bool) -> Result<&'static str, Halt> {
    Ok(match kind {
        Kind::Outage | Kind::SecurityIncident => "first",
        Kind::DataBreach => "breach",
        Kind::Vulnerability => "advisory",
        Kind::Maintenance => "maintenance",
        Kind::Notice if given || !desk.asker.is_on() => "not-affected",
        Kind::Notice => desk.asker.pick(
            "What sort of notice?",
            "",
            vec![
                (
                    "not-affected: something happened elsewhere, and people ask about you".to_owned(),
                    "not-affected",
                ),
                ("scam: somebody sends messages in your name".to_owned(), "scam"),
                ("apology: for how you handled something".to_owned(), "apology"),
            ],
            0,
        )?,
    })
}
