//! Files and places in them: the text of every file that was read, spans into
//! it, and the conversion of byte offsets to lines and columns.
//!
//! Nothing here knows what a file means.

mod discover;
mod excerpt;

pub use discover::{
    Found, Listing, ReadError, discover, is_link, read_beside, read_list, read_text, too_large_beside,
    walk_files,
};

pub use excerpt::Excerpt;

use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroU32;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read, in bytes. A status update is words; a file
/// larger than this is a mistake, and is reported instead of read.
pub const LARGEST_FILE: u64 = 1024 * 1024;

/// Names one file of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(NonZeroU32);

impl FileId {
    /// The file at that place of the list.
    fn of(at: usize) -> Self {
        Self(u32::try_from(at).map_or(NonZeroU32::MAX, |at| NonZeroU32::MIN.saturating_add(at)))
    }

    /// Its place in the list.
    fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Default for FileId {
    fn default() -> Self {
        Self(NonZeroU32::MIN)
    }
}

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `file`. Offsets over 4 GiB cannot occur: see
    /// [`LARGEST_FILE`].
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end) }
    }

    /// The range as indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One file: its path as shown to people, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path relative to the content folder, with `/` between parts.
    pub path: String,
    /// The whole text; empty if the file could not be read as text.
    pub text: String,
}

impl Source {
    /// Where the byte `offset` stands.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

/// All files of a run, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Arc<Source>>,
    root: PathBuf,
    unopened: Option<BTreeSet<String>>,
}

impl Sources {
    /// No files yet, below `root`.
    pub fn new(root: &Path) -> Self {
        Self { files: Vec::new(), root: root.to_path_buf(), unopened: None }
    }

    /// Notes all that was seen and left closed, so that nobody has to look for what is not there.
    pub fn note_unopened(&mut self, paths: impl IntoIterator<Item = String>) {
        self.unopened = Some(paths.into_iter().collect());
    }

    /// Drops that note: what lies on the disk may change from here on.
    pub fn forget_unopened(&mut self) {
        self.unopened = None;
    }

    /// Whether something whose path begins so may lie there without having been read.
    pub fn may_hold(&self, beginning: &str) -> bool {
        let Some(unopened) = &self.unopened else { return true };
        let from = (Bound::Included(beginning), Bound::Unbounded);
        unopened.range::<str, _>(from).next().is_some_and(|path| path.starts_with(beginning))
    }

    /// The folder that all paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes a file in and names it.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId::of(self.files.len());
        self.files.push(Arc::new(Source { path, text }));
        id
    }

    /// Lets go of a file that nothing names any more. Its name is not given to another one.
    pub fn forget(&mut self, id: FileId) {
        if let Some(source) = self.files.get_mut(id.place()) {
            *source = Arc::new(Source { path: String::new(), text: String::new() });
        }
    }

    /// The file that `id` names.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.place()]
    }

    /// The file that `id` names, for those who keep pieces of it.
    pub fn share(&self, id: FileId) -> &Arc<Source> {
        &self.files[id.place()]
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }

    /// All files with their names.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId::of(at), &**source))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
