//! A small site in a scratch folder, and the real program run on it.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

pub mod fernhill;
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
        site.quiet()
            .file("site.yaml", "name: Example status\nurl: https://status.example.com\n")
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

    /// Switches the checks of words and timing off, but for leaks: for tests of something else.
    pub fn quiet(&self) -> &Self {
        let codes = candor::finding::Code::ALL.iter().filter(|code| code.is_check() && !code.is_leak());
        let lines: Vec<String> = codes.map(|code| format!("  {}: \"off\"\n", code.name())).collect();
        let policy = std::fs::read_to_string(self.content().join("policy.yaml")).unwrap_or_default();
        self.file("policy.yaml", format!("{policy}severities:\n{}", lines.concat()))
    }

    /// The same site with all checks on.
    pub fn strict(&self) -> &Self {
        self.remove("policy.yaml")
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

/// The example site, built at an instant.
pub struct Built {
    dir: tempfile::TempDir,
}

impl Built {
    /// Builds the example at `now`.
    pub fn at(now: &str) -> Self {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let content = example();
        let output =
            candor(dir.path(), &["build", "--content", content.to_str().expect("UTF-8"), "--now", now]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        Self { dir }
    }

    /// The HTML or XML of a file.
    pub fn source(&self, path: &str) -> String {
        std::fs::read_to_string(self.dir.path().join("site").join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// What a person reads on a page.
    pub fn words(&self, path: &str) -> String {
        words(&self.source(path))
    }

    /// What a person reads on the page of an incident.
    pub fn incident(&self, id: &str) -> String {
        self.words(&format!("incidents/{id}/index.html"))
    }

    /// Whether a file is there.
    pub fn has(&self, path: &str) -> bool {
        self.dir.path().join("site").join(path).exists()
    }
}

/// The words of a page without its marks: a line for each block.
pub fn words(html: &str) -> String {
    const BLOCKS: [&str; 31] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "header",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ];
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    let mut out = String::new();
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open].replace('\n', " "));
        let close = rest[open..].find('>').map_or(rest.len(), |at| open + at + 1);
        let tag = rest[open + 1..close].trim_start_matches('/');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        rest = &rest[close..];
        if BLOCKS.contains(&name.as_str()) || name == "br" {
            out.push('\n');
        }
        let hidden = matches!(name.as_str(), "script" | "style") || tag.contains("data-script-only");
        if hidden && !html.is_empty() {
            let end = format!("</{name}>");
            rest = rest.find(&end).map_or("", |at| &rest[at + end.len()..]);
        }
    }
    out.push_str(rest);
    let plain = out
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    let lines = plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut text = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Fails with the whole text if a part is missing, or parts stand in another order.
pub fn assert_in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        match text[from..].find(part) {
            Some(at) => from += at + part.len(),
            None => panic!("`{part}` does not stand where it should in:\n{text}"),
        }
    }
}
