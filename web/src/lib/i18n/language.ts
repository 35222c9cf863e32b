/** The languages of the interface, each named in itself. */
export const LANGUAGES = { en: 'English', tr: 'Türkçe' } as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_COOKIE = 'kopru-language';

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(LANGUAGES, value);
}

/**
 * The language to answer in: the chosen one, else the one the browser likes best (RFC 9110, 12.5.4: a missing weight is 1, weight 0
 * is a refusal), else English.
 */
export function chooseLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const liked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return liked.map(({ language }) => language).find(isLanguage) ?? 'en';
}
