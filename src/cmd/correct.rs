//! `candor correct`: says that published words were wrong, or mends a letter.

use candor::markdown::find_words;
use candor::model::time::Instant;
use candor::model::{FoundBy, Incident, Named, Promise, Size, Update};
use candor::read::split;
use candor::seal::{FILE, hash, line, name};
use candor::write::{
    Phrases, Sheet, block, file_name, filled, lock_text, longer_lock, look, phrases, quote, replace,
};
use clap::Args;

use super::desk::{Around, Desk, Facts, Gaps, Halt, Paper, Question, missing, named};
use super::report;

#[derive(Args)]
pub(super) struct Correct {
    /// The name of the incident's folder, or a part of it; found by the words, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    /// The wrong words, exactly as they were published.
    #[arg(long, value_name = "WORDS", help_heading = "The correction", allow_hyphen_values = true)]
    said: Option<String>,
    /// The right words.
    #[arg(long, value_name = "WORDS", help_heading = "The correction", allow_hyphen_values = true)]
    right: Option<String>,
    /// How the mistake came about, in a sentence.
    #[arg(long, value_name = "WHY", help_heading = "The correction")]
    why: Option<String>,
    /// Who may have acted on the wrong words, and what they should do now.
    #[arg(long, value_name = "WORDS", help_heading = "The correction")]
    matters: Option<String>,
    /// What was wrong: fact, scope, advice or typo.
    #[arg(long, value_name = "SIZE", help_heading = "The correction")]
    size: Option<String>,
    /// Which update, if the words stand in several.
    #[arg(long, value_name = "UPDATE", help_heading = "The correction")]
    update: Option<String>,
    /// When the mistake was noticed; now, if not given.
    #[arg(long, value_name = "INSTANT", help_heading = "The correction")]
    found_at: Option<String>,
    /// Who noticed it: us, reader or partner.
    #[arg(long, value_name = "WHO", help_heading = "The correction")]
    found_by: Option<String>,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    place: super::Place,
}

impl Correct {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.correct())
    }

    fn correct(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        let at = self.facts.at(desk.now)?;
        let asker = &desk.asker;
        if self.said.is_none() && !asker.is_on() {
            self.all_left_out()?;
        }
        let named_one = self.incident.as_deref().map(|id| desk.incident(Some(id), |_| true)).transpose()?;
        let places = |said: &str| places(&desk, named_one, self.update.as_deref(), said);
        let question = Question {
            flag: "--said",
            ask: "Which words were wrong?",
            help: "Copy them from the page, exactly.",
            default: None,
        };
        let said = asker.text(self.said.as_deref(), &question, |text| {
            let text = text.trim().trim_matches(['"', '“', '”']).trim();
            if text.is_empty() {
                return Err("an answer is needed".to_owned());
            }
            if places(text).is_empty() {
                return Err(
                    "these words do not stand in any published update; copy them from the page".to_owned()
                );
            }
            Ok(text.to_owned())
        })?;
        if !asker.is_on() {
            self.all_left_out()?;
        }
        let found = places(&said);
        let (incident, target) = match found.as_slice() {
            [one] => *one,
            several if asker.is_on() => {
                let words =
                    |(i, u): &(&Incident, &Update)| format!("{}, {} ({})", i.title.value, u.at.value, u.id);
                asker.pick("Where?", "", several.iter().map(|p| (words(p), *p)).collect(), 0)?
            }
            several => {
                let names: Vec<String> = several.iter().map(|(i, u)| name(i, u)).collect();
                return Err(Halt::Because(format!(
                    "These words stand in {}. Name the incident, and the update with `--update`.",
                    candor::finding::one_of(names.iter().map(String::as_str)).replace(" or ", " and ")
                )));
            }
        };
        let right = asker.text(
            self.right.as_deref(),
            &ask("--right", "What are the right words?", "In the place of the wrong ones."),
            some,
        )?;
        let size = self.size(&desk)?;
        let why = asker.text(
            self.why.as_deref(),
            &ask("--why", "How did the mistake come about?", "One sentence. Readers see it."),
            some,
        )?;
        if size == Size::Typo {
            return self.mend(&desk, (incident, target), (&said, &right), &why);
        }
        let matters = asker.text(
            self.matters.as_deref(),
            &ask(
                "--matters",
                "Who may have acted on the wrong words, and what should they do now?",
                "`Nobody needs to do anything` is an answer too.",
            ),
            some,
        )?;
        let found_at = match &self.found_at {
            Some(text) => super::incident::past(text, at)
                .map_err(|problem| Halt::Because(format!("--found-at: {problem}")))?,
            None => at,
        };
        let found_by: FoundBy = match &self.found_by {
            Some(text) => named(text).map_err(|problem| Halt::Because(format!("--found-by: {problem}")))?,
            None if asker.is_on() => {
                let all = [
                    ("We did", FoundBy::Us),
                    ("A reader did", FoundBy::Reader),
                    ("A partner did", FoundBy::Partner),
                ];
                asker.pick(
                    "Who noticed it?",
                    "",
                    all.into_iter().map(|(w, v)| (w.to_owned(), v)).collect(),
                    0,
                )?
            }
            None => FoundBy::Us,
        };

        let fold = desk.fold(incident);
        let mut sheet = Sheet::default();
        self.facts.put(
            &mut sheet,
            &Around {
                content: desk.content(),
                kind: incident.kind,
                fold: Some(&fold),
                at,
                language: desk.language(incident),
            },
        )?;
        let corrects = [
            ("update", quote(&target.id)),
            ("said", quote(&said)),
            ("now", quote(&right)),
            ("why", quote(&why)),
            ("found_at", found_at.written()),
            ("found_by", found_by.name().to_owned()),
            ("matters_because", quote(&matters)),
            ("size", size.name().to_owned()),
        ];
        sheet.fact("corrects", block(corrects));
        if sheet.words("lead").is_none() {
            let day = desk.time(target.at.value, desk.language(incident));
            let phrases = phrases(desk.language(incident));
            let lead = filled(
                phrases.correction,
                &[
                    ("day", &day),
                    ("said", &quoted(&said, phrases)),
                    ("right", &quoted(&right, phrases)),
                    ("matters", &stop(&matters)),
                ],
            );
            sheet.part("lead", lead);
        }
        if sheet.words("wrong").is_none() {
            sheet.part("wrong", stop(&why));
        }
        if sheet.get("next_update").is_none() {
            let next = Self::next(&desk, incident, at)?;
            sheet.fact("next_update", next);
        }
        let template =
            desk.template(self.facts.template.as_deref().unwrap_or("correction"), desk.language(incident))?;
        desk.write(Paper {
            incident: &incident.id,
            path: format!("{}/{}", incident.folder, file_name(Some(incident), "correction")),
            others: Vec::new(),
            template,
            sheet,
            remarks: Vec::new(),
            edit: self.facts.edit,
            print: self.facts.print,
            whole: self.facts.whole()?,
            notes: Vec::new(),
        })
    }

    /// Everything that a script leaves out.
    fn all_left_out(&self) -> Result<(), Halt> {
        let typo = self.size.as_deref() == Some(Size::Typo.name());
        let needed = [
            (&self.said, ask("--said", "Which words were wrong?", "")),
            (&self.right, ask("--right", "What are the right words?", "")),
            (&self.size, ask("--size", "What was wrong: fact, scope, advice or typo?", "")),
            (&self.why, ask("--why", "How did the mistake come about?", "")),
            (
                &self.matters,
                ask("--matters", "Who may have acted on the wrong words, and what should they do now?", ""),
            ),
        ];
        let mut gaps = Gaps::default();
        for (given, question) in needed.iter().take(if typo { 4 } else { 5 }) {
            if given.is_none() {
                gaps.note::<()>(Err(missing(question)))?;
            }
        }
        gaps.end()
    }

    fn size(&self, desk: &Desk<'_>) -> Result<Size, Halt> {
        match &self.size {
            Some(text) => named(text).map_err(|problem| Halt::Because(format!("--size: {problem}"))),
            None if desk.asker.is_on() => {
                let all = [
                    (Size::Fact, "a fact"),
                    (Size::Scope, "who or what is affected"),
                    (Size::Advice, "what people should do"),
                    (Size::Typo, "only the spelling: it is mended where it stands"),
                ];
                let options = all
                    .into_iter()
                    .map(|(size, words)| (format!("{}: {words}", size.name()), size))
                    .collect();
                desk.asker.pick("What was wrong?", "", options, 0)
            }
            None => Err(missing(&ask("--size", "Say what was wrong.", "Write fact, scope, advice or typo."))),
        }
    }

    /// The promise that stands, if its time is still to come; otherwise a new one.
    fn next(desk: &Desk<'_>, incident: &Incident, at: Instant) -> Result<String, Halt> {
        let fold = desk.fold(incident);
        match fold.next_update.map(|said| said.value) {
            Some(Promise::By(due)) if *due > at => return Ok(due.written()),
            Some(Promise::None(why)) if fold.state.is_ended() => {
                return Ok(format!("{{ none: {} }}", quote(why)));
            }
            _ => {}
        }
        desk.ask_next(incident.kind, fold.severity, fold.state, at, &[])
    }

    /// Puts the right letters in the place of the wrong ones, and logs it.
    fn mend(
        &self,
        desk: &Desk<'_>,
        (incident, update): (&Incident, &Update),
        (said, right): (&str, &str),
        why: &str,
    ) -> Result<(), Halt> {
        let because = |error: &dyn std::fmt::Display| Halt::Because(error.to_string());
        let content = desk.content();
        let source = content.sources.get(update.file);
        let old = source.text.as_str();
        let Some((_, words)) = split(old) else {
            return Err(Halt::Because("This update cannot be read.".to_owned()));
        };
        let mut new = old.to_owned();
        // From the end, so that places before stay where they are.
        for place in find_words(&old[words.clone()], said).into_iter().rev() {
            if old[words.clone()][place.clone()]
                .contains(|c| matches!(c, '*' | '_' | '`') && !said.contains(c))
            {
                return Err(Halt::Because(
                    "These words have marks of bold or code among them; name fewer words.".to_owned(),
                ));
            }
            new.replace_range(words.start + place.start..words.start + place.end, right);
        }
        let seal = line(&hash(&new), update.at.value, &name(incident, update), Some(&one_line(why)));
        let lock = longer_lock(content, &[seal]);
        let laid = [(source.path.clone(), new.clone()), (FILE.to_owned(), lock.clone())];
        let looked = look(&desk.reading, &laid, Some(&incident.id), desk.now);
        if !looked.is_sound() || !is_only_spelling(update, looked.reading.content.incident(&incident.id)) {
            report::findings(&looked.new, &looked.reading.content.sources, &self.place.content);
            report::say(
                "This changes more than the spelling, so nothing was written. Correct it with the size fact, scope or advice.",
            );
            return Err(Halt::Found);
        }
        let path = self.place.content.content.join(&source.path);
        replace(&path, Some(old), &new).map_err(|error| because(&error))?;
        let locked = replace(&self.place.content.content.join(FILE), lock_text(content), &lock);
        if let Err(error) = locked {
            // Both or neither.
            replace(&path, Some(&new), old).map_err(|error| because(&error))?;
            return Err(because(&error));
        }
        report::print(&format!("Mended {}, and noted why in {FILE}\n", path.display()));
        Ok(())
    }
}

/// Whether two readings of an update state the same facts and ask the same of readers.
fn is_only_spelling(old: &Update, incident: Option<&Incident>) -> bool {
    let Some(new) = incident.and_then(|i| i.update_index(&old.id).map(|at| &i.updates[at])) else {
        return false;
    };
    let shape = |update: &Update| {
        (
            update.at.value,
            update.kind,
            update.body.sections.iter().map(|section| section.known).collect::<Vec<_>>(),
            update
                .body
                .questions
                .iter()
                .map(|question| (question.number.value, question.by))
                .collect::<Vec<_>>(),
            update.body.replies.iter().map(|reply| (reply.number.value, reply.knowable)).collect::<Vec<_>>(),
            update.actions().map(|action| action.audience).collect::<Vec<_>>(),
            update.body.taken.iter().map(|taken| taken.at).collect::<Vec<_>>(),
            update.body.images.len(),
        )
    };
    shape(old) == shape(new)
}

/// Where words stand in what is published, newest first.
fn places<'d>(
    desk: &'d Desk<'_>,
    incident: Option<&'d Incident>,
    update: Option<&str>,
    said: &str,
) -> Vec<(&'d Incident, &'d Update)> {
    let content = desk.content();
    let mut found = Vec::new();
    let all = content.incidents.iter().filter(|i| incident.is_none_or(|only| only.id == i.id));
    for incident in all {
        for candidate in incident.updates.iter().filter(|u| u.counts() && u.visible_from() <= desk.now) {
            let wanted =
                update.is_none_or(|id| candidate.id == id || candidate.id.starts_with(&format!("{id}-")));
            let text = candidate.body.whole.map_or("", |whole| content.sources.slice(whole));
            if wanted && !find_words(text, said).is_empty() {
                found.push((incident, candidate));
            }
        }
    }
    found.sort_by_key(|(_, update)| std::cmp::Reverse(update.at.value));
    found
}

fn ask<'q>(flag: &'q str, ask: &'q str, help: &'q str) -> Question<'q> {
    Question { flag, ask, help, default: None }
}

fn some(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("an answer is needed".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// Words in quotes, with a full stop in them or after them.
fn quoted(text: &str, phrases: &Phrases) -> String {
    let text = text.trim();
    let [open, close] = phrases.quotes;
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{open}{text}{close}{stop}")
}

/// A sentence with its full stop.
fn stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
