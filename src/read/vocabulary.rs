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

/// The same in German. Each wording means one thing only, so all languages are understood everywhere.
const GERMAN: [(Known, &[&str]); 8] = [
    (
        Known::Impact,
        &[
            "was sie bemerken",
            "auswirkungen",
            "was betroffen ist",
            "was das für sie bedeutet",
            "was geschehen ist",
        ],
    ),
    (Known::Know, &["was wir wissen", "was wir bisher wissen"]),
    (
        Known::Unknowns,
        &["was wir noch nicht wissen", "was wir nicht wissen", "was noch nicht bekannt ist", "offene fragen"],
    ),
    (Known::Answers, &["antworten", "antworten auf frühere fragen", "was wir jetzt wissen"]),
    (Known::Doing, &["was wir tun", "was wir getan haben", "was wir unternehmen"]),
    (
        Known::Actions,
        &["was sie tun sollten", "was sie tun können", "was sie jetzt tun sollten", "was zu tun ist"],
    ),
    (Known::Wrong, &["was wir falsch gemacht haben", "unsere fehler"]),
    (
        Known::Questions,
        &["fragen", "wo sie fragen können", "ansprechpartner", "an wen sie sich wenden können"],
    ),
];

const EVERYBODY: [&str; 11] = [
    "everyone",
    "everybody",
    "all customers",
    "everyone else",
    "everybody else",
    "alle",
    "alle kunden",
    "alle kundinnen und kunden",
    "für alle",
    "alle anderen",
    "alle übrigen",
];

const AUDIENCES: [(Audience, &str, &[&str]); 8] = [
    (
        Audience::Users,
        "Users",
        &["people who use it", "nutzer", "nutzerinnen und nutzer", "nutzende", "anwender"],
    ),
    (
        Audience::Admins,
        "IT teams",
        &[
            "admins",
            "administrators",
            "it administrators",
            "it team",
            "it-teams",
            "it-team",
            "administratoren",
            "it-abteilungen",
        ],
    ),
    (Audience::Developers, "Developers", &["entwickler", "entwicklerinnen und entwickler"]),
    (Audience::Partners, "Partners", &["partner", "partnerinnen und partner"]),
    (Audience::Journalists, "Journalists", &["press", "the press", "presse", "die presse", "journalisten"]),
    (Audience::Staff, "Staff", &["mitarbeiter", "mitarbeitende", "mitarbeiterinnen und mitarbeiter"]),
    (Audience::Named, "Customers we have told", &["named"]),
    (Audience::Customers, "Customers", &["kunden", "kundinnen und kunden"]),
];

impl Vocabulary {
    /// English and German, with the site's own names for its audiences.
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
        let headings =
            HEADINGS.iter().chain(&GERMAN).map(|(known, words)| (*known, words.to_vec())).collect();
        Self { headings, audiences, offered }
    }

    pub(super) fn heading(&self, text: &str) -> Option<Known> {
        let said = said(text.trim().trim_end_matches([':', '?', '.']));
        self.headings.iter().find(|(_, words)| words.iter().any(|words| said(words))).map(|(known, _)| *known)
    }

    /// `Some(None)` is everybody.
    #[expect(clippy::option_option, reason = "not an audience, everybody, or one of them")]
    pub(super) fn audience(&self, text: &str) -> Option<Option<Audience>> {
        let said = said(text.trim().trim_end_matches(':'));
        self.audiences.iter().find(|(_, name)| said(name)).map(|(audience, _)| *audience)
    }
}

/// What a heading means, in any language.
pub(super) fn heading(text: &str) -> Option<Known> {
    let said = said(text.trim().trim_end_matches([':', '?', '.']));
    let mut all = HEADINGS.iter().chain(&GERMAN);
    all.find(|(_, words)| words.iter().any(|words| said(words))).map(|(known, _)| *known)
}

/// Whether `text` says these words, which are in lower case. What is ASCII is compared without a copy.
fn said(text: &str) -> impl Fn(&str) -> bool {
    let lower = (!text.is_ascii()).then(|| text.to_lowercase());
    move |words| match &lower {
        Some(lower) => words == lower,
        None => words.eq_ignore_ascii_case(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_means_one_heading() {
        let all: Vec<(Known, &str)> = HEADINGS
            .iter()
            .chain(&GERMAN)
            .flat_map(|(known, words)| words.iter().map(|words| (*known, *words)))
            .collect();
        for (at, (known, words)) in all.iter().enumerate() {
            assert_eq!(*words, words.to_lowercase());
            let first = all.iter().position(|(_, other)| other == words);
            assert_eq!(first, Some(at), "`{words}` means {known:?} and something else");
        }
        for (known, _) in HEADINGS {
            assert!(GERMAN.iter().any(|(german, _)| *german == known), "{known:?} has no German wording");
        }
    }
}
