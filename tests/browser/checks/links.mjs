/**
 * Follows every internal address of every page on disk: the file must exist (spelt exactly so), and a
 * fragment must name an element in it. Addresses must work below any folder and from a file:// URL, so
 * one that starts with "/" or ends in a folder fails (except in 404.html, which is served anywhere).
 * Public addresses of the site itself (canonical links, feed items, the sitemap) must exist too.
 */
import { addresses, attr, elements, nameOf } from '../lib/dom.mjs';
import { attribute, parseXml, textOf, XmlError } from '../feed/xml.mjs';

const BASE = 'http://site.invalid/some/sub/';
const LOADED = /^(img|script|iframe|source|video|audio|track|embed|object|input|image|use)$/;

export function checkLinks(site, { report, urlPrefix, folderLinks }) {
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) {
      const found = new Set();
      for (const node of elements(site.document(file))) {
        const id = attr(node, 'id');
        if (id !== undefined) found.add(id);
        if (node.tagName === 'a' && attr(node, 'name')) found.add(attr(node, 'name'));
      }
      ids.set(file, found);
    }
    return ids.get(file);
  };

  /** What is wrong with a path below the site's root, or nothing. */
  const judgeTarget = (path, hash, mayBeFolder) => {
    let file;
    let fragment;
    try {
      file = decodeURIComponent(path);
      fragment = decodeURIComponent(hash.replace(/^#/, '').replace(/:~:.*/, ''));
    } catch {
      return 'is not well encoded';
    }
    if (file === '' || file.endsWith('/')) {
      if (!mayBeFolder) return 'is a folder, which does not open from a file:// URL';
      file += 'index.html';
    }
    if (!site.fileSet.has(file)) {
      if (!site.fileSet.has(`${file}/index.html`)) return `points to ${file}, which does not exist`;
      if (!mayBeFolder) return 'is a folder, which does not open from a file:// URL';
      file += '/index.html';
    }
    if (fragment && fragment !== 'top' && file.endsWith('.html') && !idsOf(file).has(fragment)) return `points to #${fragment}, which ${file} does not have`;
    return undefined;
  };
  const judgePublic = (value) => {
    if (!urlPrefix || !value.startsWith(urlPrefix)) return undefined;
    const url = new URL(value);
    return judgeTarget(url.pathname.slice(new URL(urlPrefix).pathname.length), url.hash, true);
  };

  for (const page of site.pages) {
    const is404 = page.split('/').pop() === '404.html';
    for (const node of elements(site.document(page))) {
      if (node.tagName === 'base') report.fail('links', page, `${nameOf(node)} changes what every other link means`);
      const found = addresses(node);
      if (node.tagName === 'meta' && /^https?:/.test(attr(node, 'content') ?? '')) found.push({ attribute: 'content', value: attr(node, 'content') });
      for (const { attribute: name, value } of found) {
        const fault = judgeAddress(node, name, value, page, is404);
        if (fault) report.fail('links', page, `${nameOf(node)} ${name}="${value.slice(0, 200)}" ${fault}`);
      }
    }
    report.pass('links', page);
  }

  function judgeAddress(node, name, value, page, is404) {
    if (/^\s*(javascript|vbscript):/i.test(value)) return 'runs a script';
    if (/^(mailto|tel|sms|data|blob|about|webcal|xmpp|matrix):/i.test(value)) return undefined;
    if (value === '' && name !== 'action') return 'is empty';
    let url;
    try {
      url = new URL(value, new URL(page.split('/').map(encodeURIComponent).join('/'), BASE));
    } catch {
      return 'is no address';
    }
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(value)) {
      const rel = attr(node, 'rel') ?? '';
      const loads = name === 'style' || LOADED.test(node.tagName) || (node.tagName === 'link' && /stylesheet|icon|preload|preconnect|dns-prefetch|manifest/.test(rel));
      if (loads) return 'loads something from another host';
      return judgePublic(value);
    }
    if (value.startsWith('/')) {
      if (!is404) return 'starts with "/", which breaks below a folder and from a file:// URL';
      const root = urlPrefix ? new URL(urlPrefix).pathname : '/';
      if (!url.pathname.startsWith(root)) return `does not start with ${root}`;
      return judgeTarget(url.pathname.slice(root.length), url.hash, true);
    }
    const below = new URL(BASE).pathname;
    if (!url.pathname.startsWith(below)) return 'leads out of the site';
    return judgeTarget(url.pathname.slice(below.length), url.hash, folderLinks || is404);
  }

  for (const file of site.feeds()) {
    for (const { node, value } of xmlAddresses(site.text(file))) {
      const fault = judgePublic(value);
      if (fault) report.fail('links', file, `<${node.name}> ${value} ${fault}`);
    }
    report.pass('links', file);
  }
  for (const file of site.files.filter((name) => /sitemap[^/]*\.xml$/.test(name))) {
    for (const { node, value } of xmlAddresses(site.text(file))) {
      if (node.name !== 'loc' && node.local !== 'link') continue;
      if (urlPrefix && !value.startsWith(urlPrefix)) report.fail('links', file, `<${node.name}> ${value} is not below ${urlPrefix}`);
      const fault = judgePublic(value);
      if (fault) report.fail('links', file, `<${node.name}> ${value} ${fault}`);
    }
    report.pass('links', file);
  }
}

/** Addresses in elements that hold one as text or in `href` or `url`; a broken file is the feed check's affair. */
function xmlAddresses(source) {
  let root;
  try {
    root = parseXml(source);
  } catch (error) {
    if (error instanceof XmlError) return [];
    throw error;
  }
  const found = [];
  const walk = (node) => {
    for (const value of [attribute(node, 'href'), attribute(node, 'url'), textOf(node)]) {
      if (value && /^https?:\S+$/.test(value) && !(node.name === 'guid' && attribute(node, 'isPermaLink') === 'false')) found.push({ node, value });
    }
    node.children.forEach(walk);
  };
  walk(root);
  return found;
}
