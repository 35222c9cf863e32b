/** What an update may do to a given document: everything it builds on is there, it speaks for its sender only, and it nests no deeper than readers can follow. */
import * as Y from 'yjs';
import { type Inspected, references, type Refusal } from './document.inspect.ts';

/** A Yjs client and the person whose changes it makes; null when that person is gone, and then nobody's. */
export type Binding = readonly [clientId: number, personId: string | null];

type Store = Y.Doc['store'];

/** Lists in lists in quotes: an editor makes three levels of each. Yjs walks the parents on every change, so depth costs everybody. */
const MAX_NESTING = 100;

/**
 * Whether something the update builds on is missing, without applying it: applying would leave it pending inside the document, and
 * thousands of such updates cost seconds. Two clients' structs that wait for each other in a circle are not seen here but when applied.
 */
export function dependencyProblem(store: Store, { structs, deletions }: Inspected): Refusal | null {
  const ends = new Map<number, number>();
  const endOf = (client: number): number => ends.get(client) ?? Y.getState(store, client);
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    if (struct.id.clock > endOf(struct.id.client)) return MISSING;
    ends.set(struct.id.client, Math.max(endOf(struct.id.client), struct.id.clock + struct.length));
  }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    for (const reference of references(struct)) if (reference.clock >= endOf(reference.client)) return MISSING;
  }
  for (const [client, ranges] of deletions) for (const { clock, len } of ranges) if (clock + len > endOf(client)) return MISSING;
  return null;
}

export const MISSING: Refusal = { code: 'BAD_USER_INPUT', message: 'This update builds on changes that are not stored. Send those first.' };
const FOREIGN: Refusal = {
  code: 'CONFLICT',
  message: "This update adds to another person's changes. Load the document again and repeat your change.",
};
const DIVERGED: Refusal = {
  code: 'CONFLICT',
  message: 'Other changes are stored under the same identity. Load the document again and repeat your change.',
};

/**
 * New structs only under clients that are the sender's, and known structs only as they are stored: one client and clock with two contents
 * would leave two people with different texts for ever, while their state vectors agree.
 */
export function identityProblem(
  store: Store,
  { structs }: Inspected,
  owners: ReadonlyMap<number, string | null>,
  personId: string,
): Refusal | null {
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const known = Y.getState(store, client);
    if (clock + struct.length > known && owners.has(client) && owners.get(client) !== personId) return FOREIGN;
    if (clock < known && !sameAsStored(store, struct)) return DIVERGED;
  }
  return null;
}

/** Clients under which the update adds structs. */
export function newClients(store: Store, { structs }: Inspected): number[] {
  const clients = new Set<number>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Skip) && struct.id.clock + struct.length > Y.getState(store, struct.id.client)) clients.add(struct.id.client);
  }
  return [...clients];
}

/** To be asked after applying: types among the update's structs that lie too deep. */
export function nestingProblem(store: Store, { structs }: Inspected): Refusal | null {
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue;
    let depth = 0;
    let item = Y.getItem(store, struct.id) as Y.Item | Y.GC | null;
    while (item instanceof Y.Item) {
      depth += 1;
      if (depth > MAX_NESTING) return { code: 'BAD_USER_INPUT', message: `Nothing may be nested deeper than ${MAX_NESTING} levels.` };
      const parent = item.parent;
      item = parent instanceof Y.AbstractType ? parent._item : null;
    }
  }
  return null;
}

function sameAsStored(store: Store, sent: Y.Item | Y.GC): boolean {
  // What was deleted may have been let go of on either side, so there is nothing left to compare.
  if (!(sent instanceof Y.Item) || sent.content instanceof Y.ContentDeleted) return true;
  const stored = store.clients.get(sent.id.client) ?? [];
  const end = Math.min(sent.id.clock + sent.length, Y.getState(store, sent.id.client));
  for (let index = Y.findIndexSS(stored, sent.id.clock); index < stored.length; index += 1) {
    const struct = stored[index];
    if (!struct || struct.id.clock >= end) return true;
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) continue;
    if (!sameOverlap(sent, struct)) return false;
  }
  return true;
}

function sameOverlap(sent: Y.Item, stored: Y.Item): boolean {
  if (sent.content.constructor !== stored.content.constructor) return false;
  const from = Math.max(sent.id.clock, stored.id.clock);
  const to = Math.min(sent.id.clock + sent.length, stored.id.clock + stored.length);
  const part = (item: Y.Item): string => comparable(item.content, from - item.id.clock, to - item.id.clock);
  return part(sent) === part(stored);
}

function comparable(content: Y.Item['content'], from: number, to: number): string {
  if (content instanceof Y.ContentString) return content.str.slice(from, to);
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return JSON.stringify(content.arr.slice(from, to));
  if (content instanceof Y.ContentBinary) return Buffer.from(content.content).toString('base64');
  if (content instanceof Y.ContentEmbed) return JSON.stringify(content.embed);
  if (content instanceof Y.ContentFormat) return JSON.stringify([content.key, content.value]);
  if (content instanceof Y.ContentType)
    return `${content.type.constructor.name} ${content.type instanceof Y.XmlElement ? content.type.nodeName : ''}`;
  return '';
}
