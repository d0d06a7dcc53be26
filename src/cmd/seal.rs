//! `candor seal`: locks the words of what is published.

use candor::finding::{Code, Finding};
use candor::seal::{FILE, hash, is_emptied, line, name, unsealed};
use candor::write::{lock_text, longer_lock, replace};
use clap::Args;

use super::desk::{Desk, Halt};
use super::report;

#[derive(Args)]
pub(super) struct Seal {
    #[command(flatten)]
    place: super::Place,
}

impl Seal {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.seal())
    }

    fn seal(&self) -> Result<(), Halt> {
        let desk = Desk::open(&self.place)?;
        if !desk.reading.is_sound() {
            report::findings(&desk.reading.findings, &desk.content().sources, &self.place.content);
            report::say("Nothing was sealed: what cannot be read as it was meant was not published either.");
            return Err(Halt::Found);
        }
        let content = desk.content();
        if is_emptied(content) {
            return Err(Halt::Because(format!(
                "{} locks nothing any more, and the program never writes it so. Take it back from your last good copy; if nothing was ever sealed here, remove the file.",
                self.place.content.content.join(FILE).display()
            )));
        }
        let open = unsealed(content, desk.now);
        let lines: Vec<String> = open
            .iter()
            .map(|(incident, update)| {
                let text = &content.sources.get(update.file).text;
                line(&hash(text), update.at.value, &name(incident, update), None)
            })
            .collect();
        let path = self.place.content.content.join(FILE);
        if !lines.is_empty() {
            replace(&path, lock_text(content), &longer_lock(content, &lines))
                .map_err(|error| Halt::Because(error.to_string()))?;
        }
        for (incident, update) in &open {
            report::print(&format!("Sealed {}\n", name(incident, update)));
        }
        let total = content.sealed.len() + lines.len();
        report::print(&format!(
            "{} sealed now, {total} in {}\n",
            report::plural(lines.len(), "update"),
            path.display()
        ));
        let changed: Vec<Finding> =
            candor::check::check(content, desk.now).into_iter().filter(|f| f.code == Code::G2).collect();
        if report::stops(&changed) {
            report::findings(&changed, &content.sources, &self.place.content);
            return Err(Halt::Found);
        }
        Ok(())
    }
}
