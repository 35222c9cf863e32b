import { directionsOf, type SearchDocument } from '../document.ts';

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

/** Everything a document is filtered and counted by. */
export function tagsOf(document: SearchDocument): string[] {
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

/** Quotes a word or tag for a tsvector or tsquery literal. */
export function lexeme(text: string): string {
  return `'${text.replace(/['\\]/g, (character) => character + character)}'`;
}

/** The form in which a tag stands among the words of a body: no word has this first character. */
export const tagLexeme = (tag: string): string => lexeme(`#${tag}`);
