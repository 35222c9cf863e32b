import { meaningsOf } from '../meanings.ts';
import { keysMeant } from '../query.ts';
import { tagCode, TAG_PREFIX } from '../postgres/tags.ts';
import { LAST_AS_IT_STANDS } from '../postgres/ranking.ts';
import { has, walk, type Bits } from './bits.ts';
import type { VocabularyEntry } from '../vocabulary-words.ts';
import type { Postings } from './dictionary.ts';
import { hashOfKey, type Faces } from './faces.ts';
import { IN_NAMES, IN_PLACE, IN_STATEMENTS, standing, weightOf, whereOf } from './words-of-body.ts';

type Typos = 0 | 1 | 2;

/** A word of the query, looked up: what is found by it, the nearer first. */
interface Sought {
  /** Of each term its faces, and what follows from standing there. */
  readonly lists: readonly { readonly postings: Postings; readonly follow: readonly number[]; readonly typos: Typos }[];
  readonly tags: readonly { readonly faces: Bits; readonly follow: number; readonly typos: Typos }[];
  /** How many faces that are, at most. */
  readonly size: number;
}

/**
 * Where a word, or all words of a query, stand in a face: a bit for each step of the order of hits, the lower ones better, and each step holds those below it as far as they follow from it. As
 * they stand in the names. Without a typo: in the names; there, or as its place; also in statements; also in labels; in what it writes itself; anywhere. In the names and anywhere with up to one typo,
 * and with up to two.
 */
const [WHOLE, NAMED, NAMED_OR_THERE, STATED, TOPICS, OWN, ANYWHERE] = [1, 2, 4, 8, 16, 32, 64] as const;
const NAMES_WITHIN = [NAMED | 0b010_1000_0000, 0b010_1000_0000, 0b010_0000_0000] as const;
const ANYWHERE_WITHIN = [ANYWHERE | 0b101_0000_0000, 0b101_0000_0000, 0b100_0000_0000] as const;
const EVERY_WORD = 0b111_1111_1111;
/** What one of the words is enough for: it says where the face is; it stands in names or statements. */
const [THERE, SOME] = [1 << 11, 1 << 12] as const;

/** The steps that follow from what a word says of a face, by its three bits. */
function stepsOf(typos: Typos, isWhole: boolean): readonly number[] {
  return Array.from({ length: 8 }, (_, where) => {
    const isNamed = (standing(where) & IN_NAMES) !== 0;
    const typed = ANYWHERE_WITHIN[typos] | (isNamed ? NAMES_WITHIN[typos] : 0);
    if (typos > 0) return typed;
    const there = (standing(where) & IN_PLACE) === 0 ? 0 : NAMED_OR_THERE | STATED | TOPICS | THERE;
    const stated = (standing(where) & IN_STATEMENTS) === 0 ? 0 : STATED | TOPICS | SOME;
    return typed | OWN | there | stated | (isNamed ? NAMED_OR_THERE | (isWhole ? WHOLE : 0) : 0);
  });
}

/** The same for a label: of its country, which says where it is, and of its fields and issues. */
const stepsOfLabel = (attribute: VocabularyEntry['attribute'], typos: Typos): number =>
  attribute === 'country' ? stepsOf(typos, false)[whereOf(IN_PLACE)]! : ANYWHERE_WITHIN[typos] | (typos === 0 ? TOPICS : 0);

const STEPS = ([0, 1, 2] as const).map((typos) => [stepsOf(typos, false), stepsOf(typos, true)] as const);

/** Room for the words of one search at a time: of each face its steps, of all words so far and of one, and what it weighs by words as they stand and by misspelt ones. */
export class TextRoom {
  readonly all: Uint16Array;
  readonly one: Uint16Array;
  readonly weights: Uint16Array;
  readonly misspelt: Uint16Array;

  /** What the last search wrote to, which is little of all. */
  #written: number[] = [];

  constructor(capacity: number) {
    [this.all, this.one] = [new Uint16Array(capacity), new Uint16Array(capacity)];
    [this.weights, this.misspelt] = [new Uint16Array(capacity), new Uint16Array(capacity)];
  }

  /** Empties the room; whatever is written to next goes into the list. */
  begin(): number[] {
    if (this.#written.length > this.all.length / 8) for (const room of [this.all, this.weights, this.misspelt]) room.fill(0);
    else for (const face of this.#written) this.all[face] = this.weights[face] = this.misspelt[face] = 0;
    this.#written = [];
    return this.#written;
  }
}

/** What the words of a query find, whoever may see it: at which step each face stands, and what it weighs. Holds until the next search takes the room. */
export class TextHits {
  /** Faces that have all words, in any order. */
  readonly faces: readonly number[];
  readonly #faces: Faces;
  readonly #sought: readonly Sought[];
  readonly #keys: readonly number[];
  readonly #room: TextRoom;

  /** `text` is what was typed, of which these words are looked for. */
  constructor(
    text: string | null | undefined,
    words: readonly string[],
    lastIsPrefix: boolean,
    seen: number,
    faces: Faces,
    room: TextRoom,
  ) {
    [this.#faces, this.#room] = [faces, room];
    this.#keys = keysMeant(text, words).map(hashOfKey);
    this.#sought = words.map((word, at) => this.#seek(word, lastIsPrefix && at === words.length - 1, seen));
    const [rarest, ...others] = this.#sought.toSorted((one, other) => one.size - other.size) as [Sought, ...Sought[]];
    this.faces = others.reduce((found, next) => this.#among(found, next), this.#first(rarest));
  }

  #seek(word: string, isPrefix: boolean, seen: number): Sought {
    const { dictionary } = this.#faces;
    const { entries, others, terms } = meaningsOf(word, isPrefix, dictionary.near(word, isPrefix, seen));
    const itself = isPrefix ? dictionary.beginning(word) : [word];
    const plain = itself.map((term) => ({ term, typos: 0 as const }));
    const said = others.filter((other) => !itself.includes(other.word)).map((other) => ({ term: other.word, typos: other.typos }));
    const lists = [...plain, ...said, ...terms].flatMap(({ term, typos }) =>
      dictionary.listsOf(term).map((postings) => ({ postings, follow: STEPS[typos]![term === word ? 1 : 0], typos })),
    );
    const tags = entries.flatMap(({ attribute, id, typos }) => {
      const tagged = this.#faces.facesWith(tagCode(TAG_PREFIX[attribute] + id));
      return tagged ? [{ ...tagged, follow: stepsOfLabel(attribute, typos), typos }] : [];
    });
    const size = lists.reduce((sum, { postings: { start, end } }) => sum + end - start, 0) + tags.reduce((sum, tag) => sum + tag.size, 0);
    return { lists, tags, size };
  }

  /** Every face of a word. */
  #first({ lists, tags }: Sought): number[] {
    const { all, weights, misspelt } = this.#room;
    const found = this.#room.begin();
    for (const { postings, follow, typos } of lists) mark(postings, follow, all, typos === 0 ? weights : misspelt, found);
    for (const tag of tags) {
      walk(tag.faces, (face) => {
        if (all[face] === 0) found.push(face);
        all[face]! |= tag.follow;
      });
    }
    return found;
  }

  /** Those of the faces that have this word too. */
  #among(faces: readonly number[], { lists, tags }: Sought): number[] {
    const { all, one, weights, misspelt } = this.#room;
    for (const { postings, follow, typos } of lists) {
      const isLong = postings.end - postings.start > STEPS_OF_A_LOOK_UP * faces.length;
      (isLong ? lookUp : markAmong)(postings, follow, faces, all, one, typos === 0 ? weights : misspelt);
    }
    return faces.filter((face) => {
      let steps = one[face]!;
      one[face] = 0;
      for (const tag of tags) if (has(tag.faces, face)) steps |= tag.follow;
      const every = all[face]! & steps & EVERY_WORD;
      all[face] = every === 0 ? 0 : every | ((all[face]! | steps) & ~EVERY_WORD);
      return every !== 0;
    });
  }

  /**
   * The tier of each hit, lower ones better: the same as `tierSql`.
   */
  eachTier(hits: Bits, visit: (face: number, tier: number) => void): void {
    walk(hits, (face) => {
      const steps = this.#room.all[face]!;
      const isAlias = has(this.#faces.alias, face);
      const key = isAlias || (steps & WHOLE) !== 0 ? this.#faces.keyTier(face, this.#keys) : 2;
      visit(face, key < 2 ? key : tierOf(steps, !isAlias));
    });
  }

  /**
   * What the words weigh in this face: what it says of them, less for long texts, as `ts_rank_cd` does it with its normalisation by length. Where it stands by words as they
   * stand, a misspelt one adds nothing: who does online mentoring is no better an answer to "çevre" for *çevrimiçi*.
   * An alias has hardly any text, and would gain from it: it weighs nothing.
   */
  score(face: number, tier: number): number {
    if (has(this.#faces.alias, face)) return 0;
    const isMisspelt = tier > LAST_AS_IT_STANDS;
    let weight = this.#room.weights[face]! + (isMisspelt ? this.#room.misspelt[face]! : 0);
    for (const { tags } of this.#sought) {
      for (const { faces, typos } of tags) if ((typos === 0 || isMisspelt) && has(faces, face)) weight += TAG_WEIGHT;
    }
    return weight / this.#faces.lengths[face]!;
  }
}

/** The tier of a hit that is not exactly a name; what stands in an alias nobody has written. */
function tierOf(steps: number, isWritten: boolean): number {
  const best = 31 - Math.clz32(steps & -steps);
  if (best <= 2) return 2 + best;
  if ((steps & ANYWHERE) === 0) return LAST_AS_IT_STANDS + best - 6;
  const isMixed = (steps & TOPICS) !== 0 && (steps & SOME) !== 0;
  const written = (steps & STATED) !== 0 ? 0 : isMixed ? 1 : (steps & OWN) !== 0 ? 2 : 3;
  return ((steps & THERE) === 0 ? 9 : 5) + (isWritten ? written : 3);
}

const TAG_WEIGHT = 3;

/** Notes at which steps a word stands in its faces, and adds what it weighs; faces that are new are found. */
function mark(
  { faces, said, start, end }: Postings,
  follow: readonly number[],
  steps: Uint16Array,
  weights: Uint16Array,
  found: number[],
): void {
  for (let place = start; place < end; place += 1) {
    const [face, says] = [faces[place]!, said[place]!];
    if (steps[face] === 0) found.push(face);
    steps[face]! |= follow[whereOf(says)]!;
    weights[face]! += weightOf(says);
  }
}

/** How many places of a list are passed in the time that looking one face up in it takes. */
const STEPS_OF_A_LOOK_UP = 12;

/** The same for faces that have the words before: most of the rest is never written to. */
function markAmong(
  { faces, said, start, end }: Postings,
  follow: readonly number[],
  _among: readonly number[],
  all: Uint16Array,
  one: Uint16Array,
  weights: Uint16Array,
): void {
  for (let place = start; place < end; place += 1) {
    const face = faces[place]!;
    if (all[face] === 0) continue;
    const says = said[place]!;
    one[face]! |= follow[whereOf(says)]!;
    weights[face]! += weightOf(says);
  }
}

/** The same for few faces and a long list, which is in order: each is looked up. */
function lookUp(
  { faces, said, start, end }: Postings,
  follow: readonly number[],
  among: readonly number[],
  all: Uint16Array,
  one: Uint16Array,
  weights: Uint16Array,
): void {
  for (const face of among) {
    if (all[face] === 0) continue;
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (faces[middle]! < face) low = middle + 1;
      else high = middle;
    }
    if (low === end || faces[low] !== face) continue;
    one[face]! |= follow[whereOf(said[low]!)]!;
    weights[face]! += weightOf(said[low]!);
  }
}
