import { isSignedIn, represents, type Actor } from '../access/actor.ts';
import { notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import { isOpen, momentText, type CallService, type CallView, type Lacking } from '../call/call.service.ts';
import type { CounterpartService, CounterpartView } from '../counterpart/counterpart.service.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { lockOrganisations } from '../invitation/invitation.service.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { encodeCursor, idOfCursor, isId, pageSize } from '../schema/paging.ts';
import { Suggestion } from './suggestion.entity.ts';
import type { SuggestionStatus } from './suggestion.enums.ts';
import { suggestionMade } from './suggestion.events.ts';
import { suggestionArrived } from './suggestion.letters.ts';
import { authorizeFor, can, canFor } from './suggestion.policy.ts';
import type { SuggestionPost } from './suggestion.post.ts';
import { betweenPairs, openBetween, suggestionById, suggestionPage, type AnswerView, type SuggestionView } from './suggestion.reads.ts';
import { makingObstacle, type MakingObstacle } from './suggestion.rules.ts';
import { makingSentence } from './suggestion.sentences.ts';

export { makingSentence, type MakingRule } from './suggestion.sentences.ts';
export type { AnswerView, SuggestionView };

/** A page of suggestions, before it is shown. */
export interface SuggestionPage {
  nodes: SuggestionView[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number;
}

/** Pairs of one call that are to be suggested together, side A first in each. */
export interface Making {
  readonly call: CallView;
  readonly pairs: readonly (readonly [a: string, b: string])[];
  readonly replyBy: Date;
  /** Refuse whoever is not verified. */
  readonly verifiedOnly: boolean;
}

/** Suggestions: made by staff as part of something larger, read by both sides and staff. Answers are in `SuggestionAnswerService`. */
export class SuggestionService {
  constructor(
    private readonly db: Database,
    private readonly organisation: OrganisationService,
    private readonly call: CallService,
    private readonly counterpart: CounterpartService,
    private readonly post: SuggestionPost,
  ) {}

  /**
   * Suggests pairs on the caller's transaction, all or none: locks every organisation, checks every rule again, and writes to both sides. Answers the
   * ids in the order of the pairs. The caller has checked that the actor may. Throws RULE_BROKEN that names the first pair in the way.
   */
  async make(tx: Transaction, actor: Actor, { call, pairs, replyBy, verifiedOnly }: Making): Promise<string[]> {
    const now = new Date();
    if (!isOpen(call, now))
      throw ruleBroken('call-open', 'The call is not open, so nothing can be suggested.', 'Çağrı açık değil; bu yüzden öneri yapılamaz.');
    if (replyBy > call.deadline)
      throw ruleBroken('reply-by', `Choose a reply-by date before the call ends: ${momentText(call.deadline, call.timeZone)}.`);
    await lockOrganisations(tx, pairs.flat());
    const stop = (await this.obstacles(tx, call, pairs, verifiedOnly)).find((obstacle) => obstacle !== null);
    if (stop) {
      const names = stop.about.map(({ name }) => name);
      throw ruleBroken(stop.rule, makingSentence(stop.rule, names, 'en'), makingSentence(stop.rule, names, 'tr'));
    }
    const ids: string[] = [];
    for (const organisationIds of pairs) {
      const [leftOrganisationId, rightOrganisationId] = organisationIds;
      const suggestion = tx.em.create(Suggestion, {
        callId: call.id,
        leftOrganisationId,
        rightOrganisationId,
        replyBy,
        suggestedBy: actor.personId,
        suggestedAt: now,
      });
      await tx.em.flush();
      const made = { id: suggestion.id, callId: call.id, replyBy, organisationIds };
      await this.post.write(tx, made, organisationIds, suggestionArrived);
      await tx.emit(suggestionMade(actor, made));
      ids.push(suggestion.id);
    }
    return ids;
  }

  /** The suggestion, or null when there is none that the actor may see. */
  async view(actor: Actor, id: string, client: SqlClient = this.db): Promise<SuggestionView | null> {
    if (!isSignedIn(actor)) throw unauthenticated();
    return isId(id) ? suggestionById(client, actor, id) : null;
  }

  /** A page of the suggestions with an organisation, newest first. */
  async page(
    actor: Actor,
    {
      organisationId,
      status,
      first,
      after,
    }: { organisationId: string; status: readonly SuggestionStatus[] | null; first: number; after: string | null },
  ): Promise<SuggestionPage> {
    authorizeFor(actor, 'list', { organisationId });
    await this.refuseUnknown(actor, organisationId);
    const limit = pageSize(first);
    const list = `suggestions ${organisationId} ${[...(status ?? [])].sort().join()}`;
    const afterId = idOfCursor(list, after);
    const filter = { organisationId, status: status?.length ? status : null };
    const { rows, totalCount } = await suggestionPage(this.db, actor, filter, afterId, limit + 1);
    const nodes = rows.slice(0, limit);
    const last = nodes.at(-1);
    return { nodes, totalCount, pageInfo: { endCursor: last ? encodeCursor(list, last.id) : null, hasNextPage: rows.length > limit } };
  }

  /**
   * The other side as one of the two sees it, with score and reasons: masked until both have agreed, so that nothing is told early. Null for whoever
   * neither represents that side nor is staff.
   */
  async counterpartFor(actor: Actor, suggestion: SuggestionView, organisationId: string): Promise<CounterpartView | null> {
    const own = organisationId.toLowerCase();
    const other = suggestion.organisationIds.find((id) => id !== own);
    if (!suggestion.organisationIds.includes(own) || !other || !canFor(actor, 'list', { organisationId: own })) return null;
    return this.counterpart.between(actor, own, other, suggestion.callId);
  }

  /** For each pair the suggestion of the two to each other that waits, or null when there is none that the actor may see. */
  async between(actor: Actor, pairs: readonly (readonly [one: string, other: string])[]): Promise<(SuggestionView | null)[]> {
    const open = await openBetween(this.db, actor, pairs);
    return pairs.map((pair) => open.find(({ organisationIds }) => pair.every((id) => organisationIds.includes(id))) ?? null);
  }

  /** The side that the viewer would answer for: one that has not answered yet, of those they represent. */
  sideOfViewer(actor: Actor, { organisationIds, answers }: SuggestionView): string | null {
    const own = organisationIds.filter((id) => represents(actor, id));
    return own.find((id) => !answers.some((answer) => answer.organisationId === id)) ?? own[0] ?? null;
  }

  /** What the viewer's own side still lacks for the application, while the suggestion waits; nothing for staff, who are neither. */
  async lacking(actor: Actor, suggestion: SuggestionView): Promise<Lacking[]> {
    const own = this.sideOfViewer(actor, suggestion);
    if (own === null || !suggestion.waiting) return [];
    return (await this.call.lacking(suggestion.callId, [own])).get(own) ?? [];
  }

  /** The viewer's side has not said yes yet, and nothing stands in the way. */
  canAccept(actor: Actor, suggestion: SuggestionView): boolean {
    const side = this.sideOfViewer(actor, suggestion);
    return (
      suggestion.acceptable && can(actor, 'answer', suggestion) && !suggestion.answers.some((answer) => answer.organisationId === side)
    );
  }

  /** As long as it waits one may say no, also after a yes. */
  canDecline = (actor: Actor, suggestion: SuggestionView): boolean => suggestion.waiting && can(actor, 'answer', suggestion);
  /** Whether the actor may hear of the suggestions with an organisation as they change. */
  canWatch = (actor: Actor, organisationId: string): boolean => canFor(actor, 'watch', { organisationId });

  /** Refuses whoever may not hear of them, and an organisation that does not exist. */
  async authorizeWatch(actor: Actor, organisationId: string): Promise<void> {
    authorizeFor(actor, 'watch', { organisationId });
    await this.refuseUnknown(actor, organisationId);
  }

  /** For each pair why it cannot be suggested now, null where it can; for staff alone. */
  async obstacles(client: SqlClient, call: CallView, pairs: Making['pairs'], verifiedOnly: boolean): Promise<(MakingObstacle | null)[]> {
    const facts = new Map((await this.call.facts(client, call.id, pairs.flat())).map((row) => [row.organisationId, row]));
    const between = new Map((await betweenPairs(client, call.id, pairs)).map((row) => [`${row.aId} ${row.bId}`, row]));
    return pairs.map(([aId, bId]) => {
      const [row, a, b] = [between.get(`${aId} ${bId}`), facts.get(aId), facts.get(bId)];
      if (!row || !a || !b) return { rule: 'gone', about: [] };
      return makingObstacle(call, { between: row, a, b }, verifiedOnly);
    });
  }

  /** Staff may ask for any organisation; it has to be one. */
  private async refuseUnknown(actor: Actor, organisationId: string): Promise<void> {
    if (!isId(organisationId) || !(await this.organisation.viewsOf(this.db, actor, [organisationId]))[0])
      throw notFound('This organisation');
  }
}
