//! Rules about time: how soon, how often, and whether promises are kept.

pub(super) mod next_update;
