import { COUNTRIES, isEuMember, TURKEY, type CountryId } from './countries.ts';
import { CITY_ROWS, OTHER_COUNTRY_NAMES } from './place-names.data.ts';

const otherNames: Partial<Record<CountryId, readonly string[]>> = OTHER_COUNTRY_NAMES;

/** What a country is called besides its English and its Turkish name. */
export const otherNamesOf = (country: CountryId): readonly string[] => otherNames[country] ?? [];

/** Lists of names of one city or country each, in English, Turkish and its own languages: in a text each stands for the others. */
export const PLACE_NAMES: readonly (readonly string[])[] = [
  ...CITY_ROWS.map(([_country, ...names]) => names),
  ...COUNTRIES.flatMap(({ id, labels }) => (id === TURKEY || isEuMember(id) ? [[labels.en, labels.tr, ...otherNamesOf(id)]] : [])),
];
