import { localTime, momentOf } from '#lib/programme/zoned-time.ts';

const DAY_MS = 86_400_000;

/**
 * The end of a day (`2027-03-26`, as `<input type="date">` sends it) on the call's clock, as RFC 3339; not after the deadline when that is
 * on the same day. Null for no day; undefined for what is none.
 */
export function replyByOf(day: string, call: { deadline: string; timeZone: string }): string | null | undefined {
  if (!day) return null;
  const end = momentOf(`${day}T23:59`, call.timeZone);
  if (!end) return undefined;
  return day === localTime(call.deadline, call.timeZone).slice(0, 10) && end > call.deadline ? call.deadline : end;
}

/** First, suggested (two weeks) and last day to answer by, on the call's clock. */
export function replyDays(call: { deadline: string; timeZone: string }, now: Date): { first: string; suggested: string; last: string } {
  const dayOf = (moment: number): string => localTime(new Date(moment).toISOString(), call.timeZone).slice(0, 10);
  const deadline = new Date(call.deadline).getTime();
  const within = (moment: number): string => dayOf(Math.min(moment, deadline));
  return { first: within(now.getTime() + DAY_MS), suggested: within(now.getTime() + 14 * DAY_MS), last: dayOf(deadline) };
}
