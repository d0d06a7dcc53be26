//! The board → pages. Each page is a model (what to show, in the reader's
//! language) and a template of the theme (how).
//!
//! Invariant: nothing here names the unfiltered content; a test holds that.

mod corrections;
mod frame;
mod history;
mod home;
mod incident;
mod now;
mod parts;
mod sentences;
mod service;
mod theme;
mod update;

pub use theme::{Theme, ThemeError};

use crate::view::{Board, routes};

/// A file of the site: its path and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path from the root of the site.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What pages are made from.
#[derive(Debug)]
pub struct Renderer<'b, 'c> {
    /// What may be shown.
    pub board: &'b Board<'c>,
    /// How.
    pub theme: &'b Theme,
    frame: frame::Frame,
}

impl<'b, 'c> Renderer<'b, 'c> {
    /// A renderer of this board with this theme.
    pub fn new(board: &'b Board<'c>, theme: &'b Theme) -> Self {
        Self { board, theme, frame: frame::Frame::new(board, &theme.words) }
    }

    /// The page of one incident, by its index on the board.
    pub fn incident(&self, index: usize) -> Result<Page, ThemeError> {
        let model = incident::model(self, index);
        self.fill("incident.html", &routes::incident(self.board.incidents[index].id), &model)
    }

    /// All pages but those of incidents.
    pub fn lists(&self) -> Result<Vec<Page>, ThemeError> {
        let mut pages = vec![self.fill("home.html", "", &home::model(self))?];
        for index in 0..self.board.services.len() {
            let path = routes::service(&self.board.services[index].service.id);
            pages.push(self.fill("service.html", &path, &service::model(self, index))?);
        }
        let years = history::years(self);
        pages.push(self.fill("history.html", routes::HISTORY, &history::model(self, &years))?);
        for year in &years {
            pages.push(self.fill("year.html", &routes::year(year.year), &history::year(self, year))?);
        }
        pages.push(self.fill("corrections.html", routes::CORRECTIONS, &corrections::model(self))?);
        pages.push(self.not_found()?);
        Ok(pages)
    }

    /// The page for addresses that lead nowhere; it may be served from any depth.
    fn not_found(&self) -> Result<Page, ThemeError> {
        let root = format!("{}/", self.board.site.url);
        let mut context = self.frame.context(&root, "404.html", &self.board.site);
        context.insert("title", &self.theme.words.get("not-found-title"));
        context.insert("noindex", &true);
        self.finish("404.html", "404.html".to_owned(), &context)
    }

    fn fill<M: serde::Serialize>(&self, template: &str, path: &str, model: &M) -> Result<Page, ThemeError> {
        let root = routes::up(path);
        let mut context = self.frame.context(&root, path, &self.board.site);
        context.insert("page", model);
        self.finish(template, format!("{path}{}", routes::INDEX), &context)
    }

    fn finish(&self, template: &str, path: String, context: &tera::Context) -> Result<Page, ThemeError> {
        let mut bytes = Vec::with_capacity(32 * 1024);
        self.theme
            .tera
            .render_to(template, context, &mut bytes)
            .map_err(|error| ThemeError::Template(error.to_string()))?;
        Ok(Page { path, bytes })
    }

    /// The content security policy, for hosts that can send it as a header.
    pub fn headers(&self) -> Page {
        let csp = format!("{}; frame-ancestors 'none'", self.theme.csp);
        let text = format!(
            "/*\n  Content-Security-Policy: {csp}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  X-Frame-Options: DENY\n  Cache-Control: public, max-age=0, must-revalidate\n\n/*.xml\n  Access-Control-Allow-Origin: *\n"
        );
        Page { path: "_headers".to_owned(), bytes: text.into_bytes() }
    }
}
