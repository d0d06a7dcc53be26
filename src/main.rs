//! The command line: arguments in, exit status out. Everything else is in the library.

mod cmd;

use std::process::ExitCode;

fn main() -> ExitCode {
    cmd::run()
}
