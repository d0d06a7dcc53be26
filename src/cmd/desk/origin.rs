//! A finding in a text that is not written yet → where the writer said it: in the answer to which
//! question, or with which flag. Lines are named only of files that exist.

use candor::finding::{Code, Finding, Place};
use candor::model::{Content, Known, Named, Update};
use candor::source::Sources;

use super::Asker;

/// A text that was looked at before it is written.
pub(super) struct Unwritten<'u> {
    /// Where it would lie.
    pub path: &'u str,
    /// Other files that come with it.
    pub others: &'u [(String, String)],
    /// Its incident.
    pub incident: &'u str,
    /// Where its words come from, if they are one text: `your editor`, `--words-file`.
    pub whole: Option<&'u str>,
}

impl Unwritten<'_> {
    /// Where the writer said what was found, and the words; `None` if it lies in a file that is there.
    pub(super) fn place(
        &self,
        finding: &Finding,
        content: &Content,
        asker: &Asker,
    ) -> Option<(String, String)> {
        let Place::Span(span) = finding.place else { return None };
        let sources: &Sources = &content.sources;
        let source = sources.get(span.file);
        let identity = self.others.iter().any(|(path, _)| *path == source.path);
        if source.path != self.path && !identity {
            return None;
        }
        let at = span.range().start.min(source.text.len());
        let from = source.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = source.text[from..].lines().next().unwrap_or("");
        let update = content
            .incident(self.incident)
            .and_then(|incident| incident.updates.iter().find(|update| update.file == span.file));
        let key = line.split_once(':').map_or("", |(key, _)| key);
        if identity {
            let place = asker
                .asked_for(line.split_once(": ").map_or("", |(_, value)| value))
                .map_or_else(|| said_with(asker, key), |question| format!("in your answer to “{question}”"));
            return Some((place, line.trim_end().to_owned()));
        }
        let in_words = update.and_then(|update| update.body.whole).map_or_else(
            || source.text[..at].matches("\n---").count() > 0,
            |words| at >= words.range().start,
        );
        if !in_words && matches!(key, "type" | "at") {
            // It points at the update as a whole: something is not in it, or does not fit.
            let said = match (finding.code, lacking(finding.code)) {
                (Code::StateMove, _) => "in `--service` or `--state`".to_owned(),
                (Code::NotAffectedLater, _) => said_with(asker, "services"),
                (_, Some(flag)) => format!("missing here: say it with `{flag}`"),
                (_, None) => "in what you are about to write".to_owned(),
            };
            return Some((said, String::new()));
        }
        let bare = line.trim_start_matches(['-', '#', ' ']);
        let place = if let Some(question) = asker.asked_for(line) {
            format!("in your answer to “{question}”")
        } else if in_words {
            match (self.whole, update.and_then(|update| section(update, at))) {
                (Some(whole), Some(known)) => format!("in {whole}, under {}", noun(known.name())),
                (Some(whole), None) => format!("in {whole}"),
                (None, known) => said_with(asker, known.map_or("lead", Known::name)),
            }
        } else {
            // Lines further in belong to the key above them.
            let above = source.text[..from].lines().rev().find(|line| !line.starts_with([' ', '-']));
            let key = if line.starts_with([' ', '-']) {
                above.and_then(|line| line.split_once(':')).map_or("", |(key, _)| key)
            } else {
                key
            };
            said_with(asker, key)
        };
        Some((place, bare.trim_end().to_owned()))
    }
}

/// The section that a place in the words is in.
fn section(update: &Update, at: usize) -> Option<Known> {
    let below = update.body.sections.iter().filter(|section| section.text.range().contains(&at));
    below.filter_map(|section| section.known).next_back()
}

/// In which flag a fact or a part was said; in a terminal, also in what.
fn said_with(asker: &Asker, name: &str) -> String {
    if name == "title" {
        return "in the title, which is made of your words unless you say `--title`".to_owned();
    }
    let Some(flag) = flag(name) else { return format!("in `{name}`") };
    if asker.is_on() { format!("in {} (`{flag}`)", noun(name)) } else { format!("in `{flag}`") }
}

/// The flag for a fact or a part.
fn flag(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "--title",
        "impact_began_at" => "WORDS",
        "detection" => "--found-at",
        "state" => "--state",
        "severity" => "--severity",
        "speaker" => "--speaker",
        "statement" => "--statement",
        "services" => "--service",
        "data_access" => "--data-access",
        "next_update" => "--next",
        "late_reason" => "--late",
        "fixed_at" => "--fixed-at",
        "fixed_by" => "--fixed-by",
        "data_lost" => "--data-lost",
        "postmortem" => "--review",
        "window" => "--set window",
        "password_change" => "--set password_change",
        "self_checks" => "--set self_checks",
        "lead" => "--words",
        "impact" => "--impact",
        "know" => "--know",
        "unknowns" => "--question",
        "answers" => "--answer",
        "doing" => "--did",
        "actions" => "--do",
        "wrong" => "--wrong",
        "questions" => "--ask",
        _ => return None,
    })
}

/// What a fact or a part is, to somebody who answers questions.
fn noun(name: &str) -> &'static str {
    match name {
        "title" => "the title",
        "state" => "where it stands",
        "severity" => "how bad it is",
        "speaker" => "who speaks",
        "services" => "how the services are",
        "data_access" => "whether somebody could have reached data",
        "next_update" => "when readers hear more",
        "late_reason" => "why this comes late",
        "fixed_at" => "when it worked again",
        "fixed_by" => "what fixed it",
        "data_lost" => "whether data was lost",
        "postmortem" => "the day of the review",
        "impact" => "what people notice",
        "know" => "what you know",
        "unknowns" => "what you do not know yet",
        "answers" => "the answers",
        "doing" => "what you have done",
        "actions" => "what people should do",
        "wrong" => "what you got wrong",
        "questions" => "where to ask",
        _ => "the words",
    }
}

/// The flag for what a rule misses in an update.
fn lacking(code: Code) -> Option<&'static str> {
    let name = match code {
        Code::C1 => "impact",
        Code::C2 => "services",
        Code::C3 => "unknowns",
        Code::C6 => "doing",
        Code::C7 => "actions",
        Code::C8 => "speaker",
        Code::T3 => "next_update",
        Code::T4 => "late_reason",
        _ => return None,
    };
    flag(name)
}
