import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PairScores, ScoreTerms } from '../counterpart/pair-scores.service.ts';
import type { Profile } from '../counterpart/counterpart.service.ts';
import type { SolvedTable, TableProblem } from '../matching/index.ts';
import type { RoundPhase } from './round.outcome.ts';
import type { RoundMessage, RoundOrder } from './round.worker.ts';
import { emptyScores, piecesOf, putPiece } from './score-pieces.ts';

/** Everything of a round's problem but its scores. */
export type RoundFrame = Omit<TableProblem, keyof PairScores>;

/** What is to be solved: with scores that are known, or with those of the profiles. */
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
  /** Scores that had to be worked out, and for which of the tasks. */
  readonly onScores?: (scores: PairScores, of: number) => void;
}

/** Beside a built main.js lies round.worker.js; in the sources, the file as it is. */
function program(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './round.worker.ts' : './round.worker.js', import.meta.url));
}

/**
 * Scores and solves, one task after the other, in a process of its own: the server goes on answering, and neither memory that runs out nor a fault of the solver ends it
 * (docs/decisions/rounds-apart.md). `signal` ends the process and resolves with null.
 */
export async function solveApart(tasks: readonly RoundTask[], { signal, ...listening }: Listening): Promise<readonly SolvedTable[] | null> {
  if (signal.aborted) return null;
  // No environment: arithmetic needs no secret.
  const child = fork(program(), {
    env: {},
    execArgv: ['--max-old-space-size=2048'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').catch(() => undefined);
  const { promise, resolve, reject } = Promise.withResolvers<readonly SolvedTable[] | null>();
  const abort = (): void => resolve(null);
  signal.addEventListener('abort', abort, { once: true });
  child.on('message', hearing(tasks, listening, { resolve, reject }));
  child.on('error', (error) => reject(new Error('The process that solves a round failed.', { cause: error })));
  child.on('exit', (code, ended) => reject(new Error(`The process that solves a round ended early (${ended ?? code}).`)));
  try {
    void order(child, tasks, signal);
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    child.kill('SIGKILL');
    await gone;
  }
}

/** Says what is to be solved, then the scores that are known, a piece when the one before has left. */
async function order(child: ChildProcess, tasks: readonly RoundTask[], signal: AbortSignal): Promise<void> {
  // Whether it arrived is told by the answer, or by the process's end.
  const say = (message: RoundOrder): Promise<void> => new Promise((left) => child.send(message, () => left()));
  await say({ tasks: tasks.map(({ scores, ...task }) => ({ ...task, scored: scores !== null })) });
  for (const [of, { scores }] of tasks.entries()) {
    if (!scores) continue;
    for (const piece of piecesOf(of, scores)) {
      if (signal.aborted || !child.connected) return;
      await say({ piece });
    }
  }
  await say({ begin: true });
}

interface Settling {
  readonly resolve: (solved: readonly SolvedTable[]) => void;
  readonly reject: (fault: Error) => void;
}

function hearing(
  tasks: readonly RoundTask[],
  { onProgress, onScores }: Omit<Listening, 'signal'>,
  { resolve, reject }: Settling,
): (message: unknown) => void {
  const scores = new Map<number, PairScores>();
  const scoresOf = (of: number): PairScores => {
    const { left, right } = tasks[of]!.frame;
    const known = scores.get(of) ?? emptyScores(left, right);
    scores.set(of, known);
    return known;
  };
  return (said) => {
    const message = said as RoundMessage;
    if ('progress' in message) onProgress?.(message.progress);
    else if ('piece' in message) putPiece(scoresOf(message.piece.of), message.piece);
    else if ('scored' in message) onScores?.(scoresOf(message.scored), message.scored);
    else if ('solved' in message) resolve(message.solved);
    else reject(new Error(message.failed));
  };
}
