//! `internal.yaml` → what only we may know of an incident: who agreed to which
//! words, who was told in private, what was handed over, which clocks run.
//!
//! Pages, feeds and the record are made without it. Only the checks and the
//! commands that tell our own people what is owed ask.

use std::path::Path;

use crate::finding::{Code, Finding};
use crate::model::time::Instant;
use crate::model::{Content, Incident};
use crate::source::{FileId, Found, ReadError, Source, Sources, discover, read_text};
use crate::yaml::{Cx, Decode, Node, Value, parse};

/// The name of the file in an incident's folder.
pub const FILE: &str = "internal.yaml";

/// What only we may know of an incident.
#[derive(Debug, Clone, Default)]
pub struct Inside {
    /// The file, with its path below the content folder.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// Who has which role: role, person.
    pub roles: Vec<(String, String)>,
    /// Who agreed to which words.
    pub approvals: Vec<Approved>,
    /// What one person handed over to the next.
    pub handovers: Vec<Handover>,
    /// Who was told in private.
    pub notices: Vec<PrivateNotice>,
    /// Deadlines set by law or contract.
    pub clocks: Vec<Clock>,
    /// Whether to tell those who are hit.
    pub disclosure: Option<Disclosure>,
}

impl Inside {
    /// Who has a role.
    pub fn role(&self, role: &str) -> Option<&str> {
        self.roles.iter().find(|(name, _)| name == role).map(|(_, person)| person.as_str())
    }
}

/// Somebody's consent to the words of one update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The update.
    pub update: String,
    /// In which role.
    pub role: String,
    /// Who.
    pub person: Option<String>,
    /// When.
    pub at: Option<Instant>,
    /// The hash of the words; without it nobody can tell which words were meant.
    pub text_sha256: Option<String>,
}

/// Work that went from one person to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When.
    pub at: Instant,
    /// What the other one understood, in their own words.
    pub read_back: Option<String>,
}

/// A word to somebody before or beside the public one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateNotice {
    /// To whom.
    pub who: String,
    /// When.
    pub at: Instant,
    /// When they said that they have it.
    pub acknowledged_at: Option<Instant>,
}

/// What was decided when somebody asked: do we tell them?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// What was chosen.
    pub choice: String,
    /// Who decided.
    pub who: Option<String>,
    /// When; a decision without a time holds from the start.
    pub at: Option<Instant>,
}

/// A deadline set by law or contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Which.
    pub id: String,
    /// Who has to be told.
    pub to: Option<String>,
    /// From when it runs.
    pub starts: Option<Instant>,
    /// By when.
    pub due: Option<Instant>,
    /// When they were told.
    pub at: Option<Instant>,
    /// How far it is, such as `submitted` or `does_not_apply`.
    pub state: Option<String>,
}

impl Clock {
    /// Whether it runs at `now`, and somebody has to be told.
    pub fn is_running(&self, now: Instant) -> bool {
        let told = match self.state.as_deref() {
            Some("does_not_apply") => true,
            Some("submitted" | "late") => self.at.is_none_or(|at| at <= now),
            _ => false,
        };
        !told && self.starts.is_none_or(|starts| starts <= now)
    }
}

/// Reads the file of an incident, if one was seen; see [`inside`].
pub fn of(content: &Content, incident: &Incident) -> Option<(Inside, Vec<Finding>)> {
    let there = content.sources.may_hold(&format!("{}/{FILE}", incident.folder));
    there.then(|| inside(content.sources.root(), incident)).flatten()
}

/// Reads the file of an incident below `root`; `None` if it has none. What is
/// wrong in it is found at the file as a whole, with the line in the sentence.
pub fn inside(root: &Path, incident: &Incident) -> Option<(Inside, Vec<Finding>)> {
    let path = format!("{}/{FILE}", incident.folder);
    let text = match read_text(&root.join(incident.folder.as_str()).join(FILE)) {
        Ok(text) => text,
        Err(ReadError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            let finding =
                Finding::stop(Code::Unreadable, path.as_str(), format!("This cannot be read: {error}."));
            return Some((Inside { path, ..Inside::default() }, vec![finding.reader(UNSEEN)]));
        }
    };
    let mut sources = Sources::new(root);
    let file = sources.add(path.clone(), text.clone());
    let mut cx = Cx::default();
    let mut inside = Inside { path: path.clone(), ..Inside::default() };
    let mut broken = None;
    if !text.trim().is_empty() {
        match parse(&text, file, 0, text.len()) {
            Ok(node) => fill(&mut inside, &node, &mut cx),
            Err(finding) => broken = Some(whole(*finding, &path, sources.get(file)).reader(UNREAD)),
        }
    }
    inside.text = text;
    let slips = cx.findings.into_iter().map(|finding| whole(finding, &path, sources.get(file)));
    Some((inside, broken.into_iter().chain(slips).collect()))
}

/// What it means that the file cannot be read at all.
const UNSEEN: &str =
    "While this is so, nobody can tell whether words of this file have leaked into what they read.";
/// What it means that its text cannot be taken apart.
const UNREAD: &str = "While this is so, nobody can tell whether all names and sentences of this file are kept out of what \
                      they read. Only what stands in quotes and names of two to four words are still looked for.";

/// The files in an incident's folders for some readers: path, text. Files that
/// cannot be read as text are left out.
pub fn for_some(content: &Content, incident: &Incident) -> Vec<(String, String)> {
    if !content.sources.may_hold(&format!("{}/for-", incident.folder)) {
        return Vec::new();
    }
    let folder = content.sources.root().join(incident.folder.as_str());
    let listing = discover(&folder, |name| name.starts_with("for-"));
    let files = listing.files.iter().filter(|found| {
        found.path.starts_with("for-")
            && Path::new(&found.path).extension().is_some_and(|ending| ending == "md")
    });
    let read = |found: &Found| {
        Some((format!("{}/{}", incident.folder, found.path), read_text(&found.disk(&folder)).ok()?))
    };
    files.filter_map(read).collect()
}

/// Keys under which internal.yaml says something in whole sentences.
const SENTENCES: [&str; 9] =
    ["why", "note", "notes", "read_back", "question", "reason", "text", "evidence_hold", "choice"];
/// Keys under which it names somebody.
const NAMES: [&str; 4] = ["who", "to", "person", "authority"];

/// What stands in the file and would tell a reader something: its sentences of 40 letters and
/// more, names of organisations and people, and file numbers. What anybody could have written
/// in the same words, such as `by phone`, is left out.
pub fn telling_words(inside: &Inside) -> Vec<String> {
    fn walk(node: &Node<'_>, key: &str, words: &mut Vec<String>) {
        match &node.value {
            Value::Map(entries) => entries.iter().for_each(|entry| walk(&entry.value, &entry.key, words)),
            Value::List(items) => items.iter().for_each(|item| walk(item, key, words)),
            Value::Scalar(scalar) => {
                let text = scalar.text.trim().trim_end_matches(['.', '?', '!']);
                let told = (SENTENCES.contains(&key) && text.chars().count() >= 40)
                    || (NAMES.contains(&key) && is_name(text))
                    || (key == "reference" && text.bytes().any(|b| b.is_ascii_digit()));
                if told && text.chars().count() > 9 {
                    words.push(text.to_owned());
                }
            }
            Value::Null => {}
        }
    }
    let mut words = Vec::new();
    match parse(&inside.text, FileId::default(), 0, inside.text.len()) {
        Ok(node) => walk(&node, "", &mut words),
        Err(_) => guess(&inside.text, &mut words),
    }
    words
}

/// Whether it is two to four words of which two begin with a capital.
fn is_name(text: &str) -> bool {
    let capitals = text.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals >= 2 && text.split(' ').count() <= 4
}

/// What could tell something in a text that cannot be taken apart: sentences, names and numbers
/// in quotes, and names of two to four words.
fn guess(text: &str, words: &mut Vec<String>) {
    let mut keep = |found: &str| {
        if found.chars().count() > 9 {
            words.push(found.to_owned());
        }
    };
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        for (at, part) in line.split('"').enumerate() {
            // Every other part stands between quotes.
            if at % 2 == 1 {
                let part = part.trim().trim_end_matches(['.', '?', '!']);
                let sentence = part.contains(' ') && part.chars().count() >= 40;
                let number = !part.contains([' ', ':'])
                    && part.bytes().any(|b| b.is_ascii_digit())
                    && part.bytes().any(|b| b.is_ascii_uppercase());
                if sentence || number || is_name(part) {
                    keep(part);
                }
                continue;
            }
            for piece in part.split(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '\'' | '’'))
            {
                let mut name: Vec<&str> = Vec::new();
                for word in piece.split(' ').chain([""]) {
                    if word.starts_with(char::is_uppercase) {
                        name.push(word);
                        continue;
                    }
                    if (2..=4).contains(&name.len()) {
                        keep(&name.join(" "));
                    }
                    name.clear();
                }
            }
        }
    }
}

/// Takes in what the file says. Keys that are not asked for here are for other
/// commands, or only for people.
fn fill(inside: &mut Inside, node: &Node<'_>, cx: &mut Cx) {
    if matches!(node.value, Value::Null) {
        return;
    }
    let Some(mut fields) = cx.fields(node, "internal file") else { return };
    if let Some(entry) = fields.entry("roles")
        && let Some(roles) = cx.fields(&entry.value, "list of roles")
    {
        for entry in roles.entries() {
            let person = String::decode(&entry.value, "person", cx);
            inside.roles.extend(person.map(|person| (entry.key.to_string(), person)));
        }
    }
    inside.approvals = fields.list("approvals", cx);
    inside.handovers = fields.list("handovers", cx);
    inside.notices = fields.list("private_notices", cx);
    inside.clocks = fields.list("clocks", cx);
    inside.disclosure = fields.opt("disclosure_decision", cx);
}

/// A finding of a file that is not among the sources of the content.
fn whole(finding: Finding, path: &str, source: &Source) -> Finding {
    let line = match finding.place {
        crate::finding::Place::Span(span) => source.position(span.start as usize).line,
        crate::finding::Place::Path(_) => 1,
    };
    Finding {
        message: format!("Line {line}: {}", finding.message),
        place: path.into(),
        reader: None,
        related: None,
        ..finding
    }
}

impl Decode for Approved {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "approval")?;
        let update = fields.req("update", "01-first", cx);
        let role = fields.req("role", "legal", cx);
        Some(Self {
            person: fields.opt("person", cx),
            at: fields.opt("at", cx),
            text_sha256: fields.opt("text_sha256", cx),
            update: update?,
            role: role?,
        })
    }
}

impl Decode for Handover {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "handover")?;
        let from = fields.req("from", "Ada Lake", cx);
        let to = fields.req("to", "Ben Moss", cx);
        let at = fields.req("at", "2026-03-03 18:30 UTC", cx);
        Some(Self { read_back: fields.opt("read_back", cx), from: from?, to: to?, at: at? })
    }
}

impl Decode for PrivateNotice {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "private notice")?;
        let who = fields.req("who", "Fernhill plc", cx);
        let at = fields.req("at", "2026-03-03 08:58 UTC", cx);
        Some(Self { acknowledged_at: fields.opt("acknowledged_at", cx), who: who?, at: at? })
    }
}

impl Decode for Disclosure {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "decision")?;
        let choice = fields.req("choice", "tell those who are hit, now", cx);
        Some(Self { who: fields.opt("who", cx), at: fields.opt("at", cx), choice: choice? })
    }
}

impl Decode for Clock {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "clock")?;
        let id = fields.req("id", "gdpr-33", cx);
        Some(Self {
            to: fields.opt("to", cx),
            starts: fields.opt("starts", cx),
            due: fields.opt("due", cx),
            at: fields.opt("at", cx),
            state: fields.opt("state", cx),
            id: id?,
        })
    }
}
