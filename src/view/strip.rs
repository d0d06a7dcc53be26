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

/// The days up to `now`, and the instants at which each starts and the last ends.
fn days(now: Instant, zone: Zone) -> (Vec<Date>, Vec<Instant>) {
    let today = now.date(zone);
    let dates: Vec<Date> = (0..STRIP_DAYS as u64).rev().map(|back| today.back(back)).collect();
    let mut starts: Vec<Instant> = dates.iter().map(|date| date.start(zone)).collect();
    starts.push(today.next().start(zone));
    (dates, starts)
}

/// The strips of all services, in the board's order.
pub(super) fn strips(
    incidents: &[IncidentView<'_>],
    services: usize,
    now: Instant,
    zone: Zone,
) -> Vec<Vec<Day>> {
    let (dates, starts) = days(now, zone);
    let mut strips: Vec<Vec<Day>> = (0..services)
        .map(|_| {
            dates.iter().map(|date| Day { date: *date, worst: Rollup::Fine, incidents: Vec::new() }).collect()
        })
        .collect();
    for (index, incident) in incidents.iter().enumerate() {
        if incident.retired.is_some() || incident.fold.ended_at.is_some_and(|at| at < starts[0]) {
            continue;
        }
        for (service, from, to, rollup) in spans(incident, services, now) {
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

/// What a status makes of a day: one on which a service works again is as good as any.
fn trouble(status: Status) -> Rollup {
    if status.is_trouble() { status.into() } else { Rollup::Fine }
}

/// From when until when the incident made which service what.
fn spans(
    incident: &IncidentView<'_>,
    services: usize,
    now: Instant,
) -> Vec<(usize, Instant, Instant, Rollup)> {
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
            .map(|(service, _)| (service, window.start, end.min(now), Rollup::Maintenance))
            .filter(|(_, from, to, _)| from <= to)
            .collect();
    }
    let mut spans = Vec::new();
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
                spans.push((service, from, update.at, rollup));
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
        spans.extend(silent.map(|(service, _)| (service, incident.first_at, now, Rollup::NotStated)));
    }
    for (service, open) in current.into_iter().enumerate() {
        if let Some((from, rollup)) = open {
            spans.push((service, from, now, rollup));
        }
    }
    spans
}
