//! The body of an update → lead, sections, questions, answers, actions. The
//! grammar is small and is explained in the writer's guide.

use std::borrow::Cow;
use std::ops::Range;

use super::decode::time_finding;
use super::vocabulary::Vocabulary;
use crate::finding::{Code, Finding, nearest, one_of};
use crate::letters::{first_unseen, whole_lines};
use crate::markdown::{BY, Heading, ListItem, Outline, UNKNOWABLE, is_relative, outline, safe_target};
use crate::model::time::{Date, Instant, TimeFault};
use crate::model::{
    Action, ActionTaken, Audience, Body, Known, Question, Reply, Section, Strength, TakenState, Timing,
};
use crate::source::{Excerpt, FileId, Span, Spanned};
use crate::yaml::Cx;

struct Reader<'a> {
    text: &'a str,
    base: usize,
    file: FileId,
    near: Instant,
    vocabulary: &'a Vocabulary,
    lead: Option<Span>,
    sections: Vec<Section>,
    questions: Vec<Question>,
    replies: Vec<Reply>,
    actions: Vec<Action>,
    taken: Vec<ActionTaken>,
    nothing_open: bool,
    images: Vec<Spanned<Excerpt>>,
}

/// Reads the body at `words` of a file; `near` is the update's own instant.
pub(super) fn body(
    text: &str,
    words: Range<usize>,
    file: FileId,
    near: Instant,
    vocabulary: &Vocabulary,
    cx: &mut Cx,
) -> Body {
    let slice = &text[words.clone()];
    let outline = outline(slice);
    let mut reader = Reader {
        text: slice,
        base: words.start,
        file,
        near,
        vocabulary,
        lead: None,
        sections: Vec::new(),
        questions: Vec::new(),
        replies: Vec::new(),
        actions: Vec::new(),
        taken: Vec::new(),
        nothing_open: false,
        images: Vec::new(),
    };
    reader.characters(cx);
    reader.html(&outline, cx);
    reader.links(&outline, cx);
    reader.sections(&outline, cx);
    Body {
        whole: Some(Span::new(file, words.start, words.end)),
        lead: reader.lead,
        sections: reader.sections.into(),
        questions: reader.questions.into(),
        replies: reader.replies.into(),
        actions: reader.actions.into(),
        taken: reader.taken.into(),
        nothing_open: reader.nothing_open,
        images: reader.images.into(),
    }
}

impl<'a> Reader<'a> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start, self.base + range.end)
    }

    fn characters(&self, cx: &mut Cx) {
        if let Some((at, c)) = first_unseen(self.text) {
            cx.unseen(self.span(&(at..at + c.len_utf8())), c);
        }
    }

    fn html(&self, outline: &Outline<'_>, cx: &mut Cx) {
        let mut opened = false;
        for range in &outline.html {
            let raw = self.text[range.clone()].trim_end();
            // A tag that closes one of those above needs no word of its own.
            if raw.starts_with("</") && opened && raw.matches('<').count() == 1 {
                continue;
            }
            opened = true;
            let comment = raw.starts_with("<!--");
            let finding = Finding::stop(
                Code::RawHtml,
                self.span(&(range.start..range.start + raw.len())),
                if comment {
                    "A comment is still in the text.".to_owned()
                } else {
                    "This is HTML, and only Markdown is allowed here.".to_owned()
                },
            );
            cx.push(if comment {
                finding.reader("Anyone could read it in the page's source.").help("Remove the comment.")
            } else {
                finding
                    .reader("A reader would see the tag as text.")
                    .help("Write `**bold**`, `[words](https://…)` or a list. If you mean the sign itself, put it in backticks: `<name>`.")
            });
        }
    }

    fn links(&mut self, outline: &Outline<'_>, cx: &mut Cx) {
        for link in &outline.links {
            let span = self.span(&link.range);
            let relative = is_relative(&link.target);
            if link.image && link.text.trim().is_empty() {
                cx.push(
                    Finding::stop(Code::BadImage, span, "This picture has no words for people who cannot see it.")
                        .help("Write what it shows between the brackets: `![Graph: failed uploads rise at 13:02](graph.png)`."),
                );
            }
            if link.image && !relative {
                cx.push(
                    Finding::stop(Code::BadImage, span, "This picture lies on another host.")
                        .reader("The page would ask someone else's server, and show a hole if that does not answer.")
                        .help("Put the file beside this update and write its name: `![What it shows](graph.png)`."),
                );
            } else if safe_target(&link.target, link.image).is_none() {
                cx.push(
                    Finding::stop(Code::BadLink, span, format!("A link cannot lead to `{}`.", link.target))
                        .help("Links start with `https://`, `mailto:` or `tel:`."),
                );
            } else if relative {
                self.images.push(Spanned::new(cx.excerpt(&link.target), span));
            }
        }
    }

    fn sections(&mut self, outline: &Outline<'_>, cx: &mut Cx) {
        let tops: Vec<_> = outline.headings.iter().filter(|h| h.level <= 2).collect();
        self.sections.reserve_exact(tops.len());
        let lead_end = tops.first().map_or(self.text.len(), |h| h.range.start);
        self.lead = self.trimmed(0..lead_end);
        for (at, heading) in tops.iter().enumerate() {
            if heading.level == 1 {
                cx.push(
                    Finding::stop(
                        Code::BodyGrammar,
                        self.span(&heading.range),
                        "The page's title comes from incident.yaml; an update has no title of its own.",
                    )
                    .help(format!("Write `## {}`.", heading.text.trim())),
                );
            }
            let end = tops.get(at + 1).map_or(self.text.len(), |next| next.range.start);
            let range = heading.range.end.min(end)..end;
            let known = self.vocabulary.heading(&heading.text);
            if known.is_none() {
                self.near_miss(heading, cx);
            }
            let twice = known.is_some() && self.sections.iter().any(|s| s.known == known);
            if twice {
                cx.push(
                    Finding::stop(
                        Code::BodyGrammar,
                        self.span(&heading.range),
                        format!("The section `{}` is there twice.", heading.text.trim()),
                    )
                    .help("Put both under one heading."),
                );
            }
            if let Some(known) = known {
                self.items(known, &range, outline, cx);
            }
            let text = self.trimmed(range.clone()).unwrap_or_else(|| self.span(&(range.start..range.start)));
            self.sections.push(Section { known, heading: cx.excerpt(heading.text.trim()), text });
        }
    }

    /// A heading that is nearly a known one is a slip, not a free section.
    fn near_miss(&self, heading: &Heading<'_>, cx: &mut Cx) {
        let lower = heading.text.trim().to_lowercase();
        let all = self.vocabulary.headings.iter().flat_map(|(_, words)| words.iter().copied());
        if let Some(near) =
            all.clone().find(|word| strsim::damerau_levenshtein(word, &lower) <= 2 && word.len() > 6)
        {
            let mut words = near.chars();
            let near: String = words.next().into_iter().flat_map(char::to_uppercase).chain(words).collect();
            cx.push(
                Finding::stop(
                    Code::BodyGrammar,
                    self.span(&heading.range),
                    format!("`{}` is nearly the heading `{near}`.", heading.text.trim()),
                )
                .reader("What stands below it would not be found where readers look for it.")
                .help(format!("Write `## {near}`.")),
            );
        }
    }

    fn trimmed(&self, range: Range<usize>) -> Option<Span> {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start_matches(['\n', '\r', ' ', '\u{feff}']).len());
        let end = range.start + text.trim_end().len();
        (start < end).then(|| self.span(&(start..end)))
    }

    fn items(&mut self, known: Known, range: &Range<usize>, outline: &Outline<'_>, cx: &mut Cx) {
        let before = |at: usize| outline.items.partition_point(|item| item.range.start < at);
        let items = &outline.items[before(range.start)..before(range.end)];
        match known {
            Known::Unknowns => {
                self.questions.reserve_exact(items.len());
                for item in items {
                    self.question(&item.text, cx);
                }
                let loose = self.loose_number(range, items, cx);
                self.nothing_open = items.is_empty() && !loose && !self.text[range.clone()].trim().is_empty();
            }
            Known::Answers => {
                self.replies.reserve_exact(items.len());
                for item in items {
                    self.reply(&item.text, cx);
                }
                self.list_wanted(range, items, "The question would stay open on the page.", cx);
                self.loose_number(range, items, cx);
            }
            Known::Doing => {
                self.taken.reserve_exact(items.len());
                for item in items {
                    self.taken(&item.text, cx);
                }
            }
            Known::Actions => {
                self.actions.reserve_exact(items.len());
                self.list_wanted(
                    range,
                    items,
                    "Readers would go on seeing the advice of an earlier update.",
                    cx,
                );
                let headings: Vec<_> = outline
                    .headings
                    .iter()
                    .filter(|h| h.level > 2 && range.contains(&h.range.start))
                    .collect();
                for heading in &headings {
                    if self.vocabulary.audience(&heading.text).is_none() {
                        self.unknown_audience(heading, cx);
                    }
                }
                for item in items {
                    let heading = headings.iter().rfind(|h| h.range.start < item.range.start);
                    let audience = heading.and_then(|h| self.vocabulary.audience(&h.text)).flatten();
                    let heading = heading.filter(|_| audience.is_none()).map(|h| cx.excerpt(h.text.trim()));
                    self.action(&item.text, audience, heading, cx);
                }
            }
            _ => {}
        }
    }

    /// What readers should do, and answers, are points of a list: a mere sentence is found by nobody.
    fn list_wanted(&self, range: &Range<usize>, items: &[ListItem], reader: &str, cx: &mut Cx) {
        if let Some(text) = self.trimmed(range.clone()).filter(|_| items.is_empty()) {
            cx.push(
                Finding::stop(Code::BodyGrammar, text, "This section needs its points in a list.")
                    .reader(reader)
                    .help("Put `- ` in front of each point, on a line of its own."),
            );
        }
    }

    /// A line that starts with the number of a question and is not an item of a
    /// list would be taken for ordinary words. Says whether there is one.
    fn loose_number(&self, range: &Range<usize>, listed: &[ListItem], cx: &mut Cx) -> bool {
        let mut found = false;
        let mut at = range.start;
        for line in whole_lines(&self.text[range.clone()]) {
            let numbered = number(line)
                .is_some_and(|(_, rest)| rest.trim_start().starts_with([':', '(']) || rest.contains("known"));
            if numbered && !listed.iter().any(|item| item.range.contains(&at)) {
                found = true;
                cx.push(
                    Finding::stop(
                        Code::BodyGrammar,
                        self.span(&(at..at + line.trim_end().len())),
                        "This question or answer is not in a list, so it would be taken for ordinary words.",
                    )
                    .reader("The page would say that no question is open.")
                    .help(format!("Write: - {}", line.trim())),
                );
            }
            at += line.len();
        }
        found
    }

    fn unknown_audience(&self, heading: &Heading<'_>, cx: &mut Cx) {
        let name = heading.text.trim();
        let offered = self.vocabulary.offered.iter().map(String::as_str);
        let finding = Finding::stop(
            Code::UnknownAudience,
            self.span(&heading.range),
            format!("`{name}` is not an audience of this site."),
        )
        .reader("The people you mean would not find what they should do.");
        cx.push(match nearest(name, offered.clone()) {
            Some(near) => finding.help(format!("Write `### {near}`, or add the audience to site.yaml.")),
            None => {
                finding.help(format!("Write one of {}, or add the audience to site.yaml.", one_of(offered)))
            }
        });
    }

    /// `Q1 (by …): text?`
    fn question(&mut self, range: &Range<usize>, cx: &mut Cx) {
        let item = self.unwrap(range);
        let Some((number, rest)) = number(&item) else {
            cx.push(
                Finding::stop(
                    Code::BodyGrammar,
                    self.first_line(range),
                    "A question needs a number, so that its answer can be found later.",
                )
                .help("Write `- Q1: …?`, or `- Q1 (by 2026-03-03 18:00 UTC): …?`."),
            );
            return;
        };
        let (by, rest) = match rest.trim_start().strip_prefix('(') {
            Some(inside) if BY.iter().any(|by| inside.trim_start().starts_with(by)) => {
                let Some((when, rest)) = inside.split_once(')') else {
                    cx.push(
                        Finding::stop(
                            Code::BodyGrammar,
                            self.first_line(range),
                            "The bracket after the number is not closed.",
                        )
                        .help("Write `- Q1 (by 2026-03-03 18:00 UTC): …?`."),
                    );
                    return;
                };
                let when = when.trim_start();
                let when = BY.iter().find_map(|by| when.strip_prefix(by)).unwrap_or(when).trim();
                match Instant::parse(when) {
                    Ok(at) => (Some(at), rest),
                    Err(fault) => {
                        cx.push(time_finding(self.find(range, when), &fault));
                        (None, rest)
                    }
                }
            }
            _ => (None, rest),
        };
        let Some(text) = rest.trim_start().strip_prefix(':').map(str::trim).filter(|t| !t.is_empty()) else {
            cx.push(
                Finding::stop(
                    Code::BodyGrammar,
                    self.first_line(range),
                    format!("The question Q{number} has no words, or no colon before them."),
                )
                .help(format!("Write `- Q{number}: …?`.")),
            );
            return;
        };
        let number = Spanned::new(number, self.first_line(range));
        if let Some(first) = self.questions.iter().find(|q| q.number.value == number.value) {
            cx.push(twice(&number, first.number.span));
        }
        self.questions.push(Question { number, by, text: cx.excerpt(text) });
    }

    /// `Q1: text` or `Q1 cannot be known: why`.
    fn reply(&mut self, range: &Range<usize>, cx: &mut Cx) {
        let item = self.unwrap(range);
        let parsed = number(&item).and_then(|(number, rest)| {
            let rest = rest.trim_start();
            let (knowable, rest) = match UNKNOWABLE.iter().find_map(|words| rest.strip_prefix(words)) {
                Some(rest) => (false, rest),
                None => (true, rest),
            };
            let text = rest.trim_start().strip_prefix(':')?.trim();
            (!text.is_empty()).then(|| (number, knowable, cx.excerpt(text)))
        });
        let Some((number, knowable, text)) = parsed else {
            cx.push(
                Finding::stop(
                    Code::BodyGrammar,
                    self.first_line(range),
                    "An answer starts with the number of its question and a colon.",
                )
                .reader("The question would stay open on the page, and its answer would not stand beside it.")
                .help("Write `- Q1: …`, or `- Q1 cannot be known: why`."),
            );
            return;
        };
        let number = Spanned::new(number, self.first_line(range));
        if let Some(first) = self.replies.iter().find(|r| r.number.value == number.value) {
            cx.push(twice(&number, first.number.span));
        }
        self.replies.push(Reply { number, text, knowable });
    }

    /// `08:31 UTC We turned the key off.`
    fn taken(&mut self, range: &Range<usize>, cx: &mut Cx) {
        let item = self.unwrap(range);
        let timed = Instant::parse_prefix(&item).or_else(|| Instant::parse_time_of_day(&item, self.near));
        let taken = match timed {
            Some((at, rest)) if !rest.is_empty() => {
                ActionTaken { at: Some(at), text: cx.excerpt(rest), taken: None, state: TakenState::Done }
            }
            _ => {
                if let Some(clock) = clock(&item) {
                    cx.push(
                        Finding::stop(
                            Code::BadTime,
                            self.find(range, clock),
                            "This time has no zone that is known, so it would stand as mere words.",
                        )
                        .help(format!(
                            "Write `{clock} UTC`, or the offset, or a zone such as `Europe/London`."
                        )),
                    );
                }
                ActionTaken { at: None, text: cx.excerpt(&item), taken: None, state: TakenState::Doing }
            }
        };
        self.taken.push(taken);
    }

    fn action(
        &mut self,
        range: &Range<usize>,
        audience: Option<Audience>,
        heading: Option<Excerpt>,
        cx: &mut Cx,
    ) {
        let item = self.unwrap(range);
        let (text, when) = match tail(&item, cx) {
            Ok(tail) => tail,
            Err((when, fault)) => {
                cx.push(time_finding(self.find(range, when), &fault));
                (cx.excerpt(&item), Timing::Unsaid)
            }
        };
        let strength = if asks_nothing(&text) { Strength::Nothing } else { Strength::Must };
        self.actions.push(Action { text, strength, when, more: None, audience, heading });
    }

    /// The text of an item with its further lines moved to the left.
    fn unwrap(&self, range: &Range<usize>) -> Cow<'a, str> {
        let text: &'a str = self.text;
        let text = &text[range.clone()];
        if !text.contains('\n') {
            return Cow::Borrowed(text);
        }
        let line_start = self.text[..range.start].rfind('\n').map_or(0, |n| n + 1);
        let indent = range.start - line_start;
        let mut lines = text.lines();
        let mut out = lines.next().unwrap_or("").to_owned();
        for line in lines {
            let blank = line.len() - line.trim_start().len();
            out.push('\n');
            out.push_str(&line[blank.min(indent)..]);
        }
        Cow::Owned(out)
    }

    fn first_line(&self, range: &Range<usize>) -> Span {
        let text = &self.text[range.clone()];
        let end = text.find('\n').unwrap_or(text.len());
        self.span(&(range.start..range.start + end))
    }

    fn find(&self, range: &Range<usize>, words: &str) -> Span {
        match self.text[range.clone()].find(words) {
            Some(at) => self.span(&(range.start + at..range.start + at + words.len())),
            None => self.first_line(range),
        }
    }
}

fn twice(number: &Spanned<u32>, first: Span) -> Finding {
    Finding::stop(
        Code::QuestionReused,
        number.span,
        format!("Q{} stands twice in this update.", number.value),
    )
    .help("Give the other one a number of its own.")
    .related(first, "the first one")
}

/// `Q12` at the start of a text, and the rest.
fn number(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start().trim_start_matches('*').strip_prefix(['Q', 'q'])?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((rest[..end].parse().ok()?, rest[end..].trim_start_matches('*')))
}

/// Whether an item says that nothing is asked of readers.
fn asks_nothing(text: &str) -> bool {
    const STARTS: [&str; 11] = [
        "you do not need to do anything",
        "you don't need to do anything",
        "you don’t need to do anything",
        "nothing to do",
        "no action",
        "there is nothing you need to do",
        "do nothing",
        "sie müssen nichts tun",
        "sie müssen noch nichts tun",
        "sie brauchen nichts zu tun",
        "nichts zu tun",
    ];
    let begins = |text: &str, start: &str| {
        text.as_bytes().get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start.as_bytes()))
    };
    if text.is_ascii() {
        return STARTS.iter().any(|start| begins(text, start));
    }
    let lower = text.to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
}

/// `08:31` at the start of a text.
fn clock(text: &str) -> Option<&str> {
    let end = text.find(' ')?;
    let (hour, minute) = text[..end].split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    (digits(hour) && digits(minute)).then_some(&text[..end])
}

/// Takes `(by …)` or `(after: …)` off the end. An error is a time that cannot be taken.
fn tail<'t>(text: &'t str, cx: &Cx) -> Result<(Excerpt, Timing), (&'t str, TimeFault)> {
    let whole = || Ok((cx.excerpt(text), Timing::Unsaid));
    let trimmed = text.trim_end().trim_end_matches('.');
    let Some(open) = trimmed.ends_with(')').then(|| trimmed.rfind('(')).flatten() else {
        return whole();
    };
    let inside = trimmed[open + 1..trimmed.len() - 1].trim();
    let timing = if let Some(when) = BY.iter().find_map(|by| inside.strip_prefix(by)) {
        // "(by clicking Save)" is words; what has a digit or names a day is meant as a time.
        let meant = when.bytes().any(|b| b.is_ascii_digit())
            || matches!(when.trim(), "today" | "tomorrow" | "tonight" | "heute" | "morgen" | "heute abend");
        match (Instant::parse(when), Date::parse(when)) {
            (Err(fault), Err(_)) if meant => return Err((when, fault)),
            (Err(_), Err(_)) => return whole(),
            _ => Timing::By(cx.excerpt(when)),
        }
    } else if let Some(condition) = inside.strip_prefix("after").or_else(|| inside.strip_prefix("nach:")) {
        let condition = condition.trim_start_matches(':').trim();
        if condition.is_empty() {
            return whole();
        }
        Timing::After { condition: cx.excerpt(condition), done: false }
    } else {
        return whole();
    };
    Ok((cx.excerpt(text[..open].trim_end()), timing))
}
