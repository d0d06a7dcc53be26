//! The house of ARCHITECTURE.md: which room may use which. Read from the source,
//! so that a wall that is broken is seen on the day it breaks.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

/// A source file: its path below `src/`, and its words without comments and texts.
struct File {
    path: String,
    tokens: Vec<String>,
}

impl File {
    /// The room: the first part of the path.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or("").trim_end_matches(".rs")
    }

    fn names(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| token == word)
    }

    /// The module that the file is, as the parts of its path.
    fn module(&self) -> Vec<String> {
        let mut parts: Vec<String> =
            self.path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            parts.pop();
        }
        parts
    }

    /// Everything of this crate that the file names, with `use` trees unfolded
    /// and `super` resolved: `["view", "Board"]`.
    fn uses(&self) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let starts = matches!(self.tokens[at].as_str(), "crate" | "super" | "candor")
                && self.tokens.get(at + 1).is_some_and(|next| next == "::")
                && (at == 0 || self.tokens[at - 1] != "::");
            if !starts {
                at += 1;
                continue;
            }
            let mut base = if self.tokens[at] == "super" { self.module() } else { Vec::new() };
            // A module inside the file (`mod tests`) is one level deeper; resolved like this, its
            // `super` leads too far out, never too far in.
            while self.tokens.get(at).is_some_and(|token| token == "super") {
                base.pop();
                at += 2;
            }
            if self.tokens.get(at).is_some_and(|token| matches!(token.as_str(), "crate" | "candor")) {
                at += 2;
            }
            at = tree(&self.tokens, at, &base, &mut found);
        }
        found
    }
}

/// Unfolds a use tree or a path from `at`; returns where it ends.
fn tree(tokens: &[String], mut at: usize, base: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = base.to_vec();
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = tree(tokens, at, &path, found);
                    while tokens.get(at).is_some_and(|token| token != "," && token != "}") {
                        at += 1; // `as Name`
                    }
                    if tokens.get(at).is_some_and(|token| token == ",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            Some(word) if word == "*" || is_word(word) => {
                path.push(word.to_owned());
                at += 1;
                if tokens.get(at).is_some_and(|token| token == "::") {
                    at += 1;
                    if tokens.get(at).is_some_and(|token| token == "<") {
                        found.push(path);
                        return at;
                    }
                } else {
                    found.push(path);
                    return at;
                }
            }
            _ => {
                found.push(path);
                return at;
            }
        }
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Words and signs of Rust, without comments, texts and characters.
fn tokens(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let is = |at: usize, text: &str| text.chars().enumerate().all(|(n, c)| chars.get(at + n) == Some(&c));
    while at < chars.len() {
        let c = chars[at];
        if is(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if is(at, "/*") {
            while at < chars.len() && !is(at, "*/") {
                at += 1;
            }
            at += 2;
        } else if c == 'r' && (is(at, "r\"") || is(at, "r#")) && !is_raw_name(&chars, at) {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            at += 2 + hashes;
            while at < chars.len() && !is(at, &end) {
                at += 1;
            }
            at += end.len();
        } else if c == '"' {
            at += 1;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if c == '\'' && (chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'')) {
            at += if chars[at + 1] == '\\' { 3 } else { 2 };
            while at < chars.len() && chars[at] != '\'' {
                at += 1;
            }
            at += 1;
        } else if c.is_alphanumeric() || c == '_' {
            let start = at;
            while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                at += 1;
            }
            tokens.push(chars[start..at].iter().collect());
        } else if is(at, "::") {
            tokens.push("::".to_owned());
            at += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            at += 1;
        }
    }
    tokens
}

/// `r#type` is a name, `r#"…"#` is a text.
fn is_raw_name(chars: &[char], at: usize) -> bool {
    let behind = chars[at + 1..].iter().find(|c| **c != '#');
    behind != Some(&'"') || (at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_'))
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let tokens = tokens(&fs::read_to_string(&path).unwrap());
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(File { path, tokens });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 50, "all sources are found");
    files
}

/// The ground floor.
const GROUND: &[&str] = &["letters", "source", "yaml", "markdown", "finding"];

/// What each room may use besides itself. `room::name` allows that name alone.
const ROOMS: &[(&str, &[&str])] = &[
    ("letters", &[]),
    ("source", &[]),
    ("markdown", &["letters"]),
    ("finding", &["source"]),
    ("yaml", &["letters", "source", "finding"]),
    ("language", &["source", "yaml", "markdown", "finding"]),
    ("model", &["source", "finding::nearest"]),
    ("words", &["model", "markdown::plain"]),
    ("seal", &["model", "source", "finding"]),
    ("read", &["model", "seal", "letters", "source", "yaml", "markdown", "finding"]),
    ("view", &["model", "source", "markdown"]),
    ("inside", &["model", "source", "yaml", "finding"]),
    ("say", &["view", "model", "markdown", "words"]),
    ("shelf", &["say", "source"]),
    (
        "check",
        &[
            "view", "say", "shelf", "inside", "seal", "language", "model", "letters", "source", "yaml",
            "markdown", "finding",
        ],
    ),
    ("terminal", &["model"]),
    ("litmus", &["view", "model", "markdown", "words", "terminal"]),
    (
        "owed",
        &[
            "view",
            "inside",
            "read::security_txt",
            "read::SECURITY_TXT",
            "model",
            "source",
            "markdown",
            "finding",
            "terminal",
        ],
    ),
    ("doctor", &["read::security_txt", "read::SECURITY_TXT", "model", "source", "finding"]),
    ("write", &["check", "read", "seal", "model", "source", "yaml", "finding"]),
    ("output", &["view", "model", "markdown", "words"]),
    ("render", &["view", "model", "markdown", "words", "finding::one_of"]),
    ("publish", GROUND),
    ("import", &["model", "letters", "source", "yaml", "markdown", "finding"]),
    (
        "compose",
        &[
            "view",
            "render",
            "output",
            "litmus",
            "markdown",
            "read::security_txt",
            "read::SECURITY_TXT",
            "source",
        ],
    ),
];

/// Rooms that may use everything below them.
const TOP: &[&str] = &["cmd", "main", "lib", "preview"];

#[test]
fn each_room_uses_only_the_rooms_below_it() {
    let mut broken = Vec::new();
    for file in sources().iter().filter(|file| !TOP.contains(&file.room())) {
        let Some((room, allowed)) = ROOMS.iter().find(|(room, _)| *room == file.room()) else {
            broken.push(format!("src/{}: this room is not in the table of tests/walls.rs", file.path));
            continue;
        };
        for path in file.uses() {
            let Some(first) = path.first() else { continue };
            let inside = first == room || file.path.contains("tests");
            let whole = allowed.contains(&first.as_str());
            let part = path.get(1).is_some_and(|name| allowed.contains(&format!("{first}::{name}").as_str()));
            if !inside && !whole && !part && is_room(first) {
                broken.push(format!("src/{}: `{room}` may not use `{}`", file.path, path.join("::")));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn is_room(name: &str) -> bool {
    ROOMS.iter().any(|(room, _)| *room == name) || TOP.contains(&name)
}

#[test]
fn every_module_of_the_crate_is_in_the_table() {
    let lib = sources().into_iter().find(|file| file.path == "lib.rs").unwrap();
    for window in lib.tokens.windows(2).filter(|window| window[0] == "mod") {
        assert!(is_room(&window[1]), "`{}` is not in the table", window[1]);
    }
}

#[test]
fn nothing_names_the_command_line_but_itself() {
    for file in sources().iter().filter(|file| !TOP.contains(&file.room())) {
        assert!(
            !file.uses().iter().any(|path| path.first().is_some_and(|p| p == "cmd")),
            "src/{}",
            file.path
        );
    }
}

/// What of the model holds words that not everybody may read.
const UNFILTERED: &[&str] = &[
    "Content", "Incident", "Update", "Body", "Section", "Site", "Reporter", "Partner", "*", "content",
    "incident", "update", "body", "site",
];

#[test]
fn outputs_are_given_the_board_and_never_the_unfiltered_content() {
    for file in sources().iter().filter(|file| matches!(file.room(), "render" | "output" | "say")) {
        for word in ["Content", "Reading", "Sources"] {
            assert!(!file.names(word), "src/{} names `{word}`", file.path);
        }
        for path in file.uses() {
            let parts: Vec<&str> = path.iter().map(String::as_str).collect();
            assert_ne!(parts.first(), Some(&"read"), "src/{}", file.path);
            let unfiltered = match parts.as_slice() {
                ["model", name, ..] => UNFILTERED.contains(name),
                ["view", "*", ..] => true,
                _ => false,
            };
            assert!(!unfiltered, "src/{} names `{}`", file.path, path.join("::"));
        }
    }
}

#[test]
fn each_library_has_one_place() {
    const PLACES: &[(&str, &[&str])] = &[
        ("chrono", &["model/time"]),
        ("jiff", &["model/time/zone"]),
        ("granit_parser", &["yaml/node.rs"]),
        ("pulldown_cmark", &["markdown/", "import/markdown/"]),
        ("walkdir", &["source/discover.rs"]),
        ("unicode_segmentation", &["say/"]),
        ("unicode_normalization", &["say/", "write/place.rs"]),
        ("fluent_bundle", &["words.rs"]),
        ("unic_langid", &["words.rs"]),
        ("tera", &["render/"]),
        ("sha2", &["render/theme.rs", "seal/", "say/story/fingerprint.rs"]),
        ("base64", &["render/theme.rs"]),
        ("quick_xml", &["output/"]),
        ("regex", &["check/", "language/"]),
        ("regex_syntax", &["language/pattern.rs"]),
        ("regex_automata", &["language/pattern.rs"]),
        ("memchr", &["letters.rs"]),
        ("aho_corasick", &["language/needles.rs", "render/gloss.rs"]),
        ("rustix", &["publish/"]),
        ("annotate_snippets", &["finding/text.rs"]),
        ("notify", &["preview/watch.rs", "preview/server.rs"]),
        ("tiny_http", &["preview/server.rs"]),
        ("yaml_edit", &["yaml/edit.rs"]),
        ("clap", &["cmd/"]),
        ("inquire", &["cmd/desk/ask.rs"]),
        ("ctrlc", &["cmd/desk/interrupt.rs"]),
        ("anstream", &["cmd/"]),
    ];
    for file in sources() {
        for (library, places) in PLACES {
            let named = file.tokens.windows(2).any(|pair| pair[0] == *library && pair[1] == "::");
            let allowed =
                places.iter().any(|place| file.path.starts_with(place)) || file.path.contains("/tests/");
            assert!(!named || allowed, "src/{} names `{library}`, which belongs into {places:?}", file.path);
        }
    }
}

#[test]
fn the_reader_of_sources_sees_what_is_there() {
    let file = File {
        path: "render/update.rs".to_owned(),
        tokens: tokens(
            r##"
            // crate::read::one
            /* crate::read::two */
            use crate::view::{Board, routes::{self, page as p}};
            use super::{Renderer, super::model::Update};
            const A: &str = "crate::read::three \" crate::read::four";
            const B: &str = r#"crate::read::five" crate::read::six"#;
            fn f<'a>(x: &'a u8) -> crate::model::Body { let c = '"'; let d = '\''; crate::markdown::Html::<u8>::new() }
            "##,
        ),
    };
    let uses: Vec<String> = file.uses().iter().map(|path| path.join("::")).collect();
    assert_eq!(
        uses,
        [
            "view::Board",
            "view::routes::self",
            "view::routes::page",
            "render::Renderer",
            "render::super::model::Update",
            "model::Body",
            "markdown::Html",
        ]
    );
}
