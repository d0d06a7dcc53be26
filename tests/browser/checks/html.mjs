/**
 * Runs the Nu HTML checker once over the whole site: every HTML page with its inline CSS, and every
 * SVG and CSS file. Errors fail, warnings are printed.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import vnu from 'vnu-jar';

/** Current CSS that every browser engine has and the checker does not know; said as a note, not failed. */
const GAPS = /^CSS: (Unrecognized at-rule “@(container|property|starting-style)”|“container(-type|-name)?”: Property “container(-type|-name)?” doesn't exist\.)$/;

export async function checkHtml(site, report) {
  const args = ['-Xss4m', '-jar', vnu, '--skip-non-html', '--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always', site.folder];
  const { output, problem } = await run('java', args);
  let messages;
  try {
    messages = JSON.parse(output).messages;
  } catch {
    report.fail('html', 'vnu', `the checker gave no result: ${problem || output.slice(0, 300)}`);
    return;
  }
  const gaps = new Map();
  for (const { type, url, lastLine, message, extract } of messages) {
    const file = url ? relative(site.folder, fileURLToPath(url)) : 'vnu';
    const spot = `${file}:${lastLine ?? 0}`;
    const said = `${message}${extract ? ` [${extract}]` : ''}`;
    if (GAPS.test(message)) gaps.set(message, (gaps.get(message) ?? new Set()).add(file));
    else if (type === 'error' || type === 'non-document-error') report.fail('html', file, said, spot);
    else report.warn('html', spot, said);
  }
  for (const [message, files] of gaps) {
    report.note('html', `not counted, the checker does not know it yet: ${message} (${files.size} files)`);
  }
  for (const file of site.files) if (/\.(html|svg|css)$/.test(file)) report.pass('html', file);
}

function run(program, args) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let problem = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (problem += text));
    child.on('error', (error) => done({ output, problem: error.message }));
    child.on('close', () => done({ output, problem }));
  });
}
