//! A language pack: the words to look for in one language, as data. A pack is
//! a YAML file; English and German are built in, and a site can add its own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::needles::Needles;
use super::pattern::Pattern;
use super::sentence::Abbreviations;
use super::topic::Topic;
use crate::finding::{Code, Finding};
use crate::source::{FileId, Span};
use crate::yaml::{Cx, Entry, Fields, Node, Value, parse, unknown_name};

/// When words that were found are fine after all. Everything in one list has
/// to be there; one list is enough.
#[derive(Debug, Default)]
pub struct Unless {
    /// In the words that were found.
    pub words: Vec<Pattern>,
    /// In their sentence.
    pub sentence: Vec<Pattern>,
    /// In their paragraph or list item.
    pub paragraph: Vec<Pattern>,
    /// Between their heading and the next.
    pub section: Vec<Pattern>,
    /// Anywhere in the text.
    pub text: Vec<Pattern>,
}

/// Words to look for.
#[derive(Debug)]
pub struct Phrase {
    /// What they are a case of.
    pub topic: Topic,
    /// The words.
    pub find: Pattern,
    /// When they are fine.
    pub unless: Unless,
    /// Better words, in the language of the pack.
    pub better: Option<String>,
    /// Examples in which they are found.
    pub found: Vec<String>,
    /// Examples that come near.
    pub not_found: Vec<String>,
}

impl Phrase {
    fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let Unless { words, sentence, paragraph, section, text } = &self.unless;
        let excuses = [words, sentence, paragraph, section, text];
        std::iter::once(&self.find).chain(excuses.into_iter().flatten())
    }
}

/// How hard a text may be to read: what earns a suggestion, and what has to be mended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Words in a sentence.
    pub sentence: (usize, usize),
    /// Words in a paragraph.
    pub paragraph: usize,
    /// The grade of the whole.
    pub grade: (u64, u64),
    /// How much more developers and partners can read.
    pub experts: u64,
}

/// How a grade is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readability {
    /// School grades, for English.
    FleschKincaid,
    /// Long words and long sentences, for any language.
    Lix,
}

/// One language.
#[derive(Debug)]
pub struct Pack {
    /// Its tag, such as `en`.
    pub language: String,
    /// Abbreviations.
    pub abbreviations: Abbreviations,
    /// Capitals that everybody knows.
    pub capitals: Vec<String>,
    /// How a grade is worked out.
    pub readability: Readability,
    /// How hard a text may be.
    pub limits: Limits,
    /// Words to look for, in order.
    pub phrases: Vec<Phrase>,
    /// Better words for a topic.
    better: BTreeMap<Topic, String>,
    /// Parts of patterns by name, which rules ask for.
    parts: BTreeMap<String, Pattern>,
    needles: Needles,
}

const BUILT_IN: [(&str, &str); 2] =
    [("en", include_str!("../../languages/en.yaml")), ("de", include_str!("../../languages/de.yaml"))];

impl Pack {
    /// The built-in pack for a language tag such as `en` or `de-CH`.
    pub fn built_in(tag: &str) -> Option<&'static Self> {
        static PACKS: [OnceLock<Pack>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];
        let at = BUILT_IN.iter().position(|(language, _)| speaks(language, tag))?;
        Some(PACKS[at].get_or_init(|| Self::read(BUILT_IN[at].1, FileId::default()).0))
    }

    /// The built-in packs with their text.
    pub fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILT_IN.into_iter()
    }

    /// A pack from its file, and what is wrong with it.
    pub fn from_text(text: &str, file: FileId) -> (Self, Vec<Finding>) {
        let (pack, mut findings) = Self::read(text, file);
        findings.extend(pack.patterns().filter_map(|pattern| {
            let reason = pattern.examine().err()?;
            let message = format!("This pattern cannot be read: {reason}.");
            Some(
                Finding::stop(Code::BodyGrammar, pattern.span(), message)
                    .reader("The words it stands for would not be looked for.")
                    .help("Patterns are regular expressions without look-around, such as `\\bvery soon\\b`."),
            )
        }));
        (pack, findings)
    }

    fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.parts.values().chain(self.phrases.iter().flat_map(Phrase::patterns))
    }

    /// A pack whose patterns nobody has judged.
    fn read(text: &str, file: FileId) -> (Self, Vec<Finding>) {
        let mut cx = Cx::default();
        let pack = match parse(text, file, 0, text.len()) {
            Ok(node) => Self::decode(&node, &mut cx),
            Err(finding) => {
                cx.push(*finding);
                None
            }
        };
        let mut pack = pack.unwrap_or_else(Self::empty);
        pack.needles = Needles::new(pack.phrases.iter().map(|phrase| phrase.find.need()));
        (pack, cx.findings)
    }

    /// Whether this pack is for texts with that language tag.
    pub fn is_for(&self, tag: &str) -> bool {
        speaks(&self.language, tag)
    }

    /// Whether the part of that name is in lower-case words.
    pub fn says(&self, part: &str, words: &str) -> bool {
        self.part(part).is_some_and(|pattern| pattern.is_in(words))
    }

    /// The part of that name.
    pub fn part(&self, part: &str) -> Option<&Pattern> {
        self.parts.get(part)
    }

    /// Better words for what `entry` found.
    pub fn better(&self, entry: usize) -> Option<&str> {
        let entry = self.phrases.get(entry)?;
        entry.better.as_deref().or_else(|| self.better.get(&entry.topic).map(String::as_str))
    }

    /// Better words for a topic.
    pub fn better_for(&self, topic: Topic) -> Option<&str> {
        self.better.get(&topic).map(String::as_str)
    }

    /// Which entries may match in lower-case words, with the place of a word that they need.
    pub fn candidates(&self, words: &str) -> Vec<(usize, Option<usize>)> {
        self.needles.candidates(words)
    }

    fn empty() -> Self {
        Self {
            language: String::new(),
            abbreviations: Abbreviations::default(),
            capitals: Vec::new(),
            readability: Readability::Lix,
            limits: Limits { sentence: (25, 35), paragraph: 150, grade: (45, 60), experts: 10 },
            phrases: Vec::new(),
            better: BTreeMap::new(),
            parts: BTreeMap::new(),
            needles: Needles::default(),
        }
    }

    fn decode(node: &Node<'_>, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "language pack")?;
        let mut pack = Self::empty();
        pack.language = fields.req("language", "en", cx).unwrap_or_default();
        if let Some(node) = fields.entry("readability").map(|entry| &entry.value) {
            let at = cx.choice(node, "readability", &["flesch_kincaid", "lix"]);
            pack.readability = if at == Some(0) { Readability::FleschKincaid } else { Readability::Lix };
        }
        if let Some(node) = fields.entry("limits").map(|entry| &entry.value) {
            pack.limits = limits(node, pack.limits, cx);
        }
        if let Some(node) = fields.entry("abbreviations").map(|entry| &entry.value)
            && let Some(mut inner) = cx.fields(node, "list of abbreviations")
        {
            pack.abbreviations = Abbreviations {
                never_end: inner.list("never_end", cx),
                may_end: inner.list("may_end", cx),
                ordinals: inner.opt("ordinals", cx).unwrap_or(false),
            };
            inner.finish(cx);
        }
        pack.capitals = fields.list("capitals", cx);
        if let Some(node) = fields.entry("words").map(|entry| &entry.value) {
            pack.read_parts(node, cx);
        }
        if let Some(node) = fields.entry("better").map(|entry| &entry.value) {
            for (topic, entry) in topics(node, cx) {
                pack.better.extend(cx.text(&entry.value, "advice").map(|text| (topic, text)));
            }
        }
        if let Some(node) = fields.entry("look_for").map(|entry| &entry.value) {
            for (topic, entry) in topics(node, cx) {
                let Value::List(items) = &entry.value.value else {
                    cx.wrong_shape(&entry.value, &entry.key, "a list");
                    continue;
                };
                pack.phrases.extend(items.iter().filter_map(|item| phrase(topic, item, &pack.parts, cx)));
            }
        }
        fields.finish(cx);
        Some(pack)
    }

    /// Reads the named parts; each may stand for those before it.
    fn read_parts(&mut self, node: &Node<'_>, cx: &mut Cx) {
        let Some(fields) = cx.fields(node, "list of words") else { return };
        for entry in fields.entries() {
            if let Some(text) = cx.text(&entry.value, "pattern") {
                let pattern = pattern(&text, &self.parts, entry.value.span);
                self.parts.insert(entry.key.to_string(), pattern);
            }
        }
    }
}

/// Whether a pack of `language` is for texts with the tag `tag`.
fn speaks(language: &str, tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case(language))
}

/// The entries of a mapping from topics.
fn topics<'n, 'a>(node: &'n Node<'a>, cx: &mut Cx) -> Vec<(Topic, &'n Entry<'a>)> {
    let Some(fields) = cx.fields(node, "list of topics") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in fields.entries() {
        match Topic::from_name(&entry.key) {
            Some(topic) => found.push((topic, entry)),
            None => {
                let names = Topic::ALL.iter().map(|topic| topic.name());
                cx.push(unknown_name(entry.key_span, "topic", &entry.key, names));
            }
        }
    }
    found
}

fn limits(node: &Node<'_>, mut limits: Limits, cx: &mut Cx) -> Limits {
    let Some(mut fields) = cx.fields(node, "list of limits") else { return limits };
    let count = |fields: &mut Fields<'_, '_>, key, cx: &mut Cx| -> Option<usize> {
        fields.opt::<u64>(key, cx).and_then(|n| usize::try_from(n).ok())
    };
    limits.sentence.0 = count(&mut fields, "sentence", cx).unwrap_or(limits.sentence.0);
    limits.sentence.1 = count(&mut fields, "sentence_most", cx).unwrap_or(limits.sentence.1);
    limits.paragraph = count(&mut fields, "paragraph", cx).unwrap_or(limits.paragraph);
    limits.grade.0 = fields.opt("grade", cx).unwrap_or(limits.grade.0);
    limits.grade.1 = fields.opt("grade_most", cx).unwrap_or(limits.grade.1);
    limits.experts = fields.opt("experts", cx).unwrap_or(limits.experts);
    fields.finish(cx);
    limits
}

fn phrase(topic: Topic, node: &Node<'_>, parts: &BTreeMap<String, Pattern>, cx: &mut Cx) -> Option<Phrase> {
    let mut fields = cx.fields(node, "pattern")?;
    let find: String = fields.req("find", "'\\bwords\\b'", cx)?;
    let mut several = |key: &'static str, cx: &mut Cx| -> Vec<Pattern> {
        let Some(node) = fields.entry(key).map(|entry| &entry.value) else { return Vec::new() };
        let nodes: Vec<&Node<'_>> = match &node.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        nodes
            .into_iter()
            .filter_map(|node| Some(pattern(&cx.text(node, "pattern")?, parts, node.span)))
            .collect()
    };
    let unless = Unless {
        words: several("unless_words", cx),
        sentence: several("unless_sentence", cx),
        paragraph: several("unless_paragraph", cx),
        section: several("unless_section", cx),
        text: several("unless_text", cx),
    };
    let better = fields.opt("better", cx);
    let (found, not_found) = (fields.list("found", cx), fields.list("not_found", cx));
    fields.finish(cx);
    Some(Phrase { topic, find: pattern(&find, parts, node.span), unless, better, found, not_found })
}

/// A pattern with the named parts in place of `<name>`; one that is a part and no more is that part.
fn pattern(text: &str, parts: &BTreeMap<String, Pattern>, span: Span) -> Pattern {
    let whole = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let Some(part) = whole.and_then(|name| parts.get(name)) {
        return part.clone();
    }
    let mut filled = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        filled.push_str(before);
        let named = behind.split_once('>').and_then(|(name, behind)| Some((parts.get(name)?, behind)));
        rest = match named {
            Some((part, behind)) => {
                filled.push_str("(?:");
                filled.push_str(part.source());
                filled.push(')');
                behind
            }
            None => {
                filled.push('<');
                behind
            }
        };
    }
    filled.push_str(rest);
    Pattern::new(filled, span)
}

#[cfg(test)]
mod tests {
    use proptest::strategy::{Strategy as _, ValueTree as _};
    use proptest::string::string_regex;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::language::Text;

    #[test]
    fn built_in_packs_are_sound() {
        for (language, text) in Pack::sources() {
            let (pack, findings) = Pack::from_text(text, FileId::default());
            let messages: Vec<String> =
                findings.iter().map(|f| format!("{:?} {}", f.place, f.message)).collect();
            assert!(messages.is_empty(), "{language}: {messages:#?}");
            assert_eq!(pack.language, language);
            for topic in Topic::ALL {
                assert!(pack.phrases.iter().any(|phrase| phrase.topic == *topic), "{language}: no {topic:?}");
                assert!(pack.better_for(*topic).is_some(), "{language}: no better words for {topic:?}");
            }
        }
    }

    #[test]
    fn whatever_a_pattern_matches_holds_what_it_needs() {
        let mut runner = TestRunner::deterministic();
        // No text can be made from places between letters.
        let places = regex::Regex::new(r"\\b|\$|(^|[^\[])\^").unwrap();
        for pattern in Pack::sources().flat_map(|(language, _)| Pack::built_in(language).unwrap().patterns())
        {
            let source = places.replace_all(pattern.source(), "$1");
            let texts = string_regex(&source).unwrap();
            for _ in 0..16 {
                let text = texts.new_tree(&mut runner).unwrap().current();
                assert!(pattern.need().is_in(&text), "{text:?} of {source}");
            }
        }
    }

    #[test]
    fn each_phrase_finds_its_examples_and_not_its_near_misses() {
        let mut wrong = Vec::new();
        for (language, _) in Pack::sources() {
            let pack = Pack::built_in(language).unwrap();
            for (at, phrase) in pack.phrases.iter().enumerate() {
                let topic = phrase.topic.name();
                if phrase.found.is_empty() || phrase.not_found.is_empty() {
                    wrong.push(format!("{language} {topic} #{at}: has no example"));
                }
                let finds = |words: &String| {
                    Text::of_markdown(words, pack).hits.iter().any(|hit| hit.topic == phrase.topic)
                };
                let own = |words: &String| {
                    let text = words.to_lowercase();
                    phrase.find.is_in(&text) || text.split(". ").any(|part| phrase.find.is_in(part))
                };
                for words in &phrase.found {
                    if !own(words) {
                        wrong.push(format!("{language} {topic} #{at}: does not match {words:?}"));
                    } else if !finds(words) {
                        wrong.push(format!("{language} {topic} #{at}: does not find {words:?}"));
                    }
                }
                for words in phrase.not_found.iter().filter(|words| finds(words)) {
                    wrong.push(format!("{language} {topic} #{at}: finds {words:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
