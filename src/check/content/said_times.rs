//! Times in words beside the same times as facts: when we write again, and
//! which day of the week a date is. A part of C10, and for first words of T3.

use crate::check::language::updates;
use crate::check::{Case, Step};
use crate::finding::{Code, Finding};
use crate::model::Promise;
use crate::model::time::{Date, Instant, Zone};
use crate::source::Span;

/// How a sentence begins to say when we write next, in small letters.
const NEXT: &[&str] = &[
    "we write again",
    "we will write again",
    "we'll write again",
    "we’ll write again",
    "the next update",
    "our next update",
    "wir schreiben wieder",
    "die nächste meldung",
    "das nächste update",
];

/// Words of a sentence that speaks of more than one time, or of another one.
const OTHER: &[&str] =
    &["if", "or", "not", "instead", "promised", "was", "falls", "wenn", "oder", "nicht", "statt", "war"];

/// The days of the week, from Monday.
const DAYS: [[&str; 2]; 7] = [
    ["monday", "montag"],
    ["tuesday", "dienstag"],
    ["wednesday", "mittwoch"],
    ["thursday", "donnerstag"],
    ["friday", "freitag"],
    ["saturday", "samstag"],
    ["sunday", "sonntag"],
];

/// The days as they are called in a message.
const DAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [[&str; 2]; 12] = [
    ["january", "januar"],
    ["february", "februar"],
    ["march", "märz"],
    ["april", "april"],
    ["may", "mai"],
    ["june", "juni"],
    ["july", "juli"],
    ["august", "august"],
    ["september", "september"],
    ["october", "oktober"],
    ["november", "november"],
    ["december", "dezember"],
];

/// Half a year, in seconds.
const HALF_A_YEAR: i64 = 183 * 86_400;

/// Notes each time in words that is not the one of the facts.
pub(super) fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    each_sentence(case, false, |step, sentence, span| {
        findings.extend(another_time(step, sentence, span, Code::C10));
        if let Some((said, date, is)) = other_day(sentence, step.update.at.value) {
            findings.push(
                Finding::fix(Code::C10, span, format!("The text says {said}, and {} is a {is}.", date.iso()))
                    .reader("Readers do not know which of the two you mean, and plan for the wrong day.")
                    .help(format!("Write {is}, or mend the date.")),
            );
        }
    });
}

/// The same for first words written in a hurry, of which T3 is asked and C10 is not.
pub(in crate::check) fn look_at_first_words(case: &Case<'_>, findings: &mut Vec<Finding>) {
    each_sentence(case, true, |step, sentence, span| {
        findings.extend(another_time(step, sentence, span, Code::T3));
    });
}

/// What is wrong if a sentence names another time for the next update than the facts.
fn another_time(step: &Step<'_>, sentence: &str, span: Span, code: Code) -> Option<Finding> {
    let Promise::By(due) = step.update.next_update.as_ref()?.value else { return None };
    let said = other_time(sentence, step.update.at.value, due)?;
    let due = due.written();
    let message = format!("The text says that you write again at {said} UTC, and `next_update` says {due}.");
    Some(
        Finding::fix(code, span, message)
            .reader("Readers come back at one of the two, and find nothing or a page that calls itself late.")
            .help("Write the same time in both places."),
    )
}

/// Tells `look` of each sentence in small letters that still holds: of first words written in a hurry, or of all others.
fn each_sentence(case: &Case<'_>, holding: bool, mut look: impl FnMut(&Step<'_>, &str, Span)) {
    for (step, words) in updates(case, true).filter(|(step, _)| step.is_holding() == holding) {
        for part in words.parts.iter().filter(|part| part.is_body()) {
            for (at, passage) in part.text.passages.iter().enumerate() {
                for range in passage.sentences.iter().filter(|range| !part.is_taken_back(at, range)) {
                    let sentence = passage.block.text[range.clone()].to_lowercase();
                    look(step, &sentence, part.span(case, step.update, at, range));
                }
            }
        }
    }
}

/// The time of day at which a sentence promises the next word, if that is not `due`, on the same day.
fn other_time(sentence: &str, at: Instant, due: Instant) -> Option<String> {
    let sentence = sentence.trim_start();
    if !NEXT.iter().any(|next| sentence.starts_with(next)) || at.date(Zone::UTC) != due.date(Zone::UTC) {
        return None;
    }
    let words: Vec<&str> = sentence.split_whitespace().map(bare).collect();
    let dated = |word: &str| {
        word.contains('-')
            || ["tomorrow", "morgen"].contains(&word)
            || DAYS.iter().chain(MONTHS.iter()).flatten().any(|name| *name == word)
    };
    if words.iter().any(|word| OTHER.contains(word) || dated(word)) {
        return None;
    }
    let clocks: Vec<usize> = (0..words.len()).filter(|at| clock(words[*at]).is_some()).collect();
    let [only] = clocks[..] else { return None };
    let said = clock(words[only]).filter(|_| words.get(only + 1) == Some(&"utc"))?;
    let due = due.local(Zone::UTC);
    (said != (due.hour, due.minute)).then(|| words[only].to_owned())
}

/// A word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// `11:45` as hour and minute.
pub(super) fn clock(word: &str) -> Option<(u32, u32)> {
    let (hour, minute) = word.split_once(':')?;
    let two = |text: &str| (text.len() == 2).then(|| text.parse().ok()).flatten();
    Some((two(hour)?, two(minute)?))
}

/// A day of the week beside a date that is another one: what is said, the date, and its day.
fn other_day(sentence: &str, at: Instant) -> Option<(&'static str, Date, &'static str)> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    (0..words.len()).find_map(|from| {
        let said = DAYS.iter().position(|names| names.contains(&bare(words[from])))?;
        let mut rest =
            words[from + 1..].iter().copied().skip_while(|word| ["the", "den", "dem"].contains(word));
        let day = rest.next()?.trim_end_matches(|c: char| !c.is_ascii_digit());
        let mut rest = rest.skip_while(|word| *word == "of");
        let month = rest.next()?;
        let number = MONTHS.iter().position(|names| names.contains(&bare(month)))? + 1;
        let day: u32 = day.parse().ok()?;
        let on = |year: i32| Date::parse(&format!("{year:04}-{number:02}-{day:02}")).ok();
        let year = rest.next().map(bare).filter(|word| word.len() == 4).and_then(|word| word.parse().ok());
        let date = match year {
            Some(year) => on(year)?,
            // Without a year it is the one nearest to the update.
            None => {
                let this = at.local(Zone::UTC).year;
                let far = |date: &Date| date.start(Zone::UTC).since(at).abs() > HALF_A_YEAR;
                [this, this + 1, this - 1].into_iter().filter_map(on).find(|date| !far(date))?
            }
        };
        let is = date.start(Zone::UTC).local(Zone::UTC).weekday as usize - 1;
        (is != said).then(|| (DAY_NAMES[said], date, DAY_NAMES[is]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, Small};
    use crate::finding::Code;

    fn says(sentence: &str) -> Small {
        let lead = format!("Search takes about ten seconds to answer. {sentence}");
        Small::new().change("Search takes about ten seconds to answer.", &lead)
    }

    #[test]
    fn the_next_word_comes_when_the_facts_say() {
        assert_eq!(
            says("We write again at 11:45 UTC.").told(Code::C10, EARLY),
            [
                "fix: The text says that you write again at 11:45 UTC, and `next_update` says 2026-03-03 11:00 UTC. [We write again at 11:45 UTC.]"
            ]
        );
        for good in [
            "We write again at 11:00 UTC, and sooner if we know more.",
            "We write again by 11:00 UTC.",
            "We write again at 11:00 UTC or, with no news, at 12:00 UTC.",
            "We write again at 12:00 CET.",
            "We write again on 4 March at 09:00 UTC.",
            "The team meets at 11:45 UTC.",
        ] {
            says(good).silent(Code::C10, EARLY);
        }
    }

    #[test]
    fn a_date_is_on_its_day_of_the_week() {
        assert_eq!(
            says("It lasts until Tuesday 18 March.").told(Code::C10, EARLY),
            ["fix: The text says Tuesday, and 2026-03-18 is a Wednesday. [It lasts until Tuesday 18 March.]"]
        );
        assert_eq!(says("It lasts until Monday, 5 January 2026.").told(Code::C10, EARLY).len(), 0);
        assert_eq!(says("It lasts until Monday the 6th of January 2026.").told(Code::C10, EARLY).len(), 1);
        for good in [
            "It lasts until Wednesday 18 March, 22:00 UTC.",
            "It lasts until Tuesday, 18 March 2025.",
            "It lasts from Monday to 18 March.",
            "It lasts until Sunday 31 April.",
            "It lasts until Friday 1 January 2027.",
        ] {
            says(good).silent(Code::C10, EARLY);
        }
    }
}
