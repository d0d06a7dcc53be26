/**
 * Reads every feed twice: with feedsmith, a feed parser that shares nothing with the generator, and
 * with the rules in feed/rules.mjs. Both must see the same items. The pages that announce a feed must
 * give it the type of RSS, and a served feed (`_headers`) must have a type that readers accept.
 */
import { parseRssFeed } from 'feedsmith';
import { headersFor, parseHeaders } from '../lib/csp.mjs';
import { attr, elements } from '../lib/dom.mjs';
import { judgeFeed } from '../feed/rules.mjs';
import { parseXml, textOf } from '../feed/xml.mjs';

const TYPES = /^(application\/rss\+xml|application\/xml|text\/xml)\b/;

export function checkFeeds(site, { report, urlPrefix, now }) {
  const feeds = site.feeds();
  const rules = site.fileSet.has('_headers') ? parseHeaders(site.text('_headers')) : [];
  if (feeds.length === 0) report.note('feeds', 'the site has no feed');
  for (const file of feeds) {
    const source = site.text(file);
    const url = urlPrefix && urlPrefix + file.split('/').map(encodeURIComponent).join('/');
    const findings = judgeFeed(source, { now, url });
    for (const { level, code, line, message } of findings) {
      const spot = `${file}:${line}`;
      if (level === 'warning') report.warn('feeds', spot, `${code}: ${message}`);
      else report.fail('feeds', file, `${code}: ${message}`, spot);
    }
    if (site.bytes(file)[0] === 0xef) report.fail('feeds', file, 'starts with a byte order mark');
    if (site.bytes(file).includes(Buffer.from('\ufffd'))) report.fail('feeds', file, 'has a replacement character: a text was cut or wrongly encoded');
    if (/^<\?xml[^>]*encoding=["'](?!utf-8["'])/i.test(source)) report.fail('feeds', file, 'is not declared as UTF-8');
    const type = headersFor(rules, `/${file}`).findLast(([name]) => name === 'content-type')?.[1];
    if (type && !TYPES.test(type)) report.fail('feeds', file, `is served as ${type}`);
    if (!findings.some((finding) => finding.code === 'SAXError')) compareWithParser(file, source, report);
    report.pass('feeds', file);
  }
  for (const page of site.pages) {
    for (const node of elements(site.document(page))) {
      if (node.tagName !== 'link' || attr(node, 'rel') !== 'alternate' || !/feed\.xml$/.test(attr(node, 'href') ?? '')) continue;
      if (attr(node, 'type') !== 'application/rss+xml') report.fail('feeds', page, `announces ${attr(node, 'href')} as ${attr(node, 'type')}`);
      else report.pass('feeds', page);
    }
  }
}

function compareWithParser(file, source, report) {
  let feed;
  try {
    feed = parseRssFeed(source);
  } catch (error) {
    report.fail('feeds', file, `feedsmith cannot read it: ${error.message}`);
    return;
  }
  const channel = parseXml(source).children.find((node) => node.name === 'channel');
  const own = (channel?.children ?? []).filter((node) => node.name === 'item');
  const theirs = feed.items ?? [];
  if (own.length !== theirs.length) {
    report.fail('feeds', file, `has ${own.length} items, feedsmith sees ${theirs.length}`);
    return;
  }
  own.forEach((item, index) => {
    const text = (name) => textOf(item.children.find((node) => node.name === name && node.uri === '') ?? { own: '' });
    const other = theirs[index];
    for (const [name, value] of [['title', other.title], ['link', other.link], ['guid', other.guid?.value], ['pubDate', other.pubDate]]) {
      const seen = value instanceof Date ? value.toUTCString() : String(value ?? '');
      if (seen.trim() !== text(name)) report.warn('feeds', file, `feedsmith reads <${name}> of item ${index + 1} as "${seen}", not "${text(name)}"`);
    }
  });
}
