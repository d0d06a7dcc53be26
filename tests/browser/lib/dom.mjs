/**
 * Reads HTML as a browser would (parse5) and walks the tree: every element in document order,
 * attributes by name, the text of an element. Content of `<template>` is walked too.
 */
import { parse, parseFragment } from 'parse5';

export function parsePage(html) {
  return parse(html, { sourceCodeLocationInfo: true });
}

export function parsePiece(html) {
  return parseFragment(html);
}

export function* nodes(node) {
  for (const child of [...(node.childNodes ?? []), ...(node.content ? [node.content] : [])]) {
    yield child;
    yield* nodes(child);
  }
}

export function* elements(node) {
  for (const child of nodes(node)) if (child.tagName) yield child;
}

export function attr(node, name) {
  return node.attrs.find((a) => (a.prefix ? `${a.prefix}:${a.name}` : a.name) === name)?.value;
}

export function textOf(node) {
  let text = '';
  for (const child of nodes(node)) if (child.nodeName === '#text') text += child.value;
  return text;
}

/** A short name for an element in a message: `<a href="…">` with its line when known. */
export function nameOf(node) {
  const id = attr(node, 'id');
  const line = node.sourceCodeLocation?.startLine;
  return `<${node.tagName}${id ? ` id="${id}"` : ''}>${line ? ` (line ${line})` : ''}`;
}

/** Attributes that hold an address; `srcset` and friends hold several. */
const ONE_ADDRESS = ['href', 'xlink:href', 'src', 'poster', 'data', 'action', 'formaction', 'background', 'cite'];
const MANY_ADDRESSES = ['srcset', 'imagesrcset'];

/** Every address an element points at, as `{ attribute, value }`, without the line breaks a browser drops. */
export function addresses(node) {
  const found = [];
  for (const attribute of ONE_ADDRESS) {
    const value = attr(node, attribute);
    if (value !== undefined) found.push({ attribute, value: value.replace(/[\t\n\r]/g, '').trim() });
  }
  for (const attribute of MANY_ADDRESSES) {
    for (const part of (attr(node, attribute) ?? '').split(/,\s+|,$/)) {
      const value = part.trim().split(/\s+/)[0];
      if (value) found.push({ attribute, value });
    }
  }
  if (node.tagName === 'meta' && /^refresh$/i.test(attr(node, 'http-equiv') ?? '')) {
    const value = /url\s*=\s*['"]?([^'"]+)/i.exec(attr(node, 'content') ?? '')?.[1];
    if (value) found.push({ attribute: 'content', value: value.trim() });
  }
  const css = node.tagName === 'style' ? textOf(node) : attr(node, 'style');
  for (const match of (css ?? '').matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)/g)) {
    found.push({ attribute: 'style', value: match[1] ?? match[2] ?? match[3] });
  }
  return found;
}
