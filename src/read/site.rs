//! `site.yaml`, `services.yaml`, `people.yaml`, `terms.yaml` → their nouns.

use super::decode::{address, id};
use crate::finding::{Code, Finding};
use crate::model::time::Zone;
use crate::model::{Audience, Contact, Group, Named, Partner, Person, Service, Site, Term};
use crate::source::{Span, Spanned};
use crate::yaml::{Cx, Decode, Node, unknown_name};

/// What stands in for a site that could not be read, so that the other files still are.
pub(super) fn no_site() -> Site {
    Site {
        name: String::new(),
        organisation: String::new(),
        url: String::new(),
        language: "en".to_owned(),
        time_zone: Zone::UTC,
        description: None,
        theme: "default".to_owned(),
        legal_notice: None,
        audiences: default_audiences(),
        audience_names: Vec::new(),
        contacts: Vec::new(),
        partners: Vec::new(),
    }
}

fn default_audiences() -> Vec<Audience> {
    vec![Audience::Users, Audience::Admins, Audience::Developers]
}

pub(super) fn site(node: &Node<'_>, cx: &mut Cx) -> Option<Site> {
    let mut fields = cx.fields(node, "site")?;
    let name: Option<String> = fields.req("name", "Quillhaven status", cx);
    let organisation = fields.opt("organisation", cx);
    let url = if fields.entry("url").is_some() {
        address(&mut fields, "url", false, cx).map(String::from)
    } else {
        fields.req("url", "https://status.example.com", cx)
    };
    let language: Option<Spanned<String>> = fields.opt("language", cx);
    if let Some(language) = &language {
        language_tag(language, cx);
    }
    let time_zone = fields.opt("time_zone", cx);
    let description = fields.opt("description", cx);
    let theme = fields.opt("theme", cx);
    let legal_notice = fields.opt("legal_notice", cx);
    let audiences: Option<Vec<Audience>> = fields.opt("audiences", cx);
    let audience_names =
        fields.entry("audience_names").map(|e| audience_names(&e.value, cx)).unwrap_or_default();
    let contacts = fields.list("contacts", cx);
    let partners = fields.list("partners", cx);
    fields.finish(cx);
    let name = name?;
    Some(Site {
        organisation: organisation.unwrap_or_else(|| name.clone()),
        name,
        url: url?.trim_end_matches('/').to_owned(),
        language: language.map_or_else(|| "en".to_owned(), |l| l.value),
        time_zone: time_zone.unwrap_or(Zone::UTC),
        description,
        theme: theme.unwrap_or_else(|| "default".to_owned()),
        legal_notice,
        audiences: audiences.filter(|a| !a.is_empty()).unwrap_or_else(default_audiences),
        audience_names,
        contacts,
        partners,
    })
}

/// A BCP 47 tag has letters and digits in parts of at most eight.
pub(super) fn language_tag<T: AsRef<str>>(tag: &Spanned<T>, cx: &mut Cx) {
    let good = tag.value.as_ref().split('-').enumerate().all(|(at, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric())
            && (at > 0 || (part.len() >= 2 && part.bytes().all(|b| b.is_ascii_alphabetic())))
    });
    if !good {
        cx.push(
            Finding::stop(
                Code::UnknownName,
                tag.span,
                format!("`{}` is not a language.", tag.value.as_ref()),
            )
            .reader("A screen reader would read the page with the wrong sounds.")
            .help("Write a language tag such as `en`, `en-GB` or `de`."),
        );
    }
}

fn audience_names(node: &Node<'_>, cx: &mut Cx) -> Vec<(Audience, String, Vec<String>)> {
    let Some(fields) = cx.fields(node, "list of audience names") else { return Vec::new() };
    let mut names = Vec::new();
    for entry in fields.entries() {
        let audience = Audience::from_name(&entry.key);
        if audience.is_none() {
            cx.push(unknown_name(
                entry.key_span,
                Audience::NOUN,
                &entry.key,
                Audience::NAMES.iter().copied(),
            ));
        }
        let Some(mut fields) = cx.fields(&entry.value, "audience") else { continue };
        let name = fields.req("name", "Developers", cx);
        let also = fields.list("also", cx);
        fields.finish(cx);
        if let (Some(audience), Some(name)) = (audience, name) {
            names.push((audience, name, also));
        }
    }
    names
}

impl Decode for Contact {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "contact")?;
        let purpose = fields.req("purpose", "questions", cx);
        let route = if fields.entry("route").is_some() {
            address(&mut fields, "route", true, cx).map(String::from)
        } else {
            fields.req("route", "mailto:help@example.com", cx)
        };
        let label = fields.opt("label", cx);
        let audience = fields.opt("audience", cx);
        let hours = fields.opt("hours", cx);
        let languages = fields.list("languages", cx);
        let key_url = address(&mut fields, "key_url", false, cx).map(String::from);
        fields.finish(cx);
        Some(Self { purpose: purpose?, route: route?, label, audience, hours, languages, key_url })
    }
}

impl Decode for Partner {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "partner")?;
        let name = fields.req("name", "CERT-Norvale", cx);
        let role = fields.req("role", "CERT", cx);
        let contact = fields.opt("contact", cx);
        let key = fields.opt("key", cx);
        let last_checked = fields.opt("last_checked", cx);
        fields.finish(cx);
        Some(Self { name: name?, role: role?, contact, key, last_checked })
    }
}

/// The services, and the groups that they are in.
pub(super) fn services(node: &Node<'_>, cx: &mut Cx) -> (Vec<Group>, Vec<Service>) {
    let Some(mut fields) = cx.fields(node, "catalogue of services") else { return Default::default() };
    let groups: Vec<(Spanned<String>, Group)> = match fields.entry("groups") {
        Some(entry) => each(&entry.value, "groups", cx, group),
        None => Vec::new(),
    };
    unique(groups.iter().map(|(id, _)| id), "group", cx);
    let services: Vec<Listed> = match fields.entry("services") {
        Some(entry) => each(&entry.value, "services", cx, service),
        None => {
            let _: Option<String> = fields.req("services", "\n  - id: api\n    name: API", cx);
            Vec::new()
        }
    };
    let listed = fields.entry("services").filter(|entry| services.is_empty() && is_empty(&entry.value));
    if let Some(entry) = listed {
        cx.push(
            Finding::stop(Code::EmptyValue, entry.key_span, "The catalogue lists no service.")
                .reader(
                    "A page without services says nothing of what works, and would look as if all were well.",
                )
                .help("List what your customers use: `  - id: api` and below it `    name: API`."),
        );
    }
    fields.finish(cx);
    unique(services.iter().map(|(id, ..)| id), "service", cx);
    let mut ordered = Vec::with_capacity(services.len());
    for (at, (_, order, group, mut service)) in services.into_iter().enumerate() {
        if let Some(wanted) = group {
            service.group = groups.iter().position(|(id, _)| id.value == wanted.value);
            if service.group.is_none() {
                let names = groups.iter().map(|(id, _)| id.value.as_str());
                cx.push(Finding {
                    code: Code::UnknownId,
                    ..unknown_name(wanted.span, "group", &wanted.value, names)
                });
            }
        }
        ordered.push((order.unwrap_or(u64::MAX), at, service));
    }
    ordered.sort_by_key(|(order, at, _)| (*order, *at));
    (
        groups.into_iter().map(|(_, group)| group).collect(),
        ordered.into_iter().map(|(_, _, service)| service).collect(),
    )
}

fn group(node: &Node<'_>, cx: &mut Cx) -> Option<(Spanned<String>, Group)> {
    let mut fields = cx.fields(node, "group")?;
    let id = id(&mut fields, "documents", cx);
    let name = fields.req("name", "Documents", cx);
    let description = fields.opt("description", cx);
    fields.finish(cx);
    let id = id?;
    Some((id.clone(), Group { id: id.value, name: name?, description }))
}

type Listed = (Spanned<String>, Option<u64>, Option<Spanned<String>>, Service);

fn service(node: &Node<'_>, cx: &mut Cx) -> Option<Listed> {
    let mut fields = cx.fields(node, "service")?;
    let id = id(&mut fields, "api", cx);
    let name = fields.req("name", "API", cx);
    let group = fields.opt("group", cx);
    let description = fields.opt("description", cx);
    let public = fields.opt("public", cx);
    let order = fields.opt("order", cx);
    let internal_names = fields.list("internal_names", cx);
    fields.finish(cx);
    let id = id?;
    let reserved = id.value == "all";
    if reserved {
        cx.push(
            Finding::stop(
                Code::BadId,
                id.span,
                "`all` cannot be the id of a service: in updates it means all services not named.",
            )
            .help("Choose another id."),
        );
        return None;
    }
    let service = Service {
        id: id.value.clone(),
        name: name?,
        group: None,
        description,
        public: public.unwrap_or(true),
        internal_names,
    };
    Some((id, order, group, service))
}

/// `people.yaml`.
pub(super) fn people(node: &Node<'_>, cx: &mut Cx) -> Vec<Person> {
    let Some(mut fields) = cx.fields(node, "register of people") else { return Vec::new() };
    let people = match fields.entry("people") {
        Some(entry) => each(&entry.value, "people", cx, person),
        None => Vec::new(),
    };
    fields.finish(cx);
    unique(people.iter().map(|(id, _)| id), "person", cx);
    people.into_iter().map(|(_, person)| person).collect()
}

fn person(node: &Node<'_>, cx: &mut Cx) -> Option<(Spanned<String>, Person)> {
    let mut fields = cx.fields(node, "person")?;
    let id = id(&mut fields, "ottoline-varr", cx);
    let name = fields.req("name", "Ottoline Varr", cx);
    let title = fields.req("title", "Chief Security Officer", cx);
    let level = fields.req("level", "executive", cx);
    let bio = fields.opt("bio", cx);
    fields.finish(cx);
    let id = id?;
    Some((id.clone(), Person { id: id.value, name: name?, title: title?, level: level?, bio }))
}

/// `terms.yaml`.
pub(super) fn terms(node: &Node<'_>, cx: &mut Cx) -> Vec<Term> {
    let Some(mut fields) = cx.fields(node, "list of terms") else { return Vec::new() };
    let terms = match fields.entry("terms") {
        Some(entry) => each(&entry.value, "terms", cx, term),
        None => Vec::new(),
    };
    fields.finish(cx);
    terms
}

fn term(node: &Node<'_>, cx: &mut Cx) -> Option<Term> {
    let mut fields = cx.fields(node, "term")?;
    let term = fields.req("term", "webhook", cx);
    let meaning = fields.opt("meaning", cx);
    let avoid = fields.list("avoid", cx);
    let instead = fields.opt("use", cx);
    fields.finish(cx);
    Some(Term { term: term?, meaning, avoid, instead })
}

fn is_empty(node: &Node<'_>) -> bool {
    match &node.value {
        crate::yaml::Value::List(items) => items.is_empty(),
        crate::yaml::Value::Null => true,
        _ => false,
    }
}

/// Decodes each item of a list with a function.
pub(super) fn each<T>(
    node: &Node<'_>,
    noun: &str,
    cx: &mut Cx,
    decode: impl Fn(&Node<'_>, &mut Cx) -> Option<T>,
) -> Vec<T> {
    match &node.value {
        crate::yaml::Value::List(items) => items.iter().filter_map(|item| decode(item, cx)).collect(),
        crate::yaml::Value::Null => Vec::new(),
        _ => {
            cx.wrong_shape(node, noun, "a list");
            Vec::new()
        }
    }
}

/// Notes ids that stand twice, or differ only in case.
fn unique<'s>(ids: impl Iterator<Item = &'s Spanned<String>>, noun: &str, cx: &mut Cx) {
    let mut seen: std::collections::BTreeMap<String, Span> = std::collections::BTreeMap::new();
    for id in ids {
        if let Some(first) = seen.insert(id.value.to_lowercase(), id.span) {
            cx.push(
                Finding::stop(
                    Code::DuplicateId,
                    id.span,
                    format!("There are two of the id `{}`; each {noun} needs its own.", id.value),
                )
                .help("Change one of them. Ids that differ only in case count as the same.")
                .related(first, "the first one"),
            );
        }
    }
}
