//! The strings of the built-in theme: every id that the templates and the code
//! ask for is there, and nothing is there that nobody asks for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use candor::model::{
    Audience, CauseArea, DetectionSource, Environment, ExploitationStatus, FollowupState, FoundBy, HowSure,
    Kind, LessonArea, Named, PasswordChange, Purpose, ReviewState, Severity, Size, Stance, State, Status,
    TakenState, TakenType, UpdateType,
};
use candor::view::{Rollup, Tie};

const THEME: &str = "themes/default";

/// The ids of `en.ftl`.
fn ids() -> BTreeSet<String> {
    let text = fs::read_to_string(format!("{THEME}/strings/en.ftl")).expect("the English strings");
    let ids = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    ids.filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim().to_owned()).collect()
}

/// Every file below `folder` with that ending.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new(folder).to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                texts.push(fs::read_to_string(path).expect("a text"));
            }
        }
    }
    texts
}

/// The id that starts right behind `mark`, for each place where `mark` stands.
fn behind<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = String> + 't {
    text.match_indices(mark).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let inside = before.is_some_and(|c| c.is_alphanumeric() || c == '_' || (c == '.' && mark == "t."));
        if inside && !mark.starts_with('.') {
            return None;
        }
        let rest = text[at + mark.len()..].trim_start();
        let rest = if mark.ends_with('(') { rest.strip_prefix('"')? } else { rest };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    })
}

/// What templates ask for: `t["an-id"]` and `t.id`.
fn asked_by_templates() -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for text in files(&format!("{THEME}/templates"), "html") {
        asked.extend(behind(&text, "t[\""));
        asked.extend(behind(&text, "t."));
    }
    asked
}

/// What the code asks for by name.
fn asked_by_code() -> BTreeSet<String> {
    let mut asked: BTreeSet<String> =
        (1..=12).map(|month| format!("month-{month}")).chain(["date-format".to_owned()]).collect();
    asked.insert("date-time-format".to_owned());
    asked.insert("day-month-format".to_owned());
    let own = [include_str!("../src/words.rs").to_owned()];
    for folder in ["src/words", "src/render", "src/output", "src/litmus", "src/say", "src/cmd"] {
        for text in files(folder, "rs").into_iter().chain(own.clone()) {
            for mark in ["words.get(", "self.get(", ".say(", ".count(", "unit("] {
                asked.extend(behind(&text, mark));
            }
        }
    }
    asked
}

/// What the code asks for by the name of a member of a closed set.
fn asked_by_names() -> BTreeSet<String> {
    fn all<T: Named>(prefix: &str, asked: &mut BTreeSet<String>) {
        asked.extend(T::NAMES.iter().map(|name| format!("{prefix}-{}", name.replace('_', "-"))));
    }
    let mut asked = BTreeSet::new();
    all::<State>("state", &mut asked);
    all::<Severity>("severity", &mut asked);
    all::<Kind>("kind", &mut asked);
    all::<Status>("status", &mut asked);
    all::<Purpose>("purpose", &mut asked);
    all::<Audience>("audience", &mut asked);
    all::<Environment>("environment", &mut asked);
    all::<ExploitationStatus>("exploitation", &mut asked);
    all::<PasswordChange>("password", &mut asked);
    all::<HowSure>("sure", &mut asked);
    all::<DetectionSource>("found", &mut asked);
    all::<FoundBy>("found-by", &mut asked);
    all::<Size>("size", &mut asked);
    all::<Stance>("stance", &mut asked);
    all::<ReviewState>("review", &mut asked);
    all::<CauseArea>("cause", &mut asked);
    all::<LessonArea>("lesson", &mut asked);
    all::<FollowupState>("followup", &mut asked);
    all::<TakenState>("taken", &mut asked);
    all::<TakenType>("taken-type", &mut asked);
    all::<UpdateType>("type", &mut asked);
    asked.extend(Rollup::ALL.iter().map(|rollup| format!("service-{}", rollup.name().replace('_', "-"))));
    let ties = [
        Tie::Causes,
        Tie::CausedBy,
        Tie::ApologyFor,
        Tie::Apology,
        Tie::Duplicate,
        Tie::Follows,
        Tie::FollowedBy,
        Tie::Merged,
        Tie::Related,
    ];
    asked.extend(ties.iter().map(|tie| format!("tie-{}", tie.name())));
    let steps = ["received", "acknowledged", "confirmed", "draft-shared", "fixed", "published"];
    let departments = ["support", "sales", "marketing", "social", "engineering"];
    asked.extend(departments.iter().map(|department| format!("say-department-{department}")));
    asked.extend(steps.iter().map(|step| format!("disclosure-{step}")));
    asked
}

#[test]
fn every_word_that_is_asked_for_is_there() {
    let there = ids();
    let asked: BTreeSet<String> =
        asked_by_templates().into_iter().chain(asked_by_code()).chain(asked_by_names()).collect();
    let missing: Vec<&String> = asked.difference(&there).collect();
    assert!(missing.is_empty(), "not in en.ftl: {missing:?}");
}

#[test]
fn every_word_that_is_there_is_asked_for() {
    let asked: BTreeSet<String> =
        asked_by_templates().into_iter().chain(asked_by_code()).chain(asked_by_names()).collect();
    let there = ids();
    // Names of languages are open: a site may speak any.
    let unused: Vec<&String> = there.difference(&asked).filter(|id| !id.starts_with("language-")).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

#[test]
fn the_languages_of_the_interface_are_those_with_a_strings_file() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/strings");
    let mut there: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|entry| {
            entry.expect("a file").file_name().to_str()?.strip_suffix(".ftl").map(str::to_owned)
        })
        .collect();
    there.sort();
    assert_eq!(there, candor::model::LANGUAGES);
}

/// The messages of a strings file: what each is called, and the names that it is filled with.
fn messages(file: &Path) -> std::collections::BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(file).expect("a strings file");
    let mut found = std::collections::BTreeMap::new();
    let mut id = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) =
            line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            name.clone_into(&mut id);
            assert!(
                found.insert(id.clone(), BTreeSet::new()).is_none(),
                "`{id}` stands twice in {}",
                file.display()
            );
        }
        let names =
            line.split("{ $").skip(1).map(|rest| format!("${}", rest.split(' ').next().unwrap_or("")));
        // What the program and the script fill in by themselves stands in braces that are quoted.
        let own = line.split("{\"{\"}").skip(1).map(|rest| rest.split('{').next().unwrap_or("").to_owned());
        found.entry(id.clone()).or_default().extend(names.chain(own));
    }
    found.remove("");
    found
}

#[test]
fn each_language_says_the_same_with_the_same_names() {
    let folder = Path::new(THEME).join("strings");
    let english = messages(&folder.join("en.ftl"));
    for entry in fs::read_dir(&folder).expect("a folder") {
        let file = entry.expect("a file").path();
        let own = messages(&file);
        let (there, wanted): (Vec<&String>, Vec<&String>) = (own.keys().collect(), english.keys().collect());
        assert_eq!(there, wanted, "{}", file.display());
        for (id, names) in &own {
            assert_eq!(names, &english[id], "`{id}` in {}", file.display());
        }
    }
}
