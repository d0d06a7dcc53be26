//! A length of time → the two largest units that matter, the same for every
//! text: pages say it in their language, commands and checks in English.

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 60 seconds.
    Minutes,
    /// 60 minutes.
    Hours,
    /// 24 hours.
    Days,
}

/// A length in its units, the larger first: hours and minutes, days and hours, or one of them alone.
/// From two weeks on, hours do not matter.
pub fn units(seconds: i64) -> Vec<(Unit, i64)> {
    let minutes = (seconds.max(0) + 30) / 60;
    let (days, hours, minutes) = (minutes / 1_440, minutes % 1_440 / 60, minutes % 60);
    match (days, hours, minutes) {
        (0, 0, minutes) => vec![(Unit::Minutes, minutes)],
        (0, hours, 0) => vec![(Unit::Hours, hours)],
        (0, hours, minutes) => vec![(Unit::Hours, hours), (Unit::Minutes, minutes)],
        (days, 0, _) => vec![(Unit::Days, days)],
        (days, _, _) if days >= 14 => vec![(Unit::Days, days)],
        (days, hours, _) => vec![(Unit::Days, days), (Unit::Hours, hours)],
    }
}

/// `29 minutes`, `1 hour and 59 minutes`, `3 days`: a length of time in English.
pub fn length(seconds: i64) -> String {
    let said: Vec<String> = units(seconds)
        .into_iter()
        .map(|(unit, n)| {
            let noun = match unit {
                Unit::Minutes => "minute",
                Unit::Hours => "hour",
                Unit::Days => "day",
            };
            if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
        })
        .collect();
    said.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_length_is_said_in_the_two_units_that_matter() {
        for (seconds, said) in [
            (29 * 60, "29 minutes"),
            (60, "1 minute"),
            (3_600, "1 hour"),
            (119 * 60, "1 hour and 59 minutes"),
            (23 * 3_600 + 59 * 60, "23 hours and 59 minutes"),
            (50 * 3_600, "2 days and 2 hours"),
            (3 * 86_400 + 120, "3 days"),
            (19 * 86_400 + 7_200, "19 days"),
        ] {
            assert_eq!(length(seconds), said);
        }
    }
}
