//! Hands a text to the writer's own editor and takes it back.

use std::path::Path;
use std::process::{Command, ExitStatus};

use super::Halt;
use super::interrupt::Editing;

/// The editor that the writer has chosen, as words of a command.
pub(in crate::cmd) fn chosen() -> Option<Vec<String>> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let command = set("VISUAL").or_else(|| set("EDITOR"))?;
    // A path with blanks that is there is one word; anything else is a command with arguments.
    if Path::new(command.trim()).is_file() {
        return Some(vec![command.trim().to_owned()]);
    }
    Some(command.split_whitespace().map(str::to_owned).collect())
}

/// Opens `text` in the editor under the name that it will have, and waits until it is closed.
pub(in crate::cmd) fn edit(editor: &[String], name: &str, text: &str) -> Result<String, Halt> {
    let because = |what: &str, error: &dyn std::fmt::Display| Halt::Because(format!("{what}: {error}"));
    let folder = tempfile::Builder::new()
        .prefix("candor-")
        .tempdir()
        .map_err(|e| because("no place for the editor's file", &e))?;
    let path = folder.path().join(name);
    std::fs::write(&path, text).map_err(|e| because("the editor's file cannot be written", &e))?;
    let [program, arguments @ ..] = editor else {
        return Err(Halt::Because("no editor is set: set EDITOR, such as `EDITOR=nano`".to_owned()));
    };
    let status = {
        let _editing = Editing::begin(folder.path().to_path_buf());
        Command::new(program).args(arguments).arg(&path).status()
    };
    match status {
        Ok(status) if status.success() => {
            std::fs::read_to_string(&path).map_err(|e| because("the editor's file cannot be read", &e))
        }
        Ok(status) if is_interrupted(status) => Err(Halt::Interrupted),
        Ok(_) => Err(Halt::Because(format!("`{program}` ended with an error; nothing was written"))),
        Err(error) => Err(because(&format!("`{program}` cannot be started (see EDITOR)"), &error)),
    }
}

/// Whether Ctrl-C ended the editor: then the writer broke off, and nothing is wrong.
fn is_interrupted(status: ExitStatus) -> bool {
    #[cfg(unix)]
    if std::os::unix::process::ExitStatusExt::signal(&status).is_some() {
        return true;
    }
    status.code() == Some(i32::from(super::INTERRUPTED))
}
