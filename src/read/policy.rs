//! `policy.yaml` → limits over the built-in ones.

use crate::finding::{Code, Finding, nearest};
use crate::model::time::Period;
use crate::model::{Approval, BySeverity, Debt, Kind, Named, Override, Policy, Severity, Table};
use crate::yaml::{Cx, Decode, Node, Value, unknown_name};

/// Names of roles that can approve.
const ROLES: [&str; 5] = ["security", "legal", "executive", "comms", "outside_reader"];

pub(super) fn policy(node: &Node<'_>, cx: &mut Cx) -> Policy {
    let mut policy = Policy::default();
    let Some(mut fields) = cx.fields(node, "policy") else { return policy };
    let limits = &mut policy.limits;
    for (key, target) in [
        ("grace", &mut limits.grace),
        ("first_word", &mut limits.first_word),
        ("rhythm", &mut limits.rhythm),
        ("rhythm_monitoring", &mut limits.rhythm_monitoring),
        ("long_incident", &mut limits.long_incident),
    ] {
        if let Some(entry) = fields.entry(key) {
            table(&entry.value, target, cx);
        }
    }
    if let Some(period) = fields.opt("direct_notice", cx) {
        limits.direct_notice = period;
    }
    if let Some(entry) = fields.entry("reporter")
        && let Some(mut reporter) = cx.fields(&entry.value, "limit for reporters")
    {
        if let Some(period) = reporter.opt("acknowledge", cx) {
            limits.reporter_acknowledge = period;
        }
        if let Some(period) = reporter.opt("status", cx) {
            limits.reporter_status = period;
        }
        reporter.finish(cx);
    }
    if let Some(entry) = fields.entry("debts") {
        debts(&entry.value, &mut policy.debts, cx);
    }
    policy.approvals = fields.list("approvals", cx);
    policy.trusted_domains = fields.list("trusted_domains", cx);
    policy.public_words = fields.list("public_words", cx);
    if let Some(entry) = fields.entry("severities") {
        policy.severities = severities(&entry.value, cx);
    }
    policy.publish_record = fields.opt("publish_record", cx).unwrap_or(false);
    policy.us_ca = fields.opt("us_ca", cx).unwrap_or(false);
    fields.finish(cx);
    policy
}

/// Kind → a length of time, or severity → a length of time.
fn table(node: &Node<'_>, table: &mut Table, cx: &mut Cx) {
    let Some(fields) = cx.fields(node, "table of limits") else { return };
    for entry in fields.entries() {
        let Some(kind) = Kind::from_name(&entry.key) else {
            cx.push(unknown_name(entry.key_span, Kind::NOUN, &entry.key, Kind::NAMES.iter().copied()));
            continue;
        };
        if let Some((_, by)) = table.iter_mut().find(|(k, _)| *k == kind) {
            by_severity(&entry.value, by, cx);
        }
    }
}

fn by_severity(node: &Node<'_>, by: &mut BySeverity, cx: &mut Cx) {
    if !matches!(node.value, Value::Map(_)) {
        if let Some(period) = Period::decode(node, "length of time", cx) {
            *by = BySeverity::all(period);
        }
        return;
    }
    let Some(mut fields) = cx.fields(node, "limit") else { return };
    for severity in [Severity::Critical, Severity::Major, Severity::Minor] {
        let Some(period) = fields.opt(severity.name(), cx) else { continue };
        match severity {
            Severity::Critical => by.critical = Some(period),
            Severity::Major => by.major = Some(period),
            _ => by.minor = Some(period),
        }
    }
    fields.finish(cx);
}

fn debts(node: &Node<'_>, debts: &mut [(Debt, BySeverity)], cx: &mut Cx) {
    let Some(fields) = cx.fields(node, "list of debts") else { return };
    for entry in fields.entries() {
        match Debt::from_name(&entry.key) {
            Some(debt) => {
                if let Some((_, by)) = debts.iter_mut().find(|(d, _)| *d == debt) {
                    by_severity(&entry.value, by, cx);
                }
            }
            None => {
                cx.push(unknown_name(entry.key_span, Debt::NOUN, &entry.key, Debt::NAMES.iter().copied()));
            }
        }
    }
}

fn severities(node: &Node<'_>, cx: &mut Cx) -> Vec<(String, Override)> {
    let Some(fields) = cx.fields(node, "list of checks") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in fields.entries() {
        let Some(code) = Code::from_name(&entry.key).filter(|code| code.is_check()) else {
            let checks: Vec<&str> =
                Code::ALL.iter().filter(|code| code.is_check()).map(|code| code.name()).collect();
            let help = match nearest(&entry.key, checks) {
                Some(near) => format!("Write the id of a check, such as `{near}`."),
                None => "Write the id of a check, such as `C10`.".to_owned(),
            };
            cx.push(
                Finding::stop(Code::UnknownName, entry.key_span, format!("`{}` is not a check.", entry.key))
                    .help(help),
            );
            continue;
        };
        if let Some(value) = Override::decode(&entry.value, "severity", cx) {
            if code.is_leak() && value != Override::Stop {
                cx.push(
                    Finding::stop(
                        Code::UnknownName,
                        entry.value.span,
                        format!(
                            "`{code}` finds what must never be public, and always stops.",
                            code = code.name()
                        ),
                    )
                    .help("Remove this line."),
                );
                continue;
            }
            found.push((entry.key.to_string(), value));
        }
    }
    found
}

impl Decode for Approval {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "rule for approvals")?;
        let kinds = fields.list("kinds", cx);
        let severities = fields.list("severities", cx);
        let types = fields.list("types", cx);
        let roles = match fields.entry("roles") {
            Some(entry) => super::site::each(&entry.value, "roles", cx, |node, cx| {
                cx.choice(node, "role", &ROLES).map(|at| ROLES[at].to_owned())
            }),
            None => fields.req("roles", "[legal]", cx).unwrap_or_default(),
        };
        let not_by_writer = fields.opt("not_by_writer", cx).unwrap_or(false);
        fields.finish(cx);
        Some(Self { kinds, severities, types, roles, not_by_writer })
    }
}
