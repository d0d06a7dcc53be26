//! An email: subject, preview, plain text, HTML. One link, which leads to the
//! page; no picture, no attachment, nothing that follows the reader.

use super::long::{About, Line, Section, sections};
use super::pieces;
use super::sentence::{shorten, wrap};
use super::story::Story;
use super::{Channel, Length, Text, count};
use crate::markdown::{escaped, find_words};
use crate::words::{Arg, Words};

/// The longest subject that phones show.
pub(super) const SUBJECT: usize = 70;
/// The longest preview that phones show.
pub(super) const PREHEADER: usize = 90;
/// Width of the plain text, as mail programs have quoted it for decades.
const WIDTH: usize = 76;

pub(super) fn text(story: &Story, words: &Words) -> Text {
    let (subject, cut) = subject(story, words);
    let preheader = preheader(story, words);
    let sections = ordered(story, words);
    let length = Length { is: count::signs(&subject), most: SUBJECT, unit: "letters in the subject" };
    Text {
        channel: Channel::Email,
        files: vec![
            ("email.txt", plain(story, words, &subject, &preheader, &sections)),
            ("email.html", html(story, words, &subject, &preheader, &sections)),
        ],
        length: Some(length),
        cuts: if cut { vec!["a part of the title in the subject"] } else { Vec::new() },
        notes: Vec::new(),
    }
}

/// Your action stands right behind what happened; then what is not affected, and the rest.
fn ordered(story: &Story, words: &Words) -> Vec<Section> {
    sections(story, words, true)
}

/// `[Update] Uploads fail - 21 May`, and whether the title was cut.
fn subject(story: &Story, words: &Words) -> (String, bool) {
    let tag = pieces::tag(story, words);
    let day = story.day.unwrap_or_else(|| story.first_at.date(words.zone()));
    let day = words.day_near(day, story.at);
    let fits = |subject: &String| count::signs(subject) <= SUBJECT;
    let make = |tag: &str, title: &str| {
        let (tag, text) = (("tag", Arg::Text(tag)), ("title", Arg::Text(title)));
        if find_words(title, &day).is_empty() {
            words.say("say-subject", &[tag, text, ("date", Arg::Text(&day))])
        } else {
            words.say("say-subject-dated", &[tag, text])
        }
    };
    // First the day of the action goes, then the title is cut where it has a seam, then the short words
    // of the update are taken, then the title is cut between words.
    let plain = pieces::tag_without_day(story, words);
    let seams = story.title.match_indices([':', ',', ';']).map(|(at, _)| &story.title[..at]);
    let parts = seams.filter(|part| count::signs(part) >= 15).collect::<Vec<_>>();
    let short = story.short_what.as_deref().filter(|_| !story.is_over());
    let titles = parts.into_iter().rev().chain(short.map(|short| short.trim_end_matches('.')));
    if let Some(whole) =
        [make(&tag, &story.title), make(&plain, &story.title)].into_iter().find(|one| fits(one))
    {
        return (whole, false);
    }
    if let Some(cut) = titles.map(|title| make(&plain, title)).find(|one| fits(one)) {
        return (cut, true);
    }
    let frame = count::signs(&make(&plain, ""));
    (make(&plain, &shorten(&story.title, SUBJECT.saturating_sub(frame))), true)
}

/// What a mail program shows behind the subject: what happened, and when more comes if there is room.
fn preheader(story: &Story, words: &Words) -> String {
    let lead = story.short_what.clone().unwrap_or_else(|| story.sentences().opening(&story.lead));
    let next = pieces::next(story, words);
    let both = if next.starts_with(lead.as_str()) { next } else { format!("{lead} {next}") };
    if count::signs(both.trim()) <= PREHEADER { both.trim().to_owned() } else { shorten(&lead, PREHEADER) }
}

fn plain(story: &Story, words: &Words, subject: &str, preheader: &str, sections: &[Section]) -> String {
    let mut body = String::new();
    for section in sections {
        if section.about != About::Happened {
            body.push_str(&section.heading.to_uppercase());
            body.push('\n');
        }
        let mut before: Option<&Line> = None;
        for line in &section.lines {
            if matches!((before, line), (Some(_), Line::Text(_))) {
                body.push('\n');
            }
            before = Some(line);
            match line {
                Line::Text(text) => body.push_str(&format!("{text}\n")),
                Line::Label(text) => body.push_str(&format!("\n{text}\n")),
                Line::Item(text) => body.push_str(&format!("- {text}\n")),
            }
        }
        body.push('\n');
    }
    body.push_str(&format!("{}\n\n", words.say("say-read-on", &[("page", Arg::Text(&story.page))])));
    body.push_str(&format!("{}\n\n", words.say("say-real", &[("home", Arg::Text(&story.home))])));
    body.push_str(&story.organisation);
    let tidy = wrap(&body, WIDTH).replace("\n\n\n", "\n\n");
    format!("Subject: {subject}\nPreheader: {preheader}\n\n{}", tidy.trim_start())
}

fn html(story: &Story, words: &Words, subject: &str, preheader: &str, sections: &[Section]) -> String {
    // No colours: the mail program's own are readable in light and in dark.
    const TEXT: &str = "margin:0 0 12px";
    const HEAD: &str = "margin:24px 0 8px;font-size:18px;line-height:1.3";
    let mut body = String::new();
    let mut list = false;
    for section in sections {
        if section.about != About::Happened {
            body.push_str(&format!("<h2 style=\"{HEAD}\">{}</h2>\n", escaped(&section.heading)));
        }
        for line in &section.lines {
            let item = matches!(line, Line::Item(_));
            if item != list {
                body.push_str(if item {
                    "<ul style=\"margin:0 0 12px;padding-left:24px\">\n"
                } else {
                    "</ul>\n"
                });
                list = item;
            }
            let text = escaped(line.words());
            body.push_str(&match line {
                Line::Text(_) => format!("<p style=\"{TEXT}\">{text}</p>\n"),
                Line::Label(_) => format!("<p style=\"margin:0 0 4px\"><strong>{text}</strong></p>\n"),
                Line::Item(_) => format!("<li style=\"margin:0 0 6px\">{text}</li>\n"),
            });
        }
        if list {
            body.push_str("</ul>\n");
            list = false;
        }
    }
    let page = escaped(&story.page);
    format!(
        "<!doctype html>
<html lang=\"{language}\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"supported-color-schemes\" content=\"light dark\">
<title>{subject}</title>
</head>
<body style=\"margin:0;padding:24px 16px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5\">
<div style=\"display:none;max-height:0;overflow:hidden\">{preheader}</div>
<div style=\"max-width:600px;margin:0 auto\">
<h1 style=\"margin:0 0 4px;font-size:22px;line-height:1.3\">{title}</h1>
<p style=\"margin:0 0 16px\">{about}</p>
{body}<p style=\"margin:24px 0 12px\"><a href=\"{page}\">{link}</a><br>{page}</p>
<p style=\"{TEXT}\">{real}</p>
<p style=\"{TEXT}\">{organisation}</p>
</div>
</body>
</html>
",
        language = escaped(&story.language),
        subject = escaped(subject),
        preheader = escaped(preheader),
        title = escaped(&story.title),
        about = escaped(&about(story, words)),
        link = escaped(&words.get("whole-story")),
        real = escaped(&words.say("say-real", &[("home", Arg::Text(&story.home))])),
        organisation = escaped(&story.organisation),
    )
}

/// State and time, in a line.
pub(super) fn about(story: &Story, words: &Words) -> String {
    let state = words.named("state", crate::model::Named::name(story.state));
    words.say("say-about", &[("state", Arg::Text(&state)), ("time", Arg::Text(&words.time(story.at).text))])
}
