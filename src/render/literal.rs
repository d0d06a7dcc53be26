//! The words of the interface → into the templates. They are the same on every page of a
//! site, so they are put in once and not looked up on each.

use rustc_hash::FxHashMap;

use super::given::escaped;

/// A template with `{{ t.facts }}` and `{{ t["on-this-page"] }}` as the words that they stand
/// for. What is asked in any other way stays a question, and so does all that Tera could take
/// for more than words.
pub(super) fn with_words(template: &str, words: &FxHashMap<String, String>) -> String {
    let mut out = String::with_capacity(template.len() * 5 / 4);
    let mut rest = template;
    if !template.contains(" raw ") && !renames(template) {
        while let Some((before, from)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((asked, behind)) = from.split_once("}}") else {
                rest = &rest[before.len()..];
                break;
            };
            match name(asked).and_then(|name| words.get(name)).and_then(|words| literal(words)) {
                Some(words) => out.push_str(&words),
                None => {
                    out.push_str("{{");
                    out.push_str(asked);
                    out.push_str("}}");
                }
            }
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// The name of the words that are asked for, if nothing else is.
fn name(asked: &str) -> Option<&str> {
    let asked = asked.trim().strip_prefix('t')?;
    let name = match asked.strip_prefix('.') {
        Some(name) => name,
        None => asked.strip_prefix("[\"")?.strip_suffix("\"]")?,
    };
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    name.bytes().all(plain).then_some(name)
}

/// Words as they stand in a template.
fn literal(words: &str) -> Option<String> {
    let plain = !words.is_empty() && words.trim() == words && !words.contains(['{', '}', '\n', '\r']);
    plain.then(|| escaped(words))
}

/// Whether a template gives the name `t` to something else.
fn renames(template: &str) -> bool {
    let tags = template.split("{%").skip(1).filter_map(|tag| tag.split_once("%}"));
    tags.into_iter().any(|(tag, _)| {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        tag.match_indices('t').any(|(at, _)| {
            let (before, behind) = (&tag[..at], &tag[at + 1..]);
            // Within quotes, in longer names and behind a dot it is no name, and `@t` is the words themselves.
            let quoted = before.matches('"').count() % 2 == 1;
            let whole = !before.ends_with(|c| is_name(c) || matches!(c, '.' | '@' | '-'));
            whole && !quoted && !behind.starts_with(|c| is_name(c) || matches!(c, '.' | '[' | '-'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> String {
        let words =
            [("facts", "Facts & \"more\""), ("on-page", "On this page"), ("odd", "a {{ b }}"), ("end", "x ")];
        with_words(
            template,
            &words.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect(),
        )
    }

    #[test]
    fn words_stand_where_they_were_asked_for() {
        assert_eq!(
            filled(
                "<h2>{{ t.facts }}</h2>{{ page.t }} {{t[\"on-page\"]}}{% if t.facts %}{{ t.none }}{% endif %}"
            ),
            "<h2>Facts &amp; &quot;more&quot;</h2>{{ page.t }} On this page{% if t.facts %}{{ t.none }}{% endif %}"
        );
    }

    #[test]
    fn what_may_be_more_stays_as_it_is() {
        for template in [
            "{{- t.facts }}",
            "{{ t.facts | upper }}",
            "{{ t[name] }}",
            "{{ t.odd }}{{ t.end }}",
            "{% for t in page.ties %}{{ t.facts }}{% endfor %}",
            "{% set t = page.now %}{{ t.facts }}",
            "{% component x(t) %}{{ t.facts }}{% endcomponent x %}",
            "{% raw %}{{ t.facts }}{% endraw %}",
            "{{ t.facts",
        ] {
            assert_eq!(filled(template), template);
        }
        assert_eq!(
            filled("{% component x(a, @t) %}{{ t[\"on-page\"] }}"),
            "{% component x(a, @t) %}On this page"
        );
    }
}
