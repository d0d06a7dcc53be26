//! The command line: arguments in, exit status out. Everything else is in the library.

mod cmd;

/// Many small pieces are asked for and given back by several threads; it is built for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

fn main() -> ExitCode {
    cmd::run()
}
