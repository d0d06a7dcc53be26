//! Words → sentences, counts, and words that a language pack looks for. It
//! knows nothing of incidents: what a hit means is for the rules to say.
//!
//! Everything here is linear in the length of the text. The words that each
//! pattern cannot do without are looked for in one pass; only where one of them
//! stands is its pattern tried, on that sentence.

mod count;
mod need;
mod needles;
mod pack;
mod pattern;
mod sentence;
mod text;
mod topic;

pub use count::{Count, syllables, words};
pub use pack::{Limits, Pack, Phrase, Readability, Unless};
pub use pattern::Pattern;
pub use sentence::{Abbreviations, sentences};
pub use text::{Hit, Passage, Text};
pub use topic::Topic;
