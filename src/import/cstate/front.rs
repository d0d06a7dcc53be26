//! The text of one issue file → front matter and body. A file that breaks the
//! rules still arrives: what can be read is read, the rest stays in the body.

use super::toml;
use super::tree::{self, Tree};
use crate::import::report::{Deed, FileReport};
use crate::import::text::short;

/// Divides a file, whose line ends are line feeds, into front matter and body.
pub(super) fn split<'a>(text: &'a str, report: &mut FileReport) -> (Tree, &'a str) {
    let start = text.len() - text.trim_start().len();
    let trimmed = &text[start..];
    let first = trimmed.lines().next().unwrap_or("").trim_end();
    let after_first = trimmed.split_once('\n').map_or("", |(_, rest)| rest);
    match first {
        "---" => {
            if let Some((front, body)) = at_fence(after_first, "---") {
                return (yaml(front, report), body);
            }
            report.note(
                Deed::Guessed,
                "The front matter has no closing `---`: it was taken to end where the lines stop looking like `key: value`.",
            );
            return unfenced(after_first, report);
        }
        "+++" => {
            if let Some((front, body)) = at_fence(after_first, "+++") {
                return (toml(front, report), body);
            }
            report.note(
                Deed::Unread,
                "The TOML front matter has no closing `+++`: the whole file was kept as text.",
            );
        }
        _ if first.starts_with('{') => {
            if let Some((tree, used)) = tree::json(trimmed) {
                return (tree, &trimmed[used..]);
            }
            report.note(Deed::Unread, "The JSON front matter: the whole file was kept as text.");
        }
        _ => {
            let unopened = tree::key_and_value(first).and_then(|_| at_fence(trimmed, "---"));
            if let Some((front, body)) = unopened.filter(|(front, _)| looks_like_front(front)) {
                report.note(
                    Deed::Guessed,
                    "The front matter has no opening `---`; it was read up to the closing one.",
                );
                return (yaml(front, report), body);
            }
            report.note(
                Deed::Unread,
                "There is no front matter between `---` fences: the whole file was kept as text.",
            );
        }
    }
    (Tree::Nothing, text)
}

fn toml(front: &str, report: &mut FileReport) -> Tree {
    let (tree, odd) = toml::read(front);
    for line in odd {
        report.note(Deed::Unread, format!("This line of the TOML front matter: `{}`", short(&line, 80)));
    }
    tree
}

/// What stands before and after the first line that is just `fence`.
fn at_fence<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((&text[..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn looks_like_front(text: &str) -> bool {
    text.lines().all(|line| is_front_line(line) || line.trim().is_empty())
}

fn is_front_line(line: &str) -> bool {
    let trimmed = line.trim_start();
    tree::key_and_value(line).is_some() || trimmed.starts_with("- ") || trimmed.starts_with('#')
}

fn unfenced<'a>(text: &'a str, report: &mut FileReport) -> (Tree, &'a str) {
    let end: usize = text.split_inclusive('\n').take_while(|line| is_front_line(line)).map(str::len).sum();
    (yaml(&text[..end], report), &text[end..])
}

fn yaml(front: &str, report: &mut FileReport) -> Tree {
    match tree::yaml(front) {
        Ok(tree @ Tree::Map(_)) => {
            let keys: Vec<&String> = tree.entries().iter().map(|(key, _)| key).collect();
            for (at, key) in keys.iter().enumerate() {
                if keys[..at].contains(key) {
                    report.note(Deed::Guessed, format!("`{key}` is written twice; the first one was used."));
                }
            }
            tree
        }
        Ok(Tree::Nothing) => Tree::Nothing,
        Ok(_) => {
            report.note(
                Deed::Unread,
                format!("The front matter is not made of keys and values: {}", short(front, 120)),
            );
            Tree::Nothing
        }
        Err(why) => {
            report.note(
                Deed::Guessed,
                format!("The front matter is not valid YAML, so it was read line by line. {why}"),
            );
            for line in front.lines().filter(|line| !line.trim().is_empty() && !is_front_line(line)) {
                report.note(Deed::Unread, format!("This line of the front matter: `{}`", short(line, 200)));
            }
            tree::loose(front)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, String, usize) {
        let mut report = FileReport::new("a.md");
        let (front, body) = split(text, &mut report);
        (front.text("title").map(str::to_owned), body.to_owned(), report.notes.len())
    }

    #[test]
    fn reads_what_can_be_read() {
        let title = |text: &str| Some(text.to_owned());
        let whole = "Just words.\n".to_owned();
        assert_eq!(read("---\ntitle: A\n---\nB\n---\nC\n"), (title("A"), "B\n---\nC\n".to_owned(), 0));
        assert_eq!(read("title: A\nx:\n  - b\n---\nB\n"), (title("A"), "B\n".to_owned(), 1));
        assert_eq!(read("---\ntitle: A\n\nB: c\n"), (title("A"), "\nB: c\n".to_owned(), 1));
        assert_eq!(read("---\ntitle: A: b\nodd\n---\nB\n"), (title("A: b"), "B\n".to_owned(), 2));
        assert_eq!(read("+++\ntitle = 'A'\n+++\nB\n"), (title("A"), "B\n".to_owned(), 0));
        assert_eq!(read("{\"title\": \"A\"}\nB\n"), (title("A"), "\nB\n".to_owned(), 0));
        assert_eq!(read(&whole), (None, whole.clone(), 1));
        assert_eq!(read("title: A\nJust words.\n").0, None);
        assert_eq!(read("+++\ntitle = 'A'\n").2, 1);
        assert_eq!(read(""), (None, String::new(), 1));
    }
}
