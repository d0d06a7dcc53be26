/**
 * Takes pictures for people to look at: each page in full, at phone and desktop size, light and dark,
 * and as printed. Without page names it takes the first page of each kind. Files are named after the
 * page and the variant.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './lib/args.mjs';
import { inParallel, launch, VIEWPORTS } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';

const { rest } = readArgs({ usage: 'usage: shots.mjs <site-folder> <out-folder> [page ...]', positionals: [2, Infinity] });
const [folder, out, ...named] = rest;
const site = new Site(folder);
const missing = named.filter((page) => !site.fileSet.has(page));
if (missing.length > 0) {
  console.error(`no such page in the site: ${missing.join(', ')}`);
  process.exit(2);
}
const pages = named.length > 0 ? named : site.onePerKind();
mkdirSync(out, { recursive: true });

const browser = await launch();
const server = await serve(site);
const context = await browser.newContext({ reducedMotion: 'reduce' });
let taken = 0;
await inParallel(pages, async (file) => {
  const page = await context.newPage();
  await page.setViewportSize(VIEWPORTS.desktop);
  await page.goto(server.url(file));
  const name = file.replace(/\.html$/, '').replaceAll('/', '_');
  const take = async (variant) => {
    // A picture taken before the new size is painted repeats the first screen.
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    await page.screenshot({ path: join(out, `${name}.${variant}.png`), fullPage: true });
    taken += 1;
  };
  for (const [size, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, media: 'screen' });
      await take(`${size}-${colorScheme}`);
    }
  }
  // 794 px is the width of an A4 sheet.
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  await take('print');
  await page.close();
});
await browser.close();
server.close();
console.log(`${taken} pictures of ${pages.length} pages in ${out}`);
