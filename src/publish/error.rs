//! Why a publication could not be made, in words that say what to do. The
//! system's own reason is always inside.
//!
//! Unless a variant says otherwise, the published site is as it was before.

use std::io;
use std::path::{Path, PathBuf};

/// Why a publication could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A path that cannot be an address on every web server and a file on every disk.
    #[error("the site path `{path}` cannot be published: {problem}")]
    BadPath {
        /// The path as it was given.
        path: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Two files want one place: the same path, paths that differ only in
    /// case, or a file where another path needs a folder.
    #[error("`{first}` and `{second}` would be one and the same file on some systems: rename one of them")]
    Collision {
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// Another publisher is at work.
    #[error(
        "another publication of `{target}` is running (it holds `{lock}`): wait until it ends, then try again"
    )]
    Locked {
        /// The target of both.
        target: PathBuf,
        /// The lock file.
        lock: PathBuf,
    },
    /// The target is the root of the file system.
    #[error("`{target}` is the root of the file system: choose a folder of its own for the site")]
    IsRoot {
        /// The target as it was given.
        target: PathBuf,
    },
    /// The target is the current folder or one above it.
    #[error(
        "`{target}` is the folder that you are in, or one above it, and would be replaced as a whole: choose a folder of its own for the site"
    )]
    IsCurrent {
        /// The target as it was given.
        target: PathBuf,
    },
    /// The target is the home folder or one above it.
    #[error(
        "`{target}` is your home folder, or one above it, and would be replaced as a whole: choose a folder of its own for the site"
    )]
    IsHome {
        /// The target as it was given.
        target: PathBuf,
    },
    /// The target lies inside a site that Candor made.
    #[error(
        "`{target}` lies inside the site `{site}`, whose next build would remove it: choose a folder beside it"
    )]
    InsideSite {
        /// The target as it was given.
        target: PathBuf,
        /// The site around it.
        site: PathBuf,
    },
    /// The target is a file.
    #[error("`{target}` is a file, not a folder: choose another name or move it away")]
    IsFile {
        /// The target as it was given.
        target: PathBuf,
    },
    /// The target is a symbolic link. Exchanging it would replace the link and
    /// leave the folder behind it as it was.
    #[error(
        "`{target}` is a symbolic link to `{to}`; replacing it would break the link and leave that folder unchanged: name the folder itself"
    )]
    IsLink {
        /// The target as it was given.
        target: PathBuf,
        /// Where the link points.
        to: PathBuf,
    },
    /// The hidden neighbour of the target is not a folder.
    #[error("`{shadow}` is in the way: Candor prepares the site in a folder of that name; move it away")]
    ShadowInTheWay {
        /// The hidden neighbour.
        shadow: PathBuf,
    },
    /// Nobody may write to the target.
    #[error("`{target}` is read-only: allow its owner to write (`chmod u+w`), or choose another folder")]
    ReadOnly {
        /// The target as it was given.
        target: PathBuf,
    },
    /// The target holds files, and Candor did not make it.
    #[error(
        "`{target}` holds files that Candor did not make, such as `{example}`: choose another folder, or use `--force` to put the site in its place and keep what is there now as `{aside}`"
    )]
    Foreign {
        /// The target as it was given.
        target: PathBuf,
        /// One of the files.
        example: String,
        /// Where they would go.
        aside: PathBuf,
    },
    /// The new site is in place, but an entry that belongs to others could not
    /// follow it. The next publication tries again.
    #[error(
        "the new site is in place, but `{from}` could not be moved back to `{to}`: {reason}; move it by hand"
    )]
    LeftBehind {
        /// Where it is.
        from: PathBuf,
        /// Where it belongs.
        to: PathBuf,
        /// The system's reason.
        #[source]
        reason: io::Error,
    },
    /// The system refused something.
    #[error("could not {doing} `{path}`: {reason}{}", advice(reason))]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's reason.
        #[source]
        reason: io::Error,
    },
}

/// What to do about a refusal of the system, where that is known.
fn advice(reason: &io::Error) -> &'static str {
    match reason.kind() {
        io::ErrorKind::PermissionDenied => {
            "; Candor writes to the target and to the folder around it: allow that, or choose another target"
        }
        io::ErrorKind::NotADirectory => "; a part of this path is a file: choose another target",
        io::ErrorKind::ReadOnlyFilesystem => "; choose a target on a disk that can be written",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; free some space and publish again",
        _ => "",
    }
}

/// Adds to a refusal of the system what was tried, and on what.
pub(super) trait At<T> {
    /// Joins the error with its place.
    fn at(self, doing: &'static str, path: &Path) -> Result<T, PublishError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, doing: &'static str, path: &Path) -> Result<T, PublishError> {
        self.map_err(|reason| PublishError::Io { doing, path: path.to_path_buf(), reason })
    }
}
