//! The fingerprint of what a story tells: texts for other channels know by it when their facts changed.

use sha2::{Digest, Sha256};

use super::{Next, Story, Voice};
use crate::model::time::Instant;
use crate::model::{DataAccess, DataLost, Named, Status, Timing};

impl Story {
    /// A fingerprint of the facts: it changes if and only if something that texts are made from does.
    pub fn fingerprint(&self) -> String {
        let mut text = String::new();
        for (key, value) in self.facts() {
            text.push_str(key);
            text.push('\t');
            text.push_str(&value.replace('\\', "\\\\").replace('\n', "\\n"));
            text.push('\n');
        }
        fingerprint(&text)
    }

    /// The facts, one by one, in an order that never changes.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts: Vec<(&'static str, String)> = vec![
            ("sender", self.sender.clone()),
            ("organisation", self.organisation.clone()),
            ("page", self.page.clone()),
            ("title", self.title.clone()),
            ("kind", self.kind.name().to_owned()),
            ("state", self.state.name().to_owned()),
            ("severity", self.severity.map_or("", Named::name).to_owned()),
            ("update", self.update.clone()),
            ("type", self.update_kind.name().to_owned()),
            ("at", self.at.rfc3339()),
            ("lead", self.lead.clone()),
            ("impact", self.impact.join("\n")),
            ("know", self.know.join("\n")),
            ("unstated", self.unstated.join("\n")),
        ];
        facts.extend(self.before.iter().map(|text| ("before", text.clone())));
        facts.extend(self.day.map(|day| ("day", day.iso())));
        facts.extend(self.short_what.iter().map(|text| ("short-what", text.clone())));
        facts.extend(self.short_do.iter().map(|text| ("short-do", text.clone())));
        facts.extend(self.services.iter().map(|service| {
            let note = service.note.as_deref().unwrap_or("");
            let repaired = service.status == Status::Recovered && !service.stopped;
            let status = if repaired { "repaired" } else { service.status.name() };
            ("service", format!("{}\t{status}\t{note}", service.name))
        }));
        facts.extend(self.todos.iter().map(|todo| {
            let who = todo.heading.as_deref().or(todo.audience.map(Named::name)).unwrap_or("");
            let when = match &todo.when {
                Timing::Unsaid => String::new(),
                Timing::By(when) => format!("by {when}"),
                Timing::After { condition, done } => format!("after {condition} {done}"),
            };
            ("do", format!("{who}\t{}\t{}\t{when}\t{}", todo.strength.name(), todo.text, links(&todo.how)))
        }));
        facts.extend(self.open.iter().map(|open| {
            ("open", format!("{}\t{}", open.text, open.by.map(Instant::rfc3339).unwrap_or_default()))
        }));
        facts.extend(
            self.answered.iter().map(|a| ("answer", format!("{}\t{}\t{}", a.question, a.answer, a.knowable))),
        );
        facts.extend(
            self.taken.iter().map(|(at, text)| {
                ("done", format!("{}\t{text}", at.map(Instant::rfc3339).unwrap_or_default()))
            }),
        );
        facts.push((
            "next",
            match &self.next {
                Next::By(at) => at.rfc3339(),
                Next::None(why) => why.clone(),
                Next::Over => "over".to_owned(),
                Next::Unsaid => String::new(),
            },
        ));
        let voice = |voice: &Voice| format!("{}\t{}", voice.name, voice.title);
        facts.extend(self.speaker.iter().map(|speaker| ("speaker", voice(speaker))));
        facts.extend(self.statement.iter().map(|quote| {
            let by = quote.by.as_ref().map(voice).unwrap_or_default();
            let earlier = quote.earlier.map(Instant::rfc3339).unwrap_or_default();
            ("statement", format!("{}\t{by}\t{earlier}", quote.words))
        }));
        facts.extend(self.asks_at.iter().map(|ask| {
            let (label, hours) = (ask.label.as_deref().unwrap_or(""), ask.hours.as_deref().unwrap_or(""));
            ("ask", format!("{}\t{label}\t{}\t{hours}", ask.purpose.name(), ask.address))
        }));
        facts.extend(self.wrong.iter().map(|wrong| {
            let matters = wrong.matters.as_deref().unwrap_or("");
            ("wrong", format!("{}\t{}\t{matters}", wrong.said, wrong.now))
        }));
        facts.extend(self.data.iter().map(|data| {
            let text = match data {
                DataAccess::Stated(reach) => reach.name(),
                DataAccess::NotRelevant(why) => why,
            };
            ("data", text.to_owned())
        }));
        facts.extend(self.stays_unknown.then(|| ("stays-unknown", String::new())));
        facts.extend(self.data_kinds.iter().map(|kind| ("data-kind", kind.clone())));
        facts.extend(self.lost.iter().map(|lost| {
            let text = match lost {
                DataLost::Nothing => "nothing",
                DataLost::Unknown => "unknown",
                DataLost::Lost(what) => what,
            };
            ("lost", text.to_owned())
        }));
        facts.extend(self.password.map(|answer| ("password", answer.name().to_owned())));
        facts.extend(
            self.window.map(|(from, to)| ("window", format!("{}\t{}", from.rfc3339(), to.rfc3339()))),
        );
        facts.extend(self.review.map(|day| ("review", day.iso())));
        facts.extend(self.others.iter().map(|other| {
            let answer = other.answer.as_deref().unwrap_or("");
            ("other", format!("{}\t{}\t{}\t{answer}", other.who, other.says, other.stance.name()))
        }));
        facts
    }
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn fingerprint(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        digits.push_str(&format!("{byte:02x}"));
    }
    digits
}

fn links(links: &[(String, String)]) -> String {
    links.iter().map(|(words, address)| format!("{words} {address}")).collect::<Vec<_>>().join(" ")
}
