/**
 * Content security policies: reads them out of a page's meta element and out of a `_headers` file,
 * hashes inline scripts and styles the way a browser does, and compares two policies.
 */
import { createHash } from 'node:crypto';
import { attr, elements, textOf } from './dom.mjs';

/** Directives a browser ignores in a meta element; only the header can carry them. */
export const HEADER_ONLY = ['frame-ancestors', 'report-uri', 'report-to', 'sandbox'];

export function parsePolicy(text) {
  const policy = new Map();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
  }
  return policy;
}

/** The sources in force for a fetch directive, with its fallbacks. */
export function sourcesOf(policy, directive) {
  const chain = { 'script-src-elem': ['script-src', 'default-src'], 'style-src-elem': ['style-src', 'default-src'] };
  for (const name of [directive, ...(chain[directive] ?? ['default-src'])]) {
    if (policy.has(name)) return policy.get(name);
  }
  return undefined;
}

export function metaPolicies(document) {
  return [...elements(document)].filter(
    (node) => node.tagName === 'meta' && /^content-security-policy$/i.test(attr(node, 'http-equiv') ?? ''),
  );
}

export function hashMatches(sources, text) {
  return (sources ?? []).some((source) => {
    const match = /^'(sha256|sha384|sha512)-([^']+)'$/.exec(source);
    return match && createHash(match[1]).update(text, 'utf8').digest('base64') === match[2];
  });
}

/** A script element the browser would run, as against a block of data. */
export function isExecutable(node) {
  const type = (attr(node, 'type') ?? '').trim().toLowerCase();
  return type === '' || type === 'module' || type === 'importmap' || type === 'speculationrules' || /(java|ecma|j|live)script/.test(type);
}

export function inlineParts(document) {
  const scripts = [];
  const styles = [];
  for (const node of elements(document)) {
    if (node.tagName === 'script' && attr(node, 'src') === undefined && isExecutable(node)) scripts.push(node);
    if (node.tagName === 'style') styles.push(node);
  }
  return { scripts, styles, text: textOf };
}

/** How two policies differ, in words, or nothing; directives only a header can carry may be added. */
export function difference(meta, header) {
  const said = [];
  for (const name of new Set([...meta.keys(), ...header.keys()])) {
    if (HEADER_ONLY.includes(name)) continue;
    const one = [...(meta.get(name) ?? ['(absent)'])].sort().join(' ');
    const other = [...(header.get(name) ?? ['(absent)'])].sort().join(' ');
    if (one !== other) said.push(`${name}: meta "${one}", header "${other}"`);
  }
  return said.join('; ');
}

/** Reads a `_headers` file: a path pattern at the line start, its headers indented below it. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    if (/^\s/.test(line)) {
      const [name, value] = line.trim().split(/:\s*(.*)/s);
      rules.at(-1)?.headers.push([name.toLowerCase(), value ?? '']);
    } else {
      rules.push({ pattern: line.trim(), headers: [] });
    }
  }
  return rules;
}

/** The headers that the rules give a path, in order. */
export function headersFor(rules, path) {
  return rules.filter((rule) => covers(rule.pattern, path)).flatMap((rule) => rule.headers);
}

function covers(pattern, path) {
  const bare = pattern.replace(/^https?:\/\/[^/]+/, '');
  const source = bare
    .split(/(\*|:[A-Za-z]\w*)/)
    .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`).test(path);
}
