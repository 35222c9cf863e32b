import type { CallView } from '../call/call.service.ts';
import type { CounterpartService, PairScorer } from '../counterpart/counterpart.service.ts';
import type { PairScores, ScoreTerms } from '../counterpart/pair-scores.service.ts';
import type { SolvedTable } from '../matching/index.ts';
import type { RoundPhase } from './round.outcome.ts';
import { frameOf, type Pool } from './round.problem.ts';
import { fingerprint, KeptScores } from './round.scores.ts';
import type { IdPair, RoundSettings } from './round.settings.ts';
import { solveApart, type RoundFrame, type RoundTask } from './round.process.ts';

/** Scores know the day, not the second: those of one hour are the same, so that they can be kept. */
const CLOCK_MS = 3_600_000;

export interface Solved extends SolvedTable {
  readonly pool: Pool;
  readonly frame: RoundFrame;
  readonly scorer: PairScorer;
}

/** Solves pools under settings, each in a process of its own, and keeps the scores for the next time. */
export class RoundSolver {
  private readonly kept = new KeptScores();

  constructor(private readonly counterpart: CounterpartService) {}

  /** Null when `signal` stopped it. */
  async solve(
    call: CallView,
    pool: Pool,
    settings: RoundSettings,
    { signal, tell }: { signal: AbortSignal; tell: (phase: RoundPhase) => void },
  ): Promise<Solved | null> {
    const scorer = await this.scorerFor(call, settings);
    const { key, task } = this.taskOf(pool, settings, scorer.terms, true);
    const onScores = (fresh: PairScores): void => this.kept.keep(key, fresh);
    const solved = await solveApart([task], { signal, onProgress: tell, onScores });
    return solved && { ...solved[0]!, pool, frame: task.frame, scorer };
  }

  /** The pairs alone, by id, under each of some settings; null when `signal` stopped it. What was scored until then is kept. */
  async pairsUnder(call: CallView, pool: Pool, all: readonly RoundSettings[], signal: AbortSignal): Promise<IdPair[][] | null> {
    const terms = await Promise.all(all.map(async (settings) => (await this.scorerFor(call, settings)).terms));
    const made = all.map((settings, at) => this.taskOf(pool, settings, terms[at]!, false));
    const solved = await solveApart(
      made.map(({ task }) => task),
      { signal, onScores: (fresh, of) => this.kept.keep(made[of]!.key, fresh) },
    );
    return (
      solved && solved.map(({ solution }) => solution.pairs.map(({ left, right }): IdPair => [pool.left[left]!.id, pool.right[right]!.id]))
    );
  }

  private scorerFor(call: CallView, { weights }: RoundSettings): Promise<PairScorer> {
    return this.counterpart.scorerFor(call, weights, new Date(Math.floor(Date.now() / CLOCK_MS) * CLOCK_MS));
  }

  private taskOf(pool: Pool, settings: RoundSettings, terms: ScoreTerms, compared: boolean): { key: string; task: RoundTask } {
    const key = fingerprint(pool.digest, terms);
    const scores = this.kept.get(key);
    return { key, task: { frame: frameOf(pool, settings), terms, scores, compared, profiles: scores ? null : pool.profiles } };
  }

  /** Forgets all scores. */
  close(): void {
    this.kept.clear();
  }
}
