//! Writes files so that each is there whole or not at all, and nothing is ever
//! overwritten that was not read before.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Something of that name is there already.
    #[error("`{}` is there already, and nothing is overwritten", .0.display())]
    Exists(PathBuf),
    /// It changed after it was read.
    #[error("`{}` was changed by somebody else in the meantime; nothing was written", .0.display())]
    Changed(PathBuf),
    /// The system refused.
    #[error("`{}` cannot be written: {reason}", path.display())]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        reason: io::Error,
    },
}

static WRITING: Mutex<()> = Mutex::new(());

/// While this is held, no file is half written. Whoever ends the program early
/// has to hold it.
#[derive(Debug)]
pub struct Undisturbed {
    _guard: MutexGuard<'static, ()>,
}

/// Waits until whatever is being written is written.
pub fn undisturbed() -> Undisturbed {
    Undisturbed { _guard: WRITING.lock().unwrap_or_else(PoisonError::into_inner) }
}

/// Writes new files below `root`; all of them, or none.
///
/// # Errors
/// Something of one of the names is there, or the system refuses.
pub fn add(root: &Path, files: &[(String, String)]) -> Result<Vec<PathBuf>, SaveError> {
    let _writing = undisturbed();
    let mut made = Made::default();
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| root.join(path)).collect();
    for path in &paths {
        if fs::symlink_metadata(path).is_ok() {
            return Err(SaveError::Exists(path.clone()));
        }
    }
    for ((_, text), path) in files.iter().zip(&paths) {
        made.folders(path.parent().unwrap_or(root))?;
        let aside = aside(path);
        let kept = Kept(&aside);
        fill(&aside, text)?;
        match fs::hard_link(&aside, path) {
            Ok(()) => made.files.push(path.clone()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(SaveError::Exists(path.clone()));
            }
            // Some file systems have no links.
            Err(_) => {
                made.files.push(path.clone());
                fs::rename(&aside, path).map_err(refused(path))?;
            }
        }
        drop(kept);
    }
    made.done = true;
    Ok(paths)
}

/// Puts `new` in the place of a file that holds `old`; `None`: of no file.
///
/// # Errors
/// The file holds something else by now, or the system refuses.
pub fn replace(path: &Path, old: Option<&str>, new: &str) -> Result<(), SaveError> {
    let _writing = undisturbed();
    let found = match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(refused(path)(error)),
    };
    if found.as_deref() != old.map(str::as_bytes) {
        return Err(SaveError::Changed(path.to_path_buf()));
    }
    let aside = aside(path);
    let _kept = Kept(&aside);
    fill(&aside, new)?;
    if let Ok(meta) = fs::metadata(path) {
        fs::set_permissions(&aside, meta.permissions()).map_err(refused(path))?;
    }
    fs::rename(&aside, path).map_err(refused(path))
}

/// A hidden name beside a file; what is hidden is not read.
fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.writing-{}", std::process::id()))
}

fn fill(path: &Path, text: &str) -> Result<(), SaveError> {
    let mut file = fs::File::create_new(path).map_err(refused(path))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(refused(path))
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> SaveError + use<> {
    let path = path.to_path_buf();
    move |reason| SaveError::Io { path, reason }
}

/// A file aside, which goes when this does.
struct Kept<'p>(&'p Path);

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.0);
    }
}

/// What was made so far; taken back unless it was all done.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    done: bool,
}

impl Made {
    /// Makes the folders down to `path`, and remembers which.
    fn folders(&mut self, path: &Path) -> Result<(), SaveError> {
        let missing: Vec<&Path> =
            path.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.is_dir()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(refused(folder))?;
            self.folders.push(folder.to_path_buf());
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn file(path: &str) -> (String, String) {
        (path.to_owned(), format!("text of {path}\n"))
    }

    #[test]
    fn all_files_are_there_or_none() {
        let room = tempfile::tempdir().unwrap();
        let root = room.path().join("content");
        add(&root, &[file("incidents/a/incident.yaml"), file("incidents/a/01.md")]).unwrap();
        assert_eq!(names(&root.join("incidents/a")), ["01.md", "incident.yaml"]);
        let again = add(&root, &[file("incidents/b/01.md"), file("incidents/a/01.md")]);
        assert!(matches!(again, Err(SaveError::Exists(_))));
        assert_eq!(names(&root.join("incidents")), ["a"]);
        // A file where a folder has to be: what was begun is taken back.
        let odd = add(&root, &[file("incidents/c/01.md"), file("incidents/a/01.md/x.md")]);
        assert!(matches!(odd, Err(SaveError::Io { .. })), "{odd:?}");
        assert_eq!(names(&root.join("incidents")), ["a"]);
    }

    #[test]
    fn only_what_was_read_is_replaced() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("published.lock");
        replace(&path, None, "one\n").unwrap();
        replace(&path, Some("one\n"), "one\ntwo\n").unwrap();
        assert!(matches!(replace(&path, Some("one\n"), "x"), Err(SaveError::Changed(_))));
        assert!(matches!(replace(&path, None, "x"), Err(SaveError::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
        assert_eq!(names(room.path()), ["published.lock"]);
    }
}
