import type { Labels } from './label.ts';

/**
 * Languages an organisation can work in: ISO 639-1 codes with English and Turkish names (Unicode CLDR 48). The official languages of
 * the EU and Turkey's neighbours, the minority languages of both sides that have a code, and those most spoken by people who fled here.
 */
export const LANGUAGES = [
  { id: 'am', labels: { en: 'Amharic', tr: 'Amharca' } },
  { id: 'ar', labels: { en: 'Arabic', tr: 'Arapça' } },
  { id: 'az', labels: { en: 'Azerbaijani', tr: 'Azerbaycanca' } },
  { id: 'be', labels: { en: 'Belarusian', tr: 'Belarusça' } },
  { id: 'bg', labels: { en: 'Bulgarian', tr: 'Bulgarca' } },
  { id: 'br', labels: { en: 'Breton', tr: 'Bretonca' } },
  { id: 'bs', labels: { en: 'Bosnian', tr: 'Boşnakça' } },
  { id: 'ca', labels: { en: 'Catalan', tr: 'Katalanca' } },
  { id: 'co', labels: { en: 'Corsican', tr: 'Korsikaca' } },
  { id: 'cs', labels: { en: 'Czech', tr: 'Çekçe' } },
  { id: 'cy', labels: { en: 'Welsh', tr: 'Galce' } },
  { id: 'da', labels: { en: 'Danish', tr: 'Danca' } },
  { id: 'de', labels: { en: 'German', tr: 'Almanca' } },
  { id: 'el', labels: { en: 'Greek', tr: 'Yunanca' } },
  { id: 'en', labels: { en: 'English', tr: 'İngilizce' } },
  { id: 'es', labels: { en: 'Spanish', tr: 'İspanyolca' } },
  { id: 'et', labels: { en: 'Estonian', tr: 'Estonca' } },
  { id: 'eu', labels: { en: 'Basque', tr: 'Baskça' } },
  { id: 'fa', labels: { en: 'Persian', tr: 'Farsça' } },
  { id: 'fi', labels: { en: 'Finnish', tr: 'Fince' } },
  { id: 'fr', labels: { en: 'French', tr: 'Fransızca' } },
  { id: 'fy', labels: { en: 'Western Frisian', tr: 'Batı Frizcesi' } },
  { id: 'ga', labels: { en: 'Irish', tr: 'İrlandaca' } },
  { id: 'gd', labels: { en: 'Scottish Gaelic', tr: 'İskoç Galcesi' } },
  { id: 'gl', labels: { en: 'Galician', tr: 'Galiçyaca' } },
  { id: 'he', labels: { en: 'Hebrew', tr: 'İbranice' } },
  { id: 'hi', labels: { en: 'Hindi', tr: 'Hintçe' } },
  { id: 'hr', labels: { en: 'Croatian', tr: 'Hırvatça' } },
  { id: 'hu', labels: { en: 'Hungarian', tr: 'Macarca' } },
  { id: 'hy', labels: { en: 'Armenian', tr: 'Ermenice' } },
  { id: 'is', labels: { en: 'Icelandic', tr: 'İzlandaca' } },
  { id: 'it', labels: { en: 'Italian', tr: 'İtalyanca' } },
  { id: 'ja', labels: { en: 'Japanese', tr: 'Japonca' } },
  { id: 'ka', labels: { en: 'Georgian', tr: 'Gürcüce' } },
  { id: 'kk', labels: { en: 'Kazakh', tr: 'Kazakça' } },
  { id: 'ku', labels: { en: 'Kurdish', tr: 'Kürtçe' } },
  { id: 'ky', labels: { en: 'Kyrgyz', tr: 'Kırgızca' } },
  { id: 'lb', labels: { en: 'Luxembourgish', tr: 'Lüksemburgca' } },
  { id: 'lt', labels: { en: 'Lithuanian', tr: 'Litvanca' } },
  { id: 'lv', labels: { en: 'Latvian', tr: 'Letonca' } },
  { id: 'mk', labels: { en: 'Macedonian', tr: 'Makedonca' } },
  { id: 'mt', labels: { en: 'Maltese', tr: 'Maltaca' } },
  { id: 'nl', labels: { en: 'Dutch', tr: 'Felemenkçe' } },
  { id: 'no', labels: { en: 'Norwegian', tr: 'Norveççe' } },
  { id: 'oc', labels: { en: 'Occitan', tr: 'Oksitanca' } },
  { id: 'pl', labels: { en: 'Polish', tr: 'Lehçe' } },
  { id: 'ps', labels: { en: 'Pashto', tr: 'Peştuca' } },
  { id: 'pt', labels: { en: 'Portuguese', tr: 'Portekizce' } },
  { id: 'rm', labels: { en: 'Romansh', tr: 'Romanşça' } },
  { id: 'ro', labels: { en: 'Romanian', tr: 'Rumence' } },
  { id: 'ru', labels: { en: 'Russian', tr: 'Rusça' } },
  { id: 'sk', labels: { en: 'Slovak', tr: 'Slovakça' } },
  { id: 'sl', labels: { en: 'Slovenian', tr: 'Slovence' } },
  { id: 'so', labels: { en: 'Somali', tr: 'Somalice' } },
  { id: 'sq', labels: { en: 'Albanian', tr: 'Arnavutça' } },
  { id: 'sr', labels: { en: 'Serbian', tr: 'Sırpça' } },
  { id: 'sv', labels: { en: 'Swedish', tr: 'İsveççe' } },
  { id: 'ti', labels: { en: 'Tigrinya', tr: 'Tigrinyaca' } },
  { id: 'tk', labels: { en: 'Turkmen', tr: 'Türkmence' } },
  { id: 'tr', labels: { en: 'Turkish', tr: 'Türkçe' } },
  { id: 'uk', labels: { en: 'Ukrainian', tr: 'Ukraynaca' } },
  { id: 'ur', labels: { en: 'Urdu', tr: 'Urduca' } },
  { id: 'uz', labels: { en: 'Uzbek', tr: 'Özbekçe' } },
  { id: 'yi', labels: { en: 'Yiddish', tr: 'Yidiş' } },
  { id: 'zh', labels: { en: 'Chinese', tr: 'Çince' } },
] as const satisfies readonly { readonly id: string; readonly labels: Labels }[];

export type LanguageCode = (typeof LANGUAGES)[number]['id'];

/** A language: ISO 639-1 code and labels. */
export interface Language {
  readonly id: LanguageCode;
  readonly labels: Labels;
}

const byId: ReadonlyMap<string, Language> = new Map<string, Language>(LANGUAGES.map((language) => [language.id, language]));

/** The language with this ISO 639-1 code (lower case), or undefined. */
export function languageByCode(code: string): Language | undefined {
  return byId.get(code);
}

export function isLanguageCode(code: string): code is LanguageCode {
  return byId.has(code);
}
