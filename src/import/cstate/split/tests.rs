//! Bodies as people write them, divided.

use super::*;

fn divided(body: &str) -> Vec<String> {
    let mut report = FileReport::new("a.md");
    split(body, &mut report)
        .into_iter()
        .map(|piece| {
            let told = piece.told.map(|stamp| format!(" {}", stamp.at)).unwrap_or_default();
            let role = piece.role.map_or_else(|| "-".to_owned(), |role| format!("{role:?}"));
            format!("{role}{told}: {}", piece.text.replace('\n', "|"))
        })
        .collect()
}

#[test]
fn labels_newest_first() {
    assert_eq!(
        divided(
            "[Final Message]\nAll is well.\n\n[Update]\nHalf.\n\nMore.\n\n[Initial Message]\nIt broke.\n"
        ),
        ["Opening: It broke.", "Update: Half.||More.", "Closing: All is well."]
    );
    assert_eq!(
        divided(
            "*Resolved* - Yes. {{< track \"2031-01-01 05:00:00\" >}}\n\n*Investigating* - Hm. {{< track \"2031-01-01 04:00:00\" >}}"
        ),
        ["Investigating 2031-01-01 04:00 UTC: Hm.", "Closing 2031-01-01 05:00 UTC: Yes."]
    );
}

#[test]
fn labels_oldest_first() {
    assert_eq!(
        divided("*Investigating* - Hm.\n\n*Update* - Soon.\n\n*Update* Fixed"),
        ["Investigating: Hm.", "Update: Soon.", "Update: Fixed"]
    );
    assert_eq!(divided("It broke.\n\n**Update** Better."), ["-: It broke.", "Update: Better."]);
    assert_eq!(divided("It broke.\n\nedit: It works."), ["-: It broke.", "Update: It works."]);
}

#[test]
fn the_first_message_may_have_no_label() {
    assert_eq!(
        divided("*Update* Complete.\n\n*Update* Begun.\n\nWe will move.\n\nIt takes an hour."),
        ["-: We will move.||It takes an hour.", "Update: Begun.", "Update: Complete."]
    );
    assert_eq!(
        divided("Complete\n\n---\n\n*Update* New dates.\n\n---\n\nWe will move."),
        ["-: We will move.", "Update: New dates.", "-: Complete"]
    );
    assert_eq!(
        divided("It is complete.\n\n*Update* Half.\n\n*Update* Begun.\n\nWe will move."),
        ["-: We will move.", "Update: Begun.", "Update: Half.", "-: It is complete."]
    );
    assert_eq!(
        divided("[Notes](https://a.example)\n\n[Final Message]\nDone.\n\n[Initial Message]\nSoon."),
        ["Opening: [Notes](https://a.example)||Soon.", "Closing: Done."]
    );
}

#[test]
fn rules_and_headings_within_labels() {
    assert_eq!(
        divided("*Post-mortem*\n\nWhy.\n\n---\n\n*Update* - Fixed. {{< track \"2031-01-01 05:00:00\" >}}\n"),
        ["Update 2031-01-01 05:00 UTC: Fixed.", "Review: Why."]
    );
    assert_eq!(
        divided("**Update**\n\nA.\n\n--\n\nB.\n\n--\n\n**Update**\n\nC."),
        ["Update: C.", "Update: A.||***||B."]
    );
    assert_eq!(divided("Update: two minutes\n=====\n\nA restart."), ["-: A restart.", "Update: two minutes"]);
}

#[test]
fn unclear_texts_stay_whole() {
    assert_eq!(divided("One.\n\n--\nTwo."), ["-: One.||***||Two."]);
    assert_eq!(divided("```\n[Final Message]\n---\n```"), ["-: ```|[Final Message]|---|```"]);
    assert_eq!(divided("Updates:\n\n- 2031-01-02 10:00: x"), ["-: Updates:||- 2031-01-02 10:00: x"]);
    assert_eq!(divided(""), ["-: "]);
    let mut report = FileReport::new("a.md");
    split("- 2031-01-02 10:00: x", &mut report);
    assert_eq!(report.notes.len(), 1);
}

#[test]
fn paragraphs_with_tracks() {
    assert_eq!(
        divided(
            "It is bad.\n{{< track \"2031-01-01T05:00:00Z\" >}}\n\nIt broke. {{< track \"2031-01-01T04:00:00Z\" >}}"
        ),
        ["- 2031-01-01 04:00 UTC: It broke.", "- 2031-01-01 05:00 UTC: It is bad."]
    );
}

#[test]
fn tells_what_is_over() {
    for text in ["Issue resolved.", "Everything is back to normal", "Maintenance complete"] {
        assert!(says_it_is_over(text), "{text}");
    }
    for text in
        ["It will be fixed soon.", "Not resolved", "Until it is restored, wait.", "We are working on it."]
    {
        assert!(!says_it_is_over(text), "{text}");
    }
}
