//! The target of a publication and its hidden neighbours: where they are,
//! whether the target may be touched at all, and the lock against a second
//! publisher.
//!
//! For a target `site` the neighbours are `.site.shadow` (the tree that is
//! prepared, then the rollback), `.site.lock`, and `.site.before` for what
//! Candor found and did not make.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{At, PublishError};
use super::marker::Marker;

/// Where things are.
#[derive(Debug)]
pub(super) struct Places {
    /// The folder that is served.
    pub(super) target: PathBuf,
    /// The hidden tree beside it.
    pub(super) shadow: PathBuf,
    /// The lock file.
    pub(super) lock: PathBuf,
    aside: PathBuf,
}

/// The lock against a second publisher, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Closing the file is not enough: a process that is being started at this
    /// moment may hold a copy of it for an instant.
    fn drop(&mut self) {
        self.0.unlock().ok();
    }
}

/// What stands at the target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Missing,
    /// Nothing but dot entries.
    Bare,
    /// A site that Candor made.
    Ours(Marker),
    /// Something else; the name of one entry.
    Foreign(String),
}

impl Standing {
    /// The mark of the site that stands there.
    pub(super) fn marker(&self) -> Option<&Marker> {
        match self {
            Self::Ours(marker) => Some(marker),
            _ => None,
        }
    }
}

impl Places {
    /// Works out the places, and refuses targets that must not be replaced.
    pub(super) fn find(target: &Path) -> Result<Self, PublishError> {
        let places = if let Some(name) = target.file_name() {
            Self::of(target.parent().unwrap_or(Path::new("")), name)
        } else {
            // `.` and what ends with `..` have a name only once they are resolved
            let whole = fs::canonicalize(target).at("find", target)?;
            let root = || PublishError::IsRoot { target: target.to_path_buf() };
            Self::of(whole.parent().ok_or_else(root)?, whole.file_name().ok_or_else(root)?)
        };
        places.refuse_unfit()?;
        Ok(places)
    }

    fn of(parent: &Path, name: &OsStr) -> Self {
        let hidden = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            parent.join(hidden)
        };
        Self {
            target: parent.join(name),
            shadow: hidden(".shadow"),
            lock: hidden(".lock"),
            aside: hidden(".before"),
        }
    }

    fn refuse_unfit(&self) -> Result<(), PublishError> {
        let target = self.target.clone();
        let around = target.ancestors().skip(1).find(|folder| folder.join(super::marker::NAME).is_file());
        if let Some(site) = around {
            return Err(PublishError::InsideSite { site: site.to_path_buf(), target });
        }
        let Some(meta) = look(&target)? else { return Ok(()) };
        if meta.is_symlink() {
            let to = fs::read_link(&target).at("read the link", &target)?;
            return Err(PublishError::IsLink { target, to });
        }
        if !meta.is_dir() {
            return Err(PublishError::IsFile { target });
        }
        let whole = fs::canonicalize(&target).at("find", &target)?;
        let holds = |folder: io::Result<PathBuf>| folder.is_ok_and(|folder| folder.starts_with(&whole));
        if holds(fs::canonicalize(".")) {
            return Err(PublishError::IsCurrent { target });
        }
        if std::env::home_dir().is_some_and(|home| holds(fs::canonicalize(home))) {
            return Err(PublishError::IsHome { target });
        }
        if is_read_only(&meta) {
            return Err(PublishError::ReadOnly { target });
        }
        Ok(())
    }

    /// Takes the lock. The file stays when it is given back, for removing it
    /// would let two publishers lock two files.
    pub(super) fn lock(&self) -> Result<Lock, PublishError> {
        let around = self.lock.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(around).at("create the folder", around)?;
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&self.lock);
        let file = file.at("write into the folder", around)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            // a file system that knows no locks is no reason not to publish
            Err(TryLockError::Error(reason)) if reason.kind() == io::ErrorKind::Unsupported => Ok(Lock(file)),
            Err(TryLockError::Error(reason)) => Err(reason).at("lock", &self.lock),
            Err(TryLockError::WouldBlock) => {
                Err(PublishError::Locked { target: self.target.clone(), lock: self.lock.clone() })
            }
        }
    }

    /// What stands at the target.
    pub(super) fn standing(&self) -> Result<Standing, PublishError> {
        if look(&self.target)?.is_none() {
            return Ok(Standing::Missing);
        }
        if let Some(marker) = Marker::read(&self.target) {
            return Ok(Standing::Ours(marker));
        }
        Ok(plain_entry(&self.target)?.map_or(Standing::Bare, Standing::Foreign))
    }

    /// A free name for what has to be set aside.
    pub(super) fn aside(&self) -> Result<PathBuf, PublishError> {
        let mut free = self.aside.clone();
        let mut number = 1;
        while look(&free)?.is_some() {
            number += 1;
            let mut numbered = self.aside.clone().into_os_string();
            numbered.push(format!(".{number}"));
            free = numbered.into();
        }
        Ok(free)
    }
}

/// What is at a path, links not followed; nothing if there is nothing.
pub(super) fn look(path: &Path) -> Result<Option<fs::Metadata>, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).at("look at", path),
    }
}

/// The first entry of a folder whose name does not begin with a dot.
pub(super) fn plain_entry(folder: &Path) -> Result<Option<String>, PublishError> {
    let mut first: Option<String> = None;
    for entry in fs::read_dir(folder).at("read", folder)? {
        let name = entry.at("read", folder)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && first.as_ref().is_none_or(|first| name < *first) {
            first = Some(name);
        }
    }
    Ok(first)
}

#[cfg(unix)]
fn is_read_only(meta: &fs::Metadata) -> bool {
    meta.permissions().readonly()
}

/// On other systems the flag has another meaning for folders.
#[cfg(not(unix))]
fn is_read_only(_: &fs::Metadata) -> bool {
    false
}
