//! The way of systems that cannot exchange two folders.

use std::fs;

use super::super::tree::{copy, is_same};
use super::{Mode, ONE, Scene, TWO, Way, files, publish, time, tree};

#[test]
fn files_are_replaced_one_by_one() {
    let scene = Scene::new();
    let go = |files| publish(Way::OneByOne, &scene.target(), false, files).unwrap();
    assert_eq!(go(ONE).mode, Mode::First);
    let kept = time(&scene.path("site/c.css"));
    let published = go(TWO);
    assert_eq!(published.mode, Mode::Replaced { why: "it was asked for".to_owned() });
    assert_eq!((published.written, published.unchanged, published.removed), (2, 2, 1));
    assert_eq!(scene.site(), tree(TWO));
    assert!(!scene.path("site/incidents/b").exists());
    for files in [ONE, ONE, TWO, ONE] {
        go(files);
        assert_eq!(scene.site(), tree(files));
        assert_eq!(time(&scene.path("site/c.css")), kept);
    }
    assert_eq!(go(ONE).unchanged, 4);
}

#[test]
fn both_ways_can_follow_each_other() {
    let scene = Scene::new();
    for (round, files) in [ONE, TWO, TWO, ONE, TWO, ONE, ONE].into_iter().enumerate() {
        let way = if round % 2 == 0 { Way::Exchange } else { Way::OneByOne };
        publish(way, &scene.target(), false, files).unwrap();
        assert_eq!(scene.site(), tree(files));
    }
}

#[test]
fn files_and_folders_can_change_places_one_by_one() {
    let scene = Scene::new();
    let (a, b): (&[_], &[_]) = (&[("x", "file"), ("y/z", "deep")], &[("x/z", "deep"), ("y", "file")]);
    for files in [a, b, a, a, b] {
        publish(Way::OneByOne, &scene.target(), false, files).unwrap();
        assert_eq!(scene.site(), tree(files));
    }
}

#[test]
fn what_is_in_the_way_is_copied_aside_first() {
    let scene = Scene::new();
    scene.write("site/index.html", "by hand");
    scene.write("site/deep/thesis.txt", "years of work");
    let before = files(&scene.target());
    assert!(publish(Way::OneByOne, &scene.target(), false, ONE).is_err());
    let published = publish(Way::OneByOne, &scene.target(), true, ONE).unwrap();
    assert_eq!(published.set_aside, Some(scene.path(".site.before")));
    assert_eq!(files(&scene.path(".site.before")), before);
    assert_eq!(scene.site(), tree(ONE));
}

/// What is done on a disk without links.
#[test]
fn a_copy_with_its_time_is_as_good_as_a_link() {
    let scene = Scene::new();
    scene.write("a", "text");
    let look = |name: &str| fs::symlink_metadata(scene.path(name)).unwrap();
    let same = |a: &str, b: &str| is_same(&scene.path(a), &look(a), &scene.path(b), &look(b)).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    copy(&scene.path("a"), &look("a"), &scene.path("b")).unwrap();
    assert!(same("a", "b"));
    assert!(copy(&scene.path("a"), &look("a"), &scene.path("b")).is_err(), "a taken name is not written to");
    scene.write("c", "text");
    assert!(!same("a", "c"), "a later time is a later file");
}

/// As if killed half-way: some files are new, some old, a draft is left.
#[test]
fn half_a_replacement_is_completed() {
    let scene = Scene::new();
    let go = |files| publish(Way::OneByOne, &scene.target(), false, files).unwrap();
    go(ONE);
    fs::write(scene.path("site/.candor.new"), "half").unwrap();
    fs::create_dir_all(scene.path("site/services/x")).unwrap();
    fs::write(scene.path("site/services/x/index.html"), "x").unwrap();
    go(TWO);
    assert_eq!(scene.site(), tree(TWO));
}

#[cfg(target_os = "linux")]
#[test]
fn the_order_is_assets_pages_machines_home_feeds() {
    use std::os::unix::fs::MetadataExt as _;
    let scene = Scene::new();
    let paths = ["feed.xml", "index.html", "sitemap.xml", "history/index.html", "base.css"];
    let site = |text: &'static str| paths.map(|path| (path, text));
    publish(Way::OneByOne, &scene.target(), false, &site("one")).unwrap();
    publish(Way::OneByOne, &scene.target(), false, &site("other")).unwrap();
    // the moment at which each got its name
    let named = |path: &str| {
        let meta = fs::metadata(scene.path("site").join(path)).unwrap();
        (meta.ctime(), meta.ctime_nsec())
    };
    assert!(paths.windows(2).all(|pair| named(pair[0]) >= named(pair[1])));
}
