import { createHash } from 'node:crypto';
import type { DirectoryFilter } from './query.ts';

export const SORTS = ['RELEVANCE', 'NAME', 'NEWEST'] as const;

/** RELEVANCE without words is NAME. */
export type Sort = (typeof SORTS)[number];

/** The cursor is not one of this search: made by another query, filter, sort or engine, or not a cursor at all. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';

  constructor() {
    super('This cursor does not belong to this search. Start again from the first page.');
  }
}

/** What decides the order of a search: pages of one order are the only ones that fit together. */
export interface Ordering {
  readonly words: readonly string[];
  readonly filter: DirectoryFilter;
  readonly sort: Sort;
}

/** Where a page ended: which words were still required, by their places among all, and the engine's own position after the last hit. */
export interface Position {
  readonly used: readonly number[];
  readonly at: readonly (string | number | null)[];
}

interface Payload extends Position {
  readonly hash: string;
}

/** Equal for equal searches whatever the order of filter values. The audience is left out: it is applied to every page anew anyway. */
function hashOf({ words, filter, sort }: Ordering, engine: string): string {
  const list = (values: readonly string[] | null | undefined): string[] => [...new Set(values ?? [])].sort();
  const lists = [list(filter.countries), list(filter.fields), list(filter.issues), list(filter.kinds), list(filter.languages)];
  const rest = [filter.direction ?? null, filter.withoutPartner ?? null, filter.verified ?? null];
  return createHash('sha256')
    .update(JSON.stringify([engine, words, lists, rest, sort]))
    .digest('base64url')
    .slice(0, 16);
}

/** Makes the cursors of one search, opaque to everybody else: base64url. They hold nothing of a hit that the hit itself does not show. */
export function cursorsOf(ordering: Ordering, engine: string): (position: Position) => string {
  const hash = hashOf(ordering, engine);
  return ({ used, at }) => Buffer.from(JSON.stringify({ hash, used, at } satisfies Payload)).toString('base64url');
}

export const encodeCursor = (ordering: Ordering, engine: string, position: Position): string => cursorsOf(ordering, engine)(position);

function isPayload(value: unknown): value is Payload {
  if (typeof value !== 'object' || value === null) return false;
  const { hash, used, at } = value as Partial<Record<keyof Payload, unknown>>;
  const known = (part: unknown): boolean =>
    part === null || typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part));
  return (
    typeof hash === 'string' &&
    Array.isArray(used) &&
    used.every(Number.isInteger) &&
    Array.isArray(at) &&
    at.length <= 4 &&
    at.every(known)
  );
}

/** @throws BadCursor */
export function decodeCursor(cursor: string, ordering: Ordering, engine: string): Position {
  let payload: unknown;
  try {
    payload = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
  if (!isPayload(payload) || payload.hash !== hashOf(ordering, engine)) throw new BadCursor();
  const isInOrder = payload.used.every((place, index) => place > (payload.used[index - 1] ?? -1) && place < ordering.words.length);
  if (!isInOrder) throw new BadCursor();
  return payload;
}
