import { setImmediate as nextTurn } from 'node:timers/promises';
import { SYSTEM } from '../access/actor.ts';
import type { CallService, CallView } from '../call/call.service.ts';
import type { CounterpartService } from '../counterpart/counterpart.service.ts';
import { profilesOf } from '../counterpart/counterpart.reads.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import {
  compareMatchings,
  solveRound,
  solveRoundHere,
  stableMatching,
  verifyRound,
  type Pair,
  type RoundProblem,
  type RoundSolution,
} from '../matching/index.ts';
import type { SuggestionService } from '../suggestion/suggestion.service.ts';
import { roundFailed, roundSolved, roundTopic, type RoundChange } from './round.events.ts';
import { figuresOf, type RoundOutcome, type RoundPhase, type StoredProblem, type WeightEffect } from './round.outcome.ts';
import { problemOf, storedMatch, type Breathe, type Pool } from './round.problem.ts';
import { namesOf, pairIds } from './round.reads.ts';
import { pairKey, type IdPair, type RoundSettings } from './round.settings.ts';
import { claimRound, failRound, giveBack, keepRound, loseRounds, type Claim } from './round-queue.reads.ts';
import { problemsOf } from './round-problems.ts';
import { pairsApart, poolOf, type PoolRow } from './round-pool.reads.ts';
import { storeSolved } from './round-store.ts';

/** Above so many possible pairs a round is refused: scoring would take minutes. */
const MOST_PAIRS = 4_000_000;
/** Up to so many possible pairs each weight is tried without. */
const TRIED_PAIRS = 60_000;
const HEARTBEAT_MS = 1000;
const BREATH_MS = 12;

/** The work on a round was stopped: by staff, by a change, or because the server goes down. */
class Stopped extends Error {}

/** Somebody of the pool is gone, or the result does not hold: a sentence for staff instead of pairs. */
class Unsolvable extends Error {
  constructor(readonly problems: StoredProblem[]) {
    super('The round cannot be solved.');
  }
}

/** A claimed round while it is worked on. */
interface Work {
  readonly claim: Claim;
  readonly call: CallView;
  readonly signal: AbortSignal;
  readonly tell: (phase: RoundPhase) => void;
}

interface Solved {
  readonly pool: Pool;
  readonly problem: RoundProblem;
  readonly solution: RoundSolution;
}

/** Solves the rounds that wait, one at a time in each process. A claim lasts 90 seconds and is renewed; who loses it stores nothing. */
export class RoundWorkService {
  private readonly stopping = new AbortController();

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly call: CallService,
    private readonly counterpart: CounterpartService,
    private readonly suggestion: SuggestionService,
  ) {}

  /** Works off what waits. Answers how many rounds were taken on. */
  async workOff(): Promise<number> {
    for (const lost of await loseRounds(this.db)) this.wake(lost.id);
    let taken = 0;
    while (!this.stopping.signal.aborted) {
      const claim = await claimRound(this.db);
      if (!claim) break;
      taken += 1;
      await this.work(claim);
    }
    return taken;
  }

  /** Breaks off for good; the round goes back to the queue for another process. */
  stop(): void {
    this.stopping.abort();
  }

  private wake(roundId: string): void {
    this.live.publish(roundTopic(roundId), { roundId } satisfies RoundChange);
  }

  private async work(claim: Claim): Promise<void> {
    const broken = new AbortController();
    const signal = AbortSignal.any([broken.signal, this.stopping.signal]);
    let phase: RoundPhase = { phase: 'SCORING', done: 0, of: 0 };
    const beat = setInterval(() => {
      void keepRound(this.db, claim, phase).then(
        (ours) => (ours ? this.wake(claim.id) : broken.abort()),
        () => undefined,
      );
    }, HEARTBEAT_MS);
    try {
      const call = await this.call.byId(claim.callId);
      if (!call) throw new Unsolvable([{ kind: 'NO_CALL' }]);
      await this.solve({ claim, call, signal, tell: (now) => (phase = now) });
    } catch (error) {
      await this.fail(claim, error);
    } finally {
      clearInterval(beat);
    }
    this.wake(claim.id);
  }

  /** A stop by staff needs nothing more; going down gives the round back; what cannot be solved says why; a fault is thrown on and tried again. */
  private async fail(claim: Claim, error: unknown): Promise<void> {
    if (error instanceof Stopped) {
      if (this.stopping.signal.aborted) await giveBack(this.db, claim);
    } else if (error instanceof Unsolvable) {
      await this.db.transaction(async (tx) => {
        if (await failRound(tx, claim, error.problems)) await tx.emit(roundFailed(SYSTEM, claim));
      });
    } else {
      await giveBack(this.db, claim, true);
      throw error;
    }
  }

  private async solve(work: Work): Promise<void> {
    const began = performance.now();
    const { claim, call, signal } = work;
    const pool = await this.poolOf(call, claim.settings);
    await this.refuseSettled(work, pool);
    const solved = await this.solvedWith(work, pool, claim.settings, 'SCORING');
    const { problem, solution } = solved;
    if (solution.status === 'INFEASIBLE') throw new Unsolvable(problemsOf(solution.infeasible, problem, pool));
    const verdict = verifyRound(problem, solution);
    if (!verdict.valid) throw new Unsolvable([{ kind: 'NOT_PROVEN', text: verdict.faults[0] ?? '' }]);
    const before = await pairIds(this.db, claim.id);
    const outcome = await this.outcomeOf(work, solved, before, began);
    if (signal.aborted) throw new Stopped();
    const known = new Set(before.map(pairKey));
    const scorer = await this.counterpart.scorerFor(call, claim.settings.weights);
    const settled = new Set(claim.settings.must.map(pairKey));
    const pairs = solution.pairs.map(({ left, right, score, bonus }) => {
      const [one, other] = [pool.left[left]!, pool.right[right]!];
      const [own, others] = [pool.profiles.get(one.id)!, pool.profiles.get(other.id)!];
      const key = pairKey([one.id, other.id]);
      const isNew = before.length > 0 && !known.has(key);
      const matches = { leftMatch: storedMatch(scorer.match(own, others)), rightMatch: storedMatch(scorer.match(others, own)) };
      return { leftId: one.id, rightId: other.id, score, bonus, settled: settled.has(key), isNew, ...matches };
    });
    await this.db.transaction((tx) => this.store(tx, work, solved, outcome, pairs));
  }

  private async store(
    tx: Transaction,
    { claim }: Work,
    { pool, solution }: Solved,
    outcome: RoundOutcome,
    pairs: Parameters<typeof storeSolved>[2]['pairs'],
  ): Promise<void> {
    const everybody = [...pool.left, ...pool.right].map(({ id }) => id);
    const still = await namesOf(tx, everybody);
    const gone = everybody.filter((id) => !still.has(id));
    if (gone.length > 0) {
      if (await failRound(tx, claim, [{ kind: 'GONE', numbers: [gone.length] }])) await tx.emit(roundFailed(SYSTEM, claim));
      return;
    }
    if (await storeSolved(tx, claim, { outcome, pairs, unmatched: solution.unmatched, pool })) await tx.emit(roundSolved(SYSTEM, claim));
  }

  private async poolOf(call: CallView, settings: RoundSettings): Promise<Pool> {
    const rows = await poolOf(this.db, {
      callId: call.id,
      countries: [...call.sideA, ...call.sideB],
      kinds: call.kinds,
      verifiedOnly: settings.verifiedOnly,
    });
    const side = (countries: readonly string[]): PoolRow[] => rows.filter(({ country }) => countries.includes(country));
    const [left, right] = [side(call.sideA), side(call.sideB)];
    for (const [name, members] of [
      ['A', left],
      ['B', right],
    ] as const) {
      if (members.length === 0) throw new Unsolvable([{ kind: `EMPTY_SIDE_${name}` }]);
    }
    if (left.length * right.length > MOST_PAIRS) throw new Unsolvable([{ kind: 'TOO_MANY', numbers: [left.length, right.length] }]);
    const profiles = await profilesOf(
      this.db,
      SYSTEM,
      rows.map(({ id }) => id),
    );
    const apart = new Set((await pairsApart(this.db, call.id)).map(pairKey));
    return { left, right, profiles: new Map(profiles.map((profile) => [profile.id, profile])), apart };
  }

  /** Settled pairs that cannot be suggested any more are named, each with why. */
  private async refuseSettled({ claim, call }: Work, { left, right }: Pool): Promise<void> {
    const { must, verifiedOnly } = claim.settings;
    const obstacles = await this.suggestion.obstacles(this.db, call, must, verifiedOnly);
    const inPool = new Set([...left, ...right].map(({ id }) => id));
    const problems = must.flatMap((pair, index): StoredProblem[] => {
      const stop = obstacles[index];
      if (stop) return [{ kind: 'MUST_BROKEN', text: stop.message }];
      return pair.every((id) => inPool.has(id)) ? [] : [{ kind: 'MUST_NOT_IN_POOL', organisationIds: [...pair] }];
    });
    if (problems.length > 0) throw new Unsolvable(problems);
  }

  private async solvedWith(
    { call, signal, tell }: Work,
    pool: Pool,
    settings: RoundSettings,
    phase: 'SCORING' | 'WEIGHTS',
  ): Promise<Solved> {
    let rested = performance.now();
    const breathe: Breathe = async (done, of) => {
      if (signal.aborted) throw new Stopped();
      if (performance.now() - rested < BREATH_MS) return;
      if (phase === 'SCORING') tell({ phase, done, of });
      await nextTurn();
      rested = performance.now();
    };
    const scorer = await this.counterpart.scorerFor(call, settings.weights);
    const problem = await problemOf(pool, settings, scorer, breathe);
    // Trying weights asks many small questions; without quotas each is a matter of milliseconds, less than a thread takes to start.
    const here = phase === 'WEIGHTS' && problem.quotas.length === 0;
    const onProgress = (progress: { phase: RoundPhase['phase']; pairs: number }): void => {
      if (phase === 'SCORING') tell({ phase: progress.phase, done: progress.pairs, of: pool.left.length });
    };
    const solution = await (here ? solveRoundHere(problem) : solveRound(problem, { signal, onProgress }));
    if (solution.status === 'CANCELLED' || signal.aborted) throw new Stopped();
    return { pool, problem, solution };
  }

  private async outcomeOf(
    work: Work,
    { pool, problem, solution }: Solved,
    before: readonly IdPair[],
    began: number,
  ): Promise<RoundOutcome> {
    const pairs = solution.pairs.map(({ left, right }): Pair => [left, right]);
    const ids = pairs.map(([left, right]): IdPair => [pool.left[left]!.id, pool.right[right]!.id]);
    const [now, then] = [new Set(ids.map(pairKey)), new Set(before.map(pairKey))];
    const change = {
      total: solution.total - (work.claim.totalBefore ?? 0),
      gone: before.filter((pair) => !now.has(pairKey(pair))),
      come: ids.filter((pair) => !then.has(pairKey(pair))),
    };
    const matched = { left: new Set(pairs.map(([left]) => left)), right: new Set(pairs.map(([, right]) => right)) };
    return {
      optimal: solution.status === 'OPTIMAL',
      total: solution.total,
      bound: solution.bound,
      gap: solution.gap,
      proof: solution.proof,
      left: pool.left.length,
      right: pool.right.length,
      candidates: problem.scores.left.length,
      change: work.claim.totalBefore === null ? null : change,
      ...figuresOf(compareMatchings(problem, pairs, stableMatching(problem).pairs), pool.left, pool.right),
      effects: await this.effectsOf(work, pool, ids),
      quotas: problem.quotas.map(({ name, side, members }) => ({
        name,
        members: members.length,
        matched: [...members].filter((index) => matched[side].has(index)).length,
      })),
      milliseconds: Math.round(performance.now() - began),
    };
  }

  /** What each weight does: the pairs without it, beside the pairs of the round. Not tried in large pools. */
  private async effectsOf(work: Work, pool: Pool, ids: readonly IdPair[]): Promise<WeightEffect[] | null> {
    if (pool.left.length * pool.right.length > TRIED_PAIRS) return null;
    const { settings } = work.claim;
    const weighing = Object.entries(settings.weights).filter(([, weight]) => weight > 0);
    if (weighing.length < 2) return [];
    const effects: WeightEffect[] = [];
    for (const [component] of weighing) {
      work.tell({ phase: 'WEIGHTS', done: effects.length, of: weighing.length });
      const without = { ...settings, weights: { ...settings.weights, [component]: 0 } };
      const { solution } = await this.solvedWith(work, pool, without, 'WEIGHTS');
      const keys = new Set(solution.pairs.map(({ left, right }) => pairKey([pool.left[left]!.id, pool.right[right]!.id])));
      const changed = ids.filter((pair) => !keys.has(pairKey(pair)));
      effects.push({ component, changed: changed.length, examples: changed.slice(0, 3) });
    }
    return effects;
  }
}
