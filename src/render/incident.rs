//! The page of one incident: what is true now, the facts, and its history.

use serde::Serialize;
use tera::Value;

use super::given::html;
use super::gloss::Explained;
use super::now::{Now, now};
use super::parts::{Link, lasted, line, ways_to_ask};
use super::sentences::{description, details, moment_text};
use super::shown::{Label, Time};
use super::tongue::Tongue;
use super::update::{CorrectionModel, Promises, UpdateModel, correction, model as update_model, wrong};
use super::{Renderer, ThemeError};
use crate::markdown::{Rendered, inline_struck};
use crate::model::time::Instant;
use crate::model::{Cve, Facts, Kind, Named, TakenState};
use crate::view::{CreditView, IncidentView, RetiredView, routes};
use crate::words::{Arg, Words};

/// The whole page.
#[derive(Debug, Serialize)]
pub(super) struct IncidentPage {
    /// How bad it is: a severity, `maintenance`, `none` or, once it is over, `fine`.
    key: &'static str,
    title: String,
    description: String,
    feed: String,
    now: Now,
    began: Option<String>,
    found: Option<String>,
    found_by: Option<String>,
    first: Time,
    lasted: Option<String>,
    contacts: Value,
    ask: Value,
    updates: Vec<UpdateModel>,
    taken: Vec<Taken>,
    corrections: Vec<CorrectionModel>,
    terms: Vec<Explained>,
    promises: Vec<Value>,
    voices: Vec<Voice>,
    reports: Vec<Report>,
    upstream: Vec<Upstream>,
    ties: Vec<TieModel>,
    references: Vec<Link>,
    cve: Option<String>,
    credit: Option<Credit>,
    details: Option<String>,
    review: Option<Review>,
    learned: Option<Learned>,
    backfilled: bool,
    retired: Option<Retired>,
}

#[derive(Debug, Serialize)]
struct Taken {
    at: Option<Time>,
    #[serde(serialize_with = "html")]
    html: String,
    state: Label,
    /// Whether it was taken back.
    undone: bool,
    kind: Option<Label>,
}

#[derive(Debug, Serialize)]
struct Voice {
    who: String,
    link: Option<String>,
    seen: Option<Time>,
    #[serde(serialize_with = "html")]
    says: String,
    stance: Label,
    #[serde(serialize_with = "html")]
    answer: Option<String>,
    resolved: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    source: String,
    seen: Option<Time>,
    #[serde(serialize_with = "html")]
    what: String,
}

#[derive(Debug, Serialize)]
struct Upstream {
    supplier: String,
    link: Option<String>,
    #[serde(serialize_with = "html")]
    view: Option<String>,
}

#[derive(Debug, Serialize)]
struct TieModel {
    tie: Label,
    link: Link,
}

#[derive(Debug, Serialize)]
struct Credit {
    name: Option<String>,
    affiliation: Option<String>,
    url: Option<String>,
    #[serde(serialize_with = "html")]
    thanks: Option<String>,
    /// How the report was handled and what the reporter was told, in order of time.
    timeline: Vec<Step>,
}

#[derive(Debug, Serialize)]
struct Step {
    at: Time,
    #[serde(serialize_with = "html")]
    html: String,
}

#[derive(Debug, Serialize)]
struct Review {
    state: Label,
    by_whom: Option<String>,
    link: Option<String>,
    due: Option<String>,
}

/// What came out of it.
#[derive(Debug, Serialize)]
struct Learned {
    causes: Vec<Line>,
    lessons: Vec<Line>,
    followups: Vec<Followup>,
}

#[derive(Debug, Serialize)]
struct Line {
    area: Label,
    #[serde(serialize_with = "html")]
    html: String,
}

#[derive(Debug, Serialize)]
struct Followup {
    #[serde(serialize_with = "html")]
    html: String,
    owner: String,
    due: Option<String>,
    state: Label,
    #[serde(serialize_with = "html")]
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct Retired {
    link: Option<Link>,
    #[serde(serialize_with = "html")]
    why: Option<String>,
}

/// The page of an incident.
pub(super) fn model(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    kept: &Rendered,
) -> Result<IncidentPage, ThemeError> {
    let words = &renderer.theme.words;
    let path = routes::incident(incident.id);
    let root = routes::up(&path);
    let detection = incident.detection;
    let promises = Promises::new(incident, words);
    let tongue = Tongue::of(incident, renderer.board.site.language);
    let line = |text: &str| tongue.said(line(text));
    let mut now = now(renderer, incident, &root, kept);
    let mut updates: Vec<UpdateModel> = (0..incident.updates.len())
        .rev()
        .map(|at| update_model(renderer, incident, at, &root, &promises, kept))
        .collect();
    let mut used = renderer.glossary.page();
    now.texts().chain(updates.iter_mut().flat_map(UpdateModel::texts)).for_each(|html| used.mark(html));
    let ask = ways_to_ask(renderer, incident)?;
    Ok(IncidentPage {
        terms: used.meanings(),
        key: match incident.fold.severity {
            _ if !incident.is_open() => "fine",
            Some(severity) => severity.name(),
            None if incident.kind == Kind::Maintenance => "maintenance",
            None => "none",
        },
        title: incident.title.to_owned(),
        description: description(incident, words),
        feed: routes::FEED.to_owned(),
        now,
        began: incident.impact_began_at.map(|moment| moment_text(moment, words)),
        found: detection.at.map(|at| {
            let time = words.time(at).text.clone();
            if detection.approximate { words.say("about", &[("text", Arg::Text(&time))]) } else { time }
        }),
        found_by: detection
            .by_role
            .as_deref()
            .map(str::to_owned)
            .or_else(|| detection.source.map(|source| words.named("found", source.name()))),
        first: Time::of(incident.first_at, words),
        lasted: lasted(incident, words),
        contacts: ask.contacts,
        ask: ask.html,
        updates,
        taken: taken(renderer, incident, &root),
        corrections: (0..incident.corrections.len())
            .map(|at| correction(renderer, incident, at, &root))
            .collect(),
        promises: promises.all(),
        voices: incident
            .fold
            .other_voices
            .iter()
            .map(|voice| Voice {
                who: voice.who.to_string(),
                link: voice.link.as_deref().map(str::to_owned),
                seen: voice.seen_at.map(|at| Time::of(at, words)),
                says: line(&voice.says),
                stance: Label::named(voice.stance, "stance", words),
                answer: voice.our_answer.as_deref().map(&line),
                resolved: voice.resolved.as_ref().map(|(who, at)| match at {
                    Some(at) => words.say(
                        "voice-resolved-at",
                        &[("who", Arg::Text(who)), ("time", Arg::Text(&words.time(*at).text))],
                    ),
                    None => words.say("voice-resolved", &[("who", Arg::Text(who))]),
                }),
            })
            .collect(),
        reports: incident
            .fold
            .field_reports
            .iter()
            .map(|report| Report {
                source: report.source.to_string(),
                seen: report.seen_at.map(|at| Time::of(at, words)),
                what: line(&report.what),
            })
            .collect(),
        upstream: incident
            .upstream
            .iter()
            .map(|u| Upstream {
                supplier: u.supplier.to_string(),
                link: u.link.as_deref().map(str::to_owned),
                view: u.view.as_deref().map(&line),
            })
            .collect(),
        ties: incident
            .ties
            .iter()
            .map(|tie| TieModel {
                tie: Label::new(tie.tie.name(), "tie", words),
                link: Link {
                    href: format!("{root}{}", routes::page(&routes::incident(tie.id))),
                    text: tie.title.to_owned(),
                    lang: None,
                },
            })
            .collect(),
        references: incident
            .references
            .iter()
            .map(|r| Link { href: r.url.to_string(), text: r.title.to_string(), lang: None })
            .collect(),
        cve: incident.cve.map(|cve| match cve {
            Cve::Ids(ids) => words.list(&ids.iter().map(AsRef::as_ref).collect::<Vec<&str>>()),
            Cve::None(why) => words.say("no-cve", &[("why", Arg::Text(why))]),
        }),
        credit: incident.credit.as_ref().map(|credit| Credit {
            name: credit.named.map(|(name, ..)| name.to_owned()),
            affiliation: credit.named.and_then(|(_, affiliation, _)| affiliation).map(str::to_owned),
            url: credit.named.and_then(|(.., url)| url).map(str::to_owned),
            thanks: credit.thanks.map(&line),
            timeline: steps(credit, tongue, words),
        }),
        details: details(incident, renderer.board.now, words),
        review: incident.fold.independent_review.map(|review| Review {
            state: Label::named(review.state, "review", words),
            by_whom: review.by_whom.as_deref().map(str::to_owned),
            link: review.link.as_deref().map(str::to_owned),
            due: review.due.map(|due| words.date(due)),
        }),
        learned: learned(incident, tongue, words),
        backfilled: incident.backfilled,
        retired: incident.retired.as_ref().map(|retired| match retired {
            RetiredView::MergedInto(id, Some(title)) => Retired {
                link: Some(Link {
                    href: format!("{root}{}", routes::page(&routes::incident(id))),
                    text: (*title).to_owned(),
                    lang: None,
                }),
                why: None,
            },
            RetiredView::MergedInto(_, None) => Retired { link: None, why: None },
            RetiredView::Withdrawn(why) => Retired { link: None, why: Some(line(why)) },
        }),
    })
}

/// Causes, lessons and follow-ups, each as the last update that names any says.
fn learned(incident: &IncidentView<'_>, tongue: Tongue<'_>, words: &Words) -> Option<Learned> {
    let last = |wanted: &dyn Fn(&Facts) -> bool| {
        incident.updates.iter().rev().filter_map(|update| update.facts).find(|facts| wanted(facts))
    };
    let causes = last(&|facts| !facts.causes.is_empty()).map_or(&[][..], |facts| &facts.causes);
    let lessons = last(&|facts| !facts.lessons.is_empty()).map_or(&[][..], |facts| &facts.lessons);
    let followups = last(&|facts| !facts.followups.is_empty()).map_or(&[][..], |facts| &facts.followups);
    if causes.is_empty() && lessons.is_empty() && followups.is_empty() {
        return None;
    }
    let line = |text: &str| tongue.said(line(text));
    Some(Learned {
        causes: causes
            .iter()
            .map(|c| Line { area: Label::named(c.area, "cause", words), html: line(&c.text) })
            .collect(),
        lessons: lessons
            .iter()
            .map(|l| Line { area: Label::named(l.area, "lesson", words), html: line(&l.text) })
            .collect(),
        followups: followups
            .iter()
            .map(|f| Followup {
                html: line(&f.text),
                owner: f.owner_role.to_string(),
                due: f.due.map(|due| words.date(due)),
                state: Label::named(f.state, "followup", words),
                reason: f.reason.as_deref().map(line),
            })
            .collect(),
    })
}

/// How a report was handled and what its author was told, as one story.
fn steps(credit: &CreditView<'_>, tongue: Tongue<'_>, words: &Words) -> Vec<Step> {
    let handled =
        credit.timeline.iter().map(|(at, name)| (*at, line(&words.get(&format!("disclosure-{name}")))));
    let told = credit.updates.iter().map(|update| (update.at, tongue.said(line(&update.what))));
    let mut steps: Vec<(Instant, String)> = handled.chain(told).collect();
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(at, html)| Step { at: Time::of(at, words), html }).collect()
}

/// What we did, in the order in which we did it; what has no time comes last, as it was told.
fn taken(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>, root: &str) -> Vec<Taken> {
    let words = &renderer.theme.words;
    let page = format!("{root}{}", routes::page(&routes::incident(incident.id)));
    let tongue = Tongue::of(incident, renderer.board.site.language);
    let mut timed: Vec<_> = incident.fold.taken.iter().filter(|t| t.taken.at.is_some()).collect();
    timed.sort_by_key(|t| t.taken.at);
    let last = incident.fold.taken.last().map(|t| t.update);
    // What was "under way" in an earlier update is not news any more; only the last word on it is shown.
    let untimed = incident
        .fold
        .taken
        .iter()
        .filter(|t| t.taken.at.is_none() && Some(t.update) == last && incident.is_open());
    timed
        .into_iter()
        .chain(untimed)
        .map(|now| Taken {
            at: now.taken.at.map(|at| Time::of(at, words)),
            html: tongue.said(inline_struck(&now.taken.text, &wrong(renderer, incident, now.update, &page))),
            state: Label::named(now.taken.state, "taken", words),
            undone: now.taken.state == TakenState::Undone,
            kind: now.taken.taken.map(|kind| Label::named(kind, "taken-type", words)),
        })
        .collect()
}
