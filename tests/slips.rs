//! Slips of a hand in a hurry that are neither a wrong name nor a wrong time: a
//! file in the wrong place, a broken file that others need, signs that look alike.

mod support;

use snapbox::{assert_data_eq, str};
use support::{FIRST, Site};

fn says(site: &Site, wanted: &str) {
    let said = site.check();
    assert!(said.contains(wanted), "`{wanted}` is not in:\n{said}");
    assert!(said.contains("\n1 thing stops a publication\n"), "{said}");
}

fn first_with(from: &str, to: &str) -> Site {
    assert!(FIRST.contains(from), "the minimal update has no `{from}`");
    let site = Site::new();
    site.file("incidents/one/01-first.md", FIRST.replacen(from, to, 1));
    site
}

#[test]
fn a_broken_list_of_services_is_said_once_and_not_of_each_update() {
    let site = Site::new();
    site.file("services.yaml", "services:\n  - id: api\n\tname: API\n  - id: search\n    name: Search\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-tab]: This line is indented with a tab.
 --> content/services.yaml:3:2
  |
3 |     name: API
  |     ^^^^^^^^^
  |
  = write: Use spaces: two for each level.

1 thing stops a publication
exit 1

"#]]
    );
    site.file("services.yaml", "");
    says(&site, "stop[empty-file]: This file is empty.");
    site.file("services.yaml", "services:\n  - id: api\n    name: API\n  - id: search\n    nam: Search\n");
    assert!(!site.check().contains("01-first.md"), "{}", site.check());
}

#[test]
fn a_service_that_no_list_has_is_still_found_beside_a_broken_list() {
    let site = first_with("  search: slow", "  serch: slow");
    site.file("services.yaml", "services:\n  - id: api\n    name: API\n  - id: search\n    nam: Search\n");
    assert!(site.check().contains("`serch` is not a service"), "{}", site.check());
}

#[test]
fn a_broken_person_is_not_missed_by_those_who_speak() {
    let site = Site::new();
    site.file("people.yaml", "people:\n  - id: ada\n    name: Ada Lake\n    titel: Head\n    level: lead\n");
    assert!(!site.check().contains("01-first.md"), "{}", site.check());
}

#[test]
fn a_broken_update_is_not_missed_by_the_others() {
    let site = Site::new();
    site.update(
        "02-fixing",
        "type: progress\nat: 2026-03-03 12:00 UTC\nstate: fixing",
        "We mend it.\n\n## Answers\n- Q1: A disk was full.",
    );
    site.update(
        "03-correction",
        "type: correction\nat: 2026-03-03 13:00 UTC\ncorrects:\n  { update: 01-first, said: slow, now: slower, why: \"A slip.\", found_at: 2026-03-03 12:50 UTC, size: typo }",
        "A word was wrong.",
    );
    site.file("incidents/one/01-first.md", FIRST.replacen("---", "----", 1));
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[fence]: The first line has to be three plain hyphens, and these are others.
 --> content/incidents/one/01-first.md:1:1
  |
1 | ----
  | ^^^^
  |
  = readers: The update would not appear at all.
  = write: Write `---`: three times the key for the minus sign, and nothing else.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn letters_that_only_look_like_those_of_the_name() {
    assert_data_eq!(
        first_with("  search: slow", "  se\u{430}rch: slow").check(),
        str![[r#"
stop[unknown-id]: `seаrch` is not a service in services.yaml. The letter `а` (U+0430) in it is not the one on an English keyboard.
 --> content/incidents/one/01-first.md:7:3
  |
7 |   seаrch: slow
  |   ^^^^^^
  |
  = readers: The page would show no trouble with the service that you mean.
  = write: Write `search`. The choices are `api`, `search` or `all`.

1 thing stops a publication
exit 1

"#]]
    );
    says(
        &first_with("severity", "sever\u{200b}ity"),
        "It holds a sign that does not belong there, and that the eye may miss (U+200B).",
    );
}

#[test]
fn quotes_of_a_word_processor() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: “Search is slow”\nkind: outage\n");
    says(&site, "stop[yaml-quote]: These are the quotes of a word processor, and here they count as words.");
    site.file("incidents/one/incident.yaml", "title: Search says “busy”\nkind: outage\n");
    assert!(site.check().contains("nothing found"), "{}", site.check());
}

#[test]
fn times_as_people_write_them() {
    let help = |written: &str| {
        let said = first_with("at: 2026-03-03 10:20 UTC", &format!("at: {written}")).check();
        said.lines()
            .find_map(|line| line.split_once("= write: "))
            .map(|(_, help)| help.to_owned())
            .unwrap_or(said)
    };
    for written in [
        "3 March 2026, 10:20 UTC",
        "March 3rd, 2026 at 10:20 UTC",
        "Mar 3 2026 10:20 am UTC",
        "3 Mar 2026 10:20am UTC",
    ] {
        assert_eq!(help(written), "Write `2026-03-03 10:20 UTC`.", "{written}");
    }
    assert_eq!(help("3 March 2026 10:20 pm UTC"), "Write `2026-03-03 22:20 UTC`.");
    assert_eq!(help("10:20 UTC"), "Write the day before it, as in `2026-03-03 10:20 UTC`.");
    assert_eq!(help("2206-03-03 10:20 UTC"), "Check the year: it is the first number.");
    for doubtful in ["03/04/2026 10:20 UTC", "in 30 minutes", "now", "3 March 2026", "3 4 2026 10:20 UTC"] {
        assert_eq!(help(doubtful), "Write it like this: `2026-03-03 10:20 UTC`.", "{doubtful}");
    }
}

#[test]
fn files_that_are_nearly_right() {
    let site = Site::new();
    std::fs::rename(
        site.content().join("incidents/one/incident.yaml"),
        site.content().join("incidents/one/incident.yml"),
    )
    .expect("renamed");
    says(&site, "Rename it to `incident.yaml`.");
    for (name, wanted) in [
        ("02-more", "Updates end in `.md`."),
        ("02-more.docx", "This is not plain text, so it cannot be an update."),
        ("internal.yml", "Rename it to `internal.yaml`."),
    ] {
        let site = Site::new();
        site.file(&format!("incidents/one/{name}"), "words");
        says(&site, wanted);
    }
}

#[test]
fn a_folder_for_some_readers_never_moves_up_by_advice() {
    for name in ["partners", "for_partners", "For-Partners", "partner"] {
        let site = Site::new();
        site.file(&format!("incidents/one/{name}/01.md"), "secret")
            .file(&format!("incidents/one/{name}/02.md"), "secret");
        says(&site, "rename it to `for-partners`. What lies beside incident.yaml is public.");
    }
    let site = Site::new();
    site.file("incidents/one/for-partnrs/01.md", "secret");
    says(&site, "`partnrs` is nearly the audience `partners`.");
    let site = Site::new();
    site.file("incidents/one/for-harrowmere/01.md", "secret")
        .file("incidents/for-staff/two/incident.yaml", "secret");
    assert!(site.check().contains("nothing found"), "{}", site.check());
    let site = Site::new();
    site.file("incidents/for-sale-pages-fail/incident.yaml", "title: A\nkind: outage\n");
    says(&site, "A folder whose name begins with `for-` is never opened, and this one may be an incident.");
}

#[test]
fn blanks_and_colons_in_a_hurry() {
    says(&first_with("severity: minor", "severity minor"), "= write: Write: severity: minor");
    says(&first_with("severity: minor", "severity = minor"), "= write: Write: severity: minor");
    says(
        &first_with("  search: slow", "\u{a0} search: slow"),
        "a blank that is not the one of the space bar",
    );
    says(&first_with("---\ntype", "\n\n---\ntype"), "There are empty lines above the first `---`.");
    let site = Site::new();
    site.file("incidents/one/01-first.md", FIRST.replace('\n', "\r"));
    says(&site, "Save the file again with line ends `LF`");
    says(&first_with("type: first", "\u{0}type: first"), "a character here that nobody can see (U+0000)");
}

#[test]
fn one_value_for_another_shape_shows_how_it_is_written() {
    says(
        &first_with("severity: minor", "severity: [minor]"),
        "Write one value after the colon, without brackets",
    );
    says(
        &first_with("severity: minor", "severity: minor\nembargo: 2026-05-22"),
        "`embargo: { until: 2026-04-14 17:00 UTC }`",
    );
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "# to do\n");
    says(&site, "`title: Uploads fail with an error`, and on the next line `kind: outage`.");
}
