//! `candor say`: one update → its text for every channel.

use candor::inside::inside;
use candor::model::{Audience, Incident, Named, Person, Update};
use candor::read::{Reading, read};
use candor::say::{Channel, Next, Story, Text, Unsayable, examine, text};
use candor::shelf::{Shelf, Standing};
use candor::view::{board_of, up_to};
use candor::words::Words;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{FOUND, REFUSED, report};

#[derive(Args, Clone)]
pub(super) struct Say {
    /// The name of the incident's folder, or a part of it; the open one, if not given.
    #[arg(value_name = "INCIDENT")]
    incident: Option<String>,
    /// The channel; all if not given.
    #[arg(value_parser = named::<Channel>)]
    channel: Option<Channel>,
    /// The update, by its id; the newest that is published if not given.
    #[arg(long, value_name = "ID")]
    update: Option<String>,
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// Only what these readers have to do, such as `admins`.
    #[arg(long, value_name = "AUDIENCE", default_value = "public", value_parser = named::<Audience>)]
    audience: Audience,
    /// How to print the texts.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Keep the texts under `say/<incident>/<update>/`; texts by hand stay as they are.
    #[arg(long)]
    write: bool,
    /// Keep the text by hand of this channel: it was read and fits the facts as they are now.
    #[arg(long, value_name = "CHANNEL", value_parser = named::<Channel>)]
    keep: Vec<Channel>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

fn named<T: Named + 'static>(name: &str) -> Result<T, String> {
    T::from_name(name).ok_or_else(|| match candor::finding::nearest(name, T::NAMES.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the {}s are {}", T::NOUN, candor::finding::one_of(T::NAMES.iter().copied())),
    })
}

/// What became of one channel.
struct Made {
    channel: Channel,
    /// Files and their texts, as they are sent.
    files: Vec<(String, String)>,
    /// What the program made, or why it did not.
    outcome: Result<Text, Unsayable>,
    /// Whether a person wrote the texts.
    by_hand: bool,
    /// What is wrong with a text by hand, in sentences.
    wrong: Vec<String>,
}

impl Made {
    fn is_good(&self) -> bool {
        self.wrong.is_empty() && (self.by_hand || self.outcome.is_ok())
    }
}

impl Say {
    pub(super) fn run(&self) -> u8 {
        self.sorted().make()
    }

    /// `say sms` names a channel and leaves the incident out.
    fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        if let (Some(name), None) = (&self.incident, self.channel)
            && let Ok(channel) = named(name)
        {
            (sorted.incident, sorted.channel) = (None, Some(channel));
        }
        sorted
    }

    fn make(&self) -> u8 {
        if (self.write || !self.keep.is_empty()) && self.audience != Audience::Public {
            report::say(
                "`--write` keeps the texts for everybody: leave `--audience` away, or print them only.",
            );
            return REFUSED;
        }
        let reading = read(&self.content.content);
        if !reading.is_sound() {
            report::findings(&reading.findings, &reading.content.sources, &self.content);
            report::say("No text was made: what is wrong in the files would be wrong in every channel.");
            return FOUND;
        }
        let words = match super::check::theme(&reading) {
            Ok(theme) => theme.words,
            Err(error) => {
                report::say(&error.to_string());
                return REFUSED;
            }
        };
        let (incident, update) = match self.chosen(&reading) {
            Ok(chosen) => chosen,
            Err(message) => {
                report::say(&message);
                return REFUSED;
            }
        };
        let Some(mut story) = story_of(&reading, incident, update, self.audience) else {
            report::say(&format!("the update `{}` is not for these readers", update.id));
            return REFUSED;
        };
        story.roles = roles(&reading, incident);
        self.warn(update, &story);
        let channels: Vec<Channel> =
            self.channel.map_or_else(|| Channel::ALL.to_vec(), |channel| vec![channel]);
        let mut shelf = Shelf::open(reading.content.sources.root(), &incident.id, &update.id);
        // The shelf holds the texts for everybody.
        let own = self.audience == Audience::Public;
        let made: Vec<Made> =
            channels.iter().map(|channel| make(*channel, &story, &words, own.then_some(&shelf))).collect();
        let kept = if self.write || !self.keep.is_empty() {
            self.keep_all(&mut shelf, &made, &story)
        } else {
            self.print(&made, &story);
            Ok(true)
        };
        match kept {
            Ok(good) if good && made.iter().all(Made::is_good) => 0,
            Ok(_) => FOUND,
            Err(error) => {
                report::say(&format!("`{}` cannot be written: {error}", shelf.path));
                REFUSED
            }
        }
    }

    /// The incident and the update that are meant.
    fn chosen<'r>(&self, reading: &'r Reading) -> Result<(&'r Incident, &'r Update), String> {
        let near = |name: &str, ids: &mut dyn Iterator<Item = &str>| {
            let ids: Vec<&str> = ids.collect();
            candor::finding::nearest(name, ids)
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"))
        };
        let content = &reading.content;
        let incident = match &self.incident {
            None => super::only_open(content, self.now.instant())?,
            Some(id) => super::meant(content, id).ok_or_else(|| {
                let near = near(id, &mut content.incidents.iter().map(|i| i.id.as_str()));
                format!("there is no incident `{id}`{near}")
            })?,
        };
        if incident.drill {
            return Err(format!(
                "`{}` is a drill: texts about it could be taken for real ones, so none are made",
                incident.id
            ));
        }
        if let Some(id) = &self.update {
            return match incident.update_index(id) {
                Some(at) => Ok((incident, &incident.updates[at])),
                None => {
                    let near = near(id, &mut incident.updates.iter().map(|u| u.id.as_str()));
                    Err(format!("`{}` has no update `{id}`{near}", incident.id))
                }
            };
        }
        let now = self.now.instant();
        let out = |update: &&Update| update.counts() && update.visible_from() <= now;
        match incident.updates.iter().rev().find(out) {
            Some(update) => Ok((incident, update)),
            None => Err(format!(
                "nothing of `{}` is published as at {now}; name the update that you mean with `--update`",
                incident.id
            )),
        }
    }

    /// Says when these texts are not the ones to send now.
    fn warn(&self, update: &Update, story: &Story) {
        let now = self.now.instant();
        if update.draft {
            report::say("This update is a draft: do not send these texts before it is published.");
        } else if update.visible_from() > now {
            report::say(&format!(
                "This update comes out {}: do not send these texts before.",
                update.visible_from()
            ));
        }
        if let Next::By(due) = story.next
            && due < now
            && self.update.is_none()
        {
            report::say(&format!(
                "These texts promise a word by {due}, and that time has passed: write the next update first."
            ));
        }
    }

    fn print(&self, made: &[Made], story: &Story) {
        if self.format == Format::Json {
            let list: Vec<Value> = made.iter().map(json_of).collect();
            let whole = json!({
                "incident": story.incident,
                "update": story.update,
                "audience": story.audience.name(),
                "page": story.page,
                "facts": story.fingerprint(),
                "texts": list,
            });
            report::print(&format!("{}\n", serde_json::to_string_pretty(&whole).unwrap_or_default()));
            return;
        }
        for one in made {
            let all = self.channel.is_none();
            if all {
                report::print(&format!("==== {} ====\n", heading(one)));
            } else {
                report::say(&heading(one));
            }
            for (file, text) in &one.files {
                if one.files.len() > 1 && all {
                    report::print(&format!("-- {file}\n"));
                } else if one.files.len() > 1 && file == "email.html" {
                    continue; // the text is for reading here, the HTML for the mail program: see `--write`
                }
                report::print(&format!("{}\n", text.trim_end()));
            }
            if all {
                report::print("\n");
            }
            talk(one);
        }
    }

    /// Keeps what was made; returns whether every text stands.
    fn keep_all(&self, shelf: &mut Shelf, made: &[Made], story: &Story) -> std::io::Result<bool> {
        let facts = story.fingerprint();
        let mut good = true;
        for one in made {
            let wanted = self.write || self.keep.contains(&one.channel);
            if !wanted {
                continue;
            }
            if let Err(unsayable) = &one.outcome
                && !one.by_hand
            {
                report::say(&format!(
                    "{}: not made. {} {}",
                    one.channel.title(),
                    unsayable.why,
                    unsayable.help
                ));
                continue;
            }
            for (file, text) in &one.files {
                let by_hand = shelf.texts.get(file).is_some_and(candor::shelf::Kept::is_by_hand);
                if !by_hand {
                    shelf.put(file, text, &facts)?;
                    report::print(&format!("{}{file}\n", shelf.path));
                    continue;
                }
                let standing = shelf.texts[file].standing(&facts);
                if standing == Standing::OutdatedByHand && !self.keep.contains(&one.channel) {
                    good = false;
                    report::say(&format!(
                        "{}{file} is by hand, and the facts have changed since: read it, change it, then run this again with `--keep {}`.",
                        shelf.path,
                        one.channel.name()
                    ));
                    continue;
                }
                shelf.approve(file, &facts);
                report::print(&format!("{}{file} (by hand, as it is)\n", shelf.path));
            }
            talk(one);
        }
        shelf.lock()?;
        Ok(good)
    }
}

/// The story of an update, at its own instant.
pub(super) fn story_of(
    reading: &Reading,
    incident: &Incident,
    update: &Update,
    audience: Audience,
) -> Option<Story> {
    let upto = up_to(incident, &update.id)?;
    let board = board_of(&reading.content, &upto, audience, update.visible_from());
    Story::last(&board, 0, audience).filter(|story| story.update == update.id)
}

/// Who does what inside, by name, for the brief for our own people.
fn roles(reading: &Reading, incident: &Incident) -> Vec<(String, String)> {
    let people = &reading.content.people;
    let name = |person: String| {
        people.iter().find(|known: &&Person| known.id == person).map_or(person, |known| known.name.clone())
    };
    inside(reading.content.sources.root(), incident)
        .map(|(inside, _)| inside.roles.into_iter().map(|(role, person)| (role, name(person))).collect())
        .unwrap_or_default()
}

fn make(channel: Channel, story: &Story, words: &Words, shelf: Option<&Shelf>) -> Made {
    let outcome = text(channel, story, words);
    let mut files: Vec<(String, String)> = match &outcome {
        Ok(text) => text.files.iter().map(|(file, text)| ((*file).to_owned(), text.clone())).collect(),
        Err(_) => Vec::new(),
    };
    let mut wrong = Vec::new();
    let mut by_hand = false;
    for file in channel.files() {
        let Some(kept) = shelf.and_then(|shelf| shelf.texts.get(*file)).filter(|kept| kept.is_by_hand())
        else {
            continue;
        };
        by_hand = true;
        wrong.extend(examine(file, &kept.text, story));
        match files.iter_mut().find(|(name, _)| name == file) {
            Some((_, text)) => text.clone_from(&kept.text),
            None => files.push(((*file).to_owned(), kept.text.clone())),
        }
    }
    Made { channel, files, outcome, by_hand, wrong }
}

/// `Text message: 151 of 160 units`.
fn heading(made: &Made) -> String {
    let title = made.channel.title();
    match &made.outcome {
        _ if made.by_hand => format!("{title}: by hand"),
        Err(_) => format!("{title}: not made"),
        Ok(Text { length: Some(length), .. }) => {
            format!("{title}: {} of {} {}", length.is, length.most, length.unit)
        }
        Ok(_) => title.to_owned(),
    }
}

/// What a person has to know about a text.
fn talk(made: &Made) {
    let title = made.channel.title();
    for sentence in &made.wrong {
        report::say(&format!("{title}, by hand: {sentence}"));
    }
    if made.by_hand {
        return;
    }
    match &made.outcome {
        Err(unsayable) => report::say(&format!("{title}: {} {}", unsayable.why, unsayable.help)),
        Ok(text) => {
            if !text.cuts.is_empty() {
                report::say(&format!("{title}: left out for want of room: {}.", text.cuts.join("; ")));
            }
            for note in &text.notes {
                report::say(&format!("{title}: {note}"));
            }
        }
    }
}

fn json_of(made: &Made) -> Value {
    let length = match &made.outcome {
        Ok(text) => text.length,
        Err(unsayable) => unsayable.length,
    };
    let files: serde_json::Map<String, Value> =
        made.files.iter().map(|(file, text)| (file.clone(), Value::from(text.as_str()))).collect();
    json!({
        "channel": made.channel.name(),
        "title": made.channel.title(),
        "made": made.outcome.is_ok(),
        "by_hand": made.by_hand,
        "wrong": made.wrong,
        "why_not": made.outcome.as_ref().err().map(|unsayable| unsayable.why.clone()),
        "help": made.outcome.as_ref().err().map(|unsayable| unsayable.help.clone()),
        "length": length.map(|length| json!({ "is": length.is, "most": length.most, "unit": length.unit })),
        "cuts": made.outcome.as_ref().map(|text| text.cuts.clone()).unwrap_or_default(),
        "notes": made.outcome.as_ref().map(|text| text.notes.clone()).unwrap_or_default(),
        "files": files,
    })
}
