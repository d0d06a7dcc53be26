//! Makes a folder hold exactly the files of a site, all at once, and writes only
//! what changed.
//!
//! Files go into a hidden tree beside the target (`site` → `.site.shadow`),
//! which then changes places with it in one call of the system. So whoever
//! reads the target, and whenever the program is killed, it is the whole old
//! site or the whole new one. The old one stays in the hidden tree as the
//! rollback, until the next publication reuses that tree.

mod error;
mod kept;
mod marker;
mod paths;
mod places;
mod swap;
#[cfg(test)]
mod tests;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::slice::ParallelSliceMut as _;

pub use error::PublishError;

use error::At as _;
use kept::{Kept, Shadow};
use marker::Marker;
use paths::Paths;
use places::{Lock, Places, Standing, look};
use swap::Step;
use tree::Tree;

/// An open publication: files go into a hidden tree beside the target, and
/// [`commit`](Self::commit) exchanges it with the target in one step.
///
/// Dropped without `commit`, the target is as it was.
#[derive(Debug)]
pub struct Publication {
    places: Places,
    standing: Standing,
    way: Way,
    flush: bool,
    tree: Tree,
    paths: Mutex<Paths>,
    count: Count,
    /// Whether the hidden tree is new, so that nothing stale can be in it.
    fresh: bool,
    set_aside: Option<PathBuf>,
    _lock: Lock,
}

/// How the site gets in place; tests ask for the way of systems without an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In one step, if that is possible.
    Exchange,
    /// File by file.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests ask for it"))]
    OneByOne,
}

#[derive(Debug, Default)]
struct Count {
    written: AtomicUsize,
    unchanged: AtomicUsize,
    known: AtomicUsize,
    bytes: AtomicU64,
}

/// What a publication did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// How the site got in place.
    pub mode: Mode,
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the site before that are gone.
    pub removed: usize,
    /// The size of the files that were written.
    pub bytes: u64,
    /// Where files are now that were in the way and that Candor did not make.
    pub set_aside: Option<PathBuf>,
}

/// How a site got in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// The new tree changed places with the old one in one step.
    Exchanged,
    /// There was nothing before; the tree got its name in one step.
    First,
    /// Files were replaced one by one, because one step is not possible here.
    Replaced {
        /// Why not, and what to do about it.
        why: String,
    },
}

impl Publication {
    /// Opens a publication to the folder `target`, for example `site`.
    ///
    /// It locks out a second publisher, finishes what a crash left undone, and
    /// checks that the target may be replaced: a folder with files in it that
    /// Candor did not make is touched only with `force`, and is then set aside
    /// as a whole. Top-level dot entries that are not Candor's are always kept.
    ///
    /// # Errors
    /// The target may not be replaced, or the system refused.
    pub fn begin(target: &Path, force: bool) -> Result<Self, PublishError> {
        Self::begin_by(Way::Exchange, target, force)
    }

    pub(crate) fn begin_by(way: Way, target: &Path, force: bool) -> Result<Self, PublishError> {
        let places = Places::find(target)?;
        let lock = places.lock()?;
        let standing = places.standing()?;
        if let Standing::Foreign(example) = &standing
            && !force
        {
            let (example, aside) = (example.clone(), places.aside()?);
            return Err(PublishError::Foreign { target: places.target, example, aside });
        }
        let (fresh, set_aside) = prepare_shadow(&places)?;
        let live = (standing != Standing::Missing).then(|| places.target.clone());
        let tree = Tree::new(live, places.shadow.clone());
        Ok(Self {
            places,
            standing,
            way,
            flush: false,
            tree,
            paths: Mutex::default(),
            count: Count::default(),
            fresh,
            set_aside,
            _lock: lock,
        })
    }

    /// Asks the system to write everything to the disk before the new site
    /// takes its place, so that it also survives a loss of power. This can take
    /// a second or more. Only Linux can do it for all files at once; elsewhere
    /// it changes nothing.
    #[must_use]
    pub fn flushed(mut self) -> Self {
        self.flush = true;
        self
    }

    /// Puts one file into the new site. `path` is relative to the site, with
    /// `/` between parts. May be called from many threads.
    ///
    /// # Errors
    /// The path cannot be published everywhere, or the system refused.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if let Some(problem) = paths::problem(path) {
            return Err(PublishError::BadPath { path: path.to_owned(), problem });
        }
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        let placed = self.tree.put(path, bytes)?;
        if placed.written {
            self.count.written.fetch_add(1, Ordering::Relaxed);
            self.count.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        } else {
            self.count.unchanged.fetch_add(1, Ordering::Relaxed);
        }
        if placed.known {
            self.count.known.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Removes from the new site what was not put, and puts it in place.
    ///
    /// # Errors
    /// Two paths collide, or the system refused. Unless the error says
    /// otherwise, the target is as it was.
    pub fn commit(mut self) -> Result<Published, PublishError> {
        let paths = std::mem::take(self.paths.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut new: Vec<&str> = paths.iter().collect();
        if let Some((first, second)) = paths::collision(&new) {
            return Err(PublishError::Collision { first: first.to_owned(), second: second.to_owned() });
        }
        new.par_sort_unstable_by(|a, b| paths::order(a, b));

        let kept = self.complete_shadow(&new)?;
        let mode = self.put_in_place(&new, &kept)?;

        let before = self.standing.marker().map_or(0, |marker| marker.files);
        Ok(Published {
            mode,
            written: self.count.written.into_inner(),
            unchanged: self.count.unchanged.into_inner(),
            removed: before.saturating_sub(self.count.known.into_inner()),
            bytes: self.count.bytes.into_inner(),
            set_aside: self.set_aside,
        })
    }

    /// Makes the shadow whole: what others have in the target, the mark, and
    /// nothing else.
    fn complete_shadow(&self, new: &[&str]) -> Result<Kept, PublishError> {
        let Places { target, shadow, .. } = &self.places;
        let there = look(target)?;
        let kept = match &there {
            Some(_) => Kept::of(target, self.standing.marker(), new)?,
            None => Kept::default(),
        };
        for path in &kept.files {
            self.tree.keep(path)?;
        }
        if !self.fresh {
            tree::sweep(shadow, &swap::wanted(new, &kept), &[])?;
        }
        self.tree.put_as(marker::NAME, marker::DRAFT, Marker::of(new).text().as_bytes())?;
        fs::rename(shadow.join(marker::DRAFT), shadow.join(marker::NAME)).at("write the mark in", shadow)?;
        if let Some(there) = there {
            fs::set_permissions(shadow, there.permissions()).at("set the permissions of", shadow)?;
        }
        if self.flush {
            flush(shadow)?;
        }
        Ok(kept)
    }

    fn put_in_place(&mut self, new: &[&str], kept: &Kept) -> Result<Mode, PublishError> {
        let Places { target, shadow, .. } = &self.places;
        if self.standing == Standing::Missing {
            swap::first(shadow, target)?;
            return Ok(Mode::First);
        }
        let foreign = matches!(self.standing, Standing::Foreign(_));
        let step = match self.way {
            Way::Exchange => swap::exchange(shadow, target)?,
            Way::OneByOne => Step::Unable("it was asked for".to_owned()),
        };
        match step {
            Step::Done => {
                kept::move_whole(&kept.whole, shadow, target)?;
                if foreign {
                    self.set_aside = Some(set_aside(&self.places)?);
                }
                Ok(Mode::Exchanged)
            }
            Step::Unable(why) => {
                if foreign {
                    let aside = self.places.aside()?;
                    tree::duplicate_folder(target, &aside).at("copy what is there to", &aside)?;
                    self.set_aside = Some(aside);
                }
                swap::replace(shadow, target, new, kept, self.standing.marker())?;
                Ok(Mode::Replaced { why })
            }
        }
    }
}

/// Makes the hidden tree ready for a new generation: whether it is new, and
/// where the one before was set aside, if it held what must not be lost.
fn prepare_shadow(places: &Places) -> Result<(bool, Option<PathBuf>), PublishError> {
    let shadow = &places.shadow;
    let mut aside = None;
    let mut there = look(shadow)?;
    if there.as_ref().is_some_and(|there| !there.is_dir()) {
        return Err(PublishError::ShadowInTheWay { shadow: shadow.clone() });
    }
    if there.is_some() && kept::recover(shadow, &places.target)? == Shadow::Precious {
        aside = Some(set_aside(places)?);
        there = None;
    }
    let fresh = there.is_none();
    if fresh {
        fs::create_dir(shadow).at("create the folder", shadow)?;
    }
    let draft = shadow.join(marker::DRAFT);
    tree::write_new(&draft, Marker::unfinished().text().as_bytes()).at("write", &draft)?;
    fs::rename(&draft, shadow.join(marker::NAME)).at("write", &draft)?;
    Ok((fresh, aside))
}

fn set_aside(places: &Places) -> Result<PathBuf, PublishError> {
    let aside = places.aside()?;
    fs::rename(&places.shadow, &aside).at("set aside what was there as", &aside)?;
    Ok(aside)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn flush(folder: &Path) -> Result<(), PublishError> {
    let sync = |file| rustix::fs::syncfs(file).map_err(std::io::Error::from);
    fs::File::open(folder).and_then(sync).at("flush to disk", folder)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn flush(_: &Path) -> Result<(), PublishError> {
    Ok(())
}
