//! What is read aside after a save, and put on the board that is there, makes
//! the same files as reading everything; and what cannot be, is not.

mod support;

use std::convert::Infallible;

use candor::compose::Composer;
use candor::model::Audience;
use candor::model::time::Instant;
use candor::read::{Again, Living};
use candor::render::Theme;
use candor::view::{Board, exchange, with_waiting};
use support::Site;

fn now() -> Instant {
    Instant::parse("2026-03-03 12:00 UTC").expect("a time")
}

/// A site of three incidents: one that is tied to another, one over, one open.
fn site() -> Site {
    let site = Site::new();
    site.file(
        "incidents/two/incident.yaml",
        "title: Two\nkind: outage\nrelated:\n  - { id: one, relation: follows }\n",
    )
    .file("incidents/two/01-first.md", update("2026-03-01 10:00 UTC", "investigating", "down", "Two fails."))
    .file("incidents/two/02-over.md", update("2026-03-01 12:00 UTC", "resolved", "recovered", "Two works."))
    .file("incidents/three/incident.yaml", "title: Three\nkind: outage\n")
    .file(
        "incidents/three/01-first.md",
        update("2026-03-02 10:00 UTC", "investigating", "slow", "Three is slow."),
    );
    site
}

fn update(at: &str, state: &str, status: &str, words: &str) -> String {
    format!(
        "---\ntype: progress\nat: {at}\nstate: {state}\nseverity: minor\nservices:\n  api: {status}\nnext_update: {{ none: \"for this test\" }}\n---\n{words}\n"
    )
}

/// Every file that is made from a board.
fn files(board: &Board<'_>, site: &Site) -> Vec<(String, Vec<u8>)> {
    let theme = Theme::new("default", &[], board.site.language, board.site.zone).expect("the theme");
    let root = site.content();
    let composer = Composer::new(board, &theme, &root);
    let of_incidents = (0..board.incidents.len()).flat_map(|at| composer.of_incident(at));
    let mut files: Vec<(String, Vec<u8>)> = of_incidents
        .chain(composer.others())
        .map(|(path, file)| {
            assert_eq!(composer.find(&path), Some(file.clone()), "{path} is found by its path");
            let bytes = composer.make::<Infallible>(&file).expect("a file");
            (path, bytes)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_read_aside_makes_the_files_that_reading_everything_makes() {
    type Edit = (&'static str, fn(&Site));
    let edits: [Edit; 5] = [
        ("three", |site| {
            site.file(
                "incidents/three/01-first.md",
                update("2026-03-02 10:00 UTC", "fixing", "down", "Three is down."),
            );
        }),
        ("three", |site| {
            site.file(
                "incidents/three/02-over.md",
                update("2026-03-03 10:00 UTC", "resolved", "recovered", "See [two](../two/)."),
            );
        }),
        ("two", |site| {
            site.remove("incidents/two/02-over.md");
        }),
        ("two", |site| {
            site.file(
                "incidents/two/01-first.md",
                update("2026-02-01 10:00 UTC", "investigating", "partial", "It began earlier."),
            );
        }),
        ("one", |site| {
            site.update(
                "02-draft",
                "type: progress\nat: 2026-03-03 11:00 UTC\ndraft: true\nnext_update: { none: \"no\" }",
                "A draft.",
            );
        }),
    ];
    for (id, edit) in edits {
        let site = site();
        let living = Living::read(&site.content(), Audience::Public);
        let before = with_waiting(living.content(), Audience::Public, now());
        edit(&site);
        let aside = living.aside(&format!("incidents/{id}")).expect("only words and facts have changed");
        let exchanged = exchange(before, &aside).expect("it was on the board and still is");
        let fresh = Living::read(&site.content(), Audience::Public);
        let whole = with_waiting(fresh.content(), Audience::Public, now());
        assert!(files(&exchanged, &site) == files(&whole, &site), "an edit of {id}");
    }
}

#[test]
fn what_others_show_of_an_incident_is_not_read_aside() {
    let edits: [fn(&Site); 7] = [
        |site| {
            site.file("incidents/three/incident.yaml", "title: Another title\nkind: outage\n");
        },
        |site| {
            site.file(
                "incidents/three/incident.yaml",
                "title: Three\nkind: outage\nrelated:\n  - { id: one, relation: causes }\n",
            );
        },
        |site| {
            site.file(
                "incidents/three/incident.yaml",
                "title: Three\nkind: outage\nretired: { withdrawn: \"it was not so\" }\n",
            );
        },
        |site| {
            site.file("incidents/three/incident.yaml", "title: Three\nkind: outage\ndrill: true\n");
        },
        |site| {
            site.file(
                "incidents/three/01-first.md",
                update("2026-03-02 10:00 UTC", "fixing", "down", "See [it](../nowhere/)."),
            );
        },
        |site| {
            site.file("incidents/three/01-first.md", "---\ntype: progress\n---\nBroken.\n");
        },
        |site| {
            site.remove("incidents/three/01-first.md").remove("incidents/three/incident.yaml");
        },
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let site = site();
        let living = Living::read(&site.content(), Audience::Public);
        edit(&site);
        assert!(living.aside("incidents/three").is_none(), "edit {number}");
    }
}

#[test]
fn a_broken_folder_leaves_what_it_held_and_a_mended_one_is_taken_in() {
    let site = site();
    let mut living = Living::read(&site.content(), Audience::Public);
    site.file("incidents/three/01-first.md", "---\ntype: progress\n---\nBroken.\n");
    assert_eq!(living.again("incidents/three"), Again::Done);
    assert!(!living.is_sound());
    let words = |living: &Living| {
        let incident = living.content().incident("three").expect("it is still there").clone();
        living.content().sources.get(incident.updates[0].file).text.clone()
    };
    assert!(words(&living).contains("Three is slow."));
    // Broken in another way: the last good words are still not forgotten.
    site.file("incidents/three/01-first.md", "---\ntype: progess\n---\nStill broken.\n");
    assert_eq!(living.again("incidents/three"), Again::Done);
    assert!(words(&living).contains("Three is slow."));
    site.file("incidents/three/01-first.md", update("2026-03-02 10:00 UTC", "fixing", "down", "Mended."));
    assert_eq!(living.again("incidents/three"), Again::Done);
    assert!(living.is_sound() && words(&living).contains("Mended."));
    site.file("incidents/four/incident.yaml", "title: Four\nkind: outage\n")
        .file("incidents/four/01-first.md", update("2026-03-02 11:00 UTC", "fixing", "down", "New."));
    assert_eq!(living.again("incidents/four"), Again::Done);
    std::fs::remove_dir_all(site.content().join("incidents/three")).expect("a folder");
    assert_eq!(living.again("incidents/three"), Again::Done);
    let fresh = Living::read(&site.content(), Audience::Public);
    let boards = [&living, &fresh].map(|living| with_waiting(living.content(), Audience::Public, now()));
    assert!(files(&boards[0], &site) == files(&boards[1], &site));
}
