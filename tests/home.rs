//! What the home page and the pages of services put first while things happen,
//! end and are about to begin: as a worried customer would read them.

mod support;

use support::{Built, Site, assert_in_order, words};

#[test]
fn the_home_page_sends_nobody_to_a_channel_that_is_down() {
    let site = Built::at("2026-06-14 05:20 UTC");
    let home = site.words("index.html");
    assert!(home.contains("You cannot reach us by email or through the help centre."), "{home}");
    let (_, ask) = home.split_once("Where to ask").expect("ways to ask");
    let page = site.incident("QH-2026-0018");
    let (_, own) = page.rsplit_once("Where to ask").expect("ways to ask");
    let own = own.split_once("The facts").expect("the rest").0;
    assert!(ask.starts_with(own), "{ask}\ninstead of\n{own}");
}

#[test]
fn where_nobody_can_be_asked_nothing_leads_there() {
    let site = Site::new();
    for now in ["2026-03-03 11:00 UTC", "2026-03-01 11:00 UTC"] {
        site.build(now);
        for page in ["index.html", "404.html"] {
            let page = site.page(page);
            assert!(!page.contains("Where to ask") && !page.contains("#ask"), "{now}: {page}");
        }
    }
    site.file(
        "site.yaml",
        "name: Example status\nurl: https://status.example.com\ncontacts:\n  - { purpose: questions, route: \"mailto:help@example.com\", hours: \"every day\" }\n",
    );
    site.build("2026-03-01 11:00 UTC");
    let home = site.page("index.html");
    assert!(home.contains("href=\"#ask\"") && home.contains("id=\"ask\""), "{home}");
}

#[test]
fn what_else_is_open_says_where_to_ask_if_that_is_elsewhere() {
    let site = Site::new();
    site.file("incidents/two/incident.yaml", "title: The help centre is gone\nkind: outage\n").file(
        "incidents/two/01-first.md",
        support::FIRST.replace(
            "severity: minor\n",
            "severity: none\ncontacts:\n  - { purpose: questions, route: \"tel:+441632960012\", label: Telephone, hours: \"every day\" }\n",
        ),
    );
    site.build("2026-03-03 11:00 UTC");
    let home = words(&site.page("index.html"));
    assert_in_order(
        &home,
        &["Search is slow", "Also open", "The help centre is gone", "Telephone: +441 632 960 012"],
    );
    let service = words(&site.page("services/search/index.html"));
    assert_in_order(&service, &["Now", "The help centre is gone", "Telephone: +441 632 960 012"]);
}

/// A site with a critical outage whose services are `first`, and a major one of Search.
fn two_outages(first: &str) -> String {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: The API fails\nkind: outage\n")
        .update(
            "01-first",
            "type: first\nat: 2026-03-03 08:00 UTC\nseverity: critical\nservices: { api: down, search: checking }\nnext_update: 2026-03-03 14:00 UTC",
            "The API answers nothing.",
        )
        .update(
            "02-watching",
            &format!("type: progress\nat: 2026-03-03 10:00 UTC\nstate: monitoring\nservices: {first}\nnext_update: 2026-03-03 14:00 UTC"),
            "The API answers again, and we are watching it.",
        )
        .file("incidents/two/incident.yaml", "title: Search finds nothing\nkind: outage\n")
        .file(
            "incidents/two/01-first.md",
            "---\ntype: first\nat: 2026-03-03 09:00 UTC\nseverity: major\nservices: { search: down, api: { not_affected: \"it does not search\" } }\nnext_update: 2026-03-03 14:00 UTC\n---\nSearch finds nothing.\n",
        );
    site.build("2026-03-03 11:00 UTC");
    words(&site.page("index.html"))
}

#[test]
fn what_still_fails_comes_before_what_works_again_however_bad_that_was() {
    let home = two_outages("{ api: recovered, search: recovered }");
    assert_in_order(&home, &["Major", "Search finds nothing", "Also open", "The API fails", "Critical"]);
    // One service that still fails is enough, and so is one of which nobody has spoken.
    let home = two_outages("{ api: recovered, search: slow }");
    assert_in_order(&home, &["Critical", "The API fails", "Also open", "Search finds nothing"]);
}

#[test]
fn a_service_that_nobody_has_spoken_of_is_no_sign_that_all_works_again() {
    let site = Site::new();
    site.update(
        "01-first",
        "type: first\nat: 2026-03-03 08:00 UTC\nseverity: critical\nservices: { api: recovered }\nnext_update: 2026-03-03 14:00 UTC",
        "The API answered nothing, and answers again.",
    )
    .file("incidents/two/incident.yaml", "title: Search finds nothing\nkind: outage\n")
    .file("incidents/two/01-first.md", support::FIRST);
    site.build("2026-03-03 11:00 UTC");
    assert_in_order(
        &words(&site.page("index.html")),
        &["Critical", "Search is slow", "Also open", "Search finds nothing"],
    );
}

#[test]
fn where_data_may_be_in_other_hands_services_that_work_are_no_end() {
    let site = Site::new();
    site.file("incidents/one/incident.yaml", "title: Somebody was in our systems\nkind: security_incident\n")
        .update(
            "01-first",
            "type: first\nat: 2026-03-03 08:00 UTC\nseverity: critical\ndata_access: unknown\nservices: { api: recovered, search: recovered }\nnext_update: 2026-03-03 14:00 UTC",
            "Somebody was in our systems.",
        )
        .file("incidents/two/incident.yaml", "title: Search finds nothing\nkind: outage\n")
        .file("incidents/two/01-first.md", support::FIRST);
    site.build("2026-03-03 11:00 UTC");
    assert_in_order(
        &words(&site.page("index.html")),
        &["Critical", "Somebody was in our systems", "Also open", "Search finds nothing"],
    );
}

#[test]
fn what_is_still_being_watched_is_not_past() {
    let site = Built::at("2026-05-21 16:35 UTC");
    let page = site.words("services/uploads/index.html");
    assert_in_order(
        &page,
        &[
            "Uploads",
            "Works again, not over yet",
            "Now",
            "Uploads and Signing fail",
            "What has touched it before",
        ],
    );
    let (_, past) = page.split_once("What has touched it before").expect("what is over");
    assert!(!past.contains("Uploads and Signing fail"), "it is not over:\n{page}");
    let home = site.words("index.html");
    let (_, services) = home.split_once("All services").expect("the list");
    let services = services.split_once("All services").map_or(services, |(_, list)| list);
    assert_in_order(services, &["Uploads", "Works again, not over yet", "Signing"]);
    // Once it is over nothing is wrong any more.
    let page = Built::at("2026-05-21 17:15 UTC").words("services/uploads/index.html");
    assert_in_order(&page, &["No known problem", "What has touched it before", "Uploads and Signing fail"]);
}

#[test]
fn planned_work_ahead_is_not_past() {
    let page = Built::at("2026-07-14 09:30 UTC").words("services/uploads/index.html");
    let (ahead, past) = page.split_once("What has touched it before").expect("what is over");
    assert_in_order(ahead, &["No known problem", "Planned work", "25 July 2026, 22:00 UTC"]);
    assert!(!past.contains("Planned"), "{page}");
}

#[test]
fn the_page_of_a_service_lists_what_its_ninety_days_name() {
    for now in ["2026-05-21 13:20 UTC", "2026-06-20 12:00 UTC", "2026-08-01 12:00 UTC"] {
        let site = Built::at(now);
        let services = ["uploads", "search", "billing", "sign-in", "support"];
        for service in services {
            let page = site.source(&format!("services/{service}/index.html"));
            let (_, days) = page.split_once("<details>").unwrap_or(("", ""));
            let (days, past) = days.split_once("</details>").unwrap_or(("", ""));
            let listed = format!("{}{past}", page.split("<details>").next().unwrap_or(""));
            for link in days.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or("")) {
                assert!(
                    listed.contains(link),
                    "at {now} {service} had trouble by {link}, and does not tell it"
                );
            }
        }
    }
}

#[test]
fn a_first_word_that_names_no_service_says_so_and_lists_none() {
    let site = Built::at("2026-05-21 13:20 UTC");
    for page in [site.words("index.html"), site.incident("QH-2026-0011")] {
        let touches = page.rsplit_once("Does this affect me?").expect("the question").1;
        let touches = touches.split_once("What should I do?").expect("the next question").0;
        assert_eq!(
            touches.trim().lines().collect::<Vec<_>>(),
            [
                "When you add a file, you see an error message and the file is not saved.",
                "We have not said yet which services this touches, and which it does not.",
            ]
        );
    }
    // The page of a service does not pretend to know more, in either direction.
    let page = site.words("services/uploads/index.html");
    assert_in_order(&page, &["Not stated yet", "Now", "Uploads and Signing fail", "90 days: 3 with trouble"]);
    let (_, past) = page.split_once("What has touched it before").expect("the list");
    assert!(
        past.contains("A security report that we left unanswered"),
        "two of these days are of that:\n{page}"
    );
    assert!(!page.contains("has touched this service so far"), "{page}");
}

#[test]
fn a_bad_incident_that_has_just_ended_stands_near_the_top() {
    for (now, since) in [
        ("2026-05-21 17:15 UTC", "Over since 21 May 2026, 16:18 UTC."),
        ("2026-05-21 21:00 UTC", "Over since 21 May 2026, 19:40 UTC."),
    ] {
        let site = Built::at(now);
        let home = site.words("index.html");
        let (band, rest) = home.split_once("What happened").expect("the headline of what is open");
        assert!(band.contains(&format!("{since} Uploads and Signing fail")), "{home}");
        let (top, services) = rest.rsplit_once("All services").expect("the list");
        assert_in_order(
            top,
            &[
                "Ended in the last 24 hours",
                "Uploads and Signing fail",
                since,
                "It affected: ",
                "Uploads",
                "What should I do?",
                "Everyone",
                "Send your files again",
            ],
        );
        let (_, rows) = services.split_once("Ended in the last 30 days").expect("what else ended");
        assert!(!rows.contains("Uploads and Signing fail"), "told twice:\n{home}");
    }
    // A day later it is one of the last thirty days.
    let home = Built::at("2026-05-22 20:41 UTC").words("index.html");
    assert!(!home.contains("Ended in the last 24 hours"), "{home}");
    assert_in_order(&home, &["Ended in the last 30 days", "Uploads and Signing fail"]);
}

#[test]
fn the_calm_page_tells_first_what_has_just_ended() {
    let site = Site::new();
    let first = support::FIRST.replace("severity: minor", "severity: major");
    site.file("incidents/one/01-first.md", first);
    let end = |severity: &str| {
        format!(
            "type: resolved\nat: 2026-03-03 13:00 UTC\nstate: resolved\nseverity: {severity}\nservices: {{ search: recovered }}\nnext_update: {{ none: \"it is over\" }}"
        )
    };
    let body = "Search answers at once again.\n\n## What you should do\n- Repeat the searches that you need.";
    // That it was called minor at its end takes nothing back.
    site.update("02-end", &end("minor"), body).build("2026-03-03 13:05 UTC");
    assert_in_order(
        &words(&site.page("index.html")),
        &[
            "We know of no problem",
            "Over since 3 March 2026, 13:00 UTC. Search is slow",
            "Ended in the last 24 hours",
            "Search is slow",
            "It affected: Search",
            "Search answers at once again.",
            "Repeat the searches that you need.",
            "All services",
        ],
    );
    // What was never bad waits in its row.
    site.file("incidents/one/01-first.md", support::FIRST).build("2026-03-03 13:05 UTC");
    let home = words(&site.page("index.html"));
    assert!(!home.contains("Ended in the last 24 hours"), "{home}");
    assert_in_order(
        &home,
        &["We know of no problem", "All services", "Ended in the last 30 days", "Search is slow"],
    );
}

#[test]
fn planned_work_is_named_at_the_top_a_day_before() {
    let home = Built::at("2026-07-25 21:30 UTC").words("index.html");
    assert_in_order(
        &home,
        &[
            "We know of no problem",
            "From 25 July 2026, 22:00 UTC: Planned work: no Uploads or Signing on a Saturday night in July",
            "you cannot add files or sign from Saturday 25 July, 22:00 UTC, to Sunday 26 July, 02:00 UTC.",
            "Planned work",
            "Starts",
            "All services",
        ],
    );
    // Two days before it has its place below the services.
    let home = Built::at("2026-07-23 21:30 UTC").words("index.html");
    assert!(!home.contains("From 25 July 2026, 22:00 UTC:"), "{home}");
    assert_in_order(&home, &["We know of no problem", "All services", "Planned work\n", "Starts"]);
}
