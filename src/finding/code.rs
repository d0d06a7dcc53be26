//! The closed list of rules that can find something. A code is never reused.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// Which rule found it. The text of each is what `check --explain` prints.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// The code's name, as people and machines see it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What the rule is and why it is there.
            pub fn explain(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// A file or folder could not be read at all.
    Unreadable = "unreadable",
    /// A file is larger than an update can be. It is reported instead of read.
    TooLarge = "too-large",
    /// A file is not UTF-8 text, so letters would come out wrong.
    NotUtf8 = "not-utf8",
    /// A file is empty: it was begun and not written, or lost its words.
    EmptyFile = "empty-file",
    /// A file or folder that every site needs is missing.
    MissingFile = "missing-file",
    /// A file lies where nothing reads it, so its words would never be seen.
    StrayFile = "stray-file",
    /// A symbolic link. Links are not followed, so that nothing from outside the folder is published.
    Link = "link",
    /// An id or a file name that cannot be part of an address everywhere, or that differs from another only in case.
    BadId = "bad-id",
    /// The same id is used twice.
    DuplicateId = "duplicate-id",
    /// The YAML cannot be read.
    YamlSyntax = "yaml-syntax",
    /// A value with a colon in it needs quotes.
    YamlColon = "yaml-colon",
    /// YAML is indented with spaces, never with tabs.
    YamlTab = "yaml-tab",
    /// A quote is opened and not closed.
    YamlQuote = "yaml-quote",
    /// Anchors, aliases and tags are not part of the format.
    YamlAnchor = "yaml-anchor",
    /// Nested deeper than any content of ours.
    YamlTooDeep = "yaml-too-deep",
    /// An update starts with a line `---`, then its facts, then another `---`.
    Fence = "fence",
    /// A key that the format does not have; most often a misspelling.
    UnknownKey = "unknown-key",
    /// A key is written twice in one place.
    DuplicateKey = "duplicate-key",
    /// A key that has to be there is not.
    MissingKey = "missing-key",
    /// A key without a value: something was meant to stand there.
    EmptyValue = "empty-value",
    /// A list where one value belongs, or the other way round.
    WrongShape = "wrong-shape",
    /// A name that is not in the closed set of its kind: a state, a severity, a status, a type …
    UnknownName = "unknown-name",
    /// A service, person, incident, update or group that is not in the content.
    UnknownId = "unknown-id",
    /// A number is written in digits, so that it can be compared and drawn.
    NotANumber = "not-a-number",
    /// A date or time that cannot be read, does not exist, or has no zone. Times without a zone have told readers the wrong hour on many status pages.
    BadTime = "bad-time",
    /// An end before its start.
    EndBeforeStart = "end-before-start",
    /// A length of time that cannot be read.
    BadDuration = "bad-duration",
    /// A control character, which nobody sees and which neither a page nor a feed may hold.
    UnseenCharacter = "unseen-character",
    /// An address that is not https, http, mailto, tel or relative.
    BadLink = "bad-link",
    /// HTML tags in an update. Only Markdown is rendered, so that nothing can run on the page.
    RawHtml = "raw-html",
    /// An image that is missing, lies elsewhere, or has no text for people who cannot see it.
    BadImage = "bad-image",
    /// A question, answer or action that does not follow its small grammar.
    BodyGrammar = "body-grammar",
    /// A question number that is used for two questions, or twice in one update.
    QuestionReused = "question-reused",
    /// An answer to a question that was not asked before.
    UnknownQuestion = "unknown-question",
    /// An action for an audience that the site does not have.
    UnknownAudience = "unknown-audience",
    /// A state that this kind of incident does not have, or a move between states that is not allowed.
    StateMove = "state-move",
    /// A fact that only another kind of incident, or another type of update, can have.
    WrongKind = "wrong-kind",
    /// A correction that does not match what it corrects.
    CorrectionTarget = "correction-target",
    /// An affected service becomes `not_affected` without a correction.
    NotAffectedLater = "not-affected-later",
    /// A theme, or a file that the site lays over it, that cannot be used.
    Theme = "theme",
    /// A line of published.lock that is not a seal.
    LockLine = "lock-line",
    /// A title that phones and feed readers cut.
    TitleLength = "title-length",
    /// A text for another channel, under `say/`, that is out of date or breaks the rules of its channel.
    ChannelText = "channel-text",
    /// The first public word comes within the limit for this kind and severity.
    T1 = "T1",
    /// While something is open, readers hear from us in the rhythm that we chose.
    T2 = "T2",
    /// Every word about something that is not over says when the next one comes.
    T3 = "T3",
    /// A promised time is kept; if it was not, the next word says why.
    T4 = "T4",
    /// A question with a time is answered by that time, and no question is forgotten.
    T5 = "T5",
    /// Whoever reported a flaw is answered, and hears how it goes, before everybody else does.
    T6 = "T6",
    /// Planned work is announced early enough to plan around it, and does not quietly run over.
    T7 = "T7",
    /// The impact is told as readers notice it, in their words.
    C1 = "C1",
    /// Every service is said to be affected, not affected or still being checked.
    C2 = "C2",
    /// What is not known is said, and whether somebody could have reached data.
    C3 = "C3",
    /// A question that was asked stays the same question until it is answered.
    C4 = "C4",
    /// It is said from when until when people were exposed, even if an end is not known.
    C5 = "C5",
    /// It is said what we have done so far.
    C6 = "C6",
    /// Each audience is told what to do, even if that is nothing.
    C7 = "C7",
    /// A person with a name and a job speaks; for the worst incidents an executive.
    C8 = "C8",
    /// Readers can ask somebody, and know when they are answered.
    C9 = "C9",
    /// The words do not contradict the data.
    C10 = "C10",
    /// What is said to be over is over, with all that readers need to close it too.
    C11 = "C11",
    /// A notice of a data breach tells people what the law asks for.
    C12 = "C12",
    /// What others say about it is answered.
    C13 = "C13",
    /// Who has to agree has agreed, and to these words.
    G1 = "G1",
    /// What was published does not change without a correction.
    G2 = "G2",
    /// Nothing becomes public before its time, or that is for others.
    G3 = "G3",
    /// No key, password, inner address or name of a person that nobody meant to publish is in the public words.
    G4 = "G4",
    /// Links in advice lead to places that readers can trust.
    G5 = "G5",
    /// No stock phrases.
    L1 = "L1",
    /// A number says how many; `some` does not.
    L2 = "L2",
    /// `No evidence` says what was checked and what cannot be ruled out.
    L3 = "L3",
    /// Nobody else is blamed, and no attacker is praised.
    L4 = "L4",
    /// An apology says what was wrong, without if.
    L5 = "L5",
    /// A time word comes with a time.
    L6 = "L6",
    /// A sentence says who did it, in plain words.
    L7 = "L7",
    /// Sentences are short, and words are known.
    L8 = "L8",
    /// Calm words.
    L9 = "L9",
    /// Readers can ask, know when they are answered, and have a way left when all else failed.
    ReadyContacts = "ready-contacts",
    /// Somebody who can decide is named to speak when it is serious.
    ReadySpeakers = "ready-speakers",
    /// Partners can be reached, and somebody has tried it within a year.
    ReadyPartners = "ready-partners",
    /// What has to be agreed on is agreed on while it is quiet.
    ReadyPolicy = "ready-policy",
    /// No words of a template are left where readers see them.
    ReadyTemplate = "ready-template",
    /// Services have the names that customers use.
    ReadyNames = "ready-names",
    /// The file with the address for security reports is there and has not run out.
    ReadySecurityTxt = "ready-security-txt",
}

impl Code {
    /// Whether it belongs to a check of words and timing, which a site may weigh otherwise,
    /// rather than to the soundness of the files.
    pub fn is_check(self) -> bool {
        let name = self.name();
        name.starts_with(['T', 'C', 'G', 'L']) && name[1..].bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether it belongs to readiness, which `candor doctor` looks at.
    pub fn is_readiness(self) -> bool {
        self.name().starts_with("ready-")
    }

    /// Whether it finds what must never leave the house: no reason is good enough to publish that.
    pub fn is_leak(self) -> bool {
        matches!(self, Self::G3 | Self::G4)
    }

    /// The codes that a name stands for: its own, or for `T`, `C`, `G` and `L` all checks of that family.
    pub fn named(name: &str) -> Vec<Self> {
        let capital = name.to_uppercase();
        match capital.as_str() {
            "T" | "C" | "G" | "L" => {
                let family = |code: &Self| code.is_check() && code.name().starts_with(&capital);
                Self::ALL.iter().copied().filter(family).collect()
            }
            _ => Self::from_any_case(name).into_iter().collect(),
        }
    }

    /// The code of that name, in capitals or not.
    pub fn from_any_case(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name().eq_ignore_ascii_case(name))
    }
}
