import { SYSTEM, type Actor } from '../access/actor.ts';
import { badInput, conflict, notFound } from '../access/errors.ts';
import type { CallService } from '../call/call.service.ts';
import type { Database, Transaction } from '../database/database.ts';
import { acceptingObstacle, lockOrganisations, refuse, type InvitationService } from '../invitation/invitation.service.ts';
import type { DomainEvent } from '../live/events.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { PARTNERSHIP_FORMED } from '../partnership/partnership.events.ts';
import { isSecondPartnership, secondPartnership, type PartnershipService } from '../partnership/partnership.service.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { SuggestionStatus } from './suggestion.enums.ts';
import { suggestionAccepted, suggestionAgreed, suggestionDeclined, suggestionOvertaken } from './suggestion.events.ts';
import { suggestionWasAgreed, suggestionWasDeclined, suggestionWasOvertaken } from './suggestion.letters.ts';
import { authorize, authorizeFor } from './suggestion.policy.ts';
import type { SuggestionPost } from './suggestion.post.ts';
import type { SuggestionService, SuggestionView } from './suggestion.service.ts';
import { expireDue, remindDue } from './suggestion-time.ts';

const MAX_REASON = 1000;

/** What becomes of a suggestion: both agree, one declines, its time is over, or one of the two finds another partner. */
export class SuggestionAnswerService {
  constructor(
    private readonly db: Database,
    private readonly organisation: OrganisationService,
    private readonly call: CallService,
    private readonly partnership: PartnershipService,
    private readonly invitation: InvitationService,
    private readonly suggestion: SuggestionService,
    private readonly post: SuggestionPost,
  ) {
    db.onEvent((event, tx) => this.overtake(event, tx));
  }

  /**
   * One side says yes; with the second yes a partnership exists. Every rule of accepting an invitation is checked with both organisations locked,
   * at each yes: of everything that meets in one organisation exactly one wins, the others get RULE_BROKEN one-partnership.
   */
  async accept(actor: Actor, id: string, organisationId: string): Promise<void> {
    const before = authorize(actor, 'answer', await this.suggestion.view(actor, id));
    const own = answeringSide(actor, before, organisationId);
    try {
      await this.db.transaction(async (tx) => {
        await lockOrganisations(tx, before.organisationIds);
        const suggestion = await this.waiting(tx, actor, id);
        const other = otherSide(suggestion, own);
        await this.refuseAccepting(tx, actor, suggestion, own, other);
        await answer(tx, actor, id, own, true, null);
        if (await saidYes(tx, id, other)) await this.agree(tx, actor, suggestion, own, other);
        else await tx.emit(suggestionAccepted(actor, facts(suggestion, own, other)));
      });
    } catch (error) {
      throw isSecondPartnership(error) ? secondPartnership() : error;
    }
  }

  /** One side says no, also after its own yes: the suggestion ends and the two are kept apart in later rounds. Only staff read the reason. */
  async decline(actor: Actor, id: string, organisationId: string, reason?: string | null): Promise<void> {
    const why = cleanText(reason, true);
    const before = authorize(actor, 'answer', await this.suggestion.view(actor, id));
    const own = answeringSide(actor, before, organisationId);
    if (why && lengthOf(why) > MAX_REASON) throw badInput({ reason: `Shorten the reason to ${MAX_REASON} characters.` });
    await this.db.transaction(async (tx) => {
      await lockOrganisations(tx, before.organisationIds);
      const suggestion = await this.waiting(tx, actor, id);
      const other = otherSide(suggestion, own);
      await answer(tx, actor, id, own, false, why);
      await end(tx, id, SuggestionStatus.DECLINED);
      await this.post.write(tx, suggestion, [other], suggestionWasDeclined);
      await tx.emit(suggestionDeclined(actor, facts(suggestion, own, other)));
    });
  }

  /** Ends what not both agreed to in time. Answers how many. */
  expire(): Promise<number> {
    return this.inBatches((tx) => expireDue(tx, this.post));
  }

  /** Reminds, once, those who have not answered when the reply-by date comes near. Answers how many suggestions. */
  remind(): Promise<number> {
    return this.inBatches((tx) => remindDue(tx, this.post));
  }

  private async inBatches(work: (tx: Transaction) => Promise<number>): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.db.transaction(work);
      total += count;
      if (count === 0) return total;
    }
  }

  private async agree(tx: Transaction, actor: Actor, suggestion: SuggestionView, own: string, other: string): Promise<void> {
    const call = await this.call.byId(suggestion.callId, tx);
    if (!call) throw notFound('This call');
    await end(tx, suggestion.id, SuggestionStatus.AGREED);
    await tx.emit(suggestionAgreed(actor, facts(suggestion, own, other)));
    const partnershipId = await this.partnership.form(tx, actor, call, { suggestionId: suggestion.id, organisationIds: [own, other] });
    // Written now: by their partnership the two know each other's names.
    await this.post.write(tx, suggestion, suggestion.organisationIds, suggestionWasAgreed, `/partnerships/${partnershipId}`);
  }

  private async refuseAccepting(tx: Transaction, actor: Actor, { callId }: SuggestionView, own: string, other: string): Promise<void> {
    const call = await this.call.byId(callId, tx);
    const [view] = await this.organisation.viewsOf(tx, actor, [other]);
    const pair = call && (await this.invitation.partyPair(tx, call, own, other, view?.pseudonymous ?? true));
    if (!pair) throw notFound('This suggestion');
    refuse(acceptingObstacle(pair, new Date()), 'This suggestion');
  }

  /** The suggestion once its row is held; an answer is given while it is open. */
  private async waiting(tx: Transaction, actor: Actor, id: string): Promise<SuggestionView> {
    await tx.query('select from suggestion where id = $1 for update', [id]);
    const suggestion = authorize(actor, 'answer', await this.suggestion.view(actor, id, tx));
    if (!suggestion.waiting) throw conflict(`${ENDED[suggestion.status]} Reload to see how it stands.`);
    return suggestion;
  }

  /** A new partnership ends what else was suggested to its two sides in the call, in the transaction that forms it. */
  private async overtake(event: DomainEvent, tx: Transaction): Promise<void> {
    if (event.kind !== PARTNERSHIP_FORMED) return;
    const { rows } = await tx.query<Overtaken>(
      `update suggestion set status = 'OVERTAKEN', ended_at = now()
       where status = 'OPEN' and call_id = $1 and (left_organisation_id = any($2::uuid[]) or right_organisation_id = any($2::uuid[]))
       returning id, call_id as "callId", reply_by as "replyBy", array[left_organisation_id, right_organisation_id]::text[] as "organisationIds"`,
      [event.callId, event.organisationIds],
    );
    for (const row of rows) {
      const [gone, left] = row.organisationIds.toSorted((x) => (event.organisationIds.includes(x) ? -1 : 1)) as [string, string];
      if (!event.organisationIds.includes(left)) await this.post.write(tx, row, [left], suggestionWasOvertaken);
      await tx.emit(suggestionOvertaken(SYSTEM, facts(row, gone, left)));
    }
  }
}

type Overtaken = Pick<SuggestionView, 'id' | 'callId' | 'replyBy' | 'organisationIds'>;

const facts = (suggestion: Pick<SuggestionView, 'id' | 'callId'>, first: string, second: string) => ({
  id: suggestion.id,
  callId: suggestion.callId,
  organisationIds: [first, second] as const,
});

const otherSide = ({ organisationIds }: SuggestionView, own: string): string => organisationIds.find((id) => id !== own) ?? '';

/** The side that is answered for, which the actor represents. */
function answeringSide(actor: Actor, suggestion: SuggestionView, organisationId: string): string {
  const own = authorizeFor(actor, 'answerFor', { organisationId: organisationId.toLowerCase() }).organisationId;
  if (!suggestion.organisationIds.includes(own)) throw notFound('This suggestion');
  return own;
}

async function answer(tx: Transaction, actor: Actor, id: string, own: string, yes: boolean, reason: string | null): Promise<void> {
  const { rows } = await tx.query(
    `insert into suggestion_answer (suggestion_id, organisation_id, yes, reason, person_id) values ($1, $2, $3, $4, $5)
     on conflict (suggestion_id, organisation_id) do update set yes = excluded.yes, reason = excluded.reason, person_id = excluded.person_id, at = now()
       where suggestion_answer.yes and not excluded.yes
     returning suggestion_id`,
    [id, own, yes, reason, actor.personId],
  );
  if (rows.length === 0) throw conflict('Your organisation has already said yes. The other side’s answer is still to come.');
}

async function saidYes(tx: Transaction, id: string, organisationId: string): Promise<boolean> {
  const { rows } = await tx.query('select from suggestion_answer where suggestion_id = $1 and organisation_id = $2 and yes', [
    id,
    organisationId,
  ]);
  return rows.length > 0;
}

async function end(tx: Transaction, id: string, status: SuggestionStatus): Promise<void> {
  await tx.query('update suggestion set status = $2, ended_at = now() where id = $1', [id, status]);
}

const ENDED: Readonly<Record<SuggestionStatus, string>> = {
  OPEN: 'The reply-by date of this suggestion has passed.',
  AGREED: 'Both sides have already agreed.',
  DECLINED: 'This suggestion has ended.',
  EXPIRED: 'The reply-by date of this suggestion has passed.',
  OVERTAKEN: 'One of the two organisations has found a partner otherwise.',
};
