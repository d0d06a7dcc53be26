//! Markdown → safe HTML. Raw HTML becomes text, link targets outside the
//! allow-list become text, headings move below the page's own.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

use super::options;

/// Words to show as struck through, with a link to the correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strike {
    /// The words' place in the text that is rendered.
    pub range: Range<usize>,
    /// Where the correction stands.
    pub href: String,
    /// What a screen reader says of the link, and what stands behind the words.
    pub note: String,
}

/// How to render.
#[derive(Debug, Clone, Default)]
pub struct Html<'a> {
    /// How many levels headings move down.
    pub shift: u8,
    /// What to put before relative targets.
    pub base: &'a str,
    /// Words to strike through, in order, not overlapping.
    pub strikes: &'a [Strike],
}

impl Html<'_> {
    /// Renders blocks.
    pub fn render(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 3);
        html::push_html(&mut out, self.events(text).into_iter());
        out
    }

    fn events<'t>(&self, text: &'t str) -> Vec<Event<'t>> {
        let mut events = Vec::with_capacity(64);

        let mut link_stack: Vec<bool> = Vec::new();
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            match event {
                Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
                Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    match safe_target(&dest_url, false) {
                        Some(_) => {
                            link_stack.push(true);
                            let dest_url = self.based(dest_url);
                            events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                        }
                        None => link_stack.push(false),
                    }
                }
                Event::End(TagEnd::Link) => {
                    if link_stack.pop() == Some(true) {
                        events.push(Event::End(TagEnd::Link));
                    }
                }
                Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                    let target = safe_target(&dest_url, true).is_some();
                    let dest_url = if target { self.based(dest_url) } else { CowStr::Borrowed("") };
                    events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    events.push(Event::Start(Tag::Heading {
                        level: self.shifted(level),
                        id: None,
                        classes: Vec::new(),
                        attrs: Vec::new(),
                    }));
                }
                Event::End(TagEnd::Heading(level)) => {
                    events.push(Event::End(TagEnd::Heading(self.shifted(level))));
                }
                Event::Start(Tag::Table(columns)) => {
                    events.push(Event::Html(CowStr::Borrowed(
                        "<div class=\"wide\" role=\"group\" tabindex=\"0\">",
                    )));
                    events.push(Event::Start(Tag::Table(columns)));
                }
                Event::End(TagEnd::Table) => {
                    events.push(Event::End(TagEnd::Table));
                    events.push(Event::Html(CowStr::Borrowed("</div>\n")));
                }
                Event::Text(words) => self.text(words, &range, &mut events),
                event => events.push(event),
            }
        }
        events
    }

    /// A run of words, with those struck through that a correction names.
    fn text<'t>(&self, words: CowStr<'t>, range: &Range<usize>, events: &mut Vec<Event<'t>>) {
        let touching: Vec<&Strike> =
            self.strikes.iter().filter(|s| s.range.start < range.end && s.range.end > range.start).collect();
        // Where a text event is not its source to the byte (an entity), strike all of it or none.
        let exact = words.len() == range.len();
        if touching.is_empty() {
            events.push(Event::Text(words));
            return;
        }
        let mut at = 0;
        for strike in touching {
            let (from, to) = if exact {
                (
                    strike.range.start.saturating_sub(range.start),
                    strike.range.end.min(range.end) - range.start,
                )
            } else {
                (0, words.len())
            };
            let (from, to) = (from.max(at), to.max(at));
            if from > at {
                events.push(Event::Text(words[at..from].to_owned().into()));
            }
            events.push(Event::Html(CowStr::Borrowed("<del>")));
            events.push(Event::Text(words[from..to].to_owned().into()));
            events.push(Event::Html(CowStr::Borrowed("</del>")));
            if strike.range.end <= range.end {
                let mut link = String::from(" <a class=\"fixed\" href=\"");
                escape(&strike.href, &mut link);
                link.push_str("\">");
                escape(&strike.note, &mut link);
                link.push_str("</a>");
                events.push(Event::Html(link.into()));
            }
            at = to;
        }
        if at < words.len() {
            events.push(Event::Text(words[at..].to_owned().into()));
        }
    }

    fn based<'t>(&self, target: CowStr<'t>) -> CowStr<'t> {
        if self.base.is_empty() || !is_relative(&target) || target.starts_with('#') {
            return target;
        }
        format!("{}{target}", self.base).into()
    }

    fn shifted(&self, level: HeadingLevel) -> HeadingLevel {
        HeadingLevel::try_from((level as usize + usize::from(self.shift)).min(6)).unwrap_or(HeadingLevel::H6)
    }
}

/// Renders a text that should be one paragraph, without its `<p>`.
pub fn inline(text: &str) -> String {
    // Most one-line texts hold no mark at all: escaping them is all there is to do.
    if !text.bytes().any(|b| {
        matches!(
            b,
            b'*' | b'_' | b'`' | b'[' | b'<' | b'\\' | b'&' | b'~' | b'!' | b'\n' | b'#' | b'|' | b'>'
        )
    }) && !text
        .starts_with(|c: char| matches!(c, '-' | '+' | '=') || c.is_ascii_digit() || c.is_whitespace())
    {
        let mut out = String::with_capacity(text.len());
        escape(text, &mut out);
        return out;
    }
    let html = Html::default().render(text);
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// Escapes text for HTML and for attributes.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// The target, if it may be linked to: http, https, mailto, tel, relative; for
/// images relative only. Control characters and blanks inside are refused.
pub fn safe_target(target: &str, image: bool) -> Option<Cow<'_, str>> {
    if target.is_empty() || target.chars().any(|c| c.is_control() || c == '\\') || target.starts_with("//") {
        return None;
    }
    if is_relative(target) {
        return Some(Cow::Borrowed(target));
    }
    let scheme = target.split(':').next().unwrap_or("").to_ascii_lowercase();
    (!image && matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel"))
        .then_some(Cow::Borrowed(target))
}

fn is_relative(target: &str) -> bool {
    let end = target.find(['/', '?', '#']).unwrap_or(target.len());
    !target[..end].contains(':') && !target.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_active_survives() {
        let html = Html::default().render(
            "<script>x</script>\n\n[a](javascript:x) [b](JaVaScRiPt:x) ![c](https://other.example/x.png)\n\n<img src=x onerror=y>\n\n[d](<java\tscript:x>) [e](data:text/html,x) [f](//other.example)",
        );
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("<img src=x"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
        assert!(!html.contains("href"), "{html}");
        assert!(!html.contains("other.example/x"), "{html}");
    }

    #[test]
    fn good_links_and_quotes_stay() {
        assert_eq!(
            inline("Say \"hello\" & [go](https://a.example/?a=1&b=2)"),
            "Say \"hello\" &amp; <a href=\"https://a.example/?a=1&amp;b=2\">go</a>"
        );
        assert_eq!(inline("1. not a list?"), Html::default().render("1. not a list?").trim());
    }

    #[test]
    fn wrong_words_are_struck_where_they_stand() {
        let text = "We said that *search* works today.";
        let start = text.find("works").unwrap();
        let strikes = [Strike { range: start..start + 5, href: "#c".into(), note: "Corrected".into() }];
        let html = Html { strikes: &strikes, ..Html::default() }.render(text);
        assert_eq!(
            html.trim(),
            "<p>We said that <em>search</em> <del>works</del> <a class=\"fixed\" href=\"#c\">Corrected</a> today.</p>"
        );
    }
}
