//! Requests → answers. Everything is sent from memory; nothing that a request
//! names is ever taken for a path on the disk.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use super::bar::{self, OWN, Place};
use super::guard::{Claims, Guard};
use super::hub::Hub;
use super::stage::{Answer, Ask, Lens, Setting, file_of, is_odd, open};
use super::{compose, watch};
use crate::model::Audience;
use crate::model::time::Instant;

/// How many further ports are tried where the first one is taken.
const PORTS: u16 = 20;
/// How many requests are answered at once.
const WORKERS: usize = 4;
/// The largest thing that may be sent here.
const LARGEST: u64 = 1024 * 1024;
/// How often a silent stream of events says that it is still there.
const PULSE: Duration = Duration::from_secs(15);

const BAR_STYLE: &str = include_str!("assets/bar.css");
const BAR_SCRIPT: &str = include_str!("assets/bar.js");
const CLOCK_SCRIPT: &str = include_str!("assets/clock.js");
const PAGE_STYLE: &str = include_str!("assets/page.css");
const COMPOSE_STYLE: &str = include_str!("assets/compose.css");
const COMPOSE_SCRIPT: &str = include_str!("assets/compose.js");

/// How to serve.
pub struct Settings {
    /// The content folder.
    pub root: PathBuf,
    /// Whose site is shown.
    pub audience: Audience,
    /// The port to start with.
    pub port: u16,
    /// Where to listen instead of this machine alone.
    pub expose: Option<IpAddr>,
    /// Names that this server goes by besides addresses.
    pub hosts: Vec<String>,
    /// Whether the disk has to be looked at again and again, because it does not say what changes.
    pub poll: bool,
    /// How to open a file in an editor: an address with `{path}` and `{line}`.
    pub editor: Option<String>,
    /// What time it is.
    pub clock: Arc<dyn Fn() -> Instant + Send + Sync>,
    /// Whether the clock runs, or stands at one instant.
    pub runs: bool,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// There is no folder.
    #[error("there is no folder `{}`; name the folder that holds site.yaml with `--content`, or make a new site with `candor init`", .0.display())]
    NoFolder(PathBuf),
    /// No port is free.
    #[error("the ports {0} to {1} are all taken; choose another one with `--port`")]
    Taken(u16, u16),
    /// The system refuses.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The system does not let us watch.
    #[error("cannot watch the content folder: {0}; try `--poll`")]
    Watch(notify::Error),
}

/// A server that runs until the program ends.
#[derive(Debug)]
pub struct Preview {
    /// Where it listens.
    pub address: SocketAddr,
    /// The port that was asked for, if that is taken.
    pub taken: Option<u16>,
    workers: Vec<JoinHandle<()>>,
    _watch: watch::Watch,
}

impl Preview {
    /// Serves until the program ends.
    pub fn wait(self) {
        for worker in self.workers {
            // A worker that fell over was not the last one.
            let _ = worker.join();
        }
    }
}

/// What all workers share.
struct House {
    asks: Sender<Ask>,
    hub: Arc<Hub>,
    guard: Guard,
    root: PathBuf,
    editor: Option<String>,
    runs: bool,
}

/// Reads the content and serves it.
///
/// # Errors
/// Nothing can be read, watched or listened to.
pub fn start(settings: Settings) -> Result<Preview, PreviewError> {
    if !settings.root.is_dir() {
        return Err(PreviewError::NoFolder(settings.root));
    }
    let address = settings.expose.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let (listener, taken) = listen(address, settings.port)?;
    let address = listener
        .local_addr()
        .map_err(|error| PreviewError::Listen(SocketAddr::new(address, settings.port), error))?;
    let server = Server::from_listener(listener, None)
        .map_err(|error| PreviewError::Listen(address, std::io::Error::other(error.to_string())))?;
    let hub = Arc::new(Hub::default());
    // Watching comes before reading, so that no change falls between the two.
    let (changes, batches) = channel();
    let watch = watch::watch(&settings.root, settings.poll, move |batch| changes.send(batch).is_ok())
        .map_err(PreviewError::Watch)?;
    let clock = Arc::clone(&settings.clock);
    let asks = open(Setting {
        root: settings.root.clone(),
        audience: settings.audience,
        clock: Box::new(move || clock()),
        runs: settings.runs,
        hub: Arc::clone(&hub),
    });
    let changed = asks.clone();
    std::thread::spawn(move || {
        for batch in batches {
            if changed.send(Ask::Changed(batch)).is_err() {
                break;
            }
        }
    });
    let house = Arc::new(House {
        asks,
        hub,
        guard: Guard::new(settings.hosts),
        root: settings.root.canonicalize().unwrap_or(settings.root),
        editor: settings.editor,
        runs: settings.runs,
    });
    let server = Arc::new(server);
    let workers = (0..WORKERS)
        .map(|_| {
            let (server, house) = (Arc::clone(&server), Arc::clone(&house));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    serve(&house, request);
                }
            })
        })
        .collect();
    Ok(Preview { address, taken, workers, _watch: watch })
}

fn listen(address: IpAddr, port: u16) -> Result<(TcpListener, Option<u16>), PreviewError> {
    for offset in 0..=PORTS {
        let Some(next) = port.checked_add(offset) else { break };
        match TcpListener::bind(SocketAddr::new(address, next)) {
            Ok(listener) => return Ok((listener, (offset > 0).then_some(port))),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && port != 0 => {}
            Err(error) => return Err(PreviewError::Listen(SocketAddr::new(address, next), error)),
        }
    }
    Err(PreviewError::Taken(port, port.saturating_add(PORTS)))
}

/// What is sent back.
pub(super) struct Reply {
    status: u16,
    kind: &'static str,
    bytes: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

impl Reply {
    pub(super) fn new(status: u16, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, bytes: bytes.into(), headers: Vec::new() }
    }

    pub(super) fn html(html: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/html; charset=utf-8", html)
    }

    pub(super) fn json(status: u16, value: &impl serde::Serialize) -> Self {
        // Only maps with keys that are no texts cannot be written, and there are none.
        Self::new(status, "application/json", serde_json::to_vec(value).unwrap_or_default())
    }

    fn says(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

fn serve(house: &Arc<House>, mut request: Request) {
    let header = |name: &str| {
        let found =
            request.headers().iter().find(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    let (host, origin) = (header("host"), header("origin"));
    let (site, token) = (header("sec-fetch-site"), header("x-candor-token"));
    let claims = Claims {
        host: host.as_deref(),
        origin: origin.as_deref(),
        site: site.as_deref(),
        token: token.as_deref(),
    };
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let reply = if house.guard.may_read(&claims) {
        match request.method() {
            Method::Get | Method::Head if path == format!("{OWN}events") => return stream(house, request),
            Method::Get | Method::Head => {
                let asked =
                    Asked { known: header("if-none-match"), plain: header("x-candor-plain").is_some() };
                get(house, path, query, &asked)
            }
            Method::Post if !house.guard.may_write(&claims) => {
                Reply::says(403, "Only a page of this preview may do that. Load the page again.")
            }
            Method::Post => {
                let path = path.to_owned();
                let mut body = String::new();
                let read = request.as_reader().take(LARGEST + 1).read_to_string(&mut body);
                match read {
                    Ok(length) if length as u64 <= LARGEST => compose::post(&house.asks, &path, &body),
                    _ => Reply::says(413, "This is too large, or no text."),
                }
            }
            _ => Reply::says(405, "Only GET, HEAD and POST are known here."),
        }
    } else {
        Reply::says(403, "This preview answers only to addresses of this machine.")
    };
    respond(request, reply);
}

fn respond(request: Request, reply: Reply) {
    let mut response = Response::from_data(reply.bytes).with_status_code(StatusCode(reply.status));
    let fixed = [
        ("Content-Type", reply.kind.to_owned()),
        ("Cache-Control", "no-store".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Content-Security-Policy", "frame-ancestors 'self'".to_owned()),
    ];
    for (name, value) in fixed.into_iter().chain(reply.headers) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that has gone away is not an error.
    let _ = request.respond(response);
}

/// What a request asks for besides a path.
struct Asked {
    /// The bytes that it has already.
    known: Option<String>,
    /// The file as it would be built, without the bar.
    plain: bool,
}

fn get(house: &House, path: &str, query: &str, asked: &Asked) -> Reply {
    let Some(path) = decode(path) else { return Reply::says(400, "This address cannot be read.") };
    let Some(own) = path.strip_prefix(OWN) else {
        return page(house, Lens::default(), &path, asked);
    };
    let fixed = |kind, text: &str| Reply::new(200, kind, text);
    match own {
        "bar.css" => fixed("text/css; charset=utf-8", BAR_STYLE),
        "page.css" => fixed("text/css; charset=utf-8", PAGE_STYLE),
        "compose.css" => fixed("text/css; charset=utf-8", COMPOSE_STYLE),
        "bar.js" => fixed("text/javascript; charset=utf-8", BAR_SCRIPT),
        "clock.js" => fixed("text/javascript; charset=utf-8", CLOCK_SCRIPT),
        "compose.js" => fixed("text/javascript; charset=utf-8", COMPOSE_SCRIPT),
        "go" => go(query),
        "compose" => compose::page(house.guard.token()),
        "facts" => compose::facts(&house.asks),
        _ => {
            if let Some(rest) = own.strip_prefix("bar/") {
                return match lens_of(&format!("/{rest}")) {
                    Some((lens, path)) => fragment(house, lens, &path),
                    None => Reply::says(404, "There is nothing here."),
                };
            }
            if let Some(file) = own.strip_prefix("source/") {
                return source(house, file);
            }
            match lens_of(&path) {
                Some((lens, path)) => page(house, lens, &path, asked),
                None => Reply::says(404, "There is nothing here."),
            }
        }
    }
}

/// `/_candor/at/<instant or now>/<all or readers>/<path>` taken apart; other paths are seen as they are.
fn lens_of(path: &str) -> Option<(Lens, String)> {
    let Some(rest) = path.strip_prefix(OWN) else { return Some((Lens::default(), path.to_owned())) };
    let mut parts = rest.strip_prefix("at/")?.splitn(3, '/');
    let (at, who, path) = (parts.next()?, parts.next()?, parts.next()?);
    let at = if at == "now" { None } else { Some(Instant::parse(at).ok()?) };
    let readers = match who {
        "all" => false,
        "readers" => true,
        _ => return None,
    };
    Some((Lens { at, readers }, format!("/{path}")))
}

/// The form of the clock → the page through that lens.
fn go(query: &str) -> Reply {
    let value = |name: &str| {
        let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        pair.and_then(|value| decode(&value.replace('+', " "))).unwrap_or_default()
    };
    let path = value("path");
    let readers = value("who") == "readers";
    match Instant::parse(value("at").trim()) {
        Ok(at) if !is_odd(&path) || path.is_empty() => {
            let to = bar::through(Lens { at: Some(at), readers }, &path);
            Reply::new(303, "text/plain; charset=utf-8", "").header("Location", bar::address(&to))
        }
        Ok(_) => Reply::says(400, "There is no such page."),
        Err(fault) => {
            let text = format!("{fault} {}", fault.help());
            let body = format!(
                "<h1>This is no time</h1>\n<p>{}</p>\n<p><a href=\"/\">To the site</a></p>\n",
                crate::markdown::escaped(&text)
            );
            let mut reply = Reply::html(bar::own_page("This is no time", &body));
            reply.status = 400;
            reply
        }
    }
}

/// What the stage has at a path.
fn ask(house: &House, lens: Lens, path: &str) -> Option<(String, Answer)> {
    let file = file_of(path);
    if is_odd(&file) {
        return None;
    }
    let (reply, answer) = channel();
    house.asks.send(Ask::File(lens, file.clone(), reply)).ok()?;
    Some((file, answer.recv().ok()?))
}

fn place<'r>(house: &'r House, lens: Lens, path: &'r str, root: &'r str) -> Place<'r> {
    Place { path, lens, moved: lens.at.is_some() || !house.runs, editor: house.editor.as_deref(), root }
}

fn page(house: &House, lens: Lens, path: &str, asked: &Asked) -> Reply {
    let Some((file, answer)) = ask(house, lens, path) else {
        return Reply::says(404, "There is nothing here.");
    };
    let root = house.root.to_string_lossy();
    let place = place(house, lens, &file, &root);
    let kind = kind_of(if answer.found { &file } else { "404.html" });
    // Two answers are the same if their bytes are, so that a tab knows whether to load again.
    let tag = tag(&answer.bytes);
    if asked.known.as_deref().is_some_and(|known| known.trim_matches('"') == tag) {
        return Reply::new(304, kind, "").header("ETag", format!("\"{tag}\""));
    }
    let mut reply = if answer.about.nothing {
        let page = bar::nothing(&place, &answer.about);
        Reply::new(503, "text/html; charset=utf-8", bar::put(&page, &place, &answer.about, &tag))
    } else if kind.starts_with("text/html") && !asked.plain {
        let page = String::from_utf8_lossy(&answer.bytes);
        Reply::html(bar::put(&page, &place, &answer.about, &tag))
    } else {
        Reply::new(200, kind, answer.bytes)
    };
    if !answer.found && !answer.about.nothing {
        reply.status = 404;
    }
    reply.header("ETag", format!("\"{tag}\""))
}

fn fragment(house: &House, lens: Lens, path: &str) -> Reply {
    let Some((file, answer)) = ask(house, lens, path) else {
        return Reply::says(404, "There is nothing here.");
    };
    let root = house.root.to_string_lossy();
    let tag = tag(&answer.bytes);
    Reply::html(bar::inside(&place(house, lens, &file, &root), &answer.about)).header("X-Candor-Tag", tag)
}

/// A file of the content with the numbers of its lines. Only what was read is shown.
fn source(house: &House, file: &str) -> Reply {
    let (reply, text) = channel();
    let wanted = file.to_owned();
    let job: super::stage::Job = Box::new(move |living, _, _| {
        let found = living.content().sources.iter().filter(|(_, source)| source.path == wanted).last();
        let _ = reply.send(found.map(|(_, source)| source.text.clone()));
    });
    let text = house.asks.send(Ask::Look(job)).ok().and_then(|()| text.recv().ok()).flatten();
    // What was broken when everything was read is not in the content: then the disk has it.
    let Some(text) = text.or_else(|| outside(house, file)) else {
        return Reply::says(404, "There is no such file in the content.");
    };
    let notes = ask(house, Lens::default(), "/").map(|(_, answer)| answer.about.notes).unwrap_or_default();
    let notes: Vec<&super::note::Note> = notes.all().into_iter().filter(|note| note.path == file).collect();
    Reply::html(bar::source(file, &text, &notes))
}

/// The text of a file that something was found in and that could not be taken in.
fn outside(house: &House, file: &str) -> Option<String> {
    if is_odd(file) {
        return None;
    }
    let (_, answer) = ask(house, Lens::default(), "/")?;
    let named = answer.about.notes.reading.iter().any(|note| note.path == file && note.line > 0);
    let disk = house.root.join(file);
    (named && !disk.is_symlink()).then(|| crate::source::read_text(&disk).ok()).flatten()
}

/// Tells a page what happens, for as long as it listens.
fn stream(house: &Arc<House>, request: Request) {
    let events = house.hub.listen();
    std::thread::spawn(move || {
        let mut writer = request.into_writer();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\nevent: hello\ndata: \n\n";
        let mut alive = writer.write_all(head.as_bytes()).and_then(|()| writer.flush()).is_ok();
        while alive {
            let line = match events.recv_timeout(PULSE) {
                Ok(event) => format!("event: {}\ndata: \n\n", event.name()),
                Err(RecvTimeoutError::Timeout) => ": still here\n\n".to_owned(),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            alive = writer.write_all(line.as_bytes()).and_then(|()| writer.flush()).is_ok();
        }
    });
}

/// A short name for these bytes.
fn tag(bytes: &[u8]) -> String {
    use std::hash::Hasher as _;
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

fn kind_of(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        "ics" => "text/calendar; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

/// Takes `%41` for `A`; nothing if what comes out is no text.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_from_where_the_page_is_seen() {
        let lens = |path| lens_of(path);
        assert_eq!(lens("/incidents/x/"), Some((Lens::default(), "/incidents/x/".to_owned())));
        let at = Instant::parse("2026-05-21 14:10 UTC").ok();
        assert_eq!(
            lens("/_candor/at/2026-05-21T14:10:00Z/readers/history/"),
            Some((Lens { at, readers: true }, "/history/".to_owned()))
        );
        assert_eq!(lens("/_candor/at/now/all/"), Some((Lens::default(), "/".to_owned())));
        for odd in ["/_candor/at/soon/all/", "/_candor/at/now/nobody/", "/_candor/at/now", "/_candor/x"] {
            assert_eq!(lens(odd), None, "{odd}");
        }
    }

    #[test]
    fn an_address_is_read_once() {
        assert_eq!(decode("/a%20b%2Fc").as_deref(), Some("/a b/c"));
        assert_eq!(decode("/%2541").as_deref(), Some("/%41"));
        assert_eq!(decode("/%ff"), None);
        assert_eq!(decode("/%4"), None);
        assert!(
            is_odd("../x")
                && is_odd("a/../b")
                && is_odd("/etc/passwd")
                && is_odd("a\\b")
                && !is_odd("a/b.html")
        );
    }
}
