//! The story in sections, in the order in which readers ask; and the long post
//! that is made of them.

use super::pieces::{self, groups};
use super::sentence::stopped;
use super::story::Story;
use super::{Channel, Length, Text, Unsayable, count, help};
use crate::model::Status;
use crate::words::{Arg, Words};

/// A line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A paragraph.
    Text(String),
    /// A short line in front of items, such as the readers whom they are for.
    Label(String),
    /// An item of a list.
    Item(String),
}

impl Line {
    /// Its words.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Label(text) | Self::Item(text) => text,
        }
    }
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Happened,
    Wrong,
    Actions,
    Services,
    Answers,
    Open,
    More,
    Voice,
    Asks,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) about: About,
    pub(super) heading: String,
    pub(super) lines: Vec<Line>,
}

/// All sections that have something to say. `impact` adds how readers are touched to what happened.
pub(super) fn sections(story: &Story, words: &Words, impact: bool) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = |about, heading: String, lines: Vec<Line>| {
        if !lines.is_empty() {
            sections.push(Section { about, heading, lines });
        }
    };
    let mut happened = vec![Line::Text(story.lead.clone())];
    happened.extend(pieces::before(story, words).map(Line::Text));
    happened.extend(pieces::window(story, words, &story.lead).map(Line::Text));
    if impact {
        happened.extend(story.impact.iter().cloned().map(Line::Text));
    }
    section(About::Happened, words.get("happened"), happened);
    section(About::Wrong, words.get("say-wrong-title"), wrong(story, words));
    section(About::Actions, words.get("what-to-do"), actions(story, words));
    let mut touched: Vec<Line> = pieces::services(story, words).into_iter().map(Line::Item).collect();
    touched.extend(pieces::data(story, words).into_iter().map(Line::Text));
    section(About::Services, words.get("touches-me"), touched);
    let answers = story.answered.iter().filter(|answered| answered.new);
    section(
        About::Answers,
        words.get("say-answers"),
        answers.map(|a| Line::Item(format!("{} {}", a.question, unknowable(a, words)))).collect(),
    );
    section(
        About::Open,
        words.get("unknowns"),
        story.open.iter().map(|open| Line::Item(pieces::question(open, story, words))).collect(),
    );
    let mut more = Vec::new();
    let next = pieces::next(story, words);
    if !next.is_empty() {
        more.push(Line::Text(next));
    }
    if let Some(day) = story.review
        && !more.iter().any(|line| line.words().contains(&words.date(day)))
    {
        more.push(Line::Text(words.say("postmortem-due", &[("date", Arg::Text(&words.date(day)))])));
    }
    section(About::More, words.get("hear-more"), more);
    section(About::Voice, words.get("who-says"), speaker(story, words));
    section(About::Asks, words.get("where-to-ask"), asks(story, words));
    sections
}

/// An answer, with a word in front if there cannot be one.
pub(super) fn unknowable(answered: &super::story::Answered, words: &Words) -> String {
    if answered.knowable {
        answered.answer.clone()
    } else {
        format!("{} {}", words.get("cannot-be-known"), answered.answer)
    }
}

fn wrong(story: &Story, words: &Words) -> Vec<Line> {
    let Some(wrong) = &story.wrong else { return Vec::new() };
    let pair = |label: &str, text: &str| {
        words.say("say-pair", &[("label", Arg::Text(&words.get(label))), ("text", Arg::Text(&stopped(text)))])
    };
    let mut lines = vec![
        Line::Item(pair("correction-said", &words.say("in-quotes", &[("text", Arg::Text(&wrong.said))]))),
        Line::Item(pair("correction-now", &wrong.now)),
    ];
    lines.extend(wrong.matters.iter().map(|text| Line::Text(stopped(text))));
    lines
}

fn actions(story: &Story, words: &Words) -> Vec<Line> {
    let groups = groups(story, words);
    let alone = groups.len() == 1;
    let mut lines = Vec::new();
    for group in &groups {
        if let Some(who) = group.who.as_ref().filter(|_| !alone || group.todos[0].audience.is_some()) {
            lines.push(Line::Label(words.say("say-label", &[("label", Arg::Text(who))])));
        }
        lines.extend(group.todos.iter().map(|todo| Line::Item(pieces::step(todo, true, story, words))));
    }
    if story.todos.iter().any(|todo| !todo.how.is_empty()) {
        lines.push(Line::Text(words.get("say-how-on-page")));
    }
    lines
}

fn speaker(story: &Story, words: &Words) -> Vec<Line> {
    match (pieces::quote(story, words), &story.speaker) {
        (Some(quote), _) => vec![Line::Text(quote)],
        (None, Some(speaker)) => vec![Line::Text(pieces::voice(speaker))],
        (None, None) => Vec::new(),
    }
}

/// Where everybody may ask: questions first, then data, then the way out.
fn asks(story: &Story, words: &Words) -> Vec<Line> {
    use crate::model::{Kind, Purpose};
    let mut purposes = vec![Purpose::Questions];
    if matches!(story.kind, Kind::SecurityIncident | Kind::DataBreach | Kind::Vulnerability) {
        purposes.extend([Purpose::Security, Purpose::Privacy]);
    }
    purposes.push(Purpose::Escalation);
    purposes
        .into_iter()
        .flat_map(|purpose| story.ask(purpose))
        .filter(|ask| ask.audience.is_none() || ask.audience == Some(story.audience))
        .map(|ask| Line::Item(pieces::ask(ask, words)))
        .collect()
}

/// The long post: five parts and where to read on.
pub(super) fn text(story: &Story, words: &Words) -> Result<Text, Unsayable> {
    const MOST: usize = 3_000;
    let mut cuts = Vec::new();
    let mut made = post(story, words, true, true);
    if count::utf16(&made) > MOST {
        cuts.push("how readers are touched");
        made = post(story, words, false, true);
    }
    if count::utf16(&made) > MOST {
        cuts.push("services that are not affected");
        made = post(story, words, false, false);
    }
    let length = Length { is: count::utf16(&made), most: MOST, unit: "letters" };
    if length.is > length.most {
        return Err(Unsayable {
            channel: Channel::Social,
            length: Some(length),
            why: format!("It would be {} letters long, and {MOST} is the most.", length.is),
            help: help(story, Channel::Social),
        });
    }
    Ok(Text {
        channel: Channel::Social,
        files: vec![("social.txt", made)],
        length: Some(length),
        cuts,
        notes: Vec::new(),
    })
}

fn post(story: &Story, words: &Words, impact: bool, fine: bool) -> String {
    let mut text = words.say(
        "say-headline",
        &[
            ("tag", Arg::Text(&pieces::tag(story, words))),
            ("sender", Arg::Text(&story.sender)),
            ("title", Arg::Text(&story.title)),
            ("date", Arg::Text(&pieces::day(story, words))),
        ],
    );
    let not_affected = words.named("status", crate::model::Named::name(Status::NotAffected));
    for section in sections(story, words, impact) {
        if section.about == About::Asks {
            continue;
        }
        text.push_str("\n\n");
        text.push_str(&section.heading);
        text.push('\n');
        let lines: Vec<Line> = section
            .lines
            .into_iter()
            .filter(|line| fine || !line.words().starts_with(&not_affected))
            .collect();
        text.push_str(&plain_lines(&lines, "• "));
    }
    text.push_str("\n\n");
    text.push_str(&words.say("say-read-on", &[("page", Arg::Text(&story.page))]));
    text
}

/// Lines as plain text.
pub(super) fn plain_lines(lines: &[Line], bullet: &str) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| match line {
            Line::Item(text) => format!("{bullet}{text}"),
            other => other.words().to_owned(),
        })
        .collect();
    lines.join("\n")
}
