//! Texts for other channels are made from the facts of an update. When the
//! facts change, the texts are wrong without anybody having touched them.

use super::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Audience, Incident};
use crate::say::{Channel, Story, examine};
use crate::shelf::{Shelf, Standing, updates};
use crate::view::{board_of, up_to};

pub(super) const RULE: Rule = Rule {
    code: Code::ChannelText,
    weight: Weight::Fix,
    about: About {
        rule: "A text under `say/` was made from the facts as they are, or a person has read it against them \
               since they changed; and it keeps the rules of its channel, whoever wrote it.",
        reason: "Readers hear one thing on the page and another by text message, and believe neither.",
        source: "Contradictions between channels are what customers and the press notice first.",
        fires: "next_update is moved from 14:00 to 15:00 UTC, and say/…/sms.txt still says 14:00",
        near: "the log of channels gets an entry; the texts stay as they are",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let root = case.content.sources.root();
    for update in updates(&case.content.sources, &case.incident.id) {
        let shelf = Shelf::open(root, &case.incident.id, &update);
        for (file, why) in &shelf.strays {
            let path = format!("{}{file}", shelf.path);
            let names: Vec<&str> = <Channel as crate::model::Named>::ALL
                .iter()
                .flat_map(|channel| channel.files())
                .copied()
                .collect();
            findings.push(
                Finding::fix(Code::ChannelText, path.as_str(), format!("Nothing looks at this file: {why}."))
                    .help(format!("Name it like the text of a channel: {}.", crate::finding::one_of(names))),
            );
        }
        if shelf.texts.is_empty() {
            continue;
        }
        match story(case, case.incident, &update) {
            Some(story) => stand(&shelf, &story, findings),
            None => findings.push(
                Finding::fix(
                    Code::ChannelText,
                    shelf.path.trim_end_matches('/'),
                    format!("`{}` has no update `{update}` for everybody, so nothing keeps these texts up to date.", case.incident.id),
                )
                .help("Name the folder like the update, or remove it."),
            ),
        }
    }
}

/// The story of an update, at its own instant.
fn story(case: &Case<'_>, incident: &Incident, update: &str) -> Option<Story> {
    let upto = up_to(incident, update)?;
    let at = upto.updates.last()?.visible_from();
    let board = board_of(case.content, &upto, Audience::Public, at);
    Story::last(&board, 0, Audience::Public).filter(|story| story.update == update)
}

/// How the texts of an update stand to its facts and to the rules of their channels.
fn stand(shelf: &Shelf, story: &Story, findings: &mut Vec<Finding>) {
    let facts = story.fingerprint();
    let again = format!("candor say {} --update {}", story.incident, story.update);
    for kept in shelf.texts.values() {
        let path = format!("{}{}", shelf.path, kept.file);
        let channel = Channel::of_file(&kept.file).map_or("", |channel| crate::model::Named::name(channel));
        let mut note = |message: &str, help: String| {
            findings.push(
                Finding::fix(Code::ChannelText, path.as_str(), message)
                    .reader("Whoever reads it here and on the page reads two different things.")
                    .help(help),
            );
        };
        match kept.standing(&facts) {
            Standing::Current => {}
            Standing::Outdated => note(
                "The facts have changed since this text was made.",
                format!("Make it again: `{again} --write`. If it was sent, send the correction too."),
            ),
            Standing::OutdatedByHand => note(
                "The facts have changed since this text was written by hand.",
                format!("Read it, change it, and say that it fits: `{again} --keep {channel}`."),
            ),
            Standing::Unread => note(
                "This text was written by hand, and nobody has said that it fits the facts.",
                format!("Read it against the update, then keep it: `{again} --keep {channel}`."),
            ),
        }
        if kept.is_by_hand() {
            for sentence in examine(&kept.file, &kept.text, story) {
                findings.push(
                    Finding::fix(Code::ChannelText, path.as_str(), sentence)
                        .help(format!("Change it, or remove it and let it be made: `{again} {channel}`.")),
                );
            }
        }
    }
}
