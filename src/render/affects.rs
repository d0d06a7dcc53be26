//! Does this affect me? The services of an incident by what is true of them now.

use serde::Serialize;

use super::Renderer;
use super::given::html;
use super::shown::{Label, ServiceLink};
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
    services: Vec<ServiceLink>,
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

/// The message that is the title of an answer.
fn title(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>, answer: usize) -> &'static str {
    match answer {
        0 => "affected",
        1 => match (incident.fold.state, incident.fold.window) {
            (State::Cancelled, _) => "under-maintenance-cancelled",
            (state, _) if state.is_ended() => "under-maintenance-over",
            (_, Some(window)) if renderer.board.now < window.start => "under-maintenance-later",
            _ => "under-maintenance",
        },
        2 => "being-checked",
        3 => "working-again",
        4 => "status-repaired",
        5 => "not-affected",
        _ => "not-stated",
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
    let mut found: [Vec<(Status, usize, ServiceNow<'_>)>; ANSWERS - 1] = Default::default();
    for (at, now) in incident.fold.services.iter().enumerate() {
        let Some(now) = now else { continue };
        found[answer(incident, at, now.status)].push((now.status, at, *now));
    }
    let mut groups = Vec::with_capacity(ANSWERS);
    for (answer, mut services) in found.into_iter().enumerate() {
        if services.is_empty() {
            continue;
        }
        services.sort_by_key(|(status, ..)| *status);
        let mut bunches: Vec<Bunch> = Vec::new();
        for (status, at, now) in services {
            let note =
                now.note.map(|note| inline_struck(note, &wrong(renderer, incident, now.noted_in, page)));
            match bunches.iter_mut().find(|b| b.status.key == status.name() && b.note == note) {
                Some(bunch) => bunch.services.push(links[at].clone()),
                None => bunches.push(Bunch {
                    services: vec![links[at].clone()],
                    status: Label::named(status, "status", words),
                    note,
                }),
            }
        }
        let title = words.get(title(renderer, incident, answer));
        groups.push(Group { title, named: answer == 0, bunches });
    }
    // Where nothing was said of any, a sentence says so instead.
    if !incident.fold.services.iter().all(Option::is_none) {
        groups.extend(not_stated(incident, links, words));
    }
    groups
}

/// Services that nobody has spoken of.
fn not_stated(incident: &IncidentView<'_>, links: &[ServiceLink], words: &Words) -> Option<Group> {
    let services: Vec<ServiceLink> =
        incident.services_not_stated().into_iter().map(|at| links[at].clone()).collect();
    let status = Label::new("not_stated", "status", words);
    (!services.is_empty()).then(|| Group {
        title: words.get("not-stated"),
        named: false,
        bunches: vec![Bunch { services, status, note: None }],
    })
}
