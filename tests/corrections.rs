//! Words that a correction names are struck through wherever the page shows them,
//! at its top as well as in the update, and are nowhere left as if they were right.

mod support;

use support::Site;

/// One update whose words stand in every place that a page shows, and a correction of `said`.
fn corrected(said: &str, now: &str) -> Site {
    let site = Site::new();
    site.update(
        "01-first",
        "type: first\nat: 2026-03-03 10:20 UTC\nseverity: minor\nspeaker: ada\n\
         statement: \"The grey cables failed.\"\n\
         services:\n  search: { slow: \"behind the red cables\" }\n  api: { not_affected: \"it uses the blue cables\" }\n\
         next_update: 2026-03-03 14:00 UTC",
        "Search is slow behind the pink cables.\n\n\
         ## Impact\nThe gold cables are slow.\n\n\
         ## What we don't know yet\n- Q1: Are the teal cables worn?\n- Q2: Who laid them?\n\n\
         ## Answers\n- Q2: The makers of the lime cables.\n\n\
         ## What we are doing\n- 10:00 UTC We pulled the plum cables.\n\n\
         ## What you should do\n- Use the ruby cables. [How](https://help.example.com/jade-cables)\n\n\
         ## More on the onyx cables\nThey are long.",
    );
    site.update(
        "02-correction",
        &format!(
            "type: correction\nat: 2026-03-03 11:00 UTC\ncorrects:\n  update: 01-first\n  said: \"{said}\"\n  now: \"{now}\"\n  \
             why: \"We misread a label.\"\n  found_at: 2026-03-03 10:50 UTC\n  matters_because: \"Nobody has to do anything.\"\n  size: fact"
        ),
        "## Impact of this correction\nWe named a wrong part.",
    );
    site
}

/// The text of a page or feed without what is struck through and without the correction's own account.
fn unmarked(text: &str) -> String {
    let mut left = String::new();
    for (at, part) in text.split("<del>").enumerate() {
        left.push_str(if at == 0 { part } else { part.split_once("</del>").map_or("", |(_, rest)| rest) });
    }
    left
}

#[test]
fn wrong_words_are_struck_in_every_place_that_shows_them() {
    for said in [
        "grey cables",
        "red cables",
        "blue cables",
        "pink cables",
        "gold cables",
        "teal cables",
        "lime cables",
        "plum cables",
        "ruby cables",
        "https://help.example.com/jade-cables",
        "onyx cables",
    ] {
        let site = corrected(said, "other wires");
        site.build("2026-03-03 12:00 UTC");
        for page in ["index.html", "incidents/one/index.html", "feed.xml", "incidents/one/feed.xml"] {
            let text = site.page(page).replace("&lt;", "<").replace("&gt;", ">");
            let left = unmarked(&text);
            assert!(!left.contains(said), "`{said}` stands unmarked in {page}:\n{left}");
        }
        let page = site.page("incidents/one/index.html");
        assert!(page.contains("<a class=\"fixed\""), "`{said}`: no link to the correction");
    }
}

#[test]
fn where_nothing_can_be_struck_the_right_words_stand() {
    let site = corrected("pink cables", "brown cables");
    site.build("2026-03-03 12:00 UTC");
    let wanted = "Search is slow behind the [corrected: brown cables].";
    assert!(site.page("index.html").contains(&format!("name=\"description\" content=\"{wanted}\"")));
    assert!(site.page("feed.xml").contains(wanted));
}

#[test]
fn the_right_words_stand_beside_the_wrong_ones() {
    let site = corrected("pink cables", "*brown* cables");
    site.build("2026-03-03 12:00 UTC");
    let mark = "<del>pink cables</del> <a class=\"fixed\" href=\"#update-02-correction\">\
                [Corrected on 3 March 2026, 11:00 UTC: brown cables]</a>.";
    assert!(site.page("incidents/one/index.html").contains(mark));
    assert!(site.page("feed.xml").contains(": brown cables]"));
    // What is too long for a line is read where the link leads, and not cut.
    let long = "brown cables ".repeat(20);
    let site = corrected("pink cables", long.trim());
    site.build("2026-03-03 12:00 UTC");
    let page = site.page("incidents/one/index.html");
    assert!(page.contains("\">Corrected on 3 March 2026, 11:00 UTC</a>."), "{page}");
}

#[test]
fn a_status_that_a_correction_states_anew_is_marked() {
    let site = corrected("grey cables", "brown cables");
    let path = site.content().join("incidents/one/02-correction.md");
    let text = std::fs::read_to_string(&path).expect("the correction");
    let anew = "size: fact\nservices: { api: partial, search: recovered }";
    std::fs::write(&path, text.replace("size: fact", anew)).expect("a file that can be written");
    site.build("2026-03-03 12:00 UTC");
    let page = site.page("incidents/one/index.html");
    let (_, first) = page.split_once("id=\"update-01-first\"").expect("the first update");
    let said = support::words(first);
    let mark =
        "API Not affected it uses the blue cables [Corrected on 3 March 2026, 11:00 UTC: Partly working]";
    assert!(said.contains(mark), "{said}");
    assert_eq!(first.matches("<del>").count(), 3, "the statement, the status, the account below: {first}");
    let feed = site.page("feed.xml");
    assert!(feed.contains("API: <del>Not affected"), "{feed}");
}

#[test]
fn a_feed_item_says_all_that_its_update_says_of_services_and_of_what_comes() {
    let site = Site::new();
    site.update(
        "01-first",
        "type: first\nat: 2026-03-03 10:20 UTC\nservices: { search: slow, all: { checking: \"we look at it\" } }\n\
         next_update: { none: \"Nobody can do more today.\" }",
        "Search is slow.",
    );
    site.build("2026-03-03 12:00 UTC");
    let feed = site.page("feed.xml");
    for wanted in ["All other services: Being checked (we look at it)", "Nobody can do more today."] {
        assert!(feed.contains(wanted), "`{wanted}` is not in:\n{feed}");
    }
}

#[test]
fn a_feed_item_of_a_correction_says_what_was_wrong_and_leads_to_it() {
    let site = corrected_first_word();
    site.build("2026-03-03 10:50 UTC");
    for path in ["feed.xml", "incidents/one/feed.xml"] {
        let feed = site.page(path);
        support::assert_in_order(
            &feed,
            &[
                "<title>[Correction] Search is slow, 3 March 2026: Correction</title>",
                "<b>Said on:</b> <a href=\"https://status.example.com/incidents/one/#update-01-holding\">3 March 2026, 10:20 UTC</a>",
                "<b>We said:</b> <del>10:02 UTC</del>",
                "<b>Right is:</b> <ins>09:40 UTC</ins>",
                "<b>How it happened:</b> We misread a graph.",
                "<b>Why it matters to you:</b> Look further back.",
                "<b>Noticed on:</b> 3 March 2026, 10:35 UTC",
                "We named a wrong time.",
            ],
        );
    }
}

#[test]
fn a_feed_item_says_that_it_is_late_how_far_the_work_is_and_when_it_may_be_over() {
    let site = Site::new();
    site.update(
        "02-progress",
        "type: progress\nat: 2026-03-03 15:20 UTC\nstate: fixing\nlate_reason: We were testing.\n\
         progress: [{ what: Servers done, done: 24, total: 40, as_of: 2026-03-03 14:10 UTC }]\n\
         estimate: { text: Done by about 15:00 UTC., basis: Half took 40 minutes., how_sure: estimate }\n\
         next_update: 2026-03-03 16:00 UTC",
        "We repair it.",
    );
    site.build("2026-03-03 15:30 UTC");
    let feed = site.page("feed.xml");
    support::assert_in_order(
        &feed,
        &[
            "<title>Search is slow, 3 March 2026: We are repairing it</title>",
            "This update came 1 hour and 20 minutes later than promised. We were testing.",
            "We repair it.",
            "Servers done: 24 of 40",
            "<b>Our estimate:</b> Done by about 15:00 UTC. Why we think so: Half took 40 minutes.",
        ],
    );
}

#[test]
fn before_the_correction_nothing_is_struck() {
    let site = corrected("ruby cables", "jade cables");
    site.build("2026-03-03 10:30 UTC");
    let home = site.page("index.html");
    assert!(home.contains("Use the ruby cables.") && !home.contains("<del>"), "{home}");
}

/// The first word of an outage and a correction of when it began, as the commands write them.
fn corrected_first_word() -> Site {
    let site = Site::new();
    site.remove("incidents/one/01-first.md")
        .update(
            "01-holding",
            "type: holding\nat: 2026-03-03 10:20 UTC\nservices: { search: down }\nnext_update: 2026-03-03 11:00 UTC",
            "Search fails with an error since 10:02 UTC.\n\n## What you should do\n- You do not need to do anything yet.",
        )
        .update(
            "02-correction",
            "type: correction\nat: 2026-03-03 10:40 UTC\ncorrects:\n  update: 01-holding\n  said: 10:02 UTC\n  now: 09:40 UTC\n  \
             why: We misread a graph.\n  found_at: 2026-03-03 10:35 UTC\n  matters_because: Look further back.\n  size: fact\n\
             next_update: 2026-03-03 11:20 UTC",
            "We named a wrong time. It began at 09:40 UTC.",
        );
    site
}

#[test]
fn a_correction_leaves_what_happened_in_its_place() {
    let site = corrected_first_word();
    site.build("2026-03-03 10:50 UTC");
    for page in ["index.html", "incidents/one/index.html"] {
        let text = support::words(&site.page(page));
        support::assert_in_order(
            &text,
            &[
                "What happened",
                "Search fails with an error since 10:02 UTC [Corrected on 3 March 2026, 10:40 UTC: 09:40 UTC].",
                "Correction 3 March 2026, 10:40 UTC",
                "We named a wrong time. It began at 09:40 UTC.",
                "Does this affect me?",
            ],
        );
    }
    let told = "Search fails with an error since [corrected: 09:40 UTC].";
    assert!(
        site.page("incidents/one/index.html").contains(&format!("name=\"description\" content=\"{told}\""))
    );
    assert!(site.page("feed.xml").contains(&format!("<p>What this is about: {told}</p>")));
    let card = support::text(&site.run(&["litmus", "one", "--now", "2026-03-03 10:50 UTC"]).stdout);
    assert!(card.contains("Search fails with an error since [corrected: 09:40"), "{card}");
    assert!(card.contains("Correction: We named a wrong time."), "{card}");
}

#[test]
fn the_next_word_on_what_happened_takes_the_place_of_both() {
    let site = corrected_first_word();
    site.update(
        "03-progress",
        "type: progress\nat: 2026-03-03 11:10 UTC\nnext_update: 2026-03-03 12:00 UTC",
        "Search answers again for half of you.",
    );
    site.build("2026-03-03 11:15 UTC");
    let home = support::words(&site.page("index.html"));
    support::assert_in_order(
        &home,
        &["What happened", "Search answers again for half of you.", "Does this affect me?"],
    );
    assert!(!home.contains("We named a wrong time"), "{home}");
}

#[test]
fn every_channel_tells_what_a_correction_is_about() {
    let site = corrected_first_word();
    let told = "Search fails with an error since 09:40 UTC.";
    for channel in ["social", "email", "slack", "teams", "press", "staff", "questions"] {
        let said = support::text(&site.run(&["say", "one", channel, "--now", "2026-03-03 10:50 UTC"]).stdout);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&format!("What this is about: {told}")), "{channel}:\n{said}");
    }
    for channel in ["x", "bluesky", "mastodon"] {
        let said = support::text(&site.run(&["say", "one", channel, "--now", "2026-03-03 10:50 UTC"]).stdout);
        assert!(said.contains("What this is about: Search is slow."), "{channel}:\n{said}");
    }
}
