//! What `check` can be asked, how it prints, and what a build does with a stop.

mod support;

use serde_json::Value;
use snapbox::{assert_data_eq, str};
use support::{FIRST, Site, text};

const NOW: &str = "2026-03-03 11:00 UTC";

/// A site in which one update lacks a time, and a second incident too.
fn two_stops() -> Site {
    let site = Site::new();
    site.strict()
        .file("incidents/one/01-first.md", FIRST.replace("next_update: 2026-03-03 14:00 UTC\n", ""))
        .file("incidents/two/incident.yaml", "title: The API is slow\nkind: outage\n")
        .file("incidents/two/01-first.md", FIRST.replace("next_update: 2026-03-03 14:00 UTC\n", ""));
    site
}

fn run(site: &Site, args: &[&str]) -> (i32, String, String) {
    let output = site.run(args);
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn rules_and_incidents_can_be_chosen() {
    let site = two_stops();
    let check = |more: &[&str]| {
        let args: Vec<&str> = ["check", "--now", NOW].iter().chain(more).copied().collect();
        run(&site, &args)
    };
    let (status, _, said) = check(&["--only", "T3"]);
    assert_eq!((status, said.matches("stop[T3]").count()), (1, 2), "{said}");
    let (status, _, said) = check(&["--only", "T", "--incident", "two"]);
    assert_eq!((status, said.matches("stop[T3]").count()), (1, 1), "{said}");
    assert!(!said.contains("incidents/one"));
    let (status, out, _) = check(&["--only", "T3,T4", "--skip", "T3"]);
    assert_eq!(status, 0);
    assert!(out.contains("nothing found"));
    let (status, _, said) = check(&["--only", "T3,T4", "--skip", "T"]);
    assert_eq!(status, 2);
    assert!(said.contains("no rule is left to run"), "{said}");
    let (status, _, said) = check(&["--only", "T33"]);
    assert_eq!(status, 2);
    assert!(said.contains("no rule is called `T33`; did you mean `T3`?"), "{said}");
    let (status, _, said) = check(&["--incident", "tow"]);
    assert_eq!(status, 2);
    assert!(said.contains("there is no incident `tow`; did you mean `two`?"), "{said}");
}

#[test]
fn files_that_are_wrong_are_shown_whatever_is_chosen() {
    let site = two_stops();
    site.file("incidents/one/incident.yaml", "title: Search is slow\nkind: outrage\n");
    let (status, _, said) = run(&site, &["check", "--only", "T3", "--incident", "two"]);
    assert_eq!(status, 1);
    assert!(said.contains("stop[unknown-name]"), "{said}");
}

#[test]
fn history_is_looked_at_when_asked() {
    let site = two_stops();
    site.file("incidents/one/incident.yaml", "title: Search is slow\nkind: outage\nbackfilled: true\n").file(
        "incidents/two/incident.yaml",
        "title: The API is slow\nkind: outage\nimported_from: { format: cstate, file: a.md }\n",
    );
    assert_eq!(run(&site, &["check", "--only", "T3", "--now", NOW]).0, 0);
    let (status, _, said) = run(&site, &["check", "--only", "T3", "--now", NOW, "--history"]);
    assert_eq!((status, said.matches("stop[T3]").count()), (1, 2), "{said}");
    // What is written today about the past can leak as any other word; what another page has shown is out,
    // unless it opens a door.
    let leak = |incident: &str, words: &str| {
        let update = format!("---\ntype: progress\nat: 2026-03-03 10:30 UTC\n---\n{words}\n");
        let leaking = two_stops();
        for past in ["one", "two"] {
            let file = format!("incidents/{past}/incident.yaml");
            leaking.file(&file, std::fs::read_to_string(site.content().join(&file)).unwrap());
        }
        leaking.file(&format!("incidents/{incident}/02.md"), update);
        run(&leaking, &["check", "--now", NOW, "--only", "G4"]).2
    };
    let host = "The host db-3.prod.internal is slow.";
    assert!(leak("one", host).contains("stop[G4]"));
    assert!(leak("two", host).contains("hint[G4]"));
    assert!(leak("two", "The password: tr0ub4dor3and4.").contains("stop[G4]"));
}

#[test]
fn a_rule_explains_itself() {
    let site = Site::empty();
    assert_data_eq!(
        run(&site, &["check", "--explain", "T4"]).1,
        str![[r#"
T4

A promised time is kept; if it was not, the next word says why.

severity
  fix

rule
  The next public update comes no later than its promised time and the policy's `grace`. If it comes later, it has a `late_reason`: without one it stops a publication. If it has not come at all, that is to fix at once.

why readers mind
  A missed time says that the page cannot be believed, unless the page says it first.

who learned it
  Slack, 22 February 2022; Maister, The psychology of waiting lines.

found in
  next_update: 2026-05-21 14:35 UTC, and the next update at 14:52 UTC without late_reason

not found in
  the same with late_reason: "We were testing and did not stop to write."

"#]]
    );
}

#[test]
fn sarif_follows_its_schema() {
    let site = two_stops();
    let (status, out, _) = run(&site, &["check", "--now", NOW, "--only", "T3", "--format", "sarif"]);
    assert_eq!(status, 1);
    let log: Value = serde_json::from_str(&out).expect("JSON");
    assert_data_eq!(
        serde_json::to_string_pretty(&log["runs"][0]["results"][0]).expect("JSON"),
        str![[r#"
{
  "level": "error",
  "locations": [
    {
      "physicalLocation": {
        "artifactLocation": {
          "uri": "content/incidents/one/01-first.md",
          "uriBaseId": "%SRCROOT%"
        },
        "region": {
          "endColumn": 25,
          "endLine": 3,
          "startColumn": 5,
          "startLine": 3
        }
      }
    }
  ],
  "message": {
    "text": "You have not said when people will hear from you next. People who wait without a time ask support, or stop believing this page. Add a time that you can keep, for example `next_update: 2026-03-03 14:20 UTC`. If there will be no more news, say why: `next_update: { none: /"…/" }`."
  },
  "ruleId": "T3",
  "ruleIndex": 45
}
"#]]
    );
    sarif(&log);
}

/// What the schema of SARIF 2.1.0 asks of the parts that are used here. `scripts/test` asks the schema itself.
fn sarif(log: &Value) {
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    let only = |value: &Value, allowed: &[&str]| {
        for key in keys(value) {
            assert!(allowed.contains(&key.as_str()), "`{key}` is not among {allowed:?}");
        }
    };
    let text = |value: &Value| value["text"].as_str().is_some_and(|text| !text.is_empty());
    only(log, &["$schema", "version", "runs"]);
    assert_eq!(log["version"], "2.1.0");
    for run in log["runs"].as_array().expect("runs") {
        only(run, &["tool", "columnKind", "results"]);
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let driver = &run["tool"]["driver"];
        only(driver, &["name", "semanticVersion", "rules"]);
        let rules = driver["rules"].as_array().expect("rules");
        let mut ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
        let count = ids.len();
        for rule in rules {
            only(rule, &["id", "shortDescription", "fullDescription", "defaultConfiguration"]);
            assert!(text(&rule["shortDescription"]) && text(&rule["fullDescription"]));
            level(&rule["defaultConfiguration"]["level"]);
        }
        for result in run["results"].as_array().expect("results") {
            only(result, &["ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations"]);
            let at = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(ids[at], result["ruleId"]);
            level(&result["level"]);
            assert!(text(&result["message"]));
            let related = result["relatedLocations"].as_array();
            for location in
                result["locations"].as_array().expect("locations").iter().chain(related.into_iter().flatten())
            {
                only(location, &["physicalLocation", "message"]);
                let physical = &location["physicalLocation"];
                only(physical, &["artifactLocation", "region"]);
                only(&physical["artifactLocation"], &["uri", "uriBaseId"]);
                let uri = physical["artifactLocation"]["uri"].as_str().expect("a uri");
                assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~%:".contains(&b)), "{uri}");
                if let Some(region) = physical.get("region") {
                    only(region, &["startLine", "startColumn", "endLine", "endColumn"]);
                    for key in keys(region) {
                        assert!(region[&key].as_u64().is_some_and(|n| n >= 1), "{key}");
                    }
                }
            }
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "ids of rules are unique");
    }
}

fn level(level: &Value) {
    assert!(["none", "note", "warning", "error"].contains(&level.as_str().expect("a level")));
}

#[test]
fn sarif_and_annotations_name_any_path() {
    let site = two_stops();
    site.file("incidents/a b/incident.yaml", "title: x\nkind: outage\n");
    let (_, out, _) = run(&site, &["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).expect("JSON");
    sarif(&log);
    assert!(out.contains("content/incidents/a%20b"), "{out}");
}

#[test]
fn annotations_are_one_line_each() {
    let site = two_stops();
    let (status, out, _) = run(&site, &["check", "--now", NOW, "--only", "T3", "--format", "github"]);
    assert_eq!(status, 1);
    assert_data_eq!(
        out,
        str![[r#"
::error file=content/incidents/one/01-first.md,line=3,endLine=3,col=5,endColumn=25,title=T3 (stop)::You have not said when people will hear from you next.%0APeople who wait without a time ask support, or stop believing this page.%0AAdd a time that you can keep, for example `next_update: 2026-03-03 14:20 UTC`. If there will be no more news, say why: `next_update: { none: "…" }`.
::error file=content/incidents/two/01-first.md,line=3,endLine=3,col=5,endColumn=25,title=T3 (stop)::You have not said when people will hear from you next.%0APeople who wait without a time ask support, or stop believing this page.%0AAdd a time that you can keep, for example `next_update: 2026-03-03 14:20 UTC`. If there will be no more news, say why: `next_update: { none: "…" }`.

"#]]
    );
}

#[test]
fn a_stop_publishes_nothing_until_it_is_allowed_by_name_and_with_a_reason() {
    let site = two_stops();
    site.file("policy.yaml", "severities: { C9: \"off\", C1: \"off\" }\n");
    let (status, _, said) = run(&site, &["build", "--now", NOW]);
    assert_eq!(status, 1);
    assert!(said.contains("stop[T3]") && said.contains("Nothing was published"), "{said}");
    assert!(!site.out().exists());

    let allow = |more: &[&str]| {
        let args: Vec<&str> = ["build", "--now", NOW, "--allow"].iter().chain(more).copied().collect();
        run(&site, &args)
    };
    assert_eq!(allow(&["T3"]).0, 2, "a reason is asked for");
    assert_eq!(allow(&["T3", "--because", " "]).0, 2, "a reason has words");
    let (status, _, said) = allow(&["C10", "--because", "we know"]);
    assert_eq!(status, 1, "only what is named is allowed: {said}");
    let (status, _, said) = allow(&["T3,T4", "--because", "The supplier gives no time, and we say so."]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("allowed T3: You have not said when people will hear from you next. (incidents/one/01-first.md) Because: The supplier gives no time, and we say so."),
        "{said}"
    );
    assert!(site.page("index.html").contains("Search is slow"));
}

#[test]
fn no_reason_is_good_enough_for_a_leak_or_a_broken_file() {
    let site = Site::new();
    site.file(
        "incidents/one/01-first.md",
        FIRST.replace("Search takes", "The host db-3.prod.internal is slow. Search takes"),
    );
    let (status, _, said) = run(&site, &["build", "--now", NOW, "--allow", "G4", "--because", "we must"]);
    assert_eq!(status, 2);
    assert!(said.contains("G4 finds what must never be public."), "{said}");
    let (status, _, said) = run(&site, &["build", "--now", NOW, "--allow", "C,T,L", "--because", "we must"]);
    assert_eq!(status, 1);
    assert!(said.contains("stop[G4]"), "{said}");
    let (status, _, said) =
        run(&site, &["build", "--now", NOW, "--allow", "unknown-key", "--because", "we must"]);
    assert_eq!(status, 2);
    assert!(said.contains("It cannot be allowed, only mended."), "{said}");
}

#[test]
fn the_policy_weighs_a_check_otherwise_or_switches_it_off() {
    for (weight, found, status) in
        [("stop", "stop[T3]", 1), ("fix", "fix[T3]", 0), ("hint", "hint[T3]", 0), ("\"off\"", "", 0)]
    {
        let site = two_stops();
        site.file("policy.yaml", format!("severities: {{ T3: {weight} }}\n"));
        let (code, _, said) = run(&site, &["check", "--now", NOW, "--only", "T3"]);
        assert_eq!(code, status, "{weight}: {said}");
        assert!(said.contains(found));
    }
}

#[test]
fn what_was_looked_at_is_counted() {
    let site = Site::new();
    site.file("incidents/two/incident.yaml", "title: Another\nkind: outage\n")
        .file("incidents/two/01-first.md", support::FIRST);
    let all = text(&site.run(&["check"]).stdout);
    assert!(all.starts_with("2 incidents, 2 updates:"), "{all}");
    let one = text(&site.run(&["check", "--incident", "two"]).stdout);
    assert!(one.starts_with("1 incident, 1 update:"), "{one}");
}

#[test]
fn rules_are_named_in_small_letters_too_and_at_least_one_is_left() {
    let site = Site::new();
    let small = site.run(&["check", "--only", "t3,c"]);
    assert!(small.status.success(), "{}", text(&small.stderr));
    let explained = text(&site.run(&["check", "--explain", "c10"]).stdout);
    assert!(explained.starts_with("C10\n"), "{explained}");
    let none = site.run(&["check", "--only", "T3", "--skip", "t"]);
    assert!(!none.status.success());
    assert!(text(&none.stderr).contains("no rule is left to run"), "{}", text(&none.stderr));
}

/// Contacts, so that nothing is wrong with the site itself.
const REACHED: &str = "name: Fernhill status\nurl: https://status.fernhill.example\ncontacts:\n  - { purpose: questions, route: \"mailto:help@fernhill.example\", hours: always }\n  - { purpose: escalation, route: \"mailto:ada@fernhill.example\", hours: always }\n";

#[test]
fn an_unfinished_draft_holds_nothing_back() {
    let site = Site::new();
    site.file("site.yaml", REACHED);
    site.strict().file("incidents/two/incident.yaml", "title: The API is slow\nkind: outage\n").file(
        "incidents/two/01-first.md",
        "---\ntype: first\nat: 2026-03-05 10:00 UTC\ndraft: true\n---\nTo do.\n",
    );
    let (status, _, said) = run(&site, &["check", "--now", NOW]);
    assert_eq!(status, 1, "whoever writes it is told: {said}");
    assert!(said.contains("stop["), "{said}");
    let (status, _, said) = run(&site, &["build", "--now", NOW]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("fix[") && !said.contains("stop["), "{said}");
}

/// What was published stays published: the page must go on saying how late it is.
#[test]
fn time_alone_never_stops_a_publication() {
    let site = Site::new();
    site.file("site.yaml", REACHED);
    site.strict().file(
        "incidents/one/01-first.md",
        FIRST
            .replace("severity: minor", "severity: critical")
            .replace("2026-03-03 14:00 UTC", "2026-03-03 10:50 UTC")
            .replace("## What you should do\n- You do not need to do anything.\n", ""),
    );
    let mut overdue = 0;
    for now in
        ["2026-03-03 10:21 UTC", "2026-03-03 12:30 UTC", "2026-03-03 20:00 UTC", "2026-03-20 20:00 UTC"]
    {
        let (status, _, said) = run(&site, &["build", "--now", now]);
        assert_eq!(status, 0, "{now}: {said}");
        overdue = overdue.max(said.matches("fix[").count());
    }
    assert!(overdue >= 3, "nothing was overdue, so nothing could have stopped it");
    // The next word has to pay what is owed by then.
    site.update(
        "02-more",
        "type: progress\nat: 2026-03-03 14:00 UTC\nnext_update: 2026-03-03 15:00 UTC",
        "Search is slow.",
    );
    let (status, _, said) = run(&site, &["build", "--now", "2026-03-03 14:00 UTC"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("stop[C7]"), "{said}");
}
