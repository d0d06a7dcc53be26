//! The interface's own words in one language: plain strings resolved once,
//! sentences with numbers through Fluent's plural rules, dates by the
//! language's own months and pattern.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use serde::Serialize;
use unic_langid::LanguageIdentifier;

use crate::model::time::{Date, Instant, Local, Unit, Zone, units};
use crate::model::{Affected, DataAccess, DataLost, DataReach, HowSure, Named, Progress, Status};

/// A strings file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("`{file}` is broken: {reason}")]
pub struct StringsError {
    /// The file.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// A time as a page shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Time {
    /// For machines.
    pub iso: String,
    /// In full: day, time and zone, and UTC where that differs.
    pub text: String,
    /// The time of day and zone alone.
    pub clock: String,
    /// The day alone.
    pub day: String,
}

/// Up to which number messages are remembered: those that lists and lengths of time need again and again.
const MOST_COUNTED: i64 = 1_000;
/// How many times each thread remembers.
const RECENT_TIMES: usize = 512;

/// How many characters the right words may have to stand beside the wrong ones.
const LONGEST_RIGHT: usize = 200;

/// By which words which instant was put how.
type Recent = (u64, Instant, Rc<Time>);

thread_local! {
    /// Times that were put into words lately, and by which words.
    static RECENT: RefCell<[Option<Recent>; RECENT_TIMES]> =
        const { RefCell::new([const { None }; RECENT_TIMES]) };
    /// Messages whose one argument is a number, such as "5 updates": by which words, id and number.
    static COUNTED: RefCell<HashMap<(u64, &'static str, i64), String>> = RefCell::new(HashMap::new());
}

/// How many there were in this process.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// The words of one language.
pub struct Words {
    /// Tells these words from all others of this process.
    id: u64,
    bundle: FluentBundle<FluentResource>,
    /// Every message without arguments, by its id.
    plain: HashMap<String, String>,
    /// Messages that are texts and arguments and no more: Fluent's own way takes ten times as long.
    simple: HashMap<String, (Vec<String>, Pattern)>,
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
            plain: HashMap::new(),
            simple: HashMap::new(),
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
    pub fn plain(&self) -> &HashMap<String, String> {
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

    /// A time, in the site's zone and in UTC.
    pub fn time(&self, at: Instant) -> Rc<Time> {
        // One page names the same few instants again and again.
        RECENT.with_borrow_mut(|recent| {
            let slot = &mut recent[at.scattered(RECENT_TIMES)];
            match slot {
                Some((id, when, time)) if *id == self.id && *when == at => Rc::clone(time),
                _ => {
                    // What nobody holds any more lends its memory.
                    let mut time = slot.take().map(|(_, _, time)| time).unwrap_or_default();
                    match Rc::get_mut(&mut time) {
                        Some(time) => self.put_time(at, time),
                        None => {
                            let mut new = Time::default();
                            self.put_time(at, &mut new);
                            time = Rc::new(new);
                        }
                    }
                    *slot = Some((self.id, at, Rc::clone(&time)));
                    time
                }
            }
        })
    }

    fn put_time(&self, at: Instant, time: &mut Time) {
        let local = at.local(self.zone);
        let Time { iso, text, clock, day } = time;
        *iso = at.rfc3339();
        [&mut *text, &mut *clock, &mut *day].into_iter().for_each(String::clear);
        self.push_day(local.year, local.month, local.day, day);
        push_clock(&local, clock);
        text.reserve(64);
        self.push_date_time(day, clock, text);
        if local.offset_minutes != 0 {
            let utc = at.local(Zone::UTC);
            text.push_str(" (");
            if (utc.year, utc.month, utc.day) == (local.year, local.month, local.day) {
                push_clock(&utc, text);
            } else {
                let day = self.day_parts(utc.year, utc.month, utc.day);
                self.push_date_time(&day, &self::clock(&utc), text);
            }
            text.push(')');
        }
    }

    fn push_date_time(&self, day: &str, clock: &str, out: &mut String) {
        self.date_time.fill(&[day, clock], out);
    }

    /// A time in as few words as leave no doubt to who reads at `near`: the
    /// clock alone on the same day, else the day before it. One zone only.
    pub fn near(&self, at: Instant, near: Instant) -> String {
        let (local, here) = (at.local(self.zone), near.local(self.zone));
        let on_the_clock = clock(&local);
        if (local.year, local.month, local.day) == (here.year, here.month, here.day) {
            return on_the_clock;
        }
        let day = self.day_near(at.date(self.zone), near);
        let mut text = String::with_capacity(40);
        self.date_time.fill(&[&day, &on_the_clock], &mut text);
        text
    }

    /// A day, without its year where that is clear to who reads at `near`.
    pub fn day_near(&self, date: Date, near: Instant) -> String {
        let (year, month, day) = date.parts();
        if year != near.local(self.zone).year {
            return self.date(date);
        }
        let mut text = String::with_capacity(16);
        self.day_month.fill(&[day.to_string().as_str(), self.month(month)], &mut text);
        text
    }

    /// A written instant or day in full; `None` if it is neither.
    pub fn when(&self, written: &str) -> Option<String> {
        match Instant::parse(written) {
            Ok(at) => Some(self.time(at).text.clone()),
            Err(_) => Date::parse(written).ok().map(|date| self.date(date)),
        }
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// A day.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        self.day_parts(year, month, day)
    }

    /// A month and a year.
    pub fn month(&self, month: u32) -> &str {
        month.checked_sub(1).and_then(|at| self.months.get(at as usize)).map_or("", String::as_str)
    }

    fn day_parts(&self, year: i32, month: u32, day: u32) -> String {
        let mut text = String::with_capacity(24);
        self.push_day(year, month, day, &mut text);
        text
    }

    fn push_day(&self, year: i32, month: u32, day: u32, out: &mut String) {
        self.date.fill_with(out, |value, out| match value {
            0 => push_number(day, out),
            1 => out.push_str(self.month(month)),
            _ => push_number(year.unsigned_abs(), out),
        });
    }

    /// A length of time in words: the two largest units that matter.
    pub fn length(&self, seconds: i64) -> String {
        let parts: Vec<String> = units(seconds)
            .into_iter()
            .map(|(unit, n)| {
                let n = usize::try_from(n).unwrap_or(0);
                match unit {
                    Unit::Minutes => self.count("minutes", n),
                    Unit::Hours => self.count("hours", n),
                    Unit::Days => self.count("days", n),
                }
            })
            .collect();
        match parts.as_slice() {
            [one] => one.clone(),
            [a, b] => self.say("and-two", &[("a", Arg::Text(a)), ("b", Arg::Text(b))]),
            _ => String::new(),
        }
    }

    /// What is done of how much: "Servers that are back: 24 of 40".
    pub fn progress(&self, progress: &Progress) -> String {
        let text = self.say(
            "progress",
            &[
                ("done", Arg::Text(&digits(progress.done))),
                ("total", Arg::Text(&digits(progress.total))),
                ("what", Arg::Text(&progress.what)),
            ],
        );
        match progress.as_of {
            Some(at) => {
                self.say("as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&self.time(at).text))])
            }
            None => text,
        }
    }

    /// How many are affected: "412 of 9,800 accounts (estimate)"; `past` says that they are not any more,
    /// as the words before the number have to.
    pub fn numbers(&self, affected: &Affected, past: bool) -> String {
        match affected.count {
            None if past => self.get("numbers-not-known"),
            None => self.get("numbers-unknown"),
            Some(count) => self.counted(affected, count),
        }
    }

    fn counted(&self, affected: &Affected, count: u64) -> String {
        let unit = affected.unit.as_deref().map_or_else(|| self.get("unit-customers"), str::to_owned);
        let count = digits(count);
        let text = match affected.of {
            Some(of) => self.say(
                "count-of",
                &[("count", Arg::Text(&count)), ("of", Arg::Text(&digits(of))), ("unit", Arg::Text(&unit))],
            ),
            None => self.say("count", &[("count", Arg::Text(&count)), ("unit", Arg::Text(&unit))]),
        };
        let sure = match affected.how_sure {
            HowSure::Exact | HowSure::Confirmed => return text,
            HowSure::AtLeast => return self.say("at-least", &[("text", Arg::Text(&text))]),
            other => self.named("sure", other.name()),
        };
        self.say("with-sure", &[("text", Arg::Text(&text)), ("sure", Arg::Text(&sure))])
    }

    /// What stands behind words that were struck through: when they were corrected at `at`, and
    /// what is right. Right words that are too long to stand in a line are read where the link leads.
    pub fn correction(&self, at: Instant, right: &str) -> String {
        let (time, right) = (self.time(at), crate::markdown::plain(right));
        if right.is_empty() || right.chars().count() > LONGEST_RIGHT {
            return self.say("corrected-at", &[("time", Arg::Text(&time.text))]);
        }
        self.say("corrected-to", &[("time", Arg::Text(&time.text)), ("now", Arg::Text(&right))])
    }

    /// Whether somebody reached data; `settled` says that what is unknown stays so.
    pub fn data(&self, access: &DataAccess, settled: bool) -> String {
        match access {
            DataAccess::Stated(DataReach::Confirmed) => self.get("data-confirmed"),
            DataAccess::Stated(DataReach::RuledOut) => self.get("data-ruled-out"),
            // "Not yet" promises more, and here nobody looks any more.
            DataAccess::Stated(DataReach::Unknown) if settled => self.get("data-not-known"),
            DataAccess::Stated(DataReach::Unknown) => self.get("data-unknown"),
            DataAccess::NotRelevant(why) => self.say("data-not-relevant", &[("why", Arg::Text(why))]),
        }
    }

    /// Whether somebody reached data, as a statement: to the question "Am I
    /// affected?" a "Yes" would be false for some who read it.
    pub fn data_reached(&self, access: &DataAccess, settled: bool) -> String {
        match access {
            DataAccess::Stated(DataReach::Confirmed) => self.get("say-data-confirmed"),
            DataAccess::Stated(DataReach::RuledOut) => self.get("say-data-ruled-out"),
            other => self.data(other, settled),
        }
    }

    /// Whether anything was lost; `settled` as for [`Self::data`].
    pub fn lost(&self, lost: &DataLost, settled: bool) -> String {
        match lost {
            DataLost::Nothing => self.get("data-lost-none"),
            DataLost::Unknown if settled => self.get("data-lost-not-known"),
            DataLost::Unknown => self.get("data-lost-unknown"),
            DataLost::Lost(what) => self.say("data-lost-some", &[("what", Arg::Text(what))]),
        }
    }

    /// Whether a step warns of something, as "Do not pay again by card." does.
    /// Such a step holds until its condition is met, and not only after it.
    pub fn is_warning(&self, step: &str) -> bool {
        let step = crate::markdown::plain(step).to_lowercase();
        let begins = |text: &str, list: String| {
            list.to_lowercase().split(", ").any(|words| {
                text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        };
        let after_verb = step.split_once(' ').map_or("", |(_, rest)| rest);
        begins(&step, self.get("do-not-words")) || begins(after_verb, self.get("do-not-after-verb"))
    }

    /// The status of a service. Only what was stopped can work again.
    pub fn status(&self, status: Status, stopped: bool) -> String {
        if status == Status::Recovered && !stopped {
            return self.get("status-repaired");
        }
        self.named("status", status.name())
    }

    /// What the services are called that an update does not name; where it names none, that is all.
    pub fn the_others(&self, some_named: bool) -> String {
        if some_named { self.get("all-other-services") } else { self.get("all-services") }
    }

    /// Whether a heading means those who are not named: they come after whom it leaves out.
    pub fn is_the_rest(&self, heading: &str) -> bool {
        self.get("say-everyone-else").split(", ").any(|rest| rest.eq_ignore_ascii_case(heading))
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

/// `10:20 BST`.
fn clock(local: &Local) -> String {
    let mut text = String::with_capacity(16);
    push_clock(local, &mut text);
    text
}

/// Appends `10:20 BST`.
fn push_clock(local: &Local, out: &mut String) {
    local.push_clock(out);
    out.push(' ');
    out.push_str(&local.zone());
}

/// Appends a number. Pages hold many days, so this is not left to the general formatter.
fn push_number(number: u32, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.extend(char::from_digit(number % 10, 10));
}

/// A pattern such as `{day} {month} {year}`, taken apart once.
#[derive(Debug, Default)]
struct Pattern(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    /// Which of the values.
    Value(usize),
}

impl Pattern {
    fn new(text: &str, names: &[&str]) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        let next = |rest: &str| {
            let found = names.iter().enumerate().filter_map(|(at, name)| Some((rest.find(name)?, at)));
            found.min()
        };
        while let Some((start, at)) = next(rest) {
            pieces.push(Piece::Text(rest[..start].to_owned()));
            pieces.push(Piece::Value(at));
            rest = &rest[start + names[at].len()..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self(pieces)
    }

    /// Appends the pattern with its values, which are in the order of its names.
    fn fill(&self, values: &[impl AsRef<str>], out: &mut String) {
        self.fill_with(out, |at, out| out.push_str(values.get(at).map_or("", AsRef::as_ref)));
    }

    /// The same, where each value is appended by its place among the names.
    fn fill_with(&self, out: &mut String, value: impl Fn(usize, &mut String)) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value(at) => value(*at, out),
            }
        }
    }
}

/// The ids of all messages of a Fluent file.
pub(crate) fn message_ids(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim().to_owned())
        .collect()
}
