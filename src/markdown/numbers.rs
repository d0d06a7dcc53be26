//! Numbers of questions are for writers: readers see the words.

use std::borrow::Cow;

/// What stands before the time by which a question is answered, in English and in German.
pub const BY: [&str; 2] = ["by ", "bis "];
/// What stands after the number of a question that has no answer.
pub const UNKNOWABLE: [&str; 4] =
    ["cannot be known", "can't be known", "lässt sich nicht klären", "kann niemand wissen"];

/// Takes `Q1:` and `Q1 (by …):` off the start of list items.
pub fn without_numbers(html: &str) -> Cow<'_, str> {
    if !may_hold_a_number(html) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<li>") {
        let (before, item) = rest.split_at(at + 4);
        out.push_str(before);
        rest = item;
        let trimmed = item.trim_start().trim_start_matches("<p>");
        if let Some(words) = behind_number(trimmed) {
            out.push_str(&item[..item.len() - trimmed.len()]);
            rest = words;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a `Q` stands before a digit anywhere: in most texts none does.
fn may_hold_a_number(html: &str) -> bool {
    let bytes = html.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(false, |any, (q, digit)| any | (matches!(q, b'Q' | b'q') & digit.is_ascii_digit()))
}

/// What stands behind `Q1:`, `Q1 (by …):` or `Q1`, the last before "cannot be known".
fn behind_number(item: &str) -> Option<&str> {
    let behind = item.strip_prefix(['Q', 'q'])?;
    let tail = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    if tail.len() == behind.len() {
        return None;
    }
    let tail = tail.trim_start();
    if UNKNOWABLE.iter().any(|words| tail.starts_with(words)) {
        return Some(tail);
    }
    let inside = tail.strip_prefix('(').filter(|inside| BY.iter().any(|by| inside.starts_with(by)));
    let tail = match inside {
        // Not further than to the next tag.
        Some(inside) => inside[..inside.find('<').unwrap_or(inside.len())]
            .find(')')
            .map(|end| inside[end + 1..].trim_start())?,
        None => tail,
    };
    tail.strip_prefix(':').map(str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_questions_without_their_numbers() {
        let html = "<ul>\n<li>Q1 (by 2026-03-03 18:00 UTC): Did anyone use it: yes?</li>\n<li>Q2: Was it copied?</li>\n<li>Plain</li>\n</ul>";
        assert_eq!(
            without_numbers(html),
            "<ul>\n<li>Did anyone use it: yes?</li>\n<li>Was it copied?</li>\n<li>Plain</li>\n</ul>"
        );
        assert_eq!(without_numbers("<li>Q1 (bis 2026-03-03 18:00 UTC): Warum?</li>"), "<li>Warum?</li>");
        assert_eq!(
            without_numbers("<li>Q2 kann niemand wissen: keine Protokolle</li>"),
            "<li>kann niemand wissen: keine Protokolle</li>"
        );
        assert_eq!(
            without_numbers("<li>Q2 cannot be known: no logs</li>"),
            "<li>cannot be known: no logs</li>"
        );
    }

    #[test]
    fn only_numbers_are_taken_off() {
        for html in [
            "<li>Q1 <em>asks: why</em></li>",
            "<li>Q1 (by <a href=\"x:y\">) z:</a></li>",
            "<li>Q1 of 2026: fine</li>",
            "<li>Q: no number</li>",
        ] {
            assert_eq!(without_numbers(html), html);
        }
    }
}
