/** The process in which a round is scored and solved. It may be ended at any moment: that is how a round is cancelled. */
import { scoreEverybody, type PairScores } from '../counterpart/pair-scores.service.ts';
import { solveAndCheck, solveOnly, type OnProgress, type SolvedTable } from '../matching/index.ts';
import type { RoundPhase } from './round.outcome.ts';
import type { RoundTask } from './round.process.ts';
import { emptyScores, piecesOf, putPiece, type ScorePiece } from './score-pieces.ts';

/** A task without its scores, and whether they follow. */
export type ToldTask = Omit<RoundTask, 'scores'> & { readonly scored: boolean };

/** What it is told: once the tasks, any number of pieces of scores that are known, then to begin. */
export type RoundOrder = { readonly tasks: readonly ToldTask[] } | { readonly piece: ScorePiece } | { readonly begin: true };

/** What it says: any number of times how far it is, for each task the scores if it had to work them out, then once how it ended. */
export type RoundMessage =
  | { readonly progress: RoundPhase }
  | { readonly piece: ScorePiece }
  | { readonly scored: number }
  | { readonly solved: readonly SolvedTable[] }
  | { readonly failed: string };

/** Settles when the message has left; one that may be large must have, before the next. */
const say = (message: RoundMessage): Promise<void> => new Promise((left) => process.send?.(message, undefined, undefined, () => left()));

const EVERY_MS = 100;
let lastSaid = -EVERY_MS;
const server = process.ppid;

/** Steps can follow each other within microseconds; nobody reads that fast. Whoever asked may have died meanwhile: then nobody reads at all. */
function tell(progress: RoundPhase): void {
  const now = performance.now();
  if (now - lastSaid < EVERY_MS && progress.done < progress.of) return;
  if (process.ppid !== server) process.exit(1);
  lastSaid = now;
  void say({ progress });
}

async function scored({ profiles, terms }: ToldTask, of: number): Promise<PairScores> {
  if (!profiles) throw new Error('There is nobody to score.');
  const scores = scoreEverybody(profiles.left, profiles.right, terms, (done, all) => tell({ phase: 'SCORING', done, of: all }));
  for (const piece of piecesOf(of, scores)) await say({ piece });
  await say({ scored: of });
  return scores;
}

async function solved(task: ToldTask, of: number, known: PairScores | null): Promise<SolvedTable> {
  const problem = { ...task.frame, ...(known ?? (await scored(task, of))) };
  const onProgress: OnProgress = ({ phase, pairs }) => tell({ phase, done: pairs, of: task.frame.left });
  return task.compared ? solveAndCheck(problem, onProgress) : solveOnly(problem);
}

interface Ordered {
  readonly tasks: readonly ToldTask[];
  readonly known: readonly (PairScores | null)[];
}

/** The tasks and what is known of their scores, once all of it has come. */
function ordered(): Promise<Ordered> {
  const { promise, resolve } = Promise.withResolvers<Ordered>();
  let all: Ordered = { tasks: [], known: [] };
  process.on('message', (said) => {
    const order = said as RoundOrder;
    if ('begin' in order) return resolve(all);
    if ('tasks' in order) {
      const known = order.tasks.map(({ frame, scored: follow }) => (follow ? emptyScores(frame.left, frame.right) : null));
      all = { tasks: order.tasks, known };
      return;
    }
    const scores = all.known[order.piece.of];
    if (scores) putPiece(scores, order.piece);
  });
  return promise;
}

process.once('disconnect', () => process.exit(1));
try {
  const { tasks, known } = await ordered();
  const all: SolvedTable[] = [];
  for (const [of, task] of tasks.entries()) all.push(await solved(task, of, known[of] ?? null));
  await say({ solved: all });
} catch (error) {
  await say({ failed: error instanceof Error ? error.message : 'unknown' });
}
