//! Templates: what each kind of text contains, with prompts for the writer.
//!
//! A template is an update with holes. Among the facts, a key without a value
//! is a hole, and a line that starts with `#?` a prompt. Among the words,
//! `{impact}` is a hole, `{actions:words}` one with words to fall back on, and
//! a comment a prompt. Prompts are taken out before a file is written, and the
//! reader refuses any comment that is left, so none ever reaches a page.

use std::path::Path;

use super::Sheet;
use super::phrases::{Phrases, phrases};
use crate::read::TEMPLATES;
use crate::source::{ReadError, read_text};

/// The templates of one language, by their names.
macro_rules! built_in {
    ($language:literal, $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $language, "/", $name, ".md")))),+]
    };
}

/// All templates, one set for each language.
macro_rules! languages {
    ($($constant:ident = $language:literal),+ $(,)?) => {
        $(const $constant: &[(&str, &str)] = built_in!(
            $language,
            "holding",
            "reply",
            "first",
            "progress",
            "no-change",
            "resolved",
            "breach",
            "advisory",
            "embargoed",
            "maintenance",
            "correction",
            "apology",
            "postmortem",
            "not-affected",
            "scam",
        );)+
        /// The languages that there are templates in.
        pub const LANGUAGES: &[&str] = &[$($language),+];

        fn built_in(language: &str) -> &'static [(&'static str, &'static str)] {
            match language {
                $($language => $constant,)+
                _ => ENGLISH,
            }
        }
    };
}

languages!(ENGLISH = "en", GERMAN = "de");

/// Why a template cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// There is none of that name.
    #[error("there is no template `{0}`; there are {list}", list = TEMPLATES.join(", "))]
    Unknown(String),
    /// The site's own cannot be read.
    #[error("`templates/{name}.md` cannot be read: {reason}")]
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        reason: ReadError,
    },
    /// The site's own is not an update with holes.
    #[error("`templates/{0}.md` has to start with `---`, facts and `---`, like an update")]
    Fences(String),
}

/// Something that a template asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What the sheet calls it.
    pub name: String,
    /// The heading that it stands under.
    pub heading: String,
    /// What the writer is asked.
    pub prompt: String,
    /// What is written if nothing is said.
    pub words: String,
}

/// A text to start from.
#[derive(Debug, Clone)]
pub struct Template {
    front: Vec<String>,
    words: Vec<String>,
    pub(super) phrases: &'static Phrases,
    /// Whether it is the site's own.
    pub is_own: bool,
}

impl Template {
    /// The template of that name: the site's own, `templates/<name>.md` in the
    /// content folder, or the built-in one in the language, such as `de-AT`;
    /// English where there is none.
    pub fn load(root: &Path, name: &str, language: &str) -> Result<Self, TemplateError> {
        let phrases = phrases(language);
        let Some((_, built_in)) = built_in(phrases.language).iter().find(|(n, _)| *n == name) else {
            return Err(TemplateError::Unknown(name.to_owned()));
        };
        let own = root.join("templates").join(format!("{name}.md"));
        let is_own = std::fs::symlink_metadata(&own).is_ok_and(|meta| meta.is_file());
        let text = if is_own {
            read_text(&own).map_err(|reason| TemplateError::Unreadable { name: name.to_owned(), reason })?
        } else {
            (*built_in).to_owned()
        };
        Self::parse(&text, phrases, is_own).ok_or_else(|| TemplateError::Fences(name.to_owned()))
    }

    /// The language of the sentences that are added to it.
    pub fn language(&self) -> &'static str {
        self.phrases.language
    }

    /// Whether it is in that language, as far as is known.
    pub fn speaks(&self, language: &str) -> bool {
        self.is_own || language.split('-').next() == Some(self.phrases.language)
    }

    fn parse(text: &str, phrases: &'static Phrases, is_own: bool) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().map(|line| line.trim_end().to_owned());
        (lines.next()? == "---").then_some(())?;
        let lines: Vec<String> = lines.collect();
        let end = lines.iter().position(|line| line == "---")?;
        Some(Self { front: lines[..end].to_vec(), words: lines[end + 1..].to_vec(), phrases, is_own })
    }

    /// The type of update that it is for, such as `holding`.
    pub fn kind(&self) -> Option<&str> {
        self.front.iter().find_map(|line| line.strip_prefix("type:")).map(str::trim)
    }

    /// The keys of its facts, each with the prompts above it and what it is if nothing else is said.
    pub fn keys(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        let mut prompt: Vec<&str> = Vec::new();
        for line in &self.front {
            match key_of(line) {
                Some((name, words)) => {
                    let prompt = std::mem::take(&mut prompt).join("\n");
                    asked.push(Asked {
                        name: name.to_owned(),
                        heading: String::new(),
                        prompt,
                        words: words.to_owned(),
                    });
                }
                None => prompt.extend(line.strip_prefix("#?").map(str::trim)),
            }
        }
        asked
    }

    /// The parts of its words, each with the heading above it, the prompt, and words to fall back on.
    pub fn parts(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        let (mut heading, mut prompt) = (String::new(), String::new());
        for line in &self.words {
            if let Some(level) = level(line) {
                line[level..].trim().clone_into(&mut heading);
                prompt.clear();
            } else if let Some(comment) = line.trim().strip_prefix("<!--") {
                comment.trim_end_matches("-->").trim().clone_into(&mut prompt);
            } else if let Some(inside) = line.strip_prefix('{').and_then(|line| line.strip_suffix('}'))
                && is_hole(inside)
            {
                let (name, words) = inside.split_once(':').unwrap_or((inside, ""));
                asked.push(Asked {
                    name: name.to_owned(),
                    heading: heading.clone(),
                    prompt: std::mem::take(&mut prompt),
                    words: words.to_owned(),
                });
            }
        }
        asked
    }

    /// The template with what is known in its holes, and its prompts still there.
    pub fn fill(&self, sheet: &Sheet) -> String {
        let mut text = String::from("---\n");
        let mut placed: Vec<&str> = Vec::new();
        for line in &self.front {
            let Some((key, default)) = key_of(line) else {
                push(&mut text, line);
                continue;
            };
            placed.push(key);
            match sheet.get(key) {
                Some(value) => push(&mut text, &fact(key, value)),
                // An example of it may stand among the prompts already.
                None if default.is_empty() && text.contains(&format!("\n#? {key}:\n")) => {}
                None if default.is_empty() => push(&mut text, &format!("#? {key}:")),
                None => push(&mut text, line),
            }
        }
        for (key, value) in sheet.facts().filter(|(key, _)| !placed.contains(key)) {
            push(&mut text, &fact(key, value));
        }
        text.push_str("---\n");
        let mut used: Vec<String> = Vec::new();
        for line in &self.words {
            push(&mut text, &holes(line, sheet, &mut used));
        }
        for (name, heading) in
            self.phrases.headings.iter().filter(|(name, _)| !used.iter().any(|u| u == name))
        {
            if let Some(words) = sheet.words(name) {
                text.push_str(&format!("\n## {heading}\n{words}\n"));
            }
        }
        text
    }
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn fact(key: &str, yaml: &str) -> String {
    if yaml.starts_with('\n') { format!("{key}:{yaml}") } else { format!("{key}: {yaml}") }
}

/// The key and the rest of a line of facts that is not indented and no remark.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_key.then_some((key, rest.trim()))
}

/// A line with what is known in the places of `{name}` and `{name:words}`.
fn holes(line: &str, sheet: &Sheet, used: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inside = rest[open + 1..].find('}').map(|close| &rest[open + 1..open + 1 + close]);
        let Some(inside) = inside.filter(|inside| is_hole(inside)) else {
            out.push('{');
            rest = &rest[open + 1..];
            continue;
        };
        let (name, words) = inside.split_once(':').unwrap_or((inside, ""));
        out.push_str(sheet.words(name).unwrap_or(words));
        used.push(name.to_owned());
        rest = &rest[open + inside.len() + 2..];
    }
    out.push_str(rest);
    out
}

fn is_hole(inside: &str) -> bool {
    let name = inside.split(':').next().unwrap_or("");
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// A filled template as it is written: without prompts, without headings that
/// nothing stands under, without runs of empty lines.
pub fn finish(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let mut out: Vec<&str> = Vec::new();
    let mut lines = text.lines().map(str::trim_end);
    let mut fences = 0;
    for line in lines.by_ref() {
        fences += usize::from(line == "---");
        if !line.trim_start().starts_with("#?") {
            out.push(line);
        }
        if fences == 2 {
            break;
        }
    }
    let words = without_prompts(lines);
    let mut finished = out.join("\n");
    finished.push('\n');
    let mut blank = true;
    for (at, line) in words.iter().enumerate() {
        let hollow = level(line).is_some_and(|level| is_empty_below(&words[at + 1..], level));
        let again = line.is_empty() && blank;
        if !(hollow || again) {
            push(&mut finished, line);
        }
        blank = hollow || line.is_empty();
    }
    let end = finished.trim_end().len();
    finished.truncate(end);
    finished.push('\n');
    finished
}

/// The lines of the words, without comments that have lines of their own.
fn without_prompts<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut words = Vec::new();
    let (mut inside, mut code) = (false, false);
    for line in lines {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            code = !code;
        }
        if !code
            && !inside
            && trimmed.starts_with("<!--")
            && (trimmed.ends_with("-->") || !trimmed.contains("-->"))
        {
            inside = !trimmed.ends_with("-->");
            continue;
        }
        if inside {
            inside = !trimmed.ends_with("-->");
            continue;
        }
        words.push(line);
    }
    words
}

/// The level of a heading.
pub(super) fn level(line: &str) -> Option<usize> {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    ((2..=6).contains(&hashes) && line.as_bytes().get(hashes) == Some(&b' ')).then_some(hashes)
}

/// Whether no word stands below a heading of that level.
fn is_empty_below(lines: &[&str], heading: usize) -> bool {
    let below = lines.iter().take_while(|line| level(line).is_none_or(|level| level > heading));
    below.filter(|line| level(line).is_none()).all(|line| line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(name: &str) -> Template {
        Template::load(Path::new("nowhere"), name, "en").expect(name)
    }

    #[test]
    fn every_template_is_there_in_each_language_and_asks_the_same() {
        let load = |name, language| Template::load(Path::new("nowhere"), name, language);
        for (name, language) in
            TEMPLATES.into_iter().flat_map(|name| LANGUAGES.iter().map(move |language| (name, *language)))
        {
            let template = load(name, language).expect(name);
            assert!(template.speaks(language), "{name} in {language}");
            let filled = template.fill(&Sheet::default());
            assert!(filled.contains("<!--"), "{name} in {language}");
            for asked in template.keys() {
                let hole = format!("\n#? {}:\n", asked.name);
                assert!(filled.matches(&hole).count() <= 1, "{name} in {language}: {hole}");
            }
            let finished = finish(&filled);
            assert!(!finished.contains("<!--") && !finished.contains("#?"), "{name}:\n{finished}");
            // What is asked is the same in each language: only the words differ.
            let english = load(name, "en").expect(name);
            let keys = |template: &Template| -> Vec<String> {
                template.keys().into_iter().map(|asked| asked.name).collect()
            };
            let parts = |template: &Template| -> Vec<(String, bool, bool)> {
                let part = |asked: Asked| (asked.name, asked.prompt.is_empty(), asked.words.is_empty());
                template.parts().into_iter().map(part).collect()
            };
            assert_eq!(template.kind(), english.kind(), "{name} in {language}");
            assert_eq!(keys(&template), keys(&english), "{name} in {language}");
            assert_eq!(parts(&template), parts(&english), "{name} in {language}");
        }
        assert!(matches!(load("x", "en"), Err(TemplateError::Unknown(_))));
        assert!(!load("first", "fr").expect("English").speaks("fr"));
    }

    #[test]
    fn what_is_known_is_in_its_place_and_the_rest_leaves_no_trace() {
        let mut sheet = Sheet::default();
        sheet
            .fact("at", "2026-03-03 09:15 UTC")
            .fact("services", "\n  payments: checking")
            .fact("tlp", "CLEAR");
        sheet.part("lead", "Payments fail.").part("know", "It began at 09:02 UTC.");
        assert_eq!(
            finish(&load("holding").fill(&sheet)),
            "---\ntype: holding\nat: 2026-03-03 09:15 UTC\nservices:\n  payments: checking\ntlp: CLEAR\n---\n\
             Payments fail.\n\nWe know, and we are working on it.\n\n## What you should do\n\
             - You do not need to do anything yet.\n\n## What we know\nIt began at 09:02 UTC.\n"
        );
    }

    #[test]
    fn a_writer_keeps_every_word_and_loses_every_prompt() {
        let text = "---\ntype: first\n# my remark\n#? prompt\n---\n<!-- one -->\nWords {of mine}.\n<!-- two\nlines -->\n\n\n## Impact\n\n## What you should do\n### Developers\n\n### Users\n- Wait.\n```\n<!-- code -->\n```\n";
        assert_eq!(
            finish(text),
            "---\ntype: first\n# my remark\n---\nWords {of mine}.\n\n## What you should do\n### Users\n- Wait.\n```\n<!-- code -->\n```\n"
        );
    }
}
