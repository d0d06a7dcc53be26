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
    /// A title that phones and feed readers cut.
    TitleLength = "title-length",
}
