//! Every mistake that other status pages let through, made here: it is caught,
//! and the whole message is the one below. Read them as someone frightened would.

mod support;

use snapbox::{assert_data_eq, file, str};
use support::{FIRST, Site};

fn first_with(from: &str, to: &str) -> Site {
    assert!(FIRST.contains(from), "the minimal update has no `{from}`");
    let site = Site::new();
    site.file("incidents/one/01-first.md", FIRST.replacen(from, to, 1));
    site
}

#[test]
fn a_sound_site_has_nothing_wrong() {
    assert_data_eq!(
        Site::new().check(),
        str![[r#"
1 incident, 1 update: nothing found
exit 0

"#]]
    );
}

#[test]
fn a_severity_in_capitals() {
    assert_data_eq!(
        first_with("severity: minor", "severity: Minor").check(),
        str![[r#"
stop[unknown-name]: `Minor` is not a severity.
 --> content/incidents/one/01-first.md:4:11
  |
4 | severity: Minor
  |           ^^^^^
  |
  = write: Write `minor`. The choices are `critical`, `major`, `minor` or `none`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_unknown_severity() {
    assert_data_eq!(
        first_with("severity: minor", "severity: catastrophic").check(),
        str![[r#"
stop[unknown-name]: `catastrophic` is not a severity.
 --> content/incidents/one/01-first.md:4:11
  |
4 | severity: catastrophic
  |           ^^^^^^^^^^^^
  |
  = write: Write one of `critical`, `major`, `minor` or `none`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_unknown_state() {
    assert_data_eq!(
        first_with("severity: minor", "state: investigatin").check(),
        str![[r#"
stop[state-move]: `investigatin` is not a state of an incident of the kind `outage`.
 --> content/incidents/one/01-first.md:4:8
  |
4 | state: investigatin
  |        ^^^^^^^^^^^^
  |
  = write: Write `investigating`. The choices are `investigating`, `identified`, `fixing`, `monitoring`, `resolved`, `reopened` or `reviewed`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_state_of_another_kind() {
    assert_data_eq!(
        first_with("severity: minor", "state: scheduled").check(),
        str![[r#"
stop[state-move]: `scheduled` is not a state of an incident of the kind `outage`.
 --> content/incidents/one/01-first.md:4:8
  |
4 | state: scheduled
  |        ^^^^^^^^^
  |
  = write: Write one of `investigating`, `identified`, `fixing`, `monitoring`, `resolved`, `reopened` or `reviewed`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_unknown_service() {
    assert_data_eq!(
        first_with("  search: slow", "  Search: slow").check(),
        str![[r#"
stop[unknown-id]: `Search` is not a service in services.yaml.
 --> content/incidents/one/01-first.md:7:3
  |
7 |   Search: slow
  |   ^^^^^^
  |
  = readers: The page would show no trouble with the service that you mean.
  = write: Write `search`. The choices are `api`, `search` or `all`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_unknown_status() {
    assert_data_eq!(
        first_with("  search: slow", "  search: degraded").check(),
        str![[r#"
stop[unknown-name]: `degraded` is not a service status.
 --> content/incidents/one/01-first.md:7:11
  |
7 |   search: degraded
  |           ^^^^^^^^
  |
  = write: Write one of `down`, `partial`, `exposed`, `slow`, `checking`, `maintenance`, `recovered` or `not_affected`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_unknown_person() {
    assert_data_eq!(
        first_with("speaker: ada", "speaker: aida").check(),
        str![[r#"
stop[unknown-id]: `aida` is not a person in people.yaml.
 --> content/incidents/one/01-first.md:5:10
  |
5 | speaker: aida
  |          ^^^^
  |
  = readers: A reader would not learn who is speaking.
  = write: Write `ada`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_misspelled_key() {
    assert_data_eq!(
        first_with("severity: minor", "resloved: true\nseverty: minor").check(),
        str![[r#"
stop[unknown-key]: `resloved` is not a key of this update.
 --> content/incidents/one/01-first.md:4:1
  |
4 | resloved: true
  | ^^^^^^^^
  |
  = readers: What it says would be left out of the page without a word.
  = write: Write `type: resolved`.

stop[unknown-key]: `severty` is not a key of this update.
 --> content/incidents/one/01-first.md:5:1
  |
5 | severty: minor
  | ^^^^^^^
  |
  = readers: What it says would be left out of the page without a word.
  = write: Did you mean `severity`?

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_duplicate_key() {
    assert_data_eq!(
        first_with("severity: minor", "severity: minor\nseverity: major").check(),
        str![[r#"
stop[duplicate-key]: `severity` is written twice.
 --> content/incidents/one/01-first.md:5:1
  |
5 | severity: major
  | ^^^^^^^^
  |
 ::: content/incidents/one/01-first.md:4:1
  |
4 | severity: minor
  | -------- first written here
  |
  = readers: A reader would see only one of the two, and you cannot know which.
  = write: Keep the right one and remove the other.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_duplicate_service() {
    assert_data_eq!(
        first_with("  search: slow", "  search: slow\n  search: down").check(),
        str![[r#"
stop[duplicate-key]: `search` is written twice.
 --> content/incidents/one/01-first.md:8:3
  |
8 |   search: down
  |   ^^^^^^
  |
 ::: content/incidents/one/01-first.md:7:3
  |
7 |   search: slow
  |   ------ first written here
  |
  = readers: A reader would see only one of the two, and you cannot know which.
  = write: Keep the right one and remove the other.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_unquoted_colon_in_a_title() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Breach: customer data\nkind: data_breach\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-colon]: This value has a colon in it, so it needs quotes.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: Breach: customer data
  |        ^^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Without quotes nobody can tell where the value begins, so nothing can be published.
  = write: Write: title: "Breach: customer data"

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_impossible_date() {
    assert_data_eq!(
        first_with("at: 2026-03-03 10:20 UTC", "at: 2017-02-30 10:20 UTC").check(),
        str![[r#"
stop[bad-time]: This day does not exist in the calendar.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2017-02-30 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = write: Write a day that exists, such as `2026-03-03 10:20 UTC`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_impossible_hour() {
    assert_data_eq!(
        first_with("at: 2026-03-03 10:20 UTC", "at: 2024-08-13T015:00:00+02:00").check(),
        str![[r#"
stop[bad-time]: This time of day does not exist.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2024-08-13T015:00:00+02:00
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = write: Write hours from 00 to 23 and minutes from 00 to 59, such as `2026-03-03 10:20 UTC`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_time_without_a_zone() {
    assert_data_eq!(
        first_with("at: 2026-03-03 10:20 UTC", "at: 2026-03-03 10:20").check(),
        str![[r#"
stop[bad-time]: This time has no zone, so readers in other places would see the wrong hour.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20
  |     ^^^^^^^^^^^^^^^^
  |
  = write: Write `2026-03-03 10:20 UTC`, or the offset, or a zone such as `Europe/London`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_zone_that_means_two_things() {
    assert_data_eq!(
        first_with("at: 2026-03-03 10:20 UTC", "at: 2026-03-03 10:20 CDT").check(),
        str![[r#"
stop[bad-time]: `CDT` does not mean the same hour to everybody.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 CDT
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = write: Did you mean `America/Chicago`? `UTC` always works.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_time_that_the_clocks_skip() {
    assert_data_eq!(
        first_with("at: 2026-03-03 10:20 UTC", "at: 2026-03-29 01:30 Europe/London").check(),
        str![[r#"
stop[bad-time]: The clocks go forward over this time in Europe/London, so it does not exist.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-29 01:30 Europe/London
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = write: Write the time in `UTC`, or with its offset, such as `+01:00`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_missing_time() {
    assert_data_eq!(
        first_with("at: 2026-03-03 10:20 UTC\n", "").check(),
        str![[r#"
stop[missing-key]: This update has no `at`.
 --> content/incidents/one/01-first.md:2:1
  |
2 | type: first
  | ^^^^^^^^^^^
  |
  = write: Add a line: at: 2026-03-03 10:20 UTC

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_key_without_a_value() {
    assert_data_eq!(
        first_with("severity: minor", "severity:").check(),
        str![[r#"
stop[empty-value]: The severity is empty.
 --> content/incidents/one/01-first.md:4:9
  |
4 | severity:
  |         ^
  |
  = write: Write a value after the colon, or remove the line.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn no_fence_at_the_start() {
    assert_data_eq!(
        first_with("---\ntype: first", "type: first").check(),
        str![[r#"
stop[fence]: An update starts with a line that has only `---`, and this file does not.
 --> content/incidents/one/01-first.md:1:1
  |
1 | type: first
  | ^^^^^^^^^^^
  |
  = readers: The update would not appear at all.
  = write: Put `---` on the first line, then the facts (`type:`, `at:` …), then `---`, then the words.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn no_fence_at_the_end() {
    assert_data_eq!(
        first_with("UTC\n---\nSearch", "UTC\n\nSearch").check(),
        str![[r#"
stop[fence]: The facts of this update never end: a second line with only `---` is missing.
 --> content/incidents/one/01-first.md:1:1
  |
1 | ---
  | ^^^
  |
  = readers: The update would not appear at all.
  = write: Put `---` on a line of its own between the facts and the words.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_promise_before_the_update() {
    assert_data_eq!(
        first_with("next_update: 2026-03-03 14:00 UTC", "next_update: 2026-03-03 09:00 UTC").check(),
        str![[r#"
stop[end-before-start]: The next update is promised for a time before this one is published.
 --> content/incidents/one/01-first.md:9:14
  |
9 | next_update: 2026-03-03 09:00 UTC
  |              ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would see a promise that was broken the moment it was made.
  = write: Write a `next_update` after `at`; check the zone.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_exposure_that_ends_before_it_starts() {
    assert_data_eq!(
        first_with(
            "severity: minor",
            "severity: minor\nexposure: { start: 2026-03-02 10:00 UTC, end: 2026-03-01 10:00 UTC }"
        )
        .check(),
        str![[r#"
stop[end-before-start]: This exposure ends before it starts.
 --> content/incidents/one/01-first.md:5:47
  |
5 | exposure: { start: 2026-03-02 10:00 UTC, end: 2026-03-01 10:00 UTC }
  |                                               ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: A reader would see a length of time that makes no sense.
  = write: Check the two times, and their zones.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_answer_dated_before_its_question() {
    let site = Site::new();
    site.update(
        "02-answer",
        "type: progress\nat: 2026-03-03 09:00 UTC",
        "## Answers\n- Q1: A disk was full.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[unknown-question]: Q1 is answered here and asked only later, in `01-first`.
 --> content/incidents/one/02-answer.md:6:3
  |
6 | - Q1: A disk was full.
  |   ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     -------------------- this update comes after the answer
  |
  = readers: The answer would stand nowhere.
  = write: Check the `at` of the two updates.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_answer_to_a_question_that_nobody_asked() {
    let site = Site::new();
    site.update(
        "02-answer",
        "type: progress\nat: 2026-03-03 12:00 UTC",
        "## Answers\n- Q7: A disk was full.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[unknown-question]: No update asks Q7.
 --> content/incidents/one/02-answer.md:6:3
  |
6 | - Q7: A disk was full.
  |   ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: The answer would stand nowhere.
  = write: Open questions are Q1.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_question_number_used_for_two_questions() {
    let site = Site::new();
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 12:00 UTC",
        "## What we don't know yet\n- Q1: Has anybody lost a document?",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[question-reused]: Q1 was another question before.
  --> content/incidents/one/02-more.md:6:3
   |
 6 | - Q1: Has anybody lost a document?
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/incidents/one/01-first.md:14:3
   |
14 | - Q1 (by 2026-03-03 18:00 UTC): Why is it slow?
   |   --------------------------------------------- asked like this first
   |
   = readers: A reader could not tell which question was answered.
   = write: Give the new question a new number, or repeat the words of the old one.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_question_number_used_twice_in_one_update() {
    assert_data_eq!(
        first_with("Why is it slow?", "Why is it slow?\n- Q1: Is anything lost?").check(),
        str![[r#"
stop[question-reused]: Q1 stands twice in this update.
  --> content/incidents/one/01-first.md:15:3
   |
15 | - Q1: Is anything lost?
   |   ^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/incidents/one/01-first.md:14:3
   |
14 | - Q1 (by 2026-03-03 18:00 UTC): Why is it slow?
   |   --------------------------------------------- the first one
   |
   = write: Give the other one a number of its own.

stop[question-reused]: Q1 was another question before.
  --> content/incidents/one/01-first.md:15:3
   |
15 | - Q1: Is anything lost?
   |   ^^^^^^^^^^^^^^^^^^^^^
   |
  ::: content/incidents/one/01-first.md:14:3
   |
14 | - Q1 (by 2026-03-03 18:00 UTC): Why is it slow?
   |   --------------------------------------------- asked like this first
   |
   = readers: A reader could not tell which question was answered.
   = write: Give the new question a new number, or repeat the words of the old one.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_question_without_a_number() {
    assert_data_eq!(
        first_with("- Q1 (by 2026-03-03 18:00 UTC): Why", "- Why").check(),
        str![[r#"
stop[body-grammar]: A question needs a number, so that its answer can be found later.
  --> content/incidents/one/01-first.md:14:3
   |
14 | - Why is it slow?
   |   ^^^^^^^^^^^^^^^
   |
   = write: Write `- Q1: …?`, or `- Q1 (by 2026-03-03 18:00 UTC): …?`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_action_for_an_unknown_audience() {
    assert_data_eq!(
        first_with("## What you should do\n", "## What you should do\n### Developpers\n").check(),
        str![[r#"
stop[unknown-audience]: `Developpers` is not an audience of this site.
  --> content/incidents/one/01-first.md:17:1
   |
17 | ### Developpers
   | ^^^^^^^^^^^^^^^
   |
   = readers: The people you mean would not find what they should do.
   = write: Write `### Developers`, or add the audience to site.yaml.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_heading_that_is_nearly_a_known_one() {
    assert_data_eq!(
        first_with("## What you should do", "## What you shoud do").check(),
        str![[r#"
stop[body-grammar]: `What you shoud do` is nearly the heading `What you should do`.
  --> content/incidents/one/01-first.md:16:1
   |
16 | ## What you shoud do
   | ^^^^^^^^^^^^^^^^^^^^
   |
   = readers: What stands below it would not be found where readers look for it.
   = write: Write `## What you should do`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn raw_html() {
    assert_data_eq!(
        first_with("Search takes", "<b>Search</b> takes").check(),
        str![[r#"
stop[raw-html]: This is HTML, and only Markdown is allowed here.
  --> content/incidents/one/01-first.md:11:1
   |
11 | <b>Search</b> takes about ten seconds to answer.
   | ^^^
   |
   = readers: A reader would see the tag as text.
   = write: Write `**bold**`, `[words](https://…)` or a list. If you mean the sign itself, put it in backticks: `<name>`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_prompt_left_in() {
    assert_data_eq!(
        first_with("Search takes", "<!-- say what readers notice -->\nSearch takes").check(),
        str![[r#"
stop[raw-html]: A comment is still in the text.
  --> content/incidents/one/01-first.md:11:1
   |
11 | <!-- say what readers notice -->
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = readers: Anyone could read it in the page's source.
   = write: Remove the comment.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_link_that_runs_a_script() {
    assert_data_eq!(
        first_with("Search takes", "[Search](javascript:alert(1)) takes").check(),
        str![[r#"
stop[bad-link]: A link cannot lead to `javascript:alert(1)`.
  --> content/incidents/one/01-first.md:11:1
   |
11 | [Search](javascript:alert(1)) takes about ten seconds to answer.
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = write: Links start with `https://`, `mailto:` or `tel:`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_picture_from_another_host() {
    assert_data_eq!(
        first_with("Search takes", "![](https://pictures.example/a.png) Search takes").check(),
        str![[r#"
stop[bad-image]: This picture has no words for people who cannot see it.
  --> content/incidents/one/01-first.md:11:1
   |
11 | ![](https://pictures.example/a.png) Search takes about ten seconds to answer.
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = write: Write what it shows between the brackets: `![Graph: failed uploads rise at 13:02](graph.png)`.

stop[bad-image]: This picture lies on another host.
  --> content/incidents/one/01-first.md:11:1
   |
11 | ![](https://pictures.example/a.png) Search takes about ten seconds to answer.
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = readers: The page would ask someone else's server, and show a hole if that does not answer.
   = write: Put the file beside this update and write its name: `![What it shows](graph.png)`.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_picture_that_is_not_there() {
    assert_data_eq!(
        first_with("Search takes", "![Graph of answer times](graph.png)\n\nSearch takes").check(),
        str![[r#"
stop[bad-image]: There is no file `graph.png` beside this update.
  --> content/incidents/one/01-first.md:11:1
   |
11 | ![Graph of answer times](graph.png)
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = write: Put the file into the incident's folder, or link to a full address that starts with `https://`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_move_between_states_that_cannot_be() {
    let site = Site::new();
    site.update("02-over", "type: resolved\nat: 2026-03-03 12:00 UTC", "It works again.").update(
        "03-watching",
        "type: progress\nat: 2026-03-03 13:00 UTC\nstate: monitoring",
        "We are watching.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[state-move]: An incident cannot go from `resolved` to `monitoring`.
 --> content/incidents/one/03-watching.md:4:8
  |
4 | state: monitoring
  |        ^^^^^^^^^^
  |
  = readers: The page would say that it is over and that it is not.
  = write: If it has come back, write `type: reopened` first.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn not_affected_after_affected() {
    let site = Site::new();
    site.update(
        "02-fine",
        "type: progress\nat: 2026-03-03 12:00 UTC\nservices: { search: not_affected }",
        "Fine.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[not-affected-later]: This update says that `search` is not affected, and an earlier one said that it is.
 --> content/incidents/one/02-fine.md:3:5
  |
3 | at: 2026-03-03 12:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     -------------------- affected since this update
  |
  = readers: Both cannot be true, and the page would hide the first.
  = write: If it works again, write `recovered`. If the earlier word was wrong, publish a correction.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_correction_of_words_that_nobody_said() {
    let site = Site::new();
    site.update(
        "02-correction",
        "type: correction\nat: 2026-03-03 12:00 UTC\ncorrects:\n  update: 01-first\n  said: \"about five seconds\"\n  now: \"about a minute\"\n  why: \"We misread a graph.\"\n  found_at: 2026-03-03 11:50 UTC\n  size: fact",
        "We were wrong about how slow Search is.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[missing-key]: This correction does not say who may have acted on the wrong words.
 --> content/incidents/one/02-correction.md:5:3
  |
5 |   update: 01-first
  |   ^^^^^^^^^^^^^^^^
  |
  = readers: Somebody who did what the wrong words said would not learn that they must do something else.
  = write: Add a line: matters_because: "who may have acted on it, and what they should do now"

stop[correction-target]: These words do not stand in `01-first`, so they cannot be struck through there.
 --> content/incidents/one/02-correction.md:6:9
  |
6 |   said: "about five seconds"
  |         ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: The wrong words would stay on the page without a mark.
  = write: Copy the wrong words exactly from the words of that update, below its second `---`, from its `statement` or from the reason beside a service, without the marks of Markdown.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn planned_work_without_a_window() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Work on the storage\nkind: maintenance\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[missing-key]: Planned work needs a `window`: when it starts and ends.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Nobody could tell when to be ready.
  = write: Add `window: { start: 2026-07-18 22:00 UTC, end: 2026-07-19 02:00 UTC }`.

stop[wrong-kind]: Planned work says `maintenance` of a service, not that it is broken.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Before and after the planned time the page would not show it.
  = write: Write `maintenance` here. If something broke, open an incident of the kind `outage` for it.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    let site = Site::new();
    site.file("incidents/one/01-first.md", b"---\ntype: first\nat: 2026-03-03 10:20 UTC\n---\nCaf\xe9\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[not-utf8]: From line 5 on this file is not UTF-8 text.
--> content/incidents/one/01-first.md
 = readers: Letters such as é and ü would come out wrong.
 = write: Save the file again with the encoding UTF-8.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_empty_file() {
    let site = Site::new();
    site.file("incidents/one/02-empty.md", "");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[empty-file]: This file is empty.
--> content/incidents/one/02-empty.md
 = write: Write it, or remove the file.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_huge_file() {
    let site = Site::new();
    site.file("incidents/one/02-huge.md", "x".repeat(2 * 1024 * 1024));
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[too-large]: This file is larger than 1024 KiB.
--> content/incidents/one/02-huge.md
 = write: An update is words. Put long texts elsewhere and link to them.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_alias_bomb() {
    let site = Site::new();
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..10 {
        let before = n - 1;
        bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{before}"); 10].join(", ")));
    }
    site.file("terms.yaml", bomb);
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-anchor]: A value that starts with `&` or `*` needs quotes: without them it is read as a reference.
 --> content/terms.yaml:1:5
  |
1 | a0: &a0 [x, x, x, x, x, x, x, x, x, x]
  |     ^^^^^
  |
  = write: Put the value in quotes if it is text; otherwise write the value out again here.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn absurd_nesting() {
    let site = Site::new();
    site.file("terms.yaml", format!("terms: {}", "[".repeat(20_000)));
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-too-deep]: This is nested more than 24 levels deep.
 --> content/terms.yaml:1:1
  |
1 | terms: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = write: Check the brackets and the indentation.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn indentation_with_a_tab() {
    let site = Site::new();
    site.file("site.yaml", "name: Example\nurl: https://status.example.com\naudience_names:\n\tusers: x\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-tab]: This line is indented with a tab.
 --> content/site.yaml:4:2
  |
4 |     users: x
  |     ^^^^^^^^
  |
  = write: Use spaces: two for each level.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_quote_that_is_not_closed() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: \"Search is slow\nkind: outage\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-quote]: A quote is opened and not closed before this line ends.
 --> content/incidents/one/incident.yaml:1:1
  |
1 | title: "Search is slow
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = write: Close the quote, or put the other kind of quote around the whole value.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_file_that_nothing_reads() {
    let site = Site::new();
    site.file("incident/two/01-first.md", FIRST).file("service.yaml", "services: []\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[stray-file]: Nothing in this folder is read.
--> content/incident
 = readers: Its words would not appear anywhere.
 = write: Rename the folder to `incidents`.

stop[stray-file]: No file of this name is read here.
--> content/service.yaml
 = readers: Its words would not appear anywhere.
 = write: Rename it to `services.yaml`.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn two_incidents_with_one_address() {
    let site = Site::new();
    site.file("incidents/2026/ONE/incident.yaml", "title: Another\nkind: notice\n")
        .file("incidents/2026/ONE/01.md", "---\ntype: notice\nat: 2026-03-03 10:20 UTC\n---\nHello.\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[duplicate-id]: Two incidents have the address `one`: this folder and `incidents/2026/ONE`.
--> content/incidents/one
 = readers: One page would replace the other.
 = write: Rename one of the folders. Names that differ only in case count as the same.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_incident_without_an_update() {
    let site = Site::new();
    site.remove("incidents/one/01-first.md");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[missing-file]: This incident has no update.
 --> content/incidents/one/incident.yaml:1:1
  |
1 | title: Search is slow
  | ^
  |
  = readers: A page without a word would be published.
  = write: Write the first one, for example `01-holding.md`, beside incident.yaml.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_folder_without_a_site() {
    assert_data_eq!(
        Site::empty().check(),
        str![[r#"
stop[missing-file]: There is no folder `content`.
--> content/
 = write: Name the folder that holds site.yaml with `--content`. If there is none yet, `candor init` makes one.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn all_mistakes_of_a_run_are_shown_at_once_in_the_order_of_the_files() {
    let site = first_with("severity: minor", "severity: Minor\nspeeker: ada");
    site.file("site.yaml", "name: Example status\nurl: status.example.com\ntime_zone: Europe/Londn\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[unknown-name]: `Minor` is not a severity.
 --> content/incidents/one/01-first.md:4:11
  |
4 | severity: Minor
  |           ^^^^^
  |
  = write: Write `minor`. The choices are `critical`, `major`, `minor` or `none`.

stop[unknown-key]: `speeker` is not a key of this update.
 --> content/incidents/one/01-first.md:5:1
  |
5 | speeker: ada
  | ^^^^^^^
  |
  = readers: What it says would be left out of the page without a word.
  = write: Did you mean `speaker`?

stop[bad-link]: `status.example.com` is not an address that readers can open.
 --> content/site.yaml:2:6
  |
2 | url: status.example.com
  |      ^^^^^^^^^^^^^^^^^^
  |
  = write: Write an address that starts with `https://`, without blanks.

stop[bad-time]: `Europe/Londn` is not a time zone.
 --> content/site.yaml:3:12
  |
3 | time_zone: Europe/Londn
  |            ^^^^^^^^^^^^
  |
  = write: Did you mean `Europe/London`? `UTC` always works.

4 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_folder_name_that_cannot_be_an_address() {
    let site = Site::new();
    site.file("incidents/Ärger am Montag/incident.yaml", "title: Trouble\nkind: notice\n").file(
        "incidents/Ärger am Montag/01.md",
        "---\ntype: notice\nat: 2026-03-03 10:20 UTC\n---\nHello.\n",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[bad-id]: The folder's name is the incident's address, and `Ärger am Montag` cannot be one: it may have only the letters a to z, digits, `-`, `_` and `.`.
--> content/incidents/Ärger am Montag
 = write: Rename the folder, for example to `2026-03-03-api-key`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn yaml_that_cannot_be_read() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Search is slow\nkind: [outage\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[yaml-syntax]: A bracket is opened here and not closed.
 --> content/incidents/one/incident.yaml:2:7
  |
2 | kind: [outage
  |       ^^^^^^^
  |
  = write: Close it with `]`, and put a comma between what stands inside.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn one_value_where_a_list_belongs() {
    assert_data_eq!(
        first_with("severity: minor", "data_types: names and addresses").check(),
        str![[r#"
stop[wrong-shape]: `data_types` has to be a list, and this is a text.
 --> content/incidents/one/01-first.md:4:13
  |
4 | data_types: names and addresses
  |             ^^^^^^^^^^^^^^^^^^^
  |
  = write: Put it in a list: `[first, second]`, or one line for each that starts with `- `.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn words_where_a_number_belongs() {
    assert_data_eq!(
        first_with("severity: minor", "affected: { count: about 400 }").check(),
        str![[r#"
stop[not-a-number]: The count has to be a whole number, not `about 400`.
 --> content/incidents/one/01-first.md:4:20
  |
4 | affected: { count: about 400 }
  |                    ^^^^^^^^^
  |
  = write: Write digits only, such as `412`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_length_of_time_that_cannot_be_read() {
    let site = Site::new();
    site.file("policy.yaml", "rhythm:\n  outage: { critical: half an hour }\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[bad-duration]: `half an hour` is not a length of time.
 --> content/policy.yaml:2:23
  |
2 |   outage: { critical: half an hour }
  |                       ^^^^^^^^^^^^
  |
  = write: Write a number and a unit, such as `30 min`, `4 h`, `7 days` or `5 working days`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_window_of_something_that_is_not_planned() {
    assert_data_eq!(
        first_with("severity: minor", "window: { start: 2026-03-04 10:00 UTC, end: 2026-03-04 12:00 UTC }")
            .check(),
        str![[r#"
stop[wrong-kind]: Only planned work has a `window`.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = write: Remove it, or write `kind: maintenance` in incident.yaml.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_title_that_is_too_long() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: The full text search of our document archive answers very slowly for most customers\nkind: outage\n",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
hint[title-length]: This title has 83 characters.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: The full text search of our document archive answers very slowly for most customers
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Phones and feed readers cut it, often before the word that matters.
  = write: Say what readers notice in at most 70 characters, such as `Uploads fail with an error`.

1 hint
exit 0

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_symbolic_link() {
    let site = Site::new();
    std::os::unix::fs::symlink("/etc", site.content().join("incidents/etc")).expect("a link");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[link]: This is a symbolic link, and links are not followed.
--> content/incidents/etc
 = write: Copy the file or folder here.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_site_file_that_is_a_folder() {
    let site = Site::new();
    site.remove("site.yaml").file("site.yaml/oops.txt", "x");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[missing-file]: The file `site.yaml` is missing.
--> content/site.yaml
 = write: Create it with two lines: `name: Your status page` and `url: https://status.example.com`. If there is no site here yet, `candor init` makes one.

stop[stray-file]: Nothing in this folder is read.
--> content/site.yaml
 = readers: Its words would not appear anywhere.
 = write: Incidents belong into `incidents/<id>/`.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_language_without_words() {
    let site = Site::new();
    site.file("site.yaml", "name: Example status\nurl: https://status.example.com\nlanguage: nl\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[theme]: There are no interface words in the language `nl`: put `strings/nl.ftl` into `themes/default/` of the content folder, or write `language: en` in site.yaml.
--> content/themes/default

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_question_that_is_not_in_a_list() {
    assert_data_eq!(
        first_with("- Q1 (by 2026-03-03 18:00 UTC): Why", "Q1: Why").check(),
        str![[r#"
stop[body-grammar]: This question or answer is not in a list, so it would be taken for ordinary words.
  --> content/incidents/one/01-first.md:14:1
   |
14 | Q1: Why is it slow?
   | ^^^^^^^^^^^^^^^^^^^
   |
   = readers: The page would say that no question is open.
   = write: Write: - Q1: Why is it slow?

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_time_without_a_zone_inside_the_words() {
    let site = first_with("- You do not need to do anything.", "- Try again. (by 2026-03-05 18:00)");
    site.update(
        "02-done",
        "type: progress\nat: 2026-03-03 12:00 UTC",
        "Slow.\n\n## What we are doing\n- 11:10 CET We restarted it.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[bad-time]: This time has no zone, so readers in other places would see the wrong hour.
  --> content/incidents/one/01-first.md:17:18
   |
17 | - Try again. (by 2026-03-05 18:00)
   |                  ^^^^^^^^^^^^^^^^
   |
   = write: Write `2026-03-05 18:00 UTC`, or the offset, or a zone such as `Europe/London`.

stop[bad-time]: This time has no zone that is known, so it would stand as mere words.
 --> content/incidents/one/02-done.md:8:3
  |
8 | - 11:10 CET We restarted it.
  |   ^^^^^
  |
  = write: Write `11:10 UTC`, or the offset, or a zone such as `Europe/London`.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn an_update_without_words() {
    let site = Site::new();
    site.update("02-mute", "type: progress\nat: 2026-03-03 12:00 UTC\nstate: fixing", "");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[empty-value]: This update has no words.
 --> content/incidents/one/02-mute.md:3:5
  |
3 | at: 2026-03-03 12:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would see that there is news, and not what it is.
  = write: Say below the second `---` what has changed, in a sentence.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn all_services_down_and_one_not_affected_later() {
    let site = Site::new();
    site.update(
        "02-all",
        "type: progress\nat: 2026-03-03 12:00 UTC\nservices: { all: down }",
        "All is down.",
    )
    .update(
        "03-not",
        "type: progress\nat: 2026-03-03 13:00 UTC\nservices: { api: not_affected }",
        "The API is fine.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[not-affected-later]: This update says that `api` is not affected, and an earlier one said that it is.
 --> content/incidents/one/03-not.md:3:5
  |
3 | at: 2026-03-03 13:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/incidents/one/02-all.md:3:5
  |
3 | at: 2026-03-03 12:00 UTC
  |     -------------------- affected since this update
  |
  = readers: Both cannot be true, and the page would hide the first.
  = write: If it works again, write `recovered`. If the earlier word was wrong, publish a correction.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn no_service_at_all() {
    let site = Site::new();
    site.file("services.yaml", "services: []\n").remove("incidents/one/01-first.md");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[missing-file]: This incident has no update.
 --> content/incidents/one/incident.yaml:1:1
  |
1 | title: Search is slow
  | ^
  |
  = readers: A page without a word would be published.
  = write: Write the first one, for example `01-holding.md`, beside incident.yaml.

stop[empty-value]: The catalogue lists no service.
 --> content/services.yaml:1:1
  |
1 | services: []
  | ^^^^^^^^
  |
  = readers: A page without services says nothing of what works, and would look as if all were well.
  = write: List what your customers use: `  - id: api` and below it `    name: API`.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_character_that_nobody_sees() {
    assert_data_eq!(
        first_with("Search takes", "Search\u{7} takes").check(),
        str![[r#"
stop[unseen-character]: There is a character here that nobody can see (U+0007).
  --> content/incidents/one/01-first.md:11:7
   |
11 | Search␇ takes about ten seconds to answer.
   |       ^
   |
   = readers: Feed readers would refuse the whole feed.
   = write: Remove it. It often comes with words that were copied from another program.

1 thing stops a publication
exit 1

"#]]
    );
}

/// Slips of the pen in YAML, each with the line that says what is wrong, where, and what to write.
#[test]
fn slips_in_yaml_are_named_in_plain_words() {
    let mut said = String::new();
    for slip in SLIPS {
        let site = Site::new();
        site.file("incidents/one/incident.yaml", format!("title: Search is slow\n{slip}\ntags: [a]\n"));
        let check = site.check();
        let lines = check.lines().filter(|line| {
            ["stop", " -->", "  = write:", "           "].iter().any(|start| line.starts_with(start))
        });
        said.push_str(&format!("{slip}\n{}\n\n", lines.collect::<Vec<_>>().join("\n")));
    }
    for word in
        ["YAML", "scalar", "mapping", "anchor:", "indicator", "token", "parsing", "expected", "context"]
    {
        assert!(!said.contains(word), "`{word}` is a word of the parser:\n{said}");
    }
    assert_data_eq!(said, file!["golden/slips.txt"]);
}

/// What people write who have never heard of YAML, below a title and above a list.
const SLIPS: [&str; 56] = [
    "kind outage",
    "kind = outage",
    "kind -> outage",
    "kind",
    "Kind Outage of search",
    "and sign-in is slow too",
    "Search is slow. We know.",
    "(see below)",
    "kind:outage",
    "kind：outage",
    "kind:\noutage",
    "detection\n  source: monitoring",
    "detection:\n  source monitoring\n  at: 2026-03-03 10:00 UTC",
    "detection:\nsource: monitoring\n  at: 2026-03-03 10:00 UTC",
    "detection:\n   source: monitoring\n  at: 2026-03-03 10:00 UTC",
    "detection:\n  source: monitoring\n   at: 2026-03-03 10:00 UTC",
    "detection:\n\tsource: monitoring",
    "detection:\n\u{a0}\u{a0}source: monitoring",
    "  kind: outage",
    " kind: outage",
    "kind: Breach: customer data",
    "kind: outage, reference: A-1",
    "kind: Breach:",
    "kind: “Breach: customer data”",
    "kind: 'outage",
    "kind: \"outage",
    "kind: \"outage”",
    "kind: 'It isn't working'",
    "kind: \"a\" b",
    "kind: \"outage\",",
    "kind: \"outage\"#now",
    "kind: \"C:\\Users\"",
    "kind: @x",
    "kind: %5",
    "kind: `x`",
    "kind: *x*",
    "kind: &x",
    "kind: !x",
    "kind: |x",
    "kind: > 50",
    "**kind**: outage",
    "%kind",
    "kind: - x",
    "- kind",
    "references:\n  -title: A\n   url: https://a.example",
    "references:\n  - title: A\n  url: https://a.example",
    "references:\n  - title: A\n    url: https://a.example\n - title: B",
    "kind: { a: b",
    "kind: [Action needed] outage",
    "detection: { source: monitoring ]",
    "detection: { source: monitoring } }",
    "detection: {source:monitoring}",
    "detection: { source: monitoring at: 2026-03-03 10:00 UTC }",
    "detection: {\n  source: monitoring\n  at: 2026-03-03 10:00 UTC\n}",
    "---\nkind: outage",
    "...\nkind: outage",
];

#[test]
fn a_sign_that_no_address_holds() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nreferences: [{ title: A, url: \"https://a.example/{id}\" }]\n",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[bad-link]: An address cannot hold `{`.
 --> content/incidents/one/incident.yaml:3:31
  |
3 | references: [{ title: A, url: "https://a.example/{id}" }]
  |                               ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = write: If the address is right, write `%7B` for it.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_line_of_the_lock_that_somebody_wrote() {
    let site = Site::new();
    site.file("published.lock", "# sealed\n01-first is published\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[lock-line]: This line is not a seal.
 --> content/published.lock:2:1
  |
2 | 01-first is published
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Without it nobody could tell whether published words have changed.
  = write: The file is written by the program alone. Take it back from your last good copy.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_check_that_does_not_exist() {
    let site = Site::new();
    site.file("policy.yaml", "severities: { T33: hint, C10: \"off\", G4: hint }\n");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[unknown-name]: `T33` is not a check.
 --> content/policy.yaml:1:15
  |
1 | severities: { T33: hint, C10: "off", G4: hint }
  |               ^^^
  |
  = write: Write the id of a check, such as `T3`.

stop[unknown-name]: `G4` finds what must never be public, and always stops.
 --> content/policy.yaml:1:42
  |
1 | severities: { T33: hint, C10: "off", G4: hint }
  |                                          ^^^^
  |
  = write: Remove this line.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn what_was_fixed_before_it_began() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nimpact_began_at: 2026-03-03 10:00 UTC\n",
    );
    site.update(
        "02-over",
        "type: progress\nat: 2026-03-03 12:00 UTC\nfixed_at: 2026-03-03 09:50 UTC\nnext_update: 2026-03-03 14:00 UTC",
        "Search works again.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[end-before-start]: This was fixed before it began.
 --> content/incidents/one/02-over.md:4:11
  |
4 | fixed_at: 2026-03-03 09:50 UTC
  |           ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: The page would count a length of time that cannot be.
  = write: Check `fixed_at` here and `impact_began_at` in incident.yaml, and their zones.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn what_was_fixed_after_the_word_of_it() {
    let site = Site::new();
    site.update(
        "02-over",
        "type: progress\nat: 2026-03-03 12:00 UTC\nfixed_at: 2026-03-03 12:50 UTC\nnext_update: 2026-03-03 14:00 UTC",
        "Search works again.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[end-before-start]: This says that it was fixed at a time after the update.
 --> content/incidents/one/02-over.md:4:11
  |
4 | fixed_at: 2026-03-03 12:50 UTC
  |           ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would be told that it works before it does.
  = write: Write the time at which it worked again. When it *will* work is an `estimate`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn what_was_done_after_the_word_of_it() {
    let site = Site::new();
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-03 14:00 UTC",
        "Search is slow.\n\n## What we are doing\n- 2026-03-04 09:10 UTC We turned it off.",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[end-before-start]: This update tells of something that was done at 2026-03-04 09:10 UTC, which is after the update.
 --> content/incidents/one/02-more.md:3:5
  |
3 | at: 2026-03-03 12:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would be told of a deed that nobody has done yet.
  = write: Check the day of that time and its zone, or say that it is under way.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn two_incidents_that_were_each_merged_into_the_other() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nretired: { merged_into: two }\n",
    );
    site.file("incidents/two/incident.yaml", "title: Search\nkind: outage\nretired: { merged_into: one }\n");
    site.file("incidents/two/01-first.md", FIRST);
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[unknown-id]: `two` is out of the list itself, so this incident cannot go on there.
 --> content/incidents/one/incident.yaml:3:25
  |
3 | retired: { merged_into: two }
  |                         ^^^
  |
  = readers: Readers would be led from one empty page to the next.
  = write: Name an incident that still stands, or say why this one was withdrawn.

stop[unknown-id]: `one` is out of the list itself, so this incident cannot go on there.
 --> content/incidents/two/incident.yaml:3:25
  |
3 | retired: { merged_into: one }
  |                         ^^^
  |
  = readers: Readers would be led from one empty page to the next.
  = write: Name an incident that still stands, or say why this one was withdrawn.

2 things stop a publication
exit 1

"#]]
    );
}

#[test]
fn a_text_for_another_channel_that_nobody_compared_with_the_facts() {
    let site = Site::new();
    site.file("say/one/01-first/sms.txt", "Search is slow. Next news 14:00 UTC status.example.com");
    let said = site.check();
    assert!(said.contains("fix[channel-text]: This text was written by hand"), "{said}");
}

/// A rule that no test fires is a rule that nobody has seen.
#[test]
fn every_rule_is_fired_by_a_test_and_explained() {
    // The system refuses to open a file for root as well only when it is gone, so this one is not fired here.
    const NOT_FIRED: [&str; 1] = ["unreadable"];
    let tests = include_str!("mistakes.rs");
    // Checks of words and timing have tests of their own.
    for code in candor::finding::Code::ALL.iter().filter(|code| !code.is_check() && !code.is_readiness()) {
        let fired = tests.contains(&format!("[{}]", code.name()));
        assert!(fired || NOT_FIRED.contains(&code.name()), "no test fires `{}`", code.name());
        assert!(code.explain().len() > 20, "`{}` is not explained", code.name());
    }
}

#[test]
fn what_was_told_before_it_was_found() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\ndetection: { source: customer, at: 2026-03-03 11:00 UTC }\n",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[end-before-start]: This was told before it was found, at 2026-03-03 11:00 UTC.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: The page would count how fast you told people from a time that cannot be.
  = write: Check `at` here and `detection.at` in incident.yaml, and their zones.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_step_by_a_day_that_was_over() {
    let site = Site::new();
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-03 14:00 UTC",
        "Search is slow.\n\n## What you should do\n- Save your lists. (by 2026-03-01)",
    );
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[end-before-start]: This asks for something by 2026-03-01, a day that was over when it was written.
 --> content/incidents/one/02-more.md:3:5
  |
3 | at: 2026-03-03 12:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would be asked for what they cannot do any more.
  = write: Check that day, and its year.

1 thing stops a publication
exit 1

"#]]
    );
    // A day is not over before it has ended everywhere.
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-03 14:00 UTC",
        "Search is slow.\n\n## What you should do\n- Save your lists. (by 2026-03-03)",
    );
    assert!(site.check().ends_with("exit 0\n"), "{}", site.check());
}

#[test]
fn a_review_for_a_day_that_was_over() {
    assert_data_eq!(
        first_with("severity: minor", "severity: minor\npostmortem: { due: 2020-01-01 }").check(),
        str![[r#"
stop[end-before-start]: This promises a review for 2020-01-01, a day that was over when it was written.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would see a promise that was broken the moment it was made.
  = write: Check `postmortem.due`, and its year.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn an_exposure_that_is_still_to_come() {
    assert_data_eq!(
        first_with("severity: minor", "severity: minor\nexposure: { start: 2026-03-04 10:00 UTC }").check(),
        str![[r#"
stop[end-before-start]: This exposure starts after the update that tells of it.
 --> content/incidents/one/01-first.md:5:20
  |
5 | exposure: { start: 2026-03-04 10:00 UTC }
  |                    ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers would be told of something that has not happened yet.
  = write: Check the two times, and their zones.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn a_message_that_went_out_days_before_it_was_written() {
    let sent = |at: &str| {
        first_with(
            "severity: minor",
            &format!("severity: minor\nchannels: [{{ channel: SMS, sent_at: {at} }}]"),
        )
        .check()
    };
    assert_data_eq!(
        sent("2026-02-03 10:21 UTC"),
        str![[r#"
stop[end-before-start]: `SMS` is said to have had this at 2026-02-03 10:21 UTC, more than a day before it was written.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: The record would show a first word that nobody had.
  = write: Check `sent_at` under `channels`, its day and its zone.

1 thing stops a publication
exit 1

"#]]
    );
    assert!(sent("2026-03-03 10:15 UTC").ends_with("exit 0\n"));
}

#[test]
fn what_was_told_elsewhere_keeps_its_times() {
    let site = first_with("severity: minor", "severity: minor\npostmortem: { due: 2020-01-01 }");
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nimported_from: { format: cstate, file: a.md }\ndetection: { source: customer, at: 2026-03-03 11:00 UTC }\n",
    );
    assert!(site.check().ends_with("exit 0\n"), "{}", site.check());
}

#[test]
fn a_speaker_where_nobody_is_named() {
    let site = Site::new();
    site.remove("people.yaml");
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[unknown-id]: `ada` is not a person in people.yaml.
 --> content/incidents/one/01-first.md:5:10
  |
5 | speaker: ada
  |          ^^^
  |
  = readers: A reader would not learn who is speaking.
  = write: Add the person to people.yaml, beside site.yaml: `people: [{ id: ada, name: …, title: …, level: lead }]`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn two_fences_above_the_facts() {
    let site = Site::new();
    site.file("incidents/one/01-first.md", format!("---\n{FIRST}"));
    assert_data_eq!(
        site.check(),
        str![[r#"
stop[fence]: There are two lines with `---` above the facts, so the facts would be read as words.
 --> content/incidents/one/01-first.md:2:1
  |
2 | ---
  | ^^^
  |
  = readers: The update would not appear at all.
  = write: Remove one of the two.

1 thing stops a publication
exit 1

"#]]
    );
}
