//! Plain words taken apart and put together: sentences, paragraphs, links.

use crate::markdown::{outline, plain};

/// Languages in which the day of a month is written with a stop: `21. Mai`.
const WITH_ORDINALS: [&str; 14] =
    ["de", "da", "nb", "nn", "no", "is", "fi", "et", "lv", "cs", "sk", "sl", "hr", "hu"];

/// How sentences end in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentences {
    /// Whether a number with a stop is a day or a rank, and no end.
    ordinals: bool,
}

impl Sentences {
    /// Those of a language, given by its BCP 47 tag.
    pub(super) fn of(language: &str) -> Self {
        let first = language.split(['-', '_']).next().unwrap_or("");
        Self { ordinals: WITH_ORDINALS.iter().any(|known| known.eq_ignore_ascii_case(first)) }
    }

    /// The sentences of a text of one line.
    pub(super) fn all(self, text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            if !matches!(c, '.' | '!' | '?' | '。' | '！' | '？') {
                continue;
            }
            let behind = &text[at + c.len_utf8()..];
            let closing = behind.len() - behind.trim_start_matches(['"', '”', '’', ')', '»']).len();
            let end = at + c.len_utf8() + closing;
            let rest = &text[end..];
            let next = rest.trim_start().chars().next();
            let apart = rest.is_empty() || rest.starts_with(' ') || !c.is_ascii();
            let begins = next.is_none_or(|c| !c.is_lowercase());
            let word = text[start..at].rsplit([' ', '(']).next().unwrap_or("");
            let holds = c == '.' && next.is_some() && self.holds_on(word);
            if apart && begins && !holds {
                found.push(text[start..end].trim());
                start = end;
            }
        }
        found.push(text[start..].trim());
        found.retain(|sentence| !sentence.is_empty());
        found
    }

    /// Whether the stop behind a word belongs to the word.
    fn holds_on(self, word: &str) -> bool {
        let english = matches!(word, "e.g" | "i.e" | "Mr" | "Ms" | "Mrs" | "Dr" | "No" | "St" | "vs" | "z.B");
        let ordinal =
            self.ordinals && matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit());
        english || is_initial(word) || ordinal
    }

    /// The first sentence.
    pub(super) fn first(self, text: &str) -> &str {
        self.all(text).first().copied().unwrap_or("")
    }

    /// The first sentence, and the second if the first is too short to say anything.
    pub(super) fn opening(self, text: &str) -> String {
        match self.all(text).as_slice() {
            [one, two, ..] if super::count::words(one) < 5 => format!("{one} {two}"),
            [one, ..] => (*one).to_owned(),
            [] => String::new(),
        }
    }
}

/// A letter that stands for a name.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I"
}

/// The paragraphs and list items of a Markdown text, each as plain words.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let items = outline(text).items;
    let mut found = Vec::new();
    let mut at = 0;
    let paragraphs = |part: &str, found: &mut Vec<String>| {
        found.extend(part.split("\n\n").map(plain).filter(|paragraph| !paragraph.is_empty()));
    };
    for item in items {
        paragraphs(&text[at..item.range.start], &mut found);
        found.push(plain(&text[item.text.clone()]));
        at = item.range.end;
    }
    paragraphs(&text[at..], &mut found);
    found
}

/// A step without the links that stand as a sentence of their own, which say
/// how it is done; and these links.
pub(super) fn without_link_lines(text: &str) -> (String, Vec<(String, String)>) {
    let mut kept = String::with_capacity(text.len());
    let mut links = Vec::new();
    let mut at = 0;
    for link in outline(text).links.into_iter().filter(|link| !link.image) {
        let before = text[..link.range.start].trim_end();
        let behind = text[link.range.end..].trim_start();
        let starts = before.is_empty() || before.ends_with(['.', '!', '?', ')', ':']);
        let ends = behind.is_empty()
            || behind.starts_with(['.', '[', '('])
            || behind.starts_with(char::is_uppercase);
        let bare = link.text == link.target || link.target.starts_with("mailto:");
        if starts && ends && !bare && !before.is_empty() {
            kept.push_str(&text[at..link.range.start]);
            at = link.range.end;
            if behind.starts_with('.') {
                at = text.len() - behind.len() + 1;
            }
            links.push((link.text, link.target));
        }
    }
    kept.push_str(&text[at..]);
    (plain(&kept), links)
}

/// Cut between words to at most `most` signs, with a mark that it was cut.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if super::count::signs(text) <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        let longer = super::count::signs(&out) + 1 + super::count::signs(word);
        if longer + 1 > most {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    // A word such as "on a" at the end promises more than it says.
    while let Some((front, last)) = out.rsplit_once(' ')
        && super::count::signs(last) <= 3
        && last.chars().all(char::is_lowercase)
    {
        out.truncate(front.len());
    }
    format!("{}…", out.trim_end_matches([',', ';', ':', '.', '–', '-', ' ']))
}

/// Lines of at most `width` letters, cut between words; lines that hold an address stay whole.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for line in text.lines() {
        let indent: String = if line.starts_with("- ") { "  ".to_owned() } else { String::new() };
        let mut length = 0;
        for word in line.split(' ') {
            let size = super::count::signs(word);
            if length > 0 && length + 1 + size > width {
                out.push('\n');
                out.push_str(&indent);
                length = indent.len();
                out.push_str(word);
                length += size;
                continue;
            }
            if length > 0 {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += size;
        }
        out.push('\n');
    }
    out
}

/// With a full stop, if it ends without any sign.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '”', '"', '。', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_breathes() {
        let text = "Gateway 5.4.1 is out. Install it by 14.30 UTC, e.g. today! “Sure?” she asked. Dr. Lake and B. Tillisch speak.";
        let english = Sentences::of("en-GB");
        assert_eq!(
            english.all(text),
            [
                "Gateway 5.4.1 is out.",
                "Install it by 14.30 UTC, e.g. today!",
                "“Sure?” she asked.",
                "Dr. Lake and B. Tillisch speak."
            ]
        );
        assert_eq!(english.first("No end"), "No end");
        let german = "Die Suche findet seit 12:30 UTC am 21. Mai nichts. Wir prüfen das.";
        assert_eq!(
            Sentences::of("de-AT").all(german),
            ["Die Suche findet seit 12:30 UTC am 21. Mai nichts.", "Wir prüfen das."]
        );
        assert_eq!(english.all("It took 21. May was worse."), ["It took 21.", "May was worse."]);
    }

    #[test]
    fn links_that_say_how_are_set_apart_and_others_stay_in_the_sentence() {
        let (text, links) = without_link_lines("Replace your **keys**. [How to](https://a.example/k)");
        assert_eq!((text.as_str(), links.len()), ("Replace your keys.", 1));
        let (text, links) = without_link_lines("Write to [us](https://a.example/k) by noon.");
        assert_eq!((text.as_str(), links.len()), ("Write to us by noon.", 0));
    }

    #[test]
    fn cut_between_words() {
        assert_eq!(shorten("Uploads fail, and Signing too", 15), "Uploads fail…");
        assert_eq!(shorten("Uploads", 15), "Uploads");
    }

    #[test]
    fn items_and_paragraphs_are_lines() {
        assert_eq!(blocks("One\ntwo.\n\n- three\n- *four*\n\nFive."), ["One two.", "three", "four", "Five."]);
    }
}
