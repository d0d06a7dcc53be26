//! Words in another language than the page: marked as such, so that they are
//! read aloud by the right voice, while the page's own words keep theirs.

use crate::markdown::escaped;
use crate::view::Brief;

/// The language of an incident's own words, if it is not that of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tongue<'v>(Option<&'v str>);

impl<'v> Tongue<'v> {
    /// That of an incident on a site in a language.
    pub(super) fn of(incident: &Brief<'v>, site: &str) -> Self {
        Self(incident.language.filter(|own| !own.eq_ignore_ascii_case(site)))
    }

    /// The language tag.
    pub(super) fn tag(self) -> Option<String> {
        self.0.map(str::to_owned)
    }

    /// Words within a line, marked.
    pub(super) fn said(self, mut html: String) -> String {
        self.line(&mut html);
        html
    }

    /// Marks words within a line.
    pub(super) fn line(self, html: &mut String) {
        self.mark(html, "span");
    }

    /// Marks a list item, which may hold paragraphs.
    pub(super) fn item(self, html: &mut String) {
        let blocks = ["<p>", "<ul", "<ol", "<pre", "<table"].iter().any(|tag| html.contains(tag));
        self.mark(html, if blocks { "div" } else { "span" });
    }

    /// Marks paragraphs, lists and the like.
    pub(super) fn block(self, html: &mut String) {
        self.mark(html, "div");
    }

    /// Marks words within a line that stand behind `start`.
    pub(super) fn line_from(self, start: usize, html: &mut String) {
        self.mark_from(start, html, "span");
    }

    /// Marks paragraphs, lists and the like that stand behind `start`.
    pub(super) fn block_from(self, start: usize, html: &mut String) {
        self.mark_from(start, html, "div");
    }

    fn mark(self, html: &mut String, element: &str) {
        self.mark_from(0, html, element);
    }

    fn mark_from(self, start: usize, html: &mut String, element: &str) {
        if let Some(language) = self.0.filter(|_| html.len() > start) {
            html.insert_str(start, &format!("<{element} lang=\"{}\">", escaped(language)));
            html.push_str(&format!("</{element}>"));
        }
    }
}
