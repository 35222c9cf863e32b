import { Worker } from 'node:worker_threads';
import type { RoundProblem, RoundProgress, RoundSolution } from './problem.ts';
import { cancelled } from './round.ts';
import type { RoundMessage } from './round.worker.ts';

export type * from './problem.ts';
export { solveRoundHere } from './round.ts';
export { verifyRound, type Verdict } from './verify.ts';
export { stableMatching, type StableMatching } from './stable.ts';
export { compareMatchings, type MatchingComparison } from './compare.ts';

export interface SolveOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RoundProgress) => void;
}

/** Beside a built main.js lies round.worker.js; in the sources, the file as it is. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './round.worker.ts' : './round.worker.js', import.meta.url);
}

/**
 * Solves a round in a thread of its own, so that the server goes on answering. `signal` ends the thread and resolves with CANCELLED.
 * @throws RangeError for what is not a problem (`checkProblem`); Error when the thread failed.
 */
export async function solveRound(problem: RoundProblem, { signal, onProgress }: SolveOptions = {}): Promise<RoundSolution> {
  if (signal?.aborted) return cancelled();
  // No environment: arithmetic needs no secret.
  const worker = new Worker(workerFile(), { workerData: problem, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 2048 } });
  const { promise, resolve, reject } = Promise.withResolvers<RoundSolution>();
  const abort = (): void => resolve(cancelled());
  signal?.addEventListener('abort', abort, { once: true });
  worker.on('message', (message: RoundMessage) => {
    if ('progress' in message) onProgress?.(message.progress);
    else if ('solution' in message) resolve(message.solution);
    else reject('refused' in message ? new RangeError(message.refused) : new Error(message.failed));
  });
  worker.on('error', (error) => reject(new Error('The thread that solves a round failed.', { cause: error })));
  worker.on('exit', () => reject(new Error('The thread that solves a round ended early.')));
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
