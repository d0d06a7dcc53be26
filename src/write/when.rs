//! Times as people say them in a hurry, and when the next word is due.

use crate::model::time::{Instant, Period, TimeFault, Zone};
use crate::model::{Kind, Policy, Severity, State};

/// Reads a time to come: `now`, `+30 min`, `14:00 UTC` (the next time that a clock shows
/// it), or a whole instant. A time of day without a zone is read in `zone`, if one is given.
pub fn later(text: &str, now: Instant, zone: Option<Zone>) -> Result<Instant, TimeFault> {
    let text = text.trim();
    let ahead = text.strip_prefix('+').or_else(|| text.strip_prefix("in ")).unwrap_or(text);
    if let Some(period @ Period::Seconds(_)) = Period::parse(ahead) {
        return Ok(now.after(period));
    }
    // The time of day is looked for up to a day ahead: it is the last one before then.
    moment(text, now, now.plus(86_400), zone)
}

/// Reads a time that has passed: `now`, `30 min ago`, `12:50 UTC` (the last time that a clock showed
/// it), or a whole instant; the rest as [`later`].
pub fn earlier(text: &str, now: Instant, zone: Option<Zone>) -> Result<Instant, TimeFault> {
    let text = text.trim();
    let ago = text.strip_prefix('-').or_else(|| text.strip_suffix(" ago"));
    if let Some(Period::Seconds(seconds)) = ago.and_then(|ago| Period::parse(ago.trim())) {
        return Ok(now.plus(-seconds));
    }
    moment(text, now, now, zone)
}

/// `now`, a time of day, the last one before `near`, or a whole instant.
fn moment(text: &str, now: Instant, near: Instant, zone: Option<Zone>) -> Result<Instant, TimeFault> {
    if matches!(text.to_lowercase().as_str(), "now" | "jetzt") {
        return Ok(now);
    }
    let zoned = match zone {
        Some(zone) if !text.contains(' ') && text.contains(':') && text.len() <= 5 => {
            format!("{text} {}", zone.name())
        }
        _ => text.to_owned(),
    };
    match Instant::parse_time_of_day(&zoned, near) {
        Some((at, "")) => Ok(at),
        _ => Instant::parse(&zoned),
    }
}

/// What is wrong with a time, and what to write: the right form of what was meant, where that is known,
/// and the `usual` forms otherwise.
pub fn not_taken(fault: &TimeFault, usual: &str) -> String {
    match fault {
        TimeFault::NotATime | TimeFault::NoDay(_) => format!("{fault} Write {usual}."),
        fault => format!("{fault} {}", fault.help()),
    }
}

/// When readers should hear more at the latest, on a round minute; `None` where
/// no rhythm is owed.
pub fn next_update(
    policy: &Policy,
    kind: Kind,
    severity: Option<Severity>,
    state: State,
    at: Instant,
) -> Option<Instant> {
    let due = at.after(policy.rhythm(kind, severity, state)?);
    let round = if due.since(at) >= 1_200 { 300 } else { 60 };
    Some(Instant::from_seconds(due.seconds() - due.seconds().rem_euclid(round)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_said() {
        let now = Instant::parse("2026-03-03 09:16 UTC").expect("a time");
        let said = |text: &str, zone| later(text, now, zone).map(Instant::written);
        let paris = Zone::parse("Europe/Paris").ok();
        assert_eq!(said("+30 min", None).as_deref(), Ok("2026-03-03 09:46 UTC"));
        assert_eq!(said("in 2 hours", None).as_deref(), Ok("2026-03-03 11:16 UTC"));
        assert_eq!(said("14:00 UTC", None).as_deref(), Ok("2026-03-03 14:00 UTC"));
        assert_eq!(said("08:00 UTC", None).as_deref(), Ok("2026-03-04 08:00 UTC"));
        assert_eq!(said("14:00", paris).as_deref(), Ok("2026-03-03 13:00 UTC"));
        assert_eq!(said("2026-03-05 10:00 +01:00", None).as_deref(), Ok("2026-03-05 09:00 UTC"));
        assert_eq!(said("now", None).as_deref(), Ok("2026-03-03 09:16 UTC"));
        assert!(said("14:00", None).is_err());
        assert!(said("soon", paris).is_err());
    }

    #[test]
    fn a_time_that_has_passed_is_read_by_the_same_rule() {
        let now = Instant::parse("2026-03-03 09:16 UTC").expect("a time");
        let said = |text: &str, zone| earlier(text, now, zone).map(Instant::written);
        let paris = Zone::parse("Europe/Paris").ok();
        assert_eq!(said("now", None).as_deref(), Ok("2026-03-03 09:16 UTC"));
        assert_eq!(said("30 min ago", None).as_deref(), Ok("2026-03-03 08:46 UTC"));
        assert_eq!(said("09:02 UTC", None).as_deref(), Ok("2026-03-03 09:02 UTC"));
        assert_eq!(said("10:02", paris).as_deref(), Ok("2026-03-03 09:02 UTC"));
        assert_eq!(said("22:00 UTC", None).as_deref(), Ok("2026-03-02 22:00 UTC"));
        assert_eq!(said("2026-03-01 10:00 UTC", None).as_deref(), Ok("2026-03-01 10:00 UTC"));
        assert!(said("soon", paris).is_err());
    }

    #[test]
    fn the_next_word_comes_within_the_rhythm() {
        let at = Instant::parse("2026-03-03 09:17 UTC").expect("a time");
        let next =
            |severity| next_update(&Policy::default(), Kind::Outage, severity, State::Investigating, at);
        assert_eq!(
            next(Some(Severity::Critical)).map(Instant::written).as_deref(),
            Some("2026-03-03 09:45 UTC")
        );
        assert_eq!(next(None).map(Instant::written).as_deref(), Some("2026-03-03 10:15 UTC"));
    }
}
