/** What `<input type="datetime-local">` holds: `2027-03-26T23:59`, seconds optional. */
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/** How far the clocks of a zone are ahead of UTC at a moment, in ms. */
function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']);
  return shown - Math.floor(moment / 1000) * 1000;
}

/**
 * The moment at which the clocks of a zone (IANA name) show a local time, as RFC 3339 in UTC; null when the text is none or the zone is
 * unknown. Of an hour that comes twice the first is meant; in an hour that is skipped the clocks before the change count on.
 */
export function momentOf(local: string, timeZone: string): string | null {
  const found = LOCAL.exec(local);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(shown);
  // 31 February rolls over: what does not read back as it was written is no date.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || back.getUTCHours() !== hour || back.getUTCMinutes() !== minute)
    return null;
  try {
    const before = offsetAt(shown - 86_400_000, timeZone);
    const after = offsetAt(shown + 86_400_000, timeZone);
    const fitting = [before, after].map((offset) => shown - offset).filter((moment) => offsetAt(moment, timeZone) === shown - moment);
    return new Date(fitting.length > 0 ? Math.min(...fitting) : shown - before).toISOString();
  } catch {
    return null;
  }
}

/** What the clocks of a zone show at a moment, for `<input type="datetime-local">`. */
export function localTime(moment: string, timeZone: string): string {
  const at = new Date(moment).getTime();
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}
