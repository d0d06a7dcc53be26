//! A strict reader of the HTML that we write: every `<` has to begin a tag as
//! we write tags, so a text that was not escaped is either an error or seen.

/// A tag as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name, in lower case.
    pub name: String,
    /// Whether it is an end tag.
    pub end: bool,
    /// Names in lower case, values without entities.
    pub attributes: Vec<(String, String)>,
    /// For `script`, `style` and `title`: what is in it, as written.
    pub content: String,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// All tags of a page or a piece of one.
///
/// # Errors
/// What is not HTML as we write it.
pub fn tags(html: &str) -> Result<Vec<Tag>, String> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!DOCTYPE html>") {
            rest = after;
            continue;
        }
        let (mut tag, after) = tag(rest)?;
        rest = after;
        if !tag.end && matches!(tag.name.as_str(), "script" | "style" | "title") {
            let close = format!("</{}", tag.name);
            let end = rest.to_ascii_lowercase().find(&close).ok_or_else(|| format!("no end of {tag:?}"))?;
            rest[..end].clone_into(&mut tag.content);
            rest = &rest[end..];
        }
        tags.push(tag);
    }
    Ok(tags)
}

/// A tag behind its `<`, and the rest.
fn tag(text: &str) -> Result<(Tag, &str), String> {
    let wrong = |what: &str| format!("{what} at `<{}`", text.chars().take(80).collect::<String>());
    let (end, mut rest) = match text.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let name = rest[..name_end].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err(wrong("no name"));
    }
    rest = &rest[name_end..];
    let mut attributes = Vec::new();
    loop {
        let blanks = rest.len() - rest.trim_start_matches([' ', '\n']).len();
        rest = &rest[blanks..];
        if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            return Ok((Tag { name, end, attributes, content: String::new() }, after));
        }
        if blanks == 0 || end {
            return Err(wrong("no end of the tag"));
        }
        let name_end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':'))
            .ok_or_else(|| wrong("no end of an attribute"))?;
        if name_end == 0 {
            return Err(wrong("no name of an attribute"));
        }
        let attribute = rest[..name_end].to_ascii_lowercase();
        rest = &rest[name_end..];
        let value = match rest.strip_prefix("=\"") {
            Some(behind) => {
                let (value, after) = behind.split_once('"').ok_or_else(|| wrong("no end of a value"))?;
                rest = after;
                unescaped(value)
            }
            None if rest.starts_with('=') => return Err(wrong("a value without quotes")),
            None => String::new(),
        };
        attributes.push((attribute, value));
    }
}

/// Text without its entities: those that we write.
pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// What is active in these tags beyond a page's one script.
pub fn active(tags: &[Tag]) -> Vec<String> {
    const EMBEDDING: [&str; 19] = [
        "iframe",
        "object",
        "embed",
        "applet",
        "frame",
        "frameset",
        "base",
        "portal",
        "form",
        "input",
        "button",
        "textarea",
        "math",
        "animate",
        "set",
        "foreignobject",
        "noscript",
        "template",
        "xmp",
    ];
    let mut found = Vec::new();
    for tag in tags {
        if EMBEDDING.contains(&tag.name.as_str()) {
            found.push(format!("{tag:?} embeds"));
        }
        for (name, value) in &tag.attributes {
            if name.starts_with("on") || matches!(name.as_str(), "srcdoc" | "style" | "formaction" | "srcset")
            {
                found.push(format!("{tag:?} has `{name}`"));
            }
            let icon = tag.name == "link" && tag.attribute("rel") == Some("icon");
            let address =
                matches!(name.as_str(), "href" | "src" | "action" | "xlink:href" | "poster" | "cite");
            if address && !icon && !harmless(value) {
                found.push(format!("{tag:?} leads to `{value}`"));
            }
            if tag.name == "meta" && name == "http-equiv" && value != "Content-Security-Policy" {
                found.push(format!("{tag:?} is obeyed"));
            }
        }
    }
    found
}

/// Whether a browser that opens this asks for a page, a mail or a call.
fn harmless(address: &str) -> bool {
    // As browsers do: blanks and controls at the ends, tabs and line ends anywhere are dropped.
    let bare: String = address
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let end = bare.find(['/', '?', '#', '\\']).unwrap_or(bare.len());
    match bare[..end].split_once(':') {
        Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
        None => !bare.starts_with("//") && !bare.contains('\\'),
    }
}

/// What is not closed, closed twice, or a link within a link.
pub fn unbalanced(tags: &[Tag]) -> Option<String> {
    const VOID: [&str; 6] = ["br", "hr", "img", "meta", "link", "path"];
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name.as_str())) {
        if tag.end {
            match open.pop() {
                Some(name) if name == tag.name => {}
                other => return Some(format!("</{}> where {other:?} is open", tag.name)),
            }
        } else {
            if tag.name == "a" && open.contains(&"a") {
                return Some("a link within a link".to_owned());
            }
            open.push(&tag.name);
        }
    }
    open.pop().map(|name| format!("<{name}> is not closed"))
}
