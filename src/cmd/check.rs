//! `candor check`: reads the content and says what is wrong with it.

use candor::check::{Choice, Rule};
use candor::finding::{Code, Finding, nearest};
use candor::read::{Reading, theme_files};
use candor::render::Theme;
use clap::{Args, ValueEnum};

use super::{FOUND, REFUSED, report};

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Run only these rules; a letter stands for a family, such as `L` for language.
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = codes)]
    only: Vec<Codes>,
    /// Do not run these rules.
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = codes)]
    skip: Vec<Codes>,
    /// Look only at the incident with this id.
    #[arg(long, value_name = "ID")]
    incident: Option<String>,
    /// Also look at history: incidents that were imported, or first told when they were over.
    #[arg(long)]
    history: bool,
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
    /// For code review: SARIF 2.1.0.
    Sarif,
    /// For GitHub, as annotations of a run.
    Github,
}

/// What one name of the command line stands for.
type Codes = Vec<Code>;

/// The codes that a name stands for.
pub(super) fn codes(name: &str) -> Result<Codes, String> {
    let codes = Code::named(name);
    if codes.is_empty() { Err(unknown(name)) } else { Ok(codes) }
}

impl Check {
    pub(super) fn run(&self) -> u8 {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        let (only, skip) = (self.only.concat(), self.skip.concat());
        if !only.is_empty() && only.iter().all(|code| skip.contains(code)) {
            report::say("no rule is left to run; take one out of `--skip`");
            return REFUSED;
        }
        let reading = super::read_all(&self.content.content);
        if let Some(id) = &self.incident
            && reading.is_sound()
            && reading.content.incident(id).is_none()
        {
            let ids = reading.content.incidents.iter().map(|incident| incident.id.as_str());
            let near = nearest(id, ids).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            report::say(&format!("there is no incident `{id}`{near}"));
            return REFUSED;
        }
        let choice = Choice { incident: self.incident.clone(), only, skip, history: self.history };
        let findings = findings(&reading, &self.now, &choice);
        let sources = &reading.content.sources;
        match self.format {
            Format::Json => report::print(&candor::finding::json::render(&findings, sources)),
            Format::Sarif => report::print(&candor::finding::sarif::render(
                &findings,
                sources,
                &self.content.prefix(),
                &rules(),
            )),
            Format::Github => {
                report::print(&candor::finding::github::render(&findings, sources, &self.content.prefix()));
            }
            Format::Text if findings.is_empty() => {
                let looked_at = || {
                    let all = reading.content.incidents.iter();
                    all.filter(|incident| self.incident.as_ref().is_none_or(|id| *id == incident.id))
                };
                let incidents = looked_at().count();
                let updates = looked_at().map(|incident| incident.updates.len()).sum();
                let (incidents, updates) =
                    (report::plural(incidents, "incident"), report::plural(updates, "update"));
                report::print(&format!("{incidents}, {updates}: nothing found\n"));
            }
            Format::Text => report::findings(&findings, sources, &self.content),
        }
        if report::stops(&findings) { FOUND } else { 0 }
    }
}

/// What reading found, and, if that was sound, what the chosen rules find.
pub(super) fn findings(reading: &Reading, now: &super::Now, choice: &Choice) -> Vec<Finding> {
    look(reading, now, choice).0
}

/// The same, and the theme of the site, if it can be used.
pub(super) fn look(reading: &Reading, now: &super::Now, choice: &Choice) -> (Vec<Finding>, Option<Theme>) {
    let mut findings = reading.findings.clone();
    let mut usable = None;
    if reading.is_sound() {
        let check = || candor::check::check_some(&reading.content, now.instant(), choice);
        let (found, theme) = rayon::join(check, || theme(reading).map_err(|error| error.to_string()));
        findings.extend(found);
        match theme {
            Ok(theme) => usable = Some(theme),
            Err(error) => {
                let folder = format!("themes/{}", reading.content.site.theme);
                findings.push(Finding::stop(Code::Theme, folder.as_str(), sentence(&error)));
            }
        }
        // What is not chosen is left out only when the rest could be looked at.
        let folder = choice.incident.as_ref().and_then(|id| reading.content.incident(id)).map(|i| &i.folder);
        let sources = &reading.content.sources;
        findings.retain(|finding| {
            choice.wants(finding.code)
                && folder.is_none_or(|folder| {
                    finding
                        .path(sources)
                        .strip_prefix(folder.as_str())
                        .is_some_and(|rest| rest.starts_with('/'))
                })
        });
        candor::finding::sort(&mut findings, sources);
    }
    (findings, usable)
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

/// What the printers for machines say about each rule.
fn rules() -> Vec<(Code, candor::finding::Weight, String)> {
    let weight = |code| Rule::of(code).map_or(candor::finding::Weight::Stop, |rule| rule.weight);
    let reason = |code| Rule::of(code).map_or(String::new(), |rule| format!(" {}", rule.about.reason));
    Code::ALL
        .iter()
        .map(|code| (*code, weight(*code), format!("{}{}", code.explain(), reason(*code))))
        .collect()
}

fn explain(name: &str) -> u8 {
    let Some(code) = Code::from_any_case(name) else {
        report::say(&unknown(name));
        return REFUSED;
    };
    let mut text = format!("{}\n\n{}\n", code.name(), code.explain());
    if let Some(Rule { weight, about, .. }) = Rule::of(code) {
        let part = |name: &str, words: &str| format!("\n{name}\n  {}\n", words.replace('\n', "\n  "));
        text.push_str(&part("severity", weight.name()));
        text.push_str(&part("rule", about.rule));
        text.push_str(&part("why readers mind", about.reason));
        text.push_str(&part("who learned it", about.source));
        text.push_str(&part("found in", about.fires));
        text.push_str(&part("not found in", about.near));
    }
    report::print(&text);
    0
}

fn unknown(name: &str) -> String {
    let names = Code::ALL.iter().map(|code| code.name());
    match nearest(name, names.clone()) {
        Some(near) => format!("no rule is called `{name}`; did you mean `{near}`?"),
        None => format!("no rule is called `{name}`; the rules are {}", candor::finding::one_of(names)),
    }
}
