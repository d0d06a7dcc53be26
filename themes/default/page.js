/* Adds what only the reader's own clock can tell: the local time beside other
   times, the age of the last word, and a promise whose time has passed. All of
   it is marked data-script-only; without this script nothing is missing. */
(() => {
const language = document.documentElement.lang || undefined;
const words = document.body.dataset;
const add = (parent, tag, name) => {
const element = document.createElement(tag);
element.className = name;
element.setAttribute("data-script-only", "");
return parent.appendChild(element);
};
const hour = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(language, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const list = new Intl.ListFormat(language);
// As the page says a length: the two units that matter, and from two weeks on days alone.
const age = (seconds) => {
if (seconds < 60) return relative.format(0, "minute");
const all = Math.floor(seconds / 60);
const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor(all / 60) % 24, all % 60];
const units = [["day", days], ["hour", days < 14 ? hours : 0], ["minute", days ? 0 : minutes]].filter((unit) => unit[1]);
const said = units.map(([unit, n]) => n.toLocaleString(language, { style: "unit", unit, unitDisplay: "long" }));
return words.ago.replace("{length}", list.format(said));
};
for (const time of document.querySelectorAll("main time")) {
const at = new Date(time.dateTime);
if (!/\d:\d/.test(time.textContent) || time.textContent.includes(hour.format(at))) continue;
const near = time.textContent.includes(" " + at.getDate() + " ") || time.textContent.startsWith(at.getDate() + " ");
const local = words.local.replace("{time}", (near ? hour : day).format(at));
add(time, "span", "local").textContent = " (" + local.replaceAll(" ", "\u00a0") + ")";
}
const ages = [...document.querySelectorAll("[data-age]")].map((time) => [new Date(time.dateTime), add(time.closest("p"), "span", "age")]);
const dues = [...document.querySelectorAll("[data-due]")].map((promise) => [new Date(promise.dataset.due), promise]);
const tick = () => {
const now = Date.now();
for (const [at, element] of ages) element.textContent = " (" + age((now - at) / 1000).replaceAll(" ", "\u00a0") + ")";
for (const [due, promise] of dues) {
const late = (now - due) / 1000;
if (late < 60) continue;
promise.classList.add("passed");
(promise.querySelector(".late") || add(promise, "p", "late")).textContent = words.late.replace("{age}", age(late));
}
};
tick();
setInterval(tick, 30000);
})();
