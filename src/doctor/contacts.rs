//! Ways to ask, with hours, and one for when all else has failed.

use super::Ward;
use crate::finding::{Code, Finding};
use crate::model::Purpose;

const FILE: &str = "site.yaml";

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let contacts = &ward.content.site.contacts;
    let has = |purpose| contacts.iter().any(|contact| contact.purpose == purpose);
    let at = |words: &str| ward.place(FILE, words);
    if !has(Purpose::Questions) {
        findings.push(
            Finding::stop(Code::ReadyContacts, at("contacts:"), "There is no way for customers to ask a question.")
                .reader("In a crisis, people who cannot ask you ask each other, and believe the answer.")
                .help("Add under `contacts:` a line such as `- { purpose: questions, label: \"Help centre\", route: https://help.yourcompany.com, hours: \"Every day, 08:00 to 20:00 UTC\" }`."),
        );
    }
    if !has(Purpose::Escalation) {
        findings.push(
            Finding::stop(Code::ReadyContacts, at("contacts:"), "There is no way left for a customer whom you have let down.")
                .reader("Somebody who was not answered goes to the press or to a lawyer next. One named address keeps the conversation with you.")
                .help("Add a contact with `purpose: escalation`: a person by name, with the time in which that person answers."),
        );
    }
    if !has(Purpose::Security) {
        findings.push(
            Finding::fix(Code::ReadyContacts, at("contacts:"), "There is no address for people who find a flaw.")
                .reader("A researcher who finds no address publishes, or gives up. Neither helps your customers.")
                .help("Add a contact with `purpose: security`, with hours and, as `key_url`, a key for secret messages."),
        );
    }
    for contact in contacts.iter().filter(|contact| contact.hours.is_none()) {
        let name = contact.label.as_deref().unwrap_or(&contact.route);
        findings.push(
            Finding::stop(
                Code::ReadyContacts,
                at(&contact.route),
                format!("`{name}` does not say when somebody answers."),
            )
            .reader("People wait at a closed door, and take it that you do not want to talk.")
            .help(
                "Add the hours with their zone, such as `hours: \"Monday to Friday, 08:00 to 18:00 UTC\"`.",
            ),
        );
    }
}
