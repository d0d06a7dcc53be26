//! A line for the press: where to read it, what happened, a person's own
//! words, when more comes, whom to call.

use super::pieces;
use super::sentence::stopped;
use super::story::Story;
use super::{Channel, Length, Text, Unsayable, count, help};
use crate::model::Purpose;
use crate::words::{Arg, Words};

/// The most words.
pub(super) const WORDS: usize = 120;

/// How much room there is: each has less than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    Whole,
    NotAbout,
    NotHours,
    First,
}

/// What each further cut leaves out, in this order, and how that is said.
const CUTS: [(Room, &str); 3] = [
    (Room::NotAbout, "what the correction is about"),
    (Room::NotHours, "when the press desk answers"),
    (Room::First, "what follows the first sentence"),
];

pub(super) fn text(story: &Story, words: &Words) -> Result<Text, Unsayable> {
    let mut cuts = Vec::new();
    let mut made = make(story, words, Room::Whole);
    for (room, cut) in CUTS {
        if count::words(&made) <= WORDS {
            break;
        }
        let shorter = make(story, words, room);
        if shorter != made {
            cuts.push(cut);
        }
        made = shorter;
    }
    let length = Length { is: count::words(&made), most: WORDS, unit: "words" };
    if length.is > WORDS {
        return Err(Unsayable {
            channel: Channel::Press,
            length: Some(length),
            why: format!("It would have {} words, and {WORDS} is the most.", length.is),
            help: help(story, Channel::Press),
        });
    }
    let mut notes = Vec::new();
    if story.statement.is_none() {
        notes.push("Nobody has said anything in their own words yet: there is no quote in it.".to_owned());
    }
    Ok(Text { channel: Channel::Press, files: vec![("press.txt", made)], length: Some(length), cuts, notes })
}

fn make(story: &Story, words: &Words, room: Room) -> String {
    let mut lines = vec![story.page.clone()];
    let lead = match (room, &story.short_what) {
        (Room::First, Some(short)) => stopped(short),
        (Room::First, None) => story.sentences().opening(&story.lead),
        (Room::Whole, _) => pieces::whole_lead(story, words),
        _ => story.lead.clone(),
    };
    lines.push(words.say(
        "say-press-line",
        &[
            ("organisation", Arg::Text(&story.organisation)),
            ("time", Arg::Text(&words.time(story.at).text)),
            ("text", Arg::Text(&lead)),
        ],
    ));
    lines.extend(pieces::quote(story, words));
    let next = pieces::next_after(&lead, story, words);
    if !next.is_empty() {
        lines.push(next);
    }
    for ask in story.ask(Purpose::Press) {
        let plain =
            super::story::Ask { hours: ask.hours.clone().filter(|_| room < Room::NotHours), ..ask.clone() };
        lines.push(pieces::ask(&plain, words));
    }
    lines.join("\n\n")
}
