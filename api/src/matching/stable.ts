import type { Pair, RoundProblem, Side } from './problem.ts';

/** A matching in which no two organisations would both rather have each other. */
export interface StableMatching {
  readonly proposers: Side;
  readonly pairs: readonly Pair[];
}

/** Everybody's admissible candidates, best first; equal ones by index. `place[left][right]` is not kept: ranks are looked up when compared. */
interface Rankings {
  readonly start: Int32Array;
  readonly other: Int32Array;
  readonly liking: Int32Array;
}

const NONE = -1;

/**
 * Deferred acceptance: proposers ask down their lists, the asked keep the best so far. The result is stable, and the best stable one for every proposer.
 * Ranks are strict (equal scores by index), so it is found in time linear in the pairs. Settled pairs stay out of the market and are part of the answer;
 * forbidden pairs do not exist; places and quotas are not asked, as stability knows neither.
 * Source: D. Gale and L. Shapley, College admissions and the stability of marriage (1962).
 */
export function stableMatching(problem: RoundProblem, proposers: Side = 'left'): StableMatching {
  const asked: Side = proposers === 'left' ? 'right' : 'left';
  const lists = rankings(problem, proposers);
  const liked = new Map<number, number>();
  const likings = rankings(problem, asked);
  for (let one = 0; one < problem[asked]; one += 1) {
    for (let at = likings.start[one]!; at < likings.start[one + 1]!; at += 1) liked.set(one * problem[proposers] + likings.other[at]!, at);
  }
  const next = lists.start.slice(0, problem[proposers]);
  const held = new Int32Array(problem[asked]).fill(NONE);
  const placeOf = (one: number, proposer: number): number => liked.get(one * problem[proposers] + proposer)!;
  for (let first = 0; first < problem[proposers]; first += 1) {
    for (let proposer = first; proposer !== NONE && next[proposer]! < lists.start[proposer + 1]!;) {
      const one = lists.other[next[proposer]!]!;
      next[proposer]! += 1;
      const before = held[one]!;
      if (before !== NONE && placeOf(one, before) < placeOf(one, proposer)) continue;
      held[one] = proposer;
      proposer = before;
    }
  }
  const found = Array.from(held.entries()).filter(([, proposer]) => proposer !== NONE);
  const pairs = found.map(([one, proposer]): Pair => (proposers === 'left' ? [proposer, one] : [one, proposer]));
  return { proposers, pairs: [...problem.must, ...pairs].sort((a, b) => a[0] - b[0]) };
}

/** Admissible candidates of each organisation of a side, as it ranks them itself. */
function rankings(problem: RoundProblem, side: Side): Rankings {
  const { scores } = problem;
  const open = admissible(problem);
  const size = problem[side];
  const [own, others] = side === 'left' ? [scores.left, scores.right] : [scores.right, scores.left];
  const liking = (side === 'left' ? scores.byLeft : scores.byRight) ?? scores.score;
  const order = open.sort((a, b) => own[a]! - own[b]! || liking[b]! - liking[a]! || others[a]! - others[b]!);
  const start = new Int32Array(size + 1);
  for (const pair of order) start[own[pair]! + 1]! += 1;
  for (let index = 0; index < size; index += 1) start[index + 1]! += start[index]!;
  return { start, other: order.map((pair) => others[pair]!), liking: order.map((pair) => liking[pair]!) };
}

/** Places in `scores` of pairs that are neither forbidden nor of somebody settled. */
export function admissible({ scores, must, never, right }: RoundProblem): Int32Array {
  const forbidden = new Set(never.map(([l, r]) => l * right + r));
  const lefts = new Set(must.map(([l]) => l));
  const rights = new Set(must.map(([, r]) => r));
  const all = Int32Array.from(scores.left.keys());
  return all.filter((at) => {
    const [l, r] = [scores.left[at]!, scores.right[at]!];
    return !lefts.has(l) && !rights.has(r) && !forbidden.has(l * right + r);
  });
}
