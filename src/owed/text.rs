//! The list for a terminal: when, how long that is from now, what, of what.

use super::Owed;
use crate::terminal::{Clock, Style, WIDTH, clip, length, pad, styled, wrap};

/// How wide the column of times is.
const WHEN: usize = 28;

/// The list with a heading for what is overdue, due today, and later.
pub fn render(owed: &[Owed], clock: &Clock) -> String {
    let mut out =
        format!("{}\n", styled(Style::Bold, &format!("What is owed, as at {}", clock.whole(clock.now))));
    if owed.is_empty() {
        out.push_str("\n  Nothing is promised and nothing is due.\n");
        return out;
    }
    let mut heading = "";
    for item in owed {
        let wanted = match item {
            item if item.overdue => "Overdue",
            item if clock.is_today(item.due) || item.due <= clock.now => "Today",
            _ => "Later",
        };
        if wanted != heading {
            heading = wanted;
            let style = if item.overdue { Style::Bad } else { Style::Bold };
            out.push_str(&format!("\n{}\n", styled(style, heading)));
        }
        entry(item, clock, &mut out);
    }
    out.push_str(&format!("\n{}\n", count(owed)));
    out
}

fn entry(item: &Owed, clock: &Clock, out: &mut String) {
    let today = clock.is_today(item.due);
    let when = match item.day {
        Some(day) => clock.date(day),
        None if today => clock.time(item.due),
        None => format!("{} {}", clock.day(item.due), clock.time(item.due)),
    };
    let from_now = clock.now.since(item.due);
    let distance = match item.day {
        Some(day) => match clock.now.date(clock.zone).start(clock.zone).since(day.start(clock.zone)) {
            // A day that a clock change makes longer or shorter is still a day.
            seconds if (seconds + 43_200).div_euclid(86_400) > 0 => {
                format!("{} late", days((seconds + 43_200) / 86_400))
            }
            seconds => match (43_200 - seconds) / 86_400 {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                n => format!("in {}", days(n)),
            },
        },
        None if item.overdue => format!("{} late", length(from_now)),
        None if from_now >= 0 => "due now".to_owned(),
        None => format!("in {}", length(-from_now)),
    };
    let style = if item.overdue { Style::Bad } else { Style::Quiet };
    let distance = styled(style, &pad(&distance, WHEN));
    let room = WIDTH - WHEN - 4;
    // A follow-up is known by who does it, everything else by what it is about.
    let (id, title) = item.incident.as_ref().map_or(("", ""), |(id, title)| (id.as_str(), title.as_str()));
    let about = [id, item.owner.as_deref().unwrap_or(title)];
    let about = about.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    let what = wrap(&item.text, room);
    let about = clip(&about, room, 1).into_iter().map(|line| styled(Style::Quiet, &line));
    let whens = wrap(&when, WHEN);
    let mut left: Vec<String> = whens.iter().map(|line| pad(line, WHEN)).collect();
    left.push(distance);
    let right: Vec<String> = what.into_iter().chain(about).collect();
    for at in 0..left.len().max(right.len()) {
        let line = match (left.get(at), right.get(at)) {
            (Some(left), Some(right)) => format!("  {left}  {right}"),
            (Some(left), None) => format!("  {left}"),
            (None, Some(right)) => format!("  {}  {right}", " ".repeat(WHEN)),
            (None, None) => continue,
        };
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

fn days(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}

fn count(owed: &[Owed]) -> String {
    let late = owed.iter().filter(|item| item.overdue).count();
    let rest = owed.len() - late;
    let late_text = match late {
        0 => "Nothing is overdue".to_owned(),
        1 => "1 thing is overdue".to_owned(),
        n => format!("{n} things are overdue"),
    };
    let rest_text = match rest {
        0 => "nothing else is owed".to_owned(),
        1 => "1 is still to come".to_owned(),
        n => format!("{n} are still to come"),
    };
    let text = format!("{late_text}, {rest_text}.");
    if late > 0 { styled(Style::Bad, &text) } else { text }
}
