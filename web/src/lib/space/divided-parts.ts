/** Lines that Enter made: the end of a line, as it was copied into a new one behind, and what became of it since. */
import * as Y from 'yjs';
import { childFits, TEXT } from '@kopru/schema/prose';
import type { Piece } from './lost-words.ts';
import { elementOf, INLINE, itemAt, itemsOf, typeOf } from './stored-items.ts';
import { everIn, isWithin, lettersIn } from './twin-blocks.ts';

/** Lines behind one another that are looked at. */
const MOST_AT_ONCE = 50;

export type Letter = ReturnType<typeof lettersIn>[number];

/** An element behind a line, with the only line in it. */
export interface Part {
  readonly element: Y.XmlElement;
  readonly line: Y.XmlElement;
  readonly client: number;
  /** This person put it there. */
  readonly isOwn: boolean;
}

export interface Stored {
  readonly id: Y.ID;
  readonly text: string;
}

/** A letter, and where it stands in its line. */
export interface Standing {
  readonly letter: Letter;
  readonly line: Y.XmlElement;
  readonly at: number;
}

/** A letter that was put in with its line; `there`: where it stands, when it does. */
export interface Copied extends Stored {
  readonly there: Standing | null;
}

export const idOf = ({ client, clock }: Y.ID): string => `${client}-${clock}`;

/** Letters that a copy begins with and that tell where it comes from. */
export const BEGINNING = 12;

/** Whether an element may have been made of the end of the line before it, and took nothing's place. */
export function isDividedOff(item: Y.Item): boolean {
  const before = dividedBefore(item);
  const from = before && lastLineIn(before);
  const gone = from
    ? textOf(
        textsIn(from)
          .flatMap(itemsOf)
          .filter(({ deleted }) => deleted)
          .flatMap(storedIn),
      )
    : '';
  const [line, next] = [onlyLineIn(elementOf(item)!), item.rightOrigin && itemAt(item, item.rightOrigin)];
  const words = line ? textOf(copiedIn({ line, client: item.id.client })).slice(0, BEGINNING) : '';
  const [place] = next?.deleted ? [elementOf(next)].flatMap((element) => (element ? [everIn(element)] : [])) : [];
  const tookItsPlace = place !== undefined && isWithin(words, place) && !isWithin(place.slice(0, BEGINNING), gone);
  return words !== '' && isWithin(words, gone) && !tookItsPlace;
}

/** The block that it was put right behind, when that is there still. */
export function dividedBefore(item: Y.Item): Y.XmlElement | null {
  const before = item.origin && isBlock(item) ? itemAt(item, item.origin) : null;
  return before && before.parent === item.parent && isBlock(before) ? elementOf(before) : null;
}

function isBlock(item: Y.Item): boolean {
  const element = item.deleted ? null : elementOf(item);
  return element !== null && !INLINE.includes(element.nodeName);
}

/** What stands behind it as far as one of the two put it there, or it was put behind it or behind such a one. */
export function partsBehind(element: Y.XmlElement, isOwn: (client: number) => boolean, other: number): Part[] {
  const parts: Part[] = [];
  if (element._item!.deleted) return parts;
  for (let item = element._item!.right; item && parts.length < MOST_AT_ONCE; item = item.right) {
    if (item.deleted) continue;
    const { client } = item.id;
    const part = elementOf(item);
    const line = part && onlyLineIn(part);
    if (!line || !(client === other || isOwn(client) || isPutBehind(item, element))) break;
    parts.push({ element: part, line, client, isOwn: isOwn(client) });
  }
  return parts;
}

/** What elements began with that are gone there. */
export function goneParts(element: Y.XmlElement): { readonly client: number; readonly words: string }[] {
  const found: { client: number; words: string }[] = [];
  for (let item = element._item!.right; item && found.length < MOST_AT_ONCE; item = item.right) {
    const part = item.deleted ? elementOf(item) : null;
    if (part) found.push({ client: item.id.client, words: textOf(inOrder(everTextsIn(part), item.id.client)).slice(0, BEGINNING) });
  }
  return found;
}

const everTextsIn = (element: Y.XmlElement): Y.XmlText[] =>
  itemsOf(element).flatMap((item) => {
    const child = typeOf(item);
    return child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? everTextsIn(child) : [];
  });

function isPutBehind(item: Y.Item, element: Y.XmlElement): boolean {
  let at: Y.Item | null = item;
  for (let steps = 0; at && at !== element._item && steps < MOST_AT_ONCE; steps += 1) at = at.origin && itemAt(at, at.origin);
  return at === element._item;
}

/** Null when there is more in it than a line of letters. */
function onlyLineIn(element: Y.XmlElement): Y.XmlElement | null {
  const children = element.toArray();
  if (childFits(element.nodeName, TEXT)) return children.every((child) => child instanceof Y.XmlText) ? element : null;
  return children.length === 1 && children[0] instanceof Y.XmlElement ? onlyLineIn(children[0]) : null;
}

export function lastLineIn(element: Y.XmlElement): Y.XmlElement | null {
  if (childFits(element.nodeName, TEXT)) return element;
  const last = element.toArray().at(-1);
  return last instanceof Y.XmlElement ? lastLineIn(last) : null;
}

export const textsIn = (line: Y.XmlElement): Y.XmlText[] =>
  itemsOf(line).flatMap(({ content }) => (content instanceof Y.ContentType && content.type instanceof Y.XmlText ? [content.type] : []));

export const storedIn = ({ id, content }: Y.Item): Stored[] =>
  content instanceof Y.ContentString ? content.str.split('').map((text, at) => ({ id: Y.createID(id.client, id.clock + at), text })) : [];

/** What a line began with when it was made, and where that stands now: one letter behind the other, as long as nothing was put in between. */
export function copiedIn(part: Pick<Part, 'line' | 'client'>): Copied[] {
  const standing = new Map(standingIn(part).map((one) => [keyOf(one.letter.piece), one]));
  return inOrder(textsIn(part.line), part.client).map((letter) => ({ ...letter, there: standing.get(idOf(letter.id)) ?? null }));
}

function inOrder(texts: readonly Y.XmlText[], client: number): Stored[] {
  const letters = texts
    .flatMap(itemsOf)
    .filter(({ id }) => id.client === client)
    .flatMap(storedIn)
    .map((letter, at) => ({ ...letter, at }))
    .toSorted((one, other) => one.id.clock - other.id.clock);
  const end = letters.findIndex(({ at }, index) => index > 0 && at < letters[index - 1]!.at);
  return end < 0 ? letters : letters.slice(0, end);
}

/** What stands in a line. */
export const standingIn = ({ line }: Pick<Part, 'line'>): Standing[] =>
  textsIn(line)
    .flatMap(lettersIn)
    .map((letter, at) => ({ letter, line, at }));

export const textOf = (letters: readonly Stored[]): string => letters.map(({ text }) => text).join('');

export const keyOf = ({ of: [client, clock] }: Piece): string => `${client}-${clock}`;

/** Whether the one begins with the other, as far as it goes. */
export const isBeginning = (one: string, other: string): boolean => one.startsWith(other.slice(0, one.length)) && other !== '';
