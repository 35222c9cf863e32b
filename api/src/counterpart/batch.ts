import { FIELD_PLACES, fieldSetOf, issueSetOf, traitsOf, type ProfileColumns } from './columns.ts';
import type { Profile } from './profile.ts';
import type { ScoreContext } from './score.ts';
import { BUCKETS, sublinear, wordCounts } from './similarity.ts';
import { TextIndex } from './text-index.ts';
import {
  daysSince,
  fieldCloseness,
  freshness,
  inBoth,
  languageFit,
  replyRate,
  saturating,
  shapeFit,
  textCloseness,
  UNKNOWN,
} from './values.ts';

/** Bits set in each 16-bit number. */
const COUNT = new Uint8Array(1 << 16);
for (let number = 1; number < COUNT.length; number += 1) COUNT[number] = COUNT[number >>> 1]! + (number & 1);

const MOST_ISSUES = 33;

/**
 * Scores one viewer with all profiles of some columns. Every score is the one that `scorePair` gives, to the tenth: what depends on few things (counts of issues, sets of
 * fields, languages and legal shape) is looked up in tables made with the same functions, once per viewer, and sums of floats keep their order.
 */
export class BatchScorer {
  private readonly columns: ProfileColumns;
  private readonly context: ScoreContext;
  /** Freshness and reply record of each candidate, in tenths. */
  private readonly own: Uint16Array;
  private readonly rarityOfPlace: Float64Array;
  /** The places of fields, rarest last. */
  private readonly placesByRarity: readonly number[];
  private readonly squareOfSet: Float64Array;
  private readonly fieldTenths: Uint16Array;
  /** By the viewer's own traits: few viewers differ in them. */
  private readonly traitTables = new Map<string, Uint16Array>();
  private texts: TextIndex | undefined;
  private readonly bySharedCount: { readonly met: Uint16Array; readonly used: Uint16Array; readonly both: Uint16Array };
  /** The viewer's words: weight by bucket, and which buckets to clear. */
  private readonly weightOfBucket = new Float64Array(BUCKETS);
  private said: readonly number[] = [];
  private viewerMasked = false;

  constructor(columns: ProfileColumns, context: ScoreContext) {
    this.columns = columns;
    this.context = context;
    const { weights } = context;
    const table = (weight: number): Uint16Array =>
      Uint16Array.from({ length: MOST_ISSUES }, (_, count) => Math.round(weight * saturating(count)));
    this.bySharedCount = { met: table(weights['needs-met']), used: table(weights['offers-used']), both: table(weights['shared-needs']) };
    this.rarityOfPlace = Float64Array.from(FIELD_PLACES, context.rarity);
    this.placesByRarity = Array.from(FIELD_PLACES.keys()).sort((a, b) => this.rarityOfPlace[a]! - this.rarityOfPlace[b]!);
    this.squareOfSet = Float64Array.from(columns.fieldSets.all, (set) => this.square(set));
    this.fieldTenths = new Uint16Array(columns.fieldSets.all.length);
    this.own = this.ownTenths();
  }

  /** Writes the score of the viewer with each profile into `out`, texts left out unless either is masked. `textTenths` adds them for one. */
  scoreFacts(viewer: Profile, out: Uint16Array): void {
    this.lookAt(viewer);
    const { size, needs, offers, fieldSet, traits } = this.columns;
    const { met, used, both } = this.bySharedCount;
    const { own, fieldTenths } = this;
    const traitTenths = this.traitTable(viewer);
    const [ourNeeds, ourOffers] = [issueSetOf(viewer, 'NEED'), issueSetOf(viewer, 'OFFER')];
    for (let place = 0; place < size; place += 1) {
      const theirNeeds = needs[place]!;
      const a = ourNeeds & offers[place]!;
      const b = ourOffers & theirNeeds;
      const c = ourNeeds & theirNeeds;
      out[place] =
        met[COUNT[a & 0xffff]! + COUNT[a >>> 16]!]! +
        used[COUNT[b & 0xffff]! + COUNT[b >>> 16]!]! +
        both[COUNT[c & 0xffff]! + COUNT[c >>> 16]!]! +
        fieldTenths[fieldSet[place]!]! +
        traitTenths[traits[place]!]! +
        own[place]!;
    }
  }

  /** Writes the whole score of the viewer with each profile into `out`. */
  scoreAll(viewer: Profile, out: Uint16Array): void {
    this.scoreFacts(viewer, out);
    if (viewer.masked) return;
    this.texts ??= new TextIndex(this.columns);
    const weight = this.context.weights.texts;
    this.texts.compare(wordCounts(viewer), (place, similarity) => (out[place]! += Math.round(weight * textCloseness(similarity))));
  }

  /** What the texts of the last viewer and one profile add. */
  textTenths(place: number): number {
    const { columns, viewerMasked, weightOfBucket } = this;
    if (viewerMasked || columns.masked[place] === 1) return 0;
    let similarity = 0;
    const start = columns.wordStart[place]!;
    const length = columns.vectorLength[place]!;
    for (let at = start, end = start + columns.wordLength[place]!; at < end; at += 1) {
      const ours = weightOfBucket[columns.buckets[at]!]!;
      if (ours !== 0) similarity += ours * (sublinear(columns.counts[at]!) / length);
    }
    return Math.round(this.context.weights.texts * textCloseness(similarity));
  }

  /** Most that `textTenths` can add. */
  get mostTextTenths(): number {
    return this.context.weights.texts;
  }

  private lookAt(viewer: Profile): void {
    const set = fieldSetOf(viewer.fieldIds);
    const places = this.placesByRarity.filter((place) => (set >>> place) & 1);
    const squares = places.map((place) => this.rarityOfPlace[place]! ** 2);
    const ours = squares.reduce((sum, square) => sum + square, 0);
    this.columns.fieldSets.all.forEach((other, kind) => {
      let shared = 0;
      for (let at = 0; at < places.length; at += 1) if ((other >>> places[at]!) & 1) shared += squares[at]!;
      const value = shared === 0 ? 0 : fieldCloseness(shared, ours, this.squareOfSet[kind]!);
      this.fieldTenths[kind] = Math.round(this.context.weights.fields * value);
    });
    this.hear(viewer);
  }

  private traitTable(viewer: Profile): Uint16Array {
    const [key] = traitsOf(viewer);
    const known = this.traitTables.get(key);
    if (known) return known;
    const { weights, workingLanguage, representativesNeeded } = this.context;
    const table = Uint16Array.from(this.columns.traitKinds.all, (traits) => {
      const other = { ...viewer, ...traits };
      const languages = languageFit(viewer, other, inBoth(viewer.languages, traits.languages), workingLanguage);
      const texts = viewer.masked || traits.masked ? UNKNOWN : 0;
      const shape = shapeFit(viewer, other, representativesNeeded);
      return Math.round(weights.languages * languages) + Math.round(weights['kind-and-size'] * shape) + Math.round(weights.texts * texts);
    });
    this.traitTables.set(key, table);
    return table;
  }

  private hear(viewer: Profile): void {
    for (const bucket of this.said) this.weightOfBucket[bucket] = 0;
    const { counts, length } = wordCounts(viewer);
    for (const [bucket, count] of counts) this.weightOfBucket[bucket] = sublinear(count) / length;
    this.said = [...counts.keys()];
    this.viewerMasked = viewer.masked;
  }

  /** The sum that `squareOf` gives for a set: squares of rarities from the smallest. */
  private square(set: number): number {
    let sum = 0;
    for (const place of this.placesByRarity) if ((set >>> place) & 1) sum += this.rarityOfPlace[place]! ** 2;
    return sum;
  }

  private ownTenths(): Uint16Array {
    const { weights, now } = this.context;
    const { size, updatedAt, answered, unanswered, masked } = this.columns;
    const unknown = Math.round(weights.replies * UNKNOWN);
    return Uint16Array.from({ length: size }, (_, place) => {
      const updated = updatedAt[place]!;
      const days = Number.isNaN(updated) ? null : daysSince(new Date(updated), now);
      const record = { answered: answered[place]!, unanswered: unanswered[place]! };
      return (
        Math.round(weights.freshness * freshness(days)) + (masked[place] === 1 ? unknown : Math.round(weights.replies * replyRate(record)))
      );
    });
  }
}
