//! A small site in a scratch folder, and the real program run on it.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

pub mod html;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A scratch folder that holds `content/`.
pub struct Site {
    dir: tempfile::TempDir,
}

impl Site {
    /// A minimal site that has nothing wrong with it: two services, one person, one incident.
    pub fn new() -> Self {
        let site = Self { dir: tempfile::tempdir().expect("a scratch folder") };
        site.file("site.yaml", "name: Example status\nurl: https://status.example.com\n")
            .file(
                "services.yaml",
                "services:\n  - id: api\n    name: API\n  - id: search\n    name: Search\n",
            )
            .file(
                "people.yaml",
                "people:\n  - id: ada\n    name: Ada Lake\n    title: Head of Platform\n    level: lead\n",
            )
            .file("incidents/one/incident.yaml", "title: Search is slow\nkind: outage\n")
            .file("incidents/one/01-first.md", FIRST);
        site
    }

    /// An empty scratch folder.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().expect("a scratch folder") }
    }

    /// Writes a file below `content/`.
    pub fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.content().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        self
    }

    /// Writes an update of incident `one`: front matter and body.
    pub fn update(&self, name: &str, front: &str, body: &str) -> &Self {
        self.file(&format!("incidents/one/{name}.md"), format!("---\n{front}\n---\n{body}\n"))
    }

    /// Removes a file below `content/`.
    pub fn remove(&self, path: &str) -> &Self {
        std::fs::remove_file(self.content().join(path)).expect("a file to remove");
        self
    }

    /// The content folder.
    pub fn content(&self) -> PathBuf {
        self.dir.path().join("content")
    }

    /// The scratch folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The built site.
    pub fn out(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// Runs the program in the scratch folder.
    pub fn run(&self, args: &[&str]) -> Output {
        candor(self.path(), args)
    }

    /// What `check` prints for people, and its exit status.
    pub fn check(&self) -> String {
        let output = self.run(&["check", "--color", "never"]);
        format!(
            "{}{}exit {}\n",
            text(&output.stdout),
            text(&output.stderr),
            output.status.code().unwrap_or(-1)
        )
    }

    /// Builds at `now` and fails the test if that fails.
    pub fn build(&self, now: &str) -> &Self {
        let output = self.run(&["build", "--now", now]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        self
    }

    /// A file of the built site.
    pub fn page(&self, path: &str) -> String {
        std::fs::read_to_string(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// The first update of the minimal site.
pub const FIRST: &str = "---
type: first
at: 2026-03-03 10:20 UTC
severity: minor
speaker: ada
services:
  search: slow
  all: { not_affected: \"they use other machines\" }
next_update: 2026-03-03 14:00 UTC
---
Search takes about ten seconds to answer.

## What we don't know yet
- Q1 (by 2026-03-03 18:00 UTC): Why is it slow?

## What you should do
- You do not need to do anything.
";

/// Runs the program.
pub fn candor(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_candor"))
        .current_dir(folder)
        .args(args)
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs")
}

/// Output as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

/// All files below a folder, by their path with `/` between parts.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).expect("a path below").to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
    files
}

/// The example site of the repository.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}
