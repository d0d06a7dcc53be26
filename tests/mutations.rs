//! The example incidents are good, and each slip of the pen in them is seen.
//!
//! A mutation is data: see `tests/mutations/README.md`. It replaces words in a
//! copy of the example site and names the one check that has to fire.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use candor::check::{Choice, RULES, check, check_some};
use candor::finding::{Code, Finding, Weight};
use candor::model::Content;
use candor::model::time::Instant;
use candor::read::read;
use candor::source::Sources;
use candor::yaml::{Cx, Decode, Node, parse};
use rayon::prelude::*;

/// One change to one file.
struct Change {
    file: String,
    what: What,
}

enum What {
    Replace { words: String, with: String },
    Write(String),
    Remove,
}

impl Decode for Change {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "change")?;
        let file = fields.req("in", "QH-2026-0011/02-first.md", cx);
        let words = fields.opt("replace", cx);
        let with = fields.entry("with").map(|entry| match &entry.value.value {
            candor::yaml::Value::Scalar(scalar) => scalar.text.clone().into_owned(),
            _ => String::new(),
        });
        let write = fields.opt("write", cx);
        let remove = fields.opt("remove", cx).unwrap_or(false);
        fields.finish(cx);
        let what = match (words, with, write, remove) {
            (Some(words), Some(with), None, false) => What::Replace { words, with },
            (None, None, Some(text), false) => What::Write(text),
            (None, None, None, true) => What::Remove,
            _ => return None,
        };
        Some(Self { file: file?, what })
    }
}

/// A slip of the pen, and what has to see it.
struct Mutation {
    name: String,
    now: Instant,
    expect: Code,
    weight: Option<Weight>,
    also: Vec<Code>,
    changes: Vec<Change>,
}

impl Decode for Mutation {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "mutation")?;
        let name: Option<String> = fields.req("name", "what went wrong", cx);
        let now = fields.req("now", "2026-05-21 14:05 UTC", cx);
        let expect: Option<String> = fields.req("expect", "C3", cx);
        let weight: Option<String> = fields.opt("weight", cx);
        let also: Vec<String> = fields.list("also", cx);
        let changes = fields.list("changes", cx);
        fields.finish(cx);
        let expect = expect?;
        let also = also
            .iter()
            .map(|code| Code::from_name(code).unwrap_or_else(|| panic!("no check is called `{code}`")));
        let also = also.collect();
        let expect = Code::from_name(&expect).unwrap_or_else(|| panic!("no check is called `{expect}`"));
        let weight = weight.map(|weight| match weight.as_str() {
            "stop" => Weight::Stop,
            "fix" => Weight::Fix,
            "hint" => Weight::Hint,
            other => panic!("no weight is called `{other}`"),
        });
        Some(Self { name: name?, now: now?, expect, weight, also, changes })
    }
}

/// Every mutation of every file in `tests/mutations`.
fn mutations() -> Vec<Mutation> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/mutations")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a file");
        let mut sources = Sources::new(Path::new("."));
        let file = sources.add(path.display().to_string(), text.clone());
        let node = parse(&text, file, 0, text.len())
            .unwrap_or_else(|finding| panic!("{}: {}", path.display(), finding.message));
        let mut cx = Cx::default();
        let list: Option<Vec<Mutation>> = Decode::decode(&node, "list of mutations", &mut cx);
        let wrong: Vec<String> = cx
            .findings
            .iter()
            .map(|finding| match &finding.place {
                candor::finding::Place::Span(span) => {
                    let line = sources.get(file).position(span.start as usize).line;
                    format!("{}:{line}: {}", path.display(), finding.message)
                }
                candor::finding::Place::Path(path) => format!("{path}: {}", finding.message),
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let list = list.expect("a list");
        assert!(!list.is_empty(), "{} holds nothing", path.display());
        all.extend(list);
    }
    all
}

/// `{hash:QH-2026-0011/03-critical.md}` stands for the seal of that file as it is in the example.
fn with_hashes(text: &str) -> String {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{hash:") {
        let (file, behind) = after.split_once('}').expect("the end of a hash");
        let path = support::example().join("incidents/2026").join(file);
        let original = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        done.push_str(before);
        done.push_str(&candor::seal::hash(&original));
        rest = behind;
    }
    done + rest
}

/// A copy of the example site with the changes made.
fn mutated(mutation: &Mutation) -> Result<tempfile::TempDir, String> {
    let dir = tempfile::tempdir().expect("a scratch folder");
    for (path, bytes) in support::files(&support::example()) {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a copy");
    }
    for change in &mutation.changes {
        let near = dir.path().join("incidents/2026").join(&change.file);
        let in_incident = near.exists() || change.file.starts_with("QH-");
        let path = if in_incident { near } else { dir.path().join(&change.file) };
        match &change.what {
            What::Write(text) => {
                if path.exists() {
                    return Err(format!("{} is there already", change.file));
                }
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                std::fs::write(&path, with_hashes(text)).expect("a file");
            }
            What::Remove => {
                std::fs::remove_file(&path).map_err(|error| format!("{}: {error}", change.file))?;
            }
            What::Replace { words, with } => {
                let text =
                    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", change.file))?;
                let times = text.matches(words.as_str()).count();
                if times != 1 {
                    return Err(format!("the words stand {times} times in {}: {words}", change.file));
                }
                std::fs::write(&path, text.replacen(words.as_str(), &with_hashes(with), 1)).expect("a file");
            }
        }
    }
    Ok(dir)
}

fn told(finding: &Finding, sources: &Sources) -> String {
    let place = match &finding.place {
        candor::finding::Place::Span(span) => {
            format!(
                "{}:{}",
                sources.get(span.file).path,
                sources.get(span.file).position(span.start as usize).line
            )
        }
        candor::finding::Place::Path(path) => path.clone(),
    };
    format!("    {}[{}] {place}: {}", finding.weight.name(), finding.code.name(), finding.message)
}

/// What the checks find: in the incidents that were changed, for the others are as good as before;
/// in all of them where something was changed for the whole site.
fn checked(content: &Content, mutation: &Mutation) -> Vec<Finding> {
    let of = |change: &Change| {
        let id = change.file.split('/').next().filter(|id| content.incident(id).is_some());
        id.map(str::to_owned)
    };
    let ids: Option<BTreeSet<String>> = mutation.changes.iter().map(of).collect();
    let Some(ids) = ids else { return check(content, mutation.now) };
    let some = |id| Choice { incident: Some(id), ..Choice::default() };
    ids.into_iter().flat_map(|id| check_some(content, mutation.now, &some(id))).collect()
}

/// What is wrong with the mutation itself, or with what was found.
fn tried(mutation: &Mutation) -> Result<(), String> {
    let dir = mutated(mutation)?;
    let reading = read(dir.path());
    let sources = &reading.content.sources;
    let findings =
        if reading.is_sound() { checked(&reading.content, mutation) } else { reading.findings.clone() };
    let wanted = |finding: &&Finding| {
        finding.code == mutation.expect && mutation.weight.is_none_or(|weight| finding.weight == weight)
    };
    let weighs = |finding: &&Finding| {
        finding.weight != Weight::Hint
            || mutation.weight == Some(Weight::Hint) && finding.code == mutation.expect
    };
    let list =
        || -> String { findings.iter().map(|finding| told(finding, sources)).collect::<Vec<_>>().join("\n") };
    if !findings.iter().filter(weighs).any(|finding| wanted(&finding)) {
        return Err(format!("{} did not fire; found:\n{}", mutation.expect.name(), list()));
    }
    if let Some(other) = findings
        .iter()
        .filter(|finding| finding.weight != Weight::Hint)
        .find(|finding| finding.code != mutation.expect && !mutation.also.contains(&finding.code))
    {
        return Err(format!("{} fired as well; found:\n{}", other.code.name(), list()));
    }
    Ok(())
}

#[test]
fn each_mutation_fires_the_check_that_it_names_and_no_other() {
    let mutations = mutations();
    let wrong: Vec<String> = mutations
        .par_iter()
        .filter_map(|mutation| {
            let failed = tried(mutation).err()?;
            Some(format!("{} (expects {}): {failed}", mutation.name, mutation.expect.name()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), mutations.len(), wrong.join("\n\n"));
}

#[test]
fn every_check_has_at_least_two_mutations() {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for mutation in mutations() {
        *counts.entry(mutation.expect).or_default() += 1;
    }
    let few: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.code.is_check() && counts.get(&rule.code).copied().unwrap_or(0) < 2)
        .map(|rule| rule.code.name())
        .collect();
    assert!(few.is_empty(), "too few mutations for {few:?}");
}

/// Every instant at which something is published, and one long after.
fn instants() -> BTreeSet<Instant> {
    let reading = read(&support::example());
    assert!(reading.is_sound());
    let updates = reading.content.incidents.iter().flat_map(|incident| &incident.updates);
    let mut instants: BTreeSet<Instant> = updates.map(|update| update.at.value).collect();
    let last = *instants.last().expect("an update");
    instants.insert(last.plus(90 * 86_400));
    instants
}

#[test]
fn at_every_instant_that_matters_the_good_version_has_no_stop_and_no_fix() {
    let reading = read(&support::example());
    let instants: Vec<Instant> = instants().into_iter().collect();
    let all: Vec<(Instant, String)> = instants
        .par_iter()
        .flat_map_iter(|now| {
            let findings = check(&reading.content, *now);
            findings
                .iter()
                .filter(|finding| finding.weight != Weight::Hint)
                .map(|finding| (*now, told(finding, &reading.content.sources)))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut spans: BTreeMap<String, (Instant, Instant)> = BTreeMap::new();
    for (now, told) in all {
        spans.entry(told).and_modify(|(_, last)| *last = now).or_insert((now, now));
    }
    let wrong: Vec<String> = spans
        .iter()
        .map(|(told, (from, to))| format!("{} to {}{told}", from.written(), to.written()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
