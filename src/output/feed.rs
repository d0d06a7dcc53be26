//! What a feed says, whatever its format: one item for each update, whole,
//! with an id that never changes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::told;
use crate::markdown::Rendered;
use crate::model::time::Instant;
use crate::model::{Kind, Named, Size, UpdateType};
use crate::view::{Board, IncidentView, ServiceView, UpdateView, routes};
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
    /// The items of the site's feed and of the services', by the id of the incident and the index of the update.
    new: HashMap<(&'c str, usize), Arc<Item>>,
    /// Those of the site's feed.
    site: Vec<Arc<Item>>,
    /// Those of the feed of each service.
    services: Vec<Vec<Arc<Item>>>,
}

/// Where an update is on the board: incident and update, by their indices.
type Place = (usize, usize);

impl<'b, 'c> Feeds<'b, 'c> {
    /// The feeds of a board in the words of a language.
    pub fn new(board: &'b Board<'c>, words: &'b Words) -> Self {
        let site = recent(board, (0..board.incidents.len()).collect());
        let of_service = |service: &ServiceView<'_>| recent(board, service.incidents.clone());
        let services: Vec<Vec<usize>> = board.services.iter().map(of_service).collect();
        let looked_into: BTreeSet<usize> = site.iter().chain(services.iter().flatten()).copied().collect();
        let views: BTreeMap<usize, IncidentView<'c>> =
            looked_into.into_par_iter().map(|at| (at, board.incident(at))).collect();
        let newest = |recent: &[usize]| newest(recent.iter().map(|at| (*at, &views[at])));
        let site = newest(&site);
        let services: Vec<Vec<Place>> = services.iter().map(|recent| newest(recent)).collect();
        let places: BTreeSet<Place> = site.iter().chain(services.iter().flatten()).copied().collect();
        let made = |(at, update): Place| {
            let incident = &views[&at];
            let item = item(board, words, incident, update, &Rendered::default());
            ((incident.id, update), Arc::new(item))
        };
        let new: HashMap<(&'c str, usize), Arc<Item>> = places.into_par_iter().map(made).collect();
        let items = |places: Vec<Place>| -> Vec<Arc<Item>> {
            places.into_iter().map(|(at, update)| Arc::clone(&new[&(views[&at].id, update)])).collect()
        };
        let (site, services) = (items(site), services.into_iter().map(items).collect());
        Self { board, words, new, site, services }
    }

    /// The feed of a scope.
    pub fn feed(&self, scope: Scope) -> Feed {
        let (words, site) = (self.words, &self.board.site);
        let (items, folder, title, description) = match scope {
            Scope::Site => {
                let text = site
                    .description
                    .map_or_else(|| words.say("feed-site", &[("site", Arg::Text(site.name))]), str::to_owned);
                (&self.site, String::new(), site.name.to_owned(), text)
            }
            Scope::Service(at) => {
                let service = self.board.services[at].service;
                let text = words.say("feed-service", &[("service", Arg::Text(&service.name))]);
                (&self.services[at], routes::service(&service.id), self.title(&service.name), text)
            }
        };
        self.made(&folder, title, description, items.clone())
    }

    /// The feed of one incident; `kept` is what was rendered of its words.
    pub fn of_incident(&self, incident: &IncidentView<'c>, kept: &Rendered) -> Feed {
        let item = |update| match self.new.get(&(incident.id, update)) {
            Some(item) => Arc::clone(item),
            None => Arc::new(item(self.board, self.words, incident, update, kept)),
        };
        let items = newest([(0, incident)]).into_iter().map(|(_, update)| item(update)).collect();
        let text = self.words.say("feed-incident", &[("incident", Arg::Text(incident.title))]);
        self.made(&routes::incident(incident.id), self.title(incident.title), text, items)
    }

    fn title(&self, name: &str) -> String {
        let site = ("site", Arg::Text(self.board.site.name));
        self.words.say("feed-title", &[("name", Arg::Text(name)), site])
    }

    fn made(&self, folder: &str, title: String, description: String, items: Vec<Arc<Item>>) -> Feed {
        let site = &self.board.site;
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
}

/// The incidents whose last word is recent enough for a feed of these.
fn recent(board: &Board<'_>, mut incidents: Vec<usize>) -> Vec<usize> {
    let last_at = |at: &usize| board.incidents[*at].last_at;
    let mut last: Vec<Instant> = incidents.iter().map(last_at).collect();
    last.sort_unstable_by(|a, b| b.cmp(a));
    // Each incident has at least its last update (or one before it, if that mends a letter), so nothing older than the last word of the fiftieth can be in.
    if let Some(oldest) = last.get(MOST_ITEMS - 1) {
        incidents.retain(|at| last_at(at) >= *oldest);
    }
    incidents
}

/// The newest updates of some incidents, each with its index.
fn newest<'v>(incidents: impl IntoIterator<Item = (usize, &'v IncidentView<'v>)>) -> Vec<Place> {
    let told = |(at, incident): (usize, &'v IncidentView<'v>)| {
        let updates = incident.updates.iter().enumerate();
        let told = updates.filter(|(_, update)| !is_of_letters(incident, update));
        told.map(move |(n, update)| (update.at, incident.id, n, at))
    };
    let mut found: Vec<(Instant, &str, usize, usize)> = incidents.into_iter().flat_map(told).collect();
    found.sort_by(|a, b| b.cmp(a));
    found.truncate(MOST_ITEMS);
    found.into_iter().map(|(_, _, update, at)| (at, update)).collect()
}

/// Whether an update only mends a letter: nobody is called for that.
fn is_of_letters(incident: &IncidentView<'_>, update: &UpdateView<'_>) -> bool {
    update.corrects.is_some_and(|at| incident.corrections[at].correction.size == Size::Typo)
}

fn item(board: &Board<'_>, words: &Words, incident: &IncidentView<'_>, at: usize, kept: &Rendered) -> Item {
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
