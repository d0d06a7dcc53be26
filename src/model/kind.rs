//! What kind of incident it is.

use super::named;

named! {
    /// The kind decides the states, the limits and some of the questions.
    Kind, "kind of incident" {
        /// Something does not work.
        Outage = "outage",
        /// Somebody got in, or could have.
        SecurityIncident = "security_incident",
        /// People's data was reached.
        DataBreach = "data_breach",
        /// A flaw that could be used.
        Vulnerability = "vulnerability",
        /// Planned work.
        Maintenance = "maintenance",
        /// Something that customers should know.
        Notice = "notice",
    }
}
