//! The guides say what is true: every example of the writer's guide is put
//! into a content folder and passes `check`, every message in it is the
//! program's own, and its tables list exactly the keys and the choices that the
//! program knows. So do the tables of the theme author's guide.
//!
//! A comment before each example says what it is:
//! - `file: PATH`: a file. A path that comes twice is checked as it stands first, then as it stands last.
//! - `facts: KIND`: facts of an update of an incident of that kind.
//! - `words`, or `words with FILE`: the words of an update, and a file that lies beside it.
//! - `incident: KIND`: more lines for an `incident.yaml`.
//! - `refused: PATH`: a file that is refused, with the `message` that comes next.
//! - `keys: NAME`: a table of the keys of one mapping.

mod support;

use std::collections::BTreeMap;

use support::{Site, text};

const GUIDE: &str = include_str!("../docs/writing.md");
const THEMES: &str = include_str!("../docs/theming.md");
const README: &str = include_str!("../README.md");

/// A block between fences, and the comment before it.
struct Block<'g> {
    line: usize,
    mark: &'g str,
    language: &'g str,
    text: String,
}

fn mark(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- ")?.strip_suffix(" -->")
}

fn blocks(guide: &str) -> Vec<Block<'_>> {
    let lines: Vec<&str> = guide.lines().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some(language) = lines[at].strip_prefix("```") {
            let end = (at + 1..lines.len()).find(|n| lines[*n] == "```").expect("a fence that closes");
            let before = at.checked_sub(1).and_then(|n| mark(lines[n])).unwrap_or("");
            let text = format!("{}\n", lines[at + 1..end].join("\n"));
            blocks.push(Block { line: at + 1, mark: before, language, text });
            at = end;
        }
        at += 1;
    }
    blocks
}

/// The files of the guide; of a path that comes twice the first or the last.
fn assemble(last: bool) -> Site {
    let site = Site::empty();
    let mut written = std::collections::BTreeSet::new();
    for block in blocks(GUIDE) {
        let Some(path) = block.mark.strip_prefix("file: ") else { continue };
        if written.insert(path) || last {
            site.file(path, &block.text);
        }
    }
    site
}

/// An incident of a kind for an example to stand in.
fn incident(site: &Site, id: &str, kind: &str, more: &str) {
    let window = match kind {
        "maintenance" => "window: { start: 2026-03-04 10:00 UTC, end: 2026-03-04 12:00 UTC }\n",
        _ => "",
    };
    site.file(&format!("incidents/{id}/incident.yaml"), format!("title: An example\nkind: {kind}\n{more}"));
    site.file(
        &format!("incidents/{id}/01-first.md"),
        format!("---\ntype: first\nat: 2026-03-03 09:00 UTC\n{window}---\nIt has begun.\n"),
    );
}

fn update(site: &Site, id: &str, facts: &str, words: &str) {
    site.file(
        &format!("incidents/{id}/02-example.md"),
        format!("---\ntype: progress\nat: 2026-03-03 13:00 UTC\n{facts}---\n{words}"),
    );
}

#[test]
fn every_example_of_the_guide_passes() {
    for last in [false, true] {
        let site = assemble(last);
        let mut count = 0;
        for block in blocks(GUIDE) {
            if !matches!(block.language, "yaml" | "markdown") {
                continue;
            }
            count += 1;
            let id = format!("line-{}", block.line);
            match block.mark.split_once(": ").unwrap_or((block.mark, "")) {
                ("file" | "refused", _) => {}
                ("facts", kind) => {
                    incident(&site, &id, kind, "");
                    update(&site, &id, &block.text, "Something has changed.\n");
                }
                ("words", "") => {
                    incident(&site, &id, "outage", "");
                    update(&site, &id, "", &block.text);
                }
                ("incident", kind) => incident(&site, &id, kind, &block.text),
                (words, "") if words.starts_with("words with ") => {
                    incident(&site, &id, "outage", "");
                    update(&site, &id, "", &block.text);
                    site.file(&format!("incidents/{id}/{}", &words["words with ".len()..]), "a picture");
                }
                _ => panic!("line {}: no comment says what this example is", block.line),
            }
        }
        assert!(count > 45, "only {count} examples were found");
        site.quiet(); // fragments are not whole updates
        let said = site.check();
        assert!(said.contains("nothing found"), "{said}");
        site.build("2026-03-03 12:00 UTC").build("2026-08-01 12:00 UTC");
    }
}

#[test]
fn the_messages_of_the_guide_are_those_of_the_program() {
    let blocks = blocks(GUIDE);
    let mut count = 0;
    for (at, block) in blocks.iter().enumerate() {
        let Some(path) = block.mark.strip_prefix("refused: ") else { continue };
        let message = &blocks[at + 1];
        assert_eq!(message.mark, "message", "line {}", message.line);
        let site = assemble(false);
        site.file(path, &block.text);
        let said = site.quiet().check();
        assert!(said.contains(&message.text), "line {}: the program says\n{said}", message.line);
        count += 1;
    }
    assert!(count >= 5, "only {count} messages were found");
}

#[test]
fn the_two_minutes_of_the_readme_lead_to_a_page() {
    let commands =
        blocks(README).into_iter().find(|block| block.text.contains("--service ")).expect("two minutes");
    let site = Site::empty();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_candor")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = std::process::Command::new("sh")
        .args(["-e", "-c", &commands.text])
        .current_dir(site.path())
        .env("PATH", path)
        .output()
        .expect("a shell");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(site.check(), "1 incident, 1 update: nothing found\nexit 0\n");
    assert!(site.page("index.html").contains("Some card payments fail"));
}

/// The tables of keys by their names: key, value.
fn tables(guide: &'static str, kind: &str) -> BTreeMap<&'static str, Vec<(&'static str, &'static str)>> {
    let mut tables = BTreeMap::new();
    let mut name = None;
    for line in guide.lines() {
        if let Some(mark) = mark(line) {
            name = mark.strip_prefix(kind);
        } else if let (Some(name), Some(row)) = (name, line.strip_prefix("| `")) {
            let (key, rest) = row.split_once("` |").expect("a key in backticks");
            let value = rest.split(" | ").next().unwrap_or("").trim();
            let rows: &mut Vec<_> = tables.entry(name).or_default();
            rows.push((key, value));
        } else if line.is_empty() {
            name = None;
        }
    }
    tables
}

/// Where a mapping stands: the kind of incident or the file, and the lines before it; `@` stands for its keys.
const PLACES: &[(&str, &str, &str)] = &[
    ("site", "site.yaml", "@"),
    ("audience_name", "site.yaml", "audience_names:\n  users: { @ }\n"),
    ("contact", "site.yaml", "contacts:\n  - { @ }\n"),
    ("partner", "site.yaml", "partners:\n  - { @ }\n"),
    ("services", "services.yaml", "@"),
    ("group", "services.yaml", "groups:\n  - { @ }\n"),
    ("service", "services.yaml", "services:\n  - { @ }\n"),
    ("person", "people.yaml", "people:\n  - { @ }\n"),
    ("policy", "policy.yaml", "@"),
    ("policy_reporter", "policy.yaml", "reporter: { @ }\n"),
    ("approval", "policy.yaml", "approvals:\n  - { @ }\n"),
    ("term", "terms.yaml", "terms:\n  - { @ }\n"),
    ("incident", "incident", "@"),
    ("scope", "incident", "scope: { @ }\n"),
    ("detection", "incident", "detection: { @ }\n"),
    ("moment", "incident", "impact_began_at: { @ }\n"),
    ("related", "incident", "related:\n  - { @ }\n"),
    ("reference", "incident", "references:\n  - { @ }\n"),
    ("upstream", "incident", "upstream:\n  - { @ }\n"),
    ("reporter", "incident", "reporter: { @ }\n"),
    ("reporter_update", "incident", "reporter:\n  updates:\n    - { @ }\n"),
    ("origin", "incident", "imported_from: { @ }\n"),
    ("update", "update", "@"),
    ("affected", "update", "affected: { @ }\n"),
    ("exposure", "update", "exposure: { @ }\n"),
    ("exploitation", "update", "exploitation: { @ }\n"),
    ("impact", "update", "impact: { @ }\n"),
    ("stated", "update", "impact:\n  potential: { @ }\n"),
    ("progress", "update", "progress:\n  - { @ }\n"),
    ("estimate", "update", "estimate: { @ }\n"),
    ("self_check", "update", "self_checks:\n  - { @ }\n"),
    ("other_voice", "update", "other_voices:\n  - { @ }\n"),
    ("voice_resolved", "update", "other_voices:\n  - resolved: { @ }\n"),
    ("field_report", "update", "field_reports:\n  - { @ }\n"),
    ("communication_plan", "update", "communication_plan: { @ }\n"),
    ("customer_options", "update", "customer_options: { @ }\n"),
    ("review", "update", "independent_review: { @ }\n"),
    ("embargo", "update", "embargo: { @ }\n"),
    ("corrects", "update", "corrects: { @ }\n"),
    ("translation", "update", "translation_of: { @ }\n"),
    ("channel", "update", "channels:\n  - { @ }\n"),
    ("short", "update", "short: { @ }\n"),
    ("window", "update", "window: { @ }\n"),
    ("postmortem_plan", "update", "postmortem: { @ }\n"),
    ("action", "update", "actions:\n  - { @ }\n"),
    ("action_taken", "update", "actions_taken:\n  - { @ }\n"),
    ("cause", "update", "causes:\n  - { @ }\n"),
    ("lesson", "update", "lessons:\n  - { @ }\n"),
    ("followup", "update", "followups:\n  - { @ }\n"),
];

/// A key and a value that nothing knows.
const NONSENSE: &str = "zzqqxxjj";

/// What `check` says of a mapping with these entries.
fn said_of(place: &(&str, &str, &str), entries: &[(&str, &str)]) -> String {
    let (_, file, frame) = place;
    let one_line = frame.contains("{ @ }");
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let text = frame.replace('@', &entries.join(if one_line { ", " } else { "\n" }));
    let site = Site::new();
    match *file {
        "incident" => site.file("incidents/one/incident.yaml", format!("{text}\n")),
        "update" => site.file("incidents/one/01-first.md", format!("---\n{text}\n---\nWords.\n")),
        file => site.file(file, format!("{text}\n")),
    };
    site.check()
}

#[test]
fn the_tables_list_exactly_the_keys_that_the_program_knows() {
    let tables = tables(GUIDE, "keys: ");
    let named: Vec<&str> = tables.keys().copied().collect();
    let mut known: Vec<&str> = PLACES.iter().map(|(name, ..)| *name).collect();
    known.sort_unstable();
    assert_eq!(named, known, "every table has a place, and every place a table");
    for place in PLACES {
        let name = place.0;
        // A contact without a purpose and an address is given up before its other keys are looked at.
        let value = |key: &str| match key {
            "purpose" => "questions",
            "route" => "https://help.example.com",
            _ => "x",
        };
        let mut entries: Vec<(&str, &str)> = tables[name].iter().map(|(key, _)| (*key, value(key))).collect();
        entries.push((NONSENSE, "x"));
        let said = said_of(place, &entries);
        let unknown: Vec<&str> = said.lines().filter(|line| line.starts_with("stop[unknown-key]")).collect();
        assert_eq!(unknown.len(), 1, "{name}: a key of the table is not known\n{said}");
        let keys = said
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("= write: The keys here are "))
            .unwrap_or_else(|| panic!("{name}: {said}"));
        let more = keys.split_once(" and ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        let count = keys.matches('`').count() / 2 + more.unwrap_or(0);
        assert_eq!(count, tables[name].len(), "{name}: the program knows {keys}");
    }
}

/// Choices that are words among other values, so that a wrong word is taken for a time or a text.
const OPEN: &[&str] = &["impact_began_at", "start", "end", "resolved", "retired", "scope", "regions", "id"];

#[test]
fn the_tables_list_exactly_the_choices_of_each_key() {
    let tables = tables(GUIDE, "keys: ");
    let mut count = 0;
    for place in PLACES {
        for (key, value) in &tables[place.0] {
            let listed: Vec<&str> = value.split('`').skip(1).step_by(2).collect();
            let value =
                if value.starts_with("list of `") { format!("[{NONSENSE}]") } else { NONSENSE.to_owned() };
            let said = said_of(place, &[(key, &value)]);
            let choices = said
                .lines()
                .skip_while(|line| !line.starts_with("stop[unknown-name]"))
                .find_map(|line| line.trim_start().strip_prefix("= write: Write one of "));
            let Some(choices) = choices else { continue };
            // Of how sure a time of detection is, only two choices of the common list are taken.
            if OPEN.contains(key) || (place.0, *key) == ("detection", "how_sure") {
                continue;
            }
            count += 1;
            for choice in choices.split('`').skip(1).step_by(2) {
                assert!(listed.contains(&choice), "{}.{key}: `{choice}` is not in the table", place.0);
            }
            for word in
                listed.iter().filter(|word| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
            {
                let other = *word == "everyone";
                assert!(other || choices.contains(&format!("`{word}`")), "{}.{key}: no `{word}`", place.0);
            }
        }
    }
    assert!(count > 30, "only {count} keys with choices were found");
}

#[test]
fn the_states_of_each_kind_are_those_of_the_program() {
    let mut count = 0;
    for line in GUIDE.lines().filter(|line| line.ends_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, kind, _, states, _] = cells[..] else { continue };
        let kind = kind.trim_matches('`');
        let known = ["outage", "security_incident", "data_breach", "vulnerability", "maintenance", "notice"];
        if !known.contains(&kind) {
            continue;
        }
        let site = Site::new();
        incident(&site, "two", kind, "");
        update(&site, "two", &format!("state: {NONSENSE}\n"), "Words.\n");
        let said = site.check();
        let wanted = said.split("Write one of ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or("");
        let names = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(names(states), names(wanted), "{kind}: {said}");
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn the_theme_guide_lists_what_each_template_is_given() {
    let tables = tables(THEMES, "fields: ");
    assert!(tables.len() > 15, "the tables of the theme guide were not found");
    for (place, rows) in &tables {
        // `home.html page.groups[0]` is each of the groups in the template `home.html`; `page.lead?` is there or not.
        let (template, value) = place.split_once(' ').expect("a template and a value");
        let (value, may_be_nothing) = value.strip_suffix('?').map_or((value, false), |value| (value, true));
        let site = assemble(true);
        // The guide's own incident says no numbers.
        let path = "incidents/2026-03-03-payments/04-no-change.md";
        let block = blocks(GUIDE).into_iter().find(|block| block.mark == format!("file: {path}"));
        let words =
            block.expect("the guide has this file").text.replacen("at:", "affected: { count: 4 }\nat:", 1);
        site.file(path, words);
        let mut parts = value.split("[0]");
        let mut name = parts.next().unwrap_or("").to_owned();
        let (mut before, mut after) = (String::new(), String::new());
        for (depth, part) in parts.enumerate() {
            before.push_str(&format!("{{% for one{depth} in {name} %}}"));
            after.push_str("{% endfor %}");
            name = format!("one{depth}{part}");
        }
        if may_be_nothing {
            before.push_str(&format!("{{% if {name} %}}"));
            after.insert_str(0, "{% endif %}");
        }
        let text_of = format!("{before}{{{{ {name}.{NONSENSE} }}}}{after}");
        site.file(&format!("themes/default/templates/{template}"), text_of);
        let output = site.run(&["build", "--now", "2026-03-03 12:00 UTC"]);
        let said = text(&output.stderr);
        let fields = said.split("Available fields: ").nth(1).and_then(|rest| rest.lines().next());
        let mut fields: Vec<&str> = fields.unwrap_or_else(|| panic!("{place}: {said}")).split(", ").collect();
        fields.sort_unstable();
        let mut listed: Vec<&str> = rows.iter().map(|(key, _)| *key).collect();
        listed.sort_unstable();
        assert_eq!(listed, fields, "{place}");
    }
}
