/** The part of a call that time decides. */
export interface CallTimes {
  readonly opensAt: Date;
  readonly deadline: Date;
}

/** Open from the opening moment on; closed from the deadline on. */
export const isOpen = (call: CallTimes, at: Date): boolean => call.opensAt <= at && at < call.deadline;

const NAMED_ZONE = /^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/;

/** True for a named IANA zone; a bare offset has no summer time and is refused. */
export function isTimeZone(zone: string): boolean {
  if (!NAMED_ZONE.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/**
 * A moment for a letter, in the zone it was announced in and naming it: “Friday, 26 March 2027 at 23:59 (Europe/Istanbul)”, or in Turkish
 * “26 Mart 2027 Cuma, 23:59 (Europe/Istanbul)”.
 */
export function momentText(at: Date, timeZone: string, language: 'en' | 'tr' = 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'tr' ? 'tr' : 'en-GB', {
    ...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
    timeZone,
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const time = `${part['hour']}:${part['minute']} (${timeZone})`;
  if (language === 'tr') return `${part['day']} ${part['month']} ${part['year']} ${part['weekday']}, ${time}`;
  return `${part['weekday']}, ${part['day']} ${part['month']} ${part['year']} at ${time}`;
}
