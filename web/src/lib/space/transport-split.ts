/** Making updates fit the server's limit: few small ones into one, one that is too large into several. */
import * as Y from 'yjs';

/** Updates merged at once: `mergeUpdates` is super-linear, and a burst of typing is far shorter. */
const MAX_MERGED = 200;

/** This change cannot be sent in parts: one piece of it (an image, a change by several people at once) is larger than the limit. */
export class TooLarge extends Error {}

/** Takes as many updates from the front of `queue` as fit together, and answers them as one or, when the first is too large, in parts. */
export function takeFitting(queue: Uint8Array[], maxBytes: number): Uint8Array[] {
  let bytes = 0;
  let count = 0;
  while (count < Math.min(queue.length, MAX_MERGED)) {
    bytes += queue[count]?.length ?? 0;
    if (count > 0 && bytes > maxBytes) break;
    count += 1;
  }
  const taken = queue.splice(0, count);
  const [first] = taken;
  if (!first) return [];
  if (taken.length === 1) return first.length > maxBytes ? splitUpdate(first, maxBytes) : [first];
  const merged = Y.mergeUpdates(taken);
  return merged.length > maxBytes ? splitUpdate(merged, maxBytes) : [merged];
}

/**
 * Cuts an update of one client into updates of at most `maxBytes` each that build on each other in order: structs by their clock, long
 * texts between two characters, deletions in the last one. Throws TooLarge when that is not possible.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const clients = new Set(structs.map((struct) => struct.id.client));
  // Structs of several clients may wait for each other in any order; only the document itself could sort them.
  if (clients.size > 1) throw new TooLarge('Changes of several people are too large to send at once.');
  const parts: Uint8Array[] = [];
  let part: Struct[] = [];
  let bytes = 0;
  for (const struct of structs.flatMap((whole) => cutText(whole, maxBytes))) {
    const size = encode([struct]).length;
    if (size > maxBytes) throw new TooLarge('A piece of this change is too large to send.');
    if (part.length > 0 && bytes + size > maxBytes) {
      parts.push(encode(part));
      [part, bytes] = [[], 0];
    }
    part.push(struct);
    bytes += size;
  }
  if (part.length > 0) parts.push(encode(part));
  if (ds.clients.size > 0) parts.push(Y.diffUpdate(update, stateVectorAfter(structs)));
  if (parts.some((made) => made.length > maxBytes)) throw new TooLarge('This change deletes too much at once.');
  return parts;
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** Pieces of a long text; each begins where the one before it ends, as if it had been typed in pieces. */
function cutText(struct: Struct, maxBytes: number): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [struct];
  // A character takes at most three bytes for each of its code units.
  const most = Math.floor(maxBytes / 4);
  const { str } = struct.content;
  if (str.length <= most) return [struct];
  const pieces: Struct[] = [];
  for (let from = 0; from < str.length;) {
    const to = cutBefore(str, Math.min(str.length, from + most));
    pieces.push(pieceOf(struct, from, str.slice(from, to)));
    from = to;
  }
  return pieces;
}

function pieceOf(struct: Y.Item, from: number, text: string): Y.Item {
  const { client, clock } = struct.id;
  const origin = from === 0 ? struct.origin : Y.createID(client, clock + from - 1);
  return new Y.Item(
    Y.createID(client, clock + from),
    null,
    origin,
    null,
    struct.rightOrigin,
    struct.parent,
    struct.parentSub,
    new Y.ContentString(text),
  );
}

/** Never between the two halves of a character. */
function cutBefore(text: string, index: number): number {
  const code = text.charCodeAt(index - 1);
  return index < text.length && code >= 0xd800 && code <= 0xdbff ? index - 1 : index;
}

/** The V1 form of an update of one client: number of clients, number of structs, client, clock, structs, then no deletions. */
function encode(structs: readonly Struct[]): Uint8Array {
  const [first] = structs;
  if (!first) return new Uint8Array([0, 0]);
  const encoder = new Y.UpdateEncoderV1();
  writeVarUint(encoder, 1);
  writeVarUint(encoder, structs.length);
  encoder.writeClient(first.id.client);
  writeVarUint(encoder, first.id.clock);
  for (const struct of structs) struct.write(encoder, 0);
  writeVarUint(encoder, 0);
  return encoder.toUint8Array();
}

/** Knows all of the structs of one client, so that what it misses of their update is the deletions alone. */
function stateVectorAfter(structs: readonly Struct[]): Uint8Array {
  const last = structs.at(-1);
  if (!last) return new Uint8Array([0]);
  const encoder = new Y.UpdateEncoderV1();
  for (const value of [1, last.id.client, last.id.clock + last.length]) writeVarUint(encoder, value);
  return encoder.toUint8Array();
}

/** Base 128, low digits first, as lib0 writes it. */
function writeVarUint(encoder: Y.UpdateEncoderV1, value: number): void {
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    encoder.writeInfo(rest > 127 ? 128 | (rest % 128) : rest);
    if (rest <= 127) return;
  }
}
