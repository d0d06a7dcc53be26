//! What stands around every page: the site's name, where to ask, the feed.

use serde::Serialize;
use tera::Context;

use super::parts::{ContactLine, contacts};
use crate::view::{Board, PublicSite};
use crate::words::Words;

/// The same on every page.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    name: String,
    organisation: String,
    url: String,
    description: Option<String>,
    legal_notice: Option<String>,
    pub(super) contacts: Vec<ContactLine>,
    #[serde(skip)]
    value: Option<tera::Value>,
}

impl Frame {
    pub(super) fn new(board: &Board<'_>, words: &Words) -> Self {
        let site = &board.site;
        let mut frame = Self {
            name: site.name.to_owned(),
            organisation: site.organisation.to_owned(),
            url: site.url.to_owned(),
            description: site.description.map(str::to_owned),
            legal_notice: site.legal_notice.map(str::to_owned),
            contacts: contacts(site.contacts.iter().copied(), words),
            value: None,
        };
        frame.value = Some(tera::Value::from_serializable(&frame));
        frame
    }

    /// A context for a page at `path`, from which `root` leads to the root.
    pub(super) fn context(&self, root: &str, path: &str, site: &PublicSite<'_>) -> Context {
        let mut context = Context::new();
        if let Some(value) = &self.value {
            context.insert_value("site", value.clone());
        }
        context.insert("root", root);
        context.insert("canonical", &format!("{}/{path}", site.url));
        context
    }
}
