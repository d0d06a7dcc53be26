//! One incident as these readers may know it at this instant.

use std::ops::Deref;

use super::brief::Brief;
use super::credit::CreditView;
use super::fold::Fold;
use super::promise::{Kept, PromiseNow};
use super::routes;
use super::ties::TieView;
use crate::markdown::{Strike, Wrong, plain};
use crate::model::time::{Date, Instant};
use crate::model::{
    Channel, Contact, Correction, Cve, Details, Detection, Environment, Facts, Known, Locus, Person,
    Reference, Severity, State, Status, StatusValue, UpdateType, Upstream, Window,
};
use crate::source::Excerpt;

/// A section of an update.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionView<'c> {
    /// What it means, if the heading is known.
    pub known: Option<Known>,
    /// The heading as written.
    pub heading: &'c str,
    /// Its Markdown.
    pub text: &'c str,
    /// Where that starts in its file.
    pub start: usize,
}

/// Words of an update that were wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    /// Their place in the update's file.
    pub range: std::ops::Range<usize>,
    /// Index of the update that corrects them.
    pub corrected_in: usize,
}

/// A correction, as the page of the incident and the list of all show it.
#[derive(Debug, Clone)]
pub struct CorrectionView<'c> {
    /// What was said, what is right, why.
    pub correction: &'c Correction,
    /// Index of the update that carries it.
    pub update: usize,
    /// Index of the update with the wrong words.
    pub target: usize,
    /// When it was published.
    pub at: Instant,
}

/// One update.
#[derive(Debug, Clone)]
pub struct UpdateView<'c> {
    /// Its id.
    pub id: &'c str,
    /// What sort.
    pub kind: UpdateType,
    /// When it was published.
    pub at: Instant,
    /// The state after it.
    pub state: State,
    /// Whether it changed the state.
    pub state_changed: bool,
    /// The severity after it.
    pub severity: Option<Severity>,
    /// Whether it changed the severity.
    pub severity_changed: bool,
    /// Who speaks.
    pub speaker: Option<&'c Person>,
    /// In the speaker's own words.
    pub statement: Option<&'c str>,
    /// Text before the first heading.
    pub lead: Option<SectionView<'c>>,
    /// The sections.
    pub sections: Vec<SectionView<'c>>,
    /// What it says of services by name: index into the board's services.
    pub services: Vec<(usize, &'c StatusValue)>,
    /// What it says of all others.
    pub all_services: Option<&'c StatusValue>,
    /// The promise it made, and what became of it.
    pub promise: Option<PromiseNow>,
    /// Why it says that there is no next update.
    pub no_next: Option<&'c str>,
    /// How many seconds late it came, and its reason.
    pub late: Option<(i64, Option<&'c str>)>,
    /// Why it says that it comes late, whether or not that is late enough to count.
    pub late_reason: Option<&'c str>,
    /// When planned work takes place, as of it.
    pub window: Option<Window>,
    /// What it corrects: index into the corrections.
    pub corrects: Option<usize>,
    /// Of a correction: the update whose lead still tells what happened.
    pub about: Option<usize>,
    /// Words of it that were wrong.
    pub struck: Vec<Struck>,
    /// Its rarer facts.
    pub facts: Option<&'c Facts>,
    /// Whether it asks readers to do something that was not asked before.
    pub asks: bool,
    /// Where else it was said by now.
    pub channels: Vec<&'c Channel>,
    /// Files beside it that it shows or links to.
    pub files: Vec<&'c str>,
    /// Links of it to incidents that these readers may not know of yet.
    pub hidden: Vec<&'c str>,
    /// When it was last touched by a correction.
    pub modified: Instant,
}

impl UpdateView<'_> {
    /// What it says of a service, by name or among all others.
    pub(super) fn says_of(&self, service: usize) -> Option<Status> {
        let named = self.services.iter().find(|(named, _)| *named == service).map(|(_, value)| *value);
        named.or(self.all_services).map(|value| value.status)
    }
}

/// One incident: its [`Brief`], through which all that a list knows is known here too, and all the rest.
#[derive(Debug, Clone)]
pub struct IncidentView<'c> {
    /// What lists need of it.
    pub brief: Brief<'c>,
    /// The day by which it is known, if stated.
    pub title_date: Option<Date>,
    /// Where it sits.
    pub locus: &'c [Locus],
    /// Which environment.
    pub environment: Option<Environment>,
    /// How it was noticed.
    pub detection: &'c Detection,
    /// Words to file it under.
    pub tags: &'c [Excerpt],
    /// Things to read.
    pub references: &'c [Reference],
    /// Suppliers involved.
    pub upstream: &'c [Upstream],
    /// Who told us.
    pub credit: Option<CreditView<'c>>,
    /// Whether details are published, when, why.
    pub details: Option<(Details, Option<Instant>, Option<&'c str>)>,
    /// Identifiers of the flaw.
    pub cve: Option<&'c Cve>,
    /// First published after it was over.
    pub backfilled: bool,
    /// Ways to ask that replace the site's.
    pub contacts: Option<Vec<&'c Contact>>,
    /// Ties to others.
    pub ties: Vec<TieView<'c>>,
    /// What is true now.
    pub fold: Fold<'c>,
    /// Promises made.
    pub promises: Vec<PromiseNow>,
    /// The updates, oldest first.
    pub updates: Vec<UpdateView<'c>>,
    /// The corrections, oldest first.
    pub corrections: Vec<CorrectionView<'c>>,
    /// Who speaks now.
    pub speaker: Option<&'c Person>,
}

impl<'c> Deref for IncidentView<'c> {
    type Target = Brief<'c>;

    fn deref(&self) -> &Brief<'c> {
        &self.brief
    }
}

impl IncidentView<'_> {
    /// Since when the person speaks who speaks now.
    pub fn speaks_since(&self) -> Option<Instant> {
        let now = self.speaker?;
        let theirs = self.updates.iter().rev().take_while(|u| u.speaker.is_some_and(|who| who.id == now.id));
        theirs.last().map(|update| update.at)
    }

    /// The promise that readers wait for.
    pub fn awaited(&self) -> Option<PromiseNow> {
        let last = self.promises.last().copied()?;
        matches!(last.kept, Kept::Open | Kept::Due { .. } | Kept::Broken { .. }).then_some(last)
    }

    /// What is struck through in an update, as places in its file. `page` is the
    /// address of this incident's page; `note` makes of when a correction came and
    /// of its right words what stands behind the wrong ones.
    pub fn strikes(
        &self,
        update: &UpdateView<'_>,
        page: &str,
        note: impl Fn(Instant, &str) -> String,
    ) -> Vec<Strike> {
        let strike = |struck: &Struck| {
            let by = &self.updates[struck.corrected_in];
            let correction = &self.corrections[by.corrects?].correction;
            Some(Strike {
                range: struck.range.clone(),
                href: format!("{page}#{}", routes::anchor(by.id)),
                note: note(by.at, &correction.now),
            })
        };
        update.struck.iter().filter_map(strike).collect()
    }

    /// Words of the update at `index` that were wrong, for texts that are shown
    /// apart from it. `page` and `note` as for [`Self::strikes`].
    pub fn wrong(&self, index: usize, page: &str, note: impl Fn(Instant, &str) -> String) -> Vec<Wrong<'_>> {
        let of_it = self.corrections.iter().filter(|correction| correction.target == index);
        of_it
            .map(|correction| Wrong {
                words: &correction.correction.said.value,
                href: format!("{page}#{}", routes::anchor(self.updates[correction.update].id)),
                note: note(correction.at, &correction.correction.now),
            })
            .collect()
    }

    /// Whether a service was ever said not to work as it should, up to the update at an index: only
    /// then can it work again. Else it was repaired, such as after a leak.
    pub fn was_stopped(&self, service: usize, until: usize) -> bool {
        let said = self.updates.iter().take(until + 1).filter_map(|update| update.says_of(service));
        said.into_iter().any(|status| {
            matches!(status, Status::Down | Status::Partial | Status::Slow | Status::Maintenance)
        })
    }

    /// What a correction of the update at `index` says of a service otherwise than that update did:
    /// index of the correcting update, and the status. What was still being checked, or works again
    /// since, or had got another word in between, was not wrong.
    pub fn restated(&self, index: usize, service: usize) -> Option<(usize, Status)> {
        let said = self.updates[index].says_of(service).filter(|said| *said != Status::Checking)?;
        let by = self.corrections.iter().filter(|correction| correction.target == index);
        let mut now = by.filter_map(|c| Some((c.update, self.updates[c.update].says_of(service)?)));
        let (by, status) =
            now.next().filter(|(_, status)| *status != said && *status != Status::Recovered)?;
        let mut between = self.updates[index + 1..by].iter().filter_map(|update| update.says_of(service));
        between.all(|status| status == said).then_some((by, status))
    }

    /// The lead of an update as plain words, with what was wrong replaced by what
    /// `right` makes of the right words: where nothing can be struck through.
    pub fn plain_lead(&self, update: &UpdateView<'_>, right: impl Fn(&str) -> String) -> Option<String> {
        let lead = update.lead.as_ref()?;
        let mut text = lead.text.to_owned();
        for struck in update.struck.iter().rev() {
            let range = struck.range.start.checked_sub(lead.start)..struck.range.end.checked_sub(lead.start);
            let by = self.corrections.iter().find(|correction| correction.update == struck.corrected_in);
            if let (Some(start), Some(end), Some(by)) = (range.start, range.end, by)
                && text.get(start..end).is_some()
            {
                text.replace_range(start..end, &right(&by.correction.now));
            }
        }
        Some(plain(&text))
    }

    /// Of a correction: what happened, which its own words need not say. That is the lead of before,
    /// or the title, where that lead begins with what is new or why it is late. `right` as for [`Self::plain_lead`].
    pub fn told_before(&self, update: &UpdateView<'_>, right: impl Fn(&str) -> String) -> Option<String> {
        let before = &self.updates[update.about?];
        let begins_elsewhere = before.late.is_some()
            || before.late_reason.is_some()
            || matches!(before.kind, UpdateType::NoChange | UpdateType::Reminder);
        if !begins_elsewhere {
            return self.plain_lead(before, right);
        }
        let stop = if self.title.ends_with(['.', '!', '?']) { "" } else { "." };
        Some(format!("{}{stop}", self.title))
    }
}
