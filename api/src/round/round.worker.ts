/** The thread in which a round is scored and solved. It may be ended at any moment: that is how a round is cancelled. */
import { parentPort, workerData } from 'node:worker_threads';
import { scoreEverybody, type PairScores } from '../counterpart/pair-scores.service.ts';
import { solveAndCheck, solveOnly, type OnProgress, type SolvedTable } from '../matching/index.ts';
import type { RoundPhase } from './round.outcome.ts';
import type { RoundTask } from './round.thread.ts';

/** What the thread says: any number of times how far it is, once for each task the scores if it had to work them out, then once how it ended. */
export type RoundMessage =
  | { readonly progress: RoundPhase }
  | { readonly scores: PairScores; readonly of: number }
  | { readonly solved: readonly SolvedTable[] }
  | { readonly failed: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (message: RoundMessage): void => parentPort?.postMessage(message);

const EVERY_MS = 100;
let lastSaid = -EVERY_MS;

/** Steps can follow each other within microseconds; nobody reads that fast. */
function tell(progress: RoundPhase): void {
  const now = performance.now();
  if (now - lastSaid < EVERY_MS && progress.done < progress.of) return;
  lastSaid = now;
  say({ progress });
}

function scored({ profiles, terms }: RoundTask, of: number): PairScores {
  if (!profiles) throw new Error('There is nobody to score.');
  const scores = scoreEverybody(profiles.left, profiles.right, terms, (done, all) => tell({ phase: 'SCORING', done, of: all }));
  say({ scores, of });
  return scores;
}

function solved(task: RoundTask, of: number): Promise<SolvedTable> {
  const problem = { ...task.frame, ...(task.scores ?? scored(task, of)) };
  const onProgress: OnProgress = ({ phase, pairs }) => tell({ phase, done: pairs, of: task.frame.left });
  return task.compared ? solveAndCheck(problem, onProgress) : solveOnly(problem);
}

try {
  const all: SolvedTable[] = [];
  for (const [of, task] of (workerData as RoundTask[]).entries()) all.push(await solved(task, of));
  say({ solved: all });
} catch (error) {
  say({ failed: error instanceof Error ? error.message : 'unknown' });
}
