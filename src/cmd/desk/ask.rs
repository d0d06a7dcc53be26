//! Questions in a terminal. In a script nothing is asked: what is missing is an
//! error that names the flag. The only file that names the library for it.

use std::cell::RefCell;
use std::fmt;
use std::io::IsTerminal;

use candor::model::Named;
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};

/// Why a command ends early.
pub(in crate::cmd) enum Halt {
    /// The writer broke off.
    Interrupted,
    /// It cannot go on, and this says why.
    Because(String),
    /// A script leaves out what is needed.
    Missing(Vec<Gap>),
    /// What was written has something in it that stops a publication; that has been shown.
    Found,
}

/// What is asked, and how a script says it.
pub(in crate::cmd) struct Question<'q> {
    /// The flag, such as `--next`.
    pub flag: &'q str,
    /// The question.
    pub ask: &'q str,
    /// What an answer looks like.
    pub help: &'q str,
    /// The answer that Enter alone gives.
    pub default: Option<String>,
}

/// Asks, if somebody is there to answer, and remembers what was said.
pub(in crate::cmd) struct Asker {
    on: bool,
    said: RefCell<Vec<(String, String)>>,
}

/// What stands in a list when nothing in it is what was typed.
const NO_MATCH: &str = "Nothing here matches what you typed; Backspace takes it back.";

/// An answer with its words; without a place among the answers it is [`NO_MATCH`].
struct Choice {
    words: String,
    at: Option<usize>,
}

/// Shows what has the typed letters in it, in the order of the list, or that there is nothing.
fn matching(typed: &str, choice: &Choice, all: &[String]) -> Option<i64> {
    let typed = typed.to_lowercase();
    let matches = |words: &String| words.to_lowercase().contains(&typed);
    match choice.at {
        Some(at) => matches(&choice.words).then(|| -i64::try_from(at).unwrap_or(i64::MAX)),
        None => (!all.iter().any(matches)).then_some(0),
    }
}

/// The words of a list, and its choices.
fn choices<T>(options: &[(String, T)]) -> (Vec<String>, Vec<Choice>) {
    let all: Vec<String> = options.iter().map(|(words, _)| words.clone()).collect();
    let known = all.iter().enumerate().map(|(at, words)| Choice { words: words.clone(), at: Some(at) });
    let choices = known.chain([Choice { words: NO_MATCH.to_owned(), at: None }]).collect();
    (all, choices)
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Asker {
    /// Asks only where both ends of the talk are a terminal.
    pub(in crate::cmd) fn new() -> Self {
        let on = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        Self { on, said: RefCell::default() }
    }

    /// Whether somebody is there.
    pub(in crate::cmd) fn is_on(&self) -> bool {
        self.on
    }

    /// The question whose answer is in a line, or has the line in it; the last one, if several are.
    pub(super) fn asked_for(&self, line: &str) -> Option<String> {
        let line = line.trim_start_matches(['-', '#', ' ']).trim_end();
        let fits =
            |said: &str| said.len() > 3 && line.len() > 3 && (line.contains(said) || said.contains(line));
        let said = self.said.borrow();
        said.iter().rev().find(|(_, answer)| fits(answer)).map(|(question, _)| question.clone())
    }

    /// The flag's value, or the answer to the question, read by `read`.
    pub(in crate::cmd) fn text<T>(
        &self,
        given: Option<&str>,
        question: &Question<'_>,
        read: impl Fn(&str) -> Result<T, String> + Clone,
    ) -> Result<T, Halt> {
        let wrong = |problem: String| Halt::Because(format!("{}: {problem}", question.flag));
        if let Some(given) = given {
            return read(given).map_err(wrong);
        }
        if !self.on {
            return match &question.default {
                Some(default) => read(default).map_err(wrong),
                None => Err(missing(question)),
            };
        }
        let check = read.clone();
        let valid = move |text: &str| {
            Ok(match read(text.trim()) {
                Ok(_) => Validation::Valid,
                Err(problem) => Validation::Invalid(problem.into()),
            })
        };
        let mut prompt = Text::new(question.ask).with_validator(valid);
        if !question.help.is_empty() {
            prompt = prompt.with_help_message(question.help);
        }
        if let Some(default) = question.default.as_deref().filter(|default| !default.is_empty()) {
            prompt = prompt.with_default(default);
        }
        let answer = prompt.prompt().map_err(halt)?;
        self.said.borrow_mut().push((question.ask.to_owned(), answer.trim().to_owned()));
        check(answer.trim()).map_err(wrong)
    }

    /// One of several; `start` is where the mark stands first.
    pub(in crate::cmd) fn pick<T>(
        &self,
        ask: &str,
        help: &str,
        options: Vec<(String, T)>,
        start: usize,
    ) -> Result<T, Halt> {
        self.present(ask)?;
        let mut options = options;
        loop {
            let (all, choices) = choices(&options);
            let scorer = |typed: &str, choice: &Choice, _: &str, _: usize| matching(typed, choice, &all);
            let start = start.min(options.len().saturating_sub(1));
            let mut prompt = Select::new(ask, choices)
                .with_starting_cursor(start)
                // Otherwise leaving the last line out at the beginning would take the mark back to the top.
                .with_reset_cursor(start == 0)
                .with_page_size(12)
                .with_scorer(&scorer);
            if !help.is_empty() {
                prompt = prompt.with_help_message(help);
            }
            if let Some(at) = prompt.prompt().map_err(halt)?.at {
                return Ok(options.swap_remove(at).1);
            }
        }
    }

    /// Any of several.
    pub(in crate::cmd) fn pick_many<T>(
        &self,
        ask: &str,
        help: &str,
        options: Vec<(String, T)>,
    ) -> Result<Vec<T>, Halt> {
        self.present(ask)?;
        let (all, choices) = choices(&options);
        let scorer = |typed: &str, choice: &Choice, _: &str, _: usize| matching(typed, choice, &all);
        let prompt =
            MultiSelect::new(ask, choices).with_help_message(help).with_page_size(12).with_scorer(&scorer);
        let marked: Vec<usize> =
            prompt.prompt().map_err(halt)?.into_iter().filter_map(|choice| choice.at).collect();
        let wanted = options.into_iter().enumerate().filter(|(at, _)| marked.contains(at));
        Ok(wanted.map(|(_, (_, value))| value).collect())
    }
}

impl Asker {
    /// Nobody is kept waiting by a question that nobody sees.
    fn present(&self, ask: &str) -> Result<(), Halt> {
        if self.on { Ok(()) } else { Err(Halt::Because(format!("There is nobody to ask: {ask}"))) }
    }
}

/// Something that a script has to say.
pub(in crate::cmd) struct Gap {
    flag: String,
    ask: String,
    example: String,
}

impl Gap {
    pub(in crate::cmd) fn new(flag: &str, ask: &str, example: impl Into<String>) -> Self {
        Self { flag: flag.to_owned(), ask: ask.to_owned(), example: example.into() }
    }
}

/// The error of a script that leaves out what is needed.
pub(in crate::cmd) fn missing(question: &Question<'_>) -> Halt {
    let example = example(question.flag);
    // One example is enough.
    let help = if question.help.starts_with("Such as") && !example.is_empty() { "" } else { question.help };
    let ask = format!("{} {help}", question.ask);
    Halt::Missing(vec![Gap::new(question.flag, ask.trim(), example)])
}

/// Collects what a script leaves out, so that all of it is said at once.
#[derive(Default)]
pub(in crate::cmd) struct Gaps(Vec<Gap>);

impl Gaps {
    /// The answer; if a script has left it out, that is noted and the next question can be asked.
    pub(in crate::cmd) fn note<T>(&mut self, answer: Result<T, Halt>) -> Result<Option<T>, Halt> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(Halt::Missing(gaps)) => {
                self.0.extend(gaps);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Ends the command if anything was left out.
    pub(in crate::cmd) fn end(self) -> Result<(), Halt> {
        if self.0.is_empty() { Ok(()) } else { Err(Halt::Missing(self.0)) }
    }
}

/// What a script is told that leaves things out.
pub(in crate::cmd) fn say_missing(gaps: &[Gap]) -> String {
    let with = |gap: &Gap| {
        let flag = if gap.flag.starts_with('-') { gap.flag.as_str() } else { "" };
        format!("{flag} {}", gap.example).trim().to_owned()
    };
    match gaps {
        [one] if one.example.is_empty() => format!("`{}` is missing. {}", one.flag, one.ask),
        [one] => format!("`{}` is missing. {}\nSuch as: {}", one.flag, one.ask, with(one)),
        several => {
            let mut text =
                format!("{} things are missing. Say each with its flag, such as:\n", several.len());
            for gap in several {
                text.push_str(&format!("  {}\n      {}\n", with(gap), gap.ask));
            }
            text.trim_end().to_owned()
        }
    }
}

/// What a flag looks like with a value.
fn example(flag: &str) -> &'static str {
    match flag {
        "--name" => "\"Fernhill Tickets\"",
        "--url" => "https://status.fernhill.example",
        "--services" => "\"Ticket shop, Payments, API\"",
        "--ask" => "help@fernhill.example",
        "--hours" => "\"Every day, 06:00 to 22:00 UTC\"",
        "--escalation" => "mara.quist@fernhill.example",
        "--next" => "\"+30 min\"",
        "--late" => "\"We were on the phone with the bank.\"",
        "WORDS" | "--words" => "\"Some card payments fail with an error since 09:00 UTC.\"",
        "--fixed-by" => "\"We replaced a certificate that had run out.\"",
        "--data-lost" => "none",
        "--review" => "2026-03-17",
        "--question" => "\"Was any order lost? (by 18:00 UTC)\"",
        "--data-access" => "unknown",
        "--said" => "\"one card payment in three\"",
        "--right" => "\"one card payment in five\"",
        "--why" => "\"We counted one bank twice.\"",
        "--matters" => "\"Nobody needs to do anything.\"",
        "--size" => "fact",
        "--title" => "\"Some card payments fail\"",
        _ => "",
    }
}

/// A name of a closed set, or an error that lists all.
pub(in crate::cmd) fn named<T: Named>(text: &str) -> Result<T, String> {
    T::from_name(text).ok_or_else(|| {
        let near = candor::finding::nearest(text, T::NAMES.iter().copied());
        let hint = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
        format!(
            "`{text}` is not a {}; there are {}.{hint}",
            T::NOUN,
            candor::finding::one_of(T::NAMES.iter().copied())
        )
    })
}

fn halt(error: InquireError) -> Halt {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Halt::Interrupted,
        other => Halt::Because(format!("the terminal cannot be asked: {other}")),
    }
}
