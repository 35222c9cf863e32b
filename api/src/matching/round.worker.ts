/** The thread in which a round is solved. It may be ended at any moment: that is how a round is cancelled. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RoundProblem, RoundProgress, RoundSolution } from './problem.ts';
import { solveRoundHere } from './round.ts';

/** What the thread says: any number of times how far it is, then once how it ended. */
export type RoundMessage =
  { readonly progress: RoundProgress } | { readonly solution: RoundSolution } | { readonly refused: string } | { readonly failed: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (message: RoundMessage): void => parentPort?.postMessage(message);

const EVERY_MS = 100;
let lastSaid = 0;

/** Phases can follow each other within microseconds; nobody reads that fast. */
function onProgress(progress: RoundProgress): void {
  const now = performance.now();
  if (now - lastSaid < EVERY_MS && progress.phase === 'ASSIGNING') return;
  lastSaid = now;
  say({ progress });
}

try {
  say({ solution: await solveRoundHere(workerData as RoundProblem, onProgress) });
} catch (error) {
  const words = error instanceof Error ? error.message : 'unknown';
  say(error instanceof RangeError ? { refused: words } : { failed: words });
}
