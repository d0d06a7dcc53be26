//! One update file → its front matter and its body.

use std::sync::Arc;

use super::body;
use super::facts::facts;
use super::vocabulary::Vocabulary;
use crate::finding::{Code, Finding};
use crate::letters::{find, whole_lines};
use crate::model::time::Instant;
use crate::model::{Audience, Kind, Named, Person, Service, Status, StatusValue, Update, UpdateType};
use crate::source::{FileId, Source, Span, Spanned};
use crate::yaml::{Cx, Decode, Entry, Node, Value, unknown_name};

/// What an update may refer to.
pub(super) struct Names<'a> {
    pub(super) services: &'a [Service],
    pub(super) people: &'a [Person],
    pub(super) vocabulary: &'a Vocabulary,
    /// The text of `services.yaml`, if something is wrong with it.
    pub(super) broken_services: Option<&'a str>,
    /// The text of `people.yaml`, if something is wrong with it.
    pub(super) broken_people: Option<&'a str>,
}

/// Whether an id is only unknown because the file that holds it is broken, which is said there.
fn is_lost<T>(id: &str, known: &[T], broken: Option<&str>) -> bool {
    broken.is_some_and(|text| known.is_empty() || text.contains(id))
}

/// Keys that people bring from other status pages, and what to write here.
const HABITS: [(&str, &str); 8] = [
    ("resolved", "type: resolved"),
    ("status", "state: investigating"),
    ("date", "at: 2026-03-03 10:20 UTC"),
    ("time", "at: 2026-03-03 10:20 UTC"),
    ("published_at", "at: 2026-03-03 10:20 UTC"),
    ("author", "speaker: the-id-of-a-person"),
    ("components", "services:"),
    ("title", "title: in incident.yaml"),
];

/// Splits a file at its fences: the ranges of the front matter and of the body.
pub(super) fn split(text: &str) -> Result<(std::ops::Range<usize>, std::ops::Range<usize>), Fence> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[bom..].lines().next().unwrap_or("").trim_end();
    if first != "---" {
        return Err(Fence::NoOpening);
    }
    let front_start = find(&text[bom..], b'\n').map_or(text.len(), |n| bom + n + 1);
    let mut at = front_start;
    for line in whole_lines(&text[front_start..]) {
        if line.starts_with("---") && line.trim_end() == "---" {
            return Ok((front_start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err(Fence::NoClosing)
}

/// What is wrong with the fences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    NoOpening,
    NoClosing,
}

/// Decodes an update of an incident of `kind`.
pub(super) fn update(
    source: &Arc<Source>,
    file: FileId,
    id: &str,
    kind: Option<Kind>,
    names: &Names<'_>,
    cx: &mut Cx,
) -> Option<Update> {
    cx.source = Some(Arc::clone(source));
    let text = source.text.as_str();
    let (front, words) = match split(text) {
        Ok(parts) => parts,
        Err(fence) => {
            let end = text.find(['\n', '\r']).unwrap_or(text.len());
            let first = text[..end].trim().trim_start_matches('\u{feff}');
            let dashes = !first.is_empty()
                && first.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'));
            let (message, help) = match fence {
                Fence::NoOpening if !text.contains('\n') && text.contains('\r') => (
                    "The lines of this file end in an old way, so all of it looks like one line.",
                    "Save the file again with line ends `LF` (also called Unix).",
                ),
                Fence::NoOpening if first.is_empty() && text.trim_start().starts_with("---") => (
                    "There are empty lines above the first `---`.",
                    "Remove them, so that `---` is the first line.",
                ),
                Fence::NoOpening if dashes => (
                    "The first line has to be three plain hyphens, and these are others.",
                    "Write `---`: three times the key for the minus sign, and nothing else.",
                ),
                Fence::NoOpening => (
                    "An update starts with a line that has only `---`, and this file does not.",
                    "Put `---` on the first line, then the facts (`type:`, `at:` …), then `---`, then the words.",
                ),
                Fence::NoClosing => (
                    "The facts of this update never end: a second line with only `---` is missing.",
                    "Put `---` on a line of its own between the facts and the words.",
                ),
            };
            cx.push(
                Finding::stop(Code::Fence, Span::new(file, 0, end), message)
                    .reader("The update would not appear at all.")
                    .help(help),
            );
            return None;
        }
    };
    if text[front.clone()].trim().is_empty()
        && ["type:", "at:"].iter().any(|key| text[words.clone()].trim_start().starts_with(key))
    {
        let line = text.find('\n').map_or(0, |end| end + 1);
        cx.push(
            Finding::stop(
                Code::Fence,
                Span::new(file, line, line + 3),
                "There are two lines with `---` above the facts, so the facts would be read as words.",
            )
            .reader("The update would not appear at all.")
            .help("Remove one of the two."),
        );
        return None;
    }
    let node = match crate::yaml::parse(text, file, front.start, front.end) {
        Ok(node) => node,
        Err(finding) => {
            cx.push(*finding);
            return None;
        }
    };
    let mut fields = cx.fields(&node, "update")?;
    let update_type: Option<UpdateType> = fields.req("type", "progress", cx);
    let at: Option<Spanned<Instant>> = fields.req("at", "2026-03-03 10:20 UTC", cx);
    let draft = fields.opt("draft", cx).unwrap_or(false);
    let audience = audience(&mut fields, cx);
    let tlp = fields.opt("tlp", cx);
    let state = match (fields.entry("state"), kind) {
        (Some(entry), Some(kind)) => state(&entry.value, kind, cx),
        _ => None,
    };
    let severity = fields.opt("severity", cx);
    let speaker = fields.entry("speaker").and_then(|entry| speaker(&entry.value, names, cx));
    let statement = fields.opt("statement", cx);
    let (services, all_services) = match fields.entry("services") {
        Some(entry) => stated_services(&entry.value, names, cx),
        None => (Vec::new(), None),
    };
    let data_access = fields.opt("data_access", cx).map(Box::new);
    let next_update = fields.opt("next_update", cx);
    let late_reason = fields.opt("late_reason", cx);
    let window = fields.opt("window", cx).map(Box::new);
    let corrects: Option<crate::model::Correction> = fields.opt("corrects", cx);
    let mut facts = facts(&mut fields, cx);
    let all_services = all_services.map(Box::new);
    let spoken = speaker.is_some() || statement.is_some();
    if spoken || all_services.is_some() || data_access.is_some() || window.is_some() {
        let facts = facts.get_or_insert_default();
        (facts.speaker, facts.statement) = (speaker, statement);
        (facts.all_services, facts.data_access, facts.window) = (all_services, data_access, window);
    }
    if late_reason.is_some() {
        facts.get_or_insert_default().seldom.get_or_insert_default().late_reason = late_reason;
    }
    fields.finish_knowing(&HABITS, cx);
    let near = at.as_ref().map_or(Instant::from_seconds(0), |at| at.value);
    let body = body::body(text, words, file, near, names.vocabulary, cx);
    Some(Update {
        id: cx.excerpt(id),
        file,
        kind: update_type?,
        at: at?,
        draft,
        audience,
        tlp,
        state,
        severity,
        services: services.into(),
        next_update,
        corrects: corrects.map(Box::new),
        facts,
        body,
    })
}

/// For whom the update is. A word that is not an audience must not become "everybody".
fn audience(fields: &mut crate::yaml::Fields<'_, '_>, cx: &mut Cx) -> Audience {
    match fields.entry("audience") {
        None => Audience::Public,
        Some(entry) => Audience::decode(&entry.value, "audience", cx).unwrap_or(Audience::Staff),
    }
}

fn state(node: &Node<'_>, kind: Kind, cx: &mut Cx) -> Option<Spanned<crate::model::State>> {
    let text = cx.words(node, "state")?;
    let states = kind.states();
    if let Some(state) = states.iter().find(|state| state.name() == text) {
        return Some(Spanned::new(*state, node.span));
    }
    let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
    let mut finding = unknown_name(node.span, "state", text, names);
    finding.code = Code::StateMove;
    finding.message = format!("`{text}` is not a state of an incident of the kind `{}`.", kind.name());
    cx.push(finding);
    None
}

fn speaker(node: &Node<'_>, names: &Names<'_>, cx: &mut Cx) -> Option<usize> {
    let people = names.people;
    let text = cx.words(node, "speaker")?;
    let found = people.iter().position(|person| person.id == text);
    if found.is_none() && !is_lost(text, people, names.broken_people) {
        if let Some(person) = people.iter().find(|person| person.name == text) {
            cx.push(
                Finding::stop(
                    Code::UnknownId,
                    node.span,
                    format!("A speaker is written with the id, and `{text}` is the name."),
                )
                .help(format!("Write `{}`.", person.id)),
            );
            return None;
        }
        let ids = people.iter().map(|p| p.id.as_str());
        let finding =
            Finding { code: Code::UnknownId, ..unknown_name(node.span, "person in people.yaml", text, ids) };
        let finding = finding.reader("A reader would not learn who is speaking.");
        cx.push(if people.is_empty() {
            // No name comes near where there is none.
            finding.help(format!(
                "Add the person to people.yaml, beside site.yaml: `people: [{{ id: {text}, name: …, title: …, level: lead }}]`."
            ))
        } else {
            finding
        });
    }
    found
}

type StatedServices = (Vec<(usize, StatusValue)>, Option<StatusValue>);

fn stated_services(node: &Node<'_>, names: &Names<'_>, cx: &mut Cx) -> StatedServices {
    let services = names.services;
    let Some(fields) = cx.fields(node, "list of services") else { return (Vec::new(), None) };
    let mut named = Vec::with_capacity(fields.entries().len());
    let mut all = None;
    for entry in fields.entries() {
        let value = status(entry, cx);
        if entry.key == "all" {
            all = value;
            continue;
        }
        match services.iter().position(|service| service.id == entry.key) {
            Some(index) => named.extend(value.map(|value| (index, value))),
            None if is_lost(&entry.key, services, names.broken_services) => {}
            None => {
                let ids = services.iter().map(|s| s.id.as_str()).chain(["all"]);
                let finding = unknown_name(entry.key_span, "service in services.yaml", &entry.key, ids);
                cx.push(
                    Finding { code: Code::UnknownId, ..finding }
                        .reader("The page would show no trouble with the service that you mean."),
                );
            }
        }
    }
    (named, all)
}

/// `down`, or `{ not_affected: "why" }`.
fn status(entry: &Entry<'_>, cx: &mut Cx) -> Option<StatusValue> {
    if !matches!(entry.value.value, Value::Map(_)) {
        return Status::decode(&entry.value, "status", cx).map(|status| StatusValue { status, note: None });
    }
    let fields = cx.fields(&entry.value, "status")?;
    let [only] = fields.entries() else {
        cx.push(
            Finding::stop(Code::WrongShape, entry.value.span, "A service has one status.")
                .help("Write one status with its reason: `{ not_affected: \"why\" }`."),
        );
        return None;
    };
    let status = Status::from_name(&only.key);
    if status.is_none() {
        cx.push(unknown_name(only.key_span, Status::NOUN, &only.key, Status::NAMES.iter().copied()));
    }
    let note = Decode::decode(&only.value, "reason", cx);
    Some(StatusValue { status: status?, note: Some(note?) })
}
