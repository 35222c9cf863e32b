import { meaningsOf } from '../meanings.ts';
import { variantsOfWord } from '../neighbourhood.ts';
import { tagCode, TAG_PREFIX } from '../postgres/tags.ts';
import { addAll, has, keepOnly, type Bits, type Workspace } from './bits.ts';
import type { Postings } from './dictionary.ts';
import { hashOfKey, type Faces } from './faces.ts';
import { IN_NAMES, IN_TOPICS, weightOf } from './words-of-body.ts';

type Typos = 0 | 1 | 2;

/** A word of the query, looked up: what is found by it, the nearer first. */
interface Sought {
  readonly word: string;
  readonly terms: readonly { readonly term: string; readonly typos: Typos }[];
  readonly tags: readonly { readonly faces: Bits; readonly typos: Typos }[];
}

/** Faces that have all words, by where these stand; each set holds the one before it for as many typos or fewer. */
interface Found {
  /** The words as they stand, in the names. */
  readonly whole: Bits;
  /** Without a typo in names, statements or labels. */
  readonly topics: Bits;
  /** For each number of typos up to the most that any word needs: in the names, and anywhere. */
  readonly names: readonly Bits[];
  readonly anywhere: readonly Bits[];
}

/** What the words of a query find, whoever may see it: a set for each tier, and what a face weighs in it. */
export class TextHits {
  readonly all: Bits;
  readonly #faces: Faces;
  readonly #workspace: Workspace;
  readonly #sought: readonly Sought[];
  readonly #found: Found;
  readonly #key: number;
  readonly #weights: Uint16Array;

  /** `weights` is room for one number per face, all 0; `clear` makes it so again. */
  constructor(words: readonly string[], lastIsPrefix: boolean, seen: number, faces: Faces, workspace: Workspace, weights: Uint16Array) {
    [this.#faces, this.#workspace, this.#weights] = [faces, workspace, weights];
    this.#key = hashOfKey(words.join(' '));
    this.#sought = words.map((word, at) => this.#seek(word, lastIsPrefix && at === words.length - 1, seen));
    const most = Math.max(...this.#sought.flatMap(({ terms, tags }) => [...terms, ...tags].map(({ typos }) => typos)), 0);
    const found = this.#sought.map((sought) => this.#findOne(sought, most));
    const [first, ...rest] = found as [Found, ...Found[]];
    for (const next of rest) {
      const sets = (one: Found): Bits[] => [one.whole, one.topics, ...one.names, ...one.anywhere];
      sets(first).forEach((set, at) => keepOnly(set, sets(next)[at]!));
    }
    this.#found = first;
    this.all = first.anywhere[most]!;
  }

  #seek(word: string, isPrefix: boolean, seen: number): Sought {
    const { dictionary } = this.#faces;
    const { entries, others, terms } = meaningsOf(word, isPrefix, dictionary.near(variantsOfWord(word), seen));
    const itself = isPrefix ? dictionary.beginning(word) : [word];
    const plain = [...new Set([...itself, ...others])].map((term) => ({ term, typos: 0 as const }));
    const tags = entries.flatMap(({ attribute, id, typos }) => {
      const faces = this.#faces.facesWith(tagCode(TAG_PREFIX[attribute] + id));
      return faces ? [{ faces, typos }] : [];
    });
    return { word, terms: [...plain, ...terms], tags };
  }

  #findOne({ word, terms, tags }: Sought, most: number): Found {
    const take = (): Bits => this.#workspace.take();
    const levels = Array.from({ length: most + 1 }, () => [take(), take()] as const);
    const found: Found = { whole: take(), topics: take(), names: levels.map(([names]) => names), anywhere: levels.map(([, any]) => any) };
    const weights = this.#weights;
    // Takes what need not be known, so that the loop below has no more branches.
    const ignored = take();
    for (const { term, typos } of terms) {
      const [names, anywhere] = [found.names[typos]!, found.anywhere[typos]!];
      const [whole, topics] = [term === word ? found.whole : ignored, typos === 0 ? found.topics : ignored];
      for (const postings of this.#faces.dictionary.listsOf(term)) mark(postings, anywhere, names, whole, topics, weights);
    }
    for (const { faces, typos } of tags) {
      addAll(found.anywhere[typos]!, faces);
      if (typos === 0) addAll(found.topics, faces);
    }
    for (let typos = 1; typos <= most; typos += 1) {
      addAll(found.names[typos]!, found.names[typos - 1]!);
      addAll(found.anywhere[typos]!, found.anywhere[typos - 1]!);
    }
    return found;
  }

  /**
   * The tier of each hit, lower ones better, the same steps as `tierSql`: exactly the name, exactly another name, the words in the names, the last as a beginning, in names,
   * statements and labels, anywhere, and then with typos.
   */
  eachTier(hits: Bits, visit: (face: number, tier: number) => void): void {
    const { whole, topics, names, anywhere } = this.#found;
    const steps = [whole, names[0]!, topics, anywhere[0]!];
    for (let typos = 1; typos < names.length; typos += 1) steps.push(names[typos]!, anywhere[typos]!);
    for (let at = 0; at < hits.length; at += 1) {
      let left = hits[at]!;
      for (let step = 0; left !== 0 && step < steps.length; step += 1) {
        let here = left & steps[step]![at]!;
        left &= ~here;
        for (; here !== 0; here &= here - 1) {
          const face = (at << 5) + 31 - Math.clz32(here & -here);
          visit(face, step === 0 ? this.#faces.keyTier(face, this.#key) : step + 2);
        }
      }
    }
  }

  /** What the words weigh in this face: what it says of them, less for long texts, as `ts_rank_cd` does it with its normalisation by length. */
  score(face: number): number {
    let weight = this.#weights[face]!;
    for (const { tags } of this.#sought) for (const { faces } of tags) if (has(faces, face)) weight += TAG_WEIGHT;
    return weight / this.#faces.lengths[face]!;
  }

  /** Leaves the room for weights as it was found. */
  clear(): void {
    this.#weights.fill(0);
  }
}

const TAG_WEIGHT = 3;

/** Puts the faces of a word into the sets where it stands, and adds what it weighs. */
function mark({ faces, said, start, end }: Postings, anywhere: Bits, names: Bits, whole: Bits, topics: Bits, weights: Uint16Array): void {
  for (let place = start; place < end; place += 1) {
    const face = faces[place]!;
    const says = said[place]!;
    const at = face >>> 5;
    const bit = 1 << (face & 31);
    anywhere[at]! |= bit;
    if (says & IN_NAMES) {
      names[at]! |= bit;
      whole[at]! |= bit;
    }
    if (says & IN_TOPICS) topics[at]! |= bit;
    weights[face]! += weightOf(says);
  }
}
