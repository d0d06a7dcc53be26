//! The local server: what is being written, as its readers will see it, at once.
//!
//! ```text
//! a save → watch → stage (reads the incident again, makes a board) → server → browser
//! ```
//!
//! Nothing is made before somebody asks for it and nothing that was made is
//! kept, so no page, list or feed can be stale: each answer is made from the
//! board of the content as it is. What a build would publish is never touched.

mod bar;
mod compose;
mod guard;
mod hub;
mod note;
mod server;
mod stage;
mod watch;

pub use server::{Preview, PreviewError, Settings, start};
