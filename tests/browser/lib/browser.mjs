/**
 * Starts the machine's own Chromium (never a downloaded one) with a new, empty profile and all of its
 * background traffic off, and gives small helpers to work through a list with a few pages at once.
 * The environment variable CHROMIUM names another browser program.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const VIEWPORTS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};

export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not in this folder
      }
    }
  }
  console.error('no Chromium found: run scripts/setup-tests');
  process.exit(2);
}

export async function launch() {
  return chromium.launch({ executablePath: findBrowser(), headless: true, args: ARGS });
}

/** Runs `work(item, tool)` over the items, `width` at a time; each worker makes its tool once. */
export async function inParallel(items, work, { width = 3, makeTool = async () => undefined } = {}) {
  const queue = [...items];
  const worker = async () => {
    const tool = await makeTool();
    while (queue.length > 0) await work(queue.shift(), tool);
  };
  await Promise.all(Array.from({ length: Math.min(width, queue.length) }, worker));
}

/** Notes what goes wrong in a page: console errors, exceptions, failed and foreign requests. */
export function watch(page, ownBase) {
  const faults = new Set();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.add(`console error: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.add(`exception: ${error.message}`));
  page.on('requestfailed', (request) => faults.add(`failed request: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.add(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(ownBase) && !/^(data|blob|about):/.test(url)) faults.add(`request outside the site: ${url}`);
  });
  return {
    /** The faults since the last call. */
    take() {
      const taken = [...faults];
      faults.clear();
      return taken;
    },
  };
}
