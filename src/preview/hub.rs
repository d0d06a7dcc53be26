//! Tells every open page what has happened.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

/// What pages are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// The site may look otherwise now.
    Changed,
    /// The rules have looked.
    Checked,
}

impl Event {
    /// Its name in the stream of events.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Checked => "checked",
        }
    }
}

/// Everybody who listens.
#[derive(Debug, Default)]
pub(super) struct Hub {
    listeners: Mutex<Vec<Sender<Event>>>,
}

/// How many may listen at once; a browser opens one stream for each tab.
const MOST: usize = 64;

impl Hub {
    /// Listens from now on. If too many do, the one that has listened longest has to ask again.
    pub(super) fn listen(&self) -> Receiver<Event> {
        let (sender, receiver) = channel();
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if listeners.len() >= MOST {
            listeners.remove(0);
        }
        listeners.push(sender);
        receiver
    }

    /// Tells all that still listen.
    pub(super) fn tell(&self, event: Event) {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.send(event).is_ok());
    }
}
