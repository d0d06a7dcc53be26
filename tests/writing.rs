//! The commands that write, with flags as scripts use them. `tests/asking.rs` asks them as people are.

mod support;

use proptest::prelude::*;
use support::fernhill::{INCIDENT, LATER, NOW, done, first, hold, read, refused, site};
use support::{Site, assert_in_order, files, text, words};

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
fn s0_01_an_apology_that_explains_without_owning_is_flagged() {
    let site = site();
    let printed = done(&site, &["new", "apology", "--print", "--now", NOW]);
    assert_in_order(&printed, &["What it was like", "An explanation is not an apology"]);
    let apologise = |wrong: &str| {
        let title = ["--title", "We left your letters unanswered", "--speaker", "mara-quist"];
        let lead = ["--words", "You wrote to us three times, and heard nothing for six days."];
        let rest = ["--wrong", wrong, "--next", "none: This is all.", "--severity", "minor", "--now", NOW];
        let args: Vec<&str> = ["new", "apology"].into_iter().chain(title).chain(lead).chain(rest).collect();
        let output = site.run(&args);
        format!("{}{}", text(&output.stdout), text(&output.stderr))
    };
    let said = apologise("Miscommunications happen, and there was a misunderstanding between two teams.");
    assert!(said.contains("[L5]"), "{said}");
    // Owning it passes.
    let said = apologise(
        "We let you down: we read your letters and did not answer them. That was our fault. We are sorry that you waited six days.",
    );
    assert!(!said.contains("[L5]") && said.contains("01-notice.md"), "{said}");
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
            "by 3 March 2026, 15:00 UTC",
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
    // All that is missing is said at once, each with an example.
    assert_in_order(
        &said,
        &[
            "2 things are missing",
            "--service ticket-shop=partial",
            "`ticket-shop`",
            "`checking`",
            "--next \"+30 min\"",
            "When do readers hear more?",
        ],
    );
    let (_, said) = refused(&site, &["hold", "--now", LATER]);
    assert_in_order(&said, &["3 things are missing", "\"Some card payments fail", "--service", "--next"]);
    let (_, said) = refused(&site, &["correct", "--size", "typo", "--right", "x", "--now", LATER]);
    assert_in_order(&said, &["2 things are missing", "--said", "--why"]);
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
    assert_in_order(
        &said,
        &["2 things are missing", "--question \"Was any order lost?", "`nothing`", "--words"],
    );
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
    assert_in_order(&said, &["2 things are missing", "--late", "30 minutes late", "--question"]);
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
fn an_incident_in_german_is_told_in_german() {
    let site = site();
    let at = |now: &'static str| ["--now", now];
    let run = |args: &[&str], now: &'static str| {
        let args: Vec<&str> = args.iter().copied().chain(at(now)).collect();
        done(&site, &args)
    };
    run(
        &[
            "hold",
            "Seit 09:00 UTC schlagen einige Kartenzahlungen fehl",
            "--language",
            "de",
            "--service",
            "payments=partial",
            "--next",
            "+30 min",
        ],
        NOW,
    );
    let incident = "incidents/2026-03-03-schlagen-einige-kartenzahlungen-fehl";
    assert_in_order(
        &read(&site, &format!("{incident}/incident.yaml")),
        &["impact_began_at: 2026-03-03 09:00 UTC", "language: de"],
    );
    assert!(read(&site, &format!("{incident}/01-holding.md")).ends_with(
        "---\nSeit 09:00 UTC schlagen einige Kartenzahlungen fehl.\n\nWir wissen davon und arbeiten daran.\n\n\
         ## Was Sie tun sollten\n- Sie müssen noch nichts tun.\n"
    ));
    run(
        &[
            "update",
            "--severity",
            "major",
            "--speaker",
            "mara-quist",
            "--words",
            "Jede dritte Kartenzahlung schlägt seit 09:02 UTC fehl.",
            "--impact",
            "Sie sehen die Meldung: Zahlung nicht möglich. Ihre Karte wird nicht belastet.",
            "--question",
            "Wurde eine Karte ohne Buchung belastet? (bis 12:00 UTC)",
            "--did",
            "09:10 UTC Wir haben die Kollegen von der Bezahlung gerufen.",
            "--do",
            "Zahlen Sie per Überweisung, wenn Sie können. (bis 2026-03-04)",
            "--do",
            "Entwickler: Sie müssen nichts tun.",
            "--service",
            "payments=partial",
            "--service",
            "all=not_affected: er nimmt Bestellungen wie gewohnt an",
            "--next",
            "10:45 UTC",
        ],
        LATER,
    );
    assert_in_order(
        &read(&site, &format!("{incident}/02-first.md")),
        &[
            "## Was Sie bemerken",
            "## Was wir noch nicht wissen\n- Q1 (by 2026-03-03 12:00 UTC): Wurde eine Karte",
            "## Was wir tun",
            "## Was Sie tun sollten\n### Alle\n- Zahlen Sie",
            "### Entwickler\n- Sie müssen nichts tun.",
        ],
    );
    run(
        &[
            "correct",
            "--said",
            "Jede dritte Kartenzahlung",
            "--right",
            "Jede fünfte Kartenzahlung",
            "--why",
            "Wir haben eine Bank doppelt gezählt.",
            "--matters",
            "Niemand muss etwas tun.",
            "--size",
            "fact",
        ],
        "2026-03-03 09:50 UTC",
    );
    assert_in_order(
        &read(&site, &format!("{incident}/03-correction.md")),
        &[
            "schrieben wir: „Jede dritte Kartenzahlung“. Das war falsch. Richtig ist:",
            "## Was wir falsch gemacht haben",
        ],
    );
    run(
        &[
            "resolve",
            "--words",
            "Kartenzahlungen funktionieren seit 10:30 UTC wieder. Sie schlugen 90 Minuten lang fehl.",
            "--answer",
            "Q1: Nein. Wir haben alle 412 Zahlungen mit der Bank verglichen.",
            "--fixed-at",
            "10:30 UTC",
            "--fixed-by",
            "Die Bank hat ein Zertifikat ersetzt.",
            "--data-lost",
            "none",
            "--review",
            "2026-03-17",
        ],
        "2026-03-03 10:40 UTC",
    );
    assert_in_order(
        &read(&site, &format!("{incident}/04-resolved.md")),
        &["Es ist vorbei. Unser Rückblick folgt bis 2026-03-17.", "## Antworten", "- Sie müssen nichts tun."],
    );
    let said = done(&site, &["check", "--now", "2026-03-03 10:41 UTC"]);
    assert!(said.contains("nothing found"), "{said}");
    site.build("2026-03-03 10:41 UTC");
    let page = words(&site.page(&format!("{incident}/index.html")));
    assert!(page.contains("Wurde eine Karte ohne Buchung belastet?"), "{page}");

    // In a language without templates the writer is told, unless the site has its own.
    let french = ["new", "outage", "--language", "fr", "--print", "--title", "x", "--now", NOW];
    let output = site.run(&french);
    assert!(
        text(&output.stderr).contains("There is no built-in template in `fr`"),
        "{}",
        text(&output.stderr)
    );
    site.file("templates/first.md", "---\ntype: first\nat:\n---\n{lead}\n");
    let output = site.run(&french);
    assert!(text(&output.stderr).is_empty(), "{}", text(&output.stderr));
}

#[test]
fn a_site_is_not_begun_in_a_language_that_its_pages_have_no_words_for() {
    let site = Site::empty();
    let answers = [
        "init",
        "--name",
        "F",
        "--url",
        "status.f.example",
        "--services",
        "Shop",
        "--ask",
        "a@f.example",
        "--hours",
        "Always",
        "--escalation",
        "b@f.example",
        "--language",
        "tlh",
    ];
    let (status, said) = refused(&site, &answers);
    assert_eq!(status, 2);
    assert!(said.contains("there are no interface words in the language `tlh`"), "{said}");
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

/// Ends the incident with flags, and with these besides.
fn resolved<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let usual = [
        "resolve",
        "--fixed-by",
        "The bank replaced a certificate.",
        "--data-lost",
        "none",
        "--review",
        "2026-03-17",
        "--now",
        LATER,
    ];
    usual.into_iter().chain(more.iter().copied()).collect()
}

const OVER: &str = "Some card payments failed from 09:00 to 09:40 UTC. They work again.";

#[test]
fn all_that_an_end_lacks_is_named_at_once_and_an_honest_end_passes() {
    let site = site();
    hold(&site);
    let (status, said) = refused(&site, &["resolve", "--now", LATER]);
    assert_eq!(status, 2);
    assert_in_order(
        &said,
        &[
            "6 things are missing",
            "--service \"ticket-shop=not_affected: we tested it\"",
            "--fixed-by \"We replaced",
            "--data-lost none",
            "--review 2026-03-17",
            "--question \"Was any order lost? (by 18:00 UTC)\"",
            "`nothing`, if nothing is open",
            "--words",
        ],
    );
    let more = ["--words", OVER, "--service", "all=not_affected: it takes orders as usual", "--question"];
    for (nothing, written) in [
        ("Nothing is open.", "Nothing is open."),
        ("nothing", "Nothing is open."),
        ("there are no open questions", "There are no open questions."),
    ] {
        let printed = done(&site, &resolved(&[&more[..], &[nothing, "--print"]].concat()));
        assert!(printed.contains(&format!("## What we don't know yet\n{written}\n")), "{printed}");
    }
    let both = [&more[..], &["nothing", "--question", "Why?"]].concat();
    assert!(refused(&site, &resolved(&both)).1.contains("do not go together"));
    done(&site, &resolved(&[&more[..], &["Nothing is open."]].concat()));
    let end = read(&site, &format!("{INCIDENT}/02-resolved.md"));
    assert_in_order(&end, &["payments: recovered", "## What we don't know yet\nNothing is open.\n"]);
    site.build("2026-03-03 09:44 UTC");
}

#[test]
fn an_end_in_german_knows_that_nothing_is_open() {
    let site = site();
    done(
        &site,
        &[
            "hold",
            "Einige Zahlungen schlagen fehl, seit 09:00 UTC.",
            "--language",
            "de",
            "--service",
            "payments=partial",
            "--next",
            "+30 min",
            "--now",
            NOW,
        ],
    );
    let more =
        ["--words", "Zahlungen funktionieren wieder.", "--service", "all=not_affected: eigene Rechner"];
    for (nothing, written) in
        [("nichts", "Nichts ist offen."), ("Es ist nichts offen.", "Es ist nichts offen.")]
    {
        let printed = done(&site, &resolved(&[&more[..], &["--question", nothing, "--print"]].concat()));
        assert!(printed.contains(&format!("## Was wir noch nicht wissen\n{written}\n")), "{printed}");
    }
}

#[test]
fn each_open_question_is_named_with_its_answer_to_give() {
    let site = site();
    hold(&site);
    first(&site);
    let (_, said) = refused(&site, &resolved(&["--words", OVER]));
    assert_in_order(&said, &["`--answer` is missing", "Was any card charged", "--answer \"Q1: …\""]);
}

#[test]
fn words_from_a_file_say_what_to_do_and_keep_what_flags_say() {
    let site = site();
    hold(&site);
    site.file("words.md", format!("{OVER}\n\n## Impact\nYou saw an error.\n"));
    let file = site.content().join("words.md");
    let file = file.to_str().expect("UTF-8");
    let more = ["--service", "all=not_affected: it takes orders as usual", "--question", "nothing"];
    let printed = done(&site, &resolved(&[&more[..], &["--words-file", file, "--print"]].concat()));
    assert_in_order(
        &printed,
        &[
            "## Impact\nYou saw an error.",
            "## What we don't know yet\nNothing is open.",
            "## What you should do\n- You do not need to do anything.",
        ],
    );
}

#[test]
fn what_the_command_writes_of_its_own_never_stops_it() {
    let site = site();
    hold(&site);
    first(&site);
    let more = ["--words", OVER, "--answer", "Q1: No.", "--service", "payments=partial"];
    let (status, said) = refused(&site, &resolved(&more));
    assert_eq!(status, 1);
    assert_in_order(
        &said,
        &[
            "stop[state-move]",
            "that a service still has trouble",
            "in `--service` or `--state`",
            "1 thing stops",
        ],
    );
    assert!(!said.contains("This is over."), "{said}");
    // What is said of one service leaves the others as the end means them.
    let more =
        ["--words", OVER, "--answer", "Q1: No.", "--service", "ticket-shop=not_affected: it has its own"];
    done(&site, &resolved(&more));
    assert!(read(&site, &format!("{INCIDENT}/03-resolved.md")).contains("payments: recovered"));
}

#[test]
fn soon_after_the_first_word_a_short_update_and_a_correction_go_out() {
    let site = site();
    hold(&site);
    let owed = done(&site, &["owed", "--now", LATER]);
    assert!(owed.contains("Say what you do not know yet"), "{owed}");
    done(
        &site,
        &[
            "update",
            "--type",
            "progress",
            "--words",
            "We are replacing a certificate.",
            "--next",
            "+30 min",
            "--now",
            LATER,
        ],
    );
    done(
        &site,
        &[
            "correct",
            "--said",
            "Some card payments",
            "--right",
            "Most card payments",
            "--why",
            "We counted wrong.",
            "--matters",
            "Nobody needs to do anything.",
            "--size",
            "fact",
            "--now",
            "2026-03-03 09:50 UTC",
        ],
    );
    site.build("2026-03-03 09:51 UTC");
    // From the time on at which it is owed, it is asked for.
    let late = [
        "update",
        "--words",
        "It goes on.",
        "--next",
        "+30 min",
        "--type",
        "progress",
        "--late",
        "We were on the phone.",
    ];
    let (_, said) = refused(&site, &[&late[..], &["--now", "2026-03-03 10:20 UTC"]].concat());
    assert_in_order(&said, &["`--question` is missing", "`nothing`"]);
}

#[test]
fn what_is_found_before_it_is_written_names_the_flag() {
    let site = site();
    hold(&site);
    let update = ["update", "--type", "progress", "--next", "+30 min", "--now", LATER];
    let (_, said) = refused(
        &site,
        &[&update[..], &["--words", "It is so.", "--impact", "You see <b>an error</b>."]].concat(),
    );
    assert_in_order(&said, &["This is HTML", "in `--impact`", "You see <b>an error</b>."]);
    assert!(!said.contains("02-progress.md"), "{said}");
    let (_, said) = refused(
        &site,
        &[&update[..], &["--words", "It is so.", "--late", "", "--service", "payments=not_affected: x"]]
            .concat(),
    );
    assert!(!said.contains("02-progress.md"), "{said}");
}

#[test]
fn a_day_in_another_order_is_given_back_in_the_right_one() {
    let site = site();
    let (_, said) = refused(
        &site,
        &[
            "hold",
            "It is slow.",
            "--service",
            "payments=slow",
            "--next",
            "29.11.2026 15:50 UTC",
            "--now",
            NOW,
        ],
    );
    assert!(said.contains("`2026-11-29 15:50 UTC`"), "{said}");
    hold(&site);
    let (_, said) =
        refused(&site, &["resolve", "--words", OVER, "--fixed-at", "3.3.2026 09:30 UTC", "--now", LATER]);
    assert!(said.contains("`2026-03-03 09:30 UTC`"), "{said}");
}

#[test]
fn commands_say_what_they_do_and_where_to_begin() {
    let empty = Site::empty();
    let (_, said) = refused(&empty, &["check"]);
    assert!(said.contains("`candor init`"), "{said}");
    let (_, said) = refused(&empty, &["serve"]);
    assert!(said.contains("`candor init`"), "{said}");
    let (_, said) = refused(&empty, &["init", "--name", "Fernhill Tickets"]);
    assert_in_order(&said, &["5 things are missing", "--url https://", "--escalation"]);
    let help = done(&empty, &["--help"]);
    assert!(help.contains("Write the first word") && !help.contains("Publish the first word"), "{help}");
    let help = done(&empty, &["hold", "--help"]);
    assert!(help.contains("Write as if it were this instant"), "{help}");
}

#[test]
fn the_only_open_incident_is_meant_where_none_is_named() {
    let site = site();
    let (_, said) = refused(&site, &["litmus", "--now", NOW]);
    assert!(said.contains("There is no incident yet."), "{said}");
    hold(&site);
    let card = done(&site, &["litmus", "--now", LATER]);
    assert!(card.contains("Some card payments fail"), "{card}");
    // One address for two purposes is one way to ask.
    assert!(card.contains("2 ways, all with hours"), "{card}");
    let sms = done(&site, &["say", "sms", "--now", LATER]);
    assert!(sms.contains("card payments fail"), "{sms}");
    done(
        &site,
        &["hold", "Search is slow.", "--service", "ticket-shop=slow", "--next", "+1 h", "--now", LATER],
    );
    let (_, said) = refused(&site, &["say", "--now", LATER]);
    assert_in_order(&said, &["Several incidents are open", "some-card-payments-fail"]);
    let said = done(
        &site,
        &["hold", "Sign-in fails.", "--service", "ticket-shop=down", "--next", "+1 h", "--now", LATER],
    );
    assert!(said.contains("help@fernhill.example; mara.quist@fernhill.example"), "{said}");
}

#[test]
fn what_is_found_in_the_title_names_the_title_and_no_file() {
    let site = site();
    site.file("services.yaml", "services:\n  - { id: payments, name: Payments, internal_names: [paydb] }\n");
    let hold = ["hold", "The paydb is down.", "--service", "payments=down", "--next", "+1 h", "--now", NOW];
    let (status, said) = refused(&site, &hold);
    assert_eq!(status, 1, "{said}");
    assert_in_order(
        &said,
        &["stop[C1]", "The title says `paydb`", "in the title", "`--title`", "The paydb is down"],
    );
    assert!(!said.contains("incident.yaml"), "{said}");
}
