//! Closed sets of names, as they stand in files and in outputs.

/// A closed set: each member has one name, written in lower case with `_`.
pub trait Named: Copy + Sized + 'static {
    /// What a member is called in a sentence, such as `state`.
    const NOUN: &'static str;
    /// All members, in the order in which they are offered.
    const ALL: &'static [Self];
    /// All names, in the same order.
    const NAMES: &'static [&'static str];
    /// The member's name.
    fn name(self) -> &'static str;
    /// The member with that name; names are exact, also in case.
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|n| *n == name).map(|at| Self::ALL[at])
    }
}

/// Declares a closed set of names.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident, $noun:literal { $($(#[$vmeta:meta])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])+ $variant,)+ }

        impl $crate::model::Named for $name {
            const NOUN: &'static str = $noun;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const NAMES: &'static [&'static str] = &[$($text,)+];
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}
pub(crate) use named;
