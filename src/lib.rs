//! Candor turns YAML and Markdown about an incident into a status page, feeds
//! and a history that any web server can serve. `ARCHITECTURE.md` shows the house.

pub mod check;
pub mod compose;
pub mod doctor;
pub mod finding;
pub mod import;
pub mod inside;
pub mod language;
pub mod letters;
pub mod litmus;
pub mod markdown;
pub mod model;
pub mod output;
pub mod owed;
pub mod preview;
pub mod publish;
pub mod read;
pub mod render;
pub mod say;
pub mod seal;
pub mod shelf;
pub mod source;
pub mod terminal;
pub mod view;
pub mod words;
pub mod write;
pub mod yaml;
