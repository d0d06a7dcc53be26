//! The front matter of one issue file → typed values, with a note for everything
//! that was assumed or has no place in our files.

use std::collections::BTreeSet;

use super::time::{self, Moment, Remark};
use super::tree::Tree;
use crate::import::report::{Deed, FileReport};
use crate::import::text::{one_line, short};

/// One issue, before its text is divided.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the front matter")]
pub(super) struct Issue {
    /// The path below the foreign folder.
    pub(super) path: String,
    /// The name that its address ends with.
    pub(super) slug: String,
    /// The title.
    pub(super) title: String,
    /// When it began, as far as that is known.
    pub(super) date: Option<Moment>,
    /// Whether `date` was guessed.
    pub(super) date_guessed: bool,
    /// When it ended.
    pub(super) ended: Option<Moment>,
    /// Whether it is over; nothing if the file does not say.
    pub(super) resolved: Option<bool>,
    /// How bad it was.
    pub(super) severity: Severity,
    /// The names of the systems.
    pub(super) affected: Vec<String>,
    /// Marked as information only.
    pub(super) informational: bool,
    /// Pinned to the top.
    pub(super) pinned: bool,
    /// Not public yet.
    pub(super) draft: bool,
    /// The text below the front matter.
    pub(super) body: String,
}

/// The severities of cState.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Severity {
    /// Nothing is broken.
    Notice,
    /// Something does not work as it should.
    Disrupted,
    /// Nothing works.
    Down,
}

/// How often something harmless was seen in all files together.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Times with the offset `-00:00`.
    pub(super) minus_zero: usize,
    /// Times with a part of a second.
    pub(super) fractions: usize,
    /// Titles of more than 70 characters.
    pub(super) long_titles: usize,
}

/// Reads the front matter of the file at `path`, whose address ends with `slug`.
pub(super) fn read(
    path: &str,
    slug: &str,
    front: &Tree,
    body: String,
    tally: &mut Tally,
    report: &mut FileReport,
) -> Issue {
    let title = front.text("title").map(one_line).filter(|title| !title.is_empty()).unwrap_or_else(|| {
        let title = one_line(&slug.replace(['-', '_'], " "));
        report
            .note(Deed::Guessed, format!("It has no title; the title \"{title}\" comes from the file name."));
        if title.is_empty() { "Untitled".to_owned() } else { title }
    });
    if title.chars().count() > 70 {
        tally.long_titles += 1;
    }
    let informational = yes(front, "informational", report).unwrap_or(false);
    let mut date = instant(front, "date", tally, report);
    let ended = instant(front, "resolvedWhen", tally, report);
    let date_guessed = date.is_none();
    if date.is_none() {
        let from_name = time::prefix(slug).map(|(stamp, _)| stamp.at);
        let (guess, whence) = match (from_name, ended) {
            (Some(at), _) => (Some(at), "the file name"),
            (None, Some(at)) => (Some(at), "`resolvedWhen`"),
            (None, None) => (None, ""),
        };
        if let Some(at) = guess {
            report.note(Deed::Guessed, format!("Its start, {at}, from {whence}."));
        }
        date = guess;
    }
    let issue = Issue {
        path: path.to_owned(),
        slug: slug.to_owned(),
        severity: severity(front, informational, report),
        affected: affected(front, report),
        resolved: yes(front, "resolved", report),
        pinned: yes(front, "pin", report).unwrap_or(false),
        draft: yes(front, "draft", report).unwrap_or(false),
        title,
        date,
        date_guessed,
        ended,
        informational,
        body,
    };
    others(front, &issue, report);
    issue
}

/// The instant of `key`.
fn instant(front: &Tree, key: &str, tally: &mut Tally, report: &mut FileReport) -> Option<Moment> {
    let written = front.get(key)?;
    if *written == Tree::Nothing {
        return None;
    }
    let text = written.show();
    let Some(stamp) = time::parse(&text) else {
        if !text.trim().is_empty() {
            report.note(Deed::Unread, format!("`{key}: {}` is not a time.", short(&text, 80)));
        }
        return None;
    };
    for remark in &stamp.remarks {
        match remark {
            Remark::MinusZero => tally.minus_zero += 1,
            Remark::Fraction => tally.fractions += 1,
            remark => report.note(
                Deed::Guessed,
                format!("`{key}: {}` was read as {}: {remark}.", short(&text, 60), stamp.at),
            ),
        }
    }
    Some(stamp.at)
}

/// Yes or no, in any spelling.
fn yes(front: &Tree, key: &str, report: &mut FileReport) -> Option<bool> {
    let text = front.text(key)?;
    match text.to_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        "yes" | "y" | "on" | "1" => {
            report.note(Deed::Guessed, format!("`{key}: {}` was read as true.", short(text, 40)));
            Some(true)
        }
        "no" | "n" | "off" | "0" => {
            report.note(Deed::Guessed, format!("`{key}: {}` was read as false.", short(text, 40)));
            Some(false)
        }
        _ => {
            report.note(Deed::Unread, format!("`{key}: {}` is neither true nor false.", short(text, 40)));
            None
        }
    }
}

fn severity(front: &Tree, informational: bool, report: &mut FileReport) -> Severity {
    let Some(text) = front.text("severity") else {
        if !informational {
            report.note(Deed::Guessed, "It has no severity; `disrupted` was taken.");
            return Severity::Disrupted;
        }
        return Severity::Notice;
    };
    let lower = text.to_lowercase();
    let guess = match text {
        "notice" => return Severity::Notice,
        "disrupted" => return Severity::Disrupted,
        "down" => return Severity::Down,
        _ => match lower.as_str() {
            "notice" | "info" | "informational" | "none" | "ok" | "maintenance" => Severity::Notice,
            "down" | "major" | "critical" | "outage" => Severity::Down,
            _ => Severity::Disrupted,
        },
    };
    let name = match guess {
        Severity::Notice => "notice",
        Severity::Disrupted => "disrupted",
        Severity::Down => "down",
    };
    report.note(
        Deed::Guessed,
        format!(
            "`severity: {}` was taken for `{name}`; cState would have shown it as fine.",
            short(text, 40)
        ),
    );
    guess
}

fn affected(front: &Tree, report: &mut FileReport) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |name: &str, report: &mut FileReport| {
        let name = one_line(name);
        if seen.insert(name.clone()) {
            names.extend(Some(name).filter(|name| !name.is_empty()));
        } else if !name.is_empty() {
            report.note(Deed::LeftOut, format!("`affected` names `{name}` twice."));
        }
    };
    match front.get("affected") {
        None | Some(Tree::Nothing) => {}
        Some(Tree::Text(text)) if text.trim().is_empty() => {}
        Some(Tree::Text(text)) => {
            report.note(
                Deed::Guessed,
                format!("`affected: {}` is not a list; it was read as one name.", short(text, 60)),
            );
            add(text, report);
        }
        Some(Tree::List(items)) => {
            for item in items {
                match item {
                    Tree::Text(text) => add(text, report),
                    Tree::Nothing => {}
                    other => report
                        .note(Deed::Unread, format!("An item of `affected`: {}", short(&other.show(), 80))),
                }
            }
        }
        Some(other) => {
            report.note(Deed::Unread, format!("`affected` is not a list: {}", short(&other.show(), 80)));
        }
    }
    names
}

/// Says what has no place in our files.
fn others(front: &Tree, issue: &Issue, report: &mut FileReport) {
    for (key, value) in front.entries() {
        let shown = short(&value.show(), 80);
        match key.to_ascii_lowercase().as_str() {
            "title" | "date" | "resolved" | "resolvedwhen" | "severity" | "affected" | "informational"
            | "draft" | "slug" => {}
            "section" if shown == "issue" => {}
            "section" => {
                report.note(Deed::Guessed, format!("`section: {shown}` is not `issue`; cState would not have shown this file, and it was read as an issue."));
            }
            "pin" if issue.pinned && issue.informational => {
                report.note(Deed::Kept, "`pin: true`: it stays open, as our pages have no pins.");
            }
            "pin" => report.note(Deed::LeftOut, format!("`pin: {shown}`: our pages have no pins.")),
            "automated" => {
                report.note(Deed::LeftOut, format!("`automated: {shown}`: whether a program wrote it."));
            }
            _ => report.note(Deed::LeftOut, format!("`{key}: {shown}`")),
        }
    }
    if issue.draft {
        report.note(Deed::Kept, "`draft: true` stands in each of its updates.");
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::yaml;
    use super::*;

    fn issue(front: &str) -> (Issue, Vec<String>) {
        let mut report = FileReport::new("a.md");
        let tree = yaml(front).unwrap();
        let mut tally = Tally::default();
        let issue =
            read("content/issues/a.md", "2031-02-03-a-b", &tree, String::new(), &mut tally, &mut report);
        (issue, report.notes.into_iter().map(|n| format!("{}: {}", n.what.word(), n.text)).collect())
    }

    #[test]
    fn reads_clean_front_matter_without_a_word() {
        let (issue, notes) = issue(
            "title: \"A: b\"\ndate: 2031-01-02T03:04:00Z\nresolved: true\nresolvedWhen: 2031-01-02T04:04:00+00:00\n\
             severity: down\naffected: [Mail]\nsection: issue\n",
        );
        assert_eq!(notes, Vec::<String>::new());
        assert_eq!(
            (issue.title.as_str(), issue.severity, issue.resolved),
            ("A: b", Severity::Down, Some(true))
        );
        assert_eq!(issue.ended.map(|at| at.to_string()).as_deref(), Some("2031-01-02 04:04 UTC"));
    }

    #[test]
    fn guesses_and_says_so() {
        let (issue, notes) = issue(
            "date: tomorrow\nresolved: \"yes\"\nseverity: Down\naffected: Mail\nsection: issues\npin: false\nid: x\ndraft: true\n",
        );
        assert_eq!(issue.title, "2031 02 03 a b");
        assert_eq!(issue.date.map(|at| at.to_string()).as_deref(), Some("2031-02-03 00:00 UTC"));
        assert_eq!((issue.severity, issue.resolved, issue.draft), (Severity::Down, Some(true), true));
        assert_eq!(notes.len(), 10, "{notes:#?}");
    }

    #[test]
    fn affected_comes_in_many_shapes() {
        let front =
            |affected: &str| format!("title: A\ndate: 2031-01-02T03:04:00Z\nseverity: down\n{affected}\n");
        for (written, names, notes) in [
            ("affected: []", 0, 0),
            ("affected: \"\"", 0, 0),
            ("affected:", 0, 0),
            ("x: y", 0, 1),
            ("affected: [A, a, A, \"\"]", 2, 1),
            ("affected: {a: b}", 0, 1),
        ] {
            let (issue, said) = issue(&front(written));
            assert_eq!((issue.affected.len(), said.len()), (names, notes), "{written}: {said:?}");
        }
    }
}
