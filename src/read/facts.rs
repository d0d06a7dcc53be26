//! The rarer facts of an update, key by key.

use super::decode::{address, is_word, reason};
use crate::finding::{Code, Finding};
use crate::model::{
    Action, ActionMore, ActionTaken, Affected, Cause, Channel, CommunicationPlan, Correction,
    CustomerOptions, DataAccess, DataLost, DataReach, Edge, Embargo, Estimate, Exploitation, Exposure, Facts,
    FieldReport, Followup, HowSure, Impact, Lesson, Moment, OtherVoice, PostmortemPlan, Progress, Promise,
    Regions, Review, SeldomFacts, SelfCheck, SelfChecks, Short, Size, Stated, Strength, TakenState, Timing,
    Window,
};
use crate::source::{Excerpt, Span, Spanned};
use crate::yaml::{Cx, Decode, Fields, Node, Value};

/// Asks for every key of the facts; `None` if none was written.
pub(super) fn facts(fields: &mut Fields<'_, '_>, cx: &mut Cx) -> Option<Box<Facts>> {
    const OFTEN: [&str; 4] = ["affected", "channels", "fixed_at", "fixed_by"];
    const SELDOM: [&str; 26] = [
        "regions",
        "data_types",
        "data_lost",
        "exposure",
        "exploitation",
        "password_change",
        "impact",
        "progress",
        "estimate",
        "self_checks",
        "other_voices",
        "field_reports",
        "contacts",
        "communication_plan",
        "customer_options",
        "independent_review",
        "embargo",
        "translation_of",
        "short",
        "emergency",
        "postmortem",
        "actions",
        "actions_taken",
        "causes",
        "lessons",
        "followups",
    ];
    let (often, seldom) = (fields.any(&OFTEN), fields.any(&SELDOM));
    if !often && !seldom {
        return None;
    }
    let mut facts = Facts::default();
    if often {
        facts.affected = fields.opt("affected", cx).map(Box::new);
        facts.channels = fields.list("channels", cx);
        facts.fixed_at = fields.opt("fixed_at", cx);
        facts.fixed_by = fields.opt("fixed_by", cx);
    }
    if seldom {
        facts.seldom = Some(Box::new(seldom_facts(fields, cx)));
    }
    Some(Box::new(facts))
}

fn seldom_facts(fields: &mut Fields<'_, '_>, cx: &mut Cx) -> SeldomFacts {
    SeldomFacts {
        regions: fields.opt("regions", cx),
        data_types: fields.opt("data_types", cx),
        data_lost: fields.opt("data_lost", cx),
        exposure: fields.opt("exposure", cx).map(Box::new),
        exploitation: fields.opt("exploitation", cx).map(Box::new),
        password_change: fields.opt("password_change", cx),
        impact: fields.opt("impact", cx).map(Box::new),
        progress: fields.opt("progress", cx),
        estimate: fields.opt("estimate", cx).map(Box::new),
        self_checks: fields.opt("self_checks", cx),
        other_voices: fields.list("other_voices", cx),
        field_reports: fields.list("field_reports", cx),
        contacts: fields.opt("contacts", cx),
        communication_plan: fields.opt("communication_plan", cx).map(Box::new),
        customer_options: fields.opt("customer_options", cx).map(Box::new),
        independent_review: fields.opt("independent_review", cx).map(Box::new),
        embargo: fields.opt("embargo", cx).map(Box::new),
        translation_of: translation(fields, cx),
        short: fields.opt("short", cx).map(Box::new),
        emergency: fields.opt("emergency", cx),
        postmortem: fields.opt("postmortem", cx),
        actions: fields.list("actions", cx),
        actions_taken: fields.list("actions_taken", cx),
        causes: fields.list("causes", cx),
        lessons: fields.list("lessons", cx),
        followups: fields.list("followups", cx),
        ..SeldomFacts::default()
    }
}

fn translation(fields: &mut Fields<'_, '_>, cx: &mut Cx) -> Option<(Excerpt, Excerpt)> {
    let entry = fields.entry("translation_of")?;
    let mut fields = cx.fields(&entry.value, "note on a translation")?;
    let update = fields.req("update", "02-first", cx);
    let sha256 = fields.req("sha256", "…", cx);
    fields.finish(cx);
    Some((update?, sha256?))
}

/// Decodes a mapping: the fields are asked for in order, then `finish` notes the rest.
macro_rules! record {
    ($type:ident, $noun:literal, |$f:ident, $cx:ident| $build:expr) => {
        impl Decode for $type {
            fn decode(node: &Node<'_>, _noun: &str, $cx: &mut Cx) -> Option<Self> {
                let mut $f = $cx.fields(node, $noun)?;
                let built = $build;
                $f.finish($cx);
                built
            }
        }
    };
}

record!(Affected, "number of affected", |f, cx| {
    let count = f.opt("count", cx);
    let of: Option<Spanned<u64>> = f.opt("of", cx);
    let unit = f.opt("unit", cx);
    let how_sure = f.opt("how_sure", cx);
    if let (Some(count), Some(of)) = (count, &of)
        && count > of.value
    {
        cx.push(
            Finding::stop(Code::EndBeforeStart, of.span, format!("{count} of {} cannot be.", of.value))
                .help("Check the two numbers; perhaps they changed places."),
        );
    }
    let how_sure = how_sure.unwrap_or(if count.is_some() { HowSure::Exact } else { HowSure::Unknown });
    Some(Affected { count, of: of.map(|of| of.value), unit, how_sure })
});

impl Decode for Regions {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if is_word(node, "all") { Some(Self::All) } else { Vec::decode(node, noun, cx).map(Self::Some) }
    }
}

impl Decode for DataAccess {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return reason(node, "not_relevant", "reason", cx).map(Self::NotRelevant);
        }
        DataReach::decode(node, noun, cx).map(Self::Stated)
    }
}

impl Decode for DataLost {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return reason(node, "lost", "note on lost data", cx).map(Self::Lost);
        }
        let at = cx.choice(node, noun, &["none", "unknown"])?;
        Some(if at == 0 { Self::Nothing } else { Self::Unknown })
    }
}

impl Decode for Edge {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if is_word(node, "ongoing") {
            Some(Self::Ongoing)
        } else {
            Moment::decode(node, noun, cx).map(Self::At)
        }
    }
}

record!(Exposure, "exposure", |f, cx| {
    let start: Option<Moment> = f.opt("start", cx);
    let end: Option<Edge> = f.opt("end", cx);
    if let (Some(Moment { at: Some(start), .. }), Some(Edge::At(Moment { at: Some(end), span, .. }))) =
        (start, end)
        && end < start
    {
        cx.push(end_before_start(span, "exposure"));
    }
    Some(Exposure { start, end })
});

fn end_before_start(span: Span, what: &str) -> Finding {
    Finding::stop(Code::EndBeforeStart, span, format!("This {what} ends before it starts."))
        .reader("A reader would see a length of time that makes no sense.")
        .help("Check the two times, and their zones.")
}

record!(Exploitation, "note on exploitation", |f, cx| {
    let status = f.req("status", "none_known", cx);
    let source = f.opt("source", cx);
    let as_of = f.opt("as_of", cx);
    status.map(|status| Exploitation { status, source, as_of })
});

impl Decode for Stated {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return Excerpt::decode(node, noun, cx).map(|text| Self { text, how_sure: None });
        }
        let mut fields = cx.fields(node, "statement of impact")?;
        let text = fields.req("text", "\"a sentence\"", cx);
        let how_sure = fields.opt("how_sure", cx);
        fields.finish(cx);
        Some(Self { text: text?, how_sure })
    }
}

record!(Impact, "impact", |f, cx| Some(Impact {
    potential: f.opt("potential", cx),
    confirmed: f.opt("confirmed", cx)
}));

record!(Progress, "line of progress", |f, cx| {
    let what = f.req("what", "servers patched", cx);
    let done = f.req("done", "312", cx);
    let total: Option<Spanned<u64>> = f.req("total", "340", cx);
    let as_of = f.opt("as_of", cx);
    if let (Some(done), Some(total)) = (done, &total)
        && (done > total.value || total.value == 0)
    {
        cx.push(
            Finding::stop(Code::EndBeforeStart, total.span, format!("{done} of {} cannot be.", total.value))
                .help("Check the two numbers; perhaps they changed places."),
        );
    }
    match (what, done, total) {
        (Some(what), Some(done), Some(total)) => Some(Progress { what, done, total: total.value, as_of }),
        _ => None,
    }
});

record!(Estimate, "estimate", |f, cx| {
    let text = f.req("text", "\"about an hour\"", cx);
    let basis = f.req("basis", "\"the same step took 40 minutes last time\"", cx);
    let how_sure = f.opt("how_sure", cx);
    text.zip(basis).map(|(text, basis)| Estimate { text, basis, how_sure })
});

record!(Short, "short words", |f, cx| {
    let what = f.opt("what", cx);
    let action = f.opt("do", cx);
    Some(Short { what, action })
});

record!(SelfCheck, "way to check", |f, cx| {
    let title = f.req("title", "Check your version", cx);
    let url = address(&mut f, "url", false, cx);
    let steps = f.opt("steps", cx);
    let made_by = f.opt("made_by", cx);
    let official = f.opt("official", cx).unwrap_or(false);
    let how_to_read = f.opt("how_to_read", cx);
    let sha256 = f.opt("sha256", cx);
    title.map(|title| SelfCheck { title, url, steps, made_by, official, how_to_read, sha256 })
});

impl Decode for SelfChecks {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return reason(node, "none", "reason for no way to check", cx).map(Self::None);
        }
        Vec::decode(node, noun, cx).map(Self::List)
    }
}

record!(OtherVoice, "other voice", |f, cx| {
    let who = f.req("who", "CERT-Norvale", cx);
    let link = address(&mut f, "link", false, cx);
    let seen_at = f.opt("seen_at", cx);
    let says = f.req("says", "\"what they say\"", cx);
    let stance = f.req("stance", "agrees", cx);
    let our_answer = f.opt("our_answer", cx);
    let resolved = match f.entry("resolved") {
        Some(entry) => cx.fields(&entry.value, "note on who changed their view").and_then(|mut fields| {
            let who: Option<Excerpt> = fields.req("who", "CERT-Norvale", cx);
            let at = fields.opt("at", cx);
            fields.finish(cx);
            Some((who?, at))
        }),
        None => None,
    };
    match (who, says, stance) {
        (Some(who), Some(says), Some(stance)) => {
            Some(OtherVoice { who, link, seen_at, says, stance, our_answer, resolved })
        }
        _ => None,
    }
});

record!(FieldReport, "report from the field", |f, cx| {
    let source = f.req("source", "CERT-Norvale", cx);
    let seen_at = f.opt("seen_at", cx);
    let what = f.req("what", "\"what they see\"", cx);
    source.zip(what).map(|(source, what)| FieldReport { source, seen_at, what })
});

record!(CommunicationPlan, "plan for keeping readers informed", |f, cx| {
    let rhythm = f.opt("rhythm", cx);
    let channels = f.list("channels", cx);
    let until = f.opt("until", cx);
    Some(CommunicationPlan { rhythm, channels, until })
});

record!(CustomerOptions, "offer to customers", |f, cx| {
    let own_investigation = f.opt("own_investigation", cx);
    let other = f.opt("other", cx);
    Some(CustomerOptions { own_investigation, other })
});

record!(Review, "independent review", |f, cx| {
    let state = f.req("state", "under_way", cx);
    let by_whom = f.opt("by_whom", cx);
    let link = address(&mut f, "link", false, cx);
    let due = f.opt("due", cx);
    state.map(|state| Review { state, by_whom, link, due })
});

record!(Embargo, "embargo", |f, cx| {
    let until = f.req("until", "2026-04-14 17:00 UTC", cx);
    let agreed_with = f.list("agreed_with", cx);
    let if_broken = f.opt("if_broken", cx);
    until.map(|until| Embargo { until, agreed_with, if_broken })
});

record!(Channel, "entry of where we said this", |f, cx| {
    let channel = f.req("channel", "email", cx);
    let sent_at = f.req("sent_at", "2026-03-03 10:25 UTC", cx);
    let link = address(&mut f, "link", false, cx);
    channel.zip(sent_at).map(|(channel, sent_at)| Channel { channel, sent_at, link })
});

record!(Window, "window of planned work", |f, cx| {
    let start = f.req("start", "2026-07-18 22:00 UTC", cx);
    let end: Option<Spanned<_>> = f.req("end", "2026-07-19 02:00 UTC", cx);
    match (start, end) {
        (Some(start), Some(end)) => {
            if end.value <= start {
                cx.push(end_before_start(end.span, "window"));
            }
            Some(Window { start, end: end.value })
        }
        _ => None,
    }
});

impl Decode for PostmortemPlan {
    fn decode(node: &Node<'_>, _noun: &str, cx: &mut Cx) -> Option<Self> {
        let mut fields = cx.fields(node, "plan for the postmortem")?;
        let due = fields.opt("due", cx);
        let none = fields.opt("none", cx);
        let span = fields.span;
        fields.finish(cx);
        match (due, none) {
            (Some(due), None) => Some(Self::Due(due)),
            (None, Some(why)) => Some(Self::None(why)),
            _ => {
                cx.push(Finding::stop(Code::MissingKey, span, "This needs either `due` or `none`.").help(
                    "Write `postmortem: { due: 2026-06-11 }`, or `{ none: \"why there will be none\" }`.",
                ));
                None
            }
        }
    }
}

impl Decode for Promise {
    fn decode(node: &Node<'_>, noun: &str, cx: &mut Cx) -> Option<Self> {
        if let Value::Map(_) = node.value {
            return reason(node, "none", "reason for no next update", cx).map(Self::None);
        }
        if is_word(node, "none") || is_word(node, "no") {
            cx.push(
                Finding::stop(
                    Code::MissingKey,
                    node.span,
                    "Readers wait for more, so say why there will be none.",
                )
                .help("Write `next_update: { none: \"why\" }`."),
            );
            return None;
        }
        crate::model::time::Instant::decode(node, noun, cx).map(Self::By)
    }
}

record!(Action, "action", |f, cx| {
    let audience = match f.entry("audience") {
        Some(entry) if matches!(&entry.value.value, Value::Scalar(s) if s.text == "everyone") => Some(None),
        Some(entry) => Decode::decode(&entry.value, "audience", cx).map(Some),
        None => f.req("audience", "users", cx).map(Some),
    };
    let strength: Option<Strength> = f.req("strength", "must", cx);
    let text = f.req("text", "\"Replace your API keys.\"", cx);
    let when: Option<Excerpt> = f.opt("when", cx);
    let after: Option<Excerpt> = f.opt("after", cx);
    let after_done = f.opt("after_done", cx).unwrap_or(false);
    let why = f.opt("why", cx);
    let how = address(&mut f, "how", false, cx);
    let check = f.opt("check", cx);
    let kind = f.opt("kind", cx);
    let cost = f.opt("cost", cx);
    let when = match (after, when) {
        (Some(condition), _) => Timing::After { condition, done: after_done },
        (None, Some(when)) => Timing::By(when),
        (None, None) => Timing::Unsaid,
    };
    match (audience, strength, text) {
        (Some(audience), Some(strength), Some(text)) => {
            let more = ActionMore { why, how, check, kind, cost };
            let more = (more != ActionMore::default()).then(|| Box::new(more));
            Some(Action { text, strength, when, more, audience, heading: None })
        }
        _ => None,
    }
});

record!(ActionTaken, "action taken", |f, cx| {
    let at = f.opt("at", cx);
    let taken = f.opt("type", cx);
    let text = f.req("text", "\"We turned the key off.\"", cx);
    let state = f.opt("state", cx).unwrap_or(if at.is_some() { TakenState::Done } else { TakenState::Doing });
    text.map(|text| ActionTaken { at, text, taken, state })
});

record!(Cause, "cause", |f, cx| {
    let area = f.req("area", "technical", cx);
    let text = f.req("text", "\"what let it happen\"", cx);
    area.zip(text).map(|(area, text)| Cause { area, text })
});

record!(Lesson, "lesson", |f, cx| {
    let area = f.req("area", "communication", cx);
    let text = f.req("text", "\"what we learned\"", cx);
    area.zip(text).map(|(area, text)| Lesson { area, text })
});

record!(Followup, "follow-up", |f, cx| {
    let text = f.req("text", "\"what will change\"", cx);
    let owner_role = f.req("owner_role", "Head of Platform", cx);
    let due = f.opt("due", cx);
    let state = f.req("state", "planned", cx);
    let reason = f.opt("reason", cx);
    match (text, owner_role, state) {
        (Some(text), Some(owner_role), Some(state)) => {
            Some(Followup { text, owner_role, due, state, reason })
        }
        _ => None,
    }
});

record!(Correction, "correction", |f, cx| {
    let update = f.req("update", "02-first", cx);
    let said = f.req("said", "\"the wrong words, exactly\"", cx);
    let now = f.req("now", "\"the right words\"", cx);
    let why = f.req("why", "\"how the mistake happened\"", cx);
    let found_at = f.req("found_at", "2026-05-21 15:10 UTC", cx);
    let found_by = f.opt("found_by", cx);
    let matters_because = f.opt("matters_because", cx);
    let size = f.req("size", "fact", cx);
    if matters_because.is_none() && size.is_some_and(|size| size != Size::Typo) {
        cx.push(
            Finding::stop(Code::MissingKey, f.span, "This correction does not say who may have acted on the wrong words.")
                .reader("Somebody who did what the wrong words said would not learn that they must do something else.")
                .help("Add a line: matters_because: \"who may have acted on it, and what they should do now\""),
        );
    }
    match (update, said, now, why, found_at, size) {
        (Some(update), Some(said), Some(now), Some(why), Some(found_at), Some(size)) => {
            Some(Correction { update, said, now, why, found_at, found_by, matters_because, size })
        }
        _ => None,
    }
});
