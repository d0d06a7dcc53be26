//! Findings as SARIF 2.1.0, for tools of code review (OASIS, Static Analysis
//! Results Interchange Format).

use serde_json::{Value, json};

use super::{Code, Finding, Place, Weight};
use crate::source::{Position, Source, Sources, Span};

/// The schema that the document follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// All findings as one SARIF log, ending in a newline. `rules` are all codes
/// with their usual weight and their explanation; `prefix` is put before paths,
/// so that they are those of the repository.
pub fn render(
    findings: &[Finding],
    sources: &Sources,
    prefix: &str,
    rules: &[(Code, Weight, String)],
) -> String {
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "candor",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|finding| result(finding, sources, prefix, rules)).collect::<Vec<_>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn level(weight: Weight) -> &'static str {
    match weight {
        Weight::Stop => "error",
        Weight::Fix => "warning",
        Weight::Hint => "note",
    }
}

fn rule((code, weight, explanation): &(Code, Weight, String)) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.explain() },
        "fullDescription": { "text": explanation },
        "defaultConfiguration": { "level": level(*weight) },
    })
}

fn result(finding: &Finding, sources: &Sources, prefix: &str, rules: &[(Code, Weight, String)]) -> Value {
    let parts = [Some(&finding.message), finding.reader.as_ref(), finding.help.as_ref()];
    let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": rules.iter().position(|(code, ..)| *code == finding.code),
        "level": level(finding.weight),
        "message": { "text": words.join(" ") },
        "locations": [place(finding, sources, prefix)],
    });
    if let Some((span, text)) = &finding.related {
        let mut related = location(&sources.get(span.file).path, prefix, Some(region(*span, sources)));
        related["message"] = json!({ "text": text });
        result["relatedLocations"] = json!([related]);
    }
    result
}

fn place(finding: &Finding, sources: &Sources, prefix: &str) -> Value {
    let region = match finding.place {
        Place::Span(span) => Some(region(span, sources)),
        Place::Path(_) => None,
    };
    location(finding.path(sources), prefix, region)
}

fn location(path: &str, prefix: &str, region: Option<Value>) -> Value {
    let path = uri(&format!("{prefix}{path}"));
    let mut physical = if path.starts_with('/') {
        json!({ "artifactLocation": { "uri": format!("file://{path}") } })
    } else {
        json!({ "artifactLocation": { "uri": path, "uriBaseId": "%SRCROOT%" } })
    };
    if let Some(region) = region {
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

fn region(span: Span, sources: &Sources) -> Value {
    let source: &Source = sources.get(span.file);
    let Position { line, column } = source.position(span.start as usize);
    let end = source.position(span.end.max(span.start) as usize);
    json!({ "startLine": line, "startColumn": column, "endLine": end.line, "endColumn": end.column })
}

/// A path as a relative reference: what an address cannot hold is written in percent.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    if uri.is_empty() { ".".to_owned() } else { uri }
}
