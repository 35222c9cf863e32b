/** Brings back into the text what an update took along without knowing of it; see `lost-words`. */
import * as Y from 'yjs';
import { ChangedText, copyOf, isCopy, lineWithin, markIn, piecesIn, putIn, wordsIn } from './changed-text.ts';
import { isDividedOff } from './divided-parts.ts';
import type { GivenUp, Move } from './division.ts';
import { type Copy, type Lost, type LostBlock, type LostLine, lostWords, type Piece, type Stood } from './lost-words.ts';
import { NOBODY, RescueNotes } from './rescue-notes.ts';
import { type Clocks, standIn, takeOut, takeOutLetters, topOf } from './stored-items.ts';
import { together, type Twin, twinsIn } from './twin-blocks.ts';
import { TwinLines } from './twin-lines.ts';
import { twinWordsIn } from './twin-words.ts';
import { placeIn } from './word-place.ts';

/** Origin of what this person wrote and is brought back, so that the text's own undo knows it. */
export const RESCUE = Symbol('words brought back');
/** The same of what others wrote: not this person's to take back. */
const RESCUE_OF_OTHERS = Symbol('words of others brought back');

/** Under this, a transaction tells of letters that this person took out and that are not theirs to bring back any more. */
export const LET_GO = Symbol('letters let go');

/** Words that stand somewhere else now than where they were written. */
export interface Moved {
  /** Name of the root they belong to. */
  readonly root: string;
  readonly words: string;
  /** paragraph: they stand in one of their own · nowhere: what they were in is gone, and they are only told of. */
  readonly now: 'paragraph' | 'nowhere';
}

/** How long others wait for the author's own window to bring words back. */
const AUTHOR_FIRST_MS = 3000;

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
  private readonly notes: RescueNotes;
  private readonly lines: TwinLines;
  private readonly waiting = new Map<ReturnType<typeof setTimeout>, () => void>();

  constructor(
    doc: Y.Doc,
    { unsent = [], isPresent = () => false, authorFirstMs = AUTHOR_FIRST_MS, tell = () => undefined }: RescueOptions = {},
  ) {
    this.doc = doc;
    this.options = { unsent, isPresent, authorFirstMs, tell };
    this.own = new Set([doc.clientID, ...unsent.flatMap((update) => Y.decodeUpdate(update).structs.map(({ id }) => id.client))]);
    this.notes = new RescueNotes(doc, RESCUE_OF_OTHERS, isPresent);
    this.lines = new TwinLines(doc, {
      unsent,
      isPresent,
      isOwn: (client) => this.own.has(client),
      isForOthers: (item) => this.notes.isForOthers(item),
    });
  }

  /** Takes an update of the server in by `apply`, and brings back what it and this document lost to each other. */
  around(update: Uint8Array, apply: () => void): void {
    let lost: Lost[] = [];
    let twins: Twin[] = [];
    let twice: Piece[] = [];
    let before: ReadonlyMap<number, number> | undefined;
    const look = (transaction: Y.Transaction): void => {
      // What the editors of the page make of it comes after it, and loses nothing.
      if (before) return;
      before = transaction.beforeState;
      lost = lostWords(transaction, update, this.own);
      twins = twinsIn(transaction, update, (item, isBack) => this.notes.hasPut(item) || (!isBack && isDividedOff(item)));
      twice = twinWordsIn(transaction, update, (item) => this.own.has(item.id.client) && !this.notes.hasPut(item));
      this.lines.hear(transaction, update);
    };
    this.doc.on('afterTransaction', look);
    try {
      apply();
    } finally {
      this.doc.off('afterTransaction', look);
    }
    if (twins.length > 0 || twice.length > 0) this.unite(twins, twice);
    for (let one = this.lines.next(); one; one = this.lines.next()) this.giveUp(one);
    if (lost.length === 0) return;
    this.takeAlong(lost, before);
    const isTheirs = (one: Lost): boolean => !one.mine && clientsOf(one).some((client) => this.options.isPresent(client));
    const theirs = lost.filter(isTheirs);
    this.bringBack(
      lost.filter((one) => !one.isLeft && !isTheirs(one)),
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

  /** Nobody's step of undo: it would bring the same words back a second time. */
  private unite(twins: readonly Twin[], twice: readonly Piece[]): void {
    this.doc.transact((transaction) => {
      for (const letters of clocksIn(twice)) takeOutLetters(transaction, letters);
      for (const { goes, added } of twins) {
        // From the end, so that what is put in first moves nothing that is still to come.
        for (const { line, offset, pieces } of added.toReversed()) {
          const missing = this.notes.missing(pieces);
          const of = clocksIn(missing);
          const mine = of.every(([client]) => this.own.has(client));
          if (of.length > 0) this.notes.noting({ mine, of }, missing, () => putIn(line, offset, missing));
        }
        takeOut(transaction, goes._item!);
      }
    }, RESCUE_OF_OTHERS);
  }

  /** Of a line that two divided at once, what one gives up stands in the other's copy alone. */
  private giveUp({ goes, added, emptied, moves, letGo }: GivenUp): void {
    const text = new ChangedText(new Map());
    for (const one of moves) this.move(one, text);
    // From the end, so that what is put in first moves nothing that is still to come.
    for (const { line, offset, pieces } of added.toReversed())
      this.putAgain(this.notes.missing(pieces), (some) => putIn(line, offset, some));
    // No step of undo: it would bring them back to where they stood twice.
    this.doc.transact((transaction) => {
      for (const letters of clocksIn(goes)) takeOutLetters(transaction, letters);
      for (const element of [...emptied, ...moves.map((one) => one.element)]) takeOut(transaction, element._item!);
      transaction.meta.set(LET_GO, letGo);
    }, RESCUE_OF_OTHERS);
  }

  /** A copy begins with what its element began with, so that it is known by that again. */
  private move({ element, after, letters }: Move, text: ChangedText): void {
    const missing = this.notes.missing(letters);
    if (missing.length === 0 && letters.length > 0) return;
    const isMadeSince = missing.every(({ since }) => since);
    const [made, later] = [missing.filter(({ since }) => isMadeSince || !since), isMadeSince ? [] : missing.filter(({ since }) => since)];
    const copy = this.putAgain(together(made), (pieces) =>
      text.putAt({ parent: after.parent as Y.XmlElement, after }, copyOf(element, pieces)),
    );
    const places = later.map((letter) => ({ letter, at: missing.indexOf(letter) }));
    for (const run of [...Map.groupBy(places, ({ at }) => at - later.indexOf(missing[at]!)).values()])
      this.putAgain(together(run.map(({ letter }) => letter)), (pieces) => putIn(lineWithin(copy), run[0]!.at, pieces));
    this.doc.transact((transaction) => standIn(transaction, element, copy, clocksIn(missing)), RESCUE_OF_OTHERS);
  }

  private putAgain<Made>(pieces: readonly Piece[], put: (pieces: readonly Piece[]) => Made): Made {
    const of = clocksIn(pieces);
    const mine = of.length > 0 && of.every(([client]) => this.own.has(client)) && !this.notes.isOfOthers(of);
    const note = (): Made => (of.length > 0 ? this.notes.noting({ mine, of }, pieces, () => put(pieces)) : put(pieces));
    return this.doc.transact(note, mine ? RESCUE : RESCUE_OF_OTHERS);
  }

  /** What was left in a line goes to the words it was typed among, or stays when these are nowhere with certainty. */
  private takeAlong(lost: readonly Lost[], before: ReadonlyMap<number, number> = new Map()): void {
    const gone: Clocks[] = [];
    for (const one of lost) {
      if (one.kind !== 'line' || !one.isLeft) continue;
      const line = one.stood.after!;
      const text = new ChangedText(before);
      const mine = !this.notes.isOfOthers(rangesOf(one));
      const placed = one.runs.map(({ offset, pieces }) => ({ pieces, place: text.dividedOff(line, one.text, offset) }));
      for (const { place, pieces } of placed.toReversed()) {
        const missing = this.notes.missing(pieces);
        if (!place || missing.length === 0) continue;
        const of = clocksIn(missing);
        const put = (): void => putIn(place.line, place.at, missing);
        this.doc.transact(() => this.notes.noting({ mine, of }, missing, put), mine ? RESCUE : RESCUE_OF_OTHERS);
        gone.push(...of);
      }
    }
    // No step of undo: it would bring them back to where they were left.
    if (gone.length > 0) this.doc.transact((transaction) => gone.forEach((of) => takeOutLetters(transaction, of)), RESCUE_OF_OTHERS);
  }

  private bringBack(lost: readonly Lost[], before: ReadonlyMap<number, number> = new Map()): void {
    const groups = Map.groupBy(lost, (one) => one.mine && !this.notes.isOfOthers(rangesOf(one)));
    const moved = [true, false].flatMap((own) => {
      const some = groups.get(own) ?? [];
      return some.length > 0 ? this.doc.transact(() => some.flatMap((one) => this.one(one, before)), own ? RESCUE : RESCUE_OF_OTHERS) : [];
    });
    for (const one of moved) this.options.tell(one);
  }

  private one(lost: Lost, before: ReadonlyMap<number, number>): Moved[] {
    if (lost.kind === 'cell') return lost.mine ? [{ root: lost.root, words: lost.words, now: 'nowhere' }] : [];
    // Words that came into what was gone here may belong into what was made here long ago.
    const text = new ChangedText(lost.cameLate ? new Map() : before);
    return lost.kind === 'line' ? this.line(lost, text) : this.block(lost, text);
  }

  private line({ mine, ...lost }: LostLine & Lost, text: ChangedText): Moved[] {
    const runs = lost.runs
      .map(({ offset, pieces }) => ({ offset, pieces: this.notes.missing(pieces) }))
      .flatMap(({ offset, pieces }) => byClient(pieces).map((group) => ({ offset, pieces: group })));
    // Whoever set a mark is the one to set it again: later it may have been taken away on purpose.
    const marks = mine ? lost.marks : [];
    const [first] = [...runs, ...marks];
    if (!first) return [];
    const target = text.lineLike(lost.text, first.offset, lost.stood);
    if (target) {
      for (const one of marks) {
        const place = placeIn(lost.text, one.offset, target.text, 1);
        const words = lost.text.slice(one.offset, one.offset + one.length);
        if (place && target.text.startsWith(words, place.at)) markIn(target.line, place.at, one);
      }
      const placed = runs.map(({ offset, pieces }) => ({
        at: placeIn(lost.text, offset, target.text, 1)?.at ?? target.text.length,
        pieces,
      }));
      // From the end of what it says now, where they may have another order, so that what is put in first moves nothing that is still to come.
      for (const { at, pieces } of placed.toReversed().toSorted((one, other) => other.at - one.at))
        this.notes.noting({ mine, of: clocksIn(pieces) }, pieces, () => putIn(target.line, at, pieces));
      return [];
    }
    const authors = new Set(runs.map(({ pieces: [piece] }) => piece!.of[0]));
    return [...authors].flatMap((author) => {
      const own = runs.map(({ pieces }) => pieces).filter(([piece]) => piece?.of[0] === author);
      const spaced = own.flatMap((pieces, index) => (index > 0 ? [SPACE, ...pieces] : pieces));
      const copy = { name: 'paragraph', attributes: {}, children: [spaced] };
      return this.ownPlace(mine, clocksIn(own.flat()), copy, lost.stood, text);
    });
  }

  private block({ mine, ...lost }: LostBlock & Lost, text: ChangedText): Moved[] {
    const copy = this.notes.knows(lost.of) ? this.rest(lost.copy) : lost.copy;
    if (copy !== lost.copy && wordsIn(copy).trim() === '') return [];
    const of = copy === lost.copy ? lost.of : clocksIn(piecesIn(copy));
    const target = lost.text ? text.lineLike(lost.text, lost.text.length, lost.stood) : null;
    if (!target) return this.ownPlace(mine, of, copy, lost.stood, text);
    this.notes.noting({ mine, of }, piecesIn(copy), () => text.putAfter(target.line, copy));
    return [];
  }

  /** An element without the words in it that are back. */
  private rest(copy: Copy): Copy {
    return { ...copy, children: copy.children.map((child) => (isCopy(child) ? this.rest(child) : this.notes.missing(child))) };
  }

  private ownPlace(mine: boolean, of: readonly Clocks[], copy: Copy, stood: Stood, text: ChangedText): Moved[] {
    this.notes.noting({ mine, of }, piecesIn(copy), () => text.putAt(stood, copy));
    const words = wordsIn(copy).trim();
    return words ? [{ root: Y.findRootTypeKey(topOf(stood.parent)), words, now: 'paragraph' }] : [];
  }
}

/** Between words that did not stand beside each other. */
const SPACE: Piece = { of: [NOBODY, 0, 1], text: ' ', marks: {} };

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

const clientsOf = (lost: Lost): number[] => rangesOf(lost).map(([client]) => client);

function rangesOf(lost: Lost): readonly Clocks[] {
  if (lost.kind === 'cell') return [];
  return lost.kind === 'block' ? lost.of : lost.runs.flatMap(({ pieces }) => pieces.map(({ of }) => of));
}
