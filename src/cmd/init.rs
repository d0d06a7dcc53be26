//! `candor init`: a new site, from a few questions.

use candor::model::time::Zone;
use candor::model::{Level, Named};
use candor::read::read;
use candor::write::{add, look, quote, slug};
use clap::Args;

use super::desk::{Asker, Gaps, Halt, Question, named};
use super::report;

#[derive(Args)]
pub(super) struct Init {
    /// Who publishes it, such as `Fernhill Tickets`.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The address at which it will be served.
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// What your customers use, in their words, with commas between.
    #[arg(long, value_name = "NAMES")]
    services: Option<String>,
    /// What the services are called together.
    #[arg(long, value_name = "NAME", default_value = "Our services")]
    group: String,
    /// Where people can ask: an e-mail address, a phone number, or a web address.
    #[arg(long, value_name = "ADDRESS")]
    ask: Option<String>,
    /// When somebody answers there.
    #[arg(long, value_name = "WORDS")]
    hours: Option<String>,
    /// Who can be reached in person when you have let somebody down.
    #[arg(long, value_name = "ADDRESS")]
    escalation: Option<String>,
    /// Where flaws and attacks are reported; where people can ask, if not given.
    #[arg(long, value_name = "ADDRESS")]
    security: Option<String>,
    /// Who speaks on the page.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Their title.
    #[arg(long, value_name = "TITLE")]
    speaker_title: Option<String>,
    /// Their level: executive, lead or staff.
    #[arg(long, value_name = "LEVEL", default_value = "lead")]
    speaker_level: String,
    /// The language of the page.
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// The time zone shown beside UTC, such as `Europe/London`.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
    #[command(flatten)]
    place: super::Place,
}

impl Init {
    pub(super) fn run(&self) -> u8 {
        super::desk::run(|| self.init())
    }

    fn init(&self) -> Result<(), Halt> {
        let folder = &self.place.content.content;
        if folder.join("site.yaml").exists() {
            return Err(Halt::Because(format!(
                "There is a site in `{}` already; nothing was changed.",
                folder.display()
            )));
        }
        let asker = Asker::new();
        let zone = Zone::parse(&self.time_zone)
            .map_err(|fault| Halt::Because(format!("--time-zone: {fault} {}", fault.help())))?;
        let level: Level = named(&self.speaker_level)
            .map_err(|problem| Halt::Because(format!("--speaker-level: {problem}")))?;
        let mut gaps = Gaps::default();
        let name = gaps.note(asker.text(
            self.name.as_deref(),
            &question("--name", "Whose status page is it?", "Such as `Fernhill Tickets`."),
            some,
        ))?;
        let url = gaps.note(asker.text(
            self.url.as_deref(),
            &question(
                "--url",
                "At which address will it be served?",
                "Such as `https://status.fernhill.example`.",
            ),
            address,
        ))?;
        let services = gaps.note(asker.text(
            self.services.as_deref(),
            &question(
                "--services",
                "What do your customers use?",
                "Names that they know, with commas between: `Ticket shop, Payments, API`.",
            ),
            list,
        ))?;
        let ask = gaps.note(asker.text(
            self.ask.as_deref(),
            &question(
                "--ask",
                "Where can people ask?",
                "An e-mail address, a phone number, or a web address.",
            ),
            route,
        ))?;
        let hours = gaps.note(asker.text(
            self.hours.as_deref(),
            &question(
                "--hours",
                "When does somebody answer there?",
                "Such as `Every day, 06:00 to 22:00 UTC`.",
            ),
            some,
        ))?;
        let escalation = gaps.note(asker.text(
            self.escalation.as_deref(),
            &question(
                "--escalation",
                "And when you have let somebody down: who can be reached in person?",
                "An address of a named person is best.",
            ),
            route,
        ))?;
        gaps.end()?;
        let (Some(name), Some(url), Some(services), Some(ask), Some(hours), Some(escalation)) =
            (name, url, services, ask, hours, escalation)
        else {
            return Ok(()); // the gaps have ended it
        };
        let speaker = match (&self.speaker, asker.is_on()) {
            (None, false) => String::new(),
            (given, _) => asker.text(
                given.as_deref(),
                &question(
                    "--speaker",
                    "Who speaks on the page? (Enter: decide later)",
                    "First and last name.",
                ),
                |text| Ok(text.trim().to_owned()),
            )?,
        };
        let title = if speaker.is_empty() {
            String::new()
        } else {
            asker.text(
                self.speaker_title.as_deref(),
                &question("--speaker-title", "And their title?", "Such as `Head of Operations`."),
                some,
            )?
        };
        let security = match &self.security {
            Some(text) => route(text).map_err(|problem| Halt::Because(format!("--security: {problem}")))?,
            None => ask.clone(),
        };

        let mut files = vec![
            ("services.yaml".to_owned(), services_file(&self.group, &services)),
            (
                "site.yaml".to_owned(),
                self.site_file(&name, &url, zone, [&ask, &security, &escalation], &hours),
            ),
        ];
        if !speaker.is_empty() {
            let id = slug(&speaker);
            files.push((
                "people.yaml".to_owned(),
                format!(
                    "# Who may speak. Level: executive, lead or staff.\npeople:\n  - id: {}\n    name: {}\n    title: {}\n    level: {}\n",
                    if id.is_empty() { "speaker" } else { &id },
                    quote(&speaker),
                    quote(&title),
                    level.name(),
                ),
            ));
        }
        let looked = look(&read(folder), &files, None, self.place.now());
        if !looked.is_sound() {
            report::findings(&looked.new, &looked.reading.content.sources, &self.place.content);
            report::say("Nothing was written.");
            return Err(Halt::Found);
        }
        // A page has to be possible at once: without words for its language there is none.
        super::check::theme(&looked.reading)
            .map_err(|error| Halt::Because(format!("--language: {error}")))?;
        let written = add(folder, &files).map_err(|error| Halt::Because(error.to_string()))?;
        for path in written {
            report::print(&format!("Wrote {}\n", path.display()));
        }
        report::print("\nNext, when something goes wrong: `candor hold \"what people may notice\"`.\n");
        Ok(())
    }

    fn site_file(&self, name: &str, url: &str, zone: Zone, routes: [&str; 3], hours: &str) -> String {
        let [ask, security, escalation] = routes;
        let (name, hours) = (name, quote(hours));
        let mut text = format!(
            "name: {}\norganisation: {}\nurl: {url}\nlanguage: {}\ntime_zone: {}\n",
            quote(&format!("{name} status")),
            quote(name),
            self.language,
            zone.name(),
        );
        text.push_str("# Where people can ask, and when somebody answers there.\ncontacts:\n");
        for (purpose, route) in [("questions", ask), ("security", security), ("escalation", escalation)] {
            if purpose == "escalation" {
                text.push_str("  # Whom readers reach when you have let them down.\n");
            }
            text.push_str(&format!(
                "  - purpose: {purpose}\n    route: {}\n    hours: {hours}\n",
                quote(route)
            ));
        }
        text
    }
}

fn question<'q>(flag: &'q str, ask: &'q str, help: &'q str) -> Question<'q> {
    Question { flag, ask, help, default: None }
}

fn services_file(group: &str, services: &[String]) -> String {
    let group_id = match slug(group) {
        id if id.is_empty() => "services".to_owned(),
        id => id,
    };
    let mut text = format!(
        "# What your customers use, in their words. An id never changes; a name may.\ngroups:\n  - id: {group_id}\n    name: {}\nservices:\n",
        quote(group)
    );
    let mut ids: Vec<String> = Vec::new();
    for (at, name) in services.iter().enumerate() {
        let mut id = slug(name);
        if id.is_empty() || id == "all" || ids.contains(&id) {
            id = format!("service-{}", at + 1);
        }
        text.push_str(&format!("  - id: {id}\n    name: {}\n    group: {group_id}\n", quote(name)));
        ids.push(id);
    }
    text
}

fn some(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("an answer is needed".to_owned()),
        text => Ok(text.to_owned()),
    }
}

fn list(text: &str) -> Result<Vec<String>, String> {
    let names: Vec<String> =
        text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if names.is_empty() { Err("name at least one".to_owned()) } else { Ok(names) }
}

/// An address of the web, with its scheme.
fn address(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('/');
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let host = whole.split_once("://").map_or("", |(_, rest)| rest).split('/').next().unwrap_or("");
    let good = (whole.starts_with("https://") || whole.starts_with("http://"))
        && host.contains('.')
        && !host.contains(' ');
    if good { Ok(whole) } else { Err("write an address such as `https://status.example.com`".to_owned()) }
}

/// A way to ask: mail, phone or web.
fn route(text: &str) -> Result<String, String> {
    let text = text.trim();
    if ["mailto:", "tel:", "https://", "http://"].iter().any(|scheme| text.starts_with(scheme)) {
        return Ok(text.to_owned());
    }
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    if bare.len() >= 5 && bare.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit()) {
        return Ok(format!("tel:{bare}"));
    }
    match text.split_once('@') {
        Some((name, host)) if !name.is_empty() && host.contains('.') && !text.contains(' ') => {
            Ok(format!("mailto:{text}"))
        }
        _ => address(text).map_err(|_| "write an e-mail address, a phone number or a web address".to_owned()),
    }
}
