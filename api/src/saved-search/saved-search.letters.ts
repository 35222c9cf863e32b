import type { Chapter } from '../digest/digest.service.ts';
import type { LetterLanguage } from '../mail/letter.ts';
import { countryLabel } from '../vocabulary/known.ts';

/** What one saved search has to tell. */
export interface DigestPart {
  readonly search: string;
  readonly organisations: readonly { readonly name: string; readonly country: string; readonly url: string }[];
  /** Found too, and not named. */
  readonly more: number;
}

const count = ({ organisations, more }: DigestPart): number => organisations.length + more;

const WORDS: Readonly<Record<LetterLanguage, { subject: (total: number) => string; more: (rest: number) => string; manage: string }>> = {
  en: {
    subject: (total) => (total === 1 ? 'One new organisation in your saved searches' : `${total} new organisations in your saved searches`),
    more: (rest) => `– and ${rest} more`,
    manage: 'All your saved searches, and how often we write:',
  },
  tr: {
    subject: (total) => `Kayıtlı aramalarınızda ${total} yeni kuruluş`,
    more: (rest) => `– ve ${rest} kuruluş daha`,
    manage: 'Bütün kayıtlı aramalarınız ve ne sıklıkla yazdığımız:',
  },
};

/** What saved searches have found. `list`: the address of the page that lists them. */
export function findsChapter(language: LetterLanguage, parts: readonly DigestPart[], list: string): Chapter {
  const words = WORDS[language];
  const told = ({ search, organisations, more }: DigestPart): string =>
    [
      search,
      ...organisations.map(({ name, country, url }) => `– ${name} (${countryLabel(country, language)})\n  ${url}`),
      ...(more > 0 ? [words.more(more)] : []),
    ].join('\n');
  return {
    subject: words.subject(parts.reduce((sum, part) => sum + count(part), 0)),
    text: parts.map(told).join('\n\n'),
    manage: `${words.manage}\n${list}`,
  };
}
