//! C7: each audience is told what to do, even if that is nothing.

use super::{Live, full, is_security, key, live, section, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::markdown::plain;
use crate::model::{
    Action, ActionKind, Audience, Debt, Kind, Known, Named, PasswordChange, Status, Strength, Timing,
    UpdateType,
};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C7,
    weight: Weight::Fix,
    about: About {
        rule: "Each audience of the site has an action or an explicit `nothing`; an action for everyone covers all \
               that are not named. For a security incident or a data breach, `password_change` is answered. The \
               first full update may lack this; a later one may not, and after the time in the policy it stops the \
               publication, except a correction. What the end advised does not hold after a reopening, which says anew what to do. An \
               advisory about a flaw offers a way to check, or says why there is none. And nobody \
               is told to change a password while our own answer is `later` or `no`: that action waits with \
               `(after: …)`. That a breach gives no advice at all is the matter of C12.",
        reason: "Someone who does not know what to do does nothing, or the wrong thing too early.",
        source: "Heartbleed: passwords changed before the repair were given away a second time; Zou and others \
                 2019: advice that is buried is not taken.",
        fires: "password_change: later, and under `## What you should do`: `- Change your password now.`",
        near: "password_change: later, and `- Change your password. (after: we tell you that it is safe)`",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    owed(case, findings);
    let mut told = false;
    for live in full(case) {
        too_early(case, &live, findings);
        if told || !live.is_news() {
            continue;
        }
        let from = findings.len();
        left_out(case, &live, findings);
        passwords(case, &live, findings);
        checks(case, &live, findings);
        super::spare_correction(&live, &mut findings[from..]);
        // The updates after this one would lack the same.
        told = findings.len() > from;
    }
}

/// How much it weighs that an update lacks advice; `None` while it may.
fn weight(case: &Case<'_>, live: &Live<'_, '_>) -> Option<Weight> {
    if live.overdue(Debt::Actions).is_some() || live.is_over() {
        return Some(Weight::Stop);
    }
    let until = live.step.fold.count().min(case.steps.len());
    let full = case.steps[..until].iter().filter(|step| !step.is_holding()).count();
    (full > 1).then_some(Weight::Fix)
}

/// A first word in a hurry may leave it out, for a while.
fn owed(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(live) = live(case).find(|live| live.step.public && live.step.is_holding()) else { return };
    if let Some(due) = live.overdue(Debt::Actions)
        && live.step.fold.actions.is_empty()
    {
        findings.push(
            Finding::fix(
                Code::C7,
                live.step.update.at.span,
                format!("Since {}, readers are owed a word on what to do.", due.written()),
            )
            .reader("They have waited since your first word, and do not know whether they must act.")
            .help("Publish a full update with `## What you should do`. `You do not need to do anything.` is an answer."),
        );
    }
}

fn left_out(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let actions = &live.step.fold.actions;
    let breach = case.incident.kind == Kind::DataBreach && live.step.update.kind != UpdateType::Reopened;
    if actions.iter().any(|now| now.action.audience.is_none()) || (breach && actions.is_empty()) {
        return;
    }
    let missing: Vec<Audience> = case
        .content
        .site
        .audiences
        .iter()
        .copied()
        .filter(|audience| !actions.iter().any(|now| now.action.audience == Some(*audience)))
        .collect();
    let none_at_all = actions.is_empty();
    if missing.is_empty() && !none_at_all {
        return;
    }
    let Some(weight) = weight(case, live) else { return };
    let update = live.step.update;
    let place = section(update, Known::Actions)
        .filter(|span| !case.text(*span).trim().is_empty())
        .map_or_else(|| key(case.content, update, "type"), |span| super::first_line(case, span));
    let names: Vec<String> = missing.iter().map(|audience| name(case, *audience)).collect();
    let finding = if none_at_all && update.kind == UpdateType::Reopened {
        Finding::new(
            Code::C7,
            weight,
            place,
            "You say that it has come back, and not what people should do now.",
        )
        .help("Add `## What you should do`. What you said at the end does not hold any more; if there is nothing to do, say so again: `- You do not need to do anything.`")
    } else if none_at_all {
        Finding::new(Code::C7, weight, place, "You have not said what people should do.")
            .help("Add `## What you should do`. If there is nothing to do, say so: `- You do not need to do anything.`")
    } else {
        let shown: Vec<&str> = names.iter().map(String::as_str).collect();
        Finding::new(Code::C7, weight, place, format!("There is no word on what to do for: {}.", shown.join(", ")))
            .help(format!(
                "Add `### {}` under `## What you should do`, even if it is only `- You do not need to do anything.` `### Everyone else` covers all that you do not name.",
                names.first().map_or("Everyone else", String::as_str)
            ))
    };
    findings.push(finding.reader("People who find no line for themselves either do nothing or call you."));
}

/// What an audience is called in headings.
fn name(case: &Case<'_>, audience: Audience) -> String {
    let own = case.content.site.audience_names.iter().find(|(known, ..)| *known == audience);
    own.map_or_else(
        || match audience {
            Audience::Admins => "IT teams".to_owned(),
            other => {
                let name = other.name();
                format!("{}{}", name[..1].to_uppercase(), &name[1..])
            }
        },
        |(_, name, _)| name.clone(),
    )
}

fn passwords(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    if !is_security(case.incident.kind) || live.step.fold.password_change.is_some() {
        return;
    }
    let Some(weight) = weight(case, live) else { return };
    findings.push(
        Finding::new(
            Code::C7,
            weight,
            key(case.content, live.step.update, "password_change"),
            "You have not said whether people should change their password.",
        )
        .reader("It is the one thing that everyone has heard to do. Without your word they guess.")
        .help("Add `password_change: yes`, `no`, or `later` if they should wait for your word."),
    );
}

/// A flaw comes with a way to check for it.
fn checks(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    if case.incident.kind != Kind::Vulnerability || live.step.fold.self_checks.is_some() {
        return;
    }
    findings.push(
        Finding::stop(
            Code::C7,
            key(case.content, live.step.update, "type"),
            "You tell people of a flaw, and not how they can check whether they have it.",
        )
        .reader("Administrators need to know which of their machines are open to it. Without your check they use someone else's.")
        .help(
            "Add `self_checks:` with a `title`, the `steps` and `how_to_read` the result. If there is no way to check, say why: `self_checks: { none: \"…\" }`.",
        ),
    );
}

/// Nobody may change a password while the door is still open.
fn too_early(case: &Case<'_>, live: &Live<'_, '_>, findings: &mut Vec<Finding>) {
    let update = live.step.update;
    let fold = &live.step.fold;
    let Some(known) = words::Words::of(case.incident, &case.content.site.language) else { return };
    let open = fold.services.iter().flatten().any(|now| now.status == Status::Exposed);
    let (message, help) = match fold.password_change.map(|said| said.value) {
        Some(PasswordChange::Later) => (
            "This tells people to change their password now, and your answer on passwords is `later`.",
            "Until your side is safe, write it as a step that waits: `- Change your password. (after: we tell you that our servers are repaired)`. If it is safe now, write `password_change: yes`.",
        ),
        Some(PasswordChange::No) => (
            "This tells people to change their password, and your answer on passwords is `no`.",
            "If they should change it, write `password_change: yes`. If not, take the step out.",
        ),
        None if open && (is_security(case.incident.kind) || case.incident.kind == Kind::Vulnerability) => (
            "This tells people to change their password while a service is still exposed.",
            "Until your side is safe, write it as a step that waits: `- Change your password. (after: we tell you that our servers are repaired)`, with `password_change: later`. If it is safe now, write `password_change: yes`.",
        ),
        _ => return,
    };
    let told = update.actions().find(|action| is_change_now(action, known));
    if let Some(action) = told {
        findings.push(
            Finding::stop(Code::C7, stands(case, live, action), message)
                .reader("A new password typed in before the repair can be read again, and people will not change it twice.")
                .help(help),
        );
    }
}

/// Whether an action asks for a new password at once.
fn is_change_now(action: &Action, known: &words::Words) -> bool {
    let waits = matches!(action.when, Timing::After { done: false, .. });
    if waits || action.strength == Strength::Nothing {
        return false;
    }
    if action.kind() == Some(ActionKind::ChangePassword) {
        return true;
    }
    let text = plain(&action.text);
    let step = text.split(['.', '!', ';']).find(|sentence| words::any(sentence, known.password));
    step.is_some_and(|sentence| words::any(sentence, known.change) && !words::any(sentence, known.not))
}

/// Where the words of an action stand.
fn stands(case: &Case<'_>, live: &Live<'_, '_>, action: &Action) -> crate::source::Span {
    let update = live.step.update;
    let first = action.text.lines().next().unwrap_or_default();
    let within = update.body.whole.and_then(|whole| {
        let at = case.text(whole).find(first).filter(|_| !first.is_empty())?;
        let from = whole.range().start + at;
        Some(crate::source::Span::new(whole.file, from, from + first.len()))
    });
    within.unwrap_or_else(|| key(case.content, update, "actions"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, LATE, Small};
    use crate::finding::Code;

    const ADVICE: &str = "## What you should do\n### Everyone\n- You do not need to do anything.\n";

    #[test]
    fn each_audience_has_its_line() {
        let none = Small::new().change(ADVICE, "");
        // The first full update may lack it, for two hours.
        none.silent(Code::C7, EARLY);
        assert_eq!(
            none.told(Code::C7, LATE),
            ["fix: You have not said what people should do. [type: first]"]
        );
        let some = Small::new().change("### Everyone\n", "### Users\n");
        assert_eq!(
            some.told(Code::C7, LATE),
            ["fix: There is no word on what to do for: IT teams. [### Users]"]
        );
    }

    #[test]
    fn the_second_full_update_may_not_lack_it() {
        let second = "---\ntype: progress\nat: 2026-03-03 10:50 UTC\nnext_update: 2026-03-03 11:30 UTC\n---\nWe are still looking.\n";
        let none = Small::new().change(ADVICE, "").with("incidents/one/02-progress.md", second);
        assert_eq!(
            none.told(Code::C7, "2026-03-03 10:50 UTC"),
            ["fix: You have not said what people should do. [type: progress]"]
        );
    }

    #[test]
    fn what_has_come_back_needs_advice_anew() {
        let again = |advice: &str| {
            let text = format!(
                "---\ntype: reopened\nat: 2026-03-03 13:00 UTC\nservices: {{ search: slow }}\nnext_update: 2026-03-03 13:40 UTC\n---\nSearch is slow again since 12:50 UTC.\n{advice}"
            );
            Small::over().with("incidents/one/03-again.md", &text)
        };
        let said = "You say that it has come back, and not what people should do now. [type: reopened]";
        assert_eq!(again("").told(Code::C7, "2026-03-03 13:00 UTC"), [format!("fix: {said}")]);
        assert_eq!(again("").told(Code::C7, "2026-03-03 14:59 UTC"), [format!("fix: {said}")]);
        again("\n## What you should do\n- Wait a little for each answer.\n").silent(Code::C7, LATE);
    }

    #[test]
    fn a_first_word_owes_it() {
        let hurried = Small::new().change(ADVICE, "").change("type: first", "type: holding");
        hurried.silent(Code::C7, EARLY);
        assert_eq!(
            hurried.told(Code::C7, LATE),
            [
                "fix: Since 2026-03-03 12:20 UTC, readers are owed a word on what to do. [2026-03-03 10:20 UTC]"
            ]
        );
    }

    #[test]
    fn an_attack_answers_the_question_about_passwords() {
        let attack = Small::new().change("kind: outage", "kind: security_incident");
        assert_eq!(
            attack.told(Code::C7, LATE),
            ["fix: You have not said whether people should change their password. [type: first]"]
        );
        attack.change("speaker: ada", "speaker: ada\npassword_change: no").silent(Code::C7, LATE);
    }

    #[test]
    fn a_flaw_comes_with_a_way_to_check_for_it() {
        let flaw = Small::new().change("kind: outage", "kind: vulnerability");
        assert_eq!(
            flaw.told(Code::C7, EARLY),
            [
                "stop: You tell people of a flaw, and not how they can check whether they have it. [type: first]"
            ]
        );
        flaw.change("speaker: ada", "speaker: ada\nself_checks: { none: \"only we run it\" }")
            .silent(Code::C7, EARLY);
    }

    #[test]
    fn nobody_changes_a_password_while_the_door_is_open() {
        let later = |step: &str| {
            Small::new()
                .change("kind: outage", "kind: security_incident")
                .change("speaker: ada", "speaker: ada\npassword_change: later")
                .change("- You do not need to do anything.", step)
        };
        let early = later("- Please change your password now.");
        assert_eq!(
            early.told(Code::C7, EARLY),
            [
                "stop: This tells people to change their password now, and your answer on passwords is `later`. [Please change your password now.]"
            ]
        );
        later("- Change your password. (after: we tell you that it is safe)").silent(Code::C7, EARLY);
        later("- Do not change your password yet.").silent(Code::C7, EARLY);
    }
}
