//! One incident → the texts of its files, in our format.

use std::fmt::Write as _;

use super::issue::{Issue, Severity};
use super::kind::Kind;
use super::timeline::{Step, Timeline};
use crate::import::markdown::{Place, conform};
use crate::import::report::{Deed, FileReport};
use crate::import::text::quoted;

/// What stands where a promise would: cState has none.
const NO_PROMISE: &str = "Imported from cState, which does not record promises.";

/// The text of `incident.yaml`.
pub(super) fn incident(issue: &Issue, kind: Kind, start: &Timeline, language: Option<&str>) -> String {
    let mut out = format!("title: {}\nkind: {}\n", quoted(&issue.title), kind.name());
    if let Some(language) = language {
        let _ = writeln!(out, "language: {}", quoted(language));
    }
    if kind == Kind::Outage && issue.date.is_some() {
        if issue.date_guessed {
            let _ = writeln!(out, "impact_began_at: {{ at: {}, how_sure: estimate }}", start.start);
        } else {
            let _ = writeln!(out, "impact_began_at: {}", start.start);
        }
    }
    let _ = writeln!(out, "imported_from:\n  format: cState\n  file: {}", quoted(&issue.path));
    out
}

/// The names and texts of the updates; `services` are the ids of those affected.
pub(super) fn updates(
    issue: &Issue,
    kind: Kind,
    timeline: &Timeline,
    services: &[String],
    site: Option<&str>,
    report: &mut FileReport,
) -> Vec<(String, String)> {
    let page = format!("/issues/{}/", issue.slug);
    let digits = timeline.steps.len().to_string().len().max(2);
    let mut files = Vec::new();
    for (at, step) in timeline.steps.iter().enumerate() {
        let mut body = conform(&step.text, Place { site, page: &page }, report);
        if body.trim().is_empty() {
            report.note(Deed::Guessed, format!("Update {} has no words; a sentence says so.", at + 1));
            "The earlier status page has no words here.\n".clone_into(&mut body);
        }
        let front = front(issue, kind, timeline, step, at == 0, services);
        files.push((format!("{:0digits$}-{}.md", at + 1, step.kind), format!("---\n{front}---\n{body}")));
    }
    files
}

fn front(
    issue: &Issue,
    kind: Kind,
    timeline: &Timeline,
    step: &Step,
    first: bool,
    services: &[String],
) -> String {
    let mut out = format!("type: {}\nat: {}\n", step.kind, step.at);
    if issue.draft {
        out.push_str("draft: true\n");
    }
    if let Some(state) = step.state {
        let _ = writeln!(out, "state: {state}");
    }
    if first {
        let _ = writeln!(out, "severity: {}", severity(issue, kind));
        if let Some((start, end)) = timeline.window {
            let _ = writeln!(out, "window: {{ start: {start}, end: {end} }}");
        }
    }
    if let Some(at) = step.fixed_at {
        let _ = writeln!(out, "fixed_at: {at}");
    }
    let status = match (first, step.kind) {
        (true, _) => Some(status(issue, kind)),
        (_, "resolved") => Some("recovered"),
        _ => None,
    };
    if let Some(status) = status.filter(|_| kind != Kind::Notice && !services.is_empty()) {
        out.push_str("services:\n");
        for id in services {
            let _ = writeln!(out, "  {id}: {status}");
        }
    }
    if !step.over {
        let _ = writeln!(out, "next_update: {{ none: {} }}", quoted(NO_PROMISE));
    }
    out
}

fn severity(issue: &Issue, kind: Kind) -> &'static str {
    match (kind, issue.severity) {
        (Kind::Notice, _) | (_, Severity::Notice) => "none",
        (_, Severity::Disrupted) => "minor",
        (_, Severity::Down) => "major",
    }
}

fn status(issue: &Issue, kind: Kind) -> &'static str {
    match (kind, issue.severity) {
        (Kind::Maintenance, _) => "maintenance",
        (_, Severity::Notice) => "checking",
        (_, Severity::Disrupted) => "partial",
        (_, Severity::Down) => "down",
    }
}
