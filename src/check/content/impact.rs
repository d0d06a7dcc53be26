//! C1: the impact is told as readers notice it, in their words.

use super::{Live, first_line, full, key, listed, section, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::markdown::plain;
use crate::model::{Kind, Known, Update};
use crate::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C1,
    weight: Weight::Stop,
    about: About {
        rule: "The section on the impact is not empty, and does not tell it in names that only staff use \
               (`internal_names` in services.yaml, and what terms.yaml asks to avoid for the name of a service); these \
               never stand in the title either. Where no update has that section yet, the words before the first \
               heading have to do it. If they speak neither to readers nor of a service that they know, nor of \
               anything that fails, is slow or is missing, there is a suggestion. A first word in a hurry \
               (`holding`) is asked for its title alone, and a notice not for an impact.",
        reason: "Someone who reads `storage tier degraded` cannot tell whether their upload will work.",
        source: "GOV.UK service manual: say what users notice; PagerDuty: say it from the customer's side.",
        fires: "## Impact\nThe blobstore-write tier is degraded.",
        near: "## Impact\nUploads end in an error, and no file is saved.",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if super::live(case).next().is_none() {
        return;
    }
    title(case, findings);
    for live in full(case).filter(Live::is_news) {
        match section(live.step.update, Known::Impact) {
            Some(span) => told(case, live.step.update, span, findings),
            None if live.step.fold.section(Known::Impact).is_none() => {
                lead(case, live.step.update, findings);
                // The same words would be missing in each update after this one.
                return;
            }
            None => {}
        }
    }
}

fn title(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let title = &case.incident.title;
    let Some((inside, known)) = inside(case, &title.value).into_iter().next() else { return };
    findings.push(
        Finding::stop(
            Code::C1,
            title.span,
            format!("The title says `{inside}`. Only people inside your company call it that."),
        )
        .reader(format!("Your customers know it as {known}. They cannot tell that this is about them."))
        .help(format!("Say what people notice, with the name they know, such as `{known} does not work`.")),
    );
}

fn told(case: &Case<'_>, update: &Update, span: Span, findings: &mut Vec<Finding>) {
    let text = plain(case.text(span));
    if text.trim().is_empty() {
        findings.push(
            Finding::stop(Code::C1, heading(case, span), "The section on the impact is empty.")
                .reader("It is the first thing that people look for: does this touch me, and how?")
                .help(
                    "Say in a sentence what people notice: `You cannot add files. Each one ends in an error.`",
                ),
        );
        return;
    }
    findings.extend(weak(case, &text, first_line(case, span), update));
}

fn lead(case: &Case<'_>, update: &Update, findings: &mut Vec<Finding>) {
    let text = update.body.lead.map(|span| plain(case.text(span))).unwrap_or_default();
    let span =
        update.body.lead.map_or_else(|| key(case.content, update, "type"), |span| first_line(case, span));
    findings.extend(weak(case, &text, span, update));
}

/// What is to be said of words that do not speak to readers, if they do not.
fn weak(case: &Case<'_>, text: &str, span: Span, update: &Update) -> Option<Finding> {
    let inside = inside(case, text);
    let empty = text.trim().is_empty();
    // In a language whose words we do not have, any words are taken to speak.
    let known = words::Words::of(case.incident, &case.content.site.language);
    let speaks = known.is_none_or(|known| speaks(case, text, known));
    let notices = known.is_none_or(|known| words::any(text, known.notices));
    // A notice tells of other things than an impact, and of a breach C12 asks for what may come of it.
    let other = matches!(case.incident.kind, Kind::Notice | Kind::DataBreach);
    let fine = inside.is_empty() && (notices || other);
    if !empty && (speaks || fine) {
        return None;
    }
    let finding = match inside.first() {
        Some((inside, known)) => Finding::stop(
            Code::C1,
            span,
            format!("This tells the impact on `{inside}`, a name that only your company uses."),
        )
        .reader(format!("Your customers know it as {known}. They cannot tell that this is about them.")),
        None => {
            let weight = if empty { Weight::Stop } else { Weight::Hint };
            Finding::new(Code::C1, weight, span, "This does not say what your customers notice.")
        }
        .reader("Readers ask one thing first: does this touch me, and how? Here they find no answer."),
    };
    let affected: Vec<&str> = case
        .content
        .services
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            update.services.iter().any(|(named, value)| named == at && value.status.is_affected())
        })
        .map(|(_, service)| service.name.as_str())
        .collect();
    Some(finding.help(if affected.is_empty() {
        "Write under `## Impact` what people see, such as `You cannot add files. Each one ends in an error.`"
            .to_owned()
    } else {
        format!(
            "Write under `## Impact` what people see when they use {}: `You cannot …`, `You see …`.",
            listed(&affected)
        )
    }))
}

/// Whether a text speaks to readers, or of a service by its name, be it of one or of several.
fn speaks(case: &Case<'_>, text: &str, known: &words::Words) -> bool {
    let names = case.content.services.iter().filter(|service| service.public).flat_map(|service| {
        let name = service.name.to_lowercase();
        let one = name.strip_suffix('s').filter(|one| one.chars().count() > 2).map(ToOwned::to_owned);
        [Some(format!("{name}s")), Some(name), one].into_iter().flatten()
    });
    words::any(text, known.readers) || names.into_iter().any(|name| words::any(text, &[&name]))
}

/// Names for use inside that stand in a text, each with the name that customers know: those of
/// services.yaml, and what terms.yaml asks to avoid in favour of the name of a service.
fn inside<'c>(case: &Case<'c>, text: &str) -> Vec<(&'c str, &'c str)> {
    let services = || case.content.services.iter().filter(|service| service.public);
    let own = services().flat_map(|service| {
        service.internal_names.iter().map(|inside| (inside.as_str(), service.name.as_str()))
    });
    let listed = case.content.terms.iter().flat_map(|term| {
        let instead = term.instead.as_deref().unwrap_or(&term.term);
        let known = services().find(|service| service.name.eq_ignore_ascii_case(instead));
        let known = known.map(|service| service.name.as_str());
        term.avoid.iter().filter_map(move |avoid| Some((avoid.as_str(), known?)))
    });
    own.chain(listed)
        .filter(|(inside, known)| !inside.eq_ignore_ascii_case(known) && words::any(text, &[inside]))
        .collect()
}

/// The heading above a section.
fn heading(case: &Case<'_>, span: Span) -> Span {
    let text = &case.content.sources.get(span.file).text;
    let before = text[..span.range().start].trim_end();
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    if before[from..].starts_with('#') { Span::new(span.file, from, before.len()) } else { span }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, Small};
    use crate::finding::Code;

    #[test]
    fn the_impact_speaks_to_readers_in_their_words() {
        let weak = Small::new().change("You wait for each answer of Search.", "The lexidx tier is degraded.");
        assert_eq!(
            weak.told(Code::C1, EARLY),
            [
                "stop: This tells the impact on `lexidx`, a name that only your company uses. [The lexidx tier is degraded.]"
            ]
        );
        let vague =
            Small::new().change("You wait for each answer of Search.", "The response time is elevated.");
        assert_eq!(
            vague.told(Code::C1, EARLY),
            ["hint: This does not say what your customers notice. [The response time is elevated.]"]
        );
        let empty = Small::new().change("You wait for each answer of Search.", "");
        assert_eq!(empty.told(Code::C1, EARLY), ["stop: The section on the impact is empty. [## Impact]"]);
        Small::new()
            .change("You wait for each answer of Search.", "Search answers late.")
            .silent(Code::C1, EARLY);
        // Without the section, the first words have to do.
        Small::new().change("## Impact\nYou wait for each answer of Search.\n", "").silent(Code::C1, EARLY);
    }

    #[test]
    fn the_list_of_terms_knows_names_for_use_inside_too() {
        let terms = |instead: &str| {
            format!(
                "terms:\n  - {{ term: {instead}, meaning: \"Where you look for things.\", avoid: [\"quarry tier\"], use: {instead} }}\n"
            )
        };
        let told = |instead: &str| {
            Small::new()
                .change("You wait for each answer of Search.", "The quarry tier is degraded.")
                .with("terms.yaml", &terms(instead))
                .told(Code::C1, EARLY)
        };
        assert_eq!(
            told("Search"),
            [
                "stop: This tells the impact on `quarry tier`, a name that only your company uses. [The quarry tier is degraded.]"
            ]
        );
        // A word to avoid that stands for no service is a matter of style.
        assert!(told("mine").iter().all(|told| told.starts_with("hint: ")));
    }

    #[test]
    fn plain_words_on_what_fails_are_an_impact() {
        let plain = [
            "Every card payment is refused.",
            "Paying by card does not work. Bank transfer works.",
            "Tickets arrive up to 2 hours late.",
            "Sign-in fails.",
            "Uploads are slow: each takes 30 seconds.",
            "Baskets stay empty after a ticket is chosen.",
            "Requests to the api return 500.",
            "Two searches in three give the wrong list.",
        ];
        for words in plain {
            Small::new().change("You wait for each answer of Search.", words).silent(Code::C1, EARLY);
        }
        // A name for use inside is no impact, whatever it does.
        let inside = Small::new().change("You wait for each answer of Search.", "lexidx fails.");
        assert_eq!(inside.told(Code::C1, EARLY).len(), 1);
    }

    #[test]
    fn a_notice_is_not_asked_for_an_impact() {
        let notice = |words: &str| {
            Small::new()
                .change("kind: outage", "kind: notice")
                .change("type: first", "type: notice")
                .change("Search takes about ten seconds to answer.", words)
                .change("## Impact\nYou wait for each answer of Search.\n", "")
        };
        notice("Criminals send text messages in our name. Delete them.").silent(Code::C1, EARLY);
        notice("The office in Leeds moves to 12 High Street on 1 May.").silent(Code::C1, EARLY);
        assert_eq!(notice("The lexidx tier moves on 1 May.").told(Code::C1, EARLY).len(), 1);
    }

    #[test]
    fn the_title_is_for_readers_even_of_a_first_word() {
        let inside = Small::new()
            .change("title: Search is slow", "title: lexidx is slow")
            .change("type: first", "type: holding");
        assert_eq!(
            inside.told(Code::C1, EARLY),
            ["stop: The title says `lexidx`. Only people inside your company call it that. [lexidx is slow]"]
        );
        // Of a first word in a hurry, nothing but the title is asked.
        Small::new()
            .change("type: first", "type: holding")
            .change("You wait for each answer of Search.", "The response time is elevated.")
            .silent(Code::C1, EARLY);
    }

    #[test]
    fn words_in_a_language_that_we_do_not_know_are_believed() {
        Small::new()
            .change("kind: outage", "kind: outage\nlanguage: fi")
            .change("You wait for each answer of Search.", "Haku vastaa hitaasti.")
            .silent(Code::C1, EARLY);
        let german = Small::new()
            .change("kind: outage", "kind: outage\nlanguage: de")
            .change("You wait for each answer of Search.", "Die Antwortzeit ist hoch.");
        assert_eq!(german.told(Code::C1, EARLY).len(), 1);
    }
}
