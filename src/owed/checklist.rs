//! What a flaw asks for besides the advisory: there is more to do than to
//! announce a release. Each task is done when the files say so.

use super::collect::Of;
use super::{Owed, OwedKind};
use crate::inside::Inside;
use crate::model::time::Period;
use crate::model::{Content, Debt, Incident, Kind, State, UpdateType, lookup};
use crate::view::IncidentView;

/// Tasks of an open flaw that are not done, from its first word on.
pub(super) fn checklist(
    incident: &Incident,
    view: &IncidentView<'_>,
    inside: &Inside,
    content: &Content,
    of: &Of<'_>,
) -> Vec<Owed> {
    if view.kind != Kind::Vulnerability
        || !view.is_open()
        || view.backfilled
        || incident.imported_from.is_some()
    {
        return Vec::new();
    }
    let policy = &content.policy;
    let severity = view.fold.severity;
    let limit = policy.debt(Debt::Actions, severity).unwrap_or(Period::hours(8));
    let soon = view.first_at.after(limit);
    let repair = lookup(&policy.limits.rhythm, view.kind).get(severity).unwrap_or(Period::days(7));
    let later = view.first_at.after(repair);

    let released = !matches!(
        view.fold.state,
        State::Received | State::Confirmed | State::Fixing | State::AdvanceNotice | State::NoneYet
    );
    let advised = view.updates.iter().any(|update| update.kind == UpdateType::Advisory);
    let spread = view.updates.iter().any(|update| !update.channels.is_empty());
    let told = |wanted: &dyn Fn(&str) -> bool| {
        inside.notices.iter().any(|notice| notice.at <= of.now && wanted(&notice.who.to_lowercase()))
    };
    let staff = told(&|who| who.contains("staff") || who.contains("colleague") || who.contains("employee"));
    let partners: Vec<String> = content.site.partners.iter().map(|p| p.name.to_lowercase()).collect();
    let partner = partners.is_empty() || told(&|who| partners.iter().any(|name| who.contains(name.as_str())));
    let shown = incident
        .reporter
        .as_deref()
        .is_none_or(|reporter| reporter.draft_shared_at.is_some_and(|at| at <= of.now));
    let tasks = [
        (
            released,
            later,
            "engineering",
            "Release the repair, or say how to limit the harm until there is one",
        ),
        (advised, soon, "security", "Publish the advisory: who has the flaw, what to do, how to check"),
        (spread, soon, "customer_liaison", "Tell customers directly, and note where under `channels`"),
        (staff, soon, "comms", "Tell your own staff, so that all say the same, and note it in internal.yaml"),
        (partner, soon, "security", "Tell your partners, and note it in internal.yaml"),
        (shown, soon, "security", "Show the reporter what you publish, and note `draft_shared_at`"),
    ];
    let owed = tasks.into_iter().filter(|(done, ..)| !done).map(|(_, due, role, text)| Owed {
        owner: inside.role(role).map(str::to_owned),
        ..of.owe(OwedKind::Task, due, text)
    });
    owed.collect()
}
