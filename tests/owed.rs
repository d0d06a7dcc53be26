//! What is owed, how well an incident is told, and whether the house is ready:
//! `owed`, `litmus`, `doctor` and the record, on small sites and on the example.

mod support;

use std::process::Output;

use serde_json::Value;
use snapbox::{assert_data_eq, file};
use support::{Built, Site, assert_in_order, candor, example, text};

/// In the middle of the crisis.
const CRISIS: &str = "2026-05-21 14:10 UTC";

const OUTAGE: &str = "QH-2026-0011";
const KEY: &str = "QH-2026-0007";
const FLAW: &str = "QH-2026-0003";
const RANSOM: &str = "QH-2026-0018";

/// Runs a command on the example site.
fn on_example(args: &[&str]) -> Output {
    let content = example();
    let mut all = args.to_vec();
    all.extend(["--content", content.to_str().expect("UTF-8")]);
    candor(&std::env::temp_dir(), &all)
}

fn out(output: &Output) -> String {
    text(&output.stdout)
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The texts of what is owed about incident `one`, each with its due time, overdue ones marked.
fn owed(site: &Site, now: &str) -> Vec<String> {
    let list = json(&site.run(&["owed", "--now", now, "--format", "json"]));
    let items = list["owed"].as_array().expect("a list").iter();
    items
        .map(|item| {
            let late = if item["overdue"] == true { "LATE " } else { "" };
            let due = item["due"].as_str().expect("a time");
            format!("{late}{} {}", &due[5..16], item["text"].as_str().expect("a text"))
        })
        .collect()
}

/// How a question of incident `one` stands.
fn standing(site: &Site, now: &str, question: &str) -> String {
    let record = json(&site.run(&["litmus", "one", "--now", now, "--format", "json"]));
    let row = record["questions"].as_array().expect("rows").iter().find(|row| row["question"] == question);
    row.expect(question)["standing"].as_str().expect("a word").to_owned()
}

/// An outage of which everybody has heard a first word, and nothing else.
fn holding(severity: &str) -> Site {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Uploads fail\nkind: outage\ndetection: { source: monitoring, at: 2026-03-03 10:10 UTC }\n",
    );
    site.update(
        "01-first",
        &format!(
            "type: holding\nat: 2026-03-03 10:20 UTC\nseverity: {severity}\nnext_update: 2026-03-03 10:50 UTC"
        ),
        "Uploads fail since 10:05 UTC on 3 March. We know, and we are working on it.",
    );
    site
}

// The practices.

#[test]
fn s1_01_litmus_says_of_each_question_done_late_owed_or_missing() {
    let early = out(&on_example(&["litmus", OUTAGE, "--now", CRISIS]));
    assert_in_order(&early, &["First word", "done at 13:15", "Questions answered", "owed by 15:00"]);
    let after = out(&on_example(&["litmus", FLAW, "--now", CRISIS]));
    assert_in_order(
        &after,
        &["Affected, not affected", "late, at 13 Apr 21:50", "Promises kept", "late, at 14 Apr 12:40"],
    );
    let silent = out(&on_example(&["litmus", RANSOM, "--now", "2026-06-14 06:30 UTC"]));
    assert_in_order(&silent, &["What was done", "missing since 06:15", "4 missing"]);
}

#[test]
fn s1_02_how_fast_the_repair_and_how_fast_the_word() {
    let record = json(&on_example(&["litmus", OUTAGE, "--now", "2026-08-20 12:00 UTC", "--format", "json"]));
    assert_eq!(record["time_to_first_word"], 9 * 60);
    assert_eq!(record["longest_silence"], 66 * 60, "from 19:34 to 20:40");
    assert_eq!(record["promises"], serde_json::json!({ "made": 9, "kept": 8, "late": 1, "broken": 0 }));
    assert_eq!(record["unknowns"]["opened"], record["unknowns"]["answered"]);
    assert!(record["time_to_fix"].as_i64().expect("a length") > 3 * 3_600);
    assert_eq!(record["days_to_postmortem"], 21);
}

#[test]
fn s1_03_the_record_is_written_beside_the_page_where_the_site_asks_for_it() {
    let site = Built::at(CRISIS);
    let record = site.source(&format!("incidents/{OUTAGE}/record.json"));
    let printed = out(&on_example(&["litmus", OUTAGE, "--now", CRISIS, "--format", "json"]));
    assert_eq!(record, printed, "the same to the byte");

    let quiet = Site::new();
    quiet.build("2026-03-03 11:00 UTC");
    assert!(!quiet.out().join("incidents/one/record.json").exists(), "nobody is scored in public unasked");
}

#[test]
fn s1_04_the_time_to_the_first_word_is_computed_and_compared_with_the_limit() {
    let at = |noticed: &str| {
        let site = holding("major");
        site.file(
            "incidents/one/incident.yaml",
            format!("title: Uploads fail\nkind: outage\ndetection: {{ source: monitoring, at: 2026-03-03 {noticed} UTC }}\n"),
        );
        out(&site.run(&["litmus", "one", "--now", "2026-03-03 10:30 UTC"]))
    };
    assert_in_order(&at("09:50"), &["First word", "done at 10:20", "30 minutes after it was noticed"]);
    assert_in_order(
        &at("09:39"),
        &["First word", "late, at 10:20", "41 minutes after it was", "the limit is 30 minutes"],
    );
}

#[test]
fn s1_05_what_the_first_word_lacks_is_listed_with_a_time() {
    let site = holding("critical");
    assert_eq!(
        owed(&site, "2026-03-03 10:21 UTC"),
        [
            "03-03T10:50 Next update",
            "03-03T10:50 Say of each service whether it is affected, not affected, or still being checked",
            "03-03T10:50 Say what you do not know yet, or that nothing is open",
            "03-03T11:20 Say what readers should do, even if it is nothing",
            "03-03T11:20 Say what you have done so far, with times",
            "03-03T12:20 Let an executive speak, by name",
            "03-03T14:20 Say how many are affected, even if it is not known yet",
        ]
    );
    assert_eq!(site.run(&["owed", "--now", "2026-03-03 10:21 UTC"]).status.code(), Some(0));
}

#[test]
fn s1_08_how_soon_each_channel_carried_the_first_word() {
    let record = json(&on_example(&["litmus", OUTAGE, "--now", CRISIS, "--format", "json"]));
    let first = &record["first_word_by_channel"][0];
    assert_eq!(
        (first["channel"].as_str(), first["seconds"].as_i64()),
        (Some("SMS to subscribers"), Some(11 * 60))
    );
}

#[test]
fn s1_22_a_first_word_may_lack_advice_and_the_second_may_not() {
    let site = holding("critical");
    assert_eq!(standing(&site, "2026-03-03 10:30 UTC", "next_steps"), "owed");
    site.update(
        "02-progress",
        "type: progress\nat: 2026-03-03 10:48 UTC\nstate: investigating\nnext_update: 2026-03-03 11:30 UTC",
        "We are looking for the cause.",
    );
    assert_eq!(standing(&site, "2026-03-03 11:21 UTC", "next_steps"), "missing");
    let late = owed(&site, "2026-03-03 11:21 UTC");
    assert!(
        late.iter().any(|item| item == "LATE 03-03T11:20 Say what readers should do, even if it is nothing")
    );
}

#[test]
fn s1_23_somebody_answers_and_it_is_said_when() {
    let site = Site::new();
    assert_eq!(standing(&site, "2026-03-03 11:00 UTC", "where_to_ask"), "missing");
    let with = |hours: &str| {
        site.file(
            "site.yaml",
            format!(
                "name: Example status\nurl: https://status.fernhill.example\ncontacts:\n  - {{ purpose: questions, route: https://help.fernhill.example{hours} }}\n  - {{ purpose: escalation, route: mailto:ada@fernhill.example, hours: \"Every day\" }}\n"
            ),
        );
    };
    with("");
    assert_eq!(standing(&site, "2026-03-03 11:00 UTC", "where_to_ask"), "missing");
    with(", hours: \"Every day, 08:00 to 20:00 UTC\"");
    assert_eq!(standing(&site, "2026-03-03 11:00 UTC", "where_to_ask"), "done");
}

#[test]
fn s1_24_the_five_answers_that_a_reader_takes_away() {
    let card = out(&on_example(&["litmus", OUTAGE, "--now", CRISIS]));
    assert_in_order(
        &card,
        &[
            "What a reader takes away from the page",
            "What happened?",
            "Signing now fails for everyone.",
            "Am I affected?",
            "Not working: Uploads and Signing.",
            "What do I do?",
            "Everyone: Keep your own copy",
            "IT teams: Pause jobs",
            "When do I hear more?",
            "Next update by 21 May 2026, 14:35 UTC.",
            "Who do I ask?",
            "Help centre, help.quillhaven.example",
        ],
    );
    let site = holding("critical");
    let card = out(&site.run(&["litmus", "one", "--now", "2026-03-03 10:30 UTC"]));
    assert_in_order(
        &card,
        &["Am I affected?", "The page does not say.", "Who do I ask?", "The page does not say."],
    );
}

#[test]
fn s2_09_whether_to_tell_those_who_are_hit_is_asked_until_somebody_has_decided() {
    let asked = |site: &Site, now: &str| {
        owed(site, now).into_iter().find(|text| text.contains("Decide whether to tell"))
    };
    let site = Site::new();
    let attack = "title: A key was public\nkind: security_incident\ndetection: { source: audit, at: 2026-03-03 10:00 UTC }\n";
    let draft = support::FIRST.replace("type: first\n", "type: first\ndraft: true\n");
    site.file("incidents/one/incident.yaml", attack).file("incidents/one/01-first.md", draft);
    assert_eq!(asked(&site, "2026-03-03 09:59 UTC"), None, "nobody knew");
    let due = asked(&site, "2026-03-03 10:30 UTC").expect("it is owed");
    assert!(due.starts_with("03-03T11:00 "), "within the hour: {due}");
    assert!(asked(&site, "2026-03-03 11:01 UTC").expect("it is owed").starts_with("LATE "));

    // It holds from when it was taken, and has to say what.
    let decision = "disclosure_decision: { choice: \"tell them now\", who: ada, at: 2026-03-03 10:40 UTC }\n";
    site.file("incidents/one/internal.yaml", decision);
    assert!(asked(&site, "2026-03-03 10:39 UTC").is_some());
    assert_eq!(asked(&site, "2026-03-03 10:40 UTC"), None);
    site.file("incidents/one/internal.yaml", "roles: { decision_maker: Ben Moss }\n");
    assert!(asked(&site, "2026-03-03 10:40 UTC").is_some());

    // Whoever keeps no such notes and has told everybody has decided.
    site.file("incidents/one/01-first.md", support::FIRST);
    assert!(asked(&site, "2026-03-03 10:40 UTC").is_some());
    site.remove("incidents/one/internal.yaml");
    assert_eq!(asked(&site, "2026-03-03 10:40 UTC"), None);
    let draft = support::FIRST.replace("type: first\n", "type: first\ndraft: true\n");
    site.file("incidents/one/incident.yaml", attack.replace("security_incident", "outage"))
        .file("incidents/one/01-first.md", draft);
    assert_eq!(asked(&site, "2026-03-03 10:40 UTC"), None, "an outage touches nobody's data");
}

#[test]
fn the_example_has_decided_to_tell_and_would_be_asked_if_it_had_not() {
    let dir = tempfile::tempdir().expect("a scratch folder");
    for (path, bytes) in support::files(&example()) {
        let path = dir.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a copy");
    }
    let args = ["owed", "--now", "2026-03-03 09:20 UTC", "--format", "json"];
    let asked = || out(&candor(dir.path(), &args)).contains("Decide whether to tell");
    assert!(!asked());
    let path = dir.path().join("content/incidents/2026").join(KEY).join("internal.yaml");
    let text = std::fs::read_to_string(&path).expect("a file");
    std::fs::write(&path, text.replace("disclosure_decision:", "other_decision:")).expect("a file");
    assert!(asked());
}

#[test]
fn s2_14_those_who_were_hit_heard_within_the_hour_and_that_is_measured_apart() {
    let record = json(&on_example(&["litmus", KEY, "--now", CRISIS, "--format", "json"]));
    assert_eq!(record["time_to_direct_notice"], 48 * 60);
    assert_eq!(record["time_to_first_word"], 130 * 60);
    let published: Value =
        serde_json::from_str(&Built::at(CRISIS).source(&format!("incidents/{KEY}/record.json")))
            .expect("JSON");
    assert_eq!(published["time_to_direct_notice"], Value::Null, "whom we called first is nobody's business");
}

#[test]
fn s2_18_the_review_asks_whether_we_would_tell_again() {
    let owed = out(&on_example(&["owed", "--now", "2026-03-28 12:00 UTC"]));
    assert_in_order(
        &owed,
        &["Fri 10 Apr", "Publish your review, and say in it whether you", "would tell people again", KEY],
    );
}

#[test]
fn s4_02_doctor_says_what_is_not_ready() {
    let site = Site::new();
    let output = site.run(&["doctor", "--now", "2026-03-03 11:00 UTC"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "a first word would be held up");
    for part in [
        "There is no way for customers to ask a question.",
        "There is no way left for a customer whom you have let down.",
        "No executive is named who may speak.",
        "There is no `security.txt`.",
        "`example.com` looks like a word of a template.",
        "write: ",
    ] {
        assert!(said.contains(part), "`{part}` is not in:\n{said}");
    }
}

#[test]
fn s4_06_what_touches_no_data_is_not_asked_about_data() {
    let site = holding("major");
    for question in ["data_reached", "exposure"] {
        assert_eq!(standing(&site, "2026-03-04 10:30 UTC", question), "not_asked");
    }
    assert!(!owed(&site, "2026-03-03 10:30 UTC").iter().any(|item| item.contains("data")));
}

#[test]
fn s4_07_a_flaw_asks_for_more_than_an_advisory() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Old links open documents\nkind: vulnerability\nreporter: { name: Ada Moss, credit: anonymous, received_at: 2026-03-01 10:00 UTC }\n",
    )
    .file(
        "site.yaml",
        "name: Example status\nurl: https://status.fernhill.example\npartners:\n  - { name: CERT-Norvale, role: CERT }\n",
    )
    .file("incidents/one/internal.yaml", "roles: { comms: Sefa Moor }\n")
    .update(
        "01-first",
        "type: holding\nat: 2026-03-03 10:20 UTC\nstate: none_yet\nseverity: major\nnext_update: 2026-03-04 10:00 UTC",
        "Closed links can still open documents. We are repairing it.",
    );
    let list = owed(&site, "2026-03-03 10:30 UTC").join("\n");
    for task in [
        "Release the repair",
        "Publish the advisory",
        "Tell customers directly",
        "Tell your own staff",
        "Tell your partners",
        "Show the reporter what you publish",
    ] {
        assert!(list.contains(task), "`{task}` is not in:\n{list}");
    }
    assert_in_order(
        &out(&site.run(&["owed", "--now", "2026-03-03 10:30 UTC"])),
        &["Tell your own staff", "one · Sefa Moor"],
    );
    site.file(
        "incidents/one/internal.yaml",
        "private_notices:\n  - { who: All staff, at: 2026-03-03 10:25 UTC, acknowledged_at: 2026-03-03 10:28 UTC }\n",
    );
    assert!(!owed(&site, "2026-03-03 10:30 UTC").iter().any(|item| item.contains("staff")), "it was done");
}

#[test]
fn s4_19_promises_debts_deadlines_and_sign_offs_are_one_list_in_the_order_of_time() {
    let site = holding("critical");
    site.file("policy.yaml", "approvals:\n  - { kinds: [outage], roles: [executive] }\n");
    site.file(
        "incidents/one/internal.yaml",
        "clocks:\n  - { id: gdpr-33, to: the data protection authority, due: 2026-03-06 10:10 UTC }\nhandovers:\n  - { from: Ada Moss, to: Ben Lake, at: 2026-03-03 10:25 UTC }\n",
    )
    .update(
        "02-first",
        "type: first\nat: 2026-03-03 10:45 UTC\nstate: investigating\nnext_update: 2026-03-03 11:30 UTC",
        "Uploads fail.",
    );
    let list = owed(&site, "2026-03-03 10:51 UTC");
    assert_eq!(list[0], "LATE 03-03T10:25 Hear from Ben Lake what Ada Moss handed over, in their own words");
    assert_eq!(list.last().expect("a deadline"), "03-06T10:10 Tell the data protection authority (gdpr-33)");
    let before = owed(&site, "2026-03-03 10:40 UTC");
    assert!(
        before.contains(&"03-03T10:45 Sign-off: an executive has to agree to 02-first".to_owned()),
        "{before:?}"
    );
    let first_not_late = before.iter().position(|item| !item.starts_with("LATE")).expect("some");
    assert!(before[first_not_late..].is_sorted(), "{before:?}");
    assert_eq!(site.run(&["owed", "--now", "2026-03-03 10:51 UTC"]).status.code(), Some(1));
}

// The account of debts.

#[test]
fn calling_it_worse_shortens_the_time_but_makes_nobody_late() {
    let site = holding("minor");
    site.update(
        "02-progress",
        "type: progress\nat: 2026-03-03 13:00 UTC\nstate: investigating\nseverity: critical\nspeaker: ada\nnext_update: 2026-03-03 13:30 UTC",
        "Uploads now fail for everyone.",
    );
    let list = owed(&site, "2026-03-03 13:01 UTC");
    assert!(list.iter().all(|item| !item.starts_with("LATE")), "{list:?}");
    assert!(
        list.contains(&"03-03T13:30 Say what you do not know yet, or that nothing is open".to_owned()),
        "{list:?}"
    );
    assert!(list.contains(&"03-03T15:00 Let an executive speak, by name".to_owned()), "{list:?}");
}

#[test]
fn calling_it_milder_pays_no_debt_that_was_due() {
    let site = holding("critical");
    site.update(
        "02-progress",
        "type: progress\nat: 2026-03-03 11:00 UTC\nstate: investigating\nseverity: minor\nnext_update: 2026-03-03 14:30 UTC",
        "Uploads fail for some people.",
    );
    let list = owed(&site, "2026-03-03 11:01 UTC");
    assert!(
        list.contains(&"LATE 03-03T10:50 Say what you do not know yet, or that nothing is open".to_owned()),
        "{list:?}"
    );
    assert!(
        list.contains(&"03-03T18:20 Say what readers should do, even if it is nothing".to_owned()),
        "{list:?}"
    );
}

#[test]
fn the_policy_sets_the_times() {
    let site = holding("critical");
    site.file("policy.yaml", "debts:\n  actions: 5 min\n  numbers: { critical: 10 min }\n");
    let list = owed(&site, "2026-03-03 10:21 UTC");
    assert!(
        list.contains(&"03-03T10:25 Say what readers should do, even if it is nothing".to_owned()),
        "{list:?}"
    );
    assert!(
        list.contains(&"03-03T10:30 Say how many are affected, even if it is not known yet".to_owned()),
        "{list:?}"
    );
}

#[test]
fn after_the_end_only_the_review_is_owed_counted_in_working_days() {
    let site = holding("major");
    site.update(
        "02-resolved",
        "type: resolved\nat: 2026-03-06 12:00 UTC\nstate: resolved\nnext_update: { none: \"It is over.\" }",
        "Uploads work again.",
    );
    assert_eq!(
        owed(&site, "2026-03-06 13:00 UTC"),
        [
            "03-13T12:00 Announce when your review comes, or say why there is none",
            "04-03T12:00 Publish your review",
        ]
    );
    assert_eq!(standing(&site, "2026-03-06 13:00 UTC", "actions_taken"), "missing", "it was never said");
    site.update(
        "02-resolved",
        "type: resolved\nat: 2026-03-06 12:00 UTC\nstate: resolved\npostmortem: { due: 2026-03-20 }\nnext_update: { none: \"It is over.\" }",
        "Uploads work again.",
    );
    assert_eq!(owed(&site, "2026-03-06 13:00 UTC"), ["03-20T23:59 Publish your review"]);
    site.update("03-postmortem", "type: postmortem\nat: 2026-03-19 12:00 UTC", "What we learned.");
    assert!(owed(&site, "2026-03-21 13:00 UTC").is_empty());
}

#[test]
fn nothing_is_owed_for_history_that_was_told_afterwards() {
    let site = holding("critical");
    site.file("incidents/one/incident.yaml", "title: Uploads fail\nkind: outage\nbackfilled: true\n");
    assert_eq!(owed(&site, "2026-03-03 10:21 UTC"), ["03-03T10:50 Next update"]);
}

#[test]
fn what_is_for_others_or_later_pays_no_debt_to_everybody() {
    let site = holding("critical");
    let front = "audience: customers\nstate: investigating\nnext_update: 2026-03-03 11:30 UTC";
    site.update(
        "02-first",
        &format!("type: first\nat: 2026-03-03 10:30 UTC\n{front}"),
        "Uploads fail.\n\n## What you should do\n- Wait.",
    )
    .update(
        "03-first",
        "type: progress\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-03 13:00 UTC",
        "Uploads fail.\n\n## What you should do\n- Wait.",
    );
    assert_eq!(standing(&site, "2026-03-03 10:40 UTC", "next_steps"), "owed");
    assert_eq!(standing(&site, "2026-03-03 12:01 UTC", "next_steps"), "done");
}

// The commands.

#[test]
fn planned_work_is_listed_with_its_start_and_its_end() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Planned work\nkind: maintenance\n").update(
        "01-first",
        "type: notice\nat: 2026-03-01 10:00 UTC\nstate: scheduled\nseverity: minor\nwindow: { start: 2026-03-10 22:00 UTC, end: 2026-03-11 02:00 UTC }\nservices:\n  all: { maintenance: \"we move to new machines\" }\nnext_update: 2026-03-10 22:00 UTC",
        "We move to new machines.\n\n## What you should do\n- You do not need to do anything.",
    );
    let now = "2026-03-10 22:30 UTC";
    let list = owed(&site, now);
    assert!(
        list.contains(&"LATE 03-10T22:00 Planned work starts: say so when it does".to_owned()),
        "{list:?}"
    );
    assert!(
        list.contains(&"03-11T02:00 Planned work ends: say so, or say that it takes longer".to_owned()),
        "{list:?}"
    );
}

#[test]
fn until_leaves_out_what_comes_later_and_never_what_is_overdue() {
    let site = holding("critical");
    let run = |until: &str| {
        let now = "2026-03-03 10:56 UTC";
        let output = site.run(&["owed", "--now", now, "--until", until, "--format", "json"]);
        json(&output)["owed"].as_array().expect("a list").len()
    };
    assert_eq!(run("2026-03-03 10:56 UTC"), 3);
    assert_eq!(run("30 min"), 5);
    assert_eq!(run("2026-03-03"), 7);
    let wrong = site.run(&["owed", "--until", "tomorrow"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("2 days"), "{}", text(&wrong.stderr));
}

#[test]
fn an_unknown_incident_is_named_with_the_nearest() {
    let output = on_example(&["litmus", "QH-2026-011", "--now", CRISIS]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `QH-2026-0011`?"), "{}", text(&output.stderr));
    let later = on_example(&["litmus", "QH-2026-0022", "--now", CRISIS]);
    assert!(
        text(&later.stderr).contains("its first word comes out on Fri 3 Jul 2026"),
        "{}",
        text(&later.stderr)
    );
}

#[test]
fn the_record_holds_nothing_of_the_internal_file_or_of_what_is_not_public_yet() {
    let site = Built::at("2026-03-03 11:00 UTC");
    let record = site.source(&format!("incidents/{KEY}/record.json"));
    for secret in ["Harrowmere", "Dagny Orso", "Larkmoor", "gdpr"] {
        assert!(!record.contains(secret), "{secret}");
    }
    assert!(!site.has(&format!("incidents/{OUTAGE}/record.json")));
}

#[test]
fn a_word_for_researchers_is_published_and_its_end_is_owed() {
    let site = Site::new();
    site.file(
        ".well-known/security.txt",
        "Contact: mailto:security@fernhill.example\nExpires: 2026-03-20T00:00:00Z\n",
    );
    let now = "2026-03-03 11:00 UTC";
    site.build(now);
    assert!(site.page(".well-known/security.txt").starts_with("Contact:"));
    assert!(owed(&site, now).iter().any(|item| item.contains("Renew .well-known/security.txt")));
    let said = text(&site.run(&["doctor", "--now", now]).stderr);
    assert!(said.contains("stop[ready-security-txt]: It runs out in 16 days"), "{said}");
}

#[test]
fn a_slip_in_the_internal_file_is_said_and_hides_nothing_else() {
    let site = holding("critical");
    site.file("incidents/one/internal.yaml", "clocks:\n  - { id: gdpr-33, due: tomorrow }\n");
    let output = site.run(&["owed", "--now", "2026-03-03 10:21 UTC"]);
    assert!(text(&output.stderr).contains("Line 2:"), "{}", text(&output.stderr));
    assert!(out(&output).contains("Next update"));
}

// Readiness: each code, with what is printed.

/// What `doctor` finds on the minimal site, made ready, with one file changed.
fn doctor(path: &str, text_of_file: &str) -> String {
    let site = Site::new();
    ready(&site);
    site.file(path, text_of_file);
    text(&site.run(&["doctor", "--now", "2026-03-03 11:00 UTC"]).stderr)
}

fn ready(site: &Site) {
    site.file("site.yaml", READY)
        .file(
            "people.yaml",
            "people:\n  - { id: ada, name: Ada Lake, title: Head of Platform, level: executive }\n  - { id: ben, name: Ben Moss, title: Head of Security, level: executive }\n",
        )
        .file(
            "policy.yaml",
            "trusted_domains: [fernhill.example]\napprovals:\n  - { kinds: [data_breach], roles: [legal] }\n",
        )
        .file("terms.yaml", "terms:\n  - { term: API, meaning: \"A way for programs to use us.\" }\n")
        .file(".well-known/security.txt", "Contact: tel:+442079460170\nExpires: 2027-01-01T00:00:00Z\n");
}

const READY: &str = "name: Fernhill status
url: https://status.fernhill.example
contacts:
  - { purpose: questions, route: https://help.fernhill.example, hours: \"Every day, 08:00 to 20:00 UTC\" }
  - { purpose: security, route: mailto:security@fernhill.example, hours: \"At any hour\" }
  - { purpose: escalation, route: mailto:ada@fernhill.example, hours: \"Every working day\" }
partners:
  - { name: CERT-Norvale, role: CERT, contact: \"tel:+442079460188\", last_checked: 2025-11-03 }
";

#[test]
fn a_house_that_is_ready_hears_so() {
    let site = Site::new();
    ready(&site);
    let output = site.run(&["doctor", "--now", "2026-03-03 11:00 UTC"]);
    assert_eq!(
        (out(&output).as_str(), output.status.code()),
        ("Ready: nothing is missing.\n", Some(0)),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn what_is_only_to_fix_stops_no_first_word_and_says_so() {
    let site = Site::new();
    ready(&site);
    site.file("site.yaml", READY.replace("2025-11-03", "2025-02-03"));
    let output = site.run(&["doctor", "--now", "2026-03-03 11:00 UTC"]);
    let said = text(&output.stderr);
    assert!(said.ends_with("1 to fix\nNone of this would stop a first word.\n"), "{said}");
    assert_eq!(output.status.code(), Some(0));
    let output = Site::new().run(&["doctor", "--now", "2026-03-03 11:00 UTC"]);
    assert!(!text(&output.stderr).contains("None of this"), "{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn contacts_have_hours_and_partners_are_tried_once_a_year() {
    let said = doctor(
        "site.yaml",
        &READY.replace(", hours: \"At any hour\"", "").replace("2025-11-03", "2025-02-03"),
    );
    assert!(
        said.contains(
            "stop[ready-contacts]: `mailto:security@fernhill.example` does not say when somebody answers."
        ),
        "{said}"
    );
    assert!(
        said.contains("fix[ready-partners]: Nobody has tried the contact of CERT-Norvale since 2025-02-03."),
        "{said}"
    );
    assert!(said.contains("`last_checked: 2026-03-03`"), "{said}");
}

#[test]
fn somebody_who_can_decide_may_speak() {
    let said = doctor(
        "people.yaml",
        "people:\n  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead }\n",
    );
    assert!(said.contains("fix[ready-speakers]: No executive is named who may speak."), "{said}");
}

#[test]
fn who_agrees_is_settled_before() {
    let said = doctor("policy.yaml", "trusted_domains: [fernhill.example]\n");
    assert!(
        said.contains("hint[ready-policy]: It is not settled who has to agree before you publish."),
        "{said}"
    );
}

#[test]
fn services_have_the_names_that_customers_use() {
    let said = doctor(
        "services.yaml",
        "services:\n  - { id: api, name: svc-auth-2 }\n  - { id: search, name: Search }\n",
    );
    assert!(said.contains("fix[ready-names]: `svc-auth-2` is a name for engineers."), "{said}");
    assert!(said.contains("services.yaml:2:"), "{said}");
}

#[test]
fn words_of_a_template_are_found_where_readers_see_them() {
    let said = doctor("site.yaml", &READY.replace("Fernhill status", "<your status page>"));
    assert!(
        said.contains("fix[ready-template]: `<your status page>` looks like a word of a template."),
        "{said}"
    );
    let comment = doctor("site.yaml", &format!("{READY}# TODO: ask for a second phone line\n"));
    assert!(comment.is_empty(), "{comment}");
}

#[test]
fn readiness_in_json_has_the_shape_of_all_findings() {
    let site = Site::new();
    let list = json(&site.run(&["doctor", "--format", "json", "--now", "2026-03-03 11:00 UTC"]));
    assert_eq!(list["version"], 1);
    assert!(list["findings"].as_array().expect("a list").iter().all(|finding| finding["write"].is_string()));
}

#[test]
fn every_code_of_readiness_is_fired_here() {
    let tests = include_str!("owed.rs");
    for code in candor::doctor::codes() {
        assert!(tests.contains(&format!("[{}]", code.name())), "no test fires `{}`", code.name());
        assert!(code.explain().len() > 20, "`{}` is not explained", code.name());
    }
}

// The guide says what is true.

const GUIDE: &str = include_str!("../docs/keeping-your-word.md");

#[test]
fn what_the_guide_shows_is_what_is_printed() {
    for (start, golden) in [
        ("What is owed", include_str!("golden/owed.txt")),
        ("Litmus test of", include_str!("golden/litmus-ransom.txt")),
    ] {
        let shown = GUIDE.split("```text\n").find(|block| block.starts_with(start)).expect(start);
        let shown = shown.split("```").next().expect("its end");
        let printed: Vec<&str> = golden.lines().collect();
        for line in shown.lines() {
            assert!(printed.contains(&line), "not printed: {line}");
        }
    }
}

#[test]
fn the_times_of_the_guide_are_those_of_the_program() {
    use candor::model::time::Period;
    use candor::model::{Debt, Policy, Severity};
    let rows = [
        ("a status for every service", Debt::Services),
        ("what you do not know yet", Debt::Unknowns),
        ("whether somebody could have reached data", Debt::DataAccess),
        ("what each audience should do", Debt::Actions),
        ("what you have done so far", Debt::ActionsTaken),
        ("who speaks", Debt::Speaker),
        ("from when until when", Debt::Exposure),
        ("how many are affected", Debt::Numbers),
        ("the date of your review", Debt::PostmortemAnnounced),
        ("your review", Debt::PostmortemPublished),
    ];
    let policy = Policy::default();
    for (start, debt) in rows {
        let row = GUIDE.lines().find(|line| line.starts_with(&format!("| {start}"))).expect(start);
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let told = |cell: &str| Period::parse(cell.split(',').next().unwrap_or(cell));
        let critical = policy.debt(debt, Some(Severity::Critical));
        assert_eq!(told(cells[2]), critical, "{row}");
        let major = policy.debt(debt, Some(Severity::Major));
        assert_eq!(if cells[3] == "the same" { critical } else { told(cells[3]) }, major, "{row}");
        assert_eq!(told(cells[4]), policy.debt(debt, Some(Severity::Minor)), "{row}");
    }
}

// The example site, as a person reads it in a terminal. `SNAPSHOTS=overwrite` renews the files.

#[test]
fn the_score_card_of_the_outage() {
    assert_data_eq!(
        out(&on_example(&["litmus", OUTAGE, "--now", CRISIS])),
        file!["golden/litmus-outage.txt"]
    );
}

#[test]
fn the_score_card_of_the_ransom() {
    let card = out(&on_example(&["litmus", RANSOM, "--now", "2026-06-14 06:30 UTC"]));
    assert_data_eq!(card, file!["golden/litmus-ransom.txt"]);
}

#[test]
fn the_record_of_the_key() {
    let record = out(&on_example(&["litmus", KEY, "--now", CRISIS, "--format", "json"]));
    assert_data_eq!(record, file!["golden/record-key.json"].raw());
}

#[test]
fn what_is_owed_in_the_crisis() {
    let output = on_example(&["owed", "--now", "2026-05-21 14:42 UTC", "--until", "3 days"]);
    assert_eq!(output.status.code(), Some(1));
    assert_data_eq!(out(&output), file!["golden/owed.txt"]);
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    let incidents =
        [OUTAGE, KEY, FLAW, RANSOM, "QH-2026-0014", "QH-2026-0015", "QH-2026-0019", "QH-2026-0022"];
    let mut printed: Vec<String> = incidents
        .iter()
        .map(|id| out(&on_example(&["litmus", id, "--now", "2027-01-10 12:00 UTC"])))
        .collect();
    for now in [CRISIS, "2026-04-13 21:00 UTC", "2026-07-26 02:15 UTC"] {
        printed.push(out(&on_example(&["owed", "--now", now])));
    }
    for line in printed.iter().flat_map(|text| text.lines()) {
        assert!(line.chars().count() <= 80, "{line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
}

#[test]
fn what_was_open_at_the_end_is_owed_anew_when_it_comes_back() {
    let site = holding("major");
    site.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 10:45 UTC\nservices: { search: recovered }",
        "Uploads work again.\n\n## What you should do\n- You do not need to do anything.",
    );
    site.update(
        "03-again",
        "type: reopened\nat: 2026-03-18 07:30 UTC\nnext_update: 2026-03-18 08:00 UTC",
        "Uploads fail again since 07:12 UTC.",
    );
    let owed = owed(&site, "2026-03-18 07:31 UTC");
    assert!(!owed.is_empty());
    assert!(owed.iter().all(|item| item.starts_with("03-18T") || item.starts_with("03-19T")), "{owed:#?}");
    assert!(owed.iter().any(|item| item.contains("what readers should do")), "{owed:#?}");
}

#[test]
fn nobody_is_told_yes_of_whom_it_may_be_false() {
    let site = Site::new();
    site.update(
        "02-breach",
        "type: progress\nat: 2026-03-03 12:00 UTC\ndata_access: confirmed\naffected: { count: 412, of: 9800, unit: \"customers\", how_sure: at_least }",
        "Somebody copied names.",
    );
    let record = json(&site.run(&["litmus", "one", "--now", "2026-03-03 12:01 UTC", "--format", "json"]));
    let answer = record["reader_test"]["am_i_affected"].as_str().expect("an answer");
    assert!(answer.starts_with("Someone reached data."), "{answer}");
    assert!(answer.ends_with("At least 412 of 9,800 customers."), "{answer}");
}

#[test]
fn planned_work_is_asked_for_its_window_and_for_no_promise() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: No search at night\nkind: maintenance\n");
    site.update(
        "01-first",
        "type: notice\nat: 2026-03-03 09:00 UTC\nstate: scheduled\nwindow: { start: 2026-03-18 22:00 UTC, end: 2026-03-19 02:00 UTC }\nservices: { search: maintenance }",
        "You cannot search in this night.",
    );
    let at = |now: &str| {
        let record = json(&site.run(&["litmus", "one", "--now", now, "--format", "json"]));
        let more = record["reader_test"]["when_do_i_hear_more"].as_str().expect("an answer").to_owned();
        (standing(&site, now, "promises_kept"), more)
    };
    let (standing, more) = at("2026-03-10 10:00 UTC");
    assert_eq!(standing, "owed");
    assert!(more.starts_with("The work starts on 18 March 2026, 22:00"), "{more}");
    let (standing, more) = at("2026-03-18 23:00 UTC");
    assert_eq!(standing, "owed");
    assert!(more.starts_with("The work is to end on 19 March 2026, 02:00"), "{more}");
    let (standing, more) = at("2026-03-19 04:00 UTC");
    assert_eq!(standing, "missing");
    assert!(more.ends_with("We are 2 hours late."), "{more}");
}
