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
        &["Search is slow", "Also open", "The help centre is gone", "Telephone: +441632960012"],
    );
    let service = words(&site.page("services/search/index.html"));
    assert_in_order(&service, &["Now", "The help centre is gone", "Telephone: +441632960012"]);
}
