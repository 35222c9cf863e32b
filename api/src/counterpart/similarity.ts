import { fold } from '@kopru/schema/fold';
import type { Rarity } from './rarity.ts';

/** A text as a sparse vector: bucket → weight, already of length 1. */
export type TextVector = ReadonlyMap<number, number>;

export const BUCKETS = 1 << 16;
const SHORTEST = 4;

/** Words (folded) of four letters or more that nearly every description holds in English or Turkish; they would make all texts alike. */
const COMMON = new Set(
  (
    'about after also among another around because been before being between both could does doing done each even every from have help helps here into just ' +
    'know like make many more most much need needs other others over people since some such take than that their them then there these they this those through ' +
    'together want wants were what when where which while with without work working works would year years your association foundation organisation organisations ' +
    'ancak artik bizim boyunca buyuk cunku daha diye gibi gore hangi hem icin ihtiyac ile isteyen istiyoruz kadar kendi nasil olan olarak oldugu olmak onlar sonra ' +
    'tarafindan uzere veya yani yapan yapiyoruz yaptigimiz yeni yilindan yonelik dernek dernegi vakif vakfi calisiyoruz'
  ).split(' '),
);

/** FNV-1a, 32 bit, folded to the bucket count. Source: Fowler, Noll and Vo, draft-eastlake-fnv. */
function bucketOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    hash ^= word.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}

/** What of a profile is words. */
export interface WordedProfile {
  readonly about: string | null;
  readonly issues: readonly { readonly statement: string | null }[];
}

/** How often each word of a description and statements is said, by rising bucket. */
export type WordCounts = ReadonlyMap<number, number>;

/**
 * Counts the words by bucket (hashed bag of words). Words are cut to their first six letters: a crude stem that serves Turkish suffixes
 * ("gönüllülerimiz", "gönüllüler") as well as English ones.
 */
export function wordCounts(profile: WordedProfile): WordCounts {
  const text = [profile.about ?? '', ...profile.issues.map((issue) => issue.statement ?? '')].join(' ');
  const counts = new Map<number, number>();
  for (const word of fold(text).match(/\p{L}+/gu) ?? []) {
    if (word.length < SHORTEST || COMMON.has(word)) continue;
    const bucket = bucketOf(word.slice(0, 6));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
}

/** A word said often says little more than one said once. */
export const sublinear = (count: number): number => 1 + Math.log(count);

/** The words of a profile as a vector of length 1, each by how often it is said here (`sublinear`) and how rare it is (G. Salton and C. Buckley, Term-weighting approaches, 1988). */
export function textVector(profile: WordedProfile, { words }: Pick<Rarity, 'words'>): TextVector {
  const said = Array.from(wordCounts(profile), ([bucket, count]) => [bucket, sublinear(count) * words[bucket]!] as const);
  const length = Math.sqrt(said.reduce((sum, [, weight]) => sum + weight ** 2, 0));
  return new Map(said.map(([bucket, weight]) => [bucket, weight / length]));
}

/** Cosine of two text vectors, 0 (no word in common, or no text) to 1. Symmetric to the last bit: terms are added in the order of their buckets. */
export function cosine(a: TextVector, b: TextVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  const shared = [...small.keys()].filter((bucket) => large.has(bucket)).sort((x, y) => x - y);
  return shared.reduce((sum, bucket) => sum + (small.get(bucket) ?? 0) * (large.get(bucket) ?? 0), 0);
}
