//! What words can be a case of: the names under which a language pack lists
//! them. Rules are about topics, so a rule is the same in every language.

macro_rules! topics {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What words can be a case of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Topic {
            /// All topics.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name in a language pack.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The topic of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|topic| topic.name() == name)
            }
        }
    };
}

topics! {
    /// Phrases that every company uses and nobody believes.
    StockPhrase = "stock_phrase",
    /// "Some customers".
    VagueScope = "vague_scope",
    /// "Less than 1 %" without a number.
    ShareAlone = "share_alone",
    /// "May have been affected".
    Hedge = "hedge",
    /// "No evidence that …".
    NoEvidence = "no_evidence",
    /// "Has not been breached".
    Denial = "denial",
    /// That nobody reached data: fine if it was ruled out.
    NobodyReachedData = "nobody_reached_data",
    /// Blaming a supplier, a colleague or a user.
    Blame = "blame",
    /// Making the attacker look great.
    PraiseOfAttacker = "praise_of_attacker",
    /// "Sorry for any inconvenience".
    EmptyApology = "empty_apology",
    /// "Only a small hiccup".
    Minimising = "minimising",
    /// "Shortly".
    NoTime = "no_time",
    /// "Mistakes were made".
    HiddenDoer = "hidden_doer",
    /// "Technical difficulties".
    Euphemism = "euphemism",
    /// "Perform an investigation of".
    HeavyNoun = "heavy_noun",
    /// "Having seen it, the servers were restarted".
    DanglingStart = "dangling_start",
    /// "Catastrophic".
    Drama = "drama",
    /// That it is over.
    Over = "over",
    /// "Today" without a date.
    Today = "today",
}
