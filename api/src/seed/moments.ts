const DAY = 86_400_000;
const HOUR = 3_600_000;
/** 08:30 in Istanbul. */
const MORNING = 5.5 * HOUR;
const WORKING_HOURS = 10;

/**
 * A moment so many days before `now` (negative: after it) at which people work. Whole days choose the day, the fraction the hour, later
 * the smaller it is, so that fewer days ago is never earlier. What would lie between this morning and now is at most now.
 */
export function momentAgo(now: Date, daysAgo: number): Date {
  const days = Math.floor(daysAgo);
  const midnight = Math.floor(now.getTime() / DAY) * DAY - days * DAY;
  const moment = midnight + MORNING + (1 - (daysAgo - days)) * WORKING_HOURS * HOUR;
  return new Date(daysAgo >= 0 ? Math.min(moment, now.getTime()) : moment);
}
