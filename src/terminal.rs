//! Words for a terminal of eighty columns: styles, lines that do not run over,
//! times as people say them. Styles are escape codes; who prints decides
//! whether they are kept, and nothing is said by colour alone.

use crate::model::time::{self, Date, Instant, Zone};

/// How wide a line may be.
pub const WIDTH: usize = 80;

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A heading.
    Bold,
    /// All is well.
    Good,
    /// Something is to come.
    Soon,
    /// Something is wrong.
    Bad,
    /// Less important.
    Quiet,
}

/// Words in a style.
pub fn styled(style: Style, text: &str) -> String {
    let code = match style {
        Style::Bold => "1",
        Style::Good => "32",
        Style::Soon => "33",
        Style::Bad => "1;31",
        Style::Quiet => "2",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Lines of at most `width` characters, broken between words.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

/// At most `most` lines of `width` characters; dots say that there is more.
pub fn clip(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.chars().count() + 2 > width {
                let cut = last.rfind(' ').unwrap_or(0);
                last.truncate(cut);
            }
            last.push_str(" …");
        }
    }
    lines
}

/// A text, filled up with blanks to `width`.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(missing))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Times in one zone, seen from one instant.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The zone.
    pub zone: Zone,
    /// The instant from which they are seen.
    pub now: Instant,
}

impl Clock {
    /// `Thu 21 May 2026, 14:10 UTC`.
    pub fn whole(&self, at: Instant) -> String {
        let local = at.local(self.zone);
        format!("{} {}, {}", self.day_of(at), local.year, self.time(at))
    }

    /// `14:10 UTC`.
    pub fn time(&self, at: Instant) -> String {
        let local = at.local(self.zone);
        format!("{} {}", local.clock(), local.zone())
    }

    /// `14:10` on the day of `now`, otherwise `21 May 14:10`, or `21 May 2025` if the year is another.
    pub fn short(&self, at: Instant) -> String {
        let local = at.local(self.zone);
        let today = self.now.local(self.zone);
        let month = MONTHS.get(local.month as usize - 1).copied().unwrap_or_default();
        if self.is_today(at) {
            local.clock()
        } else if local.year == today.year {
            format!("{} {month} {}", local.day, local.clock())
        } else {
            format!("{} {month} {}", local.day, local.year)
        }
    }

    /// `Thu 21 May`, with the year if that is another than now.
    pub fn day(&self, at: Instant) -> String {
        let year = at.local(self.zone).year;
        let day = self.day_of(at);
        if year == self.now.local(self.zone).year { day } else { format!("{day} {year}") }
    }

    /// The same of a day.
    pub fn date(&self, date: Date) -> String {
        self.day(date.start(self.zone))
    }

    /// Whether it is on the day of `now`.
    pub fn is_today(&self, at: Instant) -> bool {
        at.date(self.zone) == self.now.date(self.zone)
    }

    fn day_of(&self, at: Instant) -> String {
        let local = at.local(self.zone);
        let weekday = DAYS.get(local.weekday as usize - 1).copied().unwrap_or_default();
        let month = MONTHS.get(local.month as usize - 1).copied().unwrap_or_default();
        format!("{weekday} {} {month}", local.day)
    }
}

/// `41 minutes`, `3 hours`, `2 hours and 5 minutes`, `19 days`: a length of time, in the units that matter.
pub fn length(seconds: i64) -> String {
    if seconds < 60 { "less than a minute".to_owned() } else { time::length(seconds) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_count_letters_not_bytes() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("äöü äöü", 7), ["äöü äöü"]);
        assert_eq!(wrap("a-very-long-word b", 4), ["a-very-long-word", "b"]);
        assert!(wrap("  ", 7).is_empty());
        assert_eq!(clip("one two three", 9, 1), ["one two …"]);
        assert_eq!(clip("one two", 9, 1), ["one two"]);
    }

    #[test]
    fn lengths_are_said_in_the_units_that_matter() {
        let said = [30, 60, 41 * 60, 90 * 60, 125 * 60, 3 * 3_600, 19 * 86_400].map(length);
        assert_eq!(
            said,
            [
                "less than a minute",
                "1 minute",
                "41 minutes",
                "1 hour and 30 minutes",
                "2 hours and 5 minutes",
                "3 hours",
                "19 days"
            ]
        );
    }

    #[test]
    fn the_day_and_the_year_are_said_where_they_differ_from_now() {
        let at = |text| Instant::parse(text).unwrap();
        let clock = Clock { zone: Zone::UTC, now: at("2026-05-21 14:10 UTC") };
        assert_eq!(clock.short(at("2026-05-21 13:15 UTC")), "13:15");
        assert_eq!(clock.short(at("2026-05-20 13:15 UTC")), "20 May 13:15");
        assert_eq!(clock.short(at("2025-05-20 13:15 UTC")), "20 May 2025");
        assert_eq!(clock.whole(clock.now), "Thu 21 May 2026, 14:10 UTC");
    }
}
