//! The reporter, as far as the reporter agreed and the time has come.

use crate::model::time::Instant;
use crate::model::{Credit, Reporter, ReporterUpdate};

/// The reporter, as far as the reporter agreed.
#[derive(Debug, Clone)]
pub struct CreditView<'c> {
    /// Name, affiliation and page; `None` without consent.
    pub named: Option<(&'c str, Option<&'c str>, Option<&'c str>)>,
    /// Our thanks.
    pub thanks: Option<&'c str>,
    /// Times of the disclosure in order, with the name of each; only if they are public.
    pub timeline: Vec<(Instant, &'static str)>,
    /// What we told the reporter; only if that is public.
    pub updates: &'c [ReporterUpdate],
}

/// The credit, or nothing where the reporter is not mentioned.
pub(super) fn credit(reporter: &Reporter, published: Instant, now: Instant) -> Option<CreditView<'_>> {
    if reporter.credit == Credit::None {
        return None;
    }
    let consented = reporter.credit == Credit::Named && reporter.consent_at.is_some_and(|at| at <= now);
    let named = reporter
        .name
        .as_deref()
        .filter(|_| consented)
        .map(|name| (name, reporter.affiliation.as_deref(), reporter.url.as_deref()));
    let mut timeline: Vec<(Instant, &'static str)> = Vec::new();
    if reporter.show_timeline {
        timeline.extend(
            [
                (reporter.received_at, "received"),
                (reporter.acknowledged_at, "acknowledged"),
                (reporter.confirmed_at, "confirmed"),
                (reporter.draft_shared_at, "draft-shared"),
                (reporter.fix_available_at, "fixed"),
                (Some(published), "published"),
            ]
            .into_iter()
            .filter_map(|(at, name)| at.filter(|at| *at <= now).map(|at| (at, name))),
        );
        timeline.sort();
    }
    let told = reporter.updates.iter().take_while(|u| u.at <= now).count();
    // Free words may hold the name, so they wait for consent as well.
    let free = consented || reporter.credit == Credit::Anonymous;
    let updates = if reporter.show_timeline && free { &reporter.updates[..told] } else { &[] };
    let thanks = reporter.thanks.as_deref().filter(|_| free);
    Some(CreditView { named, thanks, timeline, updates })
}
