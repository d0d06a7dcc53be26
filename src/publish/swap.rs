//! The moment of publication: one call of the system exchanges the hidden tree
//! with the target. Where the system cannot do that, files are replaced one by
//! one, each of them whole, in an order in which nothing points at what is not
//! there yet.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{At, PublishError};
use super::kept::Kept;
use super::marker::{self, Marker};
use super::paths;
use super::places::look;
use super::tree::{duplicate, is_same, make_folder, remove, sweep, write_new};

/// What came of an attempt to put the tree in place in one step.
pub(super) enum Step {
    /// It is done.
    Done,
    /// It cannot be done here, and why.
    Unable(String),
}

/// Gives the shadow the name of the target, which is not there.
pub(super) fn first(shadow: &Path, target: &Path) -> Result<(), PublishError> {
    match system::rename_to_free(shadow, target) {
        Err(reason) if excuse(&reason).is_some() => fs::rename(shadow, target),
        other => other,
    }
    .at("put the site in place as", target)
}

/// Exchanges the shadow with the target in one step. Both must be folders: the
/// system would exchange a folder with a file as well.
pub(super) fn exchange(shadow: &Path, target: &Path) -> Result<Step, PublishError> {
    for path in [shadow, target] {
        if !look(path)?.is_some_and(|meta| meta.is_dir()) {
            return Err(io::Error::from(io::ErrorKind::NotADirectory)).at("exchange", path);
        }
    }
    match system::exchange(shadow, target) {
        Ok(()) => Ok(Step::Done),
        Err(reason) => match excuse(&reason) {
            Some(why) => Ok(Step::Unable(format!("`{}` {why}", target.display()))),
            None => Err(reason).at("put the site in place as", target),
        },
    }
}

/// Why one step is not possible, if that is what the system says.
fn excuse(reason: &io::Error) -> Option<&'static str> {
    match reason.kind() {
        io::ErrorKind::ResourceBusy => {
            Some("is a mount point; for a change in one step, publish to a folder inside it")
        }
        io::ErrorKind::CrossesDevices => {
            Some("is not on the same file system, or layer of one, as the folder around it")
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => {
            Some("is on a system that cannot exchange two folders in one step")
        }
        _ => None,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod system {
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};

    pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    pub(super) fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod system {
    use std::io;
    use std::path::Path;

    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn rename_to_free(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Replaces the files of the target one by one with those of the shadow, then
/// removes what is stale. Killed half-way, the target is a mixture that the
/// next publication completes.
pub(super) fn replace(
    shadow: &Path,
    target: &Path,
    new: &[&str],
    kept: &Kept,
    old: Option<&Marker>,
) -> Result<(), PublishError> {
    let draft = target.join(marker::DRAFT);
    let mark = |marker: &Marker| {
        write_new(&draft, marker.text().as_bytes()).at("write", &draft)?;
        fs::rename(&draft, target.join(marker::NAME)).at("write", &draft)
    };
    let marker = Marker::of(new);
    mark(&marker.joined(old))?;

    let mut in_turn = new.to_vec();
    in_turn.sort_by_key(|path| turn(path));
    let mut ready = HashSet::new();
    for path in in_turn {
        make_folders(target, path, &mut ready)?;
        replace_one(&shadow.join(path), &target.join(path), &draft)?;
    }

    let wanted = wanted(new, kept);
    sweep(target, &wanted, &kept.whole)?;
    mark(&marker)
}

/// Everything that belongs into a tree, in order.
pub(super) fn wanted<'a>(new: &[&'a str], kept: &'a Kept) -> Vec<&'a str> {
    let mut wanted = new.to_vec();
    wanted.extend(kept.files.iter().map(String::as_str));
    wanted.push(marker::NAME);
    wanted.sort_by(|a, b| paths::order(a, b));
    wanted
}

fn make_folders<'a>(root: &Path, path: &'a str, ready: &mut HashSet<&'a str>) -> Result<(), PublishError> {
    for (at, _) in path.match_indices('/') {
        if ready.insert(&path[..at]) {
            make_folder(&root.join(&path[..at]))?;
        }
    }
    Ok(())
}

fn replace_one(from: &Path, to: &Path, draft: &Path) -> Result<(), PublishError> {
    let meta = fs::symlink_metadata(from).at("look at", from)?;
    if let Some(there) = look(to)? {
        if is_same(from, &meta, to, &there).at("read", to)? {
            return Ok(());
        }
        if there.is_dir() {
            remove(to).at("remove", to)?;
        }
    }
    remove(draft).at("remove", draft)?;
    duplicate(from, &meta, draft).at("copy a file to", draft)?;
    fs::rename(draft, to).at("write", to)
}

/// When it is a file's turn: first what pages need, then pages, then what
/// machines read, then the home page, and at last the feeds that call readers.
fn turn(path: &str) -> u8 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if matches!(name, "feed.xml" | "atom.xml" | "rss.xml" | "feed.json") {
        4
    } else if path == "index.html" {
        3
    } else if ending == "html" {
        1
    } else if matches!(ending, "" | "json" | "xml" | "ics" | "txt" | "csv") {
        2
    } else {
        0
    }
}
