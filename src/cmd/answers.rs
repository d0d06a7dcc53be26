//! What an update says of the questions that readers wait for: one answer after the other.

use candor::model::time::Instant;
use candor::write::later;

use super::desk::{Gap, Halt, Question, numbers};
use super::sitting::Sitting;

impl Sitting<'_> {
    /// What has become of each question that readers wait for; `must` if none may stay as it is.
    pub(super) fn answers(&mut self, must: bool) -> Result<(), Halt> {
        // All words come as one text, or a line says what is new: then nothing more is asked.
        let said = if must { self.facts.words_file.is_some() } else { self.facts.has_words() };
        if self.facts.print || said {
            return Ok(());
        }
        if !self.desk.asker.is_on() {
            return if must { self.answers_left_out() } else { Ok(()) };
        }
        if self.sheet.words("answers").is_some() {
            return Ok(());
        }
        let (mut answers, mut open) = (Vec::new(), Vec::new());
        for question in self.fold.open_questions() {
            let number = question.number;
            let text = candor::markdown::plain(question.text);
            let ask = format!("“{text}” What is the answer?");
            let (at, zone) = (self.at, self.desk.content().site.time_zone);
            let help = if must {
                "Or `cannot be known: why`; or, if you answer it later, a time such as `by 18:00 UTC`."
            } else {
                "Enter alone: still open. Or `cannot be known: why`, or a new time such as `by 18:00 UTC`."
            };
            let asked = Question { flag: "--answer", ask: &ask, help, default: None };
            let read = move |text: &str| answer(text, must, at, zone);
            match self.desk.asker.text(None, &asked, read)? {
                Answer::Open => {}
                Answer::By(time) => open.push(format!("- Q{number} (by {time}): {text}")),
                Answer::Never(why) => answers.push(format!("- Q{number} cannot be known: {why}")),
                Answer::Known(words) => answers.push(format!("- Q{number}: {words}")),
            }
        }
        if !answers.is_empty() {
            self.sheet.part("answers", answers.join("\n"));
        }
        if !open.is_empty() && self.sheet.words("unknowns").is_none() {
            self.sheet.part("unknowns", open.join("\n"));
        }
        Ok(())
    }

    /// What a script leaves out that ends an incident: a word on each open question.
    fn answers_left_out(&self) -> Result<(), Halt> {
        let said: Vec<u32> = ["answers", "unknowns"]
            .iter()
            .flat_map(|part| numbers(self.sheet.words(part).unwrap_or("")))
            .collect();
        let open = self.fold.open_questions().filter(|question| !said.contains(&question.number));
        let gaps: Vec<Gap> = open
            .map(|question| {
                let ask = format!(
                    "“{}” The answer; or `Q{} cannot be known: why`.",
                    candor::markdown::plain(question.text),
                    question.number
                );
                Gap::new("--answer", &ask, format!("\"Q{}: …\"", question.number))
            })
            .collect();
        if gaps.is_empty() { Ok(()) } else { Err(Halt::Missing(gaps)) }
    }
}

/// What has become of a question.
enum Answer {
    /// Nothing yet.
    Open,
    /// It is answered by then.
    By(Instant),
    /// It has no answer, and why.
    Never(String),
    /// The answer.
    Known(String),
}

fn answer(text: &str, must: bool, at: Instant, zone: candor::model::time::Zone) -> Result<Answer, String> {
    let text = text.trim();
    if text.is_empty() {
        let help = "readers wait for it: answer it, or say `cannot be known: why`, or by when you answer it";
        return if must { Err(help.to_owned()) } else { Ok(Answer::Open) };
    }
    if let Some(why) = text.strip_prefix("cannot be known") {
        let why = why.trim_start_matches(':').trim();
        let missing = || Err("say why it cannot be known: `cannot be known: why`".to_owned());
        return if why.is_empty() { missing() } else { Ok(Answer::Never(why.to_owned())) };
    }
    match text.strip_prefix("by ").map(|time| later(time, at, Some(zone))) {
        Some(Ok(time)) if time > at => Ok(Answer::By(time)),
        Some(Ok(time)) => Err(format!("{time} is not after {at}")),
        // "By mistake, yes." is an answer; "by 18:00" is a time.
        Some(Err(fault)) if text.bytes().any(|b| b.is_ascii_digit()) => {
            Err(format!("{fault} {}", fault.help()))
        }
        _ => Ok(Answer::Known(text.to_owned())),
    }
}
