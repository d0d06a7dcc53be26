//! Finds the files below a folder. Symbolic links are never followed, and
//! folders that the caller closes are not opened.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::LARGEST_FILE;

/// One file that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The path relative to the root, with `/` between parts.
    pub path: String,
}

impl Found {
    /// Where it is on disk.
    pub fn disk(&self, root: &Path) -> PathBuf {
        root.join(&self.path)
    }
}

/// What a walk found.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Files in the order of their paths.
    pub files: Vec<Found>,
    /// Symbolic links, which are not followed.
    pub links: Vec<String>,
    /// Folders that were left closed.
    pub closed: Vec<String>,
    /// Entries that could not be read, each with the system's reason; paths
    /// that are not UTF-8 are among them.
    pub unreadable: Vec<(String, String)>,
}

/// Lists all files below `root`, skipping folders for which `open` says no
/// (it is given the folder's name), and names that begin with a dot.
pub fn discover(root: &Path, open: impl Fn(&str) -> bool) -> Listing {
    let mut listing = Listing::default();
    let mut closed = Vec::new();
    let walk = WalkDir::new(root).follow_links(false).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        if entry.depth() == 0 || name.starts_with('.') {
            return entry.depth() == 0;
        }
        let open = !entry.file_type().is_dir() || open(&name);
        if !open {
            closed.extend(relative(root, entry.path()));
        }
        open
    });
    for entry in walk {
        match entry {
            Ok(entry) => {
                let Some(path) = relative(root, entry.path()) else {
                    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
                    listing.unreadable.push((
                        below.to_string_lossy().into_owned(),
                        "its name holds a letter that is not UTF-8; rename it".to_owned(),
                    ));
                    continue;
                };
                if entry.path_is_symlink() && entry.depth() > 0 {
                    listing.links.push(path);
                } else if entry.file_type().is_file() {
                    listing.files.push(Found { path });
                } else if !entry.file_type().is_dir() {
                    listing.unreadable.push((path, "it is not an ordinary file".to_owned()));
                }
            }
            Err(error) => {
                let path = error.path().and_then(|p| relative(root, p)).unwrap_or_default();
                listing.unreadable.push((path, reason(&error)));
            }
        }
    }
    listing.closed = closed;
    listing.closed.sort();
    listing.files.sort();
    listing.links.sort();
    listing.unreadable.sort();
    listing
}

/// All files below `root`, links not followed, for tools that read foreign folders.
pub fn walk_files(root: &Path) -> Listing {
    discover(root, |_| true)
}

fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' {
        below.to_owned()
    } else {
        below.replace(std::path::MAIN_SEPARATOR, "/")
    })
}

/// Reads a file as UTF-8 text.
///
/// # Errors
/// The system's reason, or a description of the first byte that is not UTF-8,
/// or that the file is larger than [`LARGEST_FILE`].
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    read_up_to(path, LARGEST_FILE)
}

/// Reads a list that the program itself writes, and that grows with the history.
///
/// # Errors
/// Those of [`read_text`], but for a larger file.
pub fn read_list(path: &Path) -> Result<String, ReadError> {
    read_up_to(path, 64 * LARGEST_FILE)
}

fn read_up_to(path: &Path, most: u64) -> Result<String, ReadError> {
    let mut file = fs::File::open(path).map_err(ReadError::Io)?;
    let length = file.metadata().map_err(ReadError::Io)?.len().min(most + 1);
    // Texts stay in memory, so they take what they need and no more.
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    let read = file.read(&mut bytes).map_err(ReadError::Io)?;
    if read < bytes.len() || read == 0 {
        // Not a plain file, or one that somebody is writing.
        bytes.truncate(read);
        file.take(most + 1 - read as u64).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    }
    if bytes.len() as u64 > most {
        return Err(ReadError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 {
        offset: error.utf8_error().valid_up_to(),
        line: error.as_bytes()[..error.utf8_error().valid_up_to()].split(|b| *b == b'\n').count(),
    })
}

/// The largest picture or other file beside an update, in bytes.
pub(super) const LARGEST_BESIDE: u64 = 8 * 1024 * 1024;

/// Whether a picture or other file beside an update is larger than is read; the size in MiB that is allowed.
pub fn too_large_beside(path: &Path) -> Option<u64> {
    let large = fs::metadata(path).is_ok_and(|meta| meta.len() > LARGEST_BESIDE);
    large.then_some(LARGEST_BESIDE / 1024 / 1024)
}

/// Whether there is a symbolic link at a path.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink())
}

/// Reads a picture or other file that lies beside an update.
///
/// # Errors
/// The system's reason, or that the file is larger than [`LARGEST_BESIDE`].
pub fn read_beside(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST_BESIDE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_BESIDE {
        return Err(io::Error::other(format!("it is larger than {} MiB", LARGEST_BESIDE / 1024 / 1024)));
    }
    Ok(bytes)
}

/// Why a file is not text that can be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refused.
    #[error("{0}")]
    Io(io::Error),
    /// Larger than [`LARGEST_FILE`].
    #[error("larger than {} KiB", LARGEST_FILE / 1024)]
    TooLarge,
    /// A byte that is not UTF-8.
    #[error("not UTF-8 text from line {line}")]
    NotUtf8 {
        /// Offset of the first bad byte.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
}
