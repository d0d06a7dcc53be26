//! The brief for our own people: what happened, what customers see, what may
//! and what may not be said, who speaks to the press, and what each department
//! does. What only we may know is marked.

use super::pieces::{self, groups};
use super::sentence::stopped;
use super::story::{Next, Story};
use super::{Channel, Length, Text, count};
use crate::model::{DataAccess, DataReach, Named, Purpose, Severity};
use crate::words::{Arg, Words};

/// About a page.
const WORDS: usize = 900;

/// Departments: the role that leads each, and the message with its block.
const DEPARTMENTS: [(&str, &str); 5] = [
    ("support", "say-staff-support"),
    ("sales", "say-staff-sales"),
    ("marketing", "say-staff-marketing"),
    ("social", "say-staff-social"),
    ("engineering", "say-staff-engineering"),
];

pub(super) fn text(story: &Story, words: &Words) -> Text {
    let mut text = String::new();
    let mut line = |part: &str| {
        text.push_str(part);
        text.push('\n');
    };
    line(&format!("**{}**\n", words.get("say-staff-banner")));
    line(&format!("# {}\n", story.title));
    let state = super::email::about(story, words);
    let severity = story.severity.map(|s| stopped(&words.named("severity", s.name())));
    let stands: Vec<String> = severity.into_iter().chain([state, pieces::valid(story, words)]).collect();
    line(&format!("{}\n", stands.join(" ")));

    line(&format!("## {}\n", words.get("happened")));
    line(&format!("{}\n", story.lead));
    if let Some(before) = pieces::before(story, words) {
        line(&format!("{before}\n"));
    }

    line(&format!("## {}\n", words.get("say-staff-see")));
    for paragraph in &story.impact {
        line(&format!("{paragraph}\n"));
    }
    for service in pieces::services(story, words) {
        line(&format!("- {service}"));
    }
    line("");

    line(&format!("## {}\n", words.get("say-staff-may")));
    line(&format!("{}\n", words.get("say-staff-may-intro")));
    for sentence in may(story, words) {
        line(&format!("- {}", words.say("in-quotes", &[("text", Arg::Text(&sentence))])));
    }
    line("");

    line(&format!("## {}\n", words.get("say-staff-not")));
    for sentence in must_not(story, words) {
        line(&format!("- {sentence}"));
    }
    line("");

    line(&format!("## {}\n", words.get("say-staff-press")));
    line(&press(story, words));
    line("");

    line(&format!("## {}\n", words.get("say-staff-departments")));
    for (role, message) in DEPARTMENTS {
        let department = words.named("say-department", role);
        let lead = story.roles.iter().find(|(known, _)| known == role);
        let lead = lead
            .map(|(_, name)| words.say("say-staff-lead", &[("name", Arg::Text(name))]))
            .unwrap_or_default();
        line(&format!("- **{department}**{lead}: {}", block(message, story, words)));
    }
    line("");

    line(&format!("## {}\n", words.get("say-staff-next")));
    line(&match &story.next {
        Next::By(at) => words.say("say-staff-next-by", &[("time", Arg::Text(&words.time(*at).text))]),
        _ => words.get("say-staff-next-none"),
    });
    line(&format!("\n{}", words.say("say-read-on", &[("page", Arg::Text(&story.page))])));
    line(&format!("\n**{}**", words.get("say-staff-banner")));

    let is = count::words(&text);
    let notes = if is > WORDS { vec![format!("It has {is} words: more than a page.")] } else { Vec::new() };
    Text {
        channel: Channel::Staff,
        files: vec![("staff.md", text)],
        length: Some(Length { is, most: WORDS.max(is), unit: "words" }),
        cuts: Vec::new(),
        notes,
    }
}

/// Sentences that anybody may say, all of them from the page.
fn may(story: &Story, words: &Words) -> Vec<String> {
    let mut lines = vec![story.lead.clone()];
    lines.extend(story.before.clone());
    for group in groups(story, words) {
        let steps: Vec<String> =
            group.todos.iter().map(|todo| pieces::step(todo, false, story, words)).collect();
        let steps = steps.join(" ");
        lines.push(match &group.who {
            Some(who) => words.say("say-pair", &[("label", Arg::Text(who)), ("text", Arg::Text(&steps))]),
            None => steps,
        });
    }
    let next = pieces::next(story, words);
    if !next.is_empty() {
        lines.push(next);
    }
    lines
}

/// What nobody may say, and what to say instead.
fn must_not(story: &Story, words: &Words) -> Vec<String> {
    let mut lines = vec![words.get("say-not-more")];
    for open in &story.open {
        let time = open.by.map(|by| words.near(by, story.at));
        lines.push(match time {
            Some(time) => words
                .say("say-not-answer-by", &[("question", Arg::Text(&open.text)), ("time", Arg::Text(&time))]),
            None => words.say("say-not-answer", &[("question", Arg::Text(&open.text))]),
        });
    }
    if story.data == Some(DataAccess::Stated(DataReach::Unknown)) {
        lines.push(if story.stays_unknown {
            words.get("say-not-safe-over")
        } else {
            words.get("say-not-safe")
        });
    }
    // The end of planned work is public.
    if !story.is_over() && story.window.is_none() {
        lines.push(words.get("say-not-when"));
    }
    lines.push(words.get("say-not-blame"));
    lines.push(words.get("say-not-promise"));
    lines
}

fn press(story: &Story, words: &Words) -> String {
    let desk: Vec<String> = story.ask(Purpose::Press).map(|ask| pieces::ask(ask, words)).collect();
    let mut text = match desk.as_slice() {
        [] => words.get("say-staff-press-nobody"),
        desk => format!("{} {}.", words.get("say-staff-press-text"), desk.join("; ")),
    };
    if let Some((_, name)) = story.roles.iter().find(|(role, _)| role == "comms") {
        text.push(' ');
        text.push_str(&words.say("say-staff-press-lead", &[("name", Arg::Text(name))]));
    }
    text
}

/// What one department does; the block of sales has the line for customers who hesitate.
fn block(message: &str, story: &Story, words: &Words) -> String {
    // Whoever hesitates asks what is wrong, and not what was wrongly said of it.
    let line = story.sentences().opening(story.before.as_ref().unwrap_or(&story.lead));
    match message {
        "say-staff-support" => words.get("say-staff-support"),
        "say-staff-sales" => {
            words.say("say-staff-sales", &[("line", Arg::Text(&line)), ("page", Arg::Text(&story.home))])
        }
        "say-staff-marketing" if story.is_over() => words.get("say-staff-marketing-over"),
        "say-staff-marketing" => match story.window {
            Some((from, to)) => words.say(
                "say-staff-marketing-planned",
                &[("from", Arg::Text(&words.near(from, story.at))), ("to", Arg::Text(&words.near(to, from)))],
            ),
            None if matches!(story.severity, Some(Severity::Minor | Severity::None)) => {
                words.get("say-staff-marketing-minor")
            }
            None => words.get("say-staff-marketing"),
        },
        "say-staff-social" => words.get("say-staff-social"),
        _ => words.get("say-staff-engineering"),
    }
}
