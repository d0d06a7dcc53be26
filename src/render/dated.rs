//! What was said before the last word, with the time at which it was said.

use serde::Serialize;

use super::given::html;
use super::parts::line;
use super::shown::Label;
use crate::model::{self, HowSure, Named, PasswordChange};
use crate::view::{IncidentView, Said};
use crate::words::{Arg, Words};

/// Something that happened or could have, and how sure we are.
#[derive(Debug, Serialize)]
pub(super) struct Stated {
    #[serde(serialize_with = "html")]
    pub(super) html: String,
    pub(super) sure: Option<String>,
}

/// When something was said that was not said by the last word: the day alone if that was another.
pub(super) fn carried(incident: &IncidentView<'_>, update: usize, words: &Words) -> Option<String> {
    if !incident.fold.is_carried(update) {
        return None;
    }
    let (then, last) = (words.time(incident.updates[update].at), words.time(incident.last_at));
    Some(if then.day == last.day { then.text.clone() } else { then.day.clone() })
}

/// What was advised while it was open: whoever comes now may have done it, or never had to.
pub(super) fn advised(said: Said<PasswordChange>, words: &Words) -> Label {
    let answer = words.named("password", said.value.name());
    let day = &words.time(said.at).day;
    let text = words.say("said-then", &[("time", Arg::Text(day)), ("text", Arg::Text(&answer))]);
    Label::said(said.value.name(), &text)
}

/// What was stated, and how sure we are. What was not known then says when that was; once it is
/// settled that it stays unknown, "not yet" is told as what we said then.
pub(super) fn stated(
    said: Said<&model::Stated>,
    as_of: Option<String>,
    settled: bool,
    words: &Words,
) -> Stated {
    let text = &said.value.text;
    let not_known = matches!(said.value.how_sure, Some(HowSure::NotKnown | HowSure::Unknown));
    let sure = match (not_known, as_of) {
        (true, Some(time)) if settled => {
            let args = [("time", Arg::Text(&time)), ("text", Arg::Text(text))];
            return Stated { html: line(&words.say("said-then", &args)), sure: None };
        }
        (true, Some(time)) => Some(words.say("not-known-then", &[("time", Arg::Text(&time))])),
        (true, None) if settled => Some(words.get("not-known")),
        _ => said.value.how_sure.map(|sure| words.named("sure", sure.name())),
    };
    Stated { html: line(text), sure: sure.map(|sure| format!("({sure})")) }
}
