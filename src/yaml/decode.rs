//! The collecting decoder: walks a tree, notes every problem with its place,
//! and goes on, so that one run shows all that is wrong.

use std::sync::Arc;

use super::node::{Entry, Node, Value};
use crate::finding::{Code, Finding, nearest, one_of};
use crate::letters::{first_unseen, turns};
use crate::source::{Excerpt, Source, Span, Spanned};

/// Where decoding notes its findings.
#[derive(Debug, Default)]
pub struct Cx {
    /// All that was found so far.
    pub findings: Vec<Finding>,
    /// The file that is decoded; words that are kept are pieces of it.
    pub source: Option<Arc<Source>>,
}

impl Cx {
    /// Notes a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Looks `node` up in a closed set of names; notes a finding if it is not there.
    pub fn choice(&mut self, node: &Node<'_>, noun: &str, names: &[&'static str]) -> Option<usize> {
        let text = self.words(node, noun)?;
        if let Some(at) = names.iter().position(|name| *name == text) {
            return Some(at);
        }
        self.push(unknown_name(node.span, noun, text, names.iter().copied()));
        None
    }

    /// A text that must be there, as a value of its own.
    pub fn text(&mut self, node: &Node<'_>, noun: &str) -> Option<String> {
        self.words(node, noun).map(str::to_owned)
    }

    /// Words of the file that is decoded, to be kept.
    pub fn excerpt(&self, words: &str) -> Excerpt {
        self.source.as_ref().map_or_else(|| Excerpt::from(words), |source| Excerpt::of(source, words))
    }

    /// A text that must be there.
    pub fn words<'n>(&mut self, node: &'n Node<'_>, noun: &str) -> Option<&'n str> {
        if let Value::Scalar(scalar) = &node.value {
            let text = scalar.text.trim();
            if !text.is_empty() {
                if let Some((_, c)) = first_unseen(&scalar.text) {
                    self.unseen(node.span, c);
                }
                if !scalar.quoted && in_printed_quotes(text) {
                    self.push(
                        Finding::stop(
                            Code::YamlQuote,
                            node.span,
                            "These are the quotes of a word processor, and here they count as words.",
                        )
                        .reader("A reader would see the quotes.")
                        .help("Put the straight quote `\"` at both ends, or no quotes at all."),
                    );
                }
                return Some(text);
            }
        }
        match &node.value {
            Value::Scalar(_) | Value::Null => {
                self.push(
                    Finding::stop(Code::EmptyValue, node.span, format!("The {noun} is empty."))
                        .help("Write a value after the colon, or remove the line."),
                );
                None
            }
            _ => {
                self.wrong_shape(node, noun, "one value");
                None
            }
        }
    }

    /// Notes a character that nobody sees and no feed may hold.
    pub fn unseen(&mut self, span: Span, c: char) {
        self.push(
            Finding::stop(
                Code::UnseenCharacter,
                span,
                format!("There is a character here that nobody can see (U+{:04X}).", u32::from(c)),
            )
            .reader(if turns(c) {
                "Words after it would be shown backwards, so that they may say something else."
            } else {
                "Feed readers would refuse the whole feed."
            })
            .help("Remove it. It often comes with words that were copied from another program."),
        );
    }

    /// Notes that `node` is of the wrong kind.
    pub fn wrong_shape(&mut self, node: &Node<'_>, noun: &str, wanted: &str) {
        let finding = |message| Finding::stop(Code::WrongShape, node.span, message);
        let is = node.describe();
        self.push(match (wanted, example(noun)) {
            ("a list", _) => finding(format!("`{noun}` has to be a list, and this is {is}."))
                .help("Put it in a list: `[first, second]`, or one line for each that starts with `- `."),
            ("one value", _) => finding(format!("`{noun}` has to be one value, and this is {is}."))
                .help(format!("Write one value after the colon, without brackets: `{noun}: …`.")),
            (_, Some(example)) => {
                finding(format!("The {noun} has to be keys with values, and this is {is}."))
                    .help(format!("Write it like this: {example}"))
            }
            (_, None) => {
                finding(format!("The {noun} has to be keys with values (`key: value`), and this is {is}."))
                    .help("Write them below it, one on each line, indented by two spaces: `key: value`.")
            }
        });
    }

    /// The fields of a mapping, or nothing (with a finding) if it is not one.
    pub fn fields<'n, 'a>(&mut self, node: &'n Node<'a>, noun: &'static str) -> Option<Fields<'n, 'a>> {
        match &node.value {
            Value::Map(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    if let Some(first) = entries[..at].iter().find(|e| e.is(&entry.key)) {
                        self.push(
                            Finding::stop(
                                Code::DuplicateKey,
                                entry.key_span,
                                format!("`{}` is written twice.", entry.key),
                            )
                            .reader("A reader would see only one of the two, and you cannot know which.")
                            .help("Keep the right one and remove the other.")
                            .related(first.key_span, "first written here"),
                        );
                    }
                }
                Some(Fields { entries, span: node.span, noun, found: 0, asked: Vec::with_capacity(48) })
            }
            Value::Null => {
                let help = match example(noun) {
                    Some(example) => format!("Write it like this: {example}"),
                    None => "Write its keys below it, indented by two spaces.".to_owned(),
                };
                self.push(
                    Finding::stop(Code::EmptyValue, node.span, format!("The {noun} is empty.")).help(help),
                );
                None
            }
            _ => {
                self.wrong_shape(node, noun, "keys with values (`key: value`)");
                None
            }
        }
    }
}

/// `“all of it”`, as word processors write it.
fn in_printed_quotes(text: &str) -> bool {
    let mark = |c: char| matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    let mut inside = text.chars();
    let (first, last) = (inside.next(), inside.next_back());
    first.is_some_and(mark)
        && last.is_some_and(|c| mark(c) || c == '"')
        && !inside.any(|c| mark(c) && c != '’')
}

/// How what has keys of its own is written, by the name that messages have for it.
fn example(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "incident" => "`title: Uploads fail with an error`, and on the next line `kind: outage`.",
        "site" => "`name: Fernhill status`, and on the next line `url: https://status.example.com`.",
        "service" => "`- { id: api, name: API }`.",
        "person" => "`- { id: ada-brook, name: Ada Brook, title: Head of Support, level: lead }`.",
        "contact" => "`- { purpose: questions, route: \"mailto:help@example.com\" }`.",
        "list of services" => {
            "`services:`, and on a line of its own for each, indented by two spaces, `api: down`."
        }
        "related incident" => "`- { id: the-other-incident, relation: related }`.",
        "reference" => "`- { title: \"What it is\", url: \"https://…\" }`.",
        "supplier" => "`- { supplier: Ferrowick Cloud }`.",
        "detection" => "`detection: { source: monitoring, at: 2026-03-03 08:10 UTC }`.",
        "scope" => "`scope: { environment: production }`.",
        "embargo" => "`embargo: { until: 2026-04-14 17:00 UTC }`.",
        "window of planned work" => "`window: { start: 2026-07-18 22:00 UTC, end: 2026-07-19 02:00 UTC }`.",
        "number of affected" => "`affected: { count: 412, of: 9800, unit: \"accounts\" }`.",
        "exposure" => "`exposure: { start: 2026-03-02 10:00 UTC, end: 2026-03-03 08:31 UTC }`.",
        "exploitation" | "note on exploitation" => "`exploitation: { status: none_known }`.",
        "impact" => "`impact: { potential: \"what could have happened\", confirmed: \"what did\" }`.",
        "line of progress" => "`- { what: \"servers patched\", done: 312, total: 340 }`.",
        "plan for the postmortem" => "`postmortem: { due: 2026-06-11 }`.",
        "estimate" => "`estimate: { text: \"about an hour\", basis: \"why you think so\" }`.",
        "entry of where we said this" => "`- { channel: email, sent_at: 2026-03-03 10:25 UTC }`.",
        "note on a retired incident" => "`retired: { withdrawn: \"why it was taken back\" }`.",
        _ => return None,
    })
}

/// A sign in a name that should not be there though the eye does not see it: what is
/// meant is another, with plain letters.
pub(super) fn odd_sign(given: &str, meant: &str) -> Option<String> {
    let odd = given.chars().find(|c| !c.is_ascii()).filter(|_| meant.is_ascii())?;
    let code = u32::from(odd);
    Some(if odd.is_alphanumeric() || odd.is_ascii_punctuation() {
        format!("The letter `{odd}` (U+{code:04X}) in it is not the one on an English keyboard.")
    } else {
        format!("It holds a sign that does not belong there, and that the eye may miss (U+{code:04X}).")
    })
}

/// `a` or `an`, as the noun sounds.
fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

/// The finding for a name that is not in a closed set.
pub fn unknown_name<'a>(
    span: Span,
    noun: &str,
    given: &str,
    names: impl IntoIterator<Item = &'a str> + Clone,
) -> Finding {
    let mut message = format!("`{given}` is not {} {noun}.", article(noun));
    if let Some(odd) = nearest(given, names.clone()).and_then(|near| odd_sign(given, near)) {
        message = format!("{message} {odd}");
    }
    let finding = Finding::stop(Code::UnknownName, span, message);
    let listed = one_of(names.clone());
    let only = names.clone().into_iter().nth(1).is_none();
    match nearest(given, names) {
        Some(near) if only => finding.help(format!("Write `{near}`.")),
        Some(near) => finding.help(format!("Write `{near}`. The choices are {listed}.")),
        None if listed.is_empty() => finding,
        None if only => finding.help(format!("Write {listed}.")),
        None => finding.help(format!("Write one of {listed}.")),
    }
}

/// Decodes a node into a value, noting what is wrong.
pub trait Decode: Sized {
    /// The value, or nothing if something was noted. `noun` names the value in messages.
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self>;
}

impl Decode for String {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        cx.text(node, noun)
    }
}

impl Decode for Excerpt {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        cx.words(node, noun).map(|words| cx.excerpt(words))
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        cx.choice(node, &format!("value for `{noun}`"), &["true", "false"]).map(|at| at == 0)
    }
}

impl Decode for u64 {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        let text = cx.words(node, noun)?;
        let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
        let number = digits.parse().ok();
        if number.is_none() {
            cx.push(
                Finding::stop(
                    Code::NotANumber,
                    node.span,
                    format!("The {noun} has to be a whole number, not `{text}`."),
                )
                .help("Write digits only, such as `412`."),
            );
        }
        number
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        match &node.value {
            Value::List(items) => {
                // What is read stays, so it takes what it needs and no more.
                let mut list = Vec::with_capacity(items.len());
                list.extend(items.iter().filter_map(|item| T::decode(item, noun, cx)));
                Some(list)
            }
            Value::Null => Some(Vec::new()),
            _ => {
                cx.wrong_shape(node, noun, "a list");
                None
            }
        }
    }
}

impl<T: Decode> Decode for Spanned<T> {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        T::decode(node, noun, cx).map(|value| Spanned::new(value, node.span))
    }
}

/// The fields of one mapping, asked for by name. What nobody asked for is
/// reported by [`Fields::finish`].
#[derive(Debug)]
pub struct Fields<'n, 'a> {
    entries: &'n [Entry<'a>],
    /// The first line of the mapping.
    pub span: Span,
    noun: &'static str,
    /// Which of the first entries were asked for, a bit for each.
    found: u64,
    asked: Vec<&'static str>,
}

impl<'n, 'a> Fields<'n, 'a> {
    /// The entry of `key`, if it was written.
    pub fn entry(&mut self, key: &'static str) -> Option<&'n Entry<'a>> {
        self.asked.push(key);
        let at = self.entries.iter().position(|entry| entry.is(key))?;
        if at < 64 {
            self.found |= 1 << at;
        }
        Some(&self.entries[at])
    }

    /// Whether the entry at a place was asked for, as far as that is known without its name.
    fn was_found(&self, at: usize) -> bool {
        at < 64 && self.found & (1 << at) != 0
    }

    /// Whether one of `keys` was written, none of which was asked for before. If
    /// none was, all count as asked for; else the caller asks for each.
    pub fn any(&mut self, keys: &[&'static str]) -> bool {
        let mut left = self.entries.iter().enumerate().filter(|(at, _)| !self.was_found(*at));
        let any = left.any(|(_, entry)| keys.iter().any(|key| entry.is(key)));
        if !any {
            self.asked.extend_from_slice(keys);
        }
        any
    }

    /// The value of `key`, if it was written and is right.
    pub fn opt<T: Decode>(&mut self, key: &'static str, cx: &mut Cx) -> Option<T> {
        let entry = self.entry(key)?;
        T::decode(&entry.value, key, cx)
    }

    /// The value of `key`; notes a finding if it was not written.
    pub fn req<T: Decode>(&mut self, key: &'static str, example: &str, cx: &mut Cx) -> Option<T> {
        if let Some(entry) = self.entry(key) {
            return T::decode(&entry.value, key, cx);
        }
        cx.push(
            Finding::stop(Code::MissingKey, self.span, format!("This {} has no `{key}`.", self.noun))
                .help(format!("Add a line: {key}: {example}")),
        );
        None
    }

    /// The list of `key`; empty if it was not written.
    pub fn list<T: Decode>(&mut self, key: &'static str, cx: &mut Cx) -> Vec<T> {
        self.opt(key, cx).unwrap_or_default()
    }

    /// All entries, for mappings whose keys are names rather than fields.
    pub fn entries(&self) -> &'n [Entry<'a>] {
        self.entries
    }

    /// Notes every key that nobody asked for.
    pub fn finish(self, cx: &mut Cx) {
        self.finish_knowing(&[], cx);
    }

    /// Notes every key that nobody asked for. `habits` are keys that people
    /// bring from elsewhere, each with what to write here.
    pub fn finish_knowing(self, habits: &[(&'static str, &'static str)], cx: &mut Cx) {
        for (at, entry) in self.entries.iter().enumerate() {
            if self.was_found(at) || self.asked.iter().any(|asked| entry.is(asked)) {
                continue;
            }
            // What the space bar writes is not part of a key.
            let foreign = entry.key.starts_with(char::is_whitespace);
            let message = if foreign {
                format!(
                    "In front of `{}` stands a blank that is not the one of the space bar.",
                    entry.key.trim()
                )
            } else {
                format!("`{}` is not a key of this {}.", entry.key, self.noun)
            };
            let finding = Finding::stop(Code::UnknownKey, entry.key_span, message)
                .reader("What it says would be left out of the page without a word.");
            if foreign {
                cx.push(finding.help("Write the blanks at its beginning again: two for each level."));
                continue;
            }
            let known = self.asked.iter().copied().chain(habits.iter().map(|(habit, _)| *habit));
            let near = nearest(&entry.key, known);
            let mut finding = finding;
            if let Some(odd) = near.and_then(|near| odd_sign(&entry.key, near)) {
                finding.message = format!("{} {odd}", finding.message);
            }
            cx.push(match (near, habits.iter().find(|(habit, _)| Some(*habit) == near)) {
                (_, Some((_, instead))) => finding.help(format!("Write `{instead}`.")),
                (Some(near), None) => finding.help(format!("Did you mean `{near}`?")),
                (None, None) => finding.help(format!("The keys here are {}.", some_of(&self.asked))),
            });
        }
    }
}

/// Names for a sentence, not more than a person reads.
fn some_of(names: &[&'static str]) -> String {
    const MOST: usize = 12;
    let mut names: Vec<&str> = names.to_vec();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    if names.len() <= MOST {
        return one_of(names);
    }
    let more = names.len() - MOST;
    let quoted: Vec<String> = names[..MOST].iter().map(|name| format!("`{name}`")).collect();
    format!("{} and {more} more, which the writer's guide lists", quoted.join(", "))
}
