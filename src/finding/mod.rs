//! Findings: what is wrong with the content, as values. A finding says what is
//! wrong, where, what a reader would see because of it, and what to write.
//!
//! Findings are collected, never printed where they arise; the printers are in
//! [`text`], [`json`], [`sarif`] and [`github`].

mod code;
pub mod github;
pub mod json;
pub mod sarif;
pub mod text;

pub use code::Code;

use crate::source::{Sources, Span};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing is published while it stands.
    Stop,
    /// Shown on every run.
    Fix,
    /// A suggestion.
    Hint,
}

impl Weight {
    /// The word that people and machines see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Fix => "fix",
            Self::Hint => "hint",
        }
    }
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A range of a file that was read.
    Span(Span),
    /// A file or folder as a whole: its path relative to the content folder.
    Path(String),
}

/// One thing that is wrong or could be better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule found it.
    pub code: Code,
    /// How much it weighs.
    pub weight: Weight,
    /// Where it is.
    pub place: Place,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What a reader would see, or why a reader minds.
    pub reader: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// Another place that belongs to it, with what stands there.
    pub related: Option<(Span, String)>,
}

impl Finding {
    /// A finding that stops a publication.
    pub fn stop(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(code, Weight::Stop, place, message)
    }

    /// A finding that is shown on every run.
    pub fn fix(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(code, Weight::Fix, place, message)
    }

    /// A suggestion.
    pub fn hint(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(code, Weight::Hint, place, message)
    }

    /// A finding of that weight.
    pub fn new(code: Code, weight: Weight, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            weight,
            place: place.into(),
            message: message.into(),
            reader: None,
            help: None,
            related: None,
        }
    }

    /// Points somewhere else.
    #[must_use]
    pub fn place_at(mut self, place: impl Into<Place>) -> Self {
        self.place = place.into();
        self
    }

    /// Says what a reader would see otherwise.
    #[must_use]
    pub fn reader(mut self, text: impl Into<String>) -> Self {
        self.reader = Some(text.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related = Some((span, text.into()));
        self
    }

    /// The path of the file that it is in.
    pub fn path<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match &self.place {
            Place::Span(span) => &sources.get(span.file).path,
            Place::Path(path) => path,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<&str> for Place {
    fn from(path: &str) -> Self {
        Self::Path(path.to_owned())
    }
}

/// Puts findings in the order in which a person reads the files.
pub fn sort(findings: &mut [Finding], sources: &Sources) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| match &f.place {
            Place::Span(span) => (span.start, span.end),
            Place::Path(_) => (0, 0),
        };
        a.path(sources)
            .cmp(b.path(sources))
            .then(key(a).cmp(&key(b)))
            .then(a.weight.cmp(&b.weight))
            .then(a.code.cmp(&b.code))
            .then(a.message.cmp(&b.message))
    });
}

/// The nearest of `options` to `given`, if it is near enough to be meant.
pub fn nearest<'a>(given: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase().replace(['-', ' '], "_");
    options
        .into_iter()
        .map(|option| {
            let plain = option.to_lowercase().replace(['-', ' '], "_");
            (strsim::damerau_levenshtein(&lower, &plain), option)
        })
        .filter(|(distance, option)| *distance <= 1 + option.chars().count().min(given.chars().count()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, option)| option)
}

/// Joins names for a sentence: "`a`, `b` or `c`".
pub fn one_of<'a>(options: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = options.into_iter().map(|o| format!("`{o}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
    }
}
