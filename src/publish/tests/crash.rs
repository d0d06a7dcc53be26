//! Readers during publications, and publishers that are killed: whoever looks
//! sees one whole generation.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::{Publication, Scene, files};

const PAGES: usize = 40;
const TARGET: &str = "CANDOR_TEST_TARGET";

/// A page long enough to be torn; every line names the generation.
fn page(generation: usize) -> String {
    format!("generation {generation}\n").repeat(1500)
}

fn publish_generation(target: &Path, generation: usize) {
    let publication = Publication::begin(target, false).unwrap();
    let text = page(generation);
    for n in 0..PAGES {
        publication.put(&format!("incidents/{n}/index.html"), text.as_bytes()).unwrap();
    }
    publication.put("index.html", text.as_bytes()).unwrap();
    publication.put(&format!("only/{generation}.html"), text.as_bytes()).unwrap();
    publication.put(".well-known/security.txt", text.as_bytes()).unwrap();
    publication.put("still.html", b"never changes").unwrap();
    publication.commit().unwrap();
}

/// The generation of a text, if it is whole.
fn whole(text: &str) -> Option<usize> {
    let generation = text.lines().next()?.strip_prefix("generation ")?.parse().ok()?;
    (text == page(generation)).then_some(generation)
}

/// Tells the readers to stop, also when the publisher fails.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn readers_never_miss_a_file_or_see_half_of_one() {
    let scene = Scene::new();
    publish_generation(&scene.target(), 0);
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for reader in 0..2 {
            let (scene, done, reads) = (&scene, &done, &reads);
            scope.spawn(move || {
                let mut last = 0;
                for n in (0..PAGES).cycle() {
                    if done.load(Ordering::Relaxed) {
                        break;
                    }
                    let text = scene.read(&format!("site/incidents/{n}/index.html"));
                    let generation = whole(&text).expect("half a page");
                    assert!(generation >= last, "reader {reader} went back from {last} to {generation}");
                    last = generation;
                    assert_eq!(scene.read("site/still.html"), "never changes");
                    reads.fetch_add(2, Ordering::Relaxed);
                }
            });
        }
        let _end = End(&done);
        for generation in 1..=200 {
            publish_generation(&scene.target(), generation);
        }
    });
    assert!(reads.into_inner() > 200);
}

/// Not a test: the publisher that the next test kills.
#[test]
#[ignore = "started by another test"]
fn publish_until_killed() {
    let Some(target) = std::env::var_os(TARGET) else { return };
    let target = Path::new(&target);
    let now = fs::read_to_string(target.join("index.html")).ok().and_then(|text| whole(&text));
    for generation in now.map_or(0, |now| now + 1).. {
        publish_generation(target, generation);
    }
}

/// A publisher in a process of its own, which is killed when it is dropped.
struct Publisher(Child);

impl Drop for Publisher {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn start_publisher(target: &Path) -> Publisher {
    let process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "publish::tests::crash::publish_until_killed", "--ignored"])
        .env(TARGET, target)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Publisher(process.unwrap())
}

/// Waits until the target has a later generation than `last`.
fn wait_for_news(target: &Path, last: Option<usize>) {
    let start = Instant::now();
    let now = || whole(&fs::read_to_string(target.join("index.html")).ok()?);
    while now() <= last {
        assert!(start.elapsed() < Duration::from_secs(120), "the publisher does not publish");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_killed_publisher_leaves_one_whole_site() {
    let scene = Scene::new();
    let target = scene.target();
    let mut last = None;
    for round in 0..50_u64 {
        let publisher = start_publisher(&target);
        // two of three are killed while they publish, the others while they start
        if round % 3 != 2 {
            wait_for_news(&target, last);
        }
        std::thread::sleep(Duration::from_micros(round * 7919 % 20_000));
        drop(publisher);

        let mut site = files(&target);
        assert!(site.remove(".candor").unwrap().starts_with("candor 1\n"));
        assert_eq!(site.remove("still.html").unwrap(), "never changes");
        site.remove(".git/HEAD"); // may be on its way
        let generation = whole(&site["index.html"]);
        assert!(generation.is_some() && generation >= last, "{last:?} became {generation:?}");
        assert_eq!(site.len(), PAGES + 3, "round {round}");
        assert!(site.contains_key(&format!("only/{}.html", generation.unwrap())));
        assert!(site.values().all(|text| whole(text) == generation), "round {round}");
        last = generation;
        if round == 0 {
            scene.write("site/.git/HEAD", "main");
        }
    }

    publish_generation(&target, last.unwrap() + 1);
    assert_eq!(scene.read("site/.git/HEAD"), "main", "it is back after every crash");
    assert_eq!(files(&target).len(), PAGES + 6);
    assert!(!scene.path(".site.before").exists(), "a crash left something that had to be set aside");
}
