//! How models say what templates are given: words that Tera escapes, and HTML that it writes as it is.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that is safe, or none: for fields of models, by `serialize_with`.
pub(super) fn html<T: Html, S: Serializer>(html: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match html.html() {
        Some(html) => Value::safe_string(html).serialize(serializer),
        None => serializer.serialize_none(),
    }
}

/// What may hold HTML.
pub(super) trait Html {
    /// It.
    fn html(&self) -> Option<&str>;
}

impl Html for String {
    fn html(&self) -> Option<&str> {
        Some(self)
    }
}

impl Html for Option<String> {
    fn html(&self) -> Option<&str> {
        self.as_deref()
    }
}

impl Html for Cow<'_, str> {
    fn html(&self) -> Option<&str> {
        Some(self)
    }
}

/// Words that are shown again and again: those with nothing to escape are looked through once, here.
pub(super) fn words(text: &str) -> Value {
    if needs_none(text) { Value::safe_string(text) } else { Value::normal_string(text) }
}

/// What is escaped.
const SPECIAL: [u8; 5] = [b'&', b'<', b'>', b'"', b'\''];

/// Which bytes these are.
const IS_SPECIAL: [bool; 256] = {
    let mut is_special = [false; 256];
    let mut at = 0;
    while at < SPECIAL.len() {
        is_special[SPECIAL[at] as usize] = true;
        at += 1;
    }
    is_special
};

/// Whether nothing of a text has to be escaped; all bytes are looked at before the answer, as processors like it.
fn needs_none(text: &str) -> bool {
    !text.bytes().fold(false, |any, byte| any | IS_SPECIAL[usize::from(byte)])
}

/// Escapes words for HTML and for attributes, as Tera does by itself; most need nothing of it.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if needs_none(text) {
        return out.write_all(text.as_bytes());
    }
    let mut rest = text;
    while let Some(at) = rest.find(SPECIAL.map(char::from)) {
        let (before, from) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        out.write_all(match from.as_bytes()[0] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        })?;
        rest = &from[1..];
    }
    out.write_all(rest.as_bytes())
}

/// Words escaped as Tera would.
pub(super) fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 16);
    // Writing to memory does not fail, and whole characters come out as they went in.
    let _ = escape(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_as_tera_would() {
        for text in ["", "plain", "a<b>&\"c\" 'd' é", "&&", "<", "\u{fffe}\u{1}"] {
            let mut whole = Vec::new();
            tera::escape_html(text, &mut whole).unwrap();
            assert_eq!(escaped(text).as_bytes(), whole, "{text}");
            assert_eq!(words(text).is_safe(), whole == text.as_bytes(), "{text}");
        }
    }
}
