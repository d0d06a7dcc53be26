//! Markdown → what stands where: headings, list items, links, raw HTML.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::quick::parse;

/// A heading at the top level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
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
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// List items in order.
    pub items: Vec<ListItem>,
    /// Links and images in order.
    pub links: Vec<Link>,
    /// Raw HTML: blocks and tags.
    pub html: Vec<Range<usize>>,
}

/// Takes a text apart.
pub fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut list_depth = 0_u32;
    let mut other_depth = 0_u32;
    let mut heading = None;
    let mut links: Vec<Link> = Vec::new();
    for (event, range) in parse(text) {
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
                heading = Some(Heading { level: level as u8, text: String::new(), range });
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
                    heading.text.push_str(&words);
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
    use super::*;

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
