//! What many pages show alike, as values that templates are given: times, names,
//! services. Each is made once, and from then on only pointed to.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::Renderer;
use super::given::{self, escaped};
use crate::model::time::Instant;
use crate::model::{Kind, Named, Severity, State, Status};
use crate::view::{Rollup, routes};
use crate::words::Words;

/// A time in words.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Time(Value);

/// How many times each thread remembers: one page names the same few instants again and again.
const RECENT: usize = 512;

/// Of which words a label is, and where its prefix and its key are in the program.
type LabelKey = (u64, usize, usize, usize);

thread_local! {
    /// Times that were put into words lately, and by which words.
    static TIMES: RefCell<[Option<(u64, Instant, Value)>; RECENT]> =
        const { RefCell::new([const { None }; RECENT]) };
    /// Names of states, severities and the like; there are not many.
    static LABELS: RefCell<BTreeMap<LabelKey, Label>> = const { RefCell::new(BTreeMap::new()) };
}

impl Time {
    /// A time in the site's zone and in UTC.
    pub(super) fn of(at: Instant, words: &Words) -> Self {
        TIMES.with_borrow_mut(|times| {
            let slot = &mut times[at.scattered(RECENT)];
            match slot {
                Some((id, when, value)) if *id == words.id() && *when == at => Self(value.clone()),
                _ => {
                    let value = Value::from_serializable(words.time(at).as_ref());
                    *slot = Some((words.id(), at, value.clone()));
                    Self(value)
                }
            }
        })
    }
}

/// A name for readers and a key for the style sheet.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) key: &'static str,
    value: Value,
}

impl Serialize for Label {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// What a label is made of.
#[derive(Serialize)]
struct Parts {
    key: Value,
    text: Value,
}

impl Parts {
    fn value(key: &str, text: &str) -> Value {
        Value::from_serializable(&Self { key: given::words(key), text: given::words(text) })
    }
}

impl Label {
    /// The key, and the words for `prefix` and key: `kind-data-breach`.
    pub(super) fn new(key: &'static str, prefix: &'static str, words: &Words) -> Self {
        LABELS.with_borrow_mut(|labels| {
            let make = || Self { key, value: Parts::value(key, words.name(prefix, key)) };
            let place = (words.id(), prefix.as_ptr() as usize, key.as_ptr() as usize, key.len());
            labels.entry(place).or_insert_with(make).clone()
        })
    }

    /// The key, and words that are made for this one place.
    pub(super) fn said(key: &'static str, text: &str) -> Self {
        Self { key, value: Parts::value(key, text) }
    }

    /// The status of a service that was stopped, or never was.
    pub(super) fn status(status: Status, stopped: bool, words: &Words) -> Self {
        if status == Status::Recovered && !stopped {
            return Self::said(status.name(), &words.status(status, stopped));
        }
        Self::named(status, "status", words)
    }

    pub(super) fn state(state: State, words: &Words) -> Self {
        Self::new(state.name(), "state", words)
    }

    pub(super) fn severity(severity: Severity, words: &Words) -> Self {
        Self::new(severity.name(), "severity", words)
    }

    pub(super) fn kind(kind: Kind, words: &Words) -> Self {
        Self::new(kind.name(), "kind", words)
    }

    pub(super) fn rollup(rollup: Rollup, words: &Words) -> Self {
        Self::new(rollup.name(), "service", words)
    }

    pub(super) fn named<T: Named>(value: T, prefix: &'static str, words: &Words) -> Self {
        Self::new(value.name(), prefix, words)
    }
}

/// The links to the pages of all services, as HTML; `root` leads from where they stand to the root of the site.
pub(super) fn service_links(renderer: &Renderer<'_, '_>, root: &str) -> Vec<Value> {
    let link = |view: &crate::view::ServiceView<'_>| {
        let href = [root, &routes::page(&routes::service(&view.service.id))].concat();
        let (href, name) = (escaped(&href), escaped(&view.service.name));
        Value::safe_string(&format!("<a href=\"{href}\">{name}</a>"))
    };
    renderer.board.services.iter().map(link).collect()
}
