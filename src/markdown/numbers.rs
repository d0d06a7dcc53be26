//! Numbers of questions are for writers: readers see the words.

use std::borrow::Cow;

use crate::letters::places;

/// What stands before the time by which a question is answered or a thing is done, in English and in German.
pub const BY: [&str; 2] = ["by ", "bis "];
/// What stands behind the number of a question that has no answer.
pub const UNKNOWABLE: [&str; 4] =
    ["cannot be known", "can't be known", "lässt sich nicht klären", "kann niemand wissen"];

/// Takes `Q1:` and `Q1 (by …):` off the start of list items.
pub fn without_numbers(html: &str) -> Cow<'_, str> {
    // Most texts hold none of these letters where a number could be.
    let numbered = |at: &usize| html.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    let mut out = String::new();
    let mut done = 0;
    for at in places(html, [b'Q', b'q']).filter(numbered) {
        let before = html[..at].trim_end_matches("<p>").trim_end();
        if let Some(words) = behind_number(&html[at..]).filter(|_| before.ends_with("<li>")) {
            out.reserve(html.len());
            out.push_str(&html[done..at]);
            done = html.len() - words.len();
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[done..]);
    Cow::Owned(out)
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

/// Puts the times of steps, `(by 2026-07-25 22:00 UTC)`, as `said` says them; what it does not know stays.
pub fn with_times(html: &str, said: impl Fn(&str) -> Option<String>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in html.match_indices('(') {
        let inside = &html[at + 1..];
        let Some(by) = BY.iter().find(|by| inside.starts_with(**by)) else { continue };
        let (start, time) = (at + 1 + by.len(), &inside[by.len()..]);
        let Some(end) = time.find(['(', ')', '<']).filter(|end| time[*end..].starts_with(')')) else {
            continue;
        };
        if let Some(words) = said(&time[..end]) {
            out.push_str(&html[done..start]);
            out.push_str(&words);
            done = start + end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[done..]);
    Cow::Owned(out)
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
    fn german_questions_lose_their_numbers_too() {
        assert_eq!(
            without_numbers(
                "<li>Q1 (bis 2026-05-21 18:00 UTC): Fehlen Dateien?</li><li>Q2 lässt sich nicht klären: x</li>"
            ),
            "<li>Fehlen Dateien?</li><li>lässt sich nicht klären: x</li>"
        );
    }

    #[test]
    fn times_of_steps_are_put_as_people_say_them() {
        let said = |time: &str| (time == "2026-07-25 22:00 UTC").then(|| "25 July".to_owned());
        assert_eq!(
            with_times("<li>Add it (by 2026-07-25 22:00 UTC)</li>", said),
            "<li>Add it (by 25 July)</li>"
        );
        for html in ["<li>Add it (by hand)</li>", "<li>Add it (by <b>x</b>)</li>", "<li>Add it (by 2026", ""]
        {
            assert_eq!(with_times(html, said), html);
        }
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
