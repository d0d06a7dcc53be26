//! Changes to an update that exists: where else it was said. The result is read
//! again, and refused if anything but that has changed.

use crate::model::time::Instant;
use crate::source::FileId;
use crate::yaml::{Node, Value, is_longer, parse, push};

use super::flow;

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// It cannot be read.
    #[error("the facts of this file cannot be read; mend them first (`candor check` says what is wrong)")]
    Unreadable,
    /// The list cannot be made longer without rewriting more.
    #[error("this cannot be added without touching other lines; add it by hand below `channels:`")]
    NotAlone,
}

/// The text of an update with one more place where it was said.
///
/// # Errors
/// The facts cannot be read, or more than this would change.
pub fn channel(text: &str, name: &str, sent_at: Instant, link: Option<&str>) -> Result<String, ChangeError> {
    let mut item = vec![("channel", flow(name)), ("sent_at", sent_at.written())];
    item.extend(link.map(|link| ("link", flow(link))));
    let (front, _) = crate::read::split(text).ok_or(ChangeError::Unreadable)?;
    let old = parse(text, FileId::default(), front.start, front.end).map_err(|_| ChangeError::Unreadable)?;
    let changed = push(&text[front.clone()], "channels", &item).ok_or(ChangeError::NotAlone)?;
    let new = format!("{}{changed}{}", &text[..front.start], &text[front.end..]);

    // What the reader makes of the result decides.
    let (front, _) = crate::read::split(&new).ok_or(ChangeError::NotAlone)?;
    let read = parse(&new, FileId::default(), front.start, front.end).map_err(|_| ChangeError::NotAlone)?;
    let good = is_longer(text, &new) && is_same_but_longer(&old, &read, "channels", &item);
    if good { Ok(new) } else { Err(ChangeError::NotAlone) }
}

/// Whether `new` is `old` with `item` at the end of the list under `key`, and nothing else.
fn is_same_but_longer(old: &Node<'_>, new: &Node<'_>, key: &str, item: &[(&str, String)]) -> bool {
    let (Value::Map(old), Value::Map(new)) = (&old.value, &new.value) else { return false };
    let others = |entries: &[crate::yaml::Entry<'_>]| -> Vec<(String, String)> {
        entries.iter().filter(|e| e.key != key).map(|e| (e.key.to_string(), shape(&e.value))).collect()
    };
    let list = |entries: &[crate::yaml::Entry<'_>]| -> Vec<String> {
        match entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value.value) {
            Some(Value::List(items)) => items.iter().map(shape).collect(),
            _ => Vec::new(),
        }
    };
    let (before, after) = (list(old), list(new));
    let line = item.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ");
    let text = format!("{{ {line} }}");
    let added = parse(&text, FileId::default(), 0, text.len()).map(|node| shape(&node));
    others(old) == others(new)
        && after.len() == before.len() + 1
        && after.starts_with(&before)
        && added.is_ok_and(|added| after.last() == Some(&added))
}

/// What a node says, wherever it stands.
fn shape(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(",")),
        Value::Map(entries) => {
            let inside = entries.iter().map(|entry| format!("{:?}:{}", entry.key, shape(&entry.value)));
            format!("{{{}}}", inside.collect::<Vec<_>>().join(","))
        }
    }
}
