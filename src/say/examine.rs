//! Whether a text keeps the rules of its channel, whoever wrote it: its length,
//! the time and the place that it has to name, what it must not hold.

use serde_json::Value;

use super::story::{Next, Story};
use super::{Channel, chat, count, email, press, short, spoken};

/// Services that hide where a link leads.
const SHORTENERS: [&str; 9] =
    ["bit.ly/", "t.co/", "tinyurl.com/", "ow.ly/", "goo.gl/", "is.gd/", "buff.ly/", "lnkd.in/", "rb.gy/"];

/// The HTML of an email.
const HTML: &str = "email.html";

/// What is wrong with the text of one file, in sentences; empty if nothing is.
pub fn examine(file: &str, text: &str, story: &Story) -> Vec<String> {
    let Some(channel) = Channel::of_file(file) else { return Vec::new() };
    let mut wrong = Vec::new();
    if text.trim().is_empty() {
        return vec!["It is empty.".to_owned()];
    }
    if let Some(sentence) = too_long(channel, file, text) {
        wrong.push(sentence);
    }
    if let Next::By(at) = story.next {
        let clocks = [at.local(story.zone).clock(), at.local(crate::model::time::Zone::UTC).clock()];
        if !clocks.iter().any(|clock| text.contains(clock.as_str())) {
            wrong.push(format!("It does not say when readers hear more: {}.", clocks[0]));
        }
    }
    if !text.contains(&story.home) {
        wrong.push(format!("It does not say where to read more: {}.", story.home));
    }
    if let Some(shortener) = SHORTENERS.iter().find(|shortener| holds_address(text, shortener)) {
        wrong.push(format!(
            "It has a link of `{}`, which hides where it leads.",
            shortener.trim_end_matches('/')
        ));
    }
    match channel {
        Channel::Sms if text.contains(is_picture) => {
            wrong.push(
                "It has an emoji, which doubles its length and is not shown on every phone.".to_owned(),
            );
        }
        Channel::X | Channel::Bluesky | Channel::Mastodon if has_hashtag(text) => {
            wrong.push("It has a hashtag, under which others write as well.".to_owned());
        }
        Channel::Slack | Channel::Teams => {
            if ["<!channel>", "<!everyone>", "<!here>", "@everyone", "@channel", "@here"]
                .iter()
                .any(|all| text.contains(all))
            {
                wrong.push("It calls everybody by a mention.".to_owned());
            }
            wrong.extend(blocks(channel, text));
        }
        Channel::Email if file == HTML => wrong.extend(mail(text)),
        _ => {}
    }
    wrong
}

fn too_long(channel: Channel, file: &str, text: &str) -> Option<String> {
    let over = |is: usize, most: usize, unit: &str| {
        (is > most).then(|| format!("It has {is} {unit}, and {most} is the most."))
    };
    let text = text.trim_end();
    match channel {
        Channel::Sms | Channel::X | Channel::Bluesky | Channel::Mastodon => {
            let length = short::length(channel, text);
            let mut sentence = over(length.is, length.most, length.unit)?;
            if let (Channel::Sms, [one, ..]) = (channel, count::not_gsm(text).as_slice()) {
                sentence.push_str(&format!(
                    " The letter `{one}` is not in the alphabet of text messages, which halves the room."
                ));
            }
            Some(sentence)
        }
        Channel::Social => over(count::utf16(text), 3_000, "letters"),
        Channel::Press => over(count::words(text), press::WORDS, "words"),
        Channel::Phone => {
            // The stamp stands first and what callers ask last; between them is what is read aloud.
            let script = text.split_once("\n\n").map_or(text, |(_, rest)| rest);
            let script = script.find(['“', '„']).map_or(script, |at| &script[..at]);
            over(count::words(script), spoken::WORDS + 10, "words to read aloud")
        }
        Channel::Email if file != HTML => {
            let head = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
            match (head("Subject:"), head("Preheader:")) {
                (None, _) => Some("It does not begin with a line `Subject: …`.".to_owned()),
                (Some(subject), _) if count::signs(subject) > email::SUBJECT => {
                    over(count::signs(subject), email::SUBJECT, "letters in the subject")
                }
                (_, Some(preheader)) => {
                    over(count::signs(preheader), email::PREHEADER, "letters in the preview")
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// What the chat programs would refuse.
fn blocks(channel: Channel, text: &str) -> Vec<String> {
    let Ok(message) = serde_json::from_str::<Value>(text) else {
        return vec!["It is not JSON, so the chat program would refuse it.".to_owned()];
    };
    let mut wrong = Vec::new();
    if channel == Channel::Teams {
        if text.len() > chat::TEAMS_BYTES {
            wrong.push(format!("It has {} bytes, and {} is the most.", text.len(), chat::TEAMS_BYTES));
        }
        return wrong;
    }
    let blocks = message["blocks"].as_array().map_or(&[][..], Vec::as_slice);
    if blocks.len() > chat::SLACK_BLOCKS {
        wrong.push(format!("It has {} blocks, and {} is the most.", blocks.len(), chat::SLACK_BLOCKS));
    }
    for block in blocks {
        let length = block["text"]["text"].as_str().map_or(0, count::utf16);
        let most = if block["type"] == "header" { chat::SLACK_HEADER } else { chat::SLACK_SECTION };
        if length > most {
            wrong.push(format!("A block has {length} letters, and {most} is the most."));
        }
    }
    let whole = chat::texts(&message);
    if whole > chat::SLACK_WHOLE {
        wrong.push(format!("It has {whole} letters, and {} is the most.", chat::SLACK_WHOLE));
    }
    if message["text"].as_str().is_none_or(str::is_empty) {
        wrong.push("It has no `text`, which notifications and screen readers show.".to_owned());
    }
    wrong
}

/// What a message about a crisis must not carry.
fn mail(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let mut wrong = Vec::new();
    if ["<img", "<script", "<iframe", "<form", "<link", "url("].iter().any(|tag| lower.contains(tag)) {
        wrong.push(
            "It loads something from elsewhere or runs something: readers and mail programs distrust that."
                .to_owned(),
        );
    }
    if lower.matches("<a ").count() > 1 {
        wrong.push("It has more than one link. One, to the page, is what readers can trust.".to_owned());
    }
    wrong
}

/// Whether an address stands in a text, and not as the end of a longer one.
fn holds_address(text: &str, address: &str) -> bool {
    text.match_indices(address).any(|(at, _)| {
        text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '.'))
    })
}

fn has_hashtag(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_start_matches(|c: char| c != '#' && !c.is_alphanumeric());
        word.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    })
}

fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B05..=0x2B55 | 0xFE0F)
}
