//! The few words that these rules look for, by language.

use crate::model::Incident;

/// What one language calls it.
pub(super) struct Words {
    /// Words by which a text speaks to or of readers.
    pub(super) readers: &'static [&'static str],
    /// Words for what people notice of a fault, whether or not they are named.
    pub(super) notices: &'static [&'static str],
    /// What people mean when they ask about their data.
    pub(super) data: &'static [&'static str],
    /// A password.
    pub(super) password: &'static [&'static str],
    /// To give it up for another one.
    pub(super) change: &'static [&'static str],
    /// Not.
    pub(super) not: &'static [&'static str],
    /// Words of severity, with their rank from 0 to 3.
    pub(super) severity: &'static [(&'static str, u8)],
}

const ENGLISH: Words = Words {
    readers: &[
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
        "customer",
        "customers",
        "user",
        "users",
        "people",
        "everyone",
        "everybody",
        "anyone",
        "anybody",
        "nobody",
        "no one",
        "someone",
    ],
    notices: &[
        "fail",
        "fails",
        "failed",
        "slow",
        "slowly",
        "slower",
        "late",
        "later",
        "delayed",
        "delays",
        "refused",
        "rejected",
        "declined",
        "blocked",
        "error",
        "errors",
        "empty",
        "missing",
        "wrong",
        "twice",
        "lost",
        "gone",
        "down",
        "unavailable",
        "offline",
        "unreachable",
        "closed",
        "cannot",
        "can't",
        "can’t",
        "do not",
        "does not",
        "don't",
        "don’t",
        "doesn't",
        "doesn’t",
        "did not",
        "work",
        "works",
        "worked",
        "working",
        "stop",
        "stops",
        "stopped",
        "blank",
        "stay",
        "stays",
        "takes",
        "took",
        "wait",
        "nothing",
        "no longer",
    ],
    data: &[
        "data",
        "document",
        "documents",
        "file",
        "files",
        "record",
        "records",
        "information",
        "details",
        "password",
        "passwords",
        "names",
        "addresses",
        "message",
        "messages",
        "account",
        "accounts",
    ],
    password: &["password", "passwords"],
    change: &["change", "reset", "replace", "renew", "choose", "set", "new"],
    not: &["not", "don't", "don’t", "no", "never", "keep", "wait"],
    severity: &[
        ("critical", 3),
        ("severe", 3),
        ("high", 2),
        ("major", 2),
        ("important", 2),
        ("medium", 1),
        ("moderate", 1),
        ("minor", 1),
        ("low", 1),
    ],
};

const GERMAN: Words = Words {
    readers: &[
        "sie",
        "ihr",
        "ihre",
        "ihrem",
        "ihren",
        "ihrer",
        "ihnen",
        "du",
        "dein",
        "deine",
        "dir",
        "dich",
        "euch",
        "kunde",
        "kunden",
        "kundinnen",
        "nutzer",
        "nutzerinnen",
        "nutzende",
        "alle",
        "niemand",
        "jemand",
        "menschen",
    ],
    notices: &[
        "nicht",
        "kein",
        "keine",
        "nichts",
        "fehler",
        "fehlen",
        "fehlt",
        "langsam",
        "langsamer",
        "spät",
        "später",
        "verspätet",
        "dauert",
        "dauern",
        "abgelehnt",
        "abgewiesen",
        "leer",
        "falsch",
        "falsche",
        "doppelt",
        "weg",
        "verloren",
        "ausgefallen",
        "fällt",
        "fallen",
        "fehlgeschlagen",
        "schlägt",
        "schlagen",
        "geschlossen",
        "geht",
        "gehen",
        "funktioniert",
        "funktionieren",
        "bleibt",
        "bleiben",
    ],
    data: &[
        "daten",
        "dokument",
        "dokumente",
        "dokumenten",
        "datei",
        "dateien",
        "akten",
        "unterlagen",
        "informationen",
        "angaben",
        "passwort",
        "passwörter",
        "namen",
        "adressen",
        "konto",
        "konten",
        "nachrichten",
    ],
    password: &["passwort", "passwörter", "kennwort", "kennwörter"],
    change: &["ändern", "ändere", "ändert", "zurücksetzen", "setzen", "erneuern", "neues", "wählen"],
    not: &["nicht", "kein", "keine", "nie", "behalten", "warten", "noch"],
    severity: &[
        ("kritisch", 3),
        ("schwerwiegend", 3),
        ("hoch", 2),
        ("mittel", 1),
        ("gering", 1),
        ("niedrig", 1),
    ],
};

impl Words {
    /// Those of a language, if we have them.
    pub(super) fn of(incident: &Incident, site: &str) -> Option<&'static Self> {
        let tag = incident.language.as_deref().unwrap_or(site);
        match tag.split('-').next().unwrap_or(tag).to_ascii_lowercase().as_str() {
            "en" => Some(&ENGLISH),
            "de" => Some(&GERMAN),
            _ => None,
        }
    }
}

/// Whether one of the phrases stands in the text as whole words, in any case.
pub(super) fn any(text: &str, phrases: &[&str]) -> bool {
    let lower = text.to_lowercase();
    phrases.iter().any(|phrase| stands(&lower, &phrase.to_lowercase()))
}

/// Whether a phrase stands in a text as whole words; both in lower case.
fn stands(text: &str, phrase: &str) -> bool {
    let mut from = 0;
    while let Some(found) = text[from..].find(phrase).filter(|_| !phrase.is_empty()) {
        let (start, end) = (from + found, from + found + phrase.len());
        let before = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[end..].chars().next().is_some_and(char::is_alphanumeric);
        if !before && !after {
            return true;
        }
        from = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        assert!(any("Your files are safe.", &["your"]));
        assert!(any("Reading documents fails", &["reading Documents"]));
        assert!(!any("The youth of today", &["you"]));
        assert!(any("(you)", &["you"]));
    }
}
