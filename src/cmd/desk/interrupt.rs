//! Ctrl-C and a request to end: nothing is left behind, and no file is half written.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use candor::write::undisturbed;

static EDITING: AtomicBool = AtomicBool::new(false);
static ASIDE: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Exit status of a program that was interrupted.
pub(in crate::cmd) const INTERRUPTED: u8 = 130;

/// From here on an interruption waits until what is being written is written,
/// and takes the editor's file with it.
pub(in crate::cmd) fn watch() {
    // A second command in the same process, or a system without signals: then the default has to do.
    let _ = ctrlc::set_handler(|| {
        if EDITING.load(Ordering::SeqCst) {
            return; // the key was meant for the editor
        }
        let _whole = undisturbed();
        if let Some(folder) = ASIDE.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = std::fs::remove_dir_all(folder);
        }
        #[expect(clippy::exit, reason = "the program was told to end")]
        std::process::exit(i32::from(INTERRUPTED));
    });
}

/// While this lives, an editor has the terminal.
pub(super) struct Editing;

impl Editing {
    pub(super) fn begin(folder: PathBuf) -> Self {
        *ASIDE.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder);
        EDITING.store(true, Ordering::SeqCst);
        Self
    }
}

impl Drop for Editing {
    fn drop(&mut self) {
        EDITING.store(false, Ordering::SeqCst);
        *ASIDE.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
