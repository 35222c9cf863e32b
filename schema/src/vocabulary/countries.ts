import { fold } from '../fold.ts';
import { COUNTRY_ROWS } from './countries.data.ts';
import type { Labels } from './label.ts';

export type CountryId = (typeof COUNTRY_ROWS)[number][0];

/** A country: ISO 3166-1 alpha-2 code and labels. */
export interface Country {
  readonly id: CountryId;
  readonly labels: Labels;
}

/** All countries, by code. Imports bring organisations from anywhere; which countries may take part is the call's decision. */
export const COUNTRIES: readonly Country[] = COUNTRY_ROWS.map(([id, en, tr]) => ({ id, labels: { en, tr } }));

/** The member states of the European Union since 1 February 2020, by code. */
export const EU_27 = [
  ...(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'] as const),
  ...(['IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'] as const),
] as const satisfies readonly CountryId[];

/** Turkey, the one country of the first side. */
export const TURKEY = 'TR' satisfies CountryId;

/**
 * Other ways in which registers, lists and forms write a country: old and long names, names in its own language, the EU's own codes
 * (EL, UK), and parts of a state that people give instead of it. Compared folded and without punctuation.
 */
const ALIASES: Partial<Record<CountryId, readonly string[]>> = {
  AT: ['Österreich', 'Republic of Austria'],
  BA: ['Bosnia', 'Bosnia-Herzegovina', 'BiH', 'Bosna i Hercegovina', 'Bosna Hersek'],
  BE: ['Belgique', 'België', 'Belgien', 'Flanders', 'Wallonia'],
  BG: ['Balgariya', 'България', 'Republic of Bulgaria'],
  BY: ['Belarus Republic', 'Byelorussia', 'Beyaz Rusya'],
  CD: ['Congo Kinshasa', 'Democratic Republic of the Congo', 'Democratic Republic of Congo', 'Congo DR', 'DRC'],
  CG: ['Congo', 'Congo Republic', 'Congo Brazzaville'],
  CH: ['Schweiz', 'Suisse', 'Svizzera', 'Swiss Confederation'],
  CI: ['Ivory Coast'],
  CM: ['Cameroun'],
  CV: ['Cabo Verde'],
  CY: ['Kypros', 'Κύπρος', 'Republic of Cyprus', 'Kıbrıs Cumhuriyeti'],
  CZ: ['Czech Republic', 'Česko', 'Česká republika', 'Çek Cumhuriyeti'],
  DE: ['Deutschland', 'Federal Republic of Germany', 'Allemagne'],
  DK: ['Danmark'],
  EE: ['Eesti'],
  ES: ['España', 'Espagne', 'Pais Vasco', 'Euskadi', 'Basque Country', 'Catalonia', 'Catalunya'],
  FI: ['Suomi'],
  FR: ['République française', 'French Republic'],
  GB: ['UK', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'İngiltere'],
  GE: ['Sakartvelo', 'Republic of Georgia'],
  GR: ['EL', 'Hellas', 'Ellada', 'Ελλάδα', 'Hellenic Republic'],
  HR: ['Hrvatska'],
  HU: ['Magyarország'],
  IE: ['Éire', 'Republic of Ireland'],
  IR: ['Islamic Republic of Iran'],
  IT: ['Italia', 'Italie'],
  KR: ['Korea', 'Republic of Korea'],
  LT: ['Lietuva'],
  LV: ['Latvija'],
  MA: ['Maroc'],
  MD: ['Republic of Moldova'],
  MK: ['Macedonia', 'FYROM', 'Former Yugoslav Republic of Macedonia', 'Republic of North Macedonia', 'Makedonya'],
  MM: ['Burma'],
  NL: ['The Netherlands', 'Holland', 'Nederland', 'Pays-Bas'],
  NO: ['Norge'],
  PL: ['Polska', 'Republic of Poland'],
  PS: ['Palestina', 'Palestinian Territories', 'State of Palestine', 'Occupied Palestinian Territory'],
  RO: ['România', 'Roumania'],
  RS: ['Srbija', 'Republic of Serbia'],
  RU: ['Russian Federation', 'Rusya Federasyonu'],
  SE: ['Sverige'],
  SI: ['Slovenija'],
  SK: ['Slovak Republic', 'Slovensko', 'Slovakia Republic'],
  SY: ['Syrian Arab Republic'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Türkiye', 'Turkiye', 'Republic of Turkey', 'Republic of Türkiye', 'Türkiye Cumhuriyeti', 'Türkei', 'Turquie'],
  TZ: ['United Republic of Tanzania'],
  US: ['USA', 'U.S.A.', 'US', 'United States of America', 'America', 'ABD'],
  VA: ['Holy See'],
  VE: ['Bolivarian Republic of Venezuela'],
  VN: ['Viet Nam'],
  XK: ['Kosova', 'Republic of Kosovo'],
};

const byCode: ReadonlyMap<string, Country> = new Map<string, Country>(COUNTRIES.map((country) => [country.id, country]));

function nameKey(name: string): string {
  const words = fold(name)
    .replaceAll('&', ' and ')
    .replace(/\./g, '')
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '' && word !== 'the').join(' ');
}

const byName: ReadonlyMap<string, Country> = new Map<string, Country>(
  COUNTRIES.flatMap((country) => {
    const names = [country.id, country.labels.en, country.labels.tr, ...(ALIASES[country.id] ?? [])];
    return names.map((name): [string, Country] => [nameKey(name), country]);
  }),
);

/** The country with this ISO 3166-1 alpha-2 code (upper case), or undefined. */
export function countryByCode(code: string): Country | undefined {
  return byCode.get(code);
}

/**
 * The country a register or a person means by a code or a name in any usual spelling: "TR", "el", "Czech Republic", "Türkiye",
 * "ITALIA", "The Netherlands". Undefined when it is none; never a guess by likeness.
 */
export function countryFromText(text: string): Country | undefined {
  return byName.get(nameKey(text));
}

export function isCountryId(code: string): code is CountryId {
  return byCode.has(code);
}

const euMembers: ReadonlySet<string> = new Set(EU_27);

/** Whether the country is one of the EU-27. */
export function isEuMember(code: string): boolean {
  return euMembers.has(code);
}
