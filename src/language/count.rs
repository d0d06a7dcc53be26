//! How hard words are to read: words, syllables, and the two grades that are
//! made of them. The rule for syllables is fixed, so that a grade never changes
//! without a change of the words.

/// What was counted in one or more sentences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables, as English counts them.
    pub syllables: usize,
    /// Words of more than six letters.
    pub long_words: usize,
}

impl Count {
    /// Adds a sentence.
    pub fn add(&mut self, sentence: &str) {
        self.sentences += 1;
        for word in words(sentence) {
            self.words += 1;
            self.syllables += syllables(word);
            self.long_words += usize::from(word.chars().filter(|c| c.is_alphabetic()).count() > 6);
        }
    }

    /// The school grade (United States) that can read it: Flesch and Kincaid.
    pub fn flesch_kincaid(self) -> Option<f64> {
        let (sentences, words) = self.shares()?;
        Some(0.39 * words / sentences + 11.8 * share(self.syllables) / words - 15.59)
    }

    /// LIX, which needs no syllables: under 40 is easy, over 50 is hard.
    pub fn lix(self) -> Option<f64> {
        let (sentences, words) = self.shares()?;
        Some(words / sentences + 100.0 * share(self.long_words) / words)
    }

    fn shares(self) -> Option<(f64, f64)> {
        (self.words > 0).then(|| (share(self.sentences.max(1)), share(self.words)))
    }
}

/// A count as a number to divide by; no text of ours has more words than 32 bits count.
fn share(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The words of a text: what stands between blanks and has a letter or digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Syllables of an English word: groups of vowels, less a silent ending.
/// Numbers and signs count as one. Two vowels side by side are one group, so a
/// word such as `experience` gets one less than it has; what counts is that the
/// rule never changes.
pub fn syllables(word: &str) -> usize {
    let lower: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = lower.chars().collect();
    let vowel = |c: char| "aeiouyäöüáàâéèêíîóôúû".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in &letters {
        count += usize::from(vowel(*c) && !before);
        before = vowel(*c);
    }
    let ends = |ending: &str| lower.ends_with(ending);
    let from_end = |n: usize| letters.len().checked_sub(n).map(|at| letters[at]);
    let third = from_end(3);
    let silent = if ends("e") {
        // `table` is heard, `make` is not; `see` is one group anyway.
        !(from_end(2).is_some_and(vowel) || ends("le") && third.is_some_and(|c| !vowel(c)))
    } else if ends("ed") {
        third.is_some_and(|c| !vowel(c) && !matches!(c, 't' | 'd'))
    } else if ends("es") {
        third.is_some_and(|c| !vowel(c) && !matches!(c, 's' | 'x' | 'z' | 'c' | 'g' | 'h'))
            && !(third == Some('l') && from_end(4).is_some_and(|c| !vowel(c)))
    } else {
        false
    };
    count.saturating_sub(usize::from(silent && count > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_follow_the_fixed_rule() {
        for (word, count) in [
            ("we", 1),
            ("make", 1),
            ("table", 2),
            ("security", 4),
            ("customers", 3),
            ("closed", 1),
            ("started", 2),
            ("pages", 2),
            ("times", 1),
            ("free", 1),
            ("the", 1),
            ("inconvenience", 4),
            ("412", 1),
            ("14:00", 1),
            ("API", 2),
            ("you're", 1),
            ("experienced", 3),
            ("files", 1),
            ("people", 2),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn grades_are_those_of_the_formulas() {
        let mut count = Count::default();
        count.add("We take your uploads again.");
        count.add("Nothing was lost.");
        assert_eq!((count.sentences, count.words, count.syllables, count.long_words), (2, 8, 11, 2));
        let grade = 0.39 * 4.0 + 11.8 * 11.0 / 8.0 - 15.59;
        assert!((count.flesch_kincaid().unwrap() - grade).abs() < 1e-9);
        assert!((count.lix().unwrap() - 29.0).abs() < 1e-9);
        assert_eq!(Count::default().lix(), None);
    }
}
