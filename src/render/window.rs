//! The window of planned work in words.

use serde::Serialize;

use super::given::html;
use super::parts::line;
use super::shown::Time;
use crate::model::time::Instant;
use crate::model::{self, State};
use crate::view::IncidentView;
use crate::words::{Arg, Words};

/// When planned work takes place.
#[derive(Debug, Serialize)]
pub(super) struct Window {
    start: Time,
    end: Time,
    /// As it was first planned for this time, and by how much it was extended.
    length: String,
    /// `planned`, also while it takes place; `over` or `cancelled`.
    phase: &'static str,
    unconfirmed: bool,
    overrun: bool,
    #[serde(serialize_with = "html")]
    pub(super) emergency: Option<String>,
}

/// The window of planned work: as planned until it is over, then as it was.
pub(super) fn window_of(
    incident: &IncidentView<'_>,
    window: model::Window,
    now: Instant,
    words: &Words,
) -> Window {
    let fold = &incident.fold;
    let phase = match fold.state {
        State::Cancelled => "cancelled",
        state if state.is_ended() => "over",
        _ => "planned",
    };
    let ended = fold.fixed_at.and_then(|moment| moment.at).or(fold.ended_at).filter(|_| phase == "over");
    let first = fold.planned.unwrap_or(window);
    let length = words.length(first.end.since(first.start));
    let more = window.end.since(first.end);
    Window {
        start: Time::of(window.start, words),
        end: Time::of(ended.unwrap_or(window.end), words),
        length: if more > 0 {
            let more = words.length(more);
            words.say("window-extended", &[("length", Arg::Text(&length)), ("more", Arg::Text(&more))])
        } else {
            words.length(window.end.since(window.start))
        },
        phase,
        unconfirmed: incident.unconfirmed(now),
        overrun: incident.is_open() && now > window.end,
        emergency: fold.emergency.map(line),
    }
}
