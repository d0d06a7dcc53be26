//! A correction has to match what it corrects, word for word.

use crate::finding::{Code, Finding, nearest};
use crate::markdown::find_words;
use crate::model::{Correction, Incident, Size, UpdateType};
use crate::source::Sources;
use crate::yaml::Cx;

/// Notes every correction that does not match.
pub(super) fn check(incident: &Incident, sources: &Sources, cx: &mut Cx) {
    for (at, update) in incident.updates.iter().enumerate() {
        let Some(correction) = &update.corrects else {
            if update.kind == UpdateType::Correction {
                cx.push(
                    Finding::stop(Code::MissingKey, update.at.span, "This correction does not say what it corrects.")
                        .reader("The wrong words would stay on the page without a mark.")
                        .help("Add `corrects:` with `update`, `said`, `now`, `why`, `found_at`, `matters_because` and `size`."),
                );
            }
            continue;
        };
        let Some(target_at) = incident.update_index(&correction.update.value) else {
            let ids = incident.updates[..at].iter().map(|u| u.id.as_str());
            let near = nearest(&correction.update.value, ids.clone());
            let finding = Finding::stop(
                Code::UnknownId,
                correction.update.span,
                format!("This incident has no update `{}`.", correction.update.value),
            );
            cx.push(match near {
                Some(near) => finding.help(format!("Did you mean `{near}`?")),
                None => {
                    finding.help(format!("The updates before this one are {}.", crate::finding::one_of(ids)))
                }
            });
            continue;
        };
        let target = &incident.updates[target_at];
        if target_at >= at {
            cx.push(
                Finding::stop(
                    Code::CorrectionTarget,
                    update.at.span,
                    "This correction is dated before the update that it corrects.",
                )
                .related(target.at.span, "the update that it corrects")
                .help("Check the `at` of the two updates."),
            );
            continue;
        }
        let holds = |text: &str| stands(text, &correction.said.value);
        let notes = target.services.iter().map(|(_, value)| value).chain(target.all_services.as_deref());
        let mut facts =
            target.statement.as_deref().into_iter().chain(notes.filter_map(|v| v.note.as_deref()));
        if !target.body.whole.is_some_and(|whole| holds(sources.slice(whole))) && !facts.any(holds) {
            cx.push(said_not_found(correction, &target.id));
        }
        if correction.found_at > update.at.value {
            cx.push(
                Finding::stop(
                    Code::EndBeforeStart,
                    update.at.span,
                    "This mistake was found after its correction was published.",
                )
                .help("Check `found_at` and `at`."),
            );
        }
    }
}

/// Whether words stand in a text: most do just as they are.
fn stands(text: &str, words: &str) -> bool {
    let mark = |c: char| matches!(c, '*' | '_' | '`');
    let apart = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || mark(c));
    let plainly = !words.is_empty()
        && !words.contains(mark)
        && text.split_once(words).is_some_and(|(before, behind)| {
            apart(before.chars().next_back()) && apart(behind.chars().next())
        });
    plainly || !find_words(text, words).is_empty()
}

fn said_not_found(correction: &Correction, target: &str) -> Finding {
    let finding = Finding::stop(
        Code::CorrectionTarget,
        correction.said.span,
        format!("These words do not stand in `{target}`, so they cannot be struck through there."),
    )
    .reader("The wrong words would stay on the page without a mark.");
    if correction.size == Size::Typo {
        finding.help("Copy the misspelt words from the published update exactly.")
    } else {
        finding.help("Copy the wrong words exactly from the words of that update, below its second `---`, from its `statement` or from the reason beside a service, without the marks of Markdown.")
    }
}
