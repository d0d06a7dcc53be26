/* Follows the server: loads the page again when it looks otherwise, where the
   reader was, and keeps the bar up to date. */
(() => {
const bar = document.querySelector("candor-bar");
if (!bar) return;
if (!bar.shadowRoot) {
const template = bar.querySelector("template");
bar.attachShadow({ mode: "open" }).append(template.content);
template.remove();
}
const place = "candor-place:" + location.pathname;
const kept = (() => { try { return JSON.parse(sessionStorage.getItem(place)); } catch { return null; } })();
if (kept) {
sessionStorage.removeItem(place);
history.scrollRestoration = "manual";
const back = () => {
const mark = kept.id && document.getElementById(kept.id);
scrollTo({ top: mark ? mark.getBoundingClientRect().top + scrollY - kept.offset : kept.top, left: 0, behavior: "instant" });
};
back();
addEventListener("load", back, { once: true });
for (const name of kept.open) bar.shadowRoot.querySelector("details." + name)?.setAttribute("open", "");
}
const panels = () => [...bar.shadowRoot.querySelectorAll("details")];
const again = () => {
const marks = [...document.querySelectorAll("main [id]")];
const mark = marks.findLast((element) => element.getBoundingClientRect().top <= 120) || null;
const open = panels().filter((panel) => panel.open).map((panel) => panel.classList[0]);
sessionStorage.setItem(place, JSON.stringify({ id: scrollY > 0 && mark?.id, offset: mark?.getBoundingClientRect().top, top: scrollY, open }));
location.reload();
};
let asking = false, more = false;
const look = async () => {
if (asking) { more = true; return; }
asking = true;
try {
const answer = await fetch(bar.dataset.bar, { cache: "no-store" });
const text = await answer.text();
if (answer.ok && answer.headers.get("X-Candor-Tag") !== bar.dataset.tag) return again();
const typing = bar.shadowRoot.activeElement?.matches("input");
if (answer.ok && !typing) {
const open = panels().map((panel) => panel.open);
bar.shadowRoot.innerHTML = text;
panels().forEach((panel, at) => { panel.open = open[at] || false; });
}
document.documentElement.dataset.candor = "fresh";
} catch { /* the server is away; the stream of events comes back by itself */ }
asking = false;
if (more) { more = false; look(); }
};
bar.shadowRoot.addEventListener("toggle", (event) => {
if (event.target.open) for (const panel of panels()) if (panel !== event.target) panel.open = false;
}, true);
addEventListener("keydown", (event) => {
const open = event.key === "Escape" && panels().find((panel) => panel.open);
if (open) { open.open = false; open.querySelector("summary").focus(); }
});
/* A browser opens few connections to one server: only a tab that is seen listens. */
let events;
const listen = () => {
events?.close();
if (document.hidden) return;
events = new EventSource("/_candor/events");
for (const name of ["hello", "changed", "checked"]) events.addEventListener(name, look);
};
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => events?.close());
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
listen();
})();
