//! What is not for everybody, or not yet, is not in the site: a build with such
//! texts in the folder is byte for byte the build of the folder without them.

mod support;

use support::{FIRST, Site, files};

const NOW: &str = "2026-03-10 12:00 UTC";
const LATER: &str = "2026-04-10 12:00 UTC";

/// Stands in every text that must not appear, so that it can be looked for.
const SECRET: &str = "xyzzy";

/// Asserts that two folders make the same site at `NOW`, and that the secret is nowhere in it.
fn same(with: &Site, without: &Site) {
    let check = with.check();
    assert!(check.ends_with("exit 0\n"), "{check}");
    let (with, without) = (files(&with.build(NOW).out()), files(&without.build(NOW).out()));
    let names = |site: &std::collections::BTreeMap<String, Vec<u8>>| site.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&with), names(&without));
    for (path, bytes) in &with {
        let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&without[path]));
        let differing = left.lines().zip(right.lines()).find(|(left, right)| left != right);
        assert!(bytes == &without[path], "{path}: {differing:?}");
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains(SECRET), "{path}");
    }
    assert!(!names(&with).iter().any(|name| name.to_lowercase().contains(SECRET)));
}

/// Asserts that the secret is told once its time has come: the test looks at the right thing.
fn told_later(site: &Site) {
    site.build(LATER);
    let told = files(&site.out()).values().any(|bytes| String::from_utf8_lossy(bytes).contains(SECRET));
    assert!(told, "nothing of it is shown later either");
}

/// Facts that would change every part of a page.
fn loud(front: &str) -> String {
    format!(
        "---\n{front}
severity: critical
speaker: eve
statement: {SECRET} statement
services: {{ api: {{ down: {SECRET} note }}, all: exposed }}
next_update: 2026-05-01 09:00 UTC
data_types: [{SECRET}]
actions: [{{ audience: users, strength: must, text: {SECRET} }}]
actions_taken: [{{ at: 2026-02-28 09:30 UTC, text: {SECRET} }}]
channels: [{{ channel: {SECRET}, sent_at: 2026-03-20 10:21 UTC }}]
other_voices: [{{ who: {SECRET}, says: {SECRET}, stance: differs }}]
followups: [{{ text: {SECRET}, owner_role: {SECRET}, state: doing }}]
postmortem: {{ due: 2026-05-05 }}
contacts: [{{ purpose: press, route: \"mailto:{SECRET}@a.example\" }}]
---
{SECRET} lead. ![{SECRET}]({SECRET}.png) [{SECRET}]({SECRET}.pdf)

## Impact
{SECRET}

## What we don't know yet
- Q1 (by 2026-05-01 18:00 UTC): Why is it slow?
- Q7: {SECRET}?

## What you should do
### Developers
- {SECRET}

## {SECRET} heading
{SECRET}
"
    )
}

/// A site whose folder has a second person and files that only hidden updates show.
fn open() -> Site {
    let site = Site::new();
    site.file(
        "people.yaml",
        "people:
  - { id: ada, name: Ada Lake, title: Head of Platform, level: lead }
  - { id: eve, name: Eve xyzzy, title: Head of xyzzy, level: executive, bio: xyzzy }
",
    )
    .file(
        "incidents/one/02-next.md",
        "---\ntype: progress\nat: 2026-03-03 14:30 UTC\nnext_update: 2026-03-11 14:00 UTC\n---\nStill slow.\n",
    );
    site
}

fn beside(site: &Site) {
    site.file(&format!("incidents/one/{SECRET}.png"), "picture")
        .file(&format!("incidents/one/{SECRET}.pdf"), "document");
}

#[test]
fn updates_that_nobody_may_read_yet_or_ever() {
    for (name, front, later) in [
        ("future", "type: progress\nat: 2026-03-20 10:00 UTC", true),
        (
            "embargo",
            "type: progress\nat: 2026-03-20 10:00 UTC\nembargo: { until: 2026-03-20 10:00 UTC, agreed_with: [xyzzy] }",
            true,
        ),
        ("draft", "type: progress\nat: 2026-03-04 10:00 UTC\ndraft: true", false),
        ("between", "type: progress\nat: 2026-03-03 12:00 UTC\naudience: partners", false),
        ("named", "type: progress\nat: 2026-03-04 10:00 UTC\naudience: named", false),
        ("customers", "type: progress\nat: 2026-03-04 10:00 UTC\naudience: customers", false),
        ("staff", "type: progress\nat: 2026-03-04 10:00 UTC\naudience: staff", false),
        ("green", "type: progress\nat: 2026-03-04 10:00 UTC\ntlp: GREEN", false),
        ("amber", "type: progress\nat: 2026-03-04 10:00 UTC\ntlp: AMBER", false),
        ("strict", "type: progress\nat: 2026-03-04 10:00 UTC\ntlp: AMBER+STRICT", false),
        ("red", "type: resolved\nat: 2026-03-04 10:00 UTC\ntlp: RED", false),
        ("first", "type: first\nat: 2026-03-01 10:00 UTC\ntlp: RED", false),
    ] {
        let with = open();
        beside(&with);
        let mut update = loud(front);
        if name == "first" {
            // What comes before the public updates must not contradict them.
            update =
                update.replace("{ api: { down: xyzzy note }, all: exposed }", "{ api: { checking: xyzzy } }");
        }
        with.file(&format!("incidents/one/03-{name}.md"), update);
        same(&with, &open());
        if later {
            told_later(&with);
        }
    }
}

#[test]
fn corrections_and_answers_to_come() {
    let correction = "---
type: correction
at: 2026-03-20 10:00 UTC
corrects: { update: 01-first, said: ten seconds, now: xyzzy, why: xyzzy, found_at: 2026-03-03 11:00 UTC, matters_because: xyzzy, size: fact }
---
We were wrong: xyzzy.

## Answers
- Q1: xyzzy
";
    let with = open();
    with.file("incidents/one/03-correction.md", correction);
    same(&with, &open());
    told_later(&with);
    with.file(
        "incidents/one/03-correction.md",
        correction.replace("at: 2026-03-20", "tlp: AMBER\nat: 2026-03-04"),
    );
    same(&with, &open());
}

#[test]
fn folders_and_files_that_are_never_opened() {
    let with = open();
    with.file("incidents/one/for-partners/01-first.md", loud("type: first\nat: 2026-03-03 09:00 UTC"))
        .file("incidents/one/for-partners/broken.md", [0xff, 0x00, b'x'])
        .file("incidents/one/for-named/deep/xyzzy.png", "picture")
        .file("incidents/for-staff/two/incident.yaml", "title: xyzzy\nkind: outage\n")
        .file("incidents/one/internal.yaml", "decisions: [xyzzy]\nroles: { lead: xyzzy }\n")
        .file("incidents/one/01-first.md~", "xyzzy")
        .file("incidents/one/xyzzy.png", "a picture that no update shows")
        .file(".xyzzy/incident.yaml", "title: xyzzy\nkind: outage\n")
        .file("README.md", "xyzzy")
        .file("published.lock", "# xyzzy\n");
    same(&with, &open());
}

#[test]
fn incidents_that_nobody_may_know() {
    let identity = "title: xyzzy\nkind: data_breach\nreferences: [{ title: xyzzy, url: https://xyzzy.example }]\nrelated: [{ id: one, relation: caused_by }]\n";
    for front in [
        "type: first\nat: 2026-03-04 10:00 UTC\ntlp: AMBER",
        "type: first\nat: 2026-03-20 10:00 UTC",
        "type: first\nat: 2026-03-04 10:00 UTC\ndraft: true",
    ] {
        let with = open();
        with.file("incidents/secret/incident.yaml", identity)
            .file(
                "incidents/secret/01-first.md",
                loud(front).replace("![xyzzy](xyzzy.png) [xyzzy](xyzzy.pdf)", ""),
            )
            .file(
                "incidents/one/incident.yaml",
                "title: Search is slow\nkind: outage\nrelated: [{ id: secret, relation: caused_by }]\n",
            );
        same(&with, &open());
    }
    let with = open();
    with.file("incidents/drill/incident.yaml", format!("{identity}drill: true\n")).file(
        "incidents/drill/01-first.md",
        loud("type: first\nat: 2026-03-04 10:00 UTC").replace("![xyzzy](xyzzy.png) [xyzzy](xyzzy.pdf)", ""),
    );
    same(&with, &open());
}

#[test]
fn merged_into_what_nobody_may_know() {
    let with = open();
    with.file("incidents/secret/incident.yaml", "title: xyzzy\nkind: outage\n")
        .file(
            "incidents/secret/01-first.md",
            "---\ntype: first\nat: 2026-03-04 10:00 UTC\ntlp: RED\n---\nxyzzy\n",
        )
        .file(
            "incidents/one/incident.yaml",
            "title: Search is slow\nkind: outage\nretired: { merged_into: secret }\n",
        );
    for (path, bytes) in files(&with.build(NOW).out()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(SECRET) && !text.contains("secret"), "{path}");
    }
}

#[test]
fn reporters_who_have_not_agreed() {
    let reporter = |front: &str| {
        let site = open();
        site.file("incidents/one/incident.yaml", format!("title: Search is slow\nkind: outage\n{front}"));
        site
    };
    let person = "name: xyzzy, affiliation: xyzzy, url: https://xyzzy.example, thanks: \"Thank you, xyzzy\", updates: [{ at: 2026-03-01 10:00 UTC, channel: email, what: told xyzzy }]";
    let times =
        "received_at: 2026-03-01 09:00 UTC, acknowledged_at: 2026-03-01 09:30 UTC, show_timeline: true";
    let with = reporter(&format!(
        "reporter: {{ credit: named, consent_at: 2026-03-20 10:00 UTC, {person}, {times} }}\n"
    ));
    same(&with, &reporter(&format!("reporter: {{ credit: anonymous, {times} }}\n")));
    told_later(&with);
    same(&reporter(&format!("reporter: {{ credit: none, {person}, {times} }}\n")), &reporter(""));
    same(
        &reporter(
            "reporter: { credit: anonymous, name: xyzzy, affiliation: xyzzy, url: https://xyzzy.example, thanks: Thank you. }\n",
        ),
        &reporter("reporter: { credit: anonymous, thanks: Thank you. }\n"),
    );
    // Steps of the disclosure that are still to come.
    same(
        &reporter(
            "reporter: { credit: anonymous, received_at: 2026-03-01 09:00 UTC, fix_available_at: 2026-03-20 09:00 UTC, updates: [{ at: 2026-03-20 10:00 UTC, what: xyzzy }], show_timeline: true }\n",
        ),
        &reporter(
            "reporter: { credit: anonymous, received_at: 2026-03-01 09:00 UTC, show_timeline: true }\n",
        ),
    );
}

#[test]
fn channels_that_come_later() {
    let channels = |list: &str| {
        let site = open();
        site.file(
            "incidents/one/01-first.md",
            FIRST.replace("severity: minor", &format!("severity: minor\n{list}")),
        );
        site
    };
    let now = "{ channel: email, sent_at: 2026-03-03 10:25 UTC }";
    let with = channels(&format!(
        "channels: [{now}, {{ channel: xyzzy, sent_at: 2026-03-20 10:00 UTC, link: \"https://xyzzy.example\" }}]"
    ));
    same(&with, &channels(&format!("channels: [{now}]")));
    told_later(&with);
    same(&channels("channels: [{ channel: xyzzy, sent_at: 2026-03-10 12:01 UTC }]"), &channels(""));
}

#[test]
fn facts_of_the_site_that_are_for_few() {
    let site = "name: Example status\nurl: https://status.example.com\n";
    let contact = "{ purpose: questions, route: \"mailto:help@a.example\" }";
    let few = "{ purpose: security, route: \"mailto:xyzzy@a.example\", label: xyzzy, audience: staff }, { purpose: press, route: \"tel:1\", label: xyzzy, audience: named }";
    let with = open();
    with.file(
        "site.yaml",
        format!("{site}contacts: [{contact}, {few}]\npartners: [{{ name: xyzzy, role: CERT, contact: xyzzy, key: xyzzy }}]\n"),
    )
    .file("terms.yaml", "terms: [{ term: xyzzy, meaning: xyzzy, avoid: [xyzzy], use: xyzzy }]\n")
    .file(
        "services.yaml",
        "groups: [{ id: xyzzy, name: xyzzy, description: xyzzy }]\nservices:\n  - { id: api, name: API, internal_names: [xyzzy] }\n  - { id: search, name: Search }\n  - { id: xyzzy, name: xyzzy, group: xyzzy, description: xyzzy, public: false }\n",
    )
    .file("policy.yaml", "trusted_domains: [xyzzy.example]\n")
    .file(
        "incidents/one/01-first.md",
        FIRST
            .replace("  search: slow\n", "  search: slow\n  xyzzy: { down: xyzzy }\n")
            .replace("severity: minor", &format!("severity: minor\ncontacts: [{contact}, {few}]")),
    )
    .file("incidents/one/incident.yaml", "title: Search is slow\nkind: outage\ntags: [xyzzy]\n")
    .quiet();
    let without = open();
    without.file("site.yaml", format!("{site}contacts: [{contact}]\n")).file(
        "incidents/one/01-first.md",
        FIRST.replace("severity: minor", &format!("severity: minor\ncontacts: [{contact}]")),
    );
    same(&with, &without);
}
