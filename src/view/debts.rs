//! Debts: what a first word may leave out, and by when readers are owed it.
//! A first word is never held up; everything that it lacks is owed from then on.

use super::fold::Fold;
use crate::model::time::{Date, Instant, Period, Zone};
use crate::model::{
    Audience, Content, Debt, Incident, Kind, Level, Named, Person, Policy, PostmortemPlan, Service, Severity,
    State, Update, UpdateType,
};

/// One debt at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtNow {
    /// What.
    pub debt: Debt,
    /// From when it counts: the first word, or, for the review, the end.
    pub since: Instant,
    /// By when it is owed; `None` where the policy asks for nothing.
    pub due: Option<Instant>,
    /// The day that was announced to readers, if the debt is due by a day.
    pub day: Option<Date>,
    /// When readers were told.
    pub done: Option<Instant>,
    /// Whether the incident ended without it, so that nobody waits for it any more.
    pub lapsed: bool,
}

impl DebtNow {
    /// Whether its time has come, paid or not.
    pub fn is_past(&self, now: Instant) -> bool {
        self.due.is_some_and(|due| now >= due)
    }

    /// Whether readers still wait, and should not have to.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.is_open() && self.due.is_some_and(|due| now > due)
    }

    /// Whether readers still wait.
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.due.is_some() && !self.lapsed
    }

    /// How many seconds too late readers were told, if they were.
    pub fn late_by(&self) -> Option<i64> {
        let late = self.done?.since(self.due?);
        (late > 0).then_some(late)
    }
}

/// All debts of one incident at one instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Debts(Vec<DebtNow>);

impl Debts {
    /// The debt of that name, if this incident has it.
    pub fn get(&self, debt: Debt) -> Option<&DebtNow> {
        self.0.iter().find(|now| now.debt == debt)
    }

    /// Whether the time of a debt has come, paid or not.
    pub fn is_past(&self, debt: Debt, now: Instant) -> bool {
        self.get(debt).is_some_and(|debt| debt.is_past(now))
    }

    /// All of them, in the order of the policy.
    pub fn iter(&self) -> impl Iterator<Item = &DebtNow> {
        self.0.iter()
    }
}

/// What debts depend on besides the incident.
#[derive(Debug, Clone)]
pub struct Terms<'c> {
    policy: &'c Policy,
    people: &'c [Person],
    audiences: &'c [Audience],
    services: &'c [Service],
    zone: Zone,
}

impl<'c> Terms<'c> {
    /// Those of a site.
    pub fn of(content: &'c Content) -> Self {
        Self {
            policy: &content.policy,
            people: &content.people,
            audiences: &content.site.audiences,
            services: &content.services,
            zone: content.site.time_zone,
        }
    }

    fn limit(&self, debt: Debt, severity: Option<Severity>) -> Option<Period> {
        self.policy.debt(debt, severity)
    }

    /// Audiences that nobody has told yet what to do.
    pub fn without_advice(&self, fold: &Fold<'_>) -> Vec<Audience> {
        if fold.actions.iter().any(|now| now.action.audience.is_none()) {
            return Vec::new();
        }
        let told =
            |audience: &Audience| fold.actions.iter().any(|now| now.action.audience == Some(*audience));
        self.audiences.iter().copied().filter(|audience| !told(audience)).collect()
    }

    /// Whether what is true now settles a debt.
    fn is_settled(&self, debt: Debt, fold: &Fold<'_>, update: &Update) -> bool {
        match debt {
            Debt::Services => {
                let mut stated = self.services.iter().zip(&fold.services);
                stated.all(|(service, now)| !service.public || now.is_some())
            }
            Debt::Unknowns => fold.nothing_open || !fold.questions.is_empty(),
            Debt::DataAccess => fold.data_access.is_some(),
            Debt::Actions => !fold.actions.is_empty() && self.without_advice(fold).is_empty(),
            Debt::ActionsTaken => !fold.taken.is_empty(),
            Debt::Speaker => {
                let person = fold.speaker.and_then(|speaker| self.people.get(speaker));
                let executive = fold.severity == Some(Severity::Critical);
                person.is_some_and(|person| !executive || person.level == Level::Executive)
            }
            Debt::Exposure => {
                fold.exposure.is_some_and(|said| said.value.start.is_some() && said.value.end.is_some())
            }
            Debt::Numbers => fold.affected.is_some(),
            Debt::SelfChecks => fold.self_checks.is_some(),
            Debt::PostmortemAnnounced => fold.postmortem.is_some() || update.kind == UpdateType::Postmortem,
            Debt::PostmortemPublished => {
                update.kind == UpdateType::Postmortem
                    || matches!(fold.postmortem, Some(PostmortemPlan::None(_)))
            }
        }
    }
}

/// Whether an incident of this kind can owe that.
fn concerns(kind: Kind, debt: Debt) -> bool {
    let trouble = !matches!(kind, Kind::Maintenance | Kind::Notice);
    match debt {
        Debt::Actions => true,
        Debt::Services => kind != Kind::Notice,
        Debt::Speaker => kind != Kind::Maintenance,
        Debt::Exposure | Debt::DataAccess => {
            matches!(kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability)
        }
        Debt::SelfChecks => kind == Kind::Vulnerability,
        Debt::Unknowns
        | Debt::ActionsTaken
        | Debt::Numbers
        | Debt::PostmortemAnnounced
        | Debt::PostmortemPublished => trouble,
    }
}

fn is_review(debt: Debt) -> bool {
    matches!(debt, Debt::PostmortemAnnounced | Debt::PostmortemPublished)
}

/// Keeps the account of each debt while updates are applied one after the other.
///
/// A debt counts from the first word. A severity that rises later shortens the
/// time from then on, never backwards: calling it worse must not make the
/// writer late. One that falls lengthens the time only of what is not due yet.
/// The review is owed from the end, for it cannot be written before. When it
/// comes back, what was still open at the end is owed anew from then on, and
/// so is what the end had settled and no longer holds.
#[derive(Debug, Clone)]
pub struct Ledger<'a> {
    terms: &'a Terms<'a>,
    /// Whether anything is owed at all: not for history that was written elsewhere or afterwards.
    owes: bool,
    /// How bad it was after the last update.
    weighed: Option<Severity>,
    /// Whether it was over after the last update.
    over: bool,
    accounts: Vec<Account>,
}

#[derive(Debug, Clone, Copy)]
struct Account {
    debt: Debt,
    since: Option<Instant>,
    due: Option<Instant>,
    day: Option<Date>,
    done: Option<Instant>,
    lapsed: bool,
}

/// A severity that was not stated weighs as much as major.
fn weight(severity: Option<Severity>) -> Severity {
    severity.unwrap_or(Severity::Major)
}

impl<'a> Ledger<'a> {
    /// An account for each debt that the incident can have.
    pub fn new(incident: &Incident, terms: &'a Terms<'a>) -> Self {
        let owes = !incident.backfilled && incident.imported_from.is_none() && incident.retired.is_none();
        let accounts = Debt::ALL.iter().filter(|debt| concerns(incident.kind, **debt)).map(|debt| Account {
            debt: *debt,
            since: None,
            due: None,
            day: None,
            done: None,
            lapsed: false,
        });
        Self { terms, owes, weighed: None, over: false, accounts: accounts.collect() }
    }

    /// Takes the next update in, with what is true after it.
    pub fn take(&mut self, update: &Update, fold: &Fold<'_>) {
        let at = update.at.value;
        let before = self.weighed.replace(weight(fold.severity));
        let over = std::mem::replace(&mut self.over, fold.ended_at.is_some());
        let again = over && !self.over;
        for account in &mut self.accounts {
            // What was paid stays paid; only a speaker may have to be followed by another.
            let asks = account.done.is_none() || account.debt == Debt::Speaker || again;
            let settled = asks && self.terms.is_settled(account.debt, fold, update);
            if is_review(account.debt) {
                account.review(fold, self.terms);
            } else if again && !settled {
                account.renew(at, fold, self.terms);
            } else {
                account.count(update, fold, before, settled, self.terms);
            }
            if settled && account.done.is_none() {
                account.done = Some(at);
            }
            account.lapsed = account.done.is_none() && !is_review(account.debt) && fold.ended_at.is_some();
        }
    }

    /// What is owed and was paid by now.
    pub fn debts(&self) -> Debts {
        let known = self.accounts.iter().filter_map(|account| {
            Some(DebtNow {
                debt: account.debt,
                since: account.since?,
                due: account.due.filter(|_| self.owes),
                day: account.day,
                done: account.done,
                lapsed: account.lapsed,
            })
        });
        Debts(known.collect())
    }
}

impl Account {
    /// A debt that counts from the first word; a way to check, from the first advisory.
    fn count(
        &mut self,
        update: &Update,
        fold: &Fold<'_>,
        before: Option<Severity>,
        settled: bool,
        terms: &Terms<'_>,
    ) {
        let at = update.at.value;
        let limit = |severity| terms.limit(self.debt, severity);
        let fresh = |from: Instant| limit(fold.severity).map(|limit| from.after(limit));
        let Some((since, before)) = self.since.zip(before) else {
            if self.debt != Debt::SelfChecks || update.kind == UpdateType::Advisory {
                self.since = Some(at);
                self.due = fresh(at);
            }
            return;
        };
        let worse = weight(fold.severity) < before;
        if self.done.is_some() {
            // Who spoke for a major incident may not be who has to speak for a critical one.
            if self.debt == Debt::Speaker && worse && !settled {
                self.done = None;
                self.due = fresh(at);
            }
        } else if self.due.is_some_and(|due| due <= at) {
            // What was due stays due.
        } else if worse {
            self.due = [self.due, fresh(at)].into_iter().flatten().min();
        } else if weight(fold.severity) > before {
            self.due = fresh(since).map(|due| due.max(at));
        }
    }

    /// It has come back, and readers wait for this again.
    fn renew(&mut self, at: Instant, fold: &Fold<'_>, terms: &Terms<'_>) {
        if self.since.is_some() {
            self.since = Some(at);
            self.due = terms.limit(self.debt, fold.severity).map(|limit| at.after(limit));
            self.done = None;
        }
    }

    /// The review counts from the end, and its date is the one that was announced.
    fn review(&mut self, fold: &Fold<'_>, terms: &Terms<'_>) {
        let over = matches!(fold.state, State::Resolved | State::Reviewed | State::Closed);
        self.since = fold.ended_at.filter(|_| over);
        let limit = terms.limit(self.debt, fold.severity);
        self.due = self.since.zip(limit).map(|(since, limit)| since.after(limit));
        self.day = None;
        if self.debt == Debt::PostmortemPublished
            && self.since.is_some()
            && let Some(PostmortemPlan::Due(day)) = fold.postmortem
        {
            self.day = Some(*day);
            self.due = Some(day.next().start(terms.zone).plus(-60));
        }
    }
}

/// The debts of an incident at `now`, as everybody was told.
pub fn debts(content: &Content, incident: &Incident, now: Instant) -> Debts {
    debts_of(incident, &Terms::of(content), |update| update.counts() && update.visible_from() <= now)
}

/// The debts of an incident by the updates that are taken in.
pub(super) fn debts_of(incident: &Incident, terms: &Terms<'_>, takes: impl Fn(&Update) -> bool) -> Debts {
    let mut ledger = Ledger::new(incident, terms);
    let mut fold = Fold::new(incident.kind, terms.services.len());
    for update in incident.updates.iter().filter(|update| takes(update)) {
        fold.apply(update);
        ledger.take(update, &fold);
    }
    ledger.debts()
}
