//! Instants, dates, lengths of time and zones. Nothing else names the date
//! crates, and nothing here reads the clock.
//!
//! A written time always carries its zone. What cannot be understood, does not
//! exist or exists twice is a [`TimeFault`] that says what to write.

mod length;
mod written;
mod zone;

use std::fmt;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};

pub use length::{Unit, length, units};
pub use written::TimeFault;
use written::{ZoneOf, not_a_day, not_a_time, plain, plain_clock, resolve, split_date, split_time, zone_of};
pub use zone::{Local, Zone};

/// A moment in time: seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A calendar day, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Plain seconds.
    Seconds(i64),
    /// Days from Monday to Friday.
    WorkingDays(u32),
}

/// The years that a status page speaks of; any other is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2100;

impl Instant {
    /// The instant `seconds` after 1970-01-01T00:00:00Z.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// One of `count` places for this instant in a short memory. People choose round times,
    /// so minutes alone would share few of the places.
    pub fn scattered(self, count: usize) -> usize {
        let mixed = self.0.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> 32).unwrap_or(0) % count
    }

    /// What the clock says now. Only the command line may ask.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the clock is read; called by the command line only"
    )]
    pub fn from_clock() -> Self {
        Self(Utc::now().timestamp())
    }

    /// Reads `2026-03-03 10:20 UTC`, `… +01:00`, `… Europe/London`, or RFC 3339.
    pub fn parse(text: &str) -> Result<Self, TimeFault> {
        Self::read(text).map_err(|fault| match fault {
            TimeFault::NotATime => not_a_time(text.trim()),
            fault => fault,
        })
    }

    /// The same, without a guess at what was meant.
    fn read(text: &str) -> Result<Self, TimeFault> {
        let text = text.trim();
        if let Some(at) = plain(text) {
            return Ok(at);
        }
        let (date, rest) = split_date(text)?;
        let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim_start();
        if rest.is_empty() {
            return Err(if date.is_some() {
                TimeFault::NoZone(format!("{text} 00:00"))
            } else {
                TimeFault::NotATime
            });
        }
        let (time, zone) = split_time(rest)?;
        let date = date.ok_or(TimeFault::NoSuchDay)?;
        if !YEARS.contains(&date.year()) {
            return Err(TimeFault::FarYear(date.year()));
        }
        if zone.is_empty() {
            return Err(TimeFault::NoZone(text.replacen(['T', 't'], " ", 1)));
        }
        resolve(NaiveDateTime::new(date, time), zone)
    }

    /// Reads a time of day with a zone, such as `08:31 UTC`, on the day of
    /// `near` in that zone, or the day before if it would come after `near`.
    /// Returns the rest of the text behind the zone.
    pub fn parse_time_of_day(text: &str, near: Self) -> Option<(Self, &str)> {
        if let Some((seconds, rest)) = plain_clock(text) {
            let at = Self(near.0 - near.0.rem_euclid(86_400) + seconds);
            return Some((if at > near { at.plus(-86_400) } else { at }, rest));
        }
        let space = text.find(' ')?;
        let (time, tail) = split_time(&text[..space]).ok()?;
        if !tail.is_empty() {
            return None;
        }
        let after = text[space..].trim_start();
        let end = after.find(|c: char| c.is_whitespace()).unwrap_or(after.len());
        let (zone, rest) = (after[..end].trim_end_matches([':', ',']), after[end..].trim_start());
        let on = |days_back: u64| {
            let anchor = zone_of(zone).ok()?;
            let day = match anchor {
                ZoneOf::Fixed(minutes) => near.plus(i64::from(minutes) * 60).utc().date_naive(),
                ZoneOf::Named(zone) => near.date(zone).0,
            };
            resolve(NaiveDateTime::new(day.checked_sub_days(Days::new(days_back))?, time), zone).ok()
        };
        let same_day = on(0)?;
        let at = if same_day > near { on(1)? } else { same_day };
        Some((at, rest))
    }

    /// Reads a full instant at the start of `text` and returns the rest.
    pub fn parse_prefix(text: &str) -> Option<(Self, &str)> {
        let digits = text.trim_start().as_bytes();
        if !(digits.len() > 4 && digits[..4].iter().all(u8::is_ascii_digit) && digits[4] == b'-') {
            return None; // no year, so no time
        }
        let mut ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(3).collect();
        ends.push(text.len());
        ends.into_iter().find_map(|end| {
            let candidate = text[..end].trim_end_matches([':', ',']);
            Self::read(candidate).ok().map(|at| (at, text[end..].trim_start()))
        })
    }

    /// This instant and `seconds` more.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// This instant and a length of time more.
    #[must_use]
    pub fn after(self, period: Period) -> Self {
        match period {
            Period::Seconds(seconds) => self.plus(seconds),
            Period::WorkingDays(days) => {
                let mut date = self.utc().date_naive();
                let mut left = days;
                while left > 0 {
                    date = date.succ_opt().unwrap_or(date);
                    if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
                        left -= 1;
                    }
                }
                let days = (date - self.utc().date_naive()).num_days();
                self.plus(days * 86_400)
            }
        }
    }

    /// Seconds from `earlier` to this instant.
    pub fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// `2026-03-03T10:20:00Z`.
    pub fn rfc3339(self) -> String {
        let mut text = String::with_capacity("2026-03-03T10:20:00Z".len());
        self.push_rfc3339(&mut text);
        text
    }

    /// Appends `2026-03-03T10:20:00Z`.
    pub fn push_rfc3339(self, text: &mut String) {
        let utc = self.utc();
        push_day(text, utc.date_naive());
        let [[h, hh], [m, mm], [s, ss]] = [utc.hour(), utc.minute(), utc.second()].map(two);
        let clock = [b'T', h, hh, b':', m, mm, b':', s, ss, b'Z'];
        text.push_str(str::from_utf8(&clock).unwrap_or_default());
    }

    /// `2026-03-03 10:20 UTC`, as people write it.
    pub fn written(self) -> String {
        let format = if self.0 % 60 == 0 { "%Y-%m-%d %H:%M UTC" } else { "%Y-%m-%d %H:%M:%S UTC" };
        self.utc().format(format).to_string()
    }

    /// `Tue, 3 Mar 2026 10:20:00 +0000`, as RSS wants it.
    pub fn rfc2822(self) -> String {
        self.utc().to_rfc2822()
    }

    /// The year in UTC.
    pub fn year(self) -> i32 {
        self.utc().year()
    }

    /// The day in `zone`.
    pub fn date(self, zone: Zone) -> Date {
        Date(zone.wall(self).date())
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

impl Date {
    /// Reads `2026-06-11`.
    pub fn parse(text: &str) -> Result<Self, TimeFault> {
        match split_date(text.trim()) {
            Ok((Some(date), "")) => Ok(Self(date)),
            Ok((None, _)) => Err(TimeFault::NoSuchDay),
            _ => Err(not_a_day(text.trim())),
        }
    }

    /// `2026-06-11`.
    pub fn iso(self) -> String {
        let mut text = String::with_capacity("2026-06-11".len());
        push_day(&mut text, self.0);
        text
    }

    /// Year, month and day.
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The day `days` earlier.
    #[must_use]
    pub fn back(self, days: u64) -> Self {
        Self(self.0.checked_sub_days(Days::new(days)).unwrap_or(self.0))
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The first instant of this day in `zone`.
    pub fn start(self, zone: Zone) -> Instant {
        // A zone may skip midnight: then the day starts at the first time that exists.
        (0..24)
            .find_map(|hour| {
                let wall = NaiveDateTime::new(self.0, NaiveTime::from_hms_opt(hour, 0, 0)?);
                zone.instant(wall).earliest()
            })
            .unwrap_or(Instant(0))
    }
}

impl Period {
    /// Reads `15 min`, `4 h`, `7 days`, `20 working days`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let number: i64 = text[..digits].parse().ok()?;
        let seconds = match text[digits..].trim() {
            "s" | "second" | "seconds" => 1,
            "min" | "minute" | "minutes" => 60,
            "h" | "hour" | "hours" => 3_600,
            "d" | "day" | "days" => 86_400,
            "week" | "weeks" => 604_800,
            "working day" | "working days" => {
                return u32::try_from(number).ok().filter(|n| *n <= 10_000).map(Self::WorkingDays);
            }
            _ => return None,
        };
        number.checked_mul(seconds).map(Self::Seconds)
    }

    /// Minutes.
    pub const fn minutes(n: i64) -> Self {
        Self::Seconds(n * 60)
    }

    /// Hours.
    pub const fn hours(n: i64) -> Self {
        Self::Seconds(n * 3_600)
    }

    /// Days.
    pub const fn days(n: i64) -> Self {
        Self::Seconds(n * 86_400)
    }
}

/// A number below 100 as two digits.
fn two(number: u32) -> [u8; 2] {
    let number = (number % 100).to_le_bytes()[0];
    [b'0' + number / 10, b'0' + number % 10]
}

/// Appends a number below 100 with two digits. Pages hold many times, so this
/// is not left to the general formatter, which takes ten times as long.
fn push_two(text: &mut String, number: u32) {
    text.push_str(str::from_utf8(&two(number)).unwrap_or_default());
}

/// Appends `2026-06-11`.
fn push_day(text: &mut String, day: NaiveDate) {
    match u32::try_from(day.year()) {
        Ok(year) if year < 10_000 => {
            push_two(text, year / 100);
            push_two(text, year % 100);
        }
        _ => text.push_str(&day.format("%Y").to_string()),
    }
    let [[m, mm], [d, dd]] = [day.month(), day.day()].map(two);
    text.push_str(str::from_utf8(&[b'-', m, mm, b'-', d, dd]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, TimeFault> {
        Instant::parse(text).map(Instant::rfc3339)
    }

    #[test]
    fn the_same_instant_can_be_written_in_each_way() {
        for text in [
            "2026-07-03 10:20 UTC",
            "2026-07-03T10:20:00Z",
            "2026-07-03 11:20 +01:00",
            "2026-07-03T11:20:00.5+01:00",
            "2026-07-03 11:20 Europe/London",
            "2026-07-03 10:20:00 GMT",
        ] {
            assert_eq!(parse(text).as_deref(), Ok("2026-07-03T10:20:00Z"), "{text}");
        }
    }

    #[test]
    fn a_plain_time_is_read_as_its_parts_are() {
        for text in [
            "2026-07-03 10:20",
            "2024-02-29 23:59:59",
            "2023-02-29 10:20",
            "0000-01-01 00:00",
            "9999-01-01 00:00",
            "2026-07-03 24:00",
            "2026-07-03 10:20:60",
            "2026-7-03 10:20:1",
            "2026-07-03 1:020",
            "2026-07-é 10:20",
        ] {
            assert_eq!(
                Instant::parse(&format!("{text} UTC")),
                Instant::parse(&format!("{text} +00:00")),
                "{text}"
            );
        }
    }

    #[test]
    fn a_time_without_a_zone_is_refused_with_the_text_to_write() {
        let fault = parse("2026-07-03T10:20").unwrap_err();
        assert_eq!(fault, TimeFault::NoZone("2026-07-03 10:20".to_owned()));
        assert_eq!(
            fault.help(),
            "Write `2026-07-03 10:20 UTC`, or the offset, or a zone such as `Europe/London`."
        );
    }

    #[test]
    fn a_day_in_another_order_is_refused_with_the_text_to_write() {
        let help = |text: &str| parse(text).unwrap_err().help();
        for text in ["29.11.2026 15:50 UTC", "29/11/2026 15:50 UTC", "11/29/2026 3:50 pm UTC"] {
            assert_eq!(help(text), "Write `2026-11-29 15:50 UTC`.", "{text}");
        }
        assert_eq!(help("3.4.2026 09:05 UTC"), "Write `2026-04-03 09:05 UTC`.");
        // The fifth of June or the sixth of May: nobody knows.
        assert_eq!(parse("5/6/2026 15:50 UTC"), Err(TimeFault::NotATime));
        assert_eq!(parse("29.13.2026 15:50 UTC"), Err(TimeFault::NotATime));
        assert_eq!(Date::parse("29.11.2026").unwrap_err().help(), "Write `2026-11-29`.");
    }

    #[test]
    fn times_that_do_not_exist_are_refused() {
        assert_eq!(parse("2017-02-30 10:00 UTC"), Err(TimeFault::NoSuchDay));
        assert_eq!(parse("2026-02-28 24:00 UTC"), Err(TimeFault::NoSuchTime));
        assert_eq!(parse("2024-08-13T015:00:00+02:00"), Err(TimeFault::NoSuchTime));
        assert!(matches!(parse("2026-03-29 01:30 Europe/London"), Err(TimeFault::Skipped(_))));
        assert!(matches!(parse("2026-10-25 01:30 Europe/London"), Err(TimeFault::Repeated(_))));
    }

    #[test]
    fn letters_that_mean_different_zones_to_different_people_are_refused() {
        let fault = parse("2026-07-03 10:20 EST").unwrap_err();
        assert!(fault.help().contains("America/New_York"), "{}", fault.help());
        assert!(parse("2026-07-03 10:20 Europe/Londn").unwrap_err().help().contains("Europe/London"));
    }

    #[test]
    fn a_time_of_day_is_on_the_day_of_the_update_or_the_day_before() {
        let near = Instant::parse("2026-03-03 10:20 UTC").unwrap();
        let (at, rest) = Instant::parse_time_of_day("08:31 UTC We turned the key off.", near).unwrap();
        assert_eq!((at.rfc3339().as_str(), rest), ("2026-03-03T08:31:00Z", "We turned the key off."));
        let (at, _) = Instant::parse_time_of_day("23:50 UTC Found.", near).unwrap();
        assert_eq!(at.rfc3339(), "2026-03-02T23:50:00Z");
        assert!(Instant::parse_time_of_day("We turned it off", near).is_none());
        // Written so or in more letters, it is the same time.
        for (clock, rest) in
            [("08:31", " We"), ("10:20", ""), ("10:21", "  We"), ("00:00", " 1"), ("23:59", " é")]
        {
            let short = format!("{clock} UTC{rest}");
            let long = format!("{clock}:00 UTC{rest}");
            let read = |text| Instant::parse_time_of_day(text, near);
            assert_eq!(read(&short), Some((read(&long).unwrap().0, rest.trim_start())), "{short}");
        }
        assert!(Instant::parse_time_of_day("24:00 UTC We", near).is_none());
        assert!(Instant::parse_time_of_day("10:60 UTC We", near).is_none());
    }

    #[test]
    fn working_days_skip_the_weekend() {
        let friday = Instant::parse("2026-05-22 12:00 UTC").unwrap();
        assert_eq!(friday.after(Period::WorkingDays(1)).rfc3339(), "2026-05-25T12:00:00Z");
    }

    #[test]
    fn a_day_starts_where_the_zone_says() {
        let zone = Zone::parse("America/New_York").unwrap();
        assert_eq!(Date::parse("2026-07-03").unwrap().start(zone).rfc3339(), "2026-07-03T04:00:00Z");
    }
}
