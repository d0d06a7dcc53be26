//! Names for what is new: the folder of an incident, the file of an update.

use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use crate::model::time::{Date, Instant};
use crate::model::{Content, Incident};

/// Words that make an address longer and not clearer.
const SMALL: [&str; 43] = [
    "a", "an", "and", "are", "at", "by", "for", "from", "has", "have", "in", "is", "it", "of", "on", "our",
    "since", "the", "to", "utc", "we", "with", "you", "your", "am", "auf", "bei", "das", "der", "die", "ein",
    "eine", "fuer", "im", "ist", "mit", "seit", "sind", "und", "von", "wir", "zu", "zum",
];

/// The words of a text as a part of an address: lower case, without accents and times, at most four,
/// joined with hyphens.
pub fn slug(text: &str) -> String {
    let lower = plain_letters(text);
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != ':');
    // `09:00` names no incident.
    let words = words.filter(|word| !word.contains(':') || !word.contains(|c: char| c.is_ascii_digit()));
    let words = words.flat_map(|word| word.split(':')).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words.filter(|word| !SMALL.contains(word)).take(4) {
        if slug.len() + word.len() > 40 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// Lower-case letters without their accents; those that are written with two in German, with two.
fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.to_lowercase().nfc() {
        match c {
            'ä' | 'æ' => plain.push_str("ae"),
            'ö' | 'œ' | 'ø' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'å' => plain.push_str("aa"),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            // What belongs to the letter before it, such as an accent or the sign in "don't".
            '\'' | '’' => {}
            c => plain.extend(c.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c))),
        }
    }
    plain
}

/// A free id for a new incident: the next number if the site numbers its
/// incidents, such as `QH-2026-0008`, otherwise the day and words of the title.
pub fn incident_id(content: &Content, title: &str, at: Instant) -> String {
    let day = at.date(content.site.time_zone);
    if let Some(next) = next_number(content, day) {
        return next;
    }
    let name = match slug(title) {
        slug if slug.is_empty() => day.iso(),
        slug => format!("{}-{slug}", day.iso()),
    };
    let taken = |id: &str| content.incidents.iter().any(|incident| incident.id.eq_ignore_ascii_case(id));
    if !taken(&name) {
        return name;
    }
    (2..10_000).map(|n| format!("{name}-{n}")).find(|id| !taken(id)).unwrap_or(name)
}

/// The number after the highest one of this year, if the newest incident is numbered.
fn next_number(content: &Content, day: Date) -> Option<String> {
    let first = |incident: &Incident| incident.updates.first().map(|update| update.at.value);
    let newest = content.incidents.iter().max_by_key(|incident| first(incident))?;
    let (prefix, _, _) = numbered(&newest.id)?;
    let year = day.parts().0;
    let same = content.incidents.iter().filter_map(|incident| numbered(&incident.id));
    let highest = same.filter(|(p, y, _)| *p == prefix && *y == year).map(|(_, _, n)| n).max().unwrap_or(0);
    Some(format!("{prefix}-{year}-{:04}", highest + 1))
}

/// `QH-2026-0007` taken apart.
fn numbered(id: &str) -> Option<(&str, i32, u32)> {
    let mut parts = id.split('-');
    let (prefix, year, number) = (parts.next()?, parts.next()?, parts.next()?);
    let good = (2..=8).contains(&prefix.len())
        && prefix.bytes().all(|b| b.is_ascii_uppercase())
        && year.len() == 4
        && number.len() == 4
        && parts.next().is_none();
    if good { Some((prefix, year.parse().ok()?, number.parse().ok()?)) } else { None }
}

/// The name of the next update of an incident, such as `03-progress.md`.
pub fn file_name(incident: Option<&Incident>, what: &str) -> String {
    let number = |id: &str| id.split('-').next().and_then(|n| n.parse::<u32>().ok());
    let updates = incident.map(|incident| incident.updates.as_slice()).unwrap_or_default();
    let highest = updates.iter().filter_map(|update| number(&update.id)).max();
    let next = highest.unwrap_or(u32::try_from(updates.len()).unwrap_or(0)) + 1;
    format!("{next:02}-{}.md", what.replace('_', "-"))
}

/// That name, or the next number with which nothing is there yet in the folder.
pub fn free(folder: &Path, name: &str) -> String {
    let Some((number, rest)) =
        name.split_once('-').and_then(|(n, rest)| Some((n.parse::<u32>().ok()?, rest)))
    else {
        return name.to_owned();
    };
    let names = (number..number + 1_000).map(|n| format!("{n:02}-{rest}"));
    let mut free = names.filter(|name| std::fs::symlink_metadata(folder.join(name)).is_err());
    free.next().unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_is_about() {
        assert_eq!(slug("Some payments fail with an error since 09:00 UTC"), "some-payments-fail-error");
        assert_eq!(
            slug("Seit 09:00 UTC schlägt die Bezahlung für Gäste fehl"),
            "schlaegt-bezahlung-gaeste-fehl"
        );
        assert_eq!(slug("Café: crème brûlée isn't served"), "cafe-creme-brulee-isnt");
        assert_eq!(slug("Rückgabe & Umtausch"), "rueckgabe-umtausch");
        assert_eq!(slug("…"), "");
        assert_eq!(numbered("QH-2026-0007"), Some(("QH", 2026, 7)));
        assert_eq!(numbered("2026-03-03-payments"), None);
    }
}
