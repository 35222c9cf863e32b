/**
 * Looking at the bytes of an update without applying it. Applying hostile bytes can block for seconds or leave a document half changed;
 * decoding reads every struct lazily and stops at the first byte that is not there.
 */
import type { Decoder } from 'lib0/decoding';
import * as Y from 'yjs';

/** Why an update is refused; `code` and `message` reach the person who sent it. */
export interface Refusal {
  readonly code: 'BAD_USER_INPUT' | 'CONFLICT' | 'RULE_BROKEN';
  readonly message: string;
}

type Struct = Y.Item | Y.GC | Y.Skip;

export interface Inspected {
  /** Grouped by client, in clock order, as in the bytes. */
  readonly structs: readonly Struct[];
  /** Deleted ranges by client. */
  readonly deletions: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
}

/** Clocks count characters; past this they are a claim, not a text. */
const MAX_CLOCK = 2 ** 31;
/** Values of cells are flat; whatever is deeper would overflow the stack of some reader. */
const MAX_VALUE_DEPTH = 32;

const malformed = (message: string): Refusal => ({ code: 'BAD_USER_INPUT', message: `This is not a Yjs V1 update: ${message}.` });

class UpdateRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * Decodes a V1 update and checks what needs no document: nothing after its end (V2 updates begin like an empty V1 update), no subdocument,
 * no client twice, clocks and values within bounds.
 * `update` must own its buffer: older readers looked past a view's end, into whatever memory lies there.
 */
export function inspectUpdate(update: Uint8Array): Inspected | Refusal {
  try {
    return readUpdate(update);
  } catch (error) {
    if (error instanceof UpdateRefused) return error.refusal;
    // RangeError: values nested deeper than the stack. TypeError: an unknown kind of content. Error: the bytes end too early.
    return malformed('its bytes cannot be read');
  }
}

export const isRefusal = (value: object): value is Refusal => 'code' in value;

function readUpdate(update: Uint8Array): Inspected {
  let rest: Decoder | undefined;
  class Watched extends Y.UpdateDecoderV1 {
    constructor(decoder: Decoder) {
      super(decoder);
      rest = decoder;
    }
  }
  const { structs, ds } = Y.decodeUpdateV2(update, Watched);
  if (!rest || rest.pos !== update.length) throw new UpdateRefused(malformed('there are bytes after its end'));
  const decoded = structs as Struct[];
  checkStructs(decoded);
  for (const ranges of ds.clients.values()) for (const { clock, len } of ranges) checkClock(clock, len);
  return { structs: decoded, deletions: ds.clients };
}

function checkStructs(structs: readonly Struct[]): void {
  const seen = new Set<number>();
  let client: number | undefined;
  for (const struct of structs) {
    if (struct.id.client !== client) {
      client = struct.id.client;
      if (seen.has(client)) throw new UpdateRefused(malformed('one client comes twice'));
      if (!Number.isSafeInteger(client)) throw new UpdateRefused(malformed('a client id is too large'));
      seen.add(client);
    }
    checkClock(struct.id.clock, struct.length);
    if (struct instanceof Y.Item) checkItem(struct);
  }
}

function checkClock(clock: number, length: number): void {
  if (length < 1 || clock + length > MAX_CLOCK) throw new UpdateRefused(malformed('a clock is out of bounds'));
}

function checkItem(item: Y.Item): void {
  const { content, id } = item;
  if (content instanceof Y.ContentDoc)
    throw new UpdateRefused({ code: 'BAD_USER_INPUT', message: 'Documents inside documents are not kept.' });
  for (const reference of references(item)) {
    if (reference.client === id.client && reference.clock >= id.clock) throw new UpdateRefused(malformed('a struct builds on a later one'));
  }
  for (const value of valuesOf(content)) {
    if (!isPlain(value, MAX_VALUE_DEPTH)) throw new UpdateRefused(malformed('a value is nested too deeply, or not JSON'));
  }
}

/** What a struct needs to be there already: its neighbours when it was written, or its parent. */
export function references(item: Y.Item): Y.ID[] {
  return [item.origin, item.rightOrigin, item.parent].filter((reference): reference is Y.ID => reference instanceof Y.ID);
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return [content.embed];
  if (content instanceof Y.ContentFormat) return [content.value];
  return [];
}

/** JSON, `undefined` or bytes, no deeper than `depth`. A BigInt would make `JSON.stringify` throw in every reader. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  return depth > 0 && Object.values(value).every((inner) => isPlain(inner, depth - 1));
}
