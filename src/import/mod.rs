//! Foreign status pages → our content files, with a report of everything that
//! was guessed, changed or left out. One folder for each format.
//!
//! An import returns texts; only [`write`] touches the content folder, and it
//! never replaces a file.

pub mod cstate;
mod markdown;
mod report;
mod text;
mod write;

pub use report::{Deed, FileReport, Note, Report};
pub use write::write;

use std::path::PathBuf;

/// The name of the report at the root of the content folder.
pub const REPORT_FILE: &str = "import-report.txt";

/// What an import made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Paths below the content folder, with `/` between parts, and their texts,
    /// in the order of the paths. The report is among them.
    pub files: Vec<(String, String)>,
    /// What was done.
    pub report: Report,
}

/// Why nothing was imported or written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The system refused.
    #[error("`{}` cannot be used: {reason}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        reason: std::io::Error,
    },
    /// The folder holds nothing that the format knows.
    #[error(
        "`{}` does not look like a {format} site: there is neither a configuration file nor a folder `content/issues`",
        folder.display()
    )]
    NotASite {
        /// The folder.
        folder: PathBuf,
        /// The name of the format.
        format: &'static str,
    },
    /// A file or folder that would be written is there already.
    #[error("`{}` is there already; an import never replaces anything, so nothing was written", path.display())]
    Exists {
        /// The file or folder.
        path: PathBuf,
    },
    /// The folder to write to is not a folder.
    #[error("`{}` is not a folder, so nothing was written", path.display())]
    NotAFolder {
        /// What stands in the way.
        path: PathBuf,
    },
    /// A path that would leave the content folder.
    #[error("`{path}` is not a path below the content folder, so nothing was written")]
    OddPath {
        /// The path.
        path: String,
    },
}
