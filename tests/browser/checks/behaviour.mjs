/**
 * Loads each sampled page in the browser from a web root (with the headers of `_headers`), below a
 * sub-folder and from a file:// URL. Wherever it comes from: no console error (a breach of the content
 * security policy is one), no failed request, no request outside the site, no sideways scrolling at
 * 320, 390 and 1280 px. Without JavaScript the visible text is the same but for [data-script-only].
 */
import { pathToFileURL } from 'node:url';
import { inParallel, watch } from '../lib/browser.mjs';

const WIDTHS = [[320, 640], [390, 844], [1280, 900]];

export async function checkBehaviour(site, pages, { browser, server, subServer, report }) {
  const context = await browser.newContext();
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const places = [
    ['root', server.base, server.url],
    ['sub-folder', subServer.base, subServer.url],
    ['file', `${pathToFileURL(site.folder).href}/`, (file) => site.fileUrl(file)],
  ];
  const makeTool = async () => {
    const open = async (from, base) => {
      const page = await from.newPage();
      return { page, seen: watch(page, base) };
    };
    return {
      scripted: await Promise.all(places.map(([, base]) => open(context, base))),
      plain: await open(bare, server.base),
    };
  };
  const work = async (file, { scripted, plain }) => {
    const faults = new Map();
    const note = (message, place) => faults.set(message, [...(faults.get(message) ?? []), place]);
    let text;
    for (const [index, [place, base, urlOf]] of places.entries()) {
      const { page, seen } = scripted[index];
      for (const [width, height] of WIDTHS) {
        await page.setViewportSize({ width, height });
        if (width === WIDTHS[0][0]) await page.goto(urlOf(file), { waitUntil: 'load' });
        const wide = await page.evaluate(findOverflow);
        if (wide) note(`scrolls sideways at ${width} px: ${wide}`, place);
      }
      if (place === 'root') text = await page.evaluate(visibleText);
      for (const fault of seen.take()) note(fault.replaceAll(base, ''), place);
    }
    await plain.page.setViewportSize({ width: 1280, height: 900 });
    await plain.page.goto(server.url(file), { waitUntil: 'load' });
    const plainText = await plain.page.evaluate(visibleText);
    for (const fault of plain.seen.take()) note(fault.replaceAll(server.base, ''), 'without JavaScript');
    const differs = firstDifference(text, plainText);
    if (differs) report.fail('behaviour', file, differs);
    for (const [message, where] of faults) report.fail('behaviour', file, `${message} (${where.join(', ')})`);
    report.pass('behaviour', file);
  };
  const guarded = async (file, tool) => {
    try {
      await work(file, tool);
    } catch (error) {
      report.fail('behaviour', file, `the page did not hold still: ${error.message.split('\n')[0]}`);
      for (const { page, seen } of [...tool.scripted, tool.plain]) {
        await page.goto('about:blank').catch(() => {});
        seen.take();
      }
    }
  };
  await inParallel(pages, guarded, { makeTool });
  await context.close();
  await bare.close();
}

/** In the page: the first element that makes the document wider than the window. */
function findOverflow() {
  const limit = window.innerWidth;
  const width = document.documentElement.scrollWidth;
  if (width <= limit) return undefined;
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const free = [...document.body.querySelectorAll('*')].filter((element) => !scrolls(element));
  const beyond = free.filter((element) => element.getBoundingClientRect().right > limit + 0.5);
  // A long word leaves its element without widening it.
  const burst = free.filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth);
  const culprit = beyond.pop() ?? burst.pop();
  const name = culprit && `<${culprit.localName}${culprit.id ? ` id="${culprit.id}"` : ''}${culprit.className ? ` class="${culprit.getAttribute('class')}"` : ''}>`;
  return `the document is ${width} px wide${name ? `, see ${name} "${culprit.textContent.trim().slice(0, 40)}"` : ''}`;
}

/** In the page: what a reader sees, without the parts that are for scripts only. */
function visibleText() {
  for (const element of document.querySelectorAll('[data-script-only]')) element.remove();
  return document.body.innerText.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

function firstDifference(withScript, without) {
  const at = withScript.findIndex((line, index) => line !== without[index]);
  const index = at < 0 && without.length > withScript.length ? withScript.length : at;
  if (index < 0) return undefined;
  return `without JavaScript the text differs: "${(without[index] ?? '').slice(0, 120)}" instead of "${(withScript[index] ?? '').slice(0, 120)}"`;
}
