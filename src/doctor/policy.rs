//! What is to be agreed on while it is quiet: who has to agree, which links
//! are ours, which words are plain.

use super::Ward;
use crate::finding::{Code, Finding};

const FILE: &str = "policy.yaml";

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let policy = &ward.content.policy;
    if !ward.has(FILE) {
        findings.push(
            Finding::hint(Code::ReadyPolicy, ward.place(FILE, ""), "You have not set limits of your own, so the built-in ones hold.")
                .reader("Nobody in your house has agreed how fast a first word has to come. In a crisis that is debated while customers wait.")
                .help("Read the limits in the writer's guide together, and write down in `policy.yaml` what differs. If nothing does, write `publish_record: false`."),
        );
        return;
    }
    if policy.approvals.is_empty() {
        findings.push(
            Finding::hint(Code::ReadyPolicy, ward.place(FILE, ""), "It is not settled who has to agree before you publish.")
                .reader("Words wait in somebody's inbox while customers wait for them.")
                .help("Add `approvals:`, such as `- { kinds: [data_breach], roles: [legal, executive] }`. A first word should need as few as possible."),
        );
    }
    if policy.trusted_domains.is_empty() {
        findings.push(
            Finding::hint(Code::ReadyPolicy, ward.place(FILE, ""), "It is not said which addresses are yours.")
                .reader("After an attack, criminals send links that look like yours. People are told to follow only those they know.")
                .help("Add `trusted_domains:` with every host that your advice may link to."),
        );
    }
    if ward.content.terms.is_empty() {
        findings.push(
            Finding::hint(Code::ReadyPolicy, ward.place("terms.yaml", ""), "No word has a plain meaning yet.")
                .reader("The same thing under three names is three things to a reader.")
                .help("Write `terms.yaml` with the words that you use inside, what they mean in plain words, and what to write instead."),
        );
    }
}
