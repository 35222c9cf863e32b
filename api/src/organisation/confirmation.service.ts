import type { Actor } from '../access/actor.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import type { MailService } from '../mail/mail.service.ts';
import { isId } from '../schema/paging.ts';
import { profileQuestion } from './confirmation.letters.ts';
import type { Visibility } from './organisation.enums.ts';
import { authorize } from './organisation.policy.ts';
import { writeTo } from './organisation.post.ts';

/** A profile that nobody touched for this long is asked whether it is still right. */
export const ASKED_AFTER_DAYS = 180;
const BATCH = 50;

const DUE = `update organisation o set confirmation_asked_at = now()
  from (select id from organisation where confirmed_at < now() - make_interval(days => ${ASKED_AFTER_DAYS})
      and (confirmation_asked_at is null or confirmation_asked_at < confirmed_at)
      and exists (select from representative r where r.organisation_id = organisation.id)
    order by confirmed_at limit ${BATCH} for update skip locked) due
  where o.id = due.id returning o.id, o.name, o.country`;

/** Profiles that nobody has touched for long: asked once, confirmed by one press; who does not answer sinks among counterparts. */
export class ConfirmationService {
  constructor(
    private readonly db: Database,
    private readonly mail: MailService,
    private readonly publicUrl: () => string,
  ) {}

  /** The profile is still right. Nothing of it changes but how fresh it counts. */
  async confirm(actor: Actor, id: string): Promise<void> {
    const { rows } = await this.db.query<{ id: string; visibility: Visibility }>(
      'select id, visibility from organisation where id = $1::uuid',
      [isId(id) ? id : null],
    );
    authorize(actor, 'represent', rows[0]);
    await this.db.query('update organisation set confirmed_at = now() where id = $1', [id]);
  }

  /** For each organisation whether it is time to ask its people; the caller has checked that the actor may know. */
  async dueAmong(ids: readonly string[], client: SqlClient = this.db): Promise<boolean[]> {
    const { rows } = await client.query<{ id: string }>(
      `select id from organisation where id = any($1::uuid[]) and confirmed_at < now() - make_interval(days => ${ASKED_AFTER_DAYS})`,
      [ids],
    );
    const due = new Set(rows.map((row) => row.id));
    return ids.map((id) => due.has(id));
  }

  /** One letter to the people of each profile that has rested too long; answers how many profiles were asked. Several processes may call it at once. */
  async ask(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.db.transaction((tx) => this.askSome(tx));
      total += count;
      if (count < BATCH) return total;
    }
  }

  private async askSome(tx: Transaction): Promise<number> {
    const { rows } = await tx.query<{ id: string; name: string }>(DUE);
    const url = `${this.publicUrl()}/home`;
    for (const { id, name } of rows) await writeTo(tx, this.mail, id, (language) => profileQuestion(language, { name, url }));
    return rows.length;
  }
}
