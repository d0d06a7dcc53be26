//! Texts as YAML values that read back as the same text.

/// A text as a value: as it is where nothing can be mistaken, in quotes otherwise.
pub fn quote(text: &str) -> String {
    let harmless =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | ',' | '(' | ')' | '\'');
    let starts = text.starts_with(|c: char| c.is_alphabetic());
    if starts && text.trim() == text && text.chars().all(harmless) && !is_word_of_yaml(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => {}
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A text as a value inside brackets, where a comma or bracket would end it.
pub fn flow(text: &str) -> String {
    let quoted = quote(text);
    if quoted.starts_with('"') || !quoted.contains(',') { quoted } else { format!("\"{quoted}\"") }
}

/// Words that other readers of YAML take for something else than text.
fn is_word_of_yaml(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    )
}

/// Keys with values below a key, each on its own line.
pub fn block<'a>(entries: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let mut text = String::new();
    for (key, value) in entries {
        text.push_str(&format!("\n  {key}: {value}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml::{Value, parse};

    #[test]
    fn every_text_reads_back_as_it_was() {
        for text in [
            "plain words",
            "one, two (three)",
            "no",
            "it's: a trap",
            "# not a comment",
            "\"quoted\"",
            "back\\slash",
            "two\nlines",
            " blank ",
            "- item",
            "{x}",
            "1.10",
            "Uploads fail (since 13:02 UTC)",
            "ends with:",
            "ümläut",
            "a\tb",
            "[x]",
            "@at",
            "%",
            "",
        ] {
            let line = format!("key: {}\n", quote(text));
            let node = parse(&line, FileId::default(), 0, line.len()).expect(&line);
            let Value::Map(entries) = &node.value else { panic!("{line}") };
            let Value::Scalar(scalar) = &entries[0].value.value else { panic!("{line}") };
            assert_eq!(scalar.text, text, "{line}");
            let line = format!("{{ key: {}, other: x }}\n", flow(text));
            let node = parse(&line, FileId::default(), 0, line.len()).expect(&line);
            let Value::Map(entries) = &node.value else { panic!("{line}") };
            let Value::Scalar(scalar) = &entries[0].value.value else { panic!("{line}") };
            assert_eq!((scalar.text.as_ref(), entries.len()), (text, 2), "{line}");
        }
    }
}
