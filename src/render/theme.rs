//! A theme: templates, one style sheet, one script, strings. The built-in one
//! is part of the program; a site may replace any single file of it.

use std::collections::BTreeMap;

use base64::Engine as _;
use sha2::{Digest, Sha256};
use tera::Tera;

use super::literal;
use crate::model::time::Zone;
use crate::words::{StringsError, Words};

/// The files of the built-in theme, by their path in `themes/default/`.
const DEFAULT: &[(&str, &str)] = &[
    ("style.css", include_str!("../../themes/default/style.css")),
    ("page.js", include_str!("../../themes/default/page.js")),
    ("strings/de.ftl", include_str!("../../themes/default/strings/de.ftl")),
    ("strings/en.ftl", include_str!("../../themes/default/strings/en.ftl")),
    ("templates/base.html", include_str!("../../themes/default/templates/base.html")),
    ("templates/parts.html", include_str!("../../themes/default/templates/parts.html")),
    ("templates/home.html", include_str!("../../themes/default/templates/home.html")),
    ("templates/incident.html", include_str!("../../themes/default/templates/incident.html")),
    ("templates/service.html", include_str!("../../themes/default/templates/service.html")),
    ("templates/history.html", include_str!("../../themes/default/templates/history.html")),
    ("templates/year.html", include_str!("../../themes/default/templates/year.html")),
    ("templates/corrections.html", include_str!("../../themes/default/templates/corrections.html")),
    ("templates/404.html", include_str!("../../themes/default/templates/404.html")),
];

/// What can be wrong with a theme.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// No theme of that name, built in or in the site's `themes/`.
    #[error(
        "there is no theme `{0}`; built in is `default`, others belong into `themes/{0}/` of the content folder"
    )]
    Unknown(String),
    /// A file that no theme has.
    #[error("`{0}` is not a file of a theme, so it would have no effect; the files are {1}")]
    UnknownFile(String, String),
    /// A template that cannot be read or filled.
    #[error("the template is broken: {0}")]
    Template(String),
    /// No interface words in the language of the site.
    #[error(
        "there are no interface words in the language `{language}`: put `{file}` into `themes/default/` of the content folder, or write `language: en` in site.yaml"
    )]
    NoWords {
        /// The language.
        language: String,
        /// The file that is missing.
        file: String,
    },
    /// A strings file that cannot be used.
    #[error(transparent)]
    Strings(#[from] crate::words::StringsError),
}

/// A theme, ready to fill its templates.
#[derive(Debug)]
pub struct Theme {
    pub(super) tera: Tera,
    /// The words of the interface.
    pub words: Words,
    /// The content security policy of every page.
    pub(super) csp: String,
}

impl Theme {
    /// Prepares the theme `name` with the files of the site laid over it:
    /// pairs of a path such as `style.css` or `templates/home.html`, and text.
    ///
    /// # Errors
    /// A name that is not known, a file that is not one of a theme's, a file that is broken.
    pub fn new(name: &str, own: &[(String, String)], language: &str, zone: Zone) -> Result<Self, ThemeError> {
        if name != "default" && own.is_empty() {
            return Err(ThemeError::Unknown(name.to_owned()));
        }
        let mut files: BTreeMap<&str, &str> = DEFAULT.iter().copied().collect();
        for (path, text) in own {
            let strings = path.strip_prefix("strings/").is_some_and(|f| f.strip_suffix(".ftl").is_some());
            if !strings && !files.contains_key(path.as_str()) {
                let known: Vec<&str> = DEFAULT.iter().map(|(path, _)| *path).collect();
                return Err(ThemeError::UnknownFile(path.clone(), crate::finding::one_of(known)));
            }
            files.insert(path, text);
        }
        let style = tidy(files["style.css"]);
        let script = tidy(files["page.js"]);
        let words = words(&files, language, zone)?;
        let csp = policy(&style, &script);
        let mut tera = Tera::new();
        tera.set_escape_fn(super::given::escape);
        let templates = files.iter().filter_map(|(path, text)| {
            path.strip_prefix("templates/").map(|name| (name, literal::with_words(text, words.plain())))
        });
        tera.add_raw_templates(templates.collect::<Vec<_>>())
            .map_err(|e| ThemeError::Template(e.to_string()))?;
        let global = tera.global_context();
        global.insert("t", words.plain());
        global.insert_value("style", tera::Value::safe_string(&style));
        global.insert_value("script", tera::Value::safe_string(&script));
        global.insert_value("csp", tera::Value::safe_string(&csp));
        global.insert("language", language);
        Ok(Self { tera, words, csp })
    }
}

/// The strings of the language; a file for the language without its region will do.
fn words(files: &BTreeMap<&str, &str>, language: &str, zone: Zone) -> Result<Words, ThemeError> {
    let base = language.split('-').next().unwrap_or(language);
    let wanted = [format!("strings/{language}.ftl"), format!("strings/{base}.ftl")];
    let Some(file) = wanted.iter().find(|file| files.contains_key(file.as_str())) else {
        // English words on a page that says it is German would be read aloud with the wrong sounds.
        return Err(ThemeError::NoWords { language: language.to_owned(), file: wanted[1].clone() });
    };
    let text = files[file.as_str()];
    let english = DEFAULT.iter().find(|(path, _)| *path == "strings/en.ftl").map_or("", |(_, text)| *text);
    let missing: Vec<String> = if text == english {
        Vec::new()
    } else {
        let there = crate::words::message_ids(text);
        crate::words::message_ids(english).into_iter().filter(|id| !there.contains(id)).collect()
    };
    if !missing.is_empty() {
        let missing = crate::finding::one_of(missing.iter().map(String::as_str)).replace(" or ", " and ");
        return Err(StringsError { file: file.clone(), reason: format!("it lacks {missing}") }.into());
    }
    Ok(Words::new(language, file, text, zone)?)
}

/// Style sheets and scripts without comments, indentation and empty lines:
/// a page is small because little is written, not because it is garbled.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Nothing from elsewhere, no script and no style but ours.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}
