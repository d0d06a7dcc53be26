//! How models say what templates are given: words that Tera escapes, and HTML that it writes as it is.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::markdown::is_escaped;

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
    if is_escaped(text) { Value::safe_string(text) } else { Value::normal_string(text) }
}
