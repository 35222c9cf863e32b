import { Worker } from 'node:worker_threads';
import type { PairScores, ScoreTerms } from '../counterpart/pair-scores.service.ts';
import type { Profile } from '../counterpart/counterpart.service.ts';
import type { SolvedTable, TableProblem } from '../matching/index.ts';
import type { RoundPhase } from './round.outcome.ts';
import type { RoundMessage } from './round.worker.ts';

/** Everything of a round's problem but its scores. */
export type RoundFrame = Omit<TableProblem, keyof PairScores>;

/** What a thread is to solve: with scores that are known, or with those it is to score first. */
export interface RoundTask {
  readonly frame: RoundFrame;
  readonly terms: ScoreTerms;
  readonly scores: PairScores | null;
  /** Also check it, and put the stable matching beside it. */
  readonly compared: boolean;
  readonly profiles: { readonly left: readonly Profile[]; readonly right: readonly Profile[] } | null;
}

interface Listening {
  readonly signal: AbortSignal;
  readonly onProgress?: (phase: RoundPhase) => void;
  /** Scores that it had to work out, and for which of the tasks. */
  readonly onScores?: (scores: PairScores, of: number) => void;
}

/** Beside a built main.js lies round.worker.js; in the sources, the file as it is. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './round.worker.ts' : './round.worker.js', import.meta.url);
}

/** Scores and solves, one after the other, in a thread, so that the server goes on answering. `signal` ends the thread and resolves with null. */
export async function solveInThread(
  tasks: readonly RoundTask[],
  { signal, onProgress, onScores }: Listening,
): Promise<readonly SolvedTable[] | null> {
  if (signal.aborted) return null;
  // No environment: arithmetic needs no secret.
  const worker = new Worker(workerFile(), { workerData: tasks, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 2048 } });
  const { promise, resolve, reject } = Promise.withResolvers<readonly SolvedTable[] | null>();
  const abort = (): void => resolve(null);
  signal.addEventListener('abort', abort, { once: true });
  worker.on('message', (message: RoundMessage) => {
    if ('progress' in message) onProgress?.(message.progress);
    else if ('scores' in message) onScores?.(message.scores, message.of);
    else if ('solved' in message) resolve(message.solved);
    else reject(new Error(message.failed));
  });
  worker.on('error', (error) => reject(new Error('The thread that solves a round failed.', { cause: error })));
  worker.on('exit', () => reject(new Error('The thread that solves a round ended early.')));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
