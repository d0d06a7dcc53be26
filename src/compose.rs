//! The board → every file of the site, one after the other, in parallel, or one
//! alone by its path. Nothing is kept: each file is handed over as soon as it is made.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::litmus::{self, Card, Record};
use crate::markdown::Rendered;
use crate::output::feed::{Feeds, Scope};
use crate::output::{robots, rss, sitemap};
use crate::read::{SECURITY_TXT, security_txt};
use crate::render::{List, Renderer, Theme, ThemeError};
use crate::view::{Board, IncidentView, routes};

/// Why a site could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError<E: std::error::Error + 'static> {
    /// The theme.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A file beside an update.
    #[error("`{path}` cannot be read: {reason}")]
    Beside {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The place that files are handed to.
    #[error(transparent)]
    Put(E),
}

/// One file of the site, before it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// A file of an incident, by its index on the board.
    Of(usize, Part),
    /// A page that is not of one incident.
    List(List),
    /// A feed.
    Feed(Scope),
    /// What a host may send with each page.
    Headers,
    /// Where to report security problems.
    SecurityTxt,
    /// What crawlers may read.
    Robots,
    /// All pages.
    Sitemap,
}

/// One file of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Its page.
    Page,
    /// Its feed.
    Feed,
    /// How it was told, as data.
    Record,
    /// A picture or other file beside an update, by its name.
    Beside(String),
}

/// Knows every file of a site and makes each alone.
#[derive(Debug)]
pub struct Composer<'b, 'c> {
    board: &'b Board<'c>,
    theme: &'b Theme,
    root: &'b Path,
    renderer: Renderer<'b, 'c>,
    feeds: OnceLock<Feeds<'b, 'c>>,
    by_id: OnceLock<HashMap<&'c str, usize>>,
}

impl<'b, 'c> Composer<'b, 'c> {
    /// For a board and a theme; files beside updates are taken from below `root`.
    pub fn new(board: &'b Board<'c>, theme: &'b Theme, root: &'b Path) -> Self {
        let renderer = Renderer::new(board, theme);
        Self { board, theme, root, renderer, feeds: OnceLock::new(), by_id: OnceLock::new() }
    }

    /// What the files are made from.
    pub fn board(&self) -> &'b Board<'c> {
        self.board
    }

    /// The files of the incident at an index of the board, by their paths.
    pub fn of_incident(&self, at: usize) -> Vec<(String, File)> {
        let parts = self.parts(&self.board.incident(at)).into_iter();
        parts.map(|(path, part)| (path, File::Of(at, part))).collect()
    }

    /// The files of one incident, by their paths.
    fn parts(&self, incident: &IncidentView<'_>) -> Vec<(String, Part)> {
        let folder = routes::incident(incident.id);
        let mut files =
            vec![(routes::page(&folder), Part::Page), (format!("{folder}{}", routes::FEED), Part::Feed)];
        if self.board.policy.publish_record {
            files.push((format!("{folder}{}", routes::RECORD), Part::Record));
        }
        let mut beside: Vec<&str> = incident.updates.iter().flat_map(|u| u.files.iter().copied()).collect();
        beside.sort_unstable();
        beside.dedup();
        files.extend(
            beside.into_iter().map(|name| (format!("{folder}{name}"), Part::Beside(name.to_owned()))),
        );
        files
    }

    /// The files that are not of one incident, by their paths.
    pub fn others(&self) -> Vec<(String, File)> {
        let mut files: Vec<(String, File)> = self
            .renderer
            .lists()
            .into_iter()
            .map(|list| (self.renderer.path(list), File::List(list)))
            .collect();
        files.push(("_headers".to_owned(), File::Headers));
        files.push((routes::FEED.to_owned(), File::Feed(Scope::Site)));
        files.extend(self.board.services.iter().enumerate().map(|(at, service)| {
            let folder = routes::service(&service.service.id);
            (format!("{folder}{}", routes::FEED), File::Feed(Scope::Service(at)))
        }));
        if security_txt(self.root).is_some() {
            files.push((SECURITY_TXT.to_owned(), File::SecurityTxt));
        }
        files.push(("robots.txt".to_owned(), File::Robots));
        files.push(("sitemap.xml".to_owned(), File::Sitemap));
        files
    }

    /// The file at a path.
    pub fn find(&self, path: &str) -> Option<File> {
        let files = match self.incident_at(path) {
            Some(at) => self.of_incident(at),
            None => self.others(),
        };
        files.into_iter().find(|(there, _)| there == path).map(|(_, file)| file)
    }

    /// The incident that a path belongs to.
    pub fn incident_at(&self, path: &str) -> Option<usize> {
        let id = path.strip_prefix("incidents/")?.split('/').next()?;
        let by_id = self.by_id.get_or_init(|| {
            self.board.incidents.iter().enumerate().map(|(at, incident)| (incident.id, at)).collect()
        });
        by_id.get(id).copied()
    }

    /// Makes one file.
    ///
    /// # Errors
    /// The theme cannot be filled, or a file beside an update cannot be read.
    pub fn make<E: std::error::Error>(&self, file: &File) -> Result<Vec<u8>, ComposeError<E>> {
        Ok(match file {
            File::Of(at, part) => self.part(&self.board.incident(*at), part, &Rendered::default())?,
            File::List(list) => self.renderer.list(*list)?.bytes,
            File::Feed(scope) => rss(self.feeds().feed(*scope)),
            File::Headers => self.renderer.headers().bytes,
            File::SecurityTxt => {
                security_txt(self.root).map(|file| file.text.into_bytes()).unwrap_or_default()
            }
            File::Robots => robots(self.board),
            File::Sitemap => sitemap(self.board),
        })
    }

    /// Makes one file of an incident; `kept` is what was rendered of its words for the ones before.
    fn part<E: std::error::Error>(
        &self,
        incident: &IncidentView<'_>,
        part: &Part,
        kept: &Rendered,
    ) -> Result<Vec<u8>, ComposeError<E>> {
        Ok(match part {
            Part::Page => self.renderer.incident(incident, kept)?.bytes,
            Part::Feed => rss(self.feeds().of_incident(incident, kept)),
            Part::Record => {
                let card = Card::new(self.board, incident, &self.theme.words);
                litmus::json(&Record::new(incident, &card, self.board.now)).into_bytes()
            }
            Part::Beside(name) => {
                let path = self.root.join(incident.folder).join(name);
                crate::source::read_beside(&path).map_err(|reason| ComposeError::Beside { path, reason })?
            }
        })
    }

    fn feeds(&self) -> &Feeds<'b, 'c> {
        self.feeds.get_or_init(|| Feeds::new(self.board, &self.theme.words))
    }
}

/// Makes every file and hands it to `put`. Files beside updates and `security.txt`
/// are taken from below `root`, the content folder; `tick` is told of each incident that is done.
///
/// # Errors
/// The first thing that failed; files already handed over are not taken back.
pub fn compose<E, P>(
    board: &Board<'_>,
    theme: &Theme,
    root: &Path,
    put: P,
    tick: impl Fn() + Sync,
) -> Result<(), ComposeError<E>>
where
    E: std::error::Error + Send + 'static,
    P: Fn(&str, &[u8]) -> Result<(), E> + Sync,
{
    let composer = Composer::new(board, theme, root);
    // The words of the feeds are made in parallel too, so they come before the incidents that share them.
    composer.feeds();
    let of_incident = |at| -> Result<(), ComposeError<E>> {
        let incident = board.incident(at);
        let kept = Rendered::default();
        for (path, part) in composer.parts(&incident) {
            put(&path, &composer.part(&incident, &part, &kept)?).map_err(ComposeError::Put)?;
        }
        tick();
        Ok(())
    };
    let hand = |(path, file): (String, File)| put(&path, &composer.make(&file)?).map_err(ComposeError::Put);
    let (of_incidents, others) = rayon::join(
        || (0..board.incidents.len()).into_par_iter().try_for_each(of_incident),
        || composer.others().into_par_iter().try_for_each(hand),
    );
    of_incidents.and(others)
}
