//! How long a text is, by the rules of each channel. Nothing here knows what
//! a text says.
//!
//! - Text messages: GSM 03.38 with its extension table, else UTF-16, and the
//!   room that joining parts takes (3GPP TS 23.038 and 23.040).
//! - X: the weights of `twitter-text`, configuration 3.
//! - Bluesky: extended grapheme clusters, and bytes; addresses in full.
//! - Mastodon: extended grapheme clusters; each address as 23, a mention
//!   without its server.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// What an address counts on X and on Mastodon, however long it is.
pub const ADDRESS: usize = 23;

/// The basic alphabet of text messages, without the two letters that only machines use.
const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Letters of the extension table: each takes the place of two.
const GSM_EXTENSION: &str = "^{}\\[~]|€";

/// How a text message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// The alphabet of text messages: 160 units, 153 in each of several parts.
    Gsm7,
    /// Sixteen bits a letter: 70 units, 67 in each of several parts.
    Ucs2,
}

impl Coding {
    /// What one message holds.
    pub fn single(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// What each part of a longer message holds.
    pub fn part(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

/// A text message, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sms {
    /// How it is sent.
    pub coding: Coding,
    /// Its units.
    pub units: usize,
    /// Into how many messages it is cut.
    pub parts: usize,
}

/// Counts a text message.
pub fn sms(text: &str) -> Sms {
    let (coding, sizes): (Coding, Vec<usize>) = if text.chars().all(is_gsm) {
        (Coding::Gsm7, text.chars().map(|c| if GSM_EXTENSION.contains(c) { 2 } else { 1 }).collect())
    } else {
        (Coding::Ucs2, text.chars().map(char::len_utf16).collect())
    };
    let units: usize = sizes.iter().sum();
    let parts = if units <= coding.single() { 1 } else { parts(&sizes, coding.part()) };
    Sms { coding, units, parts }
}

/// Into how many parts letters go if none may be cut in two.
fn parts(sizes: &[usize], most: usize) -> usize {
    let (mut parts, mut filled) = (1, 0);
    for size in sizes {
        if filled + size > most {
            parts += 1;
            filled = 0;
        }
        filled += size;
    }
    parts
}

/// Whether a text message has this letter in its alphabet.
pub fn is_gsm(c: char) -> bool {
    GSM.contains(c) || GSM_EXTENSION.contains(c)
}

/// The letters that force a text message out of its alphabet.
pub fn not_gsm(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| !is_gsm(*c)).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// Quotes, dashes and blanks as the alphabet of text messages has them. Letters stay as they are.
pub fn plain_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => out.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
            '…' => out.push_str("..."),
            '•' | '·' => out.push('*'),
            '×' => out.push('x'),
            '→' => out.push_str("->"),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\t' => out.push(' '),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c => out.push(c),
        }
    }
    // A letter and its accent in two pieces is the letter with the accent.
    out.nfc().collect()
}

/// Counts as X does: most letters of Europe and its signs 1, all others 2, emoji 2, an address 23.
pub fn x(text: &str) -> usize {
    let text: String = text.nfc().collect();
    let (words, addresses) = without_addresses(&text);
    let bare: usize = words.split_whitespace().filter_map(bare_address).sum();
    addresses * ADDRESS + bare + words.graphemes(true).map(weight).sum::<usize>()
}

/// What one cluster weighs.
fn weight(cluster: &str) -> usize {
    if is_emoji(cluster) {
        return 2;
    }
    cluster.chars().map(|c| if is_light(c) { 1 } else { 2 }).sum()
}

fn is_light(c: char) -> bool {
    matches!(u32::from(c), 0..=4_351 | 8_192..=8_205 | 8_208..=8_223 | 8_242..=8_247)
}

/// Whether a cluster is one picture, of however many letters it is made.
fn is_emoji(cluster: &str) -> bool {
    let mut letters = cluster.chars();
    let Some(first) = letters.next() else { return false };
    let shown_as_picture = cluster.contains('\u{fe0f}') || cluster.contains('\u{20e3}');
    match u32::from(first) {
        // Flags: two letters of their own alphabet.
        0x1F1E6..=0x1F1FF => letters.next().is_some(),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B05..=0x2B55 => true,
        0x203C
        | 0x2049
        | 0x2122
        | 0x2139
        | 0x2190..=0x21FF
        | 0x2300..=0x23FF
        | 0x24C2
        | 0x25AA..=0x25FE
        | 0x2934
        | 0x2935
        | 0x3030
        | 0x303D
        | 0x3297
        | 0x3299
        | 0x23
        | 0x2A
        | 0x30..=0x39
        | 0xA9
        | 0xAE => shown_as_picture,
        _ => false,
    }
}

/// What a bare address such as `example.com/x` counts beyond its own letters: X
/// makes it a link of 23 if it knows the ending, and there is no list of those
/// here, so the larger of both counts.
fn bare_address(word: &str) -> Option<usize> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let host = word.split('/').next()?;
    let (_, ending) = host.rsplit_once('.')?;
    let labels = host
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let named = ending.len() >= 2 && ending.chars().all(|c| c.is_ascii_alphabetic());
    (labels && named).then(|| ADDRESS.saturating_sub(word.chars().count()))
}

/// Counts as Bluesky does: what a reader takes for one sign is one; addresses in full.
pub fn bluesky(text: &str) -> usize {
    text.graphemes(true).count()
}

/// What a post on Bluesky holds in bytes, besides its 300 letters: only pictures of many parts and
/// letters with many marks come near.
pub const BLUESKY_BYTES: usize = 3_000;

/// Counts as Mastodon does.
pub fn mastodon(text: &str) -> usize {
    let (words, addresses) = without_addresses(text);
    addresses * ADDRESS + without_servers(&words).graphemes(true).count()
}

/// `@name@server` as `@name`.
fn without_servers(text: &str) -> String {
    let short = |word: &str| -> String {
        let name = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
        };
        match word.strip_prefix('@').and_then(|rest| rest.split_once('@')) {
            Some((who, server))
                if name(who) && name(server.trim_end_matches(['.', ',', ':', ';', '!', '?', '\n'])) =>
            {
                let end = server.trim_end_matches(['.', ',', ':', ';', '!', '?', '\n']).len();
                format!("@{who}{}", &server[end..])
            }
            _ => word.to_owned(),
        }
    };
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let end = word.trim_end().len();
        out.push_str(&short(&word[..end]));
        out.push_str(&word[end..]);
    }
    out
}

/// A text without its addresses, and how many these were.
fn without_addresses(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut rest = text;
    while let Some(start) = address_start(rest) {
        let end = start + address_end(&rest[start..]);
        out.push_str(&rest[..start]);
        count += 1;
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out, count)
}

fn address_start(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .iter()
        .flat_map(|scheme| text.match_indices(scheme).map(move |(at, _)| (at, scheme.len())))
        .filter(|(at, length)| {
            let before = text[..*at].chars().next_back();
            let behind = text[at + length..].chars().next();
            before.is_none_or(|c| !c.is_alphanumeric()) && behind.is_some_and(char::is_alphanumeric)
        })
        .map(|(at, _)| at)
        .min()
}

/// Where an address ends: signs behind it belong to the sentence.
fn address_end(text: &str) -> usize {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'))
        .unwrap_or(text.len());
    let mut address = &text[..end];
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…']);
        // A bracket belongs to the address only if it was opened in it.
        let shorter = match shorter.strip_suffix(')') {
            Some(inside) if inside.matches('(').count() <= inside.matches(')').count() => inside,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address.len();
        }
        address = shorter;
    }
}

/// How many words a person reads aloud.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Letters as most fields count them: what a reader takes for one sign is one.
pub fn signs(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Letters as chat programs count them for their limits: units of UTF-16, the strictest of the ways in use.
pub fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}
