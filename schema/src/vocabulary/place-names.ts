import { COUNTRIES, isEuMember, TURKEY, type CountryId } from './countries.ts';
import { CITIES_OF_SEVERAL_WORDS, CITY_NAMES } from './city-names.data.ts';
import { CITY_ROWS, OTHER_COUNTRY_NAMES } from './place-names.data.ts';

export { CITIES_OF_SEVERAL_WORDS };

const otherNames: Partial<Record<CountryId, readonly string[]>> = OTHER_COUNTRY_NAMES;

/** What a country is called besides its English and its Turkish name. */
export const otherNamesOf = (country: CountryId): readonly string[] => otherNames[country] ?? [];

/** Lists of names of one city or country each, in English, Turkish and its own languages: in a text each stands for the others. */
export const PLACE_NAMES: readonly (readonly string[])[] = [
  ...CITY_ROWS.map(([_country, ...names]) => names),
  ...COUNTRIES.flatMap(({ id, labels }) => (id === TURKEY || isEuMember(id) ? [[labels.en, labels.tr, ...otherNamesOf(id)]] : [])),
];

/** Every name of a city or country with the country that it is of; of cities also those that have one name only. */
export const KNOWN_PLACES: readonly (readonly [name: string, country: CountryId])[] = [
  ...CITY_ROWS.flatMap(([country, ...names]) => names.map((name) => [name, country] as const)),
  ...Object.entries(CITY_NAMES).flatMap(([country, names]) => names.split(' ').map((name) => [name, country as CountryId] as const)),
  ...Object.entries(CITIES_OF_SEVERAL_WORDS).flatMap(([country, names]) => names.map((name) => [name, country as CountryId] as const)),
  ...COUNTRIES.flatMap(({ id, labels }) => [labels.en, labels.tr, ...otherNamesOf(id)].map((name) => [name, id] as const)),
];
