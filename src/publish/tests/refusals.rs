//! Targets that are not touched, and what is said about them.

use std::fs;
use std::path::Path;

use super::{Mode, ONE, Publication, PublishError, Scene, TWO, Way, files, publish, tree};

fn refusal(target: &Path, force: bool) -> PublishError {
    Publication::begin(target, force).map(|_| ()).unwrap_err()
}

#[test]
fn a_folder_that_candor_did_not_make_is_refused() {
    let scene = Scene::new();
    scene.write("site/thesis.txt", "years of work");
    scene.write("site/.gitignore", "*");
    let before = files(&scene.target());
    let error = refusal(&scene.target(), false);
    assert!(matches!(&error, PublishError::Foreign { example, .. } if example == "thesis.txt"), "{error}");
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(files(&scene.target()), before);
    assert!(!scene.path(".site.shadow").exists());
}

#[test]
fn by_force_it_is_set_aside_for_good() {
    let scene = Scene::new();
    scene.write("site/thesis.txt", "years of work");
    scene.write("site/.gitignore", "*");
    scene.write("site/.git/HEAD", "main");
    let published = publish(Way::Exchange, &scene.target(), true, ONE).unwrap();
    assert_eq!(published.mode, Mode::Exchanged);
    assert_eq!(published.removed, 0);
    assert_eq!(published.set_aside, Some(scene.path(".site.before")));
    let mut expected = tree(ONE);
    expected.insert(".gitignore".to_owned(), "*".to_owned());
    expected.insert(".git/HEAD".to_owned(), "main".to_owned());
    assert_eq!(scene.site(), expected);
    for files in [TWO, ONE, TWO] {
        assert_eq!(scene.publish(files).set_aside, None);
        assert_eq!(scene.read(".site.before/thesis.txt"), "years of work");
    }

    fs::remove_file(scene.path("site/.candor")).unwrap();
    let published = publish(Way::Exchange, &scene.target(), true, ONE).unwrap();
    assert_eq!(published.set_aside, Some(scene.path(".site.before.2")));
    assert_eq!(scene.read(".site.before/thesis.txt"), "years of work");
}

#[test]
fn a_folder_with_dot_files_alone_is_not_foreign() {
    let scene = Scene::new();
    scene.write("site/.gitignore", "*");
    assert_eq!(scene.publish(ONE).mode, Mode::Exchanged);
    assert_eq!(scene.read("site/.gitignore"), "*");
    scene.publish(TWO);
    assert_eq!(scene.read("site/.gitignore"), "*");
    assert!(!scene.path(".site.before").exists());
}

#[test]
fn folders_that_are_more_than_a_site_are_refused_even_by_force() {
    let here = std::env::current_dir().unwrap();
    assert!(matches!(refusal(Path::new("/"), true), PublishError::IsRoot { .. }));
    for current in [Path::new("."), Path::new(".."), &here, here.parent().unwrap(), Path::new("src/..")] {
        let error = refusal(current, true);
        assert!(matches!(error, PublishError::IsCurrent { .. } | PublishError::IsRoot { .. }), "{error}");
    }
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir() && home.parent().is_some()) {
        let error = refusal(&home, true);
        assert!(matches!(error, PublishError::IsHome { .. } | PublishError::IsCurrent { .. }), "{error}");
    }
}

#[test]
fn a_file_is_refused() {
    let scene = Scene::new();
    scene.write("site", "a file");
    assert!(matches!(refusal(&scene.target(), true), PublishError::IsFile { .. }));
    assert_eq!(scene.read("site"), "a file");
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_with_a_reason() {
    let scene = Scene::new();
    fs::create_dir(scene.path("real")).unwrap();
    std::os::unix::fs::symlink("real", scene.target()).unwrap();
    for target in [scene.target(), scene.path("site/")] {
        let error = refusal(&target, true);
        assert!(matches!(&error, PublishError::IsLink { to, .. } if to == Path::new("real")), "{error}");
        assert!(error.to_string().ends_with("name the folder itself"), "{error}");
    }
    std::os::unix::fs::symlink("nowhere", scene.path("dangling")).unwrap();
    assert!(matches!(refusal(&scene.path("dangling"), true), PublishError::IsLink { .. }));
}

#[cfg(unix)]
#[test]
fn a_read_only_target_is_refused_with_a_reason() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    scene.publish(ONE);
    fs::set_permissions(scene.target(), fs::Permissions::from_mode(0o555)).unwrap();
    let error = refusal(&scene.target(), true);
    assert!(matches!(error, PublishError::ReadOnly { .. }), "{error}");
    assert!(error.to_string().contains("is read-only: allow its owner to write"), "{error}");
    fs::set_permissions(scene.target(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let scene = Scene::new();
    scene.write("parent", "a file where a folder should be");
    let error = refusal(&scene.path("parent/site"), false);
    assert!(matches!(error, PublishError::Io { .. }), "{error}");
    assert!(error.to_string().contains("parent"), "{error}");
    #[cfg(unix)]
    assert!(error.to_string().contains("a part of this path is a file: choose another target"), "{error}");
    #[cfg(target_os = "linux")]
    assert!(
        refusal(Path::new("/proc/site"), false)
            .to_string()
            .starts_with("could not write into the folder `/proc`:")
    );
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let error = PublishError::Io { doing: "write", path: "site/a".into(), reason: denied };
    assert_eq!(
        error.to_string(),
        "could not write `site/a`: permission denied; Candor writes to the target and to the folder around it: allow that, or choose another target"
    );
}

#[test]
fn something_else_in_the_place_of_the_shadow_is_left_alone() {
    let scene = Scene::new();
    scene.write(".site.shadow", "mine");
    assert!(matches!(refusal(&scene.target(), true), PublishError::ShadowInTheWay { .. }));
    assert_eq!(scene.read(".site.shadow"), "mine");

    fs::remove_file(scene.path(".site.shadow")).unwrap();
    scene.write(".site.shadow/notes.txt", "mine");
    assert_eq!(scene.publish(ONE).set_aside, Some(scene.path(".site.before")));
    assert_eq!(scene.read(".site.before/notes.txt"), "mine");
}

#[test]
fn a_second_publisher_is_locked_out() {
    let scene = Scene::new();
    let first = Publication::begin(&scene.target(), false).unwrap();
    let error = refusal(&scene.target(), true);
    assert!(matches!(error, PublishError::Locked { .. }), "{error}");
    assert!(error.to_string().contains("is running"), "{error}");
    first.put("index.html", b"first").unwrap();
    first.commit().unwrap();
    assert_eq!(scene.publish(ONE).mode, Mode::Exchanged);
}
