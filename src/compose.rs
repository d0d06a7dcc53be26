//! The board → every file of the site, one after the other, in parallel.
//! Nothing is kept: each file is handed over as soon as it is made.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::litmus::{self, Card, Record};
use crate::output::feed::{Feeds, Scope};
use crate::output::{robots, rss, sitemap};
use crate::read::{SECURITY_TXT, security_txt};
use crate::render::{Renderer, Theme, ThemeError};
use crate::view::{Board, routes};

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
    let renderer = Renderer::new(board, theme);
    let feeds = Feeds::new(board, &theme.words);
    let hand_feed = |scope| {
        let feed = feeds.feed(scope);
        put(&feed.path, &rss(&feed)).map_err(ComposeError::Put)
    };
    let hand = |path: &str, bytes: &[u8]| put(path, bytes).map_err(ComposeError::Put);
    (0..board.incidents.len()).into_par_iter().try_for_each(|at| -> Result<(), ComposeError<E>> {
        let page = renderer.incident(at)?;
        hand(&page.path, &page.bytes)?;
        hand_feed(Scope::Incident(at))?;
        let incident = &board.incidents[at];
        if board.policy.publish_record {
            let card = Card::new(board, at, &theme.words);
            let record = litmus::json(&Record::new(incident, &card));
            hand(&format!("{}{}", routes::incident(incident.id), routes::RECORD), record.as_bytes())?;
        }
        let mut files: Vec<&str> = incident.updates.iter().flat_map(|u| u.files.iter().copied()).collect();
        files.sort_unstable();
        files.dedup();
        for file in files {
            let path = root.join(incident.folder).join(file);
            let bytes =
                crate::source::read_beside(&path).map_err(|reason| ComposeError::Beside { path, reason })?;
            hand(&format!("{}{file}", routes::incident(incident.id)), &bytes)?;
        }
        tick();
        Ok(())
    })?;
    renderer.lists().into_par_iter().try_for_each(|list| -> Result<(), ComposeError<E>> {
        let page = renderer.list(list)?;
        hand(&page.path, &page.bytes)
    })?;
    let headers = renderer.headers();
    hand(&headers.path, &headers.bytes)?;
    hand_feed(Scope::Site)?;
    (0..board.services.len()).into_par_iter().try_for_each(|at| hand_feed(Scope::Service(at)))?;
    if let Some(file) = security_txt(root) {
        hand(SECURITY_TXT, file.text.as_bytes())?;
    }
    hand("robots.txt", &robots(board))?;
    hand("sitemap.xml", &sitemap(board))
}
