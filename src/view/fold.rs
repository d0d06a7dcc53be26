//! Updates in order of time → what is true after the last of them. Each fact
//! is what the last update that names it said.

use super::promise::{PromiseNow, judge};
use crate::model::time::Instant;
use crate::model::{
    Action, ActionTaken, Affected, CommunicationPlan, Contact, DataAccess, DataLost, Estimate, Exploitation,
    Exposure, FieldReport, Kind, Known, Moment, OtherVoice, PasswordChange, Policy, PostmortemPlan, Progress,
    Promise, Regions, Review, SelfChecks, Severity, State, Stated, Status, StatusValue, Update, UpdateType,
    Window,
};
use crate::source::{Excerpt, Span};

/// A fact and the update that said it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<T> {
    /// The fact.
    pub value: T,
    /// Index of the update.
    pub update: usize,
    /// When it was said.
    pub at: Instant,
}

/// The status of one service in one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceNow<'c> {
    /// The status.
    pub status: Status,
    /// The reason or note.
    pub note: Option<&'c str>,
    /// Since when it is so.
    pub since: Instant,
    /// Index of the update that said so.
    pub update: usize,
    /// Index of the update that gave the reason or note.
    pub noted_in: usize,
}

/// A question, from when it was asked to its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionNow<'c> {
    /// Its number.
    pub number: u32,
    /// Its words, as asked last.
    pub text: &'c str,
    /// When an answer is promised.
    pub by: Option<Instant>,
    /// Index of the update that asked it first.
    pub opened_in: usize,
    /// When that was.
    pub opened_at: Instant,
    /// Index of the last update that mentioned it.
    pub mentioned_in: usize,
    /// Index of the update that asked it in these words.
    pub worded_in: usize,
    /// The answer, whether it could be known, and who gave it when.
    pub answer: Option<Said<(&'c str, bool)>>,
}

/// An action asked of readers, and the update that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionNow<'c> {
    /// The action.
    pub action: &'c Action,
    /// Index of the update.
    pub update: usize,
}

/// Something we did, and the update that told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenNow<'c> {
    /// What we did.
    pub taken: &'c ActionTaken,
    /// Index of the update.
    pub update: usize,
}

/// What is true after some updates.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold<'c> {
    kind: Kind,
    count: usize,
    /// Where the incident stands.
    pub state: State,
    /// How bad it is, if stated.
    pub severity: Option<Severity>,
    /// Who speaks: index into the people.
    pub speaker: Option<usize>,
    /// The last words of a speaker, and who that was.
    pub statement: Option<Said<(&'c str, Option<usize>)>>,
    /// Status of each service of the catalogue; `None` is not stated.
    pub services: Vec<Option<ServiceNow<'c>>>,
    /// Questions, in the order of their numbers.
    pub questions: Vec<QuestionNow<'c>>,
    /// Whether an update said in words that nothing is open.
    pub nothing_open: bool,
    /// What readers should do, as said last.
    pub actions: Vec<ActionNow<'c>>,
    /// What we did, in the order in which it was told.
    pub taken: Vec<TakenNow<'c>>,
    /// The last lead that tells what happened. A correction says what was wrong in it, and does not replace it.
    pub lead: Option<Said<Span>>,
    /// Leads of the corrections that came after it.
    pub corrected: Vec<Said<Span>>,
    /// The last words of each known section that carries on.
    sections: [Option<Said<Span>>; CARRIED.len()],
    /// The last word on a next update.
    pub next_update: Option<Said<&'c Promise>>,
    /// When planned work takes place.
    pub window: Option<Window>,
    /// The window as it was first planned for this time: an extension leaves it as it is.
    pub planned: Option<Window>,
    /// When planned work was last moved to another time, if it was.
    pub moved_at: Option<Instant>,
    /// Could somebody have reached data?
    pub data_access: Option<Said<&'c DataAccess>>,
    /// How many are affected.
    pub affected: Option<Said<&'c Affected>>,
    /// Which regions.
    pub regions: Option<&'c Regions>,
    /// What sort of data.
    pub data_types: Option<&'c [Excerpt]>,
    /// Was anything lost?
    pub data_lost: Option<Said<&'c DataLost>>,
    /// From when until when.
    pub exposure: Option<Said<&'c Exposure>>,
    /// Is it being used?
    pub exploitation: Option<Said<&'c Exploitation>>,
    /// Should readers change their password?
    pub password_change: Option<Said<PasswordChange>>,
    /// What could have happened.
    pub potential: Option<Said<&'c Stated>>,
    /// What did happen.
    pub confirmed: Option<Said<&'c Stated>>,
    /// How far countable work is. A count that did not reach its total ends with the incident, and
    /// every count with its coming back.
    pub progress: Vec<&'c Progress>,
    /// When it may be over.
    pub estimate: Option<&'c Estimate>,
    /// Ways to check.
    pub self_checks: Option<&'c SelfChecks>,
    /// What others say; a later entry of the same voice replaces the earlier.
    pub other_voices: Vec<&'c OtherVoice>,
    /// What the field sees.
    pub field_reports: Vec<&'c FieldReport>,
    /// Contacts that replace the site's.
    pub contacts: Option<&'c [Contact]>,
    /// How readers are kept informed.
    pub communication_plan: Option<&'c CommunicationPlan>,
    /// A look from outside.
    pub independent_review: Option<&'c Review>,
    /// Why planned work comes at short notice.
    pub emergency: Option<&'c str>,
    /// When it worked again.
    pub fixed_at: Option<Moment>,
    /// What fixed it.
    pub fixed_by: Option<&'c str>,
    /// When the postmortem comes.
    pub postmortem: Option<&'c PostmortemPlan>,
    /// Since when it is over.
    pub ended_at: Option<Instant>,
    /// Index of the update that said so.
    ended_in: Option<usize>,
    /// Index of the last update that took an end back.
    reopened_in: Option<usize>,
    /// Promises made: by which update, for when.
    promised: Vec<(usize, Instant, Option<Severity>)>,
    /// When each update was published.
    published: Vec<Instant>,
}

/// The sections that hold until they are written anew.
const CARRIED: [Known; 3] = [Known::Impact, Known::Know, Known::Wrong];

/// The place of a section among these.
fn carried(known: Known) -> Option<usize> {
    CARRIED.iter().position(|carried| *carried == known)
}

/// A fact that an update states, if it does.
fn said<T>(value: Option<&T>, update: usize, at: Instant) -> Option<Said<&T>> {
    value.map(|value| Said { value, update, at })
}

impl<'c> Fold<'c> {
    /// Nothing said yet, about a catalogue of `services` services.
    pub fn new(kind: Kind, services: usize) -> Self {
        Self {
            kind,
            count: 0,
            state: kind.first_state(),
            severity: None,
            speaker: None,
            statement: None,
            services: vec![None; services],
            questions: Vec::new(),
            nothing_open: false,
            actions: Vec::new(),
            taken: Vec::new(),
            lead: None,
            corrected: Vec::new(),
            sections: [None; CARRIED.len()],
            next_update: None,
            window: None,
            planned: None,
            moved_at: None,
            data_access: None,
            affected: None,
            regions: None,
            data_types: None,
            data_lost: None,
            exposure: None,
            exploitation: None,
            password_change: None,
            potential: None,
            confirmed: None,
            progress: Vec::new(),
            estimate: None,
            self_checks: None,
            other_voices: Vec::new(),
            field_reports: Vec::new(),
            contacts: None,
            communication_plan: None,
            independent_review: None,
            emergency: None,
            fixed_at: None,
            fixed_by: None,
            postmortem: None,
            ended_at: None,
            ended_in: None,
            reopened_in: None,
            promised: Vec::new(),
            published: Vec::new(),
        }
    }

    /// The last words of a known section, if it is one that carries on.
    pub fn section(&self, known: Known) -> Option<Said<Span>> {
        self.sections[carried(known)?]
    }

    /// Questions that have no answer, in the order of their numbers.
    pub fn open_questions(&self) -> impl Iterator<Item = &QuestionNow<'c>> + Clone {
        self.questions.iter().filter(|question| question.answer.is_none())
    }

    /// The highest number that a question has; 0 if none was asked.
    pub fn last_number(&self) -> u32 {
        self.questions.last().map_or(0, |question| question.number)
    }

    /// How many updates were applied.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether nothing is open: an update says so, or each question has its
    /// answer. Answers from before it came back say nothing about what came back.
    pub fn is_nothing_open(&self) -> bool {
        let from = self.reopened_in.unwrap_or(0);
        let answers = || self.questions.iter().map(|question| question.answer);
        answers().all(|answer| answer.is_some())
            && (self.nothing_open || answers().flatten().any(|answer| answer.update >= from))
    }

    /// Whether nobody is to expect that what is unknown will become known: it is over, or of
    /// something it was said that it cannot be known, and no question is open any more.
    pub fn stays_unknown(&self) -> bool {
        let answers = || self.questions.iter().map(|question| question.answer);
        self.state.is_ended()
            || answers().all(|answer| answer.is_some()) && answers().flatten().any(|said| !said.value.1)
    }

    /// Whether those who were affected are not any more: it is over, or each service that had
    /// trouble works again.
    pub fn is_past(&self) -> bool {
        let stated = || self.services.iter().flatten().map(|now| now.status);
        self.state.is_ended()
            || stated().any(|status| status == Status::Recovered) && !stated().any(Status::is_trouble)
    }

    /// Whether what the update at an index said is carried on from before the last word; once it is
    /// over, from before the end, for what comes then looks back.
    pub fn is_carried(&self, update: usize) -> bool {
        update < self.ended_in.unwrap_or(self.count.saturating_sub(1))
    }

    /// Takes the next update in.
    pub fn apply(&mut self, update: &'c Update) {
        let index = self.count;
        let at = update.at.value;
        self.count += 1;
        self.published.push(at);
        self.state(update, index, at);
        self.severity = update.severity.or(self.severity);
        self.speaker = update.speaker.or(self.speaker);
        if let Some(statement) = &update.statement {
            self.statement = Some(Said { value: (statement, self.speaker), update: index, at });
        }
        self.services(update, index, at);
        self.questions(update, index, at);
        self.words(update, index, at);
        if let Some(promise) = &update.next_update {
            self.next_update = Some(Said { value: &promise.value, update: index, at });
            if let Promise::By(due) = &promise.value {
                self.promised.push((index, *due, self.severity));
            }
        }
        if let Some(window) = &update.window {
            self.window(**window, at);
        }
        if let Some(value) = &update.data_access {
            self.data_access = Some(Said { value, update: index, at });
        }
        // An estimate is of its moment: it holds until the next word.
        self.estimate = update.facts.as_deref().and_then(|facts| facts.estimate.as_deref());
        self.facts(update, index, at);
    }

    fn state(&mut self, update: &Update, index: usize, at: Instant) {
        if let Some(state) = update.state {
            self.state = state.value;
        }
        let over = self.state.is_ended();
        if update.kind == UpdateType::Reopened || (!over && self.ended_in.is_some()) {
            self.take_back_the_end(index);
        }
        if !over {
            self.ended_in = None;
            self.ended_at = None;
        } else if self.ended_in.is_none() {
            self.ended_in = Some(index);
            self.ended_at = Some(at);
            self.progress.retain(|count| count.done >= count.total);
        }
    }

    /// It has come back: what was said because it was over does not hold any more.
    fn take_back_the_end(&mut self, index: usize) {
        self.reopened_in = Some(index);
        self.fixed_at = None;
        self.fixed_by = None;
        self.nothing_open = false;
        self.progress.clear();
        for (known, said) in CARRIED.iter().zip(&mut self.sections) {
            if matches!(known, Known::Impact | Known::Know) {
                *said = None;
            }
        }
        if let Some(end) = self.ended_in {
            // What was lost stays lost.
            self.data_lost =
                self.data_lost.filter(|said| said.update < end || *said.value != DataLost::Nothing);
            self.actions.retain(|now| now.update < end);
        }
    }

    /// Planned work that has not begun may be moved; what has begun can only last longer or shorter.
    fn window(&mut self, window: Window, at: Instant) {
        match self.window {
            Some(before) if self.state.is_under_way() || before.start == window.start => {}
            before => {
                self.planned = Some(window);
                self.moved_at = before.map(|_| at);
            }
        }
        self.window = Some(window);
    }

    fn services(&mut self, update: &'c Update, index: usize, at: Instant) {
        fn set<'c>(slot: &mut Option<ServiceNow<'c>>, value: &'c StatusValue, update: usize, at: Instant) {
            let since = slot.filter(|now| now.status == value.status).map_or(at, |now| now.since);
            let kept = slot.filter(|now| now.status == value.status && value.note.is_none());
            *slot = Some(ServiceNow {
                status: value.status,
                note: value.note.as_deref().or(kept.and_then(|now| now.note)),
                since,
                update,
                noted_in: kept.map_or(update, |now| now.noted_in),
            });
        }
        if let Some(all) = &update.all_services {
            for (service, slot) in self.services.iter_mut().enumerate() {
                let named = update.services.iter().any(|(named, _)| *named == service);
                // Only what had trouble works again; the rest stays as it was stated.
                let nothing_to_recover =
                    all.status == Status::Recovered && !slot.is_some_and(|now| now.status.is_trouble());
                if !named && !nothing_to_recover {
                    set(slot, all, index, at);
                }
            }
        }
        for (service, value) in &update.services {
            if let Some(slot) = self.services.get_mut(*service) {
                set(slot, value, index, at);
            }
        }
    }

    /// Where a question stands, or would stand.
    fn place_of(&self, number: u32) -> Result<usize, usize> {
        self.questions.binary_search_by_key(&number, |question| question.number)
    }

    fn questions(&mut self, update: &'c Update, index: usize, at: Instant) {
        for question in &update.body.questions {
            let number = question.number.value;
            match self.place_of(number) {
                Ok(place) => {
                    let known = &mut self.questions[place];
                    known.text = &question.text;
                    known.by = question.by.or(known.by);
                    known.mentioned_in = index;
                    known.worded_in = index;
                }
                Err(place) => {
                    let asked = QuestionNow {
                        number,
                        text: &question.text,
                        by: question.by,
                        opened_in: index,
                        opened_at: at,
                        mentioned_in: index,
                        worded_in: index,
                        answer: None,
                    };
                    self.questions.insert(place, asked);
                }
            }
        }
        for reply in &update.body.replies {
            if let Ok(place) = self.place_of(reply.number.value) {
                let question = &mut self.questions[place];
                question.mentioned_in = index;
                question.answer = Some(Said { value: (&reply.text, reply.knowable), update: index, at });
            }
        }
        if !update.body.questions.is_empty() {
            self.nothing_open = false;
        }
        self.nothing_open |= update.body.nothing_open;
    }

    fn words(&mut self, update: &'c Update, index: usize, at: Instant) {
        // A postmortem and a reminder are read in their place; they do not replace what readers need now.
        if let Some(lead) = update.body.lead
            && update.kind != UpdateType::Postmortem
        {
            let said = Said { value: lead, update: index, at };
            if update.kind == UpdateType::Correction && self.lead.is_some() {
                self.corrected.push(said);
            } else {
                self.lead = Some(said);
                self.corrected.clear();
            }
        }
        for section in &update.body.sections {
            if let Some(place) = section.known.and_then(carried) {
                self.sections[place] = Some(Said { value: section.text, update: index, at });
            }
        }
        if update.actions().next().is_some() {
            self.actions = update.actions().map(|action| ActionNow { action, update: index }).collect();
        }
        let listed = update.facts.as_ref().map_or(&[][..], |facts| &facts.actions_taken);
        self.taken
            .extend(update.body.taken.iter().chain(listed).map(|taken| TakenNow { taken, update: index }));
    }

    fn facts(&mut self, update: &'c Update, index: usize, at: Instant) {
        let Some(facts) = update.facts.as_deref() else { return };
        self.affected = said(facts.affected.as_deref(), index, at).or(self.affected);
        self.regions = facts.regions.as_ref().or(self.regions);
        self.data_types = facts.data_types.as_deref().or(self.data_types);
        self.data_lost = said(facts.data_lost.as_ref(), index, at).or(self.data_lost);
        self.exposure = said(facts.exposure.as_deref(), index, at).or(self.exposure);
        self.exploitation = said(facts.exploitation.as_deref(), index, at).or(self.exploitation);
        let password = facts.password_change.map(|value| Said { value, update: index, at });
        self.password_change = password.or(self.password_change);
        if let Some(impact) = &facts.impact {
            self.potential = said(impact.potential.as_ref(), index, at).or(self.potential);
            self.confirmed = said(impact.confirmed.as_ref(), index, at).or(self.confirmed);
        }
        if let Some(progress) = &facts.progress {
            self.progress = progress.iter().collect();
        }
        self.self_checks = facts.self_checks.as_ref().or(self.self_checks);
        for voice in &facts.other_voices {
            self.other_voices.retain(|known| known.who != voice.who);
            self.other_voices.push(voice);
        }
        self.field_reports.extend(&facts.field_reports);
        self.contacts = facts.contacts.as_deref().or(self.contacts);
        self.communication_plan = facts.communication_plan.as_deref().or(self.communication_plan);
        self.independent_review = facts.independent_review.as_deref().or(self.independent_review);
        self.emergency = facts.emergency.as_deref().or(self.emergency);
        self.fixed_at = facts.fixed_at.or(self.fixed_at);
        self.fixed_by = facts.fixed_by.as_deref().or(self.fixed_by);
        self.postmortem = facts.postmortem.as_ref().or(self.postmortem);
    }

    /// What became of each promise at `now`, with the grace of the site's policy.
    pub fn promises(&self, policy: &Policy, now: Instant) -> Vec<PromiseNow> {
        self.promised
            .iter()
            .map(|(made_in, due, severity)| {
                let grace = policy.grace(self.kind, *severity);
                let next = self.published.get(made_in + 1).copied();
                PromiseNow { made_in: *made_in, due: *due, kept: judge(*due, next, grace, now) }
            })
            .collect()
    }
}
