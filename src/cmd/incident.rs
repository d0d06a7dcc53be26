//! What `hold` and `new` share: an incident that is not there yet.

use candor::model::time::Instant;
use candor::model::{DetectionSource, Kind, Named, State};
use candor::write::{began, earlier, incident_id, quote, title_of};
use clap::Args;

use super::desk::{Desk, Halt, Question, kinds, named};

/// The identity of a new incident.
#[derive(Args, Clone, Default)]
pub(super) struct Identity {
    /// What readers notice, in at most 70 characters; taken from the words, if not given.
    #[arg(long, value_name = "TITLE", help_heading = "The incident")]
    pub title: Option<String>,
    /// The name of its folder, which is its address; made from the day and the title, if not given.
    #[arg(long, value_name = "NAME", help_heading = "The incident")]
    pub id: Option<String>,
    /// When you noticed it.
    #[arg(long, value_name = "INSTANT", help_heading = "The incident")]
    pub found_at: Option<String>,
    /// Who noticed it, such as monitoring or customer.
    #[arg(long, value_name = "SOURCE", help_heading = "The incident")]
    pub found_by: Option<String>,
    /// The language of its words, such as `de`; that of the site, if not given.
    #[arg(long, value_name = "TAG", help_heading = "The incident")]
    pub language: Option<String>,
    /// A practice: it is on no page of the real site.
    #[arg(long, help_heading = "The incident")]
    pub drill: bool,
}

/// The first state that the public hears of.
pub(super) fn opening_state(kind: Kind) -> State {
    match kind {
        Kind::Outage | Kind::SecurityIncident => State::Investigating,
        Kind::DataBreach => State::Assessing,
        Kind::Vulnerability => State::NoneYet,
        Kind::Maintenance | Kind::Notice => kind.first_state(),
    }
}

/// What kind it is: as said, or as picked.
pub(super) fn kind(desk: &Desk<'_>, given: Option<&str>, default: Option<Kind>) -> Result<Kind, Halt> {
    match given {
        Some(text) => named(text).map_err(|problem| Halt::Because(format!("--kind: {problem}"))),
        None if desk.asker.is_on() => desk.asker.pick("What is it?", "", kinds(), 0),
        None => default.ok_or_else(|| {
            Halt::Because(format!(
                "Say what kind it is: {}.",
                candor::finding::one_of(Kind::NAMES.iter().copied())
            ))
        }),
    }
}

impl Identity {
    /// The language of its words.
    pub(super) fn language<'i>(&'i self, desk: &'i Desk<'_>) -> &'i str {
        self.language.as_deref().unwrap_or(&desk.content().site.language)
    }

    /// The title: as said, or the beginning of the words, or as asked for.
    pub(super) fn title(&self, desk: &Desk<'_>, kind: Kind, words: Option<&str>) -> Result<String, Halt> {
        let short = |text: &str| match text.trim() {
            "" => Err("a title is needed".to_owned()),
            text => Ok(text.to_owned()),
        };
        let own = words.map(|words| title_of(words, self.language(desk)));
        if self.title.is_none()
            && let Some(title) = own.as_ref().filter(|title| title.chars().count() <= 70)
        {
            return Ok(title.clone());
        }
        let question = Question {
            flag: "--title",
            ask: "Its title, in at most 70 characters?",
            help: match kind {
                Kind::Maintenance => "What readers notice, such as `No payments on Sunday night`.",
                Kind::Vulnerability => "What it is about, such as `Flaw in the sign-in page`.",
                Kind::DataBreach => "Such as `Notice of data breach: names and addresses`.",
                Kind::Notice => "What it is about, such as `Fake emails in our name`.",
                _ => "What readers notice, such as `Some card payments fail`.",
            },
            default: own.map(|title| cut(&title)),
        };
        desk.asker.text(self.title.as_deref(), &question, short)
    }

    /// The id and the text of `incident.yaml`.
    pub(super) fn file(
        &self,
        desk: &Desk<'_>,
        kind: Kind,
        title: &str,
        words: &str,
        at: Instant,
    ) -> Result<(String, String), Halt> {
        let id = self.id.clone().unwrap_or_else(|| incident_id(desk.content(), title, at));
        let mut text = format!("title: {}\nkind: {}\n", quote(title), kind.name());
        let found_at = match &self.found_at {
            Some(text) => {
                Some(past(text, at).map_err(|problem| Halt::Because(format!("--found-at: {problem}")))?)
            }
            None => None,
        };
        let source: Option<DetectionSource> = match &self.found_by {
            Some(text) => {
                Some(named(text).map_err(|problem| Halt::Because(format!("--found-by: {problem}")))?)
            }
            None => None,
        };
        if found_at.is_some() || source.is_some() {
            text.push_str("detection:\n");
            text.extend(source.map(|source| format!("  source: {}\n", source.name())));
            text.extend(found_at.map(|at| format!("  at: {at}\n")));
        }
        if kind == Kind::Outage
            && let Some(began) = began(words, at, self.language(desk))
        {
            text.push_str(&format!("impact_began_at: {began}\n"));
        }
        text.extend(self.language.as_ref().map(|language| format!("language: {}\n", quote(language))));
        if self.drill {
            text.push_str("drill: true\n");
        }
        Ok((id, text))
    }
}

/// A time that has passed: an instant, a time of day, `now`, or `30 min ago`.
pub(super) fn past(text: &str, at: Instant) -> Result<Instant, String> {
    earlier(text, at, None).map_err(|fault| format!("{fault} {}", fault.help()))
}

/// At most 70 characters, between words.
fn cut(title: &str) -> String {
    let mut out = String::new();
    for word in title.split(' ') {
        if out.chars().count() + 1 + word.chars().count() > 70 {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
