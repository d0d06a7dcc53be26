//! The board → the story of one update.

use super::{Answered, Ask, Next, Open, Other, Quote, ServiceWord, Story, Todo, Voice, Wrong};
use crate::markdown::{find_words, plain};
use crate::model::{Audience, DataLost, Kind, Known, PostmortemPlan, Promise, UpdateType};
use crate::say::sentence::{blocks, stopped, without_link_lines};
use crate::view::{Board, IncidentView, UpdateView, routes};

/// What was told by an update, and what still held of the words before it.
pub(super) fn story(
    board: &Board<'_>,
    view: &IncidentView<'_>,
    update: &UpdateView<'_>,
    audience: Audience,
) -> Story {
    let site = &board.site;
    let fold = &view.fold;
    let facts = update.facts;
    let page = format!("{}/{}", site.url, routes::incident(view.id));
    // What an earlier update said is carried on, with the right words where some were wrong.
    let section = |known: Known| -> Vec<String> {
        let of = |update: &UpdateView<'_>| {
            update
                .sections
                .iter()
                .find(|section| section.known == Some(known))
                .map(|section| section.text.to_owned())
        };
        of(update)
            .or_else(|| {
                let said = fold.section(known).filter(|_| known == Known::Impact)?;
                let text = of(view.updates.get(said.update)?)?;
                Some(righted(view, said.update, text))
            })
            .map(|text| blocks(&text))
            .unwrap_or_default()
    };
    let last = view.updates.len() - 1;
    // What an earlier correction said of earlier words is no news.
    let leads = view.updates.iter().enumerate().rev();
    let mut leads = leads.filter(|(at, one)| *at == last || one.about.is_none());
    let lead = leads.find_map(|(at, update)| Some((at, update.lead.as_ref()?)));
    let voice =
        |person: &crate::model::Person| Voice { name: person.name.clone(), title: person.title.clone() };
    let mut services: Vec<ServiceWord> = Vec::new();
    let name = |at: usize| board.services[at].service.name.clone();
    for (at, now) in fold.services.iter().enumerate() {
        if let Some(now) = now {
            let note = now.note.map(|note| righted(view, now.update, plain(note)));
            let stopped = view.was_stopped(at, last);
            services.push(ServiceWord { status: now.status, stopped, name: name(at), note });
        }
    }
    services.sort_by_key(|service| service.status);
    let unstated = view.services_not_stated().into_iter().map(name).collect();
    let contacts = view.contacts.as_ref().unwrap_or(&site.contacts);
    let (answered, open): (Vec<_>, Vec<_>) = fold.questions.iter().partition(|q| q.answer.is_some());
    // Planned work is known by the day on which it takes place.
    let planned = fold.window.filter(|_| view.kind == Kind::Maintenance);
    Story {
        sender: sender(site.organisation),
        organisation: site.organisation.to_owned(),
        site: site.name.to_owned(),
        home: site.url.split_once("://").map_or(site.url, |(_, rest)| rest).to_owned(),
        page,
        language: view.language.unwrap_or(site.language).to_owned(),
        zone: site.zone,
        audience,
        incident: view.id.to_owned(),
        title: view.title.to_owned(),
        reference: view.reference.map(str::to_owned),
        kind: view.kind,
        day: planned.map(|window| window.start.date(site.zone)).or(view.title_date),
        first_at: view.first_at,
        state: update.state,
        severity: update.severity,
        update: update.id.to_owned(),
        update_kind: update.kind,
        at: update.at,
        asks: update.asks,
        short_what: facts.and_then(|f| f.short.as_ref()).and_then(|short| short.what.as_deref()).map(plain),
        short_do: facts.and_then(|f| f.short.as_ref()).and_then(|short| short.action.as_deref()).map(plain),
        // Where nobody has said it in a sentence, the title is what happened.
        lead: lead.map_or_else(|| stopped(view.title), |(at, lead)| righted(view, at, plain(lead.text))),
        before: view.told_before(update, plain),
        impact: section(Known::Impact),
        know: section(Known::Know),
        services,
        unstated,
        todos: todos(view, audience),
        open: open
            .into_iter()
            .map(|q| Open { text: righted(view, q.mentioned_in, plain(q.text)), by: q.by })
            .collect(),
        answered: answered
            .into_iter()
            .filter_map(|q| {
                let said = q.answer?;
                Some(Answered {
                    question: plain(q.text),
                    answer: righted(view, said.update, plain(said.value.0)),
                    knowable: said.value.1,
                    new: said.update == last,
                })
            })
            .collect(),
        taken: fold
            .taken
            .iter()
            .filter(|taken| taken.update == last)
            .map(|taken| (taken.taken.at, plain(&taken.taken.text)))
            .collect(),
        next: match (&update.promise, update.no_next) {
            (Some(promise), _) => Next::By(promise.due),
            (None, Some(why)) => Next::None(plain(why)),
            (None, None) => match fold.next_update.map(|said| said.value) {
                Some(Promise::By(due)) if *due > update.at => Next::By(*due),
                _ if update.state.is_ended() => Next::Over,
                _ => Next::Unsaid,
            },
        },
        late: update.late.is_some() || update.late_reason.is_some(),
        speaker: update.speaker.map(voice),
        // What somebody said while it was open is not what they say now that it is over.
        statement: fold.statement.filter(|said| said.update == last || !update.state.is_ended()).map(
            |said| Quote {
                words: righted(view, said.update, plain(said.value.0)),
                by: view.updates.get(said.update).and_then(|u| u.speaker).map(voice),
                earlier: (said.update != last).then_some(said.at),
            },
        ),
        asks_at: contacts
            .iter()
            .map(|contact| Ask {
                purpose: contact.purpose,
                label: contact.label.clone(),
                means: contact.means(),
                address: contact.shown(),
                hours: contact.hours.clone(),
                audience: contact.audience,
            })
            .collect(),
        wrong: update.corrects.and_then(|at| view.corrections.get(at)).map(|corrects| Wrong {
            said: plain(&corrects.correction.said.value),
            now: plain(&corrects.correction.now),
            matters: corrects.correction.matters_because.as_deref().map(plain),
        }),
        data: fold.data_access.map(|said| said.value.clone()),
        data_kinds: fold.data_types.unwrap_or_default().iter().map(ToString::to_string).collect(),
        lost: fold.data_lost.map(|said| match said.value {
            DataLost::Lost(what) => DataLost::Lost(righted(view, said.update, what.to_string()).into()),
            other => other.clone(),
        }),
        stays_unknown: fold.stays_unknown(),
        password: fold.password_change.map(|said| said.value),
        window: fold.window.map(|window| (window.start, window.end)),
        review: match fold.postmortem {
            Some(PostmortemPlan::Due(day)) if update.kind != UpdateType::Postmortem => Some(*day),
            _ => None,
        },
        others: fold
            .other_voices
            .iter()
            .map(|other| Other {
                who: other.who.to_string(),
                says: plain(&other.says),
                stance: other.stance,
                answer: other.our_answer.as_deref().map(plain),
            })
            .collect(),
        roles: Vec::new(),
        audience_names: site.audience_names.iter().map(|(who, name)| (*who, (*name).to_owned())).collect(),
    }
}

/// What an update said, with the right words in the place of those that were corrected since: nobody
/// is told a number twice that we know to be wrong.
fn righted(view: &IncidentView<'_>, update: usize, said: String) -> String {
    let mut text = said;
    for corrected in view.corrections.iter().filter(|corrected| corrected.target == update) {
        let right = plain(&corrected.correction.now);
        for place in find_words(&text, &corrected.correction.said.value).into_iter().rev() {
            text.replace_range(place, &right);
        }
    }
    text
}

/// What readers are asked to do; for one audience, only what is for it and for everybody.
fn todos(view: &IncidentView<'_>, audience: Audience) -> Vec<Todo> {
    let theirs = |who: Option<Audience>| {
        matches!(audience, Audience::Public | Audience::Staff) || who.is_none_or(|who| who == audience)
    };
    view.fold
        .actions
        .iter()
        .filter(|now| theirs(now.action.audience))
        .map(|now| {
            let action = now.action;
            let (text, mut how) = without_link_lines(&action.text);
            let text = righted(view, now.update, text);
            how.extend(action.how().iter().map(|address| (String::new(), address.to_string())));
            Todo {
                audience: action.audience,
                heading: action.heading.as_deref().map(str::to_owned),
                text,
                how,
                strength: action.strength,
                when: action.when.clone(),
            }
        })
        .collect()
}

/// The organisation as people call it: "Quillhaven Ltd" is "Quillhaven".
fn sender(organisation: &str) -> String {
    const FORMS: [&str; 22] = [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "gmbh",
        "ag",
        "se",
        "kg",
        "sa",
        "sarl",
        "sas",
        "bv",
        "nv",
        "ab",
        "oy",
        "as",
    ];
    let mut words: Vec<&str> = organisation.split_whitespace().collect();
    while words.len() > 1 {
        let last: String =
            words[words.len() - 1].chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let page = matches!(last.as_str(), "status" | "page");
        if !page && !FORMS.contains(&last.as_str()) {
            break;
        }
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_called_as_people_call_them() {
        for (organisation, called) in [
            ("Quillhaven Ltd", "Quillhaven"),
            ("Quillhaven Inc.", "Quillhaven"),
            ("Example status", "Example"),
            ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne GmbH &"),
            ("SA", "SA"),
        ] {
            assert_eq!(sender(organisation), called);
        }
    }
}
