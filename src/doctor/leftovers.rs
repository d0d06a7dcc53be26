//! Words of a template that nobody replaced.

use super::Ward;
use crate::finding::{Code, Finding};
use crate::source::{FileId, Span};

/// Files at the top whose words readers see.
const FILES: [&str; 4] = ["site.yaml", "services.yaml", "people.yaml", "terms.yaml"];

/// Marks of a writer to themselves. In capitals only: in small letters they are words of some language.
const MARKS: [&str; 4] = ["TODO", "TBD", "FIXME", "XXX"];

/// Words that stand in templates and nowhere else, in lower case.
const WORDS: [&str; 9] = [
    "changeme",
    "lorem ipsum",
    "jane doe",
    "john doe",
    "acme",
    "foo bar",
    "example.com",
    "example.org",
    "example.net",
];

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let sources = &ward.content.sources;
    for (file, source) in sources.iter().filter(|(_, source)| FILES.contains(&source.path.as_str())) {
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            for (at, length) in leftovers(without_comment(line)) {
                findings.push(leftover(file, start + at, length, &line[at..at + length]));
            }
            start += line.len();
        }
    }
    for update in ward.content.incidents.iter().filter(|i| i.imported_from.is_none()).flat_map(|i| &i.updates)
    {
        let Some(whole) = update.body.whole else { continue };
        let text = sources.slice(whole);
        for (at, length) in leftovers(text) {
            let from = whole.range().start + at;
            findings.push(leftover(update.file, from, length, &text[at..at + length]));
        }
    }
}

fn leftover(file: FileId, at: usize, length: usize, words: &str) -> Finding {
    Finding::fix(
        Code::ReadyTemplate,
        Span::new(file, at, at + length),
        format!("`{words}` looks like a word of a template."),
    )
    .reader("Readers see at once that nobody has read it before it was published.")
    .help("Write what belongs there, or remove the line.")
}

/// A line of YAML without the comment at its end.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    // A `#` in quotes can be a comment's only if the quote is closed before it.
    line.match_indices(" #")
        .find(|(at, _)| line[..*at].matches('"').count().is_multiple_of(2))
        .map_or(line, |(at, _)| &line[..at])
}

/// Where words of a template stand in a text: start and length in bytes.
fn leftovers(text: &str) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let mut found = whole(text, &MARKS);
    found.extend(whole(&lower, &WORDS));
    found.extend(angles(text));
    found.sort_unstable();
    found.dedup_by(|b, a| b.0 < a.0 + a.1);
    found
}

/// Where words stand in a text, not as a part of others.
fn whole(text: &str, words: &[&str]) -> Vec<(usize, usize)> {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut found = Vec::new();
    for word in words {
        let places = text.match_indices(word).map(|(at, _)| at);
        found.extend(
            places
                .filter(|at| {
                    let after = text[at + word.len()..].chars().next();
                    !inside(text[..*at].chars().next_back()) && !inside(after)
                })
                .map(|at| (at, word.len())),
        );
    }
    found
}

/// `<your service>`, but neither an address in angle brackets, nor a comparison, nor a part of a command.
fn angles(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let Some(end) = rest.find(['>', '\n', '<']).filter(|end| rest[*end..].starts_with('>')) else {
            continue;
        };
        let inner = &rest[..end];
        let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let in_code = !text[line..at].matches('`').count().is_multiple_of(2);
        let starts = inner.starts_with(|c: char| c.is_alphabetic() || c == '…');
        if starts && !in_code && inner.len() <= 60 && !inner.contains([':', '@', '/']) {
            found.push((at, end + 2));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        leftovers(text).into_iter().map(|(at, length)| &text[at..at + length]).collect()
    }

    #[test]
    fn words_of_templates_are_found_whole() {
        assert_eq!(found("name: TODO\nurl: https://status.example.com\n"), ["TODO", "example.com"]);
        assert_eq!(found("Write to <your help centre> or call."), ["<your help centre>"]);
        assert_eq!(found("Lorem ipsum dolor, Jane Doe"), ["Lorem ipsum", "Jane Doe"]);
    }

    #[test]
    fn what_people_write_is_left_alone() {
        for text in [
            "A method to do it.",
            "Mastodon and todos",
            "<https://help.quillhaven.example> or <ask@quillhaven.example>",
            "a < b and b > c",
            "Run `login <your key>` again.",
            "todo funciona; in your name, through your company",
            "myexample.community",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert_eq!(without_comment("name: x # TODO: ask"), "name: x");
        assert_eq!(without_comment("label: \"Room #5 # TODO\""), "label: \"Room #5 # TODO\"");
    }
}
