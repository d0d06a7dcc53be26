//! A cState site (Hugo) → our content files.
//!
//! cState has one file for each issue: a start, an end, one severity, and free
//! text in which people stack updates as they please. What it does not record
//! (kind, states, the times of updates, promises) is guessed with care or left
//! out, and every guess is in the report. Only `files.rs` reads from disk.

mod config;
mod emit;
mod files;
mod front;
mod issue;
mod kind;
mod label;
mod services;
mod shortcode;
mod split;
mod ties;
mod time;
mod timeline;
mod toml;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use self::config::Config;
use self::issue::{Issue, Tally};
use self::services::Services;
use self::ties::Ties;
use self::tree::Tree;
use super::markdown::prepare;
use super::report::{Deed, FileReport, count};
use super::text::{clean, folder_name, unique};
use super::{ImportError, Imported, REPORT_FILE, Report};
use crate::source::{Found, Listing};

/// The name of the format.
const FORMAT: &str = "cState";

/// Reads the cState site in `folder`.
///
/// # Errors
/// The folder cannot be read, or is no cState site. A file that cannot be read is
/// a line of the report instead.
pub fn import(folder: &Path) -> Result<Imported, ImportError> {
    let listing = files::list(folder)?;
    let found = files::issues(&listing);
    let (config_report, config) = configuration(folder, &listing, &found);
    if config_report.is_none() && found.is_empty() {
        return Err(ImportError::NotASite { folder: folder.to_path_buf(), format: FORMAT });
    }
    let mut config_report = config_report.unwrap_or_else(|| {
        let mut report = FileReport::new("(no configuration file)");
        report.note(
            Deed::Guessed,
            "There is no config.yml, hugo.yaml or the like; the site got a name and an address to fill in.",
        );
        report
    });
    let mut tally = Tally::default();
    let mut reports = Vec::new();
    let mut issues = Vec::new();
    for file in &listing.files {
        match found.get(&file.path) {
            Some(slug) => {
                let mut report = FileReport::new(&file.path);
                if let Some(issue) = read_issue(folder, file, slug, &mut tally, &mut report) {
                    issues.push((issue, report));
                } else {
                    reports.push(report);
                }
            }
            None => reports.extend(files::passed_over(&file.path)),
        }
    }
    reports.extend(files::unreadable(&listing));
    let named: Vec<&str> =
        issues.iter().flat_map(|(issue, _)| issue.affected.iter().map(String::as_str)).collect();
    let services = Services::new(&config, named.iter().copied());
    let mut files = vec![
        ("services.yaml".to_owned(), services.yaml(config.name())),
        ("site.yaml".to_owned(), config.yaml(&mut config_report)),
    ];
    if services.is_empty() {
        config_report.note(
            Deed::Guessed,
            "No system is named anywhere; `services.yaml` got one service for the whole site.",
        );
    }
    let mut updates = 0;
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let incidents = issues.len();
    for (issue, mut report) in issues {
        let written = incident(&issue, &config, &services, &mut taken, &mut report);
        updates += written.len().saturating_sub(1);
        files.extend(written);
        reports.push(report);
    }
    if let Some(site) = config.site() {
        let ties = Ties::new(site, &reports);
        for report in &mut reports {
            let Some(folder) = report.target.clone() else { continue };
            let own = |path: &str| path.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
            for (_, text) in files.iter_mut().filter(|(path, _)| own(path)) {
                if let Some(led) = ties.rewrite(text, report) {
                    *text = led;
                }
            }
        }
    }
    reports.push(config_report);
    reports.sort_by(|a, b| a.file.cmp(&b.file));
    let report =
        Report { format: FORMAT, incidents, updates, general: general(&tally, &services), files: reports };
    files.push((REPORT_FILE.to_owned(), report.text()));
    files.sort();
    Ok(Imported { files, report })
}

/// What is true of the whole import.
fn general(tally: &Tally, services: &Services) -> Vec<String> {
    let mut lines: Vec<String> = [
        "cState has no kinds. An issue became maintenance or a notice where its words say so, and an outage otherwise.",
        "Severity: down became major with services down; disrupted became minor with services partial; notice became \
         none with services checking. In a maintenance the services are in maintenance. Nothing became critical.",
        "cState does not record when a maintenance was announced: its first update carries the start of the window.",
        "cState records no promises; each open update says so in place of the next one.",
        "Labels such as [Final message] became types and states and are not repeated in the text; neither are `track` marks.",
        "Notices name no services: they say nothing about how these work.",
    ]
    .map(str::to_owned)
    .into();
    if services.old() > 0 {
        lines.push(format!(
            "{} named by issues but not in the configuration; see the group \"No longer listed\" in services.yaml.",
            if services.old() == 1 { "1 service is".to_owned() } else { format!("{} services are", services.old()) }
        ));
    }
    for (number, noun, said) in [
        (tally.minus_zero, "time", "with the offset -00:00, read as UTC"),
        (tally.fractions, "time", "with a part of a second, which was left out"),
        (tally.long_titles, "title", "of more than 70 characters, kept whole"),
    ] {
        if number > 0 {
            lines.push(format!("{} {said}.", count(number, noun)));
        }
    }
    lines
}

/// The files of one incident.
fn incident(
    issue: &Issue,
    config: &Config,
    services: &Services,
    taken: &mut BTreeSet<String>,
    report: &mut FileReport,
) -> Vec<(String, String)> {
    let wanted = folder_name(&issue.slug);
    let id = unique(&wanted, |id| taken.contains(&id.to_lowercase()));
    taken.insert(id.to_lowercase());
    if id != issue.slug {
        report.note(
            Deed::Changed,
            format!("The name `{}` became `{id}`; its address changes with it.", issue.slug),
        );
    }
    let body = shortcode::strip(&prepare(&issue.body, report), report);
    let (kind, why) = kind::guess(&kind::Signs {
        title: &issue.title,
        body: &body,
        notice: issue.severity == issue::Severity::Notice,
        informational: issue.informational,
        affects: !issue.affected.is_empty(),
    });
    if let Some(why) = why {
        report.note(Deed::Guessed, format!("Its kind, {}: {why}.", kind.name()));
    }
    let affected: Vec<String> = if kind == kind::Kind::Notice {
        if !issue.affected.is_empty() {
            report.note(
                Deed::LeftOut,
                format!("The systems that this notice names: {}.", issue.affected.join(", ")),
            );
        }
        Vec::new()
    } else {
        let mut ids: Vec<String> = Vec::new();
        for name in &issue.affected {
            if let Some(id) = services.id_of(name, report).filter(|id| !ids.iter().any(|known| known == id)) {
                ids.push(id.to_owned());
            }
        }
        ids
    };
    let pieces = split::split(&body, report);
    let timeline = timeline::plan(issue, kind, pieces, report);
    let year = issue.date.map_or_else(|| "undated".to_owned(), |at| at.year().to_string());
    let folder = format!("incidents/{year}/{id}");
    report.target = Some(folder.clone());
    let mut files = vec![(
        format!("{folder}/incident.yaml"),
        emit::incident(issue, kind, &timeline, config.own_language().as_deref()),
    )];
    for (name, text) in emit::updates(issue, kind, &timeline, &affected, config.site(), report) {
        files.push((format!("{folder}/{name}"), text));
    }
    files
}

/// Reads the configuration; no report means that there is none. It stands in the
/// folder itself, or beside the content if that lies deeper.
fn configuration(
    folder: &Path,
    listing: &Listing,
    found: &BTreeMap<String, String>,
) -> (Option<FileReport>, Config) {
    let deeper = found.keys().next().map_or("", |path| {
        let at = path.find("content/").or_else(|| path.find("issues/")).unwrap_or(0);
        &path[..at]
    });
    let find = |names: &[&str]| {
        ["", deeper].into_iter().find_map(|start| {
            let file =
                |name: &&str| listing.files.iter().find(|file| file.path.strip_prefix(start) == Some(*name));
            names.iter().find_map(file)
        })
    };
    let (main, params) = (find(&config::FILES), find(&config::PARAMS));
    if main.is_none() && params.is_none() {
        return (None, Config::default());
    }
    let mut report = FileReport::new(main.or(params).map_or("", |file| file.path.as_str()));
    let tree = |file: &Found, report: &mut FileReport| match files::read(&file.disk(folder), report) {
        Some(text) => config::read(&file.path, &text, report),
        None => Tree::Nothing,
    };
    let main = main.map_or(Tree::Nothing, |file| tree(file, &mut report));
    let params = params.map(|file| tree(file, &mut report));
    let config = config::decode(&main, params.as_ref(), &mut report);
    (Some(report), config)
}

fn read_issue(
    folder: &Path,
    file: &Found,
    slug: &str,
    tally: &mut Tally,
    report: &mut FileReport,
) -> Option<Issue> {
    let text = files::read(&file.disk(folder), report)?;
    let (text, cleaned) = clean(&text);
    for (number, noun) in [
        (cleaned.marks, "byte order mark was removed"),
        (cleaned.blanks, "no-break space became a space"),
        (cleaned.controls, "control character was removed"),
    ] {
        match number {
            0 => {}
            1 => report.note(Deed::Changed, format!("1 {noun}.")),
            _ => report.note(Deed::Changed, format!("{number} times: a {noun}.")),
        }
    }
    if cleaned.line_ends > 0 {
        report.note(Deed::Changed, "Line ends became line feeds.");
    }
    let (front, body) = front::split(&text, report);
    let slug = match front.text("slug") {
        Some(named) if named != slug => {
            report.note(Deed::Kept, format!("Its address ends with `{named}`, as `slug` says."));
            named.to_owned()
        }
        _ => slug.to_owned(),
    };
    Some(issue::read(&file.path, &slug, &front, body.to_owned(), tally, report))
}
