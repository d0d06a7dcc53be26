//! The page of one service.

use serde::Serialize;

use super::Renderer;
use super::now::{Now, now};
use super::parts::{Row, Strip, row, strip};
use super::shown::Label;
use crate::markdown::Rendered;
use crate::model::Kind;
use crate::view::routes;

/// How many past incidents are listed; the history has all.
const MOST: usize = 30;
/// How many are told in brief.
const MOST_OPEN: usize = 10;

/// The page of a service.
#[derive(Debug, Serialize)]
pub(super) struct ServicePage {
    title: String,
    description: Option<String>,
    feed: String,
    status: Label,
    open: Vec<Now>,
    planned: Vec<Now>,
    strip: Strip,
    past: Vec<Row>,
    more: bool,
    history: String,
}

/// The model for the service at `index`.
pub(super) fn model(renderer: &Renderer<'_, '_>, index: usize) -> ServicePage {
    let kept = Rendered::default();
    let view = &renderer.board.services[index];
    let root = routes::up(&routes::service(&view.service.id));
    let incidents = &renderer.board.incidents;
    let others = view.incidents.iter().copied().filter(|at| !view.because.contains(at));
    let (mut ahead, past): (Vec<usize>, Vec<usize>) =
        others.partition(|at| incidents[*at].is_open() && incidents[*at].kind == Kind::Maintenance);
    ahead.sort_by_key(|at| (incidents[*at].window.map(|window| window.start), *at));
    let told = |at: &usize| now(renderer, &renderer.board.incident(*at), &root, &kept);
    ServicePage {
        title: view.service.name.clone(),
        description: view.service.description.clone(),
        feed: routes::FEED.to_owned(),
        status: Label::rollup(view.status, &renderer.theme.words),
        open: view.because.iter().take(MOST_OPEN).map(told).collect(),
        planned: ahead.iter().take(MOST_OPEN).map(told).collect(),
        strip: strip(renderer, &view.strip, &root),
        more: past.len() > MOST,
        past: past.into_iter().take(MOST).map(|at| row(renderer, at, &root)).collect(),
        history: format!("{root}{}", routes::page(routes::HISTORY)),
    }
}
