//! What a feed says, whatever its format: one item for each update, whole,
//! with an id that never changes.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::told;
use crate::markdown::Rendered;
use crate::model::time::Instant;
use crate::model::{Kind, Named, Size, UpdateType};
use crate::view::{Board, IncidentView, UpdateView, routes};
use crate::words::{Arg, Words};

/// How many items a feed holds at most.
pub const MOST_ITEMS: usize = 50;

/// What a feed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole site.
    Site,
    /// One service: index on the board.
    Service(usize),
    /// One incident: index on the board.
    Incident(usize),
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its path on the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its own address.
    pub url: String,
    /// The page that it belongs to.
    pub page: String,
    /// A sentence about it.
    pub description: String,
    /// BCP 47 tag.
    pub language: String,
    /// The items, newest first.
    pub items: Vec<Arc<Item>>,
}

/// One update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// `tag:<host>,<year>:<incident>/<update>` (RFC 4151); never changes.
    pub id: String,
    /// What it is, readable alone.
    pub title: String,
    /// Its place on the page.
    pub url: String,
    /// When it was published.
    pub published: Instant,
    /// When it was last touched by a correction.
    pub modified: Instant,
    /// The first words, without marks.
    pub summary: String,
    /// All of it.
    pub html: String,
    /// State, severity, services.
    pub categories: Vec<String>,
}

/// All feeds of a board. What is new stands in several of them, and is put into words once.
#[derive(Debug)]
pub struct Feeds<'b, 'c> {
    board: &'b Board<'c>,
    words: &'b Words,
    /// The items of the site's feed and of the services', by incident and update.
    new: HashMap<Place, Arc<Item>>,
}

/// Where an update is on the board: incident and update, by their indices.
type Place = (usize, usize);

impl<'b, 'c> Feeds<'b, 'c> {
    /// The feeds of a board in the words of a language.
    pub fn new(board: &'b Board<'c>, words: &'b Words) -> Self {
        let mut places = newest(board, Scope::Site);
        places.extend((0..board.services.len()).flat_map(|at| newest(board, Scope::Service(at))));
        places.sort_unstable();
        places.dedup();
        let made = |place| (place, Arc::new(item(board, words, place, &Rendered::default())));
        let new = places.into_par_iter().map(made).collect();
        Self { board, words, new }
    }

    /// The feed of a scope; `kept` is what was rendered of its words.
    pub fn feed(&self, scope: Scope, kept: &Rendered) -> Feed {
        let item = |place| match self.new.get(&place) {
            Some(item) => Arc::clone(item),
            None => Arc::new(item(self.board, self.words, place, kept)),
        };
        let items = newest(self.board, scope).into_iter().map(item).collect();
        feed(self.board, self.words, scope, items)
    }
}

fn feed(board: &Board<'_>, words: &Words, scope: Scope, items: Vec<Arc<Item>>) -> Feed {
    let site = &board.site;
    let (folder, title, description) = match scope {
        Scope::Site => {
            let text = site
                .description
                .map_or_else(|| words.say("feed-site", &[("site", Arg::Text(site.name))]), str::to_owned);
            (String::new(), site.name.to_owned(), text)
        }
        Scope::Service(at) => {
            let service = board.services[at].service;
            let title = words
                .say("feed-title", &[("name", Arg::Text(&service.name)), ("site", Arg::Text(site.name))]);
            let text = words.say("feed-service", &[("service", Arg::Text(&service.name))]);
            (routes::service(&service.id), title, text)
        }
        Scope::Incident(at) => {
            let incident = &board.incidents[at];
            let title = words
                .say("feed-title", &[("name", Arg::Text(incident.title)), ("site", Arg::Text(site.name))]);
            let text = words.say("feed-incident", &[("incident", Arg::Text(incident.title))]);
            (routes::incident(incident.id), title, text)
        }
    };
    let path = format!("{folder}{}", routes::FEED);
    Feed {
        url: format!("{}/{path}", site.url),
        page: format!("{}/{folder}", site.url),
        path,
        title,
        description,
        language: site.language.to_owned(),
        items,
    }
}

/// The newest updates of a scope. Incidents stand newest first word first, so
/// only those whose last word is recent enough to matter are looked into.
fn newest(board: &Board<'_>, scope: Scope) -> Vec<Place> {
    let incidents: Vec<usize> = match scope {
        Scope::Incident(at) => vec![at],
        Scope::Site => (0..board.incidents.len()).collect(),
        Scope::Service(at) => board.services[at].incidents.clone(),
    };
    let mut last: Vec<Instant> = incidents.iter().map(|at| board.incidents[*at].last_at).collect();
    last.sort_unstable_by(|a, b| b.cmp(a));
    // Each incident has at least its last update (or one before it, if that mends a letter), so nothing older than the last word of the fiftieth can be in.
    let oldest = last.get(MOST_ITEMS - 1).copied();
    let mut found: Vec<(Instant, &str, Place)> = incidents
        .into_iter()
        .filter(|at| oldest.is_none_or(|oldest| board.incidents[*at].last_at >= oldest))
        .flat_map(|at| {
            let incident = &board.incidents[at];
            let told =
                incident.updates.iter().enumerate().filter(|(_, update)| !is_of_letters(incident, update));
            told.map(move |(n, update)| (update.at, incident.id, (at, n)))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.cmp(a.1)).then_with(|| b.2.1.cmp(&a.2.1)));
    found.truncate(MOST_ITEMS);
    found.into_iter().map(|(_, _, place)| place).collect()
}

/// Whether an update only mends a letter: nobody is called for that.
fn is_of_letters(incident: &IncidentView<'_>, update: &UpdateView<'_>) -> bool {
    update.corrects.is_some_and(|at| incident.corrections[at].correction.size == Size::Typo)
}

fn item(board: &Board<'_>, words: &Words, (incident, at): Place, kept: &Rendered) -> Item {
    let incident = &board.incidents[incident];
    let update = &incident.updates[at];
    let page = [board.site.url, "/", &routes::incident(incident.id)].concat();
    let html = told::html(board, words, incident, at, &page, kept);
    let mut categories = Vec::with_capacity(2 + update.services.len());
    categories.push(words.named("state", update.state.name()));
    categories.extend(update.severity.map(|s| words.named("severity", s.name())));
    categories.extend(update.services.iter().map(|(at, _)| board.services[*at].service.name.clone()));
    Item {
        id: [
            "tag:",
            board.site.host,
            ",",
            &incident.first_at.year().to_string(),
            ":",
            incident.id,
            "/",
            update.id,
        ]
        .concat(),
        title: title(board, words, incident, update),
        url: [&page, "#", &routes::anchor(update.id)].concat(),
        published: update.at,
        modified: update.modified,
        summary: incident.plain_lead(update, |now| words.corrected(now)).unwrap_or_default(),
        html,
        categories,
    }
}

/// `[Correction] Uploads fail, 21 May 2026: Correction`. An update of no other sort says where it stands.
fn title(board: &Board<'_>, words: &Words, incident: &IncidentView<'_>, update: &UpdateView<'_>) -> String {
    let mut title = String::new();
    if update.asks {
        title.push_str(&words.get("feed-action-needed"));
        title.push(' ');
    }
    if update.kind == UpdateType::Correction {
        title.push_str(&words.get("feed-correction"));
        title.push(' ');
    }
    // Planned work is known by the day on which it takes place, as this update knew it.
    let planned = update.window.filter(|_| incident.kind == Kind::Maintenance);
    let day = match planned.map(|window| window.start.date(board.site.zone)).or(incident.title_date) {
        Some(date) => words.date(date),
        None => words.time(incident.first_at).day.clone(),
    };
    let kind = match update.kind {
        UpdateType::Progress | UpdateType::NoChange | UpdateType::Notice => {
            words.name("state", update.state.name())
        }
        kind => words.name("type", kind.name()),
    };
    title.push_str(&words.say(
        "feed-item",
        &[("title", Arg::Text(incident.title)), ("date", Arg::Text(&day)), ("kind", Arg::Text(kind))],
    ));
    title
}
