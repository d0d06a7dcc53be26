//! Instants, days and lengths of time, as the language puts them.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;

use super::{Arg, Words};
use crate::model::time::{Date, Instant, Local, Unit, Zone, units};

/// How many times each thread remembers.
const RECENT_TIMES: usize = 512;

/// By which words which instant was put how.
type Recent = (u64, Instant, Rc<Time>);

thread_local! {
    /// Times that were put into words lately, and by which words.
    static RECENT: RefCell<[Option<Recent>; RECENT_TIMES]> =
        const { RefCell::new([const { None }; RECENT_TIMES]) };
    /// The day that was put into words last: by which words, year, month and day.
    static LAST_DAY: RefCell<((u64, i32, u32, u32), String)> =
        const { RefCell::new(((0, 0, 0, 0), String::new())) };
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

impl Words {
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
        [&mut *iso, &mut *text, &mut *clock, &mut *day].into_iter().for_each(String::clear);
        at.push_rfc3339(iso);
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
        LAST_DAY.with_borrow_mut(|(of, last)| {
            // Most times of a page are of one day.
            if *of != (self.id, year, month, day) {
                *of = (self.id, year, month, day);
                last.clear();
                let (day, year) = (day.to_string(), year.to_string());
                self.date.fill(&[day.as_str(), self.month(month), year.as_str()], last);
            }
            out.push_str(last);
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
