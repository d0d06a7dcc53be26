//! The pieces of a text and the times of its front matter → updates in order, each
//! with a time, a type and a state. Times never run backwards; every time that the
//! page did not tell is noted.

use super::issue::Issue;
use super::kind::Kind;
use super::label::Role;
use super::split::{Piece, says_it_is_over};
use super::time::{DAY, Moment, Remark, Stamp};
use crate::import::report::{Deed, FileReport, count};

/// One update, before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// When its words became public, as far as we know.
    pub(super) at: Moment,
    /// Its type in our files.
    pub(super) kind: &'static str,
    /// Its state, if it says one.
    pub(super) state: Option<&'static str>,
    /// When the trouble ended, if that was before these words.
    pub(super) fixed_at: Option<Moment>,
    /// Whether the incident is over with it, or was before.
    pub(super) over: bool,
    /// Its words.
    pub(super) text: String,
}

/// The updates of one incident.
#[derive(Debug)]
pub(super) struct Timeline {
    /// When it began.
    pub(super) start: Moment,
    /// The window of a maintenance.
    pub(super) window: Option<(Moment, Moment)>,
    /// The updates, oldest first.
    pub(super) steps: Vec<Step>,
}

/// Orders the pieces of `issue`.
pub(super) fn plan(issue: &Issue, kind: Kind, mut pieces: Vec<Piece>, report: &mut FileReport) -> Timeline {
    let start =
        issue.date.or_else(|| pieces.iter().find_map(|p| Some(p.told.as_ref()?.at))).unwrap_or_else(|| {
            report
                .note(Deed::Guessed, "It tells no time at all; 1970-01-01 was written so that you find it.");
            Moment::of(1970, 1, 1, 0)
        });
    let ended = issue.ended;
    let resolved = resolved(issue, report);
    let end = if resolved { Some(end_of(issue, start, report)) } else { None };
    for piece in &mut pieces {
        if let Some(stamp) = piece.told.take_if(|stamp| !is_likely(stamp.at, start, ended)) {
            report.note(
                Deed::LeftOut,
                format!("The text tells the time {}, too far from the rest to be true.", stamp.at),
            );
        }
    }
    let window = window(kind, issue, start, report);
    let closing = end.and_then(|_| closing_piece(&pieces, ended));
    let times = times(&pieces, start, report);
    let mut steps: Vec<Step> = Vec::new();
    for (at, (piece, time)) in pieces.iter().zip(&times).enumerate() {
        let over = closing.is_some_and(|closing| at > closing);
        steps.push(Step {
            at: *time,
            kind: if at > 0 {
                "progress"
            } else if kind == Kind::Notice {
                "notice"
            } else {
                "first"
            },
            state: if over { None } else { state(kind, piece, at == 0, *time, start) },
            fixed_at: None,
            over,
            text: piece.text.clone(),
        });
    }
    if let Some(end) = end {
        close(&mut steps, &pieces, closing, end, kind, report);
    } else if kind == Kind::Notice
        && issue.resolved.is_none()
        && !issue.pinned
        && let Some(last) = steps.last_mut()
    {
        last.state = Some("closed");
        last.over = true;
    }
    Timeline { start, window, steps }
}

/// Whether the issue is over.
fn resolved(issue: &Issue, report: &mut FileReport) -> bool {
    match issue.resolved {
        Some(true) => true,
        Some(false) => {
            if issue.ended.is_some() {
                report.note(Deed::Kept, "It is not resolved, although it has `resolvedWhen`: it stays open.");
            }
            false
        }
        None => {
            if !issue.informational {
                report.note(
                    Deed::Guessed,
                    "It does not say whether it is resolved; it stays open, as in cState.",
                );
            }
            false
        }
    }
}

/// When the issue ended.
fn end_of(issue: &Issue, start: Moment, report: &mut FileReport) -> Moment {
    match issue.ended {
        Some(end) if end < start => {
            report.note(
                Deed::Guessed,
                format!("`resolvedWhen` ({end}) lies before `date` ({start}): the end was put after the last update."),
            );
            start
        }
        Some(end) => end,
        None => {
            report.note(
                Deed::Guessed,
                "It is resolved, but has no `resolvedWhen`: the end was put after the last update.",
            );
            start
        }
    }
}

/// Whether a time in the text can belong to the issue.
fn is_likely(told: Moment, start: Moment, end: Option<Moment>) -> bool {
    told.since(start) >= -60 * DAY && told.since(end.unwrap_or(start).max(start)) <= 400 * DAY
}

fn window(kind: Kind, issue: &Issue, start: Moment, report: &mut FileReport) -> Option<(Moment, Moment)> {
    if kind != Kind::Maintenance {
        return None;
    }
    match issue.ended {
        Some(end) if end > start => Some((start, end)),
        _ => {
            report
                .note(Deed::LeftOut, "The `window` of the maintenance: its end is not known. Please add it.");
            None
        }
    }
}

/// Which piece says that it is over.
fn closing_piece(pieces: &[Piece], end: Option<Moment>) -> Option<usize> {
    let last = pieces.iter().rposition(|piece| piece.role != Some(Role::Review)).filter(|at| *at > 0)?;
    if pieces[last].role == Some(Role::Closing) {
        return Some(last);
    }
    let at_the_end = |piece: &Piece| piece.told.as_ref().is_some_and(|stamp| Some(stamp.at) == end);
    if let Some(at) = pieces.iter().skip(1).position(at_the_end) {
        return Some(at + 1);
    }
    says_it_is_over(&pieces[last].text).then_some(last)
}

/// The time of each piece, none before the one above it.
fn times(pieces: &[Piece], start: Moment, report: &mut FileReport) -> Vec<Moment> {
    let mut times: Vec<Moment> = Vec::new();
    let mut untold = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let day_only = |stamp: &&Stamp| stamp.remarks.contains(&Remark::NoTime);
        let before = times.last().copied();
        let time = match (&piece.told, before) {
            (Some(told), None) if day_only(&told) => start,
            (Some(told), None) => {
                if told.at != start {
                    report.note(
                        Deed::Kept,
                        format!("The first message tells the time {}, `date` is {start}.", told.at),
                    );
                }
                told.at
            }
            (Some(told), Some(before)) if told.at < before => {
                report.note(
                    Deed::Guessed,
                    format!(
                        "Update {} tells the time {}, before the one above it; it carries {before}.",
                        at + 1,
                        told.at
                    ),
                );
                before
            }
            (Some(told), Some(_)) => {
                for remark in told
                    .remarks
                    .iter()
                    .filter(|r| matches!(r, Remark::NoTime | Remark::NoZone | Remark::Rest(_)))
                {
                    report.note(
                        Deed::Guessed,
                        format!("A time in the text was read as {}: {remark}.", told.at),
                    );
                }
                told.at
            }
            (None, None) => start,
            (None, Some(before)) => {
                untold += 1;
                before
            }
        };
        times.push(time);
    }
    if untold > 0 {
        report.note(
            Deed::Guessed,
            format!(
                "{} without a time of its own; the last word carries the end, any other the time of the update before it.",
                count(untold, "update")
            ),
        );
    }
    times
}

fn state(kind: Kind, piece: &Piece, first: bool, at: Moment, start: Moment) -> Option<&'static str> {
    match kind {
        Kind::Notice => first.then_some("active"),
        Kind::Outage => match piece.role {
            Some(Role::Identified) => Some("identified"),
            Some(Role::Monitoring) => Some("monitoring"),
            Some(Role::Investigating) => Some("investigating"),
            Some(Role::Closing | Role::Review) if !first => Some("monitoring"),
            _ => first.then_some("investigating"),
        },
        Kind::Maintenance => {
            let lower = piece.text.to_lowercase();
            let moved = ["reschedul", "postpone"].iter().any(|word| lower.contains(word));
            if first {
                Some("scheduled")
            } else if moved {
                Some("rescheduled")
            } else {
                (at >= start).then_some("in_progress")
            }
        }
    }
}

/// Makes the closing piece the last word, or adds one.
fn close(
    steps: &mut Vec<Step>,
    pieces: &[Piece],
    closing: Option<usize>,
    end: Moment,
    kind: Kind,
    report: &mut FileReport,
) {
    let (state, words) = match kind {
        Kind::Outage => ("resolved", "resolved"),
        Kind::Maintenance => ("completed", "completed"),
        Kind::Notice => ("closed", "closed"),
    };
    let at = if let Some(at) = closing {
        at
    } else {
        let at = (1..steps.len()).find(|at| steps[*at].at > end && end > steps[0].at).unwrap_or(steps.len());
        report.note(Deed::Guessed, format!("No words say that it is over; a short last update says that the old page marked it as {words}."));
        steps.insert(
            at,
            Step {
                at: end,
                kind: "resolved",
                state: None,
                fixed_at: None,
                over: true,
                text: format!("The earlier status page marked this as {words}, without further words."),
            },
        );
        at
    };
    let before = steps[at - 1].at;
    let told = closing.and_then(|at| pieces[at].told.as_ref()).map(|stamp| stamp.at);
    let time = end.max(before).max(told.unwrap_or(end));
    if let Some(told) = told.filter(|told| *told != time) {
        report.note(
            Deed::Guessed,
            format!("The last word tells the time {told}; it carries {time}, when it ended."),
        );
    }
    if time > end && end > steps[0].at {
        steps[at].fixed_at = Some(end);
    }
    let step = &mut steps[at];
    step.at = time;
    step.kind = "resolved";
    step.state = Some(state);
    step.over = true;
    let mut latest = time;
    for (offset, later) in steps.iter_mut().skip(at + 1).enumerate() {
        let from = if closing.is_some() { at + 1 + offset } else { at + offset };
        later.over = true;
        later.state = None;
        later.at = later.at.max(latest);
        latest = later.at;
        if pieces.get(from).is_some_and(|piece| piece.role == Some(Role::Review)) {
            later.kind = "postmortem";
            later.state = (kind == Kind::Outage).then_some("reviewed");
        }
    }
}

#[cfg(test)]
mod tests;
