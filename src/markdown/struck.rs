//! Words that a correction names, struck through in texts that are shown apart
//! from the place where they were written: advice, answers, a statement.

use std::borrow::Cow;

use super::html::{Html, Strike, correction, escape, escaped, inline, item};
use super::plain::find_words;

/// Words that were wrong, wherever they stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong<'a> {
    /// The words.
    pub words: &'a str,
    /// Where the correction stands.
    pub href: String,
    /// What stands behind the words.
    pub note: String,
}

/// Where the wrong words stand in a text, in order and not overlapping.
fn strikes(text: &str, wrong: &[Wrong<'_>]) -> Vec<Strike> {
    let mut strikes: Vec<Strike> = Vec::new();
    for wrong in wrong {
        for range in find_words(text, wrong.words) {
            if !strikes.iter().any(|s| s.range.start < range.end && range.start < s.range.end) {
                strikes.push(Strike { range, href: wrong.href.clone(), note: wrong.note.clone() });
            }
        }
    }
    strikes.sort_by_key(|strike| strike.range.start);
    strikes
}

/// [`inline`] with what was wrong struck through.
pub fn inline_struck(text: &str, wrong: &[Wrong<'_>]) -> String {
    if wrong.is_empty() {
        return inline(text);
    }
    let line = format!(". {}", text.trim().replace("\r\n", " ").replace(['\n', '\r'], " "));
    let strikes = strikes(&line, wrong);
    if strikes.is_empty() {
        return inline(text);
    }
    let html = Html { strikes: &strikes, ..Html::default() }.render(&line);
    let inner = html.trim_end().strip_prefix("<p>. ").and_then(|rest| rest.strip_suffix("</p>"));
    inner.map_or_else(|| inline(text), str::to_owned)
}

/// [`item`] with what was wrong struck through.
pub fn item_struck(text: &str, wrong: &[Wrong<'_>]) -> String {
    let strikes = strikes(text, wrong);
    if strikes.is_empty() {
        return item(text);
    }
    let html = Html { under: 5, strikes: &strikes, ..Html::default() }.render(text);
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// Words without Markdown, such as a heading, with what was wrong struck through.
pub fn words_struck<'t>(text: &'t str, wrong: &[Wrong<'_>]) -> Cow<'t, str> {
    if wrong.is_empty() {
        return escaped(text);
    }
    let strikes = strikes(text, wrong);
    if strikes.is_empty() {
        return escaped(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for strike in strikes {
        escape(&text[at..strike.range.start], &mut out);
        out.push_str("<del>");
        escape(&text[strike.range.clone()], &mut out);
        out.push_str("</del>");
        out.push_str(&correction(&strike));
        at = strike.range.end;
    }
    escape(&text[at..], &mut out);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(words: &str) -> [Wrong<'_>; 1] {
        [Wrong { words, href: "#c".into(), note: "Corrected".into() }]
    }

    #[test]
    fn wrong_words_are_struck_wherever_they_stand() {
        let mark = "<a class=\"fixed\" href=\"#c\">Corrected</a>";
        assert_eq!(
            inline_struck("Install **version 5.2** now.", &wrong("version 5.2")),
            format!("Install <strong><del>version 5.2</del> {mark}</strong> now.")
        );
        assert_eq!(inline_struck("Nothing of it.", &wrong("version 5.2")), "Nothing of it.");
        assert_eq!(item_struck("Wait a day.", &wrong("Wait")), format!("<del>Wait</del> {mark} a day."));
        assert_eq!(
            words_struck("A & B are five", &wrong("five")),
            format!("A &amp; B are <del>five</del> {mark}")
        );
    }

    #[test]
    fn a_wrong_address_strikes_its_link() {
        let mark = "<a class=\"fixed\" href=\"#c\">Corrected</a>";
        assert_eq!(
            item_struck("Read [the guide](https://a.example/old).", &wrong("https://a.example/old")),
            format!("Read <del><a href=\"https://a.example/old\">the guide</a></del> {mark}.")
        );
    }
}
