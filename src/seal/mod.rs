//! What was published stays as it was. The canonical text of an update, its
//! hash, and the lines of `published.lock`: one place for all who approve,
//! seal and compare.

use sha2::{Digest, Sha256};

use crate::finding::{Code, Finding};
use crate::model::time::Instant;
use crate::model::{Content, Incident, Sealed, Update};
use crate::source::{FileId, Span, Spanned};

/// The name of the file at the top of the content folder.
pub const FILE: &str = "published.lock";

/// Facts that may change after people agreed, or after publication: `at` is
/// sealed beside the hash, a draft becomes none, and where else it was said is
/// known only afterwards.
const NOT_SEALED: [&str; 3] = ["at", "draft", "channels"];

/// The words and facts of an update as they are approved and sealed: its file
/// with line ends of one sort, without blanks at the ends of lines, and without
/// comments, empty lines and the keys `at`, `draft` and `channels` among its facts.
pub fn canonical(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().map(str::trim_end).peekable();
    let mut canonical = String::with_capacity(text.len());
    let mut add = |line: &str| {
        canonical.push_str(line);
        canonical.push('\n');
    };
    if lines.peek() == Some(&"---") {
        add("---");
        lines.next();
        let mut left_out = false;
        for line in lines.by_ref() {
            if line == "---" {
                break;
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // What is indented, or continues a list or a bracket, belongs to the key above it.
            if !line.starts_with([' ', '\t', '-', '}', ']']) {
                let key = line.split(':').next().unwrap_or(line).trim_matches(['"', '\'']);
                left_out = NOT_SEALED.contains(&key);
            }
            if !left_out {
                add(line);
            }
        }
        add("---");
    }
    for line in lines {
        add(line);
    }
    let end = canonical.trim_end_matches('\n').len();
    canonical.truncate(end);
    canonical.push('\n');
    canonical
}

/// SHA-256 of the canonical text, in lower-case hexadecimal digits.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(canonical(text).as_bytes());
    digest.iter().fold(String::with_capacity(64), |text, byte| text + &format!("{byte:02x}"))
}

/// A line of the lock: hash, instant, update, and, if it seals a changed text, why it changed.
pub fn line(sha256: &str, at: Instant, update: &str, typo: Option<&str>) -> String {
    let typo = typo.map_or(String::new(), |why| format!(" typo: {why}"));
    format!("{sha256} {} {update}{typo}\n", at.rfc3339())
}

/// The name of an update in the lock.
pub fn name(incident: &Incident, update: &Update) -> String {
    format!("{}/{}", incident.id, update.id)
}

/// The updates that everybody can read at `now` and that no line seals, in the
/// order in which they were published.
pub fn unsealed(content: &Content, now: Instant) -> Vec<(&Incident, &Update)> {
    let sealed: std::collections::BTreeSet<&str> =
        content.sealed.iter().map(|sealed| sealed.update.value.as_str()).collect();
    let mut list: Vec<(&Incident, &Update)> = Vec::new();
    for incident in content.incidents.iter().filter(|incident| !incident.drill) {
        let public = incident.updates.iter().filter(|update| update.counts() && update.visible_from() <= now);
        list.extend(
            public.filter(|u| !sealed.contains(name(incident, u).as_str())).map(|update| (incident, update)),
        );
    }
    list.sort_by(|(a, x), (b, y)| {
        x.at.value.cmp(&y.at.value).then_with(|| (&a.id, &x.id).cmp(&(&b.id, &y.id)))
    });
    list
}

/// How a lock begins that the program has written.
pub const HEAD: &str =
    "# What was published, and may not change without a word about it. Written by `candor seal`.\n";

/// Whether there is a lock from which all lines were taken. The program never writes one without a line.
pub fn is_emptied(content: &Content) -> bool {
    let lock = content.sources.iter().find(|(_, source)| source.path == FILE);
    content.sealed.is_empty()
        && lock.is_some_and(|(_, source)| {
            let written = source.text.lines().any(|line| line == HEAD.trim_end());
            source.text.trim().is_empty() || written
        })
}

/// Reads the lines of the lock. Empty lines and lines that start with `#` say nothing.
pub fn parse(text: &str, file: FileId) -> (Vec<Sealed>, Vec<Finding>) {
    let (mut sealed, mut findings) = (Vec::new(), Vec::new());
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end();
        let span = Span::new(file, start, start + line.len());
        start += whole.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match entry(line, span) {
            Some(entry) => sealed.push(entry),
            None => findings.push(
                Finding::stop(Code::LockLine, span, "This line is not a seal.")
                    .reader("Without it nobody could tell whether published words have changed.")
                    .help("The file is written by the program alone. Take it back from your last good copy."),
            ),
        }
    }
    (sealed, findings)
}

fn entry(line: &str, span: Span) -> Option<Sealed> {
    let (sha256, rest) = line.split_once(' ')?;
    let (at, rest) = rest.split_once(' ')?;
    let (update, typo) = match rest.split_once(" typo: ") {
        Some((update, why)) => (update, Some(why.to_owned())),
        None => (rest, None),
    };
    let is_hash =
        sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let named = update.split_once('/').is_some_and(|(incident, update)| {
        !incident.is_empty() && !update.is_empty() && !update.contains(['/', ' '])
    });
    (is_hash && named).then_some(())?;
    Some(Sealed {
        update: Spanned::new(update.to_owned(), span),
        at: Instant::parse(at).ok()?,
        sha256: sha256.to_owned(),
        typo,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\n# a remark\ntype: first\nat: 2026-03-03 10:20 UTC\nchannels:\n  - { channel: SMS }\n- x\nseverity: minor\n---\nWords.\n\nMore.\n";

    #[test]
    fn only_words_and_facts_are_sealed() {
        assert_eq!(canonical(TEXT), "---\ntype: first\nseverity: minor\n---\nWords.\n\nMore.\n");
        let other = TEXT.replace('\n', "\r\n").replace("Words.", "Words.  ").replace("a remark", "another");
        assert_eq!(hash(&format!("\u{feff}{other}\r\n\r\n")), hash(TEXT));
        assert_eq!(hash(&TEXT.replace("10:20", "10:21")), hash(TEXT), "the instant is sealed beside it");
        assert_ne!(hash(&TEXT.replace("More", "more")), hash(TEXT));
        assert_ne!(hash(&TEXT.replace("minor", "major")), hash(TEXT));
        assert_ne!(
            hash(&TEXT.replace("Words.\n\n", "Words.\n")),
            hash(TEXT),
            "a paragraph more or less is seen"
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let at = Instant::parse("2026-03-03 10:20 UTC").expect("a time");
        let text = format!(
            "# sealed\n\n{}{}",
            line(&hash(TEXT), at, "one/01-first", None),
            line(&hash("x"), at, "one/01-first", Some("a letter"))
        );
        let (sealed, findings) = parse(&text, FileId::default());
        assert!(findings.is_empty());
        assert_eq!(sealed.len(), 2);
        assert_eq!((sealed[0].at, sealed[0].sha256.as_str()), (at, hash(TEXT).as_str()));
        assert_eq!(sealed[1].typo.as_deref(), Some("a letter"));
    }

    #[test]
    fn a_line_that_is_no_seal_is_found() {
        for slip in [
            "x",
            "abc 2026-03-03T10:20:00Z one/01",
            &format!("{} later one/01", hash("x")),
            &format!("{} 2026-03-03T10:20:00Z one", hash("x")),
        ] {
            assert_eq!(parse(slip, FileId::default()).1.len(), 1, "{slip}");
        }
    }
}
