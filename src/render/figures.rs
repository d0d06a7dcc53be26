//! The facts of who and what is affected: how many, where, which data.

use serde::Serialize;

use super::dated::{Stated, carried, stated};
use super::sentences::moment_text;
use crate::model::{DataAccess, DataLost, DataReach, Edge, Environment, HowSure, Named, Regions};
use crate::view::IncidentView;
use crate::words::{Arg, Words};

/// What is known of them.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    numbers: Option<String>,
    /// Whether they are not affected any more.
    numbers_past: bool,
    regions: Option<String>,
    environment: Option<String>,
    potential: Option<Stated>,
    confirmed: Option<Stated>,
    data: Option<String>,
    data_types: Option<String>,
    data_lost: Option<String>,
    exposure: Option<Exposure>,
    exploitation: Option<String>,
}

impl Figures {
    /// The texts in the writer's own words.
    pub(super) fn stated(&mut self) -> impl Iterator<Item = &mut String> {
        self.potential.iter_mut().chain(&mut self.confirmed).map(|stated| &mut stated.html)
    }

    fn is_empty(&self) -> bool {
        let said = [&self.numbers, &self.regions, &self.environment, &self.data, &self.data_types];
        let more = [&self.data_lost, &self.exploitation];
        said.into_iter().chain(more).all(Option::is_none)
            && self.potential.is_none()
            && self.confirmed.is_none()
            && self.exposure.is_none()
    }
}

#[derive(Debug, Serialize)]
struct Exposure {
    start: Option<String>,
    end: Option<String>,
    ongoing: bool,
    length: Option<String>,
}

/// What is known of an incident's, if anything.
pub(super) fn figures(incident: &IncidentView<'_>, words: &Words) -> Option<Figures> {
    let fold = &incident.fold;
    let settled = fold.stays_unknown();
    let as_of = |update: usize| carried(incident, update, words);
    let dated = |text: String, update: usize| match as_of(update) {
        Some(time) => words.say("said-as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&time))]),
        None => text,
    };
    let figures = Figures {
        numbers: fold.affected.map(|said| {
            if fold.is_past() {
                words.numbers(said.value, true)
            } else {
                dated(words.numbers(said.value, false), said.update)
            }
        }),
        numbers_past: fold.is_past(),
        regions: fold.regions.map(|regions| match regions {
            Regions::All => words.get("all-regions"),
            Regions::Some(names) => words.list(&names.iter().map(AsRef::as_ref).collect::<Vec<&str>>()),
        }),
        // The live service is what everybody expects; saying so would only be one more line to read.
        environment: incident
            .environment
            .filter(|e| *e != Environment::Production)
            .map(|e| words.named("environment", e.name())),
        potential: fold.potential.map(|said| {
            // Behind what was only possible, "confirmed" would say that it happened.
            let possible = matches!(said.value.how_sure, Some(HowSure::Confirmed | HowSure::Exact));
            let stated = stated(said, as_of(said.update), settled, words);
            if possible { Stated { sure: Some(words.get("could-have-sure")), ..stated } } else { stated }
        }),
        confirmed: fold.confirmed.map(|said| stated(said, as_of(said.update), settled, words)),
        // What came out stays so, and so does what nobody looks for any more.
        data: fold.data_access.map(|said| match (said.value, words.data(said.value, settled)) {
            (DataAccess::Stated(DataReach::RuledOut), text) => dated(text, said.update),
            (DataAccess::Stated(DataReach::Unknown), text) if !settled => dated(text, said.update),
            (_, text) => text,
        }),
        data_types: fold
            .data_types
            .filter(|types| !types.is_empty())
            .map(|types| words.list(&types.iter().map(AsRef::as_ref).collect::<Vec<&str>>())),
        data_lost: fold.data_lost.map(|said| match (said.value, words.lost(said.value, settled)) {
            (DataLost::Nothing, text) => dated(text, said.update),
            (DataLost::Unknown, text) if !settled => dated(text, said.update),
            (_, text) => text,
        }),
        exposure: fold.exposure.map(|said| exposure(said.value, words)),
        exploitation: fold.exploitation.map(|said| {
            let mut text = words.named("exploitation", said.value.status.name());
            if let Some(source) = &said.value.source {
                text = words.say("with-source", &[("text", Arg::Text(&text)), ("source", Arg::Text(source))]);
            }
            match said.value.as_of {
                Some(at) => words
                    .say("as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&words.time(at).text))]),
                None => text,
            }
        }),
    };
    (!figures.is_empty()).then_some(figures)
}

fn exposure(exposure: &crate::model::Exposure, words: &Words) -> Exposure {
    let start = exposure.start.map(|moment| moment_text(moment, words));
    // How long it has lasted "so far" would change with every build, so only what has ended has a length.
    let (end, ended, ongoing) = match exposure.end {
        None => (None, None, false),
        Some(Edge::Ongoing) => (None, None, true),
        Some(Edge::At(moment)) => (Some(moment_text(moment, words)), moment.at, false),
    };
    let length = match (exposure.start.and_then(|m| m.at), ended) {
        (Some(start), Some(end)) if end >= start => Some(words.length(end.since(start))),
        _ => None,
    };
    Exposure { start, end, ongoing, length }
}
