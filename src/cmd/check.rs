//! `candor check`: reads the content and says what is wrong with it.

use candor::finding::{Code, Finding, nearest};
use candor::read::{Reading, read, theme_files};
use candor::render::Theme;
use clap::{Args, ValueEnum};

use super::{FOUND, REFUSED, report};

/// Read everything and say what is wrong; write nothing.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Say what a rule is and why it is there, by its code.
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For editors and scripts.
    Json,
}

impl Check {
    pub(super) fn run(&self) -> u8 {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        let reading = read(&self.content.content);
        let findings = findings(&reading, &self.now);
        let sources = &reading.content.sources;
        match self.format {
            Format::Json => report::print(&candor::finding::json::render(&findings, sources)),
            Format::Text if findings.is_empty() => {
                let incidents = reading.content.incidents.len();
                let updates = reading.content.incidents.iter().map(|i| i.updates.len()).sum();
                let (incidents, updates) =
                    (report::plural(incidents, "incident"), report::plural(updates, "update"));
                report::print(&format!("{incidents}, {updates}: nothing found\n"));
            }
            Format::Text => report::findings(&findings, sources, &self.content.content),
        }
        if report::stops(&findings) { FOUND } else { 0 }
    }
}

/// What reading found, and, if that was sound, what the rules find.
pub(super) fn findings(reading: &Reading, now: &super::Now) -> Vec<Finding> {
    let mut findings = reading.findings.clone();
    if reading.is_sound() {
        findings.extend(candor::check::check(&reading.content, now.instant()));
        findings.extend(theme(reading).err().map(|error| {
            let folder = format!("themes/{}", reading.content.site.theme);
            Finding::stop(Code::Theme, folder.as_str(), sentence(&error.to_string()))
        }));
        candor::finding::sort(&mut findings, &reading.content.sources);
    }
    findings
}

/// The theme of the site, with the files that the site lays over it.
pub(super) fn theme(reading: &Reading) -> Result<Theme, Box<dyn std::error::Error>> {
    let site = &reading.content.site;
    let own = theme_files(reading.content.sources.root(), &site.theme)?;
    Ok(Theme::new(&site.theme, &own, &site.language, site.time_zone)?)
}

/// An error of the library as a sentence.
fn sentence(error: &str) -> String {
    let mut letters = error.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(letters).collect::<String>().trim_end_matches('.'))
}

fn explain(name: &str) -> u8 {
    if let Some(code) = Code::from_name(name) {
        report::print(&format!("{name}\n\n{}\n", code.explain()));
        return 0;
    }
    let names = Code::ALL.iter().map(|code| code.name());
    match nearest(name, names.clone()) {
        Some(near) => report::say(&format!("no rule is called `{name}`; did you mean `{near}`?")),
        None => report::say(&format!(
            "no rule is called `{name}`; the rules are {}",
            candor::finding::one_of(names)
        )),
    }
    REFUSED
}
