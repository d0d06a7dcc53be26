//! Facts of an incident, each in the same words wherever it is told.

use super::{Arg, Words, digits};
use crate::model::time::Instant;
use crate::model::{Affected, DataAccess, DataLost, DataReach, HowSure, Named, Progress, Status};

/// How many characters the right words may have to stand beside the wrong ones.
const LONGEST_RIGHT: usize = 200;

impl Words {
    /// What is done of how much: "Servers that are back: 24 of 40".
    pub fn progress(&self, progress: &Progress) -> String {
        let text = self.say(
            "progress",
            &[
                ("done", Arg::Text(&digits(progress.done))),
                ("total", Arg::Text(&digits(progress.total))),
                ("what", Arg::Text(&progress.what)),
            ],
        );
        match progress.as_of {
            Some(at) => {
                self.say("as-of", &[("text", Arg::Text(&text)), ("time", Arg::Text(&self.time(at).text))])
            }
            None => text,
        }
    }

    /// How many are affected: "412 of 9,800 accounts (estimate)"; `past` says that they are not any more,
    /// as the words before the number have to.
    pub fn numbers(&self, affected: &Affected, past: bool) -> String {
        match affected.count {
            None if past => self.get("numbers-not-known"),
            None => self.get("numbers-unknown"),
            Some(count) => self.counted(affected, count),
        }
    }

    fn counted(&self, affected: &Affected, count: u64) -> String {
        let unit = affected.unit.as_deref().map_or_else(|| self.get("unit-customers"), str::to_owned);
        let count = digits(count);
        let text = match affected.of {
            Some(of) => self.say(
                "count-of",
                &[("count", Arg::Text(&count)), ("of", Arg::Text(&digits(of))), ("unit", Arg::Text(&unit))],
            ),
            None => self.say("count", &[("count", Arg::Text(&count)), ("unit", Arg::Text(&unit))]),
        };
        let sure = match affected.how_sure {
            HowSure::Exact | HowSure::Confirmed => return text,
            HowSure::AtLeast => return self.say("at-least", &[("text", Arg::Text(&text))]),
            other => self.named("sure", other.name()),
        };
        self.say("with-sure", &[("text", Arg::Text(&text)), ("sure", Arg::Text(&sure))])
    }

    /// What stands behind words that were struck through: when they were corrected at `at`, and
    /// what is right. Right words that are too long to stand in a line are read where the link leads.
    pub fn correction(&self, at: Instant, right: &str) -> String {
        let (time, right) = (self.time(at), crate::markdown::plain(right));
        if right.is_empty() || right.chars().count() > LONGEST_RIGHT {
            return self.say("corrected-at", &[("time", Arg::Text(&time.text))]);
        }
        self.say("corrected-to", &[("time", Arg::Text(&time.text)), ("now", Arg::Text(&right))])
    }

    /// Whether somebody reached data; `settled` says that what is unknown stays so.
    pub fn data(&self, access: &DataAccess, settled: bool) -> String {
        match access {
            DataAccess::Stated(DataReach::Confirmed) => self.get("data-confirmed"),
            DataAccess::Stated(DataReach::RuledOut) => self.get("data-ruled-out"),
            // "Not yet" promises more, and here nobody looks any more.
            DataAccess::Stated(DataReach::Unknown) if settled => self.get("data-not-known"),
            DataAccess::Stated(DataReach::Unknown) => self.get("data-unknown"),
            DataAccess::NotRelevant(why) => self.say("data-not-relevant", &[("why", Arg::Text(why))]),
        }
    }

    /// Whether somebody reached data, as a statement: to the question "Am I
    /// affected?" a "Yes" would be false for some who read it.
    pub fn data_reached(&self, access: &DataAccess, settled: bool) -> String {
        match access {
            DataAccess::Stated(DataReach::Confirmed) => self.get("say-data-confirmed"),
            DataAccess::Stated(DataReach::RuledOut) => self.get("say-data-ruled-out"),
            other => self.data(other, settled),
        }
    }

    /// Whether anything was lost; `settled` as for [`Self::data`].
    pub fn lost(&self, lost: &DataLost, settled: bool) -> String {
        match lost {
            DataLost::Nothing => self.get("data-lost-none"),
            DataLost::Unknown if settled => self.get("data-lost-not-known"),
            DataLost::Unknown => self.get("data-lost-unknown"),
            DataLost::Lost(what) => self.say("data-lost-some", &[("what", Arg::Text(what))]),
        }
    }

    /// Whether a step warns of something, as "Do not pay again by card." does.
    /// Such a step holds until its condition is met, and not only after it.
    pub fn is_warning(&self, step: &str) -> bool {
        let step = crate::markdown::plain(step).to_lowercase();
        let begins = |text: &str, list: String| {
            list.to_lowercase().split(", ").any(|words| {
                text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        };
        let after_verb = step.split_once(' ').map_or("", |(_, rest)| rest);
        begins(&step, self.get("do-not-words")) || begins(after_verb, self.get("do-not-after-verb"))
    }

    /// The status of a service. Only what was stopped can work again.
    pub fn status(&self, status: Status, stopped: bool) -> String {
        if status == Status::Recovered && !stopped {
            return self.get("status-repaired");
        }
        self.named("status", status.name())
    }

    /// What the services are called that an update does not name; where it names none, that is all.
    pub fn the_others(&self, some_named: bool) -> String {
        if some_named { self.get("all-other-services") } else { self.get("all-services") }
    }

    /// Whether a heading means those who are not named: they come after whom it leaves out.
    pub fn is_the_rest(&self, heading: &str) -> bool {
        self.get("say-everyone-else").split(", ").any(|rest| rest.eq_ignore_ascii_case(heading))
    }
}
