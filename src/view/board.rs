//! The board: everything that these readers may know at this instant.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::debts::Terms;
use super::incident::{IncidentView, Surroundings, is_visible, view};
use super::rollup::Rollup;
use super::strip::{Day, strips};
use super::ties::ties;
use crate::model::time::{Instant, Zone};
use crate::model::{
    Audience, Contact, Content, Group, Incident, Kind, Policy, Retired, Service, Severity, Term,
};

/// What the public may know of the site itself.
#[derive(Debug, Clone)]
pub struct PublicSite<'c> {
    /// What the page is called.
    pub name: &'c str,
    /// Who publishes it.
    pub organisation: &'c str,
    /// Where it is served, without a slash at the end.
    pub url: &'c str,
    /// The host of that.
    pub host: &'c str,
    /// BCP 47 tag.
    pub language: &'c str,
    /// The zone in which times are shown beside UTC.
    pub zone: Zone,
    /// A sentence about it.
    pub description: Option<&'c str>,
    /// Name of the theme.
    pub theme: &'c str,
    /// A fixed line for the foot.
    pub legal_notice: Option<&'c str>,
    /// Ways to ask.
    pub contacts: Vec<&'c Contact>,
    /// What audiences are called, where the site says so.
    pub audience_names: BTreeMap<Audience, &'c str>,
    /// Words that need an explanation.
    pub terms: &'c [Term],
}

/// A service as its readers see it.
#[derive(Debug, Clone)]
pub struct ServiceView<'c> {
    /// The service.
    pub service: &'c Service,
    /// What it is now: the worst over all open incidents.
    pub status: Rollup,
    /// Open incidents that make it so, worst first: indices into the incidents.
    pub because: Vec<usize>,
    /// Ninety days.
    pub strip: Vec<Day>,
    /// All incidents that touched it, or in which it was said that they might: newest first, indices.
    pub incidents: Vec<usize>,
}

/// What the top of the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headline {
    /// The worst open incident: one that still goes wrong comes before one that works again.
    Incident(usize),
    /// Planned work under way.
    Maintenance(usize),
    /// Planned work whose time has come, without a word that it began.
    Unconfirmed(usize),
    /// Nothing is open.
    Fine,
}

/// Everything that outputs are given.
#[derive(Debug)]
pub struct Board<'c> {
    /// The instant.
    pub now: Instant,
    /// The readers.
    pub audience: Audience,
    /// The site.
    pub site: PublicSite<'c>,
    /// The limits that the site has set itself.
    pub policy: &'c Policy,
    /// Groups of services.
    pub groups: &'c [Group],
    /// Public services, in order.
    pub services: Vec<ServiceView<'c>>,
    /// Incidents, newest first word first.
    pub incidents: Vec<IncidentView<'c>>,
    /// Open incidents that are not planned work, worst first: indices.
    pub open: Vec<usize>,
    /// Planned work that is not over, next first: indices.
    pub planned: Vec<usize>,
    /// The top of the page.
    pub headline: Headline,
}

/// Computes what `audience` may know of `content` at `now`.
pub fn board(content: &Content, audience: Audience, now: Instant) -> Board<'_> {
    assemble(content, content.incidents.iter().filter(|incident| !incident.drill), audience, now, false)
}

/// The same with drafts and with what comes out later, for our own eyes: nothing
/// that is published may be made from it.
pub fn with_waiting(content: &Content, audience: Audience, now: Instant) -> Board<'_> {
    assemble(content, content.incidents.iter().filter(|incident| !incident.drill), audience, now, true)
}

/// What `audience` may know of one incident, and of nothing else, at `now`. It
/// need not be one of the content: see [`up_to`].
pub fn board_of<'c>(
    content: &'c Content,
    incident: &'c Incident,
    audience: Audience,
    now: Instant,
) -> Board<'c> {
    assemble(content, std::iter::once(incident), audience, now, false)
}

/// An incident as it is once one of its updates has come out, and before the
/// next; what is a draft is taken as published, since somebody wants to see it.
/// `None` if there is no such update.
pub fn up_to(incident: &Incident, update: &str) -> Option<Incident> {
    let last = incident.update_index(update)?;
    let mut incident = incident.clone();
    incident.updates.truncate(last + 1);
    incident.updates[last].draft = false;
    Some(incident)
}

fn assemble<'c>(
    content: &'c Content,
    incidents: impl Iterator<Item = &'c Incident>,
    audience: Audience,
    now: Instant,
    waiting: bool,
) -> Board<'c> {
    let (shown, count) = shown(content);
    let visible: Vec<&'c Incident> =
        incidents.filter(|i| i.updates.iter().any(|u| is_visible(u, audience, now, waiting))).collect();
    let known: BTreeSet<&str> = visible.iter().map(|incident| incident.id.as_str()).collect();
    let terms = Terms::of(content);
    let around = Surroundings {
        terms: &terms,
        sources: &content.sources,
        people: &content.people,
        policy: &content.policy,
        shown: &shown,
        shown_count: count,
        known: &known,
        audience,
        now,
        waiting,
    };
    let ties = ties(&visible);
    let incidents: Vec<IncidentView<'_>> = visible
        .par_iter()
        .filter_map(|incident| {
            let merged = match &incident.retired {
                Some(Retired::MergedInto(id)) => {
                    let found = visible.binary_search_by(|i| i.id.as_str().cmp(&id.value)).ok();
                    found.map(|at| visible[at].title.value.as_str())
                }
                _ => None,
            };
            let ties = ties.get(incident.id.as_str()).cloned().unwrap_or_default();
            view(incident, &around, ties, merged)
        })
        .collect();
    arrange(content, incidents, audience, now)
}

/// A board on which one incident was read anew: the only one of `content`, which
/// in all else says what the board was made from. `None` if that incident was not on
/// the board or would not be any more, so that others may look otherwise too.
pub fn exchange<'c>(board: Board<'c>, content: &'c Content, waiting: bool) -> Option<Board<'c>> {
    let Board { now, audience, mut incidents, .. } = board;
    let new = content.incidents.first()?;
    let at = incidents.iter().position(|incident| incident.id == new.id)?;
    let (shown, count) = shown(content);
    let known: BTreeSet<&str> = incidents.iter().map(|incident| incident.id).collect();
    let terms = Terms::of(content);
    let around = Surroundings {
        terms: &terms,
        sources: &content.sources,
        people: &content.people,
        policy: &content.policy,
        shown: &shown,
        shown_count: count,
        known: &known,
        audience,
        now,
        waiting,
    };
    let ties = std::mem::take(&mut incidents[at].ties);
    incidents[at] = view(new, &around, ties, None)?;
    Some(arrange(content, incidents, audience, now))
}

/// The position of each service of the catalogue among those that readers see, and how many they see.
fn shown(content: &Content) -> (Vec<Option<usize>>, usize) {
    let mut count = 0;
    let mut position = |public: bool| {
        public.then(|| {
            count += 1;
            count - 1
        })
    };
    let shown = content.services.iter().map(|service| position(service.public)).collect();
    (shown, count)
}

/// Puts incidents in order, and computes what needs more than one.
fn arrange<'c>(
    content: &'c Content,
    mut incidents: Vec<IncidentView<'c>>,
    audience: Audience,
    now: Instant,
) -> Board<'c> {
    let count = content.services.iter().filter(|service| service.public).count();
    incidents.sort_by(|a, b| b.first_at.cmp(&a.first_at).then_with(|| a.id.cmp(b.id)));

    let indices = |wanted: &dyn Fn(&IncidentView<'_>) -> bool| -> Vec<usize> {
        incidents.iter().enumerate().filter(|(_, i)| wanted(i)).map(|(at, _)| at).collect()
    };
    let mut open = indices(&|i| i.is_open() && i.kind != Kind::Maintenance);
    open.sort_by_key(|at| (incidents[*at].works_again(), weight(&incidents[*at]), *at));
    let mut planned = indices(&|i| i.is_open() && i.kind == Kind::Maintenance);
    planned.sort_by_key(|at| (incidents[*at].fold.window.map(|w| w.start), *at));

    let services = services(content, &incidents, count, now);
    let headline = headline(&incidents, &open, &planned, now);
    Board {
        now,
        audience,
        site: public_site(content, audience),
        policy: &content.policy,
        groups: &content.groups,
        services,
        incidents,
        open,
        planned,
        headline,
    }
}

/// Worst first; a severity that was not stated weighs as much as major.
fn weight(incident: &IncidentView<'_>) -> Severity {
    incident.fold.severity.unwrap_or(Severity::Major)
}

fn services<'c>(
    content: &'c Content,
    incidents: &[IncidentView<'c>],
    count: usize,
    now: Instant,
) -> Vec<ServiceView<'c>> {
    let mut touched: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut because: Vec<Vec<(Rollup, usize)>> = vec![Vec::new(); count];
    for (at, incident) in incidents.iter().enumerate() {
        for service in 0..count {
            if incident.touched(service) {
                touched[service].push(at);
            }
            let rollup = incident.rollup(service, now);
            if rollup != Rollup::Fine {
                because[service].push((rollup, at));
            }
        }
    }
    let mut strips = strips(incidents, count, now, content.site.time_zone).into_iter();
    let public = content.services.iter().filter(|service| service.public);
    public
        .zip(touched)
        .zip(because)
        .map(|((service, incidents), mut because)| {
            because.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            // Silence is a reason only where there is no better one.
            let worst = because.first().map(|(rollup, _)| *rollup);
            because.retain(|(rollup, _)| *rollup != Rollup::NotStated || worst == Some(Rollup::NotStated));
            ServiceView {
                service,
                status: because.first().map_or(Rollup::Fine, |(rollup, _)| *rollup),
                because: because.into_iter().map(|(_, at)| at).collect(),
                strip: strips.next().unwrap_or_default(),
                incidents,
            }
        })
        .collect()
}

fn headline(incidents: &[IncidentView<'_>], open: &[usize], planned: &[usize], now: Instant) -> Headline {
    if let Some(worst) = open.first() {
        return Headline::Incident(*worst);
    }
    let under_way =
        planned.iter().find(|at| incidents[**at].counts(now) && !incidents[**at].unconfirmed(now));
    if let Some(at) = under_way {
        return Headline::Maintenance(*at);
    }
    match planned.iter().find(|at| incidents[**at].unconfirmed(now)) {
        Some(at) => Headline::Unconfirmed(*at),
        None => Headline::Fine,
    }
}

/// Whether a way to ask is for these readers.
pub(super) fn may_ask(contact: &Contact, audience: Audience) -> bool {
    !matches!(contact.audience, Some(Audience::Staff | Audience::Named)) || contact.audience == Some(audience)
}

fn public_site(content: &Content, audience: Audience) -> PublicSite<'_> {
    let site = &content.site;
    PublicSite {
        terms: &content.terms,
        name: &site.name,
        organisation: &site.organisation,
        url: &site.url,
        host: site.host(),
        language: &site.language,
        zone: site.time_zone,
        description: site.description.as_deref(),
        theme: &site.theme,
        legal_notice: site.legal_notice.as_deref(),
        contacts: site.contacts.iter().filter(|contact| may_ask(contact, audience)).collect(),
        audience_names: site
            .audience_names
            .iter()
            .map(|(audience, name, _)| (*audience, name.as_str()))
            .collect(),
    }
}
