//! Zones of the IANA database, which is part of the program: a page says the
//! same wherever it is built. Calendar and clock are chrono's, the zones are jiff's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{PoisonError, RwLock};

use chrono::{Datelike, MappedLocalTime, NaiveDateTime, TimeDelta, Timelike};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase, TimeZoneOffsetInfo};

use super::written::unknown_zone;
use super::{Instant, TimeFault, push_two};

/// A time zone of the IANA database.
#[derive(Clone, Copy)]
pub struct Zone(&'static TimeZone);

static UTC: TimeZone = TimeZone::UTC;

/// Every zone that was asked for. A site names one or two, and no zone ends before the program.
static KNOWN: RwLock<BTreeMap<&'static str, Zone>> = RwLock::new(BTreeMap::new());

/// An instant as the clock on a wall in one zone shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// Day of the week, 1 (Monday) to 7.
    pub weekday: u32,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
    info: TimeZoneOffsetInfo<'static>,
}

impl Zone {
    /// UTC.
    pub const UTC: Self = Self(&UTC);

    /// Looks a zone of the IANA database up.
    ///
    /// # Errors
    /// There is no zone of that name, written like that.
    pub fn parse(text: &str) -> Result<Self, TimeFault> {
        Self::find(text).ok_or_else(|| unknown_zone(text))
    }

    /// The zone of that name, written like that.
    pub(super) fn find(text: &str) -> Option<Self> {
        if text == Self::UTC.name() {
            return Some(Self::UTC);
        }
        if let Some(zone) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Some(*zone);
        }
        let found = TimeZoneDatabase::bundled().get(text).ok()?;
        // The database does not mind capitals, but readers are shown what is written.
        if found.iana_name() != Some(text) || found.is_unknown() {
            return None;
        }
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have been faster.
        Some(known.get(text).copied().unwrap_or_else(|| {
            let zone = Self(Box::leak(Box::new(found)));
            known.insert(zone.name(), zone);
            zone
        }))
    }

    /// Its name, such as `Europe/London`.
    pub fn name(self) -> &'static str {
        self.0.iana_name().unwrap_or_default()
    }

    fn info(self, at: Instant) -> TimeZoneOffsetInfo<'static> {
        self.0.to_offset_info(Timestamp::from_second(at.seconds()).unwrap_or_default())
    }

    /// What calendar and clock show at an instant.
    pub(super) fn wall(self, at: Instant) -> NaiveDateTime {
        wall(at, self.info(at).offset())
    }

    /// The instant at which calendar and clock show `wall`: none where the clocks go forward
    /// over it, two where they go back.
    pub(super) fn instant(self, wall: NaiveDateTime) -> MappedLocalTime<Instant> {
        let Some(civil) = civil(wall) else { return MappedLocalTime::None };
        let at =
            |offset: Offset| Instant::from_seconds(wall.and_utc().timestamp() - i64::from(offset.seconds()));
        match self.0.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => MappedLocalTime::Single(at(offset)),
            AmbiguousOffset::Gap { .. } => MappedLocalTime::None,
            AmbiguousOffset::Fold { before, after } => MappedLocalTime::Ambiguous(at(before), at(after)),
        }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name()).finish()
    }
}

impl Instant {
    /// What the clock in `zone` shows.
    pub fn local(self, zone: Zone) -> Local {
        let info = zone.info(self);
        let wall = wall(self, info.offset());
        Local {
            year: wall.year(),
            month: wall.month(),
            day: wall.day(),
            hour: wall.hour(),
            minute: wall.minute(),
            weekday: wall.weekday().number_from_monday(),
            offset_minutes: info.offset().seconds() / 60,
            info,
        }
    }
}

impl Local {
    /// What the zone is called at that instant, such as `BST` or `UTC+03:00`.
    pub fn zone(&self) -> Cow<'_, str> {
        match self.info.abbreviation() {
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => Cow::Borrowed(name),
            _ => {
                let (sign, minutes) =
                    (if self.offset_minutes < 0 { '-' } else { '+' }, self.offset_minutes.abs());
                Cow::Owned(format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60))
            }
        }
    }

    /// `10:20`.
    pub fn clock(&self) -> String {
        let mut text = String::with_capacity("10:20".len());
        self.push_clock(&mut text);
        text
    }

    /// Appends `10:20`.
    pub fn push_clock(&self, text: &mut String) {
        push_two(text, self.hour);
        text.push(':');
        push_two(text, self.minute);
    }
}

fn wall(at: Instant, offset: Offset) -> NaiveDateTime {
    let utc = at.utc().naive_utc();
    utc.checked_add_signed(TimeDelta::seconds(offset.seconds().into())).unwrap_or(utc)
}

fn civil(wall: NaiveDateTime) -> Option<DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    DateTime::new(
        wall.year().try_into().ok()?,
        small(wall.month())?,
        small(wall.day())?,
        small(wall.hour())?,
        small(wall.minute())?,
        small(wall.second())?,
        0,
    )
    .ok()
}

/// The zone whose name is nearest to what was written.
pub(super) fn nearest(text: &str) -> Option<String> {
    let names: Vec<String> = TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
    crate::finding::nearest(text, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(zone: &str, at: &str) -> String {
        let local = Instant::parse(at).unwrap().local(Zone::parse(zone).unwrap());
        format!("{} {}", local.clock(), local.zone())
    }

    #[test]
    fn a_zone_shows_what_its_clocks_show() {
        assert_eq!(shown("UTC", "2026-07-03 10:20 UTC"), "10:20 UTC");
        assert_eq!(shown("Europe/London", "2026-07-03 10:20 UTC"), "11:20 BST");
        assert_eq!(shown("Asia/Kathmandu", "2026-07-03 10:20 UTC"), "16:05 UTC+05:45");
        assert_eq!(shown("America/St_Johns", "2026-01-03 10:20 UTC"), "06:50 NST");
        assert_eq!(shown("Pacific/Marquesas", "2026-01-03 10:20 UTC"), "00:50 UTC-09:30");
        // Rules that go on for ever, beyond what any table holds.
        assert_eq!(shown("Europe/London", "2099-07-03 10:20 UTC"), "11:20 BST");
    }

    #[test]
    fn zones_are_those_of_this_year() {
        // Vancouver and Casablanca left the change of clocks in 2026.
        assert_eq!(shown("America/Vancouver", "2026-12-01 12:00 UTC"), "05:00 MST");
        assert_eq!(shown("Africa/Casablanca", "2026-12-01 12:00 UTC"), "12:00 UTC+00:00");
    }

    #[test]
    fn a_zone_is_known_by_its_name_as_it_is_written() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        assert_eq!((zone.name(), zone), ("Europe/Berlin", Zone::parse("Europe/Berlin").unwrap()));
        assert_eq!(Zone::parse("UTC"), Ok(Zone::UTC));
        // Far beyond any page, but no reason to fall over.
        for far in [i64::MIN, i64::MAX] {
            assert!(!Instant::from_seconds(far).local(zone).clock().is_empty());
        }
        for unknown in ["europe/berlin", "Etc/Unknown", "Berlin", ""] {
            assert!(Zone::parse(unknown).is_err(), "{unknown}");
        }
    }
}
