import type { Actor } from '../access/actor.ts';
import { notFound, ruleBroken } from '../access/errors.ts';
import type { Database } from '../database/database.ts';
import { isId } from '../schema/paging.ts';
import { authorize } from './organisation.policy.ts';
import type { Visibility } from './organisation.enums.ts';
import { organisationsByIds } from './organisation.reads.ts';

/** An organisation that another one keeps away. */
export interface BlockView {
  blockedId: string;
  at: Date;
}

/** Whom an organisation keeps from inviting it. The other side never learns: to it the organisation is not there. */
export class BlockService {
  constructor(private readonly db: Database) {}

  /** @throws NOT_FOUND unless the actor may see the other one, or has had an invitation with it. */
  async block(actor: Actor, id: string, blockedId: string): Promise<void> {
    await this.authorize(actor, id);
    if (id === blockedId.toLowerCase()) throw ruleBroken('block-self', 'An organisation cannot block itself.');
    if (!isId(blockedId) || !(await this.isKnown(actor, id, blockedId))) throw notFound('This organisation');
    await this.db.query(
      'insert into organisation_block (organisation_id, blocked_organisation_id) values ($1, $2) on conflict do nothing',
      [id, blockedId],
    );
  }

  async unblock(actor: Actor, id: string, blockedId: string): Promise<void> {
    await this.authorize(actor, id);
    if (isId(blockedId))
      await this.db.query('delete from organisation_block where organisation_id = $1 and blocked_organisation_id = $2', [id, blockedId]);
  }

  /** Newest first. */
  async list(actor: Actor, id: string): Promise<BlockView[]> {
    await this.authorize(actor, id);
    const { rows } = await this.db.query<BlockView>(
      'select blocked_organisation_id as "blockedId", at from organisation_block where organisation_id = $1 order by at desc, blocked_organisation_id',
      [id],
    );
    return rows;
  }

  private async authorize(actor: Actor, id: string): Promise<void> {
    const { rows } = await this.db.query<{ id: string; visibility: Visibility }>(
      'select id, visibility from organisation where id = $1::uuid',
      [isId(id) ? id : null],
    );
    authorize(actor, 'represent', rows[0]);
  }

  /** Somebody who became hidden after inviting can still be kept away. */
  private async isKnown(actor: Actor, id: string, otherId: string): Promise<boolean> {
    if ((await organisationsByIds(this.db, actor, [otherId]))[0]) return true;
    const { rows } = await this.db.query(
      `select from invitation where (from_organisation_id = $1 and to_organisation_id = $2) or (from_organisation_id = $2 and to_organisation_id = $1)
       union all select from organisation_block where organisation_id = $1 and blocked_organisation_id = $2 limit 1`,
      [id, otherId],
    );
    return rows.length > 0;
  }
}
