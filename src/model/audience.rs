//! For whom words are meant.

use super::named;

named! {
    /// Readers that need different instructions, or different words.
    Audience, "audience" {
        /// Everybody who uses the service.
        Users = "users",
        /// People who run it for others.
        Admins = "admins",
        /// People who build on it.
        Developers = "developers",
        /// Suppliers, CERTs, resellers.
        Partners = "partners",
        /// The press.
        Journalists = "journalists",
        /// Our own people.
        Staff = "staff",
        /// Customers that are told by name.
        Named = "named",
        /// All customers.
        Customers = "customers",
        /// Everybody.
        Public = "public",
    }
}

named! {
    /// Traffic light protocol 2.0: how far words may travel (FIRST, TLP 2.0).
    Tlp, "TLP mark" {
        /// Everybody.
        Clear = "CLEAR",
        /// The community.
        Green = "GREEN",
        /// The organisation and its clients.
        Amber = "AMBER",
        /// The organisation only.
        AmberStrict = "AMBER+STRICT",
        /// The people addressed, nobody else.
        Red = "RED",
    }
}
