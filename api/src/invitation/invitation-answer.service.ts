import type { Actor } from '../access/actor.ts';
import { badInput, conflict, notFound, ruleBroken } from '../access/errors.ts';
import type { CallService } from '../call/call.service.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { isSecondPartnership, secondPartnership, type PartnershipService } from '../partnership/partnership.service.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { InvitationStatus } from './invitation.enums.ts';
import { invitationAccepted, invitationDeclined, invitationWithdrawn } from './invitation.events.ts';
import { invitationWasAccepted, invitationWasDeclined, invitationWasWithdrawn, POLITE_REASON } from './invitation.letters.ts';
import { authorize, authorizeFor } from './invitation.policy.ts';
import type { Post } from './invitation.post.ts';
import { acceptingObstacle } from './invitation.rules.ts';
import { lockOrganisations, refuse, type InvitationService, type InvitationView } from './invitation.service.ts';
import { expireDue } from './invitation-expiry.ts';

const MAX_REASON = 1000;

/** What becomes of an invitation: accepted, declined, withdrawn, run out. */
export class InvitationAnswerService {
  constructor(
    private readonly db: Database,
    private readonly organisation: OrganisationService,
    private readonly call: CallService,
    private readonly partnership: PartnershipService,
    private readonly invitation: InvitationService,
    private readonly post: Post,
  ) {}

  /**
   * The invited organisation agrees: a partnership exists. Every rule is checked again with both organisations locked; of many acceptances
   * that meet in one organisation exactly one wins, the others get RULE_BROKEN one-partnership.
   */
  async accept(actor: Actor, id: string): Promise<void> {
    const before = authorize(actor, 'accept', await this.invitation.view(actor, id));
    try {
      await this.db.transaction(async (tx) => {
        await lockOrganisations(tx, [before.fromId, before.toId]);
        const invitation = authorize(actor, 'accept', await this.locked(tx, actor, id));
        refuseAnswered(invitation);
        await this.refuseAccepting(tx, actor, invitation);
        await this.formPartnership(tx, actor, invitation);
      });
    } catch (error) {
      throw isSecondPartnership(error) ? secondPartnership() : error;
    }
  }

  /** The invited organisation says no; the other side is told, with the reason if there is one. */
  async decline(actor: Actor, id: string, reason?: string | null): Promise<void> {
    const why = cleanText(reason, true);
    authorize(actor, 'decline', await this.invitation.view(actor, id));
    if (why && lengthOf(why) > MAX_REASON) throw badInput({ reason: `Shorten the reason to ${MAX_REASON} characters.` });
    await this.db.transaction(async (tx) => {
      const invitation = authorize(actor, 'decline', await this.locked(tx, actor, id));
      refuseAnswered(invitation);
      await setStatus(tx, actor, id, InvitationStatus.DECLINED, why);
      await this.post.toInviting(tx, invitation, invitationWasDeclined(why));
      await tx.emit(invitationDeclined(actor, invitation));
    });
  }

  /** The inviting organisation takes it back. */
  async withdraw(actor: Actor, id: string): Promise<void> {
    authorize(actor, 'withdraw', await this.invitation.view(actor, id));
    await this.db.transaction(async (tx) => {
      const invitation = authorize(actor, 'withdraw', await this.locked(tx, actor, id));
      refuseAnswered(invitation);
      await setStatus(tx, actor, id, InvitationStatus.WITHDRAWN);
      await this.post.toInvited(tx, invitation, invitationWasWithdrawn);
      await tx.emit(invitationWithdrawn(actor, invitation));
    });
  }

  /** After one was accepted: declines politely whatever else waits for the organisation in the call. Answers how many. */
  async declineOthers(actor: Actor, organisationId: string, callId?: string | null): Promise<number> {
    authorizeFor(actor, 'declineOthers', { organisationId });
    return this.db.transaction(async (tx) => {
      const call = await this.call.named(callId, tx);
      if (!call && callId) throw notFound('This call');
      if (!call) return 0;
      const [facts] = await this.call.facts(tx, call.id, [organisationId]);
      if (!facts?.partnered) throw ruleBroken('partner-first', 'Accept an invitation first; then the others can be declined together.');
      const { rows } = await tx.query<{ id: string }>(
        `select id from invitation where to_organisation_id = $1 and call_id = $2 and status = 'PENDING' and reply_by > now() order by id for update`,
        [organisationId, call.id],
      );
      for (const { id } of rows) await this.declinePolitely(tx, actor, id);
      return rows.length;
    });
  }

  /** Ends what nobody answered in time. Answers how many. */
  async expire(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.db.transaction((tx) => expireDue(tx, this.post, null));
      total += count;
      if (count === 0) return total;
    }
  }

  private async declinePolitely(tx: Transaction, actor: Actor, id: string): Promise<void> {
    const invitation = authorize(actor, 'decline', await this.invitation.view(actor, id, tx));
    await setStatus(tx, actor, id, InvitationStatus.DECLINED, POLITE_REASON);
    await this.post.toInviting(tx, invitation, invitationWasDeclined(POLITE_REASON));
    await tx.emit(invitationDeclined(actor, invitation));
  }

  private async refuseAccepting(tx: Transaction, actor: Actor, { callId, fromId, toId }: InvitationView): Promise<void> {
    const call = await this.call.byId(callId, tx);
    const [view] = await this.organisation.viewsOf(tx, actor, [fromId]);
    const pair = call && (await this.invitation.partyPair(tx, call, toId, fromId, view?.pseudonymous ?? true));
    if (!pair) throw notFound('This invitation');
    refuse(acceptingObstacle(pair, new Date()), 'This invitation');
  }

  private async formPartnership(tx: Transaction, actor: Actor, invitation: InvitationView): Promise<void> {
    const { id, callId, fromId, toId } = invitation;
    const call = await this.call.byId(callId, tx);
    if (!call) throw notFound('This call');
    await setStatus(tx, actor, id, InvitationStatus.ACCEPTED);
    await tx.emit(invitationAccepted(actor, invitation));
    const partnershipId = await this.partnership.form(tx, actor, call, { invitationId: id, organisationIds: [toId, fromId] });
    // Written now: by their partnership the two know each other's names.
    await this.post.toInviting(tx, invitation, invitationWasAccepted, `/partnerships/${partnershipId}`);
  }

  /** The invitation as it is once its row is held. */
  private async locked(tx: Transaction, actor: Actor, id: string): Promise<InvitationView | null> {
    await tx.query('select from invitation where id = $1 for update', [id]);
    return this.invitation.view(actor, id, tx);
  }
}

async function setStatus(tx: Transaction, actor: Actor, id: string, status: InvitationStatus, reason: string | null = null): Promise<void> {
  await tx.query('update invitation set status = $2, answered_by = $3, answered_at = now(), decline_reason = $4 where id = $1', [
    id,
    status,
    actor.personId,
    reason,
  ]);
}

const ANSWERED: Readonly<Record<InvitationStatus, string>> = {
  PENDING: 'The reply-by date of this invitation has passed.',
  ACCEPTED: 'This invitation was already accepted.',
  DECLINED: 'This invitation was already declined.',
  WITHDRAWN: 'This invitation was withdrawn by the organisation that sent it.',
  EXPIRED: 'The reply-by date of this invitation has passed.',
};

/** An answer is given once. */
function refuseAnswered(invitation: InvitationView): void {
  if (!invitation.waiting) throw conflict(`${ANSWERED[invitation.status]} Reload to see how it stands.`);
}
