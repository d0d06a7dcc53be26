/* The page's own script asks the browser what time it is. On a page that is shown
   as at another instant it is told that one, so that ages and promises are as
   they were then. */
(() => {
const ahead = Date.parse(document.currentScript.dataset.now) - Date.now();
const real = Date.now;
Date.now = () => real() + ahead;
})();
