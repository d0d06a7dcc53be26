//! The board: everything that these readers may know at this instant.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::brief::{Brief, RetiredView};
use super::debts::Debts;
use super::incident::IncidentView;
use super::make::{Readers, Seen, Surroundings, debts, view};
use super::rollup::Rollup;
use super::strip::{Day, Stretch, Strips};
use super::ties::{TieView, ties};
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
    /// Incidents in brief, newest first word first; [`Board::incident`] makes the whole of one.
    pub incidents: Vec<Brief<'c>>,
    /// Open incidents that are not planned work, worst first: indices.
    pub open: Vec<usize>,
    /// Planned work that is not over, next first: indices.
    pub planned: Vec<usize>,
    /// The top of the page.
    pub headline: Headline,
    /// From when until when each incident made which service what, in the order of the incidents.
    stretches: Vec<Vec<Stretch>>,
    around: Surroundings<'c>,
    ties: Ties<'c>,
}

/// Ties between incidents, by id.
type Ties<'c> = BTreeMap<&'c str, Vec<TieView<'c>>>;

impl<'c> Board<'c> {
    /// All that these readers may know of an incident. It is made anew each time and not
    /// kept, so that what a board holds does not grow with the words of its incidents.
    pub fn incident(&self, at: usize) -> IncidentView<'c> {
        let brief = &self.incidents[at];
        let ties = self.ties.get(brief.id).cloned().unwrap_or_default();
        view(Seen::again(brief), &self.around, brief.retired, ties)
    }

    /// What the readers of an incident were owed after the first word, and when they were told.
    pub fn debts(&self, incident: &IncidentView<'_>) -> Debts {
        debts(incident.whole, &self.around)
    }

    /// The place of an incident on the board.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.incidents.iter().position(|incident| incident.id == id)
    }
}

/// Computes what `audience` may know of `content` at `now`.
pub fn board(content: &Content, audience: Audience, now: Instant) -> Board<'_> {
    let readers = Readers { audience, now, waiting: false };
    assemble(content, content.incidents.iter().filter(|incident| !incident.drill), readers)
}

/// The same with drafts and with what comes out later, for our own eyes: nothing
/// that is published may be made from it.
pub fn with_waiting(content: &Content, audience: Audience, now: Instant) -> Board<'_> {
    let readers = Readers { audience, now, waiting: true };
    assemble(content, content.incidents.iter().filter(|incident| !incident.drill), readers)
}

/// What `audience` may know of one incident, and of nothing else, at `now`. It
/// need not be one of the content: see [`up_to`].
pub fn board_of<'c>(
    content: &'c Content,
    incident: &'c Incident,
    audience: Audience,
    now: Instant,
) -> Board<'c> {
    assemble(content, std::iter::once(incident), Readers { audience, now, waiting: false })
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
    readers: Readers,
) -> Board<'c> {
    let seen: Vec<Seen<'c>> = incidents.filter_map(|incident| Seen::of(incident, content, readers)).collect();
    let titles: BTreeMap<&'c str, &'c str> = seen
        .iter()
        .map(|seen| (seen.whole.incident.id.as_str(), seen.whole.incident.title.value.as_str()))
        .collect();
    let around = Surroundings::new(content, titles.keys().copied().collect(), readers);
    let strips = Strips::new(readers.now, content.site.time_zone, around.services());
    let briefs = seen
        .par_iter()
        .map(|seen| {
            let retired = retired(seen.whole.incident, |id| titles.get(id).copied());
            let view = view(*seen, &around, retired, Vec::new());
            let stretches = strips.stretches(&view);
            (view.brief, stretches)
        })
        .collect();
    let ties = ties(&seen);
    arrange(content, briefs, around, ties, &strips)
}

/// A board on which one incident was read anew: the only one of `content`, which
/// in all else says what the board was made from. `None` if that incident was not on
/// the board or would not be any more, so that others may look otherwise too.
pub fn exchange<'c>(board: Board<'c>, content: &'c Content) -> Option<Board<'c>> {
    let Board { now, mut incidents, mut stretches, around, ties, .. } = board;
    let new = content.incidents.first()?;
    let at = incidents.iter().position(|incident| incident.id == new.id)?;
    let strips = Strips::new(now, content.site.time_zone, around.services());
    let title = |id: &str| incidents.iter().find(|incident| incident.id == id).map(|incident| incident.title);
    let retired = retired(new, title);
    let view = view(Seen::of(new, content, around.readers())?, &around, retired, Vec::new());
    stretches[at] = strips.stretches(&view);
    incidents[at] = view.brief;
    let briefs = incidents.into_iter().zip(stretches).collect();
    Some(arrange(content, briefs, around, ties, &strips))
}

/// Why an incident is out of the list; `title` knows the titles of those that may be known.
fn retired<'c>(incident: &'c Incident, title: impl Fn(&str) -> Option<&'c str>) -> Option<RetiredView<'c>> {
    incident.retired.as_ref().map(|retired| match retired {
        Retired::MergedInto(id) => RetiredView::MergedInto(&id.value, title(&id.value)),
        Retired::Withdrawn(why) => RetiredView::Withdrawn(why),
    })
}

/// Puts incidents in order, and computes what needs more than one.
fn arrange<'c>(
    content: &'c Content,
    mut briefs: Vec<(Brief<'c>, Vec<Stretch>)>,
    around: Surroundings<'c>,
    ties: Ties<'c>,
    strips: &Strips,
) -> Board<'c> {
    let Readers { audience, now, .. } = around.readers();
    briefs.sort_by(|(a, _), (b, _)| b.first_at.cmp(&a.first_at).then_with(|| a.id.cmp(b.id)));
    let (incidents, stretches): (Vec<Brief<'_>>, Vec<Vec<Stretch>>) = briefs.into_iter().unzip();

    let indices = |wanted: &dyn Fn(&Brief<'_>) -> bool| -> Vec<usize> {
        incidents.iter().enumerate().filter(|(_, i)| wanted(i)).map(|(at, _)| at).collect()
    };
    let mut open = indices(&|i| i.is_open() && i.kind != Kind::Maintenance);
    open.sort_by_key(|at| (incidents[*at].works_again(), weight(&incidents[*at]), *at));
    let mut planned = indices(&|i| i.is_open() && i.kind == Kind::Maintenance);
    planned.sort_by_key(|at| (incidents[*at].window.map(|w| w.start), *at));

    let services = services(content, &incidents, strips.of(&stretches), now);
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
        stretches,
        around,
        ties,
    }
}

/// Worst first; a severity that was not stated weighs as much as major.
fn weight(incident: &Brief<'_>) -> Severity {
    incident.severity.unwrap_or(Severity::Major)
}

fn services<'c>(
    content: &'c Content,
    incidents: &[Brief<'c>],
    strips: Vec<Vec<Day>>,
    now: Instant,
) -> Vec<ServiceView<'c>> {
    let count = strips.len();
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
    let public = content.services.iter().filter(|service| service.public);
    public
        .zip(touched)
        .zip(because)
        .zip(strips)
        .map(|(((service, incidents), mut because), strip)| {
            because.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            // Silence is a reason only where there is no better one.
            let worst = because.first().map(|(rollup, _)| *rollup);
            because.retain(|(rollup, _)| *rollup != Rollup::NotStated || worst == Some(Rollup::NotStated));
            ServiceView {
                service,
                status: because.first().map_or(Rollup::Fine, |(rollup, _)| *rollup),
                because: because.into_iter().map(|(_, at)| at).collect(),
                strip,
                incidents,
            }
        })
        .collect()
}

fn headline(incidents: &[Brief<'_>], open: &[usize], planned: &[usize], now: Instant) -> Headline {
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
