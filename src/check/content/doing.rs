//! C6: it is said what we have done so far.

use super::{Live, full, key, section};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Debt, Kind, Known};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C6,
    weight: Weight::Fix,
    about: About {
        rule: "A full update exists, and none so far says what we have done or are doing, neither as a list nor \
               in words under `## What we are doing`. Before the time in the policy that is a suggestion. Planned \
               work and notices are not asked.",
        reason: "People want to know that someone is at work, and on what. `We are working on it` does not say that.",
        source: "The litmus test after Heartbleed: what is being done to protect customers?",
        fires: "an update of the type `first` without `## What we are doing`",
        near: "## What we are doing\n- 08:31 UTC We turned the key off.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if matches!(case.incident.kind, Kind::Maintenance | Kind::Notice) {
        return;
    }
    let Some(live) = full(case).filter(Live::is_news).find(|live| !said(case, live)) else { return };
    let due = live.overdue(Debt::ActionsTaken);
    let weight = if due.is_some() || live.is_over() { Weight::Fix } else { Weight::Hint };
    findings.push(
        Finding::new(
            Code::C6,
            weight,
            key(case.content, live.step.update, "type"),
            "You have not said what you have done so far.",
        )
        .reader("Readers see the trouble, and no sign that someone is at work on it.")
        .help(
            "Add `## What we are doing` and list your steps with their times: `- 08:31 UTC We turned the key off.` A step that is still under way needs no time.",
        ),
    );
}

/// Whether this update or one before it says what was done.
fn said(case: &Case<'_>, live: &Live<'_, '_>) -> bool {
    if !live.step.fold.taken.is_empty() {
        return true;
    }
    let until = live.step.fold.count().min(case.steps.len());
    case.steps[..until]
        .iter()
        .any(|step| section(step.update, Known::Doing).is_some_and(|span| !case.text(span).trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, LATE, Small};
    use crate::finding::Code;

    const STEPS: &str = "## What we are doing\n- 10:15 UTC We took work off the machines.\n";

    #[test]
    fn what_was_done_is_said() {
        let idle = Small::new().change(STEPS, "");
        assert_eq!(
            idle.told(Code::C6, EARLY),
            ["hint: You have not said what you have done so far. [type: first]"]
        );
        assert_eq!(
            idle.told(Code::C6, LATE),
            ["fix: You have not said what you have done so far. [type: first]"]
        );
        Small::new()
            .change(STEPS, "## What we are doing\nTwo teams look at the machines.\n")
            .silent(Code::C6, LATE);
    }
}
