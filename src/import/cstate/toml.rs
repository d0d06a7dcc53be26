//! The part of TOML that Hugo sites use → [`Tree`]: tables, lists of tables,
//! texts, lists, dates. Lines that it does not understand are handed back.

use super::tree::Tree;

/// Reads TOML; the second value holds the lines that were not understood.
pub(super) fn read(text: &str) -> (Tree, Vec<String>) {
    let mut root = Tree::Map(Vec::new());
    let mut table: Vec<(String, bool)> = Vec::new();
    let mut odd = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let header = strip_comment(trimmed);
        if let Some(name) = header.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            table = path_of(name, true);
            reach(&mut root, &table);
        } else if let Some(name) = header.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = path_of(name, false);
            reach(&mut root, &table);
        } else if let Some((key, first)) = trimmed.split_once('=') {
            let mut value = first.trim().to_owned();
            while is_open(&value) {
                let Some(next) = lines.next() else { break };
                value.push('\n');
                value.push_str(next);
            }
            match value_of(&value) {
                Some((tree, _)) => {
                    let mut place: Vec<(String, bool)> =
                        table.iter().map(|(name, _)| (name.clone(), false)).collect();
                    place.extend(path_of(key, false));
                    if let Some(slot) = reach(&mut root, &place) {
                        *slot = tree;
                    }
                }
                None => odd.push(trimmed.to_owned()),
            }
        } else {
            odd.push(trimmed.to_owned());
        }
    }
    (root, odd)
}

fn path_of(name: &str, list: bool) -> Vec<(String, bool)> {
    let parts: Vec<&str> = name.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect();
    let end = parts.len().saturating_sub(1);
    parts.iter().take(16).enumerate().map(|(at, part)| ((*part).to_owned(), list && at == end)).collect()
}

/// The place that a path names, made if it is missing. A part that is marked adds
/// an item to a list; other parts enter the last item of a list.
fn reach<'t>(root: &'t mut Tree, path: &[(String, bool)]) -> Option<&'t mut Tree> {
    let mut here = root;
    for (name, add) in path {
        if let Tree::List(items) = here {
            here = items.last_mut()?;
        }
        if *here == Tree::Nothing {
            *here = Tree::Map(Vec::new());
        }
        let Tree::Map(entries) = here else { return None };
        let at = entries.iter().position(|(key, _)| key == name).unwrap_or_else(|| {
            entries.push((name.clone(), Tree::Nothing));
            entries.len() - 1
        });
        here = &mut entries[at].1;
        if *add {
            if !matches!(here, Tree::List(_)) {
                *here = Tree::List(Vec::new());
            }
            if let Tree::List(items) = here {
                items.push(Tree::Map(Vec::new()));
            }
        }
    }
    Some(here)
}

/// Whether a list or a long text goes on in the next line.
fn is_open(value: &str) -> bool {
    for fence in ["\"\"\"", "'''"] {
        if let Some(rest) = value.strip_prefix(fence) {
            return !rest.contains(fence);
        }
    }
    value.starts_with('[') && value_of(value).is_none() && value.len() < 20_000
}

fn strip_comment(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim()
}

/// The value at the start of `text`, and what follows it.
fn value_of(text: &str) -> Option<(Tree, &str)> {
    let text = text.trim_start();
    for fence in ["\"\"\"", "'''"] {
        if let Some(rest) = text.strip_prefix(fence) {
            let (inner, rest) = rest.split_once(fence)?;
            return Some((Tree::Text(inner.trim_start_matches('\n').to_owned()), rest));
        }
    }
    if let Some(rest) = text.strip_prefix('\'') {
        let (inner, rest) = rest.split_once('\'')?;
        return Some((Tree::Text(inner.to_owned()), rest));
    }
    if let Some(rest) = text.strip_prefix('"') {
        let mut inner = String::new();
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => return Some((Tree::Text(inner), &rest[at + 1..])),
                '\\' => match chars.next()?.1 {
                    'n' => inner.push('\n'),
                    't' => inner.push('\t'),
                    other => inner.push(other),
                },
                c => inner.push(c),
            }
        }
        return None;
    }
    if let Some(mut rest) = text.strip_prefix('[') {
        let mut items = Vec::new();
        loop {
            rest = skip(rest);
            if let Some(after) = rest.strip_prefix(']') {
                return Some((Tree::List(items), after));
            }
            if rest.is_empty() || rest.starts_with('[') {
                return None;
            }
            let (item, after) = value_of(rest)?;
            items.push(item);
            rest = skip(after);
            rest = rest.strip_prefix(',').unwrap_or(rest);
        }
    }
    let end = text.find([',', ']', '#', '\n']).unwrap_or(text.len());
    let bare = text[..end].trim();
    (!bare.is_empty() && !bare.starts_with('{')).then(|| (Tree::Text(bare.to_owned()), &text[end..]))
}

/// Passes over blanks, line ends and comments.
fn skip(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let Some(comment) = text.strip_prefix('#') else { return text };
        text = comment.split_once('\n').map_or("", |(_, rest)| rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tables_and_lists_of_tables() {
        let (tree, odd) = read(
            "title = \"A \\\"b\\\"\" # name\n[params]\nbrand = '#fff'\n[[params.systems]]\nname = \"Mail\"\n\
             [[params.systems]]\nname = \"Web\"\nlist = [\n  \"x\", # one\n  \"y\",\n]\nwhen = 2031-01-02T03:04:05Z\n?\n",
        );
        assert_eq!(tree.text("title"), Some("A \"b\""));
        let systems = tree.get("params").and_then(|params| params.get("systems")).unwrap();
        assert_eq!(systems.items().len(), 2);
        assert_eq!(systems.items()[0].text("name"), Some("Mail"));
        assert_eq!(systems.items()[1].get("list").unwrap().items().len(), 2);
        assert_eq!(systems.items()[1].text("when"), Some("2031-01-02T03:04:05Z"));
        assert_eq!(odd, ["?"]);
    }
}
