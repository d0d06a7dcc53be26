//! The texts for all other channels, from the example site and from small ones.
//! The golden files are texts that a person can judge; `SNAPSHOTS=overwrite` renews them.

mod support;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;
use snapbox::{Data, assert_data_eq, str};
use support::{Site, candor, example, text};

/// What `say` prints for one update of the example, as JSON; each is asked once.
fn said(incident: &str, update: &str) -> &'static Value {
    static ALL: OnceLock<BTreeMap<(String, String), Value>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        updates().into_iter().map(|(i, u)| ((i.clone(), u.clone()), asked(&i, &u))).collect()
    });
    &all[&(incident.to_owned(), update.to_owned())]
}

fn asked(incident: &str, update: &str) -> Value {
    let content = example();
    let folder = tempfile::tempdir().expect("a scratch folder");
    let args = [
        "say",
        incident,
        "--update",
        update,
        "--format",
        "json",
        "--content",
        content.to_str().expect("UTF-8"),
    ];
    let output = candor(folder.path(), &args);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
}

/// The text of one file of a channel of the example.
fn example_text(incident: &str, update: &str, file: &str) -> String {
    let said = said(incident, update);
    let found = said["texts"].as_array().expect("texts").iter().find_map(|one| one["files"][file].as_str());
    found.unwrap_or_else(|| panic!("{file} is not there")).to_owned()
}

/// All updates of the example: incident and update.
fn updates() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for year in std::fs::read_dir(example().join("incidents")).expect("years") {
        for incident in std::fs::read_dir(year.expect("a year").path()).expect("incidents") {
            let incident = incident.expect("an incident").path();
            let id = incident.file_name().expect("a name").to_string_lossy().into_owned();
            for file in std::fs::read_dir(&incident).expect("updates") {
                let file = file.expect("an update").path();
                if file.extension().is_some_and(|ending| ending == "md") {
                    let update = file.file_stem().expect("a name").to_string_lossy().into_owned();
                    found.push((id.clone(), update));
                }
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "all updates are found");
    found
}

/// Updates whose HTML and JSON are kept too: one of each incident, and one of each kind of message.
const WHOLE: [(&str, &str); 8] = [
    ("QH-2026-0003", "02-advisory"),
    ("QH-2026-0007", "01-first"),
    ("QH-2026-0011", "03-critical"),
    ("QH-2026-0014", "03-apology"),
    ("QH-2026-0015", "01-advisory"),
    ("QH-2026-0018", "09-correction"),
    ("QH-2026-0019", "01-notice"),
    ("QH-2026-0022", "01-scheduled"),
];

#[test]
fn every_text_of_the_example_incidents() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/say");
    for (incident, update) in updates() {
        let said = said(&incident, &update);
        let mut words = String::new();
        for one in said["texts"].as_array().expect("texts") {
            let length = &one["length"];
            words.push_str(&format!("==== {}", one["title"].as_str().expect("a title")));
            if length.is_object() {
                let unit = length["unit"].as_str().expect("a unit");
                words.push_str(&format!(": {} of {} {unit}", length["is"], length["most"]));
            }
            words.push('\n');
            for (key, label) in [("cuts", "left out"), ("notes", "note")] {
                for line in one[key].as_array().expect("a list") {
                    words.push_str(&format!("({label}: {})\n", line.as_str().expect("a text")));
                }
            }
            if let Some(why) = one["why_not"].as_str() {
                words.push_str(&format!("(not made: {why} {})\n", one["help"].as_str().expect("help")));
            }
            for (file, text) in one["files"].as_object().expect("files") {
                let text = text.as_str().expect("a text");
                if !matches!(file.as_str(), "email.html" | "slack.json" | "teams.json") {
                    words.push_str(&format!("{}\n", text.trim_end()));
                } else if WHOLE.contains(&(incident.as_str(), update.as_str())) {
                    let golden = root.join(&incident).join(format!("{update}.{file}"));
                    assert_data_eq!(text, Data::read_from(&golden, None).raw());
                }
            }
            words.push('\n');
        }
        let golden = root.join(&incident).join(format!("{update}.txt"));
        assert_data_eq!(words, Data::read_from(&golden, None).raw());
    }
}

/// The only text of a channel of a small site: what is printed, what is talked, exit status.
fn say(site: &Site, args: &[&str]) -> String {
    let output = site.run(&[&["say", "one"], args].concat());
    format!("{}{}exit {}\n", text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

const NOW: [&str; 2] = ["--now", "2026-03-03 11:00 UTC"];

fn with_now<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &NOW].concat()
}

#[test]
fn one_channel_prints_its_text_alone_and_talks_beside_it() {
    let site = Site::new();
    assert_data_eq!(
        say(&site, &with_now(&["sms"])),
        str![[r#"
Example: Search takes about ten seconds to answer. You do not need to do anything. Not affected: API. Next news 14:00 UTC status.example.com/incidents/one
Text message: 154 of 160 units
exit 0

"#]]
    );
}

#[test]
fn an_incident_is_found_by_a_part_of_its_name() {
    let whole = candor(
        &example(),
        &["say", "QH-2026-0011", "sms", "--content", ".", "--now", "2026-05-21 14:10 UTC"],
    );
    let part = candor(&example(), &["say", "0011", "sms", "--content", ".", "--now", "2026-05-21 14:10 UTC"]);
    assert_eq!(text(&part.stdout), text(&whole.stdout));
    assert_eq!(part.status.code(), Some(0));
    let many = candor(&example(), &["say", "QH-2026", "sms", "--content", "."]);
    assert!(text(&many.stderr).contains("there is no incident `QH-2026`"), "{}", text(&many.stderr));
}

#[test]
fn what_is_left_out_goes_in_its_order_and_comes_back_if_there_is_room() {
    let site = Site::new();
    let lead = "Search is slow for all of you. The cause is a disk that broke in the night and took the index with it, which we now build again from the beginning, as we said at ten.";
    let update = support::FIRST.replace("Search takes about ten seconds to answer.", lead);
    site.file("incidents/one/01-first.md", &update);
    let said = say(&site, &with_now(&["x"]));
    assert!(said.starts_with("Example: Search is slow for all of you.\n"), "{said}");
    let short = say(&site, &with_now(&["sms"]));
    assert!(short.starts_with("Example: Search is slow for all of you."), "{short}");
    assert!(short.contains("left out for want of room: what follows the first sentence"), "{short}");
    assert!(short.contains("Next news 14:00 UTC"), "{short}");
}

#[test]
fn a_text_that_would_drop_an_action_is_not_made() {
    let site = Site::new();
    let steps = "- Replace every key that you made in this account before the beginning of the month of March.\n- Tell everyone who works with you to do the same before the end of this week.";
    let update = support::FIRST.replace("- You do not need to do anything.", steps);
    site.file("incidents/one/01-first.md", &update);
    assert_data_eq!(
        say(&site, &with_now(&["sms"])),
        str![[r#"
Text message: not made
Text message: It would be 258 units long, and 160 is the most. To be shorter it would have to drop what readers should do, or when they hear more. Say it in few words in the update: `short: { what: "…", do: "…" }`. Or write this text by hand in `say/one/01-first/sms.txt`.
exit 1

"#]]
    );
    let update = update.replace(
        "next_update:",
        "short: { what: Search is slow., do: REPLACE your keys and tell your team. }\nnext_update:",
    );
    site.file("incidents/one/01-first.md", &update);
    let said = say(&site, &with_now(&["sms"]));
    assert!(said.starts_with("Example: Search is slow. REPLACE your keys and tell your team."), "{said}");
    assert!(said.ends_with("exit 0\n"), "{said}");
}

#[test]
fn without_an_action_or_a_next_time_no_short_text_is_made() {
    let site = Site::new();
    let bare = support::FIRST.replace("## What you should do\n- You do not need to do anything.\n", "");
    site.file("incidents/one/01-first.md", &bare);
    assert!(say(&site, &with_now(&["x"])).contains("Nobody has said what readers should do"), "{bare}");
    let silent = support::FIRST.replace("next_update: 2026-03-03 14:00 UTC\n", "");
    site.file("incidents/one/01-first.md", &silent);
    assert!(say(&site, &with_now(&["x"])).contains("Nobody has said when readers hear more"), "{silent}");
}

#[test]
fn a_letter_outside_the_alphabet_of_text_messages_is_named() {
    let site = Site::new();
    let update = support::FIRST.replace(
        "Search takes about ten seconds to answer.",
        "Search in Łódź takes about ten seconds to answer, and longer in the evening.",
    );
    site.file("incidents/one/01-first.md", &update);
    let said = say(&site, &with_now(&["sms"]));
    assert!(
        said.contains("The letter `ó` is not in the alphabet of text messages, which halves the room."),
        "{said}"
    );
    // Curly quotes and dashes are made plain instead.
    let update = support::FIRST
        .replace("Search takes about ten seconds to answer.", "“Search” takes ten seconds – that’s slow.");
    site.file("incidents/one/01-first.md", &update);
    let said = say(&site, &with_now(&["sms"]));
    assert!(said.starts_with("Example: \"Search\" takes ten seconds - that's slow."), "{said}");
}

#[test]
fn one_audience_is_told_only_what_is_for_it() {
    let site = Site::new();
    site.file(
        "site.yaml",
        "name: Example status\nurl: https://status.example.com\naudiences: [users, admins, developers]\n",
    );
    let steps = "### IT teams\n- Pause your jobs.\n\n### Developers\n- Stop your calls.\n\n### Everyone else\n- You do not need to do anything.";
    site.file(
        "incidents/one/01-first.md",
        support::FIRST.replace("- You do not need to do anything.", steps),
    );
    let said = say(&site, &with_now(&["x", "--audience", "admins"]));
    assert!(said.contains("PAUSE your jobs.") && !said.contains("calls"), "{said}");
}

#[test]
fn an_update_that_is_not_out_yet_or_a_promise_that_is_past_is_said() {
    let site = Site::new();
    let said = say(&site, &["sms", "--now", "2026-03-03 09:00 UTC"]);
    assert!(said.contains("nothing of `one` is published as at") && said.ends_with("exit 2\n"), "{said}");
    let said = say(&site, &["sms", "--now", "2026-03-03 09:00 UTC", "--update", "01-first"]);
    assert!(said.contains("comes out 2026-03-03 10:20 UTC: do not send these texts before"), "{said}");
    let said = say(&site, &["sms", "--now", "2026-03-03 15:00 UTC"]);
    assert!(said.contains("promise a word by 2026-03-03 14:00 UTC, and that time has passed"), "{said}");
    site.update(
        "02-draft",
        "type: progress\nat: 2026-03-03 13:00 UTC\ndraft: true\nnext_update: 2026-03-03 16:00 UTC",
        "Search is at half its speed.",
    );
    let said = say(&site, &["x", "--update", "02-draft", "--now", "2026-03-03 12:00 UTC"]);
    assert!(said.contains("is a draft") && said.contains("half its speed"), "{said}");
    let said = say(&site, &["smss"]);
    assert!(said.contains("did you mean `sms`?"), "{said}");
    let output = site.run(&["say", "ones"]);
    assert!(text(&output.stderr).contains("there is no incident `ones`; did you mean `one`?"));
}

#[test]
fn nothing_is_made_from_files_with_mistakes_or_from_a_drill() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Search is slow\nkind: outage\ndrill: true\n");
    assert!(say(&site, &with_now(&["sms"])).contains("is a drill"));
    site.file("incidents/one/incident.yaml", "title: Search is slow\nkind: outag\n");
    let said = say(&site, &with_now(&["sms"]));
    assert!(said.contains("No text was made") && said.ends_with("exit 1\n"), "{said}");
}

#[test]
fn texts_are_kept_beside_the_content_and_check_sees_when_the_facts_change() {
    let site = Site::new();
    let said = say(&site, &with_now(&["--write"]));
    assert!(said.contains("say/one/01-first/sms.txt\n") && said.ends_with("exit 0\n"), "{said}");
    let files = support::files(&site.content().join("say"));
    assert_eq!(files.len(), 14, "twelve channels, the HTML of one, and the list: {:?}", files.keys());
    assert!(site.check().contains("nothing found"), "{}", site.check());

    // The log of channels is no fact of the texts; a new time is.
    site.file(
        "incidents/one/01-first.md",
        support::FIRST.replace(
            "next_update:",
            "channels: [{ channel: SMS, sent_at: 2026-03-03 10:25 UTC }]\nnext_update:",
        ),
    );
    assert!(site.check().contains("nothing found"), "{}", site.check());
    site.file(
        "incidents/one/01-first.md",
        support::FIRST.replace("next_update: 2026-03-03 14:00", "next_update: 2026-03-03 13:00"),
    );
    let said = site.check();
    assert!(said.contains("fix[channel-text]: The facts have changed since this text was made."), "{said}");
    assert!(said.contains("candor say one --update 01-first --write"), "{said}");
    say(&site, &with_now(&["--write"]));
    assert!(site.check().contains("nothing found"), "{}", site.check());
    assert!(text(&support::files(&site.content().join("say"))["one/01-first/sms.txt"]).contains("13:00 UTC"));
    // A second run changes nothing.
    let before = support::files(&site.content().join("say"));
    say(&site, &with_now(&["--write"]));
    assert_eq!(before, support::files(&site.content().join("say")));
    site.build("2026-03-03 11:00 UTC");
    assert!(!site.out().join("say").exists(), "the texts are no part of the site");
}

#[test]
fn a_text_by_hand_is_sent_counted_and_never_overwritten() {
    let site = Site::new();
    let hand = "Example: Search is slow. Do nothing. Next news 14:00 UTC status.example.com";
    site.file("say/one/01-first/sms.txt", hand);
    let said = site.check();
    assert!(
        said.contains(
            "fix[channel-text]: This text was written by hand, and nobody has said that it fits the facts."
        ),
        "{said}"
    );
    let said = say(&site, &with_now(&["sms"]));
    assert!(said.starts_with(hand) && said.contains("Text message: by hand"), "{said}");
    let said = say(&site, &with_now(&["--write"]));
    assert!(said.contains("sms.txt (by hand, as it is)"), "{said}");
    assert!(site.check().contains("nothing found"), "{}", site.check());

    // The facts change: it stays, is said to be out of date, and is kept only when somebody says so.
    site.file("incidents/one/01-first.md", support::FIRST.replace("ten seconds", "twenty seconds"));
    let said = site.check();
    assert!(said.contains("The facts have changed since this text was written by hand."), "{said}");
    let said = say(&site, &with_now(&["--write"]));
    assert!(said.contains("`--keep sms`") && said.ends_with("exit 1\n"), "{said}");
    let said = say(&site, &with_now(&["--keep", "sms"]));
    assert!(said.ends_with("exit 0\n"), "{said}");
    assert!(site.check().contains("nothing found"), "{}", site.check());
    assert_eq!(text(&support::files(&site.content().join("say"))["one/01-first/sms.txt"]), hand);

    // It is held to the rules of its channel like any other.
    let long = format!("{hand} {}", "and so on ".repeat(12));
    site.file("say/one/01-first/sms.txt", &long);
    let said = site.check();
    assert!(said.contains("fix[channel-text]: It has 195 units, and 160 is the most."), "{said}");
    site.file("say/one/01-first/sms.txt", "Search is slow, see https://bit.ly/x 🔥");
    let said = site.check();
    for rule in [
        "It does not say when readers hear more: 14:00.",
        "It does not say where to read more",
        "hides where it leads",
        "It has an emoji",
    ] {
        assert!(said.contains(rule), "{rule}: {said}");
    }
    site.file("say/one/01-first/x.txt", "#outage 14:00 status.example.com")
        .file("say/one/01-first/slack.json", "{ 14:00 status.example.com @here");
    let said = site.check();
    for rule in ["It has a hashtag", "It is not JSON", "It calls everybody by a mention"] {
        assert!(said.contains(rule), "{rule}: {said}");
    }
}

#[test]
fn texts_that_nothing_keeps_up_to_date_are_found() {
    let site = Site::new();
    site.file("say/one/09-none/sms.txt", "x").file("say/one/01-first/sms.doc", "x");
    let said = site.check();
    assert!(said.contains("`one` has no update `09-none` for everybody"), "{said}");
    assert!(said.contains("Nothing looks at this file: it is not the text of a channel."), "{said}");
    site.file("say/two/01-first/sms.txt", "x");
    let said = site.check();
    assert!(said.contains("stop[stray-file]: There is no incident `two`"), "{said}");
    site.remove("say/two/01-first/sms.txt").file("say/sms.txt", "x");
    assert!(site.check().contains("stop[stray-file]: Texts for other channels are not looked for here."));
}

/// Slack's published limits, for every update of the example.
#[test]
fn messages_for_slack_and_teams_keep_the_published_limits() {
    for (incident, update) in updates() {
        let slack: Value =
            serde_json::from_str(&example_text(&incident, &update, "slack.json")).expect("JSON");
        let blocks = slack["blocks"].as_array().expect("blocks");
        assert!(blocks.len() <= 50 && !slack["text"].as_str().expect("a fallback").is_empty());
        for block in blocks {
            let length = block["text"]["text"].as_str().map_or(0, |text| text.encode_utf16().count());
            match block["type"].as_str().expect("a type") {
                "header" => {
                    assert!(length <= 150);
                    assert_eq!(block["text"]["type"], "plain_text");
                }
                "section" => assert!((1..=3_000).contains(&length), "{incident}/{update}: {length}"),
                "context" => assert!(block["elements"].as_array().expect("elements").len() <= 10),
                other => assert_eq!(other, "divider"),
            }
        }
        let teams = example_text(&incident, &update, "teams.json");
        assert!(teams.len() <= 28 * 1024, "{incident}/{update}: {}", teams.len());
        let teams: Value = serde_json::from_str(&teams).expect("JSON");
        let card = &teams["attachments"][0]["content"];
        assert_eq!((&card["type"], &card["version"]), (&"AdaptiveCard".into(), &"1.4".into()));
        assert!(card["body"].as_array().expect("a body").iter().all(|block| block["wrap"] == true));
        assert!(!card["fallbackText"].as_str().expect("a fallback").is_empty());
    }
}

#[test]
fn an_email_has_one_link_no_picture_and_reads_the_same_as_its_text() {
    for (incident, update) in updates() {
        let html = example_text(&incident, &update, "email.html");
        assert_eq!(html.matches("<a ").count(), 1, "{incident}/{update}");
        for tag in ["<img", "<script", "<link", "<style", "url(", "color:#", "background"] {
            assert!(!html.contains(tag), "{incident}/{update}: {tag}");
        }
        assert!(
            html.contains("<meta name=\"color-scheme\" content=\"light dark\">")
                && html.contains("<html lang=\"en\">")
        );
        let plain = example_text(&incident, &update, "email.txt");
        let squeezed = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
        };
        let plain = squeezed(&plain);
        let spoken = support::words(&html.replace("<strong>", "").replace("</strong>", ""));
        for line in spoken.lines().skip(3) {
            assert!(plain.contains(&squeezed(line)), "{incident}/{update}: `{line}` is not in the text");
        }
    }
}

#[test]
fn every_text_names_the_page_and_the_next_time() {
    for (incident, update) in updates() {
        let said = said(&incident, &update);
        for one in said["texts"].as_array().expect("texts") {
            for (file, text) in one["files"].as_object().expect("files") {
                assert!(
                    text.as_str().expect("a text").contains("status.quillhaven.example"),
                    "{incident}/{update}/{file}"
                );
            }
        }
    }
}

#[test]
fn words_that_look_like_marks_stay_words() {
    let site = Site::new();
    let title = "Search <script>alert(1)</script> & *all* _of_ [it](https://a.example)";
    site.file("incidents/one/incident.yaml", format!("title: \"{title}\"\nkind: outage\n"));
    let output = site.run(&["say", "one", "--format", "json", "--now", "2026-03-03 11:00 UTC"]);
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let file = |file: &str| {
        let texts = said["texts"].as_array().expect("texts");
        texts.iter().find_map(|one| one["files"][file].as_str()).expect("a text").to_owned()
    };
    let html = file("email.html");
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;") && html.matches("<a ").count() == 1);
    let slack: Value = serde_json::from_str(&file("slack.json")).expect("JSON");
    assert_eq!(slack["blocks"][0]["text"]["type"], "plain_text");
    assert!(slack["text"].as_str().expect("a text").contains("&lt;script&gt;"));
    let teams: Value = serde_json::from_str(&file("teams.json")).expect("JSON");
    let heading = teams["attachments"][0]["content"]["body"][0]["text"].as_str().expect("a text");
    assert!(heading.contains("\\*all\\* \\_of\\_ \\[it\\](https://a.example)"), "{heading}");
}

// Acceptance, row by row.

#[test]
fn s0_14_support_forums_and_social_media_have_their_texts() {
    let said = said("QH-2026-0011", "03-critical");
    let made: Vec<&str> = said["texts"]
        .as_array()
        .expect("texts")
        .iter()
        .filter(|one| one["made"] == true)
        .filter_map(|one| one["channel"].as_str())
        .collect();
    assert_eq!(
        made,
        [
            "sms",
            "x",
            "bluesky",
            "mastodon",
            "social",
            "email",
            "slack",
            "teams",
            "phone",
            "press",
            "staff",
            "questions"
        ]
    );
}

#[test]
fn s0_15_the_way_out_when_we_have_let_somebody_down_is_in_the_email_and_on_the_phone() {
    for file in ["email.txt", "email.html", "phone.txt"] {
        let text = example_text("QH-2026-0011", "03-critical", file);
        assert!(text.contains("bram.tillisch@quillhaven.example"), "{file}: {text}");
    }
}

#[test]
fn s0_19_every_message_opens_with_what_readers_notice() {
    let lead = "Uploads fail with an error since 13:02 UTC on 21 May.";
    for file in ["sms.txt", "x.txt", "mastodon.txt"] {
        let text = example_text("QH-2026-0011", "01-holding", file);
        assert!(text.starts_with(&format!("Quillhaven: {lead}")), "{file}: {text}");
    }
    let email = example_text("QH-2026-0011", "01-holding", "email.txt");
    let body = email.split("\n\n").nth(1).expect("a body");
    assert!(body.starts_with(lead), "{body}");
}

#[test]
fn s1_07_a_channel_that_is_logged_is_shown_as_where_we_said_this() {
    let site = Site::new();
    let log = "channels:\n  - { channel: \"SMS to subscribers\", sent_at: 2026-03-03 10:25 UTC }\n  - { channel: \"Mastodon\", sent_at: 2026-03-03 10:26 UTC, link: \"https://social.example.com/1\" }\n  - { channel: \"Email\", sent_at: 2026-03-03 12:00 UTC }\nnext_update:";
    site.file("incidents/one/01-first.md", support::FIRST.replace("next_update:", log))
        .build("2026-03-03 11:00 UTC");
    let page = site.page("incidents/one/index.html");
    let words = support::words(&page);
    support::assert_in_order(
        &words,
        &["Where else we said this", "SMS to subscribers", "10:25 UTC", "Mastodon", "10:26 UTC"],
    );
    assert!(page.contains("href=\"https://social.example.com/1\""));
    assert!(!words.contains("12:00 UTC"), "what has not been sent yet is not shown as sent");
}

#[test]
fn s3_15_no_text_has_to_be_copied_by_hand() {
    assert!(!example().join("say").exists(), "the example has no text by hand");
    let few = [
        "QH-2026-0011/12-postmortem",
        "QH-2026-0019/01-notice",
        "QH-2026-0019/02-correction",
        "QH-2026-0019/03-resolved",
    ];
    for (incident, update) in updates() {
        let said = said(&incident, &update);
        let missing: Vec<&str> = said["texts"]
            .as_array()
            .expect("texts")
            .iter()
            .filter(|one| one["made"] != true)
            .filter_map(|one| one["channel"].as_str())
            .collect();
        // A notice of a breach and a review are not for a text message: what to do does not fit.
        let expected: &[&str] =
            if few.contains(&format!("{incident}/{update}").as_str()) { &["sms"] } else { &[] };
        assert_eq!(missing, expected, "{incident}/{update}");
    }
}

#[test]
fn s4_08_the_brief_for_everyone_comes_from_the_same_facts_and_is_marked() {
    let brief = example_text("QH-2026-0011", "03-critical", "staff.md");
    assert!(
        brief.starts_with("**INTERNAL. Do not forward.**")
            && brief.trim_end().ends_with("**INTERNAL. Do not forward.**")
    );
    support::assert_in_order(
        &brief,
        &[
            "What happened",
            "Signing now fails for everyone.",
            "What customers see",
            "What you may say",
            "What you must not say",
            "Who answers the press",
            "What each of us does",
            "Next brief",
            "14:35 UTC",
        ],
    );
    for channel in ["email.txt", "phone.txt", "press.txt", "questions.md", "social.txt", "slack.json"] {
        let text = example_text("QH-2026-0011", "03-critical", channel);
        assert!(
            !text.contains("INTERNAL") && !text.contains("Marit Holloway"),
            "{channel} tells who does what inside"
        );
    }
}

#[test]
fn s4_13_the_social_team_has_an_approved_line_for_each_question() {
    let pack = example_text("QH-2026-0003", "02-advisory", "questions.md");
    for question in [
        "Did anyone use this flaw to read data from our servers?",
        "Is the supplier behind Billing affected?",
        "Press reports: “Change every password now.” Is that so?",
    ] {
        let row = pack
            .lines()
            .find(|line| line.starts_with(&format!("| {question} |")))
            .unwrap_or_else(|| panic!("{question}"));
        assert_eq!(row.matches(" | ").count(), 2, "{row}");
    }
}

#[test]
fn s4_14_open_questions_say_what_can_be_said_and_answered_ones_how_they_end() {
    let pack = example_text("QH-2026-0007", "03-progress", "questions.md");
    assert!(pack.contains("| Cannot be known |") && pack.contains("| Answered |"), "{pack}");
    let pack = example_text("QH-2026-0007", "01-first", "questions.md");
    assert!(
        pack.contains("We do not know yet. We promised an answer by 18:00 UTC. | We do not know yet |"),
        "{pack}"
    );
}

#[test]
fn s4_15_each_department_has_its_block_and_marketing_pauses() {
    let brief = example_text("QH-2026-0018", "02-first", "staff.md");
    for department in ["Support", "Sales", "Marketing", "Social media", "Engineering"] {
        assert!(brief.contains(&format!("- **{department}** (INTERNAL: ")), "{department}: {brief}");
    }
    assert!(brief.contains("If a customer hesitates, say: “Attackers have locked the files"), "{brief}");
    assert!(brief.contains("Pause all scheduled posts, mailings and adverts now."));
    assert!(brief.contains("That data is safe. We do not know that yet."));
}

#[test]
fn what_was_corrected_is_never_said_again() {
    // The answer of 17 June named 212 suppliers; the correction of 18 June says that it was 264.
    for update in ["09-correction", "10-email-back", "13-postmortem"] {
        for file in ["questions.md", "phone.txt"] {
            let text = example_text("QH-2026-0018", update, file);
            let answers = text.split("Did the attackers take data").nth(1).expect("the question");
            assert!(
                !answers.contains("of 212 suppliers") && !answers.contains("two hundred and twelve"),
                "{update} {file}: {answers}"
            );
            assert!(
                answers.contains("of 264 suppliers") || answers.contains("two hundred and sixty-four"),
                "{update} {file}: {answers}"
            );
        }
    }
    // Before it, the words were those of their day.
    assert!(example_text("QH-2026-0018", "08-bad-news", "questions.md").contains("of 212 suppliers"));
}

#[test]
fn planned_work_is_known_by_its_own_day_and_stops_no_more_than_it_has_to() {
    for (update, day) in
        [("01-scheduled", "18 July"), ("02-rescheduled", "25 July"), ("04-started", "25 July")]
    {
        let mail = example_text("QH-2026-0022", update, "email.txt");
        let subject = mail.lines().next().expect("a subject");
        assert!(subject.contains(day) && !subject.contains("3 July"), "{subject}");
        assert_eq!(subject.matches(day).count(), 1, "{subject}");
        let brief = example_text("QH-2026-0022", update, "staff.md");
        assert!(
            !brief.contains("Pause all scheduled posts") && !brief.contains("When it will be over"),
            "{brief}"
        );
        assert!(brief.contains("Everything else may run."), "{brief}");
    }
}

#[test]
fn what_still_fails_is_named_before_what_is_not_affected() {
    for file in ["sms.txt", "x.txt", "bluesky.txt", "mastodon.txt", "phone.txt"] {
        for update in ["03-critical", "04-identified", "05-correction", "06-fixing"] {
            let text = example_text("QH-2026-0011", update, file);
            let action = ["KEEP", "LOOK", "Here is what to do."];
            let action = action.iter().filter_map(|word| text.find(word)).min().expect("an action");
            for service in ["Uploads", "Signing"] {
                let named = text[..action].contains(service);
                assert!(named, "{update} {file}: {service} is not named before the action: {text}");
            }
        }
    }
    let post = example_text("QH-2026-0011", "03-critical", "x.txt");
    assert!(post.contains("Not working: Uploads and Signing. Slow: API. Being checked: Webhooks."), "{post}");
    // Slow services and those being checked go before the steps do; then nobody is told how many are fine.
    let post = example_text("QH-2026-0011", "03-critical", "mastodon.txt");
    assert!(!post.contains("Slow: API") && !post.contains("not affected"), "{post}");
    // What the first words name already is not said again.
    let post = example_text("QH-2026-0011", "06-fixing", "x.txt");
    assert!(post.starts_with("Quillhaven: Uploads and Signing still fail."), "{post}");
    assert!(!post.contains("Not working:") && post.contains("Partly working: Search."), "{post}");
}

#[test]
fn a_post_about_planned_work_stands_alone_and_says_when_it_is_over() {
    for (update, end) in [("03-reminder", "02:00"), ("05-extended", "03:00")] {
        for file in ["x.txt", "bluesky.txt", "mastodon.txt"] {
            let post = example_text("QH-2026-0022", update, file);
            assert!(post.starts_with("Quillhaven: No Uploads, Signing "), "{file}: {post}");
        }
        let questions = example_text("QH-2026-0022", update, "questions.md");
        let answer =
            format!("| When will it be over? | By {end} UTC on 26 July, as planned now. | Answered |");
        assert!(questions.contains(&answer), "{questions}");
    }
}

#[test]
fn no_text_for_another_place_speaks_of_this_page() {
    for (incident, update) in updates() {
        for one in said(&incident, &update)["texts"].as_array().expect("texts") {
            for (file, text) in one["files"].as_object().expect("files") {
                let text = text.as_str().expect("a text").to_lowercase();
                assert!(!text.contains("this page"), "{incident} {update} {file}: {text}");
            }
        }
    }
}

#[test]
fn feed_and_email_call_for_action_on_the_same_updates_and_say_where_it_stands() {
    let site = support::Built::at("2026-09-01 12:00 UTC");
    for (incident, update) in updates() {
        let feed = site.source(&format!("incidents/{incident}/feed.xml"));
        let link = format!("#update-{update}</link>");
        let item = feed.split("<item>").find(|item| item.contains(&link)).expect("an item of each update");
        let title = &item[..item.find("</title>").expect("a title")];
        let mail = example_text(&incident, &update, "email.txt");
        let subject = mail.lines().next().expect("a subject");
        let asks = subject.contains("[Action needed");
        assert_eq!(title.contains("[Action needed]"), asks, "{incident} {update}: {title} / {subject}");
        assert!(!title.ends_with(": Update"), "{incident} {update}: {title}");
    }
    let titles = site.source("incidents/QH-2026-0011/feed.xml");
    assert!(
        titles.contains("Uploads and Signing fail, 21 May 2026: It works again; we are watching</title>")
    );
    // Planned work is known by its own day: the one that was planned when the update was written.
    let titles = site.source("incidents/QH-2026-0022/feed.xml");
    for day in [
        "25 July 2026: Reminder</title>",
        "18 July 2026: Planned</title>",
        "25 July 2026: Planned, with a new time</title>",
    ] {
        assert!(titles.contains(day), "{day} is not in {titles}");
    }
    let over = example_text("QH-2026-0011", "11-resolved", "email.txt");
    assert!(over.starts_with("Subject: [Action needed] [Over] Uploads and Signing fail"), "{over}");
}

#[test]
fn words_of_an_earlier_day_say_so_and_what_is_over_is_not_waited_for() {
    // Nobody said anything new in this update: the quote carries its own time.
    let press = example_text("QH-2026-0018", "07-no-change", "press.txt");
    assert!(press.contains("Chief Operating Officer, 15 June"), "{press}");
    // In the update in which it was said it does not.
    let press = example_text("QH-2026-0011", "03-critical", "press.txt");
    assert!(press.contains("Chief Operating Officer\n"), "{press}");
    // At the end nobody finds it out any more, and no old advice stands beside the new.
    let questions = example_text("QH-2026-0003", "08-closed", "questions.md");
    assert!(questions.contains("Whether anyone reached data is not known."), "{questions}");
    assert!(
        !questions.contains("We do not know yet") && !questions.contains("until we say go"),
        "{questions}"
    );
    let press = example_text("QH-2026-0003", "08-closed", "press.txt");
    assert_eq!(press.matches("We close this incident.").count(), 1, "{press}");
}

#[test]
fn everyone_else_comes_after_those_whom_it_leaves_out() {
    for file in ["mastodon.txt", "social.txt", "email.txt", "phone.txt", "staff.md", "questions.md"] {
        let text = example_text("QH-2026-0022", "02-rescheduled", file);
        let [it, rest] = ["IT teams", "Everyone else"].map(|who| text.find(who).expect(who));
        assert!(it < rest, "{file}: {text}");
    }
}

/// All texts of an incident, without the HTML and the JSON of those that have them.
fn all_texts(site: &Site) -> String {
    let said = site.run(&["say", "one", "--now", "2026-03-03 11:00 UTC", "--format", "json"]);
    let said: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let mut words = String::new();
    for one in said["texts"].as_array().expect("texts") {
        words.push_str(&format!("==== {}\n", one["title"].as_str().expect("a title")));
        for (file, text) in one["files"].as_object().expect("files") {
            let text = text.as_str().expect("a text");
            assert!(!text.contains("\"text\": \"\""), "an empty block in {file}:\n{text}");
            if !matches!(file.as_str(), "email.html" | "slack.json" | "teams.json") {
                words.push_str(&format!("{}\n\n", text.trim_end()));
            }
        }
    }
    words
}

#[test]
fn the_sparsest_first_word_is_whole_sentences_in_every_channel() {
    let site = Site::new();
    site.remove("incidents/one/01-first.md").update(
        "01-holding",
        "type: holding\nat: 2026-03-03 10:20 UTC\nservices: { search: down }\nnext_update: 2026-03-03 12:00 UTC",
        "Search fails with an error since 10:02 UTC.\n\n## What you should do\n- You do not need to do anything yet.",
    );
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/say/sparse.txt");
    assert_data_eq!(all_texts(&site), Data::read_from(&golden, None).raw());
}

#[test]
fn what_nobody_has_said_leaves_no_empty_place_in_any_channel() {
    let site = Site::new();
    site.remove("incidents/one/01-first.md");
    for body in ["## Impact\nYou cannot search.", "## What we know\n- One disk is broken.", "Search fails."] {
        site.update("01-holding", "type: holding\nat: 2026-03-03 10:20 UTC", body);
        let texts = all_texts(&site);
        for odd in [
            "“”",
            "“ ",
            ": \n",
            "\n. ",
            "\n\n\n",
            "Here is what to do.",
            "\nWhat happened\n\n",
            "say nothing else:",
        ] {
            assert!(!texts.contains(odd), "`{odd}` of `{body}`:\n{texts}");
        }
        assert!(texts.contains("| Does this affect me? |"), "{texts}");
    }
}

/// The small site with its incident in German.
fn german() -> Site {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Die Suche findet nichts\nkind: outage\nlanguage: de\n").file(
        "incidents/one/01-first.md",
        "---\ntype: first\nat: 2026-05-21 13:40 UTC\nseverity: minor\nspeaker: ada\n\
         services: { search: { partial: neue Dateien fehlen }, all: { not_affected: geprüft } }\n\
         next_update: 2026-05-21 16:00 UTC\n---\n\
         Die Suche findet seit 12:30 UTC am 21. Mai keine neuen Dateien. Die Ursache ist ein Speicher, den wir \
         gerade wieder in den Zustand von gestern bringen, und zwar einen Server nach dem anderen, bis alle fertig sind.\n\n\
         ## Was wir noch nicht wissen\n- Q1 (bis 2026-05-21 18:00 UTC): Fehlen auch ältere Dateien?\n- Q2: Ging etwas verloren?\n\n\
         ## Was Sie tun sollten\n- Sehen Sie in den Ordnern nach (bis 2026-05-22 18:00 UTC).\n",
    );
    site
}

#[test]
fn a_day_with_a_stop_ends_no_german_sentence() {
    let site = german();
    for channel in ["x", "bluesky", "email"] {
        let said = say(&site, &[channel, "--now", "2026-05-21 14:00 UTC"]);
        assert!(said.contains("am 21. Mai keine neuen Dateien"), "{channel}: {said}");
    }
}

#[test]
fn german_questions_and_steps_show_no_number_and_no_raw_time() {
    let site = german();
    site.build("2026-05-21 14:00 UTC");
    for path in ["incidents/one/index.html", "incidents/one/feed.xml"] {
        let page = site.page(path);
        for wanted in [
            "<li>Fehlen auch ältere Dateien?</li>",
            "<li>Ging etwas verloren?</li>",
            "nach (bis 22 May 2026, 18:00 UTC)",
        ] {
            assert!(page.contains(wanted), "`{wanted}` is not in {path}: {page}");
        }
        assert!(!page.contains("2026-05-21 18:00") && !page.contains("2026-05-22 18:00"), "{path}: {page}");
    }
}

/// A page without the parts that are marked as German.
fn without_german(page: &str) -> String {
    let mut parts = page.split(" lang=\"de\">");
    let mut left = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let element =
            left.rfind('<').map_or("", |at| &left[at + 1..]).split(' ').next().unwrap_or("").to_owned();
        let rest = part.split_once(&format!("</{element}>")).map_or("", |(_, rest)| rest);
        left.push('>');
        left.push_str(rest);
    }
    left
}

#[test]
fn german_words_on_an_english_site_are_marked_and_english_ones_are_not() {
    let site = german();
    site.build("2026-05-21 14:00 UTC");
    let asked =
        ["What happened", "Does this affect me?", "What should I do?", "Partly working", "Not affected"];
    let told = ["Not working", "Partly working", "Not affected", "Next update by"];
    for (path, words) in [
        ("index.html", &asked[..]),
        ("incidents/one/index.html", &asked),
        ("services/search/index.html", &["The last 90 days", "Partly working"]),
        ("history/2026/index.html", &["Outage"]),
        ("feed.xml", &told[1..]),
    ] {
        let page = site.page(path);
        let main = page.split_once("<main").map_or(page.as_str(), |(_, main)| main);
        let main = main.split_once("content:encoded><").map_or(main, |(_, main)| main);
        let left = without_german(main);
        assert!(left.len() < main.len(), "{path}: nothing is marked: {page}");
        for words in words {
            assert!(left.contains(words), "{path}: `{words}` stands among German words: {left}");
        }
        for german in ["findet", "Dateien", "wissen", "Ordnern", "geprüft"] {
            assert!(!left.contains(german), "{path}: `{german}` is not marked: {left}");
        }
    }
    // An incident in the language of the site needs no mark.
    let page = support::Built::at("2026-05-21 14:10 UTC").source("incidents/QH-2026-0011/index.html");
    assert_eq!(page.matches(" lang=").count(), 1, "{page}");
}
