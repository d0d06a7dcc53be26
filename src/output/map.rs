//! `robots.txt`, which allows everything, and `sitemap.xml` (sitemaps.org 0.9).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::model::time::Instant;
use crate::view::{Board, routes};

/// Pages about trouble are not hidden from search.
pub fn robots(board: &Board<'_>) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", board.site.url).into_bytes()
}

/// All pages, each with the instant at which its words last changed.
pub fn sitemap(board: &Board<'_>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::with_capacity(1_024 + board.incidents.len() * 128));
    // Writing to memory does not fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let mut set = BytesStart::new("urlset");
    set.push_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    let _ = writer.write_event(Event::Start(set));
    let newest = board.incidents.iter().map(|i| i.last_at).max();
    let mut entry = |path: &str, changed: Option<Instant>| {
        let _ = writer.write_event(Event::Text(BytesText::from_escaped("\n")));
        let _ = writer.write_event(Event::Start(BytesStart::new("url")));
        let mut element = |name: &str, text: &str| {
            let _ = writer.write_event(Event::Start(BytesStart::new(name)));
            let _ = writer.write_event(Event::Text(BytesText::new(text)));
            let _ = writer.write_event(Event::End(BytesEnd::new(name)));
        };
        element("loc", &format!("{}/{path}", board.site.url));
        if let Some(at) = changed {
            element("lastmod", &at.rfc3339());
        }
        let _ = writer.write_event(Event::End(BytesEnd::new("url")));
    };
    entry("", newest);
    for incident in &board.incidents {
        entry(&routes::incident(incident.id), Some(incident.last_at));
    }
    for service in &board.services {
        entry(
            &routes::service(&service.service.id),
            service.incidents.iter().map(|at| board.incidents[*at].last_at).max(),
        );
    }
    entry(routes::HISTORY, newest);
    entry(routes::CORRECTIONS, board.incidents.iter().filter_map(|incident| incident.corrected_at).max());
    let _ = writer.write_event(Event::Text(BytesText::from_escaped("\n")));
    let _ = writer.write_event(Event::End(BytesEnd::new("urlset")));
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}
