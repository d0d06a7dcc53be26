//! Whether what a pattern of G4 found is what it looks for: a password and no word of a sentence,
//! letters made by chance and no name, an address of a machine and no version.

use super::looks::assignment;

/// Whether a run of letters stands in an address: those are long and mean nothing.
pub(super) fn in_address(text: &str, start: usize) -> bool {
    let run = text[..start]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"'))
        .next()
        .unwrap_or("");
    run.contains("://") || run.contains('/')
}

/// Whether a value behind `password=` is one, rather than a word of a sentence or a placeholder.
pub(super) fn is_secret_value(hit: &str) -> bool {
    let Some(parts) = assignment().and_then(|pattern| pattern.captures(hit)) else { return false };
    let part = |at: usize| parts.get(at).map_or("", |part| part.as_str());
    let (name, between) = (part(1).to_lowercase(), part(2));
    let value = part(3).trim_matches(['"', '\'', ',', '.', ';', ':', ')', '(', '*', '`', '|', '_']);
    let lower = value.to_lowercase();
    let placeholder =
        ["...", "***", "xxx", "your", "example", "secret", "password", "changeme", "<", "${", "{{", "$("];
    if value.len() < 6
        || value.starts_with(['[', '/'])
        || placeholder.iter().any(|word| lower.contains(word))
        || lower.starts_with("http")
    {
        return false;
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().any(|b| b.is_ascii_alphabetic());
    let mixed = digits > 0 && letters && value.len() >= 8;
    if between == "=" {
        // An equals sign without blanks is no sentence.
        return (mixed && !is_date(value)) || value.bytes().any(|b| !b.is_ascii_lowercase());
    }
    // In a sentence other things have digits: a date, `24hours`, `RS256-signed`, an address.
    let counted = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let counted = counted.len() < value.len() && counted.bytes().all(|b| b.is_ascii_lowercase());
    if !mixed || is_date(value) || counted {
        return false;
    }
    let word = !value.contains(['/', ':', '-', '@', '(', '[', '=']);
    match between.trim() {
        // Right behind its name: only of passwords, and not `password Office365`.
        "" => {
            let password = name.starts_with("pass") || name == "pwd" || name == "kennwort";
            password && word && digits >= 4 && value.bytes().any(|b| b.is_ascii_uppercase())
        }
        "=" | ":" => true,
        _ => word,
    }
}

fn is_date(value: &str) -> bool {
    value.len() >= 10 && value.as_bytes()[4] == b'-' && value[..4].bytes().all(|b| b.is_ascii_digit())
}

/// Whether a run of letters and digits was made by chance rather than by a person: small and
/// capital letters and digits, changing often, and no letter much more frequent than others.
pub(super) fn is_random(run: &str) -> bool {
    let longest = run.split(['-', '_']).max_by_key(|part| part.len()).unwrap_or(run);
    let kind = |b: u8| match b {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    };
    let has = |wanted| longest.bytes().any(|b| kind(b) == wanted);
    let changes =
        longest.as_bytes().windows(2).filter(|pair| (kind(pair[0]) == 0) != (kind(pair[1]) == 0)).count();
    longest.len() >= 16 && has(0) && has(1) && has(2) && changes >= 4 && entropy(longest) >= 3.5
}

/// Bits for each letter (Shannon).
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let parts = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / length);
    -parts.map(|part| part * part.log2()).sum::<f64>()
}

/// Whether four numbers are an address, and not a version of software.
pub(super) fn is_address(text: &str, start: usize, end: usize) -> bool {
    let octets = text[start..end].split('.').all(|part| part.parse::<u8>().is_ok());
    let before = text[..start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let version = matches!(
        word.as_str(),
        "version" | "versions" | "release" | "build" | "v" | "gateway" | "to" | "from" | "before" | "until"
    ) || text[..start].ends_with(['v', '.', '-']);
    let goes_on = text[end..].starts_with('.') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    octets && !version && !goes_on
}
