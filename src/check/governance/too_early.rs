//! G3: nothing becomes public before its time, or that is for others.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use regex::RegexBuilder;

use super::layout::{Letters, flat_words, passages, whole};
use crate::check::{About, Examined, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::time::Instant;
use crate::model::{Content, Cve, Incident, Tlp, Update};
use crate::source::{Excerpt, Span};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::G3,
    weight: Weight::Stop,
    about: About {
        rule: "No page shows what is dated later, is under embargo, or is for others; that holds by how pages \
               are made. This rule looks at what the words themselves give away: the id, the title or \
               the number of an incident or its flaw that is not public at the time of the words; a mark other \
               than `tlp: CLEAR` on an update that says it is for everybody; and a file in a `for-` folder that \
               says so. What was imported from another page has been told there and is no secret.",
        reason: "Others agreed to wait. Whoever talks first puts all at risk who cannot protect themselves yet.",
        source: "FIRST, Traffic Light Protocol 2.0; CERT/CC, Guide to Coordinated Vulnerability Disclosure.",
        fires: "`See also 2026-04-14-latchwire` in an update of 10 April, while that incident is for 14 April",
        near: "the same in an update that is itself for 15 April",
    },
    look: Look::Site(look),
};

fn look(examined: &Examined<'_>, findings: &mut Vec<Finding>) {
    let content = examined.content;
    hidden_names(content, examined.now, findings);
    let marked: Vec<Finding> = content
        .incidents
        .par_iter()
        .flat_map_iter(|incident| {
            let contradictions = incident.updates.iter().filter_map(|update| contradiction(content, update));
            contradictions.chain(for_some(content, incident)).collect::<Vec<_>>()
        })
        .collect();
    findings.extend(marked);
}

/// When everybody first hears of an incident; never, if nothing in it is for everybody.
fn opens(incident: &Incident) -> Option<Instant> {
    incident.updates.iter().filter(|update| update.counts()).map(Update::visible_from).min()
}

/// What an incident can be called by.
fn names_of(incident: &Incident) -> impl Iterator<Item = &str> {
    let flaws: &[Excerpt] = match &incident.cve {
        Some(Cve::Ids(ids)) => ids,
        _ => &[],
    };
    let names =
        [Some(incident.id.as_str()), Some(incident.title.value.as_str()), incident.reference.as_deref()];
    names.into_iter().flatten().chain(flaws.iter().map(Excerpt::as_str))
}

/// Names of incidents that are not public yet, in words that are public before them.
fn hidden_names(content: &Content, now: Instant, findings: &mut Vec<Finding>) {
    // What another page has told already is no secret because somebody looks back to before it.
    let told =
        |incident: &Incident, opens: Option<Instant>| opens.is_some() && incident.imported_from.is_some();
    let hidden: Vec<(&Incident, Option<Instant>)> = content
        .incidents
        .iter()
        .map(|incident| (incident, opens(incident)))
        .filter(|(incident, opens)| opens.is_none_or(|opens| opens > now) && !told(incident, *opens))
        .collect();
    if hidden.is_empty() {
        return;
    }
    // What is public under the same name elsewhere gives nothing away.
    let public: BTreeSet<String> = content
        .incidents
        .iter()
        .filter(|incident| opens(incident).is_some_and(|opens| opens <= now))
        .flat_map(names_of)
        .map(flat_words)
        .collect();
    let telling = |name: &&str| name.len() >= 8 && name.contains(['-', ' ']);
    let names: Vec<(String, usize)> = hidden
        .iter()
        .enumerate()
        .flat_map(|(at, (incident, _))| {
            let names = names_of(incident).filter(telling).map(flat_words);
            names.map(move |name| (name, at))
        })
        .filter(|(name, _)| !public.contains(name))
        .collect();
    if names.is_empty() {
        return;
    }
    let any: Vec<String> = names.iter().map(|(name, _)| regex::escape(name)).collect();
    let Ok(any) = RegexBuilder::new(&any.join("|")).size_limit(1 << 26).build() else {
        return;
    };
    let found: Vec<Finding> = content
        .incidents
        .par_iter()
        .flat_map_iter(|incident| {
            let shown = incident.updates.iter().filter(|update| update.is_public());
            let texts = shown.map(|update| {
                let body = update.body.whole.map(|body| body.start as usize);
                (update.file, body, (!update.draft).then(|| update.visible_from()))
            });
            let first = opens(incident);
            let identity = first.map(|first| (incident.file, None, Some(first)));
            let mut found = Vec::new();
            for (file, body, at) in texts.chain(identity) {
                let text = &content.sources.get(file).text;
                let mut ways = vec![whole(text, Letters::Small)];
                ways.extend(body.map(|body| passages(text, body, Letters::Small)).into_iter().flatten());
                let mut places: Vec<Range<usize>> = Vec::new();
                for (flat, hit) in
                    ways.iter().flat_map(|flat| any.find_iter(&flat.text).map(move |hit| (flat, hit)))
                {
                    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
                    if word(flat.text[..hit.start()].chars().next_back())
                        || word(flat.text[hit.end()..].chars().next())
                    {
                        continue;
                    }
                    let place = flat.place(&hit.range());
                    if places.iter().any(|other| place.start < other.end && other.start < place.end) {
                        continue; // the same words, read in another way
                    }
                    let named = names.iter().find(|(name, _)| name == hit.as_str());
                    let Some((other, opens)) = named.map(|(_, at)| hidden[*at]) else { continue };
                    let too_early = match (opens, at) {
                        (Some(opens), Some(at)) => at < opens,
                        (None, _) => true,
                        (Some(_), None) => false, // a draft has no time yet
                    };
                    if too_early && other.id != incident.id && !is_key(text, place.start) {
                        found.push(named_too_early(Span::new(file, place.start, place.end), opens));
                        places.push(place);
                    }
                }
            }
            found
        })
        .collect();
    findings.extend(found);
}

/// Whether the name stands where a tie or a link to another incident is written: the page leaves that out by itself.
fn is_key(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    let before = line.trim_end().trim_end_matches(['"', '\'']);
    let tie = ["id:", "merged_into:"].iter().any(|key| before.ends_with(key));
    let path = line.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'));
    tie || (path.ends_with("](") && line[path.len()..].starts_with('.'))
}

fn named_too_early(span: Span, opens: Option<Instant>) -> Finding {
    let message = match opens {
        Some(opens) => format!("This names an incident that nobody may know of until {opens}."),
        None => "This names an incident that is not for everybody.".to_owned(),
    };
    Finding::stop(Code::G3, span, message)
        .reader("The name alone tells those who know where to look.")
        .help("Take it out, or publish these words after the other incident.")
}

/// An update that says in one line that it is for everybody and in another that it is not.
fn contradiction(content: &Content, update: &Update) -> Option<Finding> {
    update.tlp.filter(|tlp| *tlp != Tlp::Clear)?;
    let source = content.sources.get(update.file);
    let facts = &source.text[..update.body.whole.map_or(source.text.len(), |whole| whole.start as usize)];
    let (start, line) = said_public(facts)?;
    let span = Span::new(update.file, start, start + line.len());
    Some(
        Finding::stop(Code::G3, span, "This update says that it is for everybody, and it is marked as not for everybody.")
            .reader("If the mark is right, they would read what others trusted you to keep.")
            .help("Move it into the folder for its readers, such as `for-partners/`, or write `tlp: CLEAR` if it may be public."),
    )
}

/// The line of a file's facts that says that it is for everybody.
fn said_public(facts: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for line in facts.split_inclusive('\n') {
        let words = line.trim_end();
        let value = words.strip_prefix("audience:").map(|value| value.trim().trim_matches(['"', '\'']));
        if value == Some("public") {
            return Some((start, words));
        }
        start += line.len();
    }
    None
}

/// Files in folders for some readers that say that they are for everybody.
fn for_some(content: &Content, incident: &Incident) -> Vec<Finding> {
    let said = crate::inside::for_some(content, incident);
    let wrong = said.into_iter().filter(|(_, text)| said_public(facts_of(text)).is_some());
    wrong
        .map(|(path, _)| {
            Finding::stop(
                Code::G3,
                path.as_str(),
                "This file lies in a folder for some readers, and says that it is for everybody.",
            )
            .reader("If the folder is right, they would read what others trusted you to keep.")
            .help("Write the audience of the folder, or move the file if everybody may read it.")
        })
        .collect()
}

/// The facts of an update, without its words.
fn facts_of(text: &str) -> &str {
    let inner = text.strip_prefix("---").unwrap_or("");
    inner.find("\n---").map_or(inner, |end| &inner[..end])
}
