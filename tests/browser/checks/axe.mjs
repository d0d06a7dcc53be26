/**
 * Runs axe-core on each sampled page at phone and desktop size, in light and dark: the WCAG 2.0, 2.1
 * and 2.2 rules of levels A and AA and axe's best practices. One line for each page, rule and
 * selector, with the variants it shows up in. What axe cannot decide by itself is counted in a note.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inParallel, VIEWPORTS } from '../lib/browser.mjs';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations', 'incomplete'],
  preload: false,
};

export async function checkAxe(site, pages, { browser, server, report }) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const undecided = new Map();
  const work = async (file, page) => {
    const found = new Map();
    await page.goto(server.url(file));
    await page.evaluate(SOURCE);
    for (const [size, viewport] of Object.entries(VIEWPORTS)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        const results = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
        for (const violation of results.violations) {
          for (const node of violation.nodes) {
            const key = `${violation.id} (${violation.impact}) at ${node.target.flat().join(' ')}`;
            const entry = found.get(key) ?? { variants: [], why: node.failureSummary ?? violation.help };
            entry.variants.push(`${size} ${colorScheme}`);
            found.set(key, entry);
          }
        }
        for (const { id } of results.incomplete) undecided.set(id, (undecided.get(id) ?? new Set()).add(file));
      }
    }
    for (const [key, { variants, why }] of found) {
      const advice = why.replace(/^Fix (any|all) of the following:\s*/, '');
      report.fail('axe', file, `${key} in ${variants.length === 4 ? 'all variants' : variants.join(', ')}: ${advice}`);
    }
    report.pass('axe', file);
  };
  const guarded = async (file, page) => {
    try {
      await work(file, page);
    } catch (error) {
      report.fail('axe', file, `the page did not hold still: ${error.message.split('\n')[0]}`);
      await page.goto('about:blank').catch(() => {});
    }
  };
  await inParallel(pages, guarded, { makeTool: () => context.newPage() });
  await context.close();
  const open = [...undecided].map(([id, files]) => `${id} on ${files.size} pages`);
  if (open.length > 0) report.note('axe', `left for a person to judge: ${open.join(', ')}`);
}
