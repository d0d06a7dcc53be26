//! G5: links in advice lead to places that readers can trust.

use std::cell::LazyCell;

use crate::check::{About, Case, Examined, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::markdown::outline;
use crate::model::{Content, Known, SelfChecks, Update};
use crate::source::{Span, discover, read_text};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::G5,
    weight: Weight::Fix,
    about: About {
        rule: "Links in what readers should do and in ways to check lead by https to your own domain, to a host \
               of a contact, or to one of `trusted_domains` of the policy. None leads to a shortener, to a \
               form of somebody else that asks for personal data, or to a domain that looks like yours.",
        reason: "In a crisis others set up pages that look like yours. People are told to distrust such links, \
                 and yours should not teach them otherwise.",
        source: "Equifax 2017, which sent people to a false copy of its own page; LastPass 2023.",
        fires: "[Check your account](https://fernhill-help.example) under What you should do",
        near: "[Check your account](https://help.fernhill.example) under What you should do",
    },
    look: Look::Incident(look),
};

/// The same rule over the theme: a page that search engines may not show is not found when it is needed.
pub(in crate::check) const THEME: Rule = Rule { look: Look::Site(theme), ..RULE };

const SHORTENERS: [&str; 16] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "trib.al",
    "v.gd",
];
const FORMS: [&str; 8] = [
    "docs.google.com/forms",
    "forms.gle",
    "forms.office.com",
    "form.jotform.com",
    "jotform.com",
    "surveymonkey.com",
    "typeform.com",
    "airtable.com/shr",
];

/// The domain under which an organisation names its machines: `example.com` of `status.example.com`.
pub(super) fn own_domain(host: &str) -> String {
    let host = host.to_lowercase();
    let parts: Vec<&str> = host.split('.').collect();
    // `co.uk` and its like are no domain of anybody.
    let short = |part: &&str| part.len() <= 3;
    let shared =
        parts.len() > 2 && parts[parts.len() - 2..].iter().all(short) && parts[parts.len() - 1].len() == 2;
    let keep = if shared { 3 } else { 2 };
    parts[parts.len().saturating_sub(keep)..].join(".")
}

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let trusted = LazyCell::new(|| Trusted::new(case.content));
    for step in &case.steps {
        for (url, span) in advised(case, step.update) {
            if let Some((message, help)) = trusted.fault(&url) {
                findings.push(
                    Finding::fix(Code::G5, span, message)
                        .reader("False pages and false messages follow every crisis. People are told to distrust new addresses.")
                        .help(help),
                );
            }
        }
    }
}

/// Where advice leads: the links under the known heading, and those among the facts.
fn advised(case: &Case<'_>, update: &Update) -> Vec<(String, Span)> {
    let mut links = Vec::new();
    for section in update.body.sections.iter().filter(|section| section.known == Some(Known::Actions)) {
        let text = case.text(section.text);
        if !text.contains("://") {
            continue;
        }
        let start = section.text.start as usize;
        for link in outline(text).links.into_iter().filter(|link| !link.image) {
            links.push((
                link.target,
                Span::new(update.file, start + link.range.start, start + link.range.end),
            ));
        }
    }
    let Some(facts) = update.facts.as_deref() else { return links };
    let actions = facts.actions.iter().filter_map(|action| action.more.as_ref()?.how.as_ref());
    let checks = match &facts.self_checks {
        Some(SelfChecks::List(checks)) => checks.as_slice(),
        _ => &[],
    };
    let checks = checks.iter().filter_map(|check| check.url.as_ref());
    let file = &case.content.sources.get(update.file).text;
    for url in actions.chain(checks) {
        let span = file.find(url.as_str()).map(|at| Span::new(update.file, at, at + url.len()));
        links.push((url.to_string(), span.unwrap_or(update.at.span)));
    }
    links
}

/// Hosts that advice may lead to.
struct Trusted {
    own: String,
    hosts: Vec<String>,
}

impl Trusted {
    fn new(content: &Content) -> Self {
        let own = own_domain(content.site.host());
        let contacts = content.site.contacts.iter().filter_map(|contact| host(&contact.route));
        let hosts = content.policy.trusted_domains.iter().map(|domain| domain.to_lowercase());
        Self { own, hosts: contacts.map(str::to_lowercase).chain(hosts).collect() }
    }

    fn knows(&self, host: &str) -> bool {
        let below = |domain: &str| {
            host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
        };
        below(&self.own) || self.hosts.iter().any(|domain| below(domain))
    }

    /// What is wrong with a link in advice, and what to write.
    fn fault(&self, url: &str) -> Option<(String, String)> {
        let host = host(url)?.to_lowercase();
        let mine = |what: &str| format!("Link to a page of yours instead, below `{}`{what}.", self.own);
        if SHORTENERS.contains(&host.as_str()) {
            return Some((
                format!("`{host}` shortens addresses, so nobody can see where this leads."),
                "Write the whole address.".to_owned(),
            ));
        }
        if self.knows(&host) {
            let plain = url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
            return plain.then(|| {
                (
                    "This link is not encrypted (`http`).".to_owned(),
                    "Write `https://`, and see that it works.".to_owned(),
                )
            });
        }
        let start = url.split_once("://").map_or(url, |(_, rest)| rest).to_lowercase();
        if FORMS.iter().any(|form| start.strip_prefix("www.").unwrap_or(&start).starts_with(form)) {
            return Some((
                format!("`{host}` is a form of somebody else, and people would type their own data into it."),
                mine(", or give a contact"),
            ));
        }
        if self.looks_alike(&host) {
            return Some((
                format!("`{host}` looks like your own address, and is not."),
                format!("{} If it is yours, name it under `trusted_domains` in policy.yaml.", mine("")),
            ));
        }
        Some((
            format!("`{host}` is not among the addresses that readers know as yours."),
            format!("{} If it can be trusted, name it under `trusted_domains` in policy.yaml.", mine("")),
        ))
    }

    /// Whether a host can be mistaken for ours: a letter or two away, or our name with something added.
    fn looks_alike(&self, host: &str) -> bool {
        let (theirs, ours) = (own_domain(host), self.own.as_str());
        let name = ours.split('.').next().unwrap_or(ours);
        let near = strsim::damerau_levenshtein(&theirs, ours) <= 2 && ours.len() > 6;
        near || (name.len() >= 5 && host.contains(name))
    }
}

/// The host of an address with one.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let rest = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    Some(rest.split(':').next().unwrap_or(rest)).filter(|host| !host.is_empty())
}

fn theme(examined: &Examined<'_>, findings: &mut Vec<Finding>) {
    let root = examined.content.sources.root().join("themes");
    if !root.is_dir() {
        return;
    }
    for found in discover(&root, |_| true).files {
        let hides = read_text(&found.disk(&root)).is_ok_and(|text| text.to_lowercase().contains("noindex"));
        if hides {
            findings.push(
                Finding::fix(
                    Code::G5,
                    format!("themes/{}", found.path).as_str(),
                    "This keeps the page out of search engines (`noindex`).",
                )
                .reader("They search for your name and `down`, and find what others say instead of you.")
                .help("Remove `noindex`."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_what_an_organisation_owns() {
        for (host, own) in [
            ("status.example.com", "example.com"),
            ("example.com", "example.com"),
            ("status.shop.co.uk", "shop.co.uk"),
            ("status.fernhill.example", "fernhill.example"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(own_domain(host), own);
        }
    }

    #[test]
    fn each_fault_of_a_link_is_named() {
        let trusted = Trusted { own: "fernhill.example".to_owned(), hosts: vec!["cert.example".to_owned()] };
        let fault = |url: &str| trusted.fault(url).map(|(message, _)| message);
        for fine in [
            "https://help.fernhill.example/keys",
            "https://cert.example",
            "https://www.cert.example/a",
            "#below",
            "mailto:a@b.example",
        ] {
            assert_eq!(fault(fine), None, "{fine}");
        }
        for (url, part) in [
            ("http://help.fernhill.example", "not encrypted"),
            ("https://bit.ly/x", "shortens"),
            ("https://forms.gle/abc", "form of somebody else"),
            ("https://fernhill-help.example", "looks like your own"),
            ("https://fernhi1l.example", "looks like your own"),
            ("https://elsewhere.example", "not among"),
        ] {
            assert!(fault(url).is_some_and(|said| said.contains(part)), "{url}: {:?}", fault(url));
        }
    }
}
