//! What a text has to hold so that a pattern can match in it at all: words, in
//! an order. A glance at the pattern tells it, and to look for words costs little
//! beside the making of a pattern, so most patterns are never made.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// What a text has to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    /// A word.
    Word(String),
    /// All of these, each behind the one before; nothing, if there are none.
    All(Vec<Need>),
    /// One of these.
    One(Vec<Need>),
}

impl Need {
    /// What every text has that a pattern matches. Of a pattern with anything in it that is not
    /// known here, that is nothing.
    pub(super) fn of(pattern: &str) -> Self {
        let mut glance = Glance { rest: pattern.chars().peekable() };
        glance.alternatives().filter(|_| glance.rest.next().is_none()).unwrap_or(Self::All(Vec::new()))
    }

    fn is_nothing(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// Whether a text holds it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.end_in(text, 0).is_some()
    }

    /// Where it ends at the earliest in a text, from a place on: what comes behind it in a match
    /// cannot begin before that.
    fn end_in(&self, text: &str, from: usize) -> Option<usize> {
        match self {
            Self::Word(word) => text[from..].find(word.as_str()).map(|at| from + at + word.len()),
            Self::All(all) => all.iter().try_fold(from, |from, need| need.end_in(text, from)),
            Self::One(one) => one.iter().filter_map(|need| need.end_in(text, from)).min(),
        }
    }

    /// Words of which one is in every text that holds it, the longest that there are; none if
    /// there are no such words.
    pub(super) fn words(&self) -> BTreeSet<&str> {
        match self {
            Self::Word(word) => BTreeSet::from([word.as_str()]),
            Self::All(all) => {
                let sets = all.iter().map(Self::words);
                sets.max_by_key(|words| (shortest(words), usize::MAX - words.len())).unwrap_or_default()
            }
            Self::One(one) => one.iter().flat_map(Self::words).collect(),
        }
    }
}

/// The length of the shortest word.
pub(super) fn shortest(words: &BTreeSet<&str>) -> usize {
    words.iter().map(|word| word.len()).min().unwrap_or(0)
}

/// A pattern that is looked through from its beginning to its end. Each step answers `None` where
/// it meets what it does not know.
struct Glance<'p> {
    rest: Peekable<Chars<'p>>,
}

/// What comes next in a pattern.
enum Piece {
    /// A letter.
    Letter(char),
    /// A place between letters.
    Place,
    /// A group, or one letter of several.
    Other(Need),
}

/// How often a piece has to be there.
enum Times {
    /// Once, as nothing else is said.
    Once,
    /// At least so many times.
    AtLeast(u32),
}

impl Glance<'_> {
    fn take(&mut self, sign: char) -> bool {
        self.rest.next_if_eq(&sign).is_some()
    }

    fn alternatives(&mut self) -> Option<Need> {
        let mut one = vec![self.sequence()?];
        while self.take('|') {
            one.push(self.sequence()?);
        }
        if one.iter().any(Need::is_nothing) {
            return Some(Need::All(Vec::new()));
        }
        Some(if one.len() == 1 { one.swap_remove(0) } else { Need::One(one) })
    }

    fn sequence(&mut self) -> Option<Need> {
        let (mut all, mut word) = (Vec::new(), String::new());
        while !matches!(self.rest.peek(), None | Some('|' | ')')) {
            match (self.piece()?, self.times()?) {
                (Piece::Place, Times::Once) => {}
                (Piece::Place, Times::AtLeast(_)) => return None,
                (Piece::Letter(letter), Times::Once) => word.push(letter),
                (Piece::Letter(letter), Times::AtLeast(least)) => {
                    word.extend((least > 0).then_some(letter));
                    close(&mut word, &mut all);
                }
                (Piece::Other(_), Times::AtLeast(0)) => close(&mut word, &mut all),
                (Piece::Other(need), _) => {
                    close(&mut word, &mut all);
                    match need {
                        Need::All(inner) => all.extend(inner),
                        need => all.push(need),
                    }
                }
            }
        }
        close(&mut word, &mut all);
        Some(if all.len() == 1 { all.swap_remove(0) } else { Need::All(all) })
    }

    /// The next piece of a sequence.
    fn piece(&mut self) -> Option<Piece> {
        let any = || Piece::Other(Need::All(Vec::new()));
        Some(match self.rest.next()? {
            '(' => {
                if self.take('?') && !self.take(':') {
                    return None;
                }
                let need = self.alternatives()?;
                if !self.take(')') {
                    return None;
                }
                Piece::Other(need)
            }
            '[' => {
                self.take('^');
                // One that comes first is a letter of the class.
                self.take(']');
                while !self.take(']') {
                    match self.rest.next()? {
                        '\\' => drop(self.rest.next()),
                        '[' | '&' | '~' => return None,
                        _ => {}
                    }
                }
                any()
            }
            '.' => any(),
            '^' | '$' => Piece::Place,
            '\\' => match self.rest.next()? {
                'b' if self.rest.peek() != Some(&'{') => Piece::Place,
                'd' | 'D' | 'w' | 'W' | 's' | 'S' => any(),
                'x' => {
                    let code = [self.rest.next()?, self.rest.next()?].iter().collect::<String>();
                    Piece::Letter(u8::from_str_radix(&code, 16).ok().filter(u8::is_ascii)?.into())
                }
                sign if sign.is_ascii_punctuation() && !matches!(sign, '<' | '>') => Piece::Letter(sign),
                _ => return None,
            },
            '?' | '*' | '+' | '{' => return None,
            letter => Piece::Letter(letter),
        })
    }

    /// How often the piece before has to be there.
    fn times(&mut self) -> Option<Times> {
        let least = match self.rest.peek() {
            Some('?' | '*') => 0,
            Some('+') => 1,
            Some('{') => {
                self.rest.next();
                let mut least = 0_u32;
                while let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(10)) {
                    self.rest.next();
                    least = least.checked_mul(10)?.checked_add(digit)?;
                }
                while self.rest.peek().is_some_and(|c| *c == ',' || c.is_ascii_digit()) {
                    self.rest.next();
                }
                if self.rest.peek() != Some(&'}') {
                    return None;
                }
                least
            }
            _ => return Some(Times::Once),
        };
        self.rest.next();
        self.take('?');
        // What is repeated twice over is nothing that anybody writes.
        (!matches!(self.rest.peek(), Some('?' | '*' | '+' | '{'))).then_some(Times::AtLeast(least))
    }
}

/// Puts a word that ends here to the others. A letter alone stands in nearly every text.
fn close(word: &mut String, all: &mut Vec<Need>) {
    let word = std::mem::take(word);
    if word.len() > 1 || word.contains(|c: char| !c.is_ascii_alphanumeric() && c != ' ') {
        all.push(Need::Word(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `still ‥ (see|looking ‥ for)`.
    fn written(need: &Need) -> String {
        let joined = |needs: &[Need], sign: &str| needs.iter().map(written).collect::<Vec<_>>().join(sign);
        match need {
            Need::Word(word) => word.clone(),
            Need::All(all) => joined(all, " ‥ "),
            Need::One(one) => format!("({})", joined(one, "|")),
        }
    }

    #[test]
    fn a_need_is_the_words_of_a_pattern_in_their_order() {
        for (pattern, need) in [
            (r"\b(?:take|took)\b[^.!?]{0,70}\bseriously\b", "(take|took) ‥ seriously"),
            (r"still\b (?:see|looking (?:at|for))s?|^again", "(still  ‥ (see|looking  ‥ (at|for))|again)"),
            (r"ab+c{2,}d*?e(fg)+?x?hi{0,1}", "ab ‥ fg"),
            (r"\x01\s?%|käse\.[^]a]", "(\x01 ‥ %|käse.)"),
        ] {
            assert_eq!(written(&Need::of(pattern)), need, "{pattern}");
        }
        for nothing in [
            r"\d+\s?",
            r"(?:word)?",
            r"(?:word|\d)",
            "a|bc",
            "(?i)word",
            r"word\pL",
            "word[[:alpha:]]",
            "word{",
        ] {
            assert!(Need::of(nothing).is_nothing(), "{nothing}");
        }
    }

    #[test]
    fn a_text_holds_what_is_needed_in_its_order() {
        let need = Need::of(r"(?:no|still) .*(?:signs?|looking for) of\b");
        for text in ["no sign of it", "but still looking for signs of it", "nosign of"] {
            assert!(need.is_in(text), "{text}");
        }
        for text in ["", "a sign of no it", "still looking of", "no signof"] {
            assert!(!need.is_in(text), "{text}");
        }
    }

    /// Patterns made of all that patterns are made of.
    fn pattern() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-c]{1,3}",
            Just("[^a]".to_owned()),
            Just("[]b]".to_owned()),
            Just(r"\x61".to_owned()),
            Just(r"\b".to_owned()),
            Just(".".to_owned()),
        ];
        piece.prop_recursive(4, 24, 4, |inner| {
            let times =
                prop_oneof![Just("?"), Just("*"), Just("+?"), Just("{2}"), Just("{0,2}"), Just("{1,}")];
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
                prop::collection::vec(inner.clone(), 2..4)
                    .prop_map(|parts| format!("(?:{})", parts.join("|"))),
                ("[a-c]{1,2}", times.clone()).prop_map(|(word, times)| format!("{word}{times}")),
                (inner, times).prop_map(|(part, times)| format!("({part}){times}")),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_a_pattern_matches_holds_what_it_needs(pattern in pattern(), text in "[a-d]{0,12}") {
            let regex = regex::Regex::new(&pattern).unwrap();
            for found in regex.find_iter(&text) {
                prop_assert!(Need::of(&pattern).is_in(found.as_str()), "{:?}", Need::of(&pattern));
            }
        }
    }
}
