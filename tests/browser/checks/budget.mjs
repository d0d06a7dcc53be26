/**
 * Weighs the home page as sent: compressed with gzip at level 9 it must fit into the first round trip
 * of a fresh connection (14,000 bytes), because a status page is read when the network is at its worst.
 */
import { gzipSync } from 'node:zlib';

const LIMIT = 14_000;

export function checkBudget(site, { report }) {
  if (!site.fileSet.has('index.html')) {
    report.fail('budget', 'index.html', 'the file does not exist');
    return;
  }
  const raw = site.bytes('index.html');
  const size = gzipSync(raw, { level: 9 }).length;
  report.note('budget', `index.html is ${size} bytes with gzip -9 (${raw.length} without), the limit is ${LIMIT}`);
  if (size > LIMIT) report.fail('budget', 'index.html', `is ${size - LIMIT} bytes over the limit`);
  else report.pass('budget', 'index.html');
}
