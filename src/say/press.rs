//! A line for the press: where to read it, what happened, a person's own
//! words, when more comes, whom to call.

use super::pieces;
use super::sentence::{opening, stopped};
use super::story::Story;
use super::{Channel, Length, Text, Unsayable, count, help};
use crate::model::Purpose;
use crate::words::{Arg, Words};

/// The most words.
pub(super) const WORDS: usize = 120;

pub(super) fn text(story: &Story, words: &Words) -> Result<Text, Unsayable> {
    let mut cuts = Vec::new();
    let mut made = make(story, words, false, false);
    if count::words(&made) > WORDS {
        cuts.push("when the press desk answers");
        made = make(story, words, false, true);
    }
    if count::words(&made) > WORDS {
        cuts.push("what follows the first sentence");
        made = make(story, words, true, true);
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

fn make(story: &Story, words: &Words, brief: bool, bare: bool) -> String {
    let mut lines = vec![story.page.clone()];
    let lead = match &story.short_what {
        Some(short) if brief => stopped(short),
        _ if brief => opening(&story.lead),
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
        let plain = super::story::Ask { hours: ask.hours.clone().filter(|_| !bare), ..ask.clone() };
        lines.push(pieces::ask(&plain, words));
    }
    lines.join("\n\n")
}
