import { dirtyMark } from '@kopru/search/outbox';
import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, conflict, notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import { sideOf, type CallService, type CallView } from '../call/call.service.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { openDocuments } from '../document/document-opening.service.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { encodeCursor, idOfCursor, isId, pageSize } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { Partnership } from './partnership.entity.ts';
import { PartnershipStatus } from './partnership.enums.ts';
import { partnershipDroppedOut, partnershipFormed } from './partnership.events.ts';
import { partnershipEnded } from './partnership.letters.ts';
import { authorize, authorizeList, can, isEnded } from './partnership.policy.ts';
import {
  activePartnerships,
  standingsOf,
  type StandingRow,
  partnershipPage,
  partnershipsByIds,
  partnershipsByInvitations,
  partnershipsBySuggestions,
  type PartnershipView,
} from './partnership.reads.ts';

export type { PartnershipView, StandingRow };

/** A page of partnerships, before it is shown. */
export interface PartnershipPage {
  nodes: PartnershipView[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number;
}

const MAX_REASON = 1000;

/** What a partnership came of. Who acted last stands first. */
export interface PartnershipOrigin {
  readonly invitationId?: string;
  readonly suggestionId?: string;
  readonly organisationIds: readonly [string, string];
}

/** Partnerships: formed by an accepted invitation or a suggestion that both agreed to, ended by one of its sides; read by both and by staff. */
export class PartnershipService {
  constructor(
    private readonly db: Database,
    private readonly organisation: OrganisationService,
    private readonly call: CallService,
    private readonly publicUrl: () => string,
  ) {}

  /**
   * Forms the partnership of what both sides agreed to on the caller's transaction, which has checked every rule and locked both organisations.
   * Should a race have got past that, the index `partnership_side_once` refuses and the caller answers with `secondPartnership`.
   */
  async form(tx: Transaction, actor: Actor, call: CallView, origin: PartnershipOrigin): Promise<string> {
    const { organisationIds, invitationId = null, suggestionId = null } = origin;
    const partnership = tx.em.create(Partnership, { callId: call.id, invitationId, suggestionId });
    await tx.em.flush();
    for (const organisationId of organisationIds) {
      const { rows } = await tx.query<{ country: string }>('select country from organisation where id = $1', [organisationId]);
      await tx.query('insert into partnership_side (partnership_id, organisation_id, call_id, side) values ($1, $2, $3, $4)', [
        partnership.id,
        organisationId,
        call.id,
        sideOf(call, rows[0]?.country ?? ''),
      ]);
    }
    await openDocuments(tx, partnership.id);
    tx.send(...dirtyMark(organisationIds));
    const people = await this.organisation.peopleOf(tx, organisationIds);
    await tx.emit(partnershipFormed(actor, { callId: call.id, organisationIds, personIds: people.map(({ id }) => id) }));
    return partnership.id;
  }

  /** A side leaves: both can be found again, their documents stay and can only be read. The other side is told why. */
  async dropOut(actor: Actor, id: string, reason: string): Promise<void> {
    const why = cleanText(reason, true);
    const before = authorize(actor, 'belong', await this.find(this.db, actor, id));
    if (!why || lengthOf(why) > MAX_REASON) throw badInput({ reason: `Say why, in 1 to ${MAX_REASON} characters: your partner reads it.` });
    await this.db.transaction(async (tx) => {
      await tx.query('select from organisation where id = any($1::uuid[]) order by id for no key update', [before.organisationIds]);
      await tx.query('select from partnership where id = $1 for update', [id]);
      const partnership = authorize(actor, 'belong', await this.find(tx, actor, id));
      if (isEnded(partnership)) throw conflict('This partnership has already ended.');
      const leaving = partnership.organisationIds.find((side) => actor.organisationIds.includes(side)) ?? '';
      const left = partnership.organisationIds.find((side) => side !== leaving) ?? '';
      tx.send(`update partnership set status = $2, dropped_out_at = now(), drop_out_reason = $3 where id = $1`, [
        id,
        PartnershipStatus.DROPPED_OUT,
        why,
      ]);
      tx.send('update partnership_side set active = false where partnership_id = $1', [id]);
      tx.send(...dirtyMark(partnership.organisationIds));
      const people = await this.organisation.peopleOf(tx, partnership.organisationIds);
      const about = { name: await this.nameOf(tx, leaving), reason: why, url: `${this.publicUrl()}/partnerships/${id}` };
      await this.organisation.writeTo(tx, left, (language) => partnershipEnded(language, about));
      const personIds = people.map((person) => person.id);
      await tx.emit(partnershipDroppedOut(actor, { callId: partnership.callId, organisationIds: [leaving, left], personIds }));
    });
  }

  /** The partnership, or null when there is none that the actor may see. */
  async view(actor: Actor, id: string): Promise<PartnershipView | null> {
    return (await this.find(this.db, actor, id)) ?? null;
  }

  /** The partnerships that came of invitations, where the actor may see them. */
  byInvitations(actor: Actor, invitationIds: readonly string[]): Promise<(PartnershipView | null)[]> {
    return partnershipsByInvitations(this.db, actor, invitationIds);
  }

  /** The partnerships that came of suggestions, where the actor may see them. */
  bySuggestions(actor: Actor, suggestionIds: readonly string[]): Promise<(PartnershipView | null)[]> {
    return partnershipsBySuggestions(this.db, actor, suggestionIds);
  }

  /** The active partnership of each organisation in the current call, where the actor may see it. */
  async activeOf(actor: Actor, organisationIds: readonly string[]): Promise<(PartnershipView | null)[]> {
    const call = isSignedIn(actor) ? await this.call.current() : null;
    return call ? activePartnerships(this.db, actor, call.id, organisationIds) : organisationIds.map(() => null);
  }

  /** How organisations stand in the current call. */
  async standingsOf(organisationIds: readonly string[]): Promise<StandingRow[]> {
    return standingsOf(this.db, (await this.call.current())?.id ?? null, organisationIds);
  }

  /** Staff: a page of all partnerships, newest first. */
  async page(
    actor: Actor,
    {
      callId,
      status,
      first,
      after,
    }: { callId: string | null; status: readonly PartnershipStatus[] | null; first: number; after: string | null },
  ): Promise<PartnershipPage> {
    authorizeList(actor, 'list', {});
    const limit = pageSize(first);
    if (callId !== null && !(await this.call.byId(callId))) throw notFound('This call');
    const list = `partnerships ${callId ?? ''} ${[...(status ?? [])].sort().join()}`;
    const afterId = idOfCursor(list, after);
    const filter = { callId, status: status?.length ? status : null };
    const { rows, totalCount } = await partnershipPage(this.db, actor, filter, afterId, limit + 1);
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return { nodes, totalCount, pageInfo: { endCursor: last ? encodeCursor(list, last.id) : null, hasNextPage: rows.length > limit } };
  }

  canWrite(actor: Actor, partnership: PartnershipView): boolean {
    return can(actor, 'write', partnership);
  }

  canDropOut(actor: Actor, partnership: PartnershipView): boolean {
    return can(actor, 'dropOut', partnership);
  }

  private async find(client: SqlClient, actor: Actor, id: string): Promise<PartnershipView | undefined> {
    if (!isSignedIn(actor)) throw unauthenticated();
    return isId(id) ? ((await partnershipsByIds(client, actor, [id]))[0] ?? undefined) : undefined;
  }

  private async nameOf(tx: Transaction, id: string): Promise<string> {
    const { rows } = await tx.query<{ name: string }>('select name from organisation where id = $1', [id]);
    return rows[0]?.name ?? '';
  }
}

/** What a second partnership in one call is answered with. */
export const secondPartnership = (whose = 'One of the two organisations'): Error =>
  ruleBroken('one-partnership', `${whose} already has a partner in this call.`);

/** True when an error is the database's refusal of a second active partnership in one call. */
export function isSecondPartnership(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause ?? (cause as { previous?: unknown }).previous) {
    if (/partnership_side_once/.test(cause.message)) return true;
  }
  return false;
}
