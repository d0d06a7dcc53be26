//! Parts of sentences that several channels share: who is asked to do what,
//! which services, when more comes, where to ask.

use super::sentence::stopped;
use super::story::{Next, Story, Todo};
use crate::model::time::{Date, Instant};
use crate::model::{DataAccess, DataLost, DataReach, Named, State, Status, Strength, Timing};
use crate::words::{Arg, Words};

/// Steps for the same readers.
pub(super) struct Group<'s> {
    /// What these readers are called; `None` is everybody.
    pub(super) who: Option<String>,
    /// Whether they need do nothing.
    pub(super) nothing: bool,
    /// The steps.
    pub(super) todos: Vec<&'s Todo>,
}

/// The steps, one group for each kind of reader, in the order in which they were written.
pub(super) fn groups<'s>(story: &'s Story, words: &Words) -> Vec<Group<'s>> {
    let mut groups: Vec<Group<'s>> = Vec::new();
    for todo in &story.todos {
        let who = match (todo.audience, &todo.heading) {
            (Some(audience), _) => {
                let own = story.audience_names.iter().find(|(known, _)| *known == audience);
                Some(own.map_or_else(|| words.named("audience", audience.name()), |(_, name)| name.clone()))
            }
            (None, Some(heading)) => Some(heading.clone()),
            (None, None) => None,
        };
        match groups.iter_mut().find(|group| group.who == who) {
            Some(group) => group.todos.push(todo),
            None => groups.push(Group { who, nothing: false, todos: vec![todo] }),
        }
    }
    // Whoever is "everyone else" comes after those whom it leaves out.
    let is_rest = |group: &Group<'_>| {
        group.todos[0].audience.is_none() && group.who.as_deref().is_some_and(|who| words.is_the_rest(who))
    };
    groups.sort_by_key(is_rest);
    for group in &mut groups {
        group.nothing = group.todos.iter().all(|todo| todo.strength == Strength::Nothing);
    }
    groups
}

/// A step as a sentence, with its condition or its day.
pub(super) fn step(todo: &Todo, whole: bool, story: &Story, words: &Words) -> String {
    let text = stopped(if whole { &todo.text } else { story.sentences().first(&todo.text) });
    match &todo.when {
        Timing::Unsaid | Timing::After { done: true, .. } => text,
        Timing::By(when) => {
            let when = when_text(when, story, words);
            words.say(
                "say-do-by",
                &[("do", Arg::Text(text.trim_end_matches('.'))), ("time", Arg::Text(&when))],
            )
        }
        Timing::After { condition, .. } => {
            let condition = crate::markdown::plain(condition);
            let args = [("do", Arg::Text(&text)), ("condition", Arg::Text(&condition))];
            if words.is_warning(&text) {
                words.say("say-do-until", &args)
            } else {
                words.say("say-do-after", &args)
            }
        }
    }
}

/// A written time in few words; other words as they are.
pub(super) fn when_text(when: &str, story: &Story, words: &Words) -> String {
    if let Ok(at) = Instant::parse(when) {
        return words.near(at, story.at);
    }
    Date::parse(when).map_or_else(|_| when.to_owned(), |day| words.day_near(day, story.at))
}

/// When readers hear more, as a sentence; empty if it is over and nothing was said.
pub(super) fn next(story: &Story, words: &Words) -> String {
    match &story.next {
        Next::By(at) => words.say("say-next", &[("time", Arg::Text(&words.near(*at, story.at)))]),
        Next::None(why) => stopped(why),
        Next::Over => String::new(),
        Next::Unsaid => words.get("no-next-promise"),
    }
}

/// Until when a text may be used.
pub(super) fn valid(story: &Story, words: &Words) -> String {
    match &story.next {
        Next::By(at) => words.say("say-valid-until", &[("time", Arg::Text(&words.time(*at).text))]),
        _ => words.say("say-valid-from", &[("time", Arg::Text(&words.time(story.at).text))]),
    }
}

/// Behind the words of a correction: what happened.
pub(super) fn before(story: &Story, words: &Words) -> Option<String> {
    let before = story.before.as_deref()?;
    Some(words.say("say-before", &[("text", Arg::Text(&stopped(before)))]))
}

/// What happened, and what a correction is about, in one text.
pub(super) fn whole_lead(story: &Story, words: &Words) -> String {
    let parts: Vec<String> = [story.lead.clone()].into_iter().chain(before(story, words)).collect();
    parts.join(" ")
}

/// The names of services.
pub(super) fn names(story: &Story, words: &Words, wanted: impl Fn(Status) -> bool) -> String {
    words.list(&story.with(wanted).iter().map(|service| service.name.as_str()).collect::<Vec<_>>())
}

/// Which services are in trouble and how, a sentence for each status, without those that `said` names
/// already. `wanted` is asked with the status and with whether a service of it was named.
pub(super) fn troubled(
    story: &Story,
    words: &Words,
    said: &str,
    wanted: impl Fn(Status, bool) -> bool,
) -> Vec<String> {
    let whole = story.services.len() + story.unstated.len();
    let sentence = |status: &Status| {
        let group = story.with(|of| of == *status);
        let named = group.iter().filter(|one| names_it(said, &one.name, story)).count();
        if !status.is_trouble() || named == group.len() || !wanted(*status, named > 0) {
            return None;
        }
        let names = match group.len() {
            n if n > 1 && n == whole => words.get("all-services"),
            _ => words.list(&group.iter().map(|one| one.name.as_str()).collect::<Vec<_>>()),
        };
        let label = words.named("status", status.name());
        Some(words.say("say-pair", &[("label", Arg::Text(&label)), ("text", Arg::Text(&stopped(&names)))]))
    };
    Status::ALL.iter().filter_map(sentence).collect()
}

/// Whether a text names a service, as words of its own; "Gateway" is enough where Quillhaven speaks of "Quillhaven Gateway".
pub(super) fn names_it(text: &str, name: &str, story: &Story) -> bool {
    let name = name.strip_prefix(story.sender.as_str()).map_or(name, str::trim_start);
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + name.len()..].starts_with(char::is_alphanumeric)
    })
}

/// The services by what is said of them. Of what was never stopped, "working again" would say that it was.
fn groups_by_status(story: &Story, words: &Words) -> Vec<(String, String)> {
    let named = |services: Vec<&super::story::ServiceWord>| {
        words.list(&services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>())
    };
    let mut groups = Vec::new();
    for status in Status::ALL {
        let (stopped, never): (Vec<_>, Vec<_>) = story
            .with(|of| of == *status)
            .into_iter()
            .partition(|service| service.stopped || *status != Status::Recovered);
        groups.push((words.status(*status, true), named(stopped)));
        groups.push((words.status(*status, false), named(never)));
    }
    groups
}

/// How each group of services stands, a sentence each: affected, paused, checking, working again, not affected, not stated.
pub(super) fn services(story: &Story, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for (label, names) in groups_by_status(story, words) {
        if !names.is_empty() {
            lines.push(
                words.say("say-pair", &[("label", Arg::Text(&label)), ("text", Arg::Text(&stopped(&names)))]),
            );
        }
    }
    if !story.unstated.is_empty() {
        let names = if story.services.is_empty() && story.unstated.len() > 1 {
            words.get("all-services")
        } else {
            words.list(&story.unstated.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let label = words.get("status-not-stated");
        lines.push(
            words.say("say-pair", &[("label", Arg::Text(&label)), ("text", Arg::Text(&stopped(&names)))]),
        );
    }
    lines
}

/// Could somebody have reached data, was anything lost: a sentence each, if it was stated.
pub(super) fn data(story: &Story, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    match &story.data {
        Some(DataAccess::Stated(DataReach::Confirmed)) => lines.push(words.get("say-data-confirmed")),
        Some(DataAccess::Stated(DataReach::RuledOut)) => lines.push(words.get("say-data-ruled-out")),
        Some(access @ DataAccess::Stated(DataReach::Unknown)) => {
            lines.push(words.data(access, story.stays_unknown));
        }
        Some(DataAccess::NotRelevant(_)) | None => {}
    }
    match &story.lost {
        Some(DataLost::Lost(what)) => lines.push(stopped(what)),
        Some(lost) => lines.push(words.lost(lost, story.stays_unknown)),
        None => {}
    }
    lines
}

/// A question with the time of its answer.
pub(super) fn question(open: &super::story::Open, story: &Story, words: &Words) -> String {
    match open.by {
        Some(by) => words.say(
            "say-question-by",
            &[("question", Arg::Text(&open.text)), ("time", Arg::Text(&words.near(by, story.at)))],
        ),
        None => open.text.clone(),
    }
}

/// "Ottoline Varr, Chief Security Officer".
pub(super) fn voice(voice: &super::story::Voice) -> String {
    format!("{}, {}", voice.name, voice.title)
}

/// Somebody's own words, with who said them; and when, if that was earlier.
pub(super) fn quote(story: &Story, words: &Words) -> Option<String> {
    let quote = story.statement.as_ref()?;
    let by = quote.by.as_ref().or(story.speaker.as_ref()).map(voice);
    let time = quote.earlier.map(|at| words.near(at, story.at));
    let who: Vec<&str> = by.as_deref().into_iter().chain(time.as_deref()).collect();
    Some(if who.is_empty() {
        words.say("in-quotes", &[("text", Arg::Text(&quote.words))])
    } else {
        let who = who.join(", ");
        words.say("say-press-quote", &[("quote", Arg::Text(&quote.words)), ("who", Arg::Text(&who))])
    })
}

/// When readers hear more, without what was said before in the same text.
pub(super) fn next_after(said: &str, story: &Story, words: &Words) -> String {
    match &story.next {
        Next::None(why) => {
            let new = story.sentences().all(why).into_iter().filter(|one| !said.contains(*one));
            new.map(stopped).collect::<Vec<_>>().join(" ")
        }
        _ => next(story, words),
    }
}

/// A way to ask, as a line: what it is, where, when.
pub(super) fn ask(ask: &super::story::Ask, words: &Words) -> String {
    let label = ask.label.clone().unwrap_or_else(|| words.named("purpose", ask.purpose.name()));
    let between = if label.contains(':') { " –" } else { ":" };
    let mut line = format!("{label}{between} {}", ask.address);
    if let Some(hours) = &ask.hours {
        line.push_str(&format!(" ({hours})"));
    }
    line
}

/// The day by which an incident is known.
pub(super) fn day(story: &Story, words: &Words) -> String {
    match story.day {
        Some(day) => words.date(day),
        None => words.date(story.first_at.date(words.zone())),
    }
}

/// The marks in front of a subject or a headline: what sort of message it is. The mark of an action
/// stands on the same updates as in the feeds, and in front of the mark of where it stands.
pub(super) fn tag(story: &Story, words: &Words) -> String {
    let day =
        story.todos.iter().filter(|todo| todo.strength == Strength::Must).find_map(|todo| match &todo.when {
            Timing::By(when) => Some(when_text(when, story, words)),
            _ => None,
        });
    match day {
        Some(day) => tagged(story, words, &words.say("say-tag-action-by", &[("time", Arg::Text(&day))])),
        None => tag_without_day(story, words),
    }
}

/// The same marks without the day by which something has to be done.
pub(super) fn tag_without_day(story: &Story, words: &Words) -> String {
    tagged(story, words, &words.get("say-tag-action"))
}

/// The marks, with this one for an action.
fn tagged(story: &Story, words: &Words, action: &str) -> String {
    use crate::model::{Kind, UpdateType};
    let stands = match story.update_kind {
        UpdateType::Correction => Some(words.get("say-tag-correction")),
        UpdateType::Postmortem => Some(words.get("say-tag-review")),
        _ if story.state == State::Monitoring => Some(words.get("say-tag-works")),
        _ if story.is_over() => Some(words.get("say-tag-over")),
        UpdateType::Reopened => Some(words.get("say-tag-again")),
        _ => None,
    };
    let sort = match story.update_kind {
        _ if story.kind == Kind::Maintenance => words.get("say-tag-planned"),
        UpdateType::Reminder => words.get("say-tag-reminder"),
        UpdateType::Progress | UpdateType::NoChange => words.get("say-tag-update"),
        _ => words.get("say-tag-notice"),
    };
    match (story.asks, stands) {
        (true, Some(stands)) => format!("{action} {stands}"),
        (true, None) => action.to_owned(),
        (false, stands) => stands.unwrap_or(sort),
    }
}

/// When it will be over: as planned, or when more is said.
pub(super) fn over_when(story: &Story, words: &Words) -> String {
    match story.window {
        Some((from, to)) if to > story.at => {
            let day = words.day_near(to.date(words.zone()), from);
            let clock = &words.time(to).clock;
            words.say("say-over-by", &[("time", Arg::Text(clock)), ("day", Arg::Text(&day))])
        }
        _ => words.say("say-no-guess", &[("next", Arg::Text(&next(story, words)))]),
    }
}

/// When planned work takes place, unless `said` has both times already.
pub(super) fn window(story: &Story, words: &Words, said: &str) -> Option<String> {
    let (from, to) = story.window.filter(|_| !story.is_over())?;
    let there = |at: Instant| said.contains(&at.local(story.zone).clock());
    if there(from) && there(to) {
        return None;
    }
    Some(words.say(
        "say-window",
        &[("from", Arg::Text(&words.near(from, story.at))), ("to", Arg::Text(&words.near(to, from)))],
    ))
}
