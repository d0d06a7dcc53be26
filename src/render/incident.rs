//! The page of one incident, and what is true of it now, which the home page
//! shows as well.

use serde::Serialize;

use super::Renderer;
use super::parts::{
    Bunch, ContactLine, Label, Link, PromiseLine, ServiceLine, Speaker, bunches, contacts, lasted, line,
    promise,
};
use super::update::{CorrectionModel, UpdateModel, correction, model as update_model, render, strikes};
use crate::markdown::{item, plain};
use crate::model::time::Instant;
use crate::model::{
    Affected, Cve, DataAccess, DataLost, DataReach, Details, Edge, Environment, HowSure, Known, Moment,
    PasswordChange, PostmortemPlan, Promise, Regions, SelfChecks, Status, Strength, Timing, UpdateType,
};
use crate::view::{CreditView, IncidentView, RetiredView, Said, SectionView, routes};
use crate::words::{Arg, Time, Words};

/// What is true of an incident now, in the order in which readers ask.
#[derive(Debug, Serialize)]
pub(super) struct Now {
    href: String,
    title: String,
    reference: Option<String>,
    kind: Label,
    state: Label,
    severity: Option<Label>,
    open: bool,
    lead: Option<String>,
    lead_at: Option<Time>,
    impact: Option<String>,
    know: Option<String>,
    affected: Vec<Bunch>,
    maintenance: Vec<Bunch>,
    checking: Vec<Bunch>,
    recovered: Vec<Bunch>,
    not_affected: Vec<Bunch>,
    not_stated: Vec<Bunch>,
    numbers: Option<String>,
    regions: Option<String>,
    environment: Option<String>,
    potential: Option<Stated>,
    confirmed: Option<Stated>,
    data: Option<String>,
    data_types: Option<String>,
    data_lost: Option<String>,
    password: Option<Label>,
    exposure: Option<Exposure>,
    exploitation: Option<String>,
    actions: Vec<ActionGroup>,
    questions: Vec<Question>,
    answers: Vec<Question>,
    nothing_open: bool,
    speaker: Option<Speaker>,
    statement: Option<Statement>,
    next: Option<PromiseLine>,
    no_next: Option<String>,
    last: Time,
    last_href: String,
    progress: Vec<Progress>,
    estimate: Option<Estimate>,
    window: Option<Window>,
    plan: Option<String>,
    self_checks: Vec<Check>,
    no_self_check: Option<String>,
    fixed_by: Option<String>,
    fixed_at: Option<String>,
    postmortem: Option<String>,
}

#[derive(Debug, Serialize)]
struct Stated {
    html: String,
    sure: Option<String>,
}

#[derive(Debug, Serialize)]
struct Exposure {
    start: Option<String>,
    end: Option<String>,
    length: Option<String>,
}

#[derive(Debug, Serialize)]
struct ActionGroup {
    audience: String,
    items: Vec<ActionModel>,
}

#[derive(Debug, Serialize)]
struct ActionModel {
    html: String,
    strength: &'static str,
    by: Option<String>,
    after: Option<String>,
    after_done: bool,
    why: Option<String>,
    how: Option<String>,
    check: Option<String>,
    cost: Option<String>,
}

#[derive(Debug, Serialize)]
struct Question {
    html: String,
    asked: Time,
    by: Option<Time>,
    overdue: bool,
    answer: Option<String>,
    answered: Option<Time>,
    knowable: bool,
}

#[derive(Debug, Serialize)]
struct Statement {
    html: String,
    by: Option<Speaker>,
    at: Time,
}

#[derive(Debug, Serialize)]
struct Progress {
    text: String,
    done: u64,
    total: u64,
    width: u64,
}

#[derive(Debug, Serialize)]
struct Estimate {
    text: String,
    basis: String,
}

#[derive(Debug, Serialize)]
struct Window {
    start: Time,
    end: Time,
    length: String,
    unconfirmed: bool,
    overrun: bool,
    emergency: Option<String>,
}

#[derive(Debug, Serialize)]
struct Check {
    title: String,
    url: Option<String>,
    steps: Option<String>,
    made_by: Option<String>,
    official: bool,
    how_to_read: Option<String>,
    sha256: Option<String>,
}

/// What is true now; `root` leads from the page to the site's root.
pub(super) fn now(renderer: &Renderer<'_, '_>, index: usize, root: &str) -> Now {
    let words = &renderer.theme.words;
    let incident = &renderer.board.incidents[index];
    let fold = &incident.fold;
    let folder = routes::incident(incident.id);
    let base = format!("{root}{folder}");
    let page = format!("{root}{}", routes::page(&folder));
    let services = |wanted: &dyn Fn(Status) -> bool| bunches(service_lines(renderer, incident, wanted, root));
    let words_of = |known: Known| {
        fold.sections.get(&known).map(|said| html_of(renderer, incident, said.update, Some(known), &base))
    };
    let named = !fold.services.iter().all(Option::is_none);
    let not_stated =
        if named || incident.is_open() { not_stated(renderer, incident, root) } else { Vec::new() };
    let (questions, answers) = questions(renderer, incident);
    Now {
        title: incident.title.to_owned(),
        reference: incident.reference.map(str::to_owned),
        kind: Label::kind(incident.kind, words),
        state: Label::state(fold.state, words),
        severity: fold.severity.map(|severity| Label::severity(severity, words)),
        open: incident.is_open(),
        lead: fold.lead.map(|said| html_of(renderer, incident, said.update, None, &base)),
        lead_at: fold.lead.map(|said| words.time(said.at)),
        impact: words_of(Known::Impact),
        know: words_of(Known::Know),
        affected: services(&Status::is_affected),
        maintenance: services(&|s| s == Status::Maintenance),
        checking: services(&|s| s == Status::Checking),
        recovered: services(&|s| s == Status::Recovered),
        not_affected: services(&|s| s == Status::NotAffected),
        not_stated: bunches(not_stated),
        numbers: fold.affected.map(|said| numbers(said.value, words)),
        regions: fold.regions.map(|regions| match regions {
            Regions::All => words.get("all-regions"),
            Regions::Some(names) => words.list(&names.iter().map(String::as_str).collect::<Vec<_>>()),
        }),
        // The live service is what everybody expects; saying so would only be one more line to read.
        environment: incident
            .environment
            .filter(|e| *e != Environment::Production)
            .map(|e| Label::named(e, "environment", words).text),
        potential: fold.impact.potential.as_ref().map(|s| stated(s, words)),
        confirmed: fold.impact.confirmed.as_ref().map(|s| stated(s, words)),
        data: fold.data_access.map(|said| data(said.value, words)),
        data_types: fold
            .data_types
            .filter(|types| !types.is_empty())
            .map(|types| words.list(&types.iter().map(String::as_str).collect::<Vec<_>>())),
        data_lost: fold.data_lost.map(|said| match said.value {
            DataLost::Nothing => words.get("data-lost-none"),
            DataLost::Unknown => words.get("data-lost-unknown"),
            DataLost::Lost(what) => words.say("data-lost-some", &[("what", Arg::Text(what))]),
        }),
        password: fold.password_change.map(|answer| password(answer, words)),
        exposure: fold.exposure.map(|said| exposure(said.value, renderer.board.now, words)),
        exploitation: fold.exploitation.map(|said| {
            let mut text = Label::named(said.value.status, "exploitation", words).text;
            if let Some(source) = &said.value.source {
                text = words.say("with-source", &[("text", Arg::Text(&text)), ("source", Arg::Text(source))]);
            }
            match said.value.as_of {
                Some(at) => words
                    .say("as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&words.time(at).text))]),
                None => text,
            }
        }),
        actions: actions(renderer, incident),
        nothing_open: questions.is_empty() && (fold.nothing_open || !answers.is_empty()),
        questions,
        answers,
        speaker: incident.speaker.map(Speaker::from),
        statement: fold.statement.map(|said| Statement {
            html: line(said.value.0),
            by: incident.updates[said.update].speaker.map(Speaker::from),
            at: words.time(said.at),
        }),
        next: incident.awaited().map(|p| promise(p, words)),
        no_next: fold.next_update.and_then(|said| match said.value {
            Promise::None(why) => Some(line(why)),
            Promise::By(_) => None,
        }),
        last: words.time(incident.last_at),
        last_href: format!("{page}#{}", routes::anchor(incident.updates.last().map_or("", |u| u.id))),
        progress: fold
            .progress
            .iter()
            .map(|p| Progress {
                text: progress_text(p, words),
                done: p.done,
                total: p.total,
                width: p.done * 100 / p.total.max(1),
            })
            .collect(),
        estimate: fold
            .estimate
            .filter(|_| incident.is_open())
            .map(|e| Estimate { text: line(&e.text), basis: line(&e.basis) }),
        window: fold.window.map(|window| Window {
            start: words.time(window.start),
            end: words.time(window.end),
            length: words.length(window.end.since(window.start)),
            unconfirmed: incident.unconfirmed(renderer.board.now),
            overrun: incident.is_open() && renderer.board.now > window.end,
            emergency: fold.emergency.map(line),
        }),
        plan: fold.communication_plan.filter(|_| incident.is_open()).map(|plan| plan_text(plan, words)),
        self_checks: match fold.self_checks {
            Some(SelfChecks::List(checks)) => checks
                .iter()
                .map(|c| Check {
                    title: c.title.clone(),
                    url: c.url.clone(),
                    steps: c.steps.as_deref().map(line),
                    made_by: c.made_by.clone(),
                    official: c.official,
                    how_to_read: c.how_to_read.as_deref().map(line),
                    sha256: c.sha256.clone(),
                })
                .collect(),
            _ => Vec::new(),
        },
        no_self_check: match fold.self_checks {
            Some(SelfChecks::None(why)) => Some(line(why)),
            _ => None,
        },
        fixed_by: fold.fixed_by.map(line),
        fixed_at: fold.fixed_at.map(|moment| moment_text(moment, words)),
        postmortem: fold
            .postmortem
            .filter(|_| incident.updates.iter().all(|u| u.kind != UpdateType::Postmortem))
            .map(|plan| match plan {
                PostmortemPlan::Due(date) => {
                    words.say("postmortem-due", &[("date", Arg::Text(&words.date(*date)))])
                }
                PostmortemPlan::None(why) => words.say("postmortem-none", &[("why", Arg::Text(why))]),
            }),
        href: page,
    }
}

/// The words of a lead or a section of one update, with what was wrong struck through.
fn html_of(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    update: usize,
    known: Option<Known>,
    base: &str,
) -> String {
    let update = &incident.updates[update];
    let section: Option<&SectionView<'_>> = match known {
        None => update.lead.as_ref(),
        Some(_) => update.sections.iter().find(|s| s.known == known),
    };
    let mut strikes = strikes(renderer, incident, update);
    for strike in &mut strikes {
        strike.href = format!("{base}{}{}", routes::INDEX, strike.href);
    }
    section.map(|section| render(section, &strikes, base, 0)).unwrap_or_default()
}

fn service_lines(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    wanted: &dyn Fn(Status) -> bool,
    root: &str,
) -> Vec<ServiceLine> {
    let words = &renderer.theme.words;
    let mut lines: Vec<(Status, ServiceLine)> = incident
        .services_with(wanted)
        .into_iter()
        .filter_map(|at| {
            let now = incident.fold.services[at]?;
            let service = renderer.board.services[at].service;
            let href = format!("{root}{}", routes::page(&routes::service(&service.id)));
            let status = Label::named(now.status, "status", words);
            Some((
                now.status,
                ServiceLine { name: service.name.clone(), href, status, note: now.note.map(line) },
            ))
        })
        .collect();
    lines.sort_by_key(|(status, _)| *status);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn not_stated(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>, root: &str) -> Vec<ServiceLine> {
    let words = &renderer.theme.words;
    let silent = incident.fold.services.iter().enumerate().filter(|(_, now)| now.is_none());
    silent
        .map(|(at, _)| {
            let service = renderer.board.services[at].service;
            ServiceLine {
                name: service.name.clone(),
                href: format!("{root}{}", routes::page(&routes::service(&service.id))),
                status: Label { key: "not_stated", text: words.get("status-not-stated") },
                note: None,
            }
        })
        .collect()
}

fn stated(stated: &crate::model::Stated, words: &Words) -> Stated {
    let sure = stated.how_sure.map(|sure| Label::named(sure, "sure", words).text);
    Stated { html: line(&stated.text), sure }
}

fn numbers(affected: &Affected, words: &Words) -> String {
    let unit = affected.unit.as_deref().map_or_else(|| words.get("unit-customers"), str::to_owned);
    let Some(count) = affected.count else {
        return words.get("numbers-unknown");
    };
    let count = group_digits(count);
    let text = match affected.of {
        Some(of) => words.say(
            "count-of",
            &[("count", Arg::Text(&count)), ("of", Arg::Text(&group_digits(of))), ("unit", Arg::Text(&unit))],
        ),
        None => words.say("count", &[("count", Arg::Text(&count)), ("unit", Arg::Text(&unit))]),
    };
    let sure = match affected.how_sure {
        HowSure::Exact | HowSure::Confirmed => return text,
        other => Label::named(other, "sure", words).text,
    };
    words.say("with-sure", &[("text", Arg::Text(&text)), ("sure", Arg::Text(&sure))])
}

/// `9800` → `9,800`.
pub(super) fn group_digits(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn data(access: &DataAccess, words: &Words) -> String {
    match access {
        DataAccess::Stated(DataReach::Confirmed) => words.get("data-confirmed"),
        DataAccess::Stated(DataReach::RuledOut) => words.get("data-ruled-out"),
        DataAccess::Stated(DataReach::Unknown) => words.get("data-unknown"),
        DataAccess::NotRelevant(why) => words.say("data-not-relevant", &[("why", Arg::Text(why))]),
    }
}

fn password(answer: PasswordChange, words: &Words) -> Label {
    Label::named(answer, "password", words)
}

fn exposure(exposure: &crate::model::Exposure, now: Instant, words: &Words) -> Exposure {
    let start = exposure.start.map(|moment| moment_text(moment, words));
    let (end, ended) = match exposure.end {
        None => (None, None),
        Some(Edge::Ongoing) => (Some(words.get("ongoing")), Some(now)),
        Some(Edge::At(moment)) => (Some(moment_text(moment, words)), moment.at),
    };
    let ongoing = matches!(exposure.end, Some(Edge::Ongoing));
    let length = match (exposure.start.and_then(|m| m.at), ended) {
        // How long it has lasted "so far" would change with every build, so only what has ended has a length.
        (Some(start), Some(end)) if !ongoing && end >= start => Some(words.length(end.since(start))),
        _ => None,
    };
    Exposure { start, end, length }
}

/// A moment with how sure it is.
pub(super) fn moment_text(moment: Moment, words: &Words) -> String {
    let Some(at) = moment.at else { return words.get("sure-unknown-time") };
    let time = words.time(at).text;
    match moment.how_sure {
        HowSure::Exact | HowSure::Confirmed => time,
        other => {
            let sure = Label::named(other, "sure", words).text;
            words.say("with-sure", &[("text", Arg::Text(&time)), ("sure", Arg::Text(&sure))])
        }
    }
}

fn progress_text(progress: &crate::model::Progress, words: &Words) -> String {
    let text = words.say(
        "progress",
        &[
            ("done", Arg::Text(&group_digits(progress.done))),
            ("total", Arg::Text(&group_digits(progress.total))),
            ("what", Arg::Text(&progress.what)),
        ],
    );
    match progress.as_of {
        Some(at) => {
            words.say("as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&words.time(at).text))])
        }
        None => text,
    }
}

fn plan_text(plan: &crate::model::CommunicationPlan, words: &Words) -> String {
    let mut parts = Vec::new();
    parts.extend(
        plan.rhythm.as_deref().map(|rhythm| words.say("plan-rhythm", &[("rhythm", Arg::Text(rhythm))])),
    );
    if !plan.channels.is_empty() {
        let channels = words.list(&plan.channels.iter().map(String::as_str).collect::<Vec<_>>());
        parts.push(words.say("plan-channels", &[("channels", Arg::Text(&channels))]));
    }
    parts.extend(plan.until.as_deref().map(|until| words.say("plan-until", &[("until", Arg::Text(until))])));
    parts.join(" ")
}

/// Actions, one group for each audience, in the order in which they were written.
fn actions(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>) -> Vec<ActionGroup> {
    let words = &renderer.theme.words;
    let mut groups: Vec<ActionGroup> = Vec::new();
    for now in &incident.fold.actions {
        let action = now.action;
        let audience =
            match (action.audience, &action.heading) {
                (Some(audience), _) => renderer.board.site.audience_names.get(&audience).map_or_else(
                    || Label::named(audience, "audience", words).text,
                    |name| (*name).to_owned(),
                ),
                (None, Some(heading)) => heading.clone(),
                (None, None) => words.get("everyone"),
            };
        let (by, after, after_done) = match &action.when {
            Timing::Unsaid => (None, None, false),
            Timing::By(when) => (Some(when_text(when, words)), None, false),
            Timing::After { condition, done } => (None, Some(line(condition)), *done),
        };
        let model = ActionModel {
            html: item(&action.text),
            strength: match action.strength {
                Strength::Must => "must",
                Strength::Should => "should",
                Strength::Can => "can",
                Strength::Nothing => "nothing",
            },
            by,
            after,
            after_done,
            why: action.why.as_deref().map(line),
            how: action.how.clone(),
            check: action.check.as_deref().map(line),
            cost: action.cost.as_deref().map(line),
        };
        match groups.iter_mut().find(|group| group.audience == audience) {
            Some(group) => group.items.push(model),
            None => groups.push(ActionGroup { audience, items: vec![model] }),
        }
    }
    groups
}

/// A written time as the page shows times; other words as they are.
fn when_text(when: &str, words: &Words) -> String {
    if let Ok(at) = Instant::parse(when) {
        return words.time(at).text;
    }
    crate::model::time::Date::parse(when).map_or_else(|_| when.to_owned(), |date| words.date(date))
}

/// Open questions, then answered ones, each oldest first.
fn questions(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>) -> (Vec<Question>, Vec<Question>) {
    let words = &renderer.theme.words;
    let model = |question: &crate::view::QuestionNow<'_>| Question {
        html: line(question.text),
        asked: words.time(question.opened_at),
        by: question.by.map(|by| words.time(by)),
        overdue: question.answer.is_none() && question.by.is_some_and(|by| by < renderer.board.now),
        answer: question.answer.map(|said: Said<(&str, bool)>| line(said.value.0)),
        answered: question.answer.map(|said| words.time(said.at)),
        knowable: question.answer.is_none_or(|said| said.value.1),
    };
    let (open, answered): (Vec<_>, Vec<_>) =
        incident.fold.questions.values().partition(|q| q.answer.is_none());
    (open.into_iter().map(model).collect(), answered.into_iter().map(model).collect())
}

/// The whole page.
#[derive(Debug, Serialize)]
pub(super) struct IncidentPage {
    title: String,
    description: String,
    feed: String,
    now: Now,
    language: Option<String>,
    began: Option<String>,
    found: Option<String>,
    found_by: Option<String>,
    first: Time,
    lasted: Option<String>,
    contacts: Vec<ContactLine>,
    updates: Vec<UpdateModel>,
    taken: Vec<Taken>,
    corrections: Vec<CorrectionModel>,
    promises: Vec<PromiseLine>,
    voices: Vec<Voice>,
    reports: Vec<Report>,
    upstream: Vec<Upstream>,
    ties: Vec<TieModel>,
    references: Vec<Link>,
    cve: Option<String>,
    credit: Option<Credit>,
    details: Option<String>,
    review: Option<Review>,
    causes: Vec<Line>,
    lessons: Vec<Line>,
    followups: Vec<Followup>,
    backfilled: bool,
    retired: Option<Retired>,
}

#[derive(Debug, Serialize)]
struct Taken {
    at: Option<Time>,
    html: String,
    state: Label,
    kind: Option<Label>,
}

#[derive(Debug, Serialize)]
struct Voice {
    who: String,
    link: Option<String>,
    seen: Option<Time>,
    says: String,
    stance: Label,
    answer: Option<String>,
    resolved: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    source: String,
    seen: Option<Time>,
    what: String,
}

#[derive(Debug, Serialize)]
struct Upstream {
    supplier: String,
    link: Option<String>,
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
    thanks: Option<String>,
    /// How the report was handled and what the reporter was told, in order of time.
    timeline: Vec<Step>,
}

#[derive(Debug, Serialize)]
struct Step {
    at: Time,
    html: String,
}

#[derive(Debug, Serialize)]
struct Review {
    state: Label,
    by_whom: Option<String>,
    link: Option<String>,
    due: Option<String>,
}

#[derive(Debug, Serialize)]
struct Line {
    area: Label,
    html: String,
}

#[derive(Debug, Serialize)]
struct Followup {
    html: String,
    owner: String,
    due: Option<String>,
    state: Label,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct Retired {
    link: Option<Link>,
    why: Option<String>,
}

/// The page of the incident at `index`.
pub(super) fn model(renderer: &Renderer<'_, '_>, index: usize) -> IncidentPage {
    let words = &renderer.theme.words;
    let incident = &renderer.board.incidents[index];
    let path = routes::incident(incident.id);
    let root = routes::up(&path);
    let facts = || incident.updates.iter().filter_map(|u| u.facts);
    let last_facts = |wanted: &dyn Fn(&crate::model::Facts) -> bool| facts().filter(|f| wanted(f)).last();
    let detection = incident.detection;
    IncidentPage {
        title: incident.title.to_owned(),
        description: description(incident),
        feed: routes::FEED.to_owned(),
        now: now(renderer, index, &root),
        language: incident.language.map(str::to_owned),
        began: incident.impact_began_at.map(|moment| moment_text(moment, words)),
        found: detection.at.map(|at| {
            let time = words.time(at).text;
            if detection.approximate { words.say("about", &[("text", Arg::Text(&time))]) } else { time }
        }),
        found_by: detection
            .by_role
            .clone()
            .or_else(|| detection.source.map(|source| Label::named(source, "found", words).text)),
        first: words.time(incident.first_at),
        lasted: lasted(renderer, index),
        contacts: match &incident.contacts {
            Some(own) => contacts(own.iter().copied(), words),
            None => contacts(renderer.board.site.contacts.iter().copied(), words),
        },
        updates: (0..incident.updates.len())
            .rev()
            .map(|at| update_model(renderer, incident, at, &root))
            .collect(),
        taken: taken(incident, words),
        corrections: (0..incident.corrections.len())
            .map(|at| correction(renderer, incident, at, &root))
            .collect(),
        promises: incident.promises.iter().map(|p| promise(*p, words)).collect(),
        voices: incident
            .fold
            .other_voices
            .iter()
            .map(|voice| Voice {
                who: voice.who.clone(),
                link: voice.link.clone(),
                seen: voice.seen_at.map(|at| words.time(at)),
                says: line(&voice.says),
                stance: Label::named(voice.stance, "stance", words),
                answer: voice.our_answer.as_deref().map(line),
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
                source: report.source.clone(),
                seen: report.seen_at.map(|at| words.time(at)),
                what: line(&report.what),
            })
            .collect(),
        upstream: incident
            .upstream
            .iter()
            .map(|u| Upstream {
                supplier: u.supplier.clone(),
                link: u.link.clone(),
                view: u.view.as_deref().map(line),
            })
            .collect(),
        ties: incident
            .ties
            .iter()
            .map(|tie| TieModel {
                tie: Label { key: tie.tie.name(), text: words.get(&format!("tie-{}", tie.tie.name())) },
                link: Link {
                    href: format!("{root}{}", routes::page(&routes::incident(tie.id))),
                    text: tie.title.to_owned(),
                },
            })
            .collect(),
        references: incident
            .references
            .iter()
            .map(|r| Link { href: r.url.clone(), text: r.title.clone() })
            .collect(),
        cve: incident.cve.map(|cve| match cve {
            Cve::Ids(ids) => words.list(&ids.iter().map(String::as_str).collect::<Vec<_>>()),
            Cve::None(why) => words.say("no-cve", &[("why", Arg::Text(why))]),
        }),
        credit: incident.credit.as_ref().map(|credit| Credit {
            name: credit.named.map(|(name, ..)| name.to_owned()),
            affiliation: credit.named.and_then(|(_, affiliation, _)| affiliation).map(str::to_owned),
            url: credit.named.and_then(|(.., url)| url).map(str::to_owned),
            thanks: credit.thanks.map(line),
            timeline: steps(credit, words),
        }),
        details: details(incident, renderer.board.now, words),
        review: incident.fold.independent_review.map(|review| Review {
            state: Label::named(review.state, "review", words),
            by_whom: review.by_whom.clone(),
            link: review.link.clone(),
            due: review.due.map(|due| words.date(due)),
        }),
        causes: last_facts(&|f| !f.causes.is_empty())
            .map(|f| {
                f.causes
                    .iter()
                    .map(|c| Line { area: Label::named(c.area, "cause", words), html: line(&c.text) })
                    .collect()
            })
            .unwrap_or_default(),
        lessons: last_facts(&|f| !f.lessons.is_empty())
            .map(|f| {
                f.lessons
                    .iter()
                    .map(|l| Line { area: Label::named(l.area, "lesson", words), html: line(&l.text) })
                    .collect()
            })
            .unwrap_or_default(),
        followups: last_facts(&|f| !f.followups.is_empty())
            .map(|f| {
                f.followups
                    .iter()
                    .map(|f| Followup {
                        html: line(&f.text),
                        owner: f.owner_role.clone(),
                        due: f.due.map(|due| words.date(due)),
                        state: Label::named(f.state, "followup", words),
                        reason: f.reason.as_deref().map(line),
                    })
                    .collect()
            })
            .unwrap_or_default(),
        backfilled: incident.backfilled,
        retired: incident.retired.as_ref().map(|retired| match retired {
            RetiredView::MergedInto(id, Some(title)) => Retired {
                link: Some(Link {
                    href: format!("{root}{}", routes::page(&routes::incident(id))),
                    text: (*title).to_owned(),
                }),
                why: None,
            },
            RetiredView::MergedInto(_, None) => Retired { link: None, why: None },
            RetiredView::Withdrawn(why) => Retired { link: None, why: Some(line(why)) },
        }),
    }
}

/// How a report was handled and what its author was told, as one story.
fn steps(credit: &CreditView<'_>, words: &Words) -> Vec<Step> {
    let handled =
        credit.timeline.iter().map(|(at, name)| (*at, line(&words.get(&format!("disclosure-{name}")))));
    let told = credit.updates.iter().map(|update| (update.at, line(&update.what)));
    let mut steps: Vec<(Instant, String)> = handled.chain(told).collect();
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(at, html)| Step { at: words.time(at), html }).collect()
}

/// What we did, in the order in which we did it; what has no time comes last, as it was told.
fn taken(incident: &IncidentView<'_>, words: &Words) -> Vec<Taken> {
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
            at: now.taken.at.map(|at| words.time(at)),
            html: line(&now.taken.text),
            state: Label::named(now.taken.state, "taken", words),
            kind: now.taken.taken.map(|kind| Label::named(kind, "taken-type", words)),
        })
        .collect()
}

fn details(incident: &IncidentView<'_>, now: Instant, words: &Words) -> Option<String> {
    let (policy, at, why) = incident.details?;
    let text = match (policy, at) {
        (Details::At, Some(at)) if at > now => {
            words.say("details-at", &[("time", Arg::Text(&words.time(at).text))])
        }
        (Details::At, Some(at)) => words.say("details-since", &[("time", Arg::Text(&words.time(at).text))]),
        (Details::Never, _) => words.get("details-never"),
        _ => return None,
    };
    Some(match why {
        Some(why) => format!("{text} {why}"),
        None => text,
    })
}

/// The first words of the newest lead, for search engines and link previews.
pub(super) fn description(incident: &IncidentView<'_>) -> String {
    let lead = incident.updates.iter().rev().find_map(|u| u.lead.as_ref());
    let text = lead.map(|lead| plain(lead.text)).unwrap_or_default();
    shorten(&text, 200)
}

/// At most `most` characters, cut between words.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':']))
}
