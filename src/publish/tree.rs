//! The hidden tree, brought up to date by difference. A file that the target
//! already has is linked, not written, so it keeps its time and its tag; a file
//! that differs is always a new one, never an old one overwritten, so a server
//! that still has the old one open sends it to the end.
//!
//! No symbolic link is followed, in either tree.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::error::{At, PublishError};
use super::paths;
use super::places::look;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// Whether it was written; otherwise the target has it already.
    pub(super) written: bool,
    /// Whether the target has a file of that path.
    pub(super) known: bool,
}

/// The tree that is served and the one that is prepared.
#[derive(Debug)]
pub(super) struct Tree {
    live: Option<PathBuf>,
    shadow: PathBuf,
    /// Folders that are ready in the shadow, and whether the live tree has them.
    folders: Mutex<HashMap<Box<str>, bool>>,
}

impl Tree {
    /// A shadow that follows `live`, if there is one.
    pub(super) fn new(live: Option<PathBuf>, shadow: PathBuf) -> Self {
        Self { live, shadow, folders: Mutex::default() }
    }

    /// Puts a file into the shadow.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<Placed, PublishError> {
        self.put_as(path, path, bytes)
    }

    /// Puts a file that is `path` in the live tree into the shadow as `name`.
    pub(super) fn put_as(&self, path: &str, name: &str, bytes: &[u8]) -> Result<Placed, PublishError> {
        let to = self.shadow.join(name);
        let known = self.folder(parent(path))?;
        if let Some(live) = self.live.as_ref().filter(|_| known).map(|live| live.join(path))
            && let Ok(meta) = fs::symlink_metadata(&live)
            && meta.is_file()
        {
            let same = meta.len() == bytes.len() as u64 && has(&live, bytes).at("read", &live)?;
            if same {
                carry(&live, &meta, &to)?;
            } else {
                write_new(&to, bytes).at("write", &to)?;
            }
            return Ok(Placed { written: !same, known: true });
        }
        write_new(&to, bytes).at("write", &to)?;
        Ok(Placed { written: true, known: false })
    }

    /// Carries a file that is not Candor's from the live tree to the shadow.
    pub(super) fn keep(&self, path: &str) -> Result<(), PublishError> {
        let Some(live) = self.live.as_ref().map(|live| live.join(path)) else { return Ok(()) };
        self.folder(parent(path))?;
        let meta = fs::symlink_metadata(&live).at("look at", &live)?;
        carry(&live, &meta, &self.shadow.join(path))
    }

    /// Makes a folder ready in the shadow; whether the live tree has it.
    fn folder(&self, folder: &str) -> Result<bool, PublishError> {
        if folder.is_empty() {
            return Ok(self.live.is_some());
        }
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(live) = known().get(folder) {
            return Ok(*live);
        }
        let above = self.folder(parent(folder))?;
        let live = self.live.as_ref().is_some_and(|live| above && is_folder(&live.join(folder)));
        make_folder(&self.shadow.join(folder))?;
        known().insert(folder.into(), live);
        Ok(live)
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// Makes a folder whose parent is there; what is in the way goes.
pub(super) fn make_folder(path: &Path) -> Result<(), PublishError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        done => return done.at("create the folder", path),
    }
    if look(path)?.is_some_and(|meta| meta.is_dir()) {
        return Ok(());
    }
    fs::remove_file(path).at("remove", path)?;
    unless(io::ErrorKind::AlreadyExists, fs::create_dir(path)).at("create the folder", path)
}

/// Removes whatever is at a path, if anything is.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = fs::symlink_metadata(path)
        .and_then(|meta| if meta.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) });
    unless(io::ErrorKind::NotFound, removed)
}

/// Passes over one kind of error: what another thread did first is done.
fn unless(kind: io::ErrorKind, result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| if error.kind() == kind { Ok(()) } else { Err(error) })
}

/// Whether a file, of which the size is known, has these bytes.
fn has(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    while !rest.is_empty() {
        let length = file.read(&mut buffer)?;
        if length == 0 || !rest.starts_with(&buffer[..length]) {
            return Ok(false);
        }
        rest = &rest[length..];
    }
    Ok(true)
}

/// Writes a file as a new one; what had its name goes.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            remove(path)?;
            // if it is back, the same path was put twice, which `commit` refuses
            unless(error.kind(), create_new(path).and_then(|mut file| file.write_all(bytes)))
        }
        file => file?.write_all(bytes),
    }
}

fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Makes `to` the same file as `from`, or as like it as the disk allows.
pub(super) fn carry(from: &Path, meta: &Metadata, to: &Path) -> Result<(), PublishError> {
    if let Some(there) = look(to)? {
        if is_same(from, meta, to, &there).at("read", to)? {
            return Ok(());
        }
        remove(to).at("remove", to)?;
    }
    unless(io::ErrorKind::AlreadyExists, duplicate(from, meta, to)).at("copy a file to", to)
}

/// Whether two files are one, or copies with the same time.
pub(super) fn is_same(a: &Path, a_meta: &Metadata, b: &Path, b_meta: &Metadata) -> io::Result<bool> {
    if is_one(a_meta, b_meta) {
        return Ok(true);
    }
    let alike = a_meta.is_file()
        && b_meta.is_file()
        && a_meta.len() == b_meta.len()
        && a_meta.modified()? == b_meta.modified()?;
    Ok(alike && has(b, &fs::read(a)?)?)
}

#[cfg(unix)]
fn is_one(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_one(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Links a file under a free name; copies it, time included, where the disk
/// has no links.
pub(super) fn duplicate(from: &Path, meta: &Metadata, to: &Path) -> io::Result<()> {
    if meta.is_symlink() {
        return duplicate_link(from, to);
    }
    match fs::hard_link(from, to) {
        // never write to a name that is taken: it may be a link to `from`
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy(from, meta, to),
        done => done,
    }
}

/// Copies a file, time included, under a free name.
pub(super) fn copy(from: &Path, meta: &Metadata, to: &Path) -> io::Result<()> {
    let mut copy = create_new(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.set_permissions(meta.permissions())?;
    copy.set_modified(meta.modified()?)
}

#[cfg(unix)]
fn duplicate_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn duplicate_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}

/// Duplicates a whole folder under a free name. Pipes and sockets are left out.
pub(super) fn duplicate_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to, meta) = (entry.path(), to.join(entry.file_name()), entry.metadata()?);
        if meta.is_dir() {
            duplicate_folder(&from, &to)?;
        } else if meta.is_file() || meta.is_symlink() {
            duplicate(&from, &meta, &to)?;
        }
    }
    Ok(())
}

/// Removes from a tree every file and folder that is not wanted. `wanted` is in
/// [`paths::order`]; entries at the top with a spared name stay.
pub(super) fn sweep(root: &Path, wanted: &[&str], spared: &[OsString]) -> Result<(), PublishError> {
    sweep_below(root, wanted, 0, spared)
}

fn sweep_below(
    folder: &Path,
    wanted: &[&str],
    depth: usize,
    spared: &[OsString],
) -> Result<(), PublishError> {
    let mut inner = Vec::new();
    for entry in fs::read_dir(folder).at("read", folder)? {
        let entry = entry.at("read", folder)?;
        let name = entry.file_name();
        if spared.contains(&name) {
            continue;
        }
        let own = name.to_str().map_or(&[][..], |name| paths::below(wanted, depth, name));
        let length = depth + name.len();
        let is_dir = entry.file_type().at("look at", &entry.path())?.is_dir();
        match own.first() {
            Some(first) if is_dir && first.len() > length => inner.push((entry.path(), own, length + 1)),
            Some(first) if !is_dir && first.len() == length => {}
            _ => remove(&entry.path()).at("remove", &entry.path())?,
        }
    }
    inner.into_par_iter().try_for_each(|(path, own, depth)| sweep_below(&path, own, depth, &[]))
}
