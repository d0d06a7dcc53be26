//! Questions in a terminal. In a script nothing is asked: what is missing is an
//! error that names the flag. The only file that names the library for it.

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

/// Asks, if somebody is there to answer.
#[derive(Clone, Copy)]
pub(in crate::cmd) struct Asker {
    on: bool,
}

/// An answer with its words.
struct Choice<T> {
    words: String,
    value: T,
}

impl<T> fmt::Display for Choice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Asker {
    /// Asks only where both ends of the talk are a terminal.
    pub(in crate::cmd) fn new() -> Self {
        Self { on: std::io::stdin().is_terminal() && std::io::stderr().is_terminal() }
    }

    /// Whether somebody is there.
    pub(in crate::cmd) fn is_on(self) -> bool {
        self.on
    }

    /// The flag's value, or the answer to the question, read by `read`.
    pub(in crate::cmd) fn text<T>(
        self,
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
        check(answer.trim()).map_err(wrong)
    }

    /// One of several; `start` is where the mark stands first.
    pub(in crate::cmd) fn pick<T>(
        self,
        ask: &str,
        help: &str,
        options: Vec<(String, T)>,
        start: usize,
    ) -> Result<T, Halt> {
        self.present(ask)?;
        let choices: Vec<Choice<T>> =
            options.into_iter().map(|(words, value)| Choice { words, value }).collect();
        let start = start.min(choices.len().saturating_sub(1));
        let mut prompt = Select::new(ask, choices).with_starting_cursor(start).with_page_size(12);
        if !help.is_empty() {
            prompt = prompt.with_help_message(help);
        }
        prompt.prompt().map(|choice| choice.value).map_err(halt)
    }

    /// Any of several.
    pub(in crate::cmd) fn pick_many<T>(
        self,
        ask: &str,
        help: &str,
        options: Vec<(String, T)>,
    ) -> Result<Vec<T>, Halt> {
        self.present(ask)?;
        let choices: Vec<Choice<T>> =
            options.into_iter().map(|(words, value)| Choice { words, value }).collect();
        let prompt = MultiSelect::new(ask, choices).with_help_message(help).with_page_size(12);
        prompt.prompt().map(|chosen| chosen.into_iter().map(|choice| choice.value).collect()).map_err(halt)
    }
}

impl Asker {
    /// Nobody is kept waiting by a question that nobody sees.
    fn present(self, ask: &str) -> Result<(), Halt> {
        if self.on { Ok(()) } else { Err(Halt::Because(format!("There is nobody to ask: {ask}"))) }
    }
}

/// The error of a script that leaves out what is needed.
pub(in crate::cmd) fn missing(question: &Question<'_>) -> Halt {
    let help = if question.help.is_empty() { String::new() } else { format!(" {}", question.help) };
    Halt::Because(format!("`{}` is missing. {}{help}", question.flag, question.ask))
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
