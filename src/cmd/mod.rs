//! One file per command, and what they share: arguments, colours, exit codes.
//!
//! Exit status: 0 done, 1 findings that stop, 2 wrong use or a system that refuses.

mod answers;
mod build;
mod check;
mod correct;
mod desk;
mod doctor;
mod hold;
mod import;
mod incident;
mod init;
mod litmus;
mod new;
mod owed;
mod report;
mod resolve;
mod say;
mod seal;
mod sent;
mod serve;
mod settle;
mod sitting;
mod update;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use candor::language::Pack;
use candor::model::time::Instant;
use candor::read::{Reading, read};
use clap::{Args, Parser, Subcommand};

/// Tells customers the truth quickly when something has gone badly wrong.
#[derive(Parser)]
#[command(name = "candor", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to colour what is printed.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: clap::ColorChoice,
}

#[derive(Subcommand)]
enum Command {
    Hold(Box<hold::Hold>),
    Update(Box<update::Update>),
    Resolve(Box<resolve::Resolve>),
    Reopen(Box<update::Reopen>),
    Postmortem(Box<update::Postmortem>),
    Correct(Box<correct::Correct>),
    Seal(seal::Seal),
    New(Box<new::New>),
    Sent(sent::Sent),
    Init(Box<init::Init>),
    Build(build::Build),
    Check(check::Check),
    Doctor(doctor::Doctor),
    Import(import::Import),
    Litmus(litmus::Litmus),
    Owed(owed::Owed),
    Say(say::Say),
    Serve(serve::Serve),
}

/// What every command that reads content takes.
#[derive(Args, Clone)]
struct Content {
    /// The folder with site.yaml and the incidents.
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    content: PathBuf,
}

impl Content {
    /// What stands before a path in the content, so that it can be opened from here.
    fn prefix(&self) -> String {
        match self.content.to_string_lossy() {
            path if path == "." => String::new(),
            path => format!("{}/", path.trim_end_matches('/')),
        }
    }
}

/// The instant that a command looks from.
#[derive(Args, Clone)]
struct Now {
    /// Look as at this instant, such as `2026-05-21 14:10 UTC`; the clock's time if not given.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    now: Option<Instant>,
}

impl Now {
    fn instant(&self) -> Instant {
        self.now.unwrap_or_else(Instant::from_clock)
    }
}

/// Where a command writes, and what time it is there.
#[derive(Args)]
struct Place {
    #[command(flatten)]
    content: Content,
    /// Write as if it were this instant, such as `2026-05-21 14:10 UTC`: the update is of that time, and what is overdue is counted to it. The clock's time if not given.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    now: Option<Instant>,
}

impl Place {
    fn now(&self) -> Instant {
        self.now.unwrap_or_else(Instant::from_clock)
    }
}

fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse(text).map_err(|fault| format!("{fault} {}", fault.help()))
}

/// The content, if its files can be read as they were meant; otherwise what is wrong is printed.
fn sound(content: &Content, noun: &str) -> Option<candor::read::Reading> {
    let reading = candor::read::read(&content.content);
    if reading.is_sound() {
        return Some(reading);
    }
    report::findings(&reading.findings, &reading.content.sources, content);
    report::say(&format!("{noun} cannot be told before these are mended."));
    None
}

/// The incident of that id, or the only one of whose id it is a part.
fn meant<'c>(content: &'c candor::model::Content, id: &str) -> Option<&'c candor::model::Incident> {
    content.incident(id).or_else(|| {
        let lower = id.to_lowercase();
        let mut alike = content.incidents.iter().filter(|i| i.id.to_lowercase().contains(&lower));
        alike.next().filter(|_| !lower.is_empty() && alike.next().is_none())
    })
}

/// What everybody knows of an incident by then.
fn known<'i>(
    content: &candor::model::Content,
    incident: &'i candor::model::Incident,
    now: Instant,
) -> candor::view::Fold<'i> {
    let mut fold = candor::view::Fold::new(incident.kind, content.services.len());
    for update in incident.updates.iter().filter(|u| u.counts() && u.visible_from() <= now) {
        fold.apply(update);
    }
    fold
}

/// The incident that is meant where none is named: the only one that is open, or the only one there is.
fn only_open(content: &candor::model::Content, now: Instant) -> Result<&candor::model::Incident, String> {
    let all = || content.incidents.iter().filter(|incident| incident.retired.is_none() && !incident.drill);
    let told = |incident: &&candor::model::Incident| {
        incident.updates.iter().any(|update| update.counts() && update.visible_from() <= now)
    };
    let open: Vec<_> =
        all().filter(told).filter(|incident| !known(content, incident, now).state.is_ended()).collect();
    let mut every = all();
    match (open.as_slice(), every.next(), every.next()) {
        ([one], ..) => Ok(*one),
        ([], Some(one), None) => Ok(one),
        ([], None, _) => Err("There is no incident yet.".to_owned()),
        ([], ..) => {
            let last: Vec<&str> = all().rev().take(5).map(|incident| incident.id.as_str()).collect();
            Err(format!("No incident is open; name one, such as {}.", candor::finding::one_of(last)))
        }
        (several, ..) => {
            let ids = several.iter().map(|incident| incident.id.as_str());
            Err(format!("Several incidents are open; name one of {}.", candor::finding::one_of(ids)))
        }
    }
}

/// Exit status of a run that found something that stops.
const FOUND: u8 = 1;
/// Exit status of wrong use, or of a system that refuses.
const REFUSED: u8 = 2;

/// Reads the content for a command that then ends: this thread works where work is shared out, in
/// place of one that would be started for it.
fn read_all(content: &Path) -> Reading {
    // Where the system starts no thread, the first work to be shared out says so.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    // Folders are walked by one alone: meanwhile the words that checks look for in most texts are made ready.
    rayon::join(|| read(content), || Pack::built_in("en")).0
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let choice = match cli.color {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
    let status = match cli.command {
        Command::Hold(args) => args.run(),
        Command::Update(args) => args.run(),
        Command::Resolve(args) => args.run(),
        Command::Reopen(args) => args.run(),
        Command::Postmortem(args) => args.run(),
        Command::Correct(args) => args.run(),
        Command::Seal(args) => args.run(),
        Command::New(args) => args.run(),
        Command::Sent(args) => args.run(),
        Command::Init(args) => args.run(),
        Command::Build(args) => args.run(),
        Command::Check(args) => args.run(),
        Command::Doctor(args) => args.run(),
        Command::Import(args) => args.run(),
        Command::Litmus(args) => args.run(),
        Command::Owed(args) => args.run(),
        Command::Say(args) => args.run(),
        Command::Serve(args) => args.run(),
    };
    ExitCode::from(status)
}
