//! The board, the drafts and the internal files → what is owed.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::checklist::checklist;
use super::{Owed, OwedKind, sort};
use crate::finding::Finding;
use crate::inside::{Inside, inside};
use crate::model::time::{Date, Instant};
use crate::model::{
    Approval, Content, DataAccess, Debt, Details, FollowupState, Incident, Kind, Named, ReviewState, Severity,
};
use crate::read::{SECURITY_TXT, security_txt};
use crate::view::{Board, IncidentView, Kept, Terms};

/// Everything that is owed at the board's instant, overdue first; and what is
/// wrong in the internal files that were asked.
pub fn owed(content: &Content, board: &Board<'_>) -> (Vec<Owed>, Vec<Finding>) {
    let terms = Terms::of(content);
    let mut list: Vec<Owed> = board
        .incidents
        .par_iter()
        .enumerate()
        .filter(|(_, incident)| incident.retired.is_none())
        .flat_map_iter(|(at, _)| promised(&board.incident(at), content, board, &terms))
        .collect();
    let places: BTreeMap<&str, usize> =
        board.incidents.iter().enumerate().map(|(at, incident)| (incident.id, at)).collect();
    let inner: Vec<(Vec<Owed>, Vec<Finding>)> = content
        .incidents
        .par_iter()
        .filter(|incident| !incident.drill && incident.retired.is_none())
        .map(|incident| {
            let view = places.get(incident.id.as_str()).map(|at| board.incident(*at));
            within(incident, view.as_ref(), content, board.now)
        })
        .collect();
    let mut findings = Vec::new();
    for (owed, found) in inner {
        list.extend(owed);
        findings.extend(found);
    }
    list.extend(expiry(content, board.now));
    sort(&mut list);
    (list, findings)
}

/// A thing owed about one incident.
pub(super) struct Of<'a> {
    id: &'a str,
    title: &'a str,
    pub(super) now: Instant,
}

impl Of<'_> {
    pub(super) fn owe(&self, kind: OwedKind, due: Instant, text: impl Into<String>) -> Owed {
        Owed {
            due,
            day: None,
            overdue: self.now > due,
            incident: Some((self.id.to_owned(), self.title.to_owned())),
            kind,
            text: text.into(),
            owner: None,
        }
    }
}

impl Owed {
    fn by(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }
}

/// What everybody was promised about one incident.
fn promised(view: &IncidentView<'_>, content: &Content, board: &Board<'_>, terms: &Terms<'_>) -> Vec<Owed> {
    let now = board.now;
    let of = Of { id: view.id, title: view.title, now };
    let end_of = |day: Date| day.next().start(content.site.time_zone).plus(-60);
    let mut list = Vec::new();
    if let Some(promise) = view.awaited() {
        let overdue = matches!(promise.kept, Kept::Broken { .. });
        list.push(Owed { overdue, ..of.owe(OwedKind::NextUpdate, promise.due, "Next update") });
    }
    for question in view.fold.open_questions() {
        let text = format!("Answer: {}", crate::markdown::plain(question.text));
        list.extend(question.by.map(|by| of.owe(OwedKind::Answer, by, text)));
    }
    for debt in board.debts(view).iter().filter(|debt| debt.is_open()) {
        let Some(due) = debt.due else { continue };
        let owed = of.owe(OwedKind::Debt, due, debt_text(debt.debt, view, content, terms));
        list.push(match debt.day {
            Some(day) => owed.by(day),
            None => owed,
        });
    }
    let last = view.updates.iter().rev().filter_map(|update| update.facts);
    for followup in last.map(|facts| &facts.followups).find(|list| !list.is_empty()).into_iter().flatten() {
        let waits = matches!(followup.state, FollowupState::Planned | FollowupState::Doing);
        if let (true, Some(day)) = (waits, followup.due) {
            let text = format!("Follow-up: {}", followup.text);
            let owed = of.owe(OwedKind::FollowUp, end_of(day), text).by(day);
            list.push(Owed { owner: Some(followup.owner_role.to_string()), ..owed });
        }
    }
    if let Some((Details::At, Some(at), _)) = view.details
        && view.last_at < at
        && view.is_open()
    {
        list.push(of.owe(OwedKind::Details, at, "Publish the technical details"));
    }
    if let Some(review) = view.fold.independent_review
        && review.state != ReviewState::Published
        && let Some(day) = review.due
    {
        let by = review.by_whom.as_deref().map(|who| format!(" by {who}")).unwrap_or_default();
        let text = format!("Publish the review{by}");
        list.push(of.owe(OwedKind::OutsideReview, end_of(day), text).by(day));
    }
    list.extend(work(view, content, &of));
    list
}

/// When planned work begins and ends, with the grace of promises.
fn work(view: &IncidentView<'_>, content: &Content, of: &Of<'_>) -> Vec<Owed> {
    let (Kind::Maintenance, true, Some(window)) = (view.kind, view.is_open(), view.fold.window) else {
        return Vec::new();
    };
    let grace = content.policy.grace(view.kind, view.fold.severity);
    let moment =
        |kind, at: Instant, text: &str| Owed { overdue: of.now > at.plus(grace), ..of.owe(kind, at, text) };
    let mut list = Vec::new();
    if !view.fold.state.is_under_way() {
        list.push(moment(OwedKind::WorkStarts, window.start, "Planned work starts: say so when it does"));
    }
    list.push(moment(
        OwedKind::WorkEnds,
        window.end,
        "Planned work ends: say so, or say that it takes longer",
    ));
    list
}

fn debt_text(debt: Debt, view: &IncidentView<'_>, content: &Content, terms: &Terms<'_>) -> String {
    let fold = &view.fold;
    match debt {
        Debt::Services => {
            let shown: Vec<&str> =
                content.services.iter().filter(|s| s.public).map(|s| s.name.as_str()).collect();
            let silent: Vec<&str> = shown
                .iter()
                .zip(&fold.services)
                .filter(|(_, now)| now.is_none())
                .map(|(name, _)| *name)
                .collect();
            if silent.len() == shown.len() {
                "Say of each service whether it is affected, not affected, or still being checked".to_owned()
            } else {
                format!(
                    "Say whether {} {} affected",
                    list(&silent),
                    if silent.len() == 1 { "is" } else { "are" }
                )
            }
        }
        Debt::Unknowns => "Say what you do not know yet, or that nothing is open".to_owned(),
        Debt::DataAccess => {
            "Say whether somebody could have reached data, even if it is not known yet".to_owned()
        }
        Debt::Actions if fold.actions.is_empty() => {
            "Say what readers should do, even if it is nothing".to_owned()
        }
        Debt::Actions => {
            let names: Vec<String> =
                terms.without_advice(fold).into_iter().map(|a| audience_name(content, a)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            format!("Say what {} should do, even if it is nothing", list(&names))
        }
        Debt::ActionsTaken => "Say what you have done so far, with times".to_owned(),
        Debt::Speaker if fold.severity == Some(Severity::Critical) => {
            "Let an executive speak, by name".to_owned()
        }
        Debt::Speaker => "Say who speaks, by name and title".to_owned(),
        Debt::Exposure => "Say how long people were exposed, even if it is not known yet".to_owned(),
        Debt::Numbers => "Say how many are affected, even if it is not known yet".to_owned(),
        Debt::SelfChecks => "Give readers a way to check for themselves, or say why there is none".to_owned(),
        Debt::PostmortemAnnounced => "Announce when your review comes, or say why there is none".to_owned(),
        // That nobody was harmed was luck; it is no reason to keep quiet next time.
        Debt::PostmortemPublished if matches!(view.kind, Kind::SecurityIncident | Kind::DataBreach) => {
            "Publish your review, and say in it whether you would tell people again".to_owned()
        }
        Debt::PostmortemPublished => "Publish your review".to_owned(),
    }
}

fn audience_name(content: &Content, audience: crate::model::Audience) -> String {
    let own = content.site.audience_names.iter().find(|(a, _, _)| *a == audience);
    own.map_or_else(|| audience.name().to_owned(), |(_, name, _)| name.clone())
}

/// Names in a sentence.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

/// What only we know: consent to words that wait, deadlines, words that nobody confirmed.
fn within(
    incident: &Incident,
    view: Option<&IncidentView<'_>>,
    content: &Content,
    now: Instant,
) -> (Vec<Owed>, Vec<Finding>) {
    let of = Of { id: &incident.id, title: &incident.title.value, now };
    let kept = inside(content.sources.root(), incident);
    let undecided = decision(incident, view, kept.as_ref().map(|(inside, _)| inside), content, &of);
    let (inside, findings) = kept.unwrap_or_default();
    let mut list = sign_offs(incident, &inside, content, &of);
    list.extend(undecided);
    list.extend(view.into_iter().flat_map(|view| checklist(incident, view, &inside, content, &of)));
    for clock in inside.clocks.iter().filter(|clock| clock.is_running(now)) {
        let whom = clock.to.as_deref().map_or_else(|| "Report".to_owned(), |to| format!("Tell {to}"));
        list.extend(clock.due.map(|due| of.owe(OwedKind::Clock, due, format!("{whom} ({})", clock.id))));
    }
    for handover in inside.handovers.iter().filter(|h| h.at <= now && h.read_back.is_none()) {
        let text =
            format!("Hear from {} what {} handed over, in their own words", handover.to, handover.from);
        list.push(of.owe(OwedKind::Confirmation, handover.at, text));
    }
    let waits = |at: Option<Instant>| at.is_none_or(|at| at > now);
    for notice in inside.notices.iter().filter(|n| n.at <= now && waits(n.acknowledged_at)) {
        let text = format!("Make sure that this reached them: {}", notice.who);
        let due = notice.at.after(content.policy.limits.direct_notice);
        list.push(of.owe(OwedKind::Confirmation, due, text));
    }
    (list, findings)
}

/// Whether to tell those who are hit, where their data may be at stake and nobody has noted who
/// decided. Once everybody has been told, only those who keep such notes are asked for this one.
fn decision(
    incident: &Incident,
    view: Option<&IncidentView<'_>>,
    inside: Option<&Inside>,
    content: &Content,
    of: &Of<'_>,
) -> Option<Owed> {
    let noticed = incident.detection.at.filter(|at| *at <= of.now)?;
    let at_stake = matches!(incident.kind, Kind::SecurityIncident | Kind::DataBreach)
        && !incident.backfilled
        && incident.imported_from.is_none();
    let no_data = view
        .and_then(|view| view.fold.data_access)
        .is_some_and(|said| matches!(said.value, DataAccess::NotRelevant(_)));
    let told = view.is_some_and(|view| !view.is_open() || inside.is_none());
    let decided = inside
        .and_then(|inside| inside.disclosure.as_ref())
        .is_some_and(|decision| decision.at.is_none_or(|at| at <= of.now));
    (at_stake && !no_data && !told && !decided).then(|| {
        let due = noticed.after(content.policy.limits.direct_notice);
        let text = "Decide whether to tell those who are hit, and note it under `disclosure_decision` in internal.yaml. Tell them, unless you can say why not";
        let owner = inside.and_then(|inside| inside.role("decision_maker")).map(str::to_owned);
        Owed { owner, ..of.owe(OwedKind::Decision, due, text) }
    })
}

/// Consent that the policy asks for and that words which wait do not have yet.
fn sign_offs(incident: &Incident, inside: &Inside, content: &Content, of: &Of<'_>) -> Vec<Owed> {
    let mut list = Vec::new();
    if content.policy.approvals.is_empty() {
        return list;
    }
    let mut severity = None;
    for update in &incident.updates {
        severity = update.severity.or(severity);
        let waits = update.draft || update.visible_from() > of.now;
        let asks = |rule: &&Approval| {
            (rule.kinds.is_empty() || rule.kinds.contains(&incident.kind))
                && (rule.types.is_empty() || rule.types.contains(&update.kind))
                && (rule.severities.is_empty() || severity.is_some_and(|s| rule.severities.contains(&s)))
        };
        let mut roles: Vec<&str> = Vec::new();
        for rule in content.policy.approvals.iter().filter(asks) {
            roles.extend(rule.roles.iter().map(String::as_str));
        }
        roles.sort_unstable();
        roles.dedup();
        for role in roles.into_iter().filter(|_| waits) {
            let agreed = inside
                .approvals
                .iter()
                .any(|a| a.update == update.id && a.role == role && a.at.is_none_or(|at| at <= of.now));
            if !agreed {
                let text = format!("Sign-off: {} has to agree to {}", role_name(role), update.id);
                let owner = inside.role(role).map(str::to_owned);
                list.push(Owed { owner, ..of.owe(OwedKind::SignOff, update.visible_from(), text) });
            }
        }
    }
    list
}

fn role_name(role: &str) -> String {
    match role {
        "executive" => "an executive".to_owned(),
        "outside_reader" => "an outside reader".to_owned(),
        "comms" => "communications".to_owned(),
        other => other.to_owned(),
    }
}

/// When the file with the address for security reports runs out.
fn expiry(content: &Content, now: Instant) -> Option<Owed> {
    let due = security_txt(content.sources.root())?.expires?;
    Some(Owed {
        due,
        day: None,
        overdue: now > due,
        incident: None,
        kind: OwedKind::SecurityTxt,
        text: format!("Renew {SECURITY_TXT}, which runs out"),
        owner: None,
    })
}
