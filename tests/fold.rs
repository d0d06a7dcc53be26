//! Properties of the fold, on random incidents that go through real files.

mod support;

use candor::model::time::Instant;
use candor::model::{Audience, Named, Severity, Status};
use candor::read::{Reading, read};
use candor::view::{Rollup, board};
use proptest::prelude::*;
use support::Site;

const SERVICES: [&str; 3] = ["api", "search", "mail"];
const STATES: [&str; 4] = ["investigating", "identified", "fixing", "monitoring"];

/// One random update: minutes after the one before, and what it says.
#[derive(Debug, Clone)]
struct Draw {
    gap: i64,
    state: Option<usize>,
    severity: Option<usize>,
    services: Vec<(usize, usize)>,
    asks: Option<u32>,
    promise: Option<i64>,
    impact: bool,
}

fn draw() -> impl Strategy<Value = Draw> {
    (
        0..90_i64,
        proptest::option::of(0..STATES.len()),
        proptest::option::of(0..Severity::ALL.len()),
        proptest::collection::vec((0..SERVICES.len(), 0..7_usize), 0..3),
        proptest::option::of(1..5_u32),
        proptest::option::of(1..200_i64),
        any::<bool>(),
    )
        .prop_map(|(gap, state, severity, services, asks, promise, impact)| Draw {
            gap,
            state,
            severity,
            services,
            asks,
            promise,
            impact,
        })
}

/// The files of an incident: name and text, oldest first, and when each appears.
fn files(draws: &[Draw]) -> Vec<(String, String, Instant)> {
    let mut at = Instant::parse("2026-03-03 10:00 UTC").expect("a time");
    let mut asked = std::collections::BTreeSet::new();
    draws
        .iter()
        .enumerate()
        .map(|(index, draw)| {
            at = at.plus(draw.gap * 60);
            let mut text = format!("---\ntype: progress\nat: {}\n", at.written());
            if let Some(state) = draw.state {
                text.push_str(&format!("state: {}\n", STATES[state]));
            }
            if let Some(severity) = draw.severity {
                text.push_str(&format!("severity: {}\n", Severity::NAMES[severity]));
            }
            let mut services: Vec<(usize, usize)> = draw.services.clone();
            services.sort_unstable();
            services.dedup_by_key(|(service, _)| *service);
            if !services.is_empty() {
                text.push_str("services:\n");
                for (service, status) in &services {
                    text.push_str(&format!("  {}: {}\n", SERVICES[*service], Status::NAMES[*status]));
                }
            }
            if let Some(minutes) = draw.promise {
                text.push_str(&format!("next_update: {}\n", at.plus(minutes * 60).written()));
            }
            text.push_str("---\nWords.\n");
            if draw.impact {
                text.push_str(&format!("\n## Impact\nWhat readers notice, as of update {index}.\n"));
            }
            match draw.asks {
                Some(number) if asked.insert(number) => {
                    text.push_str(&format!(
                        "\n## What we don't know yet\n- Q{number}: Question number {number}?\n"
                    ));
                }
                Some(number) if index.is_multiple_of(2) => {
                    text.push_str(&format!(
                        "\n## What we don't know yet\n- Q{number}: Question number {number}?\n"
                    ));
                }
                _ => {}
            }
            (format!("incidents/one/{index:02}-update.md"), text, at)
        })
        .collect()
}

fn site(files: impl Iterator<Item = (String, String)>) -> Site {
    let site = Site::new();
    site.remove("incidents/one/01-first.md").file(
        "services.yaml",
        "services:\n  - { id: api, name: API }\n  - { id: search, name: Search }\n  - { id: mail, name: Mail }\n",
    );
    for (path, text) in files {
        site.file(&path, text);
    }
    site
}

fn sound(site: &Site) -> Reading {
    let reading = read(&site.content());
    assert!(reading.is_sound(), "{:#?}", reading.findings);
    reading
}

/// Everything that outputs are given, as text.
fn shown(reading: &Reading, now: Instant) -> String {
    let board = board(&reading.content, Audience::Public, now);
    let incidents: Vec<_> = (0..board.incidents.len()).map(|at| board.incident(at)).collect();
    format!("{board:?}\n{incidents:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// At any past instant the board is the one of a tree without what came later.
    #[test]
    fn the_fold_of_a_prefix_is_the_view_at_that_instant(draws in proptest::collection::vec(draw(), 1..8)) {
        let files = files(&draws);
        let whole = sound(&site(files.iter().map(|(path, text, _)| (path.clone(), text.clone()))));
        for (_, _, now) in &files {
            let so_far = files.iter().filter(|(.., at)| at <= now);
            let part = sound(&site(so_far.map(|(path, text, _)| (path.clone(), text.clone()))));
            prop_assert_eq!(shown(&whole, *now), shown(&part, *now));
        }
    }

    /// The order in which files came to lie on the disk changes nothing.
    #[test]
    fn the_order_of_files_on_disk_does_not_matter(draws in proptest::collection::vec(draw(), 1..8)) {
        let files = files(&draws);
        let now = files[files.len() - 1].2;
        let forwards = sound(&site(files.iter().map(|(path, text, _)| (path.clone(), text.clone()))));
        let backwards = sound(&site(files.iter().rev().map(|(path, text, _)| (path.clone(), text.clone()))));
        prop_assert_eq!(shown(&forwards, now), shown(&backwards, now));
    }

    /// A service is what the worst of all open incidents makes it, and nothing less.
    #[test]
    fn the_worst_wins(first in proptest::collection::vec(draw(), 1..4), second in proptest::collection::vec(draw(), 1..4)) {
        let one = files(&first);
        let two = files(&second);
        let other = two.iter().map(|(path, text, _)| (path.replace("/one/", "/two/"), text.clone()));
        let site = site(one.iter().map(|(path, text, _)| (path.clone(), text.clone())).chain(other));
        site.file("incidents/two/incident.yaml", "title: Another\nkind: outage\n");
        let reading = sound(&site);
        let now = Instant::parse("2026-03-05 10:00 UTC").expect("a time");
        let board = board(&reading.content, Audience::Public, now);
        for (at, service) in board.services.iter().enumerate() {
            let worst = (0..board.incidents.len())
                .map(|incident| board.incident(incident).fold.services[at])
                .map(|stated| stated.map_or(Rollup::NotStated, |stated| Rollup::from(stated.status)))
                .max()
                .unwrap_or(Rollup::Fine);
            prop_assert_eq!(service.status, worst);
        }
    }
}

#[test]
fn an_ended_incident_makes_nothing_red() {
    let site = Site::new();
    site.update("02-over", "type: resolved\nat: 2026-03-03 12:00 UTC", "It is over.");
    let reading = sound(&site);
    let board =
        board(&reading.content, Audience::Public, Instant::parse("2026-03-03 13:00 UTC").expect("a time"));
    assert!(board.services.iter().all(|service| service.status == Rollup::Fine));
    assert!(board.open.is_empty());
}

#[test]
fn trouble_is_ordered_from_down_to_fine() {
    assert!(
        Rollup::Down > Rollup::Partial && Rollup::Partial > Rollup::Exposed && Rollup::Exposed > Rollup::Slow
    );
    assert!(Rollup::Slow > Rollup::Checking && Rollup::Checking > Rollup::Maintenance);
    assert!(Rollup::Maintenance > Rollup::NotStated && Rollup::NotStated > Rollup::Fine);
}
