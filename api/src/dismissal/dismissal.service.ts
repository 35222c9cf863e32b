import type { Actor } from '../access/actor.ts';
import { badInput, notFound, ruleBroken } from '../access/errors.ts';
import type { Database } from '../database/database.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { encodeCursor, idOfCursor, isId, pageSize } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import type { DismissalReason } from './dismissal.enums.ts';
import { authorize, authorizeProgramme } from './dismissal.policy.ts';
import { dismissalPage, dismissalsOf, type DismissalView } from './dismissal.reads.ts';

export type { DismissalView };

export interface DismissalPage {
  nodes: DismissalView[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number;
}

const MAX_NOTE = 500;
const MAX_DISMISSALS = 500;
const LIST = 'dismissals';

/** Counterparts that an organisation is not interested in: left out of its list and of rounds, taken back at any time, never told to the other side. */
export class DismissalService {
  constructor(
    private readonly db: Database,
    private readonly organisation: OrganisationService,
  ) {}

  /** Says it, or says it with another reason. @throws NOT_FOUND also for an organisation that the actor may not see. */
  async dismiss(
    actor: Actor,
    {
      organisationId,
      dismissedId,
      reason,
      note,
    }: { organisationId: string; dismissedId: string; reason: DismissalReason; note: string | null },
  ): Promise<DismissalView> {
    authorize(actor, 'dismiss', { organisationId });
    const words = cleanText(note, true);
    if (words && lengthOf(words) > MAX_NOTE) throw badInput({ note: `Shorten the note to ${MAX_NOTE} characters.` });
    if (organisationId === dismissedId.toLowerCase()) throw ruleBroken('itself', 'An organisation is no counterpart of itself.');
    if (!isId(dismissedId) || !(await this.organisation.viewsOf(this.db, actor, [dismissedId]))[0]) throw notFound('This organisation');
    await this.refuseTooMany(actor, organisationId, dismissedId);
    const { rows } = await this.db.query<DismissalView>(
      `insert into dismissal (organisation_id, dismissed_organisation_id, reason, note, person_id) values ($1, $2, $3, $4, $5)
       on conflict (organisation_id, dismissed_organisation_id) do update set reason = $3, note = $4, person_id = $5, at = now()
       returning id, organisation_id as "organisationId", dismissed_organisation_id as "dismissedId", reason, note, at`,
      [organisationId, dismissedId, reason, words, actor.personId],
    );
    return rows[0]!;
  }

  /** Takes it back: the counterpart is in the list again, if it still fits. */
  async restore(actor: Actor, organisationId: string, dismissedId: string): Promise<void> {
    authorize(actor, 'restore', { organisationId });
    if (!isId(dismissedId)) return;
    await this.db.query('delete from dismissal where organisation_id = $1 and dismissed_organisation_id = $2', [
      organisationId,
      dismissedId,
    ]);
  }

  /** What an organisation said, newest first. */
  async list(actor: Actor, organisationId: string): Promise<DismissalView[]> {
    authorize(actor, 'list', { organisationId });
    return isId(organisationId) ? dismissalsOf(this.db, actor, organisationId) : [];
  }

  /** What all organisations said, newest first, for the programme team. */
  async page(actor: Actor, first: number, after: string | null): Promise<DismissalPage> {
    authorizeProgramme(actor, 'readAll', {});
    const limit = pageSize(first);
    const { rows, totalCount } = await dismissalPage(this.db, actor, idOfCursor(LIST, after), limit + 1);
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return { nodes, totalCount, pageInfo: { endCursor: last ? encodeCursor(LIST, last.id) : null, hasNextPage: rows.length > limit } };
  }

  private async refuseTooMany(actor: Actor, organisationId: string, dismissedId: string): Promise<void> {
    const others = (await dismissalsOf(this.db, actor, organisationId)).filter((row) => row.dismissedId !== dismissedId.toLowerCase());
    if (others.length >= MAX_DISMISSALS)
      throw ruleBroken('dismissals', `At most ${MAX_DISMISSALS} organisations can be set aside. Take some back first.`);
  }
}
