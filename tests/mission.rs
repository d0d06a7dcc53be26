//! One test for each practice that the program carries, on the example site as
//! a reader would see it. The names are those of the practices.

mod support;

use support::{Built, Site, assert_in_order, text, words};

/// In the middle of the crisis.
const CRISIS: &str = "2026-05-21 14:10 UTC";
/// When everything is over.
const AFTER: &str = "2026-08-20 12:00 UTC";

const OUTAGE: &str = "QH-2026-0011";
const KEY: &str = "QH-2026-0007";
const FLAW: &str = "QH-2026-0003";
const APOLOGY: &str = "QH-2026-0014";
const REPORT: &str = "QH-2026-0015";
const RANSOM: &str = "QH-2026-0018";

#[test]
fn s0_02_readers_see_when_the_last_word_came_and_when_the_next_is_promised() {
    let site = Built::at(CRISIS);
    let home = site.words("index.html");
    assert!(home.contains("Last update 21 May 2026, 14:05 UTC"), "{home}");
    assert!(home.contains("Next update by 21 May 2026, 14:35 UTC."), "{home}");
    assert!(
        home.contains("If it is after 21 May 2026, 14:35 UTC and you see nothing newer here, we are late."),
        "{home}"
    );
    // The age itself is the browser's to say; the place for it is there.
    assert!(site.source("index.html").contains("data-script-only"));
}

#[test]
fn s0_12_every_update_shows_who_speaks_and_their_job() {
    let page = Built::at(AFTER).source(&format!("incidents/{OUTAGE}/index.html"));
    let updates: Vec<&str> = page.split("id=\"update-").skip(1).collect();
    assert_eq!(updates.len(), 12);
    for update in updates {
        let words = words(&format!("<body><p id=\"{update}"));
        let named = ["Bram Tillisch, Chief Operating Officer", "Pellam Roke, Head of Platform"];
        assert!(named.iter().any(|name| words.contains(name)), "nobody speaks in:\n{words}");
    }
}

#[test]
fn s0_16_the_apology_and_the_advisory_link_to_each_other() {
    let site = Built::at("2026-05-09 12:00 UTC");
    let apology = site.source(&format!("incidents/{APOLOGY}/index.html"));
    let advisory = site.source(&format!("incidents/{REPORT}/index.html"));
    assert!(apology.contains(&format!("href=\"../../incidents/{REPORT}/index.html\"")));
    assert!(advisory.contains(&format!("href=\"../../incidents/{APOLOGY}/index.html\"")));
}

#[test]
fn s0_17_date_author_and_a_short_biography() {
    let page = Built::at(CRISIS).incident(OUTAGE);
    assert_in_order(&page, &["Bram Tillisch", "Chief Operating Officer", "21 May 2026, 14:05 UTC"]);
    let site = Site::new();
    site.file(
        "people.yaml",
        "people:\n  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead, bio: \"Ada looks after our machines.\" }\n",
    );
    site.build("2026-03-03 11:00 UTC");
    assert!(words(&site.page("incidents/one/index.html")).contains("Ada looks after our machines."));
}

#[test]
fn s0_18_the_disclosure_timeline_is_a_table() {
    let page = Built::at(AFTER).source(&format!("incidents/{REPORT}/index.html"));
    let table = page.split("<table").nth(1).expect("a table").split("</table>").next().expect("its end");
    assert_in_order(
        &words(&format!("<body><table{table}")),
        &[
            "9 February 2026, 10:12 UTC",
            "6 May 2026, 14:50 UTC",
            "7 May 2026, 08:20 UTC",
            "7 May 2026, 10:50 UTC",
            "7 May 2026, 11:",
        ],
    );
}

#[test]
fn s1_09_a_holding_statement_needs_only_that_we_know_and_are_working_on_it() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Uploads fail\nkind: outage\n").file(
        "incidents/one/01-first.md",
        "---\ntype: holding\nat: 2026-05-21 13:15 UTC\nnext_update: 2026-05-21 13:45 UTC\n---\nUploads fail with an error since 13:02 UTC. We know, and we are working on it.\n",
    );
    site.build("2026-05-21 13:20 UTC");
    let home = words(&site.page("index.html"));
    assert_in_order(
        &home,
        &["Uploads fail", "We know, and we are working on it.", "Next update by 21 May 2026, 13:45 UTC"],
    );
}

#[test]
fn s1_12_every_service_has_a_stated_status() {
    let page = Built::at(CRISIS).incident(OUTAGE);
    let (now, _) = page.rsplit_once("Updates, newest first").expect("the summary");
    for service in [
        "Sign-in",
        "Reading documents",
        "Uploads",
        "Signing",
        "Search",
        "API",
        "Webhooks",
        "Mobile apps",
        "Billing",
        "Support",
        "Quillhaven Gateway",
    ] {
        assert!(now.contains(service), "{service} is not named in:\n{now}");
    }
    assert_in_order(
        now,
        &[
            "Affected",
            "Uploads",
            "Signing",
            "API",
            "Still being checked",
            "Webhooks",
            "Not affected",
            "Sign-in",
            "Search",
        ],
    );
    // What nobody has spoken of is said to be so, not left to look fine.
    let site = Site::new();
    site.file(
        "incidents/one/01-first.md",
        "---\ntype: first\nat: 2026-03-03 10:20 UTC\nservices: { search: slow }\n---\nSlow.\n",
    );
    site.build("2026-03-03 11:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert_in_order(&page, &["Not stated yet", "API"]);
}

#[test]
fn s1_13_the_page_answers_am_i_affected_before_anything_else_but_what_happened() {
    let home = Built::at(CRISIS).words("index.html");
    assert_in_order(
        &home,
        &[
            "Uploads and Signing fail",
            "What happened",
            "Does this affect me?",
            "9,800 of 9,800 customer accounts",
            "What should I do?",
            "What we don’t know yet",
            "All services",
        ],
    );
}

#[test]
fn s1_14_the_exposure_has_a_start_an_end_and_a_length() {
    let page = Built::at("2026-03-10 12:00 UTC").incident(KEY);
    assert_in_order(&page, &["12 February 2026, 08:05 UTC", "3 March 2026, 08:31 UTC", "19 days"]);
    // An end that has not come is said to be so.
    let page = Built::at("2026-04-14 08:30 UTC").incident(FLAW);
    assert_in_order(&page, &["3 February 2025", "estimate", "not ended yet"]);
}

#[test]
fn s1_15_what_we_did_stands_with_its_times() {
    let page = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert_in_order(
        &page,
        &[
            "What we did",
            "3 March 2026, 08:31 UTC",
            "We turned the key off.",
            "3 March 2026, 09:10 UTC",
            "Under way",
            "We are reading all access logs",
        ],
    );
}

#[test]
fn s1_16_open_questions_stand_on_the_page_with_the_time_of_their_answer() {
    let home = Built::at(CRISIS).words("index.html");
    assert_in_order(
        &home,
        &[
            "What we don’t know yet",
            "Has any document or upload been lost?",
            "21 May 2026, 18:00 UTC",
            "What caused this?",
        ],
    );
    assert!(!home.contains("Q1"), "readers see questions, not their numbers");
}

#[test]
fn s0_09_a_question_and_its_answer_stand_together_with_both_dates() {
    let page = Built::at(AFTER).incident(OUTAGE);
    assert_in_order(&page, &["What caused this?", "21 May 2026, 13:44 UTC", "21 May 2026, 14:52 UTC"]);
}

#[test]
fn s1_17_could_somebody_have_reached_my_data() {
    let page = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert!(page.contains("We do not know yet"), "{page}");
    let page = Built::at(AFTER).incident(KEY);
    assert!(page.contains("No. We checked"), "{page}");
}

#[test]
fn s1_18_progress_is_counted_in_words_and_as_a_bar() {
    let site = Built::at("2026-04-14 08:30 UTC");
    let path = format!("incidents/{FLAW}/index.html");
    let page = site.words(&path);
    assert!(
        page.contains("340 of 340 Our servers patched") || page.contains("Our servers patched: 340 of 340"),
        "{page}"
    );
    assert!(site.source(&path).contains("<progress"), "there is a bar");
}

#[test]
fn s1_19_a_self_check_says_who_made_it_and_how_to_read_it() {
    let page = Built::at("2026-04-16 12:00 UTC").incident(FLAW);
    assert_in_order(
        &page,
        &[
            "Check for yourself",
            "Quillhaven Gateway check 1.0",
            "The tool prints REPAIRED or OPEN",
            "Install 5.4.1 wherever it prints OPEN.",
            "Made by Quillhaven",
        ],
    );
    assert!(page.contains("SHA-256"), "{page}");
}

#[test]
fn s1_20_it_teams_read_whether_they_have_to_act_now() {
    let page = Built::at("2026-04-13 22:00 UTC").incident(FLAW);
    assert_in_order(
        &page,
        &["What should I do?", "IT teams", "Install Gateway 5.4.1 now if you run 5.2 to 5.4.0."],
    );
    // Those who need not act read that as well.
    let after = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert_in_order(&after, &["What should I do?", "Everyone else", "You do not need to do anything"]);
}

#[test]
fn s1_21_the_password_question_is_answered_in_words() {
    let before = Built::at("2026-04-13 22:00 UTC").incident(FLAW);
    assert!(before.contains("Not yet"), "{before}");
    let after = Built::at("2026-04-14 08:30 UTC").incident(FLAW);
    assert!(after.contains("Yes"), "{after}");
}

#[test]
fn s1_23_there_is_a_way_to_ask_with_hours_and_one_for_when_we_fail() {
    let home = Built::at(CRISIS).words("index.html");
    assert_in_order(&home, &["Where to ask", "help.quillhaven.example", "06:00 to 22:00 UTC"]);
    assert_in_order(&home, &["If we have let you down", "bram.tillisch@quillhaven.example"]);
}

#[test]
fn s1_25_a_retired_incident_keeps_its_address() {
    let site = Site::new();
    site.file(
        "incidents/one/incident.yaml",
        "title: Search is slow\nkind: outage\nretired: { withdrawn: \"It was a false alarm of our monitoring.\" }\n",
    );
    site.build("2026-03-03 11:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("It was a false alarm of our monitoring."), "{page}");
    assert!(!words(&site.page("index.html")).contains("Does this affect me?"), "it counts no more");
    // What is told elsewhere leads on, at its old address.
    site.file("incidents/two/incident.yaml", "title: Search and API are slow\nkind: outage\n")
        .file("incidents/two/01-first.md", support::FIRST)
        .file(
            "incidents/one/incident.yaml",
            "title: Search is slow\nkind: outage\nretired: { merged_into: two }\n",
        );
    site.build("2026-03-03 11:00 UTC");
    let page = site.page("incidents/one/index.html");
    assert!(page.contains("href=\"../../incidents/two/index.html\""), "{page}");
    // And what was sealed cannot vanish without a word.
    let policy = std::fs::read_to_string(site.content().join("policy.yaml")).expect("a policy");
    site.file("policy.yaml", policy.replace("  G2: \"off\"\n", ""));
    assert!(site.run(&["seal", "--now", "2026-03-03 11:00 UTC"]).status.success());
    std::fs::remove_dir_all(site.content().join("incidents/one")).expect("removed");
    let output = site.run(&["build", "--now", "2026-03-03 12:00 UTC"]);
    let said = text(&output.stderr) + &text(&output.stdout);
    assert!(!output.status.success() && said.contains("and its file is gone"), "{said}");
    assert!(site.out().join("incidents/one/index.html").is_file(), "what is published stays");
}

#[test]
fn s2_08_potential_and_real_damage_are_never_merged() {
    let page = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert_in_order(
        &page,
        &[
            "What could have happened",
            "could have listed folder names in 14 pilot workspaces",
            "We are sure that this was possible.",
            "What did happen",
            "We do not know yet whether anyone used the key.",
            "(not known yet)",
        ],
    );
}

#[test]
fn s2_21_which_environment_was_hit() {
    let page = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert!(page.to_lowercase().contains("beta") || page.to_lowercase().contains("pilot"), "{page}");
}

#[test]
fn s3_02_nothing_to_do_is_said() {
    let page = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert_in_order(
        &page,
        &["What should I do?", "Developers", "Everyone else", "You do not need to do anything"],
    );
}

#[test]
fn s3_03_the_first_use_of_a_listed_term_shows_its_plain_meaning() {
    let site = Site::new();
    site.file(
        "terms.yaml",
        "terms:\n  - { term: backup, meaning: \"A copy of data, kept apart.\" }\n  - { term: cluster, meaning: \"Machines that work as one.\" }\n",
    )
    .update(
        "02-more",
        "type: progress\nat: 2026-03-03 10:40 UTC\nnext_update: 2026-03-03 14:00 UTC",
        "We opened last night's Backups, 2 March. Each backup is whole.",
    );
    site.build("2026-03-03 11:00 UTC");
    let page = site.page("incidents/one/index.html");
    let (first, rest) =
        page.split_once("<a class=\"term\" href=\"#word-1\">Backup</a>s").expect("a first use");
    assert!(![first, rest].iter().any(|part| part.contains("class=\"term\"")), "it leads there once");
    assert_in_order(
        &words(&page),
        &["We opened last night's Backups", "What some words mean", "backup", "A copy of data, kept apart."],
    );
    assert!(
        page.contains("id=\"word-1\"") && !page.contains("Machines that work as one."),
        "only what is used"
    );
}

#[test]
fn s3_16_a_statement_is_signed_with_name_and_title() {
    let home = Built::at("2026-05-09 12:00 UTC").incident(APOLOGY);
    assert_in_order(&home, &["Who says so", "Ottoline Varr", "Chief Security Officer"]);
}

#[test]
fn s3_17_the_legal_notice_is_at_the_foot_and_not_in_the_text() {
    let home = Built::at(CRISIS).source("index.html");
    let (body, foot) = home.split_once("<footer").expect("a footer");
    let notice = "This page is the official word of Quillhaven Ltd";
    assert!(foot.contains(notice) && !body.contains(notice));
}

#[test]
fn s4_05_what_we_found_ourselves_counts_too() {
    let page = Built::at("2026-03-03 10:30 UTC").incident(KEY);
    assert!(page.contains("an analyst of ours who searches public code at random"), "{page}");
    let page = Built::at(CRISIS).incident(OUTAGE);
    assert!(page.contains("our monitoring"), "{page}");
}

#[test]
fn s4_06_an_incident_without_data_says_so_and_speaks_no_language_of_breaches() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: A flaw in our installer\nkind: vulnerability\n").file(
        "incidents/one/01-first.md",
        "---\ntype: advisory\nat: 2026-03-03 10:20 UTC\nstate: fix_available\ndata_access: { not_relevant: \"the installer holds no customer data\" }\n---\nThe installer could stop halfway.\n",
    );
    site.build("2026-03-03 11:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("the installer holds no customer data"), "{page}");
    assert!(!page.to_lowercase().contains("breach"), "{page}");
}

#[test]
fn s4_11_the_page_says_when_technical_details_come() {
    let before = Built::at("2026-04-14 08:30 UTC").incident(FLAW);
    assert!(before.contains("We publish technical details on 15 April 2026, 17:00 UTC."), "{before}");
    let after = Built::at("2026-04-16 12:00 UTC").incident(FLAW);
    assert!(after.contains("Technical details are public since 15 April 2026, 17:00 UTC."), "{after}");
}

#[test]
fn a_crisis_without_a_red_service_is_still_the_headline() {
    let home = Built::at("2026-03-03 10:30 UTC").words("index.html");
    assert_in_order(&home, &["key", "What happened"]);
    let ransom = Built::at("2026-06-14 16:30 UTC").words("index.html");
    assert!(ransom.contains("We do not know yet"), "{ransom}");
    let _ = RANSOM;
}

#[test]
fn s2_13_readers_see_how_they_are_kept_informed() {
    let plan = "communication_plan: { rhythm: \"every day at 16:00 UTC\", channels: [\"this page\", \"email to account owners\"], until: \"every file is back\" }\n";
    let site = Site::new();
    site.file(
        "incidents/one/01-first.md",
        support::FIRST.replacen("speaker: ada\n", &format!("speaker: ada\n{plan}"), 1),
    );
    site.build("2026-03-03 11:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert_in_order(
        &page,
        &[
            "We write every day at 16:00 UTC.",
            "this page and email to account owners",
            "We go on until every file is back.",
        ],
    );
    // It holds until it is over, also where later updates do not repeat it.
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-03 16:00 UTC",
        "Search is slow.",
    );
    site.build("2026-03-03 12:30 UTC");
    assert!(words(&site.page("incidents/one/index.html")).contains("We write every day at 16:00 UTC."));
}

#[test]
fn planned_work_never_hides_trouble() {
    let site = Site::new();
    site.file("incidents/work/incident.yaml", "title: Work on Search\nkind: maintenance\n").file(
        "incidents/work/01.md",
        "---\ntype: notice\nat: 2026-03-01 10:00 UTC\nwindow: { start: 2026-03-03 10:00 UTC, end: 2026-03-03 12:00 UTC }\nservices: { search: maintenance }\n---\nWork.\n",
    );
    site.file("incidents/one/01-first.md", support::FIRST.replace("search: slow", "search: down"));
    site.build("2026-03-03 11:00 UTC");
    let home = words(&site.page("index.html"));
    assert_in_order(&home, &["All services", "Search", "Not working"]);
    assert!(home.contains("not yet confirmed") || home.contains("not confirmed"), "{home}");
}

#[test]
fn at_an_instant_in_the_past_the_page_is_what_it_was() {
    let early = Built::at("2026-05-21 13:20 UTC");
    let page = early.incident(OUTAGE);
    assert!(!page.contains("Signing now fails for everyone"), "{page}");
    assert!(!early.has("incidents/QH-2026-0018/index.html"), "the future is not there");
}

#[test]
fn a_correction_strikes_the_wrong_words_where_they_stand() {
    let site = Built::at("2026-05-21 15:30 UTC");
    let page = site.source(&format!("incidents/{OUTAGE}/index.html"));
    assert!(page.contains("<del>Search works as usual too.</del>"), "the wrong words are struck through");
    let list = site.words("corrections/index.html");
    assert_in_order(
        &list,
        &["Search works as usual too.", "Search answers, but documents added since 12:30 UTC"],
    );
    let feed = site.source("feed.xml");
    assert!(feed.contains("[Correction]"), "the correction is an item of its own");
}

#[test]
fn two_builds_give_the_same_bytes_with_one_thread_and_with_many() {
    let site = Site::new();
    site.build("2026-03-03 11:00 UTC");
    let first = site.page("index.html");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_candor"))
        .current_dir(site.path())
        .env("RAYON_NUM_THREADS", "1")
        .env("LC_ALL", "C")
        .env("TZ", "Asia/Tokyo")
        .args(["build", "--out", "other", "--now", "2026-03-03 12:00 +01:00"])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let second = std::fs::read_to_string(site.path().join("other/index.html")).expect("a page");
    assert_eq!(first, second);
}
