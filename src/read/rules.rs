//! What must hold within one incident: states, questions, corrections,
//! windows, pictures. These are matters of fact, so they stop a publication;
//! what is a matter of words or of timing is a check.

use std::collections::BTreeMap;

use crate::finding::{Code, Finding, nearest};
use crate::model::{Audience, Incident, Kind, Service, State, Status, Update, UpdateType};
use crate::source::{Sources, Span, Spanned};
use crate::yaml::Cx;

/// Notes everything that contradicts itself; gives updates their implied states.
pub(super) fn check(
    incident: &mut Incident,
    catalogue: &[Service],
    beside: &[String],
    sources: &Sources,
    cx: &mut Cx,
) {
    imply_states(incident);
    words(incident, cx);
    states(incident, cx);
    windows(incident, cx);
    super::questions::check(incident, cx);
    super::corrections::check(incident, sources, cx);

    services(incident, catalogue, cx);
    super::times::check(incident, cx);
    files(incident, beside, sources, cx);
    embargo(incident, beside, cx);
    texts(incident, beside, cx);
    private_readers(incident, cx);
}

/// An update is words; without any, readers see that something changed and not what.
fn words(incident: &Incident, cx: &mut Cx) {
    for update in &incident.updates {
        let learned = update
            .facts
            .as_ref()
            .is_some_and(|f| !(f.causes.is_empty() && f.lessons.is_empty() && f.followups.is_empty()));
        if update.body.lead.is_none()
            && update.body.sections.is_empty()
            && update.statement.is_none()
            && !learned
        {
            cx.push(
                Finding::stop(Code::EmptyValue, update.at.span, "This update has no words.")
                    .reader("Readers would see that there is news, and not what it is.")
                    .help("Say below the second `---` what has changed, in a sentence."),
            );
        }
    }
}

/// `type: resolved` says the state as well; so do `reopened` and `postmortem`.
fn imply_states(incident: &mut Incident) {
    let kind = incident.kind;
    let mut now = kind.first_state();
    for update in &mut incident.updates {
        if !update.counts() {
            continue;
        }
        let implied = match update.kind {
            UpdateType::Resolved if !now.is_ended() => Some(kind.ended_state()),
            UpdateType::Reopened => Some(State::Reopened),
            UpdateType::Postmortem if kind.states().contains(&State::Reviewed) && now == State::Resolved => {
                Some(State::Reviewed)
            }
            _ => None,
        };
        if update.state.is_none()
            && let Some(state) = implied
        {
            update.state = Some(Spanned::new(state, update.at.span));
        }
        now = update.state.map_or(now, |s| s.value);
    }
}

fn states(incident: &Incident, cx: &mut Cx) {
    let kind = incident.kind;
    let mut before: Option<State> = None;
    for update in incident.updates.iter().filter(|u| u.counts()) {
        over(incident, update, before, cx);
        if let Some(state) = update.state {
            let from = before.unwrap_or(kind.first_state());
            let fresh = before.is_none() && !matches!(state.value, State::Reopened | State::Reviewed);
            if !fresh && !kind.may_move(from, state.value) {
                let finding = Finding::stop(
                    Code::StateMove,
                    state.span,
                    format!("An incident cannot go from `{}` to `{}`.", name(from), name(state.value)),
                )
                .reader("The page would say that it is over and that it is not.");
                cx.push(if from.is_ended() && kind.states().contains(&State::Reopened) {
                    finding.help("If it has come back, write `type: reopened` first.")
                } else {
                    finding.help(format!("After `{}` comes {}.", name(from), after(kind, from)))
                });
            }
            before = Some(state.value);
        } else if before.is_none() {
            before = Some(kind.first_state());
        }
        if update.kind == UpdateType::Resolved && update.state.is_some_and(|s| !s.value.is_ended()) {
            let span = update.state.map_or(update.at.span, |s| s.span);
            cx.push(
                Finding::stop(
                    Code::StateMove,
                    span,
                    "This update says `resolved`, and its state says that it is not over.",
                )
                .help(format!("Leave the state out, or write `state: {}`.", name(kind.ended_state()))),
            );
        }
    }
}

/// Once it is over, an update that speaks of trouble would be shown under a page
/// that says that all is well.
fn over(incident: &Incident, update: &Update, before: Option<State>, cx: &mut Cx) {
    let ended = |state: Option<State>| state.is_some_and(State::is_ended);
    let after = update.state.map(|state| state.value).or(before);
    if !ended(after) {
        return;
    }
    let trouble = update.statuses().any(Status::is_trouble);
    let begins = ended(before) && matches!(update.kind, UpdateType::Holding | UpdateType::First);
    if !trouble && !begins {
        return;
    }
    let again = if incident.kind.states().contains(&State::Reopened) {
        "If it has come back, write `type: reopened`."
    } else {
        "If there is new trouble, open a new incident for it."
    };
    let (message, help) = if ended(before) {
        ("The incident is over, and this update speaks of trouble.", again)
    } else {
        (
            "This update says that it is over, and that a service still has trouble.",
            "Write `recovered` for each service that works again, or leave the incident open.",
        )
    };
    cx.push(
        Finding::stop(Code::StateMove, update.at.span, message)
            .reader("The page would say that there is no known problem.")
            .help(help),
    );
}

fn name(state: State) -> &'static str {
    crate::model::Named::name(state)
}

fn after(kind: Kind, from: State) -> String {
    let next: Vec<&str> =
        kind.states().iter().filter(|s| **s != from && kind.may_move(from, **s)).map(|s| name(*s)).collect();
    if next.is_empty() { "nothing".to_owned() } else { crate::finding::one_of(next) }
}

fn windows(incident: &Incident, cx: &mut Cx) {
    let planned = incident.kind == Kind::Maintenance;
    for update in incident.updates.iter().filter(|u| u.window.is_some() && !planned) {
        cx.push(
            Finding::stop(Code::WrongKind, update.at.span, "Only planned work has a `window`.")
                .help("Remove it, or write `kind: maintenance` in incident.yaml."),
        );
    }

    // Other programs did not always record an end.
    let recorded = incident.imported_from.is_none();
    if planned
        && recorded
        && let Some(first) = incident.updates.iter().find(|u| u.counts())
        && first.window.is_none()
    {
        cx.push(
            Finding::stop(
                Code::MissingKey,
                first.at.span,
                "Planned work needs a `window`: when it starts and ends.",
            )
            .reader("Nobody could tell when to be ready.")
            .help("Add `window: { start: 2026-07-18 22:00 UTC, end: 2026-07-19 02:00 UTC }`."),
        );
    }
    for update in incident.updates.iter().filter(|u| planned && u.counts()) {
        let moved = update.state.is_some_and(|s| matches!(s.value, State::Rescheduled | State::Extended));
        if moved && update.window.is_none() && recorded {
            cx.push(
                Finding::stop(
                    Code::MissingKey,
                    update.at.span,
                    "This update moves the planned work and does not say to when.",
                )
                .reader("The page would go on showing the old time.")
                .help("Add the new `window: { start: …, end: … }`."),
            );
        }
        if update.statuses().any(Status::is_affected) {
            cx.push(
                Finding::stop(Code::WrongKind, update.at.span, "Planned work says `maintenance` of a service, not that it is broken.")
                    .reader("Before and after the planned time the page would not show it.")
                    .help("Write `maintenance` here. If something broke, open an incident of the kind `outage` for it."),
            );
        }
    }
}

/// What was affected recovers; that it never was affected is a correction.
fn services(incident: &Incident, catalogue: &[Service], cx: &mut Cx) {
    let mut affected: BTreeMap<usize, Span> = BTreeMap::new();
    for update in incident.updates.iter().filter(|u| u.counts()) {
        let correcting = update.corrects.is_some();
        for (service, value) in &update.services {
            match value.status {
                status if status.is_affected() => {
                    affected.insert(*service, update.at.span);
                }
                Status::NotAffected if !correcting => {
                    if let Some(span) = affected.get(service) {
                        cx.push(
                            Finding::stop(Code::NotAffectedLater, update.at.span,  format!("This update says that `{}` is not affected, and an earlier one said that it is.", catalogue[*service].id))
                                .reader("Both cannot be true, and the page would hide the first.")
                                .help("If it works again, write `recovered`. If the earlier word was wrong, publish a correction.")
                                .related(*span, "affected since this update"),
                        );
                    }
                }
                _ => {}
            }
        }
        let all_clear = update.all_services.as_ref().is_some_and(|v| v.status == Status::NotAffected);
        if all_clear && !correcting {
            let named: Vec<usize> = update.services.iter().map(|(s, _)| *s).collect();
            if let Some((_, span)) = affected.iter().find(|(service, _)| !named.contains(service)) {
                cx.push(
                    Finding::stop(
                        Code::NotAffectedLater,
                        update.at.span,
                        "`all: not_affected` covers a service that an earlier update said is affected.",
                    )
                    .help("Name that service as well, for example as `recovered`.")
                    .related(*span, "affected since this update"),
                );
            }
        }
        if update.all_services.as_ref().is_some_and(|value| value.status.is_affected()) {
            let named: Vec<usize> = update.services.iter().map(|(service, _)| *service).collect();
            for service in (0..catalogue.len()).filter(|service| !named.contains(service)) {
                affected.entry(service).or_insert(update.at.span);
            }
        }
    }
}

/// Pictures and files that the words show have to lie beside them.
fn files(incident: &Incident, beside: &[String], sources: &Sources, cx: &mut Cx) {
    for update in &incident.updates {
        for target in &update.body.images {
            let here = target.value.strip_prefix("./").unwrap_or(&target.value);
            let here = here.split('#').next().unwrap_or(here);
            if beside.iter().any(|name| name == here) || is_incident_link(here) {
                continue;
            }
            let shown = sources.slice(target.span).starts_with('!');
            let code = if shown { Code::BadImage } else { Code::BadLink };
            let finding =
                Finding::stop(code, target.span, format!("There is no file `{here}` beside this update."));
            cx.push(match nearest(here, beside.iter().map(String::as_str)) {
                Some(near) => finding.help(format!("Did you mean `{near}`?")),
                None => finding.help("Put the file into the incident's folder, or link to a full address that starts with `https://`."),
            });
        }
    }
}

/// `../<id>/`, the page of another incident.
pub(super) fn is_incident_link(target: &str) -> bool {
    target
        .strip_prefix("../")
        .and_then(|rest| rest.strip_suffix('/'))
        .is_some_and(|id| super::decode::id_fault(id).is_none())
}

/// A text beside the updates that nothing shows is most likely an update with a wrong ending.
fn texts(incident: &Incident, beside: &[String], cx: &mut Cx) {
    for name in beside.iter().filter(|name| name.to_ascii_lowercase().ends_with(".txt")) {
        let used = incident.updates.iter().any(|update| {
            let leak =
                update.facts.as_ref().and_then(|f| f.embargo.as_ref()).and_then(|e| e.if_broken.as_ref());
            leak.is_some_and(|leak| leak == name)
                || update.body.images.iter().any(|link| link.value.trim_start_matches("./") == name)
        });
        if !used {
            cx.push(
                Finding::stop(
                    Code::StrayFile,
                    format!("{}/{name}", incident.folder).as_str(),
                    "No update shows this text.",
                )
                .reader("If it is an update, its words would not appear anywhere.")
                .help("Updates end in `.md`: rename it. Otherwise link to it from an update, or remove it."),
            );
        }
    }
}

/// A public update cannot ask something of our own people alone.
fn private_readers(incident: &Incident, cx: &mut Cx) {
    for update in incident.updates.iter().filter(|u| u.is_public()) {
        if update.actions().any(|action| matches!(action.audience, Some(Audience::Staff | Audience::Named))) {
            cx.push(
                Finding::stop(Code::UnknownAudience, update.at.span, "This update is public, and it asks something of staff, or of customers that are told by name.")
                    .reader("Everybody would read it.")
                    .help("Put those words into an update in the folder `for-staff/` or `for-named/`."),
            );
        }
    }
}

fn embargo(incident: &Incident, beside: &[String], cx: &mut Cx) {
    for update in &incident.updates {
        let Some(embargo) = update.facts.as_ref().and_then(|f| f.embargo.as_ref()) else { continue };
        if update.is_public() && update.at.value < embargo.until {
            cx.push(
                Finding::stop(
                    Code::EndBeforeStart,
                    update.at.span,
                    "This update is dated before its embargo ends.",
                )
                .help("Write the end of the embargo, or a later time, as `at`."),
            );
        }
        if let Some(name) = &embargo.if_broken
            && !beside.iter().any(|beside| name == beside)
            && incident.update_index(name.trim_end_matches(".md")).is_none()
        {
            cx.push(
                Finding::stop(
                    Code::MissingFile,
                    update.at.span,
                    format!("The text to publish if it leaks, `{name}`, is not beside this update."),
                )
                .help("Write it now; there will be no time then."),
            );
        }
    }
}
