//! RSS 2.0 (the RSS Advisory Board's specification), with the whole text in
//! `content:encoded` and the feed's own address in `atom:link`. Readers take
//! a `description` for HTML, so plain words are escaped for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rss::extension::atom::{AtomExtension, Link};
use rss::{Category, Channel, Guid, Item};

use super::feed::Feed;
use crate::markdown::escaped;

/// The feed as RSS 2.0.
pub fn rss(feed: Feed) -> Vec<u8> {
    let mut channel = Channel::default();
    channel.set_title(feed.title);
    channel.set_link(feed.page);
    channel.set_description(escaped(&feed.description));
    channel.set_language(feed.language);
    channel.set_docs("https://www.rssboard.org/rss-specification".to_owned());
    channel.set_last_build_date(
        feed.items.iter().map(|i| i.modified).max().map(crate::model::time::Instant::rfc2822),
    );
    channel.set_atom_ext(AtomExtension {
        links: vec![Link {
            href: feed.url,
            rel: "self".to_owned(),
            mime_type: Some("application/rss+xml".to_owned()),
            ..Link::default()
        }],
    });
    channel.set_namespaces(BTreeMap::from([
        ("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned()),
        ("content".to_owned(), "http://purl.org/rss/1.0/modules/content/".to_owned()),
    ]));
    let items = feed.items.into_iter().map(Arc::unwrap_or_clone).map(item).collect::<Vec<_>>();
    let room = items.iter().map(|item| 1_024 + item.content.as_ref().map_or(0, String::len)).sum();
    channel.set_items(items);
    let mut bytes = channel.write_to(Vec::with_capacity(room)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item(item: super::feed::Item) -> Item {
    let mut out = Item::default();
    out.set_title(item.title);
    out.set_link(item.url);
    out.set_guid(Guid { value: item.id, permalink: false });
    out.set_pub_date(item.published.rfc2822());
    out.set_description(escaped(&item.summary).into_owned());
    out.set_content(item.html);
    let category = |name| Category { name, domain: None };
    out.set_categories(item.categories.into_iter().map(category).collect::<Vec<_>>());
    out
}
