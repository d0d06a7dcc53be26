//! Prints findings the same way for every command.

use std::io::{BufWriter, Write};

use candor::finding::{Finding, Weight, text};
use candor::source::Sources;

/// Writes all findings to the error stream, and a line that counts them.
pub(super) fn findings(findings: &[Finding], sources: &Sources, content: &super::Content) {
    let prefix = content.prefix();
    write(findings, |finding, colour| text::render(finding, sources, &prefix, colour));
}

/// Writes findings in a text that is in no file yet: where the writer said it stands in place of a
/// line, wherever `place` knows that.
pub(super) fn unwritten(
    findings: &[Finding],
    sources: &Sources,
    content: &super::Content,
    place: impl Fn(&Finding) -> Option<(String, String)>,
) {
    let prefix = content.prefix();
    write(findings, |finding, colour| match place(finding) {
        Some((place, words)) => text::render_at(finding, &place, &words, colour),
        None => text::render(finding, sources, &prefix, colour),
    });
}

/// Writes each finding to the error stream, with or without colour, and a line that counts them.
fn write(findings: &[Finding], render: impl Fn(&Finding, bool) -> String) {
    let out = anstream::stderr();
    let colour = out.current_choice() != anstream::ColorChoice::Never;
    // The stream is not buffered: what is not one text asks the system for each of its words.
    let mut out = BufWriter::new(out.lock());
    for finding in findings {
        let _ = writeln!(out, "{}", render(finding, colour));
    }
    let _ = writeln!(out, "{}", count(findings));
}

/// Whether anything forbids a publication.
pub(super) fn stops(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.weight == Weight::Stop)
}

/// `1 file`, `2 files`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `3 things stop a publication, 1 to fix`.
pub(super) fn count(findings: &[Finding]) -> String {
    let of = |weight| findings.iter().filter(|f| f.weight == weight).count();
    let (stops, fixes, hints) = (of(Weight::Stop), of(Weight::Fix), of(Weight::Hint));
    let mut parts = Vec::new();
    match stops {
        0 => {}
        1 => parts.push("1 thing stops a publication".to_owned()),
        n => parts.push(format!("{n} things stop a publication")),
    }
    if fixes > 0 {
        parts.push(format!("{fixes} to fix"));
    }
    if hints > 0 {
        parts.push(format!("{hints} hint{}", if hints == 1 { "" } else { "s" }));
    }
    if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") }
}

/// Writes to the output stream; a reader that has gone away is not an error.
pub(super) fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Writes a line to the error stream.
pub(super) fn say(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = writeln!(out, "{text}");
}
