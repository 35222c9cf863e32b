import { FIELD_PLACES, fieldSetOf, ISSUE_PLACES, issueSetOf, traitsOf, type ProfileColumns } from './columns.ts';
import type { Profile } from './profile.ts';
import type { ScoreContext } from './score.ts';
import { BUCKETS, sublinear, textVector, type TextVector } from './similarity.ts';
import { TextIndex } from './text-index.ts';
import {
  DAY,
  fieldCloseness,
  freshness,
  inBoth,
  languageFit,
  meeting,
  saturating,
  shapeFit,
  STALE_DAYS,
  textCloseness,
  UNKNOWN,
} from './values.ts';

/** Bits set in each 16-bit number. */
const COUNT = new Uint8Array(1 << 16);
for (let number = 1; number < COUNT.length; number += 1) COUNT[number] = COUNT[number >>> 1]! + (number & 1);

/** What `sublinear` says of small counts, which nearly all are. */
const SUBLINEAR = Float64Array.from({ length: 64 }, (_, said) => (said === 0 ? 0 : sublinear(said)));
const sublinearOf = (said: number): number => (said < SUBLINEAR.length ? SUBLINEAR[said]! : sublinear(said));

const count = (set: number): number => COUNT[set & 0xffff]! + COUNT[set >>> 16]!;

/** What the things of a set add up to: the sums of each half of its bits are looked up. */
class SetSums {
  private readonly low: Float64Array;
  private readonly high: Float64Array;

  constructor(values: readonly number[]) {
    this.low = sums(values.slice(0, 16));
    this.high = sums(values.slice(16));
  }

  of(set: number): number {
    return this.low[set & 0xffff]! + this.high[set >>> 16]!;
  }
}

function sums(values: readonly number[]): Float64Array {
  const all = new Float64Array(1 << values.length);
  for (let set = 1; set < all.length; set += 1) all[set] = all[set & (set - 1)]! + values[31 - Math.clz32(set & -set)]!;
  return all;
}

/**
 * Scores one viewer with all profiles of some columns. Every score is the one that `scorePair` gives, to the tenth: what depends on few things (counts of issues, sets of
 * fields, languages and legal shape) is looked up in tables made with the same functions, once per viewer, and sums of floats keep their order.
 */
export class BatchScorer {
  private readonly columns: ProfileColumns;
  private context: ScoreContext;
  /** What each candidate has of its own, in tenths: freshness, reply record, a missing text. */
  private own: Uint16Array;
  private readonly fieldSums: SetSums;
  private readonly issueSums: SetSums;
  private readonly fieldTenths: Uint16Array;
  /** By the viewer's own traits: few viewers differ in them. */
  private readonly traitTables = new Map<string, Uint16Array>();
  private texts: TextIndex | undefined;
  /** By how many needs both have. */
  private readonly both: Uint16Array;
  /** What a text counts for that nobody wrote. */
  private readonly unwritten: number;
  /** The viewer's words, and their weights by bucket. */
  private text: TextVector = new Map();
  private readonly weightOfBucket = new Float64Array(BUCKETS);

  constructor(columns: ProfileColumns, context: ScoreContext) {
    this.columns = columns;
    this.context = context;
    const { weights, rarity } = context;
    columns.weigh(rarity);
    this.both = Uint16Array.from({ length: ISSUE_PLACES.length + 1 }, (_, count) =>
      Math.round(weights['shared-needs'] * saturating(count)),
    );
    this.unwritten = Math.round(weights.texts * textCloseness(null));
    this.fieldSums = new SetSums(FIELD_PLACES.map((id) => rarity.ofField(id)));
    this.issueSums = new SetSums(ISSUE_PLACES.map((id) => rarity.ofIssue(id)));
    this.fieldTenths = new Uint16Array(columns.fieldSets.all.length);
    this.own = this.ownTenths();
  }

  /** Writes the score of the viewer with each profile into `out`, without what texts have in common: `textTenths` adds that for one. */
  scoreFacts(viewer: Profile, out: Uint16Array): void {
    this.lookAt(viewer);
    const { size, needs, offers, fieldSet, traits } = this.columns;
    const { both, own, fieldTenths, issueSums, context } = this;
    const [metWeight, usedWeight] = [context.weights['needs-met'], context.weights['offers-used']];
    const traitTenths = this.traitTable(viewer);
    const [ourNeeds, ourOffers] = [issueSetOf(viewer, 'NEED'), issueSetOf(viewer, 'OFFER')];
    const [needed, offered] = [issueSums.of(ourNeeds), issueSums.of(ourOffers)];
    for (let place = 0; place < size; place += 1) {
      const theirNeeds = needs[place]!;
      const theirOffers = offers[place]!;
      const met = ourNeeds & theirOffers;
      const used = ourOffers & theirNeeds;
      let tenths = both[count(ourNeeds & theirNeeds)]! + fieldTenths[fieldSet[place]!]! + traitTenths[traits[place]!]! + own[place]!;
      if (met !== 0) tenths += Math.round(metWeight * meeting(count(met), issueSums.of(met), needed, issueSums.of(theirOffers)));
      if (used !== 0) tenths += Math.round(usedWeight * meeting(count(used), issueSums.of(used), issueSums.of(theirNeeds), offered));
      out[place] = tenths;
    }
    if (this.text.size === 0) this.addUnwritten(out);
  }

  /** Writes the whole score of the viewer with each profile into `out`. */
  scoreAll(viewer: Profile, out: Uint16Array): void {
    this.scoreFacts(viewer, out);
    this.texts ??= new TextIndex(this.columns, this.context.rarity);
    const weight = this.context.weights.texts;
    this.texts.compare(this.text, (place, similarity) => (out[place]! += Math.round(weight * textCloseness(similarity))));
  }

  /** Whether it was made with this measure of rarity. */
  hasRarity(rarity: ScoreContext['rarity']): boolean {
    return this.context.rarity === rarity;
  }

  /** Counts freshness from another moment, and takes in what was written meanwhile. */
  setClock(now: Date): void {
    this.context = { ...this.context, now };
    this.own = this.ownTenths();
  }

  /** What the texts of the last viewer and one profile have in common adds. */
  textTenths(place: number): number {
    const { columns, weightOfBucket } = this;
    const { words } = this.context.rarity;
    if (this.text.size === 0) return 0;
    let similarity = 0;
    const start = columns.wordStart[place]!;
    const length = columns.vectorLength[place]!;
    for (let at = start, end = start + columns.wordLength[place]!; at < end; at += 1) {
      const bucket = columns.buckets[at]!;
      const ours = weightOfBucket[bucket]!;
      if (ours !== 0) similarity += ours * ((sublinearOf(columns.counts[at]!) * words[bucket]!) / length);
    }
    return Math.round(this.context.weights.texts * textCloseness(similarity));
  }

  /** Most that `textTenths` can add. */
  get mostTextTenths(): number {
    return this.context.weights.texts;
  }

  private lookAt(viewer: Profile): void {
    const set = fieldSetOf(viewer.fieldIds);
    const ours = this.fieldSums.of(set);
    this.columns.fieldSets.all.forEach((other, kind) => {
      const value = fieldCloseness(this.fieldSums.of(set & other), ours, this.fieldSums.of(other));
      this.fieldTenths[kind] = Math.round(this.context.weights.fields * value);
    });
    for (const bucket of this.text.keys()) this.weightOfBucket[bucket] = 0;
    this.text = textVector(viewer, this.context.rarity);
    for (const [bucket, weight] of this.text) this.weightOfBucket[bucket] = weight;
  }

  /** A viewer without a text: to those who wrote one it counts the same as theirs would (`own` has what a missing one of theirs counts). */
  private addUnwritten(out: Uint16Array): void {
    const { size, wordLength } = this.columns;
    for (let place = 0; place < size; place += 1) if (wordLength[place] !== 0) out[place]! += this.unwritten;
  }

  private traitTable(viewer: Profile): Uint16Array {
    const [key] = traitsOf(viewer);
    const known = this.traitTables.get(key);
    if (known) return known;
    const { weights, workingLanguage, representativesNeeded } = this.context;
    const table = Uint16Array.from(this.columns.traitKinds.all, (traits) => {
      const other = { ...viewer, ...traits };
      const languages = languageFit(viewer, other, inBoth(viewer.languages, traits.languages), workingLanguage);
      const shape = shapeFit(viewer, other, representativesNeeded);
      return Math.round(weights.languages * languages) + Math.round(weights['kind-and-size'] * shape);
    });
    this.traitTables.set(key, table);
    return table;
  }

  /** Freshness, replies and what a missing text counts, in plain loops: this is done for every asker. */
  private ownTenths(): Uint16Array {
    const { weights, now } = this.context;
    const { size, updatedAt, answered, unanswered, masked, wordLength } = this.columns;
    const byDays = Uint16Array.from({ length: STALE_DAYS + 1 }, (_, days) => Math.round(weights.freshness * freshness(days)));
    const undated = Math.round(weights.freshness * freshness(null));
    const unknown = Math.round(weights.replies * UNKNOWN);
    const own = new Uint16Array(size);
    for (let place = 0; place < size; place += 1) {
      const days = Math.floor((now.getTime() - updatedAt[place]!) / DAY);
      const fresh = Number.isNaN(days) ? undated : byDays[Math.min(STALE_DAYS, Math.max(0, days))]!;
      const [yes, no] = [answered[place]!, unanswered[place]!];
      const record = masked[place] === 1 ? unknown : Math.round((weights.replies * (yes + 1)) / (yes + no + 2));
      own[place] = fresh + record + (wordLength[place] === 0 ? this.unwritten : 0);
    }
    return own;
  }
}
