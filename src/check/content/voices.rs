//! C13: what others say about it is answered.

use super::{Live, full, key, words};
use crate::check::{About, Case, Look, Rule};
use crate::finding::{Code, Finding, Weight};
use crate::model::{Cve, OtherVoice, PartnerRole, Severity, Stance};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::C13,
    weight: Weight::Fix,
    about: About {
        rule: "An entry of `other_voices` whose stance is `differs` or `wrong` has our answer, unless it was \
               settled (`resolved`). A CERT that rates the flaw two steps away from our severity is answered as \
               well, whatever its stance. And a flaw with a CVE number names a page of someone else about it: a \
               CERT, the maker of the part, a supplier.",
        reason: "Customers who hear two stories do not know whom to follow, whoever is right.",
        source: "A vendor's security team on working with CERTs (2008): being at odds with a CERT only confuses customers.",
        fires: "other_voices:\n  - { who: \"Press\", says: \"Change every password now.\", stance: differs }",
        near: "other_voices:\n  - { who: \"Press\", says: \"…\", stance: differs, our_answer: \"Please wait until we say go.\" }",
    },
    look: Look::Incident(look),
};

fn look(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for live in full(case) {
        let from = findings.len();
        for voice in &live.step.fold.other_voices {
            findings.extend(unanswered(case, &live, voice).or_else(|| at_odds(case, &live, voice)));
        }
        if findings.len() > from {
            break;
        }
    }
    alone(case, findings);
}

/// The line on which a voice is named, in this update or an earlier one.
fn stands(case: &Case<'_>, live: &Live<'_, '_>, voice: &OtherVoice) -> crate::source::Span {
    let until = live.step.fold.count().min(case.steps.len());
    let told = case.steps[..until].iter().rev().find(|step| {
        let facts = step.update.facts.as_deref();
        facts.is_some_and(|facts| facts.other_voices.iter().any(|known| known.who == voice.who))
    });
    let update = told.map_or(live.step.update, |step| step.update);
    let block = key(case.content, update, "other_voices");
    let text = &case.content.sources.get(block.file).text;
    let end = update.body.whole.map_or(text.len(), |words| words.range().start);
    let from = block.range().start;
    match text.get(from..end).and_then(|rest| rest.find(voice.who.as_str())) {
        Some(at) => crate::source::Span::new(block.file, from + at, from + at + voice.who.len()),
        None => block,
    }
}

fn unanswered(case: &Case<'_>, live: &Live<'_, '_>, voice: &OtherVoice) -> Option<Finding> {
    let against = matches!(voice.stance, Stance::Differs | Stance::Wrong);
    if !against || voice.our_answer.is_some() || voice.resolved.is_some() {
        return None;
    }
    let message = if voice.stance == Stance::Wrong {
        format!("{} says what you call wrong, and the page does not explain it.", voice.who)
    } else {
        format!("{} says otherwise, and the page does not explain it.", voice.who)
    };
    Some(
        Finding::fix(Code::C13, stands(case, live, voice), message)
            .reader("Customers read both. Without your answer they do not know whom to follow.")
            .help("Add `our_answer: \"…\"`: what readers should do now, and why you see it differently."),
    )
}

/// A CERT that rates it far from how we do.
fn at_odds(case: &Case<'_>, live: &Live<'_, '_>, voice: &OtherVoice) -> Option<Finding> {
    if voice.our_answer.is_some() || voice.resolved.is_some() || !is_cert(case, &voice.who) {
        return None;
    }
    let known = words::Words::of(case.incident, &case.content.site.language)?;
    let ours = match live.step.fold.severity? {
        Severity::Critical => 3u8,
        Severity::Major => 2,
        Severity::Minor => 1,
        Severity::None => 0,
    };
    let (word, theirs) = known.severity.iter().find(|(word, _)| words::any(&voice.says, &[word]))?;
    if theirs.abs_diff(ours) < 2 {
        return None;
    }
    let mine = crate::model::Named::name(live.step.fold.severity?);
    Some(
        Finding::fix(
            Code::C13,
            stands(case, live, voice),
            format!("{} rates this {word}, and you say {mine}.", voice.who),
        )
        .reader("Customers do not know whom to follow, and many will follow the louder one.")
        .help("Explain the difference in `our_answer: \"…\"`, or talk to them and agree on one rating."),
    )
}

fn is_cert(case: &Case<'_>, who: &str) -> bool {
    let upper = who.to_uppercase();
    let partner = || {
        let mut partners = case.content.site.partners.iter();
        partners.any(|partner| partner.role == PartnerRole::Cert && partner.name == who)
    };
    upper.contains("CERT") || upper.contains("CSIRT") || partner()
}

/// A flaw that others have numbered, told as if nobody else knew of it.
fn alone(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let incident = case.incident;
    let Some(Cve::Ids(ids)) = &incident.cve else { return };
    let Some(live) = full(case).find(Live::is_news) else { return };
    let host = |url: &str| {
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', ':', '?', '#']).next().unwrap_or(rest).to_lowercase()
    };
    let home = case.content.site.host().to_lowercase();
    let home =
        home.split_once('.').filter(|(_, rest)| rest.contains('.')).map_or(home.as_str(), |(_, rest)| rest);
    let elsewhere = |url: &str| {
        let host = host(url);
        !host.is_empty() && host != home && !host.ends_with(&format!(".{home}"))
    };
    let voices = &live.step.fold.other_voices;
    let named = incident.references.iter().any(|reference| elsewhere(&reference.url))
        || incident.upstream.iter().any(|upstream| upstream.link.is_some())
        || voices.iter().any(|voice| voice.link.as_deref().is_some_and(elsewhere));
    if named || ids.is_empty() {
        return;
    }
    findings.push(
        Finding::fix(
            Code::C13,
            case.place(),
            format!(
                "{} is a public number, and this page names nobody else who writes about it.",
                ids.join(", ")
            ),
        )
        .reader("Administrators compare. Without a link they search, and find whoever is loudest.")
        .help("Under `references:` in incident.yaml, link the page of a CERT or of the maker of the part."),
    );
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EARLY, Small};
    use crate::finding::Code;

    fn voice(entry: &str) -> Small {
        Small::new().change("speaker: ada", &format!("speaker: ada\nother_voices:\n  - {{ {entry} }}"))
    }

    #[test]
    fn a_voice_that_differs_is_answered() {
        let press = "who: Press, says: \"Change every password now.\", stance: differs";
        assert_eq!(
            voice(press).told(Code::C13, EARLY),
            ["fix: Press says otherwise, and the page does not explain it. [Press]"]
        );
        voice(&format!("{press}, our_answer: \"Please wait.\"")).silent(Code::C13, EARLY);
        voice("who: Press, says: \"Search is slow.\", stance: agrees").silent(Code::C13, EARLY);
    }

    #[test]
    fn a_cert_that_rates_it_otherwise_is_answered() {
        let minor = |entry: &str| voice(entry).change("severity: major", "severity: minor");
        let cert = "who: CERT-X, says: \"Rates it critical.\", stance: agrees";
        assert_eq!(
            minor(cert).told(Code::C13, EARLY),
            ["fix: CERT-X rates this critical, and you say minor. [CERT-X]"]
        );
        voice(cert).silent(Code::C13, EARLY);
        minor("who: CERT-X, says: \"Asks all to install it.\", stance: agrees").silent(Code::C13, EARLY);
    }

    #[test]
    fn a_flaw_with_a_number_names_somebody_else() {
        let flaw = Small::new().change("kind: outage", "kind: vulnerability\ncve: [CVE-2099-10001]");
        assert_eq!(flaw.told(Code::C13, EARLY).len(), 1);
        flaw.change("kind: vulnerability", "kind: vulnerability\nreferences:\n  - { title: \"CERT-X 7\", url: \"https://cert-x.example/7\" }")
            .silent(Code::C13, EARLY);
        let own = Small::new().change(
            "kind: outage",
            "kind: vulnerability\ncve: [CVE-2099-10001]\nreferences:\n  - { title: \"Our blog\", url: \"https://www.example.com/7\" }",
        );
        assert_eq!(own.told(Code::C13, EARLY).len(), 1);
    }
}
