//! `candor owed`: everything that was promised or is due, in one list.

use candor::model::Audience;
use candor::model::time::{Date, Instant, Period};
use candor::owed::{json, owed, text};
use candor::terminal::Clock;
use candor::view::board;
use clap::{Args, ValueEnum};

use super::{FOUND, REFUSED, report};

#[derive(Args)]
pub(super) struct Owed {
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// Leave out what is due after this instant, this day, or this length of time from now, such as `2 days`.
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// How to print the list.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Owed {
    pub(super) fn run(&self) -> u8 {
        let now = self.now.instant();
        let Some(reading) = super::sound(&self.content, "What is owed") else { return REFUSED };
        let zone = reading.content.site.time_zone;
        let until = match self.until.as_deref().map(|text| end(text, now, zone)) {
            None => None,
            Some(Some(until)) => Some(until),
            Some(None) => {
                report::say(
                    "`--until` has to be an instant such as `2026-05-22 12:00 UTC`, a day such as `2026-05-22`, or a length of time such as `2 days`.",
                );
                return REFUSED;
            }
        };
        let board = board(&reading.content, Audience::Public, now);
        let (mut list, findings) = owed(&reading.content, &board);
        if !findings.is_empty() {
            report::findings(&findings, &reading.content.sources, &self.content);
        }
        list.retain(|item| item.overdue || until.is_none_or(|until| item.due <= until));
        report::print(&match self.format {
            Format::Text => text::render(&list, &Clock { zone, now }),
            Format::Json => json::render(&list, now),
        });
        if list.iter().any(|item| item.overdue) { FOUND } else { 0 }
    }
}

/// The instant that a text names: itself, the end of a day, or a while from now.
fn end(text: &str, now: Instant, zone: candor::model::time::Zone) -> Option<Instant> {
    if let Ok(at) = Instant::parse(text) {
        return Some(at);
    }
    if let Ok(day) = Date::parse(text) {
        return Some(day.next().start(zone).plus(-1));
    }
    Period::parse(text).map(|period| now.after(period))
}
