//! Partners whose contact somebody has tried within a year.

use super::Ward;
use crate::finding::{Code, Finding};
use crate::model::time::Date;

const FILE: &str = "site.yaml";

/// How old a check of a contact may be, in days.
const DAYS: u64 = 365;

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let site = &ward.content.site;
    if site.partners.is_empty() {
        findings.push(
            Finding::hint(Code::ReadyPartners, ward.place(FILE, "name:"), "No partner is named: no supplier, no CERT, no authority.")
                .reader("If partners hear of it from the press, they say something else than you, and customers do not know whom to follow.")
                .help("Add a list `partners:`; each has `name`, `role`, `contact` and the day on which you last tried it, `last_checked`. It is never published."),
        );
    }
    let today = ward.now.date(site.time_zone);
    let oldest: Date = today.back(DAYS);
    for partner in &site.partners {
        let place = || ward.place(FILE, &partner.name);
        let reader = "In a crisis you would call a number that nobody answers, and the partner would hear of it from others.";
        if partner.contact.is_none() {
            findings.push(
                Finding::fix(Code::ReadyPartners, place(), format!("It is not said how to reach {}.", partner.name))
                    .reader(reader)
                    .help("Add `contact:` with a phone number or an address, try it, and note the day as `last_checked`."),
            );
            continue;
        }
        let today = today.iso();
        match partner.last_checked {
            Some(checked) if checked >= oldest => {}
            Some(checked) => findings.push(
                Finding::fix(
                    Code::ReadyPartners,
                    place(),
                    format!("Nobody has tried the contact of {} since {}.", partner.name, checked.iso()),
                )
                .reader(reader)
                .help(format!("Call or write to them now, and then set `last_checked: {today}`.")),
            ),
            None => findings.push(
                Finding::fix(
                    Code::ReadyPartners,
                    place(),
                    format!("It is not said when the contact of {} was last tried.", partner.name),
                )
                .reader(reader)
                .help(format!("Call or write to them now, and then add `last_checked: {today}`.")),
            ),
        }
    }
}
