//! `candor litmus`: the score card of one incident, and what its readers take away.

use candor::finding::{nearest, one_of};
use candor::inside::inside;
use candor::litmus::text::{Head, render};
use candor::litmus::{Card, Record, json};
use candor::model::time::Instant;
use candor::model::{Audience, Incident, Named, Update};
use candor::terminal::Clock;
use candor::view::{IncidentView, board};
use clap::{Args, ValueEnum};

use super::{REFUSED, report};

#[derive(Args)]
pub(super) struct Litmus {
    /// The incident: the name of its folder, or a part of it; the open one, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// How to print it; `json` is the record of the incident.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Litmus {
    pub(super) fn run(&self) -> u8 {
        let now = self.now.instant();
        let Some(reading) = super::sound(&self.content, "The score") else { return REFUSED };
        let content = &reading.content;
        let incident = match &self.incident {
            Some(id) => match super::meant(content, id) {
                Some(incident) => incident,
                None => return unknown(id, &content.incidents),
            },
            None => match super::only_open(content, now) {
                Ok(incident) => incident,
                Err(why) => {
                    report::say(&why);
                    return REFUSED;
                }
            },
        };
        let theme = match super::check::theme(&reading) {
            Ok(theme) => theme,
            Err(error) => {
                report::say(&error.to_string());
                return REFUSED;
            }
        };
        let board = board(content, Audience::Public, now);
        let clock = Clock { zone: content.site.time_zone, now };
        let Some(at) = board.find(&incident.id) else {
            report::say(&silent(incident, &clock));
            return REFUSED;
        };
        let view = board.incident(at);
        let card = Card::new(&board, &view, &theme.words);
        report::print(&match self.format {
            Format::Text => {
                let about = about(&view);
                let head = Head { id: view.id, title: view.title, about: &about };
                render(&card, &head, &clock)
            }
            Format::Json => {
                let told = inside(content.sources.root(), incident).and_then(|(inside, _)| {
                    inside.notices.iter().map(|n| n.at).filter(|at| *at <= now).min()
                });
                json(&Record::new(&view, &card, now).with_direct_notice(incident.detection.at, told))
            }
        });
        0
    }
}

/// Kind, severity and state as words.
fn about(view: &IncidentView<'_>) -> String {
    let mut parts = vec![view.kind.name()];
    parts.extend(view.fold.severity.map(Named::name));
    parts.push(view.fold.state.name());
    parts.join(", ").replace('_', " ")
}

fn unknown(id: &str, incidents: &[Incident]) -> u8 {
    let ids = incidents.iter().map(|incident| incident.id.as_str());
    match nearest(id, ids.clone()) {
        Some(near) => report::say(&format!("no incident is called `{id}`; did you mean `{near}`?")),
        None if incidents.is_empty() => {
            report::say(&format!("no incident is called `{id}`; there is none yet"));
        }
        None => {
            let last: Vec<&str> = ids.rev().take(5).collect();
            report::say(&format!("no incident is called `{id}`; the last ones are {}", one_of(last)));
        }
    }
    REFUSED
}

/// Why an incident has no score yet.
fn silent(incident: &Incident, clock: &Clock) -> String {
    let first = incident.updates.iter().filter(|u| u.counts()).map(Update::visible_from).min();
    let when = match first {
        _ if incident.drill => "it is an exercise".to_owned(),
        Some(at) => format!("its first word comes out on {}", clock.whole(at)),
        None => "it has no update for everybody that is not a draft".to_owned(),
    };
    let noticed: Option<Instant> = incident.detection.at.filter(|at| *at <= clock.now);
    let noticed = noticed.map(|at| format!("; it was noticed at {}", clock.whole(at))).unwrap_or_default();
    format!("nothing about `{}` is public at {}: {when}{noticed}", incident.id, clock.whole(clock.now))
}
