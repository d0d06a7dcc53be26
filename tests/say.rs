//! The texts for all other channels, from the example site and from small ones.
//! The golden files are texts that a person can judge; `SNAPSHOTS=overwrite` renews them.

mod support;

use serde_json::Value;
use snapbox::{Data, assert_data_eq, str};
use support::{Site, candor, example, text};

/// What `say` prints for one update of the example, as JSON.
fn said(incident: &str, update: &str) -> Value {
    let content = example();
    let folder = tempfile::tempdir().expect("a scratch folder");
    let args = ["say", incident, "--update", update, "--format", "json", "--content", content.to_str().expect("UTF-8")];
    let output = candor(folder.path(), &args);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
}

/// The text of one file of a channel of the example.
fn example_text(incident: &str, update: &str, file: &str) -> String {
    let said = said(incident, update);
    let found = said["texts"].as_array().expect("texts").iter().find_map(|one| one["files"][file].as_str());
    found.unwrap_or_else(|| panic!("{file} is not there")).to_owned()
}

/// All updates of the example: incident and update.
fn updates() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for year in std::fs::read_dir(example().join("incidents")).expect("years") {
        for incident in std::fs::read_dir(year.expect("a year").path()).expect("incidents") {
            let incident = incident.expect("an incident").path();
            let id = incident.file_name().expect("a name").to_string_lossy().into_owned();
            for file in std::fs::read_dir(&incident).expect("updates") {
                let file = file.expect("an update").path();
                if file.extension().is_some_and(|ending| ending == "md") {
                    let update = file.file_stem().expect("a name").to_string_lossy().into_owned();
                    found.push((id.clone(), update));
                }
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "all updates are found");
    found
}

/// Updates whose HTML and JSON are kept too: one of each incident, and one of each kind of message.
const WHOLE: [(&str, &str); 8] = [
    ("QH-2026-0003", "02-advisory"),
    ("QH-2026-0007", "01-first"),
    ("QH-2026-0011", "03-critical"),
    ("QH-2026-0014", "03-apology"),
    ("QH-2026-0015", "01-advisory"),
    ("QH-2026-0018", "09-correction"),
    ("QH-2026-0019", "01-notice"),
    ("QH-2026-0022", "01-scheduled"),
];

#[test]
fn every_text_of_the_example_incidents() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/say");
    for (incident, update) in updates() {
        let said = said(&incident, &update);
        let mut words = String::new();
        for one in said["texts"].as_array().expect("texts") {
            let length = &one["length"];
            words.push_str(&format!("==== {}", one["title"].as_str().expect("a title")));
            if length.is_object() {
                let unit = length["unit"].as_str().expect("a unit");
                words.push_str(&format!(": {} of {} {unit}", length["is"], length["most"]));
            }
            words.push('\n');
            for (key, label) in [("cuts", "left out"), ("notes", "note")] {
                for line in one[key].as_array().expect("a list") {
                    words.push_str(&format!("({label}: {})\n", line.as_str().expect("a text")));
                }
            }
            if let Some(why) = one["why_not"].as_str() {
                words.push_str(&format!("(not made: {why} {})\n", one["help"].as_str().expect("help")));
            }
            for (file, text) in one["files"].as_object().expect("files") {
                let text = text.as_str().expect("a text");
                if !file.ends_with(".html") && !file.ends_with(".json") {
                    words.push_str(&format!("{}\n", text.trim_end()));
                } else if WHOLE.contains(&(incident.as_str(), update.as_str())) {
                    let golden = root.join(&incident).join(format!("{update}.{file}"));
                    assert_data_eq!(text, Data::read_from(&golden, None).raw());
                }
            }
            words.push('\n');
        }
        let golden = root.join(&incident).join(format!("{update}.txt"));
        assert_data_eq!(words, Data::read_from(&golden, None).raw());
    }
}
