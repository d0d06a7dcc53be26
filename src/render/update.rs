//! One update as its place in the history of an incident shows it.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::Renderer;
use super::given::html;
use super::parts::{Link, ServiceLine, Speaker, line, promise};
use super::shown::{Label, Time};
use super::tongue::Tongue;
use crate::markdown::{Html, Rendered, Strike, Wrong, inline_struck, with_times, words_struck};
use crate::model::{Known, Named};
use crate::view::{IncidentView, PromiseNow, SectionView, UpdateView, routes};
use crate::words::{Arg, Words};

/// An update.
#[derive(Debug, Serialize)]
pub(super) struct UpdateModel {
    anchor: String,
    kind: Label,
    at: Time,
    state: Label,
    state_changed: bool,
    severity: Option<Label>,
    #[serde(serialize_with = "html")]
    lead: Option<String>,
    /// Its sections under their headings.
    #[serde(serialize_with = "html")]
    body: String,
    speaker: Option<Speaker>,
    #[serde(serialize_with = "html")]
    statement: Option<String>,
    services: Vec<ServiceLine>,
    promise: Option<Value>,
    #[serde(serialize_with = "html")]
    no_next: Option<String>,
    late: Option<String>,
    #[serde(serialize_with = "html")]
    late_reason: Option<String>,
    correction: Option<CorrectionModel>,
    channels: Vec<ChannelModel>,
}

impl UpdateModel {
    /// Marks the writer's own words as in their language.
    fn told_in(mut self, tongue: Tongue<'_>) -> Self {
        if tongue.tag().is_none() {
            return self;
        }
        self.lead.iter_mut().for_each(|html| tongue.block(html));
        let notes = self.services.iter_mut().filter_map(|line| line.note.as_mut());
        let lines = self.statement.iter_mut().chain(&mut self.no_next).chain(&mut self.late_reason);
        lines.chain(notes).for_each(|html| tongue.line(html));
        self
    }

    /// The texts in the writer's own words, in the order in which the page shows them.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        self.lead.iter_mut().chain(std::iter::once(&mut self.body))
    }
}

#[derive(Debug, Serialize)]
struct ChannelModel {
    name: String,
    at: Time,
    link: Option<String>,
}

/// A correction, on the incident's page and in the list of all.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CorrectionModel {
    /// The language of its words, if it is not that of the page.
    lang: Option<String>,
    said: String,
    #[serde(serialize_with = "html")]
    now: String,
    #[serde(serialize_with = "html")]
    why: String,
    #[serde(serialize_with = "html")]
    matters: Option<String>,
    found: Time,
    found_by: Option<Label>,
    size: Label,
    at: Time,
    target: Link,
    link: Link,
    incident: Link,
}

/// The update at `index` of an incident; `base` leads from the page to the incident's folder.
pub(super) fn model(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    index: usize,
    root: &str,
    promises: &Promises,
    kept: &Rendered,
) -> UpdateModel {
    let words = &renderer.theme.words;
    let update = &incident.updates[index];
    let strikes = strikes(renderer, incident, update, "");
    let wrong = wrong(renderer, incident, index, "");
    let line = |text: &str| inline_struck(text, &wrong);
    let told = Told { update, strikes: &strikes, base: "", kept };
    let html = |section: &SectionView<'_>| told.html(section, 3);
    let tongue = Tongue::of(incident, renderer.board.site.language);
    let links = renderer.service_links(root);
    let service = |at: usize, value: &crate::model::StatusValue| {
        let status = Label::status(value.status, incident.was_stopped(at, index), words);
        let fixed = incident.restated(index, at).map(|(by, right)| {
            let by = &incident.updates[by];
            let text = words.correction(by.at, words.name("status", right.name()));
            Link { href: format!("#{}", routes::anchor(by.id)), text, lang: None }
        });
        ServiceLine { link: links[at].clone(), status, note: value.note.as_deref().map(&line), fixed }
    };
    let others = update.all_services.map(|value| ServiceLine {
        link: words.the_others(!update.services.is_empty()).into(),
        status: Label::named(value.status, "status", words),
        note: value.note.as_deref().map(&line),
        fixed: None,
    });
    let awaited = incident.promises.iter().find(|promise| promise.made_in + 1 == index);
    let late = awaited.and_then(|promise| promise.kept.late_by());
    let model = UpdateModel {
        anchor: routes::anchor(update.id),
        kind: Label::named(update.kind, "type", words),
        at: Time::of(update.at, words),
        state: Label::state(update.state, words),
        state_changed: update.state_changed,
        severity: update.severity.filter(|_| update.severity_changed).map(|s| Label::severity(s, words)),
        lead: update.lead.as_ref().map(html),
        body: body(&told, &wrong, tongue, words),
        speaker: update.speaker.map(Speaker::from),
        statement: update.statement.map(&line),
        services: update.services.iter().map(|(at, value)| service(*at, value)).chain(others).collect(),
        promise: promises.of(index),
        no_next: update.no_next.map(&line),
        late: late.map(|by| words.say("came-late", &[("by", Arg::Text(&words.length(by)))])),
        late_reason: late.and(update.late_reason).map(&line),
        correction: update.corrects.map(|at| correction(renderer, incident, at, root)),
        channels: update
            .channels
            .iter()
            .map(|channel| ChannelModel {
                name: channel.channel.to_string(),
                at: Time::of(channel.sent_at, words),
                link: channel.link.as_deref().map(str::to_owned),
            })
            .collect(),
    };
    model.told_in(tongue)
}

/// What is struck through in an update; `page` leads to the page of its incident.
pub(super) fn strikes(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    update: &UpdateView<'_>,
    page: &str,
) -> Vec<Strike> {
    let words = &renderer.theme.words;
    incident.strikes(update, page, |at, right| words.correction(at, right))
}

/// Words of an update that were wrong, for what of it is shown elsewhere.
pub(super) fn wrong<'v>(
    renderer: &Renderer<'_, '_>,
    incident: &'v IncidentView<'_>,
    index: usize,
    page: &str,
) -> Vec<Wrong<'v>> {
    let words = &renderer.theme.words;
    incident.wrong(index, page, |at, right| words.correction(at, right))
}

/// An update whose words are shown somewhere.
pub(super) struct Told<'a> {
    pub(super) update: &'a UpdateView<'a>,
    /// What of it was wrong.
    pub(super) strikes: &'a [Strike],
    /// Leads to the incident's folder.
    pub(super) base: &'a str,
    /// What was rendered before.
    pub(super) kept: &'a Rendered,
}

impl Told<'_> {
    /// A section as HTML under a heading of the level `under`.
    pub(super) fn html(&self, section: &SectionView<'_>, under: u8) -> String {
        let mut out = String::new();
        self.html_into(section, under, &mut out);
        out
    }

    fn html_into(&self, section: &SectionView<'_>, under: u8, out: &mut String) {
        let local = Strike::within(self.strikes, section.start, section.text.len());
        let html = Html {
            under,
            base: self.base,
            index: routes::INDEX,
            hidden: &self.update.hidden,
            numbered: matches!(section.known, Some(Known::Unknowns | Known::Answers)),
            strikes: &local,
            kept: Some(self.kept),
        };
        html.render_into(section.text, out);
    }
}

/// The sections of an update, each under its heading.
fn body(told: &Told<'_>, wrong: &[Wrong<'_>], tongue: Tongue<'_>, words: &Words) -> String {
    let sections = &told.update.sections;
    let room = sections.iter().map(|section| 32 + section.heading.len() + section.text.len() * 5 / 4).sum();
    let mut out = String::with_capacity(room);
    for section in sections {
        out.push_str("<h4>");
        let start = out.len();
        out.push_str(&words_struck(section.heading, wrong));
        tongue.line_from(start, &mut out);
        out.push_str("</h4>\n");
        let start = out.len();
        told.html_into(section, 4, &mut out);
        // Times of steps are put as people say them.
        if section.known == Some(Known::Actions)
            && let Cow::Owned(changed) = with_times(&out[start..], |when| words.when(when))
        {
            out.truncate(start);
            out.push_str(&changed);
        }
        tongue.block_from(start, &mut out);
    }
    out
}

/// What became of the promises of an incident, each put into words once.
pub(super) struct Promises(Vec<(usize, Value)>);

impl Promises {
    pub(super) fn new(incident: &IncidentView<'_>, words: &Words) -> Self {
        let line = |made: &PromiseNow| (made.made_in, Value::from_serializable(&promise(*made, words)));
        Self(incident.promises.iter().map(line).collect())
    }

    /// The promise of the update at an index.
    fn of(&self, update: usize) -> Option<Value> {
        let at = self.0.binary_search_by_key(&update, |(made_in, _)| *made_in).ok()?;
        Some(self.0[at].1.clone())
    }

    /// All of them.
    pub(super) fn all(self) -> Vec<Value> {
        self.0.into_iter().map(|(_, value)| value).collect()
    }
}

/// The correction at `index` of an incident.
pub(super) fn correction(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    index: usize,
    root: &str,
) -> CorrectionModel {
    let words = &renderer.theme.words;
    let view = &incident.corrections[index];
    let (by, target) = (&incident.updates[view.update], &incident.updates[view.target]);
    let page = [root, &routes::page(&routes::incident(incident.id))].concat();
    CorrectionModel {
        lang: Tongue::of(incident, renderer.board.site.language).tag(),
        said: view.correction.said.value.to_string(),
        now: line(&view.correction.now),
        why: line(&view.correction.why),
        matters: view.correction.matters_because.as_deref().map(line),
        found: Time::of(view.correction.found_at, words),
        found_by: view.correction.found_by.map(|by| Label::named(by, "found-by", words)),
        size: Label::named(view.correction.size, "size", words),
        at: Time::of(view.at, words),
        target: Link {
            href: [&page, "#", &routes::anchor(target.id)].concat(),
            text: words.time(target.at).text.clone(),
            lang: None,
        },
        link: Link {
            href: [&page, "#", &routes::anchor(by.id)].concat(),
            text: words.time(by.at).text.clone(),
            lang: None,
        },
        incident: Link {
            href: page,
            text: incident.title.to_owned(),
            lang: Tongue::of(incident, renderer.board.site.language).tag(),
        },
    }
}
