//! What is true of an incident now, in the order in which readers ask: the top
//! of its page, and of the home page while it is the worst.

use serde::Serialize;

use super::Renderer;
use super::affects::{Group, groups};
use super::dated::{advised, carried};
use super::figures::{Figures, figures};
use super::given::html;
use super::parts::{ContactLine, PromiseLine, Speaker, line, own_questions, promise, state};
use super::sentences::{moment_text, password, plan_text};
use super::shown::{Label, Time};
use super::tongue::Tongue;
use super::update::{Told, strikes, wrong};
use super::window::{Window, window_of};
use crate::markdown::{Rendered, inline_struck, item_struck};
use crate::model::time::Instant;
use crate::model::{
    Known, Named, PasswordChange, PostmortemPlan, Promise, SelfChecks, Strength, Timing, UpdateType,
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
    #[serde(serialize_with = "html")]
    lead: Option<String>,
    lead_at: Option<Time>,
    corrected: Vec<Corrected>,
    /// Of words that were said before the last word: when.
    lead_as_of: Option<String>,
    #[serde(serialize_with = "html")]
    impact: Option<String>,
    impact_as_of: Option<String>,
    #[serde(serialize_with = "html")]
    know: Option<String>,
    know_as_of: Option<String>,
    /// Services, by what is true of them.
    services: Vec<Group>,
    none_stated: Option<String>,
    figures: Option<Figures>,
    password: Option<Label>,
    actions: Vec<ActionGroup>,
    questions: Vec<Question>,
    answers: Vec<Question>,
    nothing_open: bool,
    speaker: Option<Speaker>,
    statement: Option<Statement>,
    next: Option<PromiseLine>,
    #[serde(serialize_with = "html")]
    no_next: Option<String>,
    last: Time,
    last_href: String,
    progress: Vec<Progress>,
    estimate: Option<Estimate>,
    window: Option<Window>,
    plan: Option<String>,
    self_checks: Vec<Check>,
    #[serde(serialize_with = "html")]
    no_self_check: Option<String>,
    #[serde(serialize_with = "html")]
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
        let bunches = self.services.iter_mut().flat_map(|group| &mut group.bunches);
        let notes = bunches.filter_map(|bunch| bunch.note.as_mut());
        let stated = self.figures.iter_mut().flat_map(Figures::stated);
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
    #[serde(serialize_with = "html")]
    html: String,
    at: Time,
    href: String,
}

#[derive(Debug, Serialize)]
struct ActionGroup {
    audience: String,
    items: Vec<ActionModel>,
}

#[derive(Debug, Serialize)]
struct ActionModel {
    #[serde(serialize_with = "html")]
    html: String,
    strength: &'static str,
    by: Option<String>,
    #[serde(serialize_with = "html")]
    after: Option<String>,
    after_done: bool,
    /// Whether it is a warning, which holds until then and not only after.
    until: bool,
    #[serde(serialize_with = "html")]
    why: Option<String>,
    how: Option<String>,
    #[serde(serialize_with = "html")]
    check: Option<String>,
    #[serde(serialize_with = "html")]
    cost: Option<String>,
}

#[derive(Debug, Serialize)]
struct Question {
    #[serde(serialize_with = "html")]
    html: String,
    asked: Time,
    by: Option<Time>,
    promised: Option<String>,
    overdue: bool,
    #[serde(serialize_with = "html")]
    answer: Option<String>,
    answered: Option<Time>,
    knowable: bool,
}

#[derive(Debug, Serialize)]
struct Statement {
    #[serde(serialize_with = "html")]
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
    #[serde(serialize_with = "html")]
    text: String,
    #[serde(serialize_with = "html")]
    basis: String,
}

#[derive(Debug, Serialize)]
struct Check {
    title: String,
    url: Option<String>,
    #[serde(serialize_with = "html")]
    steps: Option<String>,
    made_by: Option<String>,
    official: bool,
    #[serde(serialize_with = "html")]
    how_to_read: Option<String>,
    sha256: Option<String>,
}

/// What is true now; `root` leads from the page to the site's root.
pub(super) fn now(
    renderer: &Renderer<'_, '_>,
    incident: &IncidentView<'_>,
    root: &str,
    kept: &Rendered,
) -> Now {
    let words = &renderer.theme.words;
    let fold = &incident.fold;
    let folder = routes::incident(incident.id);
    let base = [root, &folder].concat();
    let page = [root, &routes::page(&folder)].concat();
    let words_of = |known: Known| {
        fold.section(known).map(|said| html_of(renderer, incident, said.update, Some(known), &base, kept))
    };
    let struck = |text: &str, update: usize| inline_struck(text, &wrong(renderer, incident, update, &page));
    let ended = fold.state.is_ended();
    let as_of = |update: usize| carried(incident, update, words);
    let line_as_of = |update: usize| Some(words.say("said-on", &[("time", Arg::Text(&as_of(update)?))]));
    let section_as_of = |known| line_as_of(fold.section(known)?.update);
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
                href: [&page, "#", &routes::anchor(incident.updates[said.update].id)].concat(),
            })
            .collect(),
        lead_as_of: fold.lead.filter(|_| fold.corrected.is_empty()).and_then(|said| line_as_of(said.update)),
        impact: words_of(Known::Impact),
        impact_as_of: section_as_of(Known::Impact),
        know: words_of(Known::Know),
        know_as_of: section_as_of(Known::Know),
        services: groups(renderer, incident, &page, root),
        none_stated: (fold.services.iter().all(Option::is_none)
            && !incident.services_not_stated().is_empty())
        .then(|| words.get("none-stated")),
        figures: figures(incident, words),
        password: fold.password_change.map(|said| {
            let may_be_done = said.value != PasswordChange::No;
            if ended && may_be_done && fold.is_carried(said.update) {
                advised(said, words)
            } else {
                password(said.value, words)
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
        last_href: [&page, "#", &routes::anchor(incident.updates.last().map_or("", |u| u.id))].concat(),
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
        ask: own_questions(renderer, incident),
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
    let strikes = strikes(renderer, incident, update, &routes::page(base));
    let told = Told { update, strikes: &strikes, base, kept };
    section.map(|section| told.html(section, 2)).unwrap_or_default()
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
    let (open, answered): (Vec<_>, Vec<_>) = incident.fold.questions.iter().partition(|q| q.answer.is_none());
    (open.into_iter().map(model).collect(), answered.into_iter().map(model).collect())
}
