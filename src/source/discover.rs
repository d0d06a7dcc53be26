//! Finds the files below a folder. Symbolic links are never followed, and
//! folders that the caller closes are not opened.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

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

impl Listing {
    fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.links.extend(other.links);
        self.closed.extend(other.closed);
        self.unreadable.extend(other.unreadable);
    }
}

/// Lists all files below `root`, skipping folders for which `open` says no
/// (it is given the folder's name), and names that begin with a dot.
pub fn discover(root: &Path, open: impl Fn(&str) -> bool + Sync) -> Listing {
    let mut listing = Listing::default();
    let mut folders = match fs::symlink_metadata(root) {
        Ok(meta) if meta.is_dir() => vec![Folder { disk: root.to_owned(), path: Some(String::new()) }],
        Ok(meta) => not_a_folder(root, &meta, &mut listing),
        Err(error) => {
            listing.unreadable.push((String::new(), error.to_string()));
            Vec::new()
        }
    };
    // Level by level, so that those of one level are looked into in parallel.
    while !folders.is_empty() {
        let looked: Vec<(Listing, Vec<Folder>)> =
            folders.into_par_iter().map(|folder| folder.look(root, &open)).collect();
        folders = Vec::new();
        for (found, inner) in looked {
            listing.add(found);
            folders.extend(inner);
        }
    }
    listing.closed.sort_unstable();
    listing.files.par_sort_unstable();
    listing.links.sort_unstable();
    listing.unreadable.sort_unstable();
    listing
}

/// What is said where a file or a link stands in the place of the root, and what to look into then.
fn not_a_folder(root: &Path, meta: &fs::Metadata, listing: &mut Listing) -> Vec<Folder> {
    if meta.is_file() {
        listing.files.push(Found { path: String::new() });
        return Vec::new();
    }
    match fs::metadata(root) {
        Ok(there) => {
            listing.unreadable.push((String::new(), ODD.to_owned()));
            let folder = || Folder { disk: root.to_owned(), path: Some(String::new()) };
            there.is_dir().then(folder).into_iter().collect()
        }
        Err(error) => {
            listing.unreadable.push((String::new(), error.to_string()));
            Vec::new()
        }
    }
}

/// What is said of what is neither file nor folder.
const ODD: &str = "it is not an ordinary file";

/// A folder that is to be looked into.
struct Folder {
    disk: PathBuf,
    /// The path relative to the root, empty for the root; none if it is not UTF-8.
    path: Option<String>,
}

impl Folder {
    /// What lies in it, in no order, and the folders among it.
    fn look(self, root: &Path, open: &impl Fn(&str) -> bool) -> (Listing, Vec<Self>) {
        let (mut listing, mut inner) = (Listing::default(), Vec::new());
        let path = self.path.as_deref();
        let entries = match fs::read_dir(&self.disk) {
            Ok(entries) => entries,
            Err(error) => {
                listing.unreadable.push((path.unwrap_or_default().to_owned(), error.to_string()));
                return (listing, inner);
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    listing.unreadable.push((String::new(), error.to_string()));
                    continue;
                }
            };
            let name = entry.file_name();
            let path = path.zip(name.to_str()).map(|(above, name)| below(above, name));
            let kind = match entry.file_type() {
                Ok(kind) => kind,
                Err(error) => {
                    listing.unreadable.push((path.unwrap_or_default(), error.to_string()));
                    continue;
                }
            };
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                if !open(&name) {
                    listing.closed.extend(path);
                    continue;
                }
                inner.push(Self { disk: entry.path(), path: path.clone() });
            }
            match path {
                None => {
                    let disk = entry.path();
                    let below = disk.strip_prefix(root).unwrap_or(&disk).to_string_lossy().into_owned();
                    let reason = "its name holds a letter that is not UTF-8; rename it";
                    listing.unreadable.push((below, reason.to_owned()));
                }
                Some(_) if kind.is_dir() => {}
                Some(path) if kind.is_symlink() => listing.links.push(path),
                Some(path) if kind.is_file() => listing.files.push(Found { path }),
                Some(path) => listing.unreadable.push((path, ODD.to_owned())),
            }
        }
        (listing, inner)
    }
}

/// The path of a name in a folder.
fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { [folder, "/", name].concat() }
}

/// All files below `root`, links not followed, for tools that read foreign folders.
pub fn walk_files(root: &Path) -> Listing {
    discover(root, |_| true)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_odd_is_told_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;

        let root = tempfile::tempdir().expect("a folder");
        let at = |path: &str| root.path().join(path);
        let bad = at("a").join(OsStr::from_bytes(b"b\xff"));
        for folder in ["a/b/c", ".git", "a/shut/in", "a.b"] {
            fs::create_dir_all(at(folder)).expect("a folder");
        }
        fs::create_dir(&bad).expect("a folder");
        for file in ["z", "a/b/c/d", "a/b/é", "a.b/x", ".git/y", "a/.y", "a/shut/in/y", "a/b.x"] {
            fs::write(at(file), "").expect("a file");
        }
        fs::write(bad.join("in"), "").expect("a file");
        std::os::unix::fs::symlink("/", at("a/link")).expect("a link");
        let _socket = std::os::unix::net::UnixListener::bind(at("a/b/socket")).expect("a socket");

        let listing = discover(root.path(), |name| name != "shut");
        let files: Vec<&str> = listing.files.iter().map(|found| found.path.as_str()).collect();
        assert_eq!(files, ["a.b/x", "a/b.x", "a/b/c/d", "a/b/é", "z"]);
        assert_eq!(listing.links, ["a/link"]);
        assert_eq!(listing.closed, ["a/shut"]);
        let letters = "its name holds a letter that is not UTF-8; rename it";
        assert_eq!(
            listing.unreadable,
            [("a/b/socket", ODD), ("a/b\u{fffd}", letters), ("a/b\u{fffd}/in", letters)]
                .map(|(path, reason)| (path.to_owned(), reason.to_owned()))
        );

        let file = discover(&at("z"), |_| true);
        assert_eq!(file.files, [Found { path: String::new() }]);
        let missing = discover(&at("missing"), |_| true);
        assert_eq!(missing.unreadable.len(), 1);
        let link = discover(&at("a/link"), |_| false);
        assert_eq!(link.unreadable, [(String::new(), ODD.to_owned())]);
    }
}
