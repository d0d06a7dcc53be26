//! Raw HTML → Markdown that says the same. Placeholders such as `<NAME>` are put
//! between backticks, comments are removed, tags without meaning go.

use std::ops::Range;

use super::{Edit, code_span, link};
use crate::import::report::{Deed, FileReport};
use crate::import::text::short;

/// Removes the comments of a piece of HTML; returns what they said. In a block, a
/// comment that is never closed hides everything after it.
pub(super) fn without_comments(html: &str, block: bool) -> (String, Vec<String>) {
    let mut out = String::new();
    let mut removed = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<!--") {
        let after = &rest[at + 4..];
        let (comment, next) = match after.find("-->") {
            Some(end) => (&after[..end], &after[end + 3..]),
            None if block => (after, ""),
            None => break,
        };
        out.push_str(&rest[..at]);
        removed.push(comment.trim().to_owned());
        rest = next;
    }
    out.push_str(rest);
    (out, removed)
}

/// Rewrites one piece of HTML. `anchors` are the links that are open.
pub(super) fn convert(
    text: &str,
    range: Range<usize>,
    block: bool,
    tight: bool,
    anchors: &mut Vec<String>,
    report: &mut FileReport,
) -> Edit {
    let html = &text[range.clone()];
    let (html, removed) = without_comments(html, block);
    for comment in removed {
        report.note(
            Deed::LeftOut,
            format!("A hidden comment, which readers never saw: \"{}\"", short(&comment, 120)),
        );
    }
    let lines: Vec<&str> =
        html.split('\n').map(|line| if block { line.trim_start() } else { line }).collect();
    let html = lines.join("\n");
    let mut writer = Writer { out: String::new(), block, tight, after: &text[range.end..], anchors, report };
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        writer.words(&rest[..at]);
        let here = &rest[at..];
        if let Some((tag, used)) = tag(here) {
            rest = &here[used..];
            writer.tag(&tag, &here[..used], rest);
        } else {
            let other = block || here.starts_with("<!") || here.starts_with("<?");
            writer.out.push_str(if other { "&lt;" } else { "<" });
            rest = &here[1..];
        }
    }
    writer.words(rest);
    let out = writer.out;
    if block {
        return (range, format!("{}\n", out.trim_start_matches(' ')));
    }
    // A mark that closes has to touch the word before it, one that opens the word after.
    let closing = html.starts_with("</");
    if matches!(out.as_str(), "~~" | "**" | "*") {
        if closing {
            let before = text[..range.start].trim_end_matches(' ').len();
            let wordless = text[range.end..].chars().next().is_none_or(char::is_whitespace);
            let blank = if before < range.start && !wordless { " " } else { "" };
            return (before..range.end, format!("{out}{blank}"));
        }
        let blanks = text[range.end..].len() - text[range.end..].trim_start_matches(' ').len();
        return (range.start..range.end + blanks, out);
    }
    (range, out)
}

struct Tag {
    name: String,
    close: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

struct Writer<'a> {
    out: String,
    block: bool,
    tight: bool,
    after: &'a str,
    anchors: &'a mut Vec<String>,
    report: &'a mut FileReport,
}

impl Writer<'_> {
    fn words(&mut self, words: &str) {
        self.out.push_str(words);
    }

    /// A break between blocks, or a blank where there is no room for one.
    fn apart(&mut self, then: &str) {
        if self.block {
            self.out.push_str("\n\n");
            self.out.push_str(then);
        } else {
            self.out.push(' ');
        }
    }

    fn mark(&mut self, mark: &str, close: bool) {
        if self.block && close {
            let words = self.out.trim_end_matches(' ').len();
            let blank = words < self.out.len();
            self.out.truncate(words);
            self.out.push_str(mark);
            if blank {
                self.out.push(' ');
            }
        } else {
            self.out.push_str(mark);
        }
    }

    fn tag(&mut self, tag: &Tag, raw: &str, rest: &str) {
        let known = match tag.name.as_str() {
            "br" if self.tight => {
                self.out.push(' ');
                true
            }
            "br" => {
                let next = if rest.is_empty() { self.after } else { rest };
                self.out.push_str(if next.starts_with('\n') { "  " } else { "  \n" });
                true
            }
            "s" | "strike" | "del" => {
                self.mark("~~", tag.close);
                true
            }
            "b" | "strong" => {
                self.mark("**", tag.close);
                true
            }
            "i" | "em" => {
                self.mark("*", tag.close);
                true
            }
            "a" => {
                self.anchor(tag, rest);
                true
            }
            "img" => {
                let words = match tag.attribute("alt") {
                    "" => "picture",
                    alt => alt,
                };
                self.out.push_str(&link::inline(&words.replace(['[', ']'], ""), tag.attribute("src"), ""));
                self.note(raw, "a link");
                return;
            }
            "hr" => {
                self.apart("***\n\n");
                true
            }
            "li" if !tag.close => {
                self.apart("- ");
                true
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !tag.close => {
                self.apart("### ");
                true
            }
            name if BLOCKS.contains(&name) => {
                self.apart("");
                true
            }
            name => INLINE.contains(&name),
        };
        if known {
            self.note(raw, "Markdown");
        } else {
            self.out.push_str(&code_span(raw));
            self.report
                .note(Deed::Changed, format!("`{}` looks like HTML; it was kept as text.", short(raw, 80)));
        }
    }

    fn anchor(&mut self, tag: &Tag, rest: &str) {
        if tag.close {
            if let Some(dest) = self.anchors.pop() {
                let link = link::inline("x", &dest, "");
                self.out.push_str(link.strip_prefix("[x").unwrap_or_default());
            }
            return;
        }
        // A link is short; looking no further keeps long pages quick.
        let closes = |text: &str| {
            let near: String = text.chars().take(2000).collect();
            near.to_ascii_lowercase().contains("</a")
        };
        let dest = tag.attribute("href");
        if !dest.is_empty() && (closes(rest) || (!self.block && closes(self.after))) {
            self.anchors.push(dest.to_owned());
            self.out.push('[');
        }
    }

    fn note(&mut self, raw: &str, what: &str) {
        self.report.note(Deed::Changed, format!("The HTML `{}` became {what}.", short(raw, 80)));
    }
}

const BLOCKS: [&str; 34] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "center",
    "details",
    "summary",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

const INLINE: [&str; 20] = [
    "span", "font", "u", "small", "big", "sub", "sup", "ins", "mark", "abbr", "cite", "q", "time", "code",
    "kbd", "samp", "tt", "var", "wbr", "nobr",
];

/// The tag at the start of `text`, and its length.
fn tag(text: &str) -> Option<(Tag, usize)> {
    let mut rest = text.strip_prefix('<')?;
    let close = rest.starts_with('/');
    if close {
        rest = &rest[1..];
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let name = rest[..end].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    rest = &rest[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Tag { name, close, attributes }, text.len() - after.len()));
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<'))?;
        if end == 0 {
            return None;
        }
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                let (inner, next) = after[1..].split_once(quote)?;
                (value, rest) = (inner, next);
            } else {
                let end = after.find(|c: char| c.is_whitespace() || c == '>')?;
                (value, rest) = (&after[..end], &after[end..]);
            }
        }
        attributes.push((key, value.replace("&amp;", "&")));
    }
}
