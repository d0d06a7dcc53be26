//! The preview: the real program, real files, and HTTP as a browser speaks it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::Site;

const NOW: &str = "2026-03-03 12:00 UTC";
/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview; ends with the test.
struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

impl Served {
    fn start(site: &Site, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_candor"))
            .current_dir(site.path())
            .args(["serve", "--port", "0", "--now", NOW])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Self { child, port: port.unwrap_or_else(|| panic!("an address in {line:?}")) }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head.push_str(&format!("Host: 127.0.0.1:{}\r\n", self.port));
        }
        for (name, value) in headers.iter().filter(|(name, _)| !name.is_empty()) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).expect("a request");
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).expect("a status");
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let mut headers = BTreeMap::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a header");
            let Some((name, value)) = line.trim().split_once(": ") else { break };
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        let mut body = Vec::new();
        if headers.get("transfer-encoding").is_some_and(|encoding| encoding == "chunked") {
            loop {
                let mut size = String::new();
                reader.read_line(&mut size).expect("a size");
                let size = usize::from_str_radix(size.trim(), 16).expect("a size");
                let mut chunk = vec![0; size + 2];
                reader.read_exact(&mut chunk).expect("a chunk");
                if size == 0 {
                    break;
                }
                body.extend_from_slice(&chunk[..size]);
            }
        } else {
            reader.read_to_end(&mut body).expect("a body");
        }
        Answer { status, headers, body }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// A file as it would be built.
    fn plain(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("X-Candor-Plain", "1")], "")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        let page = self.get("/_candor/compose").text();
        let token = page.split("candor-token\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        let origin = format!("http://127.0.0.1:{}", self.port);
        let token = token.expect("a token");
        self.ask("POST", path, &[("Origin", &origin), ("X-Candor-Token", token)], &body.to_string())
    }

    /// Waits until a page holds some words.
    fn until(&self, path: &str, what: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if what(&answer) {
                return answer;
            }
            assert!(began.elapsed() < PATIENCE, "{path} never came right:\n{}", answer.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Listens to what happens; each line that comes is an event.
    fn events(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_millis(1_500))).expect("a timeout");
        let head = format!("GET /_candor/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("a request");
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        while !line.starts_with("event: hello") {
            line.clear();
            reader.read_line(&mut line).expect("a stream of events");
        }
        reader
    }
}

/// How many times something changed before it was quiet for a while.
fn changes(events: &mut BufReader<TcpStream>) -> usize {
    let mut count = 0;
    let mut line = String::new();
    while events.read_line(&mut line).is_ok_and(|read| read > 0) {
        count += usize::from(line.trim() == "event: changed");
        line.clear();
    }
    count
}

fn files(root: &Path, folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            found.insert(path.strip_prefix(root).expect("inside").to_string_lossy().into_owned());
        }
    }
}

/// Builds the site afresh and compares every byte of it with what is served.
fn difference(site: &Site, served: &Served, before: &BTreeSet<String>) -> Result<BTreeSet<String>, String> {
    let output = site.run(&["build", "--now", NOW]);
    if !output.status.success() {
        return Err(format!("no build: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let waits = site
        .content()
        .join("incidents")
        .read_dir()
        .expect("a folder")
        .flatten()
        .any(|folder| folder.path().join("03-draft.md").exists());
    let mut found = BTreeSet::new();
    files(&site.out(), &site.out(), &mut found);
    found.retain(|path| !path.starts_with(".candor"));
    for path in &found {
        let built = fs::read(site.out().join(path)).expect("a file");
        // Where nothing waits, what is shown at once is what readers see.
        let lens = if waits { "_candor/at/now/readers/" } else { "" };
        let answer = served.plain(&format!("/{lens}{path}"));
        if answer.body != built || (answer.status != 200 && path != "404.html") {
            return Err(format!("{path} is stale ({})", answer.status));
        }
    }
    for path in before.difference(&found) {
        if served.plain(&format!("/{path}")).status != 404 {
            return Err(format!("{path} is still there"));
        }
    }
    Ok(found)
}

/// Waits until all that is served is what a fresh build makes.
fn settle(site: &Site, served: &Served, before: &BTreeSet<String>, what: &str) -> BTreeSet<String> {
    let began = Instant::now();
    loop {
        match difference(site, served, before) {
            Ok(found) => return found,
            Err(error) => assert!(began.elapsed() < PATIENCE, "after {what}: {error}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn update(at: &str, rest: &str, body: &str) -> String {
    format!(
        "---\ntype: progress\nat: {at}\nstate: identified\nseverity: minor\n{rest}next_update: 2026-03-03 16:00 UTC\n---\n{body}\n"
    )
}

#[test]
fn after_any_edit_every_byte_is_that_of_a_fresh_build() {
    let site = Site::new();
    for id in ["two", "three", "four"] {
        site.file(&format!("incidents/{id}/incident.yaml"), format!("title: Trouble {id}\nkind: outage\n"))
            .file(
                &format!("incidents/{id}/01-first.md"),
                update("2026-02-01 10:00 UTC", "services:\n  api: down\n", "It fails."),
            );
    }
    let served = Served::start(&site, &[]);
    let mut known = settle(&site, &served, &BTreeSet::new(), "the start");
    let content = site.content();
    let mut dice = 7_u32;
    let mut roll = |sides: u32| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (dice >> 8) % sides
    };
    for step in 0..60 {
        let id = ["one", "two", "three", "four"][roll(4) as usize];
        let there = content.join("incidents").join(id).is_dir();
        let what = match step % 12 {
            0 => {
                site.file(
                    &format!("incidents/{id}/incident.yaml"),
                    format!("title: Renamed {step}\nkind: outage\n"),
                );
                if !there {
                    site.file(
                        &format!("incidents/{id}/01-first.md"),
                        update("2026-02-01 10:00 UTC", "", "It is back."),
                    );
                }
                "a title"
            }
            1 if there => {
                site.file(
                    &format!("incidents/{id}/02-more.md"),
                    update("2026-03-01 10:00 UTC", "services:\n  search: slow\n", &format!("More {step}.")),
                );
                "an update"
            }
            2 => {
                let folder = content.join(format!("incidents/2026/new-{step}"));
                fs::create_dir_all(&folder).expect("a folder");
                fs::write(
                    folder.join("01-first.md"),
                    update("2026-03-02 10:00 UTC", "services:\n  api: partial\n", "New."),
                )
                .expect("a file");
                fs::write(
                    folder.join("incident.yaml"),
                    "title: New\nkind: outage\nrelated:\n  - { id: one, relation: follows }\n",
                )
                .expect("a file");
                if !content.join("incidents/one").is_dir() {
                    site.file("incidents/one/incident.yaml", "title: One\nkind: outage\n")
                        .file("incidents/one/01-first.md", update("2026-02-01 10:00 UTC", "", "It is back."));
                }
                "a new incident in a new folder"
            }
            3 => {
                let path = content.join(format!("incidents/{id}/02-more.md"));
                if path.exists() {
                    fs::remove_file(path).expect("a file");
                }
                "an update that went"
            }
            4 => {
                site.file(
                    "services.yaml",
                    format!(
                        "services:\n  - id: api\n    name: API {step}\n  - id: search\n    name: Search\n"
                    ),
                );
                "a service"
            }
            5 if there => {
                let path = content.join(format!("incidents/{id}/01-first.md"));
                let aside = content.join(format!("incidents/{id}/.01-first.md.swp"));
                fs::write(&aside, update("2026-02-01 10:00 UTC", "", &format!("Written aside {step}.")))
                    .expect("a file");
                fs::rename(aside, path).expect("a rename");
                "a file that was renamed into its place"
            }
            6 => {
                fs::rename(
                    content.join("incidents/2026/new-2"),
                    content.join(format!("incidents/2026/moved-{step}")),
                )
                .ok();
                "a folder with another name"
            }
            7 => {
                site.file("themes/default/style.css", format!("body {{ margin: {step}px; }}\n"));
                "the style"
            }
            8 if there => {
                for number in 3..13 {
                    site.file(
                        &format!("incidents/{id}/{number:02}-many.md"),
                        update(
                            &format!("2026-03-01 {number:02}:30 UTC"),
                            "",
                            &format!("Number {number}, {step}."),
                        ),
                    );
                }
                "ten saves at once"
            }
            9 => {
                for entry in fs::read_dir(content.join("incidents").join(id)).into_iter().flatten().flatten()
                {
                    if entry.file_name().to_string_lossy().ends_with("-many.md") {
                        fs::remove_file(entry.path()).expect("a file");
                    }
                }
                "ten files that went"
            }
            10 if there => {
                site.file(
                    &format!("incidents/{id}/03-draft.md"),
                    update("2026-03-03 11:00 UTC", "draft: true\n", "Not yet."),
                );
                site.file(
                    &format!("incidents/{id}/04-later.md"),
                    update("2026-03-04 11:00 UTC", "", "Tomorrow.").replace("03-03 16:00", "03-05 16:00"),
                );
                "a draft and an update for tomorrow"
            }
            11 => {
                for id in ["one", "two", "three", "four"] {
                    fs::remove_file(content.join(format!("incidents/{id}/03-draft.md"))).ok();
                    fs::remove_file(content.join(format!("incidents/{id}/04-later.md"))).ok();
                }
                fs::remove_dir_all(content.join("incidents/three")).ok();
                "an incident that went, and what waited"
            }
            _ => "nothing",
        };
        known = settle(&site, &served, &known, &format!("step {step}, {what} ({id})"));
    }
}

#[test]
fn ten_saves_at_once_are_one_change() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    served.until("/", |page| page.status == 200);
    let mut events = served.events();
    changes(&mut events);
    // On a machine with other work, ten saves may not be at once: then they are made again.
    let fewest = (0..10)
        .map(|again| {
            for number in 2..12 {
                let facts = format!(
                    "type: progress\nat: 2026-03-03 10:{number:02} UTC\nnext_update: 2026-03-03 16:00 UTC"
                );
                site.update(&format!("{number:02}-more"), &facts, &format!("More, {again}."));
            }
            changes(&mut events)
        })
        .find(|changed| (1..=2).contains(changed));
    assert!(fewest.is_some(), "ten saves are more than two changes, ten times");
    assert!(served.get("/incidents/one/").text().contains("update-11-more"));
}

#[test]
fn a_broken_file_shows_the_error_and_the_last_good_page() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    let path = site.content().join("incidents/one/01-first.md");
    // Saved a moment before it breaks: what was shown last is what stays.
    let text = fs::read_to_string(&path).expect("a file").replace("ten seconds", "eleven seconds");
    fs::write(&path, &text).expect("a file");
    served.until("/incidents/one/", |page| page.text().contains("eleven seconds"));
    let good = served.plain("/incidents/one/").body;
    site.file("incidents/one/01-first.md", text.replace("type: ", "typo: "));
    let page = served.until("/incidents/one/", |page| page.text().contains("Cannot be read"));
    assert_eq!(page.status, 200);
    assert!(page.text().contains("/_candor/source/incidents/one/01-first.md#line-2"), "{}", page.text());
    assert_eq!(served.plain("/incidents/one/").body, good);
    let source = served.get("/_candor/source/incidents/one/01-first.md").text();
    assert!(source.contains("typo: ") && source.contains("id=\"line-2\""), "{source}");
    // The same for a file that everything needs.
    site.file("services.yaml", "services: [");
    served.until("/", |page| page.text().contains("services.yaml"));
    assert_eq!(served.plain("/incidents/one/").body, good);
    site.file("services.yaml", "services:\n  - id: api\n    name: API\n  - id: search\n    name: Search\n");
    site.file("incidents/one/01-first.md", text);
    served.until("/incidents/one/", |page| !page.text().contains("Cannot be read"));
    settle(&site, &served, &BTreeSet::new(), "everything was mended");
}

#[test]
fn where_nothing_was_ever_good_the_errors_are_the_page() {
    let site = Site::new();
    site.file("site.yaml", "name: Example status\nurl: https://status.example.com\nlanguag: en\n");
    let served = Served::start(&site, &[]);
    let page = served.get("/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("languag"), "{}", page.text());
    site.file("site.yaml", "name: Example status\nurl: https://status.example.com\n");
    served.until("/", |page| page.status == 200);
    settle(&site, &served, &BTreeSet::new(), "the site was mended");
}

#[test]
fn what_waits_is_shown_and_marked_and_hidden_from_the_eyes_of_readers() {
    let site = Site::new();
    site.update(
        "02-draft",
        "type: progress\nat: 2026-03-03 11:00 UTC\ndraft: true\nnext_update: 2026-03-03 16:00 UTC",
        "Only a draft.",
    )
    .update(
        "03-later",
        "type: progress\nat: 2026-03-03 15:00 UTC\nnext_update: 2026-03-03 18:00 UTC",
        "In the afternoon.",
    );
    let served = Served::start(&site, &[]);
    let page = served.get("/incidents/one/").text();
    assert!(page.contains("Only a draft.") && page.contains("Draft. Readers do not see this."));
    assert!(page.contains("In the afternoon.") && page.contains("Comes out 2026-03-03 15:00 UTC."));
    let readers = served.get("/_candor/at/now/readers/incidents/one/").text();
    assert!(!readers.contains("Only a draft.") && !readers.contains("In the afternoon."));
    let later = served.get("/_candor/at/2026-03-03T15:30:00Z/readers/incidents/one/").text();
    assert!(!later.contains("Only a draft.") && later.contains("In the afternoon."));
    assert!(later.contains("Clock moved: 2026-03-03 15:30 UTC"));
    let moved =
        served.get("/_candor/go?at=2026-03-03+15%3A30+UTC&path=incidents%2Fone%2Findex.html&who=readers");
    assert_eq!(moved.status, 303);
    assert_eq!(moved.headers["location"], "/_candor/at/2026-03-03T15:30:00Z/readers/incidents/one/");
}

#[test]
fn only_a_browser_on_this_machine_with_our_own_page_gets_anything() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    assert_eq!(served.ask("GET", "/", &[("Host", "evil.example")], "").status, 403);
    assert_eq!(served.ask("GET", "/_candor/facts", &[("Host", "evil.example")], "").status, 403);
    let form =
        json!({ "incident": "one", "template": "progress", "parts": { "lead": "Planted." }, "draft": true })
            .to_string();
    let origin = format!("http://127.0.0.1:{}", served.port);
    for headers in [
        vec![],
        vec![("Origin", origin.as_str())],
        vec![("Origin", "http://evil.example"), ("X-Candor-Token", "x")],
        vec![("Origin", origin.as_str()), ("X-Candor-Token", "guessed")],
        vec![("Host", "evil.example"), ("Origin", "http://evil.example"), ("X-Candor-Token", "x")],
    ] {
        assert_eq!(served.ask("POST", "/_candor/save", &headers, &form).status, 403, "{headers:?}");
    }
    assert_eq!(served.ask("PUT", "/", &[], "").status, 405);
    assert_eq!(served.ask("OPTIONS", "/_candor/save", &[], "").status, 405);
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fetc%2fpasswd",
        "/_candor/source/../site.yaml",
        "/_candor/source/%2fetc%2fpasswd",
        "/incidents/one/internal.yaml",
    ] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    assert!(!site.content().join("incidents/one/02-progress.md").exists());
    let page = served.get("/");
    assert_eq!(page.headers["content-security-policy"], "frame-ancestors 'self'");
    assert_eq!(page.headers["cache-control"], "no-store");
}

#[test]
fn nobody_but_this_machine_is_answered_unless_it_is_exposed() {
    // All of 127/8 is this machine; a listener on one of its addresses is not there on another.
    let site = Site::new();
    let served = Served::start(&site, &[]);
    assert!(TcpStream::connect(("127.0.0.1", served.port)).is_ok());
    assert!(TcpStream::connect(("127.0.0.2", served.port)).is_err(), "it listens on 127.0.0.1 alone");
    let served = Served::start(&site, &["--expose", "0.0.0.0", "--host", "war-room.example"]);
    assert!(TcpStream::connect(("127.0.0.2", served.port)).is_ok());
    assert_eq!(served.ask("GET", "/", &[("Host", "war-room.example")], "").status, 200);
    assert_eq!(served.ask("GET", "/", &[("Host", "evil.example")], "").status, 403);
}

#[test]
fn a_drive_that_says_nothing_is_looked_at_again_and_again() {
    let site = Site::new();
    let served = Served::start(&site, &["--poll"]);
    served.get("/incidents/one/");
    let path = site.content().join("incidents/one/01-first.md");
    let text = fs::read_to_string(&path).expect("an update");
    fs::write(&path, format!("{text}\nThis was found by looking.\n")).expect("a save");
    served.until("/incidents/one/", |page| page.text().contains("This was found by looking."));
}

#[test]
fn another_audience_sees_its_own_words_and_the_public_does_not() {
    let site = Site::new();
    site.file(
        "incidents/one/02-partners.md",
        "---\ntype: progress\nat: 2026-03-03 11:00 UTC\naudience: partners\nnext_update: 2026-03-03 16:00 UTC\n---\nPartners, please slow down your jobs.\n",
    );
    // Words in a folder of their own may have the name of public ones.
    let apart = |words: &str| {
        let facts = "---\ntype: progress\nat: 2026-03-03 11:10 UTC\nnext_update: 2026-03-03 16:00 UTC\n---";
        site.file("incidents/one/for-partners/01-first.md", format!("{facts}\n{words}\n"));
    };
    apart("Only partners read this.");
    site.file("incidents/one/for-staff/01-first.md", "Nobody should see this, and it is not even an update.");
    let partners = Served::start(&site, &["--audience", "partners"]);
    let public = Served::start(&site, &[]);
    let page = partners.get("/incidents/one/").text();
    assert!(
        page.contains("Partners, please slow down") && page.contains("Only partners read this."),
        "{page}"
    );
    assert!(page.contains("id=\"update-01-first\"") && page.contains("id=\"update-for-partners-01-first\""));
    assert!(!page.contains("Nobody should see this"));
    apart("Partners read this since the last save.");
    partners.until("/incidents/one/", |page| page.text().contains("since the last save"));
    // A save of the public words keeps what stands beside them.
    let first = site.content().join("incidents/one/01-first.md");
    let text = fs::read_to_string(&first).expect("an update");
    fs::write(&first, format!("{text}\nEverybody reads this.\n")).expect("a save");
    partners.until("/incidents/one/", |page| {
        page.text().contains("Everybody reads this.") && page.text().contains("since the last save")
    });
    public.until("/incidents/one/", |page| page.text().contains("Everybody reads this."));
    let page = public.get("/incidents/one/").text();
    assert!(!page.contains("Partners") && !page.contains("Only partners") && !page.contains("for-partners"));
}

#[test]
fn a_port_that_is_taken_is_said_and_the_next_one_is_used() {
    let site = Site::new();
    let other = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("an address").port();
    let mut child = Command::new(env!("CARGO_BIN_EXE_candor"))
        .current_dir(site.path())
        .args(["serve", "--port", &port.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    child.kill().expect("its end");
    let said = child.wait_with_output().expect("its words").stderr;
    assert!(
        String::from_utf8_lossy(&said).contains(&format!("Port {port} is taken by another program")),
        "{said:?}"
    );
    assert!(line.starts_with("Preview: http://127.0.0.1:") && !line.contains(&format!(":{port}/")), "{line}");
}

#[test]
fn s1_09_the_composer_makes_a_publishable_page_from_one_line_and_a_time() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    let form = json!({
        "incident": null, "title": "", "kind": "outage", "template": "holding",
        "facts": { "services": { "api": "checking" }, "next_update": "13:00 UTC", "severity": "major", "state": "investigating", "speaker": "ada" },
        "parts": { "lead": "Since 11:40 UTC some requests to our API fail." }, "draft": false,
    });
    let seen = served.post("/_candor/look", &form).json();
    assert!(seen["page"].as_str().expect("a page").contains("some requests to our API fail"), "{seen}");
    assert!(
        seen["lengths"]
            .as_array()
            .is_some_and(|lengths| lengths.iter().any(|l| l["channel"] == "Text message")),
        "{seen}"
    );
    let saved = served.post("/_candor/save", &form);
    assert_eq!(saved.status, 200, "{}", saved.text());
    let path = saved.json()["saved"]["path"].as_str().expect("a path").to_owned();
    let text = fs::read_to_string(site.content().join(&path)).expect("the file");
    assert!(
        text.contains("next_update: 2026-03-03 13:00 UTC")
            && text.contains("We know, and we are working on it."),
        "{text}"
    );
    served.until("/", |page| page.text().contains("some requests to our API fail"));
    settle(&site, &served, &BTreeSet::new(), "a holding statement was written");
}

#[test]
fn the_form_and_the_commands_write_the_same_files() {
    let now = "2026-03-03 12:00 UTC";
    let (written, formed) = (Site::new(), Site::new());
    let hold = [
        "hold",
        "Some requests fail since 11:40 UTC.",
        "--service",
        "api=partial",
        "--next",
        "13:00 UTC",
        "--severity",
        "major",
        "--speaker",
        "ada",
        "--now",
        now,
    ];
    let output = written.run(&hold);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let update = [
        "update",
        "requests-fail",
        "--type",
        "progress",
        "--words",
        "A server ran out of memory.",
        "--state",
        "identified",
        "--next",
        "14:00 UTC",
        "--did",
        "11:55 UTC We started it again.",
        "--now",
        now,
    ];
    let output = written.run(&update);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let served = Served::start(&formed, &[]);
    let form = json!({
        "incident": null, "title": "", "kind": "outage", "template": "holding",
        "facts": { "services": { "api": "partial" }, "next_update": "13:00 UTC", "severity": "major", "state": "investigating", "speaker": "ada" },
        "parts": { "lead": "Some requests fail since 11:40 UTC." }, "draft": false,
    });
    let saved = served.post("/_candor/save", &form);
    assert_eq!(saved.status, 200, "{}", saved.text());
    let id = saved.json()["incident"].as_str().expect("an incident").to_owned();
    served.until(&format!("/incidents/{id}/"), |page| page.status == 200);
    let form = json!({
        "incident": id, "template": "progress", "facts": { "state": "identified", "next_update": "14:00 UTC" },
        "parts": { "lead": "A server ran out of memory.", "doing": "- 11:55 UTC We started it again." }, "draft": false,
    });
    let saved = served.post("/_candor/save", &form);
    assert_eq!(saved.status, 200, "{}", saved.text());

    let all = |site: &Site| -> Vec<(String, String)> {
        let files = support::files(&site.content()).into_iter();
        files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
    };
    assert_eq!(all(&written), all(&formed));
    assert!(all(&formed).iter().any(|(path, _)| path.ends_with("02-progress.md")), "both are there");
}

#[test]
fn as_before_is_what_readers_know_and_not_what_waits() {
    let site = Site::new();
    site.file(
        "incidents/one/02-draft.md",
        "---\ntype: progress\nat: 2026-03-03 11:00 UTC\ndraft: true\nstate: monitoring\nseverity: critical\nservices:\n  search: recovered\nnext_update: 2026-03-03 16:00 UTC\n---\nSearch works again.\n",
    );
    let served = Served::start(&site, &[]);
    let facts = served.get("/_candor/facts").json();
    let one = facts["incidents"]
        .as_array()
        .expect("incidents")
        .iter()
        .find(|one| one["id"] == "one")
        .expect("one")
        .clone();
    assert_ne!(one["state"], "monitoring", "{one}");
    assert_ne!(one["severity"], "critical", "{one}");
    assert_ne!(one["services"]["search"], "recovered", "{one}");
    assert!(one["updates"].to_string().contains("02-draft"), "what waits is there to choose: {one}");
}

#[test]
fn a_draft_is_saved_again_and_nothing_else_is_ever_overwritten() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    let form = |lead: &str, draft: bool, saved: &Value| json!({ "incident": "one", "template": "progress", "facts": { "next_update": "16:00 UTC" }, "parts": { "lead": lead }, "draft": draft, "saved": saved });
    let first = served.post("/_candor/save", &form("We tried one thing.", true, &Value::Null)).json();
    let path = first["saved"]["path"].as_str().expect("a path").to_owned();
    let disk = site.content().join(&path);
    assert!(fs::read_to_string(&disk).expect("a draft").contains("draft: true"));
    served.until("/incidents/one/", |page| page.text().contains("We tried one thing."));
    let second = served.post("/_candor/save", &form("We tried two things.", true, &first["saved"])).json();
    assert_eq!(second["saved"]["path"], first["saved"]["path"], "{second}");
    // Somebody else changed it in the meantime.
    let mine = fs::read_to_string(&disk).expect("a draft");
    fs::write(&disk, format!("{mine}\nA colleague wrote this.\n")).expect("a change");
    let refused = served.post("/_candor/save", &form("We tried three things.", true, &second["saved"]));
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(fs::read_to_string(&disk).expect("a draft").contains("A colleague wrote this."));
    fs::write(&disk, mine).expect("a change");
    let done = served.post("/_candor/save", &form("We found it.", false, &second["saved"]));
    assert_eq!(done.status, 200, "{}", done.text());
    let text = fs::read_to_string(&disk).expect("an update");
    assert!(!text.contains("draft") && text.contains("We found it."), "{text}");
    // What is published is not written again.
    let again =
        served.post("/_candor/save", &form("Changed behind your back.", false, &done.json()["saved"]));
    assert_ne!(again.status, 200, "{}", again.text());
    assert!(fs::read_to_string(&disk).expect("an update").contains("We found it."));
}

#[test]
fn what_cannot_be_read_is_not_saved_and_said_in_words() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    let form = json!({ "incident": "one", "template": "progress", "facts": { "next_update": "soon" }, "parts": { "lead": "Words <b>with tags</b>." }, "draft": true });
    let refused = served.post("/_candor/save", &form);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.json()["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
    assert!(!site.content().join("incidents/one/02-progress.md").exists());
    let seen = served.post("/_candor/look", &form).json();
    assert!(
        seen["findings"].as_array().is_some_and(|findings| findings.iter().any(|f| f["weight"] == "stop")),
        "{seen}"
    );
}

/// The prompts of a template, as the form shows them.
fn prompts(facts: &Value, template: &str) -> String {
    let templates = facts["templates"].as_array().expect("templates");
    templates.iter().find(|one| one["id"] == template).expect(template)["parts"].to_string()
}

#[test]
fn s2_18_the_form_asks_whether_you_would_tell_again() {
    let site = Site::new();
    let facts = Served::start(&site, &[]).get("/_candor/facts").json();
    assert!(prompts(&facts, "postmortem").contains("Would we tell again"));
}

#[test]
fn s3_13_the_form_asks_what_readers_told_you() {
    let site = Site::new();
    let facts = Served::start(&site, &[]).get("/_candor/facts").json();
    assert!(prompts(&facts, "postmortem").contains("What readers told us"));
}

#[test]
fn s0_19_the_first_words_begin_with_what_it_is_like_for_readers() {
    let site = Site::new();
    let facts = Served::start(&site, &[]).get("/_candor/facts").json();
    let first = facts["templates"]
        .as_array()
        .expect("templates")
        .iter()
        .find(|one| one["id"] == "first")
        .expect("first");
    assert!(
        first["parts"][0]["prompt"]
            .as_str()
            .is_some_and(|prompt| prompt.contains("what it is like for your readers"))
    );
}

#[test]
fn s4_03_a_report_made_in_public_is_answered_with_one_form() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    let form = json!({
        "incident": null, "title": "A report about our API keys", "kind": "security_incident", "template": "reply",
        "facts": { "services": { "api": "checking" }, "next_update": "18:00 UTC", "severity": "major", "speaker": "ada" },
        "parts": { "lead": "We have seen a report of 2 March about our API keys, and we are checking it." }, "draft": true,
    });
    let saved = served.post("/_candor/save", &form);
    assert_eq!(saved.status, 200, "{}", saved.text());
    let page = saved.json()["page"].as_str().expect("a page").to_owned();
    served.until(&page, |page| page.text().contains("we are checking it"));
}

#[test]
fn s1_24_the_preview_shows_the_five_answers_that_a_reader_takes_away() {
    let site = Site::new();
    let served = Served::start(&site, &[]);
    let page = served.get("/incidents/one/").text();
    let panel = page
        .split("class=\"reader\"")
        .nth(1)
        .and_then(|rest| rest.split("</details>").next())
        .expect("a panel");
    assert_eq!(panel.matches("<dt>").count(), 5, "{panel}");
}
