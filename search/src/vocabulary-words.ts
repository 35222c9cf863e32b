import {
  COUNTRIES,
  FIELD_SYNONYMS,
  FIELDS,
  ISSUE_SYNONYMS,
  ISSUES,
  otherNamesOf,
  type Labels,
  type SearchWords,
} from '@kopru/schema/vocabulary';
import type { SearchDocument } from './document.ts';
import { wordsOf } from './words.ts';

/** Something of the vocabulary that a document can carry. */
export interface VocabularyEntry {
  readonly attribute: 'fields' | 'issues' | 'country';
  readonly id: string;
}

interface EntryWithPhrases extends VocabularyEntry {
  readonly phrases: readonly string[];
}

const entry = (attribute: VocabularyEntry['attribute'], id: string, labels: Labels, synonyms: SearchWords): EntryWithPhrases => ({
  attribute,
  id,
  phrases: [labels.en, labels.tr, ...synonyms.en, ...synonyms.tr],
});

const ENTRIES: readonly EntryWithPhrases[] = [
  ...FIELDS.map(({ id, labels }) => entry('fields', id, labels, FIELD_SYNONYMS[id])),
  ...ISSUES.map(({ id, labels }) => entry('issues', id, labels, ISSUE_SYNONYMS[id])),
  ...COUNTRIES.map(({ id, labels }) => entry('country', id, labels, { en: otherNamesOf(id), tr: [] })),
];

/** Every word by which fields, issues and countries are searched, in every language, folded, with what it stands for. */
export const VOCABULARY_WORDS: ReadonlyMap<string, readonly VocabularyEntry[]> = byWord();

function byWord(): Map<string, VocabularyEntry[]> {
  const entriesOf = new Map<string, VocabularyEntry[]>();
  for (const { attribute, id, phrases } of ENTRIES) {
    for (const word of new Set(phrases.flatMap(wordsOf))) entriesOf.set(word, [...(entriesOf.get(word) ?? []), { attribute, id }]);
  }
  return entriesOf;
}

const phrasesOf: ReadonlyMap<string, readonly string[]> = new Map(
  ENTRIES.map(({ attribute, id, phrases }) => [`${attribute}/${id}`, phrases]),
);

/** The labels and search words of an organisation's fields and issues, and the names of its country: for whoever must be told them. */
export function vocabularyTexts(document: Pick<SearchDocument, 'fields' | 'issues' | 'country'>): { topics: string[]; country: string[] } {
  const phrases = (attribute: VocabularyEntry['attribute'], ids: readonly string[]): string[] =>
    ids.flatMap((id) => phrasesOf.get(`${attribute}/${id}`) ?? []);
  return {
    topics: [...phrases('fields', document.fields), ...phrases('issues', document.issues)],
    country: phrases('country', [document.country]),
  };
}
