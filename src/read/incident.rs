//! `incident.yaml` → what an incident is.

use super::decode::{address, reason};
use crate::finding::{Code, Finding};
use crate::model::{
    Credit, Cve, Detection, HowSure, Incident, Kind, Locus, Origin, Reference, Related, Reporter,
    ReporterUpdate, Retired, Upstream,
};
use crate::source::{Excerpt, FileId, Spanned};
use crate::yaml::{Cx, Decode, Node, Value};

/// Decodes the file; `id` and `folder` come from where it lies.
pub(super) fn incident(
    node: &Node<'_>,
    id: &str,
    folder: &str,
    file: FileId,
    cx: &mut Cx,
) -> Option<Incident> {
    let mut fields = cx.fields(node, "incident")?;
    let title: Option<Spanned<Excerpt>> = fields.req("title", "Uploads fail with an error", cx);
    let kind: Option<Kind> = fields.req("kind", "outage", cx);
    let reference = fields.opt("reference", cx);
    let title_date = fields.opt("title_date", cx);
    let language: Option<Spanned<Excerpt>> = fields.opt("language", cx);
    if let Some(language) = &language {
        super::site::language_tag(language, cx);
    }
    let locus = match fields.entry("locus") {
        Some(entry) if matches!(entry.value.value, Value::List(_)) => {
            Vec::decode(&entry.value, "locus", cx).unwrap_or_default()
        }
        Some(entry) => Locus::decode(&entry.value, "locus", cx).into_iter().collect(),
        None => Vec::new(),
    };
    let environment = match fields.entry("scope") {
        Some(entry) => cx.fields(&entry.value, "scope").and_then(|mut scope| {
            let environment = scope.req("environment", "production", cx);
            scope.finish(cx);
            environment
        }),
        None => None,
    };
    let detection = fields.opt("detection", cx).unwrap_or_default();
    let impact_began_at = fields.opt("impact_began_at", cx);
    let tags = fields.list("tags", cx);
    let related = fields.list("related", cx);
    let references = fields.list("references", cx);
    let upstream = fields.list("upstream", cx);
    let reporter: Option<Reporter> = fields.opt("reporter", cx);
    let details_policy = fields.opt("details_policy", cx);
    let details_at = fields.opt("details_at", cx);
    let details_reason = fields.opt("details_reason", cx);
    let cve = fields.opt("cve", cx);
    let backfilled = fields.opt("backfilled", cx).unwrap_or(false);
    let drill = fields.opt("drill", cx).unwrap_or(false);
    let retired = fields.opt("retired", cx);
    let imported_from = fields.opt("imported_from", cx);
    fields.finish(cx);
    Some(Incident {
        id: cx.excerpt(id),
        file,
        folder: cx.excerpt(folder),
        title: title?,
        kind: kind?,
        reference,
        title_date,
        language: language.map(|l| l.value),
        locus,
        environment,
        detection,
        impact_began_at,
        tags,
        related,
        references,
        upstream,
        reporter: reporter.map(Box::new),
        details_policy,
        details_at,
        details_reason,
        cve,
        backfilled,
        drill,
        retired,
        imported_from,
        updates: Vec::new(),
    })
}

impl Decode for Detection {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "detection")?;
        let source = fields.opt("source", cx);
        let at = fields.opt("at", cx);
        let how_sure: Option<Spanned<HowSure>> = fields.opt("how_sure", cx);
        let by_role = fields.opt("by_role", cx);
        fields.finish(cx);
        let approximate = match how_sure {
            None => false,
            Some(sure) => match sure.value {
                HowSure::Exact => false,
                HowSure::Approximate => true,
                _ => {
                    cx.push(
                        Finding::stop(
                            Code::UnknownName,
                            sure.span,
                            "A time of detection is `exact` or `approximate`.",
                        )
                        .help("Write one of the two."),
                    );
                    false
                }
            },
        };
        Some(Self { source, at, approximate, by_role })
    }
}

impl Decode for Related {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "related incident")?;
        let id = fields.req("id", "QH-2026-0015", cx);
        let relation = fields.req("relation", "related", cx);
        fields.finish(cx);
        Some(Self { id: id?, relation: relation? })
    }
}

impl Decode for Reference {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "reference")?;
        let title = fields.req("title", "Advisory of the national CERT", cx);
        let url = match fields.entry("url") {
            Some(_) => address(&mut fields, "url", false, cx),
            None => fields.req("url", "https://…", cx),
        };
        fields.finish(cx);
        Some(Self { title: title?, url: url? })
    }
}

impl Decode for Upstream {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "supplier")?;
        let supplier = fields.req("supplier", "Ferrowick Cloud", cx);
        let link = address(&mut fields, "link", false, cx);
        let view = fields.opt("view", cx);
        fields.finish(cx);
        Some(Self { supplier: supplier?, link, view })
    }
}

impl Decode for ReporterUpdate {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "message to the reporter")?;
        let at = fields.req("at", "2026-05-07 09:00 UTC", cx);
        let channel = fields.opt("channel", cx);
        let what = fields.req("what", "told her that it is real", cx);
        fields.finish(cx);
        Some(Self { at: at?, channel, what: what? })
    }
}

impl Decode for Reporter {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "reporter")?;
        let credit: Option<Spanned<Credit>> = fields.req("credit", "named", cx);
        let name = fields.opt("name", cx);
        let reporter = Some(Self {
            name,
            affiliation: fields.opt("affiliation", cx),
            url: address(&mut fields, "url", false, cx),
            credit: credit.as_ref().map_or(Credit::None, |c| c.value),
            consent_at: fields.opt("consent_at", cx),
            received_at: fields.opt("received_at", cx),
            acknowledged_at: fields.opt("acknowledged_at", cx),
            confirmed_at: fields.opt("confirmed_at", cx),
            draft_shared_at: fields.opt("draft_shared_at", cx),
            fix_available_at: fields.opt("fix_available_at", cx),
            updates: fields.list("updates", cx),
            thanks: fields.opt("thanks", cx),
            show_timeline: fields.opt("show_timeline", cx).unwrap_or(false),
        });
        fields.finish(cx);
        let credit = credit?;
        let reporter = reporter?;
        if credit.value == Credit::Named && (reporter.name.is_none() || reporter.consent_at.is_none()) {
            cx.push(
                Finding::stop(
                    Code::MissingKey,
                    credit.span,
                    "To name a reporter you need the `name`, and `consent_at`: when the reporter agreed.",
                )
                .help("Add both, or write `credit: anonymous`."),
            );
        }
        Some(reporter)
    }
}

impl Decode for Cve {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return reason(node, "none", "reason for no CVE", cx).map(Self::None);
        }
        let ids: Vec<Spanned<Excerpt>> = Vec::decode(node, "list of CVE ids", cx)?;
        for id in &ids {
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let good = id.value.strip_prefix("CVE-").and_then(|rest| rest.split_once('-')).is_some_and(
                |(year, number)| year.len() == 4 && digits(year) && number.len() >= 4 && digits(number),
            );
            if !good {
                cx.push(
                    Finding::stop(Code::UnknownName, id.span, format!("`{}` is not a CVE id.", id.value))
                        .help("Write it like this: `CVE-2099-10001`."),
                );
            }
        }
        Some(Self::Ids(ids.into_iter().map(|id| id.value).collect()))
    }
}

impl Decode for Retired {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "note on a retired incident")?;
        let merged: Option<Spanned<Excerpt>> = fields.opt("merged_into", cx);
        let withdrawn: Option<Excerpt> = fields.opt("withdrawn", cx);
        let span = fields.span;
        fields.finish(cx);
        match (merged, withdrawn) {
            (Some(id), None) => Some(Self::MergedInto(id)),
            (None, Some(why)) => Some(Self::Withdrawn(why)),
            _ => {
                cx.push(
                    Finding::stop(
                        Code::MissingKey,
                        span,
                        "A retired incident needs either `merged_into` or `withdrawn`.",
                    )
                    .help("Write `retired: { withdrawn: \"why it was taken back\" }`."),
                );
                None
            }
        }
    }
}

impl Decode for Origin {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "origin")?;
        let format = fields.req("format", "cState", cx);
        let file = fields.req("file", "content/issues/outage.md", cx);
        fields.finish(cx);
        Some(Self { format: format?, file: file? })
    }
}
