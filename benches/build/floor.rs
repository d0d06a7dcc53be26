//! The least that any program could do: read every byte of the content and
//! write as many files of the same sizes, with as many threads.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

/// Writes down the files of a site, one on each line: size, path. How many there are.
pub(crate) fn list(site: &Path, list: &Path) -> io::Result<usize> {
    let mut lines = String::new();
    for entry in WalkDir::new(site).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file()
            && let Ok(path) = entry.path().strip_prefix(site)
        {
            lines.push_str(&format!("{} {}\n", entry.metadata()?.len(), path.display()));
        }
    }
    fs::write(list, &lines)?;
    Ok(lines.lines().count())
}

/// Reads the content and writes files as listed.
pub(crate) fn run(content: &Path, list: &Path, out: &Path) -> io::Result<()> {
    let inputs: Vec<_> = WalkDir::new(content)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    inputs.par_iter().try_for_each(|path| fs::read(path).map(drop))?;

    let list = fs::read_to_string(list)?;
    let files: Vec<(usize, &str)> = list
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(size, path)| Some((size.parse().ok()?, path)))
        .collect();
    let largest = files.iter().map(|(size, _)| *size).max().unwrap_or(0);
    let bytes = vec![b'x'; largest];
    let folders: Vec<&str> = files.iter().filter_map(|(_, path)| Some(path.rsplit_once('/')?.0)).collect();
    fs::create_dir_all(out)?;
    let mut last = "";
    for folder in folders {
        if folder != last {
            fs::create_dir_all(out.join(folder))?;
            last = folder;
        }
    }
    files.par_iter().try_for_each(|(size, path)| fs::write(out.join(path), &bytes[..*size]))
}
