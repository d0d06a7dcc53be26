/**
 * Compares the content security policy of each page with what the page holds: one meta element before
 * anything it governs, a hash for every inline script and style, nothing that opens the door again
 * (`unsafe-inline`, wildcards, attributes with styles or handlers), and the same policy in `_headers`.
 */
import { attr, elements, nameOf } from '../lib/dom.mjs';
import { difference, hashMatches, headersFor, inlineParts, metaPolicies, parseHeaders, parsePolicy, sourcesOf } from '../lib/csp.mjs';

const OPEN = /^('unsafe-inline'|'unsafe-eval'|\*|https?:|data:)$/;

export function checkCsp(site, { report }) {
  const rules = site.fileSet.has('_headers') ? parseHeaders(site.text('_headers')) : undefined;
  if (!rules) report.fail('csp', '_headers', 'the file does not exist');
  for (const page of site.pages) {
    const document = site.document(page);
    const fail = (message) => report.fail('csp', page, message);
    const metas = metaPolicies(document);
    if (metas.length !== 1) {
      fail(`has ${metas.length} meta elements with a policy`);
      continue;
    }
    const policy = parsePolicy(attr(metas[0], 'content') ?? '');
    if (!policy.has('default-src')) fail('the policy has no default-src');
    for (const name of ['script-src', 'style-src', 'default-src', 'object-src']) {
      for (const source of sourcesOf(policy, name) ?? ['*']) if (OPEN.test(source)) fail(`the policy has ${name} ${source}`);
    }
    for (const name of ['base-uri', 'form-action']) if (!policy.has(name)) fail(`the policy has no ${name}, which default-src does not cover`);

    for (const node of elements(document)) {
      if (node === metas[0]) break;
      const governed = ['script', 'style', 'img', 'body'].includes(node.tagName) || (node.tagName === 'link' && /stylesheet|icon|preload/.test(attr(node, 'rel') ?? ''));
      if (governed) {
        fail(`${nameOf(node)} comes before the policy`);
        break;
      }
    }
    const { scripts, styles, text } = inlineParts(document);
    for (const node of scripts) if (!hashMatches(sourcesOf(policy, 'script-src-elem'), text(node))) fail(`${nameOf(node)} matches no hash of script-src`);
    for (const node of styles) if (!hashMatches(sourcesOf(policy, 'style-src-elem'), text(node))) fail(`${nameOf(node)} matches no hash of style-src`);
    for (const node of elements(document)) {
      for (const { name } of node.attrs) {
        if (name === 'style') fail(`${nameOf(node)} has a style attribute, which the policy blocks`);
        if (/^on/i.test(name)) fail(`${nameOf(node)} has the attribute ${name}`);
      }
    }
    if (rules) {
      const sent = headersFor(rules, `/${page}`).filter(([name]) => name === 'content-security-policy');
      if (sent.length === 0) fail('_headers gives it no Content-Security-Policy');
      for (const [, value] of sent) {
        const said = difference(policy, parsePolicy(value));
        if (said) fail(`_headers has another policy: ${said}`);
      }
    }
    report.pass('csp', page);
  }
  if (rules) report.pass('csp', '_headers');
}
