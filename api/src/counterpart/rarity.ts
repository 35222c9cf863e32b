import { setImmediate } from 'node:timers/promises';
import { BUCKETS, wordCounts, type WordedProfile } from './similarity.ts';

/** How many said anything at all, and how many of them said a thing: by id, a word by its bucket. In the order of the ids, so that equal counts look equal. */
export interface Count<Id extends string | number> {
  readonly among: number;
  readonly saying: readonly (readonly [id: Id, organisations: number])[];
}

/** What rarity is made from. It can be handed to a thread, and compared as JSON. */
export interface RarityCounts {
  readonly fields: Count<string>;
  readonly issues: Count<string>;
  readonly words: Count<number>;
}

/** What everybody names is still something to have in common; a word that everybody says is next to nothing. */
const EVERYBODYS = { term: 1, word: 0.3 };
/** Squares are kept as whole numbers of this part of one: such sums are the same in any order. */
const PARTS = 1024;

/** Smoothed inverse document frequency: ln((N + 1) / (n + 1)) (K. Spärck Jones, A statistical interpretation of term specificity, 1972). */
const idf = (among: number, saying: number): number => Math.log((among + 1) / (Math.min(saying, among) + 1));

/**
 * How rare what a profile says is: two who share something rare have more in common than two who share what everybody says. Fields and issues as
 * squares, for cosines of sets; words as weights.
 */
export class Rarity {
  readonly counts: RarityCounts;
  /** By bucket; above 0. */
  readonly words: Float64Array;
  private readonly fields: (id: string) => number;
  private readonly issues: (id: string) => number;

  constructor(counts: RarityCounts) {
    this.counts = counts;
    this.fields = squares(counts.fields);
    this.issues = squares(counts.issues);
    this.words = new Float64Array(BUCKETS).fill(idf(counts.words.among, 0) + EVERYBODYS.word);
    for (const [bucket, saying] of counts.words.saying) this.words[bucket] = idf(counts.words.among, saying) + EVERYBODYS.word;
  }

  /** The square of a field's rarity, in 1,024ths. */
  ofField(id: string): number {
    return this.fields(id);
  }

  /** The square of an issue's rarity, in 1,024ths. */
  ofIssue(id: string): number {
    return this.issues(id);
  }
}

function squares({ among, saying }: Count<string>): (id: string) => number {
  const square = (count: number): number => Math.round(PARTS * (idf(among, count) + EVERYBODYS.term) ** 2);
  const known = new Map(saying.map(([id, count]) => [id, square(count)]));
  const unsaid = square(0);
  return (id) => known.get(id) ?? unsaid;
}

/** Texts read without letting anybody else wait. */
const AT_A_TIME = 50;

/** In how many of some profiles' texts each word stands. */
export async function countWords(profiles: readonly WordedProfile[]): Promise<Count<number>> {
  const saying = new Map<number, number>();
  for (const [index, profile] of profiles.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    for (const bucket of wordCounts(profile).keys()) saying.set(bucket, (saying.get(bucket) ?? 0) + 1);
  }
  return { among: profiles.length, saying: [...saying].sort(([a], [b]) => a - b) };
}
