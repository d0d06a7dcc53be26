//! Findings as annotations of a run on GitHub: one line each, in the form of
//! its workflow commands.

use super::{Finding, Place, Weight};
use crate::source::Sources;

/// One line for each finding. `prefix` is put before paths, so that they are
/// those of the repository.
pub fn render(findings: &[Finding], sources: &Sources, prefix: &str) -> String {
    findings.iter().map(|finding| line(finding, sources, prefix)).collect()
}

fn line(finding: &Finding, sources: &Sources, prefix: &str) -> String {
    let level = match finding.weight {
        Weight::Stop => "error",
        Weight::Fix => "warning",
        Weight::Hint => "notice",
    };
    let mut place = format!("file={}", property(&format!("{prefix}{}", finding.path(sources))));
    if let Place::Span(span) = finding.place {
        let source = sources.get(span.file);
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        place.push_str(&format!(",line={},endLine={}", start.line, end.line));
        if start.line == end.line {
            place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
    }
    let mut words = finding.message.clone();
    for more in [&finding.reader, &finding.help].into_iter().flatten() {
        words.push('\n');
        words.push_str(more);
    }
    format!(
        "::{level} {place},title={}::{}\n",
        property(&format!("{} ({})", finding.code.name(), finding.weight.name())),
        escaped(&words)
    )
}

/// What ends a command is written otherwise in it.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// In a property also what ends a property.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
