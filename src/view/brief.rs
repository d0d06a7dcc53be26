//! An incident in brief: what lists, the roll-up and the headline need of it.

use super::fold::Fold;
use super::incident::UpdateView;
use super::make::{Seen, Whole};
use super::rollup::Rollup;
use crate::model::time::Instant;
use crate::model::{DataAccess, DataReach, Kind, Moment, Severity, State, Status, Window};

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

/// Why an incident is out of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetiredView<'c> {
    /// Told in another incident; its title if that may be known.
    MergedInto(&'c str, Option<&'c str>),
    /// Was not so.
    Withdrawn(&'c str),
}

/// What an incident says of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ServiceBrief {
    /// The status that was stated last.
    status: Option<Status>,
    /// Whether it was ever said to be in trouble, or being looked at.
    touched: bool,
}

impl ServiceBrief {
    fn new(service: usize, status: Option<Status>, updates: &[UpdateView<'_>]) -> Self {
        let once = |update: &UpdateView<'_>| update.says_of(service).is_some_and(Status::is_trouble);
        let touched = status.is_some_and(|status| status != Status::NotAffected || updates.iter().any(once));
        Self { status, touched }
    }
}

/// An incident in brief. The board keeps one of each; all the rest is made from it when a page needs it.
#[derive(Debug, Clone)]
pub struct Brief<'c> {
    pub(super) whole: Whole<'c>,
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
    /// Its language, if not the site's.
    pub language: Option<&'c str>,
    /// When it began for customers.
    pub impact_began_at: Option<Moment>,
    /// Out of the list.
    pub retired: Option<RetiredView<'c>>,
    /// When the first word was published.
    pub first_at: Instant,
    /// When the last word was published.
    pub last_at: Instant,
    /// Where it stands.
    pub state: State,
    /// How bad it is, if stated.
    pub severity: Option<Severity>,
    /// The worst that it was ever said to be.
    pub worst: Option<Severity>,
    /// When planned work takes place.
    pub window: Option<Window>,
    /// When planned work was last moved to another time, if it was.
    pub moved_at: Option<Instant>,
    /// When it worked again.
    pub fixed_at: Option<Moment>,
    /// Since when it is over.
    pub ended_at: Option<Instant>,
    /// How many updates it has.
    pub updates_count: usize,
    /// When the last correction was published, if there is one.
    pub corrected_at: Option<Instant>,
    /// Whether it was over once and came back, so that its time from beginning to end has a break in it.
    pub came_back: bool,
    data_is_safe: bool,
    services: Box<[ServiceBrief]>,
}

impl<'c> Brief<'c> {
    /// What is left of an incident once all its updates were taken in.
    pub(super) fn new(
        seen: &Seen<'c>,
        retired: Option<RetiredView<'c>>,
        fold: &Fold<'c>,
        updates: &[UpdateView<'c>],
    ) -> Self {
        let incident = seen.whole.incident;
        Self {
            whole: seen.whole,
            id: &incident.id,
            folder: &incident.folder,
            title: &incident.title.value,
            kind: incident.kind,
            reference: incident.reference.as_deref(),
            language: incident.language.as_deref(),
            impact_began_at: incident.impact_began_at,
            retired,
            first_at: seen.first_at,
            last_at: seen.last_at,
            state: fold.state,
            severity: fold.severity,
            worst: updates.iter().filter_map(|update| update.severity).min(),
            window: fold.window,
            moved_at: fold.moved_at,
            fixed_at: fold.fixed_at,
            ended_at: fold.ended_at,
            updates_count: updates.len(),
            corrected_at: updates.iter().filter(|update| update.corrects.is_some()).map(|u| u.at).max(),
            came_back: updates.windows(2).any(|pair| pair[0].state.is_ended() && !pair[1].state.is_ended()),
            data_is_safe: match fold.data_access.map(|said| said.value) {
                Some(DataAccess::Stated(DataReach::RuledOut) | DataAccess::NotRelevant(_)) => true,
                Some(DataAccess::Stated(_)) => false,
                None => {
                    !matches!(incident.kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability)
                }
            },
            services: fold
                .services
                .iter()
                .enumerate()
                .map(|(service, now)| ServiceBrief::new(service, now.map(|now| now.status), updates))
                .collect(),
        }
    }

    /// Whether a service was ever said to be in trouble here, or being looked at, whatever is said of it now.
    pub fn touched(&self, service: usize) -> bool {
        self.services.get(service).is_some_and(|said| said.touched)
    }

    /// Whether more is to come.
    pub fn is_open(&self) -> bool {
        self.retired.is_none() && !self.state.is_ended()
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
        self.window.is_some_and(|window| window.start <= now) || self.state.is_under_way()
    }

    /// Planned work whose time has come or gone without a word that it began.
    pub fn unconfirmed(&self, now: Instant) -> bool {
        self.kind == Kind::Maintenance
            && self.is_open()
            && !self.state.is_under_way()
            && self.window.is_some_and(|window| window.start <= now)
    }

    /// What a service is because of this incident, if it counts.
    pub fn rollup(&self, service: usize, now: Instant) -> Rollup {
        match self.services.get(service).and_then(|said| said.status) {
            Some(status) if self.counts(now) => match (self.kind, Rollup::from(status)) {
                // A service named in planned work is under maintenance while the work lasts, whatever is lost meanwhile.
                (Kind::Maintenance, rollup) if rollup > Rollup::Recovered => Rollup::Maintenance,
                (_, rollup) => rollup,
            },
            None if self.counts(now) && self.owes_services() => Rollup::NotStated,
            _ => Rollup::Fine,
        }
    }

    /// Whether everything that went wrong works again, so that only watching is left. A service that
    /// nobody has spoken of is no sign of it, and while data may be in other hands services are none.
    pub fn works_again(&self) -> bool {
        self.data_is_safe
            && (!self.owes_services() || self.services_not_stated().is_empty())
            && self.services_with(Status::is_trouble).is_empty()
            && !self.services_with(|status| status == Status::Recovered).is_empty()
    }

    /// Whether readers wait to hear of each service: planned work names what it touches,
    /// and a notice may be about no service at all.
    pub fn owes_services(&self) -> bool {
        match self.kind {
            Kind::Maintenance => false,
            Kind::Notice => self.services.iter().any(|said| said.status.is_some()),
            _ => true,
        }
    }

    /// What the window of planned work that is not over says: when something happens next.
    pub fn window_edge(&self, now: Instant) -> Option<WindowEdge> {
        let window = self.window.filter(|_| self.kind == Kind::Maintenance && self.is_open())?;
        Some(if now < window.start {
            WindowEdge::Starts(window.start)
        } else if now <= window.end {
            WindowEdge::Ends(window.end)
        } else {
            WindowEdge::Overrun { end: window.end, by: now.since(window.end) }
        })
    }

    /// Services of which nobody has said how they are, by index: none where readers wait for no word on them.
    pub fn services_not_stated(&self) -> Vec<usize> {
        let named = self.services.iter().any(|said| said.status.is_some());
        let awaited = self.is_open() && self.owes_services();
        if !named && !awaited {
            return Vec::new();
        }
        let silent = self.services.iter().enumerate().filter(|(_, said)| said.status.is_none());
        silent.map(|(service, _)| service).collect()
    }

    /// Services whose stated status is so, by index.
    pub fn services_with(&self, wanted: impl Fn(Status) -> bool) -> Vec<usize> {
        let stated = self.services.iter().enumerate().filter(|(_, said)| said.status.is_some_and(&wanted));
        stated.map(|(service, _)| service).collect()
    }
}
