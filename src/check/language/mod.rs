//! Rules about wording. What words to look for is in the language packs; what
//! it means that they were found is here.

pub(super) mod apology;
pub(super) mod blame;
pub(super) mod calm;
pub(super) mod how_many;
pub(super) mod no_evidence;
pub(super) mod plain;
pub(super) mod stock_phrases;
pub(super) mod when;
pub(super) mod who_did_it;
mod words;

pub(super) use words::{Found, Part, Words, found, pack_of, read, updates};
