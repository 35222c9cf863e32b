import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, notFound, rateLimited, ruleBroken, unauthenticated } from '../access/errors.ts';
import { isOpen, momentText, type CallService, type CallView } from '../call/call.service.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import type { LetterLanguage } from '../mail/letter.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { holdPerson } from '../person/person.service.ts';
import { encodeCursor, idOfCursor, isId, pageSize } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { Invitation } from './invitation.entity.ts';
import type { InvitationStatus } from './invitation.enums.ts';
import { invitationSent } from './invitation.events.ts';
import type { InvitationInput } from './invitation.inputs.ts';
import { invitationArrived } from './invitation.letters.ts';
import { authorizeFor, can, canFor } from './invitation.policy.ts';
import type { Post } from './invitation.post.ts';
import { invitationById, invitationPage, relations, sentWithinADay, type InvitationView, type RelationRow } from './invitation.reads.ts';
import { dailyObstacle, sendingObstacle, type Obstacle, type Pair } from './invitation.rules.ts';
import { expireDue } from './invitation-expiry.ts';

export type { InvitationView };
export { acceptingObstacle } from './invitation.rules.ts';

/** A page of invitations, before it is shown. */
export interface InvitationPage {
  nodes: InvitationView[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number;
}

const MAX_MESSAGE = 2000;
const DAY_MS = 86_400_000;

/** Invitations: sent under the rules of the call, read by both sides and staff. Answers are in `InvitationAnswerService`. */
export class InvitationService {
  constructor(
    private readonly db: Database,
    private readonly organisation: OrganisationService,
    private readonly call: CallService,
    private readonly post: Post,
    /** How many times the usual a person may send in a day: in a demo one person plays many. */
    private readonly times = 1,
  ) {}

  /**
   * Invites an organisation. Answers the invitation's id. Throws RULE_BROKEN with the first rule that stands in the way, NOT_FOUND for an
   * organisation that the actor may not see or that has blocked theirs, and RATE_LIMITED when the person has sent too many within a day.
   */
  async send(actor: Actor, input: InvitationInput): Promise<string> {
    const fromId = authorizeFor(actor, 'send', { organisationId: input.fromOrganisationId.toLowerCase() }).organisationId;
    const toId = input.toOrganisationId.toLowerCase();
    if (!isId(toId)) throw notFound('This organisation');
    const { message, replyBy } = cleanInput(input);
    return this.db.transaction(async (tx) => {
      const call = await this.callFor(tx, input.callId);
      await holdPerson(tx, actor.personId);
      await lockOrganisations(tx, [fromId, toId]);
      await expireDue(tx, this.post, fromId);
      const pair = await this.pair(tx, actor, call, fromId, toId);
      const letters = pair && (await relations(tx, call.id, [fromId], [toId]))[0];
      if (!pair || !letters) throw notFound('This organisation');
      refuse(sendingObstacle(pair, letters, new Date()), 'This organisation');
      await refuseManyInvitations(tx, actor, this.times);
      const invitation = tx.em.create(Invitation, {
        callId: call.id,
        fromOrganisationId: fromId,
        toOrganisationId: toId,
        message,
        replyBy: replyByOf(replyBy, call),
        sentBy: actor.personId,
        sentAt: new Date(),
      });
      await tx.em.flush();
      const sent = { id: invitation.id, callId: call.id, fromId, toId };
      const until = (language: LetterLanguage): string => momentText(invitation.replyBy, call.timeZone, language);
      await this.post.toInvited(tx, sent, invitationArrived(message, until));
      await tx.emit(invitationSent(actor, sent));
      return invitation.id;
    });
  }

  /** The invitation, or null when there is none that the actor may see. */
  async view(actor: Actor, id: string, client: SqlClient = this.db): Promise<InvitationView | null> {
    if (!isSignedIn(actor)) throw unauthenticated();
    return isId(id) ? invitationById(client, actor, id) : null;
  }

  /** A page of the invitations from and to an organisation, newest first. */
  async page(
    actor: Actor,
    {
      organisationId,
      status,
      first,
      after,
    }: { organisationId: string; status: readonly InvitationStatus[] | null; first: number; after: string | null },
  ): Promise<InvitationPage> {
    authorizeFor(actor, 'list', { organisationId });
    if (!isId(organisationId) || !(await this.organisation.viewsOf(this.db, actor, [organisationId]))[0])
      throw notFound('This organisation');
    const limit = pageSize(first);
    const list = `invitations ${organisationId} ${[...(status ?? [])].sort().join()}`;
    const afterId = idOfCursor(list, after);
    const { rows, totalCount } = await invitationPage(
      this.db,
      actor,
      { organisationId, status: status?.length ? status : null },
      afterId,
      limit + 1,
    );
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return { nodes, totalCount, pageInfo: { endCursor: last ? encodeCursor(list, last.id) : null, hasNextPage: rows.length > limit } };
  }

  /** For each organisation whether one that the actor represents may invite it in the current call. The actor sees all of them. */
  async invitableAmong(actor: Actor, organisationIds: readonly string[]): Promise<boolean[]> {
    const ownIds = actor.organisationIds;
    const call = ownIds.length > 0 ? await this.call.current() : null;
    if (!call || !isOpen(call, new Date())) return organisationIds.map(() => false);
    const [facts, rows] = await Promise.all([
      this.call.facts(this.db, call.id, [...ownIds, ...organisationIds]),
      relations(this.db, call.id, ownIds, organisationIds),
    ]);
    const factsById = new Map(facts.map((row) => [row.organisationId, row]));
    const now = new Date();
    const mayInvite = (row: RelationRow): boolean => {
      const [own, other] = [factsById.get(row.ownId), factsById.get(row.otherId)];
      return Boolean(own && other && !sendingObstacle({ ...row, call, own, other, otherMasked: false }, row, now));
    };
    const invitable = new Set(rows.filter(mayInvite).map((row) => row.otherId));
    return organisationIds.map((id) => invitable.has(id));
  }

  canAccept = (actor: Actor, invitation: InvitationView): boolean => invitation.acceptable && can(actor, 'accept', invitation);
  canDecline = (actor: Actor, invitation: InvitationView): boolean => invitation.waiting && can(actor, 'decline', invitation);
  canWithdraw = (actor: Actor, invitation: InvitationView): boolean => invitation.waiting && can(actor, 'withdraw', invitation);
  /** Whether the actor may hear of the invitations of an organisation as they change. */
  canWatch = (actor: Actor, organisationId: string): boolean => canFor(actor, 'watch', { organisationId });

  /** Refuses whoever may not hear of them, and an organisation that does not exist. */
  async authorizeWatch(actor: Actor, organisationId: string): Promise<void> {
    authorizeFor(actor, 'watch', { organisationId });
    await this.refuseUnknown(actor, organisationId);
  }

  /** What the rules look at, read on a transaction that holds both organisations; null when the actor may not see the other one. */
  async pair(tx: Transaction, actor: Actor, call: CallView, ownId: string, otherId: string): Promise<Pair | null> {
    const [view] = await this.organisation.viewsOf(tx, actor, [otherId]);
    return view ? this.partyPair(tx, call, ownId, otherId, view.pseudonymous) : null;
  }

  /** The same for the parties of an invitation, who always see each other at least masked. */
  async partyPair(tx: Transaction, call: CallView, ownId: string, otherId: string, otherMasked: boolean): Promise<Pair | null> {
    const facts = await this.call.facts(tx, call.id, [ownId, otherId]);
    const [relation] = await relations(tx, call.id, [ownId], [otherId]);
    const own = facts.find((row) => row.organisationId === ownId);
    const other = facts.find((row) => row.organisationId === otherId);
    return own && other && relation ? { ...relation, call, own, other, otherMasked } : null;
  }

  /** Staff may ask for any organisation; it has to be one. */
  private async refuseUnknown(actor: Actor, organisationId: string): Promise<void> {
    if (!isId(organisationId) || !(await this.organisation.viewsOf(this.db, actor, [organisationId]))[0])
      throw notFound('This organisation');
  }

  private async callFor(tx: Transaction, callId: string | null | undefined): Promise<CallView> {
    const call = await this.call.named(callId, tx);
    if (call) return call;
    throw callId ? notFound('This call') : ruleBroken('call-open', 'No call is open at the moment.');
  }
}

/** Locks organisations for the rest of the transaction, always in the same order, so that two transactions never wait for each other. */
export async function lockOrganisations(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query('select from organisation where id = any($1::uuid[]) order by id for no key update', [ids]);
}

async function refuseManyInvitations(tx: Transaction, actor: Actor, times: number): Promise<void> {
  const limit = isSignedIn(actor) ? dailyObstacle(await sentWithinADay(tx, actor.personId), actor.emailVerified, times) : null;
  if (limit) throw rateLimited(limit.message, limit.rule ?? undefined);
}

/** Throws what an obstacle says. */
export function refuse(obstacle: Obstacle | null, what: string): void {
  if (obstacle) throw obstacle.rule ? ruleBroken(obstacle.rule, obstacle.message) : notFound(what);
}

function cleanInput(input: InvitationInput): { message: string; replyBy: Date | null } {
  const message = cleanText(input.message, true) ?? '';
  const wrong: Record<string, string> = {};
  if (!message) wrong['message'] = 'Write a few words: why would the two of you be good partners?';
  else if (lengthOf(message) > MAX_MESSAGE) wrong['message'] = `Shorten the message to ${MAX_MESSAGE} characters.`;
  if (input.replyBy && input.replyBy <= new Date()) wrong['replyBy'] = 'Choose a day to answer by that is still to come.';
  if (Object.keys(wrong).length > 0) throw badInput(wrong);
  return { message, replyBy: input.replyBy ?? null };
}

function replyByOf(wanted: Date | null, call: CallView): Date {
  if (!wanted) return new Date(Math.min(Date.now() + call.replyDays * DAY_MS, call.deadline.getTime()));
  if (wanted > call.deadline)
    throw badInput({ replyBy: `Choose a day before the call ends: ${momentText(call.deadline, call.timeZone)}.` });
  return wanted;
}
