//! The configuration of a cState site → name, address, language and systems, and
//! from these `site.yaml`.

use std::fmt::Write as _;

use super::toml;
use super::tree::{self, Tree};
use crate::import::markdown::plain;
use crate::import::report::{Deed, FileReport};
use crate::import::text::{clean, one_line, quoted, short};
use crate::model::LANGUAGES;

/// What the configuration says that has a place in our files.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The title of the site.
    pub(super) title: Option<String>,
    /// The address as written.
    pub(super) url: Option<String>,
    /// The language as written.
    pub(super) language: Option<String>,
    /// The description, as plain text.
    pub(super) description: Option<String>,
    /// Groups of systems, in order.
    pub(super) categories: Vec<Category>,
    /// What the page lists, in order.
    pub(super) systems: Vec<System>,
}

/// A group of systems.
#[derive(Debug)]
pub(super) struct Category {
    /// Its name.
    pub(super) name: String,
    /// Its description, as plain text.
    pub(super) description: Option<String>,
}

/// One system.
#[derive(Debug)]
pub(super) struct System {
    /// The name that issues use.
    pub(super) name: String,
    /// The name that readers see.
    pub(super) shown: String,
    /// The name of its category.
    pub(super) category: Option<String>,
    /// Its description, as plain text.
    pub(super) description: Option<String>,
}

/// The places where Hugo looks for a configuration, in the order of preference.
pub(super) const FILES: [&str; 16] = [
    "config.yml",
    "config.yaml",
    "config.toml",
    "config.json",
    "hugo.yml",
    "hugo.yaml",
    "hugo.toml",
    "hugo.json",
    "config/_default/config.yml",
    "config/_default/config.yaml",
    "config/_default/config.toml",
    "config/_default/config.json",
    "config/_default/hugo.yml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.toml",
    "config/_default/hugo.json",
];

/// Where `params` may stand in a file of their own.
pub(super) const PARAMS: [&str; 4] = [
    "config/_default/params.yml",
    "config/_default/params.yaml",
    "config/_default/params.toml",
    "config/_default/params.json",
];

/// Reads one configuration file as a tree.
pub(super) fn read(path: &str, text: &str, report: &mut FileReport) -> Tree {
    let (text, _) = clean(text);
    let format = path.rsplit('.').next();
    if format == Some("toml") {
        let (tree, odd) = toml::read(&text);
        for line in odd {
            report.note(Deed::Unread, format!("This line: `{}`", short(&line, 80)));
        }
        return tree;
    }
    if format == Some("json") {
        return tree::json(&text).map_or_else(
            || {
                report.note(Deed::Unread, "This file is not JSON that can be read.");
                Tree::Nothing
            },
            |(tree, _)| tree,
        );
    }
    tree::yaml(&text).unwrap_or_else(|why| {
        report.note(
            Deed::Guessed,
            format!("This file is not YAML that we take, so only its simple lines were read. {why}"),
        );
        tree::loose(&text)
    })
}

/// Takes out of the tree what has a place in our files, and says what has none.
pub(super) fn decode(tree: &Tree, params: Option<&Tree>, report: &mut FileReport) -> Config {
    let empty = Tree::Nothing;
    let params = params.or_else(|| tree.get("params")).unwrap_or(&empty);
    let mut config = Config {
        title: tree.text("title").or_else(|| params.text("title")).map(one_line),
        url: tree.text("baseURL").map(str::to_owned),
        language: tree
            .text("languageCode")
            .or_else(|| tree.text("defaultContentLanguage"))
            .map(str::to_owned),
        description: words(params, "description", report),
        ..Config::default()
    };
    for item in params.get("categories").map_or(&[][..], Tree::items) {
        let Some(name) = item.text("name").or_else(|| item.as_text()).map(one_line) else {
            report.note(Deed::Unread, format!("A category without a name: {}", short(&item.show(), 80)));
            continue;
        };
        for (key, what) in [("closed", "is folded at first"), ("untitled", "has no visible title")] {
            if item.text(key).is_some_and(|value| value.eq_ignore_ascii_case("true")) {
                report.note(Deed::LeftOut, format!("That the category \"{name}\" {what} (`{key}`)."));
            }
        }
        let description = words(item, "description", report);
        config.categories.push(Category { name, description });
    }
    let systems = params.get("systems").map_or(&[][..], Tree::items);
    for item in systems {
        match system(item, report) {
            Some(system) if config.systems.iter().any(|known| known.name == system.name) => {
                report.note(
                    Deed::LeftOut,
                    format!("The system \"{}\" is listed twice; the first was used.", system.name),
                );
            }
            Some(system) => config.systems.push(system),
            None => {
                report.note(Deed::Unread, format!("A system without a name: {}", short(&item.show(), 80)));
            }
        }
    }
    if systems.is_empty() {
        report.note(Deed::Guessed, "It lists no systems; the services are those that issues name.");
    }
    for category in &config.categories {
        if !config.systems.iter().any(|system| system.category.as_deref() == Some(&category.name)) {
            report.note(
                Deed::LeftOut,
                format!("The category \"{}\", because no system is in it.", category.name),
            );
        }
    }
    for system in &config.systems {
        if let Some(name) = &system.category
            && !config.categories.iter().any(|category| category.name == *name)
        {
            report.note(
                Deed::Kept,
                format!(
                    "\"{}\" is in the category \"{name}\", which is not listed; it became a group.",
                    system.name
                ),
            );
        }
    }
    let known = ["title", "categories", "systems", "description"];
    let rest: Vec<&str> =
        params.entries().iter().map(|(key, _)| key.as_str()).filter(|key| !known.contains(key)).collect();
    if !rest.is_empty() {
        report.note(Deed::LeftOut, format!("Settings about the look of the page: {}.", rest.join(", ")));
    }
    let known = ["title", "baseURL", "languageCode", "defaultContentLanguage", "params"];
    let rest: Vec<&str> =
        tree.entries().iter().map(|(key, _)| key.as_str()).filter(|key| !known.contains(key)).collect();
    if !rest.is_empty() {
        report.note(Deed::LeftOut, format!("Settings of Hugo: {}.", rest.join(", ")));
    }
    config
}

fn system(item: &Tree, report: &mut FileReport) -> Option<System> {
    let name = item.text("name").or_else(|| item.as_text()).map(one_line)?;
    let shown = item.text("displayName").map_or_else(|| name.clone(), one_line);
    for (key, value) in item.entries() {
        if !["name", "displayname", "description", "category"].contains(&key.to_ascii_lowercase().as_str()) {
            report.note(
                Deed::LeftOut,
                format!("`{key}: {}` of the system \"{name}\".", short(&value.show(), 120)),
            );
        }
    }
    Some(System {
        shown,
        category: item.text("category").map(one_line),
        description: words(item, "description", report),
        name,
    })
}

/// A description as plain text.
fn words(tree: &Tree, key: &str, report: &mut FileReport) -> Option<String> {
    let written = tree.text(key)?;
    let words = plain(written);
    if words != one_line(written) {
        report.note(
            Deed::Changed,
            format!("Markdown in a description became plain text: \"{}\"", short(&words, 60)),
        );
    }
    (!words.is_empty()).then_some(words)
}

impl Config {
    /// The name of the site.
    pub(super) fn name(&self) -> &str {
        self.title.as_deref().unwrap_or("Status")
    }

    /// Where the old site is served, without a `/` at its end.
    pub(super) fn site(&self) -> Option<&str> {
        let url = self.url.as_deref()?.trim_end_matches('/');
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let plain = !host.is_empty()
            && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'?#@\\".contains(c));
        plain.then_some(url)
    }

    /// The text of `site.yaml`.
    pub(super) fn yaml(&self, report: &mut FileReport) -> String {
        let mut out = String::new();
        if self.title.is_none() {
            report.note(Deed::Guessed, "The site has no title; it is called \"Status\" in `site.yaml`.");
        }
        let url = match self.site() {
            Some(url) if url.starts_with("https://") => url.to_owned(),
            Some(url) => {
                report.note(Deed::Changed, format!("The address `{url}` became `https://` in `site.yaml`."));
                url.replacen("http://", "https://", 1)
            }
            None => {
                report.note(Deed::Guessed, "The site has no usable address; write yours in place of `https://status.example.com` in `site.yaml`.");
                "https://status.example.com".to_owned()
            }
        };
        let _ = writeln!(out, "name: {}\nurl: {}", quoted(self.name()), quoted(&url));
        let _ = writeln!(out, "language: {}\ntime_zone: UTC", self.language_tag(report));
        if let Some(text) = &self.description {
            let _ = writeln!(out, "description: {}", quoted(text));
        }
        out
    }

    /// The language of the words, if the interface cannot speak it: then it belongs to each incident.
    pub(super) fn own_language(&self) -> Option<String> {
        let tag = self.language.as_deref()?.trim().replace('_', "-");
        let good =
            |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let primary = tag.split('-').next().unwrap_or("");
        let spoken = LANGUAGES.iter().any(|language| language.eq_ignore_ascii_case(primary));
        (!spoken
            && primary.bytes().all(|b| b.is_ascii_alphabetic())
            && primary.len() <= 3
            && tag.split('-').all(good))
        .then_some(tag)
    }

    fn language_tag(&self, report: &mut FileReport) -> String {
        let Some(written) = self.language.as_deref() else { return "en".to_owned() };
        let tag = written.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let primary = parts
            .next()
            .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        // `no` is Norwegian here, and quotes keep it from being anything else.
        if primary && rest {
            if let Some(own) = self.own_language() {
                report.note(
                    Deed::Changed,
                    format!(
                        "The words of the interface are there in {} only: `site.yaml` says `language: en`, and each incident `language: {own}`.",
                        LANGUAGES.join(", ")
                    ),
                );
                return "en".to_owned();
            }
            return quoted(&tag);
        }
        report.note(
            Deed::Guessed,
            format!("`{}` is not a language tag; `en` was written.", short(written, 40)),
        );
        "en".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_configuration() {
        let mut report = FileReport::new("config.yml");
        let tree = read(
            "config.yml",
            "title: Pond status\nbaseURL: http://status.pond.example/\nlanguageCode: en_GB\ntheme: cstate\nparams:\n  \
             description: See *all* [here](https://pond.example).\n  brand: \"#000\"\n  categories:\n    - name: Water\n      \
             closed: true\n    - name: Empty\n  systems:\n    - name: Pump\n      category: Water\n      link: https://p.example\n    \
             - name: Gate\n      displayName: The gate\n      category: Air\n    - description: nameless\n",
            &mut report,
        );
        let config = decode(&tree, None, &mut report);
        assert_eq!(
            config.yaml(&mut report),
            "name: \"Pond status\"\nurl: \"https://status.pond.example\"\nlanguage: \"en-GB\"\ntime_zone: UTC\n\
             description: \"See all here (https://pond.example).\"\n"
        );
        assert_eq!(config.systems[1].shown, "The gate");
        assert_eq!(config.site(), Some("http://status.pond.example"));
        let notes: Vec<String> =
            report.notes.iter().map(|n| format!("{}: {}", n.what.word(), n.text)).collect();
        assert_eq!(
            notes,
            [
                "changed: Markdown in a description became plain text: \"See all here (https://pond.example).\"",
                "left out: That the category \"Water\" is folded at first (`closed`).",
                "left out: `link: https://p.example` of the system \"Pump\".",
                "not read: A system without a name: description: nameless",
                "left out: The category \"Empty\", because no system is in it.",
                "kept: \"Gate\" is in the category \"Air\", which is not listed; it became a group.",
                "left out: Settings about the look of the page: brand.",
                "left out: Settings of Hugo: theme.",
                "changed: The address `http://status.pond.example` became `https://` in `site.yaml`.",
            ]
        );
    }

    #[test]
    fn works_without_a_configuration() {
        let mut report = FileReport::new("config.yml");
        let config = Config::default();
        assert_eq!(
            config.yaml(&mut report),
            "name: \"Status\"\nurl: \"https://status.example.com\"\nlanguage: en\ntime_zone: UTC\n"
        );
        assert_eq!(report.notes.len(), 2);
    }
}
