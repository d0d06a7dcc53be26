//! The rules that look at what the content says rather than at how it is
//! written. A rule is one small file: its code, its weight, what it looks at,
//! and what it says about itself. Structural mistakes are not here; without
//! sound content no rule runs.
//!
//! Rules about one incident are given a [`Case`] and run in parallel over the
//! incidents; rules about the whole site are given [`Examined`]. A finding
//! carries its own weight; what the site's policy says about its code comes last.

mod case;
mod channel_text;
mod content;
mod governance;
mod language;
mod timing;
mod title_length;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::finding::{Code, Finding, Place, Weight, sort};
use crate::model::time::Instant;
use crate::model::{Content, Incident, Override, Policy};
use crate::source::FileId;

pub use case::{Case, Step};

/// What a rule about the whole site is given.
#[derive(Debug, Clone, Copy)]
pub struct Examined<'c> {
    /// The content; sound.
    pub content: &'c Content,
    /// The instant from which it is looked at.
    pub now: Instant,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// One incident at a time.
    Incident(fn(&Case<'_>, &mut Vec<Finding>)),
    /// The whole site.
    Site(fn(&Examined<'_>, &mut Vec<Finding>)),
}

/// What a rule says about itself; `check --explain` prints it.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The rule, as a sentence or two.
    pub rule: &'static str,
    /// Why a reader minds.
    pub reason: &'static str,
    /// Who learned it, and how.
    pub source: &'static str,
    /// An example that fires it.
    pub fires: &'static str,
    /// An example that comes near and does not.
    pub near: &'static str,
}

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code.
    pub code: Code,
    /// How much its findings weigh, as a rule; a finding may weigh more where the rule says so.
    pub weight: Weight,
    /// What it says about itself.
    pub about: About,
    /// Looks, and notes what it finds.
    pub look: Look,
}

impl Rule {
    /// The rule with that code.
    pub fn of(code: Code) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.code == code)
    }
}

/// All rules.
pub const RULES: &[Rule] = &[
    title_length::RULE,
    channel_text::RULE,
    // timing
    timing::first_word::RULE,
    timing::rhythm::RULE,
    timing::next_update::RULE,
    timing::promises::RULE,
    timing::questions::RULE,
    timing::reporter::RULE,
    timing::planned::RULE,
    // content
    content::impact::RULE,
    content::services::RULE,
    content::not_known::RULE,
    content::questions::RULE,
    content::exposure::RULE,
    content::doing::RULE,
    content::advice::RULE,
    content::speaker::RULE,
    content::contacts::RULE,
    content::agreement::RULE,
    content::over::RULE,
    content::breach::RULE,
    content::voices::RULE,
    // governance
    governance::approvals::RULE,
    governance::lock::RULE,
    governance::too_early::RULE,
    governance::secrets::RULE,
    governance::secrets::SITE,
    governance::links::RULE,
    governance::links::THEME,
    // language
    language::stock_phrases::RULE,
    language::how_many::RULE,
    language::no_evidence::RULE,
    language::blame::RULE,
    language::apology::RULE,
    language::when::RULE,
    language::who_did_it::RULE,
    language::plain::RULE,
    language::calm::RULE,
];

/// Which rules run, and on what.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Only the incident with this id.
    pub incident: Option<String>,
    /// Only these rules; all if empty.
    pub only: Vec<Code>,
    /// Not these.
    pub skip: Vec<Code>,
    /// Also on history that was written before there were rules.
    pub history: bool,
}

impl Choice {
    /// Whether findings of this code are wanted.
    pub fn wants(&self, code: Code) -> bool {
        (self.only.is_empty() || self.only.contains(&code)) && !self.skip.contains(&code)
    }
}

/// Everything that the rules find, in the order of the files.
pub fn check(content: &Content, now: Instant) -> Vec<Finding> {
    check_some(content, now, &Choice::default())
}

/// What the chosen rules find, in the order of the files.
pub fn check_some(content: &Content, now: Instant, choice: &Choice) -> Vec<Finding> {
    let runs =
        |rule: &&Rule| choice.wants(rule.code) && weighed(&content.policy, rule.code) != Some(Override::Off);
    let rules: Vec<&Rule> = RULES.iter().filter(runs).collect();
    let chosen = |incident: &&Incident| choice.incident.as_ref().is_none_or(|id| *id == incident.id);
    let incidents: Vec<&Incident> = content.incidents.iter().filter(chosen).collect();

    let mut findings: Vec<Finding> = incidents
        .par_iter()
        .flat_map_iter(|incident| look_at(content, incident, now, choice, &rules))
        .collect();
    let examined = Examined { content, now };
    for rule in &rules {
        if let Look::Site(look) = rule.look {
            look(&examined, &mut findings);
        }
    }
    mend_by_correction(content, &mut findings);
    for finding in &mut findings {
        match weighed(&content.policy, finding.code) {
            Some(Override::Stop) => finding.weight = Weight::Stop,
            Some(Override::Fix) => finding.weight = Weight::Fix,
            Some(Override::Hint) => finding.weight = Weight::Hint,
            Some(Override::Off) | None => {}
        }
    }
    sort(&mut findings, &content.sources);
    findings
}

/// Words that were published and sealed cannot be changed to please a rule: what is wrong with
/// them is told in a new update, so it must not stop that update from going out.
fn mend_by_correction(content: &Content, findings: &mut [Finding]) {
    if content.sealed.is_empty() || findings.iter().all(|finding| finding.weight != Weight::Stop) {
        return;
    }
    let sealed: BTreeSet<FileId> = governance::lock::latest(&content.sealed)
        .filter_map(|sealed| governance::lock::find(content, sealed))
        .map(|update| update.file)
        .collect();
    for finding in findings {
        let holds = matches!(finding.code, Code::G2 | Code::G3 | Code::G4);
        if let Place::Span(span) = finding.place
            && finding.weight == Weight::Stop
            && !holds
            && sealed.contains(&span.file)
        {
            finding.weight = Weight::Fix;
        }
    }
}

/// What the rules find in one incident.
fn look_at(
    content: &Content,
    incident: &Incident,
    now: Instant,
    choice: &Choice,
    rules: &[&Rule],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    // What was written before there were rules is not rewritten; only leaks are found there too.
    let exempt = is_history(incident) && !choice.history;
    if exempt && !rules.iter().any(|rule| rule.code.is_leak()) {
        return findings;
    }
    let inside = crate::inside::of(content, incident).map(|(inside, wrong)| {
        // A slip in a file that is not published must not hold up a word that is.
        findings.extend(wrong.into_iter().map(|finding| Finding { weight: Weight::Fix, ..finding }));
        inside
    });
    let run = |now: Instant, findings: &mut Vec<Finding>| {
        let case = Case::new(content, incident, inside.clone(), now);
        for rule in rules {
            if let Look::Incident(look) = rule.look
                && (!exempt || rule.code.is_leak())
            {
                look(&case, findings);
            }
        }
        let waiting: Vec<FileId> = case.to_come().iter().map(|step| step.update.file).collect();
        (case.last().map(|step| step.update.visible_from()), waiting)
    };
    let (last, waiting) = run(now, &mut findings);

    // Time alone never stops a publication: what has become overdue since the last word is told in
    // the next one, and until then the page has to go on saying how late it is.
    let waits = |place: &Place| matches!(place, Place::Span(span) if waiting.contains(&span.file));
    let stops = |finding: &Finding| {
        finding.weight == Weight::Stop && !finding.code.is_leak() && !waits(&finding.place)
    };
    if let Some(last) = last.filter(|last| *last < now)
        && findings.iter().any(stops)
    {
        let mut then = Vec::new();
        run(last, &mut then);
        then.retain(stops);
        for finding in findings.iter_mut().filter(|finding| stops(finding)) {
            if !then.iter().any(|old| old.code == finding.code && old.place == finding.place) {
                finding.weight = Weight::Fix;
            }
        }
    }
    findings
}

/// Makes what is wrong with words that no reader sees yet no reason to hold back those that they
/// do: an unfinished draft of one incident never stops the first word about another. Leaks, and
/// files that cannot be read, stop all the same.
pub fn let_wait(content: &Content, now: Instant, findings: &mut [Finding]) {
    let waiting: BTreeSet<FileId> = content
        .incidents
        .iter()
        .flat_map(|incident| &incident.updates)
        .filter(|update| update.draft || update.visible_from() > now)
        .map(|update| update.file)
        .collect();
    for finding in findings {
        if let Place::Span(span) = finding.place
            && waiting.contains(&span.file)
            && finding.code.is_check()
            && !finding.code.is_leak()
        {
            finding.weight = finding.weight.max(Weight::Fix);
        }
    }
}

/// Whether an incident was told elsewhere or afterwards, when no rule could help any more.
pub fn is_history(incident: &Incident) -> bool {
    incident.imported_from.is_some() || incident.backfilled
}

/// What the site's policy says about the weight of a code.
fn weighed(policy: &Policy, code: Code) -> Option<Override> {
    policy.severities.iter().find(|(id, _)| id == code.name()).map(|(_, weight)| *weight)
}
