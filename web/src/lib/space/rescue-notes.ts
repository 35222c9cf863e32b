/**
 * Who brought which words back stands in the document, so that they come back once: two windows of one person, or the author and whoever changed
 * the paragraph, may bring the same words back before they hear of each other.
 */
import * as Y from 'yjs';
import type { Piece } from './lost-words.ts';
import { alike, type Clocks } from './stored-items.ts';

/** Name of the map of the notes. */
const RESCUED = 'rescued';

/** Stands for a client where there is none. */
const NOBODY = -1;

type Letter = readonly [client: number, clock: number];

interface Source {
  readonly note: Note;
  readonly letter: Letter;
}

/** An entry of that map. */
interface Note {
  /** The client that brought them back. */
  readonly by: number;
  /** That client is of the person who wrote them. */
  readonly mine: boolean;
  readonly of: readonly Clocks[];
  /** Which letters the ones that were put in are again, one after the other; client -1: none. */
  readonly letters?: readonly Clocks[];
}

export class RescueNotes {
  private readonly doc: Y.Doc;
  private readonly notes: Y.Map<Note>;
  /** Keys of what this window put in. */
  private readonly made = new Set<string>();

  /** `origin`: of what is taken out because somebody else brought it back. */
  constructor(doc: Y.Doc, origin: unknown) {
    this.doc = doc;
    this.notes = doc.getMap<Note>(RESCUED);
    this.notes.observe(({ transaction }) => !transaction.local && this.giveWay(origin));
  }

  /** Whether any of these was brought back. */
  knows(of: readonly Clocks[]): boolean {
    const back = this.back();
    return of.some((range) => holdsAny(back, range));
  }

  /** The letters among these that nobody brought back. */
  missing(pieces: readonly Piece[]): Piece[] {
    const back = this.back();
    return pieces.flatMap((piece) => {
      if (!isLetters(piece)) return holdsAny(back, piece.of) ? [] : [piece];
      const [client, clock, length] = piece.of;
      return alike(length, (at) => holds(back, [client, clock + at]))
        .filter(({ value: isBack }) => !isBack)
        .map(({ from, to }): Piece => ({ ...piece, of: [client, clock + from, to - from], text: piece.text.slice(from, to) }));
    });
  }

  /** Says who brought these back, before and after: so they stay apart from what is typed around them. */
  noting(note: Pick<Note, 'mine' | 'of'>, pieces: readonly Piece[], put: () => void): void {
    const { clientID } = this.doc;
    const key = `${clientID}-${Y.getState(this.doc.store, clientID)}`;
    const letters = pieces.map((piece): Clocks => (isLetters(piece) ? piece.of : [NOBODY, 0, piece.text.length]));
    this.notes.set(key, { by: clientID, ...note, letters });
    put();
    this.notes.set(key, { by: clientID, ...note, letters });
    this.made.add(key);
  }

  private back(): Clocks[] {
    return [...this.notes.values()].flatMap(({ of }) => of);
  }

  /** Others brought the same back: of each letter one stays, the same one for all. */
  private giveWay(origin: unknown): void {
    if (this.made.size === 0) return;
    const sources = this.sources();
    for (const key of this.made) {
      const note = this.notes.get(key)!;
      const isTwice = (letter: Letter): boolean => this.isTwice(note, letter, sources);
      if (!single(note.of).some(isTwice)) continue;
      const isAll = single(note.of).every(isTwice);
      if (isAll) this.made.delete(key);
      this.doc.transact((transaction) => {
        for (const item of isAll ? this.itemsIn(key) : this.lettersTwice(transaction, key, isTwice))
          if (!item.deleted) item.delete(transaction);
      }, origin);
    }
  }

  /** Also when it was brought back, and lost, and brought back again, while somebody else had done so the first time. */
  private isTwice(note: Note, letter: Letter, sources: ReadonlyMap<string, Source>): boolean {
    const others = [...this.notes.values()].filter((other) => other.by !== note.by && holds(other.of, letter));
    const source = sources.get(letter.join('-'));
    return others.some((other) => outranks(other, note)) || (source !== undefined && this.isTwice(source.note, source.letter, sources));
  }

  /** What was put in between the two times that a note was written. */
  private itemsIn(key: string): Y.Item[] {
    const after = (this.notes._map as Map<string, Y.Item>).get(key);
    const structs = this.doc.store.clients.get(after?.id.client ?? NOBODY);
    if (!after?.left || !structs) return [];
    const items: Y.Item[] = [];
    for (let index = Y.findIndexSS(structs, after.left.id.clock) + 1; structs[index]!.id.clock < after.id.clock; index += 1) {
      const struct = structs[index];
      if (struct instanceof Y.Item) items.push(struct);
    }
    return items;
  }

  /** The clocks of the letters that were put in, which stand one after the other, with marks between. */
  private lettersIn(key: string): number[] {
    return this.itemsIn(key)
      .filter(({ content }) => content instanceof Y.ContentString)
      .flatMap(({ id, length }) => Array.from({ length }, (_, at) => id.clock + at));
  }

  private lettersTwice(transaction: Y.Transaction, key: string, isTwice: (letter: Letter) => boolean): Y.Item[] {
    const letters = single(this.notes.get(key)?.letters ?? []);
    return this.lettersIn(key).flatMap((clock, at) => {
      if (!isTwice(letters[at] ?? [NOBODY, 0])) return [];
      const { clientID } = this.doc;
      Y.getItemCleanStart(transaction, Y.createID(clientID, clock + 1));
      return [Y.getItemCleanStart(transaction, Y.createID(clientID, clock))];
    });
  }

  /** Of letters that were put in: by which note, and which they are again. */
  private sources(): Map<string, Source> {
    const found = new Map<string, Source>();
    for (const [key, note] of this.notes) {
      const letters = single(note.letters ?? []);
      this.lettersIn(key).forEach((clock, at) => letters[at] && found.set(`${note.by}-${clock}`, { note, letter: letters[at] }));
    }
    return found;
  }
}

/** Its author's own window, then who has more of it, then the lower client. */
function outranks(one: Note, other: Note): boolean {
  if (one.mine !== other.mine) return one.mine;
  const [first, second] = [lengthOf(one), lengthOf(other)];
  return first === second ? one.by < other.by : first > second;
}

const lengthOf = ({ of }: Note): number => of.reduce((sum, [, , length]) => sum + length, 0);

/** A mention is read as more than it is. */
const isLetters = ({ of: [, , length], text }: Piece): boolean => length === text.length;

const single = (ranges: readonly Clocks[]): Letter[] =>
  ranges.flatMap(([client, clock, length]) => Array.from({ length }, (_, at): Letter => [client, clock + at]));

const holds = (ranges: readonly Clocks[], [client, clock]: Letter): boolean => holdsAny(ranges, [client, clock, 1]);

const holdsAny = (ranges: readonly Clocks[], [client, clock, length]: Clocks): boolean =>
  ranges.some(([of, from, count]) => client === of && clock < from + count && from < clock + length);
