//! Words → sentences. A full stop ends one only where a reader would pause:
//! not in 1.5, not in a.m., not in an address.

use std::ops::Range;

/// Abbreviations of one language, in lower case with their stops.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// Something always follows: `Dr.`, `e.g.`
    pub never_end: Vec<String>,
    /// May stand at the end of a sentence: `p.m.`, `Ltd.`
    pub may_end: Vec<String>,
    /// Whether `3. March` is how a day is written.
    pub ordinals: bool,
}

/// The sentences of `text`, in order, without the blanks between them.
pub fn sentences(text: &str, abbreviations: &Abbreviations) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    let mut word_start = 0;
    while let Some((at, c)) = letters.next() {
        if c.is_whitespace() {
            word_start = at + c.len_utf8();
            continue;
        }
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) =
            letters.next_if(|(_, c)| matches!(c, '.' | '!' | '?' | '"' | '\'' | ')' | ']'))
        {
            end = at + c.len_utf8();
        }
        let rest = &text[end..];
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let next = rest.trim_start().chars().next();
        if c == '.' && holds_on(&text[word_start..end], next, abbreviations) {
            continue;
        }
        push(&mut found, text, start..end);
        start = end;
        word_start = end;
    }
    push(&mut found, text, start..text.len());
    found
}

/// Whether the stop behind `word` belongs to the word.
fn holds_on(word: &str, next: Option<char>, abbreviations: &Abbreviations) -> bool {
    let Some(next) = next else { return false };
    if next.is_lowercase() {
        return true;
    }
    let word = word.trim_start_matches(['(', '[', '"', '\'']);
    if word.len() > 12 {
        return false;
    }
    let bare = word.trim_end_matches('.');
    let mut letters = bare.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && bare != "I";
    let day = abbreviations.ordinals
        && !bare.is_empty()
        && bare.len() <= 2
        && bare.bytes().all(|b| b.is_ascii_digit());
    let lower = word.to_lowercase();
    let is_in = |list: &[String]| list.contains(&lower);
    if is_in(&abbreviations.never_end) || initial || day {
        return true;
    }
    is_in(&abbreviations.may_end) && !next.is_uppercase()
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if end > start {
        found.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, ordinals: bool) -> Vec<&str> {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let abbreviations = Abbreviations {
            never_end: list(&["e.g.", "dr.", "z.b."]),
            may_end: list(&["a.m.", "p.m.", "u.s."]),
            ordinals,
        };
        sentences(text, &abbreviations).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_where_a_reader_pauses() {
        assert_eq!(
            split("It is down. We know! Do you?  Yes", false),
            ["It is down.", "We know!", "Do you?", "Yes"]
        );
        assert_eq!(
            split("He said \"No.\" (We agree.) Then we left...", false),
            ["He said \"No.\"", "(We agree.)", "Then we left..."]
        );
        assert!(split(" . ", false).len() <= 1);
        assert!(split("", false).is_empty());
    }

    #[test]
    fn a_stop_inside_a_word_ends_nothing() {
        for whole in [
            "Version 5.4.1 takes 1.5 seconds",
            "See https://status.example/now.html for more",
            "Since 9 a.m. 14 customers wait",
            "Use a tool, e.g. Firefox or Dr. Watson",
            "The U.S. region is slow",
            "J. Estwick speaks",
        ] {
            assert_eq!(split(whole, false), [whole]);
        }
        assert_eq!(split("It failed at 9 a.m. We know.", false), ["It failed at 9 a.m.", "We know."]);
        assert_eq!(split("Bis zum 3. März. Danach nicht.", true), ["Bis zum 3. März.", "Danach nicht."]);
    }
}
