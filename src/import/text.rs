//! Small text tools of every importer: clean words, ids, YAML values.

/// `text` as a YAML value on one line, always in double quotes.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}

/// `text` without byte order marks and control characters, with plain blanks and
/// line feeds. Says what was removed or changed.
pub(super) fn clean(text: &str) -> (String, Cleaned) {
    let mut cleaned = Cleaned::default();
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                cleaned.line_ends += 1;
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            '\u{feff}' => cleaned.marks += 1,
            '\u{a0}' | '\u{202f}' => {
                cleaned.blanks += 1;
                out.push(' ');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => {
                cleaned.line_ends += 1;
                out.push('\n');
            }
            c if c.is_control() || crate::letters::unseen(c) => cleaned.controls += 1,
            c => out.push(c),
        }
    }
    (out, cleaned)
}

/// What [`clean`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// Byte order marks that were removed.
    pub(super) marks: usize,
    /// No-break spaces that became spaces.
    pub(super) blanks: usize,
    /// Other line ends that became line feeds.
    pub(super) line_ends: usize,
    /// Control characters that were removed.
    pub(super) controls: usize,
}

/// `text` on one line, without blanks around it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first `most` characters of `text` on one line, with `…` if there is more.
pub(super) fn short(text: &str, most: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// An id made of lower-case letters, digits and `-`, beginning with a letter.
pub(super) fn slug(name: &str, noun: &str) -> String {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id: String = id.trim_end_matches('-').chars().take(60).collect();
    let id = id.trim_end_matches('-');
    let taken =
        matches!(id, "" | "all" | "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n");
    if taken || id.starts_with(|c: char| c.is_ascii_digit()) {
        let joined = format!("{noun}-{id}");
        return joined.trim_end_matches('-').to_owned();
    }
    id.to_owned()
}

/// A folder name for an incident: as near to `stem` as our rules allow.
pub(super) fn folder_name(stem: &str) -> String {
    let mut id = String::new();
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id: String = id.trim_matches(['.', '-', '_']).chars().take(120).collect();
    let id = id.trim_end_matches(['.', '-', '_']);
    let first = id.split('.').next().unwrap_or("").to_ascii_lowercase();
    let device = matches!(first.as_str(), "con" | "prn" | "aux" | "nul")
        || (first.len() == 4
            && (first.starts_with("com") || first.starts_with("lpt"))
            && first.ends_with(|c: char| c.is_ascii_digit()));
    // Folders named `for-…` hold words for one audience and are not opened.
    if id.is_empty() || device || first.starts_with("for-") {
        return format!("incident-{id}").trim_end_matches('-').to_owned();
    }
    id.to_owned()
}

/// `wanted`, or `wanted-2` and so on: the first that `taken` does not know.
pub(super) fn unique(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    (2..=usize::MAX).map(|n| format!("{wanted}-{n}")).find(|id| !taken(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_what_yaml_would_read_otherwise() {
        assert_eq!(quoted("a: \"b\" # c\n\\"), r#""a: \"b\" # c\n\\""#);
    }

    #[test]
    fn cleans_marks_blanks_and_line_ends() {
        let (text, cleaned) = clean("a\u{feff}b\u{a0}c\r\nd\re\u{7}");
        assert_eq!(text, "ab c\nd\ne");
        assert_eq!(cleaned, Cleaned { marks: 1, blanks: 1, line_ends: 2, controls: 1 });
    }

    #[test]
    fn makes_ids() {
        for (name, id) in
            [("Media Proxy", "media-proxy"), ("all", "service-all"), ("3D", "service-3d"), ("§", "service")]
        {
            assert_eq!(slug(name, "service"), id);
        }
        for (stem, id) in [
            ("2031-01-02-Web_down.eu", "2031-01-02-Web_down.eu"),
            ("a b/ü c", "a-b-c"),
            ("for-members", "incident-for-members"),
            ("con.txt", "incident-con.txt"),
            ("…", "incident"),
        ] {
            assert_eq!(folder_name(stem), id);
        }
        assert_eq!(unique("a", |id| matches!(id, "a" | "a-2")), "a-3");
    }

    #[test]
    fn shortens_between_characters() {
        assert_eq!(short("ää  öö\nüü", 5), "ää öö…");
    }
}
