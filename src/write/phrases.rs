//! The sentences that commands write of their own accord, and the words that they look for in what
//! they are told, one set for each language that there are templates in. What a writer is asked in a
//! terminal is not among them: that never reaches a file.

/// The sentences of one language. What stands in braces is filled in.
#[derive(Debug)]
pub struct Phrases {
    /// The language, as in `site.yaml`.
    pub language: &'static str,
    /// Parts that have a heading of their own, for templates without a place for them.
    pub(super) headings: [(&'static str, &'static str); 8],
    /// The heading over steps for all readers.
    pub everyone: &'static str,
    /// The title of an incident that answers a report in public.
    pub report_title: &'static str,
    /// That a report was seen: `{report}`, `{said}`.
    pub report_seen: &'static str,
    /// What happens with a report: `{by}` is empty or [`Phrases::report_by`].
    pub report_checked: &'static str,
    /// By when more is said about it: `{time}`.
    pub report_by: &'static str,
    /// Where details of a report can be sent: `{contact}`.
    pub report_details: &'static str,
    /// What was wrong and what is right: `{day}`, `{said}`, `{right}`, `{matters}`.
    pub correction: &'static str,
    /// What stands before and after words that are repeated.
    pub quotes: [&'static str; 2],
    /// Why no update follows the end.
    pub over: &'static str,
    /// That a review follows the end: `{day}`.
    pub review_follows: &'static str,
    /// Why no update follows the review.
    pub reviewed: &'static str,
    /// That no question is open.
    pub nothing_open: &'static str,
    /// The question whether data was lost.
    pub was_data_lost: &'static str,
    /// The question whether somebody reached data.
    pub was_data_reached: &'static str,
    /// What stands before the time at which something began.
    pub since: &'static [&'static str],
    /// What may stand between that and the time.
    pub about: &'static str,
}

const ENGLISH: Phrases = Phrases {
    language: "en",
    headings: [
        ("impact", "Impact"),
        ("know", "What we know"),
        ("answers", "Answers"),
        ("unknowns", "What we don't know yet"),
        ("doing", "What we are doing"),
        ("actions", "What you should do"),
        ("wrong", "What we got wrong"),
        ("questions", "Questions"),
    ],
    everyone: "Everyone",
    report_title: "We are checking a report about our security",
    report_seen: "We have seen [a public report]({report}). It says: {said}.",
    report_checked: "- We are checking the report, and say here what we found{by}. Thank you to the person who wrote it.",
    report_by: " by {time}",
    report_details: "Send us details safely: {contact}.",
    correction: "On {day}, we wrote: {said} That was wrong. Right is: {right} {matters}",
    quotes: ["“", "”"],
    over: "This is over.",
    review_follows: "Our review follows by {day}.",
    reviewed: "This is our review, and the last word on it.",
    nothing_open: "Nothing is open.",
    was_data_lost: "Was any data lost?",
    was_data_reached: "Did anyone see or copy your data?",
    since: &["since ", "Since "],
    about: "about ",
};

const GERMAN: Phrases = Phrases {
    language: "de",
    headings: [
        ("impact", "Was Sie bemerken"),
        ("know", "Was wir wissen"),
        ("answers", "Antworten"),
        ("unknowns", "Was wir noch nicht wissen"),
        ("doing", "Was wir tun"),
        ("actions", "Was Sie tun sollten"),
        ("wrong", "Was wir falsch gemacht haben"),
        ("questions", "Fragen"),
    ],
    everyone: "Alle",
    report_title: "Wir prüfen eine Meldung über unsere Sicherheit",
    report_seen: "Wir haben [eine öffentliche Meldung]({report}) gesehen. Darin steht: {said}.",
    report_checked: "- Wir prüfen die Meldung und sagen hier{by}, was wir gefunden haben. Danke an die Person, die sie geschrieben hat.",
    report_by: " bis {time}",
    report_details: "Einzelheiten erreichen uns sicher hier: {contact}.",
    correction: "Am {day} schrieben wir: {said} Das war falsch. Richtig ist: {right} {matters}",
    quotes: ["„", "“"],
    over: "Es ist vorbei.",
    review_follows: "Unser Rückblick folgt bis {day}.",
    reviewed: "Das ist unser Rückblick, und das letzte Wort dazu.",
    nothing_open: "Nichts ist offen.",
    was_data_lost: "Sind Daten verloren gegangen?",
    was_data_reached: "Hat jemand Ihre Daten gesehen oder kopiert?",
    since: &["seit ", "Seit "],
    about: "etwa ",
};

/// The sentences of a language, such as `de-AT`; English where there are none.
pub fn phrases(language: &str) -> &'static Phrases {
    match language.split('-').next().unwrap_or(language) {
        "de" => &GERMAN,
        _ => &ENGLISH,
    }
}

/// A sentence with what stands in braces filled in.
pub fn filled(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(phrase.len());
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let found = values.iter().find(|(name, _)| rest[1..].starts_with(&format!("{name}}}")));
        match found {
            Some((name, value)) => {
                text.push_str(value);
                rest = &rest[name.len() + 2..];
            }
            None => {
                text.push('{');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_never_filled_again() {
        let text = filled("{a} and {b}, {c}", &[("a", "{b}"), ("b", "two")]);
        assert_eq!(text, "{b} and two, {c}");
        assert_eq!(phrases("de-AT").language, "de");
        assert_eq!(phrases("fr").language, "en");
    }
}
