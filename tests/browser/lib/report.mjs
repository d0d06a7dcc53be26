/**
 * Collects the outcome of every check and prints it: one line for each failure or warning, and the
 * closing line `N passed, N failed`. A check is named by its section and its place (a page, a feed);
 * several faults at one place are several lines and one failed check. The same fault in many places
 * is one line that names the first.
 */
export class Report {
  constructor({ maxLines = 100 } = {}) {
    this.maxLines = maxLines;
    this.checks = new Map();
    this.lines = new Map();
  }

  /** Counts the check as passed unless the same check fails before or after. */
  pass(section, place) {
    const key = `${section}\0${place}`;
    if (!this.checks.has(key)) this.checks.set(key, true);
  }

  /** Counts the check as failed; `spot` is a more exact place to print, such as a line in the page. */
  fail(section, place, message, spot = place) {
    this.checks.set(`${section}\0${place}`, false);
    this.keep(section, 'FAIL', spot, message);
  }

  warn(section, place, message) {
    this.keep(section, 'warn', place, message);
  }

  note(section, message) {
    console.log(`     ${section}: ${oneLine(message)}`);
  }

  keep(section, label, place, message) {
    const lines = this.lines.get(section) ?? new Map();
    this.lines.set(section, lines);
    const key = `${label}\0${oneLine(message)}`;
    lines.set(key, (lines.get(key) ?? new Set()).add(place));
  }

  /** Prints what a section has kept. */
  flush(section) {
    const lines = [...(this.lines.get(section) ?? [])];
    this.lines.delete(section);
    for (const [key, places] of lines.slice(0, this.maxLines)) {
      const [label, message] = key.split('\0');
      const [first] = [...places].sort();
      console.log(`${label} ${section}: ${first}${places.size > 1 ? ` and ${places.size - 1} more` : ''}: ${message}`);
    }
    if (lines.length > this.maxLines) this.note(section, `${lines.length - this.maxLines} more lines (--max-lines shows more)`);
  }

  /** Prints the rest and the closing line, and returns the exit code. */
  finish() {
    for (const section of [...this.lines.keys()]) this.flush(section);
    const outcomes = [...this.checks.values()];
    const passed = outcomes.filter(Boolean).length;
    const failed = outcomes.length - passed;
    console.log(`${passed} passed, ${failed} failed`);
    return failed > 0 || outcomes.length === 0 ? 1 : 0;
  }
}

function oneLine(text) {
  return String(text).replace(/\s+/g, ' ').trim().slice(0, 600);
}
