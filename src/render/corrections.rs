//! All corrections, at one fixed address, newest first.

use serde::Serialize;

use super::Renderer;
use super::update::{CorrectionModel, correction};
use crate::view::routes;

/// The list.
#[derive(Debug, Serialize)]
pub(super) struct Corrections {
    title: String,
    corrections: Vec<CorrectionModel>,
}

/// Its model.
pub(super) fn model(renderer: &Renderer<'_, '_>) -> Corrections {
    let root = routes::up(routes::CORRECTIONS);
    let mut found: Vec<_> = renderer
        .board
        .incidents
        .iter()
        .flat_map(|incident| (0..incident.corrections.len()).map(move |at| (incident, at)))
        .collect();
    found.sort_by_key(|(incident, at)| std::cmp::Reverse((incident.corrections[*at].at, incident.id)));
    Corrections {
        title: renderer.theme.words.get("corrections-title"),
        corrections: found
            .into_iter()
            .map(|(incident, at)| correction(renderer, incident, at, &root))
            .collect(),
    }
}
