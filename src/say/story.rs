//! One update of one incident as plain words: everything that channel texts
//! are made from, taken from the board and from nothing else. It is what was
//! true at the instant of the update, so its texts do not change with the clock.

use sha2::{Digest, Sha256};

use super::sentence::{Sentences, blocks, stopped, without_link_lines};
use crate::markdown::{find_words, plain};
use crate::model::time::{Date, Instant, Zone};
use crate::model::{
    Audience, DataAccess, DataLost, Kind, Known, Means, Named, PasswordChange, PostmortemPlan, Promise,
    Purpose, Severity, Stance, State, Status, Strength, Timing, UpdateType,
};
use crate::view::{Board, IncidentView, UpdateView, routes};

/// What readers are asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// For whom; everybody if neither this nor a heading.
    pub audience: Option<Audience>,
    /// What they are called here, such as "Everyone else".
    pub heading: Option<String>,
    /// The step, without the links that only say how.
    pub text: String,
    /// The links that say how: words and address.
    pub how: Vec<(String, String)>,
    /// How strongly.
    pub strength: Strength,
    /// When.
    pub when: Timing,
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The question.
    pub text: String,
    /// When an answer is promised.
    pub by: Option<Instant>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// The answer, or why there cannot be one.
    pub answer: String,
    /// Whether it can be known.
    pub knowable: bool,
    /// Whether this update answers it.
    pub new: bool,
}

/// A service and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceWord {
    /// The status.
    pub status: Status,
    /// Whether it was ever stopped: only then does it work again.
    pub stopped: bool,
    /// What customers call it.
    pub name: String,
    /// The reason or note.
    pub note: Option<String>,
}

/// A way to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What it is for.
    pub purpose: Purpose,
    /// What it is called.
    pub label: Option<String>,
    /// How one gets through.
    pub means: Means,
    /// The address or number, as people say it.
    pub address: String,
    /// When somebody answers.
    pub hours: Option<String>,
    /// Whether it is for one audience only.
    pub audience: Option<Audience>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Name.
    pub name: String,
    /// Job.
    pub title: String,
}

/// Somebody's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Who said them, if an update names somebody.
    pub by: Option<Voice>,
    /// When, if it was not in this update.
    pub earlier: Option<Instant>,
}

/// What somebody else says, and our answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Who.
    pub who: String,
    /// What.
    pub says: String,
    /// How it stands to ours.
    pub stance: Stance,
    /// Our answer.
    pub answer: Option<String>,
}

/// What was wrong and what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The wrong words.
    pub said: String,
    /// The right ones.
    pub now: String,
    /// Why it matters.
    pub matters: Option<String>,
}

/// When readers hear more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// By this instant.
    By(Instant),
    /// There is no further update, and why.
    None(String),
    /// Nothing was said; the incident is over.
    Over,
    /// Nothing was said, and it is not over.
    Unsaid,
}

/// Everything that channel texts are made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Who speaks, as a text message begins: the organisation without its legal form.
    pub sender: String,
    /// The organisation.
    pub organisation: String,
    /// The name of the status page.
    pub site: String,
    /// The address of the status page, without a scheme.
    pub home: String,
    /// The address of the incident's page.
    pub page: String,
    /// BCP 47 tag.
    pub language: String,
    /// The zone in which times are given.
    pub zone: Zone,
    /// For whom the texts are.
    pub audience: Audience,
    /// The incident's id.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// Its number.
    pub reference: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// The day by which it is known.
    pub day: Option<Date>,
    /// When its first word was published.
    pub first_at: Instant,
    /// The state after the update.
    pub state: State,
    /// The severity after it.
    pub severity: Option<Severity>,
    /// The update's id.
    pub update: String,
    /// Its type.
    pub update_kind: UpdateType,
    /// When it is published.
    pub at: Instant,
    /// Whether it asks for something new.
    pub asks: bool,
    /// In few words: what happened.
    pub short_what: Option<String>,
    /// In few words: what to do.
    pub short_do: Option<String>,
    /// The first words, as sentences.
    pub lead: String,
    /// Of a correction: what happened, in the words of before with the right ones in them.
    pub before: Option<String>,
    /// How readers are touched, in paragraphs.
    pub impact: Vec<String>,
    /// What is certain.
    pub know: Vec<String>,
    /// Services, as stated.
    pub services: Vec<ServiceWord>,
    /// Services of which nothing was said.
    pub unstated: Vec<String>,
    /// What to do.
    pub todos: Vec<Todo>,
    /// What is open.
    pub open: Vec<Open>,
    /// What was answered.
    pub answered: Vec<Answered>,
    /// What this update tells of our own work.
    pub taken: Vec<(Option<Instant>, String)>,
    /// When readers hear more.
    pub next: Next,
    /// Whether this update begins by saying that it is late.
    pub late: bool,
    /// Who speaks.
    pub speaker: Option<Voice>,
    /// In somebody's own words.
    pub statement: Option<Quote>,
    /// Where to ask.
    pub asks_at: Vec<Ask>,
    /// What it corrects.
    pub wrong: Option<Wrong>,
    /// Could somebody have reached data?
    pub data: Option<DataAccess>,
    /// What kinds of data.
    pub data_kinds: Vec<String>,
    /// Was anything lost?
    pub lost: Option<DataLost>,
    /// Whether what is unknown stays so.
    pub stays_unknown: bool,
    /// Should readers change their password?
    pub password: Option<PasswordChange>,
    /// When planned work takes place.
    pub window: Option<(Instant, Instant)>,
    /// When the review comes.
    pub review: Option<Date>,
    /// What others say.
    pub others: Vec<Other>,
    /// Who does what inside; never part of what others read, nor of the facts.
    pub roles: Vec<(String, String)>,
    /// What audiences are called here.
    pub audience_names: Vec<(Audience, String)>,
}

impl Story {
    /// The story of the last update of an incident on a board. The board has to
    /// be that of the update's own instant.
    pub fn last(board: &Board<'_>, incident: usize, audience: Audience) -> Option<Self> {
        board.incidents.get(incident)?;
        let view = board.incident(incident);
        let update = view.updates.last()?;
        Some(story(board, &view, update, audience))
    }

    /// A fingerprint of the facts: it changes if and only if something that texts are made from does.
    pub fn fingerprint(&self) -> String {
        let mut text = String::new();
        for (key, value) in self.facts() {
            text.push_str(key);
            text.push('\t');
            text.push_str(&value.replace('\\', "\\\\").replace('\n', "\\n"));
            text.push('\n');
        }
        fingerprint(&text)
    }

    /// The facts, one by one, in an order that never changes.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts: Vec<(&'static str, String)> = vec![
            ("sender", self.sender.clone()),
            ("organisation", self.organisation.clone()),
            ("page", self.page.clone()),
            ("title", self.title.clone()),
            ("kind", self.kind.name().to_owned()),
            ("state", self.state.name().to_owned()),
            ("severity", self.severity.map_or("", Named::name).to_owned()),
            ("update", self.update.clone()),
            ("type", self.update_kind.name().to_owned()),
            ("at", self.at.rfc3339()),
            ("lead", self.lead.clone()),
            ("impact", self.impact.join("\n")),
            ("know", self.know.join("\n")),
            ("unstated", self.unstated.join("\n")),
        ];
        facts.extend(self.before.iter().map(|text| ("before", text.clone())));
        facts.extend(self.day.map(|day| ("day", day.iso())));
        facts.extend(self.short_what.iter().map(|text| ("short-what", text.clone())));
        facts.extend(self.short_do.iter().map(|text| ("short-do", text.clone())));
        facts.extend(self.services.iter().map(|service| {
            let note = service.note.as_deref().unwrap_or("");
            let repaired = service.status == Status::Recovered && !service.stopped;
            let status = if repaired { "repaired" } else { service.status.name() };
            ("service", format!("{}\t{status}\t{note}", service.name))
        }));
        facts.extend(self.todos.iter().map(|todo| {
            let who = todo.heading.as_deref().or(todo.audience.map(Named::name)).unwrap_or("");
            let when = match &todo.when {
                Timing::Unsaid => String::new(),
                Timing::By(when) => format!("by {when}"),
                Timing::After { condition, done } => format!("after {condition} {done}"),
            };
            ("do", format!("{who}\t{}\t{}\t{when}\t{}", todo.strength.name(), todo.text, links(&todo.how)))
        }));
        facts.extend(self.open.iter().map(|open| {
            ("open", format!("{}\t{}", open.text, open.by.map(Instant::rfc3339).unwrap_or_default()))
        }));
        facts.extend(
            self.answered.iter().map(|a| ("answer", format!("{}\t{}\t{}", a.question, a.answer, a.knowable))),
        );
        facts.extend(
            self.taken.iter().map(|(at, text)| {
                ("done", format!("{}\t{text}", at.map(Instant::rfc3339).unwrap_or_default()))
            }),
        );
        facts.push((
            "next",
            match &self.next {
                Next::By(at) => at.rfc3339(),
                Next::None(why) => why.clone(),
                Next::Over => "over".to_owned(),
                Next::Unsaid => String::new(),
            },
        ));
        let voice = |voice: &Voice| format!("{}\t{}", voice.name, voice.title);
        facts.extend(self.speaker.iter().map(|speaker| ("speaker", voice(speaker))));
        facts.extend(self.statement.iter().map(|quote| {
            let by = quote.by.as_ref().map(voice).unwrap_or_default();
            let earlier = quote.earlier.map(Instant::rfc3339).unwrap_or_default();
            ("statement", format!("{}\t{by}\t{earlier}", quote.words))
        }));
        facts.extend(self.asks_at.iter().map(|ask| {
            let (label, hours) = (ask.label.as_deref().unwrap_or(""), ask.hours.as_deref().unwrap_or(""));
            ("ask", format!("{}\t{label}\t{}\t{hours}", ask.purpose.name(), ask.address))
        }));
        facts.extend(self.wrong.iter().map(|wrong| {
            let matters = wrong.matters.as_deref().unwrap_or("");
            ("wrong", format!("{}\t{}\t{matters}", wrong.said, wrong.now))
        }));
        facts.extend(self.data.iter().map(|data| {
            let text = match data {
                DataAccess::Stated(reach) => reach.name(),
                DataAccess::NotRelevant(why) => why,
            };
            ("data", text.to_owned())
        }));
        facts.extend(self.stays_unknown.then(|| ("stays-unknown", String::new())));
        facts.extend(self.data_kinds.iter().map(|kind| ("data-kind", kind.clone())));
        facts.extend(self.lost.iter().map(|lost| {
            let text = match lost {
                DataLost::Nothing => "nothing",
                DataLost::Unknown => "unknown",
                DataLost::Lost(what) => what,
            };
            ("lost", text.to_owned())
        }));
        facts.extend(self.password.map(|answer| ("password", answer.name().to_owned())));
        facts.extend(
            self.window.map(|(from, to)| ("window", format!("{}\t{}", from.rfc3339(), to.rfc3339()))),
        );
        facts.extend(self.review.map(|day| ("review", day.iso())));
        facts.extend(self.others.iter().map(|other| {
            let answer = other.answer.as_deref().unwrap_or("");
            ("other", format!("{}\t{}\t{}\t{answer}", other.who, other.says, other.stance.name()))
        }));
        facts
    }

    /// The services with a status.
    pub fn with(&self, wanted: impl Fn(Status) -> bool) -> Vec<&ServiceWord> {
        self.services.iter().filter(|service| wanted(service.status)).collect()
    }

    /// How sentences end in its language.
    pub(super) fn sentences(&self) -> Sentences {
        Sentences::of(&self.language)
    }

    /// Whether nothing more is happening.
    pub fn is_over(&self) -> bool {
        self.state.is_ended()
    }

    /// The ways to ask for one purpose.
    pub fn ask(&self, purpose: Purpose) -> impl Iterator<Item = &Ask> {
        self.asks_at.iter().filter(move |ask| ask.purpose == purpose)
    }
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn fingerprint(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        digits.push_str(&format!("{byte:02x}"));
    }
    digits
}

fn links(links: &[(String, String)]) -> String {
    links.iter().map(|(words, address)| format!("{words} {address}")).collect::<Vec<_>>().join(" ")
}

fn story(board: &Board<'_>, view: &IncidentView<'_>, update: &UpdateView<'_>, audience: Audience) -> Story {
    let site = &board.site;
    let fold = &view.fold;
    let facts = update.facts;
    let page = format!("{}/{}", site.url, routes::incident(view.id));
    // What an earlier update said is carried on, with the right words where some were wrong.
    let section = |known: Known| -> Vec<String> {
        let of = |update: &UpdateView<'_>| {
            update
                .sections
                .iter()
                .find(|section| section.known == Some(known))
                .map(|section| section.text.to_owned())
        };
        of(update)
            .or_else(|| {
                let said = fold.section(known).filter(|_| known == Known::Impact)?;
                let text = of(view.updates.get(said.update)?)?;
                Some(righted(view, said.update, text))
            })
            .map(|text| blocks(&text))
            .unwrap_or_default()
    };
    let last = view.updates.len() - 1;
    // What an earlier correction said of earlier words is no news.
    let leads = view.updates.iter().enumerate().rev();
    let mut leads = leads.filter(|(at, one)| *at == last || one.about.is_none());
    let lead = leads.find_map(|(at, update)| Some((at, update.lead.as_ref()?)));
    let voice =
        |person: &crate::model::Person| Voice { name: person.name.clone(), title: person.title.clone() };
    let mut services: Vec<ServiceWord> = Vec::new();
    let name = |at: usize| board.services[at].service.name.clone();
    for (at, now) in fold.services.iter().enumerate() {
        if let Some(now) = now {
            let note = now.note.map(|note| righted(view, now.update, plain(note)));
            let stopped = view.was_stopped(at, last);
            services.push(ServiceWord { status: now.status, stopped, name: name(at), note });
        }
    }
    services.sort_by_key(|service| service.status);
    let unstated = view.services_not_stated().into_iter().map(name).collect();
    let contacts = view.contacts.as_ref().unwrap_or(&site.contacts);
    let (answered, open): (Vec<_>, Vec<_>) = fold.questions.iter().partition(|q| q.answer.is_some());
    // Planned work is known by the day on which it takes place.
    let planned = fold.window.filter(|_| view.kind == Kind::Maintenance);
    Story {
        sender: sender(site.organisation),
        organisation: site.organisation.to_owned(),
        site: site.name.to_owned(),
        home: site.url.split_once("://").map_or(site.url, |(_, rest)| rest).to_owned(),
        page,
        language: view.language.unwrap_or(site.language).to_owned(),
        zone: site.zone,
        audience,
        incident: view.id.to_owned(),
        title: view.title.to_owned(),
        reference: view.reference.map(str::to_owned),
        kind: view.kind,
        day: planned.map(|window| window.start.date(site.zone)).or(view.title_date),
        first_at: view.first_at,
        state: update.state,
        severity: update.severity,
        update: update.id.to_owned(),
        update_kind: update.kind,
        at: update.at,
        asks: update.asks,
        short_what: facts.and_then(|f| f.short.as_ref()).and_then(|short| short.what.as_deref()).map(plain),
        short_do: facts.and_then(|f| f.short.as_ref()).and_then(|short| short.action.as_deref()).map(plain),
        // Where nobody has said it in a sentence, the title is what happened.
        lead: lead.map_or_else(|| stopped(view.title), |(at, lead)| righted(view, at, plain(lead.text))),
        before: view.told_before(update, plain),
        impact: section(Known::Impact),
        know: section(Known::Know),
        services,
        unstated,
        todos: todos(view, audience),
        open: open
            .into_iter()
            .map(|q| Open { text: righted(view, q.mentioned_in, plain(q.text)), by: q.by })
            .collect(),
        answered: answered
            .into_iter()
            .filter_map(|q| {
                let said = q.answer?;
                Some(Answered {
                    question: plain(q.text),
                    answer: righted(view, said.update, plain(said.value.0)),
                    knowable: said.value.1,
                    new: said.update == last,
                })
            })
            .collect(),
        taken: fold
            .taken
            .iter()
            .filter(|taken| taken.update == last)
            .map(|taken| (taken.taken.at, plain(&taken.taken.text)))
            .collect(),
        next: match (&update.promise, update.no_next) {
            (Some(promise), _) => Next::By(promise.due),
            (None, Some(why)) => Next::None(plain(why)),
            (None, None) => match fold.next_update.map(|said| said.value) {
                Some(Promise::By(due)) if *due > update.at => Next::By(*due),
                _ if update.state.is_ended() => Next::Over,
                _ => Next::Unsaid,
            },
        },
        late: update.late.is_some() || update.late_reason.is_some(),
        speaker: update.speaker.map(voice),
        // What somebody said while it was open is not what they say now that it is over.
        statement: fold.statement.filter(|said| said.update == last || !update.state.is_ended()).map(
            |said| Quote {
                words: righted(view, said.update, plain(said.value.0)),
                by: view.updates.get(said.update).and_then(|u| u.speaker).map(voice),
                earlier: (said.update != last).then_some(said.at),
            },
        ),
        asks_at: contacts
            .iter()
            .map(|contact| Ask {
                purpose: contact.purpose,
                label: contact.label.clone(),
                means: contact.means(),
                address: contact.shown(),
                hours: contact.hours.clone(),
                audience: contact.audience,
            })
            .collect(),
        wrong: update.corrects.and_then(|at| view.corrections.get(at)).map(|corrects| Wrong {
            said: plain(&corrects.correction.said.value),
            now: plain(&corrects.correction.now),
            matters: corrects.correction.matters_because.as_deref().map(plain),
        }),
        data: fold.data_access.map(|said| said.value.clone()),
        data_kinds: fold.data_types.unwrap_or_default().iter().map(ToString::to_string).collect(),
        lost: fold.data_lost.map(|said| match said.value {
            DataLost::Lost(what) => DataLost::Lost(righted(view, said.update, what.to_string()).into()),
            other => other.clone(),
        }),
        stays_unknown: fold.stays_unknown(),
        password: fold.password_change.map(|said| said.value),
        window: fold.window.map(|window| (window.start, window.end)),
        review: match fold.postmortem {
            Some(PostmortemPlan::Due(day)) if update.kind != UpdateType::Postmortem => Some(*day),
            _ => None,
        },
        others: fold
            .other_voices
            .iter()
            .map(|other| Other {
                who: other.who.to_string(),
                says: plain(&other.says),
                stance: other.stance,
                answer: other.our_answer.as_deref().map(plain),
            })
            .collect(),
        roles: Vec::new(),
        audience_names: site.audience_names.iter().map(|(who, name)| (*who, (*name).to_owned())).collect(),
    }
}

/// What an update said, with the right words in the place of those that were corrected since: nobody
/// is told a number twice that we know to be wrong.
fn righted(view: &IncidentView<'_>, update: usize, said: String) -> String {
    let mut text = said;
    for corrected in view.corrections.iter().filter(|corrected| corrected.target == update) {
        let right = plain(&corrected.correction.now);
        for place in find_words(&text, &corrected.correction.said.value).into_iter().rev() {
            text.replace_range(place, &right);
        }
    }
    text
}

/// What readers are asked to do; for one audience, only what is for it and for everybody.
fn todos(view: &IncidentView<'_>, audience: Audience) -> Vec<Todo> {
    let theirs = |who: Option<Audience>| {
        matches!(audience, Audience::Public | Audience::Staff) || who.is_none_or(|who| who == audience)
    };
    view.fold
        .actions
        .iter()
        .filter(|now| theirs(now.action.audience))
        .map(|now| {
            let action = now.action;
            let (text, mut how) = without_link_lines(&action.text);
            let text = righted(view, now.update, text);
            how.extend(action.how().iter().map(|address| (String::new(), address.to_string())));
            Todo {
                audience: action.audience,
                heading: action.heading.as_deref().map(str::to_owned),
                text,
                how,
                strength: action.strength,
                when: action.when.clone(),
            }
        })
        .collect()
}

/// The organisation as people call it: "Quillhaven Ltd" is "Quillhaven".
fn sender(organisation: &str) -> String {
    const FORMS: [&str; 22] = [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "gmbh",
        "ag",
        "se",
        "kg",
        "sa",
        "sarl",
        "sas",
        "bv",
        "nv",
        "ab",
        "oy",
        "as",
    ];
    let mut words: Vec<&str> = organisation.split_whitespace().collect();
    while words.len() > 1 {
        let last: String =
            words[words.len() - 1].chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let page = matches!(last.as_str(), "status" | "page");
        if !page && !FORMS.contains(&last.as_str()) {
            break;
        }
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_called_as_people_call_them() {
        for (organisation, called) in [
            ("Quillhaven Ltd", "Quillhaven"),
            ("Quillhaven Inc.", "Quillhaven"),
            ("Example status", "Example"),
            ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne GmbH &"),
            ("SA", "SA"),
        ] {
            assert_eq!(sender(organisation), called);
        }
    }
}
