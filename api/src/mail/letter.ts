import { languageIn } from '@kopru/schema/document-words';
import type { SqlClient } from '../database/database.ts';
import type { Mail } from './mail.service.ts';

/** The languages that letters are written in. */
export type LetterLanguage = 'en' | 'tr';

/** A mail without its receiver. */
export type Letter = Omit<Mail, 'to'>;

const GREETING: Readonly<Record<LetterLanguage, (name: string | undefined) => string>> = {
  en: (name) => (name ? `Hello ${name},` : 'Hello,'),
  tr: (name) => (name ? `Merhaba ${name},` : 'Merhaba,'),
};

/** A name that ends with a full stop (“e. V.”) at the end of a sentence; three are an ellipsis. */
const STOP_TWICE = /(?<!\.)\.\.(?=\s|$)/g;

/** A letter of paragraphs with the greeting of its language; null paragraphs are left out. `name` where the receiver is known by it. */
export function letter(language: LetterLanguage, subject: string, paragraphs: readonly (string | null)[], name?: string): Letter {
  const text = [GREETING[language](name), ...paragraphs.filter((paragraph) => paragraph !== null)].join('\n\n');
  return { subject, text: text.replace(STOP_TWICE, '.') };
}

/**
 * The language of a person's letters: what they chose for letters, else that of the country they work in as far as we write it.
 * `person` and `country` are expressions of SQL.
 */
export const languageSql = (person: string, country: string): string =>
  `coalesce((select l.language from notification_letters l where l.person_id = ${person}), case when ${country} = 'TR' then 'tr' else 'en' end)`;

const OF_PERSON = `select l.language from notification_letters l where l.person_id = $1`;

/** The same for somebody who may have no organisation yet: what they chose, else the language of the page they asked from (its Accept-Language). */
export async function languageOfPerson(db: SqlClient, personId: string, accepted: string | null | undefined): Promise<LetterLanguage> {
  const { rows } = await db.query<{ language: LetterLanguage }>(OF_PERSON, [personId]);
  return rows[0]?.language ?? languageIn(accepted);
}
