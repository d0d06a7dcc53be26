//! Words that were given as one text → the same with what else was said, and what the template falls
//! back on. It never changes a word that is there.

use super::Sheet;
use super::template::{Template, level};
use crate::model::{Known, Named};
use crate::read::heading as heading_of;

impl Template {
    /// Words that were given as one text, with what else was said and what the template falls back on:
    /// each part with its heading, unless the text has that heading already.
    pub fn complete(&self, whole: &str, sheet: &Sheet) -> String {
        let mut text = whole.trim_end().to_owned();
        text.push('\n');
        let headings: Vec<String> =
            text.lines().filter_map(|line| Some(line[level(line)?..].trim().to_lowercase())).collect();
        let has = |name: &str, heading: &str| {
            headings.iter().any(|there| *there == heading.to_lowercase() || means(there, name))
        };
        let parts = self.parts();
        for (name, heading) in &self.phrases.headings {
            let own = parts.iter().find(|part| part.name == *name);
            let heading = own.map_or(*heading, |part| &part.heading);
            let words = sheet.words(name).or(own.map(|part| part.words.as_str()));
            if let Some(words) = words.filter(|words| !words.is_empty())
                && !has(name, heading)
            {
                text.push_str(&format!("\n## {heading}\n{words}\n"));
            }
        }
        text
    }
}

/// Whether a heading is one of those that readers of files take for that part.
fn means(heading: &str, name: &str) -> bool {
    heading_of(heading).map(Known::name) == Some(name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_whole_text_is_completed_by_what_it_leaves_out() {
        let mut sheet = Sheet::default();
        sheet.part("unknowns", "Nothing is open.");
        let resolved = Template::load(Path::new("nowhere"), "resolved", "en").expect("a template");
        assert_eq!(
            resolved.complete("It works again.\n\n## Impact\nPayments failed.\n\n", &sheet),
            "It works again.\n\n## Impact\nPayments failed.\n\n## What we don't know yet\nNothing is open.\n\n\
             ## What you should do\n- You do not need to do anything.\n"
        );
        // Another wording of the same heading is enough.
        let own =
            "It works again.\n\n## What to do\n- Sign in again.\n\n## What is not known yet\n- Q1: Why?\n";
        assert_eq!(resolved.complete(own, &sheet), own);
    }
}
