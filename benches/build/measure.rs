//! What a program used, from outside: the system's own account of the child.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run used.
pub(crate) struct Usage {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of all processors together, in the program and in the system for it.
    pub(crate) cpu: f64,
    /// The most memory that it held at once, in bytes.
    pub(crate) peak: u64,
}

/// Runs a program to its end. What it says is not shown: hints on made-up words would fill the screen.
pub(crate) fn measure(command: &mut Command) -> Result<Usage, Box<dyn Error>> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let used = command.spawn()?.wait4()?;
    let wall = started.elapsed();
    if !used.status.success() {
        return Err(format!("{command:?} failed").into());
    }
    let cpu: Duration = used.rusage.utime + used.rusage.stime;
    Ok(Usage { wall: wall.as_secs_f64(), cpu: cpu.as_secs_f64(), peak: used.rusage.maxrss })
}

/// The middle one.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
