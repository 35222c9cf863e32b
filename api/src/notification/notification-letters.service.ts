import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, unauthenticated } from '../access/errors.ts';
import { isTimeZone } from '../call/call.service.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import type { DigestRhythm } from '../digest/digest.enums.ts';
import { DUE_UNTIL, NEXT_AT } from '../digest/digest.reads.ts';
import type { DigestContent, Taken } from '../digest/digest.service.ts';
import type { LetterLanguage } from '../mail/letter.ts';
import { notificationsChapter } from './notification.letters.ts';
import { VISIBLE_SQL, visibleValues } from './notification.policy.ts';
import { untoldNotifications } from './notification.reads.ts';

/** What somebody chose about letters of notifications. */
export interface LettersView {
  readonly digest: DigestRhythm | `${DigestRhythm}`;
  readonly timeZone: string;
  readonly language: LetterLanguage;
  readonly nextAt: Date | null;
}

export interface LettersChoice {
  readonly digest: DigestRhythm;
  readonly timeZone?: string | null;
  readonly language?: string | null;
}

/** Notifications that a letter tells one by one; the rest is counted. */
const MOST_TOLD = 10;

const COLUMNS = 'digest, time_zone as "timeZone", language, next_at as "nextAt"';
/** Until somebody chooses: on Mondays, in the language and at the clock of the country that they work in. */
const ASSUMED = `select p.id as person_id, 'WEEKLY' as digest, case when home.turkey then 'Europe/Istanbul' else 'Europe/Berlin' end as time_zone,
    case when home.turkey then 'tr' else 'en' end as language
  from unnest($1::uuid[]) as p(id) cross join lateral (select exists (
    select from representative r join organisation o on o.id = r.organisation_id where r.person_id = p.id and o.country = 'TR') as turkey) home`;
const ASSUME = `insert into notification_letters (person_id, digest, time_zone, language, next_at)
  select person_id, digest, time_zone, language, ${NEXT_AT} from (${ASSUMED}) assumed on conflict do nothing`;
const CHOOSE = `insert into notification_letters as l (person_id, digest, time_zone, language, next_at)
  select person_id, digest, time_zone, language, ${NEXT_AT}
  from (select $1::uuid as person_id, $2::text as digest, $3::text as time_zone, $4::text as language) chosen
  on conflict (person_id) do update
    set digest = excluded.digest, time_zone = excluded.time_zone, language = excluded.language, next_at = excluded.next_at returning ${COLUMNS}`;

/** Lets those who have never chosen have a letter of what they do not look at, in the transaction of the first notification. */
export async function assumeLetters(tx: SqlClient, personIds: readonly string[]): Promise<void> {
  await tx.query(ASSUME, [personIds]);
}

/** Letters of notifications that their receiver has not seen. */
export class NotificationLettersService implements DigestContent {
  constructor(
    private readonly db: Database,
    private readonly publicUrl: () => string,
  ) {}

  async chosen(actor: Actor): Promise<LettersView> {
    if (!isSignedIn(actor)) throw unauthenticated();
    const { rows } = await this.db.query<LettersView>(`select ${COLUMNS} from notification_letters where person_id = $1`, [actor.personId]);
    if (rows[0]) return rows[0];
    const assumed = await this.db.query<LettersView>(
      `select digest, time_zone as "timeZone", language, null as "nextAt" from (${ASSUMED}) a`,
      [[actor.personId]],
    );
    return assumed.rows[0]!;
  }

  /** What is left out stays. BAD_USER_INPUT for a zone that does not exist. */
  async choose(actor: Actor, { digest, timeZone, language }: LettersChoice): Promise<LettersView> {
    const before = await this.chosen(actor);
    if (timeZone && !isTimeZone(timeZone)) throw badInput({ timeZone: 'Name a time zone such as Europe/Istanbul.' });
    const spoken = language === 'tr' || language === 'en' ? language : before.language;
    const { rows } = await this.db.query<LettersView>(CHOOSE, [actor.personId, digest, timeZone || before.timeZone, spoken]);
    return rows[0]!;
  }

  async first(client: SqlClient): Promise<{ personId: string; at: Date } | null> {
    const { rows } = await client.query<{ personId: string; at: Date }>(
      `select person_id as "personId", next_at as at from notification_letters where digest <> 'OFF' and next_at <= now() order by next_at limit 1`,
    );
    return rows[0] ?? null;
  }

  async take(tx: Transaction, personId: string): Promise<Taken | null> {
    const { rows } = await tx.query<LettersView>(
      `update notification_letters set next_at = ${NEXT_AT} where person_id = $1 and digest <> 'OFF' and next_at <= ${DUE_UNTIL} returning ${COLUMNS}`,
      [personId],
    );
    const chosen = rows[0];
    return chosen ? { language: chosen.language, chapter: (actor, language) => this.chapter(tx, actor, language) } : null;
  }

  async comes(client: SqlClient, personId: string): Promise<boolean> {
    const { rows } = await client.query(`select from notification_letters where person_id = $1 and digest <> 'OFF'`, [personId]);
    return rows.length > 0;
  }

  async stop(tx: Transaction, personId: string): Promise<void> {
    await assumeLetters(tx, [personId]);
    await tx.query(`update notification_letters set digest = 'OFF', next_at = null where person_id = $1`, [personId]);
  }

  /** What is not seen, still may be seen, and no letter has told. */
  private async chapter(tx: Transaction, actor: Actor, language: LetterLanguage): ReturnType<Taken['chapter']> {
    const untold = await untoldNotifications(tx, actor);
    if (untold.length === 0) return null;
    await tx.query(`update notification n set told_at = now() where ${VISIBLE_SQL} and n.id = any($4::uuid[])`, [
      ...visibleValues(actor),
      untold.map(({ id }) => id),
    ]);
    const told = untold.slice(0, MOST_TOLD).map(({ kind, actorName, documentId, threadId, mentionKey }) => {
      const place = threadId ? `?thread=${threadId}` : mentionKey ? `?mention=${mentionKey}` : '';
      return { kind, actorName, url: `${this.publicUrl()}${documentId ? `/documents/${documentId}${place}` : '/notifications'}` };
    });
    return notificationsChapter(language, told, untold.length - told.length, `${this.publicUrl()}/notifications`);
  }
}
