/* The form of the composer. What is typed is kept in this browser until it is
   saved; the server says what the file would look like, and writes it. */
(() => {
const $ = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=candor-token]").content;
const NAMES = {
holding: "First word, before much is known", reply: "Answer to a report made in public", first: "First complete update",
progress: "What changed since", "no-change": "No change, with one new fact", resolved: "It is over", breach: "Notice of a data breach",
advisory: "Advisory about a flaw", embargoed: "Notice under embargo", maintenance: "Planned work", correction: "We were wrong",
apology: "Sorry for how we handled it", postmortem: "What we learned", "not-affected": "Not affected by something elsewhere", scam: "Warning of fake messages",
};
const LABELS = {
at: "Published at", state: "State", severity: "How bad it is", speaker: "Who speaks", statement: "In the speaker's own words", services: "Services",
data_access: "Could somebody have reached data?", password_change: "Should readers change their password?", next_update: "Next update by",
late_reason: "Why this comes late", corrects: "What was wrong", window: "When the work takes place",
};
const HINTS = {
at: "When these words become public. A time to come is a schedule.",
next_update: "A time such as 14:00 UTC, or +30 min. If no update is to come, write: none: and why.",
};
let offer, state, timer, asked = 0;
const key = () => "candor-compose:" + (state.incident || "new");
const make = (tag, props = {}, ...children) => {
const element = document.createElement(tag);
for (const [name, value] of Object.entries(props)) {
if (name in element && name !== "list") element[name] = value; else element.setAttribute(name, value);
}
element.append(...children);
return element;
};
const ask = async (path, body) => {
try {
const answer = await fetch("/_candor/" + path, body && { method: "POST", headers: { "Content-Type": "application/json", "X-Candor-Token": token }, body: JSON.stringify(body) });
$("away").hidden = true;
if (answer.status === 403) return { error: "The preview was started again. Load this page again; your words are kept." };
return await answer.json();
} catch {
$("away").hidden = false;
setTimeout(() => { if (!$("away").hidden) (offer ? look() : start()); }, 1500);
return null;
}
};
const keep = () => {
try { localStorage.setItem(key(), JSON.stringify(state)); } catch { /* a full or closed store: then only this page keeps it */ }
};
const kept = (name) => {
try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
};
const changed = () => {
keep();
clearTimeout(timer);
timer = setTimeout(look, 250);
};

/* Fields. Each one reads and writes a place in the state. */
let count = 0;
const field = (label, prompt, control) => {
const id = "field-" + ++count;
control.id = id;
const box = make("div", { className: "field" }, make("label", { htmlFor: id }, label));
if (prompt) {
box.append(make("p", { className: "prompt", id: id + "-prompt" }, prompt));
control.setAttribute("aria-describedby", id + "-prompt");
}
box.append(control);
return box;
};
const bound = (control, from, name) => {
control.value = from[name] ?? "";
control.addEventListener("input", () => { from[name] = control.value; changed(); });
return control;
};
const select = (choices, empty) => make("select", {}, ...(empty === undefined ? [] : [make("option", { value: "" }, empty)]), ...choices.map((choice) => make("option", { value: choice.id }, choice.text)));
const incident = () => offer.incidents.find((one) => one.id === state.incident);
const kind = () => offer.kinds.find((one) => one.id === (incident()?.kind || state.kind)) || offer.kinds[0];
const template = () => offer.templates.find((one) => one.id === state.template) || offer.templates[0];
const sub = (name) => (typeof state.facts[name] === "object" && state.facts[name]) || (state.facts[name] = {});

const which = () => {
const box = $("which");
box.replaceChildren(box.querySelector("legend"));
const pick = select([]);
pick.append(make("option", { value: "" }, "Something new"));
for (const [label, list] of [["Open", offer.incidents.filter((one) => one.open)], ["Earlier", offer.incidents.filter((one) => !one.open)]]) {
if (list.length) pick.append(make("optgroup", { label }, ...list.map((one) => make("option", { value: one.id }, one.title + " (" + one.id + ")"))));
}
pick.value = state.incident || "";
pick.addEventListener("input", () => { begin(pick.value || null); draw(); look(); $(box.querySelector("select").id).focus(); });
box.append(field("Incident", "", pick));
const sorts = select(offer.templates.map((one) => ({ id: one.id, text: NAMES[one.id] || one.id })));
sorts.value = state.template;
sorts.addEventListener("input", () => { state.template = sorts.value; draw(); changed(); $(box.querySelectorAll("select")[state.incident ? 1 : 2].id).focus(); });
if (!state.incident) {
const kinds = select(offer.kinds);
kinds.value = state.kind;
kinds.addEventListener("input", () => { state.kind = kinds.value; state.template = kind().first; delete state.facts.state; draw(); changed(); $(box.querySelectorAll("select")[1].id).focus(); });
box.append(make("div", { className: "pair" }, field("Kind", "", kinds), field("Sort of update", "", sorts)));
box.append(field("Title", "What readers notice, in at most 70 characters.", bound(make("input", { maxLength: 300 }), state, "title")));
} else {
box.append(field("Sort of update", "", sorts));
const waits = [incident().promise && "Promised: an update by " + incident().promise, ...incident().questions.map((question) => "Not answered: " + question)].filter(Boolean);
if (waits.length) box.append(make("div", { className: "field" }, make("p", { className: "prompt" }, "Readers wait for:"), make("ul", {}, ...waits.map((text) => make("li", {}, text)))));
}
};
const services = () => {
const box = make("fieldset", {}, make("legend", {}, LABELS.services));
box.dataset.of = "services";
const values = sub("services");
for (const service of [...offer.services, { id: "all", text: "All others" }]) {
const now = incident()?.services[service.id];
const pick = select(offer.statuses, now ? "As before: " + offer.statuses.find((one) => one.id === now)?.text : "Not stated");
const id = "service-" + service.id;
const why = make("input", { placeholder: "", ariaLabel: service.text + ": how you know" });
const [status, reason] = (values[service.id] || "").split(": ");
pick.id = id;
pick.value = status;
why.value = reason || "";
why.hidden = status !== "not_affected";
const set = () => {
why.hidden = pick.value !== "not_affected";
values[service.id] = pick.value + (pick.value === "not_affected" && why.value.trim() ? ": " + why.value : "");
changed();
};
pick.addEventListener("input", set);
why.addEventListener("input", set);
why.placeholder = "How you know, such as: they use other keys";
box.append(make("div", { className: "service" }, make("label", { htmlFor: id }, service.text), pick, why));
}
return box;
};
const several = (name, fields) => {
const box = make("fieldset", {}, make("legend", {}, LABELS[name] || name));
box.dataset.of = name;
for (const [id, label, prompt, control] of fields) box.append(field(label, prompt, bound(control, sub(name), id)));
return box;
};
const facts = () => {
const box = $("facts");
box.replaceChildren(box.querySelector("legend"));
let pair = null;
let name;
const short = (element) => { element.dataset.of = name; if (!pair) { pair = make("div", { className: "pair" }); box.append(pair); } pair.append(element); };
const long = (element) => { element.dataset.of = name; pair = null; box.append(element); };
for (const asked of template().keys) {
name = asked.name;
const label = LABELS[name] || (name[0].toUpperCase() + name.slice(1)).replaceAll("_", " ");
const now = incident();
const before = (id, list) => id ? "As before: " + (list.find((one) => one.id === id)?.text || id) : "Not stated";
if (name === "state") short(field(label, "", bound(select(kind().states, before(now?.state, kind().states)), state.facts, name)));
else if (name === "severity") short(field(label, "", bound(select(offer.severities, before(now?.severity, offer.severities)), state.facts, name)));
else if (name === "speaker") short(field(label, "", bound(select(offer.people, before(now?.speaker, offer.people)), state.facts, name)));
else if (name === "at") short(field(label, HINTS.at, bound(make("input", { placeholder: offer.now }), state.facts, name)));
else if (name === "next_update") short(field(label, HINTS.next_update, bound(make("input", { placeholder: offer.next || "" }), state.facts, name)));
else if (name === "services") long(services());
else if (name === "data_access") short(field(label, "", bound(select(offer.data_access, "Not stated"), state.facts, name)));
else if (name === "password_change") short(field(label, "", bound(select(offer.password_change, "Not stated"), state.facts, name)));
else if (name === "statement" || name === "late_reason") long(field(label, asked.prompt, bound(make("textarea", { rows: 2 }), state.facts, name)));
else if (name === "window") long(several(name, [["start", "From", "Such as 2026-06-14 05:00 UTC", make("input")], ["end", "Until", "", make("input")]]));
else if (name === "corrects") long(several(name, [
["update", "Which update", "", select(now?.updates || [], "Choose one")], ["said", "The words that were wrong", "Exactly as they stand on the page.", make("textarea", { rows: 2 })],
["now", "What is right", "", make("textarea", { rows: 2 })], ["why", "How the mistake happened", "", make("textarea", { rows: 2 })],
["found_at", "When you noticed", "", make("input", { placeholder: offer.now })], ["found_by", "Who noticed", "", select([{ id: "us", text: "We did" }, { id: "reader", text: "A reader did" }, { id: "partner", text: "A partner did" }], "Not stated")], ["matters_because", "Who may have acted on it", "", make("textarea", { rows: 2 })],
["size", "How large it is", "", select([{ id: "fact", text: "A fact was wrong" }, { id: "scope", text: "Who or what is affected was wrong" }, { id: "advice", text: "What to do was wrong" }, { id: "typo", text: "Spelling" }], "Choose one")],
]));
else if (!asked.words) long(field(label, asked.prompt, bound(make("textarea", { className: "raw", rows: 2 }), state.facts, name)));
}
};
const words = () => {
const box = $("words");
box.replaceChildren(box.querySelector("legend"));
for (const part of template().parts) {
const one = field(part.heading || "Begin with", part.prompt, bound(make("textarea", { rows: 3, placeholder: part.words.replace(/^- /, "") }), state.parts, part.name));
one.dataset.heading = part.heading || "";
box.append(one);
}
};
const draw = () => { count = 0; which(); facts(); words(); };

/* What the server says of it. */
const body = (draft) => {
const given = Object.fromEntries(template().keys.map((asked) => asked.name).filter((name) => state.facts[name]).map((name) => [name, state.facts[name]]));
const next = given.next_update;
if (typeof next === "string" && /^none\b/.test(next)) given.next_update = { none: next.replace(/^none:?\s*/, "") };
const parts = Object.fromEntries(template().parts.map((part) => part.name).filter((name) => state.parts[name]).map((name) => [name, state.parts[name]]));
return { incident: state.incident, title: state.title || "", kind: kind().id, template: state.template, facts: given, parts, draft, saved: state.saved || null };
};
/* The field that a finding is about: that of the first fact or heading that it names. */
const about = (one) => {
const text = [one.message, one.help].filter(Boolean).join(" ");
const boxes = [...document.querySelectorAll("[data-of], [data-heading]")];
const named = [...text.matchAll(/`([a-z_]+)(?=[:`])/g)].map((match) => boxes.find((box) => box.dataset.of === match[1]));
return named.find(Boolean) || boxes.find((box) => box.dataset.heading && text.toLowerCase().includes("## " + box.dataset.heading.toLowerCase()));
};
const go = (one) => {
const box = about(one);
if (!box) return "";
const button = make("button", { type: "button", className: "go" }, "Go to “" + box.querySelector("label, legend").textContent + "”");
button.addEventListener("click", () => box.querySelector("input, select, textarea").focus());
return button;
};
const list = (findings) => findings.length
? make("ul", {}, ...findings.map((one) => make("li", { className: one.weight }, make("span", { className: "weight" }, one.weight), " " + one.message + " ", make("span", { className: "help" }, [one.reader, one.help].filter(Boolean).join(" ")), " ", go(one))))
: make("p", {}, "Nothing was found.");
const look = async () => {
const mine = ++asked;
const seen = await ask("look", body(true));
if (!seen || mine !== asked) return;
document.documentElement.dataset.looked = asked;
if (seen.error) { $("findings").replaceChildren(make("p", {}, seen.error)); return; }
$("findings").replaceChildren(list(seen.findings));
$("path").textContent = seen.path;
$("file").textContent = seen.text;
if (seen.lengths.length) {
$("lengths").replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...["Channel", "Used", "Left"].map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, ...seen.lengths.map((one) => {
const left = one.is !== null && one.most !== null ? one.most - one.is : null;
return make("tr", {}, make("th", { scope: "row" }, one.channel), make("td", {}, one.is === null ? "" : one.is + " of " + one.most + " " + one.unit), make("td", { className: one.why || left < 0 ? "over" : "" }, one.why || (left === null ? "" : String(left))));
}))));
}
const frame = $("page");
if (seen.page !== null && frame.dataset.html !== seen.page) {
const top = frame.contentWindow?.scrollY || 0;
frame.dataset.html = seen.page;
frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top), { once: true });
frame.srcdoc = seen.page.replace(/<script[^]*?<\/script>/g, "");
}
};
const save = async (draft) => {
const button = $(draft ? "draft" : "save");
if (button.getAttribute("aria-disabled") === "true") return;
button.setAttribute("aria-disabled", "true");
const done = await ask("save", body(draft));
button.removeAttribute("aria-disabled");
const said = $("said");
said.className = done && !done.error ? "" : "bad";
if (!done) { said.textContent = "Not saved: the preview is not there. Your words are kept in this browser."; return; }
if (done.error) {
said.textContent = done.error;
if (done.findings) $("findings").replaceChildren(list(done.findings));
return;
}
try { localStorage.removeItem(key()); } catch { /* nothing was kept */ }
if (draft) {
state = { ...state, incident: done.incident, saved: done.saved };
keep();
offer = await ask("facts") || offer;
history.replaceState(null, "", "?incident=" + encodeURIComponent(done.incident));
} else {
begin(done.incident, true);
offer = await ask("facts") || offer;
history.replaceState(null, "", "?incident=" + encodeURIComponent(done.incident));
draw();
}
said.replaceChildren((draft ? "Draft saved: " : "Saved: ") + done.saved.path + ". ", make("a", { href: done.page }, "See the page"));
};
const begin = (id, fresh) => {
state = { incident: id, title: "", kind: offer.kinds[0].id, template: id ? "progress" : offer.kinds[0].first, facts: {}, parts: {}, saved: null };
const before = fresh ? null : kept(key());
if (before) {
state = { ...state, ...before };
const said = $("said");
said.className = "";
said.textContent = "Your words from before are here again.";
}
};
$("draft").addEventListener("click", () => save(true));
$("save").addEventListener("click", () => save(false));
$("clear").addEventListener("click", () => {
if (!confirm("Throw away what you typed here?")) return;
try { localStorage.removeItem(key()); } catch { /* nothing was kept */ }
begin(state.incident, true);
$("said").textContent = "";
draw();
look();
});
$("form").addEventListener("submit", (event) => event.preventDefault());
const start = async () => {
const answer = await ask("facts");
if (!answer || answer.error) return;
offer = answer;
const wanted = new URLSearchParams(location.search).get("incident");
begin(offer.incidents.some((one) => one.id === wanted) ? wanted : null);
draw();
look();
};
start();
})();
