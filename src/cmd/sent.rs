//! `candor sent`: notes where else an update was said.

use candor::model::Incident;
use candor::write::{channel, look, replace};
use clap::Args;

use super::desk::{Desk, Halt};
use super::report;

#[derive(Args)]
pub(super) struct Sent {
    /// The name of the incident's folder, or a part of it.
    #[arg(value_name = "INCIDENT")]
    incident: String,
    /// Where: `Mastodon`, `E-mail to all customers`.
    #[arg(value_name = "CHANNEL")]
    channel: String,
    /// Where it can be seen.
    #[arg(value_name = "LINK")]
    link: Option<String>,
    /// Which update; the last one that is public, if not given.
    #[arg(long, value_name = "UPDATE")]
    update: Option<String>,
    /// When it was sent; now, if not given.
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    #[command(flatten)]
    place: super::Place,
}

impl Sent {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.sent())
    }

    fn sent(&self) -> Result<(), Halt> {
        let because = |why: String| Halt::Because(why);
        let desk = Desk::open(&self.place)?;
        let incident = desk.incident(Some(&self.incident), |_| true)?;
        let update = self.update(&desk, incident)?;
        let minute = desk.now.seconds() - desk.now.seconds().rem_euclid(60);
        let now = candor::model::time::Instant::from_seconds(minute);
        let at = match &self.at {
            Some(text) => {
                super::incident::past(text, now).map_err(|problem| because(format!("--at: {problem}")))?
            }
            None => now,
        };
        let source = desk.content().sources.get(update.file);
        let new = channel(&source.text, &self.channel, at, self.link.as_deref())
            .map_err(|error| because(format!("`{}`: {error}", source.path)))?;
        let looked = look(&desk.reading, &[(source.path.clone(), new.clone())], Some(&incident.id), desk.now);
        if !looked.is_sound() {
            report::findings(&looked.new, &looked.reading.content.sources, &self.place.content);
            report::say("Nothing was written.");
            return Err(Halt::Found);
        }
        let path = self.place.content.content.join(&source.path);
        replace(&path, Some(&source.text), &new).map_err(|error| because(error.to_string()))?;
        report::print(&format!("Noted in {}\n", path.display()));
        Ok(())
    }

    fn update<'i>(&self, desk: &Desk<'_>, incident: &'i Incident) -> Result<&'i candor::model::Update, Halt> {
        let public = || incident.updates.iter().filter(|u| u.counts() && u.visible_from() <= desk.now);
        let found = match &self.update {
            Some(id) => incident
                .updates
                .iter()
                .find(|update| update.id == *id || update.id.starts_with(&format!("{id}-"))),
            None => public().next_back(),
        };
        found.ok_or_else(|| {
            let ids = public().map(|update| update.id.as_str());
            Halt::Because(format!("Say which update with `--update`: {}.", candor::finding::one_of(ids)))
        })
    }
}
