//! All corrections, at one fixed address, newest first.

use serde::Serialize;

use super::Renderer;
use super::update::{CorrectionModel, correction};
use crate::model::time::Instant;
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
    let mut found: Vec<(Instant, &str, CorrectionModel)> = Vec::new();
    for (at, brief) in renderer.board.incidents.iter().enumerate() {
        if brief.corrected_at.is_some() {
            let incident = renderer.board.incident(at);
            found.extend((0..incident.corrections.len()).map(|at| {
                (incident.corrections[at].at, brief.id, correction(renderer, &incident, at, &root))
            }));
        }
    }
    found.sort_by_key(|(at, id, _)| std::cmp::Reverse((*at, *id)));
    Corrections {
        title: renderer.theme.words.get("corrections-title"),
        corrections: found.into_iter().map(|(.., correction)| correction).collect(),
    }
}
