//! One update as the HTML of a feed item: the blocks that its place on the page
//! has, in the same order, without any look.

use std::borrow::Cow;

use crate::markdown::{
    Html, Rendered, Strike, Wrong, escaped, inline, inline_struck, with_times, words_struck,
};
use crate::model::time::Instant;
use crate::model::{Known, Named};
use crate::view::{Board, IncidentView, SectionView, UpdateView, routes};
use crate::words::{Arg, Words};

/// The whole update at `index`, with absolute links; `page` is the address of its incident.
pub(super) fn html(
    board: &Board<'_>,
    words: &Words,
    incident: &IncidentView<'_>,
    index: usize,
    page: &str,
    kept: &Rendered,
) -> String {
    let update = &incident.updates[index];
    let note = |at: Instant, right: &str| words.correction(at, right);
    let strikes = incident.strikes(update, page, note);
    let wrong = incident.wrong(index, page, note);
    let language = incident.language.filter(|own| !own.eq_ignore_ascii_case(board.site.language));
    let told = Told { words, update, strikes: &strikes, wrong: &wrong, language, page, kept };
    let line = |text: &str| told.line(text);
    let said = update.lead.iter().chain(&update.sections).map(|section| 48 + section.text.len() * 5 / 4);
    let mut out = String::with_capacity(256 + said.sum::<usize>());
    if let Some((by, reason)) = update.late {
        let late = words.say("came-late", &[("by", Arg::Text(&words.length(by)))]);
        let reason = reason.map(&line).unwrap_or_default();
        paragraph(&mut out, format!("{} {reason}", escaped(&late)).trim_end());
    }
    if let Some(at) = update.corrects {
        correction(&mut out, incident, at, &told);
    }
    if let Some(lead) = &update.lead {
        told.section(lead, &mut out);
    }
    let right = |now: &str| words.corrected(now);
    if let Some(before) = incident.told_before(update, right) {
        paragraph(&mut out, &escaped(&words.say("say-before", &[("text", Arg::Text(&before))])));
    }
    course(&mut out, words, incident, index, &line);
    if let Some(statement) = update.statement {
        let by = update.speaker.map(|p| format!("{}, {}", p.name, p.title)).unwrap_or_default();
        let said = words.say("in-quotes", &[("text", Arg::Text(&line(statement)))]);
        paragraph(&mut out, &format!("{said} {}", escaped(&by)));
    } else if let Some(person) = update.speaker {
        paragraph(&mut out, &escaped(&[&person.name, ", ", &person.title].concat()));
    }
    services(&mut out, board, words, incident, index, &told);
    for section in &update.sections {
        out.push_str("<h2>");
        out.push_str(&told.marked("span", words_struck(section.heading, &wrong)));
        out.push_str("</h2>\n");
        told.section(section, &mut out);
    }
    if let Some(promise) = update.promise {
        let next = words.say("feed-next", &[("time", Arg::Text(&words.time(promise.due).text))]);
        paragraph(&mut out, &escaped(&next));
    } else if let Some(why) = update.no_next {
        paragraph(&mut out, &format!("{} {}", escaped(&words.get("no-next")), line(why)));
    }
    out
}

/// An update whose words are rendered.
struct Told<'a> {
    words: &'a Words,
    update: &'a UpdateView<'a>,
    strikes: &'a [Strike],
    wrong: &'a [Wrong<'a>],
    /// The language of the words, if it is not that of the feed.
    language: Option<&'a str>,
    page: &'a str,
    kept: &'a Rendered,
}

impl Told<'_> {
    fn section(&self, section: &SectionView<'_>, out: &mut String) {
        let local = Strike::within(self.strikes, section.start, section.text.len());
        let (hidden, kept) = (&*self.update.hidden, Some(self.kept));
        let html = Html {
            under: 2,
            base: self.page,
            index: "",
            hidden,
            numbered: matches!(section.known, Some(Known::Unknowns | Known::Answers)),
            strikes: &local,
            kept,
        };
        if let Some(language) = self.language {
            out.push_str(&format!("<div lang=\"{}\">", escaped(language)));
        }
        let start = out.len();
        html.render_into(section.text, out);
        if section.known == Some(Known::Actions)
            && let Cow::Owned(changed) = with_times(&out[start..], |when| self.words.when(when))
        {
            out.truncate(start);
            out.push_str(&changed);
        }
        if self.language.is_some() {
            out.push_str("</div>\n");
        }
    }

    /// Words of the writer within a line, with what was wrong struck through.
    fn line(&self, text: &str) -> String {
        self.marked("span", inline_struck(text, self.wrong)).into_owned()
    }

    /// Words of the writer, marked with their language.
    fn marked<'h>(&self, element: &str, html: impl Into<Cow<'h, str>>) -> Cow<'h, str> {
        let html = html.into();
        match self.language {
            Some(language) => {
                Cow::Owned(format!("<{element} lang=\"{}\">{html}</{element}>", escaped(language)))
            }
            None => html,
        }
    }
}

/// What was wrong, what is right, how it happened, why it matters, and where the wrong words stand.
fn correction(out: &mut String, incident: &IncidentView<'_>, at: usize, told: &Told<'_>) {
    let words = told.words;
    let view = &incident.corrections[at];
    let (correction, target) = (view.correction, &incident.updates[view.target]);
    let mut opening = "<p>";
    let mut row = |label: &str, html: &str| {
        out.push_str(&format!("{opening}<b>{}:</b> {html}", escaped(&words.get(label))));
        opening = "<br>\n";
    };
    let place = format!("{}#{}", escaped(told.page), routes::anchor(target.id));
    row("correction-in", &format!("<a href=\"{place}\">{}</a>", escaped(&words.time(target.at).text)));
    row("correction-said", &format!("<del>{}</del>", told.marked("span", escaped(&correction.said.value))));
    row("correction-now", &format!("<ins>{}</ins>", told.marked("span", inline(&correction.now))));
    row("correction-why", &told.marked("span", inline(&correction.why)));
    if let Some(matters) = &correction.matters_because {
        row("correction-matters", &told.marked("span", inline(matters)));
    }
    let mut found = words.time(correction.found_at).text.clone();
    if let Some(by) = correction.found_by {
        found = format!("{found}. {}.", words.named("found-by", by.name()));
    }
    row("correction-found", &escaped(&found));
    out.push_str("</p>\n");
}

/// How far the work is: a new time of planned work, what is done of how much, when it may be over.
fn course(
    out: &mut String,
    words: &Words,
    incident: &IncidentView<'_>,
    index: usize,
    line: &dyn Fn(&str) -> String,
) {
    let update = &incident.updates[index];
    let before = index.checked_sub(1).and_then(|at| incident.updates[at].window);
    if let Some(window) = update.window.filter(|window| before != Some(*window)) {
        let time = |label: &str, at: Instant| {
            format!("<b>{}:</b> {}", escaped(&words.get(label)), escaped(&words.time(at).text))
        };
        let times = [time("window-from", window.start), time("window-to", window.end)];
        paragraph(out, &times.join("<br>\n"));
    }
    let Some(facts) = update.facts else { return };
    for progress in facts.progress.iter().flatten() {
        paragraph(out, &line(&words.progress(progress)));
    }
    if let Some(estimate) = &facts.estimate {
        let (label, basis) = (words.get("estimate"), words.get("estimate-basis"));
        let (label, basis) = (escaped(&label), escaped(&basis));
        let (text, why) = (line(&estimate.text), line(&estimate.basis));
        paragraph(out, &format!("<b>{label}:</b> {text} {basis} {why}"));
    }
}

/// What it says of each service, and of all others; what a correction states anew is struck through.
fn services(
    out: &mut String,
    board: &Board<'_>,
    words: &Words,
    incident: &IncidentView<'_>,
    index: usize,
    told: &Told<'_>,
) {
    let update = told.update;
    if update.services.is_empty() && update.all_services.is_none() {
        return;
    }
    let all = words.the_others(!update.services.is_empty());
    let named = update.services.iter().map(|(at, value)| {
        let stopped = incident.was_stopped(*at, index);
        (board.services[*at].service.name.as_str(), *value, stopped, incident.restated(index, *at))
    });
    let others = update.all_services.map(|value| (all.as_str(), value, true, None));
    for (at, (name, value, stopped, restated)) in named.chain(others).enumerate() {
        out.push_str(if at == 0 { "<p>" } else { "<br>" });
        out.push_str(&escaped(name));
        out.push_str(if restated.is_some() { ": <del>" } else { ": " });
        out.push_str(&escaped(&words.status(value.status, stopped)));
        if let Some(note) = &value.note {
            out.push_str(" (");
            out.push_str(&told.line(note));
            out.push(')');
        }
        if let Some((by, right)) = restated {
            let by = &incident.updates[by];
            let right = words.correction(by.at, words.name("status", right.name()));
            let (page, right) = (escaped(told.page), escaped(&right));
            let anchor = routes::anchor(by.id);
            out.push_str(&format!("</del> <a class=\"fixed\" href=\"{page}#{anchor}\">{right}</a>"));
        }
    }
    out.push_str("</p>\n");
}

fn paragraph(out: &mut String, html: &str) {
    out.push_str("<p>");
    out.push_str(html);
    out.push_str("</p>\n");
}
