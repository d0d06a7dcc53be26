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
fn before_the_correction_nothing_is_struck() {
    let site = corrected("ruby cables", "jade cables");
    site.build("2026-03-03 10:30 UTC");
    let home = site.page("index.html");
    assert!(home.contains("Use the ruby cables.") && !home.contains("<del>"), "{home}");
}
