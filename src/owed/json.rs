//! The list as JSON, for timers and boards. The shape is versioned.

use serde::Serialize;

use super::Owed;
use crate::model::Named;
use crate::model::time::{Date, Instant};

/// The version of this shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct List<'a> {
    version: u32,
    now: String,
    overdue: usize,
    owed: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    due: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    overdue: bool,
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

/// The list as one JSON document, ending in a newline.
pub fn render(owed: &[Owed], now: Instant) -> String {
    let list = List {
        version: VERSION,
        now: now.rfc3339(),
        overdue: owed.iter().filter(|owed| owed.overdue).count(),
        owed: owed.iter().map(item).collect(),
    };
    let mut json = serde_json::to_string_pretty(&list).unwrap_or_default();
    json.push('\n');
    json
}

/// One thing that is owed.
fn item(owed: &Owed) -> Item<'_> {
    Item {
        due: owed.due.rfc3339(),
        day: owed.day.map(Date::iso),
        overdue: owed.overdue,
        kind: owed.kind.name(),
        text: &owed.text,
        owner: owed.owner.as_deref(),
        incident: owed.incident.as_ref().map(|(id, _)| id.as_str()),
        title: owed.incident.as_ref().map(|(_, title)| title.as_str()),
    }
}
