/** The codes of the API's errors; `UNREACHABLE` is ours, for an API that did not answer. */
export const API_CODES = [
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RULE_BROKEN',
  'RATE_LIMITED',
  'UNREACHABLE',
] as const;

export type ApiCode = (typeof API_CODES)[number];

/** Why the API did not do what was asked, in the words it gave. */
export interface Refusal {
  code: ApiCode;
  /** A sentence for a person; empty when the API gave none. */
  message: string;
  /** BAD_USER_INPUT: a sentence for each input field that is wrong, by the field's name. */
  fields: Record<string, string>;
  /** The message is in the reader's language, though that is not English. */
  translated?: true;
  /** RULE_BROKEN: the rule's id. */
  rule?: string;
}

/** The HTTP status a page answers with when its query was refused. */
export function statusOf(code: ApiCode): number {
  const statuses: Record<ApiCode, number> = {
    UNAUTHENTICATED: 401,
    NOT_FOUND: 404,
    BAD_USER_INPUT: 400,
    CONFLICT: 409,
    RULE_BROKEN: 409,
    RATE_LIMITED: 429,
    UNREACHABLE: 503,
  };
  return statuses[code];
}

interface TurkishWords {
  readonly message?: string;
  readonly fields?: unknown;
}

interface ErrorLike {
  message: string;
  extensions?: Record<string, unknown>;
}

/**
 * Reads the first GraphQL error. An unknown code is taken for UNREACHABLE, without its message: what the API did not mean for people
 * must not reach them. Whoever reads Turkish reads what the API says in it, where it does.
 */
export function refusalFrom(error: ErrorLike | undefined, language = 'en'): Refusal {
  const code = error?.extensions?.['code'];
  if (!error || !isApiCode(code)) return { code: 'UNREACHABLE', message: '', fields: {} };
  const rule = error.extensions?.['rule'];
  const turkish = language === 'tr' ? (error.extensions?.['turkish'] as TurkishWords | undefined) : undefined;
  return {
    code,
    message: turkish?.message ?? error.message,
    fields: { ...textsOf(error.extensions?.['fields']), ...textsOf(turkish?.fields) },
    ...(turkish?.message ? { translated: true } : {}),
    ...(typeof rule === 'string' ? { rule } : {}),
  };
}

function isApiCode(code: unknown): code is ApiCode {
  return API_CODES.some((known) => known === code);
}

function textsOf(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, String(text)]));
}
