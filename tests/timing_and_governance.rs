//! The checks of timing and of trust, as the program says them. Each is fired,
//! and comes near without firing.

mod support;

use snapbox::{assert_data_eq, str};
use support::{FIRST, Site, text};

/// What a check says about a site at an instant, and the exit status.
fn said(site: &Site, code: &str, now: &str) -> String {
    let output = site.run(&["check", "--color", "never", "--only", code, "--now", now]);
    let status = output.status.code().unwrap_or(-1);
    format!("{}{}exit {status}\n", text(&output.stdout), text(&output.stderr))
}

/// The small site with all checks on, and words replaced in its first update.
fn site(from: &str, to: &str) -> Site {
    assert!(FIRST.contains(from), "the minimal update has no `{from}`");
    let site = Site::new();
    site.strict().file("incidents/one/01-first.md", FIRST.replacen(from, to, 1));
    site
}

#[track_caller]
fn silent(site: &Site, code: &str, now: &str) {
    let said = said(site, code, now);
    assert!(said.contains("nothing found"), "{said}");
}

/// When the small site is looked at.
const NOW: &str = "2026-03-03 11:00 UTC";

/// The small site with all checks on.
fn plain() -> Site {
    site("type: first", "type: first")
}

fn incident(site: &Site, more: &str) {
    site.file("incidents/one/incident.yaml", format!("title: Search is slow\nkind: outage\n{more}"));
}

#[test]
fn t1_readers_waited_too_long_for_the_first_word() {
    let site = site("severity: minor", "severity: critical");
    incident(&site, "detection: { at: 2026-03-03 09:39 UTC }\n");
    assert_data_eq!(
        said(&site, "T1", NOW),
        str![[r#"
fix[T1]: Readers waited 41 minutes for your first word. The limit here is 15 minutes.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Until then they guess, ask support, or hear it from somebody else.
  = write: Say so in the next update, and why. Next time post a holding statement first: what people notice, that you know, when you write again.

1 to fix
exit 0

"#]]
    );
}

#[test]
fn t1_nothing_was_said_yet() {
    let site = Site::new();
    site.strict().file("incidents/one/01-first.md", FIRST.replace("type: first", "type: first\ndraft: true"));
    incident(&site, "detection: { at: 2026-03-03 09:39 UTC }\n");
    assert_data_eq!(
        said(&site, "T1", NOW),
        str![[r#"
fix[T1]: You have known of this for 1 hour and 21 minutes, and readers have heard nothing. The limit here is 1 hour.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: Search is slow
  |        ^^^^^^^^^^^^^^
  |
  = readers: Until then they guess, ask support, or hear it from somebody else.
  = write: Post a holding statement now: what people notice, that you know, when you write again.

1 to fix
exit 0

"#]]
    );
}

#[test]
fn t1_those_who_are_hit_hear_within_the_hour() {
    let site = plain();
    site.file(
        "incidents/one/incident.yaml",
        "title: A key was public\nkind: security_incident\ndetection: { at: 2026-03-03 08:10 UTC }\n",
    )
    .file(
        "incidents/one/internal.yaml",
        "private_notices:\n  - { who: Fernhill plc, at: 2026-03-03 09:40 UTC }\n",
    );
    assert_data_eq!(
        said(&site, "T1", NOW),
        str![[r#"
fix[T1]: Those who are hit heard of it 1 hour and 30 minutes after you knew. The limit is 1 hour.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: A key was public
  |        ^^^^^^^^^^^^^^^^
  |
  = readers: It is their data. Every hour in which they do not know is an hour in which they cannot act.
  = write: Tell them in your next message that you were late and why. Next time call them first, before all facts are known.

1 to fix
exit 0

"#]]
    );
    site.file(
        "incidents/one/internal.yaml",
        "private_notices:\n  - { who: Fernhill plc, at: 2026-03-03 08:58 UTC }\n",
    );
    silent(&site, "T1", NOW);
}

#[test]
fn t1_a_word_in_time_owning_up_and_an_agreed_date_are_enough() {
    let site = site("severity: minor", "severity: critical");
    incident(&site, "detection: { at: 2026-03-03 10:06 UTC }\n");
    silent(&site, "T1", NOW);
    // Not before we knew, however it is looked at.
    silent(&site, "T1", "2026-03-03 10:00 UTC");
    incident(&site, "detection: { at: 2026-03-03 09:39 UTC }\n");
    site.file(
        "incidents/one/01-first.md",
        FIRST
            .replace("severity: minor", "severity: critical\nlate_reason: \"We looked in the wrong place.\""),
    );
    assert!(said(&site, "T1", NOW).contains("hint[T1]"));
    // A flaw waits for the agreed date.
    let flaw = Site::new();
    flaw.strict().file(
        "incidents/one/incident.yaml",
        "title: A flaw\nkind: vulnerability\ndetection: { source: partner, at: 2026-02-01 09:39 UTC }\n",
    );
    silent(&flaw, "T1", NOW);
}

#[test]
fn t2_silence_is_longer_than_the_rhythm() {
    let site =
        site("next_update: 2026-03-03 14:00 UTC", "next_update: { none: \"we wait for the supplier\" }");
    assert_data_eq!(
        said(&site, "T2", "2026-03-05 11:00 UTC"),
        str![[r#"
fix[T2]: It has been 2 days since your last update. The rhythm that you chose is 1 day.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: They cannot tell a team that works from a page that was forgotten.
  = write: Write now. Even `nothing new yet` helps, if you say what you have ruled out and when you write again.

1 to fix
exit 0

"#]]
    );
}

#[test]
fn t2_a_promise_that_lies_ahead_covers_the_silence() {
    silent(&plain(), "T2", "2026-03-03 13:59 UTC");
    // A promise that has passed is found once, by T4.
    silent(&plain(), "T2", "2026-03-09 13:59 UTC");
}

#[test]
fn t3_an_open_incident_says_when_readers_hear_next() {
    let site = site("next_update: 2026-03-03 14:00 UTC\n", "");
    assert_data_eq!(
        said(&site, "T3", NOW),
        str![[r#"
stop[T3]: You have not said when people will hear from you next.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: People who wait without a time ask support, or stop believing this page.
  = write: Add a time that you can keep, for example `next_update: 2026-03-03 14:20 UTC`. If there will be no more news, say why: `next_update: { none: "…" }`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn t3_a_promise_is_not_further_away_than_people_wait() {
    let site = site("next_update: 2026-03-03 14:00 UTC", "next_update: 2026-03-06 14:00 UTC");
    assert_data_eq!(
        said(&site, "T3", NOW),
        str![[r#"
stop[T3]: The next update is 3 days and 3 hours away. That is too long to wait here.
 --> content/incidents/one/01-first.md:9:14
  |
9 | next_update: 2026-03-06 14:00 UTC
  |              ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: People cannot tell a page that waits from a page that was forgotten.
  = write: Promise a time at most 8 hours away, even if the news will only be that there is none. If the news comes by day or by week now, say so in `communication_plan`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn t3_a_reason_why_no_more_comes_is_an_answer_and_what_is_over_owes_none() {
    let none = "next_update: { none: \"we wait for the supplier\" }";
    silent(&site("next_update: 2026-03-03 14:00 UTC", none), "T3", NOW);
    let over = plain();
    over.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 12:00 UTC\nservices: { search: recovered }",
        "Search works.",
    );
    silent(&over, "T3", "2026-03-03 13:00 UTC");
    // Who says that it now goes by days may promise a day.
    let plan =
        "next_update: 2026-03-04 10:00 UTC\ncommunication_plan: { rhythm: \"every day at 10:00 UTC\" }";
    silent(&site("next_update: 2026-03-03 14:00 UTC", plan), "T3", NOW);
}

#[test]
fn t3_the_policy_sets_the_rhythm() {
    let site = site("next_update: 2026-03-03 14:00 UTC", "next_update: 2026-03-06 14:00 UTC");
    site.file("policy.yaml", "rhythm: { outage: 2 days }\n");
    silent(&site, "T3", NOW);
    // After four rhythms it is a long incident.
    let next = "type: progress\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-06 14:00 UTC";
    site.update("02-next", next, "Still slow.");
    site.file("policy.yaml", "rhythm: { outage: 1 min }\nlong_incident: { outage: 2 days }\n");
    assert!(said(&site, "T3", "2026-03-03 13:00 UTC").contains("stop[T3]"));
    site.file("policy.yaml", "rhythm: { outage: 1 min }\nlong_incident: { outage: 4 days }\n");
    silent(&site, "T3", "2026-03-03 13:00 UTC");
}

#[test]
fn t4_a_late_word_without_a_reason() {
    let site = plain();
    site.update(
        "02-late",
        "type: progress\nat: 2026-03-03 15:00 UTC\nnext_update: 2026-03-03 17:00 UTC",
        "Search is still slow.",
    );
    assert_data_eq!(
        said(&site, "T4", "2026-03-03 16:00 UTC"),
        str![[r#"
stop[T4]: You promised 2026-03-03 14:00 UTC, and this comes 1 hour late without a word about it.
 --> content/incidents/one/02-late.md:3:5
  |
3 | at: 2026-03-03 15:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/incidents/one/01-first.md:9:14
  |
9 | next_update: 2026-03-03 14:00 UTC
  |              -------------------- promised here
  |
  = readers: People who looked at the promised time found nothing, and see here that nobody noticed.
  = write: Say why in a sentence: `late_reason: "We promised this for … We …"`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn t4_a_promise_that_nobody_kept() {
    assert_data_eq!(
        said(&plain(), "T4", "2026-03-03 14:31 UTC"),
        str![[r#"
fix[T4]: You promised an update for 2026-03-03 14:00 UTC. It is 31 minutes late.
 --> content/incidents/one/01-first.md:9:14
  |
9 | next_update: 2026-03-03 14:00 UTC
  |              ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: The page says by itself that you are late.
  = write: Write now, and start by saying that you are late and why (`late_reason`).

1 to fix
exit 0

"#]]
    );
    // While the late word is being written, it is that word that lacks the reason.
    let site = plain();
    site.update(
        "02-late",
        "type: progress\nat: 2026-03-03 14:40 UTC\ndraft: true\nnext_update: 2026-03-03 17:00 UTC",
        "Search is still slow.",
    );
    let said = said(&site, "T4", "2026-03-03 14:31 UTC");
    assert!(said.contains("stop[T4]") && said.contains("02-late.md"), "{said}");
}

#[test]
fn t4_a_reason_or_the_grace_is_enough() {
    let site = plain();
    silent(&site, "T4", "2026-03-03 14:29 UTC");
    let late = "type: progress\nat: 2026-03-03 15:00 UTC\nlate_reason: \"We were testing.\"\nnext_update: 2026-03-03 17:00 UTC";
    site.update("02-late", late, "Search is still slow.");
    silent(&site, "T4", "2026-03-03 16:00 UTC");
    let site = plain();
    site.file("policy.yaml", "grace: { outage: 3 h }\n");
    silent(&site, "T4", "2026-03-03 16:30 UTC");
}

#[test]
fn t5_a_question_whose_time_has_passed() {
    assert_data_eq!(
        said(&plain(), "T5", "2026-03-03 19:00 UTC"),
        str![[r#"
fix[T5]: You said that this would be answered by 2026-03-03 18:00 UTC: Why is it slow?
  --> content/incidents/one/01-first.md:14:3
   |
14 | - Q1 (by 2026-03-03 18:00 UTC): Why is it slow?
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = readers: They wait for this answer. If there is none, that is an answer too.
   = write: Answer it under Answers, or ask it again with a new time and say why the first was missed.

1 to fix
exit 0

"#]]
    );
}

#[test]
fn t5_a_question_that_the_last_word_forgot() {
    let site = site("Q1 (by 2026-03-03 18:00 UTC)", "Q1");
    site.update(
        "02-next",
        "type: progress\nat: 2026-03-04 10:00 UTC\nseverity: critical\nnext_update: 2026-03-08 10:00 UTC",
        "Search is faster.",
    );
    silent(&site, "T5", "2026-03-06 09:00 UTC");
    assert_data_eq!(
        said(&site, "T5", "2026-03-07 11:00 UTC"),
        str![[r#"
fix[T5]: This has been open for 4 days, and your last update does not mention it: Why is it slow?
  --> content/incidents/one/01-first.md:14:3
   |
14 | - Q1: Why is it slow?
   |   ^^^^^^^^^^^^^^^^^^^
   |
   = readers: They wait for this answer. If there is none, that is an answer too.
   = write: Say in the next update that it is still open, what you have done to find out, and when you expect to know.

1 to fix
exit 0

"#]]
    );
}

#[test]
fn t5_an_answer_is_an_answer() {
    let site = plain();
    silent(&site, "T5", "2026-03-03 17:59 UTC");
    site.update(
        "02-next",
        "type: progress\nat: 2026-03-03 17:00 UTC\nnext_update: 2026-03-03 20:00 UTC",
        "Faster.\n\n## Answers\n- Q1 cannot be known: the logs are gone.",
    );
    silent(&site, "T5", "2026-03-03 19:00 UTC");
}

const REPORTED: &str =
    "reporter:\n  name: Tamsin Quaile\n  credit: none\n  received_at: 2026-02-09 10:12 UTC\n";

#[test]
fn t6_the_reporter_has_no_answer() {
    let site = plain();
    incident(&site, REPORTED);
    assert_data_eq!(
        said(&site, "T6", NOW),
        str![[r#"
hint[T6]: The person who reported this has not seen these words before everybody does.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: They know the flaw best, and will say in public what is wrong with your words.
  = write: Send them the draft, and add `draft_shared_at` to the reporter in incident.yaml.

fix[T6]: The person who reported this has waited 22 days for a first answer. The limit is 1 working day.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: Search is slow
  |        ^^^^^^^^^^^^^^
  |
  = readers: Researchers who hear nothing publish, and then your customers read it there first.
  = write: Write to them now that you have it and who looks at it. Then add `acknowledged_at` to the reporter in incident.yaml.

1 to fix, 1 hint
exit 0

"#]]
    );
}

#[test]
fn t6_the_reporter_has_heard_nothing_for_weeks() {
    let site = plain();
    let more = "  acknowledged_at: 2026-02-09 12:00 UTC\n  draft_shared_at: 2026-02-12 09:00 UTC\n";
    incident(&site, &format!("{REPORTED}{more}"));
    assert_data_eq!(
        said(&site, "T6", NOW),
        str![[r#"
fix[T6]: The person who reported this has heard nothing for 19 days.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: Search is slow
  |        ^^^^^^^^^^^^^^
  |
  = readers: Researchers who hear nothing publish, and then your customers read it there first.
  = write: Write to them where it stands, before you publish anything. Then add it to `updates` of the reporter in incident.yaml.

1 to fix
exit 0

"#]]
    );
}

#[test]
fn t6_the_reporter_sees_the_draft_first() {
    let site = Site::new();
    site.strict().file("incidents/one/01-first.md", FIRST.replace("type: first", "type: first\ndraft: true"));
    let more = "  acknowledged_at: 2026-02-09 12:00 UTC\n  updates: [{ at: 2026-03-01 12:00 UTC, what: \"We told her the state.\" }]\n";
    incident(&site, &format!("{REPORTED}{more}"));
    assert_data_eq!(
        said(&site, "T6", NOW),
        str![[r#"
fix[T6]: The person who reported this has not seen these words before everybody does.
 --> content/incidents/one/01-first.md:4:5
  |
4 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: They know the flaw best, and will say in public what is wrong with your words.
  = write: Send them the draft, and add `draft_shared_at` to the reporter in incident.yaml.

hint[T6]: The person who reported this once heard nothing for 20 days. The limit is 7 days.
 --> content/incidents/one/incident.yaml:1:8
  |
1 | title: Search is slow
  |        ^^^^^^^^^^^^^^
  |
  = readers: Everybody who thinks of reporting something to you reads how you treated this one.
  = write: Say so in public, and what you changed.

1 to fix, 1 hint
exit 0

"#]]
    );
    incident(&site, &format!("{REPORTED}{more}  draft_shared_at: 2026-03-02 10:00 UTC\n"));
    let said = said(&site, "T6", NOW);
    assert!(!said.contains("fix["), "{said}");
}

#[test]
fn t6_the_policy_sets_how_soon_and_how_often() {
    let site = plain();
    let more = "  acknowledged_at: 2026-02-16 10:12 UTC\n  draft_shared_at: 2026-02-16 12:00 UTC\n";
    incident(&site, &format!("{REPORTED}{more}"));
    assert!(said(&site, "T6", NOW).contains("fix[T6]"));
    site.file("policy.yaml", "reporter: { acknowledge: 10 days, status: 30 days }\n");
    silent(&site, "T6", NOW);
}

const WORK: &str = "---\ntype: notice\nat: 2026-03-01 10:00 UTC\nstate: scheduled\nwindow: { start: 2026-03-03 22:00 UTC, end: 2026-03-04 02:00 UTC }\n---\nSearch rests on Tuesday night.\n";

fn work(update: &str) -> Site {
    let site = Site::new();
    site.strict()
        .file("incidents/one/incident.yaml", "title: Planned work on Search\nkind: maintenance\n")
        .file("incidents/one/01-first.md", update);
    site
}

#[test]
fn t7_work_is_announced_too_late() {
    assert_data_eq!(
        said(&work(WORK), "T7", "2026-03-01 11:00 UTC"),
        str![[r#"
stop[T7]: This work starts 2 days and 12 hours after it is announced. Customers need 3 days.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-01 10:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Customers plan their own nights and weekends around yours.
  = write: Move it. If it cannot wait, say why: `emergency: "…"`.

1 thing stops a publication
exit 1

"#]]
    );
    let forward = work(&WORK.replace("03-01 10:00", "02-01 10:00"));
    forward.update("02-sooner", "type: notice\nat: 2026-02-20 10:00 UTC\nstate: rescheduled\nwindow: { start: 2026-02-21 22:00 UTC, end: 2026-02-22 02:00 UTC }", "Sooner.");
    let said = said(&forward, "T7", "2026-02-20 11:00 UTC");
    assert!(
        said.contains("starts 1 day and 12 hours after it is announced") && said.contains("02-sooner"),
        "{said}"
    );
}

#[test]
fn t7_work_runs_over_in_silence() {
    let site = work(&WORK.replace("03-01 10:00", "02-01 10:00"));
    silent(&site, "T7", "2026-03-04 02:09 UTC");
    assert_data_eq!(
        said(&site, "T7", "2026-03-04 03:00 UTC"),
        str![[r#"
fix[T7]: The planned work was to end at 2026-03-04 02:00 UTC. That was 1 hour ago.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-02-01 10:00 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Readers see work that should be over, and do not know whether they can rely on anything again.
  = write: Say that it is over, or that it takes longer and until when (`state: extended` with a new `window`).

1 to fix
exit 0

"#]]
    );
    site.update("02-done", "type: resolved\nat: 2026-03-04 03:10 UTC", "It is done.");
    let said = said(&site, "T7", "2026-03-04 04:00 UTC");
    assert!(said.contains("stop[T7]: The work was to end at 2026-03-04 02:00 UTC"), "{said}");
}

#[test]
fn t7_early_notice_an_emergency_and_an_extension_are_enough() {
    let early = work(&WORK.replace("03-01 10:00", "02-01 10:00"));
    early
        .update("02-begun", "type: progress\nat: 2026-03-03 22:00 UTC\nstate: in_progress", "It begins.")
        .update("03-longer", "type: progress\nat: 2026-03-04 01:50 UTC\nstate: extended\nwindow: { start: 2026-03-03 22:00 UTC, end: 2026-03-04 04:00 UTC }", "Longer.")
        .update("04-done", "type: resolved\nat: 2026-03-04 03:50 UTC", "Done.");
    for now in ["2026-02-02 10:00 UTC", "2026-03-04 03:00 UTC", "2026-03-09 03:00 UTC"] {
        silent(&early, "T7", now);
    }
    silent(&work(&WORK.replace("state:", "emergency: \"A disk fails.\"\nstate:")), "T7", NOW);
    // Less than the week that was wished for, and more than people need: a hint.
    let said = said(&work(&WORK.replace("03-01 10:00", "02-27 10:00")), "T7", NOW);
    assert!(said.contains("hint[T7]") && said.contains("exit 0"), "{said}");
}

const LEGAL: &str = "approvals:\n  - { roles: [legal], not_by_writer: true }\n";

fn approved(site: &Site, hash: &str, person: &str) {
    site.file("policy.yaml", LEGAL).file(
        "incidents/one/internal.yaml",
        format!("roles: {{ comms: Ada Lake }}\napprovals:\n  - {{ update: 01-first, role: legal, person: {person}, at: 2026-03-03 10:10 UTC{hash} }}\n"),
    );
}

#[test]
fn g1_nobody_of_those_who_have_to_agreed() {
    let site = plain();
    site.file("policy.yaml", LEGAL);
    assert_data_eq!(
        said(&site, "G1", NOW),
        str![[r#"
stop[G1]: Legal has not agreed to these words.
 --> content/incidents/one/01-first.md:3:5
  |
3 | at: 2026-03-03 10:20 UTC
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = readers: A wrong word here can harm them, and will be held against you.
  = write: Ask, and note the answer in internal.yaml: `approvals: [{ update: 01-first, role: legal, person: "…", at: …, text_sha256: a1af6bd0bdf2712f56f73b960bc632648dfe478fda9a793963734676c0bb8f58 }]`. If it cannot wait, publish with a reason: `--allow G1 --because "…"`.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn g1_a_word_changed_after_legal_agreed() {
    let site = plain();
    let hash = format!(", text_sha256: {}", candor::seal::hash(FIRST));
    approved(&site, &hash, "Hector Stroud");
    silent(&site, "G1", NOW);
    // The hour of publication may change, and where else it was said.
    site.file(
        "incidents/one/01-first.md",
        FIRST.replace("10:20 UTC", "10:25 UTC\nchannels: [{ channel: SMS, sent_at: 2026-03-03 10:30 UTC }]"),
    );
    silent(&site, "G1", NOW);
    site.file("incidents/one/01-first.md", FIRST.replace("ten seconds", "nine seconds"));
    assert!(
        said(&site, "G1", NOW)
            .contains("Legal agreed to an earlier version. These words have changed since.")
    );
    approved(&site, "", "Hector Stroud");
    assert!(said(&site, "G1", NOW).contains("Legal agreed, and nobody can tell to which words."));
}

#[test]
fn g1_who_wrote_it_cannot_agree_for_others() {
    let site = plain();
    let hash = format!(", text_sha256: {}", candor::seal::hash(FIRST));
    approved(&site, &hash, "Ada Lake");
    assert!(said(&site, "G1", NOW).contains("the person who wrote them has"));
    site.file("policy.yaml", LEGAL.replace(", not_by_writer: true", ""));
    silent(&site, "G1", NOW);
}

#[test]
fn g1_a_first_word_waits_for_nobody_unless_the_policy_says_so() {
    let site = site("type: first", "type: holding");
    for silent_policy in [
        LEGAL.to_owned(),
        LEGAL.replace("roles", "severities: [critical], roles"),
        LEGAL.replace("roles", "kinds: [data_breach], roles"),
    ] {
        site.file("policy.yaml", silent_policy);
        silent(&site, "G1", NOW);
    }
    site.file("policy.yaml", LEGAL.replace("roles", "types: [holding], roles"));
    assert!(said(&site, "G1", NOW).contains("stop[G1]"));
}

/// The lock of the first update, as it stands.
fn sealed(site: &Site) {
    let at = candor::model::time::Instant::parse("2026-03-03 10:20 UTC").expect("a time");
    site.file("published.lock", candor::seal::line(&candor::seal::hash(FIRST), at, "one/01-first", None));
}

#[test]
fn g2_published_words_were_changed() {
    let site = site("ten seconds", "nine seconds");
    sealed(&site);
    assert_data_eq!(
        said(&site, "G2", NOW),
        str![[r#"
stop[G2]: This update was published at 2026-03-03 10:20 UTC, and has changed since.
  --> content/incidents/one/01-first.md:11:1
   |
11 | Search takes about nine seconds to answer.
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = readers: Readers acted on the words that stood here, and would not see that they were wrong.
   = write: Put the words back. Then say what was wrong with `candor correct`: it asks for the wrong words, the right ones and how the mistake happened, and mends a mere slip of the pen with `--size typo`.

1 thing stops a publication
exit 1

"#]]
    );
    for change in [
        FIRST.replace("10:20", "10:30"),
        FIRST.replace("type: first", "type: first\ndraft: true"),
        FIRST.replace("severity: minor", "severity: none"),
    ] {
        site.file("incidents/one/01-first.md", change);
        assert!(said(&site, "G2", NOW).contains("stop[G2]"));
    }
}

#[test]
fn g2_a_published_file_is_gone() {
    let site = plain();
    sealed(&site);
    site.update("02-next", "type: progress\nat: 2026-03-03 12:00 UTC", "Slow.")
        .remove("incidents/one/01-first.md");
    assert_data_eq!(
        said(&site, "G2", NOW),
        str![[r#"
stop[G2]: `one/01-first` was published at 2026-03-03 10:20 UTC, and its file is gone.
 --> content/published.lock:1:1
  |
1 | a1af6bd0bdf2712f56f73b960bc632648dfe478fda9a793963734676c0bb8f58 2026-03-03T10:20:00Z one/01-first
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = readers: Links to it lead nowhere, and people remember that it was there.
  = write: Put the file back as it was. If it was wrong, publish a correction beside it: `candor correct` writes one.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn g2_what_is_not_words_may_change_and_a_mended_letter_is_sealed_again() {
    let site = site(
        "2026-03-03 10:20 UTC",
        "2026-03-03 10:20 UTC\nchannels: [{ channel: SMS, sent_at: 2026-03-03 10:21 UTC }]",
    );
    sealed(&site);
    silent(&site, "G2", NOW);
    let mended = FIRST.replace("about ten", "around ten");
    site.file("incidents/one/01-first.md", &mended);
    let lock = std::fs::read_to_string(site.content().join("published.lock")).expect("the lock");
    let at = candor::model::time::Instant::parse("2026-03-03 10:20 UTC").expect("a time");
    let again = candor::seal::line(&candor::seal::hash(&mended), at, "one/01-first", Some("a better word"));
    site.file("published.lock", format!("{lock}{again}"));
    silent(&site, "G2", NOW);
}

#[test]
fn g2_a_correction_goes_where_the_wrong_words_went() {
    let wrong = "next_update: 2026-03-03 14:00 UTC\nchannels: [{ channel: SMS to all, sent_at: 2026-03-03 10:21 UTC }]";
    let site = site("next_update: 2026-03-03 14:00 UTC", wrong);
    let correction = "type: correction\nat: 2026-03-03 10:50 UTC\ncorrects: { update: 01-first, said: ten seconds, now: nine seconds, why: We misread., found_at: 2026-03-03 10:40 UTC, matters_because: Nobody acted., size: fact }";
    site.update("02-correction", correction, "Nine seconds.");
    assert_data_eq!(
        said(&site, "G2", NOW),
        str![[r#"
fix[G2]: The wrong words also went out here, and the correction did not: SMS to all.
 --> content/incidents/one/02-correction.md:4:21
  |
4 | corrects: { update: 01-first, said: ten seconds, now: nine seconds, why: We misread., found_at: 2026-03-03 10:40 UTC, matters_because...
  |                     ^^^^^^^^
  |
  = readers: Those who read it there and nowhere else still believe it.
  = write: Send the correction there too, and add it under `channels` of this update.

1 to fix
exit 0

"#]]
    );
    site.update(
        "02-correction",
        &format!("{correction}\nchannels: [{{ channel: SMS, sent_at: 2026-03-03 10:51 UTC }}]"),
        "Nine seconds.",
    );
    silent(&site, "G2", NOW);
}

#[test]
fn g2_sealed_words_that_another_rule_minds_do_not_hold_up_the_next_update() {
    let update = FIRST.replace("next_update: 2026-03-03 14:00 UTC\n", "");
    let site = site("next_update: 2026-03-03 14:00 UTC\n", "");
    assert!(said(&site, "T3", NOW).contains("stop[T3]"));
    let at = candor::model::time::Instant::parse("2026-03-03 10:20 UTC").expect("a time");
    site.file("published.lock", candor::seal::line(&candor::seal::hash(&update), at, "one/01-first", None));
    assert!(said(&site, "T3", NOW).contains("fix[T3]"));
}

/// A second incident that is not public before the evening.
fn hidden(site: &Site) {
    site.file("incidents/2026-03-latchwire/incident.yaml", "title: A flaw in Latchwire\nkind: vulnerability\n")
        .file("incidents/2026-03-latchwire/01.md", "---\ntype: advisory\nat: 2026-03-03 17:00 UTC\nnext_update: 2026-03-04 17:00 UTC\n---\nUpdate Latchwire.\n");
}

#[test]
fn g3_words_name_what_is_under_embargo() {
    let site = site("Search takes about", "Because of a flaw in Latchwire, Search takes about");
    hidden(&site);
    assert_data_eq!(
        said(&site, "G3", NOW),
        str![[r#"
stop[G3]: This names an incident that nobody may know of until 2026-03-03 17:00 UTC.
  --> content/incidents/one/01-first.md:11:12
   |
11 | Because of a flaw in Latchwire, Search takes about ten seconds to answer.
   |            ^^^^^^^^^^^^^^^^^^^
   |
   = readers: The name alone tells those who know where to look.
   = write: Take it out, or publish these words after the other incident.

1 thing stops a publication
exit 1

"#]]
    );
    // Once it is public, or in words that come out with it, nothing is given away.
    silent(&site, "G3", "2026-03-03 18:00 UTC");
    site.file("incidents/one/01-first.md", FIRST).update(
        "02",
        "type: progress\nat: 2026-03-03 17:00 UTC\nnext_update: 2026-03-03 18:00 UTC",
        "See 2026-03-latchwire.",
    );
    silent(&site, "G3", NOW);
}

#[test]
fn g3_what_another_page_has_told_is_no_secret_in_a_look_back() {
    let site = site("Search takes about", "After a power outage, Search takes about");
    let later = |imported: &str| {
        let identity = format!("title: Power outage\nkind: outage\n{imported}");
        site.file("incidents/2026-03-power/incident.yaml", identity)
            .file("incidents/2026-03-power/01.md", "---\ntype: first\nat: 2026-03-05 17:00 UTC\nnext_update: 2026-03-05 18:00 UTC\n---\nIt is dark.\n");
    };
    later("");
    assert!(said(&site, "G3", NOW).contains("stop[G3]"));
    later("imported_from: { format: cstate, file: power.md }\n");
    silent(&site, "G3", NOW);
    // What is for nobody here is kept, wherever it came from.
    let drafted = "---\ntype: first\nat: 2026-03-05 17:00 UTC\nnext_update: 2026-03-05 18:00 UTC\ndraft: true\n---\nIt is dark.\n";
    site.file("incidents/2026-03-power/01.md", drafted);
    assert!(said(&site, "G3", NOW).contains("stop[G3]"));
}

#[test]
fn g3_a_mark_that_contradicts_the_audience() {
    let site = site("type: first", "type: first\naudience: public\ntlp: AMBER");
    assert_data_eq!(
        said(&site, "G3", NOW),
        str![[r#"
stop[G3]: This update says that it is for everybody, and it is marked as not for everybody.
 --> content/incidents/one/01-first.md:3:1
  |
3 | audience: public
  | ^^^^^^^^^^^^^^^^
  |
  = readers: If the mark is right, they would read what others trusted you to keep.
  = write: Move it into the folder for its readers, such as `for-partners/`, or write `tlp: CLEAR` if it may be public.

1 thing stops a publication
exit 1

"#]]
    );
    let site = plain();
    site.file(
        "incidents/one/for-partners/01.md",
        FIRST.replace("type: first", "type: first\naudience: public"),
    );
    assert!(
        said(&site, "G3", NOW)
            .contains("This file lies in a folder for some readers, and says that it is for everybody.")
    );
    site.file(
        "incidents/one/for-partners/01.md",
        FIRST.replace("type: first", "type: first\naudience: partners"),
    );
    silent(&site, "G3", NOW);
}

#[test]
fn g4_a_key_in_an_update() {
    let key = concat!("AK", "IA4XW7PLMQ2ZKRT9BV");
    let site = site("Search takes about", &format!("The key was {key}. Search takes about"));
    assert_data_eq!(
        said(&site, "G4", NOW),
        str![[r#"
stop[G4]: This looks like a password or a key.
  --> content/incidents/one/01-first.md:11:13
   |
11 | The key was AKIA4XW7PLMQ2ZKRT9BV. Search takes about ten seconds to answer.
   |             ^^^^^^^^^^^^^^^^^^^^
   |
   = readers: Whoever reads the page could use it, and copies of the page keep it for ever.
   = write: Remove it. If it is real, replace it: it may have been seen already. If it only looks like one, list it under `public_words` in policy.yaml.

1 thing stops a publication
exit 1

"#]]
    );
}

#[test]
fn g4_inner_names_people_and_words() {
    let site = plain();
    site.file("site.yaml", "name: Example status\nurl: https://status.example.com\ncontacts: [{ purpose: questions, route: \"mailto:ada.lake@example.com\", hours: always }]\n")
        .file("people.yaml", "people:\n  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead }\n")
        .file("incidents/one/internal.yaml", "roles: { legal: Hector Stroud, executive: ada }\nstakeholder_flags: [{ who: Harrowmere Foods plc }]\nnotes:\n  - \"Two people on the phones were too few, and nobody had the list.\"\n");
    for (words, part) in [
        ("The host db-3.prod.internal is slow.", "machine inside your own network"),
        ("Ask tom.hart@example.com.", "one of your people"),
        ("See OPS-1234.", "a ticket"),
        ("Hector Stroud looks into it.", "works on it inside"),
        ("Harrowmere Foods plc was told.", "stand in internal.yaml"),
        (
            "We know that two people on the phones were too few, and nobody had the list.",
            "stand in internal.yaml",
        ),
    ] {
        site.file(
            "incidents/one/01-first.md",
            FIRST.replace("Search takes", &format!("{words} Search takes")),
        );
        let said = said(&site, "G4", NOW);
        assert!(said.contains("stop[G4]") && said.contains(part), "{words}: {said}");
    }
    for words in [
        "Ada Lake answers at ada.lake@example.com.",
        "Update to version 10.2.1.4.",
        "Compare CVE-2026-12345.",
    ] {
        site.file(
            "incidents/one/01-first.md",
            FIRST.replace("Search takes", &format!("{words} Search takes")),
        );
        silent(&site, "G4", NOW);
    }
}

#[test]
fn g4_a_reporter_who_did_not_agree() {
    let site = site("Search takes about", "Tamsin Quaile told us. Search takes about");
    incident(&site, REPORTED);
    assert!(said(&site, "G4", NOW).contains("they have not agreed to be named"));
    incident(&site, &REPORTED.replace("none", "named\n  consent_at: 2026-02-10 10:00 UTC"));
    silent(&site, "G4", NOW);
}

#[test]
fn g4_words_that_only_look_so_are_listed() {
    let site = site("Search takes about", "Open 192.168.1.1 on your router. Search takes about");
    assert!(said(&site, "G4", NOW).contains("stop[G4]"));
    site.file("policy.yaml", "public_words: [192.168.1.1]\n");
    silent(&site, "G4", NOW);
    // It cannot be switched off.
    site.file("policy.yaml", "severities: { G4: \"off\" }\n");
    assert!(said(&site, "G4", NOW).contains("`G4` finds what must never be public, and always stops."));
}

#[test]
fn g5_a_link_that_people_were_told_to_distrust() {
    let site =
        site("- You do not need", "- [Check your account](https://example-help.example). You do not need");
    assert_data_eq!(
        said(&site, "G5", NOW),
        str![[r#"
fix[G5]: `example-help.example` looks like your own address, and is not.
  --> content/incidents/one/01-first.md:17:3
   |
17 | - [Check your account](https://example-help.example). You do not need to do anything.
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = readers: False pages and false messages follow every crisis. People are told to distrust new addresses.
   = write: Link to a page of yours instead, below `example.com`. If it is yours, name it under `trusted_domains` in policy.yaml.

1 to fix
exit 0

"#]]
    );
    for url in
        ["https://bit.ly/a1", "http://www.example.com", "https://forms.gle/x", "https://elsewhere.example"]
    {
        site.file(
            "incidents/one/01-first.md",
            FIRST.replace("- You do", &format!("- [Look]({url}). You do")),
        );
        assert!(said(&site, "G5", NOW).contains("fix[G5]"), "{url}");
    }
}

#[test]
fn g5_own_and_trusted_hosts_are_fine_and_so_are_links_that_are_not_advice() {
    let site = site(
        "- You do not need",
        "- [Check](https://www.example.com/a) [or](https://cert.example/b). You do not need",
    );
    site.file("policy.yaml", "trusted_domains: [cert.example]\n");
    silent(&site, "G5", NOW);
    site.file(
        "incidents/one/01-first.md",
        FIRST.replace("Search takes", "[They](https://elsewhere.example) say so. Search takes"),
    );
    silent(&site, "G5", NOW);
}

#[test]
fn g5_a_theme_that_hides_the_page() {
    let site = plain();
    site.file("themes/default/head.html", "<meta name=\"robots\" content=\"noindex\">");
    assert!(said(&site, "G5", NOW).contains("This keeps the page out of search engines"));
}

#[test]
fn s0_02_silence_is_found_while_people_wait() {
    let site = plain();
    assert!(said(&site, "T", "2026-03-03 14:31 UTC").contains("fix[T4]: You promised an update for"));
    let quiet = Site::new();
    quiet.strict().file(
        "incidents/one/01-first.md",
        FIRST.replace("next_update: 2026-03-03 14:00 UTC", "next_update: { none: \"we wait\" }"),
    );
    assert!(
        said(&quiet, "T", "2026-03-05 11:00 UTC")
            .contains("fix[T2]: It has been 2 days since your last update.")
    );
}

#[test]
fn s0_11_a_reporter_who_hears_nothing_is_found() {
    let site = plain();
    incident(
        &site,
        &format!(
            "{REPORTED}  acknowledged_at: 2026-02-09 12:00 UTC\n  draft_shared_at: 2026-02-12 09:00 UTC\n"
        ),
    );
    assert!(
        said(&site, "T6", NOW)
            .contains("fix[T6]: The person who reported this has heard nothing for 19 days.")
    );
}

#[test]
fn s1_04_the_time_to_the_first_word_is_compared_with_the_limit() {
    let site = site("severity: minor", "severity: critical");
    for (detected, late) in [("10:04", true), ("10:06", false)] {
        incident(&site, &format!("detection: {{ at: 2026-03-03 {detected} UTC }}\n"));
        assert_eq!(said(&site, "T1", NOW).contains("The limit here is 15 minutes."), late, "{detected}");
    }
    site.file("policy.yaml", "first_word: { outage: { critical: 20 min } }\n");
    incident(&site, "detection: { at: 2026-03-03 10:04 UTC }\n");
    silent(&site, "T1", NOW);
}

#[test]
fn s2_14_direct_notice_is_measured_apart_from_public_notice() {
    let site = plain();
    site.file(
        "incidents/one/incident.yaml",
        "title: A key was public\nkind: security_incident\ndetection: { at: 2026-03-03 08:10 UTC }\n",
    )
    .file(
        "incidents/one/internal.yaml",
        "private_notices:\n  - { who: Fernhill plc, at: 2026-03-03 09:40 UTC }\n",
    );
    let late = said(&site, "T1", NOW);
    assert!(late.contains(
        "Those who are hit heard of it 1 hour and 30 minutes after you knew. The limit is 1 hour."
    ));
    assert!(!late.contains("Readers waited"), "the public word, 130 minutes later, is within its own limit");
    site.file("policy.yaml", "direct_notice: 2 h\n");
    silent(&site, "T1", NOW);
}

#[test]
fn s2_15_the_rhythm_goes_on_after_containment() {
    let site = Site::new();
    let contained = FIRST
        .replace("severity: minor", "severity: minor\nstate: contained\ndata_access: unknown")
        .replace("next_update: 2026-03-03 14:00 UTC", "next_update: { none: \"we wait for the review\" }");
    site.strict()
        .file("incidents/one/incident.yaml", "title: A key was public\nkind: security_incident\n")
        .file("incidents/one/01-first.md", contained);
    silent(&site, "T2", "2026-03-10 10:00 UTC");
    assert!(said(&site, "T2", "2026-03-11 11:00 UTC").contains("The rhythm that you chose is 7 days."));
}

#[test]
fn s4_16_words_that_legal_has_to_see_wait_for_legal() {
    let site = plain();
    site.file("policy.yaml", LEGAL);
    assert_eq!(site.run(&["build", "--now", NOW]).status.code(), Some(1));
    assert!(!site.out().exists());
    assert!(said(&site, "G1", NOW).contains("Legal has not agreed to these words."));
}

/// What only our own people may know.
const INNER: &str = "roles: { security: Dagny Orso }\nclocks:\n  - { id: gdpr-33, to: Norvale Data Protection Authority, reference: \"NDPA-26-0391\" }\nprivate_notices:\n  - { who: \"Harrowmere Foods plc\", at: 2026-03-03 08:58 UTC }\nnotes:\n  - \"The intern used the password of the database on his own laptop at home.\"\n";

#[test]
fn g4_inner_words_are_found_in_every_layout() {
    let site = plain();
    site.file("incidents/one/internal.yaml", INNER);
    for words in [
        "Dagny  Orso reads the logs.",
        "Dagny\u{a0}Orso reads the logs.",
        "We asked Dagny\nOrso.",
        "We asked **Dagny** Orso.",
        "We asked [Dagny](https://help.example.com) Orso.",
        "We asked Dagny&nbsp;Orso.",
        "We asked Dagn&#121; Orso.",
        "We asked Dag\u{ad}ny Orso.",
        "Concerts in İstanbul go on. DAGNY ORSO reads the logs.",
        "Its number is NDPA-*26*-0391.",
        "We told Harrowmere\nFoods plc.",
        "The intern used the password of the\ndatabase on his own laptop at home.",
        "![Screen of Dagny  Orso](g.png)",
        "**Password:** Winter2026!",
        "The password is `hunter2024`.",
        concat!("Key **AK", "IA**1234567890ABCDEF was public."),
    ] {
        site.file("incidents/one/g.png", "a picture");
        site.file(
            "incidents/one/01-first.md",
            FIRST.replace("Search takes", &format!("{words}\n\nSearch takes")),
        );
        let said = said(&site, "G4", NOW);
        assert_eq!(said.matches("stop[G4]").count(), 1, "{words}: {said}");
    }
    for words in
        ["We asked **the** team.", "Dagny & Orso is a shop in İstanbul.", "The intern used a laptop."]
    {
        site.file(
            "incidents/one/01-first.md",
            FIRST.replace("Search takes", &format!("{words}\n\nSearch takes")),
        );
        silent(&site, "G4", NOW);
    }
}

#[test]
fn g4_what_stands_on_every_page_and_beside_an_update() {
    let key = concat!("AK", "IA1234567890ABCDEF");
    let fresh = || {
        let site = plain();
        site.file("incidents/one/internal.yaml", INNER);
        site
    };
    let services = |words: &str| {
        format!(
            "services:\n  - {{ id: api, name: API, description: \"{words}\", internal_names: [db-3.prod.internal] }}\n  - {{ id: search, name: Search }}\n"
        )
    };
    for (file, text) in [
        ("services.yaml", services(&format!("Runs with {key}"))),
        ("services.yaml", services("Ask Dagny  Orso")),
        (
            "site.yaml",
            format!("name: Example status\nurl: https://status.example.com\nlegal_notice: \"Key {key}\"\n"),
        ),
        (
            "people.yaml",
            format!("people:\n  - {{ id: ada, name: Ada Lake, title: \"Head, {key}\", level: lead }}\n"),
        ),
        ("terms.yaml", "terms:\n  - { term: RPO, meaning: \"see db-3.prod.internal\" }\n".to_owned()),
    ] {
        let site = fresh();
        site.file(file, &text);
        let said = said(&site, "G4", NOW);
        assert!(said.contains("stop[G4]") && said.contains(file), "{file}: {said}");
    }
    let site = fresh();
    site.file("services.yaml", services("Everything that programs call"))
        .file("site.yaml", "name: Example status\nurl: https://status.example.com\ncontacts: [{ purpose: questions, route: \"mailto:ada.lake@example.com\", hours: always }]\npartners: [{ name: Harrowmere Foods plc, role: customer_group, contact: \"mailto:tom.hart@example.com\" }]\n");
    silent(&site, "G4", NOW);

    site.file("incidents/one/list.txt", "one\nhost 10.0.3.17\n").file(
        "incidents/one/01-first.md",
        FIRST.replace("Search takes", "See [the list](list.txt). Search takes"),
    );
    let said = said(&site, "G4", NOW);
    assert!(said.contains("stop[G4]: Line 2: ") && said.contains("incidents/one/list.txt"), "{said}");
    site.file("incidents/one/list.txt", "one\ntwo\n");
    silent(&site, "G4", NOW);
}

#[test]
fn g4_a_slip_in_internal_yaml_is_told_and_its_words_are_still_looked_for() {
    for words in
        ["Dagny Orso reads the logs.", "Harrowmere Foods plc was told.", "Its number is NDPA-26-0391."]
    {
        let site = site("Search takes", &format!("{words} Search takes"));
        site.file("incidents/one/internal.yaml", format!("{INNER}  bad: [\n"));
        let said = said(&site, "G4", NOW);
        assert!(said.contains("stop[G4]"), "{words}: {said}");
        let all = site.run(&["check", "--color", "never", "--now", NOW]);
        assert!(
            text(&all.stderr).contains("nobody can tell whether all names and sentences"),
            "{}",
            text(&all.stderr)
        );
    }
    let site = plain();
    site.file("incidents/one/internal.yaml", format!("{INNER}  bad: [\n"));
    silent(&site, "G4", NOW);
}

#[test]
fn g3_a_hidden_name_is_found_in_every_layout() {
    let early = |words: &str| {
        let site = site("Search takes", &format!("{words}\n\nSearch takes"));
        hidden(&site);
        site.file(
            "incidents/2026-03-latchwire/incident.yaml",
            "title: A flaw in Latchwire\nkind: vulnerability\ncve: [CVE-2099-10001]\n",
        );
        site
    };
    for words in [
        "Because of a flaw\nin Latchwire.",
        "Because of a flaw in  Latchwire.",
        "Because of **a flaw** in Latchwire.",
        "See 2026\u{2011}03\u{2011}latchwire.",
        "See 2026-03-**latchwire**.",
        "İ. See 2026-03-LATCHWIRE.",
        "We fixed CVE-2099-10001.",
    ] {
        let said = said(&early(words), "G3", NOW);
        assert_eq!(said.matches("stop[G3]").count(), 1, "{words}: {said}");
    }
    for words in ["There was a flaw in a latch.", "We fixed CVE-2099-10002.", "See 2026-03-latchwires."] {
        silent(&early(words), "G3", NOW);
    }
    // What another public page says anyway is no secret.
    let site = early("We fixed CVE-2099-10001.");
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: vulnerability\ncve: [CVE-2099-10001]\n",
    );
    silent(&site, "G3", NOW);
}

#[test]
fn g2_a_sealed_incident_does_not_become_an_exercise() {
    let site = plain();
    sealed(&site);
    incident(&site, "drill: true\n");
    assert!(said(&site, "G2", NOW).contains("stop[G2]: `one/01-first` was published at"));
}

#[test]
fn g2_other_words_are_not_sealed_again_without_a_reason() {
    let other = FIRST.replace("ten seconds", "nine seconds");
    let site = plain();
    sealed(&site);
    site.file("incidents/one/01-first.md", &other);
    let lock = std::fs::read_to_string(site.content().join("published.lock")).expect("the lock");
    let at = candor::model::time::Instant::parse("2026-03-03 10:20 UTC").expect("a time");
    let line = |at, why| candor::seal::line(&candor::seal::hash(&other), at, "one/01-first", why);
    site.file("published.lock", format!("{lock}{}", line(at, None)));
    assert!(said(&site, "G2", NOW).contains("seals other words of `one/01-first`"));
    let later = candor::model::time::Instant::parse("2026-03-03 10:25 UTC").expect("a time");
    site.file("published.lock", format!("{lock}{}", line(later, Some("a letter"))));
    assert!(said(&site, "G2", NOW).contains("this line gives another time"));
    site.file("published.lock", format!("{lock}{}", line(at, Some("a letter"))));
    silent(&site, "G2", NOW);
    site.file("incidents/one/01-first.md", FIRST).file("published.lock", format!("{lock}{lock}"));
    silent(&site, "G2", NOW);
}

#[test]
fn g2_an_emptied_lock_is_seen() {
    for lock in ["", "\n\n", candor::seal::HEAD] {
        let site = plain();
        site.file("published.lock", lock);
        assert!(said(&site, "G2", NOW).contains("stop[G2]: This file locks nothing any more"), "{lock:?}");
        let output = site.run(&["seal", "--now", NOW]);
        assert!(!output.status.success(), "an emptied lock is not filled as if nothing had been published");
        assert_eq!(std::fs::read_to_string(site.content().join("published.lock")).expect("the lock"), lock);
    }
    let site = plain();
    silent(&site, "G2", NOW);
    site.file("published.lock", "# a remark\n");
    silent(&site, "G2", NOW);
}
