/** Both sides have at least a day to answer; the server refuses less. */
const LEAST_TO_ANSWER_MS = 86_400_000;

/** The soonest that a suggestion published now can be answered by. */
export const soonestReply = (now: number): string => new Date(now + LEAST_TO_ANSWER_MS).toISOString();
