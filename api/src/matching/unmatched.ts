import type { Certificate, RoundPair, RoundProblem, Side, Unmatched } from './problem.ts';
import type { ReducedProblem } from './reduce.ts';

/** One side as the explanation looks at it. */
interface Standing {
  readonly side: Side;
  /** Pairs of the problem, and pairs still admissible, per organisation. */
  readonly listed: Int32Array;
  readonly admissible: Int32Array;
  readonly forbidden: Int32Array;
  /** The admissible candidate that is worth most, −1 for none, and its worth. */
  readonly best: Int32Array;
  readonly bestWorth: Int32Array;
  /** The most that a pair of it would gain if places and quotas asked nothing, and if only places asked nothing. */
  readonly gainFree: Float64Array;
  readonly gainWithinQuotas: Float64Array;
}

/** Says of everybody without a partner why, by the prices: a pair that is worth more than its other side's price fails only for what places and quotas ask. */
export function explainUnmatched(
  problem: RoundProblem,
  reduced: ReducedProblem,
  pairs: readonly RoundPair[],
  prices: Certificate,
): Unmatched[] {
  const partner = { left: new Int32Array(problem.left).fill(-1), right: new Int32Array(problem.right).fill(-1) };
  for (const { left, right } of pairs) {
    partner.left[left] = right;
    partner.right[right] = left;
  }
  const full = problem.places !== null && pairs.length >= problem.places;
  const asked = { left: quotaPrices(problem, prices, 'left'), right: quotaPrices(problem, prices, 'right') };
  const standings = standingsOf(problem, reduced, prices, asked);
  return standings.flatMap((standing) => {
    const other = standing.side === 'left' ? partner.right : partner.left;
    const unmatched = Array.from(partner[standing.side].keys()).filter((index) => partner[standing.side][index] === -1);
    return unmatched.map((index) => reasonFor(problem, prices, standing, index, other, full));
  });
}

/** What quotas ask of each organisation, together. */
function quotaPrices(problem: RoundProblem, prices: Certificate, side: Side): Float64Array {
  const asked = new Float64Array(problem[side]);
  problem.quotas.forEach((quota, at) => {
    const { min, max } = prices.quotas[at]!;
    if (quota.side === side && max !== min) for (const index of quota.members) asked[index]! += max - min;
  });
  return asked;
}

function standingsOf(
  problem: RoundProblem,
  { pairs }: ReducedProblem,
  prices: Certificate,
  asked: Record<Side, Float64Array>,
): [Standing, Standing] {
  const sides = [emptyStanding('left', problem.left), emptyStanding('right', problem.right)] as const;
  const { scores } = problem;
  const never = new Set(problem.never.map(([left, right]) => left * problem.right + right));
  for (let pair = 0; pair < scores.left.length; pair += 1) {
    const [left, right] = [scores.left[pair]!, scores.right[pair]!];
    const forbidden = never.size > 0 && never.has(left * problem.right + right) ? 1 : 0;
    sides[0].listed[left]! += 1;
    sides[1].listed[right]! += 1;
    sides[0].forbidden[left]! += forbidden;
    sides[1].forbidden[right]! += forbidden;
  }
  for (let left = 0; left < pairs.rows; left += 1) {
    for (let at = pairs.start[left]!; at < pairs.start[left + 1]!; at += 1) {
      const [right, worth] = [pairs.column[at]!, pairs.value[at]!];
      const quota = asked.left[left]! + asked.right[right]!;
      meet(sides[0], left, right, worth, worth - prices.right[right]!, quota);
      meet(sides[1], right, left, worth, worth - prices.left[left]!, quota);
    }
  }
  return [...sides];
}

function emptyStanding(side: Side, size: number): Standing {
  return {
    side,
    listed: new Int32Array(size),
    admissible: new Int32Array(size),
    forbidden: new Int32Array(size),
    best: new Int32Array(size).fill(-1),
    bestWorth: new Int32Array(size).fill(-1),
    gainFree: new Float64Array(size).fill(-Infinity),
    gainWithinQuotas: new Float64Array(size).fill(-Infinity),
  };
}

function meet(standing: Standing, index: number, other: number, worth: number, gain: number, quota: number): void {
  standing.admissible[index]! += 1;
  if (worth > standing.bestWorth[index]!) {
    standing.bestWorth[index] = worth;
    standing.best[index] = other;
  }
  if (gain > standing.gainFree[index]!) standing.gainFree[index] = gain;
  if (gain - quota > standing.gainWithinQuotas[index]!) standing.gainWithinQuotas[index] = gain - quota;
}

function reasonFor(
  problem: RoundProblem,
  prices: Certificate,
  standing: Standing,
  index: number,
  partnerOfOther: Int32Array,
  full: boolean,
): Unmatched {
  const { side } = standing;
  if (standing.listed[index] === 0) return { side, index, reason: 'NO_CANDIDATE' };
  if (standing.admissible[index] === 0) {
    return { side, index, reason: standing.forbidden[index] === standing.listed[index] ? 'FORBIDDEN' : 'CANDIDATES_SETTLED' };
  }
  const other = standing.best[index]!;
  const bonus = problem.waitingBonus[side][index]! + problem.waitingBonus[side === 'left' ? 'right' : 'left'][other]!;
  const matchedWith = partnerOfOther[other]!;
  const best = { index: other, score: standing.bestWorth[index]! - bonus, matchedWith: matchedWith === -1 ? null : matchedWith };
  const quota =
    standing.gainFree[index]! > 0 && standing.gainWithinQuotas[index]! <= 0 ? dearestQuota(problem, prices, side, index) : undefined;
  if (quota !== undefined) return { side, index, reason: 'QUOTA', quota, best };
  return { side, index, reason: full && standing.gainWithinQuotas[index]! > 0 ? 'NO_PLACES' : 'OUTCOMPETED', best };
}

/** The quota that asks most of an organisation; undefined when none asks anything. */
function dearestQuota(problem: RoundProblem, prices: Certificate, side: Side, index: number): string | undefined {
  const asking = problem.quotas
    .map((quota, at) => ({ quota, price: prices.quotas[at]!.max - prices.quotas[at]!.min }))
    .filter(({ quota, price }) => price > 0 && quota.side === side && Array.from(quota.members).includes(index));
  return asking.sort((a, b) => b.price - a.price)[0]?.quota.name;
}
