//! `.well-known/security.txt` (RFC 9116): when it runs out.

use std::path::Path;

use crate::model::time::Instant;
use crate::source::{is_link, read_text};

/// Where the file lies below the content folder.
pub const SECURITY_TXT: &str = ".well-known/security.txt";

/// The file that tells researchers where to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityTxt {
    /// The whole of it, as it is published.
    pub text: String,
    /// When it runs out, if it says so in a way that can be read.
    pub expires: Option<Instant>,
}

/// Reads the file below `root`; `None` if there is none. Links are not followed.
pub fn security_txt(root: &Path) -> Option<SecurityTxt> {
    let path = root.join(SECURITY_TXT);
    if is_link(&path) || path.parent().is_some_and(is_link) {
        return None;
    }
    let text = read_text(&path).ok()?;
    Some(SecurityTxt { expires: expires(&text), text })
}

fn expires(text: &str) -> Option<Instant> {
    let value = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("expires").then_some(value)
    })?;
    Instant::parse(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_found_in_whatever_case_and_order() {
        let text = "# ours\nContact: mailto:security@example.com\nEXPIRES: 2026-12-31T23:59:00.000Z\n";
        assert_eq!(expires(text).map(Instant::rfc3339).as_deref(), Some("2026-12-31T23:59:00Z"));
        assert_eq!(expires("Contact: tel:+1\nExpires: soon\n"), None);
    }
}
