//! Which site paths are accepted, and which collide.

use proptest::prelude::*;

use super::super::marker::Marker;
use super::super::paths::{Paths, below, collision, order, problem};
use super::{Publication, PublishError, Scene};

#[test]
fn bad_paths_are_refused_with_a_reason() {
    let scene = Scene::new();
    let publication = Publication::begin(&scene.target(), false).unwrap();
    let bad = [
        "",
        "/",
        "/etc/passwd",
        "a//b",
        "a/",
        "../a",
        "a/../../b",
        "a/..",
        "./a",
        ".",
        "a\\b",
        "a\0b",
        "a\nb",
        "C:/a",
        "a/con",
        "NUL.txt",
        "aux .md",
        "com1",
        "LPT9.html",
        "com¹/x",
        "conin$",
        "a.",
        "a /b",
        "what?",
        ".candor",
        ".candor/x",
        ".candor.new",
    ];
    for path in bad {
        let error = publication.put(path, b"").unwrap_err();
        assert!(matches!(error, PublishError::BadPath { .. }), "{path}: {error}");
        assert!(error.to_string().contains("cannot be published: "), "{error}");
    }
    let good = [
        "index.html",
        "404.html",
        "_headers",
        ".well-known/security.txt",
        "incidents/2026-03-03 key/index.html",
        "a/.candor",
        "console",
        "com",
        "com10",
        "lpt",
        "nullable.html",
        "über/東京.html",
        "...a",
        "a..b",
    ];
    for path in good {
        publication.put(path, b"").unwrap();
    }
    assert_eq!(publication.commit().unwrap().written, good.len());
}

#[test]
fn colliding_paths_stop_the_commit() {
    for (a, b) in [
        ("a.html", "a.html"),
        ("incidents/a/index.html", "incidents/A/index.html"),
        ("Images/a.png", "images/b.png"),
        ("ä/x", "Ä/y"),
    ] {
        let scene = Scene::new();
        scene.publish(&[("index.html", "before")]);
        let publication = Publication::begin(&scene.target(), false).unwrap();
        for path in ["0", a, "a-b", "images-2/x", b, "z"] {
            publication.put(path, b"x").unwrap();
        }
        let error = publication.commit().unwrap_err();
        let PublishError::Collision { first, second } = &error else { panic!("{error}") };
        let (mut found, mut given) = ([first.as_str(), second], [a, b]);
        found.sort_unstable();
        given.sort_unstable();
        assert_eq!(found, given);
        assert_eq!(scene.read("site/index.html"), "before");
    }
}

#[test]
fn a_file_and_a_folder_of_one_name_collide() {
    assert_eq!(collision(&["a/b", "a-b", "a.b", "a"]), Some(("a", "a/b")));
    assert_eq!(collision(&["a/b", "a-b", "ab", "b/a"]), None);
}

fn any_path() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec("[a-cA-C.-]{1,3}", 1..4).prop_map(|parts| parts.join("/")),
        "[ -~]{0,12}",
        any::<String>(),
    ]
}

proptest! {
    /// What is accepted is plain on every system: it stays below the root, and
    /// comes back from the disk as it was.
    #[test]
    fn accepted_paths_are_plain(path in any_path()) {
        if problem(&path).is_none() {
            prop_assert!(!path.starts_with('/') && !path.contains(['\\', '\0', ':']));
            for part in path.split('/') {
                prop_assert!(!matches!(part, "" | "." | ".."));
                prop_assert!(!part.ends_with(['.', ' ']));
            }
            let parts: Vec<_> = std::path::Path::new(&path).components().collect();
            prop_assert!(parts.iter().all(|part| matches!(part, std::path::Component::Normal(_))));
            prop_assert_eq!(parts.len(), path.split('/').count());
        }
    }

    /// The search for collisions says what comparing all pairs says.
    #[test]
    fn collisions_are_found(paths in proptest::collection::vec("[abAB.-]{1,2}(/[abAB-]{1,2}){0,2}", 0..8)) {
        let clash = |a: &str, b: &str| {
            let pairs = a.split('/').zip(b.split('/'));
            pairs.clone().find(|(x, y)| x != y).is_none_or(|(x, y)| x.eq_ignore_ascii_case(y))
        };
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let slow = paths.iter().enumerate().any(|(n, a)| paths[n + 1..].iter().any(|b| clash(a, b)));
        let quick = collision(&paths);
        prop_assert_eq!(quick.is_some(), slow);
        if let Some((a, b)) = quick {
            prop_assert!(clash(a, b));
        }
    }

    /// The paths of a folder are one run of the sorted list.
    #[test]
    fn folders_are_runs(mut list in proptest::collection::vec("[ab.-]{1,2}(/[ab-]{1,2}){0,2}", 0..12), name in "[ab.-]{1,2}") {
        list.sort_by(|a, b| order(a, b));
        let sorted: Vec<&str> = list.iter().map(String::as_str).collect();
        let slow: Vec<&str> =
            sorted.iter().copied().filter(|path| path.split('/').next() == Some(name.as_str())).collect();
        prop_assert_eq!(below(&sorted, 0, &name), slow);
    }

    /// A compact list gives back what it was given, and a mark what it says.
    #[test]
    fn lists_and_marks_come_back(list in proptest::collection::vec("[a-z.]{1,3}(/[a-z]{1,3}){0,2}", 0..12)) {
        let mut paths = Paths::default();
        for path in &list {
            paths.push(path);
        }
        prop_assert_eq!(paths.iter().collect::<Vec<_>>(), list.clone());
        let mut sorted: Vec<&str> = list.iter().map(String::as_str).collect();
        sorted.sort_unstable_by(|a, b| order(a, b));
        let marker = Marker::of(&sorted);
        prop_assert_eq!(Marker::parse(&marker.text()), Some(marker));
    }
}

#[test]
fn a_mark_stays_short_and_is_read_leniently() {
    let paths: Vec<String> = (0..10_000).map(|n| format!("incidents/{n:05}/index.html")).collect();
    let mut sorted: Vec<&str> = paths.iter().map(String::as_str).collect();
    sorted.insert(0, ".well-known/security.txt");
    let text = Marker::of(&sorted).text();
    assert!(text.ends_with("\n10001 files\n.well-known/security.txt\nincidents/\n"), "{text}");
    assert!(Marker::parse("candor 7 of the future\n").is_some());
    assert!(Marker::parse("").is_none());
    assert!(Marker::parse("something else\n").is_none());
}
