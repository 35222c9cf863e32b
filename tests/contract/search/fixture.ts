import { facesOf, type IndexedOrganisation, type SearchDocument } from '@kopru/search/document';

/** Invented organisations with a name for each, so that a contract reads as a sentence. Nobody here exists. */
type Sketch = Partial<Omit<IndexedOrganisation, 'id' | 'issues'>> & {
  readonly name: string;
  readonly country: string;
  readonly needs?: readonly string[];
  readonly offers?: readonly string[];
  readonly statement?: string | null;
};

const SKETCHES = {
  kadin: {
    name: 'Işık Kadın Derneği',
    country: 'TR',
    city: 'İstanbul',
    kind: 'ASSOCIATION',
    fields: ['womens-rights'],
    languages: ['tr', 'en'],
    needs: ['digital-security'],
    verified: true,
  },
  cagdas: {
    name: 'Çağdaş Gençlik Vakfı',
    acronym: 'ÇGV',
    country: 'TR',
    city: 'Ankara',
    kind: 'FOUNDATION',
    fields: ['youth', 'non-formal-education'],
    languages: ['tr'],
    needs: ['volunteer-management'],
    offers: ['campaigning'],
  },
  doga: {
    name: 'Anadolu Doğa Kooperatifi',
    country: 'TR',
    city: 'Eskişehir',
    kind: 'COOPERATIVE',
    fields: ['ecology', 'rural-development'],
    languages: ['tr', 'en'],
    offers: ['volunteer-management'],
    verified: true,
  },
  izmir: {
    name: 'Ege Mülteci Dayanışması',
    country: 'TR',
    city: 'İzmir',
    kind: 'CIVIL_INITIATIVE',
    fields: ['refugees-and-migration'],
    languages: ['tr', 'ar', 'en'],
    needs: ['institutional-fundraising'],
    about: 'Neighbours who help families find a school and a doctor, then a home.',
  },
  brucke: {
    name: 'Brücke für Straßenkinder',
    formerNames: ['Offenes Haus Größe'],
    country: 'DE',
    city: 'München',
    kind: 'ASSOCIATION',
    fields: ['childrens-rights'],
    languages: ['de', 'en'],
    offers: ['digital-security'],
    verified: true,
  },
  lodz: {
    name: 'Fundacja Łódzka Wspólnota',
    country: 'PL',
    city: 'Łódź',
    kind: 'FOUNDATION',
    fields: ['urban-development', 'culture-and-arts'],
    languages: ['pl', 'en'],
    needs: ['volunteer-management'],
    verified: true,
  },
  oresund: {
    name: 'Øresund Naturværn',
    country: 'DK',
    city: 'København',
    kind: 'ASSOCIATION',
    fields: ['ecology'],
    languages: ['da', 'en'],
    offers: ['volunteer-management'],
    verified: true,
    withoutPartner: false,
  },
  athina: {
    name: 'Αλληλεγγύη Θεσσαλονίκης',
    country: 'GR',
    city: 'Θεσσαλονίκη',
    kind: 'ASSOCIATION',
    fields: ['refugees-and-migration'],
    languages: ['el', 'en'],
    needs: ['crisis-response'],
    verified: true,
  },
  plovdiv: {
    name: 'Читалище Напредък',
    country: 'BG',
    city: 'Пловдив',
    kind: 'OTHER',
    fields: ['culture-and-arts'],
    languages: ['bg'],
    needs: ['digital-tools', 'monitoring-and-evaluation'],
  },
  zizkov: {
    name: 'Žižkovské Dílny',
    country: 'CZ',
    city: 'Praha',
    kind: 'SOCIAL_COMPANY',
    fields: ['disability', 'social-economy'],
    languages: ['cs', 'en'],
    offers: ['social-enterprise-income'],
    verified: true,
  },
  harbour: {
    name: 'Harbour Mediation Network',
    acronym: 'HMN',
    country: 'IE',
    city: 'Cork',
    kind: 'ASSOCIATION',
    fields: ['peace-and-dialogue'],
    languages: ['en', 'ga'],
    offers: ['strategic-planning'],
    statement: 'We train neighbourhood mediators in lighthouse evenings.',
    verified: true,
  },
  orchard: {
    name: 'Orchard Mediators',
    country: 'IE',
    city: 'Galway',
    statement: 'We teach M&E to others, and ask a friend in Viyana.',
    needs: ['monitoring-and-evaluation', 'external-communication'],
    kind: 'COOPERATIVE',
    fields: ['peace-and-dialogue'],
    languages: ['en'],
    about: 'Friends of the Harbour Mediation Network since the beginning.',
    createdAt: new Date('2026-03-01T00:00:00Z'),
  },
  club: {
    name: 'Closed Circle Quayside',
    visibility: 'MEMBERS',
    country: 'IE',
    city: 'Cork',
    kind: 'ASSOCIATION',
    fields: ['peace-and-dialogue'],
    languages: ['en'],
    verified: true,
  },
  masked: {
    name: 'Cesur Gökkuşağı Topluluğu',
    alias: 'Violet Heron',
    visibility: 'PSEUDONYMOUS',
    country: 'TR',
    city: 'Mersin',
    kind: 'CIVIL_INITIATIVE',
    fields: ['lgbti-rights'],
    languages: ['tr', 'ku'],
    needs: ['digital-security'],
    about: 'Zephyrine gatherings behind closed shutters.',
    statement: 'Marzipan phones were taken.',
    verified: true,
  },
  hidden: {
    name: 'Vanished Lantern Collective',
    visibility: 'HIDDEN',
    country: 'HU',
    city: 'Pécs',
    kind: 'CIVIL_INITIATIVE',
    fields: ['democracy-and-participation'],
    languages: ['hu'],
    about: 'Xylophone lessons.',
  },
} satisfies Record<string, Sketch>;

export type Key = keyof typeof SKETCHES;

/** All organisations in an order that is neither that of names nor of dates. */
export const KEYS = Object.keys(SKETCHES) as Key[];

/** The id of an organisation of the fixture. */
export const idOf = (key: Key): string => `0199a000-0000-7000-8000-${String(KEYS.indexOf(key) + 1).padStart(12, '0')}`;

export const keyOf = (id: string): Key => KEYS[Number(id.slice(-12)) - 1] as Key;

/** The organisation as the database would know it. */
export function organisation(key: Key, changes: Partial<Sketch> = {}): IndexedOrganisation {
  const sketch: Sketch = { ...SKETCHES[key], ...changes };
  const { needs = [], offers = [], statement = null, ...rest } = sketch;
  const pairs = [
    ...needs.map((issueId) => ({ issueId, direction: 'NEED' as const })),
    ...offers.map((issueId) => ({ issueId, direction: 'OFFER' as const })),
  ];
  return {
    visibility: 'PUBLIC',
    alias: null,
    acronym: null,
    formerNames: [],
    about: null,
    city: null,
    kind: 'OTHER',
    fields: [],
    languages: [],
    verified: false,
    withoutPartner: true,
    createdAt: new Date(Date.UTC(2026, 0, KEYS.indexOf(key) + 1)),
    ...rest,
    id: idOf(key),
    issues: pairs.map((pair, index) => ({ ...pair, statement: index === 0 ? statement : null })),
  };
}

/** The documents of one organisation of the fixture. */
export const documentsOf = (key: Key, changes: Partial<Sketch> = {}): SearchDocument[] => facesOf(organisation(key, changes));

/** The documents of all. */
export const allDocuments = (): SearchDocument[] => KEYS.flatMap((key) => documentsOf(key));
