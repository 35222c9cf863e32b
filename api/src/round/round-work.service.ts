import { setImmediate as nextTurn } from 'node:timers/promises';
import { SYSTEM } from '../access/actor.ts';
import type { CallService, CallView } from '../call/call.service.ts';
import { COMPONENTS, type CounterpartService } from '../counterpart/counterpart.service.ts';
import type { Database } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import type { SuggestionService } from '../suggestion/suggestion.service.ts';
import { roundFailed, roundSolved, roundTopic, type RoundChange } from './round.events.ts';
import { outcomeOf, type RoundOutcome, type RoundPhase, type StoredProblem, type WeightEffect } from './round.outcome.ts';
import { readPool } from './round.pool.ts';
import { storedMatch, type Pool } from './round.problem.ts';
import { namesOf, pairIds, placesLeft } from './round.reads.ts';
import { pairKey, type IdPair, type RoundSettings } from './round.settings.ts';
import { RoundSolver, type Solved } from './round.solver.ts';
import { addEffects, claimRound, failRound, giveBack, isQuiet, keepRound, loseRounds, type Claim } from './round-queue.reads.ts';
import { problemsOf, Unsolvable } from './round-problems.ts';
import { storeSolved, type StoredPair } from './round-store.ts';

/** Up to so many possible pairs each weight is tried without: some seconds of a thread for each. */
const TRIED_PAIRS = 4_000_000;
const HEARTBEAT_MS = 1000;
/** How often trying weights looks whether a round waits. */
const QUIET_MS = 250;
const BREATH_MS = 12;

/** The work on a round was stopped: by staff, by a change, or because the server goes down. */
class Stopped extends Error {}

/** A claimed round while it is worked on. */
interface Work {
  readonly claim: Claim;
  readonly call: CallView;
  readonly signal: AbortSignal;
  readonly tell: (phase: RoundPhase) => void;
}

/** A solved round of which it is still to be said what each weight does. */
interface Owed {
  readonly claim: Claim;
  readonly call: CallView;
  readonly pool: Pool;
  readonly ids: readonly IdPair[];
}

/**
 * Solves the rounds that wait, one at a time in each process. A claim lasts 90 seconds and is renewed; who loses it stores nothing. What each weight does is worked
 * out when no round waits, and given up for the next one that comes.
 */
export class RoundWorkService {
  private readonly stopping = new AbortController();
  private readonly solver: RoundSolver;
  private owed: Owed | null = null;

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly call: CallService,
    counterpart: CounterpartService,
    private readonly suggestion: SuggestionService,
  ) {
    this.solver = new RoundSolver(counterpart);
  }

  /** Works off what waits. Answers how many rounds were taken on. */
  async workOff(): Promise<number> {
    for (const lost of await loseRounds(this.db)) this.wake(lost.id);
    let taken = 0;
    while (!this.stopping.signal.aborted) {
      const claim = await claimRound(this.db);
      if (claim) {
        taken += 1;
        await this.work(claim);
      } else if (!(await this.tryWeights())) break;
    }
    return taken;
  }

  /** Breaks off for good; the round goes back to the queue for another process. */
  stop(): void {
    this.stopping.abort();
    this.solver.close();
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
    const { claim, call, signal, tell } = work;
    const pool = await readPool(this.db, call, claim.settings);
    await this.refuseSettled(work, pool);
    const settings = await this.withinCall(claim);
    const solved = await this.solver.solve(call, pool, settings, { signal, tell });
    if (!solved) throw new Stopped();
    const { solution, frame, faults } = solved;
    if (solution.status === 'INFEASIBLE') throw new Unsolvable(problemsOf(solution.infeasible, frame, pool));
    if (faults.length > 0) throw new Unsolvable([{ kind: 'NOT_PROVEN', text: faults[0]! }]);
    const before = await pairIds(this.db, claim.id);
    const pairs = await this.pairsOf(work, solved, before);
    const outcome = outcomeOf(solved, {
      pairs,
      before,
      claim,
      milliseconds: Math.round(performance.now() - began),
    });
    const large = pool.left.length * pool.right.length > TRIED_PAIRS;
    if (!(await this.store(work, solved, large ? { ...outcome, effects: null } : outcome, pairs))) return;
    this.owed = large
      ? null
      : { claim: { ...claim, settings }, call, pool, ids: pairs.map(({ leftId, rightId }): IdPair => [leftId, rightId]) };
  }

  /** The settings with no more places than the call has left now. */
  private async withinCall({ callId, settings }: Claim): Promise<RoundSettings> {
    const left = await placesLeft(this.db, callId);
    if (left === 0) throw new Unsolvable([{ kind: 'NO_PLACE_LEFT' }]);
    return left === null ? settings : { ...settings, places: Math.min(left, settings.places ?? left) };
  }

  /** The pairs as they are stored, each with its reasons; others are served in between. */
  private async pairsOf({ claim, signal }: Work, { pool, solution, scorer }: Solved, before: readonly IdPair[]): Promise<StoredPair[]> {
    const [known, settled] = [new Set(before.map(pairKey)), new Set(claim.settings.must.map(pairKey))];
    const pairs: StoredPair[] = [];
    let rested = performance.now();
    for (const { left, right, score, bonus } of solution.pairs) {
      const [leftId, rightId] = [pool.left[left]!.id, pool.right[right]!.id];
      const [own, others] = [pool.profiles.left[left]!, pool.profiles.right[right]!];
      const key = pairKey([leftId, rightId]);
      const isNew = before.length > 0 && !known.has(key);
      const matches = { leftMatch: storedMatch(scorer.match(own, others)), rightMatch: storedMatch(scorer.match(others, own)) };
      pairs.push({ leftId, rightId, score, bonus, settled: settled.has(key), isNew, ...matches });
      if (performance.now() - rested < BREATH_MS) continue;
      await nextTurn();
      if (signal.aborted) throw new Stopped();
      rested = performance.now();
    }
    return pairs;
  }

  /** False, with nothing stored, when the claim was lost or somebody of the pool is gone. */
  private store({ claim }: Work, { pool, solution }: Solved, outcome: RoundOutcome, pairs: readonly StoredPair[]): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const everybody = [...pool.left, ...pool.right].map(({ id }) => id);
      const still = await namesOf(tx, everybody);
      const gone = everybody.filter((id) => !still.has(id));
      if (gone.length > 0) {
        if (await failRound(tx, claim, [{ kind: 'GONE', numbers: [gone.length] }])) await tx.emit(roundFailed(SYSTEM, claim));
        return false;
      }
      const stored = await storeSolved(tx, claim, { outcome, pairs, unmatched: solution.unmatched, pool });
      if (stored) await tx.emit(roundSolved(SYSTEM, claim));
      return stored;
    });
  }

  /** Settled pairs that cannot be suggested any more are named, each with why. */
  private async refuseSettled({ claim, call }: Work, { left, right }: Pool): Promise<void> {
    const { must, verifiedOnly } = claim.settings;
    const obstacles = await this.suggestion.obstacles(this.db, call, must, verifiedOnly);
    const inPool = new Set([...left, ...right].map(({ id }) => id));
    const problems = must.flatMap((pair, index): StoredProblem[] => {
      const stop = obstacles[index];
      if (stop) return [{ kind: 'MUST_STOPPED', rule: stop.rule, organisationIds: stop.about.map(({ id }) => id) }];
      return pair.every((id) => inPool.has(id)) ? [] : [{ kind: 'MUST_NOT_IN_POOL', organisationIds: [...pair] }];
    });
    if (problems.length > 0) throw new Unsolvable(problems);
  }

  /**
   * What each weight does: the pairs without it, beside the pairs of the round. Given up when a round waits, this one or another, for that has somebody who looks at it. Answers
   * whether there was anything to do.
   */
  private async tryWeights(): Promise<boolean> {
    const { owed } = this;
    this.owed = null;
    if (!owed) return false;
    const disturbed = new AbortController();
    const signal = AbortSignal.any([disturbed.signal, this.stopping.signal]);
    const watch = setInterval(
      () =>
        void isQuiet(this.db).then(
          (quiet) => quiet || disturbed.abort(),
          () => undefined,
        ),
      QUIET_MS,
    );
    try {
      const effects = await this.effectsOf(owed, signal);
      if (effects) await addEffects(this.db, owed.claim, effects);
      this.wake(owed.claim.id);
    } finally {
      clearInterval(watch);
    }
    return true;
  }

  /** Null when `signal` stopped it. */
  private async effectsOf({ claim, call, pool, ids }: Owed, signal: AbortSignal): Promise<WeightEffect[] | null> {
    const { settings } = claim;
    const weighing = COMPONENTS.filter((component) => settings.weights[component] > 0);
    if (weighing.length < 2) return [];
    const without = weighing.map((component) => ({ ...settings, weights: { ...settings.weights, [component]: 0 } }));
    const found = await this.solver.pairsUnder(call, pool, without, signal);
    return (
      found &&
      weighing.map((component, at) => {
        const keys = new Set(found[at]!.map(pairKey));
        const changed = ids.filter((pair) => !keys.has(pairKey(pair)));
        return { component, changed: changed.length, examples: changed.slice(0, 3) };
      })
    );
  }
}
