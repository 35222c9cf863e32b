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
    return isState(state) ? { clientId, clock, state } : null;
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

const isState = (state: unknown): state is AwarenessState['state'] =>
  state === null || (typeof state === 'object' && !Array.isArray(state));

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
