//! Texts with little room: text messages and posts. All say, in this order:
//! who speaks, what happened to what, what to do, when more comes, where.
//! What is left out for want of room goes in a fixed order: the cause and what
//! else follows the first sentence; the open question; services that are not
//! affected; that others need do nothing; services that are slow, being checked
//! or worked on. Then the short words of the update stand for the first sentence and
//! for the steps, or the steps are cut to their first sentence. Services that
//! fail go last. An action or a time is never dropped, and no service is called
//! not affected where one that is affected had to be left out.

use super::pieces::{self, Group, groups};
use super::sentence::stopped;
use super::story::{Next, Story};
use super::{Channel, Length, Text, Unsayable, count, help};
use crate::model::{Status, UpdateType};
use crate::words::{Arg, Words};

/// What can be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Cause,
    Question,
    Before,
    Names,
    NotAffected,
    Nothing,
    Lesser,
    First,
    Steps,
    Path,
    Failing,
}

/// What each further cut leaves out, in this order, and how that is said.
const CUTS: [(Part, &str); 11] = [
    (Part::Cause, "what follows the first sentence"),
    (Part::Question, "the open question"),
    (Part::Before, "what the correction is about"),
    (Part::Names, "the names of services that are not affected"),
    (Part::NotAffected, "that other services are not affected"),
    (Part::Nothing, "that others need do nothing"),
    (Part::Lesser, "services that are slow, being checked or worked on"),
    (Part::First, "the first sentence, for the short words of the update"),
    (Part::Steps, "all but the first sentence of each step"),
    (Part::Path, "the path of the page"),
    (Part::Failing, "services that fail"),
];

/// What a cut leaves out of this story: short words in the update stand for the steps.
fn left_out(part: Part, story: &Story) -> &'static str {
    match CUTS.iter().find(|(known, _)| *known == part) {
        Some((Part::Steps, _)) if story.short_do.is_some() => "the steps, for the short words of the update",
        Some((_, what)) => what,
        None => "",
    }
}

pub(super) fn text(channel: Channel, story: &Story, words: &Words) -> Result<Text, Unsayable> {
    let fail = |length, why: String| Unsayable { channel, length, why, help: help(story, channel) };
    if story.todos.is_empty() && story.short_do.is_none() {
        return Err(fail(
            None,
            "Nobody has said what readers should do, if only that they need do nothing.".to_owned(),
        ));
    }
    if story.next == Next::Unsaid {
        return Err(fail(None, "Nobody has said when readers hear more.".to_owned()));
    }
    let mut cuts: Vec<Part> = Vec::new();
    let mut made = make(channel, story, words, &cuts);
    for (part, _) in CUTS {
        if fits(channel, &made) {
            break;
        }
        cuts.push(part);
        let shorter = make(channel, story, words, &cuts);
        if shorter == made {
            cuts.pop();
        }
        made = shorter;
    }
    // A later cut may have made more room than was needed: what went last comes back first.
    for at in (0..cuts.len()).rev() {
        let hides = cuts[..at].iter().chain(&cuts[at + 1..]).any(|part| hides_trouble(*part));
        if cuts[at] == Part::NotAffected && hides {
            continue;
        }
        let mut fewer = cuts.clone();
        fewer.remove(at);
        let fuller = make(channel, story, words, &fewer);
        if fits(channel, &fuller) {
            (cuts, made) = (fewer, fuller);
        }
    }
    let cuts = cuts.into_iter().map(|part| left_out(part, story)).collect();
    let length = length(channel, &made);
    if !fits(channel, &made) {
        let letters = count::not_gsm(&made);
        let wide = match (channel, letters.as_slice()) {
            (Channel::Sms, [one, ..]) => {
                format!(" The letter `{one}` is not in the alphabet of text messages, which halves the room.")
            }
            _ => String::new(),
        };
        return Err(fail(
            Some(length),
            format!(
                "It would be {} {} long, and {} is the most. To be shorter it would have to drop what readers should do, or when they hear more.{wide}",
                length.is, length.unit, length.most
            ),
        ));
    }
    Ok(Text {
        channel,
        files: vec![(channel.files()[0], made)],
        length: Some(length),
        cuts,
        notes: Vec::new(),
    })
}

/// How long a text is on its channel.
pub(super) fn length(channel: Channel, text: &str) -> Length {
    match channel {
        Channel::Sms => {
            let sms = count::sms(text);
            Length { is: sms.units, most: sms.coding.single(), unit: "units" }
        }
        Channel::X => Length { is: count::x(text), most: 280, unit: "weighted letters" },
        Channel::Bluesky if text.len() > count::BLUESKY_BYTES => {
            Length { is: text.len(), most: count::BLUESKY_BYTES, unit: "bytes" }
        }
        Channel::Bluesky => Length { is: count::bluesky(text), most: 300, unit: "letters" },
        _ => Length { is: count::mastodon(text), most: 500, unit: "letters" },
    }
}

/// Whether a cut leaves out services that are in trouble.
fn hides_trouble(part: Part) -> bool {
    matches!(part, Part::Lesser | Part::Failing)
}

fn fits(channel: Channel, text: &str) -> bool {
    let length = length(channel, text);
    length.is <= length.most
}

fn make(channel: Channel, story: &Story, words: &Words, cuts: &[Part]) -> String {
    let sms = channel == Channel::Sms;
    let what = what(story, words, sms, cuts);
    let mut parts = Vec::new();
    let mut said = what.clone();
    // A correction says in short what it is about, where its own words are all that there is room for.
    if story.before.is_some() && !cuts.contains(&Part::Before) {
        parts.push(words.say("say-before", &[("text", Arg::Text(&stopped(&story.title)))]));
        said = format!("{said} {}", story.title);
    }
    if !story.is_over() {
        let named =
            pieces::troubled(story, words, &said, |status, named| !cuts.contains(&part_of(status, named)));
        parts.push(named.join(" "));
    }
    parts.extend(pieces::window(story, words, &what));
    parts.push(todo(story, words, sms, cuts));
    if !cuts.contains(&Part::NotAffected) {
        parts.extend(not_affected(story, words, cuts.contains(&Part::Names)));
    }
    if !sms
        && !cuts.contains(&Part::Question)
        && let Some(open) = story.open.iter().min_by_key(|open| open.by)
    {
        parts.push(words.say("say-open", &[("question", Arg::Text(&open.text))]));
    }
    parts.push(match &story.next {
        Next::By(at) if sms => words.say("say-next-sms", &[("time", Arg::Text(&words.near(*at, story.at)))]),
        // A reason has no room; the time in it has.
        Next::None(why) if sms => story
            .sentences()
            .all(why)
            .into_iter()
            .filter(|one| one.contains(char::is_numeric))
            .collect::<Vec<_>>()
            .join(" "),
        // What was said in the first words is not said again.
        _ => pieces::next_after(&what, story, words),
    });
    let bare = story.page.split_once("://").map_or(story.page.as_str(), |(_, rest)| rest);
    parts.push(match (sms, cuts.contains(&Part::Path)) {
        (true, true) => story.home.clone(),
        (true, false) => bare.trim_end_matches('/').to_owned(),
        (false, _) => story.page.clone(),
    });
    let args = [("sender", Arg::Text(&story.sender)), ("text", Arg::Text(&what))];
    let opening = match story.update_kind {
        UpdateType::Correction => words.say("say-from-correction", &args),
        _ => words.say("say-from", &args),
    };
    parts.insert(0, opening);
    parts.retain(|part| !part.is_empty());
    let between = match channel {
        Channel::Sms => " ",
        Channel::Mastodon => "\n\n",
        _ => "\n",
    };
    let text = parts.join(between);
    if sms { count::plain_signs(&text) } else { text }
}

/// Under which cut services in trouble fall; of planned work, one that is named stands for the rest.
fn part_of(status: Status, named: bool) -> Part {
    match status {
        Status::Slow | Status::Checking => Part::Lesser,
        Status::Maintenance if named => Part::Lesser,
        _ => Part::Failing,
    }
}

/// What happened. A correction is said whole, and a late or unchanged update
/// begins with what it is about.
fn what(story: &Story, words: &Words, sms: bool, cuts: &[Part]) -> String {
    let about = story.late || matches!(story.update_kind, UpdateType::NoChange | UpdateType::Reminder);
    if (cuts.contains(&Part::First) || sms || (cuts.contains(&Part::Cause) && about))
        && let Some(short) = &story.short_what
    {
        return stopped(short);
    }
    let sorry = words.get("say-apology-words");
    let sorry: Vec<&str> = sorry.split(", ").collect();
    let kept = |sentence: &&str| !sms || !sorry.iter().any(|word| sentence.to_lowercase().contains(word));
    let lead: Vec<&str> = story.sentences().all(&story.lead).into_iter().filter(kept).collect();
    let lead = match lead.as_slice() {
        [] => String::new(),
        _ if cuts.contains(&Part::Cause) && about => String::new(),
        all if cuts.contains(&Part::Cause) && story.update_kind != UpdateType::Correction => {
            let opening = story.sentences().opening(&all.join(" "));
            let troubled = story.with(Status::is_trouble);
            let names = |text: &str| troubled.iter().any(|one| pieces::names_it(text, &one.name, story));
            // Where the first sentence does not say what fails and the short words do, these stand alone better.
            match &story.short_what {
                Some(short) if !names(&opening) && names(short) => return stopped(short),
                _ => opening,
            }
        }
        all => all.join(" "),
    };
    let title = stopped(&story.title);
    if (about || lead.is_empty()) && lead != title {
        format!("{title} {lead}").trim_end().to_owned()
    } else {
        lead
    }
}

/// What to do.
fn todo(story: &Story, words: &Words, sms: bool, cuts: &[Part]) -> String {
    if (cuts.contains(&Part::Steps) || sms)
        && let Some(short) = &story.short_do
    {
        return stopped(short);
    }
    let groups = groups(story, words);
    if groups.iter().all(|group| group.nothing) {
        let mut texts: Vec<String> = Vec::new();
        for todo in groups.iter().flat_map(|group| &group.todos) {
            let text = stopped(if cuts.contains(&Part::Steps) {
                story.sentences().first(&todo.text)
            } else {
                &todo.text
            });
            // One group's "nothing" may be the beginning of what another is told.
            if !texts.iter().any(|known| known.starts_with(&text)) {
                texts.retain(|known| !text.starts_with(known.as_str()));
                texts.push(text);
            }
        }
        return texts.join(" ");
    }
    let (idle, busy): (Vec<&Group<'_>>, Vec<&Group<'_>>) = groups.iter().partition(|group| group.nothing);
    let alone = groups.len() == 1;
    let mut lines: Vec<String> = busy
        .iter()
        .map(|group| {
            let steps: Vec<String> = group
                .todos
                .iter()
                .map(|todo| pieces::step(todo, !cuts.contains(&Part::Steps), story, words))
                .collect();
            let steps = loud(&steps.join(" "), words);
            match &group.who {
                Some(who) if !alone || group.todos[0].audience.is_some() => {
                    words.say("say-pair", &[("label", Arg::Text(who)), ("text", Arg::Text(&steps))])
                }
                _ => steps,
            }
        })
        .collect();
    if !cuts.contains(&Part::Nothing) && !idle.is_empty() {
        let everyone = words.get("everyone");
        // "Everyone else" comes after those whom it leaves out.
        let (named, other): (Vec<&Group<'_>>, Vec<&Group<'_>>) =
            idle.into_iter().partition(|group| group.todos[0].audience.is_some());
        let who: Vec<&str> =
            named.iter().chain(&other).map(|group| group.who.as_deref().unwrap_or(&everyone)).collect();
        lines.push(words.say("say-nothing-for", &[("who", Arg::Text(&words.list(&who)))]));
    }
    lines.join(if sms { " " } else { "\n" })
}

/// The first words of a step in capitals, so that the eye finds what to do.
fn loud(step: &str, words: &Words) -> String {
    let quiet = words.get("say-quiet-words");
    let pairs = words.get("say-loud-pairs");
    let pair = pairs.split(", ").find(|pair| step.starts_with(pair) && step[pair.len()..].starts_with(' '));
    let word = step.split(' ').next().unwrap_or("");
    let end = match pair {
        Some(pair) => pair.len(),
        None if quiet.split(", ").any(|quiet| quiet == word) || word.ends_with(',') => 0,
        None => word.len(),
    };
    format!("{}{}", step[..end].to_uppercase(), &step[end..])
}

/// Which services are not affected, if others are.
fn not_affected(story: &Story, words: &Words, number: bool) -> Option<String> {
    let fine = story.with(|status| status == Status::NotAffected).len();
    if fine == 0 || story.with(Status::is_trouble).is_empty() || story.is_over() {
        return None;
    }
    if number && fine > 1 {
        let n = i64::try_from(fine).unwrap_or(i64::MAX);
        return Some(words.say("say-not-affected-count", &[("n", Arg::Number(n))]));
    }
    let names = pieces::names(story, words, |status| status == Status::NotAffected);
    Some(words.say("say-not-affected", &[("services", Arg::Text(&names))]))
}
