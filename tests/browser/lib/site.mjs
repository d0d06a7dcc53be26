/**
 * Knows a built site on disk: which files it has, its HTML pages, its XML feeds, the kind of each page
 * (derived from its path alone) and a repeatable sample of pages when there are too many to load all.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { attr, elements, parsePage } from './dom.mjs';

export class Site {
  constructor(folder) {
    this.folder = resolve(folder);
    if (!statSync(this.folder, { throwIfNoEntry: false })?.isDirectory()) {
      console.error(`${folder}: no such folder`);
      process.exit(2);
    }
    this.files = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1).replaceAll('\\', '/'))
      .sort();
    this.fileSet = new Set(this.files);
    this.pages = this.files.filter((file) => file.endsWith('.html'));
    this.parsed = new Map();
    if (this.pages.length === 0) {
      console.error(`${folder}: no .html file in it`);
      process.exit(2);
    }
  }

  path(file) {
    return join(this.folder, file);
  }

  text(file) {
    return readFileSync(this.path(file), 'utf8');
  }

  bytes(file) {
    return readFileSync(this.path(file));
  }

  /** The parsed document of a page, read once. */
  document(page) {
    if (!this.parsed.has(page)) this.parsed.set(page, parsePage(this.text(page)));
    return this.parsed.get(page);
  }

  fileUrl(file) {
    return pathToFileURL(this.path(file)).href;
  }

  /** XML files that are feeds by name or by their root element. */
  feeds() {
    return this.files.filter((file) => {
      if (!file.endsWith('.xml') && !file.endsWith('.rss')) return false;
      return /(^|\/)feed\.xml$/.test(file) || /<(rss|feed|rdf:RDF)[\s>]/.test(this.text(file).slice(0, 2000));
    });
  }

  /** The public address of the site's root, as told by the home page's canonical link or its feed. */
  guessUrlPrefix() {
    if (this.fileSet.has('index.html')) {
      for (const node of elements(this.document('index.html'))) {
        if (node.tagName === 'link' && attr(node, 'rel') === 'canonical') {
          const href = attr(node, 'href') ?? '';
          if (/^https?:/.test(href)) return href.replace(/[^/]*$/, '');
        }
      }
    }
    if (this.fileSet.has('feed.xml')) {
      const self = /<atom:link\b[^>]*\brel="self"[^>]*>/.exec(this.text('feed.xml'))?.[0];
      const href = /\bhref="(https?:[^"]*)feed\.xml"/.exec(self ?? '')?.[1];
      if (href) return href;
    }
    return undefined;
  }

  /** All pages when there are at most `limit`; else the first of each kind and 20 more by the seed. */
  sample({ limit = 60, seed = 1 } = {}) {
    if (this.pages.length <= limit) return this.pages;
    const chosen = new Set(this.onePerKind());
    const rest = this.pages.filter((page) => !chosen.has(page));
    const random = generator(seed);
    for (let n = 0; n < 20 && rest.length > 0; n += 1) {
      chosen.add(rest.splice(Math.floor(random() * rest.length), 1)[0]);
    }
    return [...chosen].sort();
  }

  onePerKind() {
    const kinds = new Map();
    for (const page of this.pages) if (!kinds.has(kindOf(page))) kinds.set(kindOf(page), page);
    return [...kinds.values()];
  }
}

/** `incidents/2024-01-02-x/index.html` is of kind `incidents/+/index.html`; top-level pages are their own kind. */
export function kindOf(page) {
  const parts = page.split('/');
  const file = parts.pop();
  if (parts.length === 0) return file;
  const language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(parts[0]) ? parts.splice(0, 1) : [];
  if (parts.length === 0) return [...language, file].join('/');
  const below = parts.slice(1).map(() => '+');
  return [...language, parts[0], ...below, file === 'index.html' ? file : '+'].join('/');
}

/** Mulberry32: small, repeatable, good enough to pick pages. */
function generator(seed) {
  let state = Number(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
