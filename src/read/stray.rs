//! What a file is by its name and place, and files that nothing reads: a word
//! that appears nowhere is worse than one that is refused.

use std::collections::BTreeSet;

use super::TEMPLATES;
use crate::finding::{Code, Finding, nearest, one_of};
use crate::model::{Audience, Named};

/// Files at the top of the content folder.
const TOP: [&str; 6] =
    ["site.yaml", "services.yaml", "people.yaml", "policy.yaml", "terms.yaml", crate::seal::FILE];
/// Endings of pictures and of files that can be linked to beside an update.
const BESIDE: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "txt", "csv"];

/// What a file is.
pub(super) enum Place {
    /// To be read; within the folder of an incident, or at the top.
    Text(Option<usize>),
    /// A picture or other file beside an update.
    Beside(usize, String),
    Ignored,
    Stray(Box<Finding>),
}

/// What is said of the updates of a folder that is no incident.
const NO_INCIDENT: &str =
    "The updates in this folder have no incident: there is no incident.yaml beside them.";

fn stray(path: &str, message: &str, help: &str) -> Finding {
    Finding::stop(Code::StrayFile, path, message).reader("Its words would not appear anywhere.").help(help)
}

/// Whether a folder of that name is opened when the words for `readers` are read as well. The
/// public's own words stand beside the folders of others, which then stay closed.
pub(super) fn opens(name: &str, readers: Audience) -> bool {
    match name.strip_prefix("for-") {
        Some(audience) => readers != Audience::Public && audience == readers.name(),
        None => true,
    }
}

/// Whose words a file in a folder `for-…` holds, and its path as if it lay beside incident.yaml.
pub(super) fn kept_apart(path: &str) -> Option<(Audience, String)> {
    if !path.contains("/for-") {
        return None; // as nearly all
    }
    let (folder, name) = path.rsplit_once('/')?;
    let (incident, apart) = folder.rsplit_once('/')?;
    let audience = Audience::from_name(apart.strip_prefix("for-")?)?;
    Some((audience, format!("{incident}/{name}")))
}

/// A folder that is not opened because of its name, though that is most likely a slip:
/// an audience that is nearly one, or a public incident whose name begins with `for-`.
pub(super) fn closed(path: &str, identities: &[&str]) -> Option<Finding> {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let readers = name.strip_prefix("for-").unwrap_or(name);
    let known = || Audience::NAMES.iter().copied().filter(|name| *name != Audience::Public.name());
    if known().any(|name| name == readers) {
        return None;
    }
    let near = nearest(readers, known());
    if identities.binary_search(&parent).is_err() && path.starts_with("incidents/") {
        let message =
            "A folder whose name begins with `for-` is never opened, and this one may be an incident.";
        let help = match near {
            Some(near) => {
                format!("Rename it to `for-{near}` if it is for some readers, else give it another name.")
            }
            None => "Give it a name that does not begin with `for-`.".to_owned(),
        };
        return Some(stray(path, message, &help));
    }
    let near = near.filter(|_| path.starts_with("incidents/"))?;
    let message = format!("`{readers}` is nearly the audience `{near}`.");
    let finding = Finding::stop(Code::UnknownAudience, path, message);
    Some(finding.help(format!("Rename the folder to `for-{near}`.")))
}

/// Strays as a person reads them: each once, and only the cause where one name explains the others.
pub(super) fn once(strays: Vec<Finding>) -> Vec<Finding> {
    let at = |finding: &Finding| match &finding.place {
        crate::finding::Place::Path(path) => path.clone(),
        crate::finding::Place::Span(_) => String::new(),
    };
    // `incident.yml` is why the updates beside it have no incident.
    let misnamed: Vec<String> = strays
        .iter()
        .filter(|finding| finding.message == MISNAMED)
        .filter_map(|finding| at(finding).rsplit_once('/').map(|(folder, _)| folder.to_owned()))
        .collect();
    let mut kept: Vec<Finding> = Vec::with_capacity(strays.len());
    for finding in strays {
        let explained = finding.message == NO_INCIDENT && misnamed.contains(&at(&finding));
        if !explained && !kept.contains(&finding) {
            kept.push(finding);
        }
    }
    kept
}

/// What is said of a file that is most likely an `incident.yaml`.
const MISNAMED: &str = "This looks like the facts of an incident, and only `incident.yaml` is read as such.";

/// The name of the folder for some readers that was meant, if it was one.
fn readers(folder: &str) -> Option<String> {
    let name = folder.rsplit('/').next().unwrap_or(folder).to_lowercase();
    let readers =
        name.strip_prefix("for").map_or(name.as_str(), |rest| rest.trim_start_matches(['-', '_', ' ']));
    nearest(readers, Audience::NAMES.iter().copied()).map(|near| format!("for-{near}"))
}

/// Decides what a file is by where it lies.
pub(super) fn classify(path: &str, identities: &[&str], ids: &BTreeSet<&str>) -> Place {
    let stray = |message: &str, help: &str| Place::Stray(Box::new(stray(path, message, help)));
    // What is wrong with a folder is said once, and not of each file in it.
    let folder_is =
        |folder: &str, message: &str, help: &str| Place::Stray(Box::new(self::stray(folder, message, help)));
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if name.ends_with('~')
        || name.starts_with('#')
        || matches!(ending, "swp" | "bak" | "orig")
        || name == "Thumbs.db"
    {
        return Place::Ignored;
    }
    let Some((folder, _)) = path.rsplit_once('/') else {
        if TOP.contains(&name) {
            return Place::Text(None);
        }
        if matches!(ending, "txt" | "lock") || name.to_ascii_uppercase().starts_with("README") {
            return Place::Ignored;
        }
        return match nearest(name, TOP) {
            Some(near) => stray("No file of this name is read here.", &format!("Rename it to `{near}`.")),
            None => stray(
                "No file of this name is read here.",
                "Updates belong into a folder of their incident: `incidents/<id>/`.",
            ),
        };
    };
    if folder == "themes" || folder.starts_with("themes/") {
        return Place::Ignored;
    }
    if folder == "templates" {
        return template(name, stray);
    }
    if let Some(rest) = path.strip_prefix("say/") {
        // What these texts say is looked at by a rule: they are no part of the site.
        return match rest.split('/').collect::<Vec<_>>().as_slice() {
            [incident, _, _] if ids.contains(incident) => Place::Ignored,
            [incident, _, _] => stray(
                &format!("There is no incident `{incident}`, so nothing keeps these texts up to date."),
                "Name the folder like the incident: `say/<incident>/<update>/`.",
            ),
            _ => stray(
                "Texts for other channels are not looked for here.",
                "They belong into `say/<incident>/<update>/`, where `candor say --write` puts them.",
            ),
        };
    }
    if !path.starts_with("incidents/") {
        let help =
            if nearest(path.split('/').next().unwrap_or(""), ["incidents", "themes"]) == Some("incidents") {
                "Rename the folder to `incidents`."
            } else {
                "Incidents belong into `incidents/<id>/`."
            };
        let top = path.split('/').next().unwrap_or(path);
        return folder_is(top, "Nothing in this folder is read.", help);
    }
    let Ok(at) = identities.binary_search(&folder) else {
        let inside = identities.iter().any(|identity| folder.starts_with(&format!("{identity}/")));
        return if inside {
            let message = "A folder inside the folder of an incident is not read.";
            match readers(folder) {
                Some(meant) => folder_is(
                    folder,
                    message,
                    &format!(
                        "If it is for some readers only, rename it to `{meant}`. What lies beside incident.yaml is public."
                    ),
                ),
                None => folder_is(
                    folder,
                    message,
                    "Move what is public up; for some readers only, name the folder `for-<audience>`.",
                ),
            }
        } else if near_identity(name) {
            stray(MISNAMED, "Rename it to `incident.yaml`.")
        } else if ending == "md" || name == "internal.yaml" {
            folder_is(
                folder,
                NO_INCIDENT,
                "Put an `incident.yaml` with `title:` and `kind:` into this folder.",
            )
        } else {
            stray(
                "This file does not belong to an incident: there is no incident.yaml beside it.",
                "Name the file `incident.yaml` if it says what the incident is.",
            )
        };
    };
    match ending {
        _ if name == "incident.yaml" => Place::Text(Some(at)),
        "md" => Place::Text(Some(at)),
        _ if name == "internal.yaml" => Place::Ignored,
        ending if BESIDE.contains(&ending.to_ascii_lowercase().as_str()) => {
            Place::Beside(at, name.to_owned())
        }
        "markdown" | "mdx" | "MD" | "Md" | "" => {
            stray("Updates end in `.md`.", "Rename the file so that it ends in `.md`.")
        }
        "docx" | "doc" | "odt" | "rtf" | "pages" | "html" | "htm" => stray(
            "This is not plain text, so it cannot be an update.",
            "Copy its words into a text file that ends in `.md`, and move this one elsewhere.",
        ),
        "yml" | "yaml" if nearest(name, ["internal.yaml"]).is_some() => {
            stray("No file of this name is read here.", "Rename it to `internal.yaml`.")
        }
        "yml" | "yaml" => stray(
            "No file of this name is read here.",
            "Facts of the incident belong into `incident.yaml`, facts of an update into its `.md` file.",
        ),
        _ => stray(
            "A file of this kind cannot be shown.",
            "Pictures end in `.png`, `.jpg`, `.gif` or `.webp`.",
        ),
    }
}

/// `incident.yml`, `Incident.yaml`, `incident.yaml.txt`.
fn near_identity(name: &str) -> bool {
    let plain = name.to_lowercase();
    let plain = plain.strip_suffix(".txt").unwrap_or(&plain);
    matches!(plain, "incident.yml" | "incident.yaml" | "incident")
        || nearest(plain, ["incident.yaml"]).is_some()
}

/// A text that the writing commands start from, in the place of the built-in one.
fn template(name: &str, stray: impl Fn(&str, &str) -> Place) -> Place {
    let stem = match name.strip_suffix(".md") {
        Some(stem) if TEMPLATES.contains(&stem) => return Place::Ignored,
        stem => stem.unwrap_or(name),
    };
    let help = match nearest(stem, TEMPLATES) {
        Some(near) => format!("Rename it to `{near}.md`."),
        None => format!("The templates are {}, each with `.md`.", one_of(TEMPLATES)),
    };
    stray("No template of this name is used.", &help)
}
