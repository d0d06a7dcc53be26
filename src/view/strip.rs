//! Ninety days of one service, a day at a time: the worst of each day.

use super::incident::IncidentView;
use super::rollup::Rollup;
use crate::model::time::{Date, Instant, Zone};
use crate::model::{Kind, Status};

/// How many days a strip shows, today included.
pub const STRIP_DAYS: usize = 90;

/// One day of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day in the site's zone.
    pub date: Date,
    /// The worst of it.
    pub worst: Rollup,
    /// Incidents that touched the service that day: indices into the board's incidents.
    pub incidents: Vec<usize>,
}

/// From when until when an incident made a service what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    service: usize,
    from: Instant,
    to: Instant,
    rollup: Rollup,
}

/// The days that strips show.
pub(super) struct Strips {
    dates: Vec<Date>,
    /// The instants at which each day starts and the last ends.
    starts: Vec<Instant>,
    services: usize,
    now: Instant,
}

impl Strips {
    /// Strips of `services` services up to `now`.
    pub(super) fn new(now: Instant, zone: Zone, services: usize) -> Self {
        let today = now.date(zone);
        let dates: Vec<Date> = (0..STRIP_DAYS as u64).rev().map(|back| today.back(back)).collect();
        let mut starts: Vec<Instant> = dates.iter().map(|date| date.start(zone)).collect();
        starts.push(today.next().start(zone));
        Self { dates, starts, services, now }
    }

    /// What an incident puts into the strips.
    pub(super) fn stretches(&self, incident: &IncidentView<'_>) -> Vec<Stretch> {
        if incident.retired.is_some() || incident.ended_at.is_some_and(|at| at < self.starts[0]) {
            return Vec::new();
        }
        stretches(incident, self.services, self.now)
    }

    /// The strips of all services, in the board's order, from the stretches of all incidents in theirs.
    pub(super) fn of(&self, incidents: &[Vec<Stretch>]) -> Vec<Vec<Day>> {
        let day = |date: &Date| Day { date: *date, worst: Rollup::Fine, incidents: Vec::new() };
        let mut strips: Vec<Vec<Day>> =
            (0..self.services).map(|_| self.dates.iter().map(day).collect()).collect();
        let starts = &self.starts;
        for (index, stretches) in incidents.iter().enumerate() {
            for Stretch { service, from, to, rollup } in stretches.iter().copied() {
                let first = starts.partition_point(|start| *start <= from).saturating_sub(1);
                for day in first..STRIP_DAYS {
                    if starts[day] >= to && starts[day] > from {
                        break;
                    }
                    if starts[day + 1] <= from {
                        continue;
                    }
                    let day = &mut strips[service][day];
                    day.worst = day.worst.max(rollup);
                    if day.incidents.last() != Some(&index) {
                        day.incidents.push(index);
                    }
                }
            }
        }
        strips
    }
}

/// What a status makes of a day: one on which a service works again is as good as any.
fn trouble(status: Status) -> Rollup {
    if status.is_trouble() { status.into() } else { Rollup::Fine }
}

/// From when until when the incident made which service what.
fn stretches(incident: &IncidentView<'_>, services: usize, now: Instant) -> Vec<Stretch> {
    if incident.kind == Kind::Maintenance {
        let begun = incident.updates.iter().any(|u| u.state.is_under_way());
        let Some(window) = incident.fold.window else { return Vec::new() };
        if !begun && !incident.counts(now) {
            return Vec::new();
        }
        let end = incident.fold.ended_at.unwrap_or(now);
        return incident
            .fold
            .services
            .iter()
            .enumerate()
            .filter(|(_, stated)| stated.is_some_and(|s| s.status != Status::NotAffected))
            .map(|(service, _)| Stretch {
                service,
                from: window.start,
                to: end.min(now),
                rollup: Rollup::Maintenance,
            })
            .filter(|stretch| stretch.from <= stretch.to)
            .collect();
    }
    let mut found = Vec::new();
    let mut current: Vec<Option<(Instant, Rollup)>> = vec![None; services];
    let mut stated: Vec<Rollup> = vec![Rollup::Fine; services];
    let mut touched: Vec<bool> = vec![false; services];
    let mut over = false;
    for update in &incident.updates {
        let mut set = |service: usize, rollup: Rollup| {
            let open = &mut current[service];
            if open.map(|(_, rollup)| rollup) == Some(rollup) {
                return;
            }
            let first = !touched[service];
            touched[service] |= rollup != Rollup::Fine;
            if let Some((from, rollup)) = open.take() {
                found.push(Stretch { service, from, to: update.at, rollup });
            }
            if rollup != Rollup::Fine {
                let began = incident.impact_began_at.and_then(|m| m.at).filter(|at| first && *at < update.at);
                *open = Some((began.unwrap_or(update.at), rollup));
            }
        };
        if let Some(all) = update.all_services {
            let named = |service: usize| update.services.iter().any(|(named, _)| *named == service);
            for service in (0..services).filter(|service| !named(*service)) {
                stated[service] = trouble(all.status);
            }
        }
        for (service, value) in &update.services {
            stated[*service] = trouble(value.status);
        }
        // What has ended makes nothing red; what comes back has what was stated last.
        let ended = update.state.is_ended();
        if ended && over {
            continue;
        }
        for (service, rollup) in stated.iter().enumerate() {
            set(service, if ended { Rollup::Fine } else { *rollup });
        }
        over = ended;
    }
    if incident.counts(now) && incident.owes_services() {
        // What nobody has spoken of yet is not fine while the incident is open.
        let silent = incident.fold.services.iter().enumerate().filter(|(_, stated)| stated.is_none());
        let from = incident.first_at;
        found.extend(silent.map(|(service, _)| Stretch {
            service,
            from,
            to: now,
            rollup: Rollup::NotStated,
        }));
    }
    for (service, open) in current.into_iter().enumerate() {
        if let Some((from, rollup)) = open {
            found.push(Stretch { service, from, to: now, rollup });
        }
    }
    found
}
