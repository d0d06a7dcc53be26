//! One incident as these readers may know it at this instant.

use std::collections::BTreeSet;

use super::board::may_ask;
use super::credit::{CreditView, credit};
use super::debts::{Debts, Ledger, Terms};
use super::fold::Fold;
use super::promise::{Kept, PromiseNow};
use super::rollup::Rollup;
use super::routes;
use super::ties::TieView;
use crate::markdown::{Strike, Wrong, plain};
use crate::model::time::{Date, Instant};
use crate::model::{
    Audience, Channel, Contact, Correction, Cve, DataAccess, DataReach, Details, Detection, Environment,
    Facts, Incident, Kind, Known, Locus, Moment, Person, Policy, Reference, Retired, Severity, State, Status,
    StatusValue, Strength, Update, UpdateType, Upstream, Window,
};
use crate::source::{Excerpt, Sources, Span};

/// The next edge of the window of planned work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowEdge {
    /// It lies ahead.
    Starts(Instant),
    /// It has begun.
    Ends(Instant),
    /// Its end has passed, and nobody has said that the work is over.
    Overrun {
        /// When it was to end.
        end: Instant,
        /// How many seconds ago that was.
        by: i64,
    },
}

impl WindowEdge {
    /// When that is, or was to be.
    pub fn at(self) -> Instant {
        match self {
            Self::Starts(at) | Self::Ends(at) | Self::Overrun { end: at, .. } => at,
        }
    }
}

/// A section of an update.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionView<'c> {
    /// What it means, if the heading is known.
    pub known: Option<Known>,
    /// The heading as written.
    pub heading: &'c str,
    /// Its Markdown.
    pub text: &'c str,
    /// Where that starts in its file.
    pub start: usize,
}

/// Words of an update that were wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    /// Their place in the update's file.
    pub range: std::ops::Range<usize>,
    /// Index of the update that corrects them.
    pub corrected_in: usize,
}

/// A correction, as the page of the incident and the list of all show it.
#[derive(Debug, Clone)]
pub struct CorrectionView<'c> {
    /// What was said, what is right, why.
    pub correction: &'c Correction,
    /// Index of the update that carries it.
    pub update: usize,
    /// Index of the update with the wrong words.
    pub target: usize,
    /// When it was published.
    pub at: Instant,
}

/// One update.
#[derive(Debug, Clone)]
pub struct UpdateView<'c> {
    /// Its id.
    pub id: &'c str,
    /// What sort.
    pub kind: UpdateType,
    /// When it was published.
    pub at: Instant,
    /// The state after it.
    pub state: State,
    /// Whether it changed the state.
    pub state_changed: bool,
    /// The severity after it.
    pub severity: Option<Severity>,
    /// Whether it changed the severity.
    pub severity_changed: bool,
    /// Who speaks.
    pub speaker: Option<&'c Person>,
    /// In the speaker's own words.
    pub statement: Option<&'c str>,
    /// Text before the first heading.
    pub lead: Option<SectionView<'c>>,
    /// The sections.
    pub sections: Vec<SectionView<'c>>,
    /// What it says of services by name: index into the board's services.
    pub services: Vec<(usize, &'c StatusValue)>,
    /// What it says of all others.
    pub all_services: Option<&'c StatusValue>,
    /// The promise it made, and what became of it.
    pub promise: Option<PromiseNow>,
    /// Why it says that there is no next update.
    pub no_next: Option<&'c str>,
    /// How many seconds late it came, and its reason.
    pub late: Option<(i64, Option<&'c str>)>,
    /// Why it says that it comes late, whether or not that is late enough to count.
    pub late_reason: Option<&'c str>,
    /// When planned work takes place, as of it.
    pub window: Option<Window>,
    /// What it corrects: index into the corrections.
    pub corrects: Option<usize>,
    /// Of a correction: the update whose lead still tells what happened.
    pub about: Option<usize>,
    /// Words of it that were wrong.
    pub struck: Vec<Struck>,
    /// Its rarer facts.
    pub facts: Option<&'c Facts>,
    /// Whether it asks readers to do something that was not asked before.
    pub asks: bool,
    /// Where else it was said by now.
    pub channels: Vec<&'c Channel>,
    /// Files beside it that it shows or links to.
    pub files: Vec<&'c str>,
    /// Links of it to incidents that these readers may not know of yet.
    pub hidden: Vec<&'c str>,
    /// When it was last touched by a correction.
    pub modified: Instant,
}

impl UpdateView<'_> {
    /// What it says of a service, by name or among all others.
    fn says_of(&self, service: usize) -> Option<Status> {
        let named = self.services.iter().find(|(named, _)| *named == service).map(|(_, value)| *value);
        named.or(self.all_services).map(|value| value.status)
    }
}

/// Why an incident is out of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RetiredView<'c> {
    /// Told in another incident; its title if that may be known.
    MergedInto(&'c str, Option<&'c str>),
    /// Was not so.
    Withdrawn(&'c str),
}

/// One incident.
#[derive(Debug, Clone)]
pub struct IncidentView<'c> {
    /// Its id.
    pub id: &'c str,
    /// Its folder below the content folder.
    pub folder: &'c str,
    /// What readers notice.
    pub title: &'c str,
    /// The kind.
    pub kind: Kind,
    /// Its number.
    pub reference: Option<&'c str>,
    /// The day by which it is known, if stated.
    pub title_date: Option<Date>,
    /// Its language, if not the site's.
    pub language: Option<&'c str>,
    /// Where it sits.
    pub locus: &'c [Locus],
    /// Which environment.
    pub environment: Option<Environment>,
    /// How it was noticed.
    pub detection: &'c Detection,
    /// When it began for customers.
    pub impact_began_at: Option<Moment>,
    /// Words to file it under.
    pub tags: &'c [Excerpt],
    /// Things to read.
    pub references: &'c [Reference],
    /// Suppliers involved.
    pub upstream: &'c [Upstream],
    /// Who told us.
    pub credit: Option<CreditView<'c>>,
    /// Whether details are published, when, why.
    pub details: Option<(Details, Option<Instant>, Option<&'c str>)>,
    /// Identifiers of the flaw.
    pub cve: Option<&'c Cve>,
    /// First published after it was over.
    pub backfilled: bool,
    /// Out of the list.
    pub retired: Option<RetiredView<'c>>,
    /// Ways to ask that replace the site's.
    pub contacts: Option<Vec<&'c Contact>>,
    /// Ties to others.
    pub ties: Vec<TieView<'c>>,
    /// What is true now.
    pub fold: Fold<'c>,
    /// Promises made.
    pub promises: Vec<PromiseNow>,
    /// What readers were owed after the first word, and when they were told.
    pub debts: Debts,
    /// The updates, oldest first.
    pub updates: Vec<UpdateView<'c>>,
    /// The corrections, oldest first.
    pub corrections: Vec<CorrectionView<'c>>,
    /// When the first word was published.
    pub first_at: Instant,
    /// When the last word was published.
    pub last_at: Instant,
    /// Who speaks now.
    pub speaker: Option<&'c Person>,
}

impl IncidentView<'_> {
    /// Whether more is to come.
    pub fn is_open(&self) -> bool {
        self.retired.is_none() && !self.fold.state.is_ended()
    }

    /// Whether it makes services other than fine at `now`: open, and planned
    /// work only while it takes place.
    pub fn counts(&self, now: Instant) -> bool {
        if !self.is_open() {
            return false;
        }
        if self.kind != Kind::Maintenance {
            return true;
        }
        // From its start until somebody says that it is over: silence is not an end.
        self.fold.window.is_some_and(|window| window.start <= now) || self.fold.state.is_under_way()
    }

    /// Planned work whose time has come or gone without a word that it began.
    pub fn unconfirmed(&self, now: Instant) -> bool {
        self.kind == Kind::Maintenance
            && self.is_open()
            && !self.fold.state.is_under_way()
            && self.fold.window.is_some_and(|window| window.start <= now)
    }

    /// Whether a service was ever said to be in trouble here, or being looked at, whatever is said of it now.
    pub fn touched(&self, service: usize) -> bool {
        let now = self.fold.services.get(service).copied().flatten();
        let once = |update: &UpdateView<'_>| {
            let named = update.services.iter().find(|(named, _)| *named == service).map(|(_, said)| *said);
            named.or(update.all_services).is_some_and(|said| said.status.is_trouble())
        };
        now.is_some_and(|now| now.status != Status::NotAffected || self.updates.iter().any(once))
    }

    /// What a service is because of this incident, if it counts.
    pub fn rollup(&self, service: usize, now: Instant) -> Rollup {
        match self.fold.services.get(service).copied().flatten() {
            Some(stated) if self.counts(now) => match (self.kind, Rollup::from(stated.status)) {
                // A service named in planned work is under maintenance while the work lasts, whatever is lost meanwhile.
                (Kind::Maintenance, rollup) if rollup > Rollup::Recovered => Rollup::Maintenance,
                (_, rollup) => rollup,
            },
            None if self.counts(now) && self.owes_services() => Rollup::NotStated,
            _ => Rollup::Fine,
        }
    }

    /// Whether it was over once and came back, so that its time from beginning to end has a break in it.
    pub fn came_back(&self) -> bool {
        let mut pairs = self.updates.windows(2);
        pairs.any(|pair| pair[0].state.is_ended() && !pair[1].state.is_ended())
    }

    /// Since when the person speaks who speaks now.
    pub fn speaks_since(&self) -> Option<Instant> {
        let now = self.speaker?;
        let theirs = self.updates.iter().rev().take_while(|u| u.speaker.is_some_and(|who| who.id == now.id));
        theirs.last().map(|update| update.at)
    }

    /// Whether everything that went wrong works again, so that only watching is left. A service that
    /// nobody has spoken of is no sign of it, and while data may be in other hands services are none.
    pub fn works_again(&self) -> bool {
        let about_data = matches!(self.kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability);
        let data_is_safe = match self.fold.data_access.map(|said| said.value) {
            Some(DataAccess::Stated(DataReach::RuledOut) | DataAccess::NotRelevant(_)) => true,
            Some(DataAccess::Stated(_)) => false,
            None => !about_data,
        };
        data_is_safe
            && (!self.owes_services() || self.services_not_stated().is_empty())
            && self.services_with(Status::is_trouble).is_empty()
            && !self.services_with(|status| status == Status::Recovered).is_empty()
    }

    /// Whether readers wait to hear of each service: planned work names what it touches,
    /// and a notice may be about no service at all.
    pub fn owes_services(&self) -> bool {
        match self.kind {
            Kind::Maintenance => false,
            Kind::Notice => self.fold.services.iter().any(Option::is_some),
            _ => true,
        }
    }

    /// What the window of planned work that is not over says: when something happens next.
    pub fn window_edge(&self, now: Instant) -> Option<WindowEdge> {
        let window = self.fold.window.filter(|_| self.kind == Kind::Maintenance && self.is_open())?;
        Some(if now < window.start {
            WindowEdge::Starts(window.start)
        } else if now <= window.end {
            WindowEdge::Ends(window.end)
        } else {
            WindowEdge::Overrun { end: window.end, by: now.since(window.end) }
        })
    }

    /// The promise that readers wait for.
    pub fn awaited(&self) -> Option<PromiseNow> {
        let last = self.promises.last().copied()?;
        matches!(last.kept, Kept::Open | Kept::Due { .. } | Kept::Broken { .. }).then_some(last)
    }

    /// What is struck through in an update, as places in its file. `page` is the
    /// address of this incident's page; `note` makes of when a correction came and
    /// of its right words what stands behind the wrong ones.
    pub fn strikes(
        &self,
        update: &UpdateView<'_>,
        page: &str,
        note: impl Fn(Instant, &str) -> String,
    ) -> Vec<Strike> {
        let strike = |struck: &Struck| {
            let by = &self.updates[struck.corrected_in];
            let correction = &self.corrections[by.corrects?].correction;
            Some(Strike {
                range: struck.range.clone(),
                href: format!("{page}#{}", routes::anchor(by.id)),
                note: note(by.at, &correction.now),
            })
        };
        update.struck.iter().filter_map(strike).collect()
    }

    /// Words of the update at `index` that were wrong, for texts that are shown
    /// apart from it. `page` and `note` as for [`Self::strikes`].
    pub fn wrong(&self, index: usize, page: &str, note: impl Fn(Instant, &str) -> String) -> Vec<Wrong<'_>> {
        let of_it = self.corrections.iter().filter(|correction| correction.target == index);
        of_it
            .map(|correction| Wrong {
                words: &correction.correction.said.value,
                href: format!("{page}#{}", routes::anchor(self.updates[correction.update].id)),
                note: note(correction.at, &correction.correction.now),
            })
            .collect()
    }

    /// Whether a service was ever said not to work as it should, up to the update at an index: only
    /// then can it work again. Else it was repaired, such as after a leak.
    pub fn was_stopped(&self, service: usize, until: usize) -> bool {
        let said = self.updates.iter().take(until + 1).filter_map(|update| update.says_of(service));
        said.into_iter().any(|status| {
            matches!(status, Status::Down | Status::Partial | Status::Slow | Status::Maintenance)
        })
    }

    /// What a correction of the update at `index` says of a service otherwise than that update did:
    /// index of the correcting update, and the status. What was still being checked, or works again
    /// since, or had got another word in between, was not wrong.
    pub fn restated(&self, index: usize, service: usize) -> Option<(usize, Status)> {
        let said = self.updates[index].says_of(service).filter(|said| *said != Status::Checking)?;
        let by = self.corrections.iter().filter(|correction| correction.target == index);
        let mut now = by.filter_map(|c| Some((c.update, self.updates[c.update].says_of(service)?)));
        let (by, status) =
            now.next().filter(|(_, status)| *status != said && *status != Status::Recovered)?;
        let mut between = self.updates[index + 1..by].iter().filter_map(|update| update.says_of(service));
        between.all(|status| status == said).then_some((by, status))
    }

    /// The lead of an update as plain words, with what was wrong replaced by what
    /// `right` makes of the right words: where nothing can be struck through.
    pub fn plain_lead(&self, update: &UpdateView<'_>, right: impl Fn(&str) -> String) -> Option<String> {
        let lead = update.lead.as_ref()?;
        let mut text = lead.text.to_owned();
        for struck in update.struck.iter().rev() {
            let range = struck.range.start.checked_sub(lead.start)..struck.range.end.checked_sub(lead.start);
            let by = self.corrections.iter().find(|correction| correction.update == struck.corrected_in);
            if let (Some(start), Some(end), Some(by)) = (range.start, range.end, by)
                && text.get(start..end).is_some()
            {
                text.replace_range(start..end, &right(&by.correction.now));
            }
        }
        Some(plain(&text))
    }

    /// Of a correction: what happened, which its own words need not say. That is the lead of before,
    /// or the title, where that lead begins with what is new or why it is late. `right` as for [`Self::plain_lead`].
    pub fn told_before(&self, update: &UpdateView<'_>, right: impl Fn(&str) -> String) -> Option<String> {
        let before = &self.updates[update.about?];
        let begins_elsewhere = before.late.is_some()
            || before.late_reason.is_some()
            || matches!(before.kind, UpdateType::NoChange | UpdateType::Reminder);
        if !begins_elsewhere {
            return self.plain_lead(before, right);
        }
        let stop = if self.title.ends_with(['.', '!', '?']) { "" } else { "." };
        Some(format!("{}{stop}", self.title))
    }

    /// Services of which nobody has said how they are, by index: none where readers wait for no word on them.
    pub fn services_not_stated(&self) -> Vec<usize> {
        let services = &self.fold.services;
        let named = services.iter().any(Option::is_some);
        let awaited = self.is_open() && self.owes_services();
        if !named && !awaited {
            return Vec::new();
        }
        let silent = services.iter().enumerate().filter(|(_, now)| now.is_none());
        silent.map(|(service, _)| service).collect()
    }

    /// Services whose stated status is so, by index.
    pub fn services_with(&self, wanted: impl Fn(Status) -> bool) -> Vec<usize> {
        let stated = self.fold.services.iter().enumerate();
        stated
            .filter(|(_, now)| now.is_some_and(|now| wanted(now.status)))
            .map(|(service, _)| service)
            .collect()
    }
}

/// Whether these readers may know this update at this instant; with `waiting`
/// also what is a draft or comes out later, as our own people look at it.
pub(super) fn is_visible(update: &Update, audience: Audience, now: Instant, waiting: bool) -> bool {
    // An update without an audience may still be under a traffic light: only `is_public` knows.
    let theirs = audience != Audience::Public && update.audience == audience;
    (waiting || !update.draft && update.visible_from() <= now) && (update.is_public() || theirs)
}

/// What an incident needs besides itself to be seen.
pub(super) struct Surroundings<'a, 'c> {
    pub(super) sources: &'c Sources,
    pub(super) people: &'c [Person],
    pub(super) policy: &'c Policy,
    pub(super) terms: &'a Terms<'c>,
    /// Position of each service of the catalogue among the board's services.
    pub(super) shown: &'a [Option<usize>],
    pub(super) shown_count: usize,
    /// Ids of all incidents that these readers may know of.
    pub(super) known: &'a BTreeSet<&'c str>,
    pub(super) audience: Audience,
    pub(super) now: Instant,
    /// Whether what waits is shown too.
    pub(super) waiting: bool,
}

/// The view of an incident, or nothing if none of it may be known.
pub(super) fn view<'c>(
    incident: &'c Incident,
    around: &Surroundings<'_, 'c>,
    ties: Vec<TieView<'c>>,
    merged_title: Option<&'c str>,
) -> Option<IncidentView<'c>> {
    let visible: Vec<&'c Update> = incident
        .updates
        .iter()
        .filter(|u| is_visible(u, around.audience, around.now, around.waiting))
        .collect();
    let (first, last) = (visible.first()?, visible.last()?);
    let mut fold = Fold::new(incident.kind, around.shown.len());
    let mut ledger = Ledger::new(incident, around.terms);
    let mut updates = Vec::with_capacity(visible.len());
    for update in &visible {
        let before = (fold.state, fold.severity);
        let asks = asks(update, &fold.actions);
        fold.apply(update);
        ledger.take(update, &fold);
        updates.push(UpdateView { asks, ..update_view(update, &fold, before, updates.is_empty(), around) });
    }
    let mut promises = fold.promises(around.policy, around.now);
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
    let corrections = corrections(&visible, &mut updates, around.sources);
    fold.services = shown_services(&fold, around);
    Some(IncidentView {
        id: &incident.id,
        folder: &incident.folder,
        title: &incident.title.value,
        kind: incident.kind,
        reference: incident.reference.as_deref(),
        title_date: incident.title_date,
        language: incident.language.as_deref(),
        locus: &incident.locus,
        environment: incident.environment,
        detection: &incident.detection,
        impact_began_at: incident.impact_began_at,
        tags: &incident.tags,
        references: &incident.references,
        upstream: &incident.upstream,
        credit: incident
            .reporter
            .as_deref()
            .and_then(|reporter| credit(reporter, first.at.value, around.now)),
        details: incident
            .details_policy
            .map(|policy| (policy, incident.details_at, incident.details_reason.as_deref())),
        cve: incident.cve.as_ref(),
        backfilled: incident.backfilled,
        retired: incident.retired.as_ref().map(|retired| match retired {
            Retired::MergedInto(id) => RetiredView::MergedInto(&id.value, merged_title),
            Retired::Withdrawn(why) => RetiredView::Withdrawn(why),
        }),
        contacts: fold
            .contacts
            .map(|own| own.iter().filter(|contact| may_ask(contact, around.audience)).collect()),
        ties,
        speaker: fold.speaker.and_then(|speaker| around.people.get(speaker)),
        promises,
        debts: ledger.debts(),
        updates,
        corrections,
        first_at: first.at.value,
        last_at: last.at.value,
        fold,
    })
}

/// The status of the services that the board shows, in its order.
fn shown_services<'c>(fold: &Fold<'c>, around: &Surroundings<'_, '_>) -> Vec<Option<super::ServiceNow<'c>>> {
    let mut shown = vec![None; around.shown_count];
    for (stated, position) in fold.services.iter().zip(around.shown) {
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
    around: &Surroundings<'_, 'c>,
) -> UpdateView<'c> {
    let text = around.sources.get(update.file).text.as_str();
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
            .filter(|channel| channel.sent_at <= around.now)
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
