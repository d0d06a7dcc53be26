//! How long it takes from a save to the new page: `cargo bench --bench serve`.
//!
//! The real program watches a real folder. This one does what a browser does: it
//! listens to the stream of events, and once that says that something changed it
//! asks for the bar and then for the page, and the page has to hold the new words.
//! The incident's feed has to hold them too; the home page and the site's feed are
//! asked for after that, on their own. Then an open incident is edited, which the
//! home page and the site's feed show: both have to hold the new words.
//!
//! `cargo bench --bench serve -- --sizes 100,1000 --runs 20 --dir /dev/shm`

#[path = "../build/content.rs"]
mod content;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use content::NOW;

/// A running preview; ends with this.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut sizes = vec![100, 1_000, 10_000];
    let mut runs = 20;
    let mut dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    for pair in args.chunks(2) {
        let [name, value] = pair else { return Err("each option needs a value".into()) };
        match name.as_str() {
            "--sizes" => sizes = value.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--runs" => runs = value.parse()?,
            "--dir" => dir = PathBuf::from(value),
            _ => return Err(format!("`{name}` is not known; there are --sizes, --runs and --dir").into()),
        }
    }
    let mut report =
        "incidents   start s   save → page ms: median   90 %   most   save → home ms: median   90 %   most   home ms   feed ms   memory MiB\n"
            .to_owned();
    for size in sizes {
        let scratch = dir.join(format!("bench-serve-{size}"));
        let _ = fs::remove_dir_all(&scratch);
        let row = bench(size, runs, &scratch);
        let _ = fs::remove_dir_all(&scratch);
        report.push_str(&row?);
    }
    write_out(&report);
    Ok(())
}

fn bench(size: usize, runs: usize, scratch: &Path) -> Result<String, Box<dyn Error>> {
    let folder = scratch.join("content");
    let made = content::write(&folder, size)?;
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["serve", "--port", "0", "--now", NOW, "--content"])
        .arg(&folder)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let served = Served(child);
    let address = line.trim().trim_start_matches("Preview: http://").trim_end_matches('/').to_owned();
    let page = made.page();
    let feed = format!("{page}feed.xml");
    get(&address, &page)?;
    let start = began.elapsed();
    // The rules look at everything once, after the pages are there.
    while get(&address, "/_candor/bar/")?.contains("checking") {
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut events = listen(&address)?;
    let (mut pages, mut homes, mut feeds) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=runs {
        let words = format!("for the {run}th time");
        let saved = Instant::now();
        made.edit(run)?;
        wait(&mut events, "changed")?;
        get(&address, &format!("/_candor/bar{page}"))?;
        let text = get(&address, &page)?;
        let page = saved.elapsed();
        if !text.contains(&words) || !get(&address, &feed)?.contains(&words) {
            return Err("the page or the feed that came is stale".into());
        }
        let asked = Instant::now();
        get(&address, "/")?;
        let home = asked.elapsed();
        let asked = Instant::now();
        get(&address, "/feed.xml")?;
        if run > 0 {
            pages.push(page);
            homes.push(home);
            feeds.push(asked.elapsed());
        }
        wait(&mut events, "checked")?;
    }
    let newest = newest(&folder.join("incidents"))?;
    let mut lists = Vec::new();
    for run in 0..=runs {
        let words = format!("This is the state of things, told for the {run}th time.");
        let saved = Instant::now();
        say_first(&newest, &words)?;
        wait(&mut events, "changed")?;
        get(&address, "/_candor/bar/")?;
        let text = get(&address, "/")?;
        let home = saved.elapsed();
        if !text.contains(&words) || !get(&address, "/feed.xml")?.contains(&words) {
            return Err("the home page or the feed that came is stale".into());
        }
        if run > 0 {
            lists.push(home);
        }
        wait(&mut events, "checked")?;
    }
    let memory = memory(served.0.id());
    let mut row = String::new();
    writeln!(
        row,
        "{size:>9} {:>9.2} {:>24.1} {:>6.1} {:>6.1} {:>24.1} {:>6.1} {:>6.1} {:>9.1} {:>9.1} {memory:>12.0}",
        start.as_secs_f64(),
        part(&mut pages, 0.5),
        part(&mut pages, 0.9),
        part(&mut pages, 1.0),
        part(&mut lists, 0.5),
        part(&mut lists, 0.9),
        part(&mut lists, 1.0),
        part(&mut homes, 0.5),
        part(&mut feeds, 0.5),
    )?;
    Ok(row)
}

/// The last update of the newest incident, which is open.
fn newest(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let last = |folder: &Path| -> Result<PathBuf, Box<dyn Error>> {
        let paths: Result<Vec<PathBuf>, _> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
        let updates = |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|ending| ending == "md");
        paths
            .map_err(|error: std::io::Error| error)?
            .into_iter()
            .filter(updates)
            .max()
            .ok_or("nothing there".into())
    };
    last(&last(&last(folder)?)?)
}

/// Puts words before all others of an update.
fn say_first(update: &Path, words: &str) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(update)?;
    let (facts, body) = text[4..].split_once("\n---\n").ok_or("no facts")?;
    let body = body.split_once(" time. ").map_or(body, |(_, rest)| rest);
    Ok(fs::write(update, format!("---\n{facts}\n---\n{words} {body}"))?)
}

/// Milliseconds that so large a part of the runs stayed within.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few dozen runs
fn part(times: &mut [Duration], part: f64) -> f64 {
    times.sort_unstable();
    let at = ((times.len() as f64 * part).ceil() as usize).clamp(1, times.len()) - 1;
    times[at].as_secs_f64() * 1_000.0
}

/// The answer, in one piece: a newer version of HTTP would cut words in two.
fn get(address: &str, path: &str) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn listen(address: &str) -> Result<BufReader<TcpStream>, Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    write!(stream, "GET /_candor/events HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
    Ok(BufReader::new(stream))
}

fn wait(events: &mut BufReader<TcpStream>, name: &str) -> Result<(), Box<dyn Error>> {
    let wanted = format!("event: {name}");
    let mut line = String::new();
    while line.trim() != wanted {
        line.clear();
        if events.read_line(&mut line)? == 0 {
            return Err("the stream of events ended".into());
        }
    }
    Ok(())
}

/// The most memory that a process used, in MiB; 0 where the system does not say.
fn memory(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default();
    kib / 1024.0
}

#[allow(clippy::print_stdout)] // the table is the product
fn write_out(report: &str) {
    println!("{}", report.trim_end());
}
