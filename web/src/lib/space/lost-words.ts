/**
 * Which words an update and a document lost to each other. Who makes a paragraph a heading, a list or a quote, or joins it to the one before,
 * deletes one element and makes another (the editor's binding cannot turn one into the other), and with the element goes what somebody else
 * was typing in it. An update names everything that its author took out, so what goes without being named was not known to whoever deleted.
 */
import * as Y from 'yjs';
import { leftBehind, StaysHere } from './left-behind.ts';
import { CameTooLate, type Knowledge, WentHere, WentOfOthers } from './lost-knowledge.ts';
import { Search } from './lost-search.ts';
import type { Clocks, Marks } from './stored-items.ts';

/** Letters with the marks they carry; a new line or a mention is the text it is read as. */
export interface Piece {
  readonly of: Clocks;
  readonly text: string;
  readonly marks: Marks;
}

/** An element with all that is in it, outside of any document. */
export interface Copy {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly (Copy | readonly Piece[])[];
}

/** A place in the tree that is left: where something stood. */
export interface Stood {
  readonly parent: Y.XmlFragment | Y.XmlElement;
  /** The nearest element before it that is still there. */
  readonly after: Y.XmlElement | null;
}

/** What one paragraph (or heading, …) held, and what of it was lost. */
export interface LostLine {
  readonly kind: 'line';
  /** What both knew of it. */
  readonly text: string;
  /** Lost words by where they stood in `text`. */
  readonly runs: readonly { readonly offset: number; readonly pieces: readonly Piece[] }[];
  /** Marks that were set on words in `text`, and that whoever deleted it did not know of. */
  readonly marks: readonly LostMarks[];
  readonly stood: Stood;
}

export interface LostMarks {
  readonly offset: number;
  readonly length: number;
  readonly set: Marks;
}

/** An element that only one of them knew. */
export interface LostBlock {
  readonly kind: 'block';
  readonly of: readonly Clocks[];
  readonly copy: Copy;
  /** What both knew of the line before it. */
  readonly text: string;
  readonly stood: Stood;
}

/** Words in a cell whose row was removed. */
export interface LostCell {
  readonly kind: 'cell';
  readonly root: string;
  readonly words: string;
}

export type Lost = (LostLine | LostBlock | LostCell) & {
  /** This person wrote it. */
  readonly mine: boolean;
  /** It came into a place that was gone here already; else it was here, and the update took it along. */
  readonly cameLate: boolean;
  /** It is there still, and the end of its line went on without it. */
  readonly isLeft: boolean;
};

/** In the order of the document. To be asked before what was deleted is let go of (`afterTransaction`). `own`: clients of this person. */
export function lostWords(transaction: Y.Transaction, update: Uint8Array, own: ReadonlySet<number>): Lost[] {
  const { store } = transaction.doc;
  const gone: Y.Item[] = [];
  for (const client of transaction.deleteSet.clients.keys()) {
    for (const item of deletedItems(store, client, transaction.deleteSet)) {
      const readable = [Y.ContentString, Y.ContentType, Y.ContentFormat].some((kind) => item.content instanceof kind);
      if (readable && item.parentSub === null) gone.push(item);
    }
  }
  if (gone.length === 0) return [];
  const named = Y.decodeUpdate(update).ds;
  const lost = (know: Knowledge, of: Pick<Lost, 'mine' | 'cameLate'>): Lost[] =>
    new Search(know).among(gone).map((one) => ({ ...one, ...of, isLeft: false }));
  const left = leftBehind(transaction, named, own);
  const stays = new Search(new StaysHere(transaction, named, own, left)).among(left);
  return [
    ...stays.map((one) => ({ ...one, mine: true, cameLate: false, isLeft: true })),
    ...lost(new WentHere(transaction, named, own), { mine: true, cameLate: false }),
    ...lost(new WentOfOthers(transaction, named, own), { mine: false, cameLate: false }),
    ...lost(new CameTooLate(transaction, named, own), { mine: false, cameLate: true }),
  ];
}

function* deletedItems(store: Y.Doc['store'], client: number, { clients }: Y.Transaction['deleteSet']): Generator<Y.Item> {
  const structs = store.clients.get(client) ?? [];
  for (const { clock, len } of clients.get(client) ?? []) {
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index]!;
      if (struct.id.clock >= clock + len) break;
      if (struct instanceof Y.Item) yield struct;
    }
  }
}
