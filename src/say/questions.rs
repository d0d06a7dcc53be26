//! Questions that people ask, and approved answers: rows come from what is open,
//! what was answered, and what readers should do. Nothing is made up.

use super::long::unknowable;
use super::pieces::{self, groups};
use super::story::{Next, Story};
use super::{Channel, Text};
use crate::model::{DataAccess, DataLost, DataReach, Named, Purpose, Stance};
use crate::words::{Arg, Words};

/// A question, its answer and how far it is.
pub(super) struct Row {
    pub(super) question: String,
    pub(super) answer: String,
    pub(super) status: Known,
}

/// How far a question is.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Answered,
    NotYet,
    Never,
}

impl Known {
    fn words(self, words: &Words) -> String {
        match self {
            Self::Answered => words.get("say-answered"),
            Self::NotYet => words.get("say-unknown"),
            Self::Never => words.get("say-cannot"),
        }
    }
}

/// Every row, in the order in which readers ask.
pub(super) fn rows(story: &Story, words: &Words) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = |question: String, answer: String, status: Known| {
        if !answer.is_empty() {
            rows.push(Row { question, answer, status });
        }
    };
    row(words.get("say-ask-happened"), pieces::whole_lead(story, words), Known::Answered);
    // That nobody has said yet how a service is answers nothing.
    let silent = story.services.is_empty() && story.impact.is_empty();
    let known = if silent { Known::NotYet } else { Known::Answered };
    row(words.get("touches-me"), affected(story, words), known);
    for group in groups(story, words) {
        let steps: Vec<String> =
            group.todos.iter().map(|todo| pieces::step(todo, true, story, words)).collect();
        let question = match &group.who {
            Some(who) => words.say("say-ask-do-for", &[("who", Arg::Text(who))]),
            None => words.get("what-to-do"),
        };
        row(question, steps.join(" "), Known::Answered);
    }
    if let Some(answer) = story.password {
        row(words.get("password-question"), words.named("password", answer.name()), Known::Answered);
    }
    for open in &story.open {
        let answer = match open.by {
            Some(by) => words.say("say-answer-by", &[("time", Arg::Text(&words.near(by, story.at)))]),
            None => words.get("say-answer-open"),
        };
        row(open.text.clone(), answer, Known::NotYet);
    }
    for answered in &story.answered {
        let status = if answered.knowable { Known::Answered } else { Known::Never };
        row(answered.question.clone(), unknowable(answered, words), status);
    }
    let data = pieces::data(story, words);
    if !data.is_empty() {
        let unknown = matches!(story.data, Some(DataAccess::Stated(DataReach::Unknown)))
            || story.lost == Some(DataLost::Unknown);
        let status = match unknown {
            true if story.stays_unknown => Known::Never,
            true => Known::NotYet,
            false => Known::Answered,
        };
        row(words.get("say-ask-data"), data.join(" "), status);
    }
    for other in story.others.iter().filter(|other| other.stance != Stance::Agrees) {
        if let Some(answer) = &other.answer {
            let question = words
                .say("say-ask-other", &[("who", Arg::Text(&other.who)), ("says", Arg::Text(&other.says))]);
            row(question, answer.clone(), Known::Answered);
        }
    }
    if !story.is_over() {
        let status = if story.window.is_some() { Known::Answered } else { Known::NotYet };
        row(words.get("say-ask-fixed"), pieces::over_when(story, words), status);
    }
    let next = match &story.next {
        Next::Over => String::new(),
        _ => pieces::next(story, words),
    };
    row(words.get("say-ask-next"), next, Known::Answered);
    let asks: Vec<String> = story
        .ask(Purpose::Questions)
        .filter(|ask| ask.audience.is_none() || ask.audience == Some(story.audience))
        .map(|ask| pieces::ask(ask, words))
        .collect();
    row(words.get("say-ask-where"), asks.join("; "), Known::Answered);
    rows
}

/// Which services are and are not affected, in sentences; how customers are touched.
pub(super) fn affected(story: &Story, words: &Words) -> String {
    let mut text = story.impact.join(" ");
    for line in pieces::services(story, words) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&line);
    }
    text
}

pub(super) fn text(story: &Story, words: &Words) -> Text {
    let mut text = format!("# {}: {}\n\n", words.get("say-questions-title"), story.title);
    text.push_str(&format!("{}\n\n", pieces::valid(story, words)));
    text.push_str(&format!("{}\n\n", words.get("say-questions-use")));
    text.push_str(&format!(
        "| {} | {} | {} |\n|---|---|---|\n",
        words.get("say-question"),
        words.get("say-answer"),
        words.get("say-status")
    ));
    for row in rows(story, words) {
        let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            cell(&row.question),
            cell(&row.answer),
            row.status.words(words)
        ));
    }
    text.push_str(&format!("\n{}\n", words.say("say-read-on", &[("page", Arg::Text(&story.page))])));
    Text {
        channel: Channel::Questions,
        files: vec![("questions.md", text)],
        length: None,
        cuts: Vec::new(),
        notes: Vec::new(),
    }
}
