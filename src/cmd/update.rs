//! `candor update`, `reopen` and `postmortem`: the next update of an incident.

use candor::model::{Audience, Incident, Kind, Named, State, UpdateType};
use candor::write::{flow, phrases};
use clap::Args;

use super::desk::{Desk, Facts, Gaps, Halt, named};
use super::sitting::Sitting;

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
    place: super::Place,
}

#[derive(Args)]
pub(super) struct Reopen {
    /// The name of the incident's folder, or a part of it; the one that ended last, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    place: super::Place,
}

#[derive(Args)]
pub(super) struct Postmortem {
    /// The name of the incident's folder, or a part of it; the one that waits for it, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    place: super::Place,
}

impl Update {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.update())
    }

    fn update(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
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
        let mut gaps = Gaps::default();
        if self.facts.template.as_deref() != Some("embargoed") {
            gaps.note(sitting.late())?;
            if kind != UpdateType::NoChange {
                gaps.note(sitting.answers(false))?;
            }
            sitting.state(kind)?;
            sitting.services(kind)?;
            if kind == UpdateType::First {
                desk.ask_severity(&mut sitting.sheet, incident.kind)?;
            }
            if fold.speaker.is_none() && kind != UpdateType::NoChange {
                desk.ask_speaker(&mut sitting.sheet)?;
            }
            if audience.is_none_or(|audience| audience == Audience::Public) {
                sitting.open(kind, &mut gaps)?;
            }
        }
        gaps.note(sitting.next())?;
        gaps.note(sitting.words(kind))?;
        gaps.end()?;
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

impl Reopen {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.reopen())
    }

    fn reopen(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        let incident = desk.incident(self.incident.as_deref(), |i| desk.fold(i).state.is_ended())?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        sitting.sheet.fact("type", UpdateType::Reopened.name());
        if incident.kind.states().contains(&State::Reopened) && sitting.sheet.get("state").is_none() {
            sitting.sheet.fact("state", State::Reopened.name());
        }
        if self.facts.services.is_empty() && desk.asker.is_on() {
            let stated = desk.ask_services(incident.kind)?;
            if !stated.is_empty() {
                sitting.sheet.fact("services", super::desk::services(&stated));
            }
        }
        let mut gaps = Gaps::default();
        gaps.note(sitting.next())?;
        gaps.note(sitting.words(UpdateType::Reopened))?;
        gaps.end()?;
        sitting.write(UpdateType::Reopened, Vec::new(), None)
    }
}

impl Postmortem {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.postmortem())
    }

    fn postmortem(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        let waits = |i: &Incident| {
            let state = desk.fold(i).state;
            state.is_ended() && state != State::Reviewed
        };
        let incident = desk.incident(self.incident.as_deref(), waits)?;
        let fold = desk.fold(incident);
        let mut sitting = Sitting::begin(&desk, incident, &fold, &self.facts)?;
        let remarks = sitting.open_matters();
        let mut gaps = Gaps::default();
        gaps.note(sitting.answers(true))?;
        gaps.note(sitting.words(UpdateType::Postmortem))?;
        gaps.end()?;
        if incident.kind.states().contains(&State::Reviewed) && sitting.sheet.get("state").is_none() {
            sitting.sheet.fact("state", State::Reviewed.name());
        }
        if fold.speaker.is_none() {
            desk.ask_speaker(&mut sitting.sheet)?;
        }
        if sitting.sheet.get("next_update").is_none() {
            let why = phrases(desk.language(incident)).reviewed;
            sitting.sheet.fact("next_update", format!("{{ none: {} }}", flow(why)));
        }
        sitting.write(UpdateType::Postmortem, remarks, None)
    }
}
