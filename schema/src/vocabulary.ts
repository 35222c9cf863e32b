/**
 * The shared vocabulary: fields, issues, countries, languages, kinds. Pure data with typed ids and lookups, the same for the API,
 * the index and the interface. Ids are stable: they are stored, exported and put into URLs; labels may change.
 */
export * from './vocabulary/abbreviations.ts';
export * from './vocabulary/countries.ts';
export * from './vocabulary/equivalents.ts';
export * from './vocabulary/fields.ts';
export * from './vocabulary/issues.ts';
export * from './vocabulary/kinds.ts';
export * from './vocabulary/label.ts';
export * from './vocabulary/languages.ts';
export * from './vocabulary/place-names.ts';
export * from './vocabulary/synonyms.ts';
