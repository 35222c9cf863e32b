import { fieldSetOf, issueSetOf, type ProfileColumns } from './columns.ts';
import type { Gate } from './counterpart.reads.ts';
import type { PooledRow } from './pool.reads.ts';

/** Somebody of the pool with the score that the pool's profiles give. */
export interface Ranked {
  readonly id: string;
  readonly tenths: number;
}

/** Whom a viewer knows in full besides what is public: everybody, those for members, single organisations. */
export interface Acquaintance {
  readonly everybody: boolean;
  readonly members: boolean;
  readonly organisations: ReadonlySet<string>;
}

const MOST_TENTHS = 1000;
const FIRST_ROOM = 1024;
/** Number of what no place of the pool says. */
const NOBODY = 0;

/** Who stands at which place of the pool, and what the gate asks of them that is the same for every viewer. */
export class PoolMembers {
  private readonly ids: string[] = [];
  private readonly placeOf = new Map<string, number>();
  /** Places of those who left, to be used again. */
  private readonly vacant: number[] = [];
  /** Countries and kinds by number. */
  private readonly numbers = new Map<string, number>();
  /** Number of the country; NOBODY at a place that is vacant. */
  private country = new Uint16Array(FIRST_ROOM);
  private kind = new Uint16Array(FIRST_ROOM);
  private masked = new Uint8Array(FIRST_ROOM);
  private forMembers = new Uint8Array(FIRST_ROOM);
  private verified = new Uint8Array(FIRST_ROOM);
  private fields = new Int32Array(FIRST_ROOM);
  private readonly languages: (readonly string[])[] = [];
  /** Room for an answer. */
  private passed = new Int32Array(FIRST_ROOM);
  private totals = new Uint16Array(FIRST_ROOM);

  /** Gives an organisation its place, or the one it has. */
  write({ profile, visibility, verified }: PooledRow): number {
    const place = this.placeOf.get(profile.id) ?? this.vacant.pop() ?? this.ids.length;
    if (place >= this.country.length) this.grow();
    this.placeOf.set(profile.id, place);
    this.ids[place] = profile.id;
    this.country[place] = this.numberOf(profile.country);
    this.kind[place] = this.numberOf(profile.kind);
    this.languages[place] = profile.languages;
    this.fields[place] = fieldSetOf(profile.fieldIds);
    this.masked[place] = visibility === 'PSEUDONYMOUS' ? 1 : 0;
    this.forMembers[place] = visibility === 'MEMBERS' ? 1 : 0;
    this.verified[place] = verified ? 1 : 0;
    return place;
  }

  remove(id: string): void {
    const place = this.placeOf.get(id);
    if (place === undefined) return;
    this.placeOf.delete(id);
    this.country[place] = NOBODY;
    this.vacant.push(place);
  }

  /**
   * Places that pass what is known here of the gate and its filter, valid until the next call: everything but what lies between two organisations. Whose kind, languages or
   * verification the viewer may not know passes no filter by them.
   */
  passing({ organisationId, countries, kinds, filter }: Gate, columns: ProfileColumns, known: Acquaintance): Int32Array {
    const country = this.among(filter.countries.length === 0 ? countries : filter.countries.filter((one) => countries.includes(one)));
    const kind = this.among(kinds);
    const alsoKind = filter.kinds.length === 0 ? kind : this.among(filter.kinds);
    const fields = filter.fields.length === 0 ? null : fieldSetOf(filter.fields);
    const says = this.saying(filter, columns);
    const itself = this.placeOf.get(organisationId);
    const isPrivate = filter.kinds.length > 0 || filter.languages.length > 0 || filter.verified === true;
    let count = 0;
    for (let place = 0; place < this.ids.length; place += 1) {
      if (country[this.country[place]!] === 0 || kind[this.kind[place]!] === 0 || place === itself) continue;
      if (fields !== null && (this.fields[place]! & fields) === 0) continue;
      if (says !== null && !says(place)) continue;
      if ((this.forMembers[place] === 1 || (isPrivate && this.masked[place] === 1)) && !this.isKnown(place, known)) continue;
      if (alsoKind[this.kind[place]!] === 0 || (filter.verified === true && this.verified[place] === 0)) continue;
      if (filter.languages.length > 0 && !filter.languages.some((language) => this.languages[place]!.includes(language))) continue;
      this.passed[count++] = place;
    }
    return this.passed.subarray(0, count);
  }

  private isKnown(place: number, { everybody, members, organisations }: Acquaintance): boolean {
    return everybody || (members && this.forMembers[place] === 1) || organisations.has(this.ids[place]!);
  }

  private saying({ issues, direction }: Gate['filter'], { needs, offers }: ProfileColumns): ((place: number) => boolean) | null {
    if (issues.length === 0 && direction === null) return null;
    const stated = issues.map((issueId) => ({ issueId, direction: 'NEED' as const, statement: null }));
    const set = issues.length === 0 ? -1 : issueSetOf({ issues: stated }, 'NEED');
    if (direction === 'NEED') return (place) => (needs[place]! & set) !== 0;
    if (direction === 'OFFER') return (place) => (offers[place]! & set) !== 0;
    return (place) => ((needs[place]! | offers[place]!) & set) !== 0;
  }

  /**
   * The best `most` of some places, given their scores without texts. Texts add at most `mostText`: those of the best without them are read first, and then
   * of those who could still get among them.
   */
  best(places: Int32Array, facts: Uint16Array, textOf: (place: number) => number, mostText: number, most: number): Ranked[] {
    const { totals } = this;
    const first = lowestOfBest(places, facts, most);
    const certain = atLeast(places, facts, first);
    for (let at = 0; at < certain.length; at += 1) totals[certain[at]!] = facts[certain[at]!]! + textOf(certain[at]!);
    const floor = lowestOfBest(certain, totals, most) - mostText;
    const near = atLeast(places, facts, floor);
    for (let at = 0; at < near.length; at += 1) {
      const place = near[at]!;
      if (facts[place]! < first) totals[place] = facts[place]! + textOf(place);
    }
    const last = lowestOfBest(near, totals, most);
    return Array.from(atLeast(near, totals, last), (place): Ranked => ({ id: this.ids[place]!, tenths: totals[place]! }))
      .sort((a, b) => b.tenths - a.tenths || (a.id < b.id ? -1 : 1))
      .slice(0, most);
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.numbers.size + 1);
    return this.numbers.size;
  }

  /** 1 at the number of each of some countries or kinds. */
  private among(words: readonly string[]): Uint8Array {
    const set = new Uint8Array(this.numbers.size + 1);
    for (const word of words) if (this.numbers.has(word)) set[this.numbers.get(word)!] = 1;
    return set;
  }

  private grow(): void {
    const room = this.country.length * 2;
    const larger = <Column extends Uint16Array | Uint8Array | Int32Array>(column: Column, into: Column): Column => (into.set(column), into);
    this.country = larger(this.country, new Uint16Array(room));
    this.kind = larger(this.kind, new Uint16Array(room));
    this.masked = larger(this.masked, new Uint8Array(room));
    this.forMembers = larger(this.forMembers, new Uint8Array(room));
    this.verified = larger(this.verified, new Uint8Array(room));
    this.fields = larger(this.fields, new Int32Array(room));
    this.passed = new Int32Array(room);
    this.totals = new Uint16Array(room);
  }
}

/** Those of some places whose score is at least so much. A plain loop: it runs over everybody for every asker. */
function atLeast(places: Int32Array, scores: Uint16Array, least: number): Int32Array {
  const found = new Int32Array(places.length);
  let count = 0;
  for (let at = 0; at < places.length; at += 1) if (scores[places[at]!]! >= least) found[count++] = places[at]!;
  return found.subarray(0, count);
}

/** The score that the `most`-th best has; 0 when there are fewer. */
function lowestOfBest(places: Int32Array, scores: Uint16Array, most: number): number {
  const count = new Int32Array(MOST_TENTHS + 1);
  for (let at = 0; at < places.length; at += 1) count[Math.min(MOST_TENTHS, scores[places[at]!]!)]! += 1;
  let left = most;
  for (let score = MOST_TENTHS; score > 0; score -= 1) {
    left -= count[score]!;
    if (left <= 0) return score;
  }
  return 0;
}
