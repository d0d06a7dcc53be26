//! The record of one incident in numbers, so that one response can be compared
//! with another and with the next. It holds what the page says and what follows
//! from it, and is the same to the byte for the same content and instant.

use serde::Serialize;

use super::{Card, Row, Verdict};
use crate::model::time::Instant;
use crate::model::{Kind, Named, UpdateType};
use crate::view::{IncidentView, Kept};

/// The version of this shape.
const VERSION: u32 = 1;

/// `record.json`. Lengths of time are in seconds.
#[derive(Debug, Clone, Serialize)]
pub struct Record<'a> {
    version: u32,
    incident: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    title: &'a str,
    kind: &'static str,
    state: &'static str,
    severity: Option<&'static str>,
    detected_at: Option<String>,
    first_word_at: String,
    last_word_at: String,
    fixed_at: Option<String>,
    ended_at: Option<String>,
    /// From when it was noticed to the first word for everybody.
    pub time_to_first_word: Option<i64>,
    /// The same for each channel on which the word was spread, by its first use.
    first_word_by_channel: Vec<ByChannel<'a>>,
    /// From when it was noticed to the first word to those known to be hit;
    /// measured in private, and published only if that was.
    pub time_to_direct_notice: Option<i64>,
    /// The longest time without a word before the end, the one that lasts still included.
    pub longest_silence: Option<i64>,
    promises: Promises,
    unknowns: Unknowns,
    corrections: usize,
    /// From when it was noticed until it worked again.
    pub time_to_fix: Option<i64>,
    /// From the end to the review.
    pub days_to_postmortem: Option<i64>,
    questions: Vec<Standing<'a>>,
    reader_test: &'a super::Reader,
}

#[derive(Debug, Clone, Serialize)]
struct ByChannel<'a> {
    channel: &'a str,
    at: String,
    seconds: Option<i64>,
}

/// What became of promised updates.
#[derive(Debug, Clone, Copy, Serialize)]
struct Promises {
    made: usize,
    kept: usize,
    late: usize,
    broken: usize,
}

/// What became of questions.
#[derive(Debug, Clone, Copy, Serialize)]
struct Unknowns {
    opened: usize,
    answered: usize,
    unknowable: usize,
    median_hours: Option<f64>,
}

/// A question of the litmus test and how it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Standing<'a> {
    question: &'static str,
    #[serde(rename = "standing")]
    is: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    late_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    note: &'a str,
}

impl<'a> From<&'a Row> for Standing<'a> {
    fn from(row: &'a Row) -> Self {
        let (is, at, late_seconds, due) = match row.verdict {
            Verdict::Done { at, late } => ("done", Some(at), late, None),
            Verdict::Owed { by } => ("owed", None, None, by),
            Verdict::Missing { since } => ("missing", None, None, since),
            Verdict::NotAsked => ("not_asked", None, None, None),
        };
        Self {
            question: row.asked.name(),
            is,
            at: at.map(Instant::rfc3339),
            late_seconds,
            due: due.map(Instant::rfc3339),
            note: &row.note,
        }
    }
}

impl<'a> Record<'a> {
    /// The record of an incident at `now`, with its score card.
    pub fn new(view: &'a IncidentView<'_>, card: &'a Card, now: Instant) -> Self {
        let noticed = view.detection.at.filter(|_| !view.backfilled);
        let fixed = view.fold.fixed_at.and_then(|moment| moment.at);
        let postmortem = view.updates.iter().find(|update| update.kind == UpdateType::Postmortem);
        Self {
            version: VERSION,
            incident: view.id,
            reference: view.reference,
            title: view.title,
            kind: view.kind.name(),
            state: view.fold.state.name(),
            severity: view.fold.severity.map(Named::name),
            detected_at: view.detection.at.map(Instant::rfc3339),
            first_word_at: view.first_at.rfc3339(),
            last_word_at: view.last_at.rfc3339(),
            fixed_at: fixed.map(Instant::rfc3339),
            ended_at: view.fold.ended_at.map(Instant::rfc3339),
            time_to_first_word: noticed.and_then(|noticed| length(noticed, view.first_at)),
            first_word_by_channel: by_channel(view, noticed),
            time_to_direct_notice: None,
            longest_silence: longest_silence(view, now),
            promises: promises(view),
            unknowns: unknowns(view),
            corrections: view.corrections.len(),
            time_to_fix: noticed
                .zip(fixed)
                .filter(|_| view.kind != Kind::Maintenance)
                .and_then(|(noticed, fixed)| length(noticed, fixed)),
            days_to_postmortem: view
                .fold
                .ended_at
                .zip(postmortem)
                .and_then(|(ended, review)| length(ended, review.at))
                .map(|seconds| (seconds + 43_200) / 86_400),
            questions: card.rows.iter().map(Standing::from).collect(),
            reader_test: &card.reader,
        }
    }

    /// Adds when those known to be hit were told, for a record that is not published.
    #[must_use]
    pub fn with_direct_notice(mut self, noticed: Option<Instant>, told: Option<Instant>) -> Self {
        self.time_to_direct_notice = noticed.zip(told).and_then(|(noticed, told)| length(noticed, told));
        self
    }
}

/// Seconds between two instants, if they are in that order.
fn length(from: Instant, to: Instant) -> Option<i64> {
    let seconds = to.since(from);
    (seconds >= 0).then_some(seconds)
}

fn by_channel<'a>(view: &IncidentView<'a>, noticed: Option<Instant>) -> Vec<ByChannel<'a>> {
    let mut firsts: Vec<(Instant, &str)> = Vec::new();
    for channel in view.updates.iter().flat_map(|update| &update.channels) {
        match firsts.iter_mut().find(|(_, name)| *name == channel.channel) {
            Some((at, _)) => *at = (*at).min(channel.sent_at),
            None => firsts.push((channel.sent_at, &channel.channel)),
        }
    }
    firsts.sort_unstable();
    let entry = |(at, channel): (Instant, &'a str)| ByChannel {
        channel,
        at: at.rfc3339(),
        seconds: noticed.and_then(|noticed| length(noticed, at)),
    };
    firsts.into_iter().map(entry).collect()
}

/// Between words while it was open, and since the last one while it is; what came after the end
/// broke no silence.
fn longest_silence(view: &IncidentView<'_>, now: Instant) -> Option<i64> {
    let pairs = view.updates.windows(2).filter(|pair| !pair[0].state.is_ended());
    let running = view.is_open().then(|| now.since(view.last_at));
    pairs.map(|pair| pair[1].at.since(pair[0].at)).chain(running).max()
}

fn promises(view: &IncidentView<'_>) -> Promises {
    let count = |wanted: fn(Kept) -> bool| view.promises.iter().filter(|p| wanted(p.kept)).count();
    Promises {
        made: view.promises.len(),
        kept: count(|kept| matches!(kept, Kept::InTime { .. })),
        late: count(|kept| matches!(kept, Kept::Late { .. })),
        broken: count(|kept| matches!(kept, Kept::Broken { .. })),
    }
}

fn unknowns(view: &IncidentView<'_>) -> Unknowns {
    let questions = view.fold.questions.iter();
    let answers = questions.clone().filter_map(|question| Some((question, question.answer?)));
    let (known, unknowable): (Vec<_>, Vec<_>) = answers.partition(|(_, answer)| answer.value.1);
    let mut minutes: Vec<i64> =
        known.iter().map(|(question, answer)| answer.at.since(question.opened_at) / 60).collect();
    minutes.sort_unstable();
    Unknowns {
        opened: questions.count(),
        answered: known.len(),
        unknowable: unknowable.len(),
        median_hours: median(&minutes),
    }
}

/// The median of sorted minutes, in hours with one digit after the point.
fn median(minutes: &[i64]) -> Option<f64> {
    let (low, high) = (minutes.get(minutes.len().checked_sub(1)? / 2)?, minutes.get(minutes.len() / 2)?);
    let tenths = ((low + high) + 6) / 12;
    Some(f64::from(i32::try_from(tenths).ok()?) / 10.0)
}
