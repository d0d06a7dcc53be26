//! The content as it is, and whatever is asked of it. One thread owns both: it
//! answers from one board until something changes, brings the content up to
//! date, and makes the next board.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::hub::{Event, Hub};
use super::note::{Note, Notes};
use super::watch::Batch;
use crate::check::{Choice, Look, Rule, check, check_some};
use crate::compose::{ComposeError, Composer, File, Part};
use crate::finding::{Code, Finding};
use crate::litmus::Card;
use crate::model::time::Instant;
use crate::model::{Audience, Content, Update};
use crate::owed::{Owed, owed};
use crate::read::{Again, Living, theme_files};
use crate::render::Theme;
use crate::view::{Board, board, exchange, with_waiting};

/// More changed folders than this are read with everything else.
const MOST_FOLDERS: usize = 200;
/// How long nothing has to change before the rules look: pages come first.
const CALM: Duration = Duration::from_millis(120);
/// How long nothing has to be asked before what was read aside is taken in with the rest.
const SETTLE: Duration = Duration::from_millis(400);
/// How long to wait for a question before looking at the clock.
const IDLE: Duration = Duration::from_secs(1);
/// How many readings aside are held before they are taken in.
const MOST_ASIDE: usize = 64;
/// How often a board is made anew where the clock runs, in seconds.
const MINUTE: i64 = 30;

/// From where the site is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lens {
    /// The instant; the clock's if none.
    pub(super) at: Option<Instant>,
    /// Only what readers see: no drafts, nothing that comes later.
    pub(super) readers: bool,
}

/// An update that readers do not see yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Waiting {
    /// Its id.
    pub(super) id: String,
    /// The incident.
    pub(super) incident: String,
    /// When it comes out; nothing for a draft.
    pub(super) out: Option<Instant>,
}

/// What was asked for, and what there is to say about it.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The file, or the page for addresses that lead nowhere.
    pub(super) bytes: Vec<u8>,
    /// Whether there is such a file.
    pub(super) found: bool,
    /// What there is to say about the page.
    pub(super) about: About,
}

/// What there is to say about a page.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// The incident that it belongs to, and its folder.
    pub(super) incident: Option<(String, String)>,
    /// What is shown and not out yet.
    pub(super) waiting: Vec<Waiting>,
    /// What a reader takes away from the page of an incident: question, answers.
    pub(super) reader: Vec<(&'static str, Vec<String>)>,
    /// What is known besides.
    pub(super) notes: Arc<Notes>,
    /// The instant that the page shows.
    pub(super) now: Instant,
    /// Why there is nothing to show at all.
    pub(super) nothing: bool,
}

/// What is given the content while it does not move.
pub(super) type Job = Box<dyn FnOnce(&Living, &Theme, &Board<'_>) + Send>;

/// How a generation ended: why, what was read aside, and whether the rules have looked.
struct Ended {
    next: Next,
    pending: BTreeSet<String>,
    done: bool,
    /// What was read aside, oldest first.
    aside: Vec<Content>,
}

/// Something that is asked of the stage.
pub(super) enum Ask {
    /// A file of the site.
    File(Lens, String, Sender<Answer>),
    /// Something that needs the content.
    Look(Job),
    /// The disk changed.
    Changed(Batch),
}

/// What the thread is started with.
pub(super) struct Setting {
    pub(super) root: PathBuf,
    pub(super) audience: Audience,
    pub(super) clock: Box<dyn Fn() -> Instant + Send>,
    /// Whether the clock runs.
    pub(super) runs: bool,
    pub(super) hub: Arc<Hub>,
}

struct Stage {
    setting: Setting,
    living: Living,
    theme: Theme,
    /// Something at the top was broken when everything was last read.
    torn: bool,
    /// Nothing was ever whole.
    nothing: bool,
    theme_note: Option<Note>,
    notes: Mutex<Arc<Notes>>,
    recheck: Recheck,
}

/// What the rules have to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Recheck {
    Nothing,
    /// The incidents in these folders.
    Folders(BTreeSet<String>),
    All,
}

/// Why a board is no longer good.
enum Next {
    Changed(Batch),
    Later,
    /// Asked for through another lens than the two that are there.
    Other(Ask),
    Over,
}

/// Reads everything and answers from then on, in a thread of its own.
pub(super) fn open(setting: Setting) -> Sender<Ask> {
    let (asks, receiver) = channel();
    std::thread::spawn(move || Stage::new(setting).run(&receiver));
    asks
}

impl Stage {
    fn new(setting: Setting) -> Self {
        let living = Living::read(&setting.root, setting.audience);
        let findings = living.findings();
        let nothing = findings.iter().any(|finding| {
            finding.weight == crate::finding::Weight::Stop
                && !finding.path(&living.content().sources).starts_with("incidents/")
        });
        let (theme, theme_note) = match theme(living.content()) {
            Ok(theme) => (theme, None),
            Err(note) => (built_in(living.content()), Some(*note)),
        };
        let torn = !living.is_sound();
        let stage = Self {
            setting,
            living,
            theme,
            torn,
            nothing,
            theme_note,
            notes: Mutex::default(),
            recheck: Recheck::All,
        };
        stage.note(&findings, None);
        stage
    }

    fn run(mut self, asks: &Receiver<Ask>) {
        let mut left = None;
        loop {
            let Ended { next, pending, done, aside } = self.generation(asks, left.take());
            if done {
                self.recheck = Recheck::Nothing;
            }
            // What was shown last is what stays, should the folder be broken by now.
            for content in &aside {
                self.living.adopt(content);
            }
            let mut batch = Batch::default();
            match next {
                Next::Changed(changed) => batch = changed,
                Next::Later => {}
                Next::Other(ask) => left = Some(ask),
                Next::Over => return,
            }
            batch.paths.extend(pending);
            self.take_in(&batch);
        }
    }

    /// Answers from one reading of the content, while the rules look at it, until
    /// more changes than the words of single incidents. These are read aside.
    fn generation(&self, asks: &Receiver<Ask>, mut first: Option<Ask>) -> Ended {
        let (over, calm) = channel::<()>();
        let done = Mutex::new(false);
        let now = (self.setting.clock)();
        let shelf: Vec<OnceLock<Content>> = (0..MOST_ASIDE).map(|_| OnceLock::new()).collect();
        let mut pending = BTreeSet::new();
        let next = std::thread::scope(|scope| {
            if self.recheck != Recheck::Nothing && !self.nothing {
                let (done, content, notes, hub) =
                    (&done, self.living.content(), &self.notes, &self.setting.hub);
                let (recheck, audience) = (&self.recheck, self.setting.audience);
                scope.spawn(move || {
                    if calm.recv_timeout(CALM) != Err(RecvTimeoutError::Timeout) {
                        return;
                    }
                    look(content, audience, now, recheck, notes);
                    *done.lock().unwrap_or_else(PoisonError::into_inner) = true;
                    hub.tell(Event::Checked);
                });
            }
            let mut board = with_waiting(self.living.content(), self.setting.audience, now);
            let mut aside: Vec<&Content> = Vec::new();
            let next = loop {
                let composer = Composer::new(&board, &self.theme, &self.setting.root);
                self.setting.hub.tell(Event::Changed);
                let next = self.answer(&composer, &aside, None, asks, first.take());
                drop(composer);
                let Next::Changed(batch) = next else { break next };
                let Some((folder, content)) = self.aside(&batch, &shelf) else { break Next::Changed(batch) };
                pending.insert(folder);
                aside.retain(|before| before.incidents[0].id != content.incidents[0].id);
                aside.push(content);
                match exchange(board, content) {
                    Some(exchanged) => board = exchanged,
                    None => {
                        drop(over);
                        return Next::Changed(batch);
                    }
                }
            };
            drop(over);
            next
        });
        let aside = shelf.into_iter().filter_map(OnceLock::into_inner).collect();
        Ended { next, pending, done: done.into_inner().unwrap_or_else(PoisonError::into_inner), aside }
    }

    /// Reads what changed aside, if that is the words of one incident and nothing else.
    fn aside<'s>(&self, batch: &Batch, shelf: &'s [OnceLock<Content>]) -> Option<(String, &'s Content)> {
        if batch.lost || self.torn || self.nothing {
            return None;
        }
        let mut folder = None;
        for path in &batch.paths {
            match self.place(path) {
                Touched::Nothing => {}
                Touched::Folder(touched) if folder.as_ref().is_none_or(|folder| *folder == touched) => {
                    folder = Some(touched);
                }
                _ => return None,
            }
        }
        let folder = folder?;
        let place = shelf.iter().find(|place| place.get().is_none())?;
        let content = self.living.aside(&folder)?;
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let notes = Arc::make_mut(&mut notes);
        notes.rules.retain(|note| !note.is_in(&folder));
        notes.checked = false;
        Some((folder, place.get_or_init(|| content)))
    }

    /// Answers from the board as it is now, and from one that is looked at from elsewhere.
    fn answer(
        &self,
        composer: &Composer<'_, '_>,
        fresh: &[&Content],
        other: Option<(Lens, &Composer<'_, '_>)>,
        asks: &Receiver<Ask>,
        mut first: Option<Ask>,
    ) -> Next {
        loop {
            let ask = match first.take() {
                Some(ask) => Ok(ask),
                None => asks.recv_timeout(if fresh.is_empty() { IDLE } else { SETTLE }),
            };
            match ask {
                Err(RecvTimeoutError::Disconnected) => return Next::Over,
                // What was read aside is taken in with the rest when nobody waits for it.
                Err(RecvTimeoutError::Timeout) if !fresh.is_empty() => return Next::Later,
                Err(RecvTimeoutError::Timeout) => {
                    let old = (self.setting.clock)().since(composer.board().now);
                    if self.setting.runs && old >= MINUTE {
                        return Next::Later;
                    }
                }
                Ok(Ask::Changed(batch)) => return Next::Changed(batch),
                // Whoever looks at the whole content looks at all of it.
                Ok(ask @ Ask::Look(_)) if !fresh.is_empty() => return Next::Other(ask),
                Ok(Ask::Look(job)) => job(&self.living, &self.theme, composer.board()),
                Ok(Ask::File(lens, path, reply)) => {
                    let answer = match &other {
                        _ if lens == Lens::default() => self.file(composer, fresh, &path),
                        _ if !fresh.is_empty() => return Next::Other(Ask::File(lens, path, reply)),
                        Some((there, from)) if *there == lens => self.file(from, fresh, &path),
                        Some(_) => return Next::Other(Ask::File(lens, path, reply)),
                        None => {
                            let board = self.board(lens, composer.board().now);
                            let other = Composer::new(&board, &self.theme, &self.setting.root);
                            let again = Some(Ask::File(lens, path, reply));
                            match self.answer(composer, fresh, Some((lens, &other)), asks, again) {
                                Next::Other(ask) => first = Some(ask),
                                next => return next,
                            }
                            continue;
                        }
                    };
                    // Whoever asked may have gone; that is no reason to stop.
                    let _ = reply.send(answer);
                }
            }
        }
    }

    fn board(&self, lens: Lens, now: Instant) -> Board<'_> {
        let (content, audience) = (self.living.content(), self.setting.audience);
        let at = lens.at.unwrap_or(now);
        if lens.readers { board(content, audience, at) } else { with_waiting(content, audience, at) }
    }

    fn file(&self, composer: &Composer<'_, '_>, fresh: &[&Content], path: &str) -> Answer {
        let board = composer.board();
        let file = composer.find(path);
        let made = |file: &File| composer.make::<Infallible>(file);
        let found = file.is_some() && !self.nothing;
        let reader = match file {
            Some(File::Of(at, Part::Page)) => {
                Card::new(board, &board.incident(at), &self.theme.words).reader.lines().into_iter().collect()
            }
            _ => Vec::new(),
        };
        let bytes = match file {
            Some(file) => made(&file),
            None => made(&File::List(crate::render::List::NotFound)),
        };
        let bytes = bytes.unwrap_or_else(|error: ComposeError<Infallible>| error.to_string().into_bytes());
        let id = path.strip_prefix("incidents/").and_then(|rest| rest.split('/').next());
        let incident = id.map(|id| {
            let folder = self.living.content().incident(id).map(|incident| incident.folder.to_string());
            (id.to_owned(), folder.unwrap_or_else(|| format!("incidents/{id}")))
        });
        let about = About {
            waiting: self.waiting(board, fresh, id),
            incident,
            reader,
            notes: self.notes.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            now: board.now,
            nothing: self.nothing,
        };
        Answer { bytes, found, about }
    }

    /// What is on the board, or on the page of one incident, and is not out yet.
    fn waiting(&self, board: &Board<'_>, fresh: &[&Content], id: Option<&str>) -> Vec<Waiting> {
        let mut waiting = Vec::new();
        for (at, brief) in board.incidents.iter().enumerate() {
            if id.is_some_and(|id| brief.id != id) {
                continue;
            }
            let new = fresh.iter().find_map(|content| content.incident(brief.id));
            let Some(incident) = new.or_else(|| self.living.content().incident(brief.id)) else { continue };
            let still = |update: &&Update| update.draft || update.visible_from() > board.now;
            let mut still = incident.updates.iter().filter(still).peekable();
            if still.peek().is_none() {
                continue;
            }
            let shown = board.incident(at).updates;
            waiting.extend(still.filter(|update| shown.iter().any(|shown| shown.id == update.id)).map(
                |update| Waiting {
                    id: update.id.to_string(),
                    incident: incident.id.to_string(),
                    out: (!update.draft).then(|| update.visible_from()),
                },
            ));
        }
        waiting
    }

    /// Brings the content up to date with the disk.
    fn take_in(&mut self, batch: &Batch) {
        let mut folders = BTreeSet::new();
        let mut all = batch.lost || self.torn;
        let mut theme_changed = false;
        for path in &batch.paths {
            match self.place(path) {
                Touched::Nothing => {}
                Touched::Theme => theme_changed = true,
                Touched::Folder(folder) => {
                    folders.insert(folder);
                }
                Touched::All => all = true,
            }
        }
        all |= folders.len() > MOST_FOLDERS;
        if !all {
            all = folders.iter().any(|folder| self.living.again(folder) == Again::ReadAll);
        }
        if all {
            self.read_all();
        } else if !folders.is_empty() {
            let findings = self.living.findings();
            self.note(&findings, Some(&folders));
            match &mut self.recheck {
                Recheck::All => {}
                Recheck::Folders(before) => before.extend(folders),
                nothing @ Recheck::Nothing => *nothing = Recheck::Folders(folders),
            }
        }
        if theme_changed && !all {
            self.read_theme();
            let findings = self.living.findings();
            self.note(&findings, Some(&BTreeSet::new()));
        }
    }

    fn place(&self, path: &str) -> Touched {
        if path.starts_with("themes/") || path == "themes" {
            return Touched::Theme;
        }
        if !path.starts_with("incidents/") {
            return Touched::All;
        }
        if let Some(folder) = self.living.folder_of(path) {
            return Touched::Folder(folder);
        }
        let disk = self.setting.root.join(path);
        if disk.join("incident.yaml").is_file() {
            return Touched::Folder(path.to_owned());
        }
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if disk.is_file() && self.setting.root.join(parent).join("incident.yaml").is_file() {
            return Touched::Folder(parent.to_owned());
        }
        // A folder that was just made says nothing yet.
        let empty = std::fs::read_dir(&disk).is_ok_and(|mut entries| entries.next().is_none());
        if empty { Touched::Nothing } else { Touched::All }
    }

    /// Reads everything; what is broken leaves what was there.
    fn read_all(&mut self) {
        let fresh = Living::read(&self.setting.root, self.setting.audience);
        let findings = fresh.findings();
        self.torn = !fresh.is_sound();
        self.recheck = Recheck::All;
        if self.torn && !self.nothing {
            let notes = findings.iter().map(|finding| Note::of(finding, &fresh.content().sources)).collect();
            let mut all = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::make_mut(&mut all).reading = notes;
            return;
        }
        if !self.torn {
            self.nothing = false;
        }
        self.living = fresh;
        self.read_theme();
        self.note(&findings, None);
    }

    fn read_theme(&mut self) {
        match theme(self.living.content()) {
            Ok(theme) => {
                self.theme = theme;
                self.theme_note = None;
            }
            Err(note) => self.theme_note = Some(*note),
        }
    }

    /// Notes what reading found, and forgets what the rules said of what changed.
    fn note(&self, findings: &[Finding], changed: Option<&BTreeSet<String>>) {
        let sources = &self.living.content().sources;
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let notes = Arc::make_mut(&mut notes);
        notes.reading = findings.iter().map(|finding| Note::of(finding, sources)).collect();
        notes.reading.extend(self.theme_note.clone());
        match changed {
            Some(folders) => notes.rules.retain(|note| !folders.iter().any(|folder| note.is_in(folder))),
            None => notes.rules.clear(),
        }
        notes.checked = false;
    }
}

/// What a path that changed belongs to.
enum Touched {
    Nothing,
    Theme,
    Folder(String),
    All,
}

/// Lets the rules look at what changed, and notes what they find and what is owed.
fn look(content: &Content, audience: Audience, now: Instant, recheck: &Recheck, notes: &Mutex<Arc<Notes>>) {
    let of = |findings: Vec<Finding>| -> Vec<Note> {
        findings.iter().map(|finding| Note::of(finding, &content.sources)).collect()
    };
    let is_site = |note: &Note| {
        Code::from_name(note.code).and_then(Rule::of).is_some_and(|rule| matches!(rule.look, Look::Site(_)))
    };
    let found: Vec<Note> = match recheck {
        Recheck::Folders(folders) => {
            let mut found: Vec<Note> = Vec::new();
            for incident in
                content.incidents.iter().filter(|incident| folders.contains(incident.folder.as_str()))
            {
                let choice = Choice { incident: Some(incident.id.to_string()), ..Choice::default() };
                // Rules about the whole site look each time; their last word counts.
                found.retain(|note| !is_site(note));
                found.extend(of(check_some(content, now, &choice)));
            }
            found
        }
        _ => of(check(content, now)),
    };
    let owed: Vec<Owed> = owed(content, &board(content, audience, now)).0;
    let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
    let notes = Arc::make_mut(&mut notes);
    match recheck {
        Recheck::Folders(folders) => {
            notes.rules.retain(|note| !is_site(note) && !folders.iter().any(|folder| note.is_in(folder)));
        }
        _ => notes.rules.clear(),
    }
    notes.rules.extend(found);
    notes.rules.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    notes.owed = owed;
    notes.checked = true;
}

/// The theme of the site, or why it cannot be used.
fn theme(content: &Content) -> Result<Theme, Box<Note>> {
    let site = &content.site;
    let own = theme_files(content.sources.root(), &site.theme);
    let theme = own.map_err(|error| error.clone()).and_then(|own| {
        Theme::new(&site.theme, &own, &site.language, site.time_zone).map_err(|error| error.to_string())
    });
    theme.map_err(|error| {
        let place = format!("themes/{}", site.theme);
        Box::new(Note::of(&Finding::stop(Code::Theme, place.as_str(), error), &content.sources))
    })
}

/// The built-in theme in English, for a site whose own cannot be used.
fn built_in(content: &Content) -> Theme {
    Theme::new("default", &[], "en", content.site.time_zone)
        .unwrap_or_else(|error| unreachable!("the built-in theme is whole: {error}"))
}

/// The page of an address, as a path of a file: `history/` is `history/index.html`.
pub(super) fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Whether a path leads out of where it starts, or holds what no address of ours holds.
pub(super) fn is_odd(path: &str) -> bool {
    path.contains(['\\', '\0'])
        || Path::new(path).components().any(|part| !matches!(part, std::path::Component::Normal(_)))
}
