//! The states of an incident, per kind, and the moves between them.

use super::{Kind, named};

named! {
    /// Where an incident stands.
    State, "state" {
        /// A report has come in.
        Reported = "reported",
        /// Private: a report has come in.
        Received = "received",
        /// We are looking for the cause.
        Investigating = "investigating",
        /// We are finding out what was reached.
        Assessing = "assessing",
        /// Private: the flaw is real.
        Confirmed = "confirmed",
        /// The cause is known.
        Identified = "identified",
        /// It cannot spread any more.
        Contained = "contained",
        /// The people concerned are being told.
        TellingPeople = "telling_people",
        /// We are looking for how it could happen.
        InvestigatingCause = "investigating_cause",
        /// A repair is under way.
        Fixing = "fixing",
        /// Things are being put back.
        Recovering = "recovering",
        /// It works again and we are watching.
        Monitoring = "monitoring",
        /// Told to those who must prepare.
        AdvanceNotice = "advance_notice",
        /// Published; there is no fix yet.
        NoneYet = "none_yet",
        /// Published; there is a way to limit the harm.
        MitigationOnly = "mitigation_only",
        /// Published; there is a fix.
        FixAvailable = "fix_available",
        /// Fixed where it is ours to fix.
        Fixed = "fixed",
        /// Planned.
        Scheduled = "scheduled",
        /// Planned for another time than first said.
        Rescheduled = "rescheduled",
        /// Under way.
        InProgress = "in_progress",
        /// Takes longer than said.
        Extended = "extended",
        /// Done; being checked.
        Verifying = "verifying",
        /// Done.
        Completed = "completed",
        /// Will not happen.
        Cancelled = "cancelled",
        /// Applies now.
        Active = "active",
        /// Over.
        Resolved = "resolved",
        /// It was over and has come back.
        Reopened = "reopened",
        /// Over, and what was learned is published.
        Reviewed = "reviewed",
        /// Over, nothing more will come.
        Closed = "closed",
        /// We checked: it does not touch us.
        NotAffected = "not_affected",
        /// We do not agree that there is a flaw.
        Disputed = "disputed",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether nothing more is happening.
    pub fn is_ended(self) -> bool {
        matches!(
            self,
            Self::Resolved
                | Self::Reviewed
                | Self::Closed
                | Self::Completed
                | Self::Cancelled
                | Self::Withdrawn
                | Self::NotAffected
        )
    }

    /// Whether the worst is over and what was done is being watched or told.
    pub fn is_watching(self) -> bool {
        matches!(
            self,
            Self::Monitoring
                | Self::Contained
                | Self::Recovering
                | Self::TellingPeople
                | Self::InvestigatingCause
                | Self::MitigationOnly
                | Self::FixAvailable
                | Self::Fixed
        )
    }

    /// Whether planned work has begun and is not done.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::InProgress | Self::Extended | Self::Verifying)
    }
}

impl Kind {
    /// The states of this kind, in the order in which they come.
    pub fn states(self) -> &'static [State] {
        use State as S;
        match self {
            Self::Outage => &[
                S::Investigating,
                S::Identified,
                S::Fixing,
                S::Monitoring,
                S::Resolved,
                S::Reopened,
                S::Reviewed,
            ],
            Self::SecurityIncident => &[
                S::Reported,
                S::Investigating,
                S::Contained,
                S::Recovering,
                S::Resolved,
                S::Reopened,
                S::Reviewed,
            ],
            Self::DataBreach => &[
                S::Reported,
                S::Assessing,
                S::Contained,
                S::TellingPeople,
                S::InvestigatingCause,
                S::Resolved,
                S::Reopened,
                S::Reviewed,
            ],
            Self::Vulnerability => &[
                S::Received,
                S::Confirmed,
                S::Fixing,
                S::AdvanceNotice,
                S::NoneYet,
                S::MitigationOnly,
                S::FixAvailable,
                S::Fixed,
                S::Closed,
                S::NotAffected,
                S::Disputed,
                S::Withdrawn,
            ],
            Self::Maintenance => &[
                S::Scheduled,
                S::Rescheduled,
                S::InProgress,
                S::Extended,
                S::Verifying,
                S::Completed,
                S::Cancelled,
            ],
            Self::Notice => &[S::Active, S::Closed, S::Withdrawn],
        }
    }

    /// The state that an incident of this kind has before an update says one.
    pub fn first_state(self) -> State {
        self.states()[0]
    }

    /// The state that says that it is over.
    pub fn ended_state(self) -> State {
        match self {
            Self::Outage | Self::SecurityIncident | Self::DataBreach => State::Resolved,
            Self::Vulnerability | Self::Notice => State::Closed,
            Self::Maintenance => State::Completed,
        }
    }

    /// Whether an incident of this kind may go from one state to another.
    ///
    /// Forwards any number of steps. Back among the states that are not the
    /// end, for a repair that does not hold must be told. What has ended is
    /// only reopened (where the kind knows that) or reviewed. Planned work
    /// that has begun is not scheduled again.
    pub fn may_move(self, from: State, to: State) -> bool {
        if from == to {
            return true;
        }
        if !self.states().contains(&to) {
            return false;
        }
        match (from, to) {
            (State::Resolved, State::Reviewed | State::Reopened) | (State::Reviewed, State::Reopened) => true,
            (from, State::Reopened) => from == State::Reopened,
            (from, State::Reviewed) => from == State::Resolved,
            (from, _) if from.is_ended() => false,
            (from, State::Scheduled | State::Rescheduled) => !from.is_under_way() && to != State::Scheduled,
            (_, State::Extended) => from.is_under_way(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Named;

    #[test]
    fn what_has_ended_is_left_only_by_reopening_or_reviewing() {
        for kind in Kind::ALL {
            for from in kind.states().iter().filter(|s| s.is_ended()) {
                for to in kind.states().iter().filter(|s| *s != from && kind.may_move(*from, **s)) {
                    assert!(matches!(to, State::Reopened | State::Reviewed), "{kind:?}: {from:?} → {to:?}");
                }
            }
        }
    }

    #[test]
    fn a_repair_that_does_not_hold_can_be_told() {
        assert!(Kind::Outage.may_move(State::Monitoring, State::Investigating));
        assert!(Kind::Outage.may_move(State::Reopened, State::Fixing));
        assert!(!Kind::Outage.may_move(State::Resolved, State::Monitoring));
        assert!(!Kind::Maintenance.may_move(State::InProgress, State::Rescheduled));
    }
}
