import type { SqlClient } from '../database/database.ts';
import { languageSql, type Letter, type LetterLanguage } from '../mail/letter.ts';
import type { MailService } from '../mail/mail.service.ts';

const READERS = `select u.email, ${languageSql('r.person_id', 'o.country')} as language
  from representative r join organisation o on o.id = r.organisation_id join auth."user" u on u.id = r.person_id
  where r.organisation_id = $1 order by r.since, u.id`;

/** A letter to everybody who represents an organisation, to each in their language, on the caller's transaction. */
export async function writeTo(
  tx: SqlClient,
  mail: MailService,
  organisationId: string,
  write: (language: LetterLanguage) => Letter,
): Promise<void> {
  const { rows } = await tx.query<{ email: string; language: LetterLanguage }>(READERS, [organisationId]);
  for (const { email, language } of rows) await mail.send(tx, { to: email, ...write(language) });
}
