//! C9: readers can ask somebody, and know when they are answered.

use super::key;
use crate::check::{About, Examined, Look, Rule, is_history};
use crate::finding::{Code, Finding, Place, Weight};
use crate::model::time::Instant;
use crate::model::{Audience, Contact, Content, Incident, Kind, Purpose, State, Update};
use crate::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C9,
    weight: Weight::Stop,
    about: About {
        rule: "The contacts of the site, and those of an update that brings its own, hold a way to ask questions \
               that is open to everybody and says when someone answers; a way to complain when all else has failed \
               (`purpose: escalation`); and, where there is a security incident, a breach or a flaw, one for \
               security. Every other contact says its hours too. This is asked of first words in a hurry as well.",
        reason: "A page that cannot be asked sends everybody to social media, and a phone number without hours rings unanswered at night.",
        source: "The litmus test after Heartbleed: where do customers turn with questions? An apology of 2015: \
                 contact me personally if we drop it again.",
        fires: "contacts:\n  - { purpose: questions, route: tel:+442079460170 }",
        near: "contacts:\n  - { purpose: questions, route: tel:+442079460170, hours: \"every day, 06:00 to 22:00 UTC\" }\n  \
               - { purpose: escalation, route: mailto:coo@example.com, hours: \"every working day\" }",
    },
    look: Look::Site(look),
};

fn look(examined: &Examined<'_>, findings: &mut Vec<Finding>) {
    let content = examined.content;
    let mut asked = false;
    let mut security = false;
    for incident in content.incidents.iter().filter(|incident| !is_history(incident)) {
        let about_security =
            matches!(incident.kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability);
        let told = told(incident, examined.now);
        asked |= told.by_site;
        security |= told.by_site && about_security;
        for update in told.own {
            let contacts = contacts(update).unwrap_or_default();
            lacking(&key(content, update, "contacts").into(), contacts, about_security, findings);
        }
    }
    if asked {
        lacking(&site(content), &content.site.contacts, security, findings);
    }
}

/// Where the readers of an incident are sent with their questions.
struct Told<'c> {
    /// To the contacts of the site, now or in an update to come.
    by_site: bool,
    /// To those of these updates.
    own: Vec<&'c Update>,
}

/// What holds now, and what will. Nobody comes back to change what is long over.
fn told(incident: &Incident, now: Instant) -> Told<'_> {
    let mut seen = None;
    let mut state = None;
    let mut last = None;
    let mut told = Told { by_site: false, own: Vec::new() };
    let mut waits = false;
    for update in incident.updates.iter().filter(|update| update.is_public()) {
        let own = contacts(update).is_some();
        if !update.draft && update.visible_from() <= now {
            seen = if own { Some(update) } else { seen };
            state = update.state.map(|state| state.value).or(state);
            last = Some(update.at.value);
        } else {
            waits = true;
            told.own.extend(own.then_some(update));
        }
    }
    let settled = state.is_some_and(State::is_ended)
        && last.is_some_and(|last| now.since(last) > crate::check::case::SETTLED);
    if incident.retired.is_none() && (waits || (last.is_some() && !settled)) {
        told.by_site = seen.is_none();
        told.own.extend(seen);
    }
    told
}

fn contacts(update: &Update) -> Option<&[Contact]> {
    update.facts.as_ref().and_then(|facts| facts.contacts.as_deref())
}

/// Where the site's contacts stand.
fn site(content: &Content) -> Place {
    let Some((file, source)) = content.sources.iter().find(|(_, source)| source.path == "site.yaml") else {
        return "site.yaml".into();
    };
    let mut from = 0;
    for line in source.text.split_inclusive('\n') {
        if line.starts_with("contacts:") {
            return Span::new(file, from, from + line.trim_end().len()).into();
        }
        from += line.len();
    }
    "site.yaml".into()
}

fn lacking(place: &Place, contacts: &[Contact], security: bool, findings: &mut Vec<Finding>) {
    let open = |contact: &&Contact| {
        matches!(contact.audience, None | Some(Audience::Public | Audience::Users | Audience::Customers))
    };
    let of = |purpose: Purpose| contacts.iter().filter(open).any(|contact| contact.purpose == purpose);
    let timed = |contact: &Contact| contact.hours.as_ref().is_some_and(|hours| !hours.trim().is_empty());
    let mut note = |weight: Weight, message: String, reader: &str, help: &str| {
        findings.push(
            Finding { place: place.clone(), ..Finding::new(Code::C9, weight, "site.yaml", message) }
                .reader(reader)
                .help(help),
        );
    };
    if !of(Purpose::Questions) {
        note(
            Weight::Stop,
            "There is no way for readers to ask a question.".to_owned(),
            "People who cannot ask you ask everyone else.",
            "Under `contacts:`, add one with `purpose: questions`, its `route` (a web page, `mailto:` or `tel:`) and its `hours`.",
        );
    } else if !contacts.iter().filter(open).any(|c| c.purpose == Purpose::Questions && timed(c)) {
        note(
            Weight::Stop,
            "You give a way to ask, and not when someone answers.".to_owned(),
            "At three in the morning, readers do not know whether to wait on the line.",
            "Add opening hours, with their time zone: `hours: \"Every day, 06:00 to 22:00 UTC\"`.",
        );
    }
    if !of(Purpose::Escalation) {
        note(
            Weight::Stop,
            "There is no address for people whom all your other contacts have failed.".to_owned(),
            "Someone who got no answer has nowhere to turn but to the public.",
            "Under `contacts:`, add one with `purpose: escalation`: a named person who can decide, with `route` and `hours`.",
        );
    }
    if security && !of(Purpose::Security) {
        note(
            Weight::Stop,
            "This is about security, and there is no way to reach your security team.".to_owned(),
            "Whoever knows more about the attack or the flaw cannot tell you.",
            "Under `contacts:`, add one with `purpose: security`, its `route` and its `hours`.",
        );
    }
    let answered = |contact: &&Contact| contact.purpose == Purpose::Questions && timed(contact);
    let some = contacts.iter().any(|contact| answered(&contact));
    for contact in contacts.iter().filter(|contact| !timed(contact)) {
        // Without any hours for questions, that was said above.
        if contact.purpose == Purpose::Questions && !some {
            continue;
        }
        let name = contact.label.as_deref().unwrap_or(&contact.route);
        note(
            Weight::Fix,
            format!("The contact “{name}” does not say when someone answers."),
            "Readers do not know whether to wait or to try another way.",
            "Add opening hours, with their time zone: `hours: \"Every day, 06:00 to 22:00 UTC\"`.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, Small};
    use crate::finding::Code;

    #[test]
    fn readers_can_ask_and_know_when_they_are_answered() {
        let dumb = Small::new().change("purpose: questions", "purpose: press");
        assert_eq!(
            dumb.told(Code::C9, EARLY),
            ["stop: There is no way for readers to ask a question. [contacts:]"]
        );
        let always = Small::new().change(", hours: \"every day, 06:00 to 22:00 UTC\"", "");
        assert_eq!(
            always.told(Code::C9, EARLY),
            ["stop: You give a way to ask, and not when someone answers. [contacts:]"]
        );
        let nowhere = Small::new().change("purpose: escalation", "purpose: press");
        assert_eq!(
            nowhere.told(Code::C9, EARLY),
            ["stop: There is no address for people whom all your other contacts have failed. [contacts:]"]
        );
        let one = Small::new().change(", hours: \"at any hour\"", "");
        assert_eq!(
            one.told(Code::C9, EARLY),
            ["fix: The contact “mailto:security@example.com” does not say when someone answers. [contacts:]"]
        );
    }

    #[test]
    fn an_attack_needs_a_way_to_the_security_team() {
        let outage = || Small::new().change("purpose: security", "purpose: press");
        outage().silent(Code::C9, EARLY);
        let attack = outage().change("kind: outage", "kind: security_incident");
        assert_eq!(
            attack.told(Code::C9, EARLY),
            ["stop: This is about security, and there is no way to reach your security team. [contacts:]"]
        );
    }

    #[test]
    fn an_update_with_contacts_of_its_own_has_all_of_them() {
        let own = Small::new().change(
            "speaker: ada",
            "speaker: ada\ncontacts:\n  - { purpose: questions, route: \"tel:+442079460199\", hours: \"at any hour\" }",
        );
        assert_eq!(
            own.told(Code::C9, EARLY),
            ["stop: There is no address for people whom all your other contacts have failed. [contacts:]"]
        );
    }
}
