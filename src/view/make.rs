//! How an incident is seen: its updates, as far as these readers may know them, → its view.

use std::collections::BTreeSet;
use std::fmt;

use super::board::may_ask;
use super::brief::{Brief, RetiredView};
use super::credit::credit;
use super::debts::{Debts, Terms, debts_of};
use super::fold::Fold;
use super::incident::{CorrectionView, IncidentView, SectionView, Struck, UpdateView};
use super::promise::Kept;
use super::ties::TieView;
use crate::model::time::Instant;
use crate::model::{
    Audience, Content, Incident, Person, Policy, Severity, State, Strength, Update, UpdateType,
};
use crate::source::{Sources, Span};

/// What an incident needs besides itself to be seen.
#[derive(Debug)]
pub(super) struct Surroundings<'c> {
    people: &'c [Person],
    policy: &'c Policy,
    terms: Terms<'c>,
    /// Position of each service of the catalogue among the board's services.
    shown: Vec<Option<usize>>,
    shown_count: usize,
    /// Ids of all incidents that these readers may know of.
    known: BTreeSet<&'c str>,
    readers: Readers,
}

/// Who looks, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Readers {
    pub(super) audience: Audience,
    pub(super) now: Instant,
    /// Whether what waits is shown too: drafts, and what comes out later. Only our own people look so.
    pub(super) waiting: bool,
}

impl Readers {
    /// Whether they may know this update at this instant.
    fn may_know(self, update: &Update) -> bool {
        // An update without an audience may still be under a traffic light: only `is_public` knows.
        let theirs = self.audience != Audience::Public && update.audience == self.audience;
        (self.waiting || !update.draft && update.visible_from() <= self.now) && (update.is_public() || theirs)
    }
}

/// An incident, all of it: also what these readers may not know.
#[derive(Clone, Copy)]
pub(super) struct Whole<'c> {
    pub(super) incident: &'c Incident,
    pub(super) sources: &'c Sources,
}

impl fmt::Debug for Whole<'_> {
    /// Nothing that may not be known gets out this way either.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Whole").field(&self.incident.id).finish()
    }
}

/// An incident of which something may be known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'c> {
    pub(super) whole: Whole<'c>,
    pub(super) first_at: Instant,
    pub(super) last_at: Instant,
}

impl<'c> Seen<'c> {
    /// An incident of `content`, or `None` if nothing of it may be known.
    pub(super) fn of(incident: &'c Incident, content: &'c Content, readers: Readers) -> Option<Self> {
        let mut visible = incident.updates.iter().filter(|update| readers.may_know(update));
        let first_at = visible.next()?.at.value;
        let last_at = visible.next_back().map_or(first_at, |last| last.at.value);
        Some(Self { whole: Whole { incident, sources: &content.sources }, first_at, last_at })
    }

    /// One that was seen before.
    pub(super) fn again(brief: &Brief<'c>) -> Self {
        Self { whole: brief.whole, first_at: brief.first_at, last_at: brief.last_at }
    }
}

impl<'c> Surroundings<'c> {
    /// Those of incidents of `content`, of which `known` may be known.
    pub(super) fn new(content: &'c Content, known: BTreeSet<&'c str>, readers: Readers) -> Self {
        let mut shown_count = 0;
        let mut position = |public: bool| {
            public.then(|| {
                shown_count += 1;
                shown_count - 1
            })
        };
        let shown = content.services.iter().map(|service| position(service.public)).collect();
        Self {
            people: &content.people,
            policy: &content.policy,
            terms: Terms::of(content),
            shown,
            shown_count,
            known,
            readers,
        }
    }

    /// How many services the board shows.
    pub(super) fn services(&self) -> usize {
        self.shown_count
    }

    /// Who looks.
    pub(super) fn readers(&self) -> Readers {
        self.readers
    }
}

/// What the readers of an incident were owed after the first word, and when they were told.
pub(super) fn debts(whole: Whole<'_>, around: &Surroundings<'_>) -> Debts {
    let incident = whole.incident;
    debts_of(incident, &around.terms, |update| around.readers.may_know(update))
}

/// The view of an incident.
pub(super) fn view<'c>(
    seen: Seen<'c>,
    around: &Surroundings<'c>,
    retired: Option<RetiredView<'c>>,
    ties: Vec<TieView<'c>>,
) -> IncidentView<'c> {
    let Whole { incident, sources } = seen.whole;
    let readers = around.readers;
    let visible: Vec<&'c Update> =
        incident.updates.iter().filter(|update| readers.may_know(update)).collect();
    let mut fold = Fold::new(incident.kind, around.shown.len());
    let mut updates = Vec::with_capacity(visible.len());
    for update in &visible {
        let before = (fold.state, fold.severity);
        let asks = asks(update, &fold.actions);
        fold.apply(update);
        updates.push(UpdateView {
            asks,
            ..update_view(update, &fold, before, updates.is_empty(), sources, around)
        });
    }
    let mut promises = fold.promises(around.policy, readers.now);
    if incident.retired.is_some() {
        let waiting = |kept: Kept| matches!(kept, Kept::Open | Kept::Due { .. } | Kept::Broken { .. });
        promises.iter_mut().filter(|promise| waiting(promise.kept)).for_each(|p| p.kept = Kept::LetGo);
    }
    for promise in &promises {
        updates[promise.made_in].promise = Some(*promise);
        if let Kept::Late { by, .. } = promise.kept
            && let Some(next) = updates.get_mut(promise.made_in + 1)
        {
            next.late = Some((by, visible[promise.made_in + 1].late_reason.as_deref()));
        }
    }
    let corrections = corrections(&visible, &mut updates, sources);
    fold.services = shown_services(&fold, around);
    IncidentView {
        brief: Brief::new(&seen, retired, &fold, &updates),
        title_date: incident.title_date,
        locus: &incident.locus,
        environment: incident.environment,
        detection: &incident.detection,
        tags: &incident.tags,
        references: &incident.references,
        upstream: &incident.upstream,
        credit: incident
            .reporter
            .as_deref()
            .and_then(|reporter| credit(reporter, seen.first_at, readers.now)),
        details: incident
            .details_policy
            .map(|policy| (policy, incident.details_at, incident.details_reason.as_deref())),
        cve: incident.cve.as_ref(),
        backfilled: incident.backfilled,
        contacts: fold
            .contacts
            .map(|own| own.iter().filter(|contact| may_ask(contact, readers.audience)).collect()),
        ties,
        speaker: fold.speaker.and_then(|speaker| around.people.get(speaker)),
        promises,
        updates,
        corrections,
        fold,
    }
}

/// The status of the services that the board shows, in its order.
fn shown_services<'c>(fold: &Fold<'c>, around: &Surroundings<'_>) -> Vec<Option<super::ServiceNow<'c>>> {
    let mut shown = vec![None; around.shown_count];
    for (stated, position) in fold.services.iter().zip(&around.shown) {
        if let Some(position) = position {
            shown[*position] = *stated;
        }
    }
    shown
}

fn update_view<'c>(
    update: &'c Update,
    fold: &Fold<'c>,
    before: (State, Option<Severity>),
    first: bool,
    sources: &'c Sources,
    around: &Surroundings<'c>,
) -> UpdateView<'c> {
    let text = sources.get(update.file).text.as_str();
    let slice = |span: Span| text.get(span.range()).unwrap_or("");
    let section = |known, heading, span: Span| SectionView {
        known,
        heading,
        text: slice(span),
        start: span.range().start,
    };
    UpdateView {
        id: &update.id,
        kind: update.kind,
        at: update.at.value,
        state: fold.state,
        state_changed: first || fold.state != before.0,
        severity: fold.severity,
        severity_changed: fold.severity != before.1,
        speaker: fold.speaker.and_then(|speaker| around.people.get(speaker)),
        statement: update.statement.as_deref(),
        lead: update.body.lead.map(|span| section(None, "", span)),
        sections: update.body.sections.iter().map(|s| section(s.known, s.heading.as_str(), s.text)).collect(),
        services: update
            .services
            .iter()
            .filter_map(|(service, value)| {
                around.shown.get(*service).copied().flatten().map(|at| (at, value))
            })
            .collect(),
        all_services: update.all_services.as_deref(),
        promise: None,
        no_next: match update.next_update.as_ref().map(|next| &next.value) {
            Some(crate::model::Promise::None(why)) => Some(why),
            _ => None,
        },
        late: None,
        late_reason: update.late_reason.as_deref(),
        window: fold.window,
        corrects: None,
        about: fold
            .lead
            .filter(|said| update.kind == UpdateType::Correction && said.update + 1 < fold.count())
            .map(|said| said.update),
        struck: Vec::new(),
        facts: update.facts.as_deref(),
        asks: false,
        channels: update
            .facts
            .iter()
            .flat_map(|facts| &facts.channels)
            .filter(|channel| channel.sent_at <= around.readers.now)
            .collect(),
        files: update
            .body
            .images
            .iter()
            .map(|file| file.value.trim_start_matches("./"))
            .filter(|file| !file.starts_with("../"))
            .map(|file| file.split('#').next().unwrap_or(file))
            .collect(),
        hidden: update
            .body
            .images
            .iter()
            .map(|link| link.value.as_str())
            .filter(|link| {
                let id = link.strip_prefix("../").map(|rest| rest.trim_end_matches('/'));
                id.is_some_and(|id| !around.known.contains(id))
            })
            .collect(),
        modified: update.at.value,
    }
}

/// Whether an update asks for something that `before` does not hold.
fn asks(update: &Update, before: &[super::ActionNow<'_>]) -> bool {
    update
        .actions()
        .filter(|action| action.strength == Strength::Must)
        .any(|action| !before.iter().any(|known| known.action.text == action.text))
}

/// Ties each correction to the words that it corrects.
fn corrections<'c>(
    visible: &[&'c Update],
    updates: &mut [UpdateView<'c>],
    sources: &Sources,
) -> Vec<CorrectionView<'c>> {
    let mut corrections = Vec::new();
    for (index, update) in visible.iter().enumerate() {
        let Some(correction) = update.corrects.as_deref() else { continue };
        let Some(target) = visible[..index].iter().position(|u| u.id == correction.update.value) else {
            continue;
        };
        // Wherever the wrong words stand, they are wrong; what was struck before is not struck twice.
        if let Some(whole) = visible[target].body.whole {
            let start = whole.range().start;
            for found in crate::markdown::find_words(sources.slice(whole), &correction.said.value) {
                let range = start + found.start..start + found.end;
                let struck = &mut updates[target].struck;
                if !struck.iter().any(|s| s.range.start < range.end && range.start < s.range.end) {
                    struck.push(Struck { range, corrected_in: index });
                }
            }
            updates[target].struck.sort_by_key(|s| s.range.start);
        }
        updates[target].modified = update.at.value;
        updates[index].corrects = Some(corrections.len());
        corrections.push(CorrectionView { correction, update: index, target, at: update.at.value });
    }
    corrections
}
