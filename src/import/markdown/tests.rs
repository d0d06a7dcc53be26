//! What becomes of foreign Markdown, and that nothing unfit is ever left.

use proptest::prelude::*;

use super::*;

fn place() -> Place<'static> {
    Place { site: Some("https://old.example"), page: "/issues/one/" }
}

fn conformed(text: &str) -> String {
    let mut report = FileReport::new("a.md");
    conform(&prepare(text, &mut report), place(), &mut report)
}

#[test]
fn rewrites_what_our_reader_refuses() {
    for (given, wanted) in [
        ("Plain *words* <https://a.example>.", "Plain *words* <https://a.example>.\n"),
        ("Peer <IP:PORT> and <NAME> left.", "Peer `<IP:PORT>` and `<NAME>` left.\n"),
        ("<strike>Over at ten </strike> (no)", "~~Over at ten~~ (no)\n"),
        ("one<br>two<br />\nthree", "one  \ntwo  \nthree\n"),
        ("a <!-- secret --> b", "a  b\n"),
        ("<!-- secret\n\nmore -->\n\nwords", "words\n"),
        ("words\n\n<!-- never closed\n\nsecret", "words\n"),
        ("# One\n\n## Two ##\n\n### Three", "### One\n\n### Two ##\n\n### Three\n"),
        ("One\ntwo\n===\n\nx", "### One two\n\nx\n"),
        ("a\n\n---\n\nb", "a\n\n***\n\nb\n"),
        ("![chart](/c.png)", "[chart](https://old.example/c.png)\n"),
        ("[![chart](c.png)](https://a.example)", "[chart](https://a.example)\n"),
        ("[top](#top) [f](ftp://a.example/x)", "top (`#top`) f (`ftp://a.example/x`)\n"),
        ("[a](b.md \"c\")", "[a](https://old.example/issues/one/b.md \"c\")\n"),
        (
            "See [the page][p].\n\n[p]: https://a.example/p",
            "See [the page](https://a.example/p).\n\n[p]: https://a.example/p\n",
        ),
        ("see <a href=\"https://a.example/\">this</a> page", "see [this](https://a.example/) page\n"),
        ("```text\n<ID> <!-- kept -->\n# kept\n```", "```text\n<ID> <!-- kept -->\n# kept\n```\n"),
        ("<script>alert(1)</script>", "`<script>`alert(1)`</script>`\n"),
        ("", ""),
    ] {
        assert_eq!(conformed(given), wanted, "{given}");
    }
}

#[test]
fn html_blocks_become_lists_and_paragraphs() {
    let text = conformed("<div>\n  <ul>\n    <li>one</li>\n    <li>two</li>\n  </ul>\n</div>\n\nafter");
    assert!(is_fine(&text), "{text}");
    assert!(text.contains("- one") && text.contains("- two") && text.ends_with("after\n"), "{text}");
}

#[test]
fn descriptions_become_plain() {
    assert_eq!(
        plain("We *see* `x`.\nMore [here](https://a.example)."),
        "We see x. More here (https://a.example)."
    );
}

proptest! {
    #[test]
    fn nothing_unfit_is_left(text in "(?s)([ -~]|\n|# |<br>|<!--|-->|</?a>|<b |\\]\\(|> |- |    |```|===\n|---\n|é){0,40}") {
        let mut report = FileReport::new("a.md");
        let text = conform(&prepare(&text, &mut report), place(), &mut report);
        prop_assert!(is_fine(&text), "{text:?}");
    }

    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        prop_assert!(is_fine(&conformed(&text)));
    }
}
