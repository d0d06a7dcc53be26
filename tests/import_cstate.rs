//! Imports whole cState sites: small invented ones, and, where they are at hand,
//! real ones. Everything that is written has to obey our format, and every word
//! of every issue has to arrive.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

#[path = "import_cstate/obeys.rs"]
mod obeys;

use std::fs;
use std::path::{Path, PathBuf};

use candor::import::{self, Deed, FileReport, ImportError, Imported, cstate};
use obeys::{every_word_arrives, obeys, text};
use proptest::prelude::*;

/// A site with the given files.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let room = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = room.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    room
}

fn import(files: &[(&str, &str)]) -> Imported {
    let imported = cstate::import(site(files).path()).unwrap();
    obeys(&imported);
    imported
}

fn notes(report: &FileReport) -> String {
    report.notes.iter().map(|note| [note.what.word(), ": ", &note.text, "\n"].concat()).collect()
}

fn real(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("SKIPPED: the site `{name}` is not at hand");
    None
}

fn imports_whole(name: &str, incidents: usize) -> Option<Imported> {
    let folder = real(name)?;
    let imported = cstate::import(&folder).unwrap();
    assert_eq!(imported.report.incidents, incidents);
    obeys(&imported);
    every_word_arrives(&folder, &imported);
    assert_eq!(imported, cstate::import(&folder).unwrap());
    println!("{name}: {} incidents, {} updates", imported.report.incidents, imported.report.updates);
    Some(imported)
}

fn said(imported: &Imported, file: &str) -> String {
    let report = imported.report.files.iter().find(|report| report.file.ends_with(file));
    report.map_or_else(|| panic!("nothing about {file}"), notes)
}

#[test]
fn the_site_of_jenkins() {
    let Some(imported) = imports_whole("cstate-jenkins", 297) else { return };
    for (file, word) in [
        ("2021-09-23-puppet-outage.md", "lies before `date`"),
        ("2021-06-08-ci-agents-disconnect.md", "divided into 2 updates"),
        ("2022-06-13-repo-slow.md", "A hidden comment"),
        ("2021-11-25-maintenance-k8s.md", "A picture became a link"),
        ("2025-01-08-ci.jenkins.io-azure-outage.md", "The HTML `<strike>`"),
        ("2020-11-12-get-jenkins-io.md", "a list with dates"),
    ] {
        assert!(said(&imported, file).contains(word), "{file}: {}", said(&imported, file));
    }
    assert!(imported.report.text().contains("with the offset -00:00"));
    assert!(text(&imported, "services.yaml").contains("No longer listed"));
}

#[test]
fn the_site_of_packit() {
    let Some(imported) = imports_whole("cstate-packit", 108) else { return };
    for (file, word) in [
        ("2023-10-31-release-monitoring.org-outage.md", "no opening `---`"),
        ("2024-08-13-github-outage.md", "its hour is written `015`"),
        ("2021-06-04-postgresql-12.md", "names no zone"),
        ("2021-12-07-response-delays.md", "its hour is written `9`"),
    ] {
        assert!(said(&imported, file).contains(word), "{file}: {}", said(&imported, file));
    }
    assert!(imported.files.iter().any(|(path, _)| path.contains("/2021-07-56-vacation/")));
}

#[test]
fn the_site_of_x4b() {
    let Some(imported) = imports_whole("cstate-x4b", 109) else { return };
    let all = imported.report.text();
    for word in
        ["byte order mark", "Line ends became", "`pin: false`", "taken for `WEB`", "with a part of a second"]
    {
        assert!(all.contains(word), "{word}");
    }
}

#[test]
fn the_example_of_cstate() {
    let Some(imported) = imports_whole("cstate-upstream-example/exampleSite", 11) else { return };
    let folder = "incidents/2018/2018-04-13-unavailable-guilds-connection-issues";
    assert!(text(&imported, &format!("{folder}/03-resolved.md")).contains("at: 2018-04-13 17:30 UTC"));
    assert!(text(&imported, &format!("{folder}/04-postmortem.md")).contains("state: reviewed"));
}

const CONFIG: &str = "title: Pond status\nbaseURL: https://status.pond.example\nparams:\n  categories:\n    - name: Water\n  \
                      systems:\n    - name: Pump\n      category: Water\n    - name: Gate\n      category: Water\n";

#[test]
fn a_small_site_whole() {
    let imported = import(&[
        ("config.yml", CONFIG),
        ("content/issues/_index.md", "---\ntitle: Issues\n---\n"),
        (
            "content/issues/2031/pump-stops.md",
            "---\ntitle: The pump stops\ndate: 2031-05-04 08:00:00\nresolved: true\nresolvedWhen: 2031-05-04 09:30:00\n\
             severity: down\naffected:\n  - Pump\n  - gate\n  - Weir\nsection: issue\n---\n\n\
             *Resolved* - It turns again. {{< track \"2031-05-04 09:30:00\" >}}\n\n\
             *Investigating* - Fish <NAME> is in it. {{< track \"2031-05-04 08:10:00\" >}}\n",
        ),
    ]);
    assert_eq!(
        text(&imported, "incidents/2031/pump-stops/incident.yaml"),
        "title: \"The pump stops\"\nkind: outage\nimpact_began_at: 2031-05-04 08:00 UTC\nimported_from:\n  \
         format: cState\n  file: \"content/issues/2031/pump-stops.md\"\n"
    );
    assert_eq!(
        text(&imported, "incidents/2031/pump-stops/01-first.md"),
        "---\ntype: first\nat: 2031-05-04 08:10 UTC\nstate: investigating\nseverity: major\nservices:\n  pump: down\n  \
         gate: down\n  weir: down\nnext_update: { none: \"Imported from cState, which does not record promises.\" }\n---\n\
         Fish `<NAME>` is in it.\n"
    );
    assert_eq!(
        text(&imported, "incidents/2031/pump-stops/02-resolved.md"),
        "---\ntype: resolved\nat: 2031-05-04 09:30 UTC\nstate: resolved\nservices:\n  pump: recovered\n  gate: recovered\n  \
         weir: recovered\n---\nIt turns again.\n"
    );
    assert_eq!(
        text(&imported, "services.yaml"),
        "groups:\n  - id: water\n    name: \"Water\"\n  - id: no-longer-listed\n    name: \"No longer listed\"\n\n\
         services:\n  - id: pump\n    name: \"Pump\"\n    group: water\n  - id: gate\n    name: \"Gate\"\n    group: water\n  \
         - id: weir\n    name: \"Weir\"\n    group: no-longer-listed\n"
    );
    assert_eq!(
        said(&imported, "pump-stops.md"),
        "guessed: `date: 2031-05-04 08:00:00` was read as 2031-05-04 08:00 UTC: it names no zone, read as UTC.\n\
         guessed: `resolvedWhen: 2031-05-04 09:30:00` was read as 2031-05-04 09:30 UTC: it names no zone, read as UTC.\n\
         guessed: `affected` names `gate`, which was taken for `Gate`; cState would not have.\n\
         kept: `affected` names `Weir`, which the configuration does not list; it is in the group \"No longer listed\".\n\
         guessed: The text was divided into 2 updates; its newest words stand first.\n\
         kept: The first message tells the time 2031-05-04 08:10 UTC, `date` is 2031-05-04 08:00 UTC.\n\
         guessed: A time in the text was read as 2031-05-04 09:30 UTC: it names no zone, read as UTC.\n\
         changed: `<NAME>` looks like HTML; it was kept as text.\n"
    );
}

#[test]
fn a_maintenance_and_a_notice() {
    let imported = import(&[
        ("config.yml", CONFIG),
        (
            "content/issues/a.md",
            "---\ntitle: Maintenance of the gate\ndate: 2031-05-04T08:00:00Z\nresolved: true\nresolvedWhen: 2031-05-04T09:00:00Z\n\
             severity: notice\naffected: [Gate]\ndraft: true\n---\n[Final]\nDone.\n\n[Update]\nIt is open.\n\n[Initial]\nWe will oil it.\n",
        ),
        (
            "content/issues/b.md",
            "---\ntitle: Spring\ndate: 2031-03-01T00:00:00Z\ninformational: true\n---\nFrogs are here.\n",
        ),
    ]);
    assert_eq!(
        text(&imported, "incidents/2031/a/01-first.md"),
        "---\ntype: first\nat: 2031-05-04 08:00 UTC\ndraft: true\nstate: scheduled\nseverity: none\n\
         window: { start: 2031-05-04 08:00 UTC, end: 2031-05-04 09:00 UTC }\nservices:\n  gate: maintenance\n\
         next_update: { none: \"Imported from cState, which does not record promises.\" }\n---\nWe will oil it.\n"
    );
    assert!(text(&imported, "incidents/2031/a/02-progress.md").contains("state: in_progress\n"));
    assert!(
        text(&imported, "incidents/2031/a/03-resolved.md")
            .contains("state: completed\nservices:\n  gate: recovered\n")
    );
    assert_eq!(
        text(&imported, "incidents/2031/b/01-notice.md"),
        "---\ntype: notice\nat: 2031-03-01 00:00 UTC\nstate: closed\nseverity: none\n---\nFrogs are here.\n"
    );
}

#[test]
fn sites_of_other_shapes() {
    let issue = "---\ntitle: A\ndate: 2031-01-01T00:00:00Z\nresolved: false\nseverity: down\naffected: [\"null\"]\n---\nIt broke.\n";
    // No configuration, and folders for each issue.
    let imported =
        import(&[("issues/one/index.md", issue), ("issues/One.md", issue), ("issues/for-us.md", issue)]);
    assert_eq!(imported.report.incidents, 3);
    assert!(text(&imported, "incidents/2031/One/incident.yaml").contains("One.md"));
    assert!(text(&imported, "incidents/2031/one-2/incident.yaml").contains("index.md"));
    assert!(said(&imported, "for-us.md").contains("`incident-for-us`"));
    // The site lies deeper than the folder.
    let imported = import(&[("demo/config.yml", CONFIG), ("demo/content/issues/a.md", issue)]);
    assert!(text(&imported, "site.yaml").contains("Pond status"));
    // TOML throughout.
    let imported = import(&[
        (
            "hugo.toml",
            "title = \"T\"\nbaseURL = \"https://t.example/\"\n[[params.systems]]\nname = \"Web\"\n",
        ),
        (
            "content/issues/a.md",
            "+++\ntitle = \"A\"\ndate = 2031-01-01T00:00:00Z\nresolved = false\nseverity = \"down\"\naffected = [\"Web\"]\n+++\nIt broke.\n",
        ),
    ]);
    assert!(text(&imported, "incidents/2031/a/01-first.md").contains("web: down"));
    // A configuration without systems or issues; YAML that we do not take.
    let imported = import(&[("config.yaml", "title: &t T\nbaseURL: https://t.example\nparams: {}\n")]);
    assert_eq!((imported.report.incidents, imported.report.updates), (0, 0));
    assert!(text(&imported, "services.yaml").contains("id: site"));
    assert!(said(&imported, "config.yaml").contains("only its simple lines"));
}

#[test]
fn broken_files_still_arrive() {
    let imported = import(&[
        ("content/issues/words.md", "Only words here.\n"),
        ("content/issues/2031-02-29-empty.md", ""),
        ("content/issues/bad.md", "---\ntitle: A: b\n\tdate 2031\n---\n## Impact\n\n- Q1: who?\n"),
    ]);
    assert_eq!(imported.report.incidents, 3);
    assert!(text(&imported, "incidents/undated/words/01-first.md").contains("Only words here."));
    assert!(said(&imported, "words.md").contains("1970-01-01"));
    assert!(text(&imported, "incidents/2031/2031-02-29-empty/01-first.md").contains("2031-02-28"));
    assert!(text(&imported, "incidents/undated/bad/incident.yaml").contains("\"A: b\""));
    assert!(text(&imported, "incidents/undated/bad/01-first.md").contains("### Impact"));
}

#[test]
fn what_is_not_a_site_is_refused() {
    let room = site(&[("readme.md", "hello")]);
    assert!(matches!(cstate::import(room.path()), Err(ImportError::NotASite { .. })));
    assert!(matches!(cstate::import(&room.path().join("missing")), Err(ImportError::Io { .. })));
}

#[test]
fn writes_what_it_read() {
    let imported = import(&[("config.yml", CONFIG)]);
    let room = tempfile::tempdir().unwrap();
    let into = room.path().join("content");
    import::write(&imported, &into).unwrap();
    assert_eq!(fs::read_to_string(into.join("import-report.txt")).unwrap(), imported.report.text());
    assert!(matches!(import::write(&imported, &into), Err(ImportError::Exists { .. })));
}

#[test]
fn bytes_that_are_not_text_are_noted() {
    let room = site(&[("config.yml", CONFIG), ("content/issues/a.md", "")]);
    fs::write(room.path().join("content/issues/a.md"), b"---\ntitle: A\n---\ncaf\xe9\n").unwrap();
    let imported = cstate::import(room.path()).unwrap();
    obeys(&imported);
    let report = imported.report.files.iter().find(|report| report.file.ends_with("a.md")).unwrap();
    assert!(report.notes.iter().any(|note| note.what == Deed::Changed), "{}", notes(report));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_arrive(bytes in prop::collection::vec(any::<u8>(), 0..400), config in any::<String>()) {
        let room = site(&[("config.yml", &config), ("content/issues/a.md", "")]);
        fs::write(room.path().join("content/issues/a.md"), bytes).unwrap();
        let imported = cstate::import(room.path()).unwrap();
        prop_assert_eq!(imported.report.incidents, 1);
        obeys(&imported);
    }

    #[test]
    fn any_issue_arrives(text in "(?s)(---\n|title: |date: |resolvedWhen: |resolved: |true|2031-02-03|T1?[0-9]:00|Z|severity: down|affected: |\\[|\\]|\\*|Update|Final|Resolved|\\{\\{< track \"|\" >\\}\\}|<b|-->|<!--|\n| |[a-z:#-]|é){0,60}") {
        let room = site(&[("content/issues/a.md", &text)]);
        obeys(&cstate::import(room.path()).unwrap());
    }
}

#[test]
fn a_site_in_a_language_that_the_interface_lacks_is_built_all_the_same() {
    let files = [
        (
            "config.yml",
            "title: Toestand\nbaseURL: https://status.pond.example\nlanguageCode: nl-NL\nparams:\n  systems:\n    - name: Vijver\n",
        ),
        (
            "content/issues/lek.md",
            "---\ntitle: Een lek\ndate: 2026-01-10 14:30:00\nresolved: false\nseverity: down\naffected: [Vijver]\nsection: issue\n---\nWe kijken het na.\n",
        ),
    ];
    let imported = import(&files);
    let file = |name: &str| {
        imported.files.iter().find(|(path, _)| path.ends_with(name)).map(|(_, text)| text.as_str())
    };
    assert!(file("site.yaml").is_some_and(|text| text.contains("language: en\n")));
    assert!(file("incident.yaml").is_some_and(|text| text.contains("language: \"nl-NL\"\n")));
    let folder = tempfile::tempdir().expect("a scratch folder");
    let content = folder.path().join("content");
    for (path, text) in &imported.files {
        let to = content.join(path);
        std::fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        std::fs::write(to, text).expect("a file");
    }
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["build", "--now", "2026-01-10 15:00 UTC"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = std::fs::read_to_string(folder.path().join("site/incidents/lek/index.html")).expect("a page");
    assert!(page.contains("lang=\"nl-NL\""), "{page}");
}
