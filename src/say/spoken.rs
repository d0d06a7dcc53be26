//! What support says on the phone: short sentences, numbers in words, no
//! address that is hard to say; then what callers ask, with the answers.

use super::long::unknowable;
use super::pieces::{self, groups};
use super::questions::affected;
use super::story::{Next, Story};
use super::{Channel, Length, Text, Unsayable, count, help};
use crate::model::{Kind, Means, Named, Purpose, Status};
use crate::words::{Arg, Words};

/// What is read aloud in ninety seconds.
pub(super) const WORDS: usize = 220;
/// The longest sentence that is easily said and heard.
const SENTENCE: usize = 15;

pub(super) fn text(story: &Story, words: &Words) -> Result<Text, Unsayable> {
    let mut cuts = Vec::new();
    let mut script = script(story, words, 5);
    for (left, what) in [
        (4, "what the correction is about"),
        (3, "how readers are touched, beyond the first sentence"),
        (2, "how readers are touched"),
        (1, "what follows the first sentence"),
        (0, "services that fail"),
    ] {
        if count::words(&script) <= WORDS {
            break;
        }
        let shorter = self::script(story, words, left);
        if shorter != script {
            cuts.push(what);
        }
        script = shorter;
    }
    let length = Length { is: count::words(&script), most: WORDS, unit: "words to read aloud" };
    if length.is > WORDS {
        return Err(Unsayable {
            channel: Channel::Phone,
            length: Some(length),
            why: format!("It would take {} words to read aloud, and {WORDS} is the most.", length.is),
            help: help(story, Channel::Phone),
        });
    }
    let long = script.lines().filter(|line| count::words(line) > SENTENCE).count();
    let notes = match long {
        0 => Vec::new(),
        1 => vec![format!("One sentence has more than {SENTENCE} words, which is hard to say and to hear.")],
        n => {
            vec![format!("{n} sentences have more than {SENTENCE} words, which is hard to say and to hear.")]
        }
    };
    let text = format!(
        "{}\n\n{script}\n\n{}\n\n{}\n",
        pieces::valid(story, words),
        words.get("say-phone-if"),
        pairs(story, words)
    );
    Ok(Text { channel: Channel::Phone, files: vec![("phone.txt", text)], length: Some(length), cuts, notes })
}

/// Words that begin a sentence of its own behind "and".
const SUBJECTS: [&str; 13] =
    ["we", "you", "they", "it", "she", "he", "I", "this", "that", "there", "nobody", "nothing", "then"];

/// What is read aloud, a sentence a line.
fn script(story: &Story, words: &Words, room: usize) -> String {
    let spoken = |text: &str| spoken(text, &story.language);
    let mut parts: Vec<Vec<String>> = Vec::new();
    parts.push(vec![words.say("say-phone-hello", &[("sender", Arg::Text(&story.sender))])]);
    let lead = story.sentences().all(&story.lead);
    let mut know: Vec<String> = match (room, &story.short_what) {
        (..=1, Some(short)) => vec![short.clone()],
        (..=1, None) => lead.first().map(|one| (*one).to_owned()).into_iter().collect(),
        _ => lead.iter().map(|one| (*one).to_owned()).collect(),
    };
    if room == 5 {
        know.extend(pieces::before(story, words));
    }
    know.extend(pieces::window(story, words, &story.lead));
    let impact: Vec<&str> =
        story.impact.iter().flat_map(|paragraph| story.sentences().all(paragraph)).collect();
    let impact = &impact[..match room {
        4.. => impact.len(),
        3 => impact.len().min(1),
        _ => 0,
    }];
    // What fails is named, whatever else has no room.
    if room >= 1 && !story.is_over() {
        let said = format!("{} {}", know.join(" "), impact.join(" "));
        let failing = |status: Status, named: bool| match status {
            Status::Slow | Status::Checking => false,
            Status::Maintenance => !named,
            _ => true,
        };
        know.extend(pieces::troubled(story, words, &said, failing));
    }
    know.extend(impact.iter().map(|one| (*one).to_owned()));
    parts.push(know);
    let groups = groups(story, words);
    let alone = groups.len() == 1;
    let mut todo = vec![words.get("say-phone-do")];
    for group in &groups {
        let mut steps: Vec<String> =
            group.todos.iter().map(|todo| pieces::step(todo, room >= 4, story, words)).collect();
        if let (Some(who), Some(one)) = (&group.who, steps.first_mut())
            && (!alone || group.todos[0].audience.is_some())
        {
            *one = words.say("say-phone-for", &[("who", Arg::Text(who)), ("do", Arg::Text(one))]);
        }
        todo.extend(steps);
    }
    if !groups.is_empty() {
        parts.push(todo);
    }
    if !story.open.is_empty() {
        let mut open = vec![words.get("say-phone-open")];
        open.extend(story.open.iter().map(|open| open.text.clone()));
        parts.push(open);
    }
    let next = match &story.next {
        Next::By(at) => words.say("say-phone-next", &[("time", Arg::Text(&words.near(*at, story.at)))]),
        _ => pieces::next_after(&story.lead, story, words),
    };
    parts.push(vec![next, words.say("say-phone-where", &[("home", Arg::Text(&story.home))])]);
    let parts = parts.into_iter().map(|lines| {
        let lines = lines
            .iter()
            .flat_map(|line| story.sentences().all(line))
            .map(&spoken)
            .flat_map(|line| breathed(&line));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// A sentence that is too long for a breath, in two where it has a seam.
fn breathed(sentence: &str) -> Vec<String> {
    if count::words(sentence) <= SENTENCE {
        return vec![sentence.to_owned()];
    }
    // The words of a seam, and how much of them goes with it.
    for (seam, gone) in [("; ", 2), (": ", 2), (", and ", 6), (", but ", 2), (", so ", 2)] {
        for (at, _) in sentence.match_indices(seam) {
            let (front, behind) = (&sentence[..at], &sentence[at + gone..]);
            let enough = |part: &str| count::words(part) >= 4;
            // Behind "and" may stand the rest of a list, which is no sentence.
            let begins = gone != 6 || SUBJECTS.contains(&behind.split(' ').next().unwrap_or(""));
            if begins && enough(front) && enough(behind) && count::words(front) <= SENTENCE {
                let mut letters = behind.chars();
                let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
                let mut lines = vec![format!("{front}.")];
                lines.extend(breathed(&format!("{first}{}", letters.as_str())));
                return lines;
            }
        }
    }
    vec![sentence.to_owned()]
}

/// What callers ask, and what to answer.
fn pairs(story: &Story, words: &Words) -> String {
    let mut pairs: Vec<(String, String)> = Vec::new();
    pairs.push((words.get("touches-me"), affected(story, words)));
    if let Some(answer) = story.password {
        pairs.push((words.get("password-question"), words.named("password", answer.name())));
    }
    pairs.extend(story.open.iter().map(|open| {
        let answer = match open.by {
            Some(by) => words.say("say-answer-by", &[("time", Arg::Text(&words.near(by, story.at)))]),
            None => words.get("say-answer-open"),
        };
        (open.text.clone(), answer)
    }));
    pairs.extend(
        story.answered.iter().map(|answered| (answered.question.clone(), unknowable(answered, words))),
    );
    if !story.is_over() {
        pairs.push((words.get("say-ask-fixed"), pieces::over_when(story, words)));
    }
    if !matches!(story.kind, Kind::Maintenance | Kind::Notice) {
        pairs.push((words.get("say-ask-whose"), words.get("say-answer-whose")));
    }
    pairs.push((words.get("say-ask-money"), words.get("say-answer-money")));
    if let Some(ask) = story.ask(Purpose::Press).next() {
        pairs.push((
            words.get("say-ask-press"),
            words.say("say-answer-press", &[("address", Arg::Text(&ask.address))]),
        ));
    }
    if let Some(ask) = story.ask(Purpose::Escalation).next() {
        pairs.push((
            words.get("say-ask-upset"),
            match ask.means {
                Means::Mail => words.say("say-answer-upset-write", &[("address", Arg::Text(&ask.address))]),
                Means::Telephone => {
                    words.say("say-answer-upset-call", &[("address", Arg::Text(&ask.address))])
                }
                Means::Web => words.say("say-answer-upset-web", &[("address", Arg::Text(&ask.address))]),
            },
        ));
    }
    let lines = pairs.into_iter().filter(|(_, answer)| !answer.is_empty()).map(|(question, answer)| {
        let question = words.say("in-quotes", &[("text", Arg::Text(&question))]);
        format!("{question}\n{}", spoken(&answer, &story.language))
    });
    lines.collect::<Vec<_>>().join("\n\n")
}

/// Numbers as people say them, in English; other languages keep their digits.
pub(super) fn spoken(text: &str, language: &str) -> String {
    if !language.to_ascii_lowercase().starts_with("en") {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut phone = false;
    for (at, word) in words.iter().enumerate() {
        let core = word.trim_matches(|c: char| {
            !c.is_alphanumeric() && c != '+' && c != '%' && c != '$' && c != '€' && c != '£'
        });
        let (front, behind) = match word.find(core) {
            Some(start) if !core.is_empty() => (&word[..start], &word[start + core.len()..]),
            _ => ("", ""),
        };
        // A number that begins with a plus is a phone number: it is read digit by digit as it stands.
        phone =
            core.starts_with('+') || (phone && !core.is_empty() && core.chars().all(|c| c.is_ascii_digit()));
        let next = words.get(at + 1).map(|next| next.trim_matches(|c: char| !c.is_alphanumeric()));
        let month = next.is_some_and(is_month);
        // "12 to 14 June": both are days.
        let and = next.is_some_and(|next| matches!(next, "to" | "and" | "or"));
        let range = and
            && at + 3 < words.len()
            && words[at + 2].chars().all(|c| c.is_ascii_digit())
            && is_month(words[at + 3].trim_matches(|c: char| !c.is_alphanumeric()));
        let first_day = core.parse::<u64>().ok().filter(|n| range && (1..=31).contains(n));
        let said = if phone || core.is_empty() {
            None
        } else if let Some(day) = first_day {
            Some(format!("the {}", ordinal(day)))
        } else if core == "UTC" {
            Some("U T C".to_owned())
        } else {
            number(core, month)
        };
        match said {
            Some(said) => {
                let mut said = format!("{front}{said}{behind}");
                if out.is_empty() || out.last().is_some_and(|last| last.ends_with(['.', '?', '!', ':'])) {
                    said = capital(&said);
                }
                out.push(said);
            }
            None => out.push((*word).to_owned()),
        }
    }
    out.join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.contains(&word)
}

/// A time, a day of a month, a year, a percentage, a version or a number in words.
fn number(word: &str, day: bool) -> Option<String> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((hour, minute)) = word.split_once(':') {
        let digits = |part: &str| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit());
        if !(digits(hour) && digits(minute)) {
            return None;
        }
        let hour = match hour.parse::<u64>().ok()? {
            hour @ 0..=9 => format!("oh {}", cardinal(hour)),
            hour => cardinal(hour),
        };
        return Some(match minute.parse::<u64>().ok()? {
            0 => format!("{hour} hundred"),
            minute @ 1..=9 => format!("{hour} oh {}", cardinal(minute)),
            minute => format!("{hour} {}", cardinal(minute)),
        });
    }
    if let Some(part) = word.strip_suffix('%') {
        return Some(format!("{} percent", number(part, false)?));
    }
    if word.contains('.') {
        let parts: Option<Vec<String>> = word
            .split('.')
            .map(|part| part.parse::<u64>().ok().filter(|_| !part.is_empty()).map(cardinal))
            .collect();
        return Some(parts?.join(" point "));
    }
    let plain = word.replace(',', "");
    if !plain.chars().all(|c| c.is_ascii_digit()) || plain.len() > 9 {
        return None;
    }
    let n: u64 = plain.parse().ok()?;
    if day && (1..=31).contains(&n) {
        return Some(format!("the {} of", ordinal(n)));
    }
    if word.len() == 4 && (1_900..2_100).contains(&n) {
        return Some(match (n / 100, n % 100) {
            (20, rest @ 0..=9) => cardinal(2_000 + rest),
            (century, 0) => format!("{} hundred", cardinal(century)),
            (century, rest @ 1..=9) => format!("{} oh {}", cardinal(century), cardinal(rest)),
            (century, rest) => format!("{} {}", cardinal(century), cardinal(rest)),
        });
    }
    Some(cardinal(n))
}

const UNDER_TWENTY: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `212` → "two hundred and twelve".
fn cardinal(n: u64) -> String {
    let pair = |n: usize| match (n / 10, n % 10) {
        (0 | 1, _) => UNDER_TWENTY[n].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[tens], UNDER_TWENTY[ones]),
    };
    let small = |n: u64| usize::try_from(n).unwrap_or_default();
    let joined = |head: String, rest: u64| match rest {
        0 => head,
        rest if rest < 100 => format!("{head} and {}", cardinal(rest)),
        rest => format!("{head} {}", cardinal(rest)),
    };
    match n {
        0..=99 => pair(small(n)),
        100..=999 => joined(format!("{} hundred", cardinal(n / 100)), n % 100),
        1_000..=999_999 => joined(format!("{} thousand", cardinal(n / 1_000)), n % 1_000),
        _ => joined(format!("{} million", cardinal(n / 1_000_000)), n % 1_000_000),
    }
}

fn ordinal(n: u64) -> String {
    let word = cardinal(n);
    let (head, last) = word.rsplit_once('-').map_or(("", word.as_str()), |(head, last)| (head, last));
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        tens if tens.ends_with('y') => format!("{}ieth", tens.trim_end_matches('y')),
        other => format!("{other}th"),
    };
    if head.is_empty() { last } else { format!("{head}-{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (written, said) in [
            (
                "212 uploads at 13:02 UTC on 21 May.",
                "Two hundred and twelve uploads at thirteen oh two U T C on the twenty-first of May.",
            ),
            ("By 14:00 UTC (60%).", "By fourteen hundred U T C (sixty percent)."),
            (
                "Since 08:31 UTC, 18,400 were late.",
                "Since oh eight thirty-one U T C, eighteen thousand four hundred were late.",
            ),
            (
                "Gateway 5.4.1 of 2026, and 5.0",
                "Gateway five point four point one of twenty twenty-six, and five point zero",
            ),
            ("Call +44 20 7946 0170 in 5 minutes.", "Call +44 20 7946 0170 in five minutes."),
            ("CVE-2099-10001 and 2nd stay", "CVE-2099-10001 and 2nd stay"),
            ("12 June, 30 July, 3 March", "The twelfth of June, the thirtieth of July, the third of March"),
            ("2.1 million", "Two point one million"),
            ("from 12 to 14 June, 1 or 2", "from the twelfth to the fourteenth of June, one or two"),
            (
                "1,140 and 100 and 2005",
                "One thousand one hundred and forty and one hundred and two thousand and five",
            ),
        ] {
            assert_eq!(spoken(written, "en"), said);
        }
        assert_eq!(spoken("212 um 13:02", "de"), "212 um 13:02");
    }

    #[test]
    fn long_sentences_are_broken_where_they_have_a_seam() {
        let long =
            "You cannot add any files since thirteen oh two, and we are looking for the cause of it now.";
        assert_eq!(
            breathed(long),
            ["You cannot add any files since thirteen oh two.", "We are looking for the cause of it now."]
        );
        let list = "The attackers took the files of all our present staff, and the bank details of all our suppliers.";
        assert_eq!(breathed(list), [list]);
    }
}
