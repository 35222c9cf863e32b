/** The two columns of a round: organisations of side A stand left, those of side B right, each by its index. */
export type Side = 'left' | 'right';

/** A left and a right index. */
export type Pair = readonly [left: number, right: number];

/** Candidate pairs as three columns of one length, each pair at most once. A pair that is not listed may not be matched. */
export interface PairScores {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Tenths of a point, ≥ 0. */
  readonly score: Int32Array;
}

/** At least `min` and at most `max` of some organisations of one side get a partner. Groups may overlap in any way. */
export interface Quota {
  /** No other quota of the problem has it. */
  readonly name: string;
  readonly side: Side;
  /** Indices on that side, each once. */
  readonly members: Int32Array | readonly number[];
  readonly min?: number;
  readonly max?: number;
}

/** Everything a round depends on. It can be handed to a thread as it is. */
export interface RoundProblem {
  /** How many organisations stand on each side. */
  readonly left: number;
  readonly right: number;
  readonly scores: PairScores;
  /** Most pairs; null for as many as are worth it. */
  readonly places: number | null;
  /** Pairs that staff have settled, and pairs that may not be. */
  readonly must: readonly Pair[];
  readonly never: readonly Pair[];
  /** Tenths of a point that a pair gains for each of its organisations, ≥ 0, for those that wait longest; one per organisation. */
  readonly waitingBonus: { readonly left: Int32Array; readonly right: Int32Array };
  readonly quotas: readonly Quota[];
}

/** A chosen pair. Its worth is `score` + `bonus`, both in tenths. */
export interface RoundPair {
  readonly left: number;
  readonly right: number;
  readonly score: number;
  readonly bonus: number;
}

/** One thing that is asked of a round. A value is a number of organisations, of PLACES one of pairs. */
export type Limit =
  | { readonly kind: 'MIN' | 'MAX'; readonly quota: string; readonly value: number }
  | { readonly kind: 'PLACES'; readonly value: number }
  | { readonly kind: 'MUST' | 'NEVER'; readonly pair: Pair };

/** What makes a problem unsolvable, as narrow as could be found. */
export type Obstacle =
  | { readonly kind: 'MUST_NOT_A_CANDIDATE'; readonly pair: Pair }
  | { readonly kind: 'MUST_AND_NEVER'; readonly pair: Pair }
  | { readonly kind: 'MUST_TWICE'; readonly side: Side; readonly index: number }
  | { readonly kind: 'MORE_MUST_THAN_PLACES'; readonly must: number; readonly places: number }
  /**
   * No choice of pairs keeps all these limits; without any one of them there is one (unless time ran out). `missing` organisations at least fall short of the minimums
   * among them; where there is no minimum, so many are too many. `lowest`: the lowest score is one of the limits, for with pairs below it there is a choice that keeps the others.
   */
  | { readonly kind: 'CONFLICT'; readonly limits: readonly Limit[]; readonly missing: number; readonly lowest?: true }
  /** With quotas every pair that could be chosen stands in a list, which holds no more than `most`. */
  | { readonly kind: 'TOO_MANY_CANDIDATES'; readonly candidates: number; readonly most: number }
  /** Neither a choice that keeps all limits nor a proof that there is none was found in time. */
  | { readonly kind: 'UNDECIDED' };

/**
 * Why an organisation got no partner.
 * NO_CANDIDATE: no pair of it is listed. FORBIDDEN: all of them may never be. CANDIDATES_SETTLED: all its candidates are in settled pairs.
 * NO_PLACES: with one more place it, or one it would push out, could be matched. QUOTA: taking it in would gain something, but break `quotas`. OUTCOMPETED: its candidates are worth more elsewhere, with quotas or without.
 */
export type UnmatchedReason = 'NO_CANDIDATE' | 'FORBIDDEN' | 'CANDIDATES_SETTLED' | 'NO_PLACES' | 'QUOTA' | 'OUTCOMPETED';

export interface Unmatched {
  readonly side: Side;
  readonly index: number;
  readonly reason: UnmatchedReason;
  /** The quotas that keep it out, by name: all that the nearest exchange would break. */
  readonly quotas?: readonly string[];
  /** Its best admissible candidate, and with whom that one is matched instead (null: with nobody). With NO_CANDIDATE the best below the lowest score, if there is one. */
  readonly best?: Candidate;
  /** The best few, that one first; nothing where they were not looked for. */
  readonly candidates?: readonly Candidate[];
}

/** Somebody it could have been matched with. */
export interface Candidate {
  readonly index: number;
  /** Tenths, without bonuses. */
  readonly score: number;
  /** Null: with nobody. */
  readonly matchedWith: number | null;
}

/**
 * Prices that prove a bound (dual variables), in tenths and multiples of 1/1024, so that every sum of them is exact. All are ≥ 0.
 * Every admissible pair is worth at most left + right + places + (max − min) of each quota that an organisation of it belongs to; so no
 * admissible solution is worth more than the sum of all left and right + places × places' price + Σ quota max × its price − Σ quota min × its price,
 * where settled pairs count with what they are worth beyond their prices. `verifyRound` adds it up.
 */
export interface Certificate {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly places: number;
  /** One per quota of the problem, in its order. */
  readonly quotas: readonly { readonly min: number; readonly max: number }[];
  /** What the prices prove, in tenths. */
  readonly bound: number;
}

/** OPTIMAL: nothing is worth more. WITHIN_GAP: nothing is worth more than `bound`. */
export type RoundStatus = 'OPTIMAL' | 'WITHIN_GAP' | 'INFEASIBLE';

export interface RoundSolution {
  readonly status: RoundStatus;
  /** By left index; empty when INFEASIBLE. */
  readonly pairs: readonly RoundPair[];
  /** Tenths: scores and bonuses of all pairs. */
  readonly total: number;
  /** Tenths: no admissible solution is worth more. */
  readonly bound: number;
  /** (bound − total) / bound; 0 when OPTIMAL. */
  readonly gap: number;
  /** DUALS: `certificate` alone proves the bound. SEARCH: HiGHS closed the rest by branch and bound, which no prices can show. */
  readonly proof: 'DUALS' | 'SEARCH' | 'NONE';
  readonly infeasible: readonly Obstacle[];
  readonly unmatched: readonly Unmatched[];
  readonly certificate: Certificate | null;
}

/** Where the work stands. */
export interface RoundProgress {
  readonly phase: 'PREPARING' | 'ASSIGNING' | 'PRICING' | 'QUOTAS' | 'EXPLAINING';
  /** Pairs matched so far, and the best that could be reached; null where unknown. */
  readonly pairs: number;
  readonly bound: number | null;
}

/** Refuses what is not a problem at all: wrong lengths, indices outside, negative or fractional numbers. */
export function checkProblem(problem: RoundProblem): void {
  const { left, right, scores, places, waitingBonus } = problem;
  const length = scores.left.length;
  if (scores.right.length !== length || scores.score.length !== length) throw new RangeError('The columns of scores differ in length.');
  if (waitingBonus.left.length !== left || waitingBonus.right.length !== right)
    throw new RangeError('Give one waiting bonus per organisation.');
  if (places !== null && !isCount(places)) throw new RangeError('Places are a whole number ≥ 0, or null.');
  const pairs = [...problem.must, ...problem.never];
  if (!pairs.every(([l, r]) => isIndex(l, left) && isIndex(r, right))) throw new RangeError('A settled or forbidden pair names nobody.');
  for (let pair = 0; pair < length; pair += 1) {
    if (!isIndex(scores.left[pair]!, left) || !isIndex(scores.right[pair]!, right)) throw new RangeError(`Pair ${pair} names nobody.`);
    if (scores.score[pair]! < 0) throw new RangeError(`Pair ${pair} has a negative score.`);
  }
  if (waitingBonus.left.some((bonus) => bonus < 0) || waitingBonus.right.some((bonus) => bonus < 0))
    throw new RangeError('A waiting bonus is ≥ 0.');
  if (new Set(problem.quotas.map(({ name }) => name)).size < problem.quotas.length) throw new RangeError('Two quotas have one name.');
  for (const quota of problem.quotas) checkQuota(quota, quota.side === 'left' ? left : right);
}

function checkQuota({ name, members, min, max }: Quota, size: number): void {
  const all = Array.from(members);
  if (!all.every((index) => isIndex(index, size)) || new Set(all).size !== all.length)
    throw new RangeError(`Quota ${name} names an organisation twice, or nobody.`);
  if (![min ?? 0, max ?? 0].every(isCount)) throw new RangeError(`The limits of quota ${name} are whole numbers ≥ 0.`);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isIndex = (value: number, size: number): boolean => isCount(value) && value < size;
