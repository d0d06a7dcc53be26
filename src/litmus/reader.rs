//! The reader test: what somebody who reads the page takes away from it, in
//! the page's own words. What is not said there is not said here.

use serde::Serialize;

use crate::markdown::plain;
use crate::model::{Contact, Named, Promise, Purpose, Status, Timing};
use crate::view::{Board, IncidentView, Kept, WindowEdge};
use crate::words::{Arg, Words};

/// What one group of readers is told to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// Who, as the page calls them.
    pub audience: String,
    /// What, all steps.
    pub text: String,
}

/// Five answers; `None` where the page gives none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reader {
    /// What happened?
    pub what_happened: Option<String>,
    /// Am I affected?
    pub am_i_affected: Option<String>,
    /// What do I do?
    pub what_do_i_do: Option<Vec<Advice>>,
    /// When do I hear more?
    pub when_do_i_hear_more: Option<String>,
    /// Who do I ask?
    pub who_do_i_ask: Option<String>,
}

impl Reader {
    /// Each question with the paragraphs of its answer.
    pub fn lines(&self) -> [(&'static str, Vec<String>); 5] {
        let one = |answer: &Option<String>| answer.iter().cloned().collect();
        let advice = self.what_do_i_do.iter().flatten();
        [
            ("What happened?", one(&self.what_happened)),
            ("Am I affected?", one(&self.am_i_affected)),
            ("What do I do?", advice.map(|a| format!("{}: {}", a.audience, a.text)).collect()),
            ("When do I hear more?", one(&self.when_do_i_hear_more)),
            // Each way on its own, so that no address is cut off.
            (
                "Who do I ask?",
                self.who_do_i_ask.iter().flat_map(|ways| ways.split("; ")).map(str::to_owned).collect(),
            ),
        ]
    }
}

/// What a reader takes away.
pub(super) fn reader(board: &Board<'_>, view: &IncidentView<'_>, words: &Words) -> Reader {
    Reader {
        what_happened: happened(view, words),
        am_i_affected: affected(board, view, words),
        what_do_i_do: actions(board, view, words),
        when_do_i_hear_more: more(board, view, words),
        who_do_i_ask: ask(board, view),
    }
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// The lead with the right words in it, then what each correction says of it.
fn happened(view: &IncidentView<'_>, words: &Words) -> Option<String> {
    let right = |now: &str| words.corrected(now);
    let lead = |update: usize| view.plain_lead(view.updates.get(update)?, right);
    let mut parts = vec![lead(view.fold.lead?.update)?];
    let label = words.get("type-correction");
    for text in view.fold.corrected.iter().filter_map(|said| lead(said.update)) {
        parts.push(words.say("say-pair", &[("label", Arg::Text(&label)), ("text", Arg::Text(&text))]));
    }
    some(parts.join(" "))
}

/// Services by what is said of them, the numbers, and whether data was reached.
fn affected(board: &Board<'_>, view: &IncidentView<'_>, words: &Words) -> Option<String> {
    let mut parts = Vec::new();
    // Where data is at stake, that comes before the services.
    if let Some(said) = view.fold.data_access {
        parts.push(sentence(&words.data_reached(said.value, view.fold.stays_unknown())));
    }
    let mut say = |label: String, services: Vec<usize>| {
        let named = services.into_iter().filter_map(|at| board.services.get(at));
        let named: Vec<&str> = named.map(|service| service.service.name.as_str()).collect();
        if !named.is_empty() {
            let names = if named.len() == board.services.len() && named.len() > 1 {
                words.get("all-services")
            } else {
                words.list(&named)
            };
            parts.push(format!("{label}: {names}."));
        }
    };
    for status in Status::ALL {
        let last = view.updates.len();
        let (stopped, never): (Vec<usize>, Vec<usize>) = view
            .services_with(|stated| stated == *status)
            .into_iter()
            .partition(|service| *status != Status::Recovered || view.was_stopped(*service, last));
        say(words.status(*status, true), stopped);
        say(words.status(*status, false), never);
    }
    say(words.get("not-stated"), view.services_not_stated());
    parts.extend(view.fold.affected.map(|said| {
        let past = view.fold.is_past();
        let text = words.numbers(said.value, past);
        if !past {
            return capital(&sentence(&text));
        }
        let label = words.get("how-many-were");
        sentence(&words.say("say-pair", &[("label", Arg::Text(&label)), ("text", Arg::Text(&text))]))
    }));
    some(parts.join(" "))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn actions(board: &Board<'_>, view: &IncidentView<'_>, words: &Words) -> Option<Vec<Advice>> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for now in &view.fold.actions {
        let action = now.action;
        let audience = match (action.audience, &action.heading) {
            (Some(audience), _) => board
                .site
                .audience_names
                .get(&audience)
                .map_or_else(|| words.named("audience", audience.name()), |name| (*name).to_owned()),
            (None, Some(heading)) => heading.to_string(),
            (None, None) => words.get("everyone"),
        };
        let text = sentence(&plain(&action.text));
        let text = match &action.when {
            Timing::After { condition, done: false } => {
                let until =
                    if words.is_warning(&text) { words.get("do-until") } else { words.get("do-after") };
                format!("{text} {until} {}", sentence(&plain(condition)))
            }
            _ => text,
        };
        match groups.iter_mut().find(|(name, _)| *name == audience) {
            Some((_, texts)) => texts.push(text),
            None => groups.push((audience, vec![text])),
        }
    }
    groups.sort_by_key(|(audience, _)| words.is_the_rest(audience));
    let advice: Vec<Advice> =
        groups.into_iter().map(|(audience, texts)| Advice { audience, text: texts.join(" ") }).collect();
    (!advice.is_empty()).then_some(advice)
}

fn more(board: &Board<'_>, view: &IncidentView<'_>, words: &Words) -> Option<String> {
    if let Some(promise) = view.awaited() {
        let due = words.time(promise.due).text.clone();
        let time = ("time", Arg::Text(&due));
        return Some(match promise.kept {
            Kept::Broken { by } | Kept::Due { by } if promise.kept.late_by().is_some() => {
                words.say("promise-broken", &[time, ("by", Arg::Text(&words.length(by)))])
            }
            Kept::Broken { .. } | Kept::Due { .. } => words.say("promise-due", &[time]),
            _ => words.say("promise-open", &[time]),
        });
    }
    match view.fold.next_update.map(|said| said.value) {
        Some(Promise::None(why)) => some(plain(why)),
        _ => view.window_edge(board.now).map(|edge| {
            let at = words.time(edge.at()).text.clone();
            let time = ("time", Arg::Text(&at));
            match edge {
                WindowEdge::Starts(_) => words.say("window-starts", &[time]),
                WindowEdge::Ends(_) => words.say("window-ends", &[time]),
                WindowEdge::Overrun { by, .. } => {
                    words.say("window-overrun", &[time, ("by", Arg::Text(&words.length(by)))])
                }
            }
        }),
    }
}

fn ask(board: &Board<'_>, view: &IncidentView<'_>) -> Option<String> {
    let contacts: Vec<&Contact> = view.contacts.clone().unwrap_or_else(|| board.site.contacts.clone());
    let mut ways = Vec::new();
    for purpose in [Purpose::Questions, Purpose::Escalation] {
        for contact in contacts.iter().filter(|contact| contact.purpose == purpose) {
            let route = contact.shown();
            let way = match &contact.label {
                Some(label) => format!("{label}, {route}"),
                None => route,
            };
            ways.push(way);
        }
    }
    some(ways.join("; "))
}
