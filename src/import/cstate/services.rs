//! Systems and the names that issues use → our services, each with an id. Names
//! that the configuration does not list become services of a group of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::config::Config;
use crate::import::report::{Deed, FileReport};
use crate::import::text::{one_line, quoted, slug, unique};

/// The name of the group of services that are known from issues only.
const OLD_GROUP: &str = "No longer listed";

/// The services of a site.
#[derive(Debug, Default)]
pub(super) struct Services {
    groups: Vec<Group>,
    all: Vec<Service>,
    ids: BTreeSet<String>,
    /// By the exact name that cState uses.
    exact: BTreeMap<String, usize>,
    /// By the name in lower case.
    folded: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Group {
    id: String,
    name: String,
    description: Option<String>,
}

#[derive(Debug)]
struct Service {
    id: String,
    name: String,
    group: Option<String>,
    description: Option<String>,
}

impl Services {
    /// The services of the configuration, and those that only issues name.
    pub(super) fn new<'n>(config: &Config, named: impl IntoIterator<Item = &'n str>) -> Self {
        let mut services = Self::default();
        for system in &config.systems {
            let group = system.category.as_deref().map(|name| services.group(name, config));
            services.add(&system.name, &system.shown, group, system.description.clone());
        }
        let mut unknown: Vec<String> = named
            .into_iter()
            .map(one_line)
            .filter(|name| !name.is_empty() && services.find(name).is_none())
            .collect();
        unknown.sort_by_cached_key(|name| (name.to_lowercase(), name.clone()));
        for name in unknown {
            if services.find(&name).is_none() {
                let group = services.group(OLD_GROUP, config);
                services.add(&name, &name, Some(group), None);
            }
        }
        services
    }

    fn group(&mut self, name: &str, config: &Config) -> String {
        if let Some(group) = self.groups.iter().find(|group| group.name == name) {
            return group.id.clone();
        }
        let id = unique(&slug(name, "group"), |id| self.groups.iter().any(|group| group.id == id));
        let description =
            config.categories.iter().find(|c| c.name == name).and_then(|c| c.description.clone());
        self.groups.push(Group { id: id.clone(), name: name.to_owned(), description });
        id
    }

    fn add(&mut self, name: &str, shown: &str, group: Option<String>, description: Option<String>) {
        let id = unique(&slug(name, "service"), |id| self.ids.contains(id));
        self.ids.insert(id.clone());
        let at = self.all.len();
        self.all.push(Service { id, name: shown.to_owned(), group, description });
        for known in [name, shown] {
            self.exact.entry(known.to_owned()).or_insert(at);
            self.folded.entry(known.to_lowercase()).or_insert(at);
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.exact.get(name).or_else(|| self.folded.get(&name.to_lowercase())).copied()
    }

    /// The id of the service that an issue names.
    pub(super) fn id_of(&self, name: &str, report: &mut FileReport) -> Option<&str> {
        let name = one_line(name);
        let at = self.find(&name)?;
        let service = &self.all[at];
        if !self.exact.contains_key(&name) {
            report.note(
                Deed::Guessed,
                format!(
                    "`affected` names `{name}`, which was taken for `{}`; cState would not have.",
                    service.name
                ),
            );
        } else if service.group.as_deref().is_some_and(|id| self.is_old(id)) {
            report.note(
                Deed::Kept,
                format!("`affected` names `{name}`, which the configuration does not list; it is in the group \"{OLD_GROUP}\"."),
            );
        }
        Some(&service.id)
    }

    fn is_old(&self, id: &str) -> bool {
        self.groups.iter().any(|group| group.id == id && group.name == OLD_GROUP)
    }

    /// How many services only issues name.
    pub(super) fn old(&self) -> usize {
        self.all.iter().filter(|service| service.group.as_deref().is_some_and(|id| self.is_old(id))).count()
    }

    /// The text of `services.yaml`. A site without any service gets one, because
    /// ours needs one; `site` is its name.
    pub(super) fn yaml(&self, site: &str) -> String {
        let mut out = String::new();
        if self.all.is_empty() {
            let _ = write!(out, "services:\n  - id: site\n    name: {}\n", quoted(site));
            return out;
        }
        if !self.groups.is_empty() {
            out.push_str("groups:\n");
            for group in &self.groups {
                let _ = writeln!(out, "  - id: {}\n    name: {}", group.id, quoted(&group.name));
                if let Some(text) = &group.description {
                    let _ = writeln!(out, "    description: {}", quoted(text));
                }
            }
            out.push('\n');
        }
        out.push_str("services:\n");
        for service in &self.all {
            let _ = writeln!(out, "  - id: {}\n    name: {}", service.id, quoted(&service.name));
            if let Some(group) = &service.group {
                let _ = writeln!(out, "    group: {group}");
            }
            if let Some(text) = &service.description {
                let _ = writeln!(out, "    description: {}", quoted(text));
            }
        }
        out
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::config::System;
    use super::*;

    #[test]
    fn names_become_services() {
        let system = |name: &str, category: Option<&str>| System {
            name: name.to_owned(),
            shown: name.to_owned(),
            category: category.map(str::to_owned),
            description: None,
        };
        let config = Config {
            systems: vec![system("WEB", Some("Core")), system("Web shop", Some("Core")), system("All", None)],
            ..Config::default()
        };
        let services = Services::new(&config, ["Web", "Mail", "mail ", "", "DNS"]);
        let mut report = FileReport::new("a.md");
        let mut id = |name| services.id_of(name, &mut report).map(str::to_owned);
        assert_eq!(id("WEB").as_deref(), Some("web"));
        assert_eq!(id("Web").as_deref(), Some("web"));
        assert_eq!(id("All").as_deref(), Some("service-all"));
        assert_eq!(id("mail"), id("Mail"));
        assert_eq!(id("unheard"), None);
        assert_eq!(services.old(), 2);
        let words: Vec<_> = report.notes.iter().map(|note| note.what).collect();
        assert_eq!(words, [Deed::Guessed, Deed::Guessed, Deed::Kept]);
        assert_eq!(
            services.yaml("x"),
            "groups:\n  - id: core\n    name: \"Core\"\n  - id: no-longer-listed\n    name: \"No longer listed\"\n\n\
             services:\n  - id: web\n    name: \"WEB\"\n    group: core\n  - id: web-shop\n    name: \"Web shop\"\n    \
             group: core\n  - id: service-all\n    name: \"All\"\n  - id: dns\n    name: \"DNS\"\n    \
             group: no-longer-listed\n  - id: mail\n    name: \"Mail\"\n    group: no-longer-listed\n"
        );
        assert_eq!(Services::default().yaml("A: b"), "services:\n  - id: site\n    name: \"A: b\"\n");
    }
}
