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
const age = (seconds) => {
for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
if (seconds >= size * (unit === "minute" ? 1 : 2)) return relative.format(-Math.floor(seconds / size), unit);
}
return relative.format(0, "minute");
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
