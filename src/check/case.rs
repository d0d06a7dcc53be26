//! One incident as the rules see it: its updates with what is true after each.

use std::cell::OnceCell;

use super::language::{Words, read};
use crate::inside::Inside;
use crate::model::time::{self, Instant, Period};
use crate::model::{Content, Incident, Policy, Update, UpdateType};
use crate::source::Span;
use crate::view::{Debts, Fold, Ledger, Terms};

/// An update that is for everybody, and what is true after it.
#[derive(Debug)]
pub struct Step<'c> {
    /// The update.
    pub update: &'c Update,
    /// What is true after it.
    pub fold: Fold<'c>,
    /// What readers were owed by then, and by when.
    pub debts: Debts,
    /// Whether everybody can see it by now; otherwise it is a draft or comes later.
    pub public: bool,
}

impl Step<'_> {
    /// Whether it is a first word, of which little is asked.
    pub fn is_holding(&self) -> bool {
        self.update.kind == UpdateType::Holding
    }
}

/// How long after its last word something that is over can still be mended, in seconds.
pub(super) const SETTLED: i64 = 30 * 86_400;

/// One incident as the rules see it.
#[derive(Debug)]
pub struct Case<'c> {
    /// Everything.
    pub content: &'c Content,
    /// The site's limits.
    pub policy: &'c Policy,
    /// The incident.
    pub incident: &'c Incident,
    /// The updates for everybody: first, in order of time, what is public by
    /// now; then, in order of time, what will be, as if it followed. So words
    /// that wait never change what public words are judged by, and the numbers
    /// of updates in a fold are positions in this list.
    pub steps: Vec<Step<'c>>,
    /// What only we may know of it, if there is such a file. It never reaches a page.
    pub inside: Option<Inside>,
    /// How many of the steps are public.
    seen: usize,
    /// The instant from which it is looked at.
    pub now: Instant,
    /// The words that can still be mended, read when the first rule asks.
    words: OnceCell<Vec<Words>>,
}

impl<'c> Case<'c> {
    /// What everybody is or will be told of `incident`, and what only we know of it.
    pub fn new(content: &'c Content, incident: &'c Incident, inside: Option<Inside>, now: Instant) -> Self {
        let for_all = || incident.updates.iter().filter(|update| update.is_public());
        let is_seen = |update: &&Update| !update.draft && update.visible_from() <= now;
        let mut fold = Fold::new(incident.kind, content.services.len());
        let terms = Terms::of(content);
        let mut ledger = Ledger::new(incident, &terms);
        let mut steps = Vec::with_capacity(incident.updates.len());
        for public in [true, false] {
            for update in for_all().filter(|update| is_seen(update) == public) {
                fold.apply(update);
                ledger.take(update, &fold);
                steps.push(Step { update, fold: fold.clone(), debts: ledger.debts(), public });
            }
        }
        let seen = steps.iter().filter(|step| step.public).count();
        Self { content, policy: &content.policy, incident, steps, inside, seen, now, words: OnceCell::new() }
    }

    /// The words that can still be mended, as the rules of wording see them.
    pub(super) fn words(&self) -> &[Words] {
        self.words.get_or_init(|| read(self))
    }

    /// The updates that everybody can see.
    pub fn seen(&self) -> &[Step<'c>] {
        &self.steps[..self.seen]
    }

    /// Drafts, and what comes out later.
    pub fn to_come(&self) -> &[Step<'c>] {
        &self.steps[self.seen..]
    }

    /// The last update that everybody can see.
    pub fn last(&self) -> Option<&Step<'c>> {
        self.seen().last()
    }

    /// The steps that can still be mended: the last public one, because the next word can make
    /// good for it, and all that wait. What stood before is history, and so is the last word
    /// about something that has been over for a month.
    pub fn live(&self) -> &[Step<'c>] {
        &self.steps[self.live_from()..]
    }

    /// Where [`live`](Self::live) begins among the steps.
    pub fn live_from(&self) -> usize {
        if self.is_settled() { self.seen } else { self.seen.saturating_sub(1) }
    }

    /// Whether it has been over for so long that nobody comes back to mend its last word.
    pub fn is_settled(&self) -> bool {
        self.last()
            .is_some_and(|step| step.fold.state.is_ended() && self.now.since(step.update.at.value) > SETTLED)
    }

    /// When everybody first heard of it.
    pub fn first_word(&self) -> Option<Instant> {
        self.seen().first().map(|step| step.update.at.value)
    }

    /// The instant by which a step is judged: what is public by the clock, what waits by its own time.
    pub fn judged_at(&self, step: &Step<'_>) -> Instant {
        if step.public { self.now } else { step.update.at.value.max(self.now) }
    }

    /// The words of a span.
    pub fn text(&self, span: Span) -> &'c str {
        self.content.sources.slice(span)
    }

    /// Where to point when it is about the incident as a whole.
    pub fn place(&self) -> Span {
        self.incident.title.span
    }
}

/// `41 minutes`, `3 hours`, `19 days`: a length of time in the words of a message.
pub(super) fn length(seconds: i64) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        ..60 => format!("{} seconds", seconds.max(0)),
        _ => time::length(seconds),
    }
}

/// A limit in the words of a message.
pub(super) fn limit(period: Period) -> String {
    match period {
        Period::Seconds(seconds) => length(seconds),
        Period::WorkingDays(1) => "1 working day".to_owned(),
        Period::WorkingDays(days) => format!("{days} working days"),
    }
}
