//! The questions of the litmus test, each as done, owed or missing.

use crate::model::time::{Instant, Period};
use crate::model::{
    Contact, DataAccess, DataReach, Debt, DetectionSource, Kind, Promise, Purpose, Severity, Status, lookup,
    named,
};
use crate::terminal::length;
use crate::view::{Board, Debts, IncidentView, Kept, WindowEdge};

named! {
    /// A question of the litmus test.
    Asked, "question of the litmus test" {
        /// How fast was the first word?
        FirstWord = "first_word",
        /// Who speaks, by name?
        WhoSpeaks = "who_speaks",
        /// What is affected, and what is not?
        AffectedAndNot = "affected_and_not_affected",
        /// How long were people exposed?
        Exposure = "exposure",
        /// What was done?
        ActionsTaken = "actions_taken",
        /// What is not known?
        Unknowns = "unknowns",
        /// Could somebody have reached data?
        DataReached = "data_reached",
        /// What should each audience do?
        NextSteps = "next_steps",
        /// Where can readers ask?
        WhereToAsk = "where_to_ask",
        /// Were promises kept?
        PromisesKept = "promises_kept",
        /// Were questions answered?
        QuestionsAnswered = "questions_answered",
    }
}

impl Asked {
    /// The question in a few words.
    pub fn heading(self) -> &'static str {
        match self {
            Self::FirstWord => "First word",
            Self::WhoSpeaks => "Who speaks",
            Self::AffectedAndNot => "Affected, not affected",
            Self::Exposure => "How long exposed",
            Self::ActionsTaken => "What was done",
            Self::Unknowns => "What is not known",
            Self::DataReached => "Could data be reached",
            Self::NextSteps => "Next steps for each",
            Self::WhereToAsk => "Where to ask",
            Self::PromisesKept => "Promises kept",
            Self::QuestionsAnswered => "Questions answered",
        }
    }
}

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Readers were told.
    Done {
        /// When.
        at: Instant,
        /// How many seconds too late.
        late: Option<i64>,
    },
    /// Readers wait, and may.
    Owed {
        /// By when they are owed it, if a time is set.
        by: Option<Instant>,
    },
    /// Readers were not told in time, or not at all.
    Missing {
        /// Since when it is missing, if a time was set.
        since: Option<Instant>,
    },
    /// This incident does not raise the question.
    NotAsked,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The question.
    pub asked: Asked,
    /// How it stands.
    pub verdict: Verdict,
    /// What there is, or what is lacking, in a few words.
    pub note: String,
}

/// All questions, in the order in which readers ask them.
pub(super) fn rows(board: &Board<'_>, view: &IncidentView<'_>) -> Vec<Row> {
    let debts = board.debts(view);
    let row = |asked, (verdict, note): (Verdict, String)| Row { asked, verdict, note };
    vec![
        row(Asked::FirstWord, first_word(board, view)),
        row(Asked::WhoSpeaks, who_speaks(board, view, &debts)),
        row(Asked::AffectedAndNot, services(board, view, &debts)),
        row(Asked::Exposure, exposure(board, &debts)),
        row(Asked::ActionsTaken, actions_taken(board, view, &debts)),
        row(Asked::Unknowns, unknowns(board, view, &debts)),
        row(Asked::DataReached, data(board, view, &debts)),
        row(Asked::NextSteps, next_steps(board, view, &debts)),
        row(Asked::WhereToAsk, where_to_ask(board, view)),
        row(Asked::PromisesKept, promises(board, view)),
        row(Asked::QuestionsAnswered, answers(board, view)),
    ]
}

/// `1 way`, `3 ways`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How a debt stands.
fn debt(board: &Board<'_>, debts: &Debts, debt: Debt) -> Verdict {
    let Some(now) = debts.get(debt) else { return Verdict::NotAsked };
    match (now.done, now.due) {
        (Some(at), _) => Verdict::Done { at, late: now.late_by() },
        (None, Some(due)) if now.lapsed || now.is_overdue(board.now) => Verdict::Missing { since: Some(due) },
        (None, Some(due)) => Verdict::Owed { by: Some(due) },
        (None, None) => Verdict::NotAsked,
    }
}

/// What nobody asked for and readers were told all the same is done.
fn or_said(verdict: Verdict, said: Option<Instant>) -> Verdict {
    match (verdict, said) {
        (Verdict::NotAsked, Some(at)) => Verdict::Done { at, late: None },
        (verdict, _) => verdict,
    }
}

fn done(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Done { .. })
}

/// How long after it was noticed everybody heard of it. Planned work is told
/// before it begins, and a flaw at the date that all who fix it agreed on.
fn first_word(board: &Board<'_>, view: &IncidentView<'_>) -> (Verdict, String) {
    let at = view.first_at;
    let on_time = Verdict::Done { at, late: None };
    if view.kind == Kind::Maintenance {
        let start = view.updates.iter().find_map(|_| view.fold.window).map(|window| window.start);
        return match start {
            Some(start) if start > at => (on_time, format!("{} before the work", length(start.since(at)))),
            Some(_) => (on_time, "not before the work".to_owned()),
            None => (on_time, String::new()),
        };
    }
    if view.backfilled {
        return (on_time, "published after it was over".to_owned());
    }
    let Some(noticed) = view.detection.at else {
        return (on_time, "when it was noticed is not said".to_owned());
    };
    let note = format!("{} after it was noticed", length(at.since(noticed)));
    let severity = view.updates.iter().find_map(|update| update.severity);
    let late = lookup(&board.policy.limits.first_word, view.kind)
        .get(severity)
        .zip(counted_from(view))
        .and_then(|(limit, from)| {
            let late = at.since(from.after(limit));
            (late > 0).then_some((late, limit))
        });
    match late {
        Some((late, limit)) => {
            let limit = match limit {
                Period::Seconds(seconds) => length(seconds),
                Period::WorkingDays(days) => counted(days as usize, "working day"),
            };
            (Verdict::Done { at, late: Some(late) }, format!("{note}; the limit is {limit}"))
        }
        None => (on_time, note),
    }
}

/// From when the limit of the first word runs: when it was noticed, or, for a
/// flaw that those who fix it keep to themselves, when others spoke of it.
fn counted_from(view: &IncidentView<'_>) -> Option<Instant> {
    use DetectionSource::{Attacker, Press, PublicReport};
    let in_public = matches!(view.detection.source, Some(PublicReport | Press | Attacker));
    if view.kind != Kind::Vulnerability || in_public {
        return view.detection.at;
    }
    let voices = view.updates.iter().filter_map(|update| update.facts).flat_map(|facts| &facts.other_voices);
    voices.filter_map(|voice| voice.seen_at).min()
}

fn who_speaks(board: &Board<'_>, view: &IncidentView<'_>, debts: &Debts) -> (Verdict, String) {
    // The time is that of the person who is named: who spoke first may be another.
    let verdict = match (debt(board, debts, Debt::Speaker), view.speaks_since()) {
        (Verdict::Done { at, late }, Some(since)) => Verdict::Done { at: since.max(at), late },
        (verdict, _) => verdict,
    };
    let who = view.speaker.map(|person| format!("{}, {}", person.name, person.title));
    let note = match (verdict, who) {
        (Verdict::NotAsked, None) => return (verdict, "nobody has to, by name".to_owned()),
        (_, Some(who)) if done(verdict) => who,
        (Verdict::NotAsked, Some(who)) => {
            let at = view.speaks_since().unwrap_or(view.first_at);
            return (Verdict::Done { at, late: None }, who);
        }
        _ if view.fold.severity == Some(Severity::Critical) => "an executive, by name".to_owned(),
        _ => "a person, by name and title".to_owned(),
    };
    (verdict, note)
}

fn services(board: &Board<'_>, view: &IncidentView<'_>, debts: &Debts) -> (Verdict, String) {
    let stated = view.fold.services.iter().flatten().map(|now| now.since).min();
    let verdict = or_said(debt(board, debts, Debt::Services), stated);
    let silent: Vec<&str> = board
        .services
        .iter()
        .zip(&view.fold.services)
        .filter(|(_, now)| now.is_none())
        .map(|(service, _)| service.service.name.as_str())
        .collect();
    if verdict == Verdict::NotAsked {
        return (verdict, "it is not about services".to_owned());
    }
    let note = match silent.len() {
        0 => {
            let with = |wanted: &dyn Fn(Status) -> bool| view.services_with(wanted).len();
            let parts = [
                (with(&Status::is_affected), "affected"),
                (with(&|s| s == Status::Maintenance), "in the work"),
                (with(&|s| s == Status::Checking), "checking"),
                (with(&|s| s == Status::Recovered), "recovered"),
                (with(&|s| s == Status::NotAffected), "not affected"),
            ];
            let said = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
            said.collect::<Vec<_>>().join(", ")
        }
        n if n == board.services.len() => "no service is stated".to_owned(),
        1..=3 => format!("not stated: {}", silent.join(", ")),
        n => format!("not stated: {n} of {}", board.services.len()),
    };
    (verdict, note)
}

fn exposure(board: &Board<'_>, debts: &Debts) -> (Verdict, String) {
    let verdict = debt(board, debts, Debt::Exposure);
    let note = match verdict {
        Verdict::NotAsked => "not asked of this kind".to_owned(),
        Verdict::Done { .. } => "from when until when is said".to_owned(),
        _ => "from when until when, even if not known".to_owned(),
    };
    (verdict, note)
}

fn actions_taken(board: &Board<'_>, view: &IncidentView<'_>, debts: &Debts) -> (Verdict, String) {
    let first = view.fold.taken.first().and_then(|taken| view.updates.get(taken.update));
    let verdict = or_said(debt(board, debts, Debt::ActionsTaken), first.map(|update| update.at));
    let note = match verdict {
        Verdict::NotAsked => "not asked of this kind".to_owned(),
        Verdict::Done { .. } => format!("{} told", counted(view.fold.taken.len(), "step")),
        _ => "what you have done so far".to_owned(),
    };
    (verdict, note)
}

fn unknowns(board: &Board<'_>, view: &IncidentView<'_>, debts: &Debts) -> (Verdict, String) {
    let asked = view.fold.questions.iter().map(|question| question.opened_at).min();
    let verdict = or_said(debt(board, debts, Debt::Unknowns), asked);
    let note = match (verdict, view.fold.questions.len()) {
        (Verdict::NotAsked, 0) => "not asked of this kind".to_owned(),
        (Verdict::Done { .. }, 0) => "it says that nothing is open".to_owned(),
        (_, n) if n > 0 => format!("{} asked in the open", counted(n, "question")),
        _ => "what you do not know yet".to_owned(),
    };
    (verdict, note)
}

fn data(board: &Board<'_>, view: &IncidentView<'_>, debts: &Debts) -> (Verdict, String) {
    let verdict = or_said(debt(board, debts, Debt::DataAccess), view.fold.data_access.map(|said| said.at));
    let note = match view.fold.data_access.map(|said| said.value) {
        Some(DataAccess::Stated(DataReach::Confirmed)) => "yes, somebody reached data",
        Some(DataAccess::Stated(DataReach::RuledOut)) => "no, and it was checked",
        Some(DataAccess::Stated(DataReach::Unknown)) if view.fold.stays_unknown() => {
            "not known, and it says so"
        }
        Some(DataAccess::Stated(DataReach::Unknown)) => "not known yet, and it says so",
        Some(DataAccess::NotRelevant(_)) => "not about data, and it says why",
        None if verdict == Verdict::NotAsked => "not asked of this kind",
        None => "the first question everyone has",
    };
    (verdict, note.to_owned())
}

fn next_steps(board: &Board<'_>, view: &IncidentView<'_>, debts: &Debts) -> (Verdict, String) {
    let verdict = debt(board, debts, Debt::Actions);
    let audiences: std::collections::BTreeSet<_> =
        view.fold.actions.iter().map(|now| now.action.audience).collect();
    let note = match (verdict, view.fold.actions.len()) {
        (Verdict::NotAsked, 0) => "not asked".to_owned(),
        (_, 0) => "what readers should do".to_owned(),
        (Verdict::Done { .. }, n) if audiences.contains(&None) => {
            let others = audiences.len() - 1;
            let more = if others > 0 { format!(" and {}", counted(others, "group")) } else { String::new() };
            format!("{} for everyone{more}", counted(n, "step"))
        }
        (Verdict::Done { .. }, n) => {
            format!("{} for {}", counted(n, "step"), counted(audiences.len(), "group"))
        }
        _ => "not every group is told what to do".to_owned(),
    };
    (verdict, note)
}

fn where_to_ask(board: &Board<'_>, view: &IncidentView<'_>) -> (Verdict, String) {
    let contacts: Vec<&Contact> = view.contacts.clone().unwrap_or_else(|| board.site.contacts.clone());
    let has = |purpose| contacts.iter().any(|contact| contact.purpose == purpose);
    let without_hours = contacts.iter().filter(|contact| contact.hours.is_none()).count();
    let security = matches!(view.kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability);
    let lacking = if !has(Purpose::Questions) {
        "no way to ask"
    } else if security && !has(Purpose::Security) {
        "no way to reach the security team"
    } else if !has(Purpose::Escalation) {
        "no way to go when all else failed"
    } else if without_hours > 0 {
        return (
            Verdict::Missing { since: None },
            format!("{} without hours", counted(without_hours, "way")),
        );
    } else {
        // Only what readers are shown as a way to ask: one address for two purposes is one way.
        let shown = |contact: &&&Contact| security || contact.purpose != Purpose::Security;
        let ways: std::collections::BTreeSet<&str> =
            contacts.iter().filter(shown).map(|contact| contact.route.as_str()).collect();
        let note = format!("{}, all with hours", counted(ways.len(), "way"));
        return (Verdict::Done { at: view.first_at, late: None }, note);
    };
    (Verdict::Missing { since: None }, lacking.to_owned())
}

fn promises(board: &Board<'_>, view: &IncidentView<'_>) -> (Verdict, String) {
    let count = |wanted: &dyn Fn(Kept) -> bool| view.promises.iter().filter(|p| wanted(p.kept)).count();
    let kept = count(&|k| matches!(k, Kept::InTime { .. }));
    let late = count(&|k| matches!(k, Kept::Late { .. }));
    let broken = count(&|k| matches!(k, Kept::Broken { .. }));
    let past = kept + late + broken;
    let mut parts = vec![format!("{kept} of {past} in time")];
    if late > 0 {
        parts.push(format!("{late} late"));
    }
    if broken > 0 {
        parts.push(format!("{broken} broken"));
    }
    let told = parts.join(", ");
    match view.awaited() {
        Some(promise) if matches!(promise.kept, Kept::Broken { .. }) => {
            (Verdict::Missing { since: Some(promise.due) }, told)
        }
        Some(promise) => {
            let note = if past == 0 { "the first one".to_owned() } else { format!("{told} so far") };
            (Verdict::Owed { by: Some(promise.due) }, note)
        }
        None if view.is_open()
            && !matches!(view.fold.next_update.map(|said| said.value), Some(Promise::None(_)))
            && let Some(edge) = view.window_edge(board.now) =>
        {
            // Planned work needs no promise: its window says when something happens next.
            match edge {
                WindowEdge::Starts(at) => (Verdict::Owed { by: Some(at) }, "when the work starts".to_owned()),
                WindowEdge::Ends(at) => (Verdict::Owed { by: Some(at) }, "when the work ends".to_owned()),
                WindowEdge::Overrun { end, by } => {
                    (Verdict::Missing { since: Some(end) }, format!("the work runs {} over", length(by)))
                }
            }
        }
        None if view.is_open() && view.fold.next_update.is_none_or(|said| said.at < view.last_at) => (
            Verdict::Missing { since: Some(board.now.min(view.last_at)) },
            "no next update is promised".to_owned(),
        ),
        None if past == 0 => (Verdict::NotAsked, "none was made".to_owned()),
        None => {
            let lateness = |kept| match kept {
                Kept::Late { at, by } => Some((by, at)),
                _ => None,
            };
            let worst = view.promises.iter().filter_map(|promise| lateness(promise.kept)).max();
            let verdict = match worst {
                Some((by, at)) => Verdict::Done { at, late: Some(by) },
                None => Verdict::Done { at: view.last_at, late: None },
            };
            (verdict, told)
        }
    }
}

fn answers(board: &Board<'_>, view: &IncidentView<'_>) -> (Verdict, String) {
    let questions = &view.fold.questions;
    if questions.is_empty() {
        return (Verdict::NotAsked, "no question was asked".to_owned());
    }
    let answers: Vec<_> = questions.iter().filter_map(|question| question.answer).collect();
    let unknowable = answers.iter().filter(|answer| !answer.value.1).count();
    let mut note = format!("{} of {}", answers.len(), questions.len());
    if unknowable > 0 {
        note.push_str(&format!(", {unknowable} cannot be known"));
    }
    let open = view.fold.open_questions();
    let next = open.clone().filter_map(|question| question.by).min();
    let verdict = match (open.count(), next) {
        (0, _) => match answers.iter().map(|answer| answer.at).max() {
            Some(at) => Verdict::Done { at, late: None },
            None => Verdict::NotAsked,
        },
        (_, Some(by)) if by < board.now => Verdict::Missing { since: Some(by) },
        (_, by) => Verdict::Owed { by },
    };
    (verdict, note)
}
