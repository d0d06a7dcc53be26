//! Publications as a caller sees them: what is in the target before and after.

mod crash;
mod dots;
mod fallback;
mod paths;
mod refusals;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::{Mode, Publication, PublishError, Published, Way};

/// A scratch folder with a target in it.
struct Scene {
    folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn target(&self) -> PathBuf {
        self.path("site")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn publish(&self, files: &[(&str, &str)]) -> Published {
        publish(Way::Exchange, &self.target(), false, files).unwrap()
    }

    /// The site's files without the mark.
    fn site(&self) -> BTreeMap<String, String> {
        let mut files = files(&self.target());
        assert!(files.remove(".candor").is_some_and(|mark| mark.starts_with("candor 1\n")));
        files
    }
}

fn publish(way: Way, target: &Path, force: bool, files: &[(&str, &str)]) -> Result<Published, PublishError> {
    let publication = Publication::begin_by(way, target, force)?;
    for (path, text) in files {
        publication.put(path, text.as_bytes())?;
    }
    publication.commit()
}

/// All files below a folder with their text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn tree(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn time(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

const ONE: &[(&str, &str)] = &[
    ("index.html", "one"),
    ("incidents/a/index.html", "a"),
    ("incidents/b/index.html", "b"),
    ("c.css", "c"),
];
const TWO: &[(&str, &str)] =
    &[("index.html", "two"), ("incidents/a/index.html", "a"), ("services/x/index.html", "x"), ("c.css", "c")];

#[test]
fn the_first_publication_makes_the_folder() {
    let scene = Scene::new();
    let published = publish(Way::Exchange, &scene.path("deep/er/site"), false, ONE).unwrap();
    assert_eq!(
        published,
        Published { mode: Mode::First, written: 4, unchanged: 0, removed: 0, bytes: 6, set_aside: None }
    );
    let mut made = files(&scene.path("deep/er/site"));
    let mark = made.remove(".candor").unwrap();
    assert_eq!(made, tree(ONE));
    assert_eq!(
        mark,
        "candor 1\nCandor made this folder and replaces it as a whole. What it made:\n4 files\nc.css\nincidents/\nindex.html\n"
    );
}

#[test]
fn the_second_publication_changes_only_what_differs() {
    let scene = Scene::new();
    scene.publish(ONE);
    let published = scene.publish(TWO);
    assert_eq!(
        published,
        Published { mode: Mode::Exchanged, written: 2, unchanged: 2, removed: 1, bytes: 4, set_aside: None }
    );
    assert_eq!(scene.site(), tree(TWO));
    assert!(!scene.path("site/incidents/b").exists(), "an empty folder is left");
    assert_eq!(scene.read(".site.shadow/index.html"), "one", "the rollback is the site before");

    let published = scene.publish(TWO);
    assert_eq!((published.written, published.unchanged, published.removed), (0, 4, 0));
    assert_eq!(scene.site(), tree(TWO));
}

#[test]
fn what_has_not_changed_keeps_its_time_over_many_generations() {
    let scene = Scene::new();
    scene.publish(ONE);
    let (kept, mark) = (time(&scene.path("site/c.css")), time(&scene.path("site/.candor")));
    let mut index = time(&scene.path("site/index.html"));
    for generation in 0..6 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let home = if generation % 2 == 0 { "other" } else { "one" };
        scene.publish(&[("index.html", home), ONE[1], ONE[2], ONE[3]]);
        assert_eq!(time(&scene.path("site/c.css")), kept);
        assert_eq!(time(&scene.path("site/.candor")), mark);
        let now = time(&scene.path("site/index.html"));
        assert!(now > index, "a page that goes back to an earlier text needs a later time");
        index = now;
    }
}

#[test]
fn files_and_folders_can_change_places() {
    let scene = Scene::new();
    let (a, b): (&[_], &[_]) = (&[("x", "file"), ("y/z", "deep")], &[("x/z", "deep"), ("y", "file")]);
    for files in [a, b, a, a, b, b, a, b] {
        scene.publish(files);
        assert_eq!(scene.site(), tree(files));
    }
}

#[test]
fn a_dropped_publication_leaves_the_target_untouched() {
    let scene = Scene::new();
    let publication = Publication::begin(&scene.target(), false).unwrap();
    publication.put("index.html", b"never").unwrap();
    drop(publication);
    assert!(!scene.target().exists());

    scene.publish(ONE);
    scene.publish(TWO);
    let before = (files(&scene.target()), time(&scene.target()));
    let publication = Publication::begin(&scene.target(), false).unwrap();
    publication.put("index.html", b"never").unwrap();
    publication.put(".well-known/security.txt", b"never").unwrap();
    drop(publication);
    assert_eq!((files(&scene.target()), time(&scene.target())), before);

    assert_eq!(scene.publish(ONE).mode, Mode::Exchanged);
    assert_eq!(scene.site(), tree(ONE));
}

#[test]
fn what_was_edited_in_the_target_is_put_right() {
    let scene = Scene::new();
    scene.publish(ONE);
    scene.publish(ONE);
    scene.write("site/index.html", "hacked");
    scene.write("site/incidents/a/extra.html", "extra");
    fs::remove_file(scene.path("site/c.css")).unwrap();
    for _ in 0..3 {
        scene.publish(ONE);
        assert_eq!(scene.site(), tree(ONE));
    }
}

#[test]
fn an_open_file_is_never_written_to() {
    use std::io::Read as _;
    let scene = Scene::new();
    scene.publish(ONE);
    let mut slow_reader = fs::File::open(scene.path("site/index.html")).unwrap();
    scene.publish(TWO);
    scene.publish(&[("index.html", "three")]);
    scene.publish(&[("index.html", "four")]);
    let mut text = String::new();
    slow_reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, "one");
}

#[test]
fn files_are_put_from_many_threads() {
    use rayon::prelude::*;
    let scene = Scene::new();
    for round in 0..3 {
        let publication = Publication::begin(&scene.target(), false).unwrap();
        (0..2000_usize)
            .into_par_iter()
            .try_for_each(|n| {
                let text = if n % 10 == 0 { format!("{n} {round}") } else { n.to_string() };
                publication.put(&format!("incidents/{}/{n}/index.html", n % 7), text.as_bytes())
            })
            .unwrap();
        let published = publication.commit().unwrap();
        assert_eq!(published.written, if round == 0 { 2000 } else { 200 });
        assert_eq!(scene.site().len(), 2000);
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_target_are_not_followed() {
    use std::os::unix::fs::symlink;
    let scene = Scene::new();
    scene.write("outside/a.css", "outside");
    let files: &[(&str, &str)] = &[("assets/a.css", "inside"), ("index.html", "one")];
    scene.publish(files);
    for round in 0..4 {
        fs::remove_dir_all(scene.path("site/assets")).unwrap();
        symlink(scene.path("outside"), scene.path("site/assets")).unwrap();
        fs::remove_file(scene.path("site/index.html")).unwrap();
        symlink(scene.path("outside/a.css"), scene.path("site/index.html")).unwrap();
        scene.publish(files);
        assert_eq!(scene.site(), tree(files), "round {round}");
        assert_eq!(scene.read("outside/a.css"), "outside");
        assert_eq!(self::files(&scene.path("outside")).len(), 1);
    }
}

#[cfg(unix)]
#[test]
fn the_new_folder_has_the_permissions_of_the_old() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    scene.publish(ONE);
    fs::set_permissions(scene.target(), fs::Permissions::from_mode(0o750)).unwrap();
    scene.publish(TWO);
    scene.publish(ONE);
    assert_eq!(fs::metadata(scene.target()).unwrap().permissions().mode() & 0o7777, 0o750);
}

#[test]
fn a_flushed_publication_is_like_any_other() {
    let scene = Scene::new();
    let publication = Publication::begin(&scene.target(), false).unwrap().flushed();
    publication.put("index.html", b"one").unwrap();
    publication.commit().unwrap();
    assert_eq!(scene.site(), tree(&[("index.html", "one")]));
}
