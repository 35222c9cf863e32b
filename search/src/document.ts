/** Who may find a face without a special right to its organisation. `closed`: nobody but staff, its own people and its partners. */
export type Audience = 'public' | 'members' | 'closed';

export type Face = 'full' | 'alias';

/**
 * One findable face of an organisation. Most organisations have one; a pseudonymous one has two, a closed full face and a public alias
 * face, so that no filter, count, facet or suggestion can tell more than the face that the viewer may see.
 */
export interface SearchDocument {
  /** `<organisation id>.<face>` */
  readonly id: string;
  readonly organisationId: string;
  readonly face: Face;
  readonly audience: Audience;
  readonly name: string;
  readonly acronym: string | null;
  readonly formerNames: readonly string[];
  readonly about: string | null;
  /** What the organisation wrote to its issues. */
  readonly statements: readonly string[];
  readonly city: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Null on an alias face: a masked property matches no filter. */
  readonly kind: string | null;
  readonly fields: readonly string[];
  /** Issue ids in either direction, each once. */
  readonly issues: readonly string[];
  readonly needs: readonly string[];
  readonly offers: readonly string[];
  /** ISO 639-1. */
  readonly languages: readonly string[];
  readonly verified: boolean;
  /** No active partnership in the current call. */
  readonly withoutPartner: boolean;
  /** Null on an alias face, which sorts last under NEWEST: when a masked organisation came is not told. */
  readonly createdAt: Date | null;
}

/** An organisation as the database knows it, unmasked. */
export interface IndexedOrganisation {
  readonly id: string;
  readonly visibility: 'PUBLIC' | 'MEMBERS' | 'PSEUDONYMOUS' | 'HIDDEN';
  readonly name: string;
  /** Shown instead of the name while pseudonymous; without one there is no alias face. */
  readonly alias: string | null;
  readonly acronym: string | null;
  readonly formerNames: readonly string[];
  readonly about: string | null;
  readonly city: string | null;
  readonly country: string;
  readonly kind: string;
  readonly fields: readonly string[];
  readonly issues: readonly { readonly issueId: string; readonly direction: 'NEED' | 'OFFER'; readonly statement: string | null }[];
  readonly languages: readonly string[];
  readonly verified: boolean;
  readonly withoutPartner: boolean;
  readonly createdAt: Date;
}

const AUDIENCE_OF: Readonly<Record<IndexedOrganisation['visibility'], Audience>> = {
  PUBLIC: 'public',
  MEMBERS: 'members',
  PSEUDONYMOUS: 'closed',
  HIDDEN: 'closed',
};

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** The documents of an organisation. The one place that decides what a masked organisation can be found by. */
export function facesOf(organisation: IndexedOrganisation): SearchDocument[] {
  const { id, name, acronym, formerNames, about, city, kind, languages, verified, createdAt } = organisation;
  const inDirection = (wanted: string): string[] =>
    unique(organisation.issues.filter((issue) => issue.direction === wanted).map((issue) => issue.issueId));
  const shared = {
    organisationId: id,
    country: organisation.country,
    fields: unique(organisation.fields),
    issues: unique(organisation.issues.map((issue) => issue.issueId)),
    needs: inDirection('NEED'),
    offers: inDirection('OFFER'),
    withoutPartner: organisation.withoutPartner,
  };
  const statements = organisation.issues.flatMap((issue) => issue.statement ?? []);
  const audience = AUDIENCE_OF[organisation.visibility];
  const own = { name, acronym, formerNames, about, statements, city, kind, languages: unique(languages), verified, createdAt };
  const full: SearchDocument = { id: `${id}.full`, face: 'full', audience, ...shared, ...own };
  if (organisation.visibility !== 'PSEUDONYMOUS' || organisation.alias === null) return [full];
  const masked = { acronym: null, formerNames: [], about: null, statements: [], city: null, kind: null };
  const unknown = { languages: [], verified: false, createdAt: null };
  return [full, { id: `${id}.alias`, face: 'alias', audience: 'public', name: organisation.alias, ...masked, ...unknown, ...shared }];
}

/** What an organisation wrote of itself, by how much a hit in it says. Each entry is one phrase. */
export interface OwnTexts {
  /** Name, acronym, former names. */
  readonly names: readonly string[];
  /** The city that it is in. Its country is a label, but says the same. */
  readonly places: readonly string[];
  readonly statements: readonly string[];
  /** About. */
  readonly rest: readonly string[];
  /** The alias of a masked one: made of the labels of its field and country, it says no more than they do. */
  readonly made: readonly string[];
}

export function ownTexts(document: SearchDocument): OwnTexts {
  const present = (texts: readonly (string | null)[]): string[] => texts.filter((text): text is string => !!text);
  const isMade = document.face === 'alias';
  return {
    names: isMade ? [] : present([document.name, document.acronym, ...document.formerNames]),
    places: present([document.city]),
    statements: present(document.statements),
    rest: present([document.about]),
    made: isMade ? [document.name] : [],
  };
}

/** The directions in which a document states at least one issue. */
export function directionsOf(document: SearchDocument): ('NEED' | 'OFFER')[] {
  return [...(document.needs.length > 0 ? (['NEED'] as const) : []), ...(document.offers.length > 0 ? (['OFFER'] as const) : [])];
}
