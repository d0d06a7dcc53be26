//! Numbers of questions are for writers: readers see the words.

/// Takes `Q1:` and `Q1 (by …):` off the start of list items.
pub fn without_numbers(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<li>") {
        let (before, item) = rest.split_at(at + 4);
        out.push_str(before);
        rest = item;
        let trimmed = item.trim_start().trim_start_matches("<p>");
        let Some(behind) = trimmed.strip_prefix(['Q', 'q']) else { continue };
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        if digits == 0 {
            continue;
        }
        let end = behind.find('<').unwrap_or(behind.len());
        let mut tail = &behind[digits..];
        if let Some(inside) = tail.trim_start().strip_prefix('(')
            && let Some((_, after)) = inside.split_once(')')
        {
            tail = after;
        }
        let cannot = tail.trim_start().starts_with("cannot be known")
            || tail.trim_start().starts_with("can't be known");
        if let Some(colon) = tail.find(':').filter(|colon| *colon < end) {
            let kept = item.len() - trimmed.len();
            out.push_str(&item[..kept]);
            rest = if cannot { tail.trim_start() } else { tail[colon + 1..].trim_start() };
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_questions_without_their_numbers() {
        let html = "<ul>\n<li>Q1 (by 2026-03-03 18:00 UTC): Did anyone use it: yes?</li>\n<li>Q2: Was it copied?</li>\n<li>Plain</li>\n</ul>";
        assert_eq!(
            without_numbers(html),
            "<ul>\n<li>Did anyone use it: yes?</li>\n<li>Was it copied?</li>\n<li>Plain</li>\n</ul>"
        );
        assert_eq!(
            without_numbers("<li>Q2 cannot be known: no logs</li>"),
            "<li>cannot be known: no logs</li>"
        );
    }
}
