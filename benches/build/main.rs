//! How long whole builds take, and how near they are to the least that any
//! program could take: `cargo bench --bench build`.
//!
//! For each size a content folder is made and then built by the `candor`
//! program in a process of its own: first build into an empty place, again with
//! nothing changed, again with one edited update, and `check` alone. The floor
//! is this same program with `--floor`: it reads every byte of the content and
//! writes as many files of the same sizes, once with the same number of threads
//! and once, as a plain program would, with one.
//!
//! `cargo bench --bench build -- --sizes 100,1000 --runs 5 --dir /dev/shm`
//!
//! Benchmarks are built a little otherwise than releases (they unwind), so `--candor
//! target/release/candor` measures the program that users have.

mod content;
mod floor;
mod measure;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use content::NOW;
use measure::{Usage, measure, median};

/// What the command line asks for.
struct Options {
    sizes: Vec<usize>,
    runs: Option<usize>,
    dir: PathBuf,
    candor: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, content, list, out] = args.as_slice()
        && mode == "--floor"
    {
        return Ok(floor::run(Path::new(content), Path::new(list), Path::new(out))?);
    }
    let options = options(&args)?;
    let mut report = HEAD.to_owned();
    for size in &options.sizes {
        let scratch = options.dir.join(format!("bench-build-{size}"));
        clear(&scratch)?;
        let rows = bench(&options.candor, *size, options.runs.unwrap_or(runs(*size)), &scratch)?;
        clear(&scratch)?;
        report.push_str(&rows);
    }
    write_out(&report);
    Ok(())
}

const HEAD: &str = "\
                                    wall s    cpu s   peak MiB   × floor: wall   cpu   × one thread: wall
";

/// Large builds vary less and take longer.
fn runs(size: usize) -> usize {
    match size {
        0..=100 => 15,
        101..=1_000 => 7,
        _ => 3,
    }
}

fn options(args: &[String]) -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        sizes: vec![100, 1_000, 10_000],
        runs: None,
        dir: PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
        candor: PathBuf::from(env!("CARGO_BIN_EXE_candor")),
    };
    let mut args = args.iter().filter(|arg| *arg != "--bench");
    while let Some(arg) = args.next() {
        let value = args.next().ok_or_else(|| format!("`{arg}` needs a value"))?;
        match arg.as_str() {
            "--sizes" => options.sizes = value.split(',').map(str::parse).collect::<Result<_, _>>()?,
            "--runs" => options.runs = Some(value.parse()?),
            "--dir" => options.dir = PathBuf::from(value),
            "--candor" => options.candor = PathBuf::from(value),
            _ => {
                let known = "--sizes, --runs, --dir and --candor";
                return Err(format!("`{arg}` is not known; there are {known}").into());
            }
        }
    }
    Ok(options)
}

/// Measures one size; the rows of the table.
fn bench(program: &Path, size: usize, runs: usize, scratch: &Path) -> Result<String, Box<dyn Error>> {
    let folder = scratch.join("content");
    let made = content::write(&folder, size)?;
    let list = scratch.join("list");
    let (mut check, mut first, mut same, mut edit) = (vec![], vec![], vec![], vec![]);
    let (mut least, mut alone) = (vec![], vec![]);
    let mut files = 0;
    for run in 0..=runs {
        let (site, plain) = (scratch.join(format!("site-{run}")), scratch.join(format!("floor-{run}")));
        let build = |into: &Path| {
            let mut command = candor(program, "build", &folder);
            command.args(["--now", NOW, "--out"]).arg(into);
            measure(&mut command)
        };
        let fresh = build(&site)?;
        if run == 0 {
            files = floor::list(&site, &list)?;
        }
        let mut command = Command::new(std::env::current_exe()?);
        let floor = measure(command.arg("--floor").args([&folder, &list, &plain]))?;
        clear(&plain)?;
        let one = measure(command.env("RAYON_NUM_THREADS", "1"))?;
        // The second build makes the hidden tree that the later ones reuse; it is not the usual one.
        build(&site)?;
        let unchanged = build(&site)?;
        made.edit(run)?;
        let edited = build(&site)?;
        let checked = measure(candor(program, "check", &folder).args(["--now", NOW]))?;
        if run > 0 {
            first.push(fresh);
            least.push(floor);
            alone.push(one);
            same.push(unchanged);
            edit.push(edited);
            check.push(checked);
        }
    }
    let mut rows = format!(
        "\n{size} incidents, {} updates, {} words each incident, {:.1} MiB in, {files} files out\n",
        made.updates,
        made.words / size.max(1),
        mib(made.bytes)
    );
    for (name, usage, compared) in [
        ("first build", &first, true),
        ("nothing changed", &same, true),
        ("one update edited", &edit, true),
        ("check", &check, false),
        ("floor", &least, false),
        ("floor, one thread", &alone, false),
    ] {
        row(&mut rows, name, usage, compared.then_some((&least, &alone)))?;
    }
    Ok(rows)
}

fn candor(program: &Path, command: &str, content: &Path) -> Command {
    let mut candor = Command::new(program);
    candor.arg(command).arg("--content").arg(content);
    candor
}

fn row(
    rows: &mut String,
    name: &str,
    usage: &[Usage],
    floors: Option<(&Vec<Usage>, &Vec<Usage>)>,
) -> std::fmt::Result {
    let of = |get: fn(&Usage) -> f64| median(usage.iter().map(get));
    write!(
        rows,
        "  {name:<30} {:>9.3} {:>8.3} {:>10.1}",
        of(|u| u.wall),
        of(|u| u.cpu),
        of(|u| mib(u.peak))
    )?;
    if let Some((floor, alone)) = floors {
        let ratio = |to: &Vec<Usage>, get: fn(&Usage) -> f64| {
            median(usage.iter().zip(to).map(|(a, b)| get(a) / get(b)))
        };
        write!(
            rows,
            " {:>15.2} {:>5.2} {:>20.2}",
            ratio(floor, |u| u.wall),
            ratio(floor, |u| u.cpu),
            ratio(alone, |u| u.wall)
        )?;
    }
    writeln!(rows)
}

#[allow(clippy::cast_precision_loss)] // sizes far below 2^52
fn mib(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}

fn clear(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[allow(clippy::print_stdout)] // the table is the product
fn write_out(report: &str) {
    println!("{}", report.trim_end());
}
