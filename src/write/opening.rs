//! The first words of an incident → what its identity says: a title, and when it began.

use super::phrases;
use crate::model::time::Instant;

/// The first sentence, without since when.
pub fn title_of(words: &str, language: &str) -> String {
    let words = words.trim();
    let end = words.find(". ").unwrap_or(words.len());
    let sentence = words[..end].trim_end_matches(['.', '!']);
    let since = phrases(language).since;
    let ends = since.iter().filter_map(|since| sentence.find(&format!(" {since}")));
    let end = ends.min().unwrap_or(sentence.len());
    sentence[..end].trim_end_matches([',', ' ']).to_owned()
}

/// The time of day after "since" in the words: the last one before `at`.
pub fn began(words: &str, at: Instant, language: &str) -> Option<Instant> {
    let phrases = phrases(language);
    let (_, after) = phrases.since.iter().find_map(|since| words.split_once(since))?;
    let after = after.strip_prefix(phrases.about).unwrap_or(after);
    let mut parts = after.split(' ');
    let (time, zone) = (parts.next()?, parts.next()?);
    let text = format!("{time} {}", zone.trim_end_matches(['.', ',', ';']));
    Instant::parse_time_of_day(&text, at).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_what_and_since_when() {
        let at = Instant::parse("2026-03-03 09:15 UTC").expect("a time");
        let said =
            |words, language| (title_of(words, language), began(words, at, language).map(Instant::written));
        let known = |title: &str, time: &str| (title.to_owned(), Some(time.to_owned()));
        assert_eq!(
            said("Some payments fail since about 09:00 UTC. We know.", "en"),
            known("Some payments fail", "2026-03-03 09:00 UTC")
        );
        assert_eq!(
            said("Since 23:50 UTC, some payments fail.", "en"),
            known("Since 23:50 UTC, some payments fail", "2026-03-02 23:50 UTC")
        );
        assert_eq!(
            said("Einige Zahlungen schlagen fehl, seit etwa 09:00 UTC.", "de"),
            known("Einige Zahlungen schlagen fehl", "2026-03-03 09:00 UTC")
        );
        assert_eq!(said("Search is slow.", "en"), ("Search is slow".to_owned(), None));
    }
}
