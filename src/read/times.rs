//! Times that contradict each other: an end before its beginning, a promise
//! for the past, a deed from the future.

use crate::finding::{Code, Finding};
use crate::model::time::{Date, Instant, Zone};
use crate::model::{Details, Incident, Moment, PostmortemPlan, Promise, TakenState, Timing, Update};
use crate::source::Spanned;
use crate::yaml::Cx;

/// Notes every time that cannot be.
pub(super) fn check(incident: &Incident, cx: &mut Cx) {
    began(incident, cx);
    if incident.details_policy == Some(Details::At) && incident.details_at.is_none() {
        cx.push(
            Finding::stop(
                Code::MissingKey,
                incident.title.span,
                "`details_policy: at` needs the time: `details_at`.",
            )
            .help("Add `details_at: 2026-04-15 17:00 UTC`."),
        );
    }
    // What was told elsewhere keeps the times that it had there.
    if incident.imported_from.is_none() {
        found(incident, cx);
        for update in &incident.updates {
            impossible(update, cx);
        }
    }
    for update in &incident.updates {
        fixed(incident, update, cx);
        taken(update, cx);
        if let Some(Spanned { value: Promise::By(next), span }) = &update.next_update
            && *next <= update.at.value
        {
            cx.push(
                Finding::stop(
                    Code::EndBeforeStart,
                    *span,
                    "The next update is promised for a time before this one is published.",
                )
                .reader("Readers would see a promise that was broken the moment it was made.")
                .help("Write a `next_update` after `at`; check the zone."),
            );
        }
        for action in update.actions() {
            if let Timing::By(when) = &action.when
                && let Ok(by) = Instant::parse(when)
                && by <= update.at.value
            {
                cx.push(
                    Finding::stop(
                        Code::EndBeforeStart,
                        update.at.span,
                        "An action is due before the update that asks for it.",
                    )
                    .help(format!("Check the time `{when}`.")),
                );
            }
        }
    }
}

/// How long before an update the same words may have gone out elsewhere, in seconds.
const SENT_BEFORE: i64 = 86_400;

/// Whether a day was over, in every zone of the world, at that instant.
fn is_gone(day: Date, at: Instant) -> bool {
    day.next().start(Zone::UTC).plus(12 * 3_600) <= at
}

/// Nobody tells what nobody has noticed.
fn found(incident: &Incident, cx: &mut Cx) {
    let first = incident.updates.iter().find(|update| update.counts());
    if let (Some(found), Some(first)) = (incident.detection.at, first)
        && !incident.detection.approximate
        && !incident.backfilled
        && found > first.at.value
    {
        cx.push(
            Finding::stop(
                Code::EndBeforeStart,
                first.at.span,
                format!("This was told before it was found, at {found}."),
            )
            .reader("The page would count how fast you told people from a time that cannot be.")
            .help("Check `at` here and `detection.at` in incident.yaml, and their zones."),
        );
    }
}

/// What an update names as to come, and was over when it was written; and the other way round.
fn impossible(update: &Update, cx: &mut Cx) {
    let at = update.at;
    let mut note = |span, message: String, reader: &str, help: &str| {
        cx.push(Finding::stop(Code::EndBeforeStart, span, message).reader(reader).help(help));
    };
    for action in update.actions() {
        if let Timing::By(when) = &action.when
            && Date::parse(when).is_ok_and(|day| is_gone(day, at.value))
        {
            note(
                at.span,
                format!("This asks for something by {when}, a day that was over when it was written."),
                "Readers would be asked for what they cannot do any more.",
                "Check that day, and its year.",
            );
        }
    }
    let Some(facts) = update.facts.as_deref() else { return };
    if let Some(PostmortemPlan::Due(day)) = &facts.postmortem
        && is_gone(*day, at.value)
    {
        note(
            at.span,
            format!("This promises a review for {}, a day that was over when it was written.", day.iso()),
            "Readers would see a promise that was broken the moment it was made.",
            "Check `postmortem.due`, and its year.",
        );
    }
    if let Some(Moment { at: Some(start), span, .. }) = facts.exposure.as_deref().and_then(|e| e.start)
        && start > at.value
    {
        note(
            span,
            "This exposure starts after the update that tells of it.".to_owned(),
            "Readers would be told of something that has not happened yet.",
            "Check the two times, and their zones.",
        );
    }
    let early = facts.channels.iter().find(|channel| at.value.since(channel.sent_at) > SENT_BEFORE);
    if let Some(channel) = early.filter(|_| update.counts()) {
        note(
            at.span,
            format!(
                "`{}` is said to have had this at {}, more than a day before it was written.",
                channel.channel, channel.sent_at
            ),
            "The record would show a first word that nobody had.",
            "Check `sent_at` under `channels`, its day and its zone.",
        );
    }
}

fn began(incident: &Incident, cx: &mut Cx) {
    if let (Some(began), Some(detected)) = (incident.began_exactly_at(), incident.detection.at)
        && !incident.detection.approximate
        && began > detected
        && let Some(Moment { span, .. }) = incident.impact_began_at
    {
        cx.push(
            Finding::stop(Code::EndBeforeStart, span, "This began after it was found.")
                .help("Check `impact_began_at` and `detection.at`, and their zones."),
        );
    }
}

/// What works again broke before, and has worked since before we say so.
fn fixed(incident: &Incident, update: &Update, cx: &mut Cx) {
    let Some(Moment { at: Some(fixed), span, .. }) = update.facts.as_ref().and_then(|f| f.fixed_at) else {
        return;
    };
    if incident.began_exactly_at().is_some_and(|began| fixed < began) {
        cx.push(
            Finding::stop(Code::EndBeforeStart, span, "This was fixed before it began.")
                .reader("The page would count a length of time that cannot be.")
                .help("Check `fixed_at` here and `impact_began_at` in incident.yaml, and their zones."),
        );
    } else if fixed > update.at.value && update.counts() {
        cx.push(
            Finding::stop(
                Code::EndBeforeStart,
                span,
                "This says that it was fixed at a time after the update.",
            )
            .reader("Readers would be told that it works before it does.")
            .help("Write the time at which it worked again. When it *will* work is an `estimate`."),
        );
    }
}

/// What was done by the time of an update was done before it.
fn taken(update: &Update, cx: &mut Cx) {
    let told = update.facts.iter().flat_map(|f| &f.actions_taken).chain(&update.body.taken);
    for taken in told.filter(|taken| taken.state == TakenState::Done) {
        if let Some(at) = taken.at.filter(|at| *at > update.at.value) {
            cx.push(
                Finding::stop(
                    Code::EndBeforeStart,
                    update.at.span,
                    format!(
                        "This update tells of something that was done at {at}, which is after the update."
                    ),
                )
                .reader("Readers would be told of a deed that nobody has done yet.")
                .help("Check the day of that time and its zone, or say that it is under way."),
            );
        }
    }
}
