//! The score card for a terminal: one screen.

use super::{Card, Row, Verdict};
use crate::terminal::{Clock, Style, WIDTH, clip, pad, styled, wrap};

/// How wide the column of questions is.
const ASKED: usize = 23;
/// How wide the column of times is.
const STANDS: usize = 21;
/// The most lines that an answer of the reader test takes.
const LINES: usize = 3;

/// What stands above the card.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The incident.
    pub id: &'a str,
    /// What readers call it.
    pub title: &'a str,
    /// Kind, severity and state, in words.
    pub about: &'a str,
}

/// The card.
pub fn render(card: &Card, head: &Head<'_>, clock: &Clock) -> String {
    let mut out = String::new();
    let title = format!("Litmus test of {}, as at {}", head.id, clock.whole(clock.now));
    out.push_str(&format!("{}\n", styled(Style::Bold, &title)));
    for line in wrap(&format!("{} – {}", head.title, head.about), WIDTH) {
        out.push_str(&format!("{}\n", styled(Style::Quiet, &line)));
    }
    out.push('\n');
    for row in &card.rows {
        line(row, clock, &mut out);
    }
    out.push_str(&format!("\n  {}\n", count(&card.rows)));
    out.push_str(&format!("\n{}\n", styled(Style::Bold, "What a reader takes away from the page")));
    for (question, answer) in card.reader.lines() {
        take_away(question, &answer, &mut out);
    }
    out
}

fn line(row: &Row, clock: &Clock, out: &mut String) {
    let (style, stands) = match row.verdict {
        Verdict::Done { at, late: None } => (Style::Good, format!("done at {}", clock.short(at))),
        Verdict::Done { at, late: Some(_) } => (Style::Soon, format!("late, at {}", clock.short(at))),
        Verdict::Owed { by: Some(by) } => (Style::Soon, format!("owed by {}", clock.short(by))),
        Verdict::Owed { by: None } => (Style::Soon, "owed, no time set".to_owned()),
        Verdict::Missing { since: Some(since) } if clock.is_today(since) => {
            (Style::Bad, format!("missing since {}", clock.short(since)))
        }
        Verdict::Missing { since: Some(_) | None } => (Style::Bad, "missing".to_owned()),
        Verdict::NotAsked => (Style::Quiet, "–".to_owned()),
    };
    let room = WIDTH - 2 - ASKED - STANDS - 2;
    let notes = wrap(&row.note, room);
    let first = notes.first().map_or("", String::as_str);
    let stands = styled(style, &pad(&stands, STANDS));
    let text = format!("  {} {stands} {first}", pad(row.asked.heading(), ASKED));
    out.push_str(text.trim_end());
    out.push('\n');
    for more in notes.iter().skip(1) {
        out.push_str(&format!("  {}{more}\n", " ".repeat(ASKED + STANDS + 2)));
    }
}

fn count(rows: &[Row]) -> String {
    let of = |wanted: fn(Verdict) -> bool| rows.iter().filter(|row| wanted(row.verdict)).count();
    let missing = of(|v| matches!(v, Verdict::Missing { .. }));
    let parts = [
        (of(|v| matches!(v, Verdict::Done { late: None, .. })), "done"),
        (of(|v| matches!(v, Verdict::Done { late: Some(_), .. })), "late"),
        (of(|v| matches!(v, Verdict::Owed { .. })), "owed"),
        (missing, "missing"),
    ];
    let said = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let text = format!("{}.", said.collect::<Vec<_>>().join(", "));
    if missing > 0 { styled(Style::Bad, &text) } else { text }
}

fn take_away(question: &str, answer: &[String], out: &mut String) {
    let room = WIDTH - 2 - ASKED - 1;
    let most = if answer.len() > 1 { LINES - 1 } else { LINES };
    let mut lines: Vec<String> = answer.iter().flat_map(|paragraph| clip(paragraph, room, most)).collect();
    if lines.is_empty() {
        lines.push(styled(Style::Bad, "The page does not say."));
    }
    for (at, line) in lines.iter().enumerate() {
        let label = if at == 0 { question } else { "" };
        out.push_str(&format!("  {} {line}\n", pad(label, ASKED)));
    }
}
