//! The places of a Markdown text that an import may have to rewrite.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

/// One such place. Ranges are in bytes.
#[derive(Debug)]
pub(super) enum Found {
    /// A heading.
    Heading { range: Range<usize>, level: usize },
    /// Raw HTML: a block, or one tag in a line. `tight` means that no line can end
    /// here: a table or a heading.
    Html { range: Range<usize>, block: bool, tight: bool },
    /// A link. `inner` is the range of its words, if there are any.
    Link {
        range: Range<usize>,
        dest: String,
        title: String,
        inner: Option<Range<usize>>,
        /// An address such as `<someone@example.org>`.
        email: bool,
        /// Defined elsewhere on the page.
        reference: bool,
    },
    /// A picture.
    Image { range: Range<usize>, dest: String, alt: String, in_link: bool },
    /// A rule across the page.
    Rule { range: Range<usize> },
}

/// The Markdown that our reader knows.
pub(super) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

struct OpenLink {
    range: Range<usize>,
    dest: String,
    title: String,
    inner: Option<Range<usize>>,
    kind: LinkType,
}

/// Finds them all, in no certain order.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let events: OffsetIter<'_> = parser(text).into_offset_iter();
    let mut all = Vec::new();
    let mut links: Vec<OpenLink> = Vec::new();
    let mut images: Vec<(Range<usize>, String, String)> = Vec::new();
    let mut tight = 0_usize;
    let mut in_block = false;
    for (event, range) in events {
        let ends_link = matches!(event, Event::End(TagEnd::Link));
        if let Some(link) = links.last_mut().filter(|_| !ends_link) {
            let inner = link.inner.get_or_insert(range.clone());
            inner.start = inner.start.min(range.start);
            inner.end = inner.end.max(range.end);
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                tight += 1;
                all.push(Found::Heading { range, level: level as usize });
            }
            Event::Start(Tag::Table(_)) => tight += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Table) => tight = tight.saturating_sub(1),
            Event::Start(Tag::HtmlBlock) => {
                in_block = true;
                all.push(Found::Html { range, block: true, tight: tight > 0 });
            }
            Event::End(TagEnd::HtmlBlock) => in_block = false,
            Event::Html(_) | Event::InlineHtml(_) if !in_block => {
                all.push(Found::Html { range, block: false, tight: tight > 0 });
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => links.push(OpenLink {
                range,
                dest: dest_url.to_string(),
                title: title.to_string(),
                inner: None,
                kind: link_type,
            }),
            Event::End(TagEnd::Link) => {
                if let Some(link) = links.pop() {
                    let auto = matches!(link.kind, LinkType::Autolink | LinkType::Email);
                    all.push(Found::Link {
                        email: link.kind == LinkType::Email,
                        reference: !auto && link.kind != LinkType::Inline,
                        range: link.range,
                        dest: link.dest,
                        title: link.title,
                        inner: link.inner,
                    });
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                images.push((range, dest_url.to_string(), String::new()));
            }
            Event::End(TagEnd::Image) => {
                if let Some((range, dest, alt)) = images.pop() {
                    if let Some((_, _, outer)) = images.last_mut() {
                        outer.push_str(&alt);
                    } else {
                        all.push(Found::Image { range, dest, alt, in_link: !links.is_empty() });
                    }
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, _, alt)) = images.last_mut() {
                    alt.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, _, alt)) = images.last_mut() {
                    alt.push(' ');
                }
            }
            Event::Rule => all.push(Found::Rule { range }),
            _ => {}
        }
    }
    all
}
