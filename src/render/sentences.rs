//! Facts as sentences of the reader's language.

use super::shown::Label;
use crate::model::time::Instant;
use crate::model::{Details, HowSure, Moment, Named, PasswordChange};
use crate::view::IncidentView;
use crate::words::{Arg, Words};

pub(super) fn password(answer: PasswordChange, words: &Words) -> Label {
    Label::named(answer, "password", words)
}

/// A moment with how sure it is.
pub(super) fn moment_text(moment: Moment, words: &Words) -> String {
    let Some(at) = moment.at else { return words.get("sure-unknown-time") };
    let time = words.time(at).text.clone();
    match moment.how_sure {
        HowSure::Exact | HowSure::Confirmed => time,
        other => {
            let sure = words.named("sure", other.name());
            words.say("with-sure", &[("text", Arg::Text(&time)), ("sure", Arg::Text(&sure))])
        }
    }
}

pub(super) fn plan_text(plan: &crate::model::CommunicationPlan, words: &Words) -> String {
    let mut parts = Vec::new();
    parts.extend(
        plan.rhythm.as_deref().map(|rhythm| words.say("plan-rhythm", &[("rhythm", Arg::Text(rhythm))])),
    );
    if !plan.channels.is_empty() {
        let channels = words.list(&plan.channels.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
        parts.push(words.say("plan-channels", &[("channels", Arg::Text(&channels))]));
    }
    parts.extend(plan.until.as_deref().map(|until| words.say("plan-until", &[("until", Arg::Text(until))])));
    parts.join(" ")
}

/// Whether details are published: when, or why not.
pub(super) fn details(incident: &IncidentView<'_>, now: Instant, words: &Words) -> Option<String> {
    let (policy, at, why) = incident.details?;
    let text = match (policy, at) {
        (Details::At, Some(at)) if at > now => {
            words.say("details-at", &[("time", Arg::Text(&words.time(at).text))])
        }
        (Details::At, Some(at)) => words.say("details-since", &[("time", Arg::Text(&words.time(at).text))]),
        (Details::Never, _) => words.get("details-never"),
        _ => return None,
    };
    Some(match why {
        Some(why) => format!("{text} {why}"),
        None => text,
    })
}

/// The first words of the newest lead that tells what happened, for search engines and link previews.
pub(super) fn description(incident: &IncidentView<'_>, words: &Words) -> String {
    let right = |now: &str| words.corrected(now);
    let newest = incident.updates.iter().rev();
    let lead =
        newest.filter(|update| update.about.is_none()).find_map(|update| incident.plain_lead(update, right));
    let text = lead.unwrap_or_default();
    shorten(&text, 200)
}

/// At most `most` characters, cut between words.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':']))
}
