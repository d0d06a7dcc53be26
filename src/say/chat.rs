//! Messages for chat programs: Slack's blocks and Teams' adaptive cards, within
//! the limits that both publish. Nobody is called by a mention.

use serde_json::{Value, json};

use super::email::about;
use super::long::{Line, Section, plain_lines, sections};
use super::pieces;
use super::sentence::shorten;
use super::story::Story;
use super::{Channel, Length, Text, count};
use crate::words::{Arg, Words};

/// The most blocks that a message in Slack may have.
pub(super) const SLACK_BLOCKS: usize = 50;
/// The longest heading in Slack.
pub(super) const SLACK_HEADER: usize = 150;
/// The longest text of one block in Slack.
pub(super) const SLACK_SECTION: usize = 3_000;
/// What a message in Slack holds in practice.
pub(super) const SLACK_WHOLE: usize = 13_000;
/// What a message in Teams holds, in bytes.
pub(super) const TEAMS_BYTES: usize = 28 * 1024;

/// What a notification shows: what happened, what to do is inside, when more comes, where.
fn fallback(story: &Story, words: &Words) -> String {
    let tag = pieces::tag(story, words);
    let lead = story.short_what.clone().unwrap_or_else(|| story.sentences().opening(&story.lead));
    format!("{tag} {}: {lead} {} {}", story.title, pieces::next(story, words), story.page).replace("  ", " ")
}

pub(super) fn slack(story: &Story, words: &Words) -> Text {
    let plain = |text: &str| json!({ "type": "plain_text", "text": text, "emoji": false });
    // Only our own words are marked up; what people wrote is shown as they wrote it.
    let marked = |text: &str| json!({ "type": "mrkdwn", "text": text });
    let title = format!("{} {}", pieces::tag(story, words), story.title);
    let mut blocks = vec![
        json!({ "type": "header", "text": plain(&shorten(&title, SLACK_HEADER)) }),
        json!({ "type": "context", "elements": [plain(&about(story, words))] }),
    ];
    for section in sections(story, words, true) {
        blocks.push(
            json!({ "type": "section", "text": marked(&format!("*{}*", slack_escaped(&section.heading))) }),
        );
        for part in parts(&section) {
            blocks.push(json!({ "type": "section", "text": plain(&part) }));
        }
    }
    blocks.push(json!({ "type": "divider" }));
    let link = format!("<{}|{}>", story.page, slack_escaped(&words.get("whole-story")));
    blocks.push(json!({ "type": "section", "text": marked(&link) }));
    let message = json!({
        "text": slack_escaped(&fallback(story, words)),
        "blocks": blocks,
        "unfurl_links": false,
        "unfurl_media": false,
    });
    let whole = texts(&message);
    Text {
        channel: Channel::Slack,
        files: vec![("slack.json", pretty(&message))],
        length: Some(Length { is: whole, most: SLACK_WHOLE, unit: "letters" }),
        cuts: Vec::new(),
        notes: Vec::new(),
    }
}

/// The lines of a section in pieces that each fit into a block.
fn parts(section: &Section) -> Vec<String> {
    let mut parts: Vec<Vec<Line>> = vec![Vec::new()];
    let mut filled = 0;
    for line in &section.lines {
        let size = count::utf16(line.words()) + 3;
        if filled + size > SLACK_SECTION && filled > 0 {
            parts.push(Vec::new());
            filled = 0;
        }
        filled += size;
        if let Some(part) = parts.last_mut() {
            part.push(line.clone());
        }
    }
    parts.iter().map(|lines| plain_lines(lines, "• ")).collect()
}

/// How many letters all texts of a message have.
pub(super) fn texts(value: &Value) -> usize {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| match value {
                Value::String(text) if key == "text" || key == "fallbackText" => count::utf16(text),
                other => texts(other),
            })
            .sum(),
        Value::Array(list) => list.iter().map(texts).sum(),
        _ => 0,
    }
}

fn slack_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn teams(story: &Story, words: &Words) -> Text {
    let block = |text: &str| json!({ "type": "TextBlock", "text": teams_escaped(text), "wrap": true });
    let mut title = block(&format!("{} {}", pieces::tag(story, words), story.title));
    title["size"] = json!("Large");
    title["weight"] = json!("Bolder");
    title["style"] = json!("heading");
    let mut state = block(&about(story, words));
    state["isSubtle"] = json!(true);
    state["spacing"] = json!("None");
    let mut body = vec![title, state];
    for section in sections(story, words, true) {
        let mut heading = block(&section.heading);
        heading["weight"] = json!("Bolder");
        heading["spacing"] = json!("Medium");
        body.push(heading);
        for line in &section.lines {
            let mut text = match line {
                Line::Item(text) => block(&format!("• {text}")),
                other => block(other.words()),
            };
            text["spacing"] = json!("Small");
            body.push(text);
        }
    }
    let card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "lang": story.language,
        "fallbackText": fallback(story, words),
        "body": body,
        "actions": [{ "type": "Action.OpenUrl", "title": words.get("whole-story"), "url": story.page }],
    });
    let message = json!({
        "type": "message",
        "summary": words.say("say-pair", &[("label", Arg::Text(&story.sender)), ("text", Arg::Text(&story.title))]),
        "attachments": [{ "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null, "content": card }],
    });
    let text = pretty(&message);
    let length = Length { is: text.len(), most: TEAMS_BYTES, unit: "bytes" };
    Text {
        channel: Channel::Teams,
        files: vec![("teams.json", text)],
        length: Some(length),
        cuts: Vec::new(),
        notes: Vec::new(),
    }
}

/// Signs that a card would take for marks.
fn teams_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '`' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
