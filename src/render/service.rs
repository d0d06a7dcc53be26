//! The page of one service.

use serde::Serialize;

use super::Renderer;
use super::now::{Now, now};
use super::parts::{Row, Strip, row, strip};
use super::shown::Label;
use crate::markdown::Rendered;
use crate::view::routes;

/// How many past incidents are listed; the history has all.
const MOST: usize = 30;

/// The page of a service.
#[derive(Debug, Serialize)]
pub(super) struct ServicePage {
    title: String,
    description: Option<String>,
    feed: String,
    status: Label,
    open: Vec<Now>,
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
    let past: Vec<usize> = view.incidents.iter().copied().filter(|at| !view.because.contains(at)).collect();
    ServicePage {
        title: view.service.name.clone(),
        description: view.service.description.clone(),
        feed: routes::FEED.to_owned(),
        status: Label::rollup(view.status, &renderer.theme.words),
        open: view.because.iter().take(10).map(|at| now(renderer, *at, &root, &kept)).collect(),
        strip: strip(renderer, &view.strip, &root),
        more: past.len() > MOST,
        past: past.into_iter().take(MOST).map(|at| row(renderer, at, &root)).collect(),
        history: format!("{root}{}", routes::page(routes::HISTORY)),
    }
}
