//! One file per command, and what they share: arguments, colours, exit codes.
//!
//! Exit status: 0 done, 1 findings that stop, 2 wrong use or a system that refuses.

mod answers;
mod build;
mod check;
mod correct;
mod desk;
mod doctor;
mod fault;
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
use clap::builder::Resettable;
use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand};

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
    /// Write the first word: what people may notice, that you know, when they hear more.
    ///
    /// Opens a new incident with a complete holding statement. `candor build` makes the page from it.
    Hold(Later<hold::Hold>),
    /// Write the next update of an incident.
    ///
    /// Opens with what readers still wait for: open questions, services of which nothing
    /// was said, the promise that is due, and what is owed.
    Update(Later<update::Update>),
    /// Say that it is over.
    Resolve(Later<resolve::Resolve>),
    /// Say that it has come back.
    Reopen(Later<update::Reopen>),
    /// Publish what you learned.
    Postmortem(Later<update::Postmortem>),
    /// Say that published words were wrong: they stay, struck through, with the right ones beside them.
    ///
    /// A slip in spelling (`--size typo`) is mended where it stands, and logged in `published.lock`.
    Correct(Later<correct::Correct>),
    /// Lock the words of everything that is published, in `published.lock`.
    ///
    /// From then on a change to them needs a correction: `candor correct`.
    Seal(Later<seal::Seal>),
    /// Open a new incident of any kind, from the template for it.
    ///
    /// In a terminal it asks what it needs and opens your editor on the template for it.
    /// Besides the kinds it knows what is told as a notice: reply, apology, not-affected, scam.
    New(Later<new::New>),
    /// Note where else an update was said, for "where we said this" on the page.
    Sent(Later<sent::Sent>),
    /// Make a new site: its name, its services, where people can ask.
    Init(Later<init::Init>),
    /// Build the site from the content.
    Build(Later<build::Build>),
    /// Read everything and say what is wrong; write nothing.
    Check(Later<check::Check>),
    /// Say what is not ready for a crisis, while it is quiet.
    ///
    /// Ends with status 1 if something would stop the first word, and with 0 if there is only something to fix.
    Doctor(Later<doctor::Doctor>),
    /// Bring the history of another status page over.
    Import(Later<import::Import>),
    /// Show how well an incident is being told: what is done, owed and missing.
    Litmus(Later<litmus::Litmus>),
    /// List everything that is promised or due, what is overdue first.
    ///
    /// Ends with status 1 if something is overdue, so that a timer can call for help.
    Owed(Later<owed::Owed>),
    /// Make the texts for all other channels from one update.
    Say(Later<say::Say>),
    /// Show the site while it is written; every save is in the browser at once.
    ///
    /// Drafts and updates for later are shown, and marked. Nothing is published.
    Serve(Later<serve::Serve>),
}

/// What a command takes, described when it is the one that was named: to describe it for all of
/// them takes as long as to build a page.
struct Later<T>(Box<T>);

impl<T: Args> Later<T> {
    fn describe(command: clap::Command) -> clap::Command {
        // What it is for is said already, and not by the groups of arguments that it shares with others.
        let (about, more) = (command.get_about().cloned(), command.get_long_about().cloned());
        T::augment_args(command).about(Resettable::from(about)).long_about(Resettable::from(more))
    }
}

impl<T: Args> Args for Later<T> {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.defer(Self::describe)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        command.defer(T::augment_args_for_update)
    }
}

impl<T: FromArgMatches> FromArgMatches for Later<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(|args| Self(Box::new(args)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
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
    fault::speak_plainly();
    let cli = Cli::parse();
    let choice = match cli.color {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
    let status = match cli.command {
        Command::Hold(args) => args.0.run(),
        Command::Update(args) => args.0.run(),
        Command::Resolve(args) => args.0.run(),
        Command::Reopen(args) => args.0.run(),
        Command::Postmortem(args) => args.0.run(),
        Command::Correct(args) => args.0.run(),
        Command::Seal(args) => args.0.run(),
        Command::New(args) => args.0.run(),
        Command::Sent(args) => args.0.run(),
        Command::Init(args) => args.0.run(),
        Command::Build(args) => args.0.run(),
        Command::Check(args) => args.0.run(),
        Command::Doctor(args) => args.0.run(),
        Command::Import(args) => args.0.run(),
        Command::Litmus(args) => args.0.run(),
        Command::Owed(args) => args.0.run(),
        Command::Say(args) => args.0.run(),
        Command::Serve(args) => args.0.run(),
    };
    ExitCode::from(status)
}
