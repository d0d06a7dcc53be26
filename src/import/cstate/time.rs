//! A foreign time → an instant. Takes every spelling that cState sites were seen
//! to use, goes on where a strict reader would stop, and says what it assumed.
//!
//! Nothing here asks the clock, and no zone but UTC and plain offsets is known.

use std::fmt;

/// Seconds since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

/// One day.
pub(crate) const DAY: i64 = 86_400;

/// An instant that was read, and what had to be assumed to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The instant.
    pub(crate) at: Moment,
    /// What was assumed.
    pub(crate) remarks: Vec<Remark>,
}

/// Something that a written time did not say, or said in a way that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remark {
    /// No zone.
    NoZone,
    /// The offset `-00:00`.
    MinusZero,
    /// A part of a second.
    Fraction,
    /// An hour that is not two digits.
    OddHour(String),
    /// A date without a time of day.
    NoTime,
    /// A time of day that does not exist.
    NoSuchTime(String),
    /// A day that the month does not have.
    NoSuchDay(u32),
    /// Words after the time that are not a zone.
    Rest(String),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoZone => write!(f, "it names no zone, read as UTC"),
            Self::MinusZero => write!(f, "its offset is `-00:00`, read as UTC"),
            Self::Fraction => write!(f, "its part of a second is left out"),
            Self::OddHour(hour) => write!(f, "its hour is written `{hour}`"),
            Self::NoTime => write!(f, "it has no time of day, read as 00:00"),
            Self::NoSuchTime(time) => write!(f, "its time of day `{time}` does not exist, read as 00:00"),
            Self::NoSuchDay(day) => {
                write!(f, "the month has no day {day}, read as its last day")
            }
            Self::Rest(rest) => write!(f, "`{rest}` at its end is not a known zone, read as UTC"),
        }
    }
}

impl Moment {
    /// The instant of a date and a time in UTC.
    pub(crate) fn of(year: i64, month: u32, day: u32, seconds: i64) -> Self {
        Self(days(year, month, day) * DAY + seconds)
    }

    /// The year, in UTC.
    pub(crate) fn year(self) -> i64 {
        civil(self.0.div_euclid(DAY)).0
    }

    /// How many seconds `self` is later than `other`.
    pub(crate) fn since(self, other: Self) -> i64 {
        self.0 - other.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let clock = self.0.rem_euclid(DAY);
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")?;
        if second != 0 {
            write!(f, ":{second:02}")?;
        }
        write!(f, " UTC")
    }
}

/// Days since 1970-01-01 of a date (proleptic Gregorian calendar).
fn days(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a number of days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

fn month_length(year: i64, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads a whole value as a time.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    let (mut stamp, used) = prefix(text)?;
    let rest = text[used..].trim();
    // `2026-01-10 14:30:00 +0900 +0900` and `… +0000 UTC` are how Go prints times.
    let printed_by_go = rest.starts_with(['+', '-']) || rest.chars().all(|c| c.is_ascii_uppercase());
    let zoned = !stamp.remarks.contains(&Remark::NoZone);
    let understood = rest.is_empty() || (printed_by_go && zoned);
    if !understood {
        stamp.remarks.retain(|remark| *remark != Remark::NoZone);
        stamp.remarks.push(Remark::Rest(rest.chars().take(24).collect()));
    }
    Some(stamp)
}

/// Reads a time at the start of `text`, and how many bytes of it were used.
pub(crate) fn prefix(text: &str) -> Option<(Stamp, usize)> {
    let mut c = Cursor { text, at: 0 };
    let year = c.number(4, 4)?;
    c.any("-/.")?;
    let month = c.number(1, 2)?;
    c.any("-/.")?;
    let day = c.number(1, 2)?;
    if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some(after_date(c, i64::from(year), month, day))
}

/// Reads `11th of February 2022 - 19:00 UTC`, and how many bytes of it were used.
fn worded(text: &str) -> Option<(Stamp, usize)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut c = Cursor { text, at: 0 };
    let day = c.number(1, 2)?;
    if matches!(c.word_ahead().to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
        c.at += 2;
    }
    c.spaces();
    if c.word_ahead() == "of" {
        c.at += 2;
        c.spaces();
    }
    let name = c.word_ahead().to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| name.starts_with(month))?;
    let month = u32::try_from(at + 1).ok()?;
    c.at += name.len();
    c.spaces();
    let year = c.number(4, 4)?;
    if !(1000..=9999).contains(&year) || !(1..=31).contains(&day) {
        return None;
    }
    Some(after_date(c, i64::from(year), month, day))
}

fn after_date(mut c: Cursor<'_>, year: i64, month: u32, day: u32) -> (Stamp, usize) {
    let mut remarks = Vec::new();
    let last = month_length(year, month);
    if day > last {
        remarks.push(Remark::NoSuchDay(day));
    }
    let midnight = Moment::of(year, month, day.min(last), 0);
    let before_time = c.at;
    let seconds = clock(&mut c, &mut remarks);
    match seconds {
        None => {
            c.at = before_time;
            remarks.push(Remark::NoTime);
            (Stamp { at: midnight, remarks }, c.at)
        }
        Some(seconds) => {
            let offset = zone(&mut c, &mut remarks);
            (Stamp { at: Moment(midnight.0 + seconds - offset * 60), remarks }, c.at)
        }
    }
}

/// The time of day as seconds.
fn clock(c: &mut Cursor<'_>, remarks: &mut Vec<Remark>) -> Option<i64> {
    if c.any("Tt").is_none() {
        c.spaces();
        if c.any("-–,").is_some() {
            c.spaces();
        }
    }
    let start = c.at;
    let hour = c.number(1, 4)?;
    let written = c.text[start..c.at].to_owned();
    c.any(":hH")?;
    let minute = c.number(1, 2)?;
    let mut second = 0;
    let here = c.at;
    if c.any(":").is_some() {
        match c.number(1, 2) {
            Some(number) => second = number,
            None => c.at = here,
        }
    }
    let here = c.at;
    if c.any(".,").is_some() {
        if c.number(1, 9).is_some() {
            remarks.push(Remark::Fraction);
        } else {
            c.at = here;
        }
    }
    let here = c.at;
    c.spaces();
    let half = c.word_ahead().to_ascii_lowercase();
    let hour = if matches!(half.as_str(), "am" | "pm") && (1..=12).contains(&hour) {
        c.at += 2;
        hour % 12 + if half == "pm" { 12 } else { 0 }
    } else {
        c.at = here;
        hour
    };
    let end_of_day = hour == 24 && minute == 0 && second == 0;
    if (hour > 23 && !end_of_day) || minute > 59 || second > 60 {
        remarks.push(Remark::NoSuchTime(c.text[start..here].to_owned()));
        return Some(0);
    }
    if written.len() != 2 {
        remarks.push(Remark::OddHour(written));
    }
    Some(i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second.min(59)))
}

/// The offset in minutes.
fn zone(c: &mut Cursor<'_>, remarks: &mut Vec<Remark>) -> i64 {
    let here = c.at;
    c.spaces();
    let word = c.word_ahead();
    if matches!(word.to_ascii_uppercase().as_str(), "Z" | "UTC" | "GMT") {
        c.at += word.len();
        // `GMT+1`
        if c.text[c.at..].starts_with(['+', '-']) && !word.eq_ignore_ascii_case("z") {
            return offset(c, remarks).unwrap_or(0);
        }
        return 0;
    }
    if let Some(minutes) = offset(c, remarks) {
        return minutes;
    }
    c.at = here;
    remarks.push(Remark::NoZone);
    0
}

fn offset(c: &mut Cursor<'_>, remarks: &mut Vec<Remark>) -> Option<i64> {
    let here = c.at;
    let minus = c.any("+-−")? != '+';
    let start = c.at;
    let read = c.number(1, 4).and_then(|first| {
        let digits = c.at - start;
        if digits > 2 {
            return Some((first / 100, first % 100));
        }
        if c.any(":").is_some() { c.number(2, 2).map(|minutes| (first, minutes)) } else { Some((first, 0)) }
    });
    match read {
        Some((hours, minutes)) if hours <= 14 && minutes <= 59 => {
            if minus && hours == 0 && minutes == 0 {
                remarks.push(Remark::MinusZero);
            }
            let total = i64::from(hours * 60 + minutes);
            Some(if minus { -total } else { total })
        }
        _ => {
            c.at = here;
            None
        }
    }
}

/// The first time that is written somewhere in `text`, with its range.
pub(crate) fn find(text: &str) -> Option<(Stamp, std::ops::Range<usize>)> {
    let mut digit_before = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit()
            && !digit_before
            && let Some((stamp, used)) = prefix(&text[at..]).or_else(|| worded(&text[at..]))
        {
            return Some((stamp, at..at + used));
        }
        digit_before = c.is_ascii_digit();
    }
    None
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// A number of `least` to `most` digits.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.text[self.at..].bytes().take(most).take_while(u8::is_ascii_digit).count();
        if digits < least {
            return None;
        }
        let number = self.text[self.at..self.at + digits].parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// One of the characters in `set`.
    fn any(&mut self, set: &str) -> Option<char> {
        let c = self.text[self.at..].chars().next().filter(|c| set.contains(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn spaces(&mut self) {
        while self.any(" \t").is_some() {}
    }

    /// The letters that come next.
    fn word_ahead(&self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        &rest[..end]
    }
}

#[cfg(test)]
mod tests;
