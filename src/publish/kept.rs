//! Dot entries at the top of the target that Candor did not make, such as
//! `.git`, `.gitignore` or `.nojekyll`. They belong to others and stay.
//!
//! Plain files are carried into the hidden tree before the exchange, also those
//! in a dot folder that Candor uses too (`.well-known`). Anything else is moved
//! over as it is right after the exchange.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use super::error::{At, PublishError};
use super::marker::{self, Marker};
use super::paths;
use super::places::{look, plain_entry};

/// What is kept.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Site paths of files.
    pub(super) files: Vec<String>,
    /// Names of entries that are moved whole.
    pub(super) whole: Vec<OsString>,
}

impl Kept {
    /// Finds what is kept of a folder that has the mark `old`, where a site
    /// with the paths `new` takes its place. A path of the new site wins.
    pub(super) fn of(folder: &Path, old: Option<&Marker>, new: &[&str]) -> Result<Self, PublishError> {
        let mut kept = Self::default();
        for entry in fs::read_dir(folder).at("read", folder)? {
            let entry = entry.at("read", folder)?;
            let raw = entry.file_name();
            if !raw.as_encoded_bytes().starts_with(b".") || raw == marker::NAME || raw == marker::DRAFT {
                continue;
            }
            let Some(name) = raw.to_str() else {
                kept.whole.push(raw);
                continue;
            };
            let kind = entry.file_type().at("look at", &entry.path())?;
            let owned = old.is_some_and(|old| old.holds(name));
            let wanted = paths::below(new, 0, name);
            let shared = !wanted.is_empty() || old.is_some_and(|old| old.uses(name));
            if kind.is_file() {
                if !owned && wanted.is_empty() {
                    kept.files.push(name.to_owned());
                }
            } else if !shared {
                kept.whole.push(raw);
            } else if kind.is_dir() && !paths::holds(new, name) {
                kept.add_files(&entry.path(), name, old, wanted)?;
            }
        }
        kept.files.sort_unstable_by(|a, b| paths::order(a, b));
        Ok(kept)
    }

    /// Adds the files of a folder that both use.
    fn add_files(
        &mut self,
        folder: &Path,
        path: &str,
        old: Option<&Marker>,
        new: &[&str],
    ) -> Result<(), PublishError> {
        for entry in fs::read_dir(folder).at("read", folder)? {
            let entry = entry.at("read", folder)?;
            let raw = entry.file_name();
            let Some(name) = raw.to_str() else { continue };
            let path = format!("{path}/{name}");
            let kind = entry.file_type().at("look at", &entry.path())?;
            if kind.is_dir() {
                self.add_files(&entry.path(), &path, old, new)?;
            } else if !old.is_some_and(|old| old.holds(&path)) && !taken(new, &path) {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

/// Whether the new site has this path, or needs a file where one of its
/// folders is, or a folder where it is.
fn taken(new: &[&str], path: &str) -> bool {
    let over =
        |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    new.iter().any(|own| over(own, path) || over(path, own))
}

/// Moves entries from one folder to another, after the exchange.
pub(super) fn move_whole(names: &[OsString], from: &Path, to: &Path) -> Result<(), PublishError> {
    names.iter().try_for_each(|name| move_one(name, from, to))
}

fn move_one(name: &OsStr, from: &Path, to: &Path) -> Result<(), PublishError> {
    let (from, to) = (from.join(name), to.join(name));
    fs::rename(&from, &to).map_err(|reason| PublishError::LeftBehind { from, to, reason })
}

/// What a shadow from an earlier run turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shadow {
    /// Nothing in it belongs to anybody else.
    Free,
    /// It holds something that Candor did not make and that must not be lost.
    Precious,
}

/// Finishes what a crash right after an exchange left undone: dot entries that
/// are still in the shadow go back to the target.
pub(super) fn recover(shadow: &Path, target: &Path) -> Result<Shadow, PublishError> {
    let marker = Marker::read(shadow);
    if marker.as_ref().is_some_and(|marker| marker.unfinished) {
        return Ok(Shadow::Free); // it never was a site
    }
    let mut state = Shadow::Free;
    let there = look(target)?.is_some();
    for name in Kept::of(shadow, marker.as_ref(), &[])?.whole {
        if there && look(&target.join(&name))?.is_none() {
            move_one(&name, shadow, target)?;
        } else {
            state = Shadow::Precious;
        }
    }
    if marker.is_none() && plain_entry(shadow)?.is_some() {
        state = Shadow::Precious;
    }
    Ok(state)
}
