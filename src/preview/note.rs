//! Findings and what is owed, taken out of the content, so that they can be
//! shown while the content moves on.

use serde::Serialize;

use crate::finding::{Finding, Place, Weight};
use crate::owed::Owed;
use crate::source::Sources;

/// A finding that stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Note {
    /// The file, below the content folder.
    pub(super) path: String,
    /// Its line, from 1; 0 for the file as a whole.
    pub(super) line: usize,
    /// The column in that line, from 1.
    pub(super) column: usize,
    /// `stop`, `fix` or `hint`.
    pub(super) weight: &'static str,
    /// Which rule.
    pub(super) code: &'static str,
    /// What is wrong.
    pub(super) message: String,
    /// What a reader would see.
    pub(super) reader: Option<String>,
    /// What to write instead.
    pub(super) help: Option<String>,
}

impl Note {
    /// Takes a finding out of its sources.
    pub(super) fn of(finding: &Finding, sources: &Sources) -> Self {
        let (line, column) = match &finding.place {
            Place::Span(span) => {
                let position = sources.get(span.file).position(span.range().start);
                (position.line, position.column)
            }
            Place::Path(_) => (0, 0),
        };
        Self {
            path: finding.path(sources).to_owned(),
            line,
            column,
            weight: finding.weight.name(),
            code: finding.code.name(),
            message: finding.message.clone(),
            reader: finding.reader.clone(),
            help: finding.help.clone(),
        }
    }

    /// Whether nothing is published while it stands.
    pub(super) fn stops(&self) -> bool {
        self.weight == Weight::Stop.name()
    }

    /// Whether it is in a folder, or is the folder.
    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Everything that is known about the content besides its pages.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    /// What reading found; stops among it keep the last good page in place.
    pub(super) reading: Vec<Note>,
    /// What the rules found, if they have looked since the last change.
    pub(super) rules: Vec<Note>,
    /// What is owed.
    pub(super) owed: Vec<Owed>,
    /// Whether the rules have looked since the last change.
    pub(super) checked: bool,
}

impl Notes {
    /// All findings: what stops first, then in the order of the files.
    pub(super) fn all(&self) -> Vec<&Note> {
        let mut all: Vec<&Note> = self.reading.iter().chain(&self.rules).collect();
        all.sort_by_key(|note| !note.stops());
        all
    }
}
