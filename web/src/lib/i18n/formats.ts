import type { Language } from './language.ts';

/** Dates, numbers and names as a reader of one language expects them. Moments are RFC 3339 texts, as the API sends them. */
export interface Formats {
  /** `31 January 2027` in a time zone (IANA name): that of the call where there is one, else the programme's. */
  date: (moment: string, timeZone?: string) => string;
  /** `31 January 2027 at 23:59 (Berlin, GMT+1)`: a moment is never shown without its zone. */
  moment: (moment: string, timeZone?: string) => string;
  /** `14:05`, on this device's clock: for what happened a moment ago. Milliseconds since 1970. */
  clock: (at: number) => string;
  /** How people speak of a moment in the last days: `14:05`, `Thursday`, `3 November`; on this device's clock. */
  sinceWhen: (moment: string) => string;
  number: (value: number) => string;
  /** Whole euros of an amount in cents. */
  euros: (cents: number) => string;
  /** Name of a country by its ISO 3166-1 code; the code itself when unknown. */
  country: (code: string) => string;
  /** Name of a language by its ISO 639-1 code; the code itself when unknown. */
  languageName: (code: string) => string;
  /** `a, b and c`. */
  list: (items: readonly string[]) => string;
}

/** The clock of what belongs to no call: the one that calls have unless staff say otherwise. */
export const PROGRAMME_ZONE = 'Europe/Istanbul';

const DAY_MS = 24 * 60 * 60_000;
const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** Where the vocabulary's name differs from the browser's. */
const COUNTRY_NAMES: Record<Language, Record<string, string>> = { en: { TR: 'Turkey' }, tr: {} };

/** Zones are named in English without accents; where readers write the city otherwise, it is written their way. */
const CITY_NAMES: Record<Language, Record<string, string>> = { en: {}, tr: { Istanbul: 'İstanbul' } };

export function formatsFor(language: Language): Formats {
  const locale = language === 'tr' ? 'tr-TR' : 'en-GB';
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const numbers = new Intl.NumberFormat(locale);
  const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });

  const place = (moment: string, timeZone: string): string => {
    const name = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
    const city = CITY_NAMES[language][name] ?? name;
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date(moment));
    const offset = parts.find((part) => part.type === 'timeZoneName')?.value;
    return offset && offset !== city ? `${city}, ${offset}` : city;
  };

  return {
    date: (moment, timeZone = PROGRAMME_ZONE) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(moment)),
    moment: (moment, timeZone = PROGRAMME_ZONE) => {
      const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(moment));
      return `${clock} (${place(moment, timeZone)})`;
    },
    clock: (at) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(at)),
    sinceWhen: (moment) => {
      const at = new Date(moment);
      const days = (startOfDay(new Date()) - startOfDay(at)) / DAY_MS;
      const how: Intl.DateTimeFormatOptions =
        days < 1 ? { timeStyle: 'short' } : days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
      return new Intl.DateTimeFormat(locale, how).format(at);
    },
    number: (value) => numbers.format(value),
    euros: (cents) => euros.format(cents / 100),
    country: (code) => COUNTRY_NAMES[language][code] ?? nameOf(countries, code),
    languageName: (code) => nameOf(languages, code),
    list: (items) => lists.format(items),
  };
}

/** Intl.DisplayNames throws on what is not shaped like a code at all. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
