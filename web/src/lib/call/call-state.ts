/** Where a call stands at a moment. */
export type CallState = 'coming' | 'open' | 'closed';

export function callState(call: { opensAt: string; isOpen: boolean }, now: Date): CallState {
  if (call.isOpen) return 'open';
  return new Date(call.opensAt) > now ? 'coming' : 'closed';
}

/** Whole days from one moment to a later one, rounded up: on the last day one day is left. Zero once it has passed. */
export function daysUntil(moment: string, now: Date): number {
  return Math.max(0, Math.ceil((new Date(moment).getTime() - now.getTime()) / 86_400_000));
}
