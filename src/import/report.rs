//! What an import did, file by file, as the plain text that stands beside the
//! imported content. Nothing that was changed, guessed or left out is missing here.

use std::fmt::Write as _;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The name of the foreign format.
    pub format: &'static str,
    /// How many incidents were written.
    pub incidents: usize,
    /// How many updates were written.
    pub updates: usize,
    /// How the format was mapped, and what is true of many files.
    pub general: Vec<String>,
    /// By source file: what was read, guessed, kept, could not be read.
    pub files: Vec<FileReport>,
}

/// What became of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The path below the foreign folder.
    pub file: String,
    /// What was written from it, as a path below the content folder; nothing if
    /// nothing was.
    pub target: Option<String>,
    /// What there is to say.
    pub notes: Vec<Note>,
}

/// How many notes of one file are listed.
const MOST_NOTES: usize = 300;

/// One thing to say about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What was done.
    pub what: Deed,
    /// The sentence.
    pub text: String,
}

/// What an import does with something that does not simply fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// It could not be read.
    Unread,
    /// It was guessed: a person should look.
    Guessed,
    /// It was rewritten, with the same meaning.
    Changed,
    /// It was kept as it was.
    Kept,
    /// It has no place in our files.
    LeftOut,
}

impl Deed {
    /// The word that begins a line of the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unread => "not read",
            Self::Guessed => "guessed",
            Self::Changed => "changed",
            Self::Kept => "kept",
            Self::LeftOut => "left out",
        }
    }
}

impl FileReport {
    /// Nothing to say yet about `file`.
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// Adds a note, unless the same one is there already. After 300 one
    /// last note says that there were more.
    pub fn note(&mut self, what: Deed, text: impl Into<String>) {
        let mut note = Note { what, text: text.into() };
        if self.notes.len() > MOST_NOTES || self.notes.contains(&note) {
            return;
        }
        if self.notes.len() == MOST_NOTES {
            "More than can be listed: please compare this file by hand.".clone_into(&mut note.text);
        }
        self.notes.push(note);
    }
}

impl Report {
    /// The plain text that is printed, and written beside the content as
    /// `import-report.txt`.
    pub fn text(&self) -> String {
        let mut text = format!(
            "Import from {}: {}, {}.\n",
            self.format,
            count(self.incidents, "incident"),
            count(self.updates, "update")
        );
        let mut totals = String::new();
        for deed in [Deed::Unread, Deed::Guessed, Deed::Changed, Deed::Kept, Deed::LeftOut] {
            let notes = |file: &&FileReport| file.notes.iter().any(|note| note.what == deed);
            let files = self.files.iter().filter(notes).count();
            if files > 0 {
                let _ = writeln!(totals, "- {}: in {}", deed.word(), count(files, "file"));
            }
        }
        if !totals.is_empty() {
            let _ = write!(text, "\nWhat the lines below begin with\n\n{totals}");
        }
        if !self.general.is_empty() {
            text.push_str("\nIn general\n\n");
            for line in &self.general {
                let _ = writeln!(text, "- {}", one_line(line));
            }
        }
        let (said, quiet): (Vec<_>, Vec<_>) = self.files.iter().partition(|file| !file.notes.is_empty());
        if !said.is_empty() {
            text.push_str("\nFile by file\n");
        }
        for file in said {
            let target = file.target.as_ref().map(|to| format!(" -> {}", one_line(to))).unwrap_or_default();
            let _ = write!(text, "\n{}{target}\n", one_line(&file.file));
            for note in &file.notes {
                let _ = writeln!(text, "- {}: {}", note.what.word(), one_line(&note.text));
            }
        }
        if !quiet.is_empty() {
            text.push_str("\nRead with nothing to remark\n\n");
            for file in quiet {
                let target =
                    file.target.as_ref().map(|to| format!(" -> {}", one_line(to))).unwrap_or_default();
                let _ = writeln!(text, "- {}{target}", one_line(&file.file));
            }
        }
        text
    }
}

/// `1 incident`, `2 incidents`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(|c: char| c.is_control(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_every_note_once() {
        let mut file = FileReport::new("content/issues/a.md");
        file.target = Some("incidents/2031/a".to_owned());
        file.note(Deed::Guessed, "the start,\nfrom the file name");
        file.note(Deed::Guessed, "the start,\nfrom the file name");
        let report = Report {
            format: "cState",
            incidents: 1,
            updates: 2,
            general: vec!["Down is major.".to_owned()],
            files: vec![file, FileReport::new("config.yml")],
        };
        assert_eq!(
            report.text(),
            "Import from cState: 1 incident, 2 updates.\n\nWhat the lines below begin with\n\n\
             - guessed: in 1 file\n\nIn general\n\n- Down is major.\n\nFile by file\n\n\
             content/issues/a.md -> incidents/2031/a\n- guessed: the start, from the file name\n\n\
             Read with nothing to remark\n\n- config.yml\n"
        );
    }
}
