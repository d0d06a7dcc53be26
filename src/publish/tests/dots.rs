//! Dot entries of others stay, whatever happens; Candor's own come and go.

use std::fs;

use super::{ONE, Publication, Scene, TWO, publish};
use crate::publish::Way;

const SECURITY: (&str, &str) = (".well-known/security.txt", "contact");

#[test]
fn dot_files_and_folders_of_others_stay() {
    let scene = Scene::new();
    scene.publish(ONE);
    scene.write("site/.nojekyll", "");
    scene.write("site/.git/objects/ab/cd", "object");
    fs::create_dir_all(scene.path("site/.git/refs/tags")).unwrap();
    for (round, files) in [TWO, ONE, ONE, TWO].into_iter().enumerate() {
        scene.write("site/.gitignore", &format!("round {round}"));
        scene.publish(files);
        assert_eq!(scene.read("site/.nojekyll"), "");
        assert_eq!(scene.read("site/.gitignore"), format!("round {round}"));
        assert_eq!(scene.read("site/.git/objects/ab/cd"), "object");
        assert!(scene.path("site/.git/refs/tags").is_dir(), "an empty folder inside is kept");
        assert!(!scene.path(".site.shadow/.git").exists());
    }
    fs::remove_file(scene.path("site/.gitignore")).unwrap();
    scene.publish(ONE);
    scene.publish(ONE);
    assert!(!scene.path("site/.gitignore").exists(), "what its owner removed does not come back");
}

#[test]
fn our_own_dot_folder_comes_and_goes() {
    let scene = Scene::new();
    let published = scene.publish(&[ONE[0], SECURITY]);
    assert_eq!(published.written, 2);
    assert_eq!(scene.publish(&[ONE[0], SECURITY]).unchanged, 2);
    assert_eq!(scene.publish(&[ONE[0]]).removed, 1);
    assert!(!scene.path("site/.well-known").exists());
    scene.publish(&[ONE[0]]);
    assert!(!scene.path("site/.well-known").exists());
}

#[test]
fn a_dot_folder_can_be_shared() {
    let scene = Scene::new();
    scene.write("site/.well-known/acme/challenge", "token");
    scene.publish(&[ONE[0], SECURITY]);
    scene.write("site/.well-known/apple", "app");
    for files in [&[ONE[0], SECURITY][..], &[ONE[0]], &[ONE[0]], &[ONE[0], SECURITY], &[ONE[0], SECURITY]] {
        scene.publish(files);
        assert_eq!(scene.read("site/.well-known/acme/challenge"), "token");
        assert_eq!(scene.read("site/.well-known/apple"), "app");
        assert_eq!(scene.path("site/.well-known/security.txt").exists(), files.contains(&SECURITY));
    }
}

#[test]
fn a_file_of_the_new_site_wins() {
    let scene = Scene::new();
    scene.write("site/.nojekyll", "by hand");
    scene.write("site/.well-known/security.txt", "by hand");
    scene.publish(&[(".nojekyll", ""), SECURITY]);
    assert_eq!(scene.read("site/.nojekyll"), "");
    assert_eq!(scene.read("site/.well-known/security.txt"), "contact");
    assert_eq!(scene.read(".site.shadow/.nojekyll"), "by hand");
}

/// As if killed between the exchange and the moves.
#[test]
fn a_folder_that_a_crash_left_behind_comes_back() {
    let scene = Scene::new();
    scene.publish(ONE);
    scene.write("site/.git/HEAD", "main");
    scene.publish(TWO);
    fs::rename(scene.path("site/.git"), scene.path(".site.shadow/.git")).unwrap();

    drop(Publication::begin(&scene.target(), false).unwrap());
    assert_eq!(scene.read("site/.git/HEAD"), "main");
    scene.publish(ONE);
    assert_eq!(scene.read("site/.git/HEAD"), "main");
}

/// As if killed in the same moment of a publication by force.
#[test]
fn so_does_a_whole_foreign_folder() {
    let scene = Scene::new();
    scene.publish(ONE);
    fs::remove_dir_all(scene.path(".site.shadow")).ok();
    scene.write(".site.shadow/thesis.txt", "years of work");
    scene.write(".site.shadow/.git/HEAD", "main");

    let published = scene.publish(TWO);
    assert_eq!(published.set_aside, Some(scene.path(".site.before")));
    assert_eq!(scene.read("site/.git/HEAD"), "main");
    assert_eq!(scene.read(".site.before/thesis.txt"), "years of work");
}

#[test]
fn two_folders_of_one_name_are_both_kept() {
    let scene = Scene::new();
    scene.publish(ONE);
    scene.publish(TWO);
    scene.write(".site.shadow/.git/HEAD", "stranded");
    scene.write("site/.git/HEAD", "new");
    scene.publish(ONE);
    assert_eq!(scene.read("site/.git/HEAD"), "new");
    assert_eq!(scene.read(".site.before/.git/HEAD"), "stranded");

    fs::rename(scene.target(), scene.path("gone")).unwrap();
    scene.write(".site.shadow/.git/HEAD", "stranded");
    scene.publish(ONE);
    assert_eq!(scene.read(".site.before.2/.git/HEAD"), "stranded", "also when the target is gone");
}

#[test]
fn one_by_one_leaves_dot_entries_where_they_are() {
    let scene = Scene::new();
    scene.write("site/.git/HEAD", "main");
    scene.write("site/.nojekyll", "");
    scene.write("site/.well-known/acme", "token");
    for files in [&[ONE[0], SECURITY][..], &[ONE[0]], TWO] {
        publish(Way::OneByOne, &scene.target(), false, files).unwrap();
        assert_eq!(scene.read("site/.git/HEAD"), "main");
        assert_eq!(scene.read("site/.nojekyll"), "");
        assert_eq!(scene.read("site/.well-known/acme"), "token");
        assert_eq!(scene.path("site/.well-known/security.txt").exists(), files.contains(&SECURITY));
    }
}
