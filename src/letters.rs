//! Letters: many of them looked at at once, and those that nobody sees.

/// Whether all bytes of a text are of a sort: many at a time, and all of them before the first
/// answer, as processors like it.
pub fn every_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    find_byte(text, |b| !is(b)).is_none()
}

/// Where a byte that is ASCII stands first in a text. Most texts are short lines, of which the
/// standard library makes more work.
pub fn find(text: &str, byte: u8) -> Option<usize> {
    debug_assert!(byte.is_ascii());
    memchr::memchr(byte, text.as_bytes())
}

/// Where a byte of a sort stands first in a text: many are looked at at a time.
pub fn find_byte(text: &str, is: impl Fn(u8) -> bool) -> Option<usize> {
    let mut chunks = text.as_bytes().chunks(64).enumerate();
    chunks.find_map(|(number, bytes)| {
        let there = bytes.iter().fold(false, |any, b| any | is(*b));
        let at = || bytes.iter().position(|b| is(*b));
        if there { Some(number * 64 + at()?) } else { None }
    })
}

/// Where two bytes that are ASCII stand in a text.
pub fn places(text: &str, bytes: [u8; 2]) -> impl Iterator<Item = usize> {
    debug_assert!(bytes.is_ascii());
    memchr::memchr2_iter(bytes[0], bytes[1], text.as_bytes())
}

/// The lines of a text, each with its end.
pub fn whole_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (line, after) = rest.split_at(find(rest, b'\n').map_or(rest.len(), |end| end + 1));
        rest = after;
        Some(line).filter(|line| !line.is_empty())
    })
}

/// What each byte is, as bits that whoever asks has given a meaning.
pub type Kinds = [u8; 256];

/// All kinds of bytes that occur in a text: one look at each byte answers all that is asked of it.
pub fn kinds(text: &str, kinds: &Kinds) -> u8 {
    text.bytes().fold(0, |all, byte| all | kinds[usize::from(byte)])
}

/// Whether a byte may begin or be a character that nobody sees.
// 0xc2, 0xe2 and 0xef begin those that are not ASCII.
pub const fn hides(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef)
}

/// Characters that nobody sees and that no page or feed may hold: controls but
/// for tabs and line ends, the two code points that XML forbids, and the two that
/// turn the letters after them around.
pub fn unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}') || turns(c)
}

/// Whether a character makes letters run against the direction of their script. No
/// language needs that; embeddings and isolates, which some do, are left alone.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202d}' | '\u{202e}')
}

/// Whether a text may hold what nobody sees, judged by its bytes: few do.
pub fn may_hide(text: &str) -> bool {
    find_byte(text, hides).is_some()
}

/// The first character of a text that nobody sees, and where it stands.
pub fn first_unseen(text: &str) -> Option<(usize, char)> {
    if may_hide(text) { text.char_indices().find(|(_, c)| unseen(*c)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "a", "\n", "a\nb", "a\n\nb\r\n", "\n\n", "é\nü"] {
            let lines: Vec<&str> = whole_lines(text).collect();
            assert_eq!(lines, text.split_inclusive('\n').collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn the_first_byte_of_a_sort_is_found_wherever_it_stands() {
        for before in [0, 1, 63, 64, 65, 200] {
            let text = format!("{}*{}", "a".repeat(before), "b*".repeat(40));
            assert_eq!(find_byte(&text, |b| b == b'*'), Some(before));
            assert_eq!(find_byte(&text[..before], |b| b == b'*'), None);
        }
    }

    #[test]
    fn bytes_hide_no_character_that_nobody_sees() {
        for c in (char::MIN..=char::MAX).filter(|c| unseen(*c)) {
            assert_eq!(first_unseen(&format!("a{c}b")), Some((1, c)), "{c:?}");
        }
    }
}
