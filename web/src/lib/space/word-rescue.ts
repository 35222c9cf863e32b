/** Brings back into the text what an update took along without knowing of it; see `lost-words`. */
import * as Y from 'yjs';
import { ChangedText, putIn, topOf, wordsIn } from './changed-text.ts';
import { type Clocks, type Copy, type Lost, type LostBlock, type LostLine, lostWords, type Piece, type Stood } from './lost-words.ts';
import { placeIn } from './word-place.ts';

/** Origin of what is brought back, so that the text's own undo knows it. */
export const RESCUE = Symbol('words brought back');

/** Words that stand somewhere else now than where they were written. */
export interface Moved {
  /** Name of the root they belong to. */
  readonly root: string;
  readonly words: string;
  /** paragraph: they stand in one of their own · nowhere: what they were in is gone, and they are only told of. */
  readonly now: 'paragraph' | 'nowhere';
}

/**
 * Name of the map that says which words were brought back by whom, so that they come back once: two windows of one person, or the author and
 * whoever changed the paragraph, may bring the same words back before they hear of each other.
 */
const RESCUED = 'rescued';
/** How long others wait for the author's own window to bring words back. */
const AUTHOR_FIRST_MS = 3000;

/** An entry of that map. */
interface Note {
  /** The client that brought them back. */
  readonly by: number;
  /** That client is of the person who wrote them. */
  readonly mine: boolean;
  readonly of: readonly Clocks[];
}

/** Clocks of this document's client, from the first to before the last. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface RescueOptions {
  /** What an earlier window of this person left behind and `doc` holds already. */
  readonly unsent?: readonly Uint8Array[];
  /** Whether a client is there now, and so brings its own words back. */
  readonly isPresent?: (client: number) => boolean;
  readonly authorFirstMs?: number;
  readonly tell?: (moved: Moved) => void;
}

export class WordRescue {
  private readonly doc: Y.Doc;
  /** Under which clients this person wrote here. */
  private readonly own: ReadonlySet<number>;
  private readonly options: Required<RescueOptions>;
  private readonly made = new Map<string, Stretch>();
  private readonly notes: Y.Map<Note>;
  private readonly waiting = new Map<ReturnType<typeof setTimeout>, () => void>();

  constructor(
    doc: Y.Doc,
    { unsent = [], isPresent = () => false, authorFirstMs = AUTHOR_FIRST_MS, tell = () => undefined }: RescueOptions = {},
  ) {
    this.doc = doc;
    this.options = { unsent, isPresent, authorFirstMs, tell };
    this.own = new Set([doc.clientID, ...unsent.flatMap((update) => Y.decodeUpdate(update).structs.map(({ id }) => id.client))]);
    this.notes = doc.getMap<Note>(RESCUED);
    this.notes.observe(({ transaction }) => !transaction.local && this.giveWay());
  }

  /** Takes an update of the server in by `apply`, and brings back what it and this document lost to each other. */
  around(update: Uint8Array, apply: () => void): void {
    let lost: Lost[] = [];
    let before: ReadonlyMap<number, number> | undefined;
    const look = (transaction: Y.Transaction): void => {
      // What the editors of the page make of it comes after it, and loses nothing.
      if (before) return;
      before = transaction.beforeState;
      lost = lostWords(transaction, update, this.own);
    };
    this.doc.on('afterTransaction', look);
    try {
      apply();
    } finally {
      this.doc.off('afterTransaction', look);
    }
    if (lost.length === 0) return;
    const isTheirs = (one: Lost): boolean => !one.mine && clientsOf(one).some((client) => this.options.isPresent(client));
    const theirs = lost.filter(isTheirs);
    this.bringBack(
      lost.filter((one) => !isTheirs(one)),
      before,
    );
    if (theirs.length > 0) this.later(() => this.bringBack(theirs, before));
  }

  /** Brings back at once what waits for somebody else to do it. */
  hurry(): void {
    for (const [timer, work] of this.waiting) {
      clearTimeout(timer);
      work();
    }
    this.waiting.clear();
  }

  destroy(): void {
    for (const timer of this.waiting.keys()) clearTimeout(timer);
  }

  private later(work: () => void): void {
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      work();
    }, this.options.authorFirstMs);
    this.waiting.set(timer, work);
  }

  private bringBack(lost: readonly Lost[], before: ReadonlyMap<number, number> = new Map()): void {
    const moved: Moved[] = [];
    this.doc.transact(() => {
      for (const one of lost) {
        // Words that came into what was gone here may belong into what was made here long ago.
        const text = new ChangedText(one.mine ? before : new Map());
        if (one.kind === 'line') moved.push(...this.line(one, one.mine, text));
        else if (one.kind === 'block') moved.push(...this.block(one, one.mine, text));
        else if (one.mine) moved.push({ root: one.root, words: one.words, now: 'nowhere' });
      }
    }, RESCUE);
    for (const one of moved) this.options.tell(one);
  }

  private line(lost: LostLine, mine: boolean, text: ChangedText): Moved[] {
    const runs = lost.runs
      .map(({ offset, pieces }) => ({ offset, pieces: pieces.filter(({ of }) => !this.isBack([of])) }))
      .flatMap(({ offset, pieces }) => byClient(pieces).map((group) => ({ offset, pieces: group })));
    const [first] = runs;
    if (!first) return [];
    const target = text.lineLike(lost.text, first.offset, lost.stood);
    if (target) {
      // From the end, so that what is put in first moves nothing that is still to come.
      for (const { offset, pieces } of runs.toReversed()) {
        const { at } = placeIn(lost.text, offset, target.text, 1) ?? { at: target.text.length };
        this.noting(mine, clocksIn(pieces), () => putIn(target.line, at, pieces));
      }
      return [];
    }
    const authors = new Set(runs.map(({ pieces: [piece] }) => piece!.of[0]));
    return [...authors].flatMap((author) => {
      const own = runs.map(({ pieces }) => pieces).filter(([piece]) => piece?.of[0] === author);
      const spaced = own.flatMap((pieces, index) => (index > 0 ? [{ ...pieces[0]!, text: ' ', marks: {} }, ...pieces] : pieces));
      const copy = { name: 'paragraph', attributes: {}, children: [spaced] };
      return this.ownPlace(mine, clocksIn(own.flat()), copy, lost.stood, text);
    });
  }

  private block(lost: LostBlock, mine: boolean, text: ChangedText): Moved[] {
    if (this.isBack(lost.of)) return [];
    const target = lost.text ? text.lineLike(lost.text, lost.text.length, lost.stood) : null;
    if (!target) return this.ownPlace(mine, lost.of, lost.copy, lost.stood, text);
    this.noting(mine, lost.of, () => text.putAfter(target.line, lost.copy));
    return [];
  }

  private ownPlace(mine: boolean, of: readonly Clocks[], copy: Copy, stood: Stood, text: ChangedText): Moved[] {
    this.noting(mine, of, () => text.putAt(stood, copy));
    const words = wordsIn(copy).trim();
    return words ? [{ root: Y.findRootTypeKey(topOf(stood.parent)), words, now: 'paragraph' }] : [];
  }

  private isBack(of: readonly Clocks[]): boolean {
    return [...this.notes.values()].some((note) => overlap(note.of, of));
  }

  /** Says in the document who brought these words back, before and after: so they stay apart from what is typed around them. */
  private noting(mine: boolean, of: readonly Clocks[], put: () => void): void {
    const { clientID } = this.doc;
    const note: Note = { by: clientID, mine, of };
    const key = `${clientID}-${clockOf(this.doc)}`;
    this.notes.set(key, note);
    const from = clockOf(this.doc);
    put();
    this.made.set(key, { from, to: clockOf(this.doc) });
    this.notes.set(key, note);
  }

  /** Others brought the same words back: one of them stays, the same one for all. */
  private giveWay(): void {
    for (const [key, stretch] of this.made) {
      const note = this.notes.get(key);
      if (note && ![...this.notes.values()].some((other) => other.by !== note.by && overlap(other.of, note.of) && outranks(other, note)))
        continue;
      this.made.delete(key);
      this.doc.transact((transaction) => {
        for (const item of itemsIn(this.doc, stretch)) if (!item.deleted) item.delete(transaction);
      }, RESCUE);
    }
  }
}

/** Its author's own window, then who has more of it, then the lower client. */
function outranks(one: Note, other: Note): boolean {
  if (one.mine !== other.mine) return one.mine;
  const [first, second] = [lengthOf(one), lengthOf(other)];
  return first === second ? one.by < other.by : first > second;
}

const lengthOf = ({ of }: Note): number => of.reduce((sum, [, , length]) => sum + length, 0);

const overlap = (some: readonly Clocks[], others: readonly Clocks[]): boolean =>
  some.some(([client, clock, length]) =>
    others.some(([other, from, count]) => client === other && clock < from + count && from < clock + length),
  );

/** Each author's apart, since each may bring back their own. */
function byClient(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.[0]?.of[0] === piece.of[0]) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

/** What follows each other as one. */
function clocksIn(pieces: readonly Piece[]): Clocks[] {
  const ranges: Clocks[] = [];
  for (const {
    of: [client, clock, length],
  } of pieces) {
    const last = ranges.at(-1);
    if (last && last[0] === client && last[1] + last[2] === clock) ranges[ranges.length - 1] = [client, last[1], last[2] + length];
    else ranges.push([client, clock, length]);
  }
  return ranges;
}

function clientsOf(lost: Lost): number[] {
  if (lost.kind === 'cell') return [];
  const ranges = lost.kind === 'block' ? lost.of : lost.runs.flatMap(({ pieces }) => pieces.map(({ of }) => of));
  return ranges.map(([client]) => client);
}

const clockOf = (doc: Y.Doc): number => Y.getState(doc.store, doc.clientID);

function itemsIn(doc: Y.Doc, { from, to }: Stretch): Y.Item[] {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  return structs.filter((struct): struct is Y.Item => struct instanceof Y.Item && struct.id.clock >= from && struct.id.clock < to);
}
