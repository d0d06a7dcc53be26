//! A site made by `init`, and the first words of an incident on it, told with flags.

use std::collections::BTreeMap;

use super::{Site, files, text};

/// The first word.
pub const NOW: &str = "2026-03-03 09:15 UTC";
/// The first complete update.
pub const LATER: &str = "2026-03-03 09:43 UTC";

/// A site made by `init`, with nothing in it yet.
pub fn site() -> Site {
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
pub fn done(site: &Site, args: &[&str]) -> String {
    let output = site.run(args);
    assert!(output.status.success(), "{args:?}\n{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Runs a command that has to be refused; its status and what it said.
pub fn refused(site: &Site, args: &[&str]) -> (i32, String) {
    let before = snapshot(site);
    let output = site.run(args);
    assert!(!output.status.success(), "{args:?}\n{}", text(&output.stdout));
    assert_eq!(snapshot(site), before, "a command that is refused changes nothing: {args:?}");
    (output.status.code().unwrap_or(-1), text(&output.stderr))
}

/// Every file and what is in it.
pub fn snapshot(site: &Site) -> BTreeMap<String, Vec<u8>> {
    files(site.path())
}

/// The first word, from one line.
pub fn hold(site: &Site) {
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

/// Where it lies.
pub const INCIDENT: &str = "incidents/2026-03-03-some-card-payments-fail";

/// The first complete update.
pub fn first(site: &Site) {
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

/// A file of the content.
pub fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.content().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
