/** A line that two people divided at once: where the letters stand that both took out of it, and which of the two gives up what. */
import type * as Y from 'yjs';
import {
  type goneParts,
  isBeginning,
  type Copied,
  copiedIn,
  idOf,
  keyOf,
  type Letter,
  type Part,
  type Standing,
  standingIn,
  type Stored,
  textOf,
} from './divided-parts.ts';
import type { Piece } from './lost-words.ts';
import type { Clocks } from './stored-items.ts';
import { type Added, runsOf } from './twin-blocks.ts';

/** What one of the two gives up. */
export interface GivenUp {
  /** What stands in the other's copy too, and what was written among it. */
  readonly goes: readonly Piece[];
  /** What was written among it, and where it belongs in the other's copy. */
  readonly added: readonly Added[];
  /** Elements that say nothing any more. */
  readonly emptied: readonly Y.XmlElement[];
  /** Elements of this person that stand on the wrong side of the other's. */
  readonly moves: readonly Move[];
  /** Letters of the line that are not this person's to bring back any more, when it is theirs that goes. */
  readonly letGo: readonly Clocks[];
}

/** An element that belongs behind another, with what stays in it. */
export interface Move {
  readonly element: Y.XmlElement;
  readonly after: Y.XmlElement;
  readonly letters: readonly Kept[];
}

/** A letter that stays; `since`: it was written after its element was made. */
export type Kept = Piece & { readonly since: boolean };

/** A letter that both took out; `between`: what else is gone right before it, and may be in the copy of one of them. */
export interface Twice extends Stored {
  readonly between: string;
}

/** Where one of the letters stands that both took out. */
interface Held extends Standing {
  readonly part: Part;
  /** Which of them its part begins with, or `BEFORE` all of them. */
  readonly begins: number;
}

const BEFORE = -1;

/** Ways to read the same words again in lines that say them again and again. */
const MOST_TRIED = 1000;

export class Division {
  private readonly element: Y.XmlElement;
  private readonly parts: readonly Part[];
  private readonly gone: ReturnType<typeof goneParts>;
  private readonly twice: readonly Twice[];
  private readonly own: readonly Part[];
  private readonly others: readonly Part[];

  /** `parts`: what stands behind it. `gone`: what does no more. `twice`: letters that both took out. */
  constructor(element: Y.XmlElement, parts: readonly Part[], gone: ReturnType<typeof goneParts>, twice: readonly Twice[], other: number) {
    this.gone = gone;
    this.element = element;
    this.parts = parts;
    this.twice = twice;
    this.own = parts.filter(({ isOwn }) => isOwn);
    this.others = parts.filter(({ client }) => client === other);
  }

  ofThisPerson(): GivenUp | null {
    return this.of(this.own, this.others);
  }

  ofTheOther(): GivenUp | null {
    return this.of(this.others, this.own);
  }

  private of(goes: readonly Part[], stays: readonly Part[]): GivenUp | null {
    const [some, others] = [goes, stays].map((parts) => this.coverOf(parts));
    return some && others ? this.without(goes, some, others) : null;
  }

  /** Where all of the letters stand in parts of one person, one part behind the other; null when some do not, or when it is not certain where. */
  private coverOf(parts: readonly Part[]): Held[] | null {
    const all = parts.map((part) => ({ part, copied: copiedIn(part) }));
    const gone = textOf(all.flatMap(({ copied }) => copied.filter(({ there }) => !there)));
    const covers: { held: Held[]; doubt: number }[] = [];
    let steps = 0;
    const goOn = (held: readonly Held[], between: number, isToTheEnd: boolean): void => {
      steps += 1;
      if (steps > MOST_TRIED) return;
      const left = this.twice.slice(held.length);
      if (left.length === 0) return void covers.push({ held: [...held], doubt: 2 * between + Number(!isToTheEnd) });
      for (const { part, copied } of all) {
        if (held.some((one) => one.part === part)) continue;
        for (let from = 0; from < (held.length === 0 ? copied.length : 1); from += 1) {
          const { there, end } = alikeFrom(copied, from, left, gone);
          const others = between + end - from - there.length;
          const begins = from > 0 ? BEFORE : held.length;
          if (there.length > 0)
            goOn([...held, ...there.map((one) => ({ ...one, part, begins }))], others, end === copied.length || !copied[end]!.there);
        }
      }
    };
    if (this.twice.length > 0) goOn([], 0, true);
    const [best, second] = covers.toSorted((one, other) => one.doubt - other.doubt);
    const isCertain = best && best.doubt !== second?.doubt && steps <= MOST_TRIED;
    return isCertain && !this.wasJoined(parts, best.held) ? best.held : null;
  }

  /** Whether a part that began with one of the letters was joined to the one before since, and may have had the other give theirs up. */
  private wasJoined(parts: readonly Part[], held: readonly Held[]): boolean {
    const words = textOf(this.twice);
    const begins = new Set(held.map((one) => one.begins));
    const clients = new Set(parts.map(({ client }) => client));
    const some = this.gone.filter((one) => one.words !== '' && clients.has(one.client));
    return some.some((one) => this.twice.some((_, at) => !begins.has(at) && isBeginning(one.words, words.slice(at))));
  }

  /** What one of them gives up for the other; null when that is nothing, when others wrote in it, or when something else stands between. */
  private without(parts: readonly Part[], goes: readonly Held[], stays: readonly Held[]): GivenUp | null {
    const given = goes.flatMap((one, at) => (isBefore(one, stays[at]!) ? [{ ...one, of: this.twice[at]!, there: stays[at]! }] : []));
    if (given.length === 0 || !given.every(({ letter, there }) => letter.key === there.letter.key)) return null;
    const touched = [...new Set(given.map(({ part }) => part))];
    const rest = touched.flatMap((part) => writtenAmong(part, given));
    const pieces = [...given, ...rest].map(({ letter: { piece } }) => piece);
    const gone = new Set(pieces.map(keyOf));
    const order = this.orderOf(parts, firstOfEach(goes), firstOfEach(stays));
    if (!order || !areOf(parts, pieces)) return null;
    const emptied = touched.filter((part) => standingIn(part).every(({ letter: { piece } }) => gone.has(keyOf(piece))));
    const moved = [...order].filter(([part]) => !emptied.includes(part));
    if (
      !moved.every(([part]) =>
        areOf(
          this.own,
          standingIn(part).map(({ letter: { piece } }) => piece),
        ),
      )
    )
      return null;
    const moves = moved.map(([part, after]) => ({
      element: part.element,
      after,
      letters: keptIn(part, parts === this.own ? gone : new Set()),
    }));
    // What is to be put into them finds them where they belong, the next time.
    if (parts !== this.own && moves.length > 0) return { goes: [], added: [], emptied: [], moves, letGo: [] };
    const letGo = parts === this.own ? given.map(({ of: { id } }): Clocks => [id.client, id.clock, 1]) : [];
    return { goes: pieces, added: addedTo(rest), emptied: emptied.map(({ element }) => element), moves, letGo };
  }

  /** Parts of this person that do not stand where they belong, and behind what that is; null when it is not certain. */
  private orderOf(parts: readonly Part[], goes: readonly Held[], stays: readonly Held[]): Map<Part, Y.XmlElement> | null {
    const index = ({ part }: { part: Part }): number => this.parts.indexOf(part);
    const between = (from: Held, to: Held, some: readonly Part[]): Part[] =>
      some.filter((part) => index({ part }) > index(from) && index({ part }) < index(to));
    const order = new Map<Part, Y.XmlElement>();
    for (const one of goes) {
      const behind = stays.filter((other) => isBefore(one, other));
      const crossed = behind.filter((other) => index(other) < index(one));
      const next = behind.find((other) => index(other) > index(one));
      if (next && !between(one, next, parts).every((part) => goes.some((other) => other.part === part))) return null;
      const [first] = crossed;
      if (!first) continue;
      // Each puts their own elsewhere, and nobody those of the other.
      const mine = parts === this.own ? [...between(first, one, parts), one.part] : [first.part, ...between(first, one, this.own)];
      const after = parts === this.own ? (this.parts[index(first) - 1]?.element ?? this.element) : one.part.element;
      for (const part of mine) if (parts !== this.own || !order.has(part)) order.set(part, after);
    }
    return order;
  }
}

function keptIn(part: Part, gone: ReadonlySet<string>): Kept[] {
  const copied = new Set(copiedIn(part).map(({ id }) => idOf(id)));
  return standingIn(part)
    .map(({ letter: { piece } }) => ({ ...piece, since: !copied.has(keyOf(piece)) }))
    .filter((piece) => !gone.has(keyOf(piece)));
}

function addedTo(rest: readonly { readonly letter: Letter; readonly behind: Standing }[]): Added[] {
  return [...Map.groupBy(rest, ({ behind }) => behind.line)].flatMap(([line, some]) =>
    runsOf(
      line,
      some.map(({ letter, behind }) => ({ unit: letter, offset: behind.at + 1 })),
    ),
  );
}

/** Whether nobody else wrote something. */
function areOf(parts: readonly Part[], pieces: readonly Piece[]): boolean {
  const clients = new Set(parts.map(({ client }) => client));
  return pieces.every(({ of: [client] }) => clients.has(client));
}

/** Letters that stand there as they were put in, one behind the other, with nothing between but what one of the two had written there; and where they end. */
function alikeFrom(copied: readonly Copied[], from: number, letters: readonly Twice[], gone: string): { there: Standing[]; end: number } {
  const there: Standing[] = [];
  let end = from;
  for (let at = from; at < copied.length && there.length < letters.length && copied[at]!.there; at += 1) {
    const [{ text, there: one }, next] = [copied[at]!, letters[there.length]!];
    if (text === next.text) {
      there.push(one!);
      end = at + 1;
    } else if (!(at > from && (next.between + gone).includes(text))) break;
  }
  return { there, end };
}

/** Whether a letter stands farther from the beginning of its part than in the other's, which stays. */
const isBefore = (one: Held, other: Held): boolean =>
  one.begins < other.begins || (one.begins === other.begins && one.begins !== BEFORE && one.part.client > other.part.client);

const firstOfEach = (held: readonly Held[]): Held[] => held.filter((one, at) => one.part !== held[at - 1]?.part);

/** What was written behind the first letter of a part that goes, and the letter of the other's that it belongs behind. */
function writtenAmong(part: Part, given: readonly (Held & { readonly there: Standing })[]): { letter: Letter; behind: Standing }[] {
  const some = given.filter((one) => one.part === part);
  return standingIn(part).flatMap(({ letter, at }) => {
    const last = some.findLast((one) => one.at <= at);
    return last && last.at < at && !some.some((one) => one.at === at) ? [{ letter, behind: last.there }] : [];
  });
}
