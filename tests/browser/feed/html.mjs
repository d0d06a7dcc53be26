/**
 * Judges text inside a feed: content that readers show as HTML must bring nothing active and no
 * relative address, and text that readers show as plain must not look like HTML to those that guess.
 */
import { addresses, elements, nodes, parsePiece, textOf } from '../lib/dom.mjs';

const ACTIVE = new Set(['applet', 'base', 'embed', 'form', 'frame', 'frameset', 'iframe', 'link', 'meta', 'object', 'script', 'style']);
const ELEMENTS = new Set(
  ('a abbr address article aside audio b big blockquote br button canvas caption center cite code dd del details dfn div dl dt em ' +
    'embed fieldset font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label legend li link main map mark meta ' +
    'nav object ol option p picture pre q s samp script section select small source span strike strong style sub summary sup svg ' +
    'table tbody td textarea tfoot th thead time title tr tt u ul var video').split(' '),
);

/** Faults of content shown as HTML, as `[code, message]`. */
export function judgeContent(html) {
  const faults = [];
  const piece = parsePiece(html);
  for (const node of nodes(piece)) {
    if (node.nodeName === '#comment' && /^\?\s*import\b/i.test(node.data)) faults.push(['SecurityRisk', 'has a <?import>']);
  }
  for (const node of elements(piece)) {
    if (ACTIVE.has(node.tagName)) faults.push(['SecurityRisk', `has a <${node.tagName}>`]);
    for (const { name } of node.attrs) if (/^on/i.test(name)) faults.push(['SecurityRisk', `has the attribute ${name}`]);
    for (const { attribute, value } of addresses(node)) {
      if (/^[\s\0-\x20]*(javascript|vbscript|data:text\/html)/i.test(value)) faults.push(['SecurityRisk', `has ${attribute}="${value}"`]);
      else if (!/^[a-z][a-z0-9+.-]*:/i.test(value)) faults.push(['ContainsRelRef', `has the relative ${attribute}="${value}"`]);
    }
  }
  return faults;
}

/** Faults of text shown as plain (`marked` as feed/xml.mjs gives it), as `[code, message]`. */
export function judgePlain(marked) {
  const tags = [...marked.matchAll(/<\/?([a-z][a-z0-9]*)\b[^<>]*>/gi)];
  const tag = tags.find((match) => ELEMENTS.has(match[1].toLowerCase()));
  if (tag) return [['ContainsHTML', `looks like HTML: ${tag[0]}`]];
  for (const [entity] of marked.matchAll(/&(#x[0-9a-f]*|#\d+|[a-z][a-z0-9]*);?/gi)) {
    const whole = entity.endsWith(';') ? entity : `${entity};`;
    const known = whole === '&#x;' || textOf(parsePiece(whole)) !== whole;
    if (known) return [['ContainsHTML', `looks like an HTML character reference: ${entity}`]];
  }
  if (/<[a-z/!?]/i.test(marked)) return [['CharacterData', 'has a "<" that some readers take for the start of a tag']];
  return [];
}
