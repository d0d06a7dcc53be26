//! Ties between incidents, seen from both ends.

use std::collections::BTreeMap;

use super::make::Seen;
use crate::model::{Incident, Relation, Retired};

/// What the other incident is to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// This one caused it.
    Causes,
    /// It caused this one.
    CausedBy,
    /// This one says sorry for how it was handled.
    ApologyFor,
    /// It says sorry for how this one was handled.
    Apology,
    /// It is the same.
    Duplicate,
    /// It came before this one.
    Follows,
    /// It came after this one.
    FollowedBy,
    /// It was merged into this one.
    Merged,
    /// It belongs together with this one.
    Related,
}

impl Tie {
    /// Its name, as interface strings know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Causes => "causes",
            Self::CausedBy => "caused-by",
            Self::ApologyFor => "apology-for",
            Self::Apology => "apology",
            Self::Duplicate => "duplicate",
            Self::Follows => "follows",
            Self::FollowedBy => "followed-by",
            Self::Merged => "merged",
            Self::Related => "related",
        }
    }

    fn other_end(self) -> Self {
        match self {
            Self::Causes => Self::CausedBy,
            Self::CausedBy => Self::Causes,
            Self::ApologyFor => Self::Apology,
            Self::Apology => Self::ApologyFor,
            Self::Follows => Self::FollowedBy,
            Self::FollowedBy => Self::Follows,
            same => same,
        }
    }
}

impl From<Relation> for Tie {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Causes => Self::Causes,
            Relation::CausedBy => Self::CausedBy,
            Relation::ApologyFor => Self::ApologyFor,
            Relation::Duplicate => Self::Duplicate,
            Relation::Follows => Self::Follows,
            Relation::Related => Self::Related,
        }
    }
}

/// A tie and the other end of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TieView<'c> {
    /// What the other is to this one.
    pub tie: Tie,
    /// Its id.
    pub id: &'c str,
    /// Its title.
    pub title: &'c str,
}

/// All ties between incidents that may be known, by id, each from both ends.
pub(super) fn ties<'c>(visible: &[Seen<'c>]) -> BTreeMap<&'c str, Vec<TieView<'c>>> {
    let visible = || visible.iter().map(|seen| seen.whole.incident);
    let by_id: BTreeMap<&str, &'c Incident> = visible().map(|i| (i.id.as_str(), i)).collect();
    let mut ties: BTreeMap<&'c str, Vec<TieView<'c>>> = BTreeMap::new();
    for incident in visible() {
        for related in &incident.related {
            let Some(other) = by_id.get(related.id.value.as_str()) else { continue };
            let tie = Tie::from(related.relation);
            ties.entry(&incident.id).or_default().push(TieView {
                tie,
                id: &other.id,
                title: &other.title.value,
            });
            ties.entry(&other.id).or_default().push(TieView {
                tie: tie.other_end(),
                id: &incident.id,
                title: &incident.title.value,
            });
        }
    }
    for incident in visible() {
        let Some(Retired::MergedInto(into)) = &incident.retired else { continue };
        if let Some(other) = by_id.get(into.value.as_str()) {
            let merged = TieView { tie: Tie::Merged, id: &incident.id, title: &incident.title.value };
            ties.entry(&other.id).or_default().push(merged);
        }
    }
    for list in ties.values_mut() {
        list.sort();
        list.dedup();
    }
    ties
}
