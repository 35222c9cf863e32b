import { countryByCode, FIELDS, isEuMember, ISSUES, type FieldId, type IssueId } from '@kopru/schema/vocabulary';
import type { OrganisationRow } from '../organisation/organisation-batch.service.ts';
import { IssueDirection, OrganisationKind, Visibility } from '../organisation/organisation.enums.ts';
import { EUROPEAN_NAMES } from './names.europe.ts';
import { TURKISH_NAMES } from './names.turkey.ts';
import type { Random } from './random.ts';
import { BEGINNINGS, ENDINGS, PLACES, TURKISH_BEGINNINGS, TURKISH_ENDINGS } from './words.frame.ts';
import { MORE_WORK } from './words.more-work.ts';
import { NEEDS } from './words.needs.ts';
import { OFFERS } from './words.offers.ts';
import { WORK } from './words.work.ts';

/** Name, place, kind and fields of an invented organisation: what its texts are written around. */
export interface Sketch {
  readonly country: string;
  readonly name: string;
  readonly city: string;
  readonly kind: OrganisationKind;
  readonly fields: readonly FieldId[];
}

const KINDS: Readonly<Record<string, OrganisationKind>> = {
  A: OrganisationKind.ASSOCIATION,
  F: OrganisationKind.FOUNDATION,
  C: OrganisationKind.COOPERATIVE,
  S: OrganisationKind.SOCIAL_COMPANY,
  I: OrganisationKind.CIVIL_INITIATIVE,
};

/** Languages people of a country usually work in, besides English. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  AT: ['de'],
  BE: ['nl', 'fr'],
  BG: ['bg', 'tr'],
  CY: ['el', 'tr'],
  CZ: ['cs'],
  DE: ['de', 'tr'],
  DK: ['da'],
  EE: ['et', 'ru'],
  ES: ['es', 'ca'],
  FI: ['fi', 'sv'],
  FR: ['fr', 'ar'],
  GR: ['el'],
  HR: ['hr'],
  HU: ['hu'],
  IE: ['ga'],
  IT: ['it'],
  LT: ['lt'],
  LU: ['lb', 'fr', 'de'],
  LV: ['lv', 'ru'],
  MT: ['mt'],
  NL: ['nl', 'tr'],
  PL: ['pl', 'uk'],
  PT: ['pt'],
  RO: ['ro', 'hu'],
  SE: ['sv'],
  SI: ['sl'],
  SK: ['sk', 'hu'],
  TR: ['tr', 'ku', 'ar'],
};

function sketch(line: string, country: string): Sketch {
  const [name = '', city = '', kind = '', fields = ''] = line.split('|').map((part) => part.trim());
  return { country, name, city, kind: KINDS[kind] ?? OrganisationKind.OTHER, fields: fields.split(' ') as FieldId[] };
}

const linesOf = (text: string): string[] => text.trim().split('\n');

/** The invented organisations of one side, in the order of their lists. */
export const turkishSketches = (): Sketch[] => linesOf(TURKISH_NAMES).map((line) => sketch(line, 'TR'));
export const europeanSketches = (): Sketch[] => linesOf(EUROPEAN_NAMES).map((line) => sketch(line.slice(4), line.slice(0, 2)));

/** Numbers as people give them: rarely exact. */
const number = (random: Random): string =>
  String(random.pick([6, 9, 11, 12, 14, 17, 18, 20, 23, 25, 30, 34, 40, 45, 60, 70, 80, 120, 150, 200]));

function fill(text: string, { city }: Sketch, random: Random): string {
  const filled = text
    .replaceAll('{city}', city)
    .replaceAll('{year}', String(random.whole(1994, 2022)))
    .replaceAll('{n}', () => number(random))
    .replaceAll('{place}', () => random.pick(PLACES));
  return filled.charAt(0).toLocaleUpperCase(/[ıİğş]/.test(text) ? 'tr' : 'en') + filled.slice(1);
}

const workOf = (field: FieldId): string[] => [...WORK[field].en, ...(MORE_WORK[field] ?? [])];

function about(outline: Sketch, random: Random, turkish: boolean): string {
  const sentences: string[] = [];
  const say = (text: string | null): void => void (text && sentences.push(fill(text, outline, random)));
  if (random.chance(0.75)) say(random.fresh(turkish ? TURKISH_BEGINNINGS : BEGINNINGS));
  const [main = 'youth', ...others] = outline.fields;
  say(random.fresh(turkish ? WORK[main].tr : workOf(main)));
  for (const field of others) if (random.chance(0.8)) say(random.fresh(turkish ? WORK[field].tr : workOf(field)));
  if (!turkish && random.chance(0.25)) say(random.fresh(workOf(main)));
  if (random.chance(0.7)) say(random.fresh(turkish ? TURKISH_ENDINGS : ENDINGS));
  return sentences.join(' ');
}

/** One to three needs and offers, never the same issue twice; two in five in the organisation's own words. */
function issues(random: Random, turkish: boolean): OrganisationRow['issues'] {
  const needs = random.whole(1, 3);
  const chosen = random.some(ISSUES, needs + random.whole(1, 3)).map((issue): IssueId => issue.id);
  return chosen.map((issueId, index) => {
    const direction = index < needs ? IssueDirection.NEED : IssueDirection.OFFER;
    const texts = (direction === IssueDirection.NEED ? NEEDS : OFFERS)[issueId][turkish ? 'tr' : 'en'];
    return { issueId, direction, statement: random.chance(0.42) ? random.fresh(texts, 4) : null };
  });
}

function languages(country: string, random: Random): string[] {
  const [first, ...others] = LANGUAGES[country] ?? [];
  const own = [...(first ? [first] : []), ...others.filter(() => random.chance(0.3))];
  return random.chance(0.92) ? [...own, 'en'] : own;
}

/** An address that can never lead anywhere: `.example` is reserved (RFC 2606). */
function website(name: string, random: Random): string | null {
  if (random.chance(0.25)) return null;
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/\p{M}/gu, '')
    .match(/[a-z]{3,}/g);
  return words ? `https://${words.slice(0, 2).join('-')}.example/` : null;
}

/** Initials, for those whose name is too long to say. */
function acronym(name: string): string | null {
  const initials = (name.match(/\p{L}{3,}/gu) ?? []).flatMap((word) => [...word][0] ?? []);
  return initials.length >= 4 ? initials.join('').toLocaleUpperCase('tr') : null;
}

const LETTERS = [...'ACDEFGHJKLMNPQRTUVWXYZ2346789'];

/** As `aliasOf`, but repeatable. */
function alias({ country, fields }: Sketch, random: Random): string {
  const mark = Array.from({ length: 4 }, () => random.pick(LETTERS)).join('');
  const field = FIELDS.find((entry) => entry.id === fields[0])?.labels.en ?? 'Civil society';
  return `${field} organisation in ${countryByCode(country)?.labels.en ?? country} (${mark})`;
}

/** Writes the whole profile around a sketch. Public and unverified; the seed decides about the rest. */
export function draftOf(outline: Sketch, random: Random): OrganisationRow & { alias: string } {
  const turkish = outline.country === 'TR' && random.chance(0.22);
  const extra = random.chance(0.2) ? random.some(FIELDS, 1).map((field): FieldId => field.id) : [];
  return {
    name: outline.name,
    alias: alias(outline, random),
    kind: outline.kind,
    country: outline.country,
    city: outline.city,
    about: about(outline, random, turkish),
    website: website(outline.name, random),
    visibility: Visibility.PUBLIC,
    fieldIds: [...new Set([...outline.fields, ...extra])],
    languages: languages(outline.country, random),
    issues: issues(random, turkish),
    acronym: acronym(outline.name),
    formerNames: [],
    externalSource: null,
    externalId: null,
  };
}

/** Side of the call an organisation stands on: A is Turkey, B the EU. */
export const sideOf = (country: string): 'A' | 'B' | null => (country === 'TR' ? 'A' : isEuMember(country) ? 'B' : null);
