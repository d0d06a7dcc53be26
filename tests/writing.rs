//! The commands that write: with flags as scripts use them, with questions
//! through a pseudo-terminal as people do, and what is left when they stop.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rexpect::session::{PtySession, spawn_command};
use support::{Site, assert_in_order, files, text, words};

const NOW: &str = "2026-03-03 09:15 UTC";
const LATER: &str = "2026-03-03 09:43 UTC";

/// A site made by `init`, with nothing in it yet.
fn site() -> Site {
    let site = Site::empty();
    let output = site.run(&[
        "init",
        "--name",
        "Fernhill Tickets",
        "--url",
        "status.fernhill.example",
        "--services",
        "Ticket shop, Payments",
        "--ask",
        "help@fernhill.example",
        "--hours",
        "Every day, 06:00 to 22:00 UTC",
        "--escalation",
        "mara.quist@fernhill.example",
        "--speaker",
        "Mara Quist",
        "--speaker-title",
        "Head of Operations",
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    site
}

/// Runs a command that has to succeed; what it printed.
fn done(site: &Site, args: &[&str]) -> String {
    let output = site.run(args);
    assert!(output.status.success(), "{args:?}\n{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Runs a command that has to be refused; its status and what it said.
fn refused(site: &Site, args: &[&str]) -> (i32, String) {
    let before = snapshot(site);
    let output = site.run(args);
    assert!(!output.status.success(), "{args:?}\n{}", text(&output.stdout));
    assert_eq!(snapshot(site), before, "a command that is refused changes nothing: {args:?}");
    (output.status.code().unwrap_or(-1), text(&output.stderr))
}

fn snapshot(site: &Site) -> BTreeMap<String, Vec<u8>> {
    files(site.path())
}

fn hold(site: &Site) {
    done(
        site,
        &[
            "hold",
            "Some card payments fail with an error since 09:00 UTC.",
            "--service",
            "payments=partial",
            "--next",
            "+30 min",
            "--now",
            NOW,
        ],
    );
}

const INCIDENT: &str = "incidents/2026-03-03-some-card-payments-fail";

fn first(site: &Site) {
    done(
        site,
        &[
            "update",
            "--now",
            LATER,
            "--severity",
            "major",
            "--speaker",
            "mara-quist",
            "--words",
            "About one card payment in three fails since 09:02 UTC.",
            "--impact",
            "You see the message: payment not possible. Your card is not charged.",
            "--question",
            "Was any card charged without a ticket? (by 12:00 UTC)",
            "--did",
            "09:10 UTC We called in the payments team.",
            "--do",
            "Choose bank transfer if you can.",
            "--do",
            "Developers: You do not need to do anything.",
            "--service",
            "payments=partial: one card payment in three fails",
            "--service",
            "all=not_affected: it takes orders as usual",
            "--next",
            "10:45 UTC",
        ],
    );
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.content().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

// As flags.

#[test]
fn s1_09_one_line_and_a_time_make_a_page_that_can_be_published() {
    let site = site();
    hold(&site);
    assert_eq!(
        read(&site, &format!("{INCIDENT}/01-holding.md")),
        "---\ntype: holding\nat: 2026-03-03 09:15 UTC\nstate: investigating\nservices:\n  payments: partial\n\
         next_update: 2026-03-03 09:45 UTC\n---\nSome card payments fail with an error since 09:00 UTC.\n\n\
         We know, and we are working on it.\n\n## What you should do\n- You do not need to do anything yet.\n"
    );
    assert_eq!(
        read(&site, &format!("{INCIDENT}/incident.yaml")),
        "title: Some card payments fail with an error\nkind: outage\nimpact_began_at: 2026-03-03 09:00 UTC\n"
    );
    assert!(done(&site, &["check", "--now", NOW]).contains("nothing found"));
    site.build("2026-03-03 09:16 UTC");
    assert_in_order(
        &words(&site.page("index.html")),
        &[
            "Some card payments fail",
            "We know, and we are working on it.",
            "Next update by 3 March 2026, 09:45 UTC",
        ],
    );
}

#[test]
fn s1_24_the_writer_sees_the_five_answers_that_a_reader_takes_away() {
    let site = site();
    let said = done(
        &site,
        &[
            "hold",
            "Payments fail since 09:00 UTC.",
            "--service",
            "payments=down",
            "--next",
            "09:45 UTC",
            "--now",
            NOW,
        ],
    );
    assert_in_order(
        &said,
        &[
            "What happened?",
            "Payments fail since 09:00 UTC.",
            "Am I affected?",
            "Payments",
            "What do I do?",
            "You do not need to do anything yet.",
            "When do I hear more?",
            "09:45 UTC",
            "Who do I ask?",
            "help@fernhill.example",
        ],
    );
}

#[test]
fn s0_14_s0_15_a_new_site_says_where_to_ask_and_whom_to_reach_when_let_down() {
    let site = site();
    hold(&site);
    site.build("2026-03-03 09:16 UTC");
    let page = words(&site.page(&format!("{INCIDENT}/index.html")));
    assert!(page.contains("help@fernhill.example"), "{page}");
    assert_in_order(&page, &["If we have let you down", "mara.quist@fernhill.example"]);
}

#[test]
fn s0_19_first_words_start_with_what_it_is_like_for_readers() {
    let site = site();
    for (command, what) in [("hold", None), ("new", Some("outage"))] {
        let mut args = vec![command];
        args.extend(what);
        args.extend(["--print", "--now", NOW, "--next", "+30 min"]);
        if command == "hold" {
            args.extend(["Payments fail.", "--service", "payments=down"]);
        }
        let printed = done(&site, &args);
        let body = printed.splitn(3, "---\n").nth(2).expect("words");
        let prompt = body.lines().next().expect("a prompt");
        assert!(
            prompt.starts_with("<!-- ") && (prompt.contains("notice") || prompt.contains("readers")),
            "{prompt}"
        );
        assert!(!prompt.to_lowercase().contains("cause") || prompt.contains("No cause"), "{prompt}");
    }
}

#[test]
fn s0_01_the_template_of_an_apology_asks_for_owning_it() {
    let printed = done(&site(), &["new", "apology", "--print", "--now", NOW]);
    assert_in_order(&printed, &["What it was like", "An explanation is not an apology"]);
}

#[test]
fn s2_18_s3_13_the_template_of_a_review_asks_about_luck_and_what_readers_told() {
    let site = site();
    hold(&site);
    let printed = done(&site, &["postmortem", "some-card", "--print", "--now", LATER]);
    assert_in_order(&printed, &["Would we tell again", "## What readers told us"]);
}

#[test]
fn s4_03_a_report_in_public_is_answered_in_one_command() {
    let site = site();
    let said = done(
        &site,
        &[
            "hold",
            "that somebody can read the names of ticket buyers",
            "--report",
            "https://forum.example/t/42",
            "--next",
            "15:00 UTC",
            "--now",
            NOW,
        ],
    );
    let path =
        said.lines().find_map(|line| line.strip_prefix("Wrote content/").filter(|p| p.contains(".md")));
    let update = read(&site, path.expect("an update"));
    assert_in_order(
        &update,
        &[
            "We have seen [a public report](https://forum.example/t/42)",
            "We are checking whether it is right.",
            "by 2026-03-03 15:00 UTC",
            "Thank you",
            "mailto:help@fernhill.example",
        ],
    );
    assert!(done(&site, &["check", "--now", NOW]).contains("nothing found"), "{update}");
}

#[test]
fn s1_07_where_we_said_this_is_noted_and_shown() {
    let site = site();
    hold(&site);
    let path = format!("{INCIDENT}/01-holding.md");
    let before = read(&site, &path);
    done(
        &site,
        &[
            "sent",
            "payments",
            "Mastodon",
            "https://social.example/@fernhill/1",
            "--now",
            "2026-03-03 09:16 UTC",
        ],
    );
    done(&site, &["sent", "payments", "E-mail, to all", "--now", "2026-03-03 09:18 UTC"]);
    let after = read(&site, &path);
    assert!(
        after.contains("  - { channel: \"E-mail, to all\", sent_at: 2026-03-03 09:18 UTC }\n"),
        "{after}"
    );
    let without: String = after
        .lines()
        .filter(|l| !l.starts_with("channels:") && !l.contains("channel:"))
        .flat_map(|l| [l, "\n"])
        .collect();
    assert_eq!(without, before);
    site.build("2026-03-03 09:20 UTC");
    let page = words(&site.page(&format!("{INCIDENT}/index.html")));
    assert_in_order(&page, &["Mastodon", "09:16 UTC"]);
    assert!(page.contains("E-mail, to all"), "{page}");
}

#[test]
fn s1_26_a_practice_is_on_no_page_and_can_be_built_apart() {
    let site = site();
    done(
        &site,
        &[
            "hold",
            "Payments fail.",
            "--service",
            "payments=down",
            "--next",
            "+30 min",
            "--drill",
            "--now",
            NOW,
        ],
    );
    site.build("2026-03-03 09:20 UTC");
    assert!(!site.page("index.html").contains("Payments fail"));
    done(&site, &["build", "--drill", "--out", "practice", "--now", "2026-03-03 09:20 UTC"]);
    let practice = std::fs::read_to_string(site.path().join("practice/index.html")).expect("a page");
    let page = words(&practice);
    assert_in_order(&page, &["Exercise", "Payments fail"]);
    for path in files(&site.path().join("practice")).keys().filter(|path| path.contains(".html")) {
        let text = std::fs::read_to_string(site.path().join("practice").join(path)).expect("a page");
        assert!(words(&text).contains("Exercise"), "{path} does not say that it is an exercise");
    }
}

#[test]
fn an_incident_is_told_from_the_first_word_to_the_review_with_flags_alone() {
    let site = site();
    hold(&site);
    first(&site);
    let update = read(&site, &format!("{INCIDENT}/02-first.md"));
    assert_in_order(
        &update,
        &[
            "type: first",
            "speaker: mara-quist",
            "- Q1 (by 2026-03-03 12:00 UTC): Was any card charged without a ticket?",
            "- 09:10 UTC We called in the payments team.",
            "### Everyone\n- Choose bank transfer if you can.\n### Developers\n- You do not need",
        ],
    );
    done(
        &site,
        &[
            "update",
            "--type",
            "no_change",
            "--words",
            "Nothing changes for you. We have ruled out our own network.",
            "--next",
            "11:45 UTC",
            "--now",
            "2026-03-03 10:44 UTC",
        ],
    );
    done(
        &site,
        &[
            "resolve",
            "--words",
            "Card payments work again since 11:30 UTC. One in three failed for two and a half hours. Nobody was charged without a ticket.",
            "--impact",
            "You saw the message: payment not possible. It lasted from 09:02 to 11:30 UTC. No data was lost.",
            "--answer",
            "Q1: No. We compared all payments with the bank.",
            "--fixed-at",
            "11:30 UTC",
            "--fixed-by",
            "We replaced a certificate that had run out.",
            "--data-lost",
            "none",
            "--review",
            "2026-03-17",
            "--wrong",
            "We did not watch the date on which the certificate runs out. I am sorry for the tickets you could not buy.",
            "--now",
            "2026-03-03 11:40 UTC",
        ],
    );
    let end = read(&site, &format!("{INCIDENT}/04-resolved.md"));
    assert_in_order(
        &end,
        &[
            "state: resolved",
            "payments: recovered",
            "data_lost: none",
            "We replaced a certificate",
            "due: 2026-03-17",
        ],
    );
    let check = done(&site, &["check", "--now", "2026-03-03 11:41 UTC"]);
    assert!(check.contains("nothing found") || !check.contains("stop"), "{check}");
    done(
        &site,
        &[
            "reopen",
            "--words",
            "Some card payments fail again since 13:00 UTC.",
            "--service",
            "payments=partial",
            "--next",
            "13:40 UTC",
            "--now",
            "2026-03-03 13:10 UTC",
        ],
    );
    assert!(read(&site, &format!("{INCIDENT}/05-reopened.md")).contains("type: reopened"));
    done(&site, &["build", "--now", "2026-03-03 13:11 UTC"]);
}

#[test]
fn what_is_missing_is_named_with_its_values_and_never_asked_in_a_script() {
    let site = site();
    hold(&site);
    let (status, said) = refused(&site, &["hold", "Search is slow.", "--now", LATER]);
    assert_eq!(status, 2);
    assert_in_order(&said, &["`--service` is missing", "`ticket-shop`", "`checking`"]);
    let (_, said) = refused(&site, &["hold", "Search is slow.", "--service", "payment=down", "--now", LATER]);
    assert!(said.contains("Did you mean `payments`?"), "{said}");
    let (_, said) =
        refused(&site, &["hold", "Search is slow.", "--service", "payments=downn", "--now", LATER]);
    assert_in_order(&said, &["`downn` is not a service status", "`down`"]);
    let (_, said) = refused(&site, &["hold", "It is slow.", "--service", "payments=slow", "--now", LATER]);
    assert_in_order(&said, &["`--next` is missing", "`+30 min`"]);
    let (_, said) = refused(
        &site,
        &["hold", "It is slow.", "--service", "payments=slow", "--next", "14:00", "--now", LATER],
    );
    assert!(said.contains("14:00 UTC"), "{said}");
    let (_, said) = refused(&site, &["update", "--next", "+30 min", "--now", LATER]);
    assert!(said.contains("`--words` is missing"), "{said}");
    let (_, said) = refused(&site, &["update", "payment-outage", "--words", "x", "--now", LATER]);
    assert!(said.contains("There is no incident `payment-outage`."), "{said}");
    let (_, said) = refused(
        &site,
        &["update", "--words", "Still so.", "--state", "fixed", "--next", "+1 h", "--now", LATER],
    );
    assert!(said.contains("`monitoring`"), "{said}");
    let (_, said) = refused(
        &site,
        &["update", "--words", "It goes on.", "--next", "+1 h", "--now", "2026-03-03 10:15 UTC"],
    );
    assert_in_order(&said, &["`--late` is missing", "30 minutes late"]);
}

#[test]
fn a_text_that_would_stop_a_publication_is_not_written() {
    let site = site();
    let (status, said) = refused(
        &site,
        &["hold", "Payments <b>fail</b>.", "--service", "payments=down", "--next", "+30 min", "--now", NOW],
    );
    assert_eq!(status, 1);
    assert_in_order(&said, &["stop[raw-html]", "Nothing was written."]);
}

#[test]
fn prompts_never_reach_a_file_and_one_left_in_by_hand_is_reported() {
    let site = site();
    hold(&site);
    for (path, bytes) in files(&site.content()) {
        let text = text(&bytes);
        assert!(!text.contains("<!--") && !text.contains("#?"), "{path}:\n{text}");
    }
    let path = format!("{INCIDENT}/01-holding.md");
    let with = format!("{}<!-- What people may notice -->\n", read(&site, &path));
    site.file(&path, with);
    let output = site.run(&["check", "--now", NOW]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("A comment is still in the text."));
}

#[test]
fn a_site_lays_its_own_template_over_each() {
    let site = site();
    site.file(
        "templates/holding.md",
        "---\ntype: holding\nat:\nstate:\nservices:\nnext_update:\n---\n{lead} Our team is on it.\n\n## What you should do\n- Please wait.\n",
    );
    hold(&site);
    assert!(
        read(&site, &format!("{INCIDENT}/01-holding.md")).contains("since 09:00 UTC. Our team is on it.")
    );
    assert!(done(&site, &["check", "--now", NOW]).contains("nothing found"));
    site.file("templates/holdng.md", "---\n---\n");
    let output = site.run(&["check", "--now", NOW]);
    assert!(text(&output.stderr).contains("Rename it to `holding.md`."), "{}", text(&output.stderr));
}

#[test]
fn every_template_becomes_a_text_that_can_be_read() {
    for template in candor::read::TEMPLATES {
        let site = site();
        hold(&site);
        let printed = done(
            &site,
            &["update", "--print", "--template", template, "--words", "Payments fail.", "--now", LATER],
        );
        assert!(
            printed.starts_with("---\n") && printed.contains("<!--") && printed.contains("Payments fail."),
            "{template}:\n{printed}"
        );
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let site = site();
    hold(&site);
    let (status, said) = refused(&site, &["init", "--name", "Other", "--now", NOW]);
    assert_eq!(status, 2);
    assert!(said.contains("There is a site"), "{said}");
    let (_, said) = refused(
        &site,
        &[
            "hold",
            "Other words.",
            "--service",
            "payments=down",
            "--next",
            "+1 h",
            "--id",
            "2026-03-03-some-card-payments-fail",
            "--now",
            NOW,
        ],
    );
    assert!(said.contains("nothing is overwritten") || said.contains("stop"), "{said}");
    // The same words once more become another incident.
    hold(&site);
    assert!(site.content().join("incidents/2026-03-03-some-card-payments-fail-2/01-holding.md").exists());
}

#[test]
fn a_numbered_site_goes_on_counting() {
    let site = Site::new();
    site.file("incidents/EX-2026-0007/incident.yaml", "title: Uploads fail\nkind: outage\n").file(
        "incidents/EX-2026-0007/01.md",
        "---\ntype: holding\nat: 2026-03-03 12:00 UTC\nnext_update: 2026-03-03 13:00 UTC\n---\nUploads fail.\n",
    );
    done(
        &site,
        &[
            "hold",
            "Search fails.",
            "--service",
            "search=down",
            "--next",
            "+1 h",
            "--now",
            "2026-03-04 10:00 UTC",
        ],
    );
    assert!(site.content().join("incidents/EX-2026-0008/01-holding.md").exists());
}

#[test]
fn words_for_some_readers_are_checked_and_lie_where_no_public_build_looks() {
    let site = site();
    hold(&site);
    let notice = [
        "update",
        "--for",
        "partners",
        "--template",
        "embargoed",
        "--type",
        "notice",
        "--words",
        "Somebody with a link can read the names of ticket buyers.",
        "--set",
        "embargo={ until: 2026-03-10 17:00 UTC }",
        "--next",
        "+1 day",
        "--now",
        LATER,
    ];
    done(&site, &notice);
    let text = read(&site, &format!("{INCIDENT}/for-partners/02-notice.md"));
    assert_in_order(
        &text,
        &[
            "audience: partners",
            "tlp: AMBER",
            "embargo: { until: 2026-03-10 17:00 UTC }",
            "TLP:AMBER",
            "names of ticket buyers",
            "TLP:AMBER",
        ],
    );
    site.build("2026-03-03 09:45 UTC");
    for (path, bytes) in files(&site.out()) {
        assert!(!support::text(&bytes).contains("names of ticket buyers"), "{path}");
    }
    done(&site, &notice);
    assert!(site.content().join(format!("{INCIDENT}/for-partners/03-notice.md")).exists());
    let (status, _) = refused(
        &site,
        &[
            "update", "--for", "partners", "--words", "<b>x</b>", "--next", "+1 day", "--type", "notice",
            "--now", LATER,
        ],
    );
    assert_eq!(status, 1);
}

// The lock and corrections.

#[test]
fn published_words_are_sealed_and_from_then_on_only_corrected() {
    let site = site();
    hold(&site);
    first(&site);
    let at = ["--now", "2026-03-03 09:50 UTC"];
    assert!(!done(&site, &["check", at[0], at[1]]).contains("sealed"));
    let said = done(&site, &["seal", at[0], at[1]]);
    assert!(said.contains("2 updates sealed now, 2 in content/published.lock"), "{said}");
    let lock = read(&site, "published.lock");
    assert!(done(&site, &["seal", at[0], at[1]]).contains("0 updates sealed now"));
    assert_eq!(read(&site, "published.lock"), lock, "lines are added, never changed");

    let path = format!("{INCIDENT}/02-first.md");
    let good = read(&site, &path);
    site.file(&path, good.replace("in three", "in five"));
    let output = site.run(&["check", at[0], at[1]]);
    assert_eq!(output.status.code(), Some(1));
    assert_in_order(&text(&output.stderr), &["stop[G2]", "has changed since"]);
    assert_eq!(
        site.run(&["seal", at[0], at[1]]).status.code(),
        Some(1),
        "a changed text is not sealed again"
    );
    assert_eq!(read(&site, "published.lock"), lock);

    site.file(&path, &good);
    let output = site.run(&[
        "update",
        "--type",
        "no_change",
        "--words",
        "We have ruled out our own network.",
        "--next",
        "10:45 UTC",
        "--draft",
        "--now",
        "2026-03-03 09:54 UTC",
    ]);
    assert!(output.status.success() && !text(&output.stderr).contains("sealed"), "{}", text(&output.stderr));
    site.remove(&format!("{INCIDENT}/03-no-change.md"));
    let said = done(
        &site,
        &[
            "correct",
            "--said",
            "About one card payment in three",
            "--right",
            "About one card payment in five",
            "--why",
            "We counted one bank twice.",
            "--matters",
            "If you chose another way to pay, that was not wrong. You do not need to do anything.",
            "--size",
            "fact",
            "--speaker",
            "mara-quist",
            "--now",
            "2026-03-03 09:55 UTC",
        ],
    );
    assert!(said.contains("03-correction.md"), "{said}");
    let correction = read(&site, &format!("{INCIDENT}/03-correction.md"));
    assert_in_order(
        &correction,
        &["update: \"02-first\"", "found_at: 2026-03-03 09:55 UTC", "next_update: 2026-03-03 10:45 UTC"],
    );
    let output = site.run(&["check", "--now", "2026-03-03 09:56 UTC"]);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("Published and not sealed yet is"), "{}", text(&output.stderr));

    // The wrong words stay where they were, struck through; the correction is its own item.
    site.build("2026-03-03 09:56 UTC");
    let page = site.page(&format!("{INCIDENT}/index.html"));
    assert!(page.contains("<del") && words(&page).contains("About one card payment in three"), "{page}");
    assert!(site.page("feed.xml").contains("[Correction]"));
    assert!(words(&site.page("corrections/index.html")).contains("We counted one bank twice."));
}

#[test]
fn a_slip_of_the_pen_is_mended_and_logged_without_noise() {
    let site = site();
    hold(&site);
    first(&site);
    done(&site, &["seal", "--now", "2026-03-03 09:50 UTC"]);
    let path = format!("{INCIDENT}/02-first.md");
    let before = read(&site, &path);
    let typo = [
        "correct",
        "--said",
        "We called in the payments team",
        "--right",
        "We called in our payments team",
        "--why",
        "One word was wrong.",
        "--size",
        "typo",
        "--now",
        "2026-03-03 09:55 UTC",
    ];
    done(&site, &typo);
    assert_eq!(read(&site, &path), before.replace("in the payments team", "in our payments team"));
    assert!(read(&site, "published.lock").ends_with("/02-first typo: One word was wrong.\n"));
    assert!(site.run(&["check", "--now", "2026-03-03 09:56 UTC"]).status.success());
    site.build("2026-03-03 09:56 UTC");
    assert_eq!(site.page("feed.xml").matches("<item>").count(), 2, "no item for a letter");
    // Written by hand as an update of its own, it calls nobody either, and is among the corrections.
    site.file(
        &format!("{INCIDENT}/03-letter.md"),
        "---\ntype: correction\nat: 2026-03-03 09:58 UTC\nspeaker: mara-quist\ncorrects:\n  update: 02-first\n  said: Your card is not charged.\n  now: Your card is never charged.\n  why: \"A slip.\"\n  found_at: 2026-03-03 09:57 UTC\n  size: typo\nnext_update: 2026-03-03 10:45 UTC\n---\nWe have mended a word.\n",
    );
    site.build("2026-03-03 09:59 UTC");
    assert_eq!(site.page("feed.xml").matches("<item>").count(), 2, "no item for a letter");
    assert!(words(&site.page("corrections/index.html")).contains("A slip in spelling"));
    site.remove(&format!("{INCIDENT}/03-letter.md"));
    // What changes more than the spelling is refused.
    let (status, said) = refused(
        &site,
        &[
            "correct",
            "--said",
            "- Choose bank transfer if you can.",
            "--right",
            "Choose.",
            "--why",
            "x",
            "--size",
            "typo",
            "--now",
            "2026-03-03 09:57 UTC",
        ],
    );
    assert_eq!(status, 1);
    assert!(said.contains("changes more than the spelling"), "{said}");
    let (_, said) = refused(&site, &["correct", "--said", "words that nobody wrote", "--now", LATER]);
    assert!(said.contains("do not stand in any published update"), "{said}");
}

#[test]
fn a_change_keeps_comments_order_and_line_ends() {
    let site = site();
    let update = "---\r\n# first word\r\ntype: holding   # in a hurry\r\nat: 2026-03-03 09:15 UTC\r\nchannels:\r\n- channel: SMS # to all\r\n  sent_at: 2026-03-03 09:16 UTC\r\nnext_update: 2026-03-03 09:45 UTC\r\n---\r\nPayments fail.  \r\n";
    site.file("incidents/one/incident.yaml", "title: Payments fail\nkind: outage\n")
        .file("incidents/one/01.md", update);
    done(&site, &["sent", "one", "X", "--now", "2026-03-03 09:20 UTC"]);
    let after = read(&site, "incidents/one/01.md");
    let line = "- { channel: X, sent_at: 2026-03-03 09:20 UTC }\r\n";
    let lf = after.replace(line, "");
    assert_eq!(lf.replace("- { channel: X, sent_at: 2026-03-03 09:20 UTC }\n", ""), update, "{after:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn an_edit_that_adds_keeps_every_other_byte(
        before in prop::collection::vec(line(), 0..6),
        has in prop::sample::select(vec![0_usize, 1, 2, 3, 4]),
        after in prop::collection::vec(line(), 0..6),
        crlf in any::<bool>(),
        channel in "[A-Za-z ,:#{}'\"]{1,20}",
    ) {
        let list = [
            "",
            "channels:\n  - { channel: SMS, sent_at: 2026-03-03 09:16 UTC } # by hand\n",
            "channels: # where\n- channel: SMS\n  # at once\n  sent_at: 2026-03-03 09:16 UTC\n",
            "channels: [{ channel: SMS, sent_at: 2026-03-03 09:16 UTC }]\n",
            "channels:\n    -   channel: SMS\n        sent_at: 2026-03-03 09:16 UTC\n\n",
        ][has];
        let mut seen = Vec::new();
        let mut unique = |lines: Vec<(String, String)>| -> String {
            lines.into_iter().filter(|(key, _)| { let new = !seen.contains(key); seen.push(key.clone()); new || key.is_empty() }).map(|(_, line)| line).collect()
        };
        let (before, after) = (unique(before), unique(after));
        let mut text = format!("---\n{before}{list}{after}at: 2026-03-03 09:15 UTC\n---\nWords: - [x] \n\nat: no fact\n");
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let at = candor::model::time::Instant::parse("2026-03-03 09:20 UTC").expect("a time");
        match candor::write::channel(&text, channel.trim(), at, None) {
            Ok(new) => {
                prop_assert!(candor::yaml::is_longer(&text, &new), "{text}\n→\n{new}");
                prop_assert!(new.len() > text.len());
                prop_assert!(new.ends_with(&text[text.rfind("---").expect("a fence")..]));
            }
            // To refuse is allowed; to change something else is not.
            Err(error) => prop_assert!(error == candor::write::ChangeError::NotAlone || error == candor::write::ChangeError::Unreadable),
        }
    }
}

/// A key and its line, or a comment, or an empty line.
fn line() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        Just((String::new(), "\n".to_owned())),
        "[a-z ]{0,12}".prop_map(|words| (String::new(), format!("# {words}\n"))),
        ("[b-z][a-z_]{1,6}", "[a-z0-9 ]{1,10}")
            .prop_map(|(key, value)| { (key.clone(), format!("{key}: \"{value}\"  # why\n")) }),
        "[b-z][a-z_]{1,6}".prop_map(|key| (
            key.clone(),
            format!("{key}:\n  api: {{ slow: \"a, b\" }}\n  # between\n  all: checking\n")
        )),
        "[b-z][a-z_]{1,6}"
            .prop_map(|key| (key.clone(), format!("{key}: |\n  One.\n\n  Two: three # four\n"))),
    ]
}

// In a terminal.

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const SPACE: &str = " ";
const CTRL_C: &str = "\x03";

/// A talk with the program, which counts what it takes.
struct Talk {
    session: PtySession,
    keys: usize,
    questions: usize,
}

impl Talk {
    fn begin(site: &Site, args: &[&str], editor: Option<&str>) -> Self {
        Self::begin_in(site, args, editor, None)
    }

    /// With another folder for what is only there for a while.
    fn begin_in(site: &Site, args: &[&str], editor: Option<&str>, room: Option<&Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command
            .current_dir(site.path())
            .args(args)
            .env("NO_COLOR", "1")
            .env("TERM", "xterm")
            .env_remove("VISUAL");
        match editor {
            Some(editor) => command.env("EDITOR", editor),
            None => command.env_remove("EDITOR"),
        };
        if let Some(room) = room {
            command.env("TMPDIR", room);
        }
        let session = spawn_command(command, Some(20_000)).expect("a terminal");
        Self { session, keys: 0, questions: 0 }
    }

    /// Waits for the question and types the answer.
    fn answer(&mut self, question: &str, keys: &[&str]) -> &mut Self {
        self.session.exp_string(question).unwrap_or_else(|error| panic!("`{question}`: {error}"));
        self.questions += 1;
        for key in keys {
            self.session.send(key).expect("keys");
            self.session.flush().expect("keys");
            self.keys += if key.starts_with('\x1b') { 1 } else { key.chars().count() };
        }
        self
    }

    /// Waits for the end; everything that was printed since the last answer.
    fn end(&mut self, status: i32) -> String {
        let rest = self.session.exp_eof().expect("the end");
        let ended = self.session.process().wait().expect("a status");
        assert!(format!("{ended:?}").contains(&format!(", {status})")), "{ended:?}\n{rest}");
        rest
    }
}

#[test]
fn from_an_empty_folder_to_a_first_published_word_in_under_two_minutes() {
    let started = Instant::now();
    let site = Site::empty();
    let mut keys = 0;
    let mut questions = 0;
    let mut talk = Talk::begin(&site, &["init"], None);
    talk.answer("Whose status page is it?", &["Fernhill Tickets", ENTER])
        .answer("At which address", &["status.fernhill.example", ENTER])
        .answer("What do your customers use?", &["Ticket shop, Payments", ENTER])
        .answer("Where can people ask?", &["help@fernhill.example", ENTER])
        .answer("When does somebody answer there?", &["Every day, 06:00 to 22:00 UTC", ENTER])
        .answer("who can be reached in person?", &["mara@fernhill.example", ENTER])
        .answer("Who speaks on the page?", &["Mara Quist", ENTER])
        .answer("And their title?", &["Head of Operations", ENTER]);
    talk.end(0);
    (keys, questions) = (keys + talk.keys + "candor init".len() + 1, questions + talk.questions);

    let line = "Some card payments fail with an error since 09:00 UTC";
    let mut talk = Talk::begin(&site, &["hold", line, "--now", NOW], None);
    talk.answer("What is it?", &[ENTER])
        .answer("What has trouble?", &[DOWN, SPACE, ENTER])
        .answer("How is it there?", &[DOWN, ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    let said = talk.end(0);
    (keys, questions) =
        (keys + talk.keys + "candor hold \"\"".len() + line.len() + 1, questions + talk.questions);
    assert!(said.contains("What a reader takes away:"), "{said}");
    let update = read(&site, &format!("{INCIDENT}/01-holding.md"));
    assert_in_order(
        &update,
        &["payments: partial", "next_update: 2026-03-03 10:15 UTC", "We know, and we are working on it."],
    );
    site.build("2026-03-03 09:16 UTC");
    keys += "candor build".len() + 1;
    assert!(words(&site.page("index.html")).contains("Some card payments fail"));

    // A person who types 200 keys a minute, 40 words, and thinks two seconds at each question.
    let person = Duration::from_millis(u64::try_from(keys * 300 + questions * 2_000).expect("a time"));
    println!(
        "first word: {questions} questions, {keys} keys, {person:?} for a person, {:?} for the program",
        started.elapsed()
    );
    assert!(questions <= 12, "{questions} questions");
    assert!(person < Duration::from_secs(120), "{keys} keys and {questions} questions take {person:?}");
}

#[test]
fn a_progress_update_in_under_one_minute() {
    let site = site();
    hold(&site);
    first(&site);
    let line = "We know the cause: a certificate ran out. We are replacing it with the bank.";
    let mut talk = Talk::begin(&site, &["update", "--now", "2026-03-03 10:40 UTC"], None);
    talk.answer("What sort of update?", &[ENTER])
        .answer("Where does it stand?", &[DOWN, DOWN, ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer("What has changed?", &[line, ENTER]);
    talk.end(0);
    let keys = talk.keys + "candor update\r".len() + "candor build\r".len();
    let person = Duration::from_millis(u64::try_from(keys * 300 + talk.questions * 2_000).expect("a time"));
    println!("progress: {} questions, {keys} keys, {person:?} for a person", talk.questions);
    assert!(person < Duration::from_secs(60), "{person:?}");
    let update = read(&site, &format!("{INCIDENT}/03-progress.md"));
    assert_in_order(&update, &["type: progress", "state: fixing", "next_update: 2026-03-03 11:40 UTC", line]);
}

#[test]
fn an_update_opens_with_what_readers_still_wait_for() {
    let site = site();
    hold(&site);
    first(&site);
    let mut talk = Talk::begin(&site, &["update", "--now", "2026-03-03 11:00 UTC"], None);
    let shown = talk.session.exp_string("What sort of update?").expect("the question");
    assert_in_order(&shown, &["Open: Q1", "Was any card charged", "late", "Next update"]);
    talk.session.send(ENTER).expect("keys");
    talk.session.flush().expect("keys");
    talk.answer(
        "You promised 2026-03-03 10:45 UTC, and are 15 minutes late. Why?",
        &["We were on the phone.", ENTER],
    );
    talk.answer("Where does it stand?", &[CTRL_C]);
    assert!(talk.end(130).contains("Nothing was written."));
}

#[test]
fn interrupted_anywhere_nothing_is_left_behind() {
    let site = site();
    hold(&site);
    let before = snapshot(&site);
    let mut talk = Talk::begin(&site, &["hold", "Search is slow.", "--now", LATER], None);
    talk.answer("What is it?", &[ENTER]).answer("What has trouble?", &[CTRL_C]);
    assert!(talk.end(130).contains("Nothing was written."));
    assert_eq!(snapshot(&site), before);

    // While the editor has the terminal: the file that it was given goes too.
    let room = tempfile::tempdir().expect("a folder");
    let slow = editor(&site, "echo the editor is open; sleep 20");
    let before = snapshot(&site);
    let mut talk = Talk::begin_in(&site, &["resolve", "--now", LATER], Some(&slow), Some(room.path()));
    talk.answer("When did it work again?", &[ENTER])
        .answer("What fixed it", &["A new certificate.", ENTER])
        .answer("Was any data lost?", &[ENTER])
        .answer("On which day", &[ENTER])
        .answer("What stopped working", &[ENTER])
        .answer("the editor is open", &[CTRL_C]);
    talk.end(2);
    assert_eq!(snapshot(&site), before);
    assert!(files(room.path()).is_empty(), "nothing is left where the editor's file was");
}

/// An editor that runs a line of shell on the file.
fn editor(site: &Site, script: &str) -> String {
    let path = site.path().join("editor.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("an editor");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("an editor");
    }
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn words_are_written_in_the_editor_and_checked_when_it_closes() {
    let site = site();
    hold(&site);
    first(&site);
    // First it leaves HTML in, then, opened again, mends it.
    let editor = editor(
        &site,
        "cp \"$1\" seen.$(ls seen.* 2>/dev/null | wc -l)\nif grep -q '<b>' \"$1\"; then sed -i 's/<b>//' \"$1\"; else sed -i 's/^<!-- What has changed.*/We are <b>replacing a certificate./' \"$1\"; fi",
    );
    let mut talk = Talk::begin(
        &site,
        &["update", "--now", "2026-03-03 10:40 UTC", "--next", "11:40 UTC"],
        Some(&editor),
    );
    talk.answer("What sort of update?", &[ENTER])
        .answer("Where does it stand?", &[ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("What has changed?", &[ENTER])
        .answer("This is HTML", &[])
        .answer("What now?", &[ENTER]);
    let said = talk.end(0);
    assert!(said.contains("03-progress.md"), "{said}");
    let seen = std::fs::read_to_string(site.path().join("seen.0")).expect("what the editor saw");
    assert_in_order(
        &seen,
        &["next_update: 2026-03-03 11:40 UTC", "<!-- Open: Q1", "## Answers", "<!-- Answers to questions"],
    );
    let update = read(&site, &format!("{INCIDENT}/03-progress.md"));
    assert!(update.ends_with("---\nWe are replacing a certificate.\n"), "{update}");
    assert!(!update.contains("#?"), "{update}");
}

#[test]
fn an_editor_that_is_closed_without_a_word_writes_nothing() {
    let site = site();
    let before_editor = editor(&site, "true");
    let before = snapshot(&site);
    let mut talk = Talk::begin(
        &site,
        &["new", "outage", "--title", "Payments fail", "--now", NOW],
        Some(&before_editor),
    );
    talk.answer("How bad is it", &[ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("What has trouble?", &[SPACE, ENTER])
        .answer("How is it there?", &[ENTER])
        .answer("How is everything else?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    assert!(talk.end(130).contains("You wrote nothing"));
    assert_eq!(snapshot(&site), before);
}

#[test]
fn without_an_editor_the_words_are_asked_for_part_by_part() {
    let site = site();
    hold(&site);
    let mut talk = Talk::begin(&site, &["update", "--now", LATER], None);
    talk.answer("What sort of update?", &[ENTER])
        .answer("Where does it stand?", &[ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("How is the rest (Ticket shop)?", &[DOWN, ENTER])
        .answer("How do you know?", &["it takes orders as usual", ENTER])
        .answer("How bad is it for customers?", &[ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer(
            "What has happened, and since when?",
            &["About one card payment in three fails since 09:02 UTC.", ENTER],
        )
        .answer("How does it affect people?", &["You see an error, and your card is not charged.", ENTER])
        .answer(
            "What do you not know yet?",
            &["Was any card charged without a ticket? (by 12:00 UTC)", ENTER],
        )
        .answer("And?", &[ENTER])
        .answer("What have you done?", &["09:10 UTC We called in the payments team.", ENTER])
        .answer("And?", &[ENTER])
        .answer("What should people do?", &["Choose bank transfer if you can.", ENTER])
        .answer("And?", &[ENTER]);
    talk.end(0);
    let update = read(&site, &format!("{INCIDENT}/02-first.md"));
    assert_in_order(
        &update,
        &[
            "severity: major",
            "speaker: mara-quist",
            "ticket-shop: { not_affected: it takes orders as usual }",
            "## Impact\nYou see an error",
            "- Q1 (by 2026-03-03 12:00 UTC): Was any card",
            "- 09:10 UTC We called",
            "- Choose bank transfer",
        ],
    );
    site.build("2026-03-03 09:44 UTC");
}

#[test]
fn a_correction_is_asked_for_in_plain_words() {
    let site = site();
    hold(&site);
    first(&site);
    let mut talk =
        Talk::begin(&site, &["correct", "--now", "2026-03-03 09:55 UTC", "--speaker", "mara-quist"], None);
    talk.answer("Which words were wrong?", &["no such words", ENTER]);
    talk.session.exp_string("do not stand in any published update").expect("a hint");
    for _ in 0.."no such words".len() {
        talk.session.send("\x7f").expect("keys");
    }
    talk.session.send("About one card payment in three").expect("keys");
    talk.session.send(ENTER).expect("keys");
    talk.session.flush().expect("keys");
    talk.answer("What are the right words?", &["About one card payment in five", ENTER])
        .answer("What was wrong?", &[ENTER])
        .answer("How did the mistake come about?", &["We counted one bank twice.", ENTER])
        .answer("Who may have acted", &["Nobody needs to do anything.", ENTER])
        .answer("Who noticed it?", &[DOWN, ENTER]);
    let said = talk.end(0);
    assert!(said.contains("03-correction.md"), "{said}");
    assert_in_order(
        &read(&site, &format!("{INCIDENT}/03-correction.md")),
        &["said: About one card payment in three", "found_by: reader", "size: fact"],
    );
}
