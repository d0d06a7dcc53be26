//! The hostile site: every key of every file, with every vector that may stand there.

#![allow(unreachable_pub, clippy::format_collect, reason = "part of one test; texts are small")]

/// What attackers write. Each may stand in any one-line text.
pub(crate) const VECTORS: &[&str] = &[
    "<script>window.__pwned=1</script>",
    "\"><img src=x onerror=window.__pwned=1>",
    "'><img src=x onerror=window.__pwned=1>",
    "</title><script>window.__pwned=1</script>",
    "</style><script>window.__pwned=1</script>",
    "</script><script>window.__pwned=1</script>",
    "</textarea></noscript></template><svg onload=window.__pwned=1>",
    "]]><script>window.__pwned=1</script><![CDATA[",
    "--><script>window.__pwned=1</script><!--",
    "\" onmouseover=window.__pwned=1 x=\"",
    "' onfocus=window.__pwned=1 autofocus x='",
    "` onfocus=window.__pwned=1 x=`",
    "x=x onmouseover=window.__pwned=1",
    "&lt;script&gt;window.__pwned=1&lt;/script&gt;",
    "&amp;lt;script&amp;gt;window.__pwned=1",
    "&#60;script&#62;window.__pwned=1&#60;/script&#62;",
    "&quot; onmouseover=&quot;window.__pwned=1",
    "<ScRiPt/x>window.__pwned=1</sCrIpT>",
    "<svg/onload=window.__pwned=1>",
    "<details open ontoggle=window.__pwned=1>",
    "<iframe srcdoc=\"<script>parent.__pwned=1</script>\">",
    "<meta http-equiv=refresh content=0;url=javascript:window.__pwned=1>",
    "<base href=https://evil.example/>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror=window.__pwned=1>",
    "[x](javascript:window.__pwned=1)",
    "[x](java&#x0A;script:window.__pwned=1)",
    "![x](javascript:window.__pwned=1)",
    "![x](https://evil.example/x.png)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:window.__pwned=1)",
    "<javascript:window.__pwned=1>",
    "[x](https://a.example \"\\\" onmouseover=window.__pwned=1 x=\\\"\")",
    "[x]: javascript:window.__pwned=1",
    "{{ 7*7 }} {{ __tera_context }} {% raw %} {% include \"base.html\" %} {# x #}",
    "{ $x } { -brand } { month-1 } {\"{\"} { DATETIME($x) }",
    "${window.__pwned=1} #{7*7} <%= 7*7 %> %{x} $(x)",
    "{date} {time} {day} {month} {year}",
    "javascript:window.__pwned=1",
    "line\u{2028}separator\u{2029}window.__pwned=1",
    "right\u{202b}to\u{2066}left\u{200f}",
    "zero\u{200b}width\u{feff}\u{2060}\u{ad}",
    "%3Cscript%3Ewindow.__pwned=1%3C/script%3E \\u003cscript\\u003e \\x3cscript\\x3e",
    "\u{ff1c}script\u{ff1e}window.__pwned=1",
    "null \\0 %00 NaN true ~",
    "'; DROP TABLE incidents; -- ../../etc/passwd",
];

/// What no file may hold as it is.
pub(crate) const RAW: &[&str] = &[
    "<script>window",
    "<ScRiPt",
    "<img src=x",
    "<img src onerror",
    "<svg onload",
    "<svg/onload",
    "<details open",
    "<iframe",
    "<base ",
    "<style>@import",
    "<math",
    "</textarea>",
    "<meta http-equiv=refresh",
    "'><img",
    "href=\"javascript:",
    "href=\"data:text",
    "href=\"vbscript:",
    "src=\"https://evil",
];

/// HTML that the reader refuses in the words of an update.
pub(crate) const REFUSED_HTML: &[&str] = &[
    "<script>window.__pwned=1</script>",
    "Words <script>window.__pwned=1</script>",
    "Words <img src=x onerror='window.__pwned=1'>",
    "- item <b onclick=\"window.__pwned=1\">x</b>",
    "## Head <svg onload=alert(1)>",
    "| a |\n|---|\n| <i>x</i> |",
    "> <details open ontoggle=alert(1)>",
    "</title><script>window.__pwned=1</script>",
    "</p>",
    "Words </b> words",
    "<!-- hidden -->",
    "Words <!-- hidden --> words",
    "<![CDATA[x]]>",
    "Words <?php x ?> words",
    "<!DOCTYPE html>",
    "<iframe src=https://evil.example></iframe>",
    "<a href=\"javascript:window.__pwned=1\">x</a>",
    "<style>*{display:none}</style>",
    "<x-y z>",
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "![<img src=x onerror=alert(1)>](graph.png)",
    "**<u>**x**</u>**",
];

/// Targets that the reader refuses in links, whichever way they are spelt.
pub(crate) const REFUSED_TARGETS: &[&str] = &[
    "javascript:window.__pwned=1",
    "JaVaScRiPt:window.__pwned=1",
    "&#106;avascript:window.__pwned=1",
    "javascript&colon;window.__pwned=1",
    "java&#x0A;script:window.__pwned=1",
    "java&Tab;script:window.__pwned=1",
    "&#1;javascript:window.__pwned=1",
    "<java\tscript:window.__pwned=1>",
    "< javascript:window.__pwned=1>",
    "javascript\\:window.__pwned=1",
    "\u{200b}javascript:window.__pwned=1",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:window.__pwned=1",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "view-source:https://a.example",
    "//evil.example/x",
    "&#47;&#47;evil.example",
    "\\\\\\\\evil.example",
    "/\\\\evil.example",
    "https:\\\\\\\\evil.example",
    "/absolute",
    "no-such-file.pdf",
    "x/../y:z",
    "../../../etc/passwd",
];

/// A YAML scalar that means exactly this text.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c == ' ' || c.is_alphanumeric() || c.is_ascii_punctuation() => out.push(c),
            c => out.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

/// Gives each field a word of its own, so that it can be found again, and every vector.
struct Fields {
    words: Vec<String>,
}

impl Fields {
    /// A field that the pages or feeds show.
    fn shown(&mut self, name: &str) -> String {
        let word = format!("field{}{name}", self.words.len());
        self.words.push(word.clone());
        quoted(&format!("{word} {}", bundle()))
    }
}

/// A field that is not for readers, or not shown yet.
fn unseen() -> String {
    quoted(&bundle())
}

fn bundle() -> String {
    VECTORS.join(" ; ")
}

/// Words that have to be found in the site.
pub(crate) fn shown() -> Vec<String> {
    all().0
}

/// All files of the content folder.
pub(crate) fn content() -> Vec<(String, String)> {
    all().1
}

/// Forms of the vectors that may stand in the words of an update.
fn body_forms() -> String {
    let mut out = String::new();
    for vector in VECTORS {
        // Every sign of Markdown with a backslash, so that all of it is words.
        let escaped: String = vector
            .chars()
            .flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]))
            .collect();
        let entities: String = vector
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("&#{};", u32::from(c)) })
            .collect();
        let code = format!("`` {} ``", vector.replace('`', "'"));
        out.push_str(&format!("{escaped} *{escaped}* {entities} {code}\n\n"));
        out.push_str(&format!("    {vector}\n\n``` {}\n{vector}\n```\n\n", vector.replace('`', "'")));
        let (title, alt) = (escaped.as_str(), escaped.as_str());
        out.push_str(&format!("[{escaped}](https://a.example/x \"{title}\") ![{alt}](graph.png \"{title}\") [{code}](<https://a.example/\"'\\>\\<script\\>>) [far {escaped}][ref] <https://a.example/\"onmouseover=\"window.__pwned=1> <help@a.example>\n\n"));
        out.push_str(&format!(
            "> {escaped}\n\n### {escaped}\n\n- {escaped}\n  - {entities}\n\n~~{escaped}~~ **{entities}**\n\n"
        ));
        let cell = escaped.replace('|', "\\|");
        out.push_str(&format!("| {cell} | {cell} |\n|:-:|--:|\n| {cell} | {entities} |\n\n"));
    }
    out.push_str("[ref]: https://a.example/ref '\" onmouseover=window.__pwned=1 x=\"'\n[unused]: javascript:window.__pwned=1\n\n");
    out.push_str("a < b > c, <3, 1<2, a<-b, < script>, & &amp; &nosuch; &#0; &#1; &#xd800; ]]> \\<b\\> {{ 7*7 }} {% raw %} { $x }\n");
    out
}

fn all() -> (Vec<String>, Vec<(String, String)>) {
    let mut f = Fields { words: Vec::new() };
    let mut files: Vec<(String, String)> = Vec::new();
    let mut file = |path: &str, text: String| files.push((path.to_owned(), text));

    let contact = |f: &mut Fields| {
        format!(
            "{{ purpose: security, route: \"mailto:a@a.example?subject='%22&amp;lt;\", label: {}, hours: {}, languages: [{}, en], key_url: \"https://a.example/'&quot;(x)\", audience: developers }}",
            f.shown("label"),
            f.shown("hours"),
            f.shown("languages"),
        )
    };
    let site_contact = contact(&mut f);
    file(
        "site.yaml",
        format!(
            "name: {}\norganisation: {}\nurl: \"https://status.example.com/a&amp;b/'x'\"\ndescription: {}\nlegal_notice: {}\naudiences: [users, admins, developers]\naudience_names:\n  developers: {{ name: {}, also: [Devs] }}\ncontacts:\n  - {site_contact}\npartners:\n  - {{ name: {}, role: CERT, contact: {}, key: {} }}\n",
            f.shown("site"),
            f.shown("organisation"),
            f.shown("description"),
            f.shown("legal"),
            f.shown("audience"),
            unseen(),
            unseen(),
            unseen(),
        ),
    );
    file(
        "services.yaml",
        format!(
            "groups:\n  - {{ id: g, name: {}, description: {} }}\nservices:\n  - {{ id: api, name: {}, group: g, description: {}, internal_names: [{}] }}\n  - {{ id: search, name: {}, description: {} }}\n  - {{ id: mail, name: Mail }}\n  - {{ id: inner, name: {}, public: false }}\n",
            f.shown("group"),
            f.shown("groupdescription"),
            f.shown("service"),
            f.shown("servicedescription"),
            unseen(),
            f.shown("second"),
            f.shown("seconddescription"),
            unseen(),
        ),
    );
    file(
        "people.yaml",
        format!(
            "people:\n  - {{ id: ada, name: {}, title: {}, level: lead, bio: {} }}\n",
            f.shown("person"),
            f.shown("persontitle"),
            unseen()
        ),
    );
    file(
        "terms.yaml",
        format!("terms:\n  - {{ term: {0}, meaning: {0}, avoid: [{0}], use: {0} }}\n", unseen()),
    );
    for (at, vector) in VECTORS.iter().enumerate() {
        file(
            &format!("incidents/title-{at}/incident.yaml"),
            format!("title: {}\nkind: outage\nreference: {}\n", quoted(vector), quoted(vector)),
        );
        file(
            &format!("incidents/title-{at}/01-first.md"),
            format!(
                "---\ntype: first\nat: 2026-03-0{} 10:{:02} UTC\nseverity: minor\nspeaker: ada\nservices: {{ api: slow, search: {{ checking: {} }} }}\nnext_update: 2026-03-12 10:00 UTC\n---\nWords.\n",
                at % 9 + 1,
                at,
                quoted(vector)
            ),
        );
    }

    file(
        "incidents/worst/incident.yaml",
        format!(
            "title: \"Worst: it's \\\"all\\\" <of> it & more\"\nkind: vulnerability\nreference: {}\ntitle_date: 2026-03-01\nlanguage: en-GB\nlocus: ours\nscope: {{ environment: beta }}\ndetection: {{ source: press, at: 2026-03-01 09:00 UTC, how_sure: approximate, by_role: {} }}\nimpact_began_at: {{ at: 2026-02-01 09:00 UTC, how_sure: at_latest }}\ntags: [{}]\nrelated: [{{ id: title-0, relation: caused_by }}, {{ id: title-1, relation: related }}]\nreferences: [{{ title: {}, url: \"https://a.example/?x='y'&lt;=1\" }}]\nupstream: [{{ supplier: {}, link: \"https://a.example/'\", view: {} }}]\nreporter:\n  name: {}\n  affiliation: {}\n  url: \"https://a.example/'x\"\n  credit: named\n  consent_at: 2026-03-01 09:00 UTC\n  received_at: 2026-03-01 09:00 UTC\n  updates: [{{ at: 2026-03-01 10:00 UTC, channel: {}, what: {} }}]\n  thanks: {}\n  show_timeline: true\ndetails_policy: at\ndetails_at: 2026-04-01 09:00 UTC\ndetails_reason: {}\ncve: {{ none: {} }}\nimported_from: {{ format: {}, file: {} }}\n",
            f.shown("reference"),
            f.shown("byrole"),
            unseen(),
            f.shown("referencetitle"),
            f.shown("supplier"),
            f.shown("view"),
            f.shown("reporter"),
            f.shown("affiliation"),
            unseen(),
            f.shown("told"),
            f.shown("thanks"),
            f.shown("detailsreason"),
            f.shown("nocve"),
            unseen(),
            unseen(),
        ),
    );
    file("incidents/worst/graph.png", "png".to_owned());
    let forms = body_forms();
    let sections: String = ["Impact", "What we know", "What we got wrong", "Questions"]
        .iter()
        .map(|heading| format!("## {heading}\n{forms}\n"))
        .collect();
    let item = |vector: &str| -> String {
        vector.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
    };
    let items = |lead: &dyn Fn(usize) -> String| -> String {
        VECTORS.iter().enumerate().map(|(at, vector)| format!("- {}{}\n", lead(at), item(vector))).collect()
    };
    let known = format!(
        "## What we don't know yet\n{}\n## What we are doing\n{}\n## What you should do\n{}\n### Developers\n{}{}\n## {}\n{forms}\n",
        items(&|at| format!("Q{} (by 2026-03-09 10:00 UTC): ", at + 1)),
        items(&|at| if at % 2 == 0 { "09:00 UTC ".to_owned() } else { String::new() }),
        VECTORS.iter().map(|v| format!("- Do {} (by 2026-03-20)\n", item(v))).collect::<String>(),
        VECTORS
            .iter()
            .map(|v| format!("- Do {} (after: {})\n", item(v), item(v).replace("\\(", "").replace("\\)", "")))
            .collect::<String>(),
        "- Run this:\n\n      <script>window.__pwned=1</script>\n\n  - and `<svg onload=window.__pwned=1>`\n",
        item(VECTORS[0]),
    );
    let update_contact = contact(&mut f);
    let front = format!(
        "type: advisory\nat: 2026-03-08 10:20 UTC\nstate: fixing\nseverity: critical\nspeaker: ada\nstatement: {}\nservices: {{ api: {{ exposed: {} }}, all: {{ not_affected: {} }} }}\nregions: [{}]\naffected: {{ count: 3, of: 9, unit: {}, how_sure: estimate }}\ndata_access: {{ not_relevant: {} }}\ndata_types: [{}]\ndata_lost: {{ lost: {} }}\nexposure: {{ start: {{ at: 2026-02-01 09:00 UTC, how_sure: estimate }}, end: ongoing }}\nexploitation: {{ status: suspected, source: {}, as_of: 2026-03-08 09:00 UTC }}\npassword_change: later\nimpact: {{ potential: {}, confirmed: {{ text: {}, how_sure: estimate }} }}\nprogress: [{{ what: {}, done: 1, total: 2, as_of: 2026-03-08 09:00 UTC }}]\nself_checks: [{{ title: {}, url: \"https://a.example/'\", steps: {}, made_by: {}, official: true, how_to_read: {}, sha256: {} }}]\nother_voices: [{{ who: {}, link: \"https://a.example/'\", seen_at: 2026-03-08 09:00 UTC, says: {}, stance: wrong, our_answer: {}, resolved: {{ who: {}, at: 2026-03-08 10:00 UTC }} }}]\nfield_reports: [{{ source: {}, seen_at: 2026-03-08 09:00 UTC, what: {} }}]\nnext_update: 2026-03-09 10:20 UTC\ncontacts:\n  - {update_contact}\ncommunication_plan: {{ rhythm: {}, channels: [{}], until: {} }}\ncustomer_options: {{ own_investigation: {}, other: {} }}\nindependent_review: {{ state: under_way, by_whom: {}, link: \"https://a.example/'\", due: 2026-05-01 }}\nembargo: {{ until: 2026-03-08 10:00 UTC, agreed_with: [{}] }}\ntranslation_of: {{ update: {}, sha256: {} }}\nchannels: [{{ channel: {}, sent_at: 2026-03-08 10:30 UTC, link: \"https://a.example/'\" }}]\nfixed_by: {}\npostmortem: {{ none: {} }}\nactions:\n  - {{ audience: users, strength: must, text: {}, when: {}, why: {}, how: \"https://a.example/'\", check: {}, kind: other, cost: {} }}\n  - {{ audience: admins, strength: can, text: {}, after: {} }}\nactions_taken: [{{ at: 2026-03-08 09:30 UTC, type: patched, text: {}, state: undone }}]\n",
        f.shown("statement"),
        f.shown("note"),
        f.shown("allnote"),
        f.shown("region"),
        f.shown("unit"),
        f.shown("notrelevant"),
        f.shown("datatype"),
        f.shown("lost"),
        f.shown("source"),
        f.shown("potential"),
        f.shown("confirmed"),
        f.shown("progress"),
        f.shown("check"),
        f.shown("steps"),
        f.shown("madeby"),
        f.shown("howtoread"),
        f.shown("sha"),
        f.shown("who"),
        f.shown("says"),
        f.shown("ouranswer"),
        f.shown("resolved"),
        f.shown("fieldsource"),
        f.shown("fieldwhat"),
        f.shown("rhythm"),
        f.shown("planchannel"),
        f.shown("until"),
        unseen(),
        unseen(),
        f.shown("bywhom"),
        unseen(),
        unseen(),
        unseen(),
        f.shown("channel"),
        f.shown("fixedby"),
        f.shown("nopostmortem"),
        f.shown("actiontext"),
        f.shown("actionwhen"),
        f.shown("actionwhy"),
        f.shown("actioncheck"),
        f.shown("actioncost"),
        f.shown("secondaction"),
        f.shown("after"),
        f.shown("taken"),
    );
    file(
        "incidents/worst/01-first.md",
        format!(
            "---\n{front}---\n{forms}\nThe wrong <3 words, [the wrong link](https://a.example/x) and `the wrong code`.\n\n{sections}{known}"
        ),
    );
    let answers: String = VECTORS
        .iter()
        .enumerate()
        .map(|(at, v)| {
            let how = if at % 3 == 0 { " cannot be known:" } else { ":" };
            format!("- Q{}{how} {}\n", at + 1, item(v))
        })
        .collect();
    for (at, said) in ["The wrong <3 words", "the wrong link", "the wrong code"].iter().enumerate() {
        let front = format!(
            "type: correction\nat: 2026-03-09 1{at}:00 UTC\nspeaker: ada\nlate_reason: {}\nnext_update: {{ none: {} }}\ncorrects: {{ update: 01-first, said: {}, now: {}, why: {}, found_at: 2026-03-09 09:00 UTC, found_by: reader, matters_because: {}, size: fact }}\n",
            unseen(),
            f.shown("nonext"),
            quoted(said),
            f.shown("now"),
            f.shown("why"),
            f.shown("matters"),
        );
        let answers = if at == 0 { format!("\n## Answers\n{answers}") } else { String::new() };
        file(
            &format!("incidents/worst/0{}-correction.md", at + 2),
            format!("---\n{front}---\nWe were wrong.\n{answers}"),
        );
    }
    file("incidents/work/incident.yaml", "title: Planned\nkind: maintenance\n".to_owned());
    file(
        "incidents/work/01-first.md",
        format!(
            "---\ntype: notice\nat: 2026-03-09 10:00 UTC\nwindow: {{ start: 2026-03-10 11:00 UTC, end: 2026-03-10 11:30 UTC }}\nemergency: {}\nestimate: {{ text: {}, basis: {}, how_sure: estimate }}\nservices: {{ api: {{ maintenance: {} }} }}\nself_checks: {{ none: {} }}\n---\nWords.\n",
            f.shown("emergency"),
            f.shown("estimate"),
            f.shown("basis"),
            f.shown("maintenance"),
            f.shown("nocheck")
        ),
    );
    file("incidents/over/incident.yaml", "title: Over\nkind: outage\n".to_owned());
    file(
        "incidents/over/01-first.md",
        "---\ntype: first\nat: 2026-03-09 10:00 UTC\nspeaker: ada\nservices: { api: down }\nnext_update: 2026-03-09 11:00 UTC\n---\nWords.\n".to_owned(),
    );
    file(
        "incidents/over/02-over.md",
        format!(
            "---\ntype: resolved\nat: 2026-03-09 13:00 UTC\nlate_reason: {}\nservices: {{ api: recovered }}\npostmortem: {{ due: 2026-04-01 }}\nnext_update: {{ none: {} }}\n---\nWords.\n",
            f.shown("late"),
            f.shown("nonext")
        ),
    );
    file(
        "incidents/over/03-postmortem.md",
        format!(
            "---\ntype: postmortem\nat: 2026-03-09 15:00 UTC\ncauses: [{{ area: technical, text: {} }}]\nlessons: [{{ area: ethics, text: {} }}]\nfollowups: [{{ text: {}, owner_role: {}, due: 2026-05-01, state: dropped, reason: {} }}]\n---\nWords.\n",
            f.shown("cause"),
            f.shown("lesson"),
            f.shown("followup"),
            f.shown("owner"),
            f.shown("reason"),
        ),
    );
    file(
        "incidents/gone/incident.yaml",
        format!("title: Gone\nkind: notice\nretired: {{ withdrawn: {} }}\n", f.shown("withdrawn")),
    );
    file(
        "incidents/gone/01-first.md",
        "---\ntype: notice\nat: 2026-03-09 10:00 UTC\n---\nWords.\n".to_owned(),
    );
    (f.words, files)
}
