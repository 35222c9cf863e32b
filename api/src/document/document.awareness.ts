/** Reading and writing y-protocols awareness updates of exactly one client. Source: y-protocols/awareness.js, `encodeAwarenessUpdate`. */
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';

export interface AwarenessState {
  readonly clientId: number;
  /** Grows with every change of this client; a lower or equal one is ignored by everybody. */
  readonly clock: number;
  /** Null: the client left. */
  readonly state: Readonly<Record<string, unknown>> | null;
}

/** Null when the bytes are not an awareness update of one client whose state is an object or null. */
export function readAwareness(bytes: Uint8Array): AwarenessState | null {
  try {
    const decoder = createDecoder(new Uint8Array(bytes));
    if (readVarUint(decoder) !== 1) return null;
    const clientId = readVarUint(decoder);
    const clock = readVarUint(decoder);
    const state: unknown = JSON.parse(readVarString(decoder));
    if (decoder.pos !== decoder.arr.length || !Number.isSafeInteger(clientId) || !Number.isSafeInteger(clock + 1)) return null;
    return state === null || isRecord(state) ? { clientId, clock, state } : null;
  } catch {
    return null;
  }
}

export function writeAwareness({ clientId, clock, state }: AwarenessState): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 1);
  writeVarUint(encoder, clientId);
  writeVarUint(encoder, clock);
  writeVarString(encoder, JSON.stringify(state));
  return toUint8Array(encoder);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
const isNatural = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= MAX_NAME_LENGTH;
const hasOnly = (value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean =>
  Object.keys(value).every((key) => keys.includes(key));

/** Characters of the name of a root of the document. */
const MAX_NAME_LENGTH = 300;

export const UNREADABLE_PRESENCE = 'The anchor and head of a cursor are relative positions of Yjs.';

/**
 * Whether editors can read where a state says that somebody is: they look while they take a change into their text, and what they cannot read breaks them.
 * Whatever else a program tells of itself is its own.
 */
export function isReadable(state: AwarenessState['state']): boolean {
  const cursor = state?.['cursor'];
  if (!isRecord(cursor) || !['anchor', 'head'].some((end) => end in cursor)) return true;
  return isPosition(cursor['anchor']) && isPosition(cursor['head']);
}

/** A relative position as Yjs writes it into JSON. Source: yjs/src/utils/RelativePosition.js, `createRelativePositionFromJSON`. */
function isPosition(value: unknown): boolean {
  if (!isRecord(value) || !hasOnly(value, ['type', 'tname', 'item', 'assoc'])) return false;
  const { type, tname, item, assoc } = value;
  const places = [type, tname, item].filter((place) => !isAbsent(place));
  return (
    places.length > 0 &&
    (isAbsent(type) || isStructId(type)) &&
    (isAbsent(tname) || isName(tname)) &&
    (isAbsent(item) || isStructId(item)) &&
    (isAbsent(assoc) || Number.isSafeInteger(assoc))
  );
}

const isStructId = (value: unknown): boolean =>
  isRecord(value) && hasOnly(value, ['client', 'clock']) && isNatural(value['client']) && isNatural(value['clock']);

/** Of what a sender says of themselves, only how they are drawn stays: editors write it into classes and style attributes. */
const DRAWN: Readonly<Record<string, RegExp>> = { color: /^#[0-9a-f]{6}$/i, side: /^[a-z]{1,20}$/ };

/** The state with `user` saying who the server knows its sender to be, and of the sender's own `user` a plain `color` and `side`. */
export function bindToPerson(
  state: AwarenessState['state'],
  person: { readonly personId: string; readonly name: string },
): AwarenessState['state'] {
  if (state === null) return null;
  const given: object = typeof state['user'] === 'object' && state['user'] !== null ? state['user'] : {};
  const drawn = Object.entries(given).filter(
    ([key, value]) => typeof value === 'string' && Object.hasOwn(DRAWN, key) && DRAWN[key]?.test(value),
  );
  return { ...state, user: { ...Object.fromEntries(drawn), id: person.personId, name: person.name } };
}
