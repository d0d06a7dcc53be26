//! The content folder → [`Content`], with every problem collected.
//!
//! Reading opens neither folders named `for-…` nor `internal.yaml`: what it
//! returns cannot hold words that are not for the public. Only the preview, which
//! publishes nothing, asks for the words of some other readers as well.

mod across;
mod again;
mod body;
mod corrections;
mod decode;
mod facts;
mod incident;
mod policy;
mod questions;
mod rules;
mod security_txt;
mod site;
mod stray;
mod times;
mod update;
mod vocabulary;

pub use security_txt::{SECURITY_TXT, SecurityTxt, security_txt};

pub use again::{Again, Living};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use stray::Place;

use crate::finding::{Code, Finding, Weight};
use crate::model::{Audience, Content, Incident, Named, Policy, Site, Update};
use crate::source::{
    FileId, Found, Listing, ReadError, Sources, Span, discover, read_list, read_text, too_large_beside,
};
use crate::yaml::{Cx, Node, Value, parse};

/// The texts that updates start from, by their names: a site may lay its own over
/// each, as `templates/<name>.md`.
pub const TEMPLATES: [&str; 15] = [
    "holding",
    "reply",
    "first",
    "progress",
    "no-change",
    "resolved",
    "breach",
    "advisory",
    "embargoed",
    "maintenance",
    "correction",
    "apology",
    "postmortem",
    "not-affected",
    "scam",
];

/// What was read. The content is complete only if no finding stops.
#[derive(Debug)]
pub struct Reading {
    /// The folder, typed.
    pub content: Content,
    /// What is wrong with it, in the order of the files.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Whether nothing forbids a publication.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|f| f.weight != Weight::Stop)
    }
}

/// One folder with an `incident.yaml`, and what lies in it.
struct Folder {
    identity: FileId,
    updates: Vec<FileId>,
    beside: Vec<String>,
}

impl Folder {
    /// Its path.
    fn path<'s>(&self, sources: &'s Sources) -> &'s str {
        let path = &sources.get(self.identity).path;
        path.strip_suffix("/incident.yaml").unwrap_or(path)
    }
}

/// Whether readers are called so on this site: everyone, or an audience that it addresses.
pub fn is_audience(site: &Site, text: &str) -> bool {
    vocabulary::Vocabulary::new(site).audience(text).is_some()
}

/// What a heading means, in any language whose headings are known.
pub fn heading(text: &str) -> Option<crate::model::Known> {
    vocabulary::heading(text)
}

/// Reads the folder at `root`.
pub fn read(root: &Path) -> Reading {
    read_with(root, &[])
}

/// Reads the folder at `root` as if these files, paths and texts, lay in it too,
/// each in the place of a file of that name.
pub fn read_with(root: &Path, laid: &[(String, String)]) -> Reading {
    let (content, own, between) = read_apart(root, laid, Audience::Public);
    let mut findings = own;
    findings.extend(between);
    crate::finding::sort(&mut findings, &content.sources);
    Reading { content, findings }
}

/// The content with the words for `readers`, what is wrong with each file, and what is wrong between incidents.
fn read_apart(
    root: &Path,
    laid: &[(String, String)],
    readers: Audience,
) -> (Content, Vec<Finding>, Vec<Finding>) {
    let mut cx = Cx::default();
    let mut sources = Sources::new(root);
    let folders = load(root, laid, readers, &mut sources, &mut cx);

    let top = |name: &str| sources.iter().find(|(_, s)| s.path == name).map(|(id, _)| id);
    let site = match top("site.yaml") {
        Some(file) => tree(&sources, file, &mut cx).and_then(|node| site::site(&node, &mut cx)),
        None => None,
    }
    .unwrap_or_else(site::no_site);
    let (groups, services) = top("services.yaml")
        .and_then(|file| tree(&sources, file, &mut cx))
        .map(|node| site::services(&node, &mut cx))
        .unwrap_or_default();
    let optional = |name: &str, cx: &mut Cx| {
        top(name).and_then(|file| tree(&sources, file, cx)).filter(|node| !matches!(node.value, Value::Null))
    };
    let people =
        optional("people.yaml", &mut cx).map(|node| site::people(&node, &mut cx)).unwrap_or_default();
    let terms = optional("terms.yaml", &mut cx).map(|node| site::terms(&node, &mut cx)).unwrap_or_default();
    let policy =
        optional("policy.yaml", &mut cx).map_or_else(Policy::default, |node| policy::policy(&node, &mut cx));

    let sealed = top(crate::seal::FILE)
        .map(|file| crate::seal::parse(&sources.get(file).text, file))
        .map(|(sealed, findings)| {
            cx.findings.extend(findings);
            sealed
        })
        .unwrap_or_default();

    let vocabulary = vocabulary::Vocabulary::new(&site);
    let names = update::Names {
        services: &services,
        people: &people,
        vocabulary: &vocabulary,
        broken_services: broken("services.yaml", &cx.findings, &sources),
        broken_people: broken("people.yaml", &cx.findings, &sources),
    };
    let no_site = broken("site.yaml", &cx.findings, &sources).is_some();
    let read: Vec<(Option<Incident>, Vec<Finding>)> =
        folders.par_iter().map(|folder| read_incident(folder, &sources, &names)).collect();
    // They stay where they are: the list of incidents takes the place of what it is made from.
    let mut incidents: Vec<Incident> = read
        .into_iter()
        .filter_map(|(incident, findings)| {
            // Which audiences there are stands in site.yaml.
            let known = |finding: &Finding| !(no_site && finding.code == Code::UnknownAudience);
            cx.findings.extend(findings.into_iter().filter(known));
            incident
        })
        .collect();
    let mut between = Cx::default();
    across::check(
        &mut incidents,
        &folders.iter().map(|folder| folder.path(&sources)).collect::<Vec<_>>(),
        &sources,
        &mut between,
    );
    let content = Content { sources, site, groups, services, people, policy, terms, sealed, incidents };
    (content, cx.findings, between.findings)
}

/// The text of a file at the top, if something is wrong with it: then what other
/// files miss in it is a consequence, and only the cause is worth a word.
fn broken<'s>(name: &str, findings: &[Finding], sources: &'s Sources) -> Option<&'s str> {
    let wrong = findings.iter().any(|f| f.weight == Weight::Stop && f.path(sources) == name);
    let text = || sources.iter().find(|(_, source)| source.path == name).map_or("", |(_, s)| s.text.as_str());
    wrong.then(text)
}

/// The files that the site lays over the theme `name`: path within the theme, text.
///
/// # Errors
/// A file that cannot be read as text, with its path.
pub fn theme_files(root: &Path, name: &str) -> Result<Vec<(String, String)>, String> {
    let folder = root.join("themes").join(name);
    if decode::id_fault(name).is_some() || !folder.is_dir() {
        return Ok(Vec::new());
    }
    let listing = discover(&folder, |_| true);
    let read = |found: &Found| {
        let text = read_text(&found.disk(&folder))
            .map_err(|error| format!("`themes/{name}/{}` cannot be read: {error}", found.path))?;
        Ok((found.path.clone(), text))
    };
    listing.files.iter().map(read).collect()
}

/// Finds and loads all files, in the order of their paths.
fn load(
    root: &Path,
    laid: &[(String, String)],
    readers: Audience,
    sources: &mut Sources,
    cx: &mut Cx,
) -> Vec<Folder> {
    if !root.is_dir() && laid.is_empty() {
        cx.push(
            Finding::stop(Code::MissingFile, "", format!("There is no folder `{}`.", root.display()))
                .help("Name the folder that holds site.yaml with `--content`. If there is none yet, `candor init` makes one."),
        );
        return Vec::new();
    }
    let mut listing =
        if root.is_dir() { discover(root, |name| stray::opens(name, readers)) } else { Listing::default() };
    let folders = load_listed(root, &mut listing, laid, sources, cx);
    let aside = |path: &str| path.ends_with("/internal.yaml") || path.starts_with("say/");
    let seen = listing.files.iter().map(|found| found.path.clone()).filter(|path| aside(path));
    sources.note_unopened(seen.chain(std::mem::take(&mut listing.closed)));
    for name in ["site.yaml", "services.yaml"] {
        if sources.iter().all(|(_, source)| source.path != name) {
            cx.push(missing_top(name));
        }
    }
    folders
}

/// Loads the files that were found, and those that are laid over them; takes the paths of all that it loads.
fn load_listed(
    root: &Path,
    listing: &mut Listing,
    laid: &[(String, String)],
    sources: &mut Sources,
    cx: &mut Cx,
) -> Vec<Folder> {
    for (path, _) in laid {
        if let Err(at) = listing.files.binary_search_by(|found| found.path.cmp(path)) {
            listing.files.insert(at, Found { path: path.clone() });
        }
    }
    for path in &listing.links {
        cx.push(
            Finding::stop(Code::Link, path.as_str(), "This is a symbolic link, and links are not followed.")
                .help("Copy the file or folder here."),
        );
    }
    for (path, reason) in &listing.unreadable {
        cx.push(Finding::stop(Code::Unreadable, path.as_str(), format!("This cannot be read: {reason}.")));
    }
    let mut identities: Vec<&str> = listing
        .files
        .iter()
        .filter_map(|f| f.path.strip_suffix("/incident.yaml"))
        .filter(|f| f.starts_with("incidents/"))
        .collect();
    identities.sort_unstable(); // a folder's path sorts otherwise than its file's
    cx.findings.extend(listing.closed.iter().filter_map(|path| stray::closed(path, &identities)));
    let ids: BTreeSet<&str> = identities.iter().map(|path| path.rsplit('/').next().unwrap_or(path)).collect();
    let mut wanted: Vec<(usize, Option<usize>)> = Vec::with_capacity(listing.files.len());
    let mut beside: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut strays = Vec::new();
    for (at, found) in listing.files.iter().enumerate() {
        let apart = stray::kept_apart(&found.path);
        let place = apart.as_ref().map_or(found.path.as_str(), |(_, place)| place);
        match stray::classify(place, &identities, &ids) {
            Place::Text(folder) => wanted.push((at, folder)),
            // Pictures are shown from beside incident.yaml alone: another of the same name would stand in.
            Place::Beside(..) if apart.is_some() => {}
            Place::Beside(folder, name) => {
                if let Some(most) = too_large_beside(&found.disk(root)) {
                    let path = found.path.as_str();
                    cx.push(
                        Finding::stop(Code::TooLarge, path, format!("This file is larger than {most} MiB."))
                            .reader("On a bad network it would not arrive.")
                            .help("Make the picture smaller."),
                    );
                }
                beside.entry(folder).or_default().push(name);
            }
            Place::Ignored => {}
            Place::Stray(finding) => strays.push(*finding),
        }
    }
    cx.findings.extend(stray::once(strays));
    let text = |found: &Found| match laid.iter().find(|(path, _)| *path == found.path) {
        Some((_, text)) => Ok(text.clone()),
        None if found.path == crate::seal::FILE => read_list(&found.disk(root)),
        None => read_text(&found.disk(root)),
    };
    let texts: Vec<Result<String, ReadError>> =
        wanted.par_iter().map(|(at, _)| text(&listing.files[*at])).collect();
    let mut folders: Vec<Folder> = identities
        .iter()
        .enumerate()
        .map(|(at, _)| Folder {
            identity: FileId::default(),
            updates: Vec::new(),
            beside: beside.remove(&at).unwrap_or_default(),
        })
        .collect();
    for ((at, folder), text) in wanted.into_iter().zip(texts) {
        let path = std::mem::take(&mut listing.files[at].path);
        let (text, problem) = match text {
            Ok(text) => (text, None),
            Err(error) => (String::new(), Some(error)),
        };
        let empty = text.trim().is_empty() && path != crate::seal::FILE;
        match problem {
            Some(error) => cx.push(unreadable(&path, &error)),
            None if empty => cx.push(
                Finding::stop(Code::EmptyFile, path.as_str(), "This file is empty.")
                    .help("Write it, or remove the file."),
            ),
            None => {}
        }
        let identity = path.ends_with("/incident.yaml");
        let file = sources.add(path, text);
        if let Some(folder) = folder {
            if identity {
                folders[folder].identity = file;
            } else {
                folders[folder].updates.push(file);
            }
        }
    }
    folders
}

fn missing_top(name: &str) -> Finding {
    let help = if name == "site.yaml" {
        "Create it with two lines: `name: Your status page` and `url: https://status.example.com`. If there is no site here yet, `candor init` makes one."
    } else {
        "Create it with the list of what your customers use: `services:`, then `  - id: api` and `    name: API`."
    };
    Finding::stop(Code::MissingFile, name, format!("The file `{name}` is missing.")).help(help)
}

fn unreadable(path: &str, error: &ReadError) -> Finding {
    match error {
        ReadError::Io(error) => {
            Finding::stop(Code::Unreadable, path, format!("This file cannot be read: {error}."))
        }
        ReadError::TooLarge => Finding::stop(Code::TooLarge, path, format!("This file is {error}."))
            .help("An update is words. Put long texts elsewhere and link to them."),
        ReadError::NotUtf8 { line, .. } => {
            Finding::stop(Code::NotUtf8, path, format!("From line {line} on this file is not UTF-8 text."))
                .reader("Letters such as é and ü would come out wrong.")
                .help("Save the file again with the encoding UTF-8.")
        }
    }
}

/// The tree of a YAML file, or nothing with a finding.
fn tree<'s>(sources: &'s Sources, file: FileId, cx: &mut Cx) -> Option<Node<'s>> {
    let source = sources.share(file);
    if source.text.trim().is_empty() {
        return None; // noted when it was loaded
    }
    cx.source = Some(Arc::clone(source));
    match parse(&source.text, file, 0, source.text.len()) {
        Ok(node) => Some(node),
        Err(finding) => {
            cx.push(*finding);
            None
        }
    }
}

/// Reads one incident with its updates.
fn read_incident(
    folder: &Folder,
    sources: &Sources,
    names: &update::Names<'_>,
) -> (Option<Incident>, Vec<Finding>) {
    let mut cx = Cx::default();
    let path = folder.path(sources);
    let id = path.rsplit('/').next().unwrap_or(path);
    if let Some(fault) = decode::id_fault(id) {
        cx.push(
            Finding::stop(
                Code::BadId,
                path,
                format!("The folder's name is the incident's address, and `{id}` cannot be one: {fault}."),
            )
            .help("Rename the folder, for example to `2026-03-03-api-key`."),
        );
    }
    let incident = tree(sources, folder.identity, &mut cx)
        .and_then(|node| incident::incident(&node, id, path, folder.identity, &mut cx));
    let kind = incident.as_ref().map(|i| i.kind);
    let mut updates = Vec::with_capacity(folder.updates.len());
    for file in &folder.updates {
        let source = sources.share(*file);
        let stem = source.path.rsplit('/').next().and_then(|n| n.strip_suffix(".md")).unwrap_or("");
        let apart = stray::kept_apart(&source.path);
        if let Some(fault) = decode::id_fault(stem) {
            cx.push(
                Finding::stop(
                    Code::BadId,
                    source.path.as_str(),
                    format!("The file's name is part of an address, and `{stem}` cannot be: {fault}."),
                )
                .help("Rename the file, for example to `02-first.md`."),
            );
        }
        if source.text.trim().is_empty() {
            continue; // noted when it was loaded
        }
        let update = update::update(source, *file, stem, kind, names, &mut cx);
        updates.extend(update.map(|update| match &apart {
            // The folder says for whom, and keeps names apart that are the same for others.
            Some((audience, _)) => Update {
                id: format!("for-{}-{}", audience.name(), update.id).into(),
                audience: *audience,
                ..update
            },
            None => update,
        }));
    }
    if folder.updates.is_empty() {
        cx.push(
            Finding::stop(
                Code::MissingFile,
                Span::new(folder.identity, 0, 0),
                "This incident has no update.",
            )
            .reader("A page without a word would be published.")
            .help("Write the first one, for example `01-holding.md`, beside incident.yaml."),
        );
    }
    updates.sort_by(|a, b| a.at.value.cmp(&b.at.value).then_with(|| a.id.cmp(&b.id)));
    let lost = updates.len() < folder.updates.len();
    let incident = incident.map(|mut incident| {
        incident.updates = updates;
        let mut between = Cx::default();
        rules::check(&mut incident, names.services, &folder.beside, sources, &mut between);
        cx.findings.extend(between.findings.into_iter().filter(|f| !(lost && may_follow(f.code))));
        incident
    });
    (incident, cx.findings)
}

/// What may only be wrong because an update of the same incident could not be read.
fn may_follow(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownId
            | Code::UnknownQuestion
            | Code::StateMove
            | Code::MissingKey
            | Code::MissingFile
            | Code::StrayFile
    )
}

/// Where the facts and where the words of an update's text stand, if it has both fences.
pub fn split(text: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    update::split(text).ok()
}
