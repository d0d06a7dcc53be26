//! `candor import`: another program's site → content of ours, with a report.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{REFUSED, report};

#[derive(Args)]
pub(super) struct Import {
    #[command(subcommand)]
    from: From,
}

#[derive(Subcommand)]
enum From {
    /// A cState site: its configuration and `content/issues/*.md`.
    Cstate(Cstate),
}

#[derive(Args)]
struct Cstate {
    /// The folder of the cState site.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The content folder to write; nothing in it is overwritten.
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
}

impl Import {
    pub(super) fn run(&self) -> u8 {
        let From::Cstate(args) = &self.from;
        let imported = match candor::import::cstate::import(&args.folder) {
            Ok(imported) => imported,
            Err(error) => return refused(&error),
        };
        if let Err(error) = candor::import::write(&imported, &args.into) {
            return refused(&error);
        }
        report::print(&imported.report.text());
        report::print(&format!(
            "\nWritten to {into}. Next: candor check --content {into}\n",
            into = args.into.display()
        ));
        0
    }
}

fn refused(error: &candor::import::ImportError) -> u8 {
    report::say(&error.to_string());
    REFUSED
}
