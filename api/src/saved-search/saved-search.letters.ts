import { countryLabel } from '../vocabulary/known.ts';
import type { Mail } from '../mail/mail.service.ts';

/** What one saved search has to tell. */
export interface DigestPart {
  readonly search: string;
  readonly organisations: readonly { readonly name: string; readonly country: string; readonly url: string }[];
  /** Found too, and not named. */
  readonly more: number;
}

interface Digest {
  /** Of the person. */
  readonly name: string;
  readonly parts: readonly DigestPart[];
  readonly list: string;
  readonly stop: string;
}

const count = ({ organisations, more }: DigestPart): number => organisations.length + more;
const total = (parts: readonly DigestPart[]): number => parts.reduce((sum, part) => sum + count(part), 0);

function lines(language: 'en' | 'tr', part: DigestPart, more: (rest: number) => string): string {
  const named = part.organisations.map(({ name, country, url }) => `– ${name} (${countryLabel(country, language)})\n  ${url}`);
  return [part.search, ...named, ...(part.more > 0 ? [more(part.more)] : [])].join('\n');
}

const english = ({ name, parts, list, stop }: Digest): Omit<Mail, 'to'> => ({
  subject: total(parts) === 1 ? 'One new organisation in your saved searches' : `${total(parts)} new organisations in your saved searches`,
  text: [
    `Hello ${name},`,
    'this is new since the last letter:',
    ...parts.map((part) => lines('en', part, (rest) => `– and ${rest} more`)),
    `All your saved searches, and how often we write:\n${list}`,
    `No more of these letters, without signing in:\n${stop}`,
  ].join('\n\n'),
});

const turkish = ({ name, parts, list, stop }: Digest): Omit<Mail, 'to'> => ({
  subject: `Kayıtlı aramalarınızda ${total(parts)} yeni kuruluş`,
  text: [
    `Merhaba ${name},`,
    'son mektuptan bu yana yeni olanlar:',
    ...parts.map((part) => lines('tr', part, (rest) => `– ve ${rest} kuruluş daha`)),
    `Bütün kayıtlı aramalarınız ve ne sıklıkla yazdığımız:\n${list}`,
    `Bu mektupları oturum açmadan durdurun:\n${stop}`,
  ].join('\n\n'),
});

/** The letter about saved searches in the language in which the first of them was saved. */
export const digestLetter = (language: 'en' | 'tr', digest: Digest): Omit<Mail, 'to'> => (language === 'tr' ? turkish : english)(digest);
