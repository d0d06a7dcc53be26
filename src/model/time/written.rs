//! Written times → local times and zones, or what is wrong with them and what
//! to write.

use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Instant, YEARS, Zone, zone};

/// Why a written time cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeFault {
    /// No zone was written; holds the text with one.
    #[error("This time has no zone, so readers in other places would see the wrong hour.")]
    NoZone(String),
    /// Not a date that exists.
    #[error("This day does not exist in the calendar.")]
    NoSuchDay,
    /// Not a time of day that exists.
    #[error("This time of day does not exist.")]
    NoSuchTime,
    /// The zone is not known; holds the nearest known one.
    #[error("{}", unknown_zone_text(.given))]
    UnknownZone {
        /// What was written.
        given: String,
        /// The nearest zone, if there is one.
        nearest: Option<String>,
    },
    /// The clocks go forward over this time.
    #[error("The clocks go forward over this time in {0}, so it does not exist.")]
    Skipped(String),
    /// The clocks go back over this time.
    #[error("The clocks go back over this time in {0}, so it exists twice.")]
    Repeated(String),
    /// A time of day alone.
    #[error("This time has no day.")]
    NoDay(String),
    /// A year that no update of a status page is from; holds it.
    #[error("This is in the year {0}.")]
    FarYear(i32),
    /// A time in another order or with the month in words; holds it as it is written here.
    #[error("This time is not written so that it can be read without doubt.")]
    Otherwise(String),
    /// Not a time at all.
    #[error("This is not a time.")]
    NotATime,
}

impl TimeFault {
    /// What to write instead.
    pub fn help(&self) -> String {
        match self {
            Self::NoZone(text) => {
                format!("Write `{text} UTC`, or the offset, or a zone such as `Europe/London`.")
            }
            Self::NoSuchDay => "Write a day that exists, such as `2026-03-03 10:20 UTC`.".to_owned(),
            Self::NoSuchTime => {
                "Write hours from 00 to 23 and minutes from 00 to 59, such as `2026-03-03 10:20 UTC`."
                    .to_owned()
            }
            Self::UnknownZone { nearest: Some(near), .. } => {
                format!("Did you mean `{near}`? `UTC` always works.")
            }
            Self::UnknownZone { .. } => {
                "Write `UTC`, an offset such as `+01:00`, or a zone such as `Europe/London`.".to_owned()
            }
            Self::Skipped(_) | Self::Repeated(_) => {
                "Write the time in `UTC`, or with its offset, such as `+01:00`.".to_owned()
            }
            Self::NoDay(text) => {
                format!("Write the day before it, as in `2026-03-03 {text}`.")
            }
            Self::FarYear(_) => "Check the year: it is the first number.".to_owned(),
            Self::Otherwise(text) => format!("Write `{text}`."),
            Self::NotATime => "Write it like this: `2026-03-03 10:20 UTC`.".to_owned(),
        }
    }
}

/// `2026-03-03 10:20 UTC`, with or without seconds, as most times are written.
/// What is any different, or wrong, is left to the parts below.
pub(super) fn plain(text: &str) -> Option<Instant> {
    let bytes = text.strip_suffix(" UTC")?.as_bytes();
    let number = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
    };
    let seconds = match bytes.len() {
        16 => 0,
        19 if bytes[16] == b':' => number(17, 19)?,
        _ => return None,
    };
    if [bytes[4], bytes[7], bytes[10], bytes[13]] != *b"-- :" {
        return None;
    }
    let year = i32::try_from(number(0, 4)?).ok().filter(|year| YEARS.contains(year))?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    let local = day.and_hms_opt(number(11, 13)?, number(14, 16)?, seconds)?;
    Some(Instant(local.and_utc().timestamp()))
}

/// `08:31 UTC` at the start of a text → the second of the day, and the rest. Whatever is not written so is read in parts.
pub(super) fn plain_clock(text: &str) -> Option<(i64, &str)> {
    let ([h, hh, b':', m, mm, b' ', b'U', b'T', b'C'], _) = text.as_bytes().split_first_chunk()? else {
        return None;
    };
    let rest = text[9..].strip_prefix(' ').or_else(|| (text.len() == 9).then_some(""))?;
    let number = |tens: &u8, ones: &u8| {
        let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        digits.then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
    };
    let (hour, minute) = (number(h, hh)?, number(m, mm)?);
    (hour < 24 && minute < 60).then(|| (hour * 3_600 + minute * 60, rest.trim_start()))
}

pub(super) enum ZoneOf {
    Fixed(i32),
    Named(Zone),
}

pub(super) fn zone_of(text: &str) -> Result<ZoneOf, TimeFault> {
    if matches!(text, "UTC" | "Z" | "z" | "GMT") {
        return Ok(ZoneOf::Fixed(0));
    }
    if let Some(minutes) = offset_minutes(text) {
        return Ok(ZoneOf::Fixed(minutes));
    }
    // Names such as `EST` are in the database, but readers and writers mean different things by them.
    match Zone::find(text).filter(|_| text.contains('/')) {
        Some(zone) => Ok(ZoneOf::Named(zone)),
        None => Err(unknown_zone(text)),
    }
}

fn unknown_zone_text(given: &str) -> String {
    if given.len() <= 5 && given.bytes().all(|b| b.is_ascii_uppercase()) {
        format!("`{given}` does not mean the same hour to everybody.")
    } else {
        format!("`{given}` is not a time zone.")
    }
}

pub(super) fn unknown_zone(text: &str) -> TimeFault {
    let nearest = match text.to_ascii_uppercase().as_str() {
        "UT" | "UTC" | "ZULU" => Some("UTC"),
        "BST" => Some("Europe/London"),
        "CET" | "CEST" => Some("Europe/Berlin"),
        "EST" | "EDT" => Some("America/New_York"),
        "CST" | "CDT" => Some("America/Chicago"),
        "MST" | "MDT" => Some("America/Denver"),
        "PST" | "PDT" => Some("America/Los_Angeles"),
        "IST" => Some("Asia/Kolkata"),
        "JST" => Some("Asia/Tokyo"),
        _ => return TimeFault::UnknownZone { given: text.to_owned(), nearest: zone::nearest(text) },
    };
    TimeFault::UnknownZone { given: text.to_owned(), nearest: nearest.map(str::to_owned) }
}

/// `+01:00`, `-0330`, `+01` → minutes.
fn offset_minutes(text: &str) -> Option<i32> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

pub(super) fn resolve(local: NaiveDateTime, zone: &str) -> Result<Instant, TimeFault> {
    match zone_of(zone)? {
        ZoneOf::Fixed(minutes) => Ok(Instant(local.and_utc().timestamp() - i64::from(minutes) * 60)),
        ZoneOf::Named(zone) => match zone.instant(local) {
            MappedLocalTime::Single(at) => Ok(at),
            MappedLocalTime::Ambiguous(..) => Err(TimeFault::Repeated(zone.name().to_owned())),
            MappedLocalTime::None => Err(TimeFault::Skipped(zone.name().to_owned())),
        },
    }
}

/// The date at the start, and the rest. `None` stands for a day that does not exist.
pub(super) fn split_date(text: &str) -> Result<(Option<NaiveDate>, &str), TimeFault> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
    let mut parts = text[..end].split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(TimeFault::NotATime);
    };
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return Err(TimeFault::NotATime);
    }
    let number = |digits: &str| digits.parse::<u32>().map_err(|_| TimeFault::NotATime);
    let year = i32::try_from(number(year)?).map_err(|_| TimeFault::NotATime)?;
    Ok((NaiveDate::from_ymd_opt(year, number(month)?, number(day)?), &text[end..]))
}

/// `10:20`, `10:20:30`, `10:20:30.5` and the zone behind it.
pub(super) fn split_time(text: &str) -> Result<(NaiveTime, &str), TimeFault> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(text.len());
    let (clock, zone) = (&text[..end], text[end..].trim());
    let clock = clock.split('.').next().unwrap_or(clock);
    let mut parts = clock.split(':');
    let (Some(hour), Some(minute), second, None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(TimeFault::NotATime);
    };
    if hour.is_empty() || hour.len() > 3 || minute.len() != 2 || second.is_some_and(|s| s.len() != 2) {
        return Err(TimeFault::NotATime);
    }
    let number = |digits: &str| digits.parse::<u32>().map_err(|_| TimeFault::NotATime);
    let time = NaiveTime::from_hms_opt(number(hour)?, number(minute)?, second.map_or(Ok(0), number)?);
    match time {
        Some(time) if hour.len() == 2 => Ok((time, zone)),
        _ => Err(TimeFault::NoSuchTime),
    }
}

/// What is wrong with a text that does not begin with a date as we write it.
pub(super) fn not_a_time(text: &str) -> TimeFault {
    if split_time(text).is_ok_and(|(_, zone)| zone_of(zone).is_ok()) {
        return TimeFault::NoDay(text.to_owned());
    }
    otherwise(text).map_or(TimeFault::NotATime, TimeFault::Otherwise)
}

/// What is wrong with a text that is not a day as we write it.
pub(super) fn not_a_day(text: &str) -> TimeFault {
    let day = in_digits(text).map(|[year, month, day]| format!("{year:04}-{month:02}-{day:02}"));
    let known = day.filter(|day| matches!(split_date(day), Ok((Some(_), ""))));
    known.map_or(TimeFault::NotATime, TimeFault::Otherwise)
}

/// `21 May 2026, 13:44 UTC`, `May 21, 2026 1:44 pm UTC` or `21.5.2026 13:44 UTC` → the time as it is
/// written here. Days and months in digits are not guessed at, unless only one of them can be a month:
/// 5/6 is two days. With full stops between them, the day comes first.
fn otherwise(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut year, mut month, mut day, mut time, mut late, mut zone) = (None, None, None, None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let small = word.to_ascii_lowercase();
        let digits = small.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        if let Some([y, m, d]) = in_digits(&small) {
            if year.replace(y).is_some() || month.replace(m).is_some() || day.replace(d).is_some() {
                return None;
            }
        } else if let Some((hour, minute)) = small.split_once(':').filter(|_| time.is_none()) {
            let end = minute.find(|c: char| !c.is_ascii_digit()).unwrap_or(minute.len());
            if end > 2 {
                return None;
            }
            late = late.or(match &minute[end..] {
                "" => None,
                "am" => Some(false),
                "pm" => Some(true),
                _ => return None,
            });
            time = Some((hour.parse::<u32>().ok()?, minute[..end].parse::<u32>().ok()?));
        } else if let Ok(number) = digits.parse::<u32>() {
            let slot = if digits.len() == 4 { &mut year } else { &mut day };
            if slot.replace(number).is_some() {
                return None;
            }
        } else if let Some(at) = small.get(..3).and_then(|start| MONTHS.iter().position(|m| *m == start))
            && month.is_none()
        {
            month = u32::try_from(at + 1).ok();
        } else if matches!(small.as_str(), "am" | "pm") {
            late = Some(small == "pm");
        } else if !matches!(small.as_str(), "at" | "on" | "the" | "of") && zone.replace(word).is_some() {
            return None;
        }
    }
    let (hour, minute) = time?;
    let hour = match late {
        Some(late) if (1..=12).contains(&hour) => hour % 12 + if late { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let written = format!("{:04}-{:02}-{:02} {hour:02}:{minute:02} {}", year?, month?, day?, zone?);
    Instant::parse(&written).is_ok().then_some(written)
}

/// `29.11.2026`, `29/11/2026`, `11/29/2026` or `2026/11/29` → year, month, day; not where day and month
/// could change places.
fn in_digits(word: &str) -> Option<[u32; 3]> {
    let mark = word.find(['.', '/', '-']).map(|at| &word[at..=at])?;
    let mut numbers = word.split(mark).map(str::parse::<u32>);
    let (first, second, third) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    if numbers.next().is_some() {
        return None;
    }
    match (first, second, third) {
        (1000.., month, day) => Some([first, month, day]),
        (day, month, 1000..) if mark == "." || day > 12 || day == month => Some([third, month, day]),
        (month, day, 1000..) if day > 12 => Some([third, month, day]),
        _ => None,
    }
}
