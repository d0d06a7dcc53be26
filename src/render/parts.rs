//! Small models that several pages share: names with keys, services, contacts,
//! promises, strips.

use serde::Serialize;
use tera::{Context, Value};

use super::given::html;
use super::shown::{Label, Time};
use super::tongue::Tongue;
use super::{Renderer, Theme, ThemeError};
use crate::markdown::inline;
use crate::model::{Contact, Kind, Named, Person, Purpose, State, Status};
use crate::view::{Brief, Day, IncidentView, Kept, PromiseNow, Rollup, routes};
use crate::words::{Arg, Words};

/// A link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
    /// The language of the text, if it is not that of the page.
    pub(super) lang: Option<String>,
}

/// A service with what is said of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ServiceLine {
    /// A link to it, or the words that stand for all others.
    pub(super) link: Value,
    pub(super) status: Label,
    #[serde(serialize_with = "html")]
    pub(super) note: Option<String>,
    /// That it was wrong, and what is right.
    pub(super) fixed: Option<Link>,
}

/// A person who speaks.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) bio: Option<String>,
}

impl From<&Person> for Speaker {
    fn from(person: &Person) -> Self {
        Self { name: person.name.clone(), title: person.title.clone(), bio: person.bio.clone() }
    }
}

/// A way to ask.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ContactLine {
    purpose: Label,
    href: String,
    text: String,
    label: Option<String>,
    hours: Option<String>,
    languages: Option<String>,
    key_url: Option<String>,
    audience: Option<String>,
}

/// Contacts in the order in which a reader looks for them.
pub(super) fn contacts<'a>(contacts: impl Iterator<Item = &'a Contact>, words: &Words) -> Vec<ContactLine> {
    let mut lines: Vec<(Purpose, ContactLine)> = contacts
        .map(|contact| {
            let languages: Vec<&str> = contact.languages.iter().map(|code| words.language(code)).collect();
            let line = ContactLine {
                purpose: Label::named(contact.purpose, "purpose", words),
                href: contact.route.clone(),
                text: contact.shown(),
                label: contact.label.clone(),
                hours: contact.hours.clone(),
                languages: (languages.len() > 1).then(|| words.list(&languages)),
                key_url: contact.key_url.clone(),
                audience: contact.audience.map(|audience| words.named("audience", audience.name())),
            };
            (contact.purpose, line)
        })
        .collect();
    lines.sort_by_key(|(purpose, _)| match purpose {
        Purpose::Questions => 0,
        Purpose::Escalation => 1,
        Purpose::Privacy => 2,
        Purpose::Security => 3,
        Purpose::Press => 4,
    });
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Where readers of an incident ask, as the theme shows it: the incident's own ways, for the site's
/// may be what it took down.
pub(super) fn ways_to_ask(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
) -> Result<Ask, ThemeError> {
    match &incident.contacts {
        Some(own) => Ask::of(&contacts(own.iter().copied(), &renderer.theme.words), renderer.theme),
        None => renderer.ask(),
    }
}

/// Ways to ask, and the theme's component `ask` with them.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) contacts: Value,
    pub(super) html: Value,
}

impl Ask {
    pub(super) fn of(contacts: &[ContactLine], theme: &Theme) -> Result<Self, ThemeError> {
        let contacts = Value::from_serializable(contacts);
        let mut context = Context::new();
        context.insert_value("contacts", contacts.clone());
        let html = if contacts.is_truthy() && theme.tera.contains_component("ask") {
            let html = theme.tera.render_component("ask", &context, None, true);
            Value::safe_string(&html.map_err(|error| ThemeError::Template(error.to_string()))?)
        } else {
            Value::none()
        };
        Ok(Self { contacts, html })
    }
}

/// Where to ask questions about an incident, if that is not where readers ask all others.
pub(super) fn own_questions(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>) -> Vec<ContactLine> {
    let own = incident.contacts.iter().flatten().copied();
    contacts(own.filter(|contact| contact.purpose == Purpose::Questions), &renderer.theme.words)
}

/// What became of a promise, for readers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PromiseLine {
    pub(super) key: &'static str,
    /// Its time, until what was promised has come.
    pub(super) due: Option<Time>,
    /// What became of it, in a sentence.
    pub(super) text: String,
    /// What to think if nothing newer is here, while it is open.
    pub(super) or_else: Option<String>,
}

/// A promise in words.
pub(super) fn promise(promise: PromiseNow, words: &Words) -> PromiseLine {
    let due = words.time(promise.due);
    let time = ("time", Arg::Text(&due.text));
    let by = promise.kept.late_by().map(|by| words.length(by));
    let late = by.as_deref().map(|by| ("by", Arg::Text(by)));
    let (key, text) = match promise.kept {
        Kept::Open => ("open", words.say("promise-open", &[time])),
        Kept::Due { .. } | Kept::Broken { .. } => {
            let key = if matches!(promise.kept, Kept::Due { .. }) { "due" } else { "broken" };
            match late {
                Some(late) => (key, words.say("promise-broken", &[time, late])),
                None => (key, words.say("promise-due", &[time])),
            }
        }
        Kept::LetGo => ("let_go", words.say("promise-let-go", &[time])),
        Kept::InTime { at, .. } | Kept::Late { at, .. } => {
            let at = words.time(at);
            let came = ("at", Arg::Text(if at.day == due.day { &at.clock } else { &at.text }));
            match late {
                Some(late) => ("late", words.say("promise-late", &[time, came, late])),
                None if at.day == due.day => ("kept", words.say("promise-kept", &[time, came])),
                None => ("kept", words.say("promise-kept-day", &[time, came])),
            }
        }
    };
    // Who is late already need not say when that would be.
    let open = matches!(promise.kept, Kept::Open | Kept::Due { .. }) && late.is_none();
    // With its day: a page may be read on another one, and a promise may reach over weeks.
    let or_else = open.then(|| words.say("promise-or-else", &[("time", Arg::Text(&due.text))]));
    let awaited = !matches!(promise.kept, Kept::LetGo | Kept::InTime { .. } | Kept::Late { .. });
    PromiseLine { key, due: awaited.then(|| Time::of(promise.due, words)), text, or_else }
}

/// Ninety days as one picture with a text that says the same.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Strip {
    /// What the picture shows, in words.
    pub(super) label: String,
    /// One path for each status that occurs.
    pub(super) bars: Vec<Bar>,
    /// Days that were not fine, newest first.
    pub(super) days: Vec<StripDay>,
}

/// The bars of one status.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bar {
    pub(super) key: &'static str,
    pub(super) path: String,
}

/// A day that was not fine.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StripDay {
    pub(super) day: String,
    pub(super) status: Label,
    pub(super) incidents: Vec<Link>,
}

/// Bars are 3 wide with 1 between; the worse the day, the taller the bar, so
/// that the picture is read without colour.
pub(super) fn strip(renderer: &Renderer<'_, '_>, days: &[Day], root: &str) -> Strip {
    use std::fmt::Write as _;
    let words = &renderer.theme.words;
    let mut paths: Vec<(Rollup, String)> = Vec::new();
    let mut bad = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let height = match day.worst {
            Rollup::Fine | Rollup::Recovered => 6,
            Rollup::NotStated | Rollup::Maintenance | Rollup::Checking => 10,
            Rollup::Slow => 13,
            Rollup::Exposed | Rollup::Partial => 16,
            Rollup::Down => 20,
        };
        let path = match paths.iter_mut().find(|(rollup, _)| *rollup == day.worst) {
            Some((_, path)) => path,
            None => {
                paths.push((day.worst, String::new()));
                let last = paths.len() - 1;
                &mut paths[last].1
            }
        };
        let _ = write!(path, "M{} 20v-{height}h3v{height}z", at * 4);
        if day.worst != Rollup::Fine {
            bad.push(StripDay {
                day: words.date(day.date),
                status: Label::rollup(day.worst, words),
                incidents: day.incidents.iter().map(|index| incident_link(renderer, *index, root)).collect(),
            });
        }
    }
    bad.reverse();
    let label = words.say("strip-label", &[("bad", Arg::Number(i64::try_from(bad.len()).unwrap_or(0)))]);
    paths.sort();
    Strip {
        label,
        bars: paths.into_iter().map(|(rollup, path)| Bar { key: rollup.name(), path }).collect(),
        days: bad,
    }
}

/// A link to an incident's page.
pub(super) fn incident_link(renderer: &Renderer<'_, '_>, index: usize, root: &str) -> Link {
    let incident = &renderer.board.incidents[index];
    Link {
        href: [root, &routes::page(&routes::incident(incident.id))].concat(),
        text: incident.title.to_owned(),
        lang: Tongue::of(incident, renderer.board.site.language).tag(),
    }
}

/// One row of a list of incidents.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    pub(super) href: String,
    pub(super) title: String,
    /// The language of the title, if it is not that of the page.
    pub(super) lang: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) kind: Label,
    pub(super) state: Label,
    pub(super) severity: Option<Label>,
    pub(super) open: bool,
    pub(super) first: Time,
    pub(super) last: Time,
    /// How long it lasted, once it is over.
    pub(super) lasted: Option<String>,
    /// Names of the services that it affected.
    pub(super) services: String,
    pub(super) updates: String,
    pub(super) retired: bool,
}

/// A row for an incident.
pub(super) fn row(renderer: &Renderer<'_, '_>, index: usize, root: &str) -> Row {
    let words = &renderer.theme.words;
    let incident = &renderer.board.incidents[index];
    Row {
        href: [root, &routes::page(&routes::incident(incident.id))].concat(),
        title: incident.title.to_owned(),
        lang: Tongue::of(incident, renderer.board.site.language).tag(),
        reference: incident.reference.map(str::to_owned),
        kind: Label::kind(incident.kind, words),
        state: state(incident, words),
        severity: incident.severity.map(|severity| Label::severity(severity, words)),
        open: incident.is_open(),
        first: Time::of(incident.first_at, words),
        last: Time::of(incident.last_at, words),
        lasted: lasted(incident, words),
        services: touched(renderer, index),
        updates: words.count("updates", incident.updates_count),
        retired: incident.retired.is_some(),
    }
}

/// The names of the services that an incident affected.
pub(super) fn touched(renderer: &Renderer<'_, '_>, index: usize) -> String {
    let (board, words) = (renderer.board, &renderer.theme.words);
    let touched: Vec<&str> = board.incidents[index]
        .services_with(|s| s.is_affected() || matches!(s, Status::Maintenance | Status::Recovered))
        .into_iter()
        .map(|service| board.services[service].service.name.as_str())
        .collect();
    if touched.len() > 4 && touched.len() == board.services.len() {
        words.get("all-services")
    } else {
        words.list(&touched)
    }
}

/// Where an incident stands. Work that was moved was moved once: who reads it later has to see when.
pub(super) fn state(incident: &Brief<'_>, words: &Words) -> Label {
    match (incident.state, incident.moved_at) {
        (state @ State::Rescheduled, Some(at)) => {
            let day = &words.time(at).day;
            Label::said(state.name(), &words.say("state-rescheduled-since", &[("date", Arg::Text(day))]))
        }
        (state, _) => Label::state(state, words),
    }
}

/// How long an incident lasted for customers, once it is over.
pub(super) fn lasted(incident: &Brief<'_>, words: &Words) -> Option<String> {
    if incident.kind != Kind::Outage && incident.kind != Kind::Maintenance {
        return None;
    }
    let began = match incident.window {
        Some(window) => window.start,
        None => incident.impact_began_at.and_then(|m| m.at).unwrap_or(incident.first_at),
    };
    let ended = incident.fixed_at.and_then(|m| m.at).or(incident.ended_at)?;
    (ended > began && incident.ended_at.is_some()).then(|| {
        let length = words.length(ended.since(began));
        // When exactly it came back only the words say, so what was between is not taken off.
        if incident.came_back {
            words.say("lasted-with-break", &[("length", Arg::Text(&length))])
        } else {
            length
        }
    })
}

/// One line of Markdown as HTML.
pub(super) fn line(text: &str) -> String {
    inline(text)
}
