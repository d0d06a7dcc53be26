//! Brackets that are not closed, closed by the wrong one, or short of a comma.

use super::around::{Around, Line, is_key, quoted};
use crate::finding::{Code, Finding};

/// The bracket that closes another.
fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// A value that begins with a bracket: from where to where, by its letters.
struct Flow {
    /// Brackets that are open at the end.
    open: Vec<(usize, char)>,
    /// A closing bracket of the wrong kind, and the one that was open.
    wrong: Option<(usize, char)>,
    /// Where the first bracket is closed, just behind it.
    end: Option<usize>,
}

/// Follows the brackets of `text`, which begins with one.
fn follow(text: &str) -> Flow {
    let mut flow = Flow { open: Vec::new(), wrong: None, end: None };
    let mut quote: Option<char> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q && before != '\\' => quote = None,
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',' | ':' | '\n') => quote = Some(c),
            (None, '[' | '{') => flow.open.push((at, c)),
            (None, ']' | '}') => match flow.open.pop() {
                Some((_, open)) if closing(open) != c => {
                    flow.wrong = Some((at, open));
                    return flow;
                }
                _ if flow.open.is_empty() => {
                    flow.end = Some(at + 1);
                    return flow;
                }
                _ => {}
            },
            _ => {}
        }
        before = c;
    }
    flow
}

impl<'a> Around<'a> {
    /// The value of a line that begins with a bracket, and where that is in the line.
    fn flow(line: Line<'a>) -> Option<(usize, &'a str)> {
        let words = line.words();
        let value = if words.starts_with(['[', '{']) { words } else { line.parts().1 };
        value.starts_with(['[', '{']).then(|| (line.text.len() - value.len(), value))
    }

    /// A bracket before the error that is not closed, or closed by another.
    pub(super) fn brackets(&self) -> Option<Finding> {
        let this = self.this_or_last();
        let end = this.start + this.text.len();
        let lines = std::iter::once(this).chain(self.above(this));
        lines.filter_map(|line| Some((line, Self::flow(line)?.0))).find_map(|(line, from)| {
            let start = line.start + from;
            if follow(&self.slice[start..]).end.is_some_and(|close| start + close > end) {
                return self.no_comma_above(start);
            }
            let flow = follow(&self.slice[start..end]);
            if let Some((at, open)) = flow.wrong {
                let place = self.line(start + at);
                let column = start + at - place.start;
                let close = closing(open);
                return Some(
                    Finding::stop(
                        Code::YamlSyntax,
                        self.span(place, column, column + 1),
                        format!("What is opened with `{open}` is closed here with another bracket."),
                    )
                    .help(format!("Write `{close}` here.")),
                );
            }
            let (at, open) = *flow.open.first()?;
            let place = self.line(start + at);
            Some(
                Finding::stop(
                    Code::YamlSyntax,
                    self.span(place, start + at - place.start, place.text.len()),
                    "A bracket is opened here and not closed.",
                )
                .help(format!(
                    "Close it with `{}`, and put a comma between what stands inside.",
                    closing(open)
                )),
            )
        })
    }

    /// The line above, inside the bracket at `start`, if it ends without the comma that it needs.
    fn no_comma_above(&self, start: usize) -> Option<Finding> {
        let above =
            self.above(self.this_or_last()).next().filter(|above| above.start + above.text.len() > start)?;
        (!above.text.ends_with([',', '[', '{', ':'])).then(|| {
            Finding::stop(Code::YamlSyntax, self.whole(above), "A comma is missing at the end of this line.")
                .help(format!("Write: {},", above.text.trim_start()))
        })
    }

    /// `title: [Action needed] Uploads fail`, `{ a: b } }`.
    pub(super) fn words_after_bracket(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (from, value) = Self::flow(line)?;
            let end = follow(value).end?;
            let rest = value[end..].trim();
            if rest.is_empty() || value[end..].starts_with(" #") {
                return None;
            }
            let at = from + value.len() - value[end..].trim_start().len();
            let finding = |message: &str| {
                Finding::stop(Code::YamlSyntax, self.span(line, at, line.text.len()), message)
            };
            Some(if matches!(rest, "]" | "}" | "," | ";") {
                finding("This closes nothing: the bracket was closed before.").help("Remove it.")
            } else {
                finding("There are words after the closing bracket.").help(line.write(&quoted(value)))
            })
        })
    }

    /// `{ purpose: questions route: "…" }`.
    pub(super) fn no_comma(&self) -> Option<Finding> {
        self.near().find_map(|line| {
            let (from, value) = Self::flow(line)?;
            let inner = &value[1..follow(value).end?.checked_sub(1)?];
            let mut start = 0;
            let mut quote: Option<char> = None;
            let mut colons = 0;
            let mut before = ' ';
            for (at, c) in inner.char_indices() {
                match (quote, c) {
                    (Some(q), c) if c == q && before != '\\' => quote = None,
                    (None, '"' | '\'') if matches!(before, ' ' | ':') => quote = Some(c),
                    (None, ',' | '[' | '{') => (start, colons) = (at + 1, 0),
                    (None, ':') if inner[at + 1..].starts_with(' ') => {
                        colons += 1;
                        let first = inner[start..at].trim();
                        if let Some((front, key)) = first.rsplit_once(' ')
                            && colons == 2
                            && is_key(key)
                        {
                            let column =
                                from + 1 + start + (inner[start..].len() - inner[start..].trim_start().len());
                            return Some(
                                Finding::stop(
                                    Code::YamlSyntax,
                                    self.span(line, column, from + 1 + at),
                                    format!("A comma is missing before `{key}`."),
                                )
                                .help(format!("Write: {}, {key}: …", front.trim_end())),
                            );
                        }
                    }
                    _ => {}
                }
                before = c;
            }
            None
        })
    }
}
