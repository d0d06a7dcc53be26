//! Words that stand in a file, without a copy of them.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::Source;

/// A piece of a text. It keeps the text in memory, so to hold or to clone it takes no memory of its own.
#[derive(Clone)]
pub struct Excerpt {
    source: Arc<Source>,
    /// First byte, in the text, or in the path if [`IN_PATH`] is added.
    start: u32,
    /// One past the last byte.
    end: u32,
}

/// Marks a piece of the file's path; no text that is read is as long.
const IN_PATH: u32 = 1 << 31;

impl Excerpt {
    /// These words as a piece of the text or path that they were taken from; a text of their own if they
    /// were taken from elsewhere.
    pub fn of(source: &Arc<Source>, words: &str) -> Self {
        let piece = |start, end, mark| Self { source: Arc::clone(source), start: start | mark, end };
        match (place(&source.text, words), place(&source.path, words)) {
            (Some((start, end)), _) => piece(start, end, 0),
            (None, Some((start, end))) => piece(start, end, IN_PATH),
            (None, None) => Self::from(words),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        let (text, start) = match self.start & IN_PATH {
            0 => (self.source.text.as_str(), self.start),
            _ => (self.source.path.as_str(), self.start - IN_PATH),
        };
        text.get(start as usize..self.end as usize).unwrap_or("")
    }
}

/// Where `words`, if they are a slice of `text`, stand in it. Equal words elsewhere are none.
fn place(text: &str, words: &str) -> Option<(u32, u32)> {
    let start = (words.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start.checked_add(words.len()).filter(|end| *end <= text.len())?;
    let place = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    (place.1 < IN_PATH).then_some(place)
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Excerpt {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Excerpt {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Self {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { source: Arc::new(Source { path: String::new(), text }), start: 0, end }
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<Excerpt> for String {
    fn from(excerpt: Excerpt) -> Self {
        excerpt.as_str().to_owned()
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Excerpt {}

impl PartialEq<str> for Excerpt {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Excerpt {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Excerpt {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Excerpt> for String {
    fn eq(&self, other: &Excerpt) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Excerpt> for str {
    fn eq(&self, other: &Excerpt) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Excerpt> for &str {
    fn eq(&self, other: &Excerpt) -> bool {
        *self == other.as_str()
    }
}

impl PartialOrd for Excerpt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Excerpt {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Excerpt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_known_by_where_it_stands() {
        let source = Arc::new(Source { path: "a/b.md".into(), text: "one two one".into() });
        let last = Excerpt::of(&source, &source.text[8..]);
        assert_eq!((last.as_str(), last.start, last.end), ("one", 8, 11));
        assert_eq!(Excerpt::of(&source, &source.path[2..3]), "b");
        assert_eq!(Arc::strong_count(&source), 2, "the path's piece is gone, the text's is there");
    }

    #[test]
    fn words_from_elsewhere_are_kept_too() {
        let source = Arc::new(Source { path: String::new(), text: "one".into() });
        let other = String::from("one");
        let own = Excerpt::of(&source, &other);
        drop(other);
        assert_eq!(own, "one");
        assert_eq!(Arc::strong_count(&source), 1);
        assert_eq!(Excerpt::of(&source, ""), "");
    }
}
