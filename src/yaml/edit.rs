//! Changes that keep every other byte: comments, order, indentation, line ends.
//! The only file that names the library for it.

use std::str::FromStr;

use yaml_edit::Document;

/// Adds an item, keys with values as YAML, to the end of the list under `key`,
/// which may not be there yet. `None` if that cannot be done by adding text alone.
pub fn push(text: &str, key: &str, item: &[(&str, String)]) -> Option<String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let document = Document::from_str(text).ok()?;
    let line = item.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ");
    let block = format!("{key}:{end}  - {{ {line} }}{end}");
    if !document.contains_key(key) {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        return Some(format!("{text}{gap}{block}"));
    }
    let list = document.get_sequence(key)?;
    if list.is_empty() {
        return None;
    }
    let flow = Document::from_str(&format!("{{ {line} }}\n")).ok()?;
    list.push(flow.as_mapping()?);
    let new = document.to_string();
    is_longer(text, &new).then_some(new)
}

/// Whether `new` is `old` with something put in at one place.
pub fn is_longer(old: &str, new: &str) -> bool {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    new.len() >= old.len() && new.as_bytes().ends_with(&old.as_bytes()[same..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> Vec<(&'static str, String)> {
        vec![("channel", "Mastodon".to_owned()), ("sent_at", "2026-03-03 10:20 UTC".to_owned())]
    }

    #[test]
    fn an_item_is_put_in_and_nothing_else_changes() {
        for text in [
            "type: first\n",
            "type: first\nchannels:\n  - { channel: SMS, sent_at: x } # by Ada\nseverity: minor # for now\n",
            "channels:\n- channel: SMS\n  sent_at: x\n\n# a remark\nseverity: minor\n",
            "channels:\r\n  - channel: SMS\r\n    sent_at: x\r\nseverity: minor\r\n",
            "channels: [{ channel: SMS, sent_at: x }] # sent\nseverity: minor\n",
            "severity: minor\nchannels:\n  - channel: SMS\n    sent_at: x",
            "statement: |\n  Words.\n\n  More.\nchannels:\n  - channel: SMS\n    sent_at: x\n",
        ] {
            let new = push(text, "channels", &item()).unwrap_or_else(|| panic!("{text}"));
            assert!(is_longer(text, &new), "{text}\n→\n{new}");
            println!("{new}\n=====");
            assert!(new.contains("Mastodon"));
        }
    }
}
