/**
 * The preview and the composer in a browser: live reload that keeps the place, the bar, the form with
 * a keyboard and through a lost connection, and axe-core over both at phone and desktop size, in light
 * and dark. Starts the program itself on a copy of the content:
 *
 *     node tests/browser/preview.mjs <program> <content-folder> [--now TIME] [--shots FOLDER]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, VIEWPORTS } from './lib/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false };
const [program, content, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const now = option('--now') ?? '2026-05-21 14:10 UTC';
const shots = option('--shots');

const scratch = mkdtempSync(join(tmpdir(), 'preview-'));
const root = join(scratch, 'content');
cpSync(content, root, { recursive: true });

let server;
let base;
let port = 0;
const serve = async () => {
  server = spawn(program, ['serve', '--content', root, '--now', now, '--port', String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const line = await new Promise((resolve) => server.stdout.once('data', (data) => resolve(String(data))));
  base = line.match(/http:\/\/[^\s]+?(?=\/\s)/)[0];
  port = Number(base.split(':').pop());
};
const stop = () => new Promise((resolve) => { server.once('exit', resolve); server.kill(); });

let passed = 0;
const failures = [];
const check = async (name, work) => {
  try {
    await work();
    passed += 1;
    console.log(`  ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}: ${error.message ?? error}`);
  }
};
const assert = (truth, what) => { if (!truth) throw new Error(what); };
const accessible = async (page, name) => {
  await page.evaluate(AXE);
  const found = [];
  for (const [size, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
      for (const one of violations) found.push(`${size} ${colorScheme}: ${one.id} at ${one.nodes.map((node) => node.target.flat().join(' ')).slice(0, 3).join(', ')}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) found.push(`${size}: scrolls sideways by ${wide} px`);
      if (shots) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${name}-${size}-${colorScheme}.png`) });
      }
    }
  }
  await page.setViewportSize(VIEWPORTS.desktop);
  await page.emulateMedia({ colorScheme: 'light' });
  assert(found.length === 0, found.join('\n     '));
};
/** Every file of the content with an ending, newest folder first. */
const files = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});

await serve();
const browser = await launch();
const context = await browser.newContext({ reducedMotion: 'reduce', viewport: VIEWPORTS.desktop });
const page = await context.newPage();
const faults = [];
page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
page.on('pageerror', (error) => faults.push(error.message));

// The newest update of a first page that readers see at this time.
const written = (path) => readFileSync(path, 'utf8').match(/^at: ([^\n]*UTC)$/m)?.[1] ?? '';
const told = files(join(root, 'incidents')).filter((path) => path.endsWith('.md') && /^type: (first|progress)/m.test(readFileSync(path, 'utf8')));
const update = told.filter((path) => written(path) && written(path) <= now).sort((a, b) => written(a).localeCompare(written(b))).at(-1);
const id = update.split('/').at(-2);
const fresh = () => page.waitForFunction(() => document.documentElement.dataset.candor === 'fresh');

await check('the bar is on the page, and the policy of the page lets it work', async () => {
  await page.goto(`${base}/incidents/${id}/`);
  await fresh();
  const text = await page.locator('candor-bar').evaluate((bar) => bar.shadowRoot.textContent);
  for (const words of ['Preview', 'As at', 'Write an update']) assert(text.includes(words), `no “${words}” in the bar`);
  assert(faults.length === 0, faults.join('; '));
});
await check('the pages of the preview are accessible, the bar closed', () => accessible(page, 'incident'));
await check('the bar is accessible when it is open', async () => {
  await page.locator('candor-bar summary').first().press('Enter');
  await accessible(page, 'bar');
});
await check('one panel is open at a time, and Escape closes it', async () => {
  const summaries = page.locator('candor-bar summary');
  await summaries.last().click();
  await page.waitForFunction(() => document.querySelector('candor-bar').shadowRoot.querySelectorAll('details[open]').length === 1);
  await page.keyboard.press('Escape');
  assert((await page.locator('candor-bar details[open]').count()) === 0, 'still open');
});
await check('a save reloads the page where the reader was', async () => {
  await page.evaluate(() => scrollTo(0, 700));
  const before = await page.evaluate(() => scrollY);
  assert(before > 300, 'the page is too short for this test');
  writeFileSync(update, `${readFileSync(update, 'utf8')}\nThis sentence came while you looked.\n`);
  await page.waitForFunction(() => document.body.textContent.includes('This sentence came while you looked.'));
  await fresh();
  const after = await page.evaluate(() => scrollY);
  assert(Math.abs(after - before) < 250 && after > 100, `from ${before} to ${after}`);
});
await check('a save of another incident does not disturb', async () => {
  await page.evaluate(() => { window.same = true; });
  const other = files(join(root, 'incidents')).filter((path) => path.endsWith('.md') && !path.includes(`/${id}/`)).sort()[0];
  writeFileSync(other, `${readFileSync(other, 'utf8')}\nElsewhere.\n`);
  await page.waitForTimeout(600);
  assert(await page.evaluate(() => window.same === true), 'the page was loaded again');
});
await check('a broken file is said on the page, which stays', async () => {
  const text = readFileSync(update, 'utf8');
  writeFileSync(update, text.replace('type:', 'typo:'));
  await page.waitForFunction(() => document.querySelector('candor-bar').shadowRoot.querySelector('.broken'));
  assert((await page.textContent('main')).includes('This sentence came while you looked.'), 'the last good page is gone');
  await accessible(page, 'broken');
  writeFileSync(update, text);
  await page.waitForFunction(() => !document.querySelector('candor-bar').shadowRoot.querySelector('.broken'));
});
await check('the clock is moved by its form, and links stay at that time', async () => {
  await page.locator('candor-bar .clock summary').click();
  await page.locator('candor-bar #at').fill('2026-05-20 09:00 UTC');
  await page.locator('candor-bar #at').press('Enter');
  await page.waitForURL(/_candor\/at\/2026-05-20T09:00:00Z\//);
  await page.locator('nav a').first().click();
  await page.waitForURL(/_candor\/at\/2026-05-20T09:00:00Z\/all\/history\//);
});
await check('ages and promises are those of the instant that is shown, not of the browser', async () => {
  await page.goto(`${base}/_candor/at/2026-05-21T14:10:00Z/readers/`);
  const age = await page.locator('.age').first().textContent();
  assert(age.includes('5\u00a0minutes\u00a0ago'), `the last word is said to be ${age}`);
  assert((await page.locator('[data-due]').count()) > 0, 'nothing is promised');
  assert((await page.locator('[data-due].passed').count()) === 0, 'a promise is late that was not');
});
await check('the file of a finding is shown with its lines', async () => {
  await page.goto(`${base}/_candor/source/${update.slice(root.length + 1)}`);
  assert((await page.locator('.source li').count()) > 5, 'no lines');
  await accessible(page, 'source');
});

const looked = async (work) => {
  const before = await page.evaluate(() => document.documentElement.dataset.looked);
  await work();
  await page.waitForFunction((before) => document.documentElement.dataset.looked !== before, before);
};
await check('the composer shows the page, the findings and the room in each channel as somebody types', async () => {
  await page.goto(`${base}/_candor/compose?incident=${id}`);
  await page.waitForFunction(() => document.documentElement.dataset.looked);
  await looked(() => page.getByLabel('Begin with').first().fill('We have found the cause, and we are putting it right.'));
  await page.frameLocator('#page').getByText('We have found the cause, and we are putting it right.').first().waitFor();
  await page.locator('#lengths td').first().waitFor();
});
await check('a finding leads to the field that it is about', async () => {
  await page.getByRole('button', { name: 'Go to “Next update by”' }).first().click();
  const focused = await page.evaluate(() => document.activeElement.labels[0].textContent);
  assert(focused === 'Next update by', `the focus is on ${focused}`);
});
await check('the composer is accessible', () => accessible(page, 'compose'));
await check('every field has a label, and all can be reached with the keyboard in the order of the page', async () => {
  const bare = await page.evaluate(() => [...document.querySelectorAll('form input, form select, form textarea')].filter((field) => !field.hidden && !field.labels.length && !field.ariaLabel).length);
  assert(bare === 0, `${bare} fields without a label`);
  await page.locator('form select').first().focus();
  const seen = [];
  for (let step = 0; step < 60; step += 1) {
    seen.push(await page.evaluate(() => document.activeElement.id));
    if (seen.at(-1) === 'save') break;
    await page.keyboard.press('Tab');
  }
  assert(seen.at(-1) === 'save', `stopped at ${seen.at(-1)}`);
});
await check('words survive a server that goes away and a page that is closed', async () => {
  await stop();
  await page.getByLabel('Begin with').first().fill('Written while the server was away.');
  await page.locator('#away').waitFor({ state: 'visible' });
  await page.locator('#save').click();
  await page.getByText('Not saved: the preview is not there.').waitFor();
  await serve();
  await page.locator('#away').waitFor({ state: 'hidden' });
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.looked);
  assert((await page.getByLabel('Begin with').first().inputValue()) === 'Written while the server was away.', 'the words are gone');
});
await check('a draft is saved with the keyboard and shown, marked, on the page', async () => {
  await page.getByLabel('Next update by').fill('18:00 UTC');
  await page.locator('#draft').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Draft saved:').waitFor();
  const other = await context.newPage();
  await other.goto(`${base}/incidents/${id}/`);
  await other.getByText('Written while the server was away.').first().waitFor();
  await other.getByText('Draft. Readers do not see this.').first().waitFor();
  if (shots) await other.screenshot({ path: join(shots, 'draft.png') });
  await other.close();
});
await check('something new is begun with a few fields', async () => {
  await page.goto(`${base}/_candor/compose`);
  await page.waitForFunction(() => document.documentElement.dataset.looked);
  await page.getByLabel('Title').fill('Some exports fail');
  await looked(() => page.getByLabel('Begin with').first().fill('Since 13:50 UTC some exports fail with an error.'));
  await page.frameLocator('#page').getByText('Since 13:50 UTC some exports fail').first().waitFor();
  await accessible(page, 'compose-new');
});
await check('no error in the console but the ones of the lost connection', async () => {
  const others = faults.filter((text) => !/ERR_CONNECTION|Failed to load resource|ERR_INCOMPLETE|ERR_EMPTY/.test(text));
  assert(others.length === 0, others.join('; '));
});

await browser.close();
await stop();
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
