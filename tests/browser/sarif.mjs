/**
 * Holds files of `candor check --format sarif` against the published JSON schema of SARIF 2.1.0, which
 * comes from npm. Formats (addresses, times) are checked too. To know that the schema bites, every file
 * is judged once more with a fault put into it, and has to be refused then.
 *
 *     node tests/browser/sarif.mjs <file>…
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const FAULTS = {
  'a level that does not exist': (log) => { log.runs[0].results[0].level = 'fatal'; },
  'a line before the first': (log) => { log.runs[0].results[0].locations[0].physicalLocation.region = { startLine: 0 }; },
  'a result without a message': (log) => { delete log.runs[0].results[0].message; },
  'a key that does not exist': (log) => { log.runs[0].results[0].colour = 'red'; },
};

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node tests/browser/sarif.mjs <file>…');
  process.exit(2);
}

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
// One pattern of the schema is not one under the `u` flag.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const valid = ajv.compile(schema);

let passed = 0;
let failed = 0;
const fail = (file, what) => {
  failed += 1;
  console.log(`FAIL sarif: ${file}: ${what}`);
};

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const log = JSON.parse(text);
  const results = log.runs?.[0]?.results?.length ?? 0;
  if (valid(log)) passed += 1;
  else for (const error of valid.errors) fail(file, `${error.instancePath || '/'} ${error.message}`);
  if (results === 0) continue;
  for (const [what, spoil] of Object.entries(FAULTS)) {
    const spoilt = JSON.parse(text);
    spoil(spoilt);
    if (valid(spoilt)) fail(file, `${what} is not refused`);
    else passed += 1;
  }
  console.log(`     sarif: ${file}: ${results} results`);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
