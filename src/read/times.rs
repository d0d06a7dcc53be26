//! Times that contradict each other: an end before its beginning, a promise
//! for the past, a deed from the future.

use crate::finding::{Code, Finding};
use crate::model::time::Instant;
use crate::model::{Details, Incident, Moment, Promise, TakenState, Timing, Update};
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
