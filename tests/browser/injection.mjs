/**
 * Proves that hostile texts stay texts. For a site built from content full of canaries that would set
 * `window.__pwned`: reads every page for anything active beyond the site's own scripts, then loads it
 * with its policy and again with the policy switched off, moves over it, and asserts that no canary
 * ran, no dialog opened and the page stayed where it was. Feed contents are read the same way.
 */
import { attr, elements, addresses, nameOf, parsePiece, textOf } from './lib/dom.mjs';
import { hashMatches, isExecutable, metaPolicies, parsePolicy, sourcesOf } from './lib/csp.mjs';
import { readArgs } from './lib/args.mjs';
import { inParallel, launch } from './lib/browser.mjs';
import { Report } from './lib/report.mjs';
import { serve } from './lib/server.mjs';
import { Site } from './lib/site.mjs';
import { parseXml, textOf as xmlText, XmlError } from './feed/xml.mjs';

const EMBEDDING = new Set(['iframe', 'object', 'embed', 'applet', 'frame', 'frameset', 'base', 'portal', 'fencedframe']);

const { options, rest } = readArgs({ usage: 'usage: injection.mjs <site-folder> [--canary NAME] [--max-lines N]', valued: ['canary', 'max-lines'], positionals: [1, 1] });
const canary = options.canary ?? '__pwned';
const site = new Site(rest[0]);
const report = new Report({ maxLines: Number(options['max-lines'] ?? 100) });
const started = Date.now();

const scripts = new Set();
for (const page of site.pages) {
  const document = site.document(page);
  const policy = parsePolicy(metaPolicies(document).map((node) => attr(node, 'content')).join(';'));
  for (const message of faults(document, sourcesOf(policy, 'script-src-elem'))) report.fail('page', page, message);
  report.pass('page', page);
}
for (const file of site.feeds()) {
  try {
    const walk = (node) => {
      if (/<[a-z!?/]/i.test(xmlText(node))) {
        // Titles are plain text to a reader that keeps to RSS; only contents are HTML.
        const isContent = node.local === 'encoded' || node.local === 'description' || node.local === 'content';
        if (isContent) for (const message of faults(parsePiece(xmlText(node)), [])) report.fail('feed', file, message, `${file}:${node.line}`);
      }
      node.children.forEach(walk);
    };
    walk(parseXml(site.text(file)));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    report.fail('feed', file, `is not well-formed: ${error.message}`);
  }
  report.pass('feed', file);
}

const browser = await launch();
const server = await serve(site);
for (const bypassCSP of [false, true]) {
  const section = bypassCSP ? 'load without policy' : 'load';
  const context = await browser.newContext({ bypassCSP, viewport: { width: 1280, height: 900 } });
  await inParallel(site.pages, async (file) => {
    const page = await context.newPage();
    const seen = [];
    page.on('dialog', (dialog) => {
      seen.push(`a dialog opened: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on('popup', () => seen.push('a window opened'));
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url() !== server.url(file)) seen.push(`the page went to ${frame.url()}`);
      if (frame !== page.mainFrame()) seen.push(`a frame loaded ${frame.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.base) && !/^(data|about):/.test(request.url())) seen.push(`a request went to ${request.url()}`);
    });
    await page.goto(server.url(file), { waitUntil: 'load' });
    try {
      await page.evaluate(poke);
      const ran = await page.evaluate((name) => (window[name] === undefined ? undefined : String(window[name])), canary);
      if (ran !== undefined) seen.push(`the canary ran: window.${canary} is ${ran}`);
    } catch (error) {
      seen.push(`the page did not hold still: ${error.message}`);
    }
    await page.close();
    for (const message of new Set(seen)) report.fail(section, file, message);
    report.pass(section, file);
  });
  await context.close();
}
await browser.close();
server.close();
console.log(`     ${site.pages.length} pages, ${site.feeds().length} feeds, ${scripts.size} different inline scripts, ${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = report.finish();

/** Everything active in a tree that is not one of the site's own scripts. */
function* faults(tree, scriptSources) {
  for (const node of elements(tree)) {
    const called = nameOf(node);
    if (node.tagName === 'script') yield* scriptFaults(node, called, scriptSources);
    if (EMBEDDING.has(node.tagName)) yield `${called} is there`;
    if (/^(animate|set|animatemotion|animatetransform)$/i.test(node.tagName) && /href$/i.test(attr(node, 'attributeName') ?? '')) yield `${called} animates an address`;
    if (node.tagName === 'meta' && /^refresh$/i.test(attr(node, 'http-equiv') ?? '')) yield `${called} is a refresh`;
    if (node.tagName === 'link' && attr(node, 'rel')?.includes('import')) yield `${called} is an import`;
    for (const { name } of node.attrs) {
      if (/^on/i.test(name)) yield `${called} has the attribute ${name}`;
      if (name === 'srcdoc') yield `${called} has srcdoc`;
    }
    for (const { attribute, value } of addresses(node)) {
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\0-\x20]/g, ''))?.[1].toLowerCase();
      const harmless = scheme === 'data' && (/^link$|^img$|^source$/.test(node.tagName) || attribute === 'style');
      if (/^(javascript|vbscript|data|blob|filesystem)$/.test(scheme ?? '') && !harmless) yield `${called} has ${attribute}="${value.slice(0, 100)}"`;
    }
  }
}

function* scriptFaults(node, called, sources) {
  const source = attr(node, 'src');
  const code = textOf(node);
  if (source !== undefined) {
    const own = !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(source) && sources?.includes("'self'");
    if (!own) yield `${called} loads ${source}`;
  } else if (isExecutable(node)) {
    scripts.add(code);
    if (!hashMatches(sources, code)) yield `${called} matches no hash of the policy: ${code.slice(0, 80)}`;
    if (code.includes(canary)) yield `${called} has the canary in its code`;
  } else {
    try {
      JSON.parse(code);
    } catch {
      yield `${called} is a data block but no JSON: ${code.slice(0, 80)}`;
    }
  }
}

/** In the page: gives handlers a chance to run, as a visitor would, without following a link. */
async function poke() {
  for (const element of document.querySelectorAll('body *')) {
    for (const type of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'toggle', 'animationend', 'transitionend', 'error', 'load']) {
      element.dispatchEvent(new Event(type, { bubbles: type.endsWith('over') }));
    }
    if (element.localName === 'details') element.open = true;
    if (element.localName === 'a' && /^\s*javascript:/i.test(element.getAttribute('href') ?? '')) element.click();
  }
  await new Promise((done) => setTimeout(done, 100));
}
