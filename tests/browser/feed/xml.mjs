/**
 * Reads an XML document into a small tree with saxes, which stops at everything that is not
 * well-formed or uses an unbound prefix. `&#x26;` and `&#x3C;` (the RSS profile's way to write a
 * plain "&" or "<" in text) are kept apart from other spellings: `plain` has them as characters,
 * `marked` has them as private-use characters that no HTML parser takes for markup.
 */
import { SaxesParser } from 'saxes';

const AMP = '\ue026';
const LT = '\ue03c';

export class XmlError extends Error {}

export function parseXml(source) {
  const marked = source.replace(/&#x26;/g, AMP).replace(/&#x3C;/gi, LT);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const document = { children: [], own: '' };
  const open = [document];
  parser.on('error', (error) => {
    throw new XmlError(error.message);
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map((a) => [a.name, { value: plain(a.value), uri: a.uri, local: a.local }]),
    );
    const { name, local, uri } = tag;
    const node = { name, local, uri, attributes, parent: open.at(-1).name, children: [], own: '', line: parser.line };
    open.at(-1).children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  const addText = (text) => {
    open.at(-1).own += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(marked.replace(/^\ufeff/, '')).close();
  return document.children[0];
}

export function plain(text) {
  return text.replaceAll(AMP, '&').replaceAll(LT, '<');
}

/** The trimmed text of a leaf, as its reader sees it. */
export function textOf(node) {
  return plain(node.own).trim();
}

/** The same text with `&#x26;` and `&#x3C;` still marked. */
export function markedTextOf(node) {
  return node.own.trim();
}

export function attribute(node, name) {
  return node.attributes[name]?.value;
}
