//! Everything that the content folder says.

use super::{Group, Incident, Person, Policy, Sealed, Service, Site};
use crate::source::Sources;

/// A word and what it means.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What it means, plainly.
    pub meaning: Option<String>,
    /// Words to avoid for it.
    pub avoid: Vec<String>,
    /// What to write instead.
    pub instead: Option<String>,
}

/// The whole folder, typed.
#[derive(Debug)]
pub struct Content {
    /// The files that it was read from.
    pub sources: Sources,
    /// `site.yaml`.
    pub site: Site,
    /// Groups of services, in order.
    pub groups: Vec<Group>,
    /// Services, in order.
    pub services: Vec<Service>,
    /// Who may speak.
    pub people: Vec<Person>,
    /// Limits and rhythms.
    pub policy: Policy,
    /// Words with plain meanings.
    pub terms: Vec<Term>,
    /// What was published and is locked, in the order in which it was sealed.
    pub sealed: Vec<Sealed>,
    /// Incidents, in the order of their ids.
    pub incidents: Vec<Incident>,
}

impl Content {
    /// The incident with that id.
    pub fn incident(&self, id: &str) -> Option<&Incident> {
        self.incidents
            .binary_search_by(|incident| incident.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.incidents[at])
    }
}
