import { directionsOf, ownTexts, type Face, type SearchDocument } from '../document.ts';
import { revisionOf } from '../revision.ts';
import { vocabularyTexts } from '../vocabulary-words.ts';
import { indexedWordsOf, nameKey } from '../words.ts';

/** A document as Meilisearch holds it. Every searchable text is folded by us: Meilisearch maps neither ł, ø and ß nor other alphabets. */
export interface IndexDocument {
  /** Only letters, digits, `-` and `_` are allowed in a document id. */
  readonly id: string;
  readonly organisationId: string;
  readonly face: Face;
  readonly audience: string;
  readonly name: string;
  /** The words of the name and nothing else: only so can the engine tell that a query is exactly the name. */
  readonly ownName: string | null;
  readonly acronym: string | null;
  readonly formerNames: readonly string[];
  /** The words of all names in their other spelling, where there is one. */
  readonly spellings: readonly string[];
  /** City and country: where it is. */
  readonly places: readonly string[];
  readonly statements: readonly string[];
  readonly rest: readonly string[];
  readonly topics: readonly string[];
  /** Made of labels, it says no more than they do; by itself, so that the engine can tell that a query is exactly it. */
  readonly alias: string | null;
  readonly country: string;
  readonly kind: string | null;
  readonly fields: readonly string[];
  readonly issues: readonly string[];
  readonly needs: readonly string[];
  readonly offers: readonly string[];
  readonly directions: readonly string[];
  readonly languages: readonly string[];
  readonly verified: boolean;
  readonly withoutPartner: boolean;
  /** Seconds since 1970; 0 for what has no known date, which sorts last under "newest". */
  readonly createdAt: number;
  readonly nameSort: string;
  readonly revision: string;
}

export const documentId = (organisationId: string, face: Face): string => `${organisationId}_${face}`;

/** The folded words of a text, each followed by its other spelling. */
function folded(text: string): string {
  return indexedWordsOf(text)
    .flatMap(({ word, alternatives }) => [word, ...alternatives])
    .join(' ');
}

/** The name in its other spelling; empty when it has none. */
function otherSpelling(text: string): string {
  const words = indexedWordsOf(text);
  if (words.every(({ alternatives }) => alternatives.length === 0)) return '';
  return words.map(({ word, alternatives }) => alternatives.join(' ') || word).join(' ');
}

export function indexDocument(document: SearchDocument): IndexDocument {
  const texts = ownTexts(document);
  const labels = vocabularyTexts(document);
  const { organisationId, face, audience, name, country, kind, fields, issues, needs, offers, languages, verified, withoutPartner } =
    document;
  return {
    ...{ id: documentId(organisationId, face), organisationId, face, audience, name, country, kind },
    ...{ fields, issues, needs, offers, languages, verified, withoutPartner },
    directions: directionsOf(document),
    ownName: face === 'alias' ? null : nameKey(name),
    acronym: document.acronym === null ? null : nameKey(document.acronym),
    formerNames: document.formerNames.map(nameKey),
    spellings: texts.names.map(otherSpelling).filter((text) => text !== ''),
    statements: texts.statements.map(folded),
    places: [...texts.places, ...labels.country].map(folded),
    rest: texts.rest.map(folded),
    topics: labels.topics.map(folded),
    alias: face === 'alias' ? nameKey(name) : null,
    createdAt: document.createdAt === null ? 0 : Math.floor(document.createdAt.getTime() / 1000),
    nameSort: nameKey(name),
    revision: revisionOf(document),
  };
}
