//! stub
use super::server::Reply;
use super::stage::Ask;
use std::sync::mpsc::Sender;
pub(super) fn page(_token: &str) -> Reply { Reply::html("") }
pub(super) fn facts(_asks: &Sender<Ask>) -> Reply { Reply::html("") }
pub(super) fn post(_asks: &Sender<Ask>, _path: &str, _body: &str) -> Reply { Reply::html("") }
