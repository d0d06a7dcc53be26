//! What must hold between incidents: each has its own id, and ties lead somewhere.

use std::collections::BTreeMap;

use super::rules::is_incident_link;
use crate::finding::{Code, Finding, nearest};
use crate::model::{Incident, Retired};
use crate::source::{Excerpt, Sources, Span, Spanned};
use crate::yaml::Cx;

/// Puts incidents in the order of their ids and notes what does not fit together.
pub(super) fn check(incidents: &mut Vec<Incident>, folders: &[&str], sources: &Sources, cx: &mut Cx) {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for folder in folders {
        let id = folder.rsplit('/').next().unwrap_or(folder);
        if let Some(other) = first.insert(id.to_lowercase(), folder) {
            cx.push(
                Finding::stop(
                    Code::DuplicateId,
                    *folder,
                    format!("Two incidents have the address `{id}`: this folder and `{other}`."),
                )
                .reader("One page would replace the other.")
                .help("Rename one of the folders. Names that differ only in case count as the same."),
            );
        }
    }
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    incidents.dedup_by(|b, a| a.id == b.id);
    let find = |id: &str| incidents.binary_search_by(|i| i.id.as_str().cmp(id)).ok().map(|at| &incidents[at]);
    let known = |id: &str| find(id).is_some();
    for incident in incidents.iter() {
        let merged = match &incident.retired {
            Some(Retired::MergedInto(id)) => Some(id),
            _ => None,
        };
        for id in incident.related.iter().map(|r| &r.id).chain(merged) {
            if id.value == incident.id {
                cx.push(
                    Finding::stop(Code::UnknownId, id.span, "An incident cannot be tied to itself.")
                        .help("Name the other one."),
                );
            } else if !known(&id.value) {
                cx.push(unknown(id, incidents));
            }
        }
        for update in &incident.updates {
            for link in update.body.images.iter().filter(|link| is_incident_link(&link.value)) {
                let id = link.value.trim_start_matches("../").trim_end_matches('/');
                if !known(id) {
                    cx.push(unknown(&Spanned::new(Excerpt::from(id), link.span), incidents));
                }
            }
        }
        if let Some(Retired::MergedInto(id)) = &incident.retired
            && id.value != incident.id
            && let Some(other) = find(&id.value)
            && let Some(next) = &other.retired
        {
            let help = match next {
                Retired::MergedInto(next) if next.value != incident.id => {
                    format!("Write `{}`, where its words are now.", next.value)
                }
                _ => "Name an incident that still stands, or say why this one was withdrawn.".to_owned(),
            };
            cx.push(
                Finding::stop(
                    Code::UnknownId,
                    id.span,
                    format!("`{}` is out of the list itself, so this incident cannot go on there.", id.value),
                )
                .reader("Readers would be led from one empty page to the next.")
                .help(help),
            );
        }
        if incident.title.value.chars().count() > 300 {
            cx.push(too_long(incident.title.span, sources));
        }
    }
}

fn unknown(id: &Spanned<Excerpt>, incidents: &[Incident]) -> Finding {
    let finding = Finding::stop(Code::UnknownId, id.span, format!("There is no incident `{}`.", id.value))
        .reader("A link on the page would lead nowhere.");
    match nearest(&id.value, incidents.iter().map(|i| i.id.as_str())) {
        Some(near) => finding.help(format!("Did you mean `{near}`?")),
        None => finding.help("Write the name of the folder of the other incident."),
    }
}

fn too_long(span: Span, sources: &Sources) -> Finding {
    let length = sources.slice(span).chars().count();
    Finding::stop(Code::WrongShape, span, format!("This title has {length} characters."))
        .reader("It would fill a phone's screen, and feeds would cut it.")
        .help("Say what readers notice in at most 70 characters.")
}
