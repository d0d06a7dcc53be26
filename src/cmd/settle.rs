//! What `resolve` says of services: whatever had trouble works again, and what came of the rest.

use candor::model::{Kind, Service, Status};

use super::desk::{Gap, Halt, Question, Stated};
use super::sitting::{Sitting, ask_for, some};

impl Sitting<'_> {
    /// Whatever had trouble works again, unless flags say otherwise; and what came of the services that
    /// were still being checked, or that nobody has spoken of.
    pub(super) fn recovered(&mut self) -> Result<(), Halt> {
        let content = self.desk.content();
        let mut now = self.facts.stated(content)?;
        if self.sheet.get("services").is_some() && now.is_empty() {
            return Ok(()); // said with `--set`
        }
        let of_the_rest = now.iter().any(|(id, status, _)| id == "all" && *status != Status::Recovered);
        let mut unsettled: Vec<(&Service, &str)> = Vec::new();
        for (service, before) in content.services.iter().zip(&self.fold.services) {
            if now.iter().any(|(id, ..)| *id == service.id) {
                continue;
            }
            match before.map(|before| before.status) {
                Some(status) if status.is_affected() || status == Status::Maintenance => {
                    now.push((service.id.clone(), Status::Recovered, None));
                }
                Some(Status::Checking) if !of_the_rest => {
                    unsettled.push((service, "What came of checking"));
                }
                None if service.public && !of_the_rest && self.incident.kind != Kind::Notice => {
                    unsettled.push((service, "Nothing was said of it yet: how was"));
                }
                _ => {}
            }
        }
        match unsettled.as_slice() {
            [] => {}
            [(one, ask)] => now.push(self.settled(one, ask)?),
            several => now.extend(self.all_settled(several)?),
        }
        if !now.is_empty() {
            self.sheet.fact("services", super::desk::services(&now));
        }
        Ok(())
    }

    /// What became of one service.
    fn settled(&self, service: &Service, ask: &str) -> Result<Stated, Halt> {
        let ask = format!("{ask} {}?", service.name);
        if !self.desk.asker.is_on() {
            let example = format!("\"{}=not_affected: we tested it\"", service.id);
            let ask = format!("{ask} `recovered`, or `not_affected` with the reason.");
            return Err(Halt::Missing(vec![Gap::new("--service", &ask, example)]));
        }
        let options =
            vec![("It was not affected".to_owned(), false), ("It was, and works again".to_owned(), true)];
        if self.desk.asker.pick(&ask, "", options, 0)? {
            return Ok((service.id.clone(), Status::Recovered, None));
        }
        Ok((service.id.clone(), Status::NotAffected, Some(self.how_known()?)))
    }

    /// What became of services of which nothing was said, or that were still being checked.
    fn all_settled(&self, services: &[(&Service, &str)]) -> Result<Vec<Stated>, Halt> {
        let names: Vec<&str> = services.iter().map(|(service, _)| service.name.as_str()).collect();
        let names = names.join(", ");
        if !self.desk.asker.is_on() {
            let ask = format!(
                "Readers do not know how these were: {names}. Name those that had trouble with `=recovered`; `all` speaks of the rest."
            );
            let example = "\"all=not_affected: they worked as usual\"";
            return Err(Halt::Missing(vec![Gap::new("--service", &ask, example)]));
        }
        let options: Vec<(String, &str)> =
            services.iter().map(|(service, _)| (service.name.clone(), service.id.as_str())).collect();
        let ask = "Which of these had trouble, and work again?";
        let help = "readers do not know it yet; space marks, Enter goes on; nothing marked: none had";
        let hit = self.desk.asker.pick_many(ask, help, options)?;
        let why = if hit.len() < services.len() { Some(self.how_known()?) } else { None };
        let stated = services.iter().map(|(service, _)| {
            if hit.contains(&service.id.as_str()) {
                (service.id.clone(), Status::Recovered, None)
            } else {
                (service.id.clone(), Status::NotAffected, why.clone())
            }
        });
        Ok(stated.collect())
    }

    fn how_known(&self) -> Result<String, Halt> {
        let question = Question {
            help: "Such as `they use other machines`.",
            ..ask_for("--service", "How do you know that it was not affected?")
        };
        self.desk.asker.text(None, &question, some)
    }
}
