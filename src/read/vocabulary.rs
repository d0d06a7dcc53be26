//! The wordings of headings and of audiences that writers may use.

use crate::model::{Audience, Known, Named, Site};

/// The words of one language for headings and audiences.
pub(super) struct Vocabulary {
    /// Wordings of the known headings, lower case; the first of each is the one to offer.
    pub(super) headings: Vec<(Known, Vec<&'static str>)>,
    /// Wordings of the audiences, lower case; `None` is everybody.
    audiences: Vec<(Option<Audience>, String)>,
    /// The audiences that the site addresses, by the name to offer.
    pub(super) offered: Vec<String>,
}

const HEADINGS: [(Known, &[&str]); 8] = [
    (
        Known::Impact,
        &["impact", "what you may notice", "what is affected", "how this affects you", "what happened"],
    ),
    (Known::Know, &["what we know", "what we know so far"]),
    (
        Known::Unknowns,
        &[
            "what we don't know yet",
            "what we don’t know yet",
            "what we do not know yet",
            "what is not known yet",
            "what we don't know",
        ],
    ),
    (Known::Answers, &["answers", "answers to earlier questions", "what we now know"]),
    (Known::Doing, &["what we are doing", "what we're doing", "what we have done", "what we did"]),
    (
        Known::Actions,
        &["what you should do", "what you can do", "what to do", "what should you do", "recommended actions"],
    ),
    (Known::Wrong, &["what we got wrong", "what we did wrong"]),
    (Known::Questions, &["questions", "where to ask", "who to ask", "who to contact"]),
];

const EVERYBODY: [&str; 5] = ["everyone", "everybody", "all customers", "everyone else", "everybody else"];

const AUDIENCES: [(Audience, &str, &[&str]); 8] = [
    (Audience::Users, "Users", &["people who use it"]),
    (Audience::Admins, "IT teams", &["admins", "administrators", "it administrators", "it team"]),
    (Audience::Developers, "Developers", &[]),
    (Audience::Partners, "Partners", &[]),
    (Audience::Journalists, "Journalists", &["press", "the press"]),
    (Audience::Staff, "Staff", &[]),
    (Audience::Named, "Customers we have told", &["named"]),
    (Audience::Customers, "Customers", &[]),
];

impl Vocabulary {
    /// English, with the site's own names for its audiences.
    pub(super) fn new(site: &Site) -> Self {
        let mut audiences: Vec<(Option<Audience>, String)> =
            EVERYBODY.iter().map(|name| (None, (*name).to_owned())).collect();
        let mut offered = vec!["Everyone".to_owned(), "Everyone else".to_owned()];
        for (audience, name, also) in &AUDIENCES {
            if !site.audiences.contains(audience) {
                continue;
            }
            let own = site.audience_names.iter().find(|(a, ..)| a == audience);
            offered.push(own.map_or((*name).to_owned(), |(_, name, _)| name.clone()));
            let own_names = own.into_iter().flat_map(|(_, name, also)| std::iter::once(name).chain(also));
            let names = also.iter().copied().chain([*name, audience.name()]);
            audiences.extend(own_names.map(|n| (Some(*audience), n.to_lowercase())));
            audiences.extend(names.map(|n| (Some(*audience), n.to_lowercase())));
        }
        let headings = HEADINGS.iter().map(|(known, words)| (*known, words.to_vec())).collect();
        Self { headings, audiences, offered }
    }

    pub(super) fn heading(&self, text: &str) -> Option<Known> {
        let lower = text.trim().trim_end_matches([':', '?', '.']).to_lowercase();
        self.headings.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(known, _)| *known)
    }

    /// `Some(None)` is everybody.
    #[expect(clippy::option_option, reason = "not an audience, everybody, or one of them")]
    pub(super) fn audience(&self, text: &str) -> Option<Option<Audience>> {
        let lower = text.trim().trim_end_matches(':').to_lowercase();
        self.audiences.iter().find(|(_, name)| *name == lower).map(|(audience, _)| *audience)
    }
}
