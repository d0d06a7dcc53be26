//! What is read without the parser is what the parser reads.

use proptest::prelude::*;

use super::*;

const COMMON: [&str; 6] = [
    "type: first\nat: 2024-03-19 06:29:12 UTC\nstatement: \"You: rely # on it\"  \n\nempty:\n",
    "services:\n  api: { partial: \"one in 6\" }\n  web: down\n  all: {}\naffected: { count: 6, of: [a, 'b'] }",
    "people:\n  - id: ada\n    name: Ada Å.\n\n  - id: bo\n    roles:\n      - one\n      - two\nx: ~\ny: null\n",
    "a:\n  b:\n    c:\n  d: https://x.example/y?z=1\n",
    "a: 'it''s'\nb: ''''\nc: ['', 'x''''y', '\\b(?:a|b)\\w*']\nd: 'a\\'\ne: \"b\\n\\\\n\\\"c\\\"\"\n",
    "a: b # c\nb: 'x' # it's\n# d\nc:\n  - a  #\n  - [a, 'b'] # x: y\nd: ~ # no\ne: 1",
];

/// What the parser makes of a text that was answered, and the answer.
fn both(text: &str) -> Option<(String, String)> {
    let file = FileId::default();
    let quick = parse(text, file, 7)?;
    let padded = format!("-------{text}");
    let whole = crate::yaml::node::parsed(&padded, file, 7, padded.len());
    Some((format!("{quick:#?}"), format!("{:#?}", whole.expect(text))))
}

#[test]
fn common_front_matter_needs_no_parser() {
    for text in COMMON {
        let (quick, parsed) = both(text).expect(text);
        assert_eq!(quick, parsed, "{text}");
    }
}

#[test]
fn what_is_unusual_is_left_to_the_parser() {
    for text in [
        "",
        "\n",
        "# a\n",
        "a: # b\n",
        "a: 'b'# c\n",
        "a: b # c\n  d\n",
        "a: [b # c\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: \"b\\t\"\n",
        "a: \"b\\\"\n",
        "a: 'it''s\n",
        "a: \"b\"\"c\"\n",
        "a: 'b\n  c'\n",
        "a: \"b\n  c\"\n",
        "a: b: c\n",
        "a: b:\n",
        "---\na: b\n",
        "a: b\n...\n",
        "a:\n- b\n",
        "a: [b: c]\n",
        "a: [b\n  ]\n",
        "? a\n: b\n",
        "a: b\n c: d\n",
        " a: b\n",
        "a: [b,]\n",
        "a: \"b\" c\n",
        "a:b\n",
        "a : b\n",
        "a\n",
        "a: - b\n",
        "\u{feff}a: b\n",
    ] {
        assert!(both(text).is_none(), "{text}");
    }
}

#[test]
fn every_file_here_says_the_same() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut answered = 0;
    for folder in ["content", "tests", "templates", "languages"] {
        let folder = root.join(folder);
        for found in crate::source::walk_files(&folder).files {
            let Ok(text) = crate::source::read_text(&found.disk(&folder)) else { continue };
            let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
            if front.is_none() && found.disk(&folder).extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            if let Some((quick, parsed)) = both(front.map_or(&text, |(front, _)| front)) {
                assert_eq!(quick, parsed, "{}", found.disk(&folder).display());
                answered += 1;
            } else {
                assert_ne!(folder.file_name(), Some("languages".as_ref()), "{} needs the parser", found.path);
            }
        }
    }
    assert!(answered > 80, "only {answered} files need no parser");
}

const CASES: u32 = 4_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn the_parser_says_the_same_of_lines(
        text in "(( |  |    |- |  - |    - |# )?([a-c]|a-b|1\\.2|\"a\"|é)(: |:|  |: \"|: \\{ a: )([a-c]|b c|null|~|\"x: #y\"|'z'|x:y|10:20|[ \"',:#\\[\\]{}&*!|>%@`?~/.(=+\u{a0}\u{2028}\u{85}é-]){0,5}( \\}|\"|\\]| )?\n\n?){0,8}"
    ) {
        if let Some((quick, parsed)) = both(&text) {
            prop_assert_eq!(quick, parsed);
        }
    }

    #[test]
    fn the_parser_says_the_same_of_slips(
        text in proptest::sample::select(&COMMON[..]),
        slips in proptest::collection::vec((0..200_usize, 0..4_usize, "(a: ?|[ab]|\n|\n  |\n *# b\n|\n- |\n  - |- | |  |\"|'|\\[|\\{ ?|\\}|\\]|, ?|: |:|#| #|null|~|---|\\.\\.\\.|&|\\*|!|\\||>|\t|\r|\\\\|é|1|-|\\(|\u{2028}|\u{202d}|\u{a0}|%|@|`|<|=|/|\\.){0,2}"), 1..4),
    ) {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, gone, new) in slips {
            let at = at % letters.len().max(1);
            letters.splice(at..(at + gone).min(letters.len()), new.chars());
        }
        let text: String = letters.into_iter().collect();
        if let Some((quick, parsed)) = both(&text) {
            prop_assert_eq!(quick, parsed);
        }
    }
}
