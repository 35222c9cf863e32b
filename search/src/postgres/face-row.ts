import { directionsOf, searchTexts, type SearchDocument } from '../document.ts';
import { revisionOf } from '../revision.ts';
import { indexedWordsOf, nameKey } from '../words.ts';

/** A row of `search.face` in the text forms that `jsonb_to_recordset` reads. */
export interface FaceRow {
  readonly organisation_id: string;
  readonly face: string;
  readonly audience: string;
  readonly verified: boolean;
  readonly without_partner: boolean;
  readonly created_at: string;
  readonly name: string;
  readonly name_keys: readonly string[];
  readonly names: string;
  readonly tags: readonly string[];
  readonly revision: string;
  readonly body: string;
}

/** PostgreSQL keeps at most 256 places per word and none above 16383; a profile is far from it, an import may not be. */
const MAX_POSITION = 16_000;
const MAX_PLACES = 250;
/** Names stay inside the row: a register line with hundreds of former names must not make it too large. */
const MAX_NAME_WORDS = 150;
/** Words of two phrases are not neighbours. */
const GAP = 8;

type Weight = 'A' | 'B' | 'C';

/** Collects words with places and weights and writes them as a tsvector literal. Words are letters and digits only: nothing to escape. */
class Vector {
  readonly #places = new Map<string, string[]>();
  #position = 0;

  add(phrase: string, weight: Weight, maxWords = Number.POSITIVE_INFINITY): void {
    for (const { word, alternatives } of indexedWordsOf(phrase).slice(0, maxWords)) {
      if (this.#position >= MAX_POSITION) return;
      this.#position += 1;
      for (const form of [word, ...alternatives]) this.#put(form, `${this.#position}${weight}`);
    }
    this.#position += GAP;
  }

  #put(word: string, place: string): void {
    const places = this.#places.get(word);
    if (places === undefined) this.#places.set(word, [place]);
    else if (places.length < MAX_PLACES) places.push(place);
  }

  get words(): Iterable<string> {
    return this.#places.keys();
  }

  toString(): string {
    return [...this.#places].map(([word, places]) => `'${word}':${places.join(',')}`).join(' ');
  }
}

/** The prefix of each attribute's tags, which keep values of different attributes apart in one array. */
export const TAG_PREFIX = {
  country: 'c:',
  kind: 'k:',
  fields: 'f:',
  issues: 'i:',
  needs: 'n:',
  offers: 'o:',
  directions: 'd:',
  languages: 'l:',
} as const;

function tagsOf(document: SearchDocument): string[] {
  const tagged = (prefix: string, values: readonly string[]): string[] => values.map((value) => prefix + value);
  return [
    TAG_PREFIX.country + document.country,
    ...(document.kind === null ? [] : [TAG_PREFIX.kind + document.kind]),
    ...tagged(TAG_PREFIX.fields, document.fields),
    ...tagged(TAG_PREFIX.issues, document.issues),
    ...tagged(TAG_PREFIX.needs, document.needs),
    ...tagged(TAG_PREFIX.offers, document.offers),
    ...tagged(TAG_PREFIX.directions, directionsOf(document)),
    ...tagged(TAG_PREFIX.languages, document.languages),
  ];
}

/** The row of a document and the words it brings. */
export function faceRow(document: SearchDocument): { row: FaceRow; words: Iterable<string> } {
  const texts = searchTexts(document);
  const names = new Vector();
  const body = new Vector();
  for (const name of texts.names) {
    names.add(name, 'A', Math.ceil(MAX_NAME_WORDS / texts.names.length));
    body.add(name, 'A');
  }
  for (const topic of texts.topics) body.add(topic, 'B');
  for (const text of texts.rest) body.add(text, 'C');
  const row: FaceRow = {
    organisation_id: document.organisationId,
    face: document.face,
    audience: document.audience,
    verified: document.verified,
    without_partner: document.withoutPartner,
    created_at: document.createdAt?.toISOString() ?? '-infinity',
    name: document.name,
    name_keys: texts.names.slice(0, 20).map(nameKey),
    names: names.toString(),
    tags: tagsOf(document),
    revision: revisionOf(document),
    body: body.toString(),
  };
  return { row, words: body.words };
}
