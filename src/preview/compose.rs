//! The composer: a form in the browser → the file that the commands would write.
//!
//! It shares the templates, the names and the writer with the commands. What is
//! typed is laid over the content in memory, so that the page, the findings and
//! the lengths are those of the file as it would be.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};

use serde::{Deserialize, Serialize};

use super::note::Note;
use super::server::Reply;
use super::stage::{Ask, Job};
use crate::check::{Choice, check_some};
use crate::compose::{Composer, File, Part};
use crate::finding::{Finding, Weight};
use crate::markdown::escaped;
use crate::model::time::{Instant, Zone};
use crate::model::{Audience, Content, Kind, Named, PasswordChange, Severity, Status};
use crate::read::{Living, TEMPLATES};
use crate::render::Theme;
use crate::say::{Channel, Story, text as channel_text};
use crate::view::{Board, board_of, up_to};
use crate::write::{
    Asked, SaveError, Sheet, Template, add, began, file_name, finish, incident_id, later, next_update, quote,
    replace, title_of,
};

/// How many incidents can be picked: the open ones and the newest.
const MOST_INCIDENTS: usize = 200;
/// Channels whose room is counted as somebody types.
const COUNTED: [Channel; 7] = [
    Channel::Sms,
    Channel::X,
    Channel::Bluesky,
    Channel::Mastodon,
    Channel::Social,
    Channel::Phone,
    Channel::Press,
];

/// The page.
pub(super) fn page(token: &str) -> Reply {
    Reply::html(include_str!("assets/compose.html").replace("{token}", &escaped(token)))
}

/// What the form offers.
pub(super) fn facts(asks: &Sender<Ask>) -> Reply {
    with(asks, |living, theme, board| Reply::json(200, &offered(living, theme, board)))
}

/// Something sent by the form.
pub(super) fn post(asks: &Sender<Ask>, path: &str, body: &str) -> Reply {
    let form: Form = match serde_json::from_str(body) {
        Ok(form) => form,
        Err(error) => return failed(400, &format!("This form cannot be read: {error}.")),
    };
    match path {
        "/_candor/look" => {
            with(asks, move |living, theme, board| Reply::json(200, &look(&form, living, theme, board)))
        }
        "/_candor/save" => with(asks, move |living, _, board| save(&form, living, board)),
        _ => failed(404, "There is nothing here."),
    }
}

/// Lets a job look at the content and hands back what it makes.
fn with(
    asks: &Sender<Ask>,
    make: impl FnOnce(&Living, &Theme, &Board<'_>) -> Reply + Send + 'static,
) -> Reply {
    let (reply, made) = channel();
    let job: Job = Box::new(move |living, theme, board| {
        // Whoever asked may have gone; that is no reason to stop.
        let _ = reply.send(make(living, theme, board));
    });
    let made = asks.send(Ask::Look(job)).ok().and_then(|()| made.recv().ok());
    made.unwrap_or_else(|| failed(503, "The preview has ended."))
}

fn failed(status: u16, why: &str) -> Reply {
    Reply::json(status, &BTreeMap::from([("error", why)]))
}

/// A name that the files use and what people call it.
#[derive(Debug, Serialize)]
struct Choosable {
    id: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct KindOffer {
    id: &'static str,
    text: String,
    states: Vec<Choosable>,
    /// The template that begins such an incident.
    first: &'static str,
}

#[derive(Debug, Serialize)]
struct TemplateOffer {
    id: &'static str,
    kind: String,
    keys: Vec<AskedFor>,
    parts: Vec<AskedFor>,
}

#[derive(Debug, Serialize)]
struct AskedFor {
    name: String,
    heading: String,
    prompt: String,
    words: String,
}

impl From<Asked> for AskedFor {
    fn from(asked: Asked) -> Self {
        Self { name: asked.name, heading: asked.heading, prompt: asked.prompt, words: asked.words }
    }
}

#[derive(Debug, Serialize)]
struct IncidentOffer {
    id: String,
    title: String,
    kind: &'static str,
    open: bool,
    state: &'static str,
    severity: Option<&'static str>,
    speaker: Option<String>,
    /// Services that were stated, and as what.
    services: BTreeMap<String, &'static str>,
    /// Questions that readers wait for.
    questions: Vec<String>,
    /// The promise that readers wait for.
    promise: Option<String>,
    updates: Vec<Choosable>,
}

#[derive(Debug, Serialize)]
struct Offer {
    now: String,
    zone: &'static str,
    /// When readers should hear more at the latest.
    next: Option<String>,
    services: Vec<Choosable>,
    people: Vec<Choosable>,
    statuses: Vec<Choosable>,
    severities: Vec<Choosable>,
    data_access: Vec<Choosable>,
    password_change: Vec<Choosable>,
    kinds: Vec<KindOffer>,
    templates: Vec<TemplateOffer>,
    incidents: Vec<IncidentOffer>,
}

fn named<T: Named>(prefix: &str, theme: &Theme) -> Vec<Choosable> {
    T::ALL
        .iter()
        .map(|one| Choosable { id: one.name().to_owned(), text: theme.words.named(prefix, one.name()) })
        .collect()
}

fn plain(names: &[&'static str]) -> Vec<Choosable> {
    names.iter().map(|name| Choosable { id: (*name).to_owned(), text: name.replace('_', " ") }).collect()
}

fn offered(living: &Living, theme: &Theme, board: &Board<'_>) -> Offer {
    let content = living.content();
    let template = |name: &'static str| {
        let template = Template::load(content.sources.root(), name, &content.site.language).ok()?;
        Some(TemplateOffer {
            id: name,
            kind: template.kind().unwrap_or_default().to_owned(),
            keys: template.keys().into_iter().filter(|key| key.name != "type").map(AskedFor::from).collect(),
            parts: template.parts().into_iter().map(AskedFor::from).collect(),
        })
    };
    let mut incidents: Vec<usize> = (0..board.incidents.len()).collect();
    incidents.sort_by_key(|at| !board.incidents[*at].is_open());
    incidents.truncate(MOST_INCIDENTS);
    Offer {
        now: board.now.written(),
        zone: content.site.time_zone.name(),
        next: next_update(&content.policy, Kind::Outage, None, Kind::Outage.states()[0], board.now)
            .map(Instant::written),
        services: content
            .services
            .iter()
            .map(|service| Choosable { id: service.id.clone(), text: service.name.clone() })
            .collect(),
        people: content
            .people
            .iter()
            .map(|person| Choosable {
                id: person.id.clone(),
                text: format!("{}, {}", person.name, person.title),
            })
            .collect(),
        statuses: named::<Status>("status", theme),
        severities: named::<Severity>("severity", theme),
        data_access: plain(&["confirmed", "ruled_out", "unknown"]),
        password_change: plain(PasswordChange::NAMES),
        kinds: Kind::ALL
            .iter()
            .map(|kind| KindOffer {
                id: kind.name(),
                text: kind.name().replace('_', " "),
                states: kind
                    .states()
                    .iter()
                    .map(|state| Choosable {
                        id: state.name().to_owned(),
                        text: theme.words.named("state", state.name()),
                    })
                    .collect(),
                first: match kind {
                    Kind::DataBreach => "breach",
                    Kind::Vulnerability => "advisory",
                    Kind::Maintenance => "maintenance",
                    Kind::Notice => "not-affected",
                    _ => "holding",
                },
            })
            .collect(),
        templates: TEMPLATES.into_iter().filter_map(template).collect(),
        incidents: incidents.into_iter().map(|at| as_told(content, board, &board.incident(at))).collect(),
    }
}

/// An incident as readers know it: what waits is listed, and is not "as before".
fn as_told(content: &Content, board: &Board<'_>, view: &crate::view::IncidentView<'_>) -> IncidentOffer {
    let all = incident_offer(board, view);
    let Some(incident) = content.incident(view.id) else { return all };
    if incident.updates.iter().all(|update| update.counts() && update.visible_from() <= board.now) {
        return all;
    }
    let told = board_of(content, incident, board.audience, board.now);
    if told.incidents.is_empty() {
        return all;
    }
    IncidentOffer { updates: all.updates, ..incident_offer(&told, &told.incident(0)) }
}

fn incident_offer(board: &Board<'_>, incident: &crate::view::IncidentView<'_>) -> IncidentOffer {
    let services = incident.fold.services.iter().enumerate().filter_map(|(at, stated)| {
        Some((board.services.get(at)?.service.id.clone(), stated.as_ref()?.status.name()))
    });
    let open = incident.fold.open_questions();
    IncidentOffer {
        id: incident.id.to_owned(),
        title: incident.title.to_owned(),
        kind: incident.kind.name(),
        open: incident.is_open(),
        state: incident.fold.state.name(),
        severity: incident.fold.severity.map(Named::name),
        speaker: incident.speaker.map(|person| person.id.clone()),
        services: services.collect(),
        questions: open.map(|question| format!("Q{}: {}", question.number, question.text)).collect(),
        promise: incident.awaited().map(|promise| promise.due.written()),
        updates: incident
            .updates
            .iter()
            .rev()
            .map(|update| Choosable {
                id: update.id.to_owned(),
                text: format!("{}, {}", update.id, update.at.written()),
            })
            .collect(),
    }
}

/// What somebody typed.
#[derive(Debug, Deserialize)]
pub(super) struct Form {
    /// The incident that it belongs to; a new one if none.
    incident: Option<String>,
    /// Of a new incident.
    #[serde(default)]
    title: String,
    /// Of a new incident.
    #[serde(default)]
    kind: String,
    template: String,
    /// Facts by key.
    #[serde(default)]
    facts: BTreeMap<String, Fact>,
    /// Words by part.
    #[serde(default)]
    parts: BTreeMap<String, String>,
    #[serde(default)]
    draft: bool,
    /// The draft that this form saved before, and what is in it.
    #[serde(default)]
    saved: Option<Saved>,
}

/// The value of a fact.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Fact {
    /// One value, or YAML as it is typed.
    One(String),
    /// Values by key.
    Many(BTreeMap<String, String>),
}

/// A file as this form left it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Saved {
    path: String,
    text: String,
}

/// The files that a form makes.
struct Paper {
    incident: String,
    folder: String,
    /// Of the update, below the content folder.
    path: String,
    text: String,
    /// Of a new incident: `incident.yaml`.
    identity: Option<(String, String)>,
}

impl Paper {
    fn files(&self) -> Vec<(String, String)> {
        let update = (self.path.clone(), self.text.clone());
        self.identity.iter().cloned().chain(std::iter::once(update)).collect()
    }
}

/// Facts that are words and not values.
const TEXTS: [&str; 3] = ["statement", "late_reason", "emergency"];

fn paper(form: &Form, living: &Living, now: Instant) -> Result<Paper, String> {
    let content = living.content();
    let language = form.incident.as_deref().and_then(|id| content.incident(id)?.language.as_deref());
    let language = language.unwrap_or(&content.site.language);
    let template = Template::load(content.sources.root(), &form.template, language)
        .map_err(|error| format!("{error}."))?;
    let mut sheet = Sheet::default();
    let zone = content.site.time_zone;
    let mut at = now;
    for (key, fact) in &form.facts {
        if key == "at"
            && let Fact::One(text) = fact
            && let Ok(said) = Instant::parse(text.trim())
        {
            at = said;
        }
    }
    sheet.fact("at", at.written());
    if form.draft {
        sheet.fact("draft", "true");
    }
    for (key, fact) in form.facts.iter().filter(|(key, _)| is_key(key)) {
        if let Some(yaml) = yaml(key, fact, at, zone) {
            sheet.fact(key, yaml);
        }
    }
    for (name, words) in form.parts.iter().filter(|(name, words)| is_key(name) && !words.trim().is_empty()) {
        sheet.part(name, words.trim().replace('\r', ""));
    }
    let text = finish(&template.fill(&sheet));
    let what = template.kind().unwrap_or("progress").to_owned();
    if let Some(id) = &form.incident {
        let incident = content.incident(id).ok_or_else(|| format!("There is no incident `{id}`."))?;
        let path = match &form.saved {
            Some(saved) if saved.path.starts_with(&format!("{}/", incident.folder)) => saved.path.clone(),
            _ => format!("{}/{}", incident.folder, file_name(Some(incident), &what)),
        };
        return Ok(Paper {
            incident: id.clone(),
            folder: incident.folder.to_string(),
            path,
            text,
            identity: None,
        });
    }
    let kind = Kind::from_name(&form.kind).ok_or("Choose what kind of incident it is.")?;
    let title = match form.title.trim() {
        "" => title_of(
            form.parts.get("lead").and_then(|lead| lead.trim().lines().next()).unwrap_or(""),
            language,
        ),
        title => title.to_owned(),
    };
    if title.is_empty() {
        return Err("Give the incident a title: what readers notice.".to_owned());
    }
    let incident = incident_id(content, &title, at);
    let folder = format!("incidents/{incident}");
    let mut identity = format!("title: {}\nkind: {}\n", quote(&title), kind.name());
    let lead = form.parts.get("lead").map_or("", String::as_str);
    if kind == Kind::Outage
        && let Some(began) = began(lead, at, language)
    {
        identity.push_str(&format!("impact_began_at: {began}\n"));
    }
    Ok(Paper {
        path: format!("{folder}/{}", file_name(None, &what)),
        identity: Some((format!("{folder}/incident.yaml"), identity)),
        incident,
        folder,
        text,
    })
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// A fact as YAML; nothing if nothing was said.
fn yaml(key: &str, fact: &Fact, at: Instant, zone: Zone) -> Option<String> {
    let time = |text: &str| later(text, at, Some(zone)).map_or_else(|_| text.to_owned(), Instant::written);
    match fact {
        Fact::One(text) => {
            let text = text.trim().replace('\r', "");
            match key {
                _ if text.is_empty() => None,
                "at" => Some(Instant::parse(&text).map_or_else(|_| quote(&text), Instant::written)),
                "next_update" => Some(time(&text)),
                key if TEXTS.contains(&key) => Some(quote(&text)),
                // A list or a map, as it is typed.
                _ if text.contains('\n') || text.starts_with("- ") => {
                    Some(lines(text.lines().map(str::to_owned)))
                }
                _ => Some(text),
            }
        }
        Fact::Many(values) => {
            let said: Vec<(&String, &String)> =
                values.iter().filter(|(_, value)| !value.trim().is_empty()).collect();
            match key {
                _ if said.is_empty() => None,
                "services" => Some(lines(said.iter().map(|(id, status)| match status.split_once(": ") {
                    Some((status, why)) => format!("{id}: {{ {status}: {} }}", quote(why)),
                    None => format!("{id}: {status}"),
                }))),
                "window" => {
                    let parts: Vec<String> =
                        said.iter().map(|(key, value)| format!("{key}: {}", time(value))).collect();
                    // `end` is sorted before `start`, and people read it the other way round.
                    Some(format!("{{ {} }}", parts.into_iter().rev().collect::<Vec<_>>().join(", ")))
                }
                "next_update" | "data_access" => {
                    let (key, why) = said[0];
                    Some(format!("{{ {key}: {} }}", quote(why.trim())))
                }
                _ => {
                    Some(lines(said.iter().map(|(key, value)| format!("{key}: {}", value_of(value.trim())))))
                }
            }
        }
    }
}

/// Lines below a key.
fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |mut text, line| {
        text.push_str("\n  ");
        text.push_str(&line);
        text
    })
}

/// A value within a fact: an instant stays one, anything else is words.
fn value_of(text: &str) -> String {
    Instant::parse(text).map_or_else(|_| quote(text), Instant::written)
}

/// What the form is shown of the file as it would be.
#[derive(Debug, Serialize)]
struct Seen {
    path: String,
    text: String,
    incident: String,
    findings: Vec<Note>,
    lengths: Vec<LengthSeen>,
    /// The page of the incident.
    page: Option<String>,
    /// When readers should hear more at the latest.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct LengthSeen {
    channel: &'static str,
    is: Option<usize>,
    most: Option<usize>,
    unit: &'static str,
    why: Option<String>,
    text: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Sight {
    Seen(Box<Seen>),
    Not { error: String },
}

fn look(form: &Form, living: &Living, theme: &Theme, board: &Board<'_>) -> Sight {
    let now = board.now;
    let paper = match paper(form, living, now) {
        Ok(paper) => paper,
        Err(error) => return Sight::Not { error },
    };
    let (content, mut findings) = living.glimpse(&paper.folder, &paper.files());
    let sound = findings.iter().all(|finding| finding.weight != Weight::Stop);
    if sound {
        let choice = Choice { incident: Some(paper.incident.clone()), ..Choice::default() };
        findings.extend(check_some(&content, now, &choice));
    }
    let ours = |finding: &&Finding| {
        let path = finding.path(&content.sources);
        path == paper.path || paper.identity.as_ref().is_some_and(|(identity, _)| identity == path)
    };
    let mut notes: Vec<Note> =
        findings.iter().filter(ours).map(|finding| Note::of(finding, &content.sources)).collect();
    notes.sort_by_key(|note| !note.stops());
    let mut seen = Seen {
        path: paper.path.clone(),
        text: paper.text.clone(),
        incident: paper.incident.clone(),
        findings: notes,
        lengths: Vec::new(),
        page: None,
        next: None,
    };
    if let Some(incident) = content.incidents.first() {
        let stem = paper.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or("");
        if let Some(update) = incident.updates.iter().find(|update| update.id == stem) {
            let at = update.visible_from().max(now);
            if let Some(cut) = up_to(incident, stem) {
                // As readers will see it once this is out, and nothing that comes later.
                let alone = board_of(&content, &cut, Audience::Public, at);
                if !alone.incidents.is_empty() {
                    let composer = Composer::new(&alone, theme, content.sources.root());
                    let made = composer.make::<std::convert::Infallible>(&File::Of(0, Part::Page)).ok();
                    seen.page = made.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                }
                if let Some(story) =
                    (!alone.incidents.is_empty()).then(|| Story::last(&alone, 0, Audience::Public)).flatten()
                {
                    seen.lengths = COUNTED.iter().map(|channel| length(*channel, &story, theme)).collect();
                }
                if let Some(view) = alone.incidents.first() {
                    let due =
                        next_update(&content.policy, view.kind, view.severity, view.state, update.at.value);
                    seen.next = due.map(Instant::written);
                }
            }
        }
    }
    Sight::Seen(Box::new(seen))
}

fn length(channel: Channel, story: &Story, theme: &Theme) -> LengthSeen {
    let (length, why, text) = match channel_text(channel, story, &theme.words) {
        Ok(text) => (text.length, None, text.files.into_iter().next().map(|(_, text)| text)),
        Err(error) => (error.length, Some(format!("{} {}", error.why, error.help)), None),
    };
    LengthSeen {
        channel: channel.title(),
        is: length.map(|length| length.is),
        most: length.map(|length| length.most),
        unit: length.map_or("", |length| length.unit),
        why,
        text,
    }
}

/// Writes the file, if nothing in it stops a publication; a draft may hold anything that can be read.
fn save(form: &Form, living: &Living, board: &Board<'_>) -> Reply {
    let paper = match paper(form, living, board.now) {
        Ok(paper) => paper,
        Err(error) => return failed(422, &error),
    };
    let (content, mut findings) = living.glimpse(&paper.folder, &paper.files());
    if findings.iter().all(|finding| finding.weight != Weight::Stop) && !form.draft {
        let choice = Choice { incident: Some(paper.incident.clone()), ..Choice::default() };
        findings.extend(check_some(&content, board.now, &choice));
    }
    let stops: Vec<Note> = findings
        .iter()
        .filter(|finding| finding.weight == Weight::Stop && finding.path(&content.sources) == paper.path)
        .map(|finding| Note::of(finding, &content.sources))
        .collect();
    if !stops.is_empty() {
        let what = if stops.len() == 1 {
            "One thing stops".to_owned()
        } else {
            format!("{} things stop", stops.len())
        };
        let error = format!("{what} this from being saved. Mend it, and save again.");
        return Reply::json(422, &Refused { error, findings: stops });
    }
    let root: PathBuf = content.sources.root().to_path_buf();
    let written = match &form.saved {
        // Only a draft that this form wrote itself, and that nobody has touched since, is written again.
        Some(saved) if saved.path == paper.path && is_draft(&saved.text) => {
            replace(&root.join(&paper.path), Some(&saved.text), &paper.text)
        }
        _ => add(&root, &paper.files()).map(|_| ()),
    };
    match written {
        Ok(()) => Reply::json(
            200,
            &Done {
                incident: paper.incident.clone(),
                page: format!("/{}", crate::view::routes::incident(&paper.incident)),
                saved: Saved { path: paper.path, text: paper.text },
            },
        ),
        Err(error @ (SaveError::Exists(_) | SaveError::Changed(_))) => failed(409, &format!("{error}.")),
        Err(error) => failed(500, &format!("{error}.")),
    }
}

/// Whether a file says of itself that it is a draft.
fn is_draft(text: &str) -> bool {
    text.lines().skip(1).take_while(|line| *line != "---").any(|line| line == "draft: true")
}

#[derive(Debug, Serialize)]
struct Refused {
    error: String,
    findings: Vec<Note>,
}

#[derive(Debug, Serialize)]
struct Done {
    incident: String,
    page: String,
    saved: Saved,
}
