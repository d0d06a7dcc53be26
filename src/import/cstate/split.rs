//! The body of an issue → its updates, oldest first. cState knows no updates, only
//! habits: labels, rules and `track` marks. Where these are not clear the text is
//! left in one piece, and the report says so.

use super::label::{Label, Role, label};
use super::time::{self, Stamp};
use crate::import::report::{Deed, FileReport, count};

/// The text of one update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What its label says; nothing if it has none.
    pub(super) role: Option<Role>,
    /// The time that it tells.
    pub(super) told: Option<Stamp>,
    /// Its words.
    pub(super) text: String,
}

#[derive(Debug, Default)]
struct Segment<'a> {
    label: Option<Label>,
    lines: Vec<&'a str>,
    after_rule: bool,
}

/// Divides a body whose other shortcodes and comments are gone.
pub(super) fn split(body: &str, report: &mut FileReport) -> Vec<Piece> {
    let (segments, rules) = segments(body);
    if segments.iter().all(|segment| segment.label.is_none()) && !body.contains("{{< track") {
        if rules {
            report.note(Deed::Guessed, "The text has rules but no labels: it was kept as one update.");
        } else if body.lines().any(is_dated_item) {
            report.note(Deed::Guessed, "The text holds a list with dates; it was kept as one update.");
        }
        return whole(segments);
    }
    let mut pieces = arrange(&segments, report);
    for piece in &mut pieces {
        piece.text = piece.text.trim_matches('\n').trim_end().to_owned();
    }
    pieces
}

fn whole(segments: Vec<Segment<'_>>) -> Vec<Piece> {
    let mut text = String::new();
    for segment in segments {
        let words = segment.lines.join("\n");
        if segment.after_rule && !text.trim().is_empty() && !words.trim().is_empty() {
            text.push_str("\n\n***\n\n");
        }
        text.push_str(words.trim_end());
    }
    let (text, told) = take_tracks(text.trim_matches('\n'));
    vec![Piece { role: None, told, text }]
}

/// Cuts a body at labels, rules and after paragraphs with a `track` mark; says
/// whether there was a rule.
fn segments(body: &str) -> (Vec<Segment<'_>>, bool) {
    let mut segments = vec![Segment::default()];
    let mut rules = false;
    let mut fence: Option<(char, usize)> = None;
    let mut fresh = true;
    let mut tracked = false;
    for line in body.lines() {
        let trimmed = line.trim();
        let mark = fence_mark(line);
        if let Some((c, length)) = fence {
            if mark.is_some_and(|(other, marks, bare)| other == c && marks >= length && bare) {
                fence = None;
            }
        } else if let Some((c, length, _)) = mark {
            fence = Some((c, length));
        } else {
            let alone = segments
                .last()
                .is_some_and(|s| s.label.is_some() && s.lines.iter().all(|l| l.trim().is_empty()));
            if is_rule(line) || (alone && trimmed.len() > 2 && trimmed.bytes().all(|b| b == b'=')) {
                rules = true;
                (fresh, tracked) = (true, false);
                segments.push(Segment { after_rule: true, ..Segment::default() });
                continue;
            }
            if let Some(label) = label(line, fresh) {
                let last = segments.last();
                let bare_rule = last.is_some_and(|s| s.after_rule && s.label.is_none() && is_blank(&s.lines));
                if bare_rule {
                    segments.pop();
                }
                tracked = line.contains("{{< track");
                fresh = false;
                segments.push(Segment { label: Some(label), after_rule: bare_rule, ..Segment::default() });
                continue;
            }
            if fresh && tracked && !trimmed.is_empty() {
                tracked = false;
                segments.push(Segment::default());
            }
            tracked |= line.contains("{{< track");
        }
        fresh = trimmed.is_empty();
        if let Some(segment) = segments.last_mut() {
            segment.lines.push(line);
        }
    }
    segments.retain(|segment| segment.label.is_some() || !is_blank(&segment.lines));
    (segments, rules)
}

fn is_blank(lines: &[&str]) -> bool {
    lines.iter().all(|line| line.trim().is_empty())
}

fn fence_mark(line: &str) -> Option<(char, usize, bool)> {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > 3 {
        return None;
    }
    let c = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = text.trim_start_matches(c);
    let marks = text.len() - rest.len();
    (marks >= 3 && !(c == '`' && rest.contains('`'))).then(|| (c, marks, rest.trim().is_empty()))
}

fn is_rule(line: &str) -> bool {
    let text = line.trim_end();
    if text.len() - text.trim_start_matches(' ').len() > 3 {
        return false;
    }
    let text = text.trim_start().replace("\\-", "-");
    let only = |of: u8, least: usize| text.len() >= least && text.bytes().all(|b| b == of);
    only(b'-', 2) || only(b'*', 3) || only(b'_', 3)
}

fn is_dated_item(line: &str) -> bool {
    let text = line.trim_start();
    text.starts_with(['-', '*'])
        && time::find(text)
            .is_some_and(|(_, range)| text[..range.start].chars().all(|c| !c.is_alphanumeric()))
}

fn piece(segment: &Segment<'_>) -> Piece {
    let mut text = segment.lines.join("\n");
    let (mut role, mut told) = (None, None);
    if let Some(label) = &segment.label {
        role = Some(label.role);
        told.clone_from(&label.told);
        text = format!("{}\n{text}", label.rest);
        if let Some(words) = &label.words {
            let words = words.replace('*', "");
            text = if label.rest.is_empty() {
                format!("**{words}**\n\n{}", text.trim_start_matches('\n'))
            } else {
                format!("**{words}:** {text}")
            };
        }
    }
    let (text, track) = take_tracks(&text);
    Piece { role, told: told.or(track), text: text.trim_matches('\n').to_owned() }
}

/// `text` without its `track` marks, and the time of the first of them.
fn take_tracks(text: &str) -> (String, Option<Stamp>) {
    let mut out = String::new();
    let mut told = None;
    let mut rest = text;
    while let Some(at) = rest.find("{{< track") {
        let Some(end) = rest[at..].find(">}}") else { break };
        let inner = &rest[at + 9..at + end];
        told = told.or_else(|| time::parse(inner.trim()));
        let before = &rest[..at];
        out.push_str(before.strip_suffix(' ').unwrap_or(before));
        rest = &rest[at + end + 3..];
    }
    out.push_str(rest);
    (out, told)
}

/// How far along an update is, to tell which end of the page is the newer one.
fn rank(piece: &Piece) -> u8 {
    match piece.role {
        Some(Role::Opening | Role::Investigating) => 0,
        Some(Role::Identified) => 1,
        Some(Role::Update) | None if says_it_is_over(&piece.text) => 4,
        Some(Role::Update) | None => 2,
        Some(Role::Monitoring) => 3,
        Some(Role::Closing) => 4,
        Some(Role::Review) => 5,
    }
}

fn arrange(segments: &[Segment<'_>], report: &mut FileReport) -> Vec<Piece> {
    let mut preface: Option<Piece> = None;
    let mut preface_apart = false;
    let mut tail: Option<Piece> = None;
    let mut named: Vec<Piece> = Vec::new();
    let last = segments.len().saturating_sub(1);
    for (at, segment) in segments.iter().enumerate() {
        let made = piece(segment);
        if segment.label.is_some() || made.told.is_some() {
            named.push(made);
        } else if at == 0 {
            preface_apart = segments.get(1).is_some_and(|next| next.after_rule);
            preface = Some(made);
        } else if at == last {
            tail = Some(made);
        } else if let Some(before) = named.last_mut().or(preface.as_mut()) {
            before.text.push_str(if segment.after_rule { "\n\n***\n\n" } else { "\n\n" });
            before.text.push_str(&made.text);
        }
    }
    // Words above the labels that say that it is over are the newest of all.
    let ends = preface.as_ref().is_some_and(|piece| says_it_is_over(&piece.text));
    if ends && named.len() > 1 && named.first().map(rank) == named.last().map(rank) {
        preface_apart = true;
    }
    let opens = |piece: &Piece| matches!(piece.role, Some(Role::Opening | Role::Investigating));
    let newest_first = newest_first(&named, preface.as_ref(), preface_apart, tail.is_some());
    let has_opening = named.iter().any(opens);
    if newest_first {
        named.reverse();
    }
    if let Some(tail) = tail {
        if newest_first && !has_opening {
            named.insert(0, tail);
        } else if let Some(before) = if newest_first { named.first_mut() } else { named.last_mut() } {
            before.text.push_str("\n\n***\n\n");
            before.text.push_str(&tail.text);
        }
    } else if newest_first && !has_opening && (preface.is_none() || preface_apart) {
        split_off_opening(&mut named, segments, report);
    }
    if let Some(mut preface) = preface {
        if preface_apart {
            let at = if newest_first { named.len() } else { 0 };
            named.insert(at, preface);
        } else if let Some(opening) = named.iter_mut().find(|piece| opens(piece)) {
            report.note(Deed::Guessed, "Words above the first label were put before the first message.");
            preface.text.push_str("\n\n");
            opening.text.insert_str(0, &preface.text);
        } else {
            report.note(Deed::Guessed, "The words above the first label were taken for the first message.");
            named.insert(0, preface);
        }
    }
    if named.len() > 1 {
        let way = if newest_first { "newest" } else { "oldest" };
        report.note(
            Deed::Guessed,
            format!(
                "The text was divided into {}; its {way} words stand first.",
                count(named.len(), "update")
            ),
        );
    }
    named
}

fn newest_first(named: &[Piece], preface: Option<&Piece>, apart: bool, tail: bool) -> bool {
    let mut told = named.iter().filter_map(|piece| piece.told.as_ref().map(|stamp| stamp.at));
    if let (Some(first), Some(last)) = (told.next(), told.next_back())
        && first != last
    {
        return first > last;
    }
    match (named.first(), named.last()) {
        (Some(first), Some(last)) if rank(first) != rank(last) => rank(first) > rank(last),
        _ => preface.is_none() || apart || tail,
    }
}

/// In `*Update* Done.` followed by other paragraphs without a label, these are
/// the first message.
fn split_off_opening(named: &mut Vec<Piece>, segments: &[Segment<'_>], report: &mut FileReport) {
    let in_line = segments.last().and_then(|s| s.label.as_ref()).is_some_and(|label| !label.rest.is_empty());
    let Some(oldest) = named.first_mut().filter(|_| in_line) else { return };
    let Some((first, rest)) = oldest.text.split_once("\n\n") else { return };
    if rest.trim().is_empty() {
        return;
    }
    report.note(
        Deed::Guessed,
        "The paragraphs after the first one below the last label were taken for the first message.",
    );
    let opening = Piece { role: None, told: None, text: rest.trim_start_matches('\n').to_owned() };
    oldest.text = first.to_owned();
    named.insert(0, opening);
}

/// Whether a text says that the trouble or the work is over.
pub(super) fn says_it_is_over(text: &str) -> bool {
    const OVER: [&str; 13] = [
        "resolved",
        "restored",
        "complete",
        "completed",
        "fixed",
        "finished",
        "operational",
        "recovered",
        "done",
        "success",
        "successful",
        "successfully",
        "functional",
    ];
    const PHRASES: [&str; 5] = ["back to normal", "back online", "is over", "back up", "went well"];
    const NOT_YET: [&str; 22] = [
        "will",
        "until",
        "once",
        "when",
        "not",
        "no",
        "expect",
        "expected",
        "hope",
        "hoping",
        "awaiting",
        "await",
        "before",
        "if",
        "partially",
        "still",
        "mostly",
        "being",
        "to",
        "without",
        "should",
        "waiting",
    ];
    text.split(['.', '!', '?', '\n', ';']).any(|sentence| {
        let lower = sentence.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .collect();
        let phrase = PHRASES.iter().any(|phrase| lower.contains(phrase));
        let open = words.iter().any(|word| word.ends_with("n't") || NOT_YET.contains(word));
        phrase && !words.contains(&"will") || words.iter().any(|word| OVER.contains(word)) && !open
    })
}

#[cfg(test)]
mod tests;
