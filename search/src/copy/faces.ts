import { AUDIENCE_BITS } from '../audience.ts';
import type { Audience, Face } from '../document.ts';
import { hash32 } from '../hash.ts';
import { bitsFor, drop, has, put, type Bits } from './bits.ts';
import { Dictionary } from './dictionary.ts';
import { readBody } from './words-of-body.ts';

/** A row of `search.face` as the copy reads it. */
export interface CopiedRow {
  readonly organisation_id: string;
  readonly face: Face;
  readonly audience: Audience;
  readonly verified: boolean;
  readonly without_partner: boolean;
  /** Milliseconds since 1970; null on a face that has no date. */
  readonly created: number | null;
  readonly name: string;
  readonly name_keys: readonly string[];
  readonly tags: readonly number[];
  readonly body: string;
}

/** The faces that have a tag, those that are gone included. */
interface TaggedFaces {
  readonly code: number;
  readonly faces: Bits;
  size: number;
}

const KEY_SEED = 7;
export const hashOfKey = (key: string): number => hash32(KEY_SEED, key);

/** As PostgreSQL orders `collate "und-x-icu"`. */
const byName = new Intl.Collator('und').compare;
/** A place between two of those that were loaded. */
const BETWEEN = 0.5;

/**
 * All faces of the index as columns. Numbers are given in the order of names while loading, so that walking through them is reading by name. A face that changes gets a
 * new number, and its place among the names between the numbers of before.
 */
export class Faces {
  readonly capacity: number;
  readonly dictionary = new Dictionary();
  readonly alive: Bits;
  readonly full: Bits;
  readonly alias: Bits;
  readonly verified: Bits;
  readonly withoutPartner: Bits;
  readonly audiences: Readonly<Record<Audience, Bits>>;
  readonly created: Float64Array;
  /** What weights are divided by: more for longer texts, as `ts_rank_cd` does it with its first normalisation; in tenths, as the weights. */
  readonly lengths: Float32Array;
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  readonly #ranks: Float64Array;
  /** Hashes of the names, the one that is shown first; those of a face begin at its start. */
  readonly #keys: number[] = [];
  readonly #keyStarts: Uint32Array;
  readonly #tags: number[] = [];
  readonly #tagStarts: Uint32Array;
  /** Tags by small numbers, and the number of each code. */
  readonly tags: TaggedFaces[] = [];
  readonly #tagNumbers = new Map<number, number>();
  /** The newest face of an organisation, and of each face the one before it. */
  readonly #newestOf = new Map<string, number>();
  readonly #before: Int32Array;
  /** Grows with every face that comes or goes. */
  changes = 0;
  #loaded = 0;
  #isLoading = true;

  constructor(capacity: number) {
    this.capacity = capacity;
    const bits = (): Bits => bitsFor(capacity);
    [this.alive, this.full, this.alias, this.verified, this.withoutPartner] = [bits(), bits(), bits(), bits(), bits()];
    this.audiences = { public: bits(), members: bits(), closed: bits() };
    this.created = new Float64Array(capacity);
    this.lengths = new Float32Array(capacity);
    this.#ranks = new Float64Array(capacity);
    this.#keyStarts = new Uint32Array(capacity + 1);
    this.#tagStarts = new Uint32Array(capacity + 1);
    this.#before = new Int32Array(capacity);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Faces below this number stand in the order of names. */
  get inOrder(): number {
    return this.#loaded;
  }

  add(row: CopiedRow): void {
    const face = this.size;
    if (face >= this.capacity) throw new Error('The copy is full.');
    this.changes += 1;
    this.#ranks[face] = this.#isLoading ? face : this.#placeOf(row.name, row.organisation_id) - BETWEEN;
    this.#ids.push(row.organisation_id);
    this.#names.push(row.name);
    this.#before[face] = this.#newestOf.get(row.organisation_id) ?? -1;
    this.#newestOf.set(row.organisation_id, face);
    this.created[face] = row.created ?? Number.NEGATIVE_INFINITY;
    for (const bits of this.#setsOf(row)) put(bits, face);
    for (const key of row.name_keys) this.#keys.push(hashOfKey(key));
    this.#keyStarts[face + 1] = this.#keys.length;
    for (const tag of row.tags) this.#addTag(tag, face);
    this.#tagStarts[face + 1] = this.#tags.length;
    const seen = AUDIENCE_BITS[row.audience];
    const places = readBody(row.body, (word, said) => this.dictionary.add(word, face, said, seen));
    this.lengths[face] = 10 * (1 + Math.log(1 + places));
  }

  #setsOf(row: CopiedRow): Bits[] {
    const sets = [this.alive, row.face === 'full' ? this.full : this.alias, this.audiences[row.audience]];
    if (row.verified) sets.push(this.verified);
    if (row.without_partner) sets.push(this.withoutPartner);
    return sets;
  }

  #addTag(code: number, face: number): void {
    let number = this.#tagNumbers.get(code);
    if (number === undefined) {
      number = this.tags.push({ code, faces: bitsFor(this.capacity), size: 0 }) - 1;
      this.#tagNumbers.set(code, number);
    }
    this.#tags.push(number);
    put(this.tags[number]!.faces, face);
    this.tags[number]!.size += 1;
  }

  /** From now on faces come in any order. */
  seal(): void {
    this.dictionary.seal();
    this.#loaded = this.size;
    this.#isLoading = false;
  }

  /** Takes the faces of an organisation out. */
  remove(organisationId: string): void {
    this.changes += 1;
    for (const face of this.facesOf(organisationId)) drop(this.alive, face);
    this.#newestOf.delete(organisationId);
  }

  facesOf(organisationId: string): number[] {
    const found: number[] = [];
    for (let face = this.#newestOf.get(organisationId) ?? -1; face !== -1; face = this.#before[face]!) found.push(face);
    return found;
  }

  idOf(face: number): string {
    return this.#ids[face]!;
  }

  nameOf(face: number): string {
    return this.#names[face]!;
  }

  faceOf(face: number): Face {
    return has(this.full, face) ? 'full' : 'alias';
  }

  facesWith(code: number): TaggedFaces | undefined {
    return this.tags[this.#tagNumbers.get(code) ?? -1];
  }

  /** Counts the tags of a face by their numbers. */
  countTags(face: number, counts: Uint32Array): void {
    const end = this.#tagStarts[face + 1]!;
    for (let at = this.#tagStarts[face]!; at < end; at += 1) counts[this.#tags[at]!]! += 1;
  }

  /** 0: this is the name; 1: the acronym or a former name; 2: neither. */
  keyTier(face: number, keys: readonly number[]): 0 | 1 | 2 {
    const start = this.#keyStarts[face]!;
    const end = this.#keyStarts[face + 1]!;
    for (let at = start; at < end; at += 1) if (keys.includes(this.#keys[at]!)) return at === start ? 0 : 1;
    return 2;
  }

  /** By name, then by id: negative when the first comes first. */
  compareNames(one: number, other: number): number {
    return this.#ranks[one]! - this.#ranks[other]! || this.#compare(one, this.#names[other]!, this.#ids[other]!);
  }

  /** Whether the face stands after this name and id. */
  nameIsAfter(face: number, { place, name, id }: PlaceAmongNames): boolean {
    const rank = this.#ranks[face]!;
    if (rank !== place && rank !== place - BETWEEN) return rank > place;
    return this.#compare(face, name, id) > 0;
  }

  /** Where a name and id stand, whether or not a face has them. */
  placeAmongNames(name: string, id: string): PlaceAmongNames {
    const itself = this.facesOf(id).find((face) => face < this.#loaded && this.#names[face] === name);
    return { place: itself ?? this.#placeOf(name, id), name, id };
  }

  #compare(face: number, name: string, id: string): number {
    const [ownName, ownId] = [this.#names[face]!, this.#ids[face]!];
    return byName(ownName, name) || (ownName === name ? 0 : ownName < name ? -1 : 1) || (ownId < id ? -1 : ownId > id ? 1 : 0);
  }

  /** The number of the first loaded face that does not stand before. */
  #placeOf(name: string, id: string): number {
    let [low, high] = [0, this.#loaded];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, name, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface PlaceAmongNames {
  readonly place: number;
  readonly name: string;
  readonly id: string;
}
