//! What readers should do, and what we have done.

use super::time::Instant;
use super::{Audience, named};
use crate::source::Excerpt;

named! {
    /// How strongly readers are asked.
    Strength, "strength of an action" {
        /// Needed.
        Must = "must",
        /// Advised.
        Should = "should",
        /// Possible.
        Can = "can",
        /// Nothing is to be done; said, not left out.
        Nothing = "nothing",
    }
}

named! {
    /// What an action is about.
    ActionKind, "kind of action" {
        /// Keys, tokens, certificates.
        ReplaceCredentials = "replace_credentials",
        /// The reader's own password.
        ChangePassword = "change_password",
        /// A new version.
        InstallUpdate = "install_update",
        /// Another way to the same end.
        WorkAround = "work_around",
        /// Look out for what should not be there.
        WatchAccounts = "watch_accounts",
        /// Read logs.
        CheckLogs = "check_logs",
        /// False messages are about.
        IgnoreMessages = "ignore_messages",
        /// Talk to us.
        ContactUs = "contact_us",
        /// Wait for our word.
        Wait = "wait",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// What we did.
    TakenType, "type of action taken" {
        /// Switched off.
        TurnedOff = "turned_off",
        /// Patched.
        Patched = "patched",
        /// Keys replaced.
        KeysReplaced = "keys_replaced",
        /// Certificate issued again.
        CertificateReissued = "certificate_reissued",
        /// Access removed.
        AccessRemoved = "access_removed",
        /// Put back.
        Restored = "restored",
        /// Went back to an earlier version.
        RolledBack = "rolled_back",
        /// Told the authorities.
        ToldAuthority = "told_authority",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// How far an action of ours is.
    TakenState, "state of an action taken" {
        /// Under way.
        Doing = "doing",
        /// Done.
        Done = "done",
        /// Taken back.
        Undone = "undone",
    }
}

/// When an action is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timing {
    /// At once, or whenever the reader likes.
    Unsaid,
    /// By a day or an instant, as written.
    By(Excerpt),
    /// Not before something else has happened.
    After {
        /// What has to happen first.
        condition: Excerpt,
        /// Whether it has happened.
        done: bool,
    },
}

/// One thing that readers are asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The step, as Markdown.
    pub text: Excerpt,
    /// How strongly it is asked.
    pub strength: Strength,
    /// When.
    pub when: Timing,
    /// What more is said of it.
    pub more: Option<Box<ActionMore>>,
    /// For whom; `None` is everybody.
    pub audience: Option<Audience>,
    /// The heading under which it stood, if that was not an audience's own name ("Everyone else").
    pub heading: Option<Excerpt>,
}

/// What few actions say beside their step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionMore {
    /// Why, in a sentence.
    pub why: Option<Excerpt>,
    /// Where it is explained.
    pub how: Option<Excerpt>,
    /// How to see that it worked.
    pub check: Option<Excerpt>,
    /// What it is about.
    pub kind: Option<ActionKind>,
    /// What it costs the reader.
    pub cost: Option<Excerpt>,
}

impl Action {
    /// Why, in a sentence.
    pub fn why(&self) -> Option<&str> {
        self.more.as_ref()?.why.as_deref()
    }

    /// Where it is explained.
    pub fn how(&self) -> Option<&str> {
        self.more.as_ref()?.how.as_deref()
    }

    /// How to see that it worked.
    pub fn check(&self) -> Option<&str> {
        self.more.as_ref()?.check.as_deref()
    }

    /// What it is about.
    pub fn kind(&self) -> Option<ActionKind> {
        self.more.as_ref()?.kind
    }

    /// What it costs the reader.
    pub fn cost(&self) -> Option<&str> {
        self.more.as_ref()?.cost.as_deref()
    }
}

/// One thing that we did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionTaken {
    /// When; work under way may have no time yet.
    pub at: Option<Instant>,
    /// What, as Markdown.
    pub text: Excerpt,
    /// What sort.
    pub taken: Option<TakenType>,
    /// How far.
    pub state: TakenState,
}
