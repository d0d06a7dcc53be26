//! G4: no key, password, inner address or name that nobody meant to publish.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::layout::{Letters, flat_words, hides_words, passages, whole};
use super::looks::{PATTERNS, Sort, pattern};
use super::signs::Signs;
use super::values::{in_address, is_address, is_random, is_secret_value};
use crate::check::{About, Case, Examined, Look, Rule};
use crate::finding::{Code, Finding, Place, Weight};
use crate::inside::{Inside, telling_words};
use crate::model::{Content, Credit, Incident};
use crate::shelf::{Shelf, updates};
use crate::source::{FileId, Source, Span, read_text};
use crate::yaml::{Node, Value, parse};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::G4,
    weight: Weight::Stop,
    about: About {
        rule: "In the files that become public stands nothing that looks like a key, a token or a password; no \
               address or name of a machine in your own network; no mail address of a person at your \
               organisation who is not among the contacts; no number of an inner ticket and no link to an \
               inner tool; no name of a person whom internal.yaml gives a role and people.yaml does not know; \
               no sentence, customer or file number out of internal.yaml; and no name of a reporter who did \
               not agree to it. Words that only look so are listed under `public_words` of the policy.",
        reason: "A page is copied within seconds. What leaked once has leaked.",
        source: "GitHub and GitGuardian, secret scanning; PagerDuty: keep inner names out of public words.",
        fires: "`We replaced the key AKIA` followed by 16 capitals and digits",
        near: "the SHA-256 of a tool that readers should compare",
    },
    look: Look::Incident(look),
};

/// The same, for what stands on every page: the site, its services, its people, its words.
pub(in crate::check) const SITE: Rule = Rule { look: Look::Site(look_at_site), ..RULE };

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if case.steps.is_empty() {
        return;
    }
    let mut known = Known::new(case.content);
    known.take(case.content, case.incident, case.inside.as_ref());
    let words = case.steps.iter().map(|step| (step.update.file, step.update.body.whole));
    // What another page has shown is out: its tickets and names of machines are no news, its keys still are.
    let shown = case.incident.imported_from.is_some();
    let is_news = |what| !matches!(what, What::Looks(Sort::Ticket | Sort::Host | Sort::Mail | Sort::Address));
    for (file, body) in std::iter::once((case.incident.file, None)).chain(words) {
        let text = &case.content.sources.get(file).text;
        let body = body.map(|body| body.start as usize);
        for (range, what) in known.search(text, body) {
            let finding = finding(what, Span::new(file, range.start, range.end));
            let weight = if shown && !is_news(what) { Weight::Hint } else { finding.weight };
            findings.push(Finding { weight, ..finding });
        }
    }
    for (path, text) in beside(case).into_iter().chain(kept(case)) {
        known.search_file(path, text, findings);
    }
}

/// Texts that updates show or link to and that lie beside them: path, text.
fn beside(case: &Case<'_>) -> Vec<(String, String)> {
    let targets: BTreeSet<&str> = case
        .steps
        .iter()
        .flat_map(|step| &step.update.body.images)
        .map(|target| target.value.strip_prefix("./").unwrap_or(&target.value))
        .map(|target| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.contains(['/', '\\']))
        .filter(|target| {
            let ending = Path::new(target).extension().and_then(|ending| ending.to_str()).unwrap_or("");
            ["txt", "csv", "md"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        })
        .collect();
    let root = case.content.sources.root();
    let path = |target: &str| format!("{}/{target}", case.incident.folder);
    let read = |target: &str| Some((path(target), read_text(&root.join(path(target))).ok()?));
    targets.into_iter().filter_map(read).collect()
}

/// Texts of other channels that are kept and are not for our own people: path, text.
fn kept(case: &Case<'_>) -> Vec<(String, String)> {
    let root = case.content.sources.root();
    let mut texts = Vec::new();
    for update in updates(&case.content.sources, &case.incident.id) {
        let shelf = Shelf::open(root, &case.incident.id, &update);
        let shown = shelf.texts.values().filter(|kept| !kept.file.starts_with("staff"));
        texts.extend(shown.map(|kept| (format!("{}{}", shelf.path, kept.file), kept.text.clone())));
    }
    texts
}

/// What of each file at the top is not for everybody, or does not become words of a page.
const NOT_SHOWN: [&str; 6] = ["partners", "internal_names", "avoid", "url", "theme", "id"];

/// Files at the top that stand on pages for everybody.
const ON_PAGES: [&str; 4] = ["site.yaml", "services.yaml", "people.yaml", "terms.yaml"];

fn look_at_site(examined: &Examined<'_>, findings: &mut Vec<Finding>) {
    let content = examined.content;
    let words = |incident: &Incident| {
        let inside = crate::inside::of(content, incident).map(|(inside, _)| inside);
        if inside.is_none() && incident.reporter.is_none() {
            return Vec::new();
        }
        let mut known = Known::new(content);
        known.take(content, incident, inside.as_ref());
        known.inner
    };
    let mut known = Known::new(content);
    known.inner = content.incidents.par_iter().flat_map_iter(words).collect();
    known.settle();
    for (file, source) in content.sources.iter() {
        if ON_PAGES.contains(&source.path.as_str())
            && let Ok(node) = parse(&source.text, file, 0, source.text.len())
        {
            known.search_tree(&node, file, source, findings);
        }
    }
}

/// What a search is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A pattern.
    Looks(Sort),
    /// Words of ours.
    Inner(&'static str),
}

/// What is known of an incident's names, so that only those that leak are found.
struct Known<'c> {
    /// Words that look like it and are public.
    public: &'c [String],
    /// Where the site is served.
    host: &'c str,
    /// Where contacts lead that readers are given.
    routes: Vec<&'c str>,
    /// Words that must not appear, in lower case, and what they are.
    inner: Vec<(String, &'static str)>,
}

impl<'c> Known<'c> {
    /// What the site says, and whom readers of it may write to.
    fn new(content: &'c Content) -> Self {
        Self {
            public: &content.policy.public_words,
            host: content.site.host(),
            routes: content.site.contacts.iter().map(|contact| contact.route.as_str()).collect(),
            inner: Vec::new(),
        }
    }

    /// Takes in what must not be told of an incident, and to whom readers of it may write.
    fn take(&mut self, content: &Content, incident: &'c Incident, inside: Option<&Inside>) {
        let own = incident.updates.iter().filter(|update| update.is_public());
        let own = own.filter_map(|update| update.facts.as_ref()?.contacts.as_ref()).flatten();
        self.routes.extend(own.map(|contact| contact.route.as_str()));
        if let Some(reporter) =
            incident.reporter.as_deref().filter(|reporter| reporter.credit != Credit::Named)
        {
            let name = reporter.name.as_ref().filter(|name| name.contains(' '));
            self.inner.extend(name.map(|name| (flat_words(name), REPORTER)));
        }
        if let Some(inside) = inside {
            let spoken = |person: &str| {
                let mut people = content.people.iter();
                people.any(|known| known.id == person || known.name.eq_ignore_ascii_case(person))
            };
            let roles = inside.roles.iter().map(|(_, person)| person);
            let names = roles.filter(|person| person.contains(' ') && !spoken(person));
            self.inner.extend(names.map(|name| (flat_words(name), PERSON)));
            let ours = our_names(content);
            for words in telling_words(inside) {
                let partner = content.site.partners.iter().any(|p| p.name.eq_ignore_ascii_case(&words));
                let flat = flat_words(&words);
                if !partner && !spoken(&words) && !ours.iter().any(|name| name.contains(&flat)) {
                    self.inner.push((flat, WORDS));
                }
            }
        }
        self.settle();
    }

    /// Each once, and none that may be public.
    fn settle(&mut self) {
        self.inner.sort_unstable();
        self.inner.dedup_by(|a, b| a.0 == b.0);
        let public: BTreeSet<String> = self.public.iter().map(|words| flat_words(words)).collect();
        self.inner.retain(|(words, _)| !words.is_empty() && !public.contains(words));
    }

    /// What must not stand in a text, with its Markdown from `body` on.
    fn search(&self, text: &str, body: Option<usize>) -> Vec<(Range<usize>, What)> {
        let signs = Signs::of(text);
        let mut hits = self.patterns(text, signs);
        let add = |hits: &mut Vec<(Range<usize>, What)>, range: Range<usize>, what| {
            if !hits.iter().any(|(other, _)| range.start < other.end && other.start < range.end) {
                hits.push((range, what));
            }
        };
        let passages = |letters| body.map_or_else(Vec::new, |body| passages(text, body, letters));
        // What is broken by marks or by letters that nobody sees is whole for whoever reads the page.
        let hidden = || body.is_some_and(|body| hides_words(text.get(body..).unwrap_or("")));
        if signs.may_assign() || hidden() {
            for flat in passages(Letters::Kept) {
                for (range, what) in self.patterns(&flat.text, Signs::of(&flat.text)) {
                    add(&mut hits, flat.place(&range), what);
                }
            }
        }
        if !self.inner.is_empty() {
            let mut ways = vec![whole(text, Letters::Small)];
            ways.extend(passages(Letters::Small));
            for (words, what) in &self.inner {
                let found = ways.iter().find_map(|flat| {
                    let mut places = word_places(&flat.text, words).map(|range| flat.place(&range));
                    // Nobody's name is public because the reporter's is written down in the file that says so.
                    places.find(|place| !(*what == REPORTER && is_own_key(text, place.start)))
                });
                if let Some(range) = found {
                    add(&mut hits, range, What::Inner(what));
                }
            }
        }
        hits
    }

    /// What looks like something that must not stand there.
    fn patterns(&self, text: &str, signs: Signs) -> Vec<(Range<usize>, What)> {
        let mut hits: Vec<(Range<usize>, What)> = Vec::new();
        for at in signs.patterns() {
            let Some(pattern) = pattern(at) else { continue };
            let sort = PATTERNS[at].1;
            for hit in pattern.find_iter(text) {
                let inside_another =
                    hits.iter().any(|(other, _)| hit.start() < other.end && other.start < hit.end());
                if !inside_another
                    && !self.is_public(hit.as_str())
                    && self.is_meant(sort, text, hit.start(), hit.end())
                {
                    hits.push((hit.range(), What::Looks(sort)));
                }
            }
        }
        hits
    }

    /// A file that is not among the sources: the line stands in the sentence.
    fn search_file(&self, path: String, text: String, findings: &mut Vec<Finding>) {
        let body = Path::new(&path).extension().is_some_and(|ending| ending == "md").then_some(0);
        let hits = self.search(&text, body);
        let source = Source { path, text };
        for (range, what) in hits {
            let line = source.position(range.start).line;
            let mut found = finding(what, source.path.as_str());
            found.message = format!("Line {line}: {}", found.message);
            findings.push(found);
        }
    }

    /// The texts of a tree that everybody may see.
    fn search_tree(&self, node: &Node<'_>, file: FileId, source: &Source, findings: &mut Vec<Finding>) {
        match &node.value {
            Value::Map(entries) => {
                let says = |key: &str, wanted: &dyn Fn(&str) -> bool| {
                    entries.iter().any(|entry| {
                        entry.key == key
                            && matches!(&entry.value.value, Value::Scalar(scalar) if wanted(&scalar.text))
                    })
                };
                let hidden = says("audience", &|audience| audience != "public")
                    || says("public", &|public| matches!(public, "false" | "no"));
                let shown = entries.iter().filter(|entry| !hidden && !NOT_SHOWN.contains(&&*entry.key));
                for entry in shown {
                    self.search_tree(&entry.value, file, source, findings);
                }
            }
            Value::List(items) => {
                for item in items {
                    self.search_tree(item, file, source, findings);
                }
            }
            Value::Scalar(scalar) => {
                for (range, what) in self.search(&scalar.text, Some(0)) {
                    // An address of mail that is written as a way to reach us is meant to be seen.
                    if what == What::Looks(Sort::Mail) && scalar.text.starts_with("mailto:") {
                        continue;
                    }
                    let written = source.text.get(node.span.range()).unwrap_or("");
                    let at = scalar.text.get(range.clone()).and_then(|words| written.find(words));
                    let span = at.map_or(node.span, |at| {
                        let start = node.span.start as usize + at;
                        Span::new(file, start, start + range.len())
                    });
                    findings.push(finding(what, span));
                }
            }
            Value::Null => {}
        }
    }

    fn is_public(&self, words: &str) -> bool {
        self.public.iter().any(|public| public.eq_ignore_ascii_case(words))
    }

    /// Whether what a pattern found is what it looks for.
    fn is_meant(&self, sort: Sort, text: &str, start: usize, end: usize) -> bool {
        let hit = &text[start..end];
        match sort {
            Sort::Key | Sort::Ticket => true,
            Sort::Assigned => is_secret_value(hit),
            Sort::Random => !in_address(text, start) && is_random(hit),
            Sort::Address => is_address(text, start, end),
            Sort::Host => {
                let mut after = text[end..].chars();
                let goes_on = after.next() == Some('.') && after.next().is_some_and(char::is_alphanumeric);
                !goes_on && !text[..start].ends_with('.')
            }
            Sort::Mail => self.is_staff(hit),
        }
    }

    /// Whether a mail address is that of a person of ours whom readers are not meant to write to.
    fn is_staff(&self, mail: &str) -> bool {
        let Some((name, domain)) = mail.rsplit_once('@') else { return false };
        let (name, domain) = (name.to_lowercase(), domain.to_lowercase());
        let own = super::links::own_domain(self.host);
        let ours = domain.strip_suffix(&own).is_some_and(|below| below.is_empty() || below.ends_with('.'));
        // `support-uk`, `press.office`: a job with a place is no person either.
        let job = name.split(['.', '-', '_', '+']).any(|part| FOR_ALL.contains(&part));
        let mail = mail.to_lowercase();
        ours && !job && self.routes.iter().all(|route| mail_of(route).is_none_or(|given| given != mail))
    }
}

/// The mail address that a contact leads to.
fn mail_of(route: &str) -> Option<String> {
    let mail = route.strip_prefix("mailto:")?;
    Some(mail.split('?').next().unwrap_or(mail).to_lowercase())
}

/// Names that stand on every page anyway.
fn our_names(content: &Content) -> Vec<String> {
    let site = [content.site.name.as_str(), content.site.organisation.as_str()];
    let services = content.services.iter().map(|service| service.name.as_str());
    site.into_iter().chain(services).map(flat_words).collect()
}

/// Where whole words stand.
fn word_places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).map(|(at, hit)| at..at + hit.len()).filter(move |range| {
        !word(text[..range.start].chars().next_back()) && !word(text[range.end..].chars().next())
    })
}

const REPORTER: &str = "reporter";
const PERSON: &str = "person";
const WORDS: &str = "words";

/// Names of mailboxes that a job reads, and no person.
const FOR_ALL: [&str; 52] = [
    "abuse",
    "accounts",
    "alerts",
    "billing",
    "bookings",
    "care",
    "cert",
    "complaints",
    "compliance",
    "contact",
    "customercare",
    "customers",
    "customerservice",
    "desk",
    "dpo",
    "enquiries",
    "events",
    "feedback",
    "finance",
    "hello",
    "help",
    "helpdesk",
    "incidents",
    "info",
    "jobs",
    "kontakt",
    "kundenservice",
    "legal",
    "mail",
    "media",
    "newsletter",
    "newsroom",
    "no-reply",
    "noreply",
    "office",
    "orders",
    "partners",
    "payments",
    "postmaster",
    "press",
    "presse",
    "privacy",
    "refunds",
    "returns",
    "sales",
    "security",
    "service",
    "shop",
    "status",
    "support",
    "team",
    "tickets",
];

/// Whether the name stands where the reporter is entered.
fn is_own_key(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    line.trim_end_matches(['"', '\'', ' ']).ends_with("name:")
}

fn finding(what: What, place: impl Into<Place>) -> Finding {
    let sort = match what {
        What::Looks(sort) => sort,
        What::Inner(words) => return inner(words, place),
    };
    let (message, reader, help) = match sort {
        Sort::Key | Sort::Assigned | Sort::Random => (
            "This looks like a password or a key.",
            "Whoever reads the page could use it, and copies of the page keep it for ever.",
            "Remove it. If it is real, replace it: it may have been seen already. If it only looks like one, list it under `public_words` in policy.yaml.",
        ),
        Sort::Address | Sort::Host => (
            "This looks like the name of a machine inside your own network.",
            "It tells them nothing, and tells an attacker where to go next.",
            "Say what people notice instead: `uploads fail`. If readers need it, list it under `public_words` in policy.yaml.",
        ),
        Sort::Mail => (
            "This is the address of one of your people, and it is not among your contacts.",
            "They would write to somebody who may be asleep, away, or not allowed to answer.",
            "Give a contact of site.yaml, or add this one there with the hours at which somebody answers.",
        ),
        Sort::Ticket => (
            "This looks like a ticket or a page of your inner tools.",
            "They cannot open it, and it tells others how you work inside.",
            "Say in words what it stands for. If readers can open it, list it under `public_words` in policy.yaml.",
        ),
    };
    Finding::stop(Code::G4, place, message).reader(reader).help(help)
}

fn inner(what: &str, place: impl Into<Place>) -> Finding {
    let (message, reader, help) = match what {
        REPORTER => (
            "This names the person who reported it, and they have not agreed to be named.",
            "Whoever reports something to you trusts you with their name.",
            "Write `a researcher`, or ask, and then write `credit: named` and `consent_at` in incident.yaml.",
        ),
        PERSON => (
            "This names a person who works on it inside, and is not among those who may speak.",
            "People write to names that they read, and some do worse.",
            "Name the job instead, or add the person to people.yaml if they speak for you.",
        ),
        _ => (
            "These words stand in internal.yaml, which is for your own people only.",
            "They would read what you promised somebody to keep.",
            "Take them out or say it in other words. If they may be public, list them under `public_words` in policy.yaml.",
        ),
    };
    Finding::stop(Code::G4, place, message).reader(reader).help(help)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fernhill() -> Known<'static> {
        Known {
            public: &[],
            host: "status.fernhill.example",
            routes: vec!["mailto:ada.lake@fernhill.example"],
            inner: Vec::new(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
        #[test]
        fn no_mark_hides_what_the_page_shows(pieces in proptest::collection::vec(proptest::sample::select(vec![
            "db-3", ".prod", ".internal", "OPS-", "1234", "password", "=", ": ", " is ", "Tr0ub4dor2026", "10.20.",
            "30.40", "tom.hart", "@fernhill.example", concat!("AK", "IA4XW7PLMQ2Z"), "KRT9BV", "a", "é", " ", "  ", "\n",
            "\n\n", "`", "``", "*", "**", "_", "~~", "[", "](https://a.example/b)", "][", "]", "(", ")", "\\", "&#45;",
            "&amp;", "<", ">", "> ", "- ", "# ", "| ", "\u{ad}", "\u{a0}", "\u{2011}", "’", "!", "\"",
        ]), 1..14)) {
            let text = pieces.concat();
            let known = fernhill();
            let shown = passages(&text, 0, Letters::Kept);
            let leaks = shown.iter().any(|flat| !known.patterns(&flat.text, Signs::of(&flat.text)).is_empty());
            prop_assert!(!leaks || !known.search(&text, Some(0)).is_empty(), "{:?}", text);
        }
    }

    fn hits(text: &str) -> Vec<&str> {
        let known = fernhill();
        let mut hits: Vec<&str> = Vec::new();
        for at in Signs::of(text).patterns() {
            let found = pattern(at).unwrap().find_iter(text);
            hits.extend(
                found
                    .filter(|hit| known.is_meant(PATTERNS[at].1, text, hit.start(), hit.end()))
                    .map(|hit| hit.as_str()),
            );
        }
        hits
    }

    #[test]
    fn what_must_not_leave_the_house_is_found() {
        let found = [
            concat!("AK", "IA4XW7PLMQ2ZKRT9BV"),
            concat!("gh", "p_0123456789abcdefghijABCDEFGHIJ012345"),
            concat!("sk", "_live_51Hx8fjKq02LmZpQw"),
            concat!("-----BEGIN ", "OPENSSH PRIVATE KEY-----"),
            "password=Tr0ub4dor",
            "secret = s3cr3tValue9",
            "password = Winter2026",
            "password:hunter22",
            "Passwort: Winter2026!",
            "that the password is hunter2024.",
            "that the password was `Winter2026!`",
            "that the password for the admin account is \"Summer2026\"",
            "| password | Winter2026! |",
            "user admin and password Winter2026!",
            "password:\nWinter2026!",
            "api_key: 8f7d2c19aa",
            "postgres://app:hunter2@db.fernhill.example",
            "kX9vB2mQ7rT4wZ8nC3pL6",
            "10.20.30.40",
            "192.168.4.17",
            "172.31.0.9",
            "db-3.prod.internal",
            "mail.fernhill.corp",
            "tom.hart@fernhill.example",
            "OPS-1234",
            "INC0012345",
            "fernhill.atlassian.net/browse/PAY-77",
        ];
        for text in found {
            let sentence = format!("We saw {text} there.");
            assert!(!hits(&sentence).is_empty(), "`{text}` is not found");
        }
    }

    #[test]
    fn what_readers_need_is_not_mistaken_for_it() {
        let fine = [
            "Change your password: it may have been read.",
            "password_change: later",
            "Reset your password: https://help.fernhill.example/password",
            "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "Commit 1f0c2de4b5a697887766554433221100ffeeddcc is in the release.",
            "Update Gateway to version 10.2.14.3 or later.",
            "QH-2026-0007 and CVE-2099-10001, ISO-27001, SHA-256",
            "[How](https://docs.fernhill.example/d/1aB2cD3eF4gH5iJ6kL7mN8oP9)",
            "2026-05-21-uploads-and-signing-fail",
            "Write to ada.lake@fernhill.example or support@fernhill.example or a@other.example.",
            "a local copy, an internal.yaml, a lan party",
            "The token is: valid for an hour",
            "InternationalisationOfEverythingUnderTheSun",
            "fernhill.local.example is ours",
            "Add `?token=` to the address.",
            "Choose a new password: at least 12 letters.",
            "Your password: keep it secret.",
            "The API key: replace it by 2026-03-05.",
            "Password reset: 24hours.",
            "Token expires: 2026-03-05T10:00:00Z",
            "The password is 12characters long, the token is RS256-signed, the secret was base64.",
            "Forgot your password: [reset it](https://help.fernhill.example/2026/pw1)",
            "The password Office365 asks for is another one.",
            "A password is required. The password was reset on 2026-03-05.",
            "The token is valid until 2026-03-05T10:00:00Z.",
            "Write to tickets@fernhill.example, refunds@fernhill.example or orders-uk@fernhill.example.",
        ];
        for text in fine {
            assert_eq!(hits(text), Vec::<&str>::new(), "{text}");
        }
    }
}
