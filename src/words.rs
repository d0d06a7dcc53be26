//! The interface's own words in one language: plain strings resolved once,
//! sentences with numbers through Fluent's plural rules, dates by the
//! language's own months and pattern.

mod facts;
mod pattern;
mod times;

pub use times::Time;

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::model::time::Zone;
use pattern::{Pattern, Piece};

/// A strings file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("`{file}` is broken: {reason}")]
pub struct StringsError {
    /// The file.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// Up to which number messages are remembered: those that lists and lengths of time need again and again.
const MOST_COUNTED: i64 = 1_000;
thread_local! {
    /// Messages whose one argument is a number, such as "5 updates": by which words, id and number.
    static COUNTED: RefCell<FxHashMap<(u64, &'static str, i64), String>> = RefCell::default();
}

/// How many there were in this process.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// The words of one language.
pub struct Words {
    /// Tells these words from all others of this process.
    id: u64,
    bundle: FluentBundle<FluentResource>,
    /// Every message without arguments, by its id.
    plain: FxHashMap<String, String>,
    /// Messages that are texts and arguments and no more: Fluent's own way takes ten times as long.
    simple: FxHashMap<String, (Vec<String>, Pattern)>,
    months: Vec<String>,
    date: Pattern,
    day_month: Pattern,
    date_time: Pattern,
    zone: Zone,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("plain", &self.plain.len()).finish_non_exhaustive()
    }
}

impl Words {
    /// Reads a strings file; times are shown in `zone`.
    ///
    /// # Errors
    /// A file that is not Fluent, or lacks the months or the patterns of dates.
    pub fn new(language: &str, file: &str, text: &str, zone: Zone) -> Result<Self, StringsError> {
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let broken = |reason: String| StringsError { file: file.to_owned(), reason };
        let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
            broken(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        })?;
        let ids: Vec<String> = message_ids(text);
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut words = Self {
            id: COUNT.fetch_add(1, Ordering::Relaxed),
            bundle,
            plain: FxHashMap::default(),
            simple: FxHashMap::default(),
            months: Vec::new(),
            date: Pattern::default(),
            day_month: Pattern::default(),
            date_time: Pattern::default(),
            zone,
        };
        for id in ids {
            if let Some(text) = words.format(&id, None) {
                words.plain.insert(id, text);
            } else if let Some(simple) = words.simple(&id) {
                words.simple.insert(id, simple);
            }
        }
        words.months = (1..=12).filter_map(|n| words.plain.get(&format!("month-{n}")).cloned()).collect();
        if words.months.len() != 12 {
            return Err(broken("`month-1` to `month-12` have to be there".to_owned()));
        }
        let pattern = |key: &str, names| {
            let text = words.plain.get(key).ok_or_else(|| broken(format!("`{key}` is missing")))?;
            Ok(Pattern::new(text, names))
        };
        words.date = pattern("date-format", &["{day}", "{month}", "{year}"])?;
        words.day_month = pattern("day-month-format", &["{day}", "{month}"])?;
        words.date_time = pattern("date-time-format", &["{date}", "{time}"])?;
        Ok(words)
    }

    /// A message as the names of its arguments and a pattern, if nothing in it depends on their values.
    fn simple(&self, id: &str) -> Option<(Vec<String>, Pattern)> {
        let mut names: Vec<String> = Vec::new();
        let mut pieces = Vec::new();
        for element in &self.bundle.get_message(id)?.value()?.elements {
            pieces.push(match element {
                PatternElement::TextElement { value } => Piece::Text((*value).to_owned()),
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => {
                    let at = names.iter().position(|name| name == id.name).unwrap_or_else(|| {
                        names.push(id.name.to_owned());
                        names.len() - 1
                    });
                    Piece::Value(at)
                }
                PatternElement::Placeable { .. } => return None,
            });
        }
        Some((names, Pattern(pieces)))
    }

    /// Tells these words from all others of this process.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Every message without arguments.
    pub fn plain(&self) -> &FxHashMap<String, String> {
        &self.plain
    }

    /// A message without arguments; its id if the language lacks it, which a test forbids.
    pub fn get(&self, id: &str) -> String {
        self.plain.get(id).map_or(id, String::as_str).to_owned()
    }

    /// The name of the language that a BCP 47 tag means; the tag itself if it has none here.
    pub fn language<'a>(&'a self, tag: &'a str) -> &'a str {
        self.plain.get(&format!("language-{}", tag.to_ascii_lowercase())).map_or(tag, String::as_str)
    }

    /// The name of one of a set: `data_breach` of `kind` is the message `kind-data-breach`.
    pub fn named(&self, prefix: &str, key: &str) -> String {
        self.name(prefix, key).to_owned()
    }

    /// The same, borrowed; the key itself if the language lacks it, which a test forbids.
    pub fn name<'a>(&'a self, prefix: &str, key: &'a str) -> &'a str {
        let mut id = String::with_capacity(prefix.len() + 1 + key.len());
        id.push_str(prefix);
        id.push('-');
        for (at, part) in key.split('_').enumerate() {
            id.push_str(if at == 0 { "" } else { "-" });
            id.push_str(part);
        }
        self.plain.get(&id).map_or(key, String::as_str)
    }

    /// The right words where wrong ones cannot be struck through: "[corrected: …]".
    pub fn corrected(&self, now: &str) -> String {
        self.say("corrected-words", &[("now", Arg::Text(now))])
    }

    /// A message with a number, such as "5 updates".
    pub fn count(&self, id: &'static str, n: usize) -> String {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        if n >= MOST_COUNTED {
            return self.say(id, &[("n", Arg::Number(n))]);
        }
        COUNTED.with_borrow_mut(|counted| {
            let say = || self.say(id, &[("n", Arg::Number(n))]);
            counted.entry((self.id, id, n)).or_insert_with(say).clone()
        })
    }

    /// A message with numbers and texts.
    pub fn say(&self, id: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        if let Some((names, pattern)) = self.simple.get(id) {
            let value = |name: &String| match args.iter().find(|(arg, _)| arg == name)?.1 {
                Arg::Text(text) => Some(Cow::Borrowed(text)),
                Arg::Number(n) => Some(Cow::Owned(n.to_string())),
            };
            return match names.iter().map(value).collect::<Option<Vec<_>>>() {
                Some(values) => {
                    let mut text = String::with_capacity(64);
                    pattern.fill(&values, &mut text);
                    text
                }
                None => id.to_owned(),
            };
        }
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Number(n) => fluent.set(*name, FluentValue::from(*n)),
                Arg::Text(text) => fluent.set(*name, FluentValue::from(*text)),
            }
        }
        self.format(id, Some(&fluent)).unwrap_or_else(|| id.to_owned())
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    /// Names in a sentence: "Uploads, Signing and API".
    pub fn list(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [init @ .., last] => {
                self.say("and-two", &[("a", Arg::Text(&init.join(", "))), ("b", Arg::Text(last))])
            }
        }
    }
}

/// An argument of a message.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// A number, which decides plurals.
    Number(i64),
    /// A text.
    Text(&'a str),
}

/// `9800` → `9,800`.
pub fn digits(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The ids of all messages of a Fluent file.
pub(crate) fn message_ids(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim().to_owned())
        .collect()
}
