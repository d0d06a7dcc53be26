//! `CommonMark` with tables: its outline with positions, safe HTML, plain text.
//! The only room that names the Markdown parser. It knows nothing of updates.

mod html;
mod linked;
mod numbers;
mod outline;
mod plain;
mod prose;
mod quick;
mod struck;

pub use html::{Html, Rendered, Strike, escaped, inline, is_relative, item, safe_target};
pub use numbers::{BY, UNKNOWABLE, with_times, without_numbers};
pub use outline::{Heading, Link, ListItem, Outline, outline};
pub use plain::{find_words, plain};
pub use prose::{Block, BlockKind, prose};
pub use struck::{Wrong, inline_struck, item_struck, words_struck};

use pulldown_cmark::Options;

/// The dialect: tables and strikethrough. Smart punctuation would rewrite what
/// the author typed, which is wrong for commands; so it stays off.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}
