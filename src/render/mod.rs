//! The board → pages. Each page is a model (what to show, in the reader's
//! language) and a template of the theme (how).
//!
//! Invariant: nothing here names the unfiltered content; a test holds that.

mod affects;
mod corrections;
mod dated;
mod figures;
mod frame;
mod given;
mod gloss;
mod history;
mod home;
mod incident;
mod literal;
mod now;
mod parts;
mod sentences;
mod service;
mod shown;
mod theme;
mod tongue;
mod update;
mod window;

pub use theme::{Theme, ThemeError};

use std::sync::OnceLock;

use crate::markdown::Rendered;
use crate::view::{Board, IncidentView, routes};
use parts::Ask;

/// A file of the site: its path and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path from the root of the site.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A page that is not of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What is true now.
    Home,
    /// A service, by its index on the board.
    Service(usize),
    /// All years.
    History,
    /// A year, by its place among the years.
    Year(usize),
    /// All corrections.
    Corrections,
    /// For addresses that lead nowhere.
    NotFound,
}

/// What pages are made from.
#[derive(Debug)]
pub struct Renderer<'b, 'c> {
    /// What may be shown.
    pub board: &'b Board<'c>,
    /// How.
    pub theme: &'b Theme,
    years: Vec<history::Year>,
    frame: frame::Frame,
    glossary: gloss::Glossary<'c>,
    /// The links to all services, by how many folders below the root a page is.
    links: [OnceLock<Vec<tera::Value>>; DEEPEST + 1],
    /// The site's ways to ask, once somebody looks for them.
    ask: OnceLock<Ask>,
}

/// How many folders below the root the deepest pages are.
const DEEPEST: usize = 2;

impl<'b, 'c> Renderer<'b, 'c> {
    /// A renderer of this board with this theme.
    pub fn new(board: &'b Board<'c>, theme: &'b Theme) -> Self {
        let frame = frame::Frame::new(board, &theme.words);
        Self {
            board,
            theme,
            years: history::years(board),
            frame,
            glossary: gloss::Glossary::new(board.site.terms),
            links: Default::default(),
            ask: OnceLock::new(),
        }
    }

    /// The links to all services; `root` leads from the page to the root of the site.
    fn service_links(&self, root: &str) -> &[tera::Value] {
        let depth = (root.len() / "../".len()).min(DEEPEST);
        self.links[depth].get_or_init(|| shown::service_links(self, root))
    }

    /// The site's ways to ask.
    fn ask(&self) -> Result<Ask, ThemeError> {
        if let Some(ask) = self.ask.get() {
            return Ok(ask.clone());
        }
        let ask = Ask::of(&self.frame.contacts, self.theme)?;
        Ok(self.ask.get_or_init(|| ask).clone())
    }

    /// The page of one incident of the board; `kept` is what was rendered of its words.
    pub fn incident(&self, incident: &IncidentView<'_>, kept: &Rendered) -> Result<Page, ThemeError> {
        let model = incident::model(self, incident, kept)?;
        self.fill("incident.html", &routes::incident(incident.id), &model)
    }

    /// All pages but those of incidents, to be made by [`list`](Self::list).
    pub fn lists(&self) -> Vec<List> {
        let mut lists = vec![List::Home, List::History, List::Corrections, List::NotFound];
        lists.extend((0..self.board.services.len()).map(List::Service));
        lists.extend((0..self.years.len()).map(List::Year));
        lists
    }

    /// Where one of the pages that are not of incidents is.
    pub fn path(&self, list: List) -> String {
        match list {
            List::Home => routes::page(""),
            List::Service(at) => routes::page(&routes::service(&self.board.services[at].service.id)),
            List::History => routes::page(routes::HISTORY),
            List::Year(at) => routes::page(&routes::year(self.years[at].year)),
            List::Corrections => routes::page(routes::CORRECTIONS),
            List::NotFound => "404.html".to_owned(),
        }
    }

    /// One of the pages that are not of incidents.
    pub fn list(&self, list: List) -> Result<Page, ThemeError> {
        match list {
            List::Home => self.fill("home.html", "", &home::model(self)?),
            List::Service(at) => {
                let path = routes::service(&self.board.services[at].service.id);
                self.fill("service.html", &path, &service::model(self, at))
            }
            List::History => self.fill("history.html", routes::HISTORY, &history::model(self, &self.years)),
            List::Year(at) => {
                let year = &self.years[at];
                self.fill("year.html", &routes::year(year.year), &history::year(self, year))
            }
            List::Corrections => {
                self.fill("corrections.html", routes::CORRECTIONS, &corrections::model(self))
            }
            List::NotFound => self.not_found(),
        }
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
        self.finish(template, routes::page(path), &context)
    }

    fn finish(&self, template: &str, path: String, context: &tera::Context) -> Result<Page, ThemeError> {
        let mut bytes = Vec::with_capacity(64 * 1024);
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
