//! The files of a Hugo site: which are issues, and what they hold.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::Path;

use crate::import::ImportError;
use crate::import::report::{Deed, FileReport};
use crate::source::{LARGEST_FILE, Listing, discover};

/// Folders of a Hugo site that hold no content.
const CLOSED: [&str; 6] = ["themes", "public", "resources", "node_modules", "layouts", "archetypes"];

/// All files of the site.
pub(super) fn list(folder: &Path) -> Result<Listing, ImportError> {
    std::fs::read_dir(folder).map_err(|reason| ImportError::Io { path: folder.to_path_buf(), reason })?;
    Ok(discover(folder, |name| !CLOSED.contains(&name)))
}

/// The paths of all issues, each with the last part of its old address.
pub(super) fn issues(listing: &Listing) -> BTreeMap<String, String> {
    let paths = || listing.files.iter().map(|file| file.path.as_str()).filter(|path| is_text(path));
    let below = |path: &str| path.starts_with("content/");
    let in_issues = |path: &str| path.split('/').rev().skip(1).any(|part| part == "issues");
    let mut chosen: Vec<&str> = paths().filter(|path| below(path) && in_issues(path)).collect();
    if chosen.is_empty() {
        chosen = paths().filter(|path| in_issues(path)).collect();
    }
    chosen.into_iter().filter_map(|path| Some((path.to_owned(), slug(path)?))).collect()
}

fn is_text(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, end)| matches!(end.to_ascii_lowercase().as_str(), "md" | "markdown"))
}

/// The last part of the address of an issue; nothing for the page of a section.
fn slug(path: &str) -> Option<String> {
    let mut parts = path.split('/').rev();
    let name = parts.next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem {
        _ if stem == "_index" || stem.starts_with("_index.") => None,
        "index" => parts.next().filter(|folder| *folder != "issues").map(str::to_owned),
        stem => Some(stem.to_owned()),
    }
}

/// What there is to say about a file of the content that is no issue.
pub(super) fn passed_over(path: &str) -> Option<FileReport> {
    let content = path.starts_with("content/") || path.split('/').any(|part| part == "issues");
    content.then(|| {
        let mut report = FileReport::new(path);
        let what =
            if is_text(path) { "This page: it is not an issue." } else { "This file: it is not a text." };
        report.note(Deed::LeftOut, what);
        report
    })
}

pub(super) fn unreadable(listing: &Listing) -> Vec<FileReport> {
    let mut reports = Vec::new();
    for (path, why) in &listing.unreadable {
        let mut report = FileReport::new(path);
        report.note(Deed::Unread, format!("The system says: {why}."));
        reports.push(report);
    }
    for path in &listing.links {
        let mut report = FileReport::new(path);
        report.note(Deed::Unread, "A symbolic link; links are not followed.");
        reports.push(report);
    }
    reports
}

/// Reads a file as text; bytes that are not UTF-8 become `U+FFFD`.
pub(super) fn read(path: &Path, report: &mut FileReport) -> Option<String> {
    let bytes = (|| {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
        io::Result::Ok(bytes)
    })();
    match bytes {
        Ok(bytes) if bytes.len() as u64 > LARGEST_FILE => {
            report.note(
                Deed::Unread,
                format!("It is larger than {} KiB; nothing was written from it.", LARGEST_FILE / 1024),
            );
            None
        }
        Ok(bytes) => Some(String::from_utf8(bytes).unwrap_or_else(|error| {
            report.note(Deed::Changed, "Bytes that are not UTF-8 became the sign \u{fffd}.");
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        })),
        Err(error) => {
            report.note(Deed::Unread, format!("The system says: {error}."));
            None
        }
    }
}
