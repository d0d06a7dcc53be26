//! Configuration and front matter in YAML, TOML or JSON → one plain tree. When a
//! text breaks the rules of its format, [`loose`] still reads line by line what
//! it can.

use crate::source::Sources;
use crate::yaml::{self, Node, Value};

/// A value whose format no longer matters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Tree {
    /// Nothing was written.
    #[default]
    Nothing,
    /// A text, a number, a date, yes or no.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Keys with values, in their order.
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of `key`; as in Hugo, capital letters do not matter.
    pub(super) fn get(&self, key: &str) -> Option<&Tree> {
        let entries = self.entries();
        entries
            .iter()
            .find(|(name, _)| name == key)
            .or_else(|| entries.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)))
            .map(|(_, value)| value)
    }

    /// The text of `key`, if there is one.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Tree::as_text)
    }

    /// The text, if it is one and not empty.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Tree::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    /// Keys with values; none if it is something else.
    pub(super) fn entries(&self) -> &[(String, Tree)] {
        match self {
            Tree::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items; none if it is something else.
    pub(super) fn items(&self) -> &[Tree] {
        match self {
            Tree::List(items) => items,
            _ => &[],
        }
    }

    /// The value on one line, for the report.
    pub(super) fn show(&self) -> String {
        match self {
            Tree::Nothing => "nothing".to_owned(),
            Tree::Text(text) => text.clone(),
            Tree::List(items) => items.iter().map(Tree::show).collect::<Vec<_>>().join(", "),
            Tree::Map(entries) => entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", value.show()))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// Reads YAML.
///
/// # Errors
/// What is wrong with it.
pub(super) fn yaml(text: &str) -> Result<Tree, String> {
    let file = Sources::default().add(String::new(), String::new());
    yaml::parse(text, file, 0, text.len()).map(|node| from_node(&node)).map_err(|finding| finding.message)
}

fn from_node(node: &Node<'_>) -> Tree {
    match &node.value {
        Value::Null => Tree::Nothing,
        Value::Scalar(scalar) => Tree::Text(scalar.text.to_string()),
        Value::List(items) => Tree::List(items.iter().map(from_node).collect()),
        Value::Map(entries) => {
            Tree::Map(entries.iter().map(|entry| (entry.key.to_string(), from_node(&entry.value))).collect())
        }
    }
}

/// Reads the JSON value at the start of `text`, and how many bytes it takes.
pub(super) fn json(text: &str) -> Option<(Tree, usize)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let value = values.next()?.ok()?;
    Some((from_json(value), values.byte_offset()))
}

fn from_json(value: serde_json::Value) -> Tree {
    use serde_json::Value as Json;
    match value {
        Json::Null => Tree::Nothing,
        Json::Bool(yes) => Tree::Text(yes.to_string()),
        Json::Number(number) => Tree::Text(number.to_string()),
        Json::String(text) => Tree::Text(text),
        Json::Array(items) => Tree::List(items.into_iter().map(from_json).collect()),
        Json::Object(entries) => {
            Tree::Map(entries.into_iter().map(|(key, value)| (key, from_json(value))).collect())
        }
    }
}

/// Reads the lines that look like `key: value`, with lists below a key, and
/// passes over all others.
pub(super) fn loose(text: &str) -> Tree {
    let mut entries: Vec<(String, Tree)> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some((_, value)) = entries.last_mut() {
                match value {
                    Tree::Nothing => *value = Tree::List(vec![scalar(item)]),
                    Tree::List(items) => items.push(scalar(item)),
                    _ => {}
                }
            }
        } else if let Some((key, value)) = key_and_value(line) {
            entries.push((key.to_owned(), scalar(value)));
        }
    }
    Tree::Map(entries)
}

/// `key: value` at the start of a line, the key being one plain word.
pub(super) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    (plain && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value.trim()))
}

fn scalar(written: &str) -> Tree {
    let written = written.trim();
    if let Some(inner) = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Tree::List(inner.split(',').map(scalar).filter(|item| *item != Tree::Nothing).collect());
    }
    for quote in ['"', '\''] {
        if let Some(inner) = written.strip_prefix(quote) {
            let inner = inner.strip_suffix(quote).unwrap_or(inner);
            return Tree::Text(inner.replace("\\\"", "\""));
        }
    }
    let bare = written.split(" #").next().unwrap_or(written).trim();
    match bare {
        "" | "~" | "null" => Tree::Nothing,
        text => Tree::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_formats_give_one_tree() {
        let from_yaml = yaml("title: A\naffected: [x, y]\n").unwrap();
        let (from_json, used) = json("{\"title\": \"A\", \"affected\": [\"x\", \"y\"]}\nrest").unwrap();
        let mut from_json = from_json.entries().to_vec();
        from_json.sort_by_key(|(key, _)| key != "title");
        assert_eq!(Tree::Map(from_json), from_yaml);
        assert_eq!(used, 38);
        assert_eq!(loose("title: A\naffected:\n  - x\n  - \"y\"\n"), from_yaml);
        assert_eq!(super::super::toml::read("title = \"A\"\naffected = ['x', \"y\"]\n").0, from_yaml);
    }

    #[test]
    fn keys_are_found_whatever_their_capitals() {
        let tree = yaml("resolvedwhen: 1\n").unwrap();
        assert_eq!(tree.text("resolvedWhen"), Some("1"));
    }

    #[test]
    fn loose_reading_goes_on_after_a_mistake() {
        let text = "title: Breach: all of it\ndate: 2031-01-01 # soon\n  odd\nempty:\n";
        assert!(yaml(text).is_err());
        let tree = loose(text);
        assert_eq!(tree.text("title"), Some("Breach: all of it"));
        assert_eq!(tree.text("date"), Some("2031-01-01"));
        assert_eq!(tree.get("empty"), Some(&Tree::Nothing));
    }
}
