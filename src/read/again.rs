//! Content that is brought up to date: after a change only the folders of the
//! incidents that changed are read again. What a broken folder held when it was
//! last sound stays in the content.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::stray::opens;
use super::{across, load_listed, read_apart, read_incident, update, vocabulary};
use crate::finding::{Code, Finding, Weight, sort};
use crate::model::{Audience, Content, Incident};
use crate::source::{Excerpt, FileId, Listing, Sources, discover};
use crate::yaml::Cx;

/// The content and what is wrong with it, as of the last look at the disk.
#[derive(Debug)]
pub struct Living {
    root: PathBuf,
    /// Whose words are read beside the public's.
    readers: Audience,
    content: Content,
    /// What is wrong with each file.
    own: Vec<Finding>,
    /// What is wrong between incidents.
    between: Vec<Finding>,
    /// The folders of incidents, whether they could be read or not.
    folders: BTreeSet<String>,
}

/// What became of reading a folder again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is in the content, or what it held before if it is broken now.
    Done,
    /// More than this folder has changed: everything has to be read.
    ReadAll,
}

impl Living {
    /// Reads the folder at `root` with the words for `readers`, for eyes that may see them.
    /// Incidents that are broken are left out.
    pub fn read(root: &Path, readers: Audience) -> Self {
        let (mut content, own, between) = read_apart(root, &[], readers);
        content.sources.forget_unopened();
        let folders = content
            .sources
            .iter()
            .filter_map(|(_, source)| source.path.strip_suffix("/incident.yaml"))
            .map(str::to_owned)
            .collect();
        let mut living = Self { root: root.to_path_buf(), readers, content, own, between, folders };
        let broken: BTreeSet<String> = living
            .own
            .iter()
            .filter(|finding| finding.weight == Weight::Stop)
            .filter_map(|finding| living.folder_of(finding.path(&living.content.sources)))
            .collect();
        living.content.incidents.retain(|incident| !broken.contains(incident.folder.as_str()));
        living
    }

    /// All that is sound, or was when it was last read.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// What is wrong now, in the order of the files.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.own.clone();
        findings.extend(self.between.iter().cloned());
        sort(&mut findings, &self.content.sources);
        findings
    }

    /// Whether nothing forbids a publication.
    pub fn is_sound(&self) -> bool {
        self.own.iter().chain(&self.between).all(|finding| finding.weight != Weight::Stop)
    }

    /// The incident's folder that a file or folder of that path lies in, if there is one.
    pub fn folder_of(&self, path: &str) -> Option<String> {
        let mut path = path;
        loop {
            if self.folders.contains(path) {
                return Some(path.to_owned());
            }
            path = path.rsplit_once('/')?.0;
        }
    }

    /// Takes in what was read [`aside`](Self::aside), whatever has become of the folder since.
    pub fn adopt(&mut self, aside: &Content) {
        let Some(folder) = aside.incidents.first().map(|incident| incident.folder.clone()) else { return };
        let Some(at) = self.content.incidents.iter().position(|incident| incident.folder == folder) else {
            return;
        };
        let laid: Vec<(String, String)> =
            aside.sources.iter().map(|(_, source)| (source.path.clone(), source.text.clone())).collect();
        let mut listing =
            list(&self.root, &folder, self.readers).map(|(listing, _)| listing).unwrap_or_default();
        listing
            .files
            .retain(|found| std::path::Path::new(&found.path).extension().is_none_or(|end| end != "md"));
        let old = files(&self.content.incidents[at]);
        if let (Some(incident), findings) = self.read_folder(listing, &laid)
            && findings.iter().all(|finding| finding.weight != Weight::Stop)
        {
            self.content.incidents[at] = incident;
            self.forget(old);
        }
    }

    /// Reads the folder of one incident again, be it new, changed or gone.
    pub fn again(&mut self, folder: &str) -> Again {
        let duplicates =
            |findings: &[Finding]| findings.iter().any(|finding| finding.code == Code::DuplicateId);
        let Some((listing, there)) = list(&self.root, folder, self.readers) else { return Again::ReadAll };
        if duplicates(&self.between) || !(there || self.folders.contains(folder)) {
            return Again::ReadAll;
        }
        let below = format!("{folder}/");
        let old: Vec<FileId> = self
            .content
            .sources
            .iter()
            .filter(|(_, s)| s.path.starts_with(&below))
            .map(|(id, _)| id)
            .collect();
        let inside = |path: &str| path == folder || path.starts_with(&below);
        let sources = &self.content.sources;
        self.own.retain(|finding| !inside(finding.path(sources)));
        let at = self.content.incidents.iter().position(|incident| incident.folder == folder);
        if there {
            let (incident, findings) = self.read_folder(listing, &[]);
            let broken = findings.iter().any(|finding| finding.weight == Weight::Stop);
            self.own.extend(findings);
            self.folders.insert(folder.to_owned());
            match (incident, at) {
                // What is broken leaves what was there before; its files are still needed.
                (_, Some(at)) if broken => {
                    let kept = files(&self.content.incidents[at]);
                    self.forget(old.into_iter().filter(|file| !kept.contains(file)));
                }
                (Some(incident), at) if !broken => {
                    match at {
                        Some(at) => self.content.incidents[at] = incident,
                        None => self.content.incidents.push(incident),
                    }
                    self.forget(old);
                }
                _ => self.forget(old),
            }
        } else {
            at.map(|at| self.content.incidents.remove(at));
            self.folders.remove(folder);
            self.forget(old);
        }
        let mut cx = Cx::default();
        let folders: Vec<&str> = self.folders.iter().map(String::as_str).collect();
        across::check(&mut self.content.incidents, &folders, &self.content.sources, &mut cx);
        self.between = cx.findings;
        if duplicates(&self.between) { Again::ReadAll } else { Again::Done }
    }

    /// What a folder says now, if only the words and facts of its incident have changed: nothing that
    /// another page shows of it but what it is to services and lists. `None` where more has to be read.
    pub fn aside(&self, folder: &str) -> Option<Content> {
        let old = self.content.incidents.iter().find(|incident| incident.folder == folder)?;
        if !self.is_sound() || old.retired.is_some() {
            return None;
        }
        let (content, findings) = self.glimpse(folder, &[]);
        let new = content.incidents.first()?;
        let tied = |incident: &Incident| -> Vec<(Excerpt, crate::model::Relation)> {
            incident.related.iter().map(|related| (related.id.value.clone(), related.relation)).collect()
        };
        let known = |link: &str| {
            let id = link.trim_start_matches("../").trim_end_matches('/');
            self.content.incident(id).is_some()
        };
        let links = new.updates.iter().flat_map(|update| &update.body.images);
        let same = findings.is_empty()
            && content.incidents.len() == 1
            && new.retired.is_none()
            && (&new.id, &new.title.value, new.drill) == (&old.id, &old.title.value, old.drill)
            && tied(new) == tied(old)
            && links
                .filter(|link| super::rules::is_incident_link(&link.value))
                .all(|link| known(&link.value));
        same.then_some(content)
    }

    /// What a folder would say with these files, paths and texts, laid over it. The content that is
    /// returned holds the incident of the folder alone, and of the rest what that one needs.
    pub fn glimpse(&self, folder: &str, laid: &[(String, String)]) -> (Content, Vec<Finding>) {
        let mut living = Self {
            root: self.root.clone(),
            readers: self.readers,
            content: Content {
                sources: Sources::new(&self.root),
                site: self.content.site.clone(),
                groups: self.content.groups.clone(),
                services: self.content.services.clone(),
                people: self.content.people.clone(),
                policy: self.content.policy.clone(),
                terms: self.content.terms.clone(),
                sealed: Vec::new(),
                incidents: Vec::new(),
            },
            own: Vec::new(),
            between: Vec::new(),
            folders: BTreeSet::new(),
        };
        let listing = list(&self.root, folder, self.readers).map(|(listing, _)| listing).unwrap_or_default();
        let (incident, mut findings) = living.read_folder(listing, laid);
        living.content.incidents.extend(incident);
        sort(&mut findings, &living.content.sources);
        (living.content, findings)
    }

    /// Reads the one folder that was listed.
    fn read_folder(
        &mut self,
        mut listing: Listing,
        laid: &[(String, String)],
    ) -> (Option<Incident>, Vec<Finding>) {
        let mut cx = Cx::default();
        let folders = load_listed(&self.root, &mut listing, laid, &mut self.content.sources, &mut cx);
        let vocabulary = vocabulary::Vocabulary::new(&self.content.site);
        let names = update::Names {
            services: &self.content.services,
            people: &self.content.people,
            vocabulary: &vocabulary,
            // What is broken at the top was broken when everything was read, and nothing was taken from it.
            broken_services: None,
            broken_people: None,
        };
        let mut read = None;
        for folder in &folders {
            let (incident, findings) = read_incident(folder, &self.content.sources, &names);
            cx.findings.extend(findings);
            read = incident;
        }
        (read, cx.findings)
    }

    fn forget(&mut self, files: impl IntoIterator<Item = FileId>) {
        for file in files {
            self.content.sources.forget(file);
        }
    }
}

/// The files of an incident.
fn files(incident: &Incident) -> Vec<FileId> {
    std::iter::once(incident.file).chain(incident.updates.iter().map(|update| update.file)).collect()
}

/// What lies in the folder of an incident, and whether it is one; nothing where it holds more than files.
fn list(root: &Path, folder: &str, readers: Audience) -> Option<(Listing, bool)> {
    let disk = root.join(folder);
    if disk.is_symlink() {
        return None;
    }
    if !disk.is_dir() {
        return Some((Listing::default(), false));
    }
    let mut listing = discover(&disk, |name| opens(name, readers));
    if !listing.links.is_empty() || !listing.unreadable.is_empty() {
        return None;
    }
    // A folder of the readers whose words are read is the only one that holds any.
    let deeper = |path: &str| {
        path.split_once('/').is_some_and(|(folder, name)| !folder.starts_with("for-") || name.contains('/'))
    };
    if listing.files.iter().any(|found| deeper(&found.path)) {
        return None;
    }
    let there = listing.files.iter().any(|found| found.path == "incident.yaml");
    if !there && !listing.files.is_empty() {
        return None; // what lies there has no incident any more
    }
    for found in &mut listing.files {
        found.path = format!("{folder}/{}", found.path);
    }
    for closed in &mut listing.closed {
        *closed = format!("{folder}/{closed}");
    }
    Some((listing, there))
}
