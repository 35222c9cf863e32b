import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import type { Profile } from './profile.ts';
import type { Rarity } from './rarity.ts';
import { sublinear, wordCounts } from './similarity.ts';

/** Every issue, and every field, is one bit of a 32-bit number. A longer vocabulary needs a second number. */
const ISSUE_BIT = bits(ISSUES);
const FIELD_BIT = bits(FIELDS);

function bits(terms: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  if (terms.length > 32) throw new RangeError('A vocabulary of more than 32 terms does not fit a 32-bit set.');
  return new Map(terms.map(({ id }, place) => [id, 1 << place]));
}

const setOf = (bit: ReadonlyMap<string, number>, ids: readonly string[]): number => ids.reduce((set, id) => set | (bit.get(id) ?? 0), 0);

/** What each bit of a set stands for. */
export const FIELD_PLACES: readonly string[] = FIELDS.map(({ id }) => id);
export const ISSUE_PLACES: readonly string[] = ISSUES.map(({ id }) => id);
export const fieldSetOf = (ids: readonly string[]): number => setOf(FIELD_BIT, ids);
export const issueSetOf = ({ issues }: Pick<Profile, 'issues'>, direction: 'NEED' | 'OFFER'): number =>
  setOf(
    ISSUE_BIT,
    issues.filter((issue) => issue.direction === direction).map((issue) => issue.issueId),
  );

/** Numbers things that are alike, so that what depends on them alone is worked out once for all. */
class Kinds<Thing> {
  readonly all: Thing[] = [];
  private readonly numbers = new Map<string | number, number>();

  numberOf(key: string | number, thing: Thing): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    return this.all.push(thing) - 1;
  }
}

/** What `languageFit` and `shapeFit` look at. */
export type Traits = Pick<Profile, 'kind' | 'languages' | 'representatives' | 'masked'>;

/** Nobody sends more people than this into a partnership, so more of them are all the same. */
const MOST_REPRESENTATIVES = 15;
const GROWTH = 1.5;

/**
 * Profiles as columns of numbers, so that one can be scored with a hundred thousand others in milliseconds. About 120 bytes an organisation with
 * a description of forty words. A place can be written again: that is how a pool is kept fresh.
 */
export class ProfileColumns {
  size = 0;
  needs: Int32Array;
  offers: Int32Array;
  fieldSet: Int32Array;
  traits: Int32Array;
  /** Milliseconds since 1970; NaN when unknown. */
  updatedAt: Float64Array;
  answered: Int32Array;
  unanswered: Int32Array;
  masked: Uint8Array;
  readonly fieldSets = new Kinds<number>();
  readonly traitKinds = new Kinds<Traits>();

  /** Words of profile p: wordStart[p], wordLength[p] of them, by rising bucket; and the length of their vector, as `weigh` was told. */
  wordStart: Int32Array;
  wordLength: Int32Array;
  vectorLength: Float64Array;
  buckets: Uint16Array;
  counts: Uint16Array;
  private rarity: Pick<Rarity, 'words'> | null = null;
  /** Where the next words go. Words of a profile that was written again stay behind unused. */
  wordsUsed = 0;

  constructor(capacity: number) {
    const room = Math.max(16, capacity);
    this.needs = new Int32Array(room);
    this.offers = new Int32Array(room);
    this.fieldSet = new Int32Array(room);
    this.traits = new Int32Array(room);
    this.updatedAt = new Float64Array(room);
    this.answered = new Int32Array(room);
    this.unanswered = new Int32Array(room);
    this.masked = new Uint8Array(room);
    this.wordStart = new Int32Array(room);
    this.wordLength = new Int32Array(room);
    this.vectorLength = new Float64Array(room);
    this.buckets = new Uint16Array(room * 16);
    this.counts = new Uint16Array(room * 16);
  }

  static of(profiles: readonly Profile[]): ProfileColumns {
    const columns = new ProfileColumns(profiles.length);
    profiles.forEach((profile, place) => columns.write(place, profile));
    return columns;
  }

  /** Writes a profile at a place up to and including `size`. */
  write(place: number, profile: Profile): void {
    if (place >= this.needs.length) this.grow();
    this.size = Math.max(this.size, place + 1);
    this.needs[place] = issueSetOf(profile, 'NEED');
    this.offers[place] = issueSetOf(profile, 'OFFER');
    const fields = fieldSetOf(profile.fieldIds);
    this.fieldSet[place] = this.fieldSets.numberOf(fields, fields);
    this.traits[place] = this.traitKinds.numberOf(...traitsOf(profile));
    this.updatedAt[place] = profile.updatedAt?.getTime() ?? NaN;
    this.answered[place] = profile.answered;
    this.unanswered[place] = profile.unanswered;
    this.masked[place] = profile.masked ? 1 : 0;
    this.writeWords(place, profile);
  }

  /** Measures all texts by how rare their words are, and from then on whatever is written. */
  weigh(rarity: Pick<Rarity, 'words'>): void {
    if (this.rarity === rarity) return;
    this.rarity = rarity;
    for (let place = 0; place < this.size; place += 1) this.measure(place, rarity);
  }

  private measure(place: number, { words }: Pick<Rarity, 'words'>): void {
    let square = 0;
    const start = this.wordStart[place]!;
    for (let at = start, end = start + this.wordLength[place]!; at < end; at += 1) {
      square += (sublinear(this.counts[at]!) * words[this.buckets[at]!]!) ** 2;
    }
    this.vectorLength[place] = Math.sqrt(square);
  }

  private writeWords(place: number, profile: Profile): void {
    const words = wordCounts(profile);
    while (this.wordsUsed + words.size > this.buckets.length) {
      this.buckets = grown(this.buckets);
      this.counts = grown(this.counts);
    }
    this.wordStart[place] = this.wordsUsed;
    this.wordLength[place] = words.size;
    for (const [bucket, count] of words) {
      this.buckets[this.wordsUsed] = bucket;
      this.counts[this.wordsUsed] = count;
      this.wordsUsed += 1;
    }
    if (this.rarity) this.measure(place, this.rarity);
  }

  private grow(): void {
    this.needs = grown(this.needs);
    this.offers = grown(this.offers);
    this.fieldSet = grown(this.fieldSet);
    this.traits = grown(this.traits);
    this.updatedAt = grown(this.updatedAt);
    this.answered = grown(this.answered);
    this.unanswered = grown(this.unanswered);
    this.masked = grown(this.masked);
    this.wordStart = grown(this.wordStart);
    this.wordLength = grown(this.wordLength);
    this.vectorLength = grown(this.vectorLength);
  }
}

/** What is alike about profiles with the same key. */
export function traitsOf({ kind, languages, representatives, masked }: Profile): [string, Traits] {
  const people = Math.min(representatives, MOST_REPRESENTATIVES);
  const spoken = [...new Set(languages)].sort();
  return [JSON.stringify([kind, masked, people, spoken]), { kind, languages: spoken, representatives: people, masked }];
}

type Numbers = Int32Array | Float64Array | Uint16Array | Uint8Array;

function grown<Column extends Numbers>(column: Column): Column {
  const larger = new (column.constructor as new (length: number) => Column)(Math.ceil(column.length * GROWTH));
  larger.set(column);
  return larger;
}
