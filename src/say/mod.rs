//! One update → its text for every channel: text message, posts, email, chat,
//! phone script, press line, staff brief, questions and answers. All are made
//! from the same [`Story`], counted by the rules of their channel, and cut in a
//! fixed order; what would have to drop an action or a time is not made.
//!
//! Invariant: nothing here names the unfiltered content, reads a file or a clock.

mod chat;
pub mod count;
mod email;
mod examine;
mod long;
mod pieces;
mod press;
mod questions;
mod sentence;
mod short;
mod spoken;
mod staff;
mod story;

pub use examine::examine;
pub use story::{
    Answered, Ask, Next, Open, Other, Quote, ServiceWord, Story, Todo, Voice, Wrong, fingerprint,
};

use crate::model::{Audience, Named, named};
use crate::words::Words;

named! {
    /// A way to reach readers.
    Channel, "channel" {
        /// A text message on a phone.
        Sms = "sms",
        /// A post on X.
        X = "x",
        /// A post on Bluesky.
        Bluesky = "bluesky",
        /// A post on Mastodon.
        Mastodon = "mastodon",
        /// A long post, as in a professional network.
        Social = "social",
        /// An email: subject, preview, text, HTML.
        Email = "email",
        /// A message in Slack.
        Slack = "slack",
        /// A message in Microsoft Teams.
        Teams = "teams",
        /// What support says on the phone.
        Phone = "phone",
        /// A line for the press.
        Press = "press",
        /// A page for our own people.
        Staff = "staff",
        /// Questions and approved answers.
        Questions = "questions",
    }
}

impl Channel {
    /// The names of its files.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Sms => &["sms.txt"],
            Self::X => &["x.txt"],
            Self::Bluesky => &["bluesky.txt"],
            Self::Mastodon => &["mastodon.txt"],
            Self::Social => &["social.txt"],
            Self::Email => &["email.txt", "email.html"],
            Self::Slack => &["slack.json"],
            Self::Teams => &["teams.json"],
            Self::Phone => &["phone.txt"],
            Self::Press => &["press.txt"],
            Self::Staff => &["staff.md"],
            Self::Questions => &["questions.md"],
        }
    }

    /// The channel of a file.
    pub fn of_file(file: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|channel| channel.files().contains(&file))
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Sms => "Text message",
            Self::X => "X",
            Self::Bluesky => "Bluesky",
            Self::Mastodon => "Mastodon",
            Self::Social => "Long post",
            Self::Email => "Email",
            Self::Slack => "Slack",
            Self::Teams => "Teams",
            Self::Phone => "Phone script",
            Self::Press => "Press line",
            Self::Staff => "Staff brief",
            Self::Questions => "Questions and answers",
        }
    }
}

/// A length and its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How long it is.
    pub is: usize,
    /// How long it may be.
    pub most: usize,
    /// Of what.
    pub unit: &'static str,
}

/// A text for a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The channel.
    pub channel: Channel,
    /// Names of files and what is in them.
    pub files: Vec<(&'static str, String)>,
    /// How long it is.
    pub length: Option<Length>,
    /// What was left out or shortened for want of room, in the order in which it was.
    pub cuts: Vec<&'static str>,
    /// What a person should look at before sending it.
    pub notes: Vec<String>,
}

/// Why a text is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsayable {
    /// The channel.
    pub channel: Channel,
    /// The length that it would have at least, if that is why.
    pub length: Option<Length>,
    /// What is wrong, in sentences.
    pub why: String,
    /// What to do about it.
    pub help: String,
}

/// Makes the text of one channel.
///
/// # Errors
/// A text that would be too long without dropping an action or a time, or facts that it needs and that nobody stated.
pub fn text(channel: Channel, story: &Story, words: &Words) -> Result<Text, Unsayable> {
    let text = match channel {
        Channel::Sms | Channel::X | Channel::Bluesky | Channel::Mastodon => {
            short::text(channel, story, words)?
        }
        Channel::Social => long::text(story, words)?,
        Channel::Email => email::text(story, words),
        Channel::Slack => chat::slack(story, words),
        Channel::Teams => chat::teams(story, words),
        Channel::Phone => spoken::text(story, words)?,
        Channel::Press => press::text(story, words)?,
        Channel::Staff => staff::text(story, words),
        Channel::Questions => questions::text(story, words),
    };
    let wrong: Vec<String> = text.files.iter().flat_map(|(file, text)| examine(file, text, story)).collect();
    if wrong.is_empty() {
        return Ok(text);
    }
    Err(Unsayable { channel, length: text.length, why: wrong.join(" "), help: help(story, channel) })
}

/// What to do when a text cannot be made.
fn help(story: &Story, channel: Channel) -> String {
    let file = path(&story.incident, &story.update, channel.files()[0]);
    match channel {
        Channel::Sms | Channel::X | Channel::Bluesky | Channel::Mastodon => format!(
            "Say it in few words in the update: `short: {{ what: \"…\", do: \"…\" }}`. Or write this text by hand in `{file}`."
        ),
        _ => format!("Change the update, or write this text by hand in `{file}`."),
    }
}

/// Where a text is kept below the content folder.
pub fn path(incident: &str, update: &str, file: &str) -> String {
    format!("say/{incident}/{update}/{file}")
}

/// Whether texts for these readers may tell what only our own people may know.
pub fn is_inside(audience: Audience) -> bool {
    audience == Audience::Staff
}
