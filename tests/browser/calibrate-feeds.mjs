/**
 * Measures the feed rules against the W3C feed validator's own RSS 2.0 test cases. A case is caught
 * when the rules give the very code it expects at the element it names, not just any finding. Cases that expect a `Valid…`
 * message and those that expect the absence of a code (`!Code`) must give no such finding. Fails when
 * a good case is blamed, or when a case of a class that is in scope is missed. Usage:
 * `calibrate-feeds.mjs [folder of the test cases] [--verbose]`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeFeed } from './feed/rules.mjs';
import { readArgs } from './lib/args.mjs';
import { Report } from './lib/report.mjs';

/** Classes out of scope, by the element the case is about: a status feed writes none of these. */
const OUT_OF_SCOPE = [
  [/^element-channel-cloud\//, '<cloud>'],
  [/^element-channel-item-enclosure\//, '<enclosure>'],
  [/^element-channel-item-source\//, '<source>'],
  [/^element-channel-skip(hours|days)/, '<skipHours> and <skipDays>'],
  [/^element-channel-textinput/, '<textInput>'],
  [/^(data-types-email|element-channel-item-author|element-channel-managingeditor|element-channel-webmaster)\//, 'e-mail addresses'],
  [/^namespace-elements-slash-comments\//, '<slash:comments>'],
  [/^introduction\//, 'attributes and elements of foreign namespaces'],
];
/** The opposites of these are findings; a good case must not give one. */
const OPPOSITES = {
  ValidRFC2822Date: ['InvalidRFC2822Date', 'ProblematicalRFC822Date'],
  ValidURI: ['InvalidLink', 'SchemeNotIANARegistered', 'UriNotIri', 'InvalidFullLink'],
  ValidLanguage: ['InvalidLanguage'],
  ValidHttpGUID: ['InvalidHttpGUID', 'InvalidPermalink'],
  ValidBooleanAttribute: ['InvalidBooleanAttribute'],
  ValidTitle: ['MissingTitle', 'NotBlank', 'ContainsHTML'],
  ValidInteger: ['InvalidInteger', 'NotBlank'],
  ValidWidth: ['InvalidWidth'],
  ValidHeight: ['InvalidHeight'],
};

const { options, rest } = readArgs({ usage: 'calibrate-feeds.mjs [folder] [--verbose]', flags: ['verbose'], positionals: [0, 1] });
const folder = rest[0] ?? fileURLToPath(new URL('../../../shared/data/feeds-w3c/testcases/rss20', import.meta.url));
if (!existsSync(folder)) {
  if (rest[0]) {
    console.error(`${folder}: no such folder`);
    process.exit(2);
  }
  console.log('the W3C test cases are not here, nothing measured');
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(0);
}

const report = new Report({ maxLines: 1000 });
const count = { caught: 0, bad: 0, out: 0, outCaught: 0, good: 0, goodPassed: 0, valid: 0, validPassed: 0 };
const outClasses = new Map();
const now = new Date('2026-01-01T00:00:00Z');
for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.xml')).sort()) {
  const source = readFileSync(join(folder, file), 'utf8');
  const [, absent, expected, details = ''] = /Expect:\s+(!?)(\w+)(\{.*\})?/.exec(source) ?? [];
  if (!expected) continue;
  const element = /\belement:([\w:]+)/.exec(details)?.[1];
  const parent = /\bparent:([\w:]+)/.exec(details)?.[1];
  const findings = judgeFeed(source, { now });
  const isAt = (finding) =>
    finding.code.startsWith('Missing')
      ? !parent || finding.element === parent
      : (!element || finding.element === element) && (!parent || finding.parent === parent || element === undefined);
  const has = (codes) => findings.filter((finding) => codes.includes(finding.code) && isAt(finding));
  if (absent || expected.startsWith('Valid')) {
    const kind = absent ? 'good' : 'valid';
    count[kind] += 1;
    const blamed = expected === 'Error' ? findings.filter((f) => f.level === 'error') : has(absent ? [expected] : (OPPOSITES[expected] ?? []));
    if (blamed.length === 0) count[`${kind}Passed`] += 1;
    if (blamed.length === 0) report.pass(kind, file);
    else report.fail(kind, file, `expects ${absent}${expected}, blamed for ${blamed[0].code}: ${blamed[0].message}`);
    continue;
  }
  const caught = has([expected]).length > 0;
  const out = OUT_OF_SCOPE.find(([pattern]) => pattern.test(file));
  if (out) {
    count.out += 1;
    count.outCaught += Number(caught);
    const entry = outClasses.get(out[1]) ?? { all: 0, caught: 0 };
    outClasses.set(out[1], { all: entry.all + 1, caught: entry.caught + Number(caught) });
    continue;
  }
  count.bad += 1;
  count.caught += Number(caught);
  if (caught) report.pass('bad', file);
  else report.fail('bad', file, `expects ${expected}, found ${findings.map((f) => f.code).join(', ') || 'nothing'}`);
}
for (const [name, { all, caught }] of outClasses) {
  if (options.verbose) console.log(`     out of scope: ${name}: ${caught} of ${all} caught all the same`);
}
console.log(`bad feeds in scope: ${count.caught} of ${count.bad} caught with the code W3C expects`);
console.log(`bad feeds out of scope (${[...outClasses.keys()].join('; ')}): ${count.outCaught} of ${count.out} caught all the same`);
console.log(`good feeds (W3C expects a finding to be absent): ${count.goodPassed} of ${count.good} not blamed`);
console.log(`good feeds (W3C expects its remark "Valid…"): ${count.validPassed} of ${count.valid} not blamed`);
process.exitCode = report.finish();
