//! Rules about time: how soon, how often, and whether promises are kept.

pub(super) mod first_word;
pub(super) mod next_update;
pub(super) mod planned;
pub(super) mod promises;
pub(super) mod questions;
pub(super) mod reporter;
pub(super) mod rhythm;

use super::Case;
use crate::model::{Kind, Retired};

/// Whether nobody waits for a word here: it was taken out of the list.
fn is_put_away(case: &Case<'_>) -> bool {
    matches!(case.incident.retired, Some(Retired::MergedInto(_) | Retired::Withdrawn(_)))
}

/// Whether it is about something that happened rather than something planned.
fn is_trouble(case: &Case<'_>) -> bool {
    case.incident.kind != Kind::Maintenance && !is_put_away(case)
}
