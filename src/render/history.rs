//! The history: an index of years, and a page for each year.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::parts::{Row, row};
use crate::view::{Board, routes};
use crate::words::Arg;

/// The incidents of a year, newest first: indices.
#[derive(Debug)]
pub(super) struct Year {
    pub(super) year: i32,
    incidents: Vec<usize>,
}

/// The years that have incidents, newest first; an incident belongs to the
/// year of its first word, in the site's zone.
pub(super) fn years(board: &Board<'_>) -> Vec<Year> {
    let mut years: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (at, incident) in board.incidents.iter().enumerate() {
        years.entry(incident.first_at.local(board.site.zone).year).or_default().push(at);
    }
    years.into_iter().rev().map(|(year, incidents)| Year { year, incidents }).collect()
}

/// The index of years.
#[derive(Debug, Serialize)]
pub(super) struct History {
    title: String,
    years: Vec<YearLine>,
    corrections: String,
}

#[derive(Debug, Serialize)]
struct YearLine {
    year: i32,
    href: String,
    count: String,
    newest: Vec<Row>,
}

/// The model of the index.
pub(super) fn model(renderer: &Renderer<'_, '_>, years: &[Year]) -> History {
    let words = &renderer.theme.words;
    let root = routes::up(routes::HISTORY);
    History {
        title: words.get("history-title"),
        years: years
            .iter()
            .enumerate()
            .map(|(at, year)| YearLine {
                year: year.year,
                href: format!("{root}{}", routes::page(&routes::year(year.year))),
                count: words.say(
                    "incidents",
                    &[("n", Arg::Number(i64::try_from(year.incidents.len()).unwrap_or(0)))],
                ),
                // The newest of the newest year stand here, so that the usual visitor needs no second page.
                newest: if at == 0 {
                    year.incidents.iter().take(10).map(|at| row(renderer, *at, &root)).collect()
                } else {
                    Vec::new()
                },
            })
            .collect(),
        corrections: format!("{root}{}", routes::page(routes::CORRECTIONS)),
    }
}

/// A year, month by month.
#[derive(Debug, Serialize)]
pub(super) struct YearPage {
    title: String,
    history: String,
    months: Vec<Month>,
}

#[derive(Debug, Serialize)]
struct Month {
    name: String,
    rows: Vec<Row>,
}

/// The model of a year.
pub(super) fn year(renderer: &Renderer<'_, '_>, year: &Year) -> YearPage {
    let words = &renderer.theme.words;
    let root = routes::up(&routes::year(year.year));
    let mut months: Vec<(u32, Vec<Row>)> = Vec::new();
    for at in &year.incidents {
        let month = renderer.board.incidents[*at].first_at.local(renderer.board.site.zone).month;
        if months.last().is_none_or(|(last, _)| *last != month) {
            months.push((month, Vec::new()));
        }
        if let Some((_, rows)) = months.last_mut() {
            rows.push(row(renderer, *at, &root));
        }
    }
    YearPage {
        title: words.say("year-title", &[("year", Arg::Text(&year.year.to_string()))]),
        history: format!("{root}{}", routes::page(routes::HISTORY)),
        months: months
            .into_iter()
            .map(|(month, rows)| Month { name: format!("{} {}", words.month(month), year.year), rows })
            .collect(),
    }
}
