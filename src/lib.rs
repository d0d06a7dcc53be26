//! Candor turns YAML and Markdown about an incident into a status page, feeds
//! and a history that any web server can serve. `ARCHITECTURE.md` shows the house.

pub mod finding;
pub mod import;
pub mod source;
pub mod yaml;
