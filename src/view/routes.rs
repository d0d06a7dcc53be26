//! Where each page of the site is. All paths are relative to the site's root.

/// `incidents/<id>/`.
pub fn incident(id: &str) -> String {
    ["incidents/", id, "/"].concat()
}

/// `services/<id>/`.
pub fn service(id: &str) -> String {
    ["services/", id, "/"].concat()
}

/// `history/<year>/`.
pub fn year(year: i32) -> String {
    format!("history/{year}/")
}

/// The list of all years.
pub const HISTORY: &str = "history/";
/// The list of all corrections.
pub const CORRECTIONS: &str = "corrections/";
/// The feed beside a page.
pub const FEED: &str = "feed.xml";
/// The file behind a path that ends in `/`.
pub const INDEX: &str = "index.html";

/// The record of an incident, in its folder.
pub const RECORD: &str = "record.json";

/// `../` for each folder that a page lies in.
pub fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The anchor of an update on its incident's page.
pub fn anchor(update: &str) -> String {
    ["update-", update].concat()
}

/// A link to a page: the file is named, so that it also opens from a disk.
pub fn page(path: &str) -> String {
    [path, INDEX].concat()
}
