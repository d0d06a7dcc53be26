//! The home page: the worst that is open, in full; the rest in brief; every
//! service; planned work; what ended lately. Its size does not grow with the
//! history.

use serde::Serialize;
use tera::Value;

use super::now::{Now, now};
use super::parts::{Link, Row, Strip, row, strip, touched, ways_to_ask};
use super::sentences::{description, shorten};
use super::shown::{Label, Time};
use super::{Renderer, ThemeError};
use crate::markdown::Rendered;
use crate::model::time::Instant;
use crate::model::{Kind, Severity};
use crate::view::{Board, Brief, Headline, Rollup, WindowEdge, routes};
use crate::words::Arg;

/// How many open incidents stand beside the first one.
const MOST_OPEN: usize = 10;
/// How many planned works are listed.
const MOST_PLANNED: usize = 10;
/// How many ended incidents are listed.
const MOST_RECENT: usize = 6;
/// How many that were bad and ended lately are told near the top.
const MOST_OVER: usize = 3;
/// How many hours they stand there, and how many before its start planned work is named there.
const NEAR_HOURS: i64 = 24;
/// How many days an ended incident stays on the home page.
const RECENT_DAYS: i64 = 30;

/// The home page.
#[derive(Debug, Serialize)]
pub(super) struct Home {
    title: String,
    description: String,
    feed: String,
    headline: HeadlineModel,
    lead: Option<Now>,
    contacts: Value,
    ask: Value,
    open: Vec<Now>,
    more_open: usize,
    notes: Vec<Note>,
    over: Vec<Over>,
    planned: Vec<Now>,
    planned_first: bool,
    groups: Vec<GroupModel>,
    affected: usize,
    recent: Vec<Row>,
    last: Option<Time>,
    history: String,
    corrections: Option<Link>,
}

#[derive(Debug, Serialize)]
struct HeadlineModel {
    /// `critical`, `major`, `minor`, `none`, `maintenance`, `unconfirmed` or `fine`.
    key: &'static str,
    text: String,
}

/// A line in the band: what ended lately or begins soon.
#[derive(Debug, Serialize)]
struct Note {
    when: String,
    link: Link,
    words: Option<String>,
}

/// A bad incident that ended lately.
#[derive(Debug, Serialize)]
struct Over {
    now: Now,
    since: String,
    services: String,
}

/// Services that belong together.
#[derive(Debug, Serialize)]
struct GroupModel {
    name: Option<String>,
    description: Option<String>,
    services: Vec<ServiceModel>,
}

#[derive(Debug, Serialize)]
struct ServiceModel {
    name: String,
    href: String,
    description: Option<String>,
    status: Label,
    /// Other open incidents than the first that make it so.
    because: Vec<Link>,
    strip: Strip,
}

/// The model of the home page.
pub(super) fn model(renderer: &Renderer<'_, '_>) -> Result<Home, ThemeError> {
    let kept = Rendered::default();
    let board = renderer.board;
    let words = &renderer.theme.words;
    let (key, text, lead) = match board.headline {
        Headline::Incident(at) => {
            let incident = &board.incidents[at];
            let key = incident.severity.map_or("major", |severity| crate::model::Named::name(severity));
            (key, incident.title.to_owned(), Some(at))
        }
        Headline::Maintenance(at) => ("maintenance", words.get("headline-maintenance"), Some(at)),
        Headline::Unconfirmed(at) => ("unconfirmed", words.get("headline-unconfirmed"), Some(at)),
        Headline::Fine => ("fine", words.get("headline-fine"), None),
    };
    let others = board.open.iter().copied().filter(|at| Some(*at) != lead);
    let recent_from = board.now.plus(-RECENT_DAYS * 86_400);
    let mut recent: Vec<usize> = (0..board.incidents.len())
        .filter(|at| {
            let incident = &board.incidents[*at];
            !incident.is_open()
                && incident.retired.is_none()
                && incident.ended_at.is_some_and(|ended| ended >= recent_from)
        })
        .collect();
    recent.sort_by_key(|at| std::cmp::Reverse((board.incidents[*at].ended_at, *at)));
    let over: Vec<usize> = recent
        .iter()
        .copied()
        .filter(|at| is_news(&board.incidents[*at], board.now))
        .take(MOST_OVER)
        .collect();
    recent.retain(|at| !over.contains(at));
    let soon = planned_soon(board);
    let told = |at: usize| now(renderer, &board.incident(at), "", &kept);
    let near =
        |at: &usize| Some(*at) != lead && (soon.contains(at) || board.incidents[*at].counts(board.now));
    let notes =
        over.iter().map(|at| over_note(renderer, *at)).chain(soon.iter().map(|at| soon_note(renderer, *at)));
    let affected = board
        .services
        .iter()
        .filter(|s| {
            !matches!(s.status, Rollup::Fine | Rollup::Recovered | Rollup::NotStated | Rollup::Maintenance)
        })
        .count();
    let corrected = board.incidents.iter().any(|incident| incident.corrected_at.is_some());
    let last = board.incidents.iter().map(|i| i.last_at).max();
    let description = match board.headline {
        Headline::Incident(at) => description(&board.incident(at), words),
        _ => board.site.description.map_or_else(|| text.clone(), |d| shorten(d, 200)),
    };
    let ask = lead.map_or_else(|| renderer.ask(), |at| ways_to_ask(renderer, &board.incident(at)))?;
    Ok(Home {
        title: match board.headline {
            Headline::Fine => board.site.name.to_owned(),
            _ => words
                .say("home-title", &[("headline", Arg::Text(&text)), ("site", Arg::Text(board.site.name))]),
        },
        description,
        feed: routes::FEED.to_owned(),
        headline: HeadlineModel { key, text },
        lead: lead.map(told),
        contacts: ask.contacts,
        ask: ask.html,
        more_open: others.clone().count().saturating_sub(MOST_OPEN),
        open: others.take(MOST_OPEN).map(told).collect(),
        notes: notes.collect(),
        planned_first: board.planned.iter().any(near),
        over: over.iter().map(|at| over_model(renderer, *at, &kept)).collect(),
        planned: board
            .planned
            .iter()
            .filter(|at| Some(**at) != lead)
            .take(MOST_PLANNED)
            .copied()
            .map(told)
            .collect(),
        groups: groups(renderer, lead),
        affected,
        recent: recent.into_iter().take(MOST_RECENT).map(|at| row(renderer, at, "")).collect(),
        last: last.map(|at| Time::of(at, words)),
        history: routes::page(routes::HISTORY),
        corrections: corrected.then(|| Link {
            href: routes::page(routes::CORRECTIONS),
            text: words.get("corrections-title"),
            lang: None,
        }),
    })
}

/// Whether an incident was bad, and ended so lately that readers look for its end, and for what is left to do.
fn is_news(incident: &Brief<'_>, now: Instant) -> bool {
    // The worst that it was; what was not stated weighs as much as major.
    let bad = incident.worst.is_none_or(|severity| severity <= Severity::Major);
    let lately = incident.ended_at.is_some_and(|ended| now.since(ended) < NEAR_HOURS * 3_600);
    bad && lately && incident.kind != Kind::Maintenance
}

/// Planned work that begins soon, next first.
fn planned_soon(board: &Board<'_>) -> Vec<usize> {
    let soon = |at: &usize| match board.incidents[*at].window_edge(board.now) {
        Some(WindowEdge::Starts(start)) => start.since(board.now) <= NEAR_HOURS * 3_600,
        _ => false,
    };
    board.planned.iter().copied().filter(soon).take(MOST_PLANNED).collect()
}

/// Since when it has been over for customers.
fn since(renderer: &Renderer<'_, '_>, index: usize) -> String {
    let words = &renderer.theme.words;
    let incident = &renderer.board.incidents[index];
    let ended = incident.fixed_at.and_then(|moment| moment.at).or(incident.ended_at);
    let time = ended.map(|at| words.time(at).text.clone()).unwrap_or_default();
    words.say("over-since", &[("time", Arg::Text(&time))])
}

fn over_note(renderer: &Renderer<'_, '_>, index: usize) -> Note {
    let link = Link { href: "#over".to_owned(), ..super::parts::incident_link(renderer, index, "") };
    Note { when: since(renderer, index), link, words: None }
}

fn over_model(renderer: &Renderer<'_, '_>, index: usize, kept: &Rendered) -> Over {
    Over {
        now: now(renderer, &renderer.board.incident(index), "", kept),
        since: since(renderer, index),
        services: touched(renderer, index),
    }
}

/// When it begins, and what that means in the words of the incident.
fn soon_note(renderer: &Renderer<'_, '_>, index: usize) -> Note {
    let words = &renderer.theme.words;
    let incident = renderer.board.incident(index);
    let start = incident.window.map(|window| words.time(window.start).text.clone()).unwrap_or_default();
    Note {
        when: words.say("soon", &[("time", Arg::Text(&start))]),
        link: super::parts::incident_link(renderer, index, ""),
        words: incident.fold.lead.is_some().then(|| description(&incident, words)),
    }
}

fn groups(renderer: &Renderer<'_, '_>, lead: Option<usize>) -> Vec<GroupModel> {
    let board = renderer.board;
    let of = |group: Option<usize>| -> Vec<ServiceModel> {
        (0..board.services.len())
            .filter(|at| board.services[*at].service.group == group)
            .map(|at| service(renderer, at, lead))
            .collect()
    };
    let mut groups: Vec<GroupModel> = board
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| GroupModel {
            name: Some(group.name.clone()),
            description: group.description.clone(),
            services: of(Some(at)),
        })
        .collect();
    groups.push(GroupModel { name: None, description: None, services: of(None) });
    groups.retain(|group| !group.services.is_empty());
    groups
}

fn service(renderer: &Renderer<'_, '_>, index: usize, lead: Option<usize>) -> ServiceModel {
    let view = &renderer.board.services[index];
    ServiceModel {
        name: view.service.name.clone(),
        href: routes::page(&routes::service(&view.service.id)),
        description: view.service.description.clone(),
        status: Label::rollup(view.status, &renderer.theme.words),
        because: view
            .because
            .iter()
            // What fills the top of the page need not be named again for each service.
            .filter(|at| Some(**at) != lead)
            .take(3)
            .map(|at| super::parts::incident_link(renderer, *at, ""))
            .collect(),
        strip: strip(renderer, &view.strip, ""),
    }
}
