/** The codes a client can rely on in `extensions.code`. */
export type ErrorCode = 'UNAUTHENTICATED' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'CONFLICT' | 'RULE_BROKEN' | 'RATE_LIMITED';

/** An error that is meant for a person: its message says what to do, and nothing internal. */
export class KopruError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export const unauthenticated = (message = 'Please sign in first.'): KopruError => new KopruError('UNAUTHENTICATED', message);

/** Missing and forbidden look the same, so that asking teaches nothing. */
export const notFound = (what = 'This'): KopruError => new KopruError('NOT_FOUND', `${what} does not exist, or you may not see it.`);

/** `fields` names each wrong input field with what to change; `turkish` says the same of some or all of them. */
export function badInput(fields: Readonly<Record<string, string>>, turkish?: Readonly<Record<string, string>>): KopruError {
  return new KopruError('BAD_USER_INPUT', Object.values(fields).join(' '), { fields, ...(turkish && { turkish: { fields: turkish } }) });
}

export const conflict = (message: string): KopruError => new KopruError('CONFLICT', message);
/** `turkish` says the message in that language. */
export const ruleBroken = (rule: string, message: string, turkish?: string): KopruError =>
  new KopruError('RULE_BROKEN', message, { rule, ...(turkish && { turkish: { message: turkish } }) });
/** `rule`, where one is named, says which limit was reached. */
export const rateLimited = (message: string, rule?: string): KopruError => new KopruError('RATE_LIMITED', message, rule ? { rule } : {});
