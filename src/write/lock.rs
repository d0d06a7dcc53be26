//! What is published → more lines of `published.lock`. Lines are added, never
//! changed.

use crate::model::Content;
use crate::seal;

/// The text of the lock with these lines more.
pub fn longer_lock(content: &Content, lines: &[String]) -> String {
    let old = lock_text(content);
    let mut text = old.map_or_else(|| seal::HEAD.to_owned(), str::to_owned);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&lines.concat());
    text
}

/// The text of the lock, if there is one.
pub fn lock_text(content: &Content) -> Option<&str> {
    content
        .sources
        .iter()
        .find(|(_, source)| source.path == seal::FILE)
        .map(|(_, source)| source.text.as_str())
}
