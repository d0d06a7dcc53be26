//! Words without their layout. A name is the same name over two lines, with two
//! blanks, in bold, in a link, or with a hyphen that nobody sees.

use std::ops::Range;

use crate::letters::find_byte;
use crate::markdown::{Block, prose};

/// A text as it is read, with the way back to where each letter was written:
/// white space is one blank, marks and invisible characters are gone, and
/// hyphens, quotes and dashes are those of keyboards.
pub(super) struct Flat {
    /// The words.
    pub(super) text: String,
    /// For each byte of them: the range of the source that it was made from.
    from: Vec<(u32, u32)>,
    /// The block that the source is, and where its text begins in the file.
    block: Option<(Block, usize)>,
}

/// Whether capitals stay capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// As they are.
    Kept,
    /// All small.
    Small,
}

impl Flat {
    fn new(source: &str, letters: Letters, block: Option<(Block, usize)>) -> Self {
        let mut flat =
            Self { text: String::with_capacity(source.len()), from: Vec::with_capacity(source.len()), block };
        let mut line_begins = false;
        for (at, c) in source.char_indices() {
            // The marks of a quotation stand at the beginning of each of its lines.
            if c == '\n' || (line_begins && c == '>') || c.is_whitespace() {
                line_begins |= c == '\n';
                flat.blank(at, c);
                continue;
            }
            line_begins = false;
            match c {
                '*' | '`' => {}
                c if is_invisible(c) => {}
                '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => flat.push('\'', at, c),
                '\u{201c}'..='\u{201e}' | '\u{ab}' | '\u{bb}' => flat.push('"', at, c),
                '\u{2010}' | '\u{2011}' | '\u{2212}' => flat.push('-', at, c),
                '\u{2012}'..='\u{2015}' => {
                    flat.blank(at, c);
                    flat.push('-', at, c);
                    flat.blank(at, c);
                }
                '\u{2026}' => (0..3).for_each(|_| flat.push('.', at, c)),
                c if letters == Letters::Kept => flat.push(c, at, c),
                c if c.is_ascii() => flat.push(c.to_ascii_lowercase(), at, c),
                c => c.to_lowercase().for_each(|small| flat.push(small, at, c)),
            }
        }
        flat
    }

    fn push(&mut self, c: char, at: usize, source: char) {
        self.text.push(c);
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.from.resize(self.text.len(), (clamp(at), clamp(at + source.len_utf8())));
    }

    fn blank(&mut self, at: usize, source: char) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(' ', at, source);
        }
    }

    /// Where the words `range` stand in the file.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.from.get(range.start).map_or(0, |(start, _)| *start as usize);
        let last = range.end.checked_sub(1).and_then(|last| self.from.get(last));
        let end = last.map_or(start, |(_, end)| *end as usize).max(start);
        match &self.block {
            None => start..end,
            Some((block, base)) => {
                let place = block.place(&(start..end));
                base + place.start..base + place.end
            }
        }
    }
}

/// Words as they are looked for in a [`Flat`] text with small letters.
pub(super) fn flat_words(words: &str) -> String {
    Flat::new(words, Letters::Small, None).text.trim().to_owned()
}

/// A whole file, front matter, targets and all.
pub(super) fn whole(text: &str, letters: Letters) -> Flat {
    Flat::new(text, letters, None)
}

/// The words of the Markdown from `body` on, block by block, if its marks could
/// hide a word from somebody who reads the file as it is.
pub(super) fn passages(text: &str, body: usize, letters: Letters) -> Vec<Flat> {
    let markdown = text.get(body..).unwrap_or("");
    if !markdown.contains(|c: char| is_mark(c) || !c.is_ascii()) {
        return Vec::new();
    }
    let blocks = prose(markdown).into_iter();
    blocks
        .map(|block| {
            let words = block.text.clone();
            Flat::new(&words, letters, Some((block, body)))
        })
        .collect()
}

/// Whether a character may be a mark of Markdown rather than a part of a word.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '`' | '[' | ']' | '&' | '\\' | '_' | '~' | '<')
}

/// Whether in a Markdown text a word may be broken by marks, by a link or by what nobody sees, so
/// that it is whole only on the page. Marks around whole words break none.
pub(super) fn hides_words(markdown: &str) -> bool {
    let (mut before, mut code) = (' ', false);
    let mut chars = markdown.chars();
    loop {
        // Whatever else there is hides nothing, and is passed over at once.
        let rest = chars.as_str();
        let Some(at) = find_byte(rest, |b| !b.is_ascii() || is_mark(char::from(b))) else {
            return false;
        };
        before = rest[..at].chars().next_back().unwrap_or(before);
        chars = rest[at..].chars();
        let Some(c) = chars.next() else { return false };
        let hidden = match c {
            '\\' | '&' => !chars.as_str().starts_with([' ', '\n']),
            // What stands right behind an address seems to be a part of it.
            ']' if chars.as_str().starts_with('(') => goes_on(c, chars.as_str()),
            // It is a letter to a pattern, and a mark to the page unless it stands inside a name such as `user_id`.
            '_' => !(before.is_alphanumeric() && chars.as_str().starts_with(char::is_alphanumeric)),
            // Of code that begins and ends with a blank, the page shows neither.
            '`' => {
                let closes = code;
                code = !code;
                let behind = chars.as_str();
                (closes || joins(before)) && (behind.starts_with(' ') && !closes || goes_on(c, behind))
            }
            // An address in `<…>` and what stands right behind it are one on the page.
            '<' => true,
            '*' | '[' | ']' | '~' => joins(before) && goes_on(c, chars.as_str()),
            c => is_invisible(c) || matches!(c, '\u{2010}' | '\u{2011}' | '\u{2212}'),
        };
        if hidden {
            return true;
        }
        // An underscore may be a letter after all.
        if !is_mark(c) || c == '_' {
            before = c;
        }
    }
}

/// How many signs without a letter are looked over at each of them.
const LONGEST_RUN: usize = 1_000;

/// Whether a word may go on behind a letter.
fn joins(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | '"' | '\'')
}

/// Whether letters follow on the mark `c` and on all that is no part of the words, before a blank.
fn goes_on(c: char, behind: &str) -> bool {
    let behind = match behind.strip_prefix('(') {
        Some(address) if c == ']' => match address.split_once(')') {
            // A title may hold what seems to be the end of the link.
            Some((target, _)) if target.contains(|c: char| c.is_whitespace() || c == '<') => return true,
            found => found.map_or("", |(_, behind)| behind),
        },
        _ => behind,
    };
    // A run of signs that long is looked at closely, whatever comes.
    let mut run = behind.chars().take_while(|c| !c.is_whitespace()).enumerate();
    run.any(|(at, c)| at >= LONGEST_RUN || c.is_alphanumeric() || matches!(c, '+' | '_' | '-'))
}

/// Whether a character takes no room on a page.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_every_layout_and_lead_back() {
        let wanted = flat_words("Dagny Orso");
        for text in [
            "Dagny  Orso",
            "Dagny\u{a0}Orso",
            "DAGNY\nOrso",
            "Dagny\n> Orso",
            "**Dagny** Orso",
            "[Dagny](https://a.example) Orso",
            "Dagny&nbsp;Orso",
            "Dagn&#121; Orso",
            "Dag\u{ad}ny Or\u{200b}so",
            "_Dagny_ Orso",
        ] {
            let file = format!("---\na: İ\n---\nİ told {text}.\n");
            let body = file.rfind("---\n").unwrap() + 4;
            let mut ways = passages(&file, body, Letters::Small);
            ways.push(whole(&file, Letters::Small));
            let found = ways.iter().find_map(|flat| {
                let at = flat.text.find(&wanted)?;
                Some(file[flat.place(&(at..at + wanted.len()))].to_owned())
            });
            let found = found.unwrap_or_else(|| panic!("{text:?} is not found"));
            assert!(found.starts_with(['D', '[']) && found.ends_with("so"), "{text:?}: {found:?}");
        }
    }

    #[test]
    fn only_marks_inside_words_hide_any() {
        for text in [
            "db-3`.prod`.internal",
            "db.**prod**.internal",
            "[db-3](https://a.example).prod.internal",
            "`db`.`prod`.`internal`",
            "_prod_.internal",
            "OPS\\-1234",
            "OPS&#45;1234",
            "OPS\u{2011}1234",
            "OP\u{ad}S-1234",
            "[OPS-][1]1234",
            "_OPS-1234_",
            "We saw it on _db-3.prod.internal_ first.",
            "__tom.hart@fernhill.example__",
            "See <https://db-3.prod>.internal",
            "[OPS](https://a.example/x \"Ticket (closed) now\")-1234",
            "[OPS](<a) b>)-1234",
            "db-3` .prod.internal `",
        ] {
            assert!(hides_words(text), "{text:?}");
        }
        for text in [
            "**Search** and `sign in` work, *slowly*.",
            "See [how](https://a.example/b_c).",
            "- the `user_id` (or `name`) that you gave",
            "Uploads — all of them — “fail”, as they’d been told.",
        ] {
            assert!(!hides_words(text), "{text:?}");
        }
    }

    #[test]
    fn dashes_and_quotes_are_those_of_keyboards() {
        assert_eq!(flat_words(" A\u{2011}B — “it’s” … "), "a-b - \"it's\" ...");
    }
}
