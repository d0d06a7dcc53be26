//! Markdown → what stands where: headings, list items, links, raw HTML.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::options;
use super::quick::{Sink, is_word, walk_lines};
use crate::letters::{every_byte, find};

/// A heading at the top level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'t> {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: Cow<'t, str>,
    /// The whole heading, with its marks.
    pub range: Range<usize>,
}

/// An item of a list at the top level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// The whole item, with its mark.
    pub range: Range<usize>,
    /// The text behind the mark, to the end of the item.
    pub text: Range<usize>,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: String,
    /// The whole of it.
    pub range: Range<usize>,
    /// Whether it is an image.
    pub image: bool,
    /// Its words.
    pub text: String,
}

/// What stands where in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline<'t> {
    /// Headings in order.
    pub headings: Vec<Heading<'t>>,
    /// List items in order.
    pub items: Vec<ListItem>,
    /// Links and images in order.
    pub links: Vec<Link>,
    /// Raw HTML: blocks and tags.
    pub html: Vec<Range<usize>>,
}

/// Takes a text apart.
pub fn outline(text: &str) -> Outline<'_> {
    quick(text).unwrap_or_else(|| parsed(text))
}

/// What stands where in a text of plain lines, without the parser: of signs
/// within a line an outline shows links alone. `None` if it may be more.
fn quick(text: &str) -> Option<Outline<'_>> {
    let plain = |byte: u8| (byte >= b' ' || byte == b'\n') && !matches!(byte, b'<' | b'\\' | 0x7f);
    if !every_byte(text, plain) {
        return None;
    }
    let (headings, items) = (Vec::with_capacity(8), Vec::with_capacity(8));
    let outline = Outline { headings, items, ..Outline::default() };
    let mut lines = Lines { text, outline, more: false };
    walk_lines(text, &mut lines)?;
    (!lines.more).then_some(lines.outline)
}

/// Collects what stands in lines.
struct Lines<'t> {
    text: &'t str,
    outline: Outline<'t>,
    /// Whether something is more than it seemed.
    more: bool,
}

impl Lines<'_> {
    /// The links of a line; its brackets have to be those of links.
    fn links(&mut self, words: &str, from: usize) -> Option<()> {
        let mut at = 0;
        while let Some(open) = find(&words[at..], b'[').map(|n| at + n) {
            let (label, behind) = words[open + 1..].split_once(']')?;
            let (target, _) = behind.strip_prefix('(')?.split_once(')')?;
            let plain = |b: u8| {
                b.is_ascii_alphanumeric()
                    || matches!(b, b'/' | b':' | b'.' | b'-' | b'_' | b'#' | b'?' | b'=')
            };
            let sound = !label.is_empty() && label.bytes().all(is_word) && target.bytes().all(plain);
            if !sound || words[..open].ends_with('!') {
                return None;
            }
            at = open + label.len() + target.len() + "[]()".len();
            let (target, text) = (target.to_owned(), label.to_owned());
            self.outline.links.push(Link { target, range: from + open..from + at, image: false, text });
        }
        // A bracket within code is none.
        (at == 0 || !self.text.contains('`')).then_some(())
    }
}

impl<'t> Sink<'t> for Lines<'t> {
    fn open(&mut self, _list: bool, _line: Range<usize>) {}

    fn words(&mut self, words: &'t str, from: usize) {
        self.more |= self.links(words, from).is_none();
    }

    fn line_end(&mut self, _at: usize) {}

    fn item(&mut self, words: &'t str, from: usize, line: Range<usize>) {
        let text = item_text(self.text, &line);
        self.outline.items.push(ListItem { range: line, text });
        self.words(words, from);
    }

    fn close(&mut self, list: bool, range: Range<usize>) {
        // Blank lines behind a list are its last item's.
        if let (true, Some(item)) = (list, self.outline.items.last_mut()) {
            item.range.end = range.end;
        }
    }

    fn heading(&mut self, level: HeadingLevel, words: &'t str, _from: usize, line: Range<usize>) {
        self.more |= !words.bytes().all(is_word);
        self.outline.headings.push(Heading { level: level as u8, text: Cow::Borrowed(words), range: line });
    }
}

/// What the parser finds in a text.
fn parsed(text: &str) -> Outline<'_> {
    let mut outline = Outline::default();
    let mut list_depth = 0_u32;
    let mut other_depth = 0_u32;
    let mut heading = None;
    let mut links: Vec<Link> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => list_depth += 1,
            Event::End(TagEnd::List(_)) => list_depth = list_depth.saturating_sub(1),
            Event::Start(Tag::Item) if list_depth == 1 && other_depth == 0 => {
                let text = item_text(text, &range);
                outline.items.push(ListItem { range, text });
            }
            Event::Start(Tag::BlockQuote(_) | Tag::Table(_)) => other_depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Table) => other_depth = other_depth.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) if list_depth == 0 && other_depth == 0 => {
                heading = Some(Heading { level: level as u8, text: Cow::default(), range });
            }
            Event::End(TagEnd::Heading(_)) => outline.headings.extend(heading.take()),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                links.push(Link { target, range, image: false, text: String::new() });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                links.push(Link { target: dest_url.into_string(), range, image: true, text: String::new() });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => outline.links.extend(links.pop()),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => outline.html.push(range),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.text.to_mut().push_str(&words);
                }
                for link in &mut links {
                    link.text.push_str(&words);
                }
            }
            _ => {}
        }
    }
    outline
}

/// The range behind the mark of a list item.
fn item_text(text: &str, range: &Range<usize>) -> Range<usize> {
    let item = &text[range.clone()];
    let mark = item
        .char_indices()
        .find(|(at, c)| matches!(c, '-' | '*' | '+') || (*at > 0 && matches!(c, '.' | ')')))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let behind = &item[mark..];
    let start = range.start + mark + (behind.len() - behind.trim_start().len());
    let end = range.start + item.trim_end().len();
    start.min(end)..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_lines_need_no_parser() {
        for text in [
            "\nWords, *more* words & more | less!\nand _more_.\n\n## What we know\n- **Bold** [a link](https://x.example/a_b) and\n",
            "- one\n- [two](../QH-1/) and [three](mailto:a)\n\n\n### Users\n*All* of it.\n",
            "Type `curl x` and `a\nb`.",
        ] {
            assert_eq!(quick(text), Some(parsed(text)), "{text}");
        }
    }

    const CASES: u32 = 4_000;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(CASES))]

        #[test]
        fn the_parser_says_the_same(
            text in "([a-c]|[A1é\u{a0}\"'.,;:?(){}$^%/@+=#>!&|~*_`-]|\\[|\\]|\\[a\\]\\(b_c\\)|\\[[a*]{1,2}\\]\\([b:/#]{1,3}\\)|\\*\\*| \\*|\\* |- |1[.)] |    |  | |\n|\n\n|\n- |\n# |\n\n## [a-c]\n|\n```\n|\n---\n|#){0,24}"
        ) {
            if let Some(quick) = quick(&text) {
                prop_assert_eq!(quick, parsed(&text));
            }
        }
    }

    #[test]
    fn items_know_where_their_words_are() {
        let text = "Lead.\n\n## What\n- one\n* two\n  goes on\n1. three\n";
        let outline = outline(text);
        let words: Vec<&str> = outline.items.iter().map(|item| &text[item.text.clone()]).collect();
        assert_eq!(words, ["one", "two\n  goes on", "three"]);
        assert_eq!(outline.headings[0].text, "What");
    }

    #[test]
    fn html_is_found_and_code_is_not() {
        let outline = outline("A <b>bold</b> word, `<i>`, and\n\n<div>\nx\n</div>\n");
        assert_eq!(outline.html.len(), 3);
    }
}
