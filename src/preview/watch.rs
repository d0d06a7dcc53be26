//! The disk → which paths changed, in batches. An editor that writes a file
//! aside and renames it, and ten saves at once, are one batch.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing has to happen for a batch to be complete. A file that is
/// written in parts is quiet for less than this; a reader does not notice it.
const QUIET: Duration = Duration::from_millis(4);
/// How long a batch may take, however much goes on.
const LONGEST: Duration = Duration::from_millis(60);
/// How often the disk is looked at where it does not say what changes.
const POLL: Duration = Duration::from_millis(500);

/// What changed: paths below the root, with `/` between parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Batch {
    pub(super) paths: BTreeSet<String>,
    /// Events were lost: anything may have changed.
    pub(super) lost: bool,
}

/// Watches as long as it lives.
#[derive(Debug)]
pub(super) struct Watch {
    _watcher: Box<dyn Any>,
}

/// A watcher of any sort.
trait Any: std::fmt::Debug + Send {}
impl<W: std::fmt::Debug + Send> Any for W {}

/// Watches the folder at `root`, and hands each batch to `take` until that says no.
///
/// # Errors
/// The system does not let us watch.
pub(super) fn watch(
    root: &Path,
    poll: bool,
    take: impl Fn(Batch) -> bool + Send + 'static,
) -> Result<Watch, notify::Error> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let (sender, receiver) = channel();
    let watcher: Box<dyn Any> = if poll {
        let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
        let mut watcher = PollWatcher::new(handler(sender), config)?;
        watcher.watch(&root, RecursiveMode::Recursive)?;
        Box::new(watcher)
    } else {
        let mut watcher = RecommendedWatcher::new(handler(sender), Config::default())?;
        watcher.watch(&root, RecursiveMode::Recursive)?;
        Box::new(watcher)
    };
    std::thread::spawn(move || {
        while let Some(batch) = next(&receiver, &root) {
            if !take(batch) {
                break;
            }
        }
    });
    Ok(Watch { _watcher: watcher })
}

fn handler(sender: Sender<notify::Result<Event>>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        // Whoever listened is gone: then nothing has to be told.
        let _ = sender.send(event);
    }
}

/// Waits for the next batch that is not empty.
fn next(receiver: &Receiver<notify::Result<Event>>, root: &Path) -> Option<Batch> {
    loop {
        let mut batch = Batch::default();
        add(&mut batch, receiver.recv().ok()?, root);
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            match receiver.recv_timeout(QUIET) {
                Ok(event) => add(&mut batch, event, root),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        if batch != Batch::default() {
            return Some(batch);
        }
    }
}

fn add(batch: &mut Batch, event: notify::Result<Event>, root: &Path) {
    let Ok(event) = event else {
        batch.lost = true;
        return;
    };
    batch.lost |= event.need_rescan();
    let counts = match event.kind {
        // A poller tells of a save as a change of its time.
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    };
    if counts {
        batch.paths.extend(event.paths.iter().filter_map(|path| below(root, path)));
    }
}

/// The path below the root, unless it or a folder above it is hidden, as what editors write aside is.
fn below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    let parts = parts?;
    let hidden = |part: &&str| part.starts_with('.') || part.ends_with('~');
    (!parts.iter().any(hidden)).then(|| parts.join("/"))
}
