//! Rules about facts: what readers need to know, whether it is all there,
//! and whether the words agree with it.
//!
//! They look at what can still be mended: the last public update, because the
//! next one can say more, and all that wait to be published. What stood in
//! between is history.

pub(super) mod advice;
pub(super) mod agreement;
pub(super) mod began;
pub(super) mod breach;
pub(super) mod contacts;
pub(super) mod doing;
pub(super) mod exposure;
pub(super) mod impact;
pub(super) mod not_known;
pub(super) mod over;
pub(super) mod questions;
pub(super) mod said_times;
pub(super) mod services;
pub(super) mod speaker;
pub(super) mod voices;

#[cfg(test)]
mod tests;
mod words;

use super::{Case, Step};
use crate::finding::{Finding, Weight};
use crate::model::time::Instant;
use crate::model::{Content, Debt, Kind, Known, Update, UpdateType};
use crate::source::Span;

/// The steps that can still be mended, each with the one before it.
fn live<'a, 'c>(case: &'a Case<'c>) -> impl Iterator<Item = Live<'a, 'c>> {
    let from = if case.incident.retired.is_some() { case.steps.len() } else { case.live_from() };
    case.steps.iter().enumerate().skip(from).map(|(at, step)| {
        let before = at.checked_sub(1).and_then(|at| case.steps.get(at));
        Live { step, before, now: case.judged_at(step) }
    })
}

/// The same without first words written in a hurry: those owe, and are not judged.
fn full<'a, 'c>(case: &'a Case<'c>) -> impl Iterator<Item = Live<'a, 'c>> {
    live(case).filter(|live| !live.step.is_holding())
}

/// A step that can still be mended.
#[derive(Clone, Copy)]
struct Live<'a, 'c> {
    step: &'a Step<'c>,
    before: Option<&'a Step<'c>>,
    /// The instant by which it is judged.
    now: Instant,
}

impl Live<'_, '_> {
    /// Since when something is owed that this step does not have; `None` while there is time.
    fn overdue(&self, debt: Debt) -> Option<Instant> {
        self.step.debts.get(debt)?.due.filter(|due| self.now > *due)
    }

    /// Whether it tells what is new, rather than looking ahead or back.
    fn is_news(&self) -> bool {
        !matches!(self.step.update.kind, UpdateType::Reminder | UpdateType::Postmortem)
    }

    /// Whether nothing more is happening after it.
    fn is_over(&self) -> bool {
        self.step.fold.state.is_ended()
    }

    /// Whether it is this step that says that it is over.
    fn ends(&self) -> bool {
        self.is_over() && self.before.is_none_or(|before| !before.fold.state.is_ended())
    }
}

/// A correction is never held up by what the words that it corrects did not say either: that is to be
/// mended, and does not stop it.
fn spare_correction(live: &Live<'_, '_>, findings: &mut [Finding]) {
    if live.step.update.kind == UpdateType::Correction {
        for finding in findings.iter_mut().filter(|finding| finding.weight == Weight::Stop) {
            finding.weight = Weight::Fix;
        }
    }
}

/// Somebody got in, or could have.
fn is_security(kind: Kind) -> bool {
    matches!(kind, Kind::SecurityIncident | Kind::DataBreach)
}

/// Where a key of an update stands; its first line where it does not.
fn key(content: &Content, update: &Update, key: &str) -> Span {
    line(content, update, key).or_else(|| line(content, update, "type")).unwrap_or(update.at.span)
}

/// The line of the front matter that begins with a key.
fn line(content: &Content, update: &Update, key: &str) -> Option<Span> {
    let text = &content.sources.get(update.file).text;
    let end = update.body.whole.map_or(text.len(), |words| words.range().start);
    let mut from = 0;
    for line in text[..end].split_inclusive('\n') {
        let words = line.trim_end();
        if words.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Some(Span::new(update.file, from, from + words.len()));
        }
        from += line.len();
    }
    None
}

/// The first line of some words, so that a mark under them stays readable.
fn first_line(case: &Case<'_>, span: Span) -> Span {
    let words = case.text(span);
    let lead = words.len() - words.trim_start().len();
    let length = words.trim_start().lines().next().map_or(0, |line| line.trim_end().len());
    let from = span.range().start + lead;
    Span::new(span.file, from, from + length)
}

/// The words of a section of an update, where they stand.
fn section(update: &Update, known: Known) -> Option<Span> {
    update.body.sections.iter().find(|section| section.known == Some(known)).map(|section| section.text)
}

/// "Search, Uploads and 3 others".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [init @ .., last] if names.len() <= 4 => format!("{} and {last}", init.join(", ")),
        [first, second, third, rest @ ..] => {
            format!("{first}, {second}, {third} and {} others", rest.len())
        }
        [first, second] => format!("{first} and {second}"),
    }
}
