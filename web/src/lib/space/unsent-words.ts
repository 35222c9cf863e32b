import * as Y from 'yjs';

/** Words that were written in one text, in the order in which they stand there. */
export interface UnsentPart {
  /** The name of the text or the set of rows in the document; null when nothing is left that tells. */
  readonly root: string | null;
  readonly words: string;
}

interface Id {
  readonly client: number;
  readonly clock: number;
}

/** A piece of a text: somebody's own words, or one letter of what was there that they stand beside. */
interface Piece extends Id {
  words: string;
  length: number;
  readonly own: boolean;
}

/**
 * What a person wrote in changes that nobody took. `known`: changes that the document had before; what is beside the words, and where they
 * are, is told by them.
 */
export function partsOf(updates: readonly Uint8Array[], known: readonly Uint8Array[] = []): UnsentPart[] {
  const own = itemsOf(updates);
  const places = new Places([...itemsOf(known), ...own], known.length > 0);
  const runs: { root: string | null; pieces: Piece[] }[] = [];
  for (const item of own) {
    if (!(item.content instanceof Y.ContentString || item.content instanceof Y.ContentFormat)) continue;
    const run = runs.find(({ pieces }) => putIn(pieces, item, places));
    if (run) continue;
    const sides = [item.origin && places.letter(item.origin), pieceOf(item), item.rightOrigin && places.letter(item.rightOrigin)];
    runs.push({ root: places.rootOf(item), pieces: sides.filter((piece) => piece !== null) });
  }
  const parts = new Map<string | null, string[]>();
  for (const { root, pieces } of runs) {
    const words = ownWords(pieces);
    if (words) parts.set(root, [...(parts.get(root) ?? []), words]);
  }
  return [...parts].map(([root, words]) => ({ root, words: words.join('\n') }));
}

/** The words alone. */
export const wordsOf = (updates: readonly Uint8Array[]): string =>
  partsOf(updates)
    .map(({ words }) => words)
    .join('\n');

const itemsOf = (updates: readonly Uint8Array[]): Y.Item[] =>
  updates.flatMap((update) => Y.decodeUpdate(update).structs).filter((struct): struct is Y.Item => struct instanceof Y.Item);

const pieceOf = ({ id, length, content }: Y.Item): Piece => ({
  client: id.client,
  clock: id.clock,
  length,
  words: content instanceof Y.ContentString ? content.str : '',
  own: true,
});

/** Puts words where they belong among pieces; false when none of these is their neighbour. */
function putIn(pieces: Piece[], item: Y.Item, places: Places): boolean {
  const piece = pieceOf(item);
  const { origin, rightOrigin } = item;
  const before = origin ? pieces.findLastIndex((there) => holds(there, origin)) : -1;
  if (origin && before >= 0) {
    const there = pieces[before]!;
    const cut = origin.clock + 1 - there.clock;
    if (cut === there.length && there.own && there.client === piece.client && piece.clock === there.clock + there.length) {
      there.words += piece.words;
      there.length += piece.length;
    } else pieces.splice(before, 1, ...cutAt(there, cut), piece, ...restFrom(there, cut));
    if (pieces.at(-1) === piece && rightOrigin) pieces.push(...[places.letter(rightOrigin)].filter((letter) => letter !== null));
    return true;
  }
  const after = rightOrigin ? pieces.findIndex((there) => holds(there, rightOrigin)) : -1;
  if (after < 0) return false;
  const there = pieces[after]!;
  const cut = rightOrigin!.clock - there.clock;
  const letter = after === 0 && cut === 0 && origin ? places.letter(origin) : null;
  pieces.splice(after, 1, ...cutAt(there, cut), ...(letter ? [letter] : []), piece, ...restFrom(there, cut));
  return true;
}

const holds = ({ client, clock, length }: Piece, id: Id): boolean => client === id.client && clock <= id.clock && id.clock < clock + length;

const cutAt = (piece: Piece, at: number): Piece[] => (at > 0 ? [{ ...piece, words: piece.words.slice(0, at), length: at }] : []);

const restFrom = (piece: Piece, at: number): Piece[] =>
  at < piece.length ? [{ ...piece, clock: piece.clock + at, words: piece.words.slice(at), length: piece.length - at }] : [];

/** From the first to the last of somebody's own words, with the letters between them. */
function ownWords(pieces: readonly Piece[]): string {
  const first = pieces.findIndex(({ own }) => own);
  const last = pieces.findLastIndex(({ own }) => own);
  return pieces
    .slice(first, last + 1)
    .map(({ words }) => words)
    .join('')
    .trim();
}

/** Looks up what changes say of a place in a document. */
class Places {
  private readonly byClient = new Map<number, Y.Item[]>();
  private readonly roots = new Map<Y.Item, string | null>();

  constructor(
    items: readonly Y.Item[],
    /** Whether what was there can be looked up. */
    private readonly isKnown: boolean,
  ) {
    for (const item of items) {
      const of = this.byClient.get(item.id.client);
      if (of) of.push(item);
      else this.byClient.set(item.id.client, [item]);
    }
    for (const of of this.byClient.values()) of.sort((one, other) => one.id.clock - other.id.clock);
  }

  /** One letter that was there; a space when nobody can say which, as words are mostly put between words. */
  letter({ client, clock }: Id): Piece | null {
    const item = this.at({ client, clock });
    if (item ? !(item.content instanceof Y.ContentString) : this.isKnown) return null;
    const words = item ? (item.content as Y.ContentString).str[clock - item.id.clock]! : ' ';
    return { client, clock, length: 1, words, own: false };
  }

  /** Neighbours are in the same text; the first of a text says whose child it is. */
  rootOf(item: Y.Item): string | null {
    const way: Y.Item[] = [];
    let root: string | null = null;
    for (let at: Y.Item | undefined = item; at;) {
      const found = this.roots.get(at);
      const parent: unknown = at.parent;
      if (found !== undefined || typeof parent === 'string') {
        root = found ?? (parent as string);
        break;
      }
      way.push(at);
      const next: Id | null = at.origin ?? at.rightOrigin ?? (parent instanceof Y.ID ? parent : null);
      at = next ? this.at(next) : undefined;
    }
    for (const passed of way) this.roots.set(passed, root);
    return root;
  }

  private at({ client, clock }: Id): Y.Item | undefined {
    const items = this.byClient.get(client) ?? [];
    let [low, high] = [0, items.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const item = items[middle]!;
      if (clock < item.id.clock) high = middle - 1;
      else if (clock >= item.id.clock + item.length) low = middle + 1;
      else return item;
    }
    return undefined;
  }
}
