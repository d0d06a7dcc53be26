//! What readers are told of what is still open: questions, whether data was reached or lost, or that
//! nothing is open. Nothing is claimed by Enter alone.

use candor::language::Pack;
use candor::model::time::Instant;
use candor::model::{Debt, Incident, Kind, UpdateType};
use candor::view::{Fold, debts};
use candor::write::{Sheet, later, phrases};

use super::facts::question;
use super::{Desk, Gap, Halt, Question, missing};

/// How much has to be said of what is not known.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::cmd) enum Need {
    /// Nothing has to be.
    None,
    /// A question, or that nothing is open.
    Word,
    /// The same, and a time for each question: nobody comes back to a page that is closed.
    Time,
}

/// What an update is written against.
#[derive(Clone, Copy)]
pub(in crate::cmd) struct Told<'t> {
    pub kind: Kind,
    pub fold: Option<&'t Fold<'t>>,
    pub at: Instant,
    pub language: &'t str,
}

impl Told<'_> {
    /// Whether readers know of a question, or that there is none.
    fn knows_of_questions(&self) -> bool {
        self.fold.is_some_and(|fold| fold.nothing_open || !fold.questions.is_empty())
    }

    /// The number of the next question.
    fn next_number(&self, sheet: &Sheet) -> u32 {
        let old = self.fold.map_or(0, Fold::last_number);
        numbers(sheet.words("unknowns").unwrap_or("")).max().unwrap_or(0).max(old) + 1
    }
}

/// The numbers of questions or answers, one to a line: `- Q1 (by …): …`.
pub(in crate::cmd) fn numbers(lines: &str) -> impl Iterator<Item = u32> {
    lines.lines().filter_map(|line| {
        let behind = line.trim_start_matches(['-', ' ']).strip_prefix(['Q', 'q'])?;
        let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        behind[..end].parse().ok()
    })
}

/// Whether words say that nothing is open, in the language of the update or in English.
pub(in crate::cmd) fn is_nothing_open(words: &str, language: &str) -> bool {
    let words = words.to_lowercase().replace('’', "'");
    let says = |pack: &Pack| pack.says("nothing_open", words.trim());
    [language, "en"].into_iter().filter_map(Pack::built_in).any(says)
}

/// That nothing is open, as a sentence: the writer's own, or ours for a single word.
fn nothing_open(words: &str, language: &str) -> String {
    let words = words.trim();
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if words.contains(' ') => {
            let stop = if words.ends_with(['.', '!']) { "" } else { "." };
            format!("{}{}{stop}", first.to_uppercase(), letters.as_str())
        }
        _ => phrases(language).nothing_open.to_owned(),
    }
}

/// Questions as a section: numbered, or the one sentence that nothing is open.
pub(in crate::cmd) fn unknowns(
    texts: &[String],
    first: u32,
    told: &Told<'_>,
    zone: Option<candor::model::time::Zone>,
) -> Result<String, String> {
    match texts {
        [one] if is_nothing_open(one, told.language) => return Ok(nothing_open(one, told.language)),
        _ => {}
    }
    if let Some(nothing) = texts.iter().find(|text| is_nothing_open(text, told.language)) {
        return Err(format!(
            "`{}` and a question do not go together: leave one of them away",
            nothing.trim()
        ));
    }
    let lines: Result<Vec<String>, String> =
        (first..).zip(texts).map(|(number, text)| question(text, number, told.at, zone)).collect();
    Ok(lines?.join("\n"))
}

impl Desk<'_> {
    /// What has to be said of what is not known, in an update of that type.
    pub(in crate::cmd) fn need(
        &self,
        incident: Option<&Incident>,
        kind: UpdateType,
        told: &Told<'_>,
        debt: Debt,
    ) -> Need {
        let planned = matches!(told.kind, Kind::Maintenance | Kind::Notice);
        let due = || {
            let now = self.now.max(told.at);
            incident.is_some_and(|incident| {
                debts(self.content(), incident, now).get(debt).is_some_and(|debt| debt.is_overdue(now))
            })
        };
        match kind {
            _ if planned => Need::None,
            UpdateType::Resolved => Need::Time,
            UpdateType::First | UpdateType::Advisory => Need::Word,
            UpdateType::Progress | UpdateType::NoChange | UpdateType::Notice if due() => Need::Word,
            _ => Need::None,
        }
    }

    /// What is not known yet, if readers have to be told and nothing says so.
    pub(in crate::cmd) fn ask_open(
        &self,
        sheet: &mut Sheet,
        told: &Told<'_>,
        need: Need,
    ) -> Result<(), Halt> {
        if need == Need::None || sheet.words("unknowns").is_some() || told.knows_of_questions() {
            return Ok(());
        }
        if !self.asker.is_on() {
            return Err(missing(&Question {
                flag: "--question",
                ask: "What do you not know yet?",
                help: "A question with the time of its answer, such as `Was any order lost? (by 18:00 UTC)`; or `nothing`, if nothing is open.",
                default: None,
            }));
        }
        let words = self.ask_unknowns(sheet, told, need)?;
        sheet.part("unknowns", words);
        Ok(())
    }

    /// Questions, one after the other.
    pub(in crate::cmd) fn ask_unknowns(
        &self,
        sheet: &Sheet,
        told: &Told<'_>,
        need: Need,
    ) -> Result<String, Halt> {
        let needed = need != Need::None && !told.knows_of_questions();
        let zone = Some(self.content().site.time_zone);
        let first = told.next_number(sheet);
        let (at, language) = (told.at, told.language);
        let help = if needed {
            "Such as `Was any order lost? (by 18:00 UTC)`; `nothing` if nothing is open."
        } else {
            "Such as `Was any order lost? (by 18:00 UTC)`; Enter alone goes on."
        };
        let mut texts: Vec<String> = Vec::new();
        loop {
            let begun = !texts.is_empty();
            let asked = Question {
                flag: "--question",
                ask: if begun { "And?" } else { "What do you not know yet?" },
                help: if begun { "Another question; Enter alone goes on." } else { help },
                default: None,
            };
            let read = move |text: &str| match text.trim() {
                "" if needed && !begun => {
                    Err("ask what readers would ask, or write `nothing` if nothing is open".to_owned())
                }
                "" => Ok(String::new()),
                line if is_nothing_open(line, language) => {
                    if begun {
                        Err("there is a question already; Enter alone goes on".to_owned())
                    } else {
                        Ok(line.to_owned())
                    }
                }
                line => {
                    let read = question(line, first, at, zone)?;
                    let timed = read.split(':').next().is_some_and(|head| head.contains('('));
                    if need == Need::Time && !timed {
                        return Err(format!("say by when you answer it: `{line} (by 18:00 UTC)`"));
                    }
                    Ok(line.to_owned())
                }
            };
            let line = self.asker.text(None, &asked, read)?;
            let last = line.is_empty() || is_nothing_open(&line, language);
            texts.extend(Some(line).filter(|line| !line.is_empty()));
            if last {
                return unknowns(&texts, first, told, zone).map_err(Halt::Because);
            }
        }
    }

    /// Whether somebody could have reached data, if readers have to be told and nothing says so.
    pub(in crate::cmd) fn ask_data_access(
        &self,
        sheet: &mut Sheet,
        told: &Told<'_>,
        need: Need,
    ) -> Result<(), Halt> {
        let security = matches!(told.kind, Kind::SecurityIncident | Kind::DataBreach);
        let known = sheet.get("data_access").is_some() || told.fold.is_some_and(|f| f.data_access.is_some());
        if !security || need == Need::None || known {
            return Ok(());
        }
        let ask = "Could somebody have reached people's data?";
        if !self.asker.is_on() {
            let ask = format!("{ask} `confirmed`, `ruled_out`, `unknown`, or `not_relevant: why`.");
            return Err(Halt::Missing(vec![Gap::new("--data-access", &ask, "unknown")]));
        }
        let options = [
            ("We do not know", "unknown"),
            ("Yes, somebody did", "confirmed"),
            ("No, and we have checked", "ruled_out"),
            ("It has nothing to do with data", "not_relevant"),
        ];
        let options = options.into_iter().map(|(words, value)| (words.to_owned(), value)).collect();
        let answer = self.asker.pick(ask, "", options, 0)?;
        if answer == "not_relevant" {
            let asked = Question {
                flag: "--data-access",
                ask: "Why not?",
                help: "Such as `this machine holds no data of customers`.",
                default: None,
            };
            let why = self.asker.text(None, &asked, |text| match text.trim() {
                "" => Err("readers want to know why".to_owned()),
                text => Ok(text.to_owned()),
            })?;
            sheet.fact("data_access", format!("{{ not_relevant: {} }}", candor::write::flow(&why)));
            return Ok(());
        }
        sheet.fact("data_access", answer);
        if answer == "unknown" {
            let text = phrases(told.language).was_data_reached;
            self.promise_answer(sheet, told, text, "By when will you know whether somebody reached data?")?;
        }
        Ok(())
    }

    /// Whether readers should change their password, and how they can check for a flaw, if they have
    /// waited for it and nothing says so.
    pub(in crate::cmd) fn ask_safety(&self, sheet: &mut Sheet, told: &Told<'_>) -> Result<(), Halt> {
        let security = matches!(told.kind, Kind::SecurityIncident | Kind::DataBreach);
        let known = sheet.get("password_change").is_some()
            || told.fold.is_some_and(|fold| fold.password_change.is_some());
        if security && !known {
            let ask = "Should readers change their password?";
            if !self.asker.is_on() {
                let ask = format!("{ask} `yes`, `no`, or `later` if they should wait for your word.");
                return Err(Halt::Missing(vec![Gap::new("--set", &ask, "password_change=later")]));
            }
            let options =
                [("Not yet: they should wait for our word", "later"), ("Yes, now", "yes"), ("No", "no")];
            let options = options.into_iter().map(|(words, value)| (words.to_owned(), value)).collect();
            let answer = self.asker.pick(ask, "", options, 0)?;
            sheet.fact("password_change", answer);
        }
        Ok(())
    }

    /// How readers can check whether a flaw touches them.
    pub(in crate::cmd) fn ask_check(&self, sheet: &mut Sheet, told: &Told<'_>) -> Result<(), Halt> {
        let known =
            sheet.get("self_checks").is_some() || told.fold.is_some_and(|fold| fold.self_checks.is_some());
        if told.kind != Kind::Vulnerability || known {
            return Ok(());
        }
        let ask = "How can readers check whether it touches them?";
        if !self.asker.is_on() {
            let example = "\"self_checks=[{ title: See which version of the app you have }]\"";
            let ask = format!("{ask} If there is no way, say why: `self_checks={{ none: \"…\" }}`.");
            return Err(Halt::Missing(vec![Gap::new("--set", &ask, example)]));
        }
        let asked = Question {
            flag: "--set self_checks",
            ask,
            help: "In a line, such as `See which version of the app you have`; or `none: why`.",
            default: None,
        };
        let answer = self.asker.text(None, &asked, |text| match text.trim() {
            "" => Err("readers need it: say how, or `none: why`".to_owned()),
            text => match text.strip_prefix("none:").map(str::trim) {
                Some("") => Err("say why there is no way: `none: why`".to_owned()),
                Some(why) => Ok(format!("{{ none: {} }}", candor::write::flow(why))),
                None => Ok(format!("[{{ title: {} }}]", candor::write::flow(text))),
            },
        })?;
        sheet.fact("self_checks", answer);
        Ok(())
    }

    /// Whether data was lost is not known: readers are told by when it is, if no other question is open.
    pub(in crate::cmd) fn ask_when_lost_is_known(
        &self,
        sheet: &mut Sheet,
        told: &Told<'_>,
    ) -> Result<(), Halt> {
        let answered: Vec<u32> = numbers(sheet.words("answers").unwrap_or("")).collect();
        let open = told
            .fold
            .is_some_and(|fold| fold.open_questions().any(|question| !answered.contains(&question.number)));
        let asked = numbers(sheet.words("unknowns").unwrap_or("")).next().is_some();
        if open || asked || sheet.get("data_lost") != Some("unknown") {
            return Ok(());
        }
        let text = phrases(told.language).was_data_lost;
        if !self.asker.is_on() {
            let ask = "You do not know whether data was lost: ask it, with the time at which you will.";
            return Err(Halt::Missing(vec![Gap::new(
                "--question",
                ask,
                format!("\"{text} (by 18:00 UTC)\""),
            )]));
        }
        self.promise_answer(sheet, told, text, "By when will you know whether data was lost?")
    }

    /// Puts a question on the sheet, with the time at which it is answered.
    fn promise_answer(&self, sheet: &mut Sheet, told: &Told<'_>, text: &str, ask: &str) -> Result<(), Halt> {
        let (at, zone) = (told.at, self.content().site.time_zone);
        let asked = Question {
            flag: "--question",
            ask,
            help: "A time that you can keep, such as `18:00 UTC` or `+1 day`.",
            default: None,
        };
        let by = self.asker.text(None, &asked, move |text| match later(text, at, Some(zone)) {
            Ok(by) if by > at => Ok(by),
            Ok(by) => Err(format!("{by} is not after {at}")),
            Err(fault) => Err(format!("{fault} {}", fault.help())),
        })?;
        let line = format!("- Q{} (by {by}): {text}", told.next_number(sheet));
        let before = sheet.words("unknowns").filter(|words| numbers(words).next().is_some());
        let words = before.map_or_else(|| line.clone(), |words| format!("{words}\n{line}"));
        sheet.part("unknowns", words);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_nothing_is_open_is_understood_and_a_question_is_one() {
        for words in [
            "Nothing is open.",
            "nothing",
            "None.",
            "Nothing else is open",
            "There are no open questions.",
            "No questions",
            "There is nothing that we do not know.",
            "There's nothing open",
            "All questions are answered.",
        ] {
            assert!(is_nothing_open(words, "en"), "{words}");
        }
        for words in [
            "Nichts ist offen.",
            "nichts",
            "Es gibt keine offenen Fragen.",
            "Alles ist geklärt.",
            "Nothing is open.",
        ] {
            assert!(is_nothing_open(words, "de"), "{words}");
        }
        for words in [
            "Nothing is known.",
            "Why did nothing happen?",
            "Is nothing open?",
            "None of the logs: who read them?",
            "Nothing is open to the public: why?",
            "Was any order lost?",
        ] {
            assert!(!is_nothing_open(words, "en"), "{words}");
        }
        assert!(!is_nothing_open("Nichts ist bekannt.", "de"));
        assert_eq!(nothing_open("nothing", "de"), "Nichts ist offen.");
        assert_eq!(nothing_open("no questions are open", "en"), "No questions are open.");
        assert_eq!(numbers("- Q2 (by …): a\n- q11: b\n- c").collect::<Vec<_>>(), [2, 11]);
    }
}
