//! Links from one issue of the old site to another: they lead to the new page
//! of that incident. Where the old site has no such issue, the address stays
//! as words, for the new site would have nothing there.

use std::collections::BTreeMap;

use crate::import::{Deed, FileReport};

/// The pages of the old site's issues.
pub(super) struct Ties<'a> {
    /// Address of the old site, without a slash at the end.
    site: &'a str,
    /// Slug in lower case → id of the incident.
    ids: BTreeMap<String, String>,
}

impl<'a> Ties<'a> {
    pub(super) fn new(site: &'a str, reports: &[FileReport]) -> Self {
        let ids = reports
            .iter()
            .filter_map(|report| {
                let id = report.target.as_deref()?.rsplit('/').next()?;
                let name = report.file.strip_suffix("/index.md").unwrap_or(&report.file);
                let slug = name.rsplit('/').next()?.trim_end_matches(".md");
                Some((slug.to_lowercase(), id.to_owned()))
            })
            .collect();
        Self { site, ids }
    }

    /// The text of an update with such links led to where they belong.
    pub(super) fn rewrite(&self, text: &str, report: &mut FileReport) -> Option<String> {
        let prefix = format!("]({}/issues/", self.site);
        if !text.contains(&prefix) {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(&prefix) {
            let after = &rest[at + prefix.len()..];
            let end = after.find(')').unwrap_or(after.len());
            let slug = after[..end].split(['/', '#', '?', ' ']).next().unwrap_or("").to_lowercase();
            if let Some(id) = self.ids.get(&slug) {
                out.push_str(&rest[..at]);
                out.push_str("](../");
                out.push_str(id);
                out.push_str("/)");
                report
                    .note(Deed::Changed, format!("A link to the old page of `{id}` leads to its new page."));
            } else {
                let words = rest[..at].rfind('[').unwrap_or(at);
                let address = format!("{}/issues/{}", self.site, &after[..end]);
                out.push_str(&rest[..words]);
                out.push_str(rest[words..at].trim_start_matches('['));
                out.push_str(&format!(" ({address})"));
                report.note(
                    Deed::Changed,
                    format!("A link to `{address}` became words: there is no such issue."),
                );
            }
            rest = after.get(end + 1..).unwrap_or("");
        }
        out.push_str(rest);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_between_issues_lead_to_the_new_pages() {
        let mut one = FileReport::new("content/issues/One.md");
        one.target = Some("incidents/2031/one".to_owned());
        let ties = Ties::new("https://pond.example", &[one]);
        let mut report = FileReport::new("content/issues/two.md");
        let text =
            "See [this](https://pond.example/issues/one/) and [that](https://pond.example/issues/gone/).";
        assert_eq!(
            ties.rewrite(text, &mut report).as_deref(),
            Some("See [this](../one/) and that (https://pond.example/issues/gone/).")
        );
        assert_eq!(report.notes.len(), 2);
        assert_eq!(ties.rewrite("Nothing here.", &mut report), None);
    }
}
