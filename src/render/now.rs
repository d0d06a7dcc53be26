//! What is true of an incident now, in the order in which readers ask: the top
//! of its page, and of the home page while it is the worst.

use serde::Serialize;

use super::Renderer;
use super::dated::{Stated, advised, carried, stated};
use super::parts::{
    Bunch, ContactLine, PromiseLine, ServiceLine, Speaker, bunches, line, own_questions, promise, state,
};
use super::sentences::{moment_text, password, plan_text};
use super::shown::{Label, ServiceLink, Time};
use super::tongue::Tongue;
use super::update::{Told, strikes, wrong};
use super::window::{Window, window_of};
use crate::markdown::{Rendered, inline_struck, item_struck};
use crate::model::time::Instant;
use crate::model::{
    DataAccess, DataLost, DataReach, Edge, Environment, HowSure, Known, Named, PasswordChange,
    PostmortemPlan, Promise, Regions, SelfChecks, State, Status, Strength, Timing, UpdateType,
};
use crate::view::{IncidentView, Said, SectionView, routes};
use crate::words::{Arg, Words};

/// What is true of an incident now, in the order in which readers ask.
#[derive(Debug, Serialize)]
pub(super) struct Now {
    href: String,
    title: String,
    /// The language of the title and of all other own words, if it is not that of the page.
    lang: Option<String>,
    reference: Option<String>,
    kind: Label,
    state: Label,
    severity: Option<Label>,
    open: bool,
    lead: Option<String>,
    lead_at: Option<Time>,
    corrected: Vec<Corrected>,
    /// Of words that were said before the last word: when.
    lead_as_of: Option<String>,
    impact: Option<String>,
    impact_as_of: Option<String>,
    know: Option<String>,
    know_as_of: Option<String>,
    affected: Vec<Bunch>,
    maintenance: Vec<Bunch>,
    /// What is, will be or was done with these services.
    maintenance_title: String,
    checking: Vec<Bunch>,
    recovered: Vec<Bunch>,
    /// What was put right without ever having been stopped.
    repaired: Vec<Bunch>,
    not_affected: Vec<Bunch>,
    not_stated: Vec<Bunch>,
    none_stated: Option<String>,
    numbers: Option<String>,
    /// Whether they are not affected any more.
    numbers_past: bool,
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
    ask: Vec<ContactLine>,
}

impl Now {
    /// Marks the writer's own words as in their language.
    fn told_in(mut self, tongue: Tongue<'_>) -> Self {
        let Some(language) = tongue.tag() else { return self };
        self.lang = Some(language);
        let corrected = self.corrected.iter_mut().map(|corrected| &mut corrected.html);
        let blocks = self.lead.iter_mut().chain(corrected).chain(&mut self.impact).chain(&mut self.know);
        blocks.for_each(|html| tongue.block(html));
        let services = [
            &mut self.affected,
            &mut self.maintenance,
            &mut self.checking,
            &mut self.recovered,
            &mut self.not_affected,
        ];
        let notes = services.into_iter().flatten().filter_map(|bunch| bunch.note.as_mut());
        let stated = self.potential.iter_mut().chain(&mut self.confirmed).map(|stated| &mut stated.html);
        let asked = self.questions.iter_mut().chain(&mut self.answers);
        let asked = asked.flat_map(|question| [Some(&mut question.html), question.answer.as_mut()]).flatten();
        let said = self.statement.iter_mut().map(|statement| &mut statement.html);
        let estimate = self.estimate.iter_mut().flat_map(|e| [&mut e.text, &mut e.basis]);
        let window = self.window.iter_mut().filter_map(|window| window.emergency.as_mut());
        let checks = self.self_checks.iter_mut();
        let checks = checks.flat_map(|check| [check.steps.as_mut(), check.how_to_read.as_mut()]).flatten();
        let rest = self.no_next.iter_mut().chain(&mut self.no_self_check).chain(&mut self.fixed_by);
        let lines = notes.chain(stated).chain(asked).chain(said).chain(estimate).chain(window);
        lines.chain(checks).chain(rest).for_each(|html| tongue.line(html));
        for action in self.actions.iter_mut().flat_map(|group| &mut group.items) {
            tongue.item(&mut action.html);
            let parts = [&mut action.after, &mut action.why, &mut action.check, &mut action.cost];
            parts.into_iter().flatten().for_each(|html| tongue.line(html));
        }
        self
    }

    /// The texts in the writer's own words, in the order in which the page shows them.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let corrected = self.corrected.iter_mut().map(|corrected| &mut corrected.html);
        let told = self.lead.iter_mut().chain(corrected).chain(&mut self.know).chain(&mut self.impact);
        let actions = self.actions.iter_mut().flat_map(|group| &mut group.items).map(|item| &mut item.html);
        let asked = self.questions.iter_mut().map(|question| &mut question.html);
        let answers = self.answers.iter_mut().filter_map(|question| question.answer.as_mut());
        told.chain(actions).chain(asked).chain(answers)
    }
}

/// What a correction says of the words above it.
#[derive(Debug, Serialize)]
struct Corrected {
    html: String,
    at: Time,
    href: String,
}

#[derive(Debug, Serialize)]
struct Exposure {
    start: Option<String>,
    end: Option<String>,
    ongoing: bool,
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
    /// Whether it is a warning, which holds until then and not only after.
    until: bool,
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
    promised: Option<String>,
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
pub(super) fn now(renderer: &Renderer<'_, '_>, index: usize, root: &str, kept: &Rendered) -> Now {
    let words = &renderer.theme.words;
    let incident = &renderer.board.incidents[index];
    let fold = &incident.fold;
    let folder = routes::incident(incident.id);
    let base = format!("{root}{folder}");
    let page = format!("{root}{}", routes::page(&folder));
    let some =
        |wanted: &dyn Fn(usize, Status) -> bool| bunches(service_lines(renderer, incident, wanted, root));
    let services = |wanted: &dyn Fn(Status) -> bool| some(&|_, status| wanted(status));
    let stopped = |service| incident.was_stopped(service, incident.updates.len());
    let words_of = |known: Known| {
        fold.sections
            .get(&known)
            .map(|said| html_of(renderer, incident, said.update, Some(known), &base, kept))
    };
    let struck = |text: &str, update: usize| inline_struck(text, &wrong(renderer, incident, update, &page));
    let (ended, settled) = (fold.state.is_ended(), fold.stays_unknown());
    let as_of = |update: usize| carried(incident, update, words);
    let dated = |text: String, update: usize| match as_of(update) {
        Some(time) => words.say("said-as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&time))]),
        None => text,
    };
    let line_as_of = |update: usize| Some(words.say("said-on", &[("time", Arg::Text(&as_of(update)?))]));
    let section_as_of = |known| line_as_of(fold.sections.get(&known)?.update);
    let (questions, answers) = questions(incident, words, renderer.board.now, &struck);
    let now = Now {
        title: incident.title.to_owned(),
        lang: None,
        reference: incident.reference.map(str::to_owned),
        kind: Label::kind(incident.kind, words),
        state: state(incident, words),
        severity: fold.severity.map(|severity| Label::severity(severity, words)),
        open: incident.is_open(),
        lead: fold.lead.map(|said| html_of(renderer, incident, said.update, None, &base, kept)),
        lead_at: fold.lead.map(|said| Time::of(said.at, words)),
        corrected: fold
            .corrected
            .iter()
            .map(|said| Corrected {
                html: html_of(renderer, incident, said.update, None, &base, kept),
                at: Time::of(said.at, words),
                href: format!("{page}#{}", routes::anchor(incident.updates[said.update].id)),
            })
            .collect(),
        lead_as_of: fold.lead.filter(|_| fold.corrected.is_empty()).and_then(|said| line_as_of(said.update)),
        impact: words_of(Known::Impact),
        impact_as_of: section_as_of(Known::Impact),
        know: words_of(Known::Know),
        know_as_of: section_as_of(Known::Know),
        affected: services(&Status::is_affected),
        maintenance: services(&|s| s == Status::Maintenance),
        maintenance_title: match (fold.state, fold.window) {
            (State::Cancelled, _) => words.get("under-maintenance-cancelled"),
            (state, _) if state.is_ended() => words.get("under-maintenance-over"),
            (_, Some(window)) if renderer.board.now < window.start => words.get("under-maintenance-later"),
            _ => words.get("under-maintenance"),
        },
        checking: services(&|s| s == Status::Checking),
        recovered: some(&|service, s| s == Status::Recovered && stopped(service)),
        repaired: some(&|service, s| s == Status::Recovered && !stopped(service)),
        not_affected: services(&|s| s == Status::NotAffected),
        not_stated: bunches(not_stated(renderer, incident, root)),
        none_stated: (fold.services.iter().all(Option::is_none)
            && !incident.services_not_stated().is_empty())
        .then(|| words.get("none-stated")),
        numbers: fold.affected.map(|said| {
            if fold.is_past() {
                words.numbers(said.value, true)
            } else {
                dated(words.numbers(said.value, false), said.update)
            }
        }),
        numbers_past: fold.is_past(),
        regions: fold.regions.map(|regions| match regions {
            Regions::All => words.get("all-regions"),
            Regions::Some(names) => words.list(&names.iter().map(AsRef::as_ref).collect::<Vec<&str>>()),
        }),
        // The live service is what everybody expects; saying so would only be one more line to read.
        environment: incident
            .environment
            .filter(|e| *e != Environment::Production)
            .map(|e| words.named("environment", e.name())),
        potential: fold.potential.map(|said| {
            // Behind what was only possible, "confirmed" would say that it happened.
            let possible = matches!(said.value.how_sure, Some(HowSure::Confirmed | HowSure::Exact));
            let stated = stated(said, as_of(said.update), settled, words);
            if possible { Stated { sure: Some(words.get("could-have-sure")), ..stated } } else { stated }
        }),
        confirmed: fold.confirmed.map(|said| stated(said, as_of(said.update), settled, words)),
        // What came out stays so, and so does what nobody looks for any more.
        data: fold.data_access.map(|said| match (said.value, words.data(said.value, settled)) {
            (DataAccess::Stated(DataReach::RuledOut), text) => dated(text, said.update),
            (DataAccess::Stated(DataReach::Unknown), text) if !settled => dated(text, said.update),
            (_, text) => text,
        }),
        data_types: fold
            .data_types
            .filter(|types| !types.is_empty())
            .map(|types| words.list(&types.iter().map(AsRef::as_ref).collect::<Vec<&str>>())),
        data_lost: fold.data_lost.map(|said| match (said.value, words.lost(said.value, settled)) {
            (DataLost::Nothing, text) => dated(text, said.update),
            (DataLost::Unknown, text) if !settled => dated(text, said.update),
            (_, text) => text,
        }),
        password: fold.password_change.map(|said| {
            let may_be_done = said.value != PasswordChange::No;
            if ended && may_be_done && fold.is_carried(said.update) {
                advised(said, words)
            } else {
                password(said.value, words)
            }
        }),
        exposure: fold.exposure.map(|said| exposure(said.value, words)),
        exploitation: fold.exploitation.map(|said| {
            let mut text = words.named("exploitation", said.value.status.name());
            if let Some(source) = &said.value.source {
                text = words.say("with-source", &[("text", Arg::Text(&text)), ("source", Arg::Text(source))]);
            }
            match said.value.as_of {
                Some(at) => words
                    .say("as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&words.time(at).text))]),
                None => text,
            }
        }),
        actions: actions(renderer, incident, &page),
        nothing_open: fold.is_nothing_open(),
        questions,
        answers,
        speaker: incident.speaker.map(Speaker::from),
        statement: fold.statement.map(|said| Statement {
            html: struck(said.value.0, said.update),
            by: incident.updates[said.update].speaker.map(Speaker::from),
            at: Time::of(said.at, words),
        }),
        next: incident.awaited().map(|p| promise(p, words)),
        no_next: fold.next_update.and_then(|said| match said.value {
            Promise::None(why) => Some(struck(why, said.update)),
            Promise::By(_) => None,
        }),
        last: Time::of(incident.last_at, words),
        last_href: format!("{page}#{}", routes::anchor(incident.updates.last().map_or("", |u| u.id))),
        progress: fold
            .progress
            .iter()
            .map(|p| Progress {
                text: words.progress(p),
                done: p.done,
                total: p.total,
                width: p.done * 100 / p.total.max(1),
            })
            .collect(),
        estimate: fold
            .estimate
            .filter(|_| incident.is_open())
            .map(|e| Estimate { text: line(&e.text), basis: line(&e.basis) }),
        window: fold.window.map(|window| window_of(incident, window, renderer.board.now, words)),
        plan: fold.communication_plan.filter(|_| incident.is_open()).map(|plan| plan_text(plan, words)),
        self_checks: match fold.self_checks {
            Some(SelfChecks::List(checks)) => checks
                .iter()
                .map(|c| Check {
                    title: c.title.to_string(),
                    url: c.url.as_deref().map(str::to_owned),
                    steps: c.steps.as_deref().map(line),
                    made_by: c.made_by.as_deref().map(str::to_owned),
                    official: c.official,
                    how_to_read: c.how_to_read.as_deref().map(line),
                    sha256: c.sha256.as_deref().map(str::to_owned),
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
        ask: own_questions(renderer, index),
        href: page,
    };
    now.told_in(Tongue::of(incident, renderer.board.site.language))
}

/// The words of a lead or a section of one update, with what was wrong struck through.
fn html_of(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    update: usize,
    known: Option<Known>,
    base: &str,
    kept: &Rendered,
) -> String {
    let update = &incident.updates[update];
    let section: Option<&SectionView<'_>> = match known {
        None => update.lead.as_ref(),
        Some(_) => update.sections.iter().find(|s| s.known == known),
    };
    let strikes = strikes(renderer, incident, update, &format!("{base}{}", routes::INDEX));
    let told = Told { update, strikes: &strikes, base, kept };
    section.map(|section| told.html(section, 2)).unwrap_or_default()
}

fn service_lines(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    wanted: &dyn Fn(usize, Status) -> bool,
    root: &str,
) -> Vec<ServiceLine> {
    let words = &renderer.theme.words;
    let page = format!("{root}{}", routes::page(&routes::incident(incident.id)));
    let note_of = |note: &str, update: usize| inline_struck(note, &wrong(renderer, incident, update, &page));
    let links = renderer.service_links(root);
    let mut lines: Vec<(Status, ServiceLine)> = incident
        .services_with(|_| true)
        .into_iter()
        .filter(|at| incident.fold.services[*at].is_some_and(|now| wanted(*at, now.status)))
        .filter_map(|at| {
            let now = incident.fold.services[at]?;
            let status = Label::named(now.status, "status", words);
            let ServiceLink { href, text } = links[at].clone();
            let note = now.note.map(|note| note_of(note, now.noted_in));
            Some((now.status, ServiceLine { name: text, href, status, note, fixed: None }))
        })
        .collect();
    lines.sort_by_key(|(status, _)| *status);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn not_stated(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>, root: &str) -> Vec<ServiceLine> {
    let words = &renderer.theme.words;
    let links = renderer.service_links(root);
    let silent = incident.services_not_stated().into_iter();
    silent
        .map(|at| {
            let ServiceLink { href, text } = links[at].clone();
            let status = Label::new("not_stated", "status", words);
            ServiceLine { name: text, href, status, note: None, fixed: None }
        })
        .collect()
}

fn exposure(exposure: &crate::model::Exposure, words: &Words) -> Exposure {
    let start = exposure.start.map(|moment| moment_text(moment, words));
    // How long it has lasted "so far" would change with every build, so only what has ended has a length.
    let (end, ended, ongoing) = match exposure.end {
        None => (None, None, false),
        Some(Edge::Ongoing) => (None, None, true),
        Some(Edge::At(moment)) => (Some(moment_text(moment, words)), moment.at, false),
    };
    let length = match (exposure.start.and_then(|m| m.at), ended) {
        (Some(start), Some(end)) if end >= start => Some(words.length(end.since(start))),
        _ => None,
    };
    Exposure { start, end, ongoing, length }
}

/// Actions, one group for each audience, in the order in which they were written; the rest come last.
fn actions(renderer: &Renderer<'_, '_>, incident: &IncidentView<'_>, page: &str) -> Vec<ActionGroup> {
    let words = &renderer.theme.words;
    let mut groups: Vec<ActionGroup> = Vec::new();
    for now in &incident.fold.actions {
        let action = now.action;
        let wrong = wrong(renderer, incident, now.update, page);
        let line = |text: &str| inline_struck(text, &wrong);
        let audience = match (action.audience, &action.heading) {
            (Some(audience), _) => renderer
                .board
                .site
                .audience_names
                .get(&audience)
                .map_or_else(|| words.named("audience", audience.name()), |name| (*name).to_owned()),
            (None, Some(heading)) => heading.to_string(),
            (None, None) => words.get("everyone"),
        };
        let (by, after, after_done) = match &action.when {
            Timing::Unsaid => (None, None, false),
            Timing::By(when) => (Some(words.when(when).unwrap_or_else(|| when.to_string())), None, false),
            Timing::After { condition, done } => (None, Some(line(condition)), *done),
        };
        let until = after.is_some() && words.is_warning(&action.text);
        let model = ActionModel {
            html: item_struck(&action.text, &wrong),
            strength: match action.strength {
                Strength::Must => "must",
                Strength::Should => "should",
                Strength::Can => "can",
                Strength::Nothing => "nothing",
            },
            by,
            after,
            after_done,
            until,
            why: action.why().map(&line),
            how: action.how().map(str::to_owned),
            check: action.check().map(&line),
            cost: action.cost().map(&line),
        };
        match groups.iter_mut().find(|group| group.audience == audience) {
            Some(group) => group.items.push(model),
            None => groups.push(ActionGroup { audience, items: vec![model] }),
        }
    }
    groups.sort_by_key(|group| words.is_the_rest(&group.audience));
    groups
}

/// Open questions, then answered ones, each oldest first.
fn questions(
    incident: &IncidentView<'_>,
    words: &Words,
    now: Instant,
    struck: &dyn Fn(&str, usize) -> String,
) -> (Vec<Question>, Vec<Question>) {
    let late = |question: &crate::view::QuestionNow<'_>| {
        question.answer.is_none() && question.by.is_some_and(|by| by < now)
    };
    let promised = |question: &crate::view::QuestionNow<'_>| {
        let time = question.by.map(|by| words.time(by).text.clone())?;
        let time = [("time", Arg::Text(&time))];
        Some(if late(question) { words.say("answer-overdue", &time) } else { words.say("answer-by", &time) })
    };
    let model = |question: &crate::view::QuestionNow<'_>| Question {
        html: struck(question.text, question.worded_in),
        asked: Time::of(question.opened_at, words),
        by: question.by.map(|by| Time::of(by, words)),
        promised: promised(question),
        overdue: late(question),
        answer: question.answer.map(|said: Said<(&str, bool)>| struck(said.value.0, said.update)),
        answered: question.answer.map(|said| Time::of(said.at, words)),
        knowable: question.answer.is_none_or(|said| said.value.1),
    };
    let (open, answered): (Vec<_>, Vec<_>) =
        incident.fold.questions.values().partition(|q| q.answer.is_none());
    (open.into_iter().map(model).collect(), answered.into_iter().map(model).collect())
}
