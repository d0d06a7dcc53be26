//! C9: readers can ask somebody, and know when they are answered.

use super::{key, live};
use crate::check::{About, Case, Examined, Look, Rule};
use crate::finding::{Code, Finding, Place, Weight};
use crate::model::{Audience, Contact, Content, Kind, Purpose};
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
    for incident in content.incidents.iter().filter(|incident| !super::super::is_history(incident)) {
        let case = Case::new(content, incident, examined.now);
        let about_security =
            matches!(incident.kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability);
        for live in live(&case) {
            if live.step.fold.contacts.is_none() {
                asked = true;
                security |= about_security && !live.is_over();
                continue;
            }
            let own = live.step.update.facts.as_ref().and_then(|facts| facts.contacts.as_deref());
            if let Some(contacts) = own {
                let place = key(&case, live.step.update, "contacts");
                lacking(&place.into(), contacts, about_security, findings);
            }
        }
    }
    if asked {
        lacking(&site(content), &content.site.contacts, security, findings);
    }
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
            Finding {
                place: place.clone(),
                ..Finding::new(Code::C9, weight, "site.yaml", message)
            }
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
