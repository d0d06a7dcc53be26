//! What the language packs find in any texts, so that people can judge how
//! often they are right: one line for each hit, with topic, words and sentence.
//!
//! ```sh
//! cargo run --example precision -- en notes/*.md
//! ```

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]

use std::process::ExitCode;

use candor::language::{Pack, Text};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(pack) = arguments.next().and_then(|language| Pack::built_in(&language)) else {
        eprintln!("say a language first, such as en, then the files");
        return ExitCode::from(2);
    };
    for path in arguments {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        let read = Text::of_markdown(behind_front_matter(&text), pack);
        for hit in &read.hits {
            println!("{}\t{}\t{}\t{path}", hit.topic.name(), read.words(hit), read.sentence(hit));
        }
    }
    ExitCode::SUCCESS
}

/// The text behind the facts between two lines `---`.
fn behind_front_matter(text: &str) -> &str {
    let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, body)| body)
}
