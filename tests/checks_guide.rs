//! The guide of the checks says what the rules say about themselves.

use std::collections::BTreeSet;
use std::path::Path;

use candor::check::RULES;
use candor::finding::Code;

const MARK: &str = "<!-- what follows is written by the rules themselves: SNAPSHOTS=overwrite cargo test --test checks_guide -->\n";

fn rules() -> String {
    let mut text = String::new();
    let families = [("T", "Timing"), ("C", "Content"), ("G", "Governance"), ("L", "Language")];
    for (letter, name) in families {
        text.push_str(&format!("\n## {name}\n"));
        for code in Code::named(letter) {
            let rule = RULES
                .iter()
                .find(|rule| rule.code == code)
                .unwrap_or_else(|| panic!("no rule is {}", code.name()));
            let about = rule.about;
            text.push_str(&format!("\n### {}: {}\n\n", code.name(), code.explain()));
            text.push_str(&format!("*{}.* {}\n\n", rule.weight.name(), about.rule));
            text.push_str(&format!("- Why readers mind: {}\n", about.reason));
            text.push_str(&format!("- Who learned it: {}\n", about.source));
            text.push_str(&format!("- Found in: {}\n", line(about.fires)));
            text.push_str(&format!("- Not found in: {}\n", line(about.near)));
        }
    }
    text
}

/// An example in one line.
fn line(example: &str) -> String {
    example.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_guide_of_the_checks_says_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let guide = std::fs::read_to_string(&path).expect("the guide").replace("\r\n", "\n");
    let (head, told) = guide.split_once(MARK).expect("the mark");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(&path, format!("{head}{MARK}{}", rules())).expect("written");
        return;
    }
    assert!(told == rules(), "run it again with SNAPSHOTS=overwrite");
}

#[test]
fn every_check_has_a_rule_that_says_all_about_itself() {
    let codes: BTreeSet<Code> = Code::ALL.iter().copied().filter(|code| code.is_check()).collect();
    assert_eq!(codes.len(), 34);
    for code in codes {
        let rule = candor::check::Rule::of(code).unwrap_or_else(|| panic!("no rule is {}", code.name()));
        for part in [rule.about.rule, rule.about.reason, rule.about.source, rule.about.fires, rule.about.near]
        {
            assert!(part.trim().len() > 8, "{}: {part}", code.name());
        }
    }
}
