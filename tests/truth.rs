//! The page never fails towards green, and times are never wrong: what went
//! wrong on other status pages, tried here on small sites.

mod support;

use support::{FIRST, Site, assert_in_order, text, words};

fn home(site: &Site, now: &str) -> String {
    site.build(now);
    words(&site.page("index.html"))
}

#[test]
fn an_incident_of_the_future_is_not_there_yet() {
    let site = Site::new();
    site.file("incidents/one/01-first.md", FIRST.replace("2026-03-03", "2099-03-03"));
    let home = home(&site, "2026-03-03 11:00 UTC");
    assert!(home.contains("We know of no problem"), "{home}");
    assert!(!site.out().join("incidents/one/index.html").exists());
}

#[test]
fn an_open_incident_is_the_headline_until_somebody_says_that_it_is_over() {
    let site = Site::new();
    let home = home(&site, "2031-01-01 00:00 UTC");
    assert_in_order(&home, &["Search is slow", "What happened"]);
    assert!(!home.contains("We know of no problem"), "{home}");
}

#[test]
fn a_promise_is_open_then_due_then_broken() {
    let site = Site::new();
    let at = |now: &str| home(&site, now);
    assert!(at("2026-03-03 13:59 UTC").contains("Next update by 3 March 2026, 14:00 UTC"));
    let broken = at("2026-03-03 15:10 UTC");
    assert!(broken.contains("1 hour and 10 minutes"), "{broken}");
}

#[test]
fn an_update_that_comes_late_says_so() {
    let site = Site::new();
    site.update(
        "02-late",
        "type: progress\nat: 2026-03-03 14:40 UTC\nlate_reason: \"We were on the phone with our supplier.\"",
        "Search is still slow.",
    );
    site.build("2026-03-03 15:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("40 minutes"), "{page}");
    assert!(page.contains("We were on the phone with our supplier."), "{page}");
}

#[test]
fn times_stand_in_the_zone_of_the_site_and_in_utc() {
    let site = Site::new();
    site.file(
        "site.yaml",
        "name: Example status\nurl: https://status.example.com\ntime_zone: Europe/London\n",
    )
    .file("incidents/one/01-first.md", FIRST.replace("2026-03-03", "2026-07-03"));
    let home = home(&site, "2026-07-03 11:00 UTC");
    assert!(home.contains("3 July 2026, 11:20 BST (10:20 UTC)"), "{home}");
}

#[test]
fn near_midnight_the_day_of_utc_is_said_as_well() {
    let site = Site::new();
    site.file(
        "site.yaml",
        "name: Example status\nurl: https://status.example.com\ntime_zone: Pacific/Auckland\n",
    );
    let home = home(&site, "2026-03-03 11:00 UTC");
    assert!(home.contains("3 March 2026, 23:20 NZDT (10:20 UTC)"), "{home}");
    site.file("incidents/one/01-first.md", FIRST.replace("10:20 UTC", "12:20 UTC"));
    site.build("2026-03-03 13:00 UTC");
    let page = words(&site.page("index.html"));
    assert!(page.contains("4 March 2026, 01:20 NZDT (3 March 2026, 12:20 UTC)"), "{page}");
}

#[test]
fn a_quote_and_a_colon_in_a_title_simply_work() {
    let site = Site::new();
    let title = r#"Search says "no results": <b> & 'more'"#;
    site.file(
        "incidents/one/incident.yaml",
        format!("title: '{}'\nkind: outage\n", title.replace('\'', "''")),
    );
    let home = home(&site, "2026-03-03 11:00 UTC");
    assert!(home.contains(title), "{home}");
    let feed = site.page("feed.xml");
    assert!(feed.contains("&lt;b&gt; &amp;"), "{feed}");
    let output = site.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["version"], 1);
}

#[test]
fn findings_are_json_for_editors() {
    let site = Site::new();
    site.file("incidents/one/01-first.md", FIRST.replace("severity: minor", "severity: Minor"));
    let output = site.run(&["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let finding = &report["findings"][0];
    assert_eq!(finding["code"], "unknown-name");
    assert_eq!(finding["severity"], "stop");
    assert_eq!(finding["file"], "incidents/one/01-first.md");
    assert_eq!(finding["start"], serde_json::json!({ "line": 4, "column": 11 }));
    assert_eq!(finding["text"], "Minor");
}

#[test]
fn a_site_with_mistakes_leaves_what_is_published_alone() {
    let site = Site::new();
    site.build("2026-03-03 11:00 UTC");
    let before = site.page("index.html");
    site.file("incidents/one/02-more.md", "no fence");
    let output = site.run(&["build", "--now", "2026-03-03 12:00 UTC"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("Nothing was published; `site` is as it was."),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(site.page("index.html"), before);
}

#[test]
fn wrong_use_is_told_apart_from_findings() {
    let site = Site::new();
    let output = site.run(&["build", "--now", "2026-03-03 12:00"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no zone"), "{}", text(&output.stderr));
}

#[test]
fn a_rule_can_be_explained() {
    let site = Site::empty();
    let output = site.run(&["check", "--explain", "bad-time"]);
    assert!(text(&output.stdout).contains("Times without a zone"), "{}", text(&output.stdout));
    let output = site.run(&["check", "--explain", "bad-tim"]);
    assert!(text(&output.stderr).contains("did you mean `bad-time`?"));
}

#[test]
fn a_theme_file_of_the_site_replaces_ours() {
    let site = Site::new();
    site.file("themes/default/templates/404.html", "Own {{ site.name }}");
    site.build("2026-03-03 11:00 UTC");
    assert_eq!(site.page("404.html"), "Own Example status");
    site.file("themes/default/templates/400.html", "x");
    let check = site.check();
    assert!(check.contains("not a file of a theme") && check.contains("exit 1"), "{check}");
}

#[test]
fn pictures_beside_an_update_come_with_it() {
    let site = Site::new();
    site.file("incidents/one/graph.png", [137, 80, 78, 71]).file(
        "incidents/one/01-first.md",
        FIRST.replace("Search takes", "![Answer times rise at 10:02](graph.png)\n\nSearch takes"),
    );
    site.file("incidents/one/unused.png", [137]);
    let _ = home(&site, "2026-03-03 11:00 UTC");
    assert!(site.out().join("incidents/one/graph.png").exists());
    assert!(!site.out().join("incidents/one/unused.png").exists(), "only what is shown is published");
    assert!(site.page("index.html").contains("src=\"incidents/one/graph.png\""));
    assert!(site.page("feed.xml").contains("https://status.example.com/incidents/one/graph.png"));
}

/// An outage that was resolved, then an update with these facts.
fn after_the_end(front: &str) -> String {
    let site = Site::new();
    site.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 12:00 UTC\nservices: { search: recovered }",
        "It works again.",
    )
    .update("03-more", front, "Search is down again.");
    site.check()
}

#[test]
fn trouble_after_the_end_has_to_reopen_it() {
    let again = after_the_end("type: progress\nat: 2026-03-03 13:00 UTC\nservices: { search: down }");
    assert_in_order(
        &again,
        &["stop[state-move]", "over, and this update speaks of trouble", "type: reopened", "exit 1"],
    );
    let holding = after_the_end("type: holding\nat: 2026-03-03 13:00 UTC\nseverity: critical");
    assert!(holding.contains("type: reopened"), "{holding}");
    let right = after_the_end("type: reopened\nat: 2026-03-03 13:00 UTC\nservices: { search: down }");
    assert!(right.contains("exit 0"), "{right}");
}

#[test]
fn what_partners_were_told_does_not_end_or_reopen_the_public_page() {
    let site = Site::new();
    site.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 12:00 UTC\nservices: { search: recovered }",
        "It works again.",
    )
    .update("03-partners", "type: reopened\nat: 2026-03-03 12:30 UTC\naudience: partners", "It is back.")
    .update(
        "04-public",
        "type: progress\nat: 2026-03-03 13:00 UTC\nservices: { search: down }",
        "It is back.",
    );
    let check = site.check();
    assert!(check.contains("exit 1"), "the public never heard that it is open again: {check}");
}

#[test]
fn planned_work_that_nobody_ended_is_not_over() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Work on Search\nkind: maintenance\n").file(
        "incidents/one/01-first.md",
        "---\ntype: notice\nat: 2026-03-01 10:00 UTC\nwindow: { start: 2026-03-03 10:00 UTC, end: 2026-03-03 12:00 UTC }\nservices: { search: maintenance }\n---\nWe move Search to new machines.\n",
    );
    let home = home(&site, "2026-03-03 13:00 UTC");
    let (_, services) = home.rsplit_once("All services").expect("the services");
    let (_, search) = services.split_once("\nSearch\n").expect("Search");
    let fine = search.find("No known problem").unwrap_or(usize::MAX);
    let planned = search.find("Planned work").expect("the status of Search");
    assert!(planned < fine, "{services}");
}

#[test]
fn a_text_with_the_wrong_ending_is_not_passed_over() {
    let site = Site::new();
    site.file("incidents/one/02-down.md.txt", "---\ntype: progress\n---\nDown.\n");
    let check = site.check();
    assert!(check.contains("No update shows this text.") && check.contains("exit 1"), "{check}");
}

#[test]
fn advice_in_a_sentence_is_not_lost() {
    let site = Site::new();
    site.update(
        "02-new",
        "type: progress\nat: 2026-03-03 12:00 UTC",
        "Better.\n\n## What you should do\nYou can search again.",
    );
    let check = site.check();
    assert!(check.contains("This section needs its points in a list."), "{check}");
}

#[test]
fn a_link_to_what_is_not_public_yet_gives_nothing_away() {
    let site = Site::new();
    site.file("incidents/secret-breach/incident.yaml", "title: Later\nkind: notice\n")
        .file("incidents/secret-breach/01.md", "---\ntype: notice\nat: 2099-01-01 10:00 UTC\n---\nLater.\n")
        .update(
            "02-link",
            "type: progress\nat: 2026-03-03 12:00 UTC",
            "It belongs to [another thing](../secret-breach/).",
        );
    site.build("2026-03-03 13:00 UTC");
    for path in ["index.html", "incidents/one/index.html", "feed.xml", "incidents/one/feed.xml"] {
        assert!(!site.page(path).contains("secret-breach"), "{path}");
    }
    site.build("2099-01-02 13:00 UTC");
    assert!(site.page("incidents/one/index.html").contains("../secret-breach/index.html"));
}

#[test]
fn a_promise_was_late_by_the_measure_of_its_day() {
    let site = Site::new();
    site.file("incidents/one/01-first.md", FIRST.replace("severity: minor", "severity: critical"))
        .update(
            "02-late",
            "type: progress\nat: 2026-03-03 14:20 UTC\nlate_reason: \"We were too slow.\"",
            "Still slow.",
        )
        .update(
            "03-over",
            "type: resolved\nat: 2026-03-03 15:00 UTC\nseverity: minor\nservices: { search: recovered }",
            "It works again.",
        );
    site.build("2026-03-03 16:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("20 minutes"), "{page}");
}

#[test]
fn the_site_is_not_built_into_its_content() {
    let site = Site::new();
    for out in ["content/site", "content", "."] {
        let output = site.run(&["build", "--force", "--now", "2026-03-03 11:00 UTC", "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}");
    }
    assert!(site.content().join("site.yaml").exists());
}

#[test]
fn only_what_had_trouble_works_again() {
    let site = Site::new();
    site.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 12:00 UTC\nservices: { all: recovered }",
        "It works again.",
    );
    site.build("2026-03-03 13:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert_in_order(&page, &["Working again", "Search", "Not affected", "API"]);
}

/// A small site whose incident is over and has come back.
fn again(reopened: &str) -> Site {
    let site = Site::new();
    site.update(
        "02-over",
        "type: resolved\nat: 2026-03-03 12:00 UTC\nservices: { search: recovered }\ndata_lost: \"none\"\nfixed_at: 2026-03-03 11:50 UTC\nfixed_by: \"We replaced a certificate.\"",
        "Search works again.\n\n## What we don't know yet\nNothing is open.\n\n## What you should do\n- You do not need to do anything.",
    );
    site.update(
        "03-again",
        &format!("type: reopened\nat: 2026-03-03 13:00 UTC\nnext_update: 2026-03-03 14:00 UTC\n{reopened}"),
        "Search fails again since 12:50 UTC.",
    );
    site
}

#[test]
fn what_has_come_back_keeps_nothing_of_the_all_clear() {
    let site = again("services: { search: down }");
    // The part that says what is true now; the history below keeps every word.
    let now = |site: &Site, at: &str| {
        let home = home(site, at);
        home.split("Search fails again since 12:50 UTC.").nth(1).expect("the headline").to_owned()
    };
    let page = now(&site, "2026-03-03 13:01 UTC");
    for all_clear in
        ["Nothing was lost", "We replaced a certificate", "You do not need to do anything", "Nothing is open"]
    {
        assert!(!page.contains(all_clear), "{all_clear}: {page}");
    }
    // What the reopening says itself stands, and so does the end before it.
    let site = again("data_lost: \"none\"");
    assert!(now(&site, "2026-03-03 13:01 UTC").contains("Nothing was lost"));
    assert!(home(&site, "2026-03-03 12:59 UTC").contains("We know of no problem"));
}

#[test]
fn a_warning_holds_until_its_condition_and_not_only_after_it() {
    let site = Site::new();
    site.update(
        "02-advice",
        "type: progress\nat: 2026-03-03 12:00 UTC",
        "We are at work.\n\n## What you should do\n- Do not pay again by card. (after: we say here that card payments work)\n- Zahlen Sie bitte nicht noch einmal. (after: wir das hier schreiben)\n- Change your password. (after: we tell you that it is safe)",
    );
    let home = home(&site, "2026-03-03 12:01 UTC");
    assert!(home.contains("Do not pay again by card. Until: we say here that card payments work"), "{home}");
    assert!(home.contains("noch einmal. Until: wir das hier schreiben"), "{home}");
    assert!(home.contains("Change your password. Not yet. Only after this: we tell you"), "{home}");
    let said = text(&site.run(&["say", "one", "--now", "2026-03-03 12:01 UTC"]).stdout);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Until we say here that card payments work: Do not pay again by card."), "{said}");
    assert!(said.contains("Wait until we tell you that it is safe. Then: Change your password."), "{said}");
    let litmus = text(&site.run(&["litmus", "one", "--now", "2026-03-03 12:01 UTC"]).stdout);
    let litmus = litmus.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(litmus.contains("Do not pay again by card. Until: we say here"), "{litmus}");
}

#[test]
fn what_nobody_has_spoken_of_is_not_shown_as_fine_while_something_is_open() {
    let site = Site::new();
    site.update("01-first", "type: holding\nat: 2026-03-03 10:20 UTC\nseverity: major", "Uploads fail.");
    site.build("2026-03-03 11:00 UTC");
    for page in ["index.html", "services/api/index.html", "services/search/index.html"] {
        assert!(!site.page(page).contains("No known problem"), "{page}");
        assert!(site.page(page).contains("Not stated yet"), "{page}");
    }
    let strip = site.page("services/api/index.html");
    assert!(strip.contains("<path class=\"is-not_stated\""), "{strip}");
    // The word that was given counts; the other service still has none.
    site.update(
        "02-more",
        "type: first\nat: 2026-03-03 10:40 UTC\nservices: { api: { not_affected: \"it is apart\" } }",
        "More.",
    );
    site.build("2026-03-03 11:00 UTC");
    assert!(site.page("services/api/index.html").contains("No known problem"));
    assert!(site.page("services/search/index.html").contains("Not stated yet"));
    site.update("03-over", "type: resolved\nat: 2026-03-03 10:50 UTC", "It works.");
    site.build("2026-03-03 11:00 UTC");
    assert!(!site.page("index.html").contains("Not stated yet"));
}

#[test]
fn a_notice_about_no_service_takes_nothing_from_any() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: We are sorry\nkind: notice\n");
    site.update("01-first", "type: notice\nat: 2026-03-03 10:20 UTC", "We are sorry.");
    site.build("2026-03-03 11:00 UTC");
    for page in ["index.html", "incidents/one/index.html"] {
        assert!(!site.page(page).contains("Not stated yet"), "{page}");
    }
    assert!(site.page("index.html").contains("No known problem"));
}

/// Planned work that was moved by a day, began, took longer and ended early in that.
fn moved() -> Site {
    let site = Site::new();
    let window =
        |day, to| format!("window: {{ start: 2026-03-{day} 10:00 UTC, end: 2026-03-{day} {to} UTC }}");
    site.remove("incidents/one/01-first.md")
        .file("incidents/one/incident.yaml", "title: Planned work on Search\nkind: maintenance\n")
        .update(
            "01-planned",
            &format!(
                "type: notice\nat: 2026-03-01 10:00 UTC\nstate: scheduled\nservices: {{ search: maintenance }}\n{}",
                window("05", "14:00")
            ),
            "We move Search to new machines.",
        )
        .update(
            "02-moved",
            &format!("type: notice\nat: 2026-03-02 10:00 UTC\nstate: rescheduled\n{}", window("06", "14:00")),
            "A day later.",
        )
        .update(
            "03-reminder",
            &format!("type: reminder\nat: 2026-03-04 10:00 UTC\nstate: rescheduled\n{}", window("06", "14:00")),
            "Nothing in the plan has changed.",
        )
        .update("04-started", "type: progress\nat: 2026-03-06 10:00 UTC\nstate: in_progress", "We began.")
        .update(
            "05-longer",
            &format!("type: progress\nat: 2026-03-06 13:50 UTC\nstate: extended\n{}", window("06", "15:00")),
            "We need an hour more.",
        )
        .update(
            "06-over",
            "type: resolved\nat: 2026-03-06 14:55 UTC\nstate: completed\nservices: { search: recovered }\n\
             fixed_at: 2026-03-06 14:52 UTC\nfixed_by: \"Search runs on new machines.\"",
            "The work is complete.",
        );
    site
}

#[test]
fn work_that_was_moved_says_since_when_and_is_told_of_as_to_come() {
    let site = moved();
    site.build("2026-03-05 12:00 UTC");
    for page in ["incidents/one/index.html", "history/2026/index.html"] {
        let text = words(&site.page(page));
        assert!(text.contains("Planned, with a new time since 2 March 2026"), "{page}: {text}");
    }
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("Will be paused or limited by planned work"), "{page}");
    site.build("2026-03-06 10:30 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert_in_order(&page, &["Does this affect me?", "Paused or limited by planned work", "Search"]);
    assert!(!page.contains("Will be paused"), "{page}");
}

#[test]
fn an_extension_leaves_the_plan_as_it_was_and_the_end_says_when_it_came() {
    let site = moved();
    site.build("2026-03-06 14:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    let longer = ["Ends", "6 March 2026, 15:00 UTC", "Planned length", "4 hours, extended by 1 hour"];
    assert_in_order(&page, &longer);
    site.build("2026-03-06 16:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    let over = [
        "What happened",
        "The work is complete.",
        "Started",
        "10:00 UTC",
        "Ended",
        "6 March 2026, 14:52 UTC",
        "4 hours, extended by 1 hour",
    ];
    assert_in_order(&page, &over);
    assert_in_order(&page, &["How it ended", "Search runs on new machines."]);
    assert!(!page.contains("What fixed it"), "{page}");
}

/// Search was down, works again, is over, and fails again; much is said only once.
fn carried() -> Site {
    let site = Site::new();
    site.update(
        "01-first",
        "type: first\nat: 2026-03-03 10:20 UTC\nseverity: major\n\
         services:\n  search: down\n  api: { not_affected: \"it is apart\" }\n\
         affected: { count: 900, of: 980, unit: accounts, how_sure: exact }\npassword_change: yes\ndata_access: unknown\n\
         progress:\n  - { what: \"Servers restarted\", done: 2, total: 8 }\n  - { what: \"Cables pulled\", done: 4, total: 4 }",
        "Search is down.\n\n## What we know\nTwo of eight servers are up.\n\n## What we don't know yet\n- Q1: Did anyone read data?",
    )
    .update("02-more", "type: progress\nat: 2026-03-04 09:00 UTC", "We are still at it.")
    .update(
        "03-works",
        "type: progress\nat: 2026-03-04 12:00 UTC\nstate: monitoring\nservices: { search: recovered }",
        "Search works again.\n\n## Answers\n- Q1 cannot be known: There are no logs.",
    )
    .update("04-over", "type: resolved\nat: 2026-03-05 10:00 UTC", "It is over.")
    .update("05-again", "type: reopened\nat: 2026-03-06 10:00 UTC\nservices: { search: down }", "Search fails again.");
    site
}

/// What the page of the incident says of now, without its history.
fn what_is_true(site: &Site, at: &str) -> String {
    site.build(at);
    let page = words(&site.page("incidents/one/index.html"));
    page.split("Updates, newest first").nth(1).expect("the top").to_owned()
}

#[test]
fn what_was_said_before_the_last_word_says_when() {
    let page = what_is_true(&carried(), "2026-03-04 10:00 UTC");
    assert!(page.contains("Two of eight servers are up.\nAs of 3 March 2026."), "{page}");
    assert!(page.contains("900 of 980 accounts (as of 3 March 2026)"), "{page}");
    assert!(page.contains("We do not know yet whether anyone reached data. (as of 3 March 2026)"), "{page}");
    // On the same day, the hour tells more.
    let site = Site::new();
    site.update("02-a", "type: progress\nat: 2026-03-03 11:00 UTC", "A.\n\n## What we know\nIt is a cable.")
        .update("03-b", "type: progress\nat: 2026-03-03 12:00 UTC", "B.");
    assert!(!what_is_true(&site, "2026-03-03 11:30 UTC").contains("As of"));
    let page = what_is_true(&site, "2026-03-03 12:30 UTC");
    assert!(page.contains("It is a cable.\nAs of 3 March 2026, 11:00 UTC."), "{page}");
}

#[test]
fn what_is_past_is_told_as_past() {
    let site = carried();
    let page = what_is_true(&site, "2026-03-04 12:30 UTC");
    assert!(page.contains("How many were affected\n900 of 980 accounts\n"), "{page}");
    assert!(page.contains("Servers restarted: 2 of 8"), "{page}");
    let card =
        text(&site.run(&["litmus", "one", "--format", "json", "--now", "2026-03-04 12:30 UTC"]).stdout);
    assert!(card.contains("How many were affected: 900 of 980 accounts."), "{card}");
    let page = what_is_true(&site, "2026-03-05 12:00 UTC");
    assert!(page.contains("On 3 March 2026 we said: Yes, now."), "{page}");
    let first = std::fs::read_to_string(site.content().join("incidents/one/01-first.md")).expect("a file");
    let other = carried();
    other.file("incidents/one/01-first.md", first.replace("password_change: yes", "password_change: no"));
    let never = what_is_true(&other, "2026-03-05 12:00 UTC");
    assert!(never.contains("Should I change my password? No, you do not need to."), "{never}");
    assert!(!page.contains("Servers restarted") && page.contains("Cables pulled: 4 of 4"), "{page}");
    let page = what_is_true(&site, "2026-03-06 12:00 UTC");
    assert!(!page.contains("Cables pulled") && !page.contains("Two of eight servers"), "{page}");
    assert!(!page.contains("were affected"), "{page}");
}

#[test]
fn what_cannot_be_known_is_nowhere_not_known_yet() {
    let site = carried();
    for at in ["2026-03-04 12:30 UTC", "2026-03-05 12:00 UTC"] {
        let page = what_is_true(&site, at);
        let (_, top) = page.split_once("Does this affect me?").expect("the question");
        assert!(top.contains("Whether anyone reached data is not known."), "{page}");
        for command in
            [&["litmus", "one", "--now", at][..], &["litmus", "one", "--format", "json", "--now", at]]
        {
            let said = text(&site.run(command).stdout);
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains("reached data is not known."), "{at}: {said}");
            assert!(!said.contains("We do not know yet"), "{at}: {said}");
        }
        for channel in ["social", "phone", "staff", "questions"] {
            let said = text(&site.run(&["say", "one", channel, "--now", at]).stdout);
            assert!(!said.contains("not know yet whether"), "{channel} {at}: {said}");
        }
    }
}

#[test]
fn what_was_only_possible_is_not_said_to_be_confirmed() {
    let site = Site::new();
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 11:00 UTC\nimpact:\n  potential: { text: \"Someone could read names.\", how_sure: confirmed }\n  \
         confirmed: { text: \"We do not know yet whether anyone did.\", how_sure: not_known }",
        "More.",
    )
    .update("03-over", "type: resolved\nat: 2026-03-04 11:00 UTC", "It is over.");
    let page = what_is_true(&site, "2026-03-03 12:00 UTC");
    assert!(page.contains("Someone could read names. We are sure that this was possible."), "{page}");
    assert!(page.contains("whether anyone did. (not known yet)"), "{page}");
    let page = what_is_true(&site, "2026-03-04 12:00 UTC");
    assert!(page.contains("On 3 March 2026 we said: We do not know yet whether anyone did."), "{page}");
}

#[test]
fn facts_in_one_line_are_parted_without_a_style() {
    let site = carried();
    site.update("01-correction", "type: correction\nat: 2026-03-03 10:30 UTC\ncorrects: { update: 01-first, said: \"down\", now: \"slow\", why: \"A slip.\", found_at: 2026-03-03 10:25 UTC, matters_because: \"Nobody.\", size: fact }", "It is slow.");
    site.build("2026-03-05 12:00 UTC");
    let year = words(&site.page("history/2026/index.html"));
    let row = "Search is slow\n3 March 2026 · Outage · Major · Over · Lasted 1 day and 23 hours · 5 updates\nSearch";
    assert!(year.contains(row), "{year}");
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("We are looking for the cause · Major\n"), "{page}");
    assert!(words(&site.page("corrections/index.html")).contains("10:30 UTC · A fact was wrong"));
}

#[test]
fn a_number_is_shown_in_groups_and_an_address_is_for_writing() {
    let site = Site::new();
    let contacts = |escalation: &str| {
        format!(
            "name: Example status\nurl: https://status.example.com\ncontacts:\n  \
             - {{ purpose: questions, route: \"tel:+442079460170\", hours: daily }}\n  \
             - {{ purpose: questions, route: \"tel:+44-20-7946-0199\", hours: daily }}\n  \
             - {{ purpose: escalation, route: \"{escalation}\", hours: daily }}\n"
        )
    };
    for (route, said) in [
        ("mailto:ada@example.com", "Please write to ada@example.com:"),
        ("tel:+44-20-7946-0195", "Please call +44 20 7946 0195:"),
        ("https://example.com/ask", "Please write to us at example.com/ask:"),
    ] {
        site.file("site.yaml", contacts(route));
        let phone = text(&site.run(&["say", "one", "phone", "--now", "2026-03-03 10:30 UTC"]).stdout);
        let phone = phone.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(phone.contains(said), "{phone}");
    }
    site.build("2026-03-03 10:30 UTC");
    let page = site.page("incidents/one/index.html");
    assert!(page.contains("<a href=\"tel:+442079460170\">+442 079 460 170</a>"), "{page}");
    assert!(page.contains("<a href=\"tel:+44-20-7946-0199\">+44 20 7946 0199</a>"), "{page}");
    let card = text(&site.run(&["litmus", "one", "--now", "2026-03-03 10:30 UTC"]).stdout);
    assert!(card.contains("+44 20 7946 0199"), "{card}");
}

#[test]
fn a_leak_that_stopped_nothing_is_repaired_and_not_working_again() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: A key was public\nkind: security_incident\n")
        .update(
            "01-first",
            "type: holding\nat: 2026-03-03 10:20 UTC\nseverity: major\nservices: { api: exposed, search: down }\n\
             exposure: { start: 2026-03-01 10:00 UTC, end: ongoing }",
            "A key of ours was public.",
        )
        .update(
            "02-mended",
            "type: progress\nat: 2026-03-03 12:00 UTC\nservices: { api: recovered, search: recovered }",
            "It is mended.",
        );
    site.build("2026-03-03 11:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert!(page.contains("Major Noticed") && !page.contains("Reported to us"), "{page}");
    assert!(page.contains("From 1 March 2026, 10:00 UTC, not ended yet"), "{page}");
    site.build("2026-03-03 12:30 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    assert_in_order(
        &page,
        &["Working again\nSearch", "Repaired\nAPI", "API Repaired", "Search Working again"],
    );
    let feed = site.page("feed.xml");
    assert!(feed.contains("API: Repaired<br>Search: Working again"), "{feed}");
    for command in [["say", "one", "social"], ["litmus", "one", "--format=text"]] {
        let said = text(&site.run(&[&command[..], &["--now", "2026-03-03 12:30 UTC"]].concat()).stdout);
        assert!(said.contains("Repaired: API.") && said.contains("Working again: Search."), "{said}");
    }
}

#[test]
fn headings_hold_what_they_say() {
    let site = Site::new();
    site.update(
        "01-first",
        "type: first\nat: 2026-03-03 10:20 UTC\nservices: { all: { checking: \"we look\" } }\nnext_update: 2026-03-05 10:00 UTC",
        "Search is slow.\n\n## What we don't know yet\n- Q1: Why?\n- Q2: Since when?\n\n\
         ## What you should do\n### Everyone else\n- Wait.\n### Developers\n- Stop your jobs.",
    )
    .update("02-more", "type: progress\nat: 2026-03-04 10:00 UTC", "More.\n\n## Answers\n- Q1: A cable.");
    site.build("2026-03-04 11:00 UTC");
    let page = words(&site.page("incidents/one/index.html"));
    let top = [
        "What should I do?\nDevelopers",
        "Everyone else",
        "What we don’t know yet\nSince when?",
        "Answered since\nWhy? A cable.",
        "All services Being checked we look",
        "came on 4 March 2026, 10:00 UTC.",
    ];
    assert_in_order(&page, &top);
    assert!(site.page("feed.xml").contains("All services: Being checked"));
    let card = text(&site.run(&["litmus", "one", "--now", "2026-03-04 11:00 UTC"]).stdout);
    assert_in_order(&card, &["Stop your jobs.", "Wait."]);
}
