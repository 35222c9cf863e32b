import { ownTexts, type Audience, type SearchDocument } from '../document.ts';
import { revisionOf } from '../revision.ts';
import { initialMark, initialOf, isMark, lexeme, placeMark, tagCode, TAG_PREFIX, tagLexeme, tagsOf, topicMark } from './tags.ts';
import { indexedWordsOf, nameKey } from '../words.ts';

/** A row of `search.face` in the text forms that `jsonb_to_recordset` reads. */
export interface FaceRow {
  readonly organisation_id: string;
  readonly face: string;
  readonly audience: Audience;
  readonly verified: boolean;
  readonly without_partner: boolean;
  readonly created_at: string;
  readonly name: string;
  readonly name_keys: readonly string[];
  readonly names: string;
  readonly tags: readonly number[];
  readonly revision: string;
  readonly body: string;
}

/** PostgreSQL keeps at most 256 places per word and none above 16383; a profile is far from it, an import may not be. */
const MAX_POSITION = 16_000;
const MAX_PLACES = 250;
/** Tags weigh as much as statements and are nobody's neighbour. */
const TAG_POSITION = 16_300;
const INITIAL_POSITION = 16_200;
const TOPIC_POSITION = 16_100;
/** Names stay inside the row: a register line with hundreds of former names must not make it too large. */
const MAX_NAME_WORDS = 150;
/** Words of two phrases are not neighbours. */
const GAP = 8;

/** Of a body: names, statements, the rest (also an alias), and where it is. Of names: names, and an alias. */
type Weight = 'A' | 'B' | 'C' | 'D';

/** Collects words with places and weights and writes them as a tsvector literal. */
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

  /** Marks the initials of the words so far, so that one letter typed asks for one lexeme and not for a third of all words. */
  addInitials(weight: Weight): void {
    for (const initial of new Set([...this.words].map(initialOf))) this.#put(initialMark(initial), `${INITIAL_POSITION}${weight}`);
  }

  /** Marks where an organisation is. */
  addPlace({ country, city }: Pick<SearchDocument, 'country' | 'city'>): void {
    const words = indexedWordsOf(city ?? '').flatMap(({ word, alternatives }) => [word, ...alternatives]);
    for (const place of new Set([TAG_PREFIX.country + country, ...words])) this.#put(placeMark(place), `${TOPIC_POSITION}D`);
  }

  /** Marks the words so far as those of names and statements. */
  addTopics(): void {
    for (const word of [...this.words].filter((text) => !isMark(text))) this.#put(topicMark(word), `${TOPIC_POSITION}D`);
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
    return [...this.#places].map(([word, places]) => `${lexeme(word)}:${places.join(',')}`).join(' ');
  }
}

/** The row of a document, and the words and tags it brings. */
export function faceRow(document: SearchDocument): { row: FaceRow; words: readonly string[]; tags: readonly string[] } {
  const texts = ownTexts(document);
  const names = new Vector();
  const body = new Vector();
  const isMade = texts.made.length > 0;
  const called = isMade ? texts.made : texts.names;
  for (const name of called) {
    names.add(name, isMade ? 'D' : 'A', Math.ceil(MAX_NAME_WORDS / called.length));
    body.add(name, isMade ? 'C' : 'A');
  }
  names.addInitials(isMade ? 'D' : 'A');
  body.addInitials(isMade ? 'C' : 'A');
  for (const statement of texts.statements) body.add(statement, 'B');
  if (!isMade) body.addTopics();
  for (const place of texts.places) body.add(place, 'D');
  for (const text of texts.rest) body.add(text, 'C');
  names.addPlace(document);
  body.addPlace(document);
  const tags = tagsOf(document);
  const row: FaceRow = {
    organisation_id: document.organisationId,
    face: document.face,
    audience: document.audience,
    verified: document.verified,
    without_partner: document.withoutPartner,
    created_at: document.createdAt?.toISOString() ?? '-infinity',
    name: document.name,
    name_keys: called.slice(0, 20).map(nameKey),
    names: names.toString(),
    tags: tags.map(tagCode),
    revision: revisionOf(document),
    body: [body.toString(), ...tags.map((tag) => `${tagLexeme(tag)}:${TAG_POSITION}B`)].join(' '),
  };
  return { row, words: [...body.words].filter((word) => !isMark(word)), tags };
}
