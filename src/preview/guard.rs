//! Who may ask: nobody but a browser on this machine that shows our own pages.
//!
//! A page of another site can send requests here, and a name of its own can be
//! made to lead here (DNS rebinding). So a request has to name this machine by an
//! address or as `localhost`; what changes anything has to come from a page of
//! ours, and to know a word that is made anew at each start.

use std::hash::BuildHasher;
use std::net::IpAddr;

/// Knows this start's word and the names that this server goes by.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    token: String,
    hosts: Vec<String>,
}

/// What a request says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Claims<'r> {
    pub(super) host: Option<&'r str>,
    pub(super) origin: Option<&'r str>,
    pub(super) site: Option<&'r str>,
    pub(super) token: Option<&'r str>,
}

impl Guard {
    /// With a new word; `hosts` are names that are allowed besides addresses.
    pub(super) fn new(hosts: Vec<String>) -> Self {
        // The keys of the standard library's hasher come from the system's source of chance.
        let chance = std::collections::hash_map::RandomState::new();
        let token = format!("{:016x}{:016x}", chance.hash_one(1_u64), chance.hash_one(2_u64));
        Self { token, hosts }
    }

    /// This start's word, for our own pages.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Whether the request may see anything.
    pub(super) fn may_read(&self, claims: &Claims<'_>) -> bool {
        claims.host.is_some_and(|host| self.is_ours(host))
    }

    /// Whether the request may change anything.
    pub(super) fn may_write(&self, claims: &Claims<'_>) -> bool {
        let origin = claims.host.map(|host| format!("http://{host}"));
        self.may_read(claims)
            && claims.origin.is_some()
            && claims.origin == origin.as_deref()
            && claims.site.is_none_or(|site| site == "same-origin")
            && claims.token == Some(self.token.as_str())
    }

    /// An address cannot be made to lead elsewhere; a name can.
    fn is_ours(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !port.is_empty() => name,
            _ => host,
        };
        let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        address.parse::<IpAddr>().is_ok()
            || name.eq_ignore_ascii_case("localhost")
            || self.hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_and_names_of_this_machine_are_ours() {
        let guard = Guard::new(vec!["war-room.local".to_owned()]);
        let reads = |host| guard.may_read(&Claims { host, ..Claims::default() });
        for host in
            ["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "192.0.2.7", "war-room.local:1"]
        {
            assert!(reads(Some(host)), "{host}");
        }
        for host in ["evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1"] {
            assert!(!reads(Some(host)), "{host}");
        }
        assert!(!reads(None));
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let guard = Guard::new(Vec::new());
        let token = guard.token().to_owned();
        let good = Claims {
            host: Some("127.0.0.1:8080"),
            origin: Some("http://127.0.0.1:8080"),
            site: Some("same-origin"),
            token: Some(&token),
        };
        assert!(guard.may_write(&good));
        assert!(guard.may_write(&Claims { site: None, ..good }));
        assert!(!guard.may_write(&Claims { origin: None, ..good }));
        assert!(!guard.may_write(&Claims { origin: Some("http://evil.example"), ..good }));
        assert!(!guard.may_write(&Claims { origin: Some("null"), ..good }));
        assert!(!guard.may_write(&Claims { origin: Some("http://127.0.0.1:8081"), ..good }));
        assert!(!guard.may_write(&Claims {
            host: Some("evil.example"),
            origin: Some("http://evil.example"),
            ..good
        }));
        assert!(!guard.may_write(&Claims { site: Some("same-site"), ..good }));
        assert!(!guard.may_write(&Claims { token: None, ..good }));
        assert!(!guard.may_write(&Claims { token: Some("guessed"), ..good }));
        assert_eq!(token.len(), 32);
        assert_ne!(Guard::new(Vec::new()).token(), token, "a new word at each start");
    }
}
