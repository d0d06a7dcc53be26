//! A site that is wholly in German, made with the commands: its page and the
//! texts of its first word, as its readers read them.

mod support;

use serde_json::Value;
use snapbox::{assert_data_eq, file};
use support::{Site, text};

/// A new site with a first word, of which a second one says that it was wrong.
fn site() -> Site {
    let site = Site::empty();
    let done = |args: &[&str]| {
        let output = site.run(args);
        assert!(output.status.success(), "{}", text(&output.stderr));
    };
    done(&[
        "init",
        "--language",
        "de",
        "--name",
        "Farn Karten",
        "--url",
        "https://status.farn.example",
        "--services",
        "Kartenverkauf, Suche",
        "--group",
        "Unsere Dienste",
        "--ask",
        "hilfe@farn.example",
        "--hours",
        "täglich, 8 bis 20 Uhr UTC",
        "--escalation",
        "leitung@farn.example",
        "--speaker",
        "Ada See",
        "--speaker-title",
        "Technikleiterin",
        "--now",
        "2026-05-21 14:00 UTC",
    ]);
    done(&[
        "hold",
        "Der Kartenverkauf bricht seit 14:02 UTC mit einem Fehler ab.",
        "--title",
        "Der Kartenverkauf bricht ab",
        "--id",
        "one",
        "--service",
        "kartenverkauf=down",
        "--speaker",
        "ada-see",
        "--statement",
        "Sie wollen Karten und bekommen keine. Das tut mir leid.",
        "--next",
        "+30 min",
        "--now",
        "2026-05-21 14:10 UTC",
    ]);
    site.update(
        "02-korrektur",
        "type: correction\nat: 2026-05-21 14:25 UTC\ncorrects:\n  update: 01-holding\n  said: 14:02 UTC\n  now: 13:40 UTC\n  \
         why: Wir haben ein Bild falsch gelesen.\n  found_at: 2026-05-21 14:20 UTC\n  matters_because: Käufe von vorher können fehlen.\n  \
         size: fact\nnext_update: 2026-05-21 15:25 UTC",
        "Wir haben eine falsche Zeit genannt. Es begann um 13:40 UTC.\n\n## Was wir noch nicht wissen\n\
         - Q1 (bis 2026-05-21 18:00 UTC): Was war die Ursache?",
    );
    site
}

const NOW: &str = "2026-05-21 14:30 UTC";

#[test]
fn a_german_site_has_no_word_of_another_language() {
    let site = site();
    site.build(NOW);
    let pages = ["index.html", "incidents/one/index.html", "history/index.html", "404.html"];
    let all: Vec<String> =
        pages.iter().map(|page| format!("==== {page}\n{}", support::words(&site.page(page)))).collect();
    assert!(site.page("index.html").contains("lang=\"de\""));
    assert_data_eq!(all.join("\n"), file!["golden/german.txt"].raw());
}

#[test]
fn german_texts_for_all_other_channels() {
    let said = site().run(&["say", "one", "--now", NOW, "--format", "json"]);
    let said: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let mut all = String::new();
    for one in said["texts"].as_array().expect("texts") {
        for (file, text) in one["files"].as_object().expect("files") {
            if !matches!(file.as_str(), "email.html" | "slack.json" | "teams.json") {
                all.push_str(&format!("==== {file}\n{}\n\n", text.as_str().expect("a text").trim_end()));
            }
        }
    }
    assert_data_eq!(all, file!["golden/german-say.txt"].raw());
}
