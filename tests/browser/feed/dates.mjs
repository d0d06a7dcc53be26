/**
 * Judges a date of RFC 822 as RSS readers do: `invalid` is no date at all or an impossible one (a
 * 31st of June, a wrong day of the week), `problematical` is a legal but rarely understood spelling.
 */
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const ZONES = { UT: 0, GMT: 0, Z: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 };
const STRICT = /^(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[A-Z]{1,3}|[+-]\d{4})$/;
const LOOSE = /^(?:([A-Za-z]{3})[a-z]* ?,? ?)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{2}|\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))? ?([A-Za-z]{1,5}|[+-]\d{4})?$/;

export function judgeDate(text) {
  const bare = withoutComments(text).replace(/\s+/g, ' ').trim();
  const match = LOOSE.exec(bare);
  if (!match) return { fault: 'invalid', why: 'is no date of RFC 822' };
  const [, dayName, day, monthName, yearText, hour, minute, second = '0', zone = ''] = match;
  const month = MONTHS.findIndex((name) => name.toLowerCase() === monthName.toLowerCase());
  let year = Number(yearText);
  if (yearText.length === 2) year += year < 50 ? 2000 : 1900;
  const local = new Date(Date.UTC(year, month, Number(day), Number(hour), Number(minute), Number(second)));
  if (month < 0 || local.getUTCMonth() !== month || local.getUTCDate() !== Number(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) {
    return { fault: 'invalid', why: 'is no day or time that exists' };
  }
  if (dayName && DAYS[local.getUTCDay()].toLowerCase() !== dayName.toLowerCase()) {
    return { fault: 'invalid', why: `is not a ${dayName} but a ${DAYS[local.getUTCDay()]}` };
  }
  const offset = /^[+-]/.test(zone)
    ? (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)))
    : (ZONES[zone.toUpperCase()] ?? 0) * 60;
  const date = new Date(local.getTime() - offset * 60_000);
  if (!STRICT.test(text.trim())) return { date, fault: 'problematical', why: 'is spelt in a way many readers do not understand' };
  if (/^[A-Z]/.test(zone) && !(zone in ZONES)) return { date, fault: 'problematical', why: `has the zone ${zone}` };
  if (/^[+-]/.test(zone) && (Math.abs(offset) > 14 * 60 || offset % 15 !== 0)) {
    return { date, fault: 'problematical', why: `has the odd offset ${zone}` };
  }
  return { date };
}

/** RFC 822 lets comments stand in parentheses anywhere, nested, with backslashes before a parenthesis. */
function withoutComments(text) {
  let depth = 0;
  let rest = '';
  for (const [piece] of text.matchAll(/\\.|[^\\]/gs)) {
    if (piece === '(') depth += 1;
    else if (piece === ')' && depth > 0) {
      depth -= 1;
      rest += ' ';
    } else if (depth === 0) rest += piece;
  }
  return rest;
}
