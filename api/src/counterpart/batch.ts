import { FIELD_PLACES, fieldSetOf, issueSetOf, traitsOf, type ProfileColumns } from './columns.ts';
import type { Profile } from './profile.ts';
import type { ScoreContext } from './score.ts';
import { BUCKETS, sublinear, wordCounts } from './similarity.ts';
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

const MOST_ISSUES = 33;

/**
 * Scores one viewer with all profiles of some columns. Every score is the one that `scorePair` gives, to the tenth: what depends on few things (counts of issues, sets of
 * fields, languages and legal shape) is looked up in tables made with the same functions, once per viewer, and sums of floats keep their order.
 */
export class BatchScorer {
  private readonly columns: ProfileColumns;
  private context: ScoreContext;
  /** Freshness and reply record of each candidate, in tenths. */
  private own: Uint16Array;
  private readonly rarityOfPlace: Float64Array;
  /** The places of fields, rarest last. */
  private readonly placesByRarity: readonly number[];
  private readonly squareOfSet: Float64Array;
  private readonly fieldTenths: Uint16Array;
  /** By the viewer's own traits: few viewers differ in them. */
  private readonly traitTables = new Map<string, Uint16Array>();
  private texts: TextIndex | undefined;
  /** By how many needs both have; and, by how many issues meet and how many the candidate states, needs met and offers used. */
  private readonly both: Uint16Array;
  private readonly met = new Uint16Array(MOST_ISSUES * MOST_ISSUES);
  private readonly used = new Uint16Array(MOST_ISSUES * MOST_ISSUES);
  /** The viewer's words: weight by bucket, and which buckets to clear. */
  private readonly weightOfBucket = new Float64Array(BUCKETS);
  private said: readonly number[] = [];
  private viewerMasked = false;

  constructor(columns: ProfileColumns, context: ScoreContext) {
    this.columns = columns;
    this.context = context;
    const { weights } = context;
    this.both = Uint16Array.from({ length: MOST_ISSUES }, (_, count) => Math.round(weights['shared-needs'] * saturating(count)));
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
    const { met, used, both, own, fieldTenths } = this;
    const traitTenths = this.traitTable(viewer);
    const [ourNeeds, ourOffers] = [issueSetOf(viewer, 'NEED'), issueSetOf(viewer, 'OFFER')];
    for (let place = 0; place < size; place += 1) {
      const theirNeeds = needs[place]!;
      const theirOffers = offers[place]!;
      const a = ourNeeds & theirOffers;
      const b = ourOffers & theirNeeds;
      const c = ourNeeds & theirNeeds;
      out[place] =
        (a === 0 ? 0 : met[count(a) * MOST_ISSUES + count(theirOffers)]!) +
        (b === 0 ? 0 : used[count(b) * MOST_ISSUES + count(theirNeeds)]!) +
        both[count(c)]! +
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

  /** Whether it was made with this measure of rarity. */
  hasRarity(rarity: ScoreContext['rarity']): boolean {
    return this.context.rarity === rarity;
  }

  /** Counts freshness from another moment, and takes in what was written meanwhile. */
  setClock(now: Date): void {
    this.context = { ...this.context, now };
    this.own = this.ownTenths();
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
      if (ours !== 0) similarity += ours * (sublinearOf(columns.counts[at]!) / length);
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
    this.meet(this.met, this.context.weights['needs-met'], count(issueSetOf(viewer, 'NEED')));
    this.meet(this.used, this.context.weights['offers-used'], count(issueSetOf(viewer, 'OFFER')));
    this.hear(viewer);
  }

  private meet(table: Uint16Array, weight: number, ours: number): void {
    for (let shared = 1; shared <= ours; shared += 1) {
      for (let theirs = shared; theirs < MOST_ISSUES; theirs += 1) {
        table[shared * MOST_ISSUES + theirs] = Math.round(weight * meeting(shared, ours, theirs));
      }
    }
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

  /** Freshness and replies, in plain loops: this is done for every asker. */
  private ownTenths(): Uint16Array {
    const { weights, now } = this.context;
    const { size, updatedAt, answered, unanswered, masked } = this.columns;
    const byDays = Uint16Array.from({ length: STALE_DAYS + 1 }, (_, days) => Math.round(weights.freshness * freshness(days)));
    const undated = Math.round(weights.freshness * freshness(null));
    const unknown = Math.round(weights.replies * UNKNOWN);
    const own = new Uint16Array(size);
    for (let place = 0; place < size; place += 1) {
      const days = Math.floor((now.getTime() - updatedAt[place]!) / DAY);
      const fresh = Number.isNaN(days) ? undated : byDays[Math.min(STALE_DAYS, Math.max(0, days))]!;
      const [yes, no] = [answered[place]!, unanswered[place]!];
      const record = masked[place] === 1 ? unknown : Math.round((weights.replies * (yes + 1)) / (yes + no + 2));
      own[place] = fresh + record;
    }
    return own;
  }
}
