//! Rules about trust: who agreed, what may change, and what must never leave the house.

pub(super) mod approvals;
mod layout;
pub(super) mod links;
pub(super) mod lock;
mod looks;
pub(super) mod secrets;
mod signs;
pub(super) mod too_early;
mod values;
