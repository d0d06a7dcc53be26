//! Somebody who may speak when it is serious.

use super::Ward;
use crate::finding::{Code, Finding};
use crate::model::Level;

const FILE: &str = "people.yaml";

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let people = &ward.content.people;
    let executives = people.iter().filter(|person| person.level == Level::Executive).count();
    let reader = "When it is serious, people want to hear from somebody who can decide. Finding that person must not begin on the day.";
    if people.is_empty() {
        findings.push(
            Finding::fix(Code::ReadySpeakers, ward.place(FILE, ""), "Nobody is named who may speak.")
                .reader(reader)
                .help("Write `people.yaml` with a list `people:`; each has `id`, `name`, `title` and `level`, and at least one has `level: executive`."),
        );
    } else if executives == 0 {
        findings.push(
            Finding::fix(Code::ReadySpeakers, ward.place(FILE, "people:"), "No executive is named who may speak.")
                .reader(reader)
                .help("Agree with an executive, best from security or operations, and add that person with `level: executive`."),
        );
    } else if executives == 1 {
        findings.push(
            Finding::hint(
                Code::ReadySpeakers,
                ward.place(FILE, "level: executive"),
                "Only one executive may speak.",
            )
            .reader("If that person sleeps, flies or is ill, nobody speaks.")
            .help("Add a second person with `level: executive`."),
        );
    }
}
