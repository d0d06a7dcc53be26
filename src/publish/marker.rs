//! The mark that Candor leaves at the root of a folder that it made: the file
//! `.candor`, which says how many files there are and what belongs to Candor.
//!
//! It holds no time, so the same site has the same mark, and it stays short: of
//! ordinary folders it lists only the topmost, of dot folders (which others
//! may use too) every file.

use std::fs;
use std::path::Path;

/// The name of the mark.
pub(super) const NAME: &str = ".candor";
/// The name under which files are prepared before they get their own.
pub(super) const DRAFT: &str = ".candor.new";

const FIRST_LINE: &str = "candor 1";
const UNFINISHED: &str = "candor 1 unfinished";
const ABOUT: &str = "Candor made this folder and replaces it as a whole. What it made:";

/// What a mark says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marker {
    /// A hidden tree that was being prepared, and never a site.
    pub(super) unfinished: bool,
    /// How many files the site has.
    pub(super) files: usize,
    /// What belongs to Candor, in the order of the site's paths.
    paths: Vec<String>,
}

impl Marker {
    /// The mark of a site with these paths, which are in order.
    pub(super) fn of(sorted: &[&str]) -> Self {
        let mut paths: Vec<String> = Vec::new();
        for path in sorted {
            match path.split_once('/') {
                Some((top, _)) if !top.starts_with('.') => {
                    if paths.last().and_then(|last| last.strip_suffix('/')) != Some(top) {
                        paths.push(format!("{top}/"));
                    }
                }
                _ => paths.push((*path).to_owned()),
            }
        }
        Self { unfinished: false, files: sorted.len(), paths }
    }

    /// The mark of a tree that is being prepared.
    pub(super) fn unfinished() -> Self {
        Self { unfinished: true, ..Self::default() }
    }

    /// The mark of a site between two generations, which belongs to both.
    pub(super) fn joined(&self, other: Option<&Self>) -> Self {
        let mut joined = self.clone();
        for path in other.iter().flat_map(|other| &other.paths) {
            if !joined.holds(path) {
                joined.paths.push(path.clone());
            }
        }
        joined
    }

    /// Whether a path at the top, or in a dot folder, belongs to Candor.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.paths.iter().any(|own| own == path)
    }

    /// Whether anything in this dot folder belongs to Candor.
    pub(super) fn uses(&self, folder: &str) -> bool {
        self.paths.iter().any(|own| own.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// The mark as text.
    pub(super) fn text(&self) -> String {
        let first = if self.unfinished { UNFINISHED } else { FIRST_LINE };
        let mut text = format!("{first}\n{ABOUT}\n{} files\n", self.files);
        for path in &self.paths {
            text.push_str(path);
            text.push('\n');
        }
        text
    }

    /// The mark at the root of a folder, if Candor made it.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let path = folder.join(NAME);
        if !fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) {
            return None;
        }
        Self::parse(&fs::read_to_string(path).ok()?)
    }

    /// Reads a mark. One of a later Candor is still a mark.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let first = lines.next().filter(|line| line.starts_with("candor "))?;
        let files = lines.nth(1).and_then(|line| line.split(' ').next()?.parse().ok()).unwrap_or(0);
        Some(Self { unfinished: first == UNFINISHED, files, paths: lines.map(str::to_owned).collect() })
    }
}
