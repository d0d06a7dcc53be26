//! Shortcodes of Hugo, `{{< name … >}}`, are removed; the report names them. The
//! `track` mark stays for the moment: it tells the time of an update.

use std::fmt::Write as _;

use crate::import::report::{Deed, FileReport};
use crate::import::text::short;

/// `text` without shortcodes other than `track`.
pub(super) fn strip(text: &str, report: &mut FileReport) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let here = &rest[at..];
        let close = match here.as_bytes().get(2) {
            Some(b'<') => ">}}",
            Some(b'%') => "%}}",
            _ => {
                out.push_str(&rest[..at + 2]);
                rest = &here[2..];
                continue;
            }
        };
        out.push_str(&rest[..at]);
        let Some(end) = here.find(close) else {
            out.push_str(&here[..3]);
            rest = &here[3..];
            continue;
        };
        let inner = here[3..end].trim();
        let name = inner.trim_start_matches('/').split_whitespace().next().unwrap_or("");
        if name == "track" {
            // One spelling, so that it is found again.
            let _ = write!(
                out,
                "{{{{< track {} >}}}}",
                inner.trim_start_matches("track").replace(['<', '>', '{', '}', '\n'], "")
            );
        } else {
            report.note(Deed::LeftOut, format!("The shortcode `{}`.", short(inner, 80)));
        }
        rest = &here[end + 3..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_all_but_track() {
        let mut report = FileReport::new("a.md");
        let text = strip("a {{<track \"1\">}} {{% note %}}b{{% /note %}} {{ c }} {{< open", &mut report);
        assert_eq!(text, "a {{< track  \"1\" >}} b {{ c }} {{< open");
        assert_eq!(report.notes.len(), 2);
    }
}
