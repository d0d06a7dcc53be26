//! Paths of a site: which ones can be published anywhere, which ones would be
//! one and the same file on some systems, and a compact list of many of them.
//!
//! Everything here is about text; no disk is touched.

use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut as _;

/// Characters that a file name cannot hold on every system.
const UNPORTABLE: &[char] = &['<', '>', ':', '"', '|', '?', '*'];

/// Names that Windows gives to devices, with any ending and in any case.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Says why a path cannot be published, if it cannot.
pub(super) fn problem(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it begins with `/`; paths are relative to the site");
    }
    if path.contains('\\') {
        return Some("it has a `\\`; folders are separated with `/`");
    }
    if path.contains(char::is_control) {
        return Some("it has a control character");
    }
    if path.contains(UNPORTABLE) {
        return Some("it has one of the characters `< > : \" | ? *`, which some disks refuse");
    }
    let first = path.split('/').next().unwrap_or_default();
    if first == super::marker::NAME || first == super::marker::DRAFT {
        return Some("the name is reserved for Candor's own mark");
    }
    path.split('/').find_map(part_problem)
}

fn part_problem(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        Some("a part of it is empty; it has `//` or ends with `/`")
    } else if part == "." || part == ".." {
        Some("a part of it is `.` or `..`")
    } else if part.ends_with(['.', ' ']) {
        Some("a part of it ends with a full stop or a space, which Windows drops")
    } else if is_device(part) {
        Some("a part of it is the name of a device on Windows")
    } else {
        None
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    if DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) {
        return true;
    }
    let mut letters = stem.chars();
    let stem: String = letters.by_ref().take(3).collect();
    (stem.eq_ignore_ascii_case("com") || stem.eq_ignore_ascii_case("lpt"))
        && matches!(letters.next(), Some('0'..='9' | '¹' | '²' | '³'))
        && letters.next().is_none()
}

/// Many paths in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Paths {
    text: String,
    ends: Vec<usize>,
}

impl Paths {
    /// Takes a path in.
    pub(super) fn push(&mut self, path: &str) {
        self.text.push_str(path);
        self.ends.push(self.text.len());
    }

    /// All paths, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }
}

/// The order in which a folder comes right before what is in it, so that the
/// content of any folder is one run.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    let key = |byte: u8| if byte == b'/' { 0 } else { byte };
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        Some((a, b)) => key(a).cmp(&key(b)),
        None => a.len().cmp(&b.len()),
    }
}

/// Whether a list in [`order`] holds `path`.
pub(super) fn holds(sorted: &[&str], path: &str) -> bool {
    sorted.binary_search_by(|probe| order(probe, path)).is_ok()
}

/// The run of paths below a folder in a list in [`order`]. `depth` is the
/// length of what all paths of the list have in common, with its `/`; `name`
/// is the folder's name below that.
pub(super) fn below<'a, 'b>(sorted: &'a [&'b str], depth: usize, name: &str) -> &'a [&'b str] {
    let part = |path: &str| path[depth..].split('/').next().unwrap_or_default().cmp(name);
    let start = sorted.partition_point(|path| part(path) == Ordering::Less);
    let end = start + sorted[start..].partition_point(|path| part(path) == Ordering::Equal);
    &sorted[start..end]
}

/// Two paths that want one place, if there are any.
pub(super) fn collision<'a>(paths: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let mut folded: Vec<(String, &str)> = paths.iter().map(|path| (path.to_lowercase(), *path)).collect();
    folded.par_sort_unstable_by(|(a, x), (b, y)| order(a, b).then_with(|| x.cmp(y)));
    folded.windows(2).map(|pair| (pair[0].1, pair[1].1)).find(|(a, b)| collide(a, b))
}

/// Whether two neighbours in folded order collide: part for part, the first
/// difference decides.
fn collide(a: &str, b: &str) -> bool {
    for (x, y) in a.split('/').zip(b.split('/')) {
        if x != y {
            return x.to_lowercase() == y.to_lowercase();
        }
    }
    true
}
