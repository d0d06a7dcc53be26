//! The site as a whole: whose it is, where it stands, and who can be asked.

use super::time::{Date, Zone};
use super::{Audience, named};

/// The languages that the interface itself has words in; a site can add its own.
pub const LANGUAGES: [&str; 2] = ["de", "en"];

named! {
    /// What a contact is for.
    Purpose, "purpose of a contact" {
        /// Questions about an incident.
        Questions = "questions",
        /// Reports of flaws and attacks.
        Security = "security",
        /// Questions about personal data.
        Privacy = "privacy",
        /// Journalists.
        Press = "press",
        /// When everything else has failed the reader.
        Escalation = "escalation",
    }
}

named! {
    /// What a partner is to us.
    PartnerRole, "role of a partner" {
        /// A computer emergency response team.
        Cert = "CERT",
        /// Somebody we buy from.
        Supplier = "supplier",
        /// An authority.
        Regulator = "regulator",
        /// Customers who organise themselves.
        CustomerGroup = "customer_group",
    }
}

/// A way to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What it is for.
    pub purpose: Purpose,
    /// `https:`, `mailto:` or `tel:`.
    pub route: String,
    /// What it is called, such as "Help centre".
    pub label: Option<String>,
    /// For whom; everybody if not said.
    pub audience: Option<Audience>,
    /// When somebody answers, in words.
    pub hours: Option<String>,
    /// Languages that are spoken there.
    pub languages: Vec<String>,
    /// Where the key for encrypted messages is.
    pub key_url: Option<String>,
}

/// How one gets through to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// By mail.
    Mail,
    /// By telephone.
    Telephone,
    /// On a page.
    Web,
}

impl Contact {
    /// How one gets through.
    pub fn means(&self) -> Means {
        if self.route.starts_with("mailto:") {
            Means::Mail
        } else if self.route.starts_with("tel:") {
            Means::Telephone
        } else {
            Means::Web
        }
    }

    /// The address or number as people read and say it.
    pub fn shown(&self) -> String {
        if let Some(number) = self.route.strip_prefix("tel:") {
            return spaced(number);
        }
        let bare =
            ["mailto:", "https://", "http://"].iter().find_map(|scheme| self.route.strip_prefix(scheme));
        bare.unwrap_or(&self.route).trim_end_matches('/').to_owned()
    }
}

/// A number in groups: those of the writer, who parts them with `-` or `.`; of bare digits, threes
/// from the end, of which the first may have four.
fn spaced(number: &str) -> String {
    if number.contains(['-', '.', '(']) {
        return number.replace(['-', '.'], " ");
    }
    let digits = number.strip_prefix('+').unwrap_or(number);
    if digits.len() < 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::from(if digits.len() < number.len() { "+" } else { "" });
    for (at, digit) in digits.char_indices() {
        let left = digits.len() - at;
        if at > 1 && left.is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// Somebody to be told before or with the public. Never public.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Name.
    pub name: String,
    /// What it is to us.
    pub role: PartnerRole,
    /// How to reach it.
    pub contact: Option<String>,
    /// Where its key is.
    pub key: Option<String>,
    /// When somebody last checked that the contact works.
    pub last_checked: Option<Date>,
}

/// `site.yaml`.
#[derive(Debug, Clone)]
pub struct Site {
    /// What the page is called.
    pub name: String,
    /// Who publishes it.
    pub organisation: String,
    /// Where it is served, without a slash at the end.
    pub url: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// The zone in which times are shown beside UTC.
    pub time_zone: Zone,
    /// A sentence about it.
    pub description: Option<String>,
    /// Name of the theme.
    pub theme: String,
    /// A fixed line for the foot of each page.
    pub legal_notice: Option<String>,
    /// The audiences that full updates address.
    pub audiences: Vec<Audience>,
    /// What audiences are called in headings: audience, name, other wordings.
    pub audience_names: Vec<(Audience, String, Vec<String>)>,
    /// Ways to ask.
    pub contacts: Vec<Contact>,
    /// Who is told before or with the public.
    pub partners: Vec<Partner>,
}

impl Site {
    /// The host of the address, for ids that must never change.
    pub fn host(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split(['/', ':']).next().unwrap_or(rest)
    }
}
