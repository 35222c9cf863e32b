import type { Actor } from '../access/actor.ts';
import { badInput, conflict, notFound, ruleBroken } from '../access/errors.ts';
import { isOpen, type CallService, type CallView } from '../call/call.service.ts';
import { DEFAULT_WEIGHTS, type CounterpartService } from '../counterpart/counterpart.service.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { isId } from '../schema/paging.ts';
import type { SuggestionService } from '../suggestion/suggestion.service.ts';
import { differencesOf, type HistoryEntry } from './round.history.ts';
import { RoundJudge } from './round.judge.ts';
import { MatchRoundStatus, PairSettlement } from './round.enums.ts';
import {
  roundCancelled,
  roundChanged,
  roundMade,
  roundPairFree,
  roundPairMust,
  roundPairNever,
  roundPublished,
  roundQueued,
  roundWeightsAdopted,
} from './round.events.ts';
import type { MatchRoundInput } from './round.inputs.ts';
import { authorize } from './round.policy.ts';
import { heldRound, pairIds, placesLeft, placesTaken, roundById, type RoundView } from './round.reads.ts';
import { DEFAULT_SETTINGS, merged, pairKey, sameSettings, type IdPair, type RoundSettings } from './round.settings.ts';

const { QUEUED, RUNNING, SOLVED, PUBLISHED, CANCELLED } = MatchRoundStatus;

/** Both sides have at least a day to answer. */
const LEAST_TO_ANSWER_MS = 86_400_000;

/** Match rounds: made, adjusted, stopped and published by staff. Solving is in `RoundWorkService`, looking in `RoundViewService`. */
export class RoundService {
  private readonly judge: RoundJudge;

  constructor(
    private readonly db: Database,
    private readonly call: CallService,
    private readonly counterpart: CounterpartService,
    private readonly suggestion: SuggestionService,
  ) {
    this.judge = new RoundJudge(call, suggestion);
  }

  /**
   * Makes a round and queues it, with the places that the call has left. With `after`, a round for those whom that one left over: its settings, those of its places that its
   * suggestions do not hold (when they hold all, those that the call has left), and no pair settled beforehand. Answers the id. RULE_BROKEN when the call is not open or no place is left.
   */
  async create(actor: Actor, callId: string, input: MatchRoundInput, after?: string | null): Promise<string> {
    authorize(actor, 'run', {});
    const call = await this.call.byId(callId);
    if (!call) throw notFound('This call');
    if (!isOpen(call, new Date())) throw ruleBroken('call-open', 'The call is not open, so nothing could be published in it.');
    return this.db.transaction(async (tx) => {
      const left = await placesLeft(tx, call.id);
      const before = after === null || after === undefined ? null : await this.find(tx, after);
      const start = before
        ? await this.leftover(tx, before, left)
        : { ...DEFAULT_SETTINGS, places: left, weights: await this.weightsOf(call) };
      if (left === 0) throw ruleBroken('no-place', 'No place is left: partnerships and open suggestions hold all of the call.');
      const settings = merged(start, input);
      await this.judge.refuseWrong(tx, call, settings, start);
      const { rows } = await tx.query<{ id: string }>(
        'insert into match_round (call_id, settings, made_by) values ($1, $2, $3) returning id',
        [call.id, JSON.stringify(settings), actor.personId],
      );
      const id = rows[0]!.id;
      await tx.emit(roundMade(actor, { id, callId: call.id }));
      return id;
    });
  }

  /** Changes what the input names and has the round solved again; nothing happens when nothing is changed. */
  async update(actor: Actor, id: string, input: MatchRoundInput): Promise<void> {
    authorize(actor, 'run', {});
    await this.db.transaction(async (tx) => {
      const round = await this.changeable(tx, id);
      const settings = merged(round.settings, input);
      await this.judge.changed(tx, round, settings);
      if (sameSettings(round.settings, settings)) return;
      await requeue(tx, round, settings, actor);
      await tx.emit(roundChanged(actor, round));
    });
  }

  /** Settles one pair, keeps it apart or leaves it to the round, and has it solved again. A settled pair frees both from others they were settled in. */
  async settle(actor: Actor, id: string, [leftId, rightId]: IdPair, as: PairSettlement): Promise<void> {
    authorize(actor, 'run', {});
    const pair: IdPair = [leftId.toLowerCase(), rightId.toLowerCase()];
    await this.db.transaction(async (tx) => {
      const round = await this.changeable(tx, id);
      const others = (pairs: readonly IdPair[]): IdPair[] => pairs.filter((one) => pairKey(one) !== pairKey(pair));
      const must = others(round.settings.must);
      const settings = {
        ...round.settings,
        must: as === PairSettlement.MUST ? [...must.filter((one) => !one.some((side) => pair.includes(side))), pair] : must,
        never: as === PairSettlement.NEVER ? [...others(round.settings.never), pair] : others(round.settings.never),
      };
      await this.judge.changed(tx, round, settings);
      if (sameSettings(round.settings, settings)) return;
      await requeue(tx, round, settings, actor);
      const event = { MUST: roundPairMust, NEVER: roundPairNever, FREE: roundPairFree }[as];
      await tx.emit(event(actor, round, pair));
    });
  }

  /** Has a round solved again as it is: others may have come or gone since. */
  async solveAgain(actor: Actor, id: string): Promise<void> {
    authorize(actor, 'run', {});
    await this.db.transaction(async (tx) => {
      const round = await this.changeable(tx, id);
      if (round.status === QUEUED || round.status === RUNNING) throw conflict('This round is being solved already.');
      await requeue(tx, round, round.settings, actor);
      await tx.emit(roundQueued(actor, round));
    });
  }

  /** Stops the work on a round; what it found before stays out of sight until it is solved again. */
  async cancel(actor: Actor, id: string): Promise<void> {
    authorize(actor, 'run', {});
    await this.db.transaction(async (tx) => {
      const round = await this.changeable(tx, id);
      if (round.status !== QUEUED && round.status !== RUNNING)
        throw conflict('This round is not being solved, so there is nothing to stop.');
      await tx.query(`update match_round set status = $2, lease_until = null, progress = null where id = $1`, [id, CANCELLED]);
      await tx.emit(roundCancelled(actor, round));
    });
  }

  /**
   * Publishes what staff looked at (`run`) in one transaction: every pair becomes a suggestion, or none does. Every rule is checked again; RULE_BROKEN names
   * the pair that no longer holds.
   */
  async publish(actor: Actor, id: string, run: number, replyBy: Date): Promise<void> {
    authorize(actor, 'publish', {});
    if (replyBy.getTime() < Date.now() + LEAST_TO_ANSWER_MS)
      throw badInput({ replyBy: 'Give both sides at least 24 hours to answer, counted from now.' });
    await this.db.transaction(async (tx) => {
      const round = await this.changeable(tx, id);
      if (round.status !== SOLVED || round.run !== run)
        throw conflict('This round has changed since you looked at it. Look again, then publish.');
      const call = await this.call.byId(round.callId, tx);
      const pairs = await pairIds(tx, id);
      if (!call || pairs.length === 0) throw ruleBroken('no-pairs', 'There is no pair to publish.', 'Yayımlanacak çift yok.');
      // Two rounds of one call are published one after the other, so that they cannot take the same places.
      await tx.query('select from call where id = $1 for no key update', [call.id]);
      const left = await placesLeft(tx, call.id);
      if (left !== null && pairs.length > left)
        throw ruleBroken(
          'no-place',
          `There are ${pairs.length} pairs, but the call has ${left} places left. Solve the round again.`,
          `${pairs.length} çift var, ama çağrıda ${left} yer kaldı. Turu yeniden çözün.`,
        );
      if (replyBy > call.deadline)
        throw badInput({ replyBy: 'Choose a day before the call ends.' }, { replyBy: 'Çağrı bitmeden önceki bir günü seçin.' });
      const ids = await this.suggestion.make(tx, actor, { call, pairs, replyBy, verifiedOnly: round.settings.verifiedOnly });
      await tx.query('update suggestion set round_id = $1 where id = any($2::uuid[])', [id, ids]);
      await tx.query('update match_round set status = $2, reply_by = $3, published_at = now(), published_by = $4 where id = $1', [
        id,
        PUBLISHED,
        replyBy,
        actor.personId,
      ]);
      await tx.emit(roundPublished(actor, round, pairs.length));
    });
  }

  /** The call takes over the round's weights: from now on every score in it is counted so. */
  async adoptWeights(actor: Actor, id: string): Promise<void> {
    authorize(actor, 'run', {});
    await this.db.transaction(async (tx) => {
      const round = await this.find(tx, id);
      const { rows } = await tx.query(
        `update call set weights = $2::jsonb where id = $1 and weights is distinct from $2::jsonb returning id`,
        [round.callId, JSON.stringify(round.settings.weights)],
      );
      if (rows.length > 0) await tx.emit(roundWeightsAdopted(actor, round));
    });
  }

  private async find(client: SqlClient, id: string): Promise<RoundView> {
    const round = isId(id) ? await roundById(client, id) : null;
    if (!round) throw notFound('This round');
    return round;
  }

  /** The round with its row held; refuses one that is published. */
  private async changeable(tx: Transaction, id: string): Promise<RoundView> {
    const round = isId(id) ? await heldRound(tx, id) : null;
    if (!round) throw notFound('This round');
    if (round.status === PUBLISHED) throw conflict('This round is published. Make a new one for those left.');
    return round;
  }

  /** Places that are left of those that round had, and of those the call has. */
  private async leftover(tx: Transaction, { id, settings }: RoundView, left: number | null): Promise<RoundSettings> {
    const own = settings.places === null ? 0 : settings.places - (await placesTaken(tx, id));
    const places = Math.min(own > 0 ? own : Infinity, left ?? Infinity);
    return { ...settings, places: places === Infinity ? null : places, must: [] };
  }

  private async weightsOf(call: CallView): Promise<RoundSettings['weights']> {
    return { ...DEFAULT_WEIGHTS, ...(await this.counterpart.weightsOf(call.id)) };
  }
}

/** Nothing that was found for other settings is shown with these, but it stays to compare with. What was changed, and by whom, is kept with the round, newest first. */
async function requeue(tx: Transaction, round: RoundView, settings: RoundSettings, actor: Actor): Promise<void> {
  const differences = differencesOf(round.settings, settings);
  const entry: HistoryEntry = { at: new Date().toISOString(), personId: actor.personId, run: round.run + 1, differences };
  await tx.query(
    `update match_round set settings = $2, run = run + 1, status = 'QUEUED', attempts = 0, lease_until = null, queued_at = now(), progress = null, problems = null,
       history = $3::jsonb || history
     where id = $1`,
    [round.id, JSON.stringify(settings), JSON.stringify([entry])],
  );
}
