/**
 * Who brought which words back stands in the document, so that they come back once: two windows of one person, or the author and whoever changed
 * the paragraph, may bring the same words back before they hear of each other.
 */
import * as Y from 'yjs';
import type { Piece } from './lost-words.ts';
import { alike, type Clocks, takeOut } from './stored-items.ts';

/** Name of the map of the notes. */
const RESCUED = 'rescued';

/** Stands for a client where there is none. */
export const NOBODY = -1;

/** Where a letter that was put in comes from. */
interface Source {
  readonly note: Note;
  readonly letter: string;
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
  private readonly isPresent: (client: number) => boolean;

  /** `origin`: of what is taken out because somebody else brought it back. `isPresent`: whether a client is there to do that itself. */
  constructor(doc: Y.Doc, origin: unknown, isPresent: (client: number) => boolean) {
    this.doc = doc;
    this.isPresent = isPresent;
    this.notes = doc.getMap<Note>(RESCUED);
    this.notes.observe(({ transaction }) => !transaction.local && this.giveWay(origin));
  }

  /** Whether any of these was brought back, or has to give way. */
  knows(of: readonly Clocks[]): boolean {
    const [back, isTwice] = [this.back(), this.twice()];
    return of.some((range) => holdsAny(back, range)) || single(of).some((letter) => isTwice(letter));
  }

  /** Whether it was put in as something brought back. */
  hasPut({ id: { client, clock } }: Y.Item): boolean {
    return [...(this.notes._map as Map<string, Y.Item>).values()].some(
      (after) => after.id.client === client && after.left !== null && clock > after.left.id.clock && clock < after.id.clock,
    );
  }

  /** Whether it was put in to bring something of somebody else back. */
  isForOthers(item: Y.Item): boolean {
    return [...this.notes].some(
      ([key, { by, mine }]) => !mine && by === item.id.client && itemsIn(this.doc, this.notes, key).includes(item),
    );
  }

  /** Whether any of these is something of others that was brought back before. */
  isOfOthers(of: readonly Clocks[]): boolean {
    const sources = this.sources();
    const isTheirs = (letter: string): boolean => {
      const source = sources.get(letter);
      return source !== undefined && (!source.note.mine || isTheirs(source.letter));
    };
    return single(of).some(isTheirs);
  }

  /** The letters among these that nobody brought back, and that are none that were brought back themselves and have to give way. */
  missing<One extends Piece>(pieces: readonly One[]): One[] {
    const [back, isTwice] = [this.back(), this.twice()];
    return pieces.flatMap((piece) => {
      if (!isLetters(piece)) return holdsAny(back, piece.of) ? [] : [piece];
      const [client, clock, length] = piece.of;
      return alike(length, (at) => holdsAny(back, [client, clock + at, 1]) || isTwice(letterAt(client, clock + at)))
        .filter(({ value: isBack }) => !isBack)
        .map(({ from, to }): One => ({ ...piece, of: [client, clock + from, to - from], text: piece.text.slice(from, to) }));
    });
  }

  /** Says who brought these back, before and after: so they stay apart from what is typed around them. */
  noting<Made>(note: Pick<Note, 'mine' | 'of'>, pieces: readonly Piece[], put: () => Made): Made {
    const { clientID } = this.doc;
    const key = `${clientID}-${Y.getState(this.doc.store, clientID)}`;
    const letters = pieces.map((piece): Clocks => (isLetters(piece) ? piece.of : [NOBODY, 0, piece.text.length]));
    this.notes.set(key, { by: clientID, ...note, letters });
    const made = put();
    this.notes.set(key, { by: clientID, ...note, letters });
    return made;
  }

  private back(): Clocks[] {
    return [...this.notes.values()].flatMap(({ of }) => of);
  }

  /** Several brought the same back: of each letter one stays, the same one for all. */
  private giveWay(origin: unknown): void {
    const isTwice = this.twice();
    this.doc.transact((transaction) => {
      for (const [key, note] of this.notes) {
        if (note.by !== this.doc.clientID && this.isPresent(note.by)) continue;
        const twice = single(note.of).filter((letter) => isTwice(letter, note));
        if (twice.length > 0) this.takeOutAgain(transaction, key, new Set(twice));
      }
    }, origin);
  }

  /** Tells of a letter whether what a note brought back of it, or the letter itself, stands somewhere else too and has to go. */
  private twice(): (letter: string, note?: Note) => boolean {
    const sources = this.sources();
    const holders = this.holders();
    const isTwice = (letter: string, note?: Note): boolean => {
      if (note && holders.get(letter)?.some((other) => other.by !== note.by && outranks(other, note))) return true;
      // It was brought back, and lost, and brought back again, while somebody else had done so the first time.
      const source = sources.get(letter);
      return source !== undefined && isTwice(source.letter, source.note);
    };
    return isTwice;
  }

  private takeOutAgain(transaction: Y.Transaction, key: string, letters: ReadonlySet<string>): void {
    const note = this.notes.get(key)!;
    const isAll = single(note.of).every((letter) => letters.has(letter));
    // From within, so that an element stays in which somebody has written since.
    for (const item of (isAll ? itemsIn(this.doc, this.notes, key) : this.lettersAgain(transaction, key, letters)).toReversed())
      if (item.parentSub === null && !holdsMore(item)) takeOut(transaction, item);
  }

  /** What was put in that is one of these letters again. */
  private lettersAgain(transaction: Y.Transaction, key: string, letters: ReadonlySet<string>): Y.Item[] {
    const note = this.notes.get(key)!;
    const put = single(note.letters ?? []);
    return lettersIn(this.doc, this.notes, key).flatMap((clock, at) => {
      if (!letters.has(put[at] ?? '')) return [];
      Y.getItemCleanStart(transaction, Y.createID(note.by, clock + 1));
      return [Y.getItemCleanStart(transaction, Y.createID(note.by, clock))];
    });
  }

  /** Of letters that were put in: by which note, and which they are again. */
  sources(): Map<string, Source> {
    return sourcesIn(this.doc, this.notes);
  }

  private holders(): Map<string, Note[]> {
    const found = new Map<string, Note[]>();
    for (const note of this.notes.values()) {
      for (const letter of new Set(single(note.of))) {
        const others = found.get(letter);
        if (others) others.push(note);
        else found.set(letter, [note]);
      }
    }
    return found;
  }
}

/** What was put in to bring something back, clock by clock, and what that is again: a letter another letter, the rest all that its note is on, or nothing. */
export function partsOf(doc: Y.Doc, stored: ReturnType<typeof Y.decodeUpdate>['ds']): { put: Clocks; of: readonly Clocks[] }[] {
  const notes = doc.getMap<Note>(RESCUED);
  const noted = [...(notes._map as Map<string, Y.Item>)].filter(([, { id, left }]) => left && Y.isDeleted(stored, id));
  const sources = sourcesIn(doc, notes);
  const ofAt = (client: number, clock: number): readonly Clocks[] => {
    const source = sources.get(letterAt(client, clock));
    if (source) return [clocksAt(source.letter)];
    const [key] = noted.find(([, { id, left }]) => id.client === client && clock >= left!.id.clock && clock <= id.clock) ?? [];
    return key ? notes.get(key)!.of : [];
  };
  return [...stored.clients].flatMap(([client, ranges]) =>
    ranges.flatMap(({ clock, len }) =>
      Array.from({ length: len }, (_, at) => ({ put: [client, clock + at, 1] as const, of: ofAt(client, clock + at) })),
    ),
  );
}

/** Of letters that were put in: by which note, and which they are again. */
function sourcesIn(doc: Y.Doc, notes: Y.Map<Note>): Map<string, Source> {
  const found = new Map<string, Source>();
  for (const [key, note] of notes) {
    const put = single(note.letters ?? []);
    lettersIn(doc, notes, key).forEach((clock, at) => put[at] && found.set(letterAt(note.by, clock), { note, letter: put[at] }));
  }
  return found;
}

/** What was put in between the two times that a note was written. */
function itemsIn({ store }: Y.Doc, notes: Y.Map<Note>, key: string): Y.Item[] {
  const after = (notes._map as Map<string, Y.Item>).get(key);
  const structs = store.clients.get(after?.id.client ?? NOBODY);
  if (!after?.left || !structs) return [];
  const items: Y.Item[] = [];
  for (let index = Y.findIndexSS(structs, after.left.id.clock) + 1; structs[index]!.id.clock < after.id.clock; index += 1) {
    const struct = structs[index];
    if (struct instanceof Y.Item) items.push(struct);
  }
  return items;
}

/** The clocks of the letters that were put in, which stand one after the other, with marks between. */
function lettersIn(doc: Y.Doc, notes: Y.Map<Note>, key: string): number[] {
  return itemsIn(doc, notes, key)
    .filter(({ content }) => content instanceof Y.ContentString)
    .flatMap(({ id, length }) => Array.from({ length }, (_, at) => id.clock + at));
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

const holdsMore = ({ content }: Y.Item): boolean => content instanceof Y.ContentType && content.type._length > 0;

const clocksAt = (letter: string): Clocks => {
  const [client, clock] = letter.split('-').map(Number);
  return [client!, clock!, 1];
};

const letterAt = (client: number, clock: number): string => `${client}-${clock}`;

/** Empty: none. */
const single = (ranges: readonly Clocks[]): string[] =>
  ranges.flatMap(([client, clock, length]) => Array.from({ length }, (_, at) => (client === NOBODY ? '' : letterAt(client, clock + at))));

const holdsAny = (ranges: readonly Clocks[], [client, clock, length]: Clocks): boolean =>
  ranges.some(([of, from, count]) => client === of && clock < from + count && from < clock + length);
