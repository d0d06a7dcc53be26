/**
 * Checks a built site with a validator, a browser and a feed parser, prints a line for each failure
 * and closes with `N passed, N failed`; the exit code is 1 when something failed. One browser and one
 * Java machine serve the whole run. See README.md for what each section checks.
 */
import { checkAxe } from './checks/axe.mjs';
import { checkBehaviour } from './checks/behaviour.mjs';
import { checkBudget } from './checks/budget.mjs';
import { checkCsp } from './checks/csp.mjs';
import { checkFeeds } from './checks/feeds.mjs';
import { checkHtml } from './checks/html.mjs';
import { checkLinks } from './checks/links.mjs';
import { readArgs } from './lib/args.mjs';
import { launch } from './lib/browser.mjs';
import { Report } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

const SECTIONS = ['html', 'axe', 'links', 'feeds', 'behaviour', 'csp', 'budget'];
const usage = `usage: run.mjs <site-folder> [--only ${SECTIONS.join(',')}]
  --url-prefix URL   public address of the site's root (default: read from the home page or its feed)
  --now TIME         no feed date may be after it (default: the clock)
  --seed N           picks the sample of a large site (default: 1)
  --all-pages        loads every page in the browser, however many
  --folder-links     lets relative links end in a folder
  --max-lines N      lines printed for each section (default: 100)`;
const { options, rest } = readArgs({
  usage,
  valued: ['only', 'url-prefix', 'now', 'seed', 'max-lines'],
  flags: ['all-pages', 'folder-links'],
  positionals: [1, 1],
});
const only = options.only?.split(',') ?? SECTIONS;
const now = options.now === undefined ? new Date() : new Date(options.now);
const unknown = only.find((name) => !SECTIONS.includes(name));
if (unknown !== undefined || Number.isNaN(now.getTime())) {
  console.error(unknown !== undefined ? `no section "${unknown}"\n${usage}` : `--now ${options.now} is no time`);
  process.exit(2);
}

const site = new Site(rest[0]);
const report = new Report({ maxLines: Number(options['max-lines'] ?? 100) });
const urlPrefix = (options['url-prefix'] ?? site.guessUrlPrefix())?.replace(/\/*$/, '/');
const pages = site.sample({ seed: options.seed ?? 1, limit: options['all-pages'] ? Infinity : 60 });
console.log(`     ${site.pages.length} pages (${pages.length} in the browser), ${site.feeds().length} feeds, public address ${urlPrefix ?? 'unknown'}`);

const started = Date.now();
const timed = async (name, work) => {
  if (!only.includes(name)) return;
  const start = Date.now();
  await work();
  report.flush(name);
  report.note(name, `done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
};
const settings = { report, urlPrefix, now, folderLinks: options['folder-links'] === true };
const validator = timed('html', () => checkHtml(site, report));
await timed('links', () => checkLinks(site, settings));
await timed('feeds', () => checkFeeds(site, settings));
await timed('csp', () => checkCsp(site, settings));
await timed('budget', () => checkBudget(site, settings));
if (only.includes('axe') || only.includes('behaviour')) {
  const browser = await launch();
  const server = await serve(site);
  const subServer = await serve(site, '/some/sub/folder/');
  const tools = { browser, server, subServer, report };
  await timed('behaviour', () => checkBehaviour(site, pages, tools));
  await timed('axe', () => checkAxe(site, pages, tools));
  await browser.close();
  server.close();
  subServer.close();
}
await validator;
console.log(`     all in ${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = report.finish();
