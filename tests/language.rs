//! The language checks tell words that lose readers from words that keep them.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use candor::check::check;
use candor::finding::{Code, Finding, Weight};
use candor::language::{Count, Pack, Text, Topic, words};
use candor::model::time::Instant;
use candor::read::read;
use candor::source::FileId;
use candor::yaml::{Cx, Node, Value, parse};
use proptest::prelude::*;

/// Topics that only mean something beside the facts of an incident.
const BESIDE_FACTS: [Topic; 3] = [Topic::Over, Topic::Today, Topic::NobodyReachedData];

struct Statement {
    language: String,
    bad: bool,
    name: String,
    text: String,
}

fn statements() -> Vec<Statement> {
    let text = include_str!("language/statements.yaml");
    let root = parse(text, FileId::default(), 0, text.len()).unwrap();
    let mut found = Vec::new();
    let entries = |node: &Node<'static>| match &node.value {
        Value::Map(entries) => {
            entries.iter().map(|e| (e.key.to_string(), e.value.clone())).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    let mut cx = Cx::default();
    for (language, kinds) in entries(&root) {
        for (kind, list) in entries(&kinds) {
            let Value::List(items) = list.value else { panic!("{kind} is a list") };
            for item in items {
                let fields: Vec<(String, Node<'_>)> = entries(&item);
                let text = |key: &str, cx: &mut Cx| {
                    let node = &fields.iter().find(|(name, _)| name == key).unwrap().1;
                    cx.text(node, "words").unwrap()
                };
                let (name, words) = (text("name", &mut cx), text("text", &mut cx));
                found.push(Statement { language: language.clone(), bad: kind == "bad", name, text: words });
            }
        }
    }
    assert!(cx.findings.is_empty());
    found
}

/// What is found without the facts of an incident, and the figures of readability.
fn score(text: &Text<'_>) -> (Vec<(Topic, String)>, f64, usize) {
    let hits = text.hits.iter().filter(|hit| !BESIDE_FACTS.contains(&hit.topic));
    let hits = hits.map(|hit| (hit.topic, text.words(hit).to_owned())).collect();
    let mut count = Count::default();
    let mut longest = 0;
    for passage in &text.passages {
        for range in &passage.sentences {
            let sentence = &passage.block.text[range.clone()];
            count.add(sentence);
            longest = longest.max(words(sentence).count());
        }
    }
    (hits, count.flesch_kincaid().unwrap_or_default(), longest)
}

#[test]
fn bad_statements_are_told_from_good_ones() {
    let statements = statements();
    let mut table = String::from(
        "| statement | kind | hits | grade | longest sentence | found |\n|---|---|---|---|---|---|\n",
    );
    let mut wrong = Vec::new();
    for statement in &statements {
        let pack = Pack::built_in(&statement.language).unwrap();
        let (hits, grade, longest) = score(&Text::of_markdown(&statement.text, pack));
        let found: Vec<String> =
            hits.iter().map(|(topic, words)| format!("{}: {words}", topic.name())).collect();
        let kind = if statement.bad { "bad" } else { "good" };
        table += &format!(
            "| {} ({}) | {kind} | {} | {grade:.1} | {longest} | {} |\n",
            statement.name,
            statement.language,
            hits.len(),
            found.join("; ")
        );
        if statement.bad && hits.len() < 3 || !statement.bad && hits.len() > 1 {
            wrong.push(format!("{kind} `{}` has {} hits: {found:?}", statement.name, hits.len()));
        }
    }
    println!("{table}");
    let english = |bad| statements.iter().filter(|s| s.language == "en" && s.bad == bad).count();
    assert!(english(true) >= 12 && english(false) >= 12);
    assert!(wrong.is_empty(), "{}\n{table}", wrong.join("\n"));
}

/// What the checks of wording and of agreement say about one update of a small site:
/// code, weight and the words that are marked.
fn said(kind: &str, front: &str, body: &str) -> Vec<(Code, Weight, String)> {
    said_of(&site(kind, front, body))
}

fn site(kind: &str, front: &str, body: &str) -> support::Site {
    let site = support::Site::new();
    site.strict()
        .file("incidents/one/incident.yaml", format!("title: Search is slow\nkind: {kind}\n"))
        .update("01-first", &format!("at: 2026-03-03 10:20 UTC\n{front}"), body);
    site
}

fn findings(site: &support::Site) -> Vec<(Finding, String)> {
    let reading = read(&site.content());
    let structural: Vec<&String> = reading.findings.iter().map(|finding| &finding.message).collect();
    assert!(reading.is_sound(), "{structural:?}");
    let now = Instant::parse("2026-03-03 11:00 UTC").unwrap();
    let words = |finding: &Finding| match &finding.place {
        candor::finding::Place::Span(span) => reading.content.sources.slice(*span).to_owned(),
        candor::finding::Place::Path(path) => path.clone(),
    };
    let wanted = |finding: &Finding| finding.code.name().starts_with('L') || finding.code == Code::C10;
    let found = check(&reading.content, now).into_iter().filter(wanted);
    found.map(|finding| (finding.clone(), words(&finding))).collect()
}

fn said_of(site: &support::Site) -> Vec<(Code, Weight, String)> {
    findings(site).into_iter().map(|(finding, words)| (finding.code, finding.weight, words)).collect()
}

/// One finding, as a test writes it down.
fn one(code: Code, weight: Weight, words: &str) -> Vec<(Code, Weight, String)> {
    vec![(code, weight, words.to_owned())]
}

const FRONT: &str = "type: first\nseverity: major";

#[test]
fn the_exact_words_are_marked_through_their_marks() {
    let body = "Search is slow. We take your **privacy** very\n[seriously](https://a.example). Next line.";
    assert_eq!(
        said("outage", FRONT, body),
        one(Code::L1, Weight::Fix, "take your **privacy** very\n[seriously")
    );
    let front = format!("{FRONT}\nstatement: \"We are sorry for any inconvenience, and we mean it.\"");
    assert_eq!(
        said("outage", &front, "Search is slow."),
        one(Code::L5, Weight::Fix, "sorry for any inconvenience")
    );
}

#[test]
fn every_finding_has_its_four_parts() {
    let body = "Some users cannot search. We take this seriously. There is no evidence of misuse. This was caused by our \
                vendor. Sorry for any inconvenience. More news soon. Mistakes were made. The RPO is met. What a nightmare!";
    let found = findings(&site("outage", FRONT, body));
    let codes: std::collections::BTreeSet<&str> =
        found.iter().map(|(finding, _)| finding.code.name()).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9"]);
    for (finding, words) in found {
        assert!(finding.message.ends_with(['.', '?']), "{}", finding.message);
        assert!(finding.reader.is_some_and(|text| text.ends_with('.')), "{words}");
        assert!(finding.help.is_some_and(|text| text.len() > 10), "{words}");
    }
}

#[test]
fn a_first_word_in_a_hurry_is_asked_for_no_more_than_that_it_denies_nothing() {
    let body =
        "Some users may see errors; more news soon. Sorry for any inconvenience! The incident is resolved.";
    assert_eq!(said("outage", "type: holding", body), []);
    let body = "We have seen the report. There is no evidence of misuse.";
    assert_eq!(said("outage", "type: holding", body), one(Code::L3, Weight::Fix, "no evidence"));
}

#[test]
fn only_words_that_can_still_be_mended_are_looked_at() {
    let site = site("outage", FRONT, "Some users cannot search.");
    assert_eq!(said_of(&site), one(Code::L2, Weight::Fix, "Some users"));
    site.update("02-more", "type: progress\nat: 2026-03-03 10:40 UTC", "412 of 9,800 users cannot search.");
    assert_eq!(said_of(&site), [], "the next word has said it better");
    site.update(
        "03-later",
        "type: progress\nat: 2026-03-03 10:50 UTC\ndraft: true",
        "A few users cannot search.",
    );
    assert_eq!(
        said_of(&site),
        one(Code::L2, Weight::Fix, "A few users"),
        "a draft can be mended before anybody reads it"
    );
}

#[test]
fn words_that_were_taken_back_are_not_found_again() {
    let site = site("outage", FRONT, "Search is slow for some users.");
    let front = "type: correction\nat: 2026-03-03 10:40 UTC\ncorrects:\n  update: 01-first\n  said: \"some users\"\n  now: \"412 of 9,800 users\"\n  why: \"We had not counted.\"\n  found_at: 2026-03-03 10:30 UTC\n  size: scope\n  matters_because: \"You could not tell whether it was you.\"\ndraft: true";
    site.update("02-right", front, "We wrote \"some users\". It is 412 of 9,800.");
    assert_eq!(said_of(&site), []);
}

#[test]
fn a_suggestion_is_made_once_for_each_text() {
    let body = "Mistakes were made. Steps have been taken. Measures were introduced.";
    assert_eq!(said("outage", FRONT, body), one(Code::L7, Weight::Hint, "Mistakes were made"));
}

#[test]
fn a_language_without_a_pack_is_left_alone_and_german_is_not() {
    let german = "Wir nehmen das sehr ernst und melden uns in Kürze.";
    let site = site("outage", FRONT, german);
    site.file("incidents/one/incident.yaml", "title: Suche ist langsam\nkind: outage\nlanguage: de-CH\n");
    let codes: Vec<Code> = said_of(&site).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, [Code::L1, Code::L6]);
    let (finding, words) = findings(&site).remove(1);
    assert_eq!(words, "in Kürze");
    assert!(finding.help.unwrap().starts_with("Nennen Sie eine Uhrzeit"));
    site.file("incidents/one/incident.yaml", "title: Suche ist langsam\nkind: outage\nlanguage: fi\n");
    assert_eq!(said_of(&site), []);
}

#[test]
fn history_of_others_is_left_alone() {
    let site = site("outage", FRONT, "Some users may be experiencing issues. Sorry for any inconvenience.");
    site.file("incidents/one/incident.yaml", "title: Search is slow\nkind: outage\nbackfilled: true\n");
    assert_eq!(said_of(&site), []);
}

// L8

#[test]
fn long_sentences_and_unknown_capitals_are_shown() {
    let long = "Search is slow because a server that holds one half of the index stopped at ten in the morning and the other half has to answer for both while we copy what is missing to a new one";
    let found = said("outage", FRONT, &format!("{long}."));
    assert_eq!(found, one(Code::L8, Weight::Fix, &format!("{long}.")));
    assert_eq!(said("outage", FRONT, "Our RPO is one hour."), one(Code::L8, Weight::Hint, "RPO"));
    assert_eq!(said("outage", FRONT, "Our RPO (how much work can be lost) is one hour. Our RPO holds."), []);
    assert_eq!(said("outage", FRONT, "You can search in VS Code again from 14:00 AEST on 3 March."), []);
    let site = site("outage", FRONT, "Our RPO is one hour. This is a remediation.");
    site.file(
        "terms.yaml",
        "terms:\n  - term: RPO\n    meaning: How much work can be lost.\n  - term: repair\n    avoid: [remediation]\n    use: repair\n",
    );
    assert_eq!(said_of(&site), one(Code::L8, Weight::Hint, "remediation"));
}

#[test]
fn hard_words_are_shown_and_developers_may_have_more_of_them() {
    let hard = "Authentication infrastructure misconfiguration necessitates immediate organisational reconfiguration. ";
    let found = said("outage", FRONT, &hard.repeat(6));
    assert_eq!(found[0].0, Code::L8);
    assert_eq!(found[0].1, Weight::Fix);
    let plain =
        "You can read and add files again, and each of them is there. We know why it broke. ".repeat(4);
    assert_eq!(said("outage", FRONT, &plain), []);
}

// C10

#[test]
fn some_is_wrong_where_the_facts_say_all() {
    let front = format!("{FRONT}\naffected: {{ count: 9800, of: 9800, unit: accounts, how_sure: exact }}");
    assert_eq!(
        said("outage", &front, "Some customers cannot search."),
        one(Code::C10, Weight::Stop, "Some customers")
    );
    let front = format!("{FRONT}\nservices:\n  all: down");
    assert_eq!(
        said("outage", &front, "Some customers cannot search."),
        one(Code::C10, Weight::Stop, "Some customers")
    );
    let front = format!("{FRONT}\naffected: {{ count: 412, of: 9800, unit: accounts, how_sure: exact }}");
    assert_eq!(
        said("outage", &front, "Some customers cannot search."),
        one(Code::L2, Weight::Fix, "Some customers")
    );
}

#[test]
fn it_is_not_resolved_before_it_is_over() {
    let down = format!("{FRONT}\nstate: fixing\nservices:\n  search: down");
    let found = said("outage", &down, "The issue has been resolved.");
    assert_eq!(found, one(Code::C10, Weight::Stop, "issue has been resolved"));
    assert_eq!(
        said("outage", &down, "We write again when the issue is resolved. It is not back to normal."),
        []
    );
    // What is measured can be as before while somebody still watches.
    let watched = format!("{FRONT}\nstate: monitoring\nservices:\n  search: recovered");
    assert_eq!(said("outage", &watched, "Error rates have returned to normal since 10:10 UTC."), []);
    assert_eq!(said("outage", &watched, "All is back to normal.")[0].0, Code::C10);
    let both = format!("{FRONT}\nstate: fixing\nservices:\n  search: down\n  api: recovered");
    assert_eq!(said("outage", &both, "API is back to normal. Search still fails."), []);
    let over = "type: resolved\nstate: resolved\nservices:\n  search: recovered";
    assert_eq!(said("outage", over, "The issue has been resolved."), []);
}

#[test]
fn words_and_facts_agree_on_each_service() {
    let front = format!("{FRONT}\nservices:\n  search: down\n  api: {{ not_affected: \"other machines\" }}");
    let found = said("outage", &front, "Search and API are down.");
    assert_eq!(found, one(Code::C10, Weight::Stop, "Search and API are down."));
    assert_eq!(
        said("outage", &front, "Search works as usual."),
        one(Code::C10, Weight::Stop, "Search works as usual.")
    );
    for near in [
        "Search is down. API is not affected.",
        "We check whether API is down.",
        "The API page of Search is down.",
    ] {
        assert_eq!(said("outage", &front, near), [], "{near}");
    }
}

#[test]
fn a_day_has_a_date() {
    assert_eq!(
        said("outage", FRONT, "Search has been slow since this morning."),
        one(Code::C10, Weight::Stop, "this morning")
    );
    assert_eq!(said("outage", FRONT, "Search has been slow since this morning, 3 March, 09:10 UTC."), []);
}

#[test]
fn a_reminder_keeps_to_what_was_announced() {
    let window = |end: &str| format!("window: {{ start: 2026-03-20 22:00 UTC, end: 2026-03-21 {end} UTC }}");
    let site = site(
        "maintenance",
        &format!("type: notice\nstate: scheduled\n{}", window("02:00")),
        "Search will be off.",
    );
    let reminder = |end: &str| format!("type: reminder\nat: 2026-03-03 10:40 UTC\n{}", window(end));
    site.update("02-reminder", &reminder("02:00"), "Search will be off.");
    assert_eq!(said_of(&site), []);
    site.update("02-reminder", &reminder("04:00"), "Search will be off.");
    assert_eq!(said_of(&site).first().map(|(code, ..)| *code), Some(Code::C10));
}

// What was promised about words, by what taught it.

#[test]
fn s0_01_an_explanation_that_owns_nothing_is_not_an_apology() {
    let body =
        "Her report was closed.\n\n## What we got wrong\nMiscommunications happen, even in good teams.";
    assert_eq!(said("notice", FRONT, body), one(Code::L5, Weight::Fix, "Miscommunications happen"));
}

#[test]
fn s0_05_what_felt_serious_is_not_made_small() {
    for (words, marked) in [
        ("It was only a misunderstanding.", "only a misunderstanding"),
        ("This was just a small bug.", "just a small bug"),
        ("It is simply a delay in the queue.", "simply a delay"),
        ("In the end it was not a big deal.", "not a big deal"),
    ] {
        assert_eq!(said("outage", FRONT, words), one(Code::L5, Weight::Fix, marked), "{words}");
    }
    assert_eq!(said("outage", FRONT, "Only 5 users lost a ticket. We just restarted it."), []);
}

#[test]
fn s0_08_an_apology_says_in_the_first_person_what_was_done() {
    let body = |words: &str| format!("Her report was closed.\n\n## What we got wrong\n{words}");
    let passive = "The process for such reports has room to grow.";
    assert_eq!(said("notice", FRONT, &body(passive)), one(Code::L5, Weight::Fix, passive));
    assert_eq!(said("notice", FRONT, &body("We let our customer down. We did not read her message.")), []);
}

#[test]
fn s1_11_vague_words_about_impact_are_asked_for_a_number() {
    for vague in
        ["some of our customers", "a small number of users", "a subset of accounts", "multiple customers"]
    {
        let found = said("outage", FRONT, &format!("Search fails for {vague}."));
        assert_eq!(found, one(Code::L2, Weight::Fix, vague));
    }
    for near in [
        "Search fails for 412 of 9,800 customers.",
        "Search fails for some customers. We do not know yet how many.",
    ] {
        assert_eq!(said("outage", FRONT, near), [], "{near}");
    }
}

#[test]
fn a_hedge_leans_on_a_question_that_the_text_asks() {
    let hedge = "Your searches may have been seen by others.";
    let found = |more: &str| said("outage", FRONT, &format!("{hedge}{more}"));
    assert_eq!(found("").len(), 1);
    assert_eq!(found("\n\n## What we don't know yet\n- Q1: What caused this?").len(), 1, "another question");
    assert_eq!(found("\n\n## What we don't know yet\n- Q1: Did anyone see your searches?"), []);
    assert_eq!(found(" We do not know it yet."), []);
}

#[test]
fn s3_04_a_service_has_one_name() {
    let site = site("outage", FRONT, "The full text search is slow. See the quarry-db.");
    site.file(
        "services.yaml",
        "services:\n  - id: api\n    name: API\n  - id: search\n    name: Full-Text Search\n    internal_names: [quarry-db]\n",
    );
    let found: Vec<String> =
        findings(&site).into_iter().map(|(finding, words)| format!("{words}: {}", finding.message)).collect();
    assert_eq!(found, ["full text search: `full text search` is called `Full-Text Search` everywhere else."]);
    for near in ["Full-Text Search is slow.", "Full-text search is slow, and so is any full-text search."] {
        site.update("01-first", &format!("at: 2026-03-03 10:20 UTC\n{FRONT}"), near);
        assert_eq!(said_of(&site), [], "{near}");
    }
    site.update("01-first", &format!("at: 2026-03-03 10:20 UTC\n{FRONT}"), "The full-Text search is slow.");
    assert_eq!(said_of(&site).len(), 1, "capitals in the middle are no common word");
}

#[test]
fn s3_05_drama_is_shown() {
    for word in ["catastrophic", "devastating", "the worst outage ever"] {
        let found = said("outage", FRONT, &format!("Search had a moment that was {word}."));
        assert_eq!((found[0].0, found[0].1), (Code::L9, Weight::Hint), "{word}");
    }
    assert_eq!(said("outage", FRONT, "Search is back!"), one(Code::L9, Weight::Hint, "Search is back!"));
    assert_eq!(
        said("outage", FRONT, "EVERY SEARCH FAILS RIGHT NOW."),
        one(Code::L9, Weight::Hint, "EVERY SEARCH FAILS RIGHT NOW.")
    );
    assert_eq!(said("outage", FRONT, "Every search has failed since 10:02 UTC."), []);
    assert_eq!(said("notice", FRONT, "Have a wonderful year!"), []);
}

#[test]
fn s3_14_a_sentence_begins_with_whoever_acts() {
    let found = said("outage", FRONT, "Having detected the issue, the servers were restarted.");
    assert_eq!((found[0].0, found[0].1), (Code::L7, Weight::Hint));
    assert!(found[0].2.starts_with("Having detected the issue, the servers were"), "{found:?}");
    assert_eq!(said("outage", FRONT, "Having detected the issue, we restarted the servers."), []);
}

#[test]
fn s4_04_a_denial_with_an_open_question_about_data_stops_the_build() {
    let front = format!("{FRONT}\nstate: investigating\ndata_access: unknown");
    let body = "Our service has not been breached.";
    let marked = "has not been breached";
    let found = said("security_incident", &front, body);
    assert_eq!(
        found,
        [(Code::C10, Weight::Stop, marked.to_owned()), (Code::L3, Weight::Stop, marked.to_owned())]
    );
    let output = site("security_incident", &front, body).run(&["build", "--now", "2026-03-03 11:00 UTC"]);
    assert_eq!(output.status.code(), Some(1));
    let near = "We read all sign-ins since 1 March and found none that was not ours. We do not know yet about the time before.";
    assert_eq!(said("security_incident", &front, near), []);
    let ruled_out = format!("{FRONT}\nstate: investigating\ndata_access: ruled_out");
    assert_eq!(said("security_incident", &ruled_out, "No customer data was accessed."), []);
    assert_eq!(said("security_incident", &front, "No customer data was accessed.")[0].0, Code::C10);
}

// Whatever is written, nothing breaks.

/// Words, marks and letters of many lengths, as a text that may be Markdown.
fn markdownish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "some customers",
        "we take",
        "seriously",
        "no evidence",
        "e.g. ",
        "a.m. ",
        "2026-03-03 ",
        "14:00 UTC",
        "5.4.1",
        " ",
        "\n",
        "\n\n",
        "- ",
        "## ",
        "> ",
        "```\n",
        "`",
        "**",
        "_",
        "[",
        "](https://a.example)",
        "\"",
        "“",
        "”",
        "’",
        "–",
        "…",
        "ä",
        "ß",
        "İ",
        "ſ",
        "K",
        "日本",
        "🙂",
        "\u{301}",
        "\u{a0}",
        "\r\n",
        "!",
        "?",
        ".",
        "...",
        "|",
        "\\",
        "&amp;",
        "<b>",
        "Q1: ",
        "SORRY ",
        "RPO",
        "may have been affected",
        "catastrophic",
        "soon",
        "\t",
        "1. ",
        "%",
        "412 of 9,800 ",
    ]);
    prop::collection::vec(prop_oneof![piece.prop_map(str::to_owned), "\\PC{0,6}"], 0..60)
        .prop_map(|parts| parts.concat())
}

fn reads(markdown: &str) -> Result<(), TestCaseError> {
    for (language, _) in Pack::sources() {
        let text = Text::of_markdown(markdown, Pack::built_in(language).unwrap());
        for hit in &text.hits {
            let place = text.place(hit);
            prop_assert!(place.start <= place.end && place.end <= markdown.len());
            prop_assert!(
                markdown.is_char_boundary(place.start) && markdown.is_char_boundary(place.end),
                "{markdown:?}"
            );
            prop_assert!(!text.words(hit).is_empty());
        }
        for passage in &text.passages {
            prop_assert_eq!(passage.lower.len(), passage.block.text.len());
            for range in &passage.sentences {
                let place = passage.block.place(range);
                prop_assert!(markdown.get(place).is_some());
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,300}") {
        reads(&text)?;
    }

    #[test]
    fn anything_like_markdown_can_be_read(text in markdownish()) {
        reads(&text)?;
    }

    /// The pass over words that patterns cannot do without never loses a hit.
    #[test]
    fn no_hit_is_lost_to_the_first_pass(text in markdownish()) {
        for (language, _) in Pack::sources() {
            let pack = Pack::built_in(language).unwrap();
            let read = Text::of_markdown(&text, pack);
            for passage in &read.passages {
                let candidates = pack.candidates(&passage.lower);
                for range in &passage.sentences {
                    let sentence = &passage.lower[range.clone()];
                    for (at, phrase) in pack.phrases.iter().enumerate().filter(|(_, phrase)| phrase.find.is_in(sentence)) {
                        prop_assert!(candidates.iter().any(|(candidate, _)| *candidate == at), "{:?}: {sentence}", phrase.topic);
                    }
                }
            }
        }
    }

    #[test]
    fn a_check_never_panics_on_a_body(text in markdownish()) {
        let site = site("security_incident", "type: first\ndata_access: unknown\nservices:\n  search: down", &text);
        let reading = read(&site.content());
        if reading.is_sound() {
            let _ = check(&reading.content, Instant::parse("2026-03-03 11:00 UTC").unwrap());
        }
    }
}

#[test]
fn time_grows_with_the_length_of_a_text_and_no_faster() {
    let pack = Pack::built_in("en").unwrap();
    let cost = |times: usize| {
        // What patterns would stumble over: beginnings of phrases that never end.
        let text = "we take no sign of some of the small not may be the vast having seen it apologise for "
            .repeat(times);
        let start = std::time::Instant::now();
        let _ = Text::of_markdown(&text, pack);
        start.elapsed().as_secs_f64()
    };
    cost(50);
    let (short, long) = (cost(200), cost(2_000));
    assert!(long < short.max(0.002) * 40.0, "10 times the text took {:.1} times as long", long / short);
}
