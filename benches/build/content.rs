//! A content folder of any size, the same on every run: eight years of
//! incidents as a company would write them, a handful of them open, some of
//! them planned work.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use candor::model::time::Instant;

/// The instant at which everything is looked at.
pub(crate) const NOW: &str = "2026-05-21 14:10 UTC";
/// How far back the first incident lies.
const YEARS: i64 = 8;
/// How many incidents are not over.
const OPEN: usize = 5;

/// What was made.
pub(crate) struct Made {
    pub(crate) updates: usize,
    pub(crate) words: usize,
    pub(crate) bytes: u64,
    /// The update that edits change.
    edited: PathBuf,
}

impl Made {
    /// The page of the incident that edits change.
    #[allow(dead_code)] // one of the benchmarks asks
    pub(crate) fn page(&self) -> String {
        let folder = self.edited.parent().and_then(Path::file_name).unwrap_or_default();
        format!("/incidents/{}/", folder.to_string_lossy())
    }

    /// Changes the words of one update in the middle of the history.
    pub(crate) fn edit(&self, run: usize) -> io::Result<()> {
        let text = fs::read_to_string(&self.edited)?;
        fs::write(&self.edited, format!("{text}\nWe looked at this again, for the {run}th time.\n"))
    }
}

/// Writes `incidents` incidents to `folder`.
pub(crate) fn write(folder: &Path, incidents: usize) -> io::Result<Made> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("site.yaml"), SITE)?;
    // The words are picked by dice, so checks find much; all run, and none holds the build up.
    let checks = candor::finding::Code::ALL.iter().filter(|code| code.is_check() && !code.is_leak());
    let weights: Vec<String> = checks.map(|code| format!("  {}: hint\n", code.name())).collect();
    fs::write(folder.join("policy.yaml"), format!("severities:\n{}", weights.concat()))?;
    fs::write(folder.join("services.yaml"), services())?;
    fs::write(folder.join("people.yaml"), people())?;
    let now = Instant::parse(NOW).map_err(io::Error::other)?;
    let step = YEARS * 365 * 86_400 / i64::try_from(incidents).unwrap_or(i64::MAX);
    let mut made = Made { updates: 0, words: 0, bytes: 0, edited: PathBuf::new() };
    for number in 0..incidents {
        let mut writer = Writer { dice: Dice(number as u64 + 1), ..Writer::default() };
        let left = incidents - number;
        let open = left <= OPEN;
        // The open ones began today; the rest are spread over the years, the last a day ago.
        let began = if open {
            now.plus(-3_600 * i64::try_from(left + 4).unwrap_or(0))
        } else {
            now.plus(-step * i64::try_from(left).unwrap_or(0) - 2 * 86_400)
        };
        let files = writer.incident(number, began, open);
        let into = folder.join(format!("incidents/{}/QH-{number:05}", began.year()));
        fs::create_dir_all(&into)?;
        for (name, text) in files {
            let path = into.join(&name);
            fs::write(&path, &text)?;
            made.updates += usize::from(name.strip_suffix(".md").is_some());
            made.words += text.split_whitespace().count();
            made.bytes += text.len() as u64;
            if number == incidents / 2 && name.starts_with("02") {
                made.edited = path;
            }
        }
    }
    Ok(made)
}

const SITE: &str = "\
name: Quillhaven status
organisation: Quillhaven Ltd
url: https://status.quillhaven.example
language: en
time_zone: Europe/London
description: \"Is Quillhaven working, what is wrong when it is not, and what you can do.\"
legal_notice: \"This page is the official word of Quillhaven Ltd. We correct mistakes in the open.\"
audiences: [users, admins, developers]
contacts:
  - { purpose: questions, label: \"Help centre\", route: https://help.quillhaven.example, hours: \"Every day\" }
  - { purpose: questions, label: \"Support by phone\", route: tel:+442079460170, hours: \"06:00 to 22:00 UTC\" }
  - { purpose: security, label: \"Report a security problem\", route: mailto:security@quillhaven.example }
  - { purpose: press, label: \"Press desk\", route: mailto:press@quillhaven.example }
";

const SERVICES: [(&str, &str); 11] = [
    ("sign-in", "Sign-in"),
    ("reading", "Reading documents"),
    ("uploads", "Uploads"),
    ("signing", "Signing"),
    ("search", "Search"),
    ("api", "API"),
    ("webhooks", "Webhooks"),
    ("gateway", "Quillhaven Gateway"),
    ("mobile-apps", "Mobile apps"),
    ("billing", "Billing"),
    ("support", "Support"),
];

const PEOPLE: [(&str, &str, &str); 3] = [
    ("ottoline-varr", "Ottoline Varr", "Head of Security"),
    ("pellam-roke", "Pellam Roke", "Head of Platform"),
    ("bram-tillisch", "Bram Tillisch", "Chief Operating Officer"),
];

fn services() -> String {
    let mut text = "groups:\n  - { id: documents, name: Your documents }\n  - { id: around, name: Around them }\nservices:\n".to_owned();
    for (at, (id, name)) in SERVICES.iter().enumerate() {
        let group = if at < 5 { "documents" } else { "around" };
        let _ = write!(
            text,
            "  - id: {id}\n    name: {name}\n    group: {group}\n    description: \"{name}, as you use it every day.\"\n"
        );
    }
    text
}

fn people() -> String {
    PEOPLE.iter().fold("people:\n".to_owned(), |mut text, (id, name, title)| {
        let _ = writeln!(text, "  - {{ id: {id}, name: {name}, title: {title}, level: lead }}");
        text
    })
}

/// Numbers that look thrown and are the same on every run.
#[derive(Default)]
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.throw(from.len())]
    }
}

/// What an incident is: its kind, and the states that it goes through.
struct Course {
    kind: &'static str,
    states: [&'static str; 3],
    end: &'static str,
    titles: [&'static str; 3],
}

const COURSES: [Course; 4] = [
    Course {
        kind: "outage",
        states: ["investigating", "identified", "fixing"],
        end: "resolved",
        titles: ["{} fails with an error", "{} is slow", "{} could not be reached"],
    },
    Course {
        kind: "security_incident",
        states: ["investigating", "contained", "recovering"],
        end: "resolved",
        titles: ["Somebody tried passwords at {}", "A key for {} was public", "Strange calls to {}"],
    },
    Course {
        kind: "maintenance",
        states: ["scheduled", "in_progress", "verifying"],
        end: "completed",
        titles: ["Planned work on {}", "{} pauses for an hour at night", "{} moves to newer machines"],
    },
    Course {
        kind: "notice",
        states: ["active", "active", "active"],
        end: "closed",
        titles: ["A change to how {} works", "An old version of {} ends", "A fault in software beside {}"],
    },
];

const SENTENCES: [&str; 24] = [
    "You may see an error message when you open a document, and a second try often works.",
    "About one call in # ends in an error, and the rest take longer than usual.",
    "Nothing that you stored is lost, and nothing was changed.",
    "The trouble began after we changed the settings of our storage, and we have taken that change back.",
    "We compared # million records with our copies, and all of them match.",
    "The people who look after this service are working on it, and nobody else is called away.",
    "One of our suppliers has trouble with its network in one region.",
    "We do not know the cause yet, and we will say so until we do.",
    "Since # minutes we see fewer errors, and we are still watching.",
    "Your own programs may need to try again; ours do so by themselves.",
    "We have added machines, which helps with the queue and not with the cause.",
    "If you wrote to us in the last hour, your message has reached us and will be answered.",
    "Messages that we could not send are kept, and will be sent in their order.",
    "The first repair did not hold, so we are preparing another one.",
    "We tested the repair on # machines before we brought it to all of them.",
    "Documents that you opened earlier today stay open and can be read.",
    "This does not touch your invoices, and no payment was made twice.",
    "Our own monitoring noticed # minutes after it began, which is later than it should have been.",
    "We asked # customers whether it works for them again, and all of them said yes.",
    "Half of the waiting work is done, and the rest takes about # minutes more.",
    "It is the same trouble as before, for another reason.",
    "We are sorry: you rely on this, and today you could not.",
    "The change that caused this was small, and we had tested it with too little work.",
    "What we said about the time of the repair was too hopeful.",
];

const QUESTIONS: [&str; 6] = [
    "Was anything lost?",
    "What caused this?",
    "How many customers are affected?",
    "Could anyone have read what is not theirs?",
    "Will it happen again?",
    "When will the waiting messages be sent?",
];

const DONE: [&str; 5] = [
    "We called in the people who know this service.",
    "We took the change back.",
    "We moved half of the work to other machines.",
    "We asked our supplier for a cause and a time.",
    "We began to compare what is stored with our copies.",
];

const TO_DO: [&str; 6] = [
    "Keep your own copy of every file until we write again.",
    "Try again in 30 minutes. [How to try again](https://help.quillhaven.example/again)",
    "Pause jobs that add files. [How to pause a job](https://help.quillhaven.example/jobs/pause)",
    "Let your programs try again no more than once every 5 minutes.",
    "Compare your own list with what you see.",
    "You do not need to do anything.",
];

/// Writes one incident.
#[derive(Default)]
struct Writer {
    dice: Dice,
    /// Questions that are open.
    asked: Vec<(usize, &'static str)>,
}

impl Writer {
    /// The files of an incident.
    fn incident(&mut self, number: usize, began: Instant, open: bool) -> Vec<(String, String)> {
        let course = match self.dice.throw(100) {
            0..80 => &COURSES[0],
            80..87 => &COURSES[1],
            87..95 => &COURSES[2],
            _ => &COURSES[3],
        };
        let service = self.dice.throw(SERVICES.len());
        let title = self.dice.pick(&course.titles).replace("{}", SERVICES[service].1);
        let mut identity = format!("title: \"{title}\"\nreference: QH-{number:05}\nkind: {}\n", course.kind);
        let _ = write!(
            identity,
            "language: en\nlocus: ours\nimpact_began_at: {}\ndetection:\n  source: monitoring\n  at: {}\ntags: [{}]\n",
            began.plus(-1_500).written(),
            began.plus(-600).written(),
            SERVICES[service].0,
        );
        if number > 20 && self.dice.throw(20) == 0 {
            // Ties lead to incidents whose folder is known without looking.
            let _ = write!(
                identity,
                "references:\n  - {{ title: \"What we learned before\", url: https://help.quillhaven.example/{number} }}\n"
            );
        }
        let updates = 3 + self.dice.throw(5);
        let mut files = vec![("incident.yaml".to_owned(), identity)];
        let mut at = began;
        for index in 0..updates {
            let last = index + 1 == updates && !open;
            let step = 1_800 + 300 * i64::try_from(self.dice.throw(12)).unwrap_or(0);
            let next = if open { at.plus(2_400) } else { at.plus(step) };
            let text = self.update(course, service, index, last, at, next);
            let name = if index == 0 {
                "first"
            } else if last {
                "over"
            } else {
                "progress"
            };
            files.push((format!("{:02}-{name}.md", index + 1), text));
            at = next;
        }
        files
    }

    fn update(
        &mut self,
        course: &Course,
        service: usize,
        index: usize,
        last: bool,
        at: Instant,
        next: Instant,
    ) -> String {
        let mut text = String::with_capacity(2_048);
        self.front(&mut text, course, service, index, last, at, next);
        self.sentences(&mut text, 1);
        text.push_str("\n\n## Impact\n");
        let _ = write!(text, "{} is not as it should be. ", SERVICES[service].1);
        if index == 0 {
            text.push_str("Everything else works as usual. ");
        }
        self.sentences(&mut text, 1);
        if index != 1 {
            text.push_str("\n\n## What we know\n");
            self.sentences(&mut text, 1);
        }
        self.questions(&mut text, index, last, at);
        text.push_str("\n## What we are doing\n");
        for step in 0..=i64::from(index == 0) {
            let done = at.plus(-600 * (2 - step)).written();
            let _ = writeln!(text, "- {} {}", &done[11..], self.dice.pick(&DONE));
        }
        text.push_str("\n## What you should do\n### Everyone\n");
        let _ = writeln!(text, "- {}", self.dice.pick(&TO_DO));
        if index == 0 {
            let _ = writeln!(text, "\n### Developers\n- {}", self.dice.pick(&TO_DO));
        }
        text
    }

    #[allow(clippy::too_many_arguments)]
    fn front(
        &mut self,
        text: &mut String,
        course: &Course,
        service: usize,
        index: usize,
        last: bool,
        at: Instant,
        next: Instant,
    ) {
        let planned = course.kind == "maintenance";
        let corrects = index == 2 && !last && self.dice.throw(6) == 0;
        let kind = match index {
            _ if corrects => "correction",
            0 if planned => "notice",
            0 => "first",
            _ if last => "resolved",
            _ => "progress",
        };
        let state = if last { course.end } else { course.states[index.min(2)] };
        let _ = write!(text, "---\ntype: {kind}\nat: {}\nstate: {state}\n", at.written());
        let speaker = self.dice.pick(&PEOPLE).0;
        if index == 0 {
            let severity = self.dice.pick(&["minor", "minor", "major", "critical"]);
            let _ = write!(text, "severity: {severity}\nspeaker: {speaker}\n");
            let _ = writeln!(
                text,
                "statement: \"You rely on this, and we know it. I will write again when I said I would.\""
            );
            let other = (service + 1 + self.dice.throw(SERVICES.len() - 1)) % SERVICES.len();
            let status = if planned { "maintenance" } else { self.dice.pick(&["down", "partial", "slow"]) };
            let _ = write!(
                text,
                "services:\n  {}: {{ {status}: \"about one call in {} fails\" }}\n  {}: checking\n  all: {{ not_affected: \"they run on other machines\" }}\n",
                SERVICES[service].0,
                3 + self.dice.throw(20),
                SERVICES[other].0,
            );
            let count = 100 + self.dice.throw(9_000);
            let _ = writeln!(
                text,
                "affected: {{ count: {count}, of: 9800, unit: \"customer accounts\", how_sure: estimate }}"
            );
            if course.kind == "security_incident" {
                text.push_str("data_access: unknown\n");
            }
            if planned {
                let (start, end) = (next.written(), next.plus(14_400).written());
                let _ = writeln!(text, "window: {{ start: {start}, end: {end} }}");
            }
        }
        if last {
            let _ = write!(
                text,
                "services:\n  {}: {{ recovered: \"since {}\" }}\nfixed_at: {}\nnext_update: {{ none: \"It is over, and we have told all that we know.\" }}\n",
                SERVICES[service].0,
                at.plus(-900).written(),
                at.plus(-900).written()
            );
        } else {
            let _ = writeln!(text, "next_update: {}", next.plus(600).written());
        }
        if corrects {
            let _ = write!(
                text,
                "corrects:\n  update: 01-first\n  said: \"Everything else works as usual.\"\n  now: \"Everything else works, and more slowly than usual.\"\n  why: \"We had looked at errors, and not at how long calls take.\"\n  found_at: {}\n  matters_because: \"Your programs may have given up too early.\"\n  size: fact\n",
                at.plus(-900).written()
            );
        }
        if self.dice.throw(3) == 0 {
            let _ = write!(
                text,
                "channels:\n  - {{ channel: \"Email to subscribers\", sent_at: {} }}\n",
                at.plus(300).written()
            );
        }
        text.push_str("---\n");
    }

    fn sentences(&mut self, text: &mut String, count: usize) {
        for at in 0..count {
            let sentence = self.dice.pick(&SENTENCES).replace('#', &(3 + self.dice.throw(90)).to_string());
            if at > 0 {
                text.push(' ');
            }
            text.push_str(&sentence);
        }
    }

    /// Asks two at first, answers one with each update, all of them at the end.
    fn questions(&mut self, text: &mut String, index: usize, last: bool, at: Instant) {
        if index == 0 {
            let first = self.dice.throw(QUESTIONS.len() - 1);
            self.asked = vec![(1, QUESTIONS[first]), (2, QUESTIONS[first + 1])];
        }
        let answered = if last { self.asked.len() } else { usize::from(index > 0 && self.asked.len() > 1) };
        if answered > 0 {
            text.push_str("\n\n## Answers\n");
            for (number, _) in self.asked.drain(..answered).collect::<Vec<_>>() {
                let _ = write!(text, "- Q{number}: ");
                self.sentences(text, 1);
                text.push('\n');
            }
        } else {
            text.push('\n');
        }
        text.push_str("\n## What we don't know yet\n");
        if self.asked.is_empty() {
            text.push_str("Nothing is open.\n");
        }
        for (number, question) in &self.asked {
            let _ = writeln!(text, "- Q{number} (by {}): {question}", at.plus(36_000).written());
        }
    }
}
