/**
 * Two people who make one paragraph a heading, a list or a quote before they hear of each other both delete it and put a new element in its place: then its words
 * stand twice. Which of the two stays is told by what no window can see otherwise (the lower client), so that all agree, whoever takes the other out.
 */
import * as Y from 'yjs';
import { childFits, TEXT } from '@kopru/schema/prose';
import type { Piece } from './lost-words.ts';
import { elementOf, goneBehind, INLINE, itemAt, itemsOf, parentItem, readAs, stretchesOf, typeOf } from './stored-items.ts';

/** Blocks that somebody changes in one go and that are looked at. */
const MOST_AT_ONCE = 50;

type Parent = Y.XmlFragment | Y.XmlElement;

/** Words that were written into the one that goes, and where they belong in the one that stays. */
export interface Added {
  readonly line: Y.XmlElement;
  readonly offset: number;
  readonly pieces: readonly Piece[];
}

export interface Twin {
  readonly goes: Y.XmlElement;
  readonly added: readonly Added[];
}

/**
 * Of elements that an update brought, and those that stand here, which have to go. Where two differ, both stay. `isOther`: which elements are not of this kind:
 * of what was brought back twice something else tells which one stays. `isBack`: one of the two was brought back by undo.
 */
export function twinsIn(transaction: Y.Transaction, update: Uint8Array, isOther: (item: Y.Item, isBack: boolean) => boolean): Twin[] {
  const { changed, beforeState, deleteSet } = transaction;
  const isNew = ({ id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
  let named: ReturnType<typeof Y.decodeUpdate>['ds'] | null = null;
  // Both took it out. What went for another reason, a line that was given up or put elsewhere, says nothing.
  const isOld = ({ id }: Y.Item): boolean => Y.isDeleted((named ??= Y.decodeUpdate(update).ds), id) && !Y.isDeleted(deleteSet, id);
  const twins: Twin[] = [];
  for (const [type, keys] of changed) {
    if (!keys.has(null) || !(type instanceof Y.XmlFragment) || type instanceof Y.XmlText) continue;
    const blocks = itemsOf(type).filter((item) => !item.deleted && elementOf(item) && !INLINE.includes(elementOf(item)!.nodeName));
    const known = blocks.filter((item) => !isNew(item));
    for (const one of blocks.filter(isNew)) {
      for (const other of known) {
        if (one.id.client === other.id.client || !werePutAtOnce(one, other)) continue;
        const isWhatCameBack = ({ redone }: Y.Item): boolean => redone !== null && Y.compareIDs(redone, other.id);
        const isBack = itemsOf(type).some(isWhatCameBack);
        if (isOther(one, isBack) || isOther(other, isBack)) continue;
        const [stays, goes] = (one.id.client < other.id.client ? [one, other] : [other, one]).map((item) => elementOf(item)!);
        const added = addedTo(
          stays!,
          goes!,
          oldWords(type, (item) => isOld(item) || isWhatCameBack(item)),
        );
        if (added) twins.push({ goes: goes!, added });
      }
    }
  }
  return twins;
}

/** Between the same neighbours: who knew of the first has put the second beside it. Of several that were put in together, each the how manieth it is. */
function werePutAtOnce(one: Y.Item, other: Y.Item): boolean {
  if (!Y.compareIDs(one.rightOrigin, other.rightOrigin)) return false;
  const [some, others] = [leftOf(one), leftOf(other)];
  return some.some((left, before) => before < others.length && Y.compareIDs(left, others[before]!));
}

/** What it was put behind, and what those were put behind that may have been put in together with it. */
function leftOf(item: Y.Item): (Y.ID | null)[] {
  const found: (Y.ID | null)[] = [];
  for (let at: Y.Item | null = item; at && found.length < MOST_AT_ONCE;) {
    found.push(at.origin);
    const left: Y.Item | null = at.origin && itemAt(at, at.origin);
    at = left && mayBeMadeTogether(left, at) ? left : null;
  }
  return found;
}

/** Nothing was written between the two but what is in the first. */
function mayBeMadeTogether(first: Y.Item, second: Y.Item): boolean {
  if (first.id.client !== second.id.client || first.id.clock >= second.id.clock) return false;
  const last = itemAt(second, Y.createID(second.id.client, second.id.clock - 1));
  for (let at = last; at; at = parentItem(at)) if (at === first) return true;
  return false;
}

/**
 * What has to be put into the one that stays; null when they differ by more than words that were written since, or took nobody's place. What stood in the old
 * one already is no such word: who does not have it took it out.
 */
function addedTo(stays: Y.XmlElement, goes: Y.XmlElement, old: readonly string[]): Added[] | null {
  const pairs = linesOf(stays, goes);
  if (!pairs) return null;
  const added: Added[] = [];
  let words = '';
  for (const [line, other] of pairs) {
    const [units, others] = [unitsOf(line), unitsOf(other)];
    const [fewer, more] = units.length <= others.length ? [units, others] : [others, units];
    const extra = beyond(fewer, more);
    const tookItsPlace = old.filter((was) => isWithin(textOf(fewer), was));
    const isSince = extra?.every(({ unit }) => unit.piece) && !tookItsPlace.some((was) => isWithin(textOf(more), was));
    if (!extra || tookItsPlace.length === 0 || (extra.length > 0 && !isSince)) return null;
    if (more === others) added.push(...runsOf(line, extra));
    words += textOf(fewer);
  }
  return words.trim() === '' ? null : added;
}

/** Letters that belong to one place are put in together. */
export function runsOf(line: Y.XmlElement, extra: readonly { unit: Unit; offset: number }[]): Added[] {
  return [...Map.groupBy(extra, ({ offset }) => offset)].map(([offset, some]) => ({
    line,
    offset,
    pieces: together(some.map(({ unit }) => unit.piece!)),
  }));
}

/** Letters that were put in one after the other, with the same marks, as one. */
export function together(letters: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const next of letters) {
    const last = pieces.at(-1);
    const [client, clock, length] = last?.of ?? next.of;
    const goesOn = last && client === next.of[0] && clock + length === next.of[1] && sorted(last.marks) === sorted(next.marks);
    if (goesOn) pieces[pieces.length - 1] = { ...last, of: [client, clock, length + 1], text: last.text + next.text };
    else pieces.push({ of: next.of, text: next.text, marks: next.marks });
  }
  return pieces;
}

/** Their lines side by side; null when they are not built alike. */
function linesOf(one: Y.XmlElement, other: Y.XmlElement): [Y.XmlElement, Y.XmlElement][] | null {
  if (one.nodeName !== other.nodeName || attributesOf(one) !== attributesOf(other)) return null;
  if (childFits(one.nodeName, TEXT)) return [[one, other]];
  const [some, others] = [one.toArray() as Y.XmlElement[], other.toArray() as Y.XmlElement[]];
  if (some.length !== others.length) return null;
  const pairs = some.map((child, at) => linesOf(child, others[at]!));
  return pairs.includes(null) ? null : pairs.flatMap((pair) => pair!);
}

const attributesOf = (element: Y.XmlElement): string => sorted(element.getAttributes());
const sorted = (values: object): string => JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** A letter with its marks, or an element among letters. */
interface Unit {
  readonly key: string;
  readonly text: string;
  /** Null for an element. */
  readonly piece: Piece | null;
}

type Letter = Unit & { readonly piece: Piece };

const textOf = (units: readonly Unit[]): string => units.map(({ text }) => text).join('');

function unitsOf(line: Y.XmlElement): Unit[] {
  return line.toArray().flatMap((child): Unit[] => {
    if (!(child instanceof Y.XmlText)) {
      const element = child as Y.XmlElement;
      return [{ key: `${element.nodeName} ${attributesOf(element)}`, text: readAs(element), piece: null }];
    }
    return lettersIn(child);
  });
}

export function lettersIn(text: Y.XmlText): Letter[] {
  return stretchesOf(text, (item) => !item.deleted).flatMap(({ item: { id }, words, marks }) =>
    Array.from(words.split(''), (letter, at): Letter => {
      const key = `${letter} ${sorted(Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== null)))}`;
      return { key, text: letter, piece: { of: [id.client, id.clock + at, 1], text: letter, marks } };
    }),
  );
}

/** What the longer one has beyond the shorter one, and behind how many characters of that; null when it has not all of it, in its order. */
function beyond(fewer: readonly Unit[], more: readonly Unit[]): { unit: Unit; offset: number }[] | null {
  const extra: { unit: Unit; offset: number }[] = [];
  let [at, offset] = [0, 0];
  for (const unit of more) {
    if (fewer[at]?.key === unit.key) {
      offset += unit.text.length;
      at += 1;
    } else extra.push({ unit, offset });
  }
  return at === fewer.length ? extra : null;
}

export function isWithin(words: string, others: string): boolean {
  let at = 0;
  for (const letter of others) if (letter === words[at]) at += 1;
  return at === words.length;
}

/** All that was ever written in elements that both took out there, or right behind, as an item is whose paragraph was joined to the item before. */
function oldWords(parent: Parent, isOld: (item: Y.Item) => boolean): string[] {
  return [...itemsOf(parent), ...goneBehind(parent)].flatMap((item) => {
    const element = item.deleted && isOld(item) ? elementOf(item) : null;
    return element ? [everIn(element)] : [];
  });
}

export function everIn(type: Y.XmlElement | Y.XmlText): string {
  const words = itemsOf(type).map((item) => {
    if (item.content instanceof Y.ContentString) return item.content.str;
    const child = typeOf(item);
    if (child instanceof Y.XmlText) return everIn(child);
    return child instanceof Y.XmlElement ? (INLINE.includes(child.nodeName) ? readAs(child) : everIn(child)) : '';
  });
  return words.join('');
}
