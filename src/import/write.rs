//! Imported files → a content folder, all or nothing. Everything is written to a
//! hidden folder beside the target first and then moved; nothing is replaced.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{ImportError, Imported};

/// Writes all files below `into`. Refuses before anything is written if one of
/// them, or a folder `incidents`, is there already.
///
/// # Errors
/// What stands in the way, or the system's reason. Nothing is left behind then.
pub fn write(imported: &Imported, into: &Path) -> Result<(), ImportError> {
    let mut tops = BTreeSet::new();
    for (path, _) in &imported.files {
        if !is_plain(path) {
            return Err(ImportError::OddPath { path: path.clone() });
        }
        if let Some(top) = path.split('/').next() {
            tops.insert(top);
        }
    }
    let target = match fs::symlink_metadata(into) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Target::Missing,
        Err(error) => return Err(io_error(into)(error)),
        Ok(meta) if meta.is_dir() && is_empty(into)? => Target::Empty,
        Ok(_) if into.is_dir() => Target::Used,
        Ok(_) => return Err(ImportError::NotAFolder { path: into.to_path_buf() }),
    };
    for top in &tops {
        let path = into.join(top);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(ImportError::Exists { path });
        }
    }
    let staging = staging_folder(into)?;
    let done = fill(imported, &staging).and_then(|()| match target {
        Target::Missing => fs::rename(&staging, into).map_err(io_error(into)),
        Target::Empty => fs::remove_dir(into)
            .and_then(|()| {
                fs::rename(&staging, into).inspect_err(|_| {
                    let _ = fs::create_dir(into);
                })
            })
            .map_err(io_error(into)),
        Target::Used => move_in(&staging, into, &tops),
    });
    if done.is_err() || matches!(target, Target::Used) {
        let _ = fs::remove_dir_all(&staging);
    }
    done
}

#[derive(Clone, Copy)]
enum Target {
    Missing,
    Empty,
    Used,
}

fn is_empty(folder: &Path) -> Result<bool, ImportError> {
    Ok(fs::read_dir(folder).map_err(io_error(folder))?.next().is_none())
}

/// Whether `path` is made of plain names only.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}

/// A new hidden folder beside `into`, on the same file system as it.
fn staging_folder(into: &Path) -> Result<PathBuf, ImportError> {
    let whole = std::path::absolute(into).map_err(io_error(into))?;
    let name = whole.file_name().map_or_else(|| "content".into(), |name| name.to_string_lossy().into_owned());
    let parent = whole.parent().unwrap_or(&whole);
    fs::create_dir_all(parent).map_err(io_error(parent))?;
    for number in 0..100 {
        let folder = parent.join(format!(".{name}.importing-{}-{number}", std::process::id()));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(io_error(&folder)(error)),
        }
    }
    Err(ImportError::Exists { path: parent.join(format!(".{name}.importing")) })
}

fn fill(imported: &Imported, folder: &Path) -> Result<(), ImportError> {
    for (path, text) in &imported.files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(io_error(parent))?;
        }
        // `create_new`: two paths that a file system takes for one are an error.
        let mut file = fs::File::create_new(&path).map_err(io_error(&path))?;
        io::Write::write_all(&mut file, text.as_bytes()).map_err(io_error(&path))?;
    }
    Ok(())
}

/// Moves the top entries of `staging` into a folder that holds other things; takes
/// them out again if one cannot be moved.
fn move_in(staging: &Path, into: &Path, tops: &BTreeSet<&str>) -> Result<(), ImportError> {
    let mut moved: Vec<&str> = Vec::new();
    for top in tops {
        let to = into.join(top);
        let step = if fs::symlink_metadata(&to).is_ok() {
            Err(ImportError::Exists { path: to })
        } else {
            fs::rename(staging.join(top), &to).map_err(io_error(&to))
        };
        if let Err(error) = step {
            for back in moved {
                let _ = fs::rename(into.join(back), staging.join(back));
            }
            return Err(error);
        }
        moved.push(top);
    }
    Ok(())
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> ImportError + use<> {
    let path = path.to_path_buf();
    move |reason| ImportError::Io { path, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Report;

    fn imported() -> Imported {
        let file = |path: &str| (path.to_owned(), format!("text of {path}\n"));
        Imported {
            files: vec![
                file("incidents/2031/a/01-first.md"),
                file("incidents/2031/a/incident.yaml"),
                file("site.yaml"),
            ],
            report: Report::default(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let listing = crate::source::walk_files(folder);
        listing.files.into_iter().map(|found| found.path).collect()
    }

    #[test]
    fn writes_into_a_new_an_empty_and_a_used_folder() {
        let room = tempfile::tempdir().unwrap();
        for (name, used) in [("new/deep", false), ("empty", false), ("used", true)] {
            let into = room.path().join(name);
            if name != "new/deep" {
                fs::create_dir(&into).unwrap();
            }
            if used {
                fs::write(into.join("people.yaml"), "people: []\n").unwrap();
            }
            write(&imported(), &into).unwrap();
            assert_eq!(names(&into).len(), 3 + usize::from(used));
            assert_eq!(fs::read_to_string(into.join("site.yaml")).unwrap(), "text of site.yaml\n");
        }
        let left: Vec<_> = fs::read_dir(room.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left.len(), 3, "{left:?}");
    }

    #[test]
    fn replaces_nothing() {
        let room = tempfile::tempdir().unwrap();
        fs::write(room.path().join("site.yaml"), "mine\n").unwrap();
        let error = write(&imported(), room.path()).unwrap_err();
        assert!(matches!(error, ImportError::Exists { .. }), "{error}");
        assert_eq!(names(room.path()), ["site.yaml"]);
        fs::remove_file(room.path().join("site.yaml")).unwrap();
        fs::create_dir(room.path().join("incidents")).unwrap();
        assert!(matches!(write(&imported(), room.path()), Err(ImportError::Exists { .. })));
        assert!(names(room.path()).is_empty());
        let file = room.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(write(&imported(), &file), Err(ImportError::NotAFolder { .. })));
    }

    #[test]
    fn takes_back_what_it_began() {
        let room = tempfile::tempdir().unwrap();
        let into = room.path().join("content");
        let mut twice = imported();
        twice.files.push(("site.yaml".to_owned(), "again".to_owned()));
        assert!(matches!(write(&twice, &into), Err(ImportError::Io { .. })));
        assert_eq!(fs::read_dir(room.path()).unwrap().count(), 0);
        let mut odd = imported();
        odd.files.push(("../outside".to_owned(), String::new()));
        assert!(matches!(write(&odd, &into), Err(ImportError::OddPath { .. })));
    }
}
