//! A line → the label that begins an update, if it has one: `[Final message]`,
//! `*Update* - …`, `**2031-01-02 03:04**`, `### Update`, `Edit: …`.

use super::time::{self, Stamp};
use crate::import::text::one_line;

/// What a label says about its update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The first message.
    Opening,
    /// The cause is being looked for.
    Investigating,
    /// The cause is known.
    Identified,
    /// Something new; most labels.
    Update,
    /// It looks well and is being watched.
    Monitoring,
    /// It is over.
    Closing,
    /// What was learned.
    Review,
}

/// A label and what stands after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// What it says.
    pub(super) role: Role,
    /// The time that it tells.
    pub(super) told: Option<Stamp>,
    /// The label itself, if it says more than its role and a time.
    pub(super) words: Option<String>,
    /// The text after it on its line.
    pub(super) rest: String,
}

/// Words that say no more than the role does.
const PLAIN: [&str; 27] = [
    "final",
    "closing",
    "close",
    "closed",
    "initial",
    "opening",
    "open",
    "message",
    "issue",
    "incident",
    "update",
    "updated",
    "edit",
    "edited",
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "fixed",
    "complete",
    "completed",
    "post",
    "mortem",
    "postmortem",
    "post-mortem",
    "on",
    "at",
];

/// Finds the label of a line. `fresh` says that the line begins a paragraph.
pub(super) fn label(line: &str, fresh: bool) -> Option<Label> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    if indent > 3 || (indent > 1 && !fresh) {
        return None;
    }
    let unescaped;
    let text = if text.starts_with("\\*") {
        unescaped = text.replace("\\*", "*");
        unescaped.trim_end()
    } else {
        text.trim_end()
    };
    bracketed(text).or_else(|| emphasised(text)).or_else(|| headed(text)).or_else(|| plain(text, fresh))
}

fn bracketed(text: &str) -> Option<Label> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    if rest.starts_with(['(', '[', ':']) {
        return None;
    }
    read(inner, rest, 8)
}

fn emphasised(text: &str) -> Option<Label> {
    let mark = text.chars().next().filter(|c| matches!(c, '*' | '_'))?;
    let words = text.trim_start_matches(mark);
    let marks = text.len() - words.len();
    if marks > 3 || words.starts_with(' ') {
        return None;
    }
    match words.split_once(mark) {
        Some((inner, rest)) => read(inner, rest.trim_start_matches(mark), 5),
        // The closing marks are missing.
        None if marks == 2 => read(words, "", 5),
        None => None,
    }
}

fn headed(text: &str) -> Option<Label> {
    let words = text.trim_start_matches('#');
    let marks = text.len() - words.len();
    if (1..=6).contains(&marks) && words.starts_with(' ') {
        read(words.trim_end_matches('#'), "", 6)
    } else {
        None
    }
}

fn plain(text: &str, fresh: bool) -> Option<Label> {
    let (inner, rest) = text.split_once(':').filter(|_| fresh)?;
    let lower = inner.to_lowercase();
    let first = lower.split_whitespace().next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let known = matches!(
        first,
        "update"
            | "edit"
            | "resolved"
            | "fixed"
            | "final"
            | "initial"
            | "investigating"
            | "identified"
            | "monitoring"
            | "post-mortem"
            | "postmortem"
    );
    if known && (rest.is_empty() || rest.starts_with(' ')) { read(inner, rest, 2) } else { None }
}

/// Reads a label of at most `most` words beside a time.
fn read(inner: &str, rest: &str, most: usize) -> Option<Label> {
    let inner = inner.trim().trim_end_matches(':');
    if inner.len() > 80 {
        return None;
    }
    let found = time::find(inner);
    let without = found.as_ref().map_or_else(
        || inner.to_owned(),
        |(_, range)| format!("{} {}", &inner[..range.start], &inner[range.end..]),
    );
    let lower = without.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '–' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > most {
        return None;
    }
    let role = if words.is_empty() && found.is_some() { Role::Update } else { role(&words)? };
    let kept = words.iter().any(|word| !PLAIN.contains(word) && !word.chars().all(|c| c.is_ascii_digit()));
    Some(Label {
        role,
        told: found.map(|(stamp, _)| stamp),
        words: kept.then(|| one_line(inner)),
        rest: after(rest).to_owned(),
    })
}

fn role(words: &[&str]) -> Option<Role> {
    let next = words.get(1).copied().unwrap_or("");
    Some(match *words.first()? {
        "initial" | "opening" | "open" | "opened" | "announcement" => Role::Opening,
        "just" if next == "began" => Role::Opening,
        "scheduled" | "planned" if next == "maintenance" => Role::Opening,
        "investigating" | "investigation" => Role::Investigating,
        "identified" | "cause" => Role::Identified,
        "root" if next == "cause" => Role::Review,
        "monitoring" | "watching" | "observing" => Role::Monitoring,
        "under" if matches!(next, "observation" | "investigation") => Role::Monitoring,
        "observed" if next == "resolved" => Role::Closing,
        "final" | "closing" | "close" | "closed" | "resolved" | "resolution" | "fixed" | "complete"
        | "completed" | "recovered" | "restored" | "finished" | "done" => Role::Closing,
        "end" if next == "of" => Role::Closing,
        "post-mortem" | "postmortem" | "rca" => Role::Review,
        "post" if next == "mortem" => Role::Review,
        "update" | "updated" | "edit" | "edited" | "note" | "changes" | "upstream" | "progress"
        | "started" => Role::Update,
        "in" if next == "progress" => Role::Update,
        _ => return None,
    })
}

/// The text after a label, without what joins the two.
fn after(rest: &str) -> &str {
    let joined = |text: &'_ str| -> usize {
        let text = text.trim_start();
        let marks: usize = text
            .chars()
            .take_while(|c| matches!(c, '-' | '–' | '—' | ':' | '.' | '>'))
            .map(char::len_utf8)
            .sum();
        let tail = &text[marks..];
        if marks > 0 && (tail.is_empty() || tail.starts_with(' ')) { marks } else { 0 }
    };
    let rest = rest.trim();
    let rest = rest[joined(rest)..].trim_start();
    // `*Update* 2 - …`
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = rest[digits..].trim_start();
    if (1..=2).contains(&digits) && numbered.starts_with("- ") {
        return numbered[joined(numbered)..].trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Option<(Role, Option<String>, Option<String>, String)> {
        label(line, true).map(|l| (l.role, l.told.map(|t| t.at.to_string()), l.words, l.rest))
    }

    #[test]
    fn knows_labels() {
        let some = |role, told: &str, words: &str, rest: &str| {
            let opt = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Some((role, opt(told), opt(words), rest.to_owned()))
        };
        for (line, wanted) in [
            ("[FINAL message]", some(Role::Closing, "", "", "")),
            ("[Initial Message] -->", some(Role::Opening, "", "", "")),
            ("[Update] Half of it is done.", some(Role::Update, "", "", "Half of it is done.")),
            ("[Update - 2031-03-29 15h50 UTC]", some(Role::Update, "2031-03-29 15:50 UTC", "", "")),
            ("[Edit - Monday 25th]", some(Role::Update, "", "Edit - Monday 25th", "")),
            ("*Update* - It works.", some(Role::Update, "", "", "It works.")),
            ("**Resolved:** It works.", some(Role::Closing, "", "", "It works.")),
            ("_UPDATE #2_: It works.", some(Role::Update, "", "", "It works.")),
            ("*Update* 2 - It works.", some(Role::Update, "", "", "It works.")),
            ("\\*\\*Update\\*\\* It works", some(Role::Update, "", "", "It works")),
            ("**2031-06-08 07:37:00**", some(Role::Update, "2031-06-08 07:37 UTC", "", "")),
            ("**Update 2031-05-03 11:58 UTC", some(Role::Update, "2031-05-03 11:58 UTC", "", "")),
            ("*Upstream response* - Yes.", some(Role::Update, "", "Upstream response", "Yes.")),
            ("*Post-mortem*", some(Role::Review, "", "", "")),
            ("### Update - 4th July", some(Role::Update, "", "Update - 4th July", "")),
            ("Edit: it works", some(Role::Update, "", "", "it works")),
            ("Final message:", some(Role::Closing, "", "", "")),
            ("[Discussion](https://a.example)", None),
            ("[update]: https://a.example", None),
            ("**API** was down", None),
            ("* a list item", None),
            ("Cause: unknown", None),
            ("Updates:", None),
            ("    [Update] code", None),
            ("Maintenance details:", None),
            ("## Timeline", None),
            ("", None),
        ] {
            assert_eq!(seen(line), wanted, "{line}");
        }
    }
}
