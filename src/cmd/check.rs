//! `candor check`: reads the content and says what is wrong with it.

use clap::{Args, ValueEnum};

use super::{FOUND, report};

/// Read everything and say what is wrong; write nothing.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: super::Content,
    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
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
        let reading = candor::read::read(&self.content.content);
        let sources = &reading.content.sources;
        match self.format {
            Format::Json => report::print(&candor::finding::json::render(&reading.findings, sources)),
            Format::Text if reading.findings.is_empty() => {
                let incidents = reading.content.incidents.len();
                let updates: usize = reading.content.incidents.iter().map(|i| i.updates.len()).sum();
                report::print(&format!("{incidents} incidents, {updates} updates: nothing found\n"));
            }
            Format::Text => report::findings(&reading.findings, sources, &self.content.content),
        }
        if reading.is_sound() { 0 } else { FOUND }
    }
}
