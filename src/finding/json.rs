//! Findings as JSON, for editors and scripts. The shape is versioned.

use serde::Serialize;

use super::{Finding, Place};
use crate::source::{Sources, Span};

/// The version of this shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    readers: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    write: Option<&'a str>,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

/// All findings as one JSON document, ending in a newline.
pub fn render(findings: &[Finding], sources: &Sources) -> String {
    let report = Report { version: VERSION, findings: findings.iter().map(|f| item(f, sources)).collect() };
    let mut json = serde_json::to_string_pretty(&report).unwrap_or_default();
    json.push('\n');
    json
}

fn item<'a>(finding: &'a Finding, sources: &'a Sources) -> Item<'a> {
    let span = match finding.place {
        Place::Span(span) => Some(span),
        Place::Path(_) => None,
    };
    let point = |span: Span, offset: u32| {
        let position = sources.get(span.file).position(offset as usize);
        Point { line: position.line, column: position.column }
    };
    Item {
        code: finding.code.name(),
        severity: finding.weight.name(),
        file: finding.path(sources),
        start: span.map(|s| point(s, s.start)),
        end: span.map(|s| point(s, s.end)),
        text: span.map(|s| sources.slice(s)),
        message: &finding.message,
        readers: finding.reader.as_deref(),
        write: finding.help.as_deref(),
    }
}
