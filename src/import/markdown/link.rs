//! Where links may lead, and how they are written.

use super::Place;

/// What to do with the target of a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// It can stay.
    Fine,
    /// It leads here now.
    Moved(String),
    /// It cannot be a link.
    Refused,
}

/// Whether our reader takes `dest` as a link.
pub(super) fn is_allowed(dest: &str) -> bool {
    matches!(target(dest, Place::default()), Target::Fine)
}

/// Judges a target. Relative ones lead to the old site, if its address is known.
pub(super) fn target(dest: &str, place: Place<'_>) -> Target {
    if dest.is_empty() || dest.chars().any(char::is_control) {
        return Target::Refused;
    }
    if let Some((scheme, rest)) = scheme(dest) {
        let lower = scheme.to_ascii_lowercase();
        return match lower.as_str() {
            "http" | "https" if !rest.starts_with("//") || rest.len() < 3 => Target::Refused,
            "mailto" | "tel" if rest.is_empty() => Target::Refused,
            "http" | "https" | "mailto" | "tel" if lower == scheme => Target::Fine,
            "http" | "https" | "mailto" | "tel" => Target::Moved(format!("{lower}:{rest}")),
            _ => Target::Refused,
        };
    }
    if let Some(rest) = dest.strip_prefix("//") {
        return if rest.is_empty() { Target::Refused } else { Target::Moved(format!("https:{dest}")) };
    }
    let Some(site) = place.site.filter(|_| !dest.starts_with('#')) else { return Target::Refused };
    let (path, tail) = dest.split_at(dest.find(['?', '#']).unwrap_or(dest.len()));
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(place.page.split('/').filter(|part| !part.is_empty()));
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    Target::Moved(format!("{site}/{}{end}{tail}", parts.join("/")))
}

fn scheme(dest: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = dest.split_once(':')?;
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    plain.then_some((scheme, rest))
}

/// A link in our Markdown.
pub(super) fn inline(words: &str, dest: &str, title: &str) -> String {
    let dest: String = dest
        .chars()
        .map(|c| match c {
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '\\' => "%5C".to_owned(),
            '\n' | '\r' => String::new(),
            c => c.to_string(),
        })
        .collect();
    let dest = if dest.contains([' ', '(', ')', '\t']) { format!("<{dest}>") } else { dest };
    let words = if words.trim().is_empty() { "link" } else { words };
    if title.is_empty() {
        format!("[{words}]({dest})")
    } else {
        let title = super::super::text::one_line(title).replace('\\', "").replace('"', "\\\"");
        format!("[{words}]({dest} \"{title}\")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_targets() {
        let place = Place { site: Some("https://status.example"), page: "/issues/one/" };
        let moved = |to: &str| Target::Moved(to.to_owned());
        for (dest, wanted) in [
            ("https://a.example/x", Target::Fine),
            ("mailto:a@b.example", Target::Fine),
            ("tel:+4912", Target::Fine),
            ("HTTP://a.example", moved("http://a.example")),
            ("//a.example/x", moved("https://a.example/x")),
            ("/a/b.png?x", moved("https://status.example/a/b.png?x")),
            ("../two/", moved("https://status.example/issues/two/")),
            ("#top", Target::Refused),
            ("javascript:alert(1)", Target::Refused),
            ("IP:PORT", Target::Refused),
            ("https:", Target::Refused),
            ("", Target::Refused),
        ] {
            assert_eq!(target(dest, place), wanted, "{dest}");
        }
        assert!(!is_allowed("/a"));
    }
}
