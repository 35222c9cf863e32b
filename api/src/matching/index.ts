export type * from './problem.ts';
export { solveRoundHere } from './round.ts';
export { verifyRound, type Verdict } from './verify.ts';
export { stableMatching, type StableMatching } from './stable.ts';
export { compareMatchings, type MatchingComparison } from './compare.ts';
export { listOf, type TableProblem } from './table.ts';
export type { OnProgress } from './prices.ts';
export { solveAndCheck, solveOnly, solveTable, type SolvedTable } from './table-round.ts';
export { verifyTable } from './table-verify.ts';
