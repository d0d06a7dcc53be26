//! Foreign Markdown → the Markdown that our reader takes: no raw HTML, no pictures
//! from elsewhere, no headings above level 3, only harmless links. Words stay;
//! what is changed or removed is noted.

mod html;
mod link;
mod scan;

use std::fmt::Write as _;
use std::ops::Range;

use super::report::{Deed, FileReport};
use super::text::short;
use link::Target;
use scan::{Found, scan};

/// Where relative links of a text once led.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// The address of the old site without a `/` at its end, if it is known.
    pub(super) site: Option<&'a str>,
    /// The path of the old page, with `/` at both ends.
    pub(super) page: &'a str,
}

/// How often a text is looked at again after something in it was rewritten.
const ROUNDS: usize = 24;

type Edit = (Range<usize>, String);

/// First pass, over a whole page: removes comments and writes out links that are
/// defined elsewhere on the page, so that the page can be divided afterwards.
pub(super) fn prepare(text: &str, report: &mut FileReport) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let mut edits = Vec::new();
        for found in scan(&text) {
            match found {
                Found::Html { range, block, .. } => {
                    let (without, removed) = html::without_comments(&text[range.clone()], block);
                    for comment in removed {
                        report.note(
                            Deed::LeftOut,
                            format!(
                                "A hidden comment, which readers never saw: \"{}\"",
                                short(&comment, 120)
                            ),
                        );
                    }
                    if without.len() != range.len() {
                        edits.push((range, without));
                    }
                }
                Found::Link { range, dest, title, inner, reference: true, .. } => {
                    let words = inner.map_or(dest.as_str(), |inner| &text[inner]);
                    edits.push((range.clone(), link::inline(words, &dest, &title)));
                }
                _ => {}
            }
        }
        if !apply(&mut text, edits) {
            break;
        }
    }
    text
}

/// Second pass, over the text of one update: gives Markdown that our reader takes.
pub(super) fn conform(text: &str, place: Place<'_>, report: &mut FileReport) -> String {
    let mut text = text.trim_end().trim_start_matches('\n').to_owned();
    for _ in 0..ROUNDS {
        let edits = edits(&text, place, report);
        if !apply(&mut text, edits) {
            break;
        }
    }
    if !is_fine(&text) {
        report.note(Deed::Changed, "A text that mixes HTML and Markdown too closely was kept letter for letter, as preformatted text.");
        text = preformatted(&text);
    }
    let trimmed = text.trim_end();
    if trimmed.is_empty() { String::new() } else { format!("{trimmed}\n") }
}

/// Whether our reader takes `text` as it is.
pub(super) fn is_fine(text: &str) -> bool {
    scan(text).into_iter().all(|found| match found {
        Found::Heading { level, .. } => level >= 3,
        Found::Html { .. } | Found::Image { .. } => false,
        Found::Link { dest, email, .. } => email || link::is_allowed(&dest),
        Found::Rule { .. } => true,
    })
}

/// Markdown → plain text: the words, with the address after each link.
pub(super) fn plain(text: &str) -> String {
    use pulldown_cmark::{Event, Tag, TagEnd};
    let mut out = String::new();
    let mut dests: Vec<String> = Vec::new();
    for event in scan::parser(text) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                dests.push(dest_url.to_string());
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let dest = dests.pop().unwrap_or_default();
                if !dest.is_empty() && !out.ends_with(&dest) {
                    let _ = write!(out, " ({dest})");
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !out.ends_with([' ', '(']) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    super::text::one_line(&out).replace(" .", ".").replace(" ,", ",")
}

fn edits(text: &str, place: Place<'_>, report: &mut FileReport) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut anchors = Vec::new();
    for found in scan(text) {
        match found {
            Found::Heading { range, level } => edits.extend(heading(text, range, level, report)),
            Found::Html { range, block, tight } => {
                edits.push(html::convert(text, range, block, tight, &mut anchors, report));
            }
            Found::Link { range, dest, title, inner, email, reference } => {
                if !email {
                    edits.extend(linked(text, range, &dest, &title, inner, reference, place, report));
                }
            }
            Found::Image { range, dest, alt, in_link } => {
                edits.push((range, picture(&dest, &alt, in_link, place, report)));
            }
            Found::Rule { range } => {
                let rule = text[range.clone()].trim_end();
                if rule.starts_with('-') {
                    edits.push((range.start..range.start + rule.len(), "***".to_owned()));
                }
            }
        }
    }
    edits
}

/// Headings of level 1 and 2 become level 3; underlined ones are written with `#`.
fn heading(text: &str, range: Range<usize>, level: usize, report: &mut FileReport) -> Option<Edit> {
    if level >= 3 {
        return None;
    }
    report.note(
        Deed::Changed,
        "Headings of level 1 and 2 became level 3, where they cannot be taken for our own sections.",
    );
    let slice = &text[range.clone()];
    let marks = slice.bytes().take_while(|b| *b == b'#').count();
    if marks == level && slice[marks..].chars().next().is_none_or(char::is_whitespace) {
        return Some((range.start..range.start + marks, "###".to_owned()));
    }
    let lines: Vec<&str> = slice.trim_end().lines().collect();
    let words: Vec<&str> = lines[..lines.len().saturating_sub(1)]
        .iter()
        .map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end())
        .collect();
    Some((range.start..range.start + slice.trim_end().len(), format!("### {}", words.join(" "))))
}

#[expect(clippy::too_many_arguments, reason = "the parts of one link")]
fn linked(
    text: &str,
    range: Range<usize>,
    dest: &str,
    title: &str,
    inner: Option<Range<usize>>,
    reference: bool,
    place: Place<'_>,
    report: &mut FileReport,
) -> Option<Edit> {
    let raw = &text[range.clone()];
    let words = inner.map(|inner| &text[inner]);
    let edit = match link::target(dest, place) {
        Target::Fine if !reference && words.is_some_and(|words| !words.trim().is_empty()) => return None,
        Target::Fine => link::inline(words.unwrap_or(dest), dest, title),
        Target::Moved(whole) => {
            report.note(
                Deed::Changed,
                format!("The link to `{}` was written out as {whole}", short(dest, 120)),
            );
            link::inline(words.unwrap_or(dest), &whole, title)
        }
        Target::Refused if raw.starts_with('<') => {
            report.note(
                Deed::Changed,
                format!("`{}` is not a link that we take; it was kept as text.", short(raw, 120)),
            );
            code_span(raw)
        }
        Target::Refused => {
            report.note(
                Deed::Changed,
                format!(
                    "The link to `{}` leads nowhere outside its old page; its words were kept as text.",
                    short(dest, 120)
                ),
            );
            let words = words.unwrap_or("");
            if dest.is_empty() { words.to_owned() } else { format!("{words} ({})", code_span(dest)) }
        }
    };
    Some((range, edit))
}

fn picture(dest: &str, alt: &str, in_link: bool, place: Place<'_>, report: &mut FileReport) -> String {
    let words = if alt.trim().is_empty() { "picture" } else { alt.trim() };
    let words = words.replace('[', "\\[").replace(']', "\\]");
    let url = match link::target(dest, place) {
        Target::Fine => Some(dest.to_owned()),
        Target::Moved(whole) => Some(whole),
        Target::Refused => None,
    };
    match url {
        Some(url) if !in_link => {
            report.note(
                Deed::Changed,
                format!("A picture became a link to {url}; put a copy beside the update to show it."),
            );
            link::inline(&words, &url, "")
        }
        _ => {
            report
                .note(Deed::LeftOut, format!("A picture, `{}`; its description was kept.", short(dest, 120)));
            words
        }
    }
}

/// `words` between backticks.
fn code_span(words: &str) -> String {
    let words = words.replace('\n', " ");
    let fence = "`".repeat(longest_run(&words, '`') + 1);
    if words.starts_with('`') || words.ends_with('`') || words.trim().is_empty() {
        format!("{fence} {words} {fence}")
    } else {
        format!("{fence}{words}{fence}")
    }
}

fn preformatted(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    format!("{fence}\n{}\n{fence}\n", text.trim_end())
}

fn longest_run(text: &str, of: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Makes the edits that do not overlap earlier ones; says whether the text changed.
fn apply(text: &mut String, mut edits: Vec<Edit>) -> bool {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start >= at {
            out.push_str(&text[at..range.start]);
            out.push_str(&new);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    let changed = *text != out;
    *text = out;
    changed
}

#[cfg(test)]
mod tests;
