//! What all commands that write share: the content as it is, questions, the
//! editor, the look at the result, and the word about what was done.

mod ask;
mod breach;
mod common;
mod editor;
mod facts;
mod interrupt;
mod open;
mod origin;

use std::path::PathBuf;

use candor::finding::{Code, Weight};
use candor::litmus::Card;
use candor::model::time::{Date, Instant};
use candor::model::{Audience, Content, Incident};
use candor::read::{Reading, read};
use candor::render::Theme;
use candor::view::{Fold, board};
use candor::write::{Looked, Sheet, Template, add, finish, look};

pub(super) use ask::{Asker, Gap, Gaps, Halt, Question, missing, named};
pub(super) use common::{Stated, kinds};
pub(super) use facts::{Around, Facts, services, template_of};
pub(super) use interrupt::INTERRUPTED;
pub(super) use open::{Need, Told, numbers};

use super::{FOUND, REFUSED, report};

/// A place to write at.
pub(super) struct Desk<'d> {
    /// Where the content lies.
    pub folder: &'d super::Content,
    /// The content as it is.
    pub reading: Reading,
    /// The instant.
    pub now: Instant,
    /// Who answers.
    pub asker: Asker,
}

/// An update that is to be written.
pub(super) struct Paper<'p> {
    /// The incident's id.
    pub incident: &'p str,
    /// The file, relative to the content folder.
    pub path: String,
    /// Other files that come with it.
    pub others: Vec<(String, String)>,
    /// The template.
    pub template: Template,
    /// What is known.
    pub sheet: Sheet,
    /// Remarks for the writer that stand above the words in the editor.
    pub remarks: Vec<String>,
    /// Whether the editor is opened.
    pub edit: bool,
    /// Whether it is only printed.
    pub print: bool,
    /// All words, if they were given as one text.
    pub whole: Option<String>,
    /// What the writer should know at the end.
    pub notes: Vec<String>,
}

/// Whether the writer has chosen an editor.
pub(super) fn has_editor() -> bool {
    editor::chosen().is_some()
}

/// Runs a command that writes, and makes its end an exit status.
pub(super) fn run(command: impl FnOnce() -> Result<(), Halt>) -> u8 {
    interrupt::watch();
    match command() {
        Ok(()) => 0,
        Err(Halt::Found) => FOUND,
        Err(Halt::Because(why)) => {
            report::say(&why);
            REFUSED
        }
        Err(Halt::Missing(gaps)) => {
            report::say(&ask::say_missing(&gaps));
            REFUSED
        }
        Err(Halt::Interrupted) => {
            report::say("Nothing was written.");
            INTERRUPTED
        }
    }
}

impl<'d> Desk<'d> {
    /// Reads the content.
    pub(super) fn open(place: &'d super::Place) -> Result<Self, Halt> {
        let (folder, now) = (&place.content, place.now());
        if !folder.content.join("site.yaml").is_file() {
            return Err(Halt::Because(format!(
                "There is no site in `{}` yet. `candor init` makes one.",
                folder.content.display()
            )));
        }
        Ok(Self { folder, reading: read(&folder.content), now, asker: Asker::new() })
    }

    /// The content.
    pub(super) fn content(&self) -> &Content {
        &self.reading.content
    }

    /// The incident that was named, or the one that is meant, or the one picked from a list.
    pub(super) fn incident(
        &self,
        given: Option<&str>,
        wanted: impl Fn(&Incident) -> bool,
    ) -> Result<&Incident, Halt> {
        let all = &self.content().incidents;
        let ids = || all.iter().map(|incident| incident.id.as_str());
        if let Some(id) = given {
            if let Some(incident) = super::meant(self.content(), id) {
                return Ok(incident);
            }
            let near = candor::finding::nearest(id, ids()).map(|near| format!(" Did you mean `{near}`?"));
            let mended = if self.reading.is_sound() {
                ""
            } else {
                " Some files cannot be read: `candor check` says what is wrong."
            };
            return Err(Halt::Because(format!(
                "There is no incident `{id}`.{}{mended}",
                near.unwrap_or_default()
            )));
        }
        let mut wanted: Vec<&Incident> = all.iter().filter(|i| i.retired.is_none() && wanted(i)).collect();
        wanted
            .sort_by_key(|incident| std::cmp::Reverse(incident.updates.last().map(|update| update.at.value)));
        match wanted.as_slice() {
            [] => Err(Halt::Because(
                "No incident is waiting for this; name one by its folder's name.".to_owned(),
            )),
            [one] => Ok(one),
            _ if self.asker.is_on() => {
                let options = wanted.iter().map(|i| (format!("{} ({})", i.title.value, i.id), *i)).collect();
                self.asker.pick("Which incident?", "", options, 0)
            }
            several => {
                let ids = several.iter().map(|incident| incident.id.as_str());
                Err(Halt::Because(format!("Name the incident: {}.", candor::finding::one_of(ids))))
            }
        }
    }

    /// What everybody knows of an incident by now.
    pub(super) fn fold<'i>(&self, incident: &'i Incident) -> Fold<'i> {
        super::known(self.content(), incident, self.now)
    }

    /// The language in which readers are told of an incident.
    pub(super) fn language<'i>(&'i self, incident: &'i Incident) -> &'i str {
        incident.language.as_deref().unwrap_or(&self.content().site.language)
    }

    /// A day as readers of that language read it; in digits where the site has no words for it.
    pub(super) fn day(&self, day: Date, language: &str) -> String {
        self.words_in(language).map_or_else(|| day.iso(), |theme| theme.words.date(day))
    }

    /// An instant as readers of that language read it; in digits where the site has no words for it.
    pub(super) fn time(&self, at: Instant, language: &str) -> String {
        self.words_in(language).map_or_else(|| at.written(), |theme| theme.words.time(at).text.clone())
    }

    /// The theme, if its words are in that language.
    fn words_in(&self, language: &str) -> Option<Theme> {
        let base = |tag: &str| tag.split('-').next().map(str::to_lowercase);
        let same = base(language) == base(&self.content().site.language);
        same.then(|| super::check::theme(&self.reading).ok()).flatten()
    }

    /// The template of that name in a language.
    pub(super) fn template(&self, name: &str, language: &str) -> Result<Template, Halt> {
        let template = Template::load(&self.folder.content, name, language)
            .map_err(|error| Halt::Because(error.to_string()))?;
        if !template.speaks(language) {
            report::say(&format!(
                "There is no built-in template in `{language}`, so this one is in English: put your own into `templates/`."
            ));
        }
        Ok(template)
    }

    /// Lets the writer finish an update, looks at it, and writes it.
    pub(super) fn write(&self, mut paper: Paper<'_>) -> Result<(), Halt> {
        let mut text = paper.template.fill(&paper.sheet);
        let from_file = paper.whole.is_some();
        if let Some(whole) = paper.whole.take() {
            text = format!("{}{}", front(&text), paper.template.complete(&whole, &paper.sheet));
        }
        if paper.print {
            report::print(&with_remarks(&text, &paper.remarks));
            return Ok(());
        }
        let editor = editor::chosen();
        let mut edit = paper.edit;
        let mut opened = with_remarks(&text, &paper.remarks);
        loop {
            if edit {
                let name = paper.path.rsplit('/').next().unwrap_or("update.md");
                let Some(editor) = &editor else {
                    return Err(Halt::Because("No editor is set. Set EDITOR, such as `EDITOR=nano`, or give the words with `--words`.".to_owned()));
                };
                let edited = editor::edit(editor, name, &opened)?;
                if edited == opened && paper.sheet.words("lead").is_none() {
                    report::say("You wrote nothing, so nothing was written.");
                    return Err(Halt::Interrupted);
                }
                opened.clone_from(&edited);
                text = edited;
            }
            let finished = finish(&text);
            let mut laid = paper.others.clone();
            laid.push((paper.path.clone(), finished.clone()));
            // What is for some readers only is not read where it lies; it is looked at as if it lay outside.
            let seen: Vec<(String, String)> =
                laid.iter().map(|(path, text)| (outside(path), text.clone())).collect();
            let mut looked = look(&self.reading, &seen, Some(paper.incident), self.now);
            // What is about to be published is not sealed yet: nobody needs to hear that now.
            looked.new.retain(|finding| (finding.code, finding.weight) != (Code::G2, Weight::Hint));
            if looked.is_sound() && !looked.new.is_empty() {
                report::findings(&looked.new, &looked.reading.content.sources, self.folder);
            } else if !looked.is_sound() {
                let seen = outside(&paper.path);
                let whole = if edit { Some("your text") } else { from_file.then_some("`--words-file`") };
                let unwritten =
                    origin::Unwritten { path: &seen, others: &paper.others, incident: paper.incident, whole };
                let content = &looked.reading.content;
                report::unwritten(&looked.new, &content.sources, self.folder, |finding| {
                    unwritten.place(finding, content, &self.asker)
                });
            }
            let again = editor.is_some() && self.asker.is_on();
            let worth_a_look = looked.new.iter().any(|finding| finding.weight != Weight::Hint);
            if !looked.is_sound() && !again {
                report::say("Nothing was written.");
                // Whoever answered questions has these words nowhere else.
                if self.asker.is_on() {
                    report::say(&format!(
                        "This is your text. Mend it and save it as `{}`, or set EDITOR, such as `EDITOR=nano`, and begin again:\n",
                        self.folder.content.join(&paper.path).display()
                    ));
                    report::print(&finished);
                }
                return Err(Halt::Found);
            }
            if again && (!looked.is_sound() || (edit && worth_a_look)) {
                let mut options = vec![("Open it again".to_owned(), 0)];
                if looked.is_sound() {
                    options.insert(0, ("Write it as it is".to_owned(), 1));
                }
                options.push(("Write nothing, and show me my words".to_owned(), 2));
                match self.asker.pick("What now?", "", options, 0)? {
                    0 => {
                        edit = true;
                        continue;
                    }
                    2 => {
                        report::print(&finished);
                        return Err(Halt::Interrupted);
                    }
                    _ => {}
                }
            }
            let written =
                add(&self.folder.content, &laid).map_err(|error| Halt::Because(error.to_string()))?;
            self.tell(&written, paper.incident, &looked);
            for note in &paper.notes {
                report::print(&format!("{note}\n"));
            }
            return Ok(());
        }
    }

    /// What was done, what a reader takes away from it, and what comes next.
    fn tell(&self, written: &[PathBuf], incident: &str, looked: &Looked) {
        for path in written {
            report::print(&format!("Wrote {}\n", path.display()));
        }
        if let Some(answers) = takeaway(&looked.reading, incident, self.now) {
            report::print(&format!("\nWhat a reader takes away:\n{answers}\n"));
        }
        if looked.old_stops > 0 {
            report::print("Something else still stops a publication: `candor check` shows it.\n");
        } else {
            let folder = if self.folder.content.as_os_str() == "content" {
                String::new()
            } else {
                format!(" --content {}", self.folder.content.display())
            };
            report::print(&format!("Next: `candor build{folder}` makes the page, in the folder `site`.\n"));
        }
    }
}

/// The five answers of the page, one to a line.
fn takeaway(reading: &Reading, incident: &str, now: Instant) -> Option<String> {
    if !reading.is_sound() {
        return None;
    }
    let theme = super::check::theme(reading).ok()?;
    let latest =
        reading.content.incident(incident)?.updates.iter().map(candor::model::Update::visible_from).max();
    let board = board(&reading.content, Audience::Public, latest.map_or(now, |at| at.max(now)));
    let view = board.incident(board.find(incident)?);
    let card = Card::new(&board, &view, &theme.words);
    let mut text = String::new();
    for (question, answers) in card.reader.lines() {
        let answer =
            if answers.is_empty() { "(the page does not say)".to_owned() } else { sentences(&answers) };
        let mut lines = candor::terminal::wrap(&answer, 54).into_iter();
        text.push_str(&format!("  {question:<22}{}\n", lines.next().unwrap_or_default()));
        for line in lines {
            text.push_str(&format!("  {:<22}{line}\n", ""));
        }
    }
    Some(text)
}

/// Answers in one line: sentences one after the other, anything else with a mark between.
fn sentences(answers: &[String]) -> String {
    let mut line = String::new();
    for answer in answers {
        match line.chars().last() {
            None => {}
            Some('.' | '!' | '?' | ':') => line.push(' '),
            Some(_) => line.push_str("; "),
        }
        line.push_str(answer);
    }
    line
}

/// Where a file would lie if it were for everybody: `a/for-partners/01.md` → `a/for-partners-01.md`.
fn outside(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) if folder.rsplit('/').next().is_some_and(|f| f.starts_with("for-")) => {
            format!("{folder}-{name}")
        }
        _ => path.to_owned(),
    }
}

/// The facts of a text, with both fences.
fn front(text: &str) -> String {
    let mut fences = 0;
    let lines = text.split_inclusive('\n').take_while(|line| {
        let go_on = fences < 2;
        fences += usize::from(line.trim_end() == "---");
        go_on
    });
    lines.collect()
}

/// A text with remarks for the writer above its words, as prompts.
fn with_remarks(text: &str, remarks: &[String]) -> String {
    let front = front(text);
    let safe = |remark: &String| format!("<!-- {} -->\n", remark.replace("--", "–"));
    let remarks: String = remarks.iter().map(safe).collect();
    format!("{front}{remarks}{}", &text[front.len()..])
}
