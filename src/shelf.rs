//! The texts that are kept under `say/<incident>/<update>/`: what stands there,
//! who wrote it, and from which facts. A text is by hand if it is not, letter
//! for letter, what the program wrote; nothing by hand is ever overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::say::{Channel, fingerprint, path};
use crate::source::{ReadError, Sources, read_text};

/// The list beside the texts that says which facts each was made from.
pub const LOCK: &str = "texts.lock";

/// What the list says of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    facts: String,
    text: String,
    by_hand: bool,
}

/// How a text stands to the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Made from, or read against, the facts as they are.
    Current,
    /// Made by the program from facts that have changed since.
    Outdated,
    /// Written by hand for facts that have changed since.
    OutdatedByHand,
    /// Written or changed by hand, and not yet compared with the facts.
    Unread,
}

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The name of its file.
    pub file: String,
    /// What is in it.
    pub text: String,
    record: Option<Record>,
}

impl Kept {
    /// Whether a person wrote it.
    pub fn is_by_hand(&self) -> bool {
        self.record.as_ref().is_none_or(|record| record.by_hand || record.text != fingerprint(&self.text))
    }

    /// How it stands to facts with this fingerprint.
    pub fn standing(&self, facts: &str) -> Standing {
        match &self.record {
            Some(record) if record.text == fingerprint(&self.text) => {
                match (record.facts == facts, record.by_hand) {
                    (true, _) => Standing::Current,
                    (false, false) => Standing::Outdated,
                    (false, true) => Standing::OutdatedByHand,
                }
            }
            _ => Standing::Unread,
        }
    }
}

/// The texts of one update.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    /// Path below the content folder.
    pub path: String,
    /// The texts, by the names of their files.
    pub texts: BTreeMap<String, Kept>,
    /// Files that are of no channel, and files that cannot be read: name and reason.
    pub strays: Vec<(String, String)>,
}

/// The ids of the updates of an incident that have a folder of texts.
pub fn updates(sources: &Sources, incident: &str) -> Vec<String> {
    if !sources.may_hold(&format!("say/{incident}/")) {
        return Vec::new();
    }
    let Ok(entries) = fs::read_dir(sources.root().join("say").join(incident)) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

impl Shelf {
    /// What is kept for an update; nothing, if there is no folder.
    pub fn open(root: &Path, incident: &str, update: &str) -> Self {
        let path = path(incident, update, "");
        let folder = root.join("say").join(incident).join(update);
        let mut shelf = Self { folder, path, texts: BTreeMap::new(), strays: Vec::new() };
        let Ok(entries) = fs::read_dir(&shelf.folder) else { return shelf };
        let records = read_text(&shelf.folder.join(LOCK)).map(|text| records(&text)).unwrap_or_default();
        for entry in entries.filter_map(Result::ok) {
            let file = entry.file_name().to_string_lossy().into_owned();
            if file == LOCK || file.starts_with('.') || file.ends_with('~') {
                continue;
            }
            if Channel::of_file(&file).is_none() || entry.file_type().is_ok_and(|kind| !kind.is_file()) {
                shelf.strays.push((file, "it is not the text of a channel".to_owned()));
                continue;
            }
            match read_text(&entry.path()) {
                Ok(text) => {
                    let record = records.get(&file).cloned();
                    shelf.texts.insert(file.clone(), Kept { file, text: text.replace("\r\n", "\n"), record });
                }
                Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => shelf.strays.push((file, error.to_string())),
            }
        }
        shelf.strays.sort();
        shelf
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.strays.is_empty()
    }

    /// Keeps a text that the program made from facts with this fingerprint.
    ///
    /// # Errors
    /// The system's reason; the file is then as it was.
    pub fn put(&mut self, file: &str, text: &str, facts: &str) -> io::Result<()> {
        if self.texts.get(file).is_none_or(|kept| kept.text != text) {
            self.write(file, text)?;
        }
        let record = Record { facts: facts.to_owned(), text: fingerprint(text), by_hand: false };
        self.texts.insert(
            file.to_owned(),
            Kept { file: file.to_owned(), text: text.to_owned(), record: Some(record) },
        );
        Ok(())
    }

    /// Notes that a text by hand was read against facts with this fingerprint.
    pub fn approve(&mut self, file: &str, facts: &str) {
        if let Some(kept) = self.texts.get_mut(file) {
            kept.record =
                Some(Record { facts: facts.to_owned(), text: fingerprint(&kept.text), by_hand: true });
        }
    }

    /// Writes the list.
    ///
    /// # Errors
    /// The system's reason; the list is then as it was.
    pub fn lock(&self) -> io::Result<()> {
        let mut text = String::from(
            "# Written by `candor say --write`: the facts, the text, who wrote it, the file. Do not edit.\n",
        );
        for kept in self.texts.values() {
            if let Some(record) = &kept.record {
                let who = if record.by_hand { "hand" } else { "made" };
                text.push_str(&format!("{} {} {who} {}\n", record.facts, record.text, kept.file));
            }
        }
        if read_text(&self.folder.join(LOCK)).is_ok_and(|old| old == text) {
            return Ok(());
        }
        self.write(LOCK, &text)
    }

    /// Writes a file beside its place and puts it there whole.
    fn write(&self, file: &str, text: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let beside = self.folder.join(format!(".{file}.new"));
        let written = fs::File::create(&beside)
            .and_then(|mut new| new.write_all(text.as_bytes()).and_then(|()| new.sync_all()))
            .and_then(|()| fs::rename(&beside, self.folder.join(file)));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }
}

fn records(text: &str) -> BTreeMap<String, Record> {
    let line = |line: &str| {
        let mut parts = line.split_whitespace();
        let (facts, text, who, file) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        (facts != "#").then(|| {
            let record = Record { facts: facts.to_owned(), text: text.to_owned(), by_hand: who == "hand" };
            (file.to_owned(), record)
        })
    };
    text.lines().filter_map(line).collect()
}
