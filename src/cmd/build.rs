//! `candor build`: content → site.

use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use candor::check::Choice;
use candor::compose::compose;
use candor::finding::{Code, Finding, Weight};
use candor::model::time::Instant;
use candor::model::{Audience, Content};
use candor::publish::{Mode, Publication, Published};
use candor::read::Reading;
use candor::render::Theme;
use candor::view::{Board, board};
use candor::words::{Arg, Words};
use clap::Args;

use super::{FOUND, REFUSED, report};

#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    content: super::Content,
    /// The folder to publish into; replaced in one step.
    #[arg(long, value_name = "FOLDER", default_value = "site", default_value_if("drill", "true", "drill"))]
    out: PathBuf,
    /// Build the practices alone, each page marked as one, into the folder `drill`.
    #[arg(long)]
    drill: bool,
    #[command(flatten)]
    now: super::Now,
    /// Publish although these checks stop it, with a reason. What is wrong with the files, and leaks (G3, G4), cannot be allowed.
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = super::check::codes, requires = "because")]
    allow: Vec<Vec<Code>>,
    /// Why it is published all the same.
    #[arg(long, value_name = "REASON", requires = "allow")]
    because: Option<String>,
    /// Replace a folder that Candor did not make.
    #[arg(long)]
    force: bool,
}

impl Build {
    pub(super) fn run(&self) -> u8 {
        let started = std::time::Instant::now();
        if overlap(&self.content.content, &self.out) {
            report::say(
                "The site cannot be built into the content, nor around it: choose a folder beside it with `--out`.",
            );
            return REFUSED;
        }
        let allow = match self.allowed() {
            Ok(allow) => allow,
            Err(refusal) => {
                report::say(&refusal);
                return REFUSED;
            }
        };
        // The process ends with this: to take a hundred thousand values apart first helps nobody.
        let mut reading = ManuallyDrop::new(super::read_all(&self.content.content));
        let (mut findings, theme) = super::check::look(&reading, &self.now, &Choice::default());
        candor::check::let_wait(&reading.content, self.now.instant(), &mut findings);
        let (allowed, findings): (Vec<Finding>, Vec<Finding>) = findings
            .into_iter()
            .partition(|finding| finding.weight == Weight::Stop && allow.contains(&finding.code));
        if report::stops(&findings) {
            report::findings(&findings, &reading.content.sources, &self.content);
            report::say(&format!("Nothing was published; `{}` is as it was.", self.out.display()));
            return FOUND;
        }
        if let Some(theme) = theme.as_ref().filter(|_| self.drill) {
            practise(&mut reading.content, &theme.words);
        }
        let now = self.now.instant();
        let board = ManuallyDrop::new(board(&reading.content, Audience::Public, now));
        match self.publish(&reading, &board, theme) {
            Ok(published) => {
                self.say_allowed(&allowed, &reading);
                if !findings.is_empty() {
                    report::findings(&findings, &reading.content.sources, &self.content);
                }
                report::print(&summary(&reading, &board, &published, now, started.elapsed()));
                0
            }
            Err(error) => {
                report::say(&format!(
                    "{error}\nNothing was published; `{}` is as it was.",
                    self.out.display()
                ));
                REFUSED
            }
        }
    }

    /// The codes that are allowed, or why they cannot be.
    fn allowed(&self) -> Result<Vec<Code>, String> {
        let allow = self.allow.concat();
        if let Some(code) = allow.iter().find(|code| code.is_leak()) {
            return Err(format!(
                "{} finds what must never be public. No reason is good enough: take it out.",
                code.name()
            ));
        }
        if let Some(code) = allow.iter().find(|code| !code.is_check()) {
            return Err(format!(
                "`{}` finds files that cannot be right. It cannot be allowed, only mended.",
                code.name()
            ));
        }
        if self.because.as_ref().is_some_and(|because| because.trim().is_empty()) {
            return Err("Say why after `--because`: somebody will ask.".to_owned());
        }
        Ok(allow)
    }

    /// What was published although it stops, and why: for the log of the run.
    fn say_allowed(&self, allowed: &[Finding], reading: &Reading) {
        for finding in allowed {
            report::say(&format!(
                "allowed {}: {} ({}) Because: {}",
                finding.code.name(),
                finding.message,
                finding.path(&reading.content.sources),
                self.because.as_deref().unwrap_or_default().trim(),
            ));
        }
    }

    fn publish(
        &self,
        reading: &Reading,
        board: &Board<'_>,
        theme: Option<Theme>,
    ) -> Result<Published, Box<dyn std::error::Error>> {
        // A theme that cannot be used stops before this.
        let theme = ManuallyDrop::new(theme.map_or_else(|| super::check::theme(reading), Ok)?);
        let publication = Publication::begin(&self.out, self.force)?;
        let progress = Progress::new(board.incidents.len());
        compose(
            board,
            &theme,
            reading.content.sources.root(),
            |path, bytes| publication.put(path, bytes),
            || progress.tick(),
        )?;
        progress.done();
        Ok(publication.commit()?)
    }
}

/// Leaves the practices alone, and says on each that it is one.
fn practise(content: &mut Content, words: &Words) {
    content.site.name = words.say("drill-site", &[("name", Arg::Text(&content.site.name))]);
    content.incidents.retain(|incident| incident.drill);
    for incident in &mut content.incidents {
        incident.drill = false;
        incident.title.value =
            words.say("drill-title", &[("title", Arg::Text(&incident.title.value))]).into();
    }
}

/// Whether one of the two folders lies in the other, however they are written.
fn overlap(content: &Path, out: &Path) -> bool {
    // The target need not be there yet: then what counts is where it will be.
    let whole = |path: &Path| {
        let there = path.ancestors().find_map(|folder| {
            let found = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Some((found.canonicalize().ok()?, path.strip_prefix(folder).ok()?))
        });
        there.map(|(folder, rest)| folder.join(rest))
    };
    match (whole(content), whole(out)) {
        (Some(content), Some(out)) => content.starts_with(&out) || out.starts_with(&content),
        _ => false,
    }
}

/// One line on a terminal that says how far a long build is; nothing in a pipe.
struct Progress {
    total: usize,
    done: AtomicUsize,
    shown: bool,
}

impl Progress {
    fn new(total: usize) -> Self {
        Self { total, done: AtomicUsize::new(0), shown: total >= 500 && std::io::stderr().is_terminal() }
    }

    fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown && done.is_multiple_of(100) {
            let _ = write!(anstream::stderr().lock(), "\r{done} of {} incidents", self.total);
        }
    }

    fn done(&self) {
        if self.shown {
            let _ = write!(anstream::stderr().lock(), "\r{:40}\r", "");
        }
    }
}

fn summary(
    reading: &Reading,
    board: &Board<'_>,
    published: &Published,
    now: Instant,
    elapsed: std::time::Duration,
) -> String {
    let updates: usize = board.incidents.iter().map(|incident| incident.updates_count).sum();
    let waiting = reading.content.incidents.iter().map(|i| i.updates.len()).sum::<usize>() - updates;
    let mut text = format!(
        "{} and {} as at {now}: {} ({} new or changed, {} removed) in {:.2} s\n",
        report::plural(board.incidents.len(), "incident"),
        report::plural(updates, "update"),
        report::plural(published.written + published.unchanged, "file"),
        published.written,
        published.removed,
        elapsed.as_secs_f64(),
    );
    if waiting > 0 {
        text.push_str(&format!(
            "{} not shown yet (later, drafts, or for others)\n",
            report::plural(waiting, "update")
        ));
    }
    let mut later: Vec<(Instant, String)> = Vec::new();
    for incident in &reading.content.incidents {
        let held = incident.updates.iter().filter(|u| u.counts() && u.visible_from() > now);
        later.extend(held.map(|u| (u.visible_from(), format!("{}/{}", incident.id, u.id))));
    }
    later.sort();
    for (at, name) in later.iter().take(3) {
        text.push_str(&format!("  comes out {at}: {name}\n"));
    }
    for at in board.open.iter().chain(&board.planned).take(10) {
        let incident = &board.incidents[*at];
        text.push_str(&format!("  open: {} ({})\n", incident.title, incident.id));
    }
    if board.open.is_empty() && board.planned.is_empty() {
        text.push_str("  nothing is open\n");
    }
    if let Some(aside) = &published.set_aside {
        text.push_str(&format!("  what stood there before is in `{}`\n", aside.display()));
    }
    if let Mode::Replaced { why } = &published.mode {
        text.push_str(&format!("  files were replaced one by one: {why}\n"));
    }
    text
}
