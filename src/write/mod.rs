//! What a writer says → files of the content folder: templates filled in, names
//! found, the result read again before it is written, and written all at once.
//!
//! Nothing here asks a question or knows the command line, so that a command, a
//! script and a form in a browser write the very same file.

mod change;
mod complete;
mod lock;
mod look;
mod opening;
mod phrases;
mod place;
mod save;
mod scalar;
mod sheet;
mod template;
mod when;

pub use change::{ChangeError, channel};
pub use lock::{lock_text, longer_lock};
pub use look::{Looked, look};
pub use opening::{began, title_of};
pub use phrases::{Phrases, filled, phrases};
pub use place::{file_name, free, incident_id, slug};
pub use save::{SaveError, Undisturbed, add, replace, undisturbed};
pub use scalar::{block, flow, quote};
pub use sheet::Sheet;
pub use template::{Asked, LANGUAGES, Template, TemplateError, finish};
pub use when::{earlier, later, next_update, not_taken};
