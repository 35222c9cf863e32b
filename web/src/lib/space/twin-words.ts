/**
 * Two people who join a paragraph to the one before at once both put its words behind what that one says, and there they stand twice. The first of the two goes, for what either
 * writes where they joined stands before the second. Its author's own window takes it out, which alone knows whether more was written in it; where there was, or where
 * the words are not exactly those of the paragraph that is gone, both stay.
 */
import * as Y from 'yjs';
import type { Piece } from './lost-words.ts';
import { elementOf, goneBehind, itemsOf, typeOf } from './stored-items.ts';
import { lettersIn } from './twin-blocks.ts';

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];
type Letter = ReturnType<typeof lettersIn>[number];

/** Words of this person that have to go, because an update put the same in their place. `mayGo`: what they put there themselves. */
export function twinWordsIn(transaction: Y.Transaction, update: Uint8Array, mayGo: (item: Y.Item) => boolean): Piece[] {
  const { changed, deleteSet, beforeState } = transaction;
  const texts = [...changed].flatMap(([type, keys]) => (keys.has(null) && type instanceof Y.XmlText && type._item ? [type] : []));
  if (texts.length === 0) return [];
  const named = Y.decodeUpdate(update).ds;
  const isNew = ({ id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
  return texts.flatMap((text) => {
    const joined = wordsBehind(text, named, deleteSet);
    if (joined.length === 0) return [];
    const letters = lettersIn(text);
    for (const [first, second] of putAtOnce(text)) {
      if (!mayGo(first) || !isNew(second)) continue;
      const goes = joined.map((words) => firstOf(letters, words, first, second)).find((found) => found !== null);
      if (goes) return goes;
    }
    return [];
  });
}

/** The first of words that stand twice; null when they do not, or when something else stands between but what was written before the second. */
function firstOf(letters: readonly Letter[], words: string, first: Y.Item, second: Y.Item): Piece[] | null {
  const [one, other] = [placeOf(letters, words, first), placeOf(letters, words, second)];
  if (one === null || other === null || other < one + words.length) return null;
  const goes = letters.slice(one, one + words.length);
  const isAlike = goes.every(({ key }, at) => key === letters[other + at]!.key);
  const between = letters.slice(one + words.length, other);
  return isAlike && between.every(({ piece }) => piece.of[0] === second.id.client) ? goes.map(({ piece }) => piece) : null;
}

/** Where words stand that were put in as one, from a certain struct on. */
function placeOf(letters: readonly Letter[], words: string, put: Y.Item): number | null {
  let begin: Y.Item | null = put;
  // Marks may come before them.
  while (begin && !(begin.content instanceof Y.ContentString && !begin.deleted)) begin = begin.right;
  const [client, clock] = [put.id.client, begin?.id.clock];
  const from = letters.findIndex(({ piece: { of } }) => of[0] === client && of[1] === clock);
  const there = from < 0 ? [] : letters.slice(from, from + words.length);
  const isInOneGo = there.every(({ piece: { of } }, at) => of[0] === client && (at === 0 || of[1] > there[at - 1]!.piece.of[1]));
  return isInOneGo && there.map(({ text }) => text).join('') === words ? from : null;
}

/** What the elements right behind a line said, as far as the update took it out, and which were gone here before. */
function wordsBehind(text: Y.XmlText, named: DeleteSet, deleteSet: DeleteSet): string[] {
  const joined = goneBehind(text.parent as Y.XmlElement).filter(({ id }) => Y.isDeleted(named, id) && !Y.isDeleted(deleteSet, id));
  return joined.map((item) => wordsTakenOut(elementOf(item), named)).filter((words) => words.trim() !== '');
}

/** Empty when there were other elements among the words. */
function wordsTakenOut(element: Y.XmlElement | null, named: DeleteSet): string {
  const texts = element ? itemsOf(element).map(typeOf) : [];
  if (!texts.every((text) => text instanceof Y.XmlText)) return '';
  const letters = texts
    .flatMap(itemsOf)
    .flatMap(({ id, content }) =>
      content instanceof Y.ContentString
        ? content.str.split('').filter((_, at) => Y.isDeleted(named, Y.createID(id.client, id.clock + at)))
        : [],
    );
  return letters.join('');
}

/** What several people put between the same neighbours, in the order of the text: who knew of the first has put the second beside it. */
function* putAtOnce(text: Y.XmlText): Generator<[Y.Item, Y.Item]> {
  const items = itemsOf(text).filter(({ deleted }) => !deleted);
  for (const [at, first] of items.entries()) {
    for (const second of items.slice(at + 1)) {
      const isBetweenTheSame = Y.compareIDs(first.origin, second.origin) && Y.compareIDs(first.rightOrigin, second.rightOrigin);
      if (first.id.client !== second.id.client && isBetweenTheSame) yield [first, second];
    }
  }
}
