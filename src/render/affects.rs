//! Does this affect me? The services of an incident by what is true of them now.

use serde::Serialize;
use tera::Value;

use super::Renderer;
use super::given::html;
use super::shown::Label;
use super::update::wrong;
use crate::markdown::inline_struck;
use crate::model::{Named, State, Status};
use crate::view::{IncidentView, ServiceNow};
use crate::words::Words;

/// Services that share an answer.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// The answer.
    title: String,
    /// Whether the title says less than their status.
    named: bool,
    pub(super) bunches: Vec<Bunch>,
}

/// Services of which the same is said.
#[derive(Debug, Serialize)]
pub(super) struct Bunch {
    /// Links to them.
    #[serde(serialize_with = "html")]
    links: String,
    status: Label,
    #[serde(serialize_with = "html")]
    pub(super) note: Option<String>,
}

/// The answers, in the order in which readers are shown them.
const ANSWERS: usize = 7;

/// Which of them a service belongs to.
fn answer(incident: &IncidentView<'_>, service: usize, status: Status) -> usize {
    match status {
        Status::Maintenance => 1,
        Status::Checking => 2,
        Status::Recovered if incident.was_stopped(service, incident.updates.len()) => 3,
        // It was put right without ever having been stopped.
        Status::Recovered => 4,
        Status::NotAffected => 5,
        Status::Down | Status::Partial | Status::Exposed | Status::Slow => 0,
    }
}

/// The title of an answer.
fn title(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>, answer: usize) -> String {
    let words = &renderer.theme.words;
    match answer {
        0 => words.get("affected"),
        1 => match (incident.fold.state, incident.fold.window) {
            (State::Cancelled, _) => words.get("under-maintenance-cancelled"),
            (state, _) if state.is_ended() => words.get("under-maintenance-over"),
            (_, Some(window)) if renderer.board.now < window.start => words.get("under-maintenance-later"),
            _ => words.get("under-maintenance"),
        },
        2 => words.get("being-checked"),
        3 => words.get("working-again"),
        4 => words.get("status-repaired"),
        _ => words.get("not-affected"),
    }
}

/// The services of an incident; `page` is its address, and `root` leads to the root of the site.
pub(super) fn groups(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    page: &str,
    root: &str,
) -> Vec<Group> {
    let words = &renderer.theme.words;
    let links = renderer.service_links(root);
    let stated = incident.fold.services.iter().enumerate();
    let mut stated: Vec<(usize, usize, ServiceNow<'_>)> =
        stated.filter_map(|(at, now)| now.map(|now| (answer(incident, at, now.status), at, now))).collect();
    stated.sort_by_key(|(answer, _, now)| (*answer, now.status));
    let mut groups = Vec::with_capacity(ANSWERS);
    for services in stated.chunk_by(|(a, ..), (b, ..)| a == b) {
        let answer = services[0].0;
        let mut bunches: Vec<Bunch> = Vec::with_capacity(services.len());
        let mut before: Option<(ServiceNow<'_>, usize)> = None;
        for (_, at, now) in services {
            // What is said of all others in one line is put into words once.
            if let Some((_, bunch)) = before.filter(|(before, _)| before == now) {
                add(&links[*at], &mut bunches[bunch].links);
                continue;
            }
            let note =
                now.note.map(|note| inline_struck(note, &wrong(renderer, incident, now.noted_in, page)));
            let same = bunches.iter().position(|b| b.status.key == now.status.name() && b.note == note);
            let bunch = same.unwrap_or_else(|| {
                let links = String::with_capacity(services.len() * 112);
                bunches.push(Bunch { links, status: Label::named(now.status, "status", words), note });
                bunches.len() - 1
            });
            add(&links[*at], &mut bunches[bunch].links);
            before = Some((*now, bunch));
        }
        let title = title(renderer, incident, answer);
        groups.push(Group { title, named: answer == 0, bunches });
    }
    // Where nothing was said of any, a sentence says so instead.
    if !incident.fold.services.iter().all(Option::is_none) {
        groups.extend(not_stated(incident, links, words));
    }
    groups
}

/// Adds a link to others.
fn add(link: &Value, links: &mut String) {
    links.push_str(if links.is_empty() { "" } else { ", " });
    links.push_str(link.as_str().unwrap_or_default());
}

/// Services that nobody has spoken of.
fn not_stated(incident: &IncidentView<'_>, links: &[Value], words: &Words) -> Option<Group> {
    let mut silent = String::new();
    incident.services_not_stated().into_iter().for_each(|at| add(&links[at], &mut silent));
    let status = Label::new("not_stated", "status", words);
    (!silent.is_empty()).then(|| Group {
        title: words.get("not-stated"),
        named: false,
        bunches: vec![Bunch { links: silent, status, note: None }],
    })
}
