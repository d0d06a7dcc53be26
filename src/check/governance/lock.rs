//! G2: what was published does not change without a correction.

use crate::check::{About, Examined, Look, Rule, is_history};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Channel, Incident, Sealed, Size, Update};
use crate::seal;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::G2,
    weight: Weight::Stop,
    about: About {
        rule: "An update whose hash is in published.lock keeps its words, its facts and its time, and stays \
               where it is. Where else it was said may be added. A letter that was mended is sealed again \
               with the reason. A correction is told where the wrong words were: on no channel at all is to fix, on fewer a hint.",
        reason: "Readers acted on those words. If they can change silently, no word can be trusted.",
        source: "The corrections of good newspapers; CSAF 2.0: the contents of a version must not be modified.",
        fires: "a number in a sealed update replaced by another",
        near: "`channels` added to a sealed update, or a correction in a new update",
    },
    look: Look::Site(look),
};

fn look(examined: &Examined<'_>, findings: &mut Vec<Finding>) {
    for sealed in latest(&examined.content.sealed) {
        findings.extend(changed(examined, sealed));
    }
    findings.extend(emptied(examined));
    findings.extend(sealed_again(&examined.content.sealed));
    findings.extend(unsealed(examined));
    for incident in examined.content.incidents.iter().filter(|incident| !is_history(incident)) {
        let told = |update: &&Update| update.counts() && update.visible_from() <= examined.now;
        for update in incident.updates.iter().filter(told) {
            findings.extend(untold(incident, update));
        }
    }
}

/// A lock that holds nothing any more: it is only ever written with lines.
fn emptied(examined: &Examined<'_>) -> Option<Finding> {
    let content = examined.content;
    seal::is_emptied(content).then(|| {
        Finding::stop(
            Code::G2,
            seal::FILE,
            "This file locks nothing any more, and the program never writes it so.",
        )
        .reader("Words that they acted on could change, and nobody would notice.")
        .help("Take it back from your last good copy. If nothing was ever sealed here, remove the file.")
    })
}

/// Lines that seal other words or another time under the name of an update that is sealed, without a reason.
fn sealed_again(sealed: &[Sealed]) -> Vec<Finding> {
    let mut last: std::collections::BTreeMap<&str, &Sealed> = std::collections::BTreeMap::new();
    let mut findings = Vec::new();
    for sealed in sealed {
        let name = sealed.update.value.as_str();
        let before = last.insert(name, sealed);
        let Some(before) = before else { continue };
        let message = if before.at != sealed.at {
            format!("`{name}` was sealed as published at {}, and this line gives another time.", before.at)
        } else if before.sha256 != sealed.sha256 && sealed.typo.is_none() {
            format!("This line seals other words of `{name}` than the line before it, and gives no reason.")
        } else {
            continue;
        };
        findings.push(
            Finding::stop(Code::G2, sealed.update.span, message)
                .reader("Words that they acted on would have changed without a word about it.")
                .help("Take this line out and put the words back. A letter is mended with `candor correct --size typo`, everything else is told in a correction: `candor correct`."),
        );
    }
    findings
}

/// On a site that seals, what is public and not sealed yet.
fn unsealed(examined: &Examined<'_>) -> Option<Finding> {
    let content = examined.content;
    content.sealed.first()?;
    let open = seal::unsealed(content, examined.now);
    let names: Vec<String> =
        open.into_iter().map(|(incident, update)| seal::name(incident, update)).collect();
    let shown = names.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if names.len() > 5 { format!(" and {} more", names.len() - 5) } else { String::new() };
    let are = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| {
        Finding::hint(Code::G2, seal::FILE, format!("Published and not sealed yet {are} {shown}{more}."))
            .reader("Until then nobody would notice if the words changed.")
            .help("Run `candor seal` when the site has been published.")
    })
}

/// The last seal of each update.
pub(in crate::check) fn latest(sealed: &[Sealed]) -> impl Iterator<Item = &Sealed> {
    let last: std::collections::BTreeMap<&str, &Sealed> =
        sealed.iter().map(|sealed| (sealed.update.value.as_str(), sealed)).collect();
    last.into_values()
}

/// The update that a seal is of.
pub(in crate::check) fn find<'c>(content: &'c crate::model::Content, sealed: &Sealed) -> Option<&'c Update> {
    let (incident, update) = sealed.update.value.split_once('/')?;
    let incident = content.incident(incident)?;
    incident.update_index(update).map(|at| &incident.updates[at])
}

fn changed(examined: &Examined<'_>, sealed: &Sealed) -> Option<Finding> {
    let name = &sealed.update.value;
    let gone = |message: String| {
        Finding::stop(Code::G2, sealed.update.span, message)
            .reader("Links to it lead nowhere, and people remember that it was there.")
            .help("Put the file back as it was. If it was wrong, publish a correction beside it: `candor correct` writes one.")
    };
    let Some(update) = find(examined.content, sealed) else {
        return Some(gone(format!("`{name}` was published at {}, and its file is gone.", sealed.at)));
    };
    let drill = sealed.update.value.split_once('/').and_then(|(id, _)| examined.content.incident(id));
    if !update.counts() || drill.is_some_and(|incident| incident.drill) {
        return Some(gone(format!("`{name}` was published at {}, and is no longer shown.", sealed.at)));
    }
    let mended = "Put the words back. Then say what was wrong with `candor correct`: it asks for the wrong words, the right ones and how the mistake happened, and mends a mere slip of the pen with `--size typo`.";
    let place = if update.at.value != sealed.at {
        Some((
            update.at.span,
            format!("This update was published at {}, and now claims another time.", sealed.at),
            "Put the time back.",
        ))
    } else if seal::hash(&examined.content.sources.get(update.file).text) != sealed.sha256 {
        let span = update.body.whole.unwrap_or(update.at.span);
        Some((span, format!("This update was published at {}, and has changed since.", sealed.at), mended))
    } else {
        None
    };
    place.map(|(span, message, help)| {
        Finding::stop(Code::G2, span, message)
            .reader("Readers acted on the words that stood here, and would not see that they were wrong.")
            .help(help)
    })
}

/// A correction that some readers of the wrong words did not get.
fn untold(incident: &Incident, update: &Update) -> Option<Finding> {
    let correction = update.corrects.as_ref().filter(|correction| correction.size != Size::Typo)?;
    let wrong = &incident.updates[incident.update_index(&correction.update.value)?];
    let told = channels(update);
    let medium = |channel: &Channel| channel.channel.split(' ').next().unwrap_or("").to_lowercase();
    let missing: Vec<&str> = channels(wrong)
        .iter()
        .filter(|carried| !told.iter().any(|told| medium(told) == medium(carried)))
        .map(|carried| carried.channel.as_str())
        .collect();
    // Somebody who lists where the correction went has thought of it; another way may reach the same people.
    let weight = if told.is_empty() { Weight::Fix } else { Weight::Hint };
    (!missing.is_empty()).then(|| {
        Finding::new(
            Code::G2,
            weight,
            correction.update.span,
            format!(
                "The wrong words also went out here, and the correction did not: {}.",
                missing.join("; ")
            ),
        )
        .reader("Those who read it there and nowhere else still believe it.")
        .help("Send the correction there too, and add it under `channels` of this update.")
    })
}

fn channels(update: &Update) -> &[Channel] {
    update.facts.as_ref().map_or(&[], |facts| &facts.channels)
}
