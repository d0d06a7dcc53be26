//! How the small values of the format are decoded: names, times, addresses.

use crate::finding::{Code, Finding};
use crate::model::time::{Date, Instant, Period, TimeFault, Zone};
use crate::model::{HowSure, Moment, Named};
use crate::source::{Excerpt, Span};
use crate::yaml::{Cx, Decode, Fields, Node, Value};

impl<T: Named> Decode for T {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        cx.choice(node, T::NOUN, T::NAMES).map(|at| T::ALL[at])
    }
}

impl Decode for Instant {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        let text = cx.words(node, noun)?;
        Self::parse(text).map_err(|fault| cx.push(time_finding(node.span, &fault))).ok()
    }
}

impl Decode for Date {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        let text = cx.words(node, noun)?;
        let wrong = |fault| match fault {
            TimeFault::NotATime => Finding::stop(Code::BadTime, node.span, "This is not a day.")
                .help("Write it like this: `2026-03-03`."),
            fault => time_finding(node.span, &fault),
        };
        Self::parse(text).map_err(|fault| cx.push(wrong(fault))).ok()
    }
}

impl Decode for Zone {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        let text = cx.words(node, noun)?;
        Self::parse(text).map_err(|fault| cx.push(time_finding(node.span, &fault))).ok()
    }
}

impl Decode for Period {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        let text = cx.words(node, noun)?;
        let period = Self::parse(text);
        if period.is_none() {
            cx.push(
                Finding::stop(Code::BadDuration, node.span, format!("`{text}` is not a length of time."))
                    .help(
                        "Write a number and a unit, such as `30 min`, `4 h`, `7 days` or `5 working days`.",
                    ),
            );
        }
        period
    }
}

impl Decode for Moment {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if let Value::Map(_) = &node.value {
            let mut fields = cx.fields(node, "time")?;
            let at = fields.req("at", "2026-03-03 10:20 UTC", cx);
            let how_sure = fields.opt("how_sure", cx);
            fields.finish(cx);
            return Some(Self {
                at: Some(at?),
                how_sure: how_sure.unwrap_or(HowSure::Exact),
                span: node.span,
            });
        }
        if is_word(node, "unknown") {
            return Some(Self { at: None, how_sure: HowSure::Unknown, span: node.span });
        }
        let at = Instant::decode(node, noun, cx)?;
        Some(Self { at: Some(at), how_sure: HowSure::Exact, span: node.span })
    }
}

/// The finding for a time that cannot be taken.
pub(super) fn time_finding(span: Span, fault: &TimeFault) -> Finding {
    Finding::stop(Code::BadTime, span, fault.to_string()).help(fault.help())
}

/// Whether the node is just this word.
pub(super) fn is_word(node: &Node<'_>, word: &str) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.text.trim() == word)
}

/// The text of `{ key: "text" }`, if the node is a mapping with just that key.
pub(super) fn reason(node: &Node<'_>, key: &'static str, noun: &'static str, cx: &mut Cx) -> Option<Excerpt> {
    let mut fields = cx.fields(node, noun)?;
    let text = fields.req(key, "\"the reason, in a sentence\"", cx);
    fields.finish(cx);
    text
}

/// An address of the web, or with `mail` also `mailto:` and `tel:`.
pub(super) fn address(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    mail: bool,
    cx: &mut Cx,
) -> Option<Excerpt> {
    let entry = fields.entry(key)?;
    let text = Excerpt::decode(&entry.value, key, cx)?;
    let web = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = match web {
        Some(rest) => !rest.is_empty() && !rest.starts_with('/') && !text.contains(char::is_whitespace),
        None => {
            mail && (text.starts_with("mailto:") || text.starts_with("tel:"))
                && !text.contains(char::is_whitespace)
        }
    };
    // RFC 3986 has no place for these, and programs disagree on what they mean.
    let sign = text.chars().find(|c| matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}'));
    if let (true, Some(sign)) = (good, sign) {
        cx.push(
            Finding::stop(Code::BadLink, entry.value.span, format!("An address cannot hold `{sign}`."))
                .help(format!("If the address is right, write `%{:02X}` for it.", u32::from(sign))),
        );
        return None;
    }
    if good {
        return Some(text);
    }
    let wanted = if mail {
        "Write an address that starts with `https://`, `mailto:` or `tel:`, without blanks."
    } else {
        "Write an address that starts with `https://`, without blanks."
    };
    cx.push(
        Finding::stop(
            Code::BadLink,
            entry.value.span,
            format!("`{text}` is not an address that readers can open."),
        )
        .help(wanted),
    );
    None
}

/// Whether an id can be part of an address and of a path on every system.
pub(super) fn id_fault(id: &str) -> Option<&'static str> {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = id.split('.').next().unwrap_or(id);
    let device = |name: &str| stem.eq_ignore_ascii_case(name);
    let port = stem.len() == 4
        && stem.ends_with(|c: char| c.is_ascii_digit())
        && stem
            .get(..3)
            .is_some_and(|kind| ["com", "lpt"].iter().any(|name| kind.eq_ignore_ascii_case(name)));
    if id.is_empty() || id.len() > 100 {
        Some("it has to have 1 to 100 characters")
    } else if !id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')) {
        Some("it may have only the letters a to z, digits, `-`, `_` and `.`")
    } else if !id.starts_with(|c: char| c.is_ascii_alphanumeric()) || id.ends_with('.') {
        Some("it has to start with a letter or digit, and not end with a dot")
    } else if DEVICES.into_iter().any(device) || port {
        Some("that name is taken by the system on Windows")
    } else {
        None
    }
}

/// An id, checked.
pub(super) fn id(
    fields: &mut Fields<'_, '_>,
    example: &str,
    cx: &mut Cx,
) -> Option<crate::source::Spanned<String>> {
    let id: crate::source::Spanned<String> = fields.req("id", example, cx)?;
    match id_fault(&id.value) {
        None => Some(id),
        Some(fault) => {
            cx.push(
                Finding::stop(Code::BadId, id.span, format!("`{}` cannot be an id: {fault}.", id.value))
                    .help(format!("Write something like `{example}`.")),
            );
            None
        }
    }
}
