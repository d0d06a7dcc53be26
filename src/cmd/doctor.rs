//! `candor doctor`: what would hold a word up in a crisis, while it is quiet.

use candor::doctor::examine;
use clap::{Args, ValueEnum};

use super::{FOUND, REFUSED, report};

#[derive(Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Doctor {
    pub(super) fn run(&self) -> u8 {
        let Some(reading) = super::sound(&self.content, "Readiness") else { return REFUSED };
        let findings = examine(&reading.content, self.now.instant());
        let sources = &reading.content.sources;
        match self.format {
            Format::Json => report::print(&candor::finding::json::render(&findings, sources)),
            Format::Text if findings.is_empty() => report::print("Ready: nothing is missing.\n"),
            Format::Text => {
                report::findings(&findings, sources, &self.content);
                if !report::stops(&findings) {
                    report::say("None of this would stop a first word.");
                }
            }
        }
        if report::stops(&findings) { FOUND } else { 0 }
    }
}
