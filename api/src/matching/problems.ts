import type { Pair, Quota, RoundProblem, Side } from './problem.ts';
import type { TableProblem } from './table.ts';

/** A small seeded generator, 0 ≤ x < 1, so that a problem can be met again. Source: T. Ettinger's mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A problem of at most five on each side with all kinds of conditions, some of which contradict each other. */
export function randomProblem(next: () => number): RoundProblem {
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  const [left, right] = [1 + upTo(4), 1 + upTo(4)];
  const tied = next() < 0.3 ? 4 : 1000;
  const listed: [number, number, number][] = [];
  for (let l = 0; l < left; l += 1) for (let r = 0; r < right; r += 1) if (next() < 0.75) listed.push([l, r, upTo(tied)]);
  const bonus = (size: number): Int32Array => Int32Array.from({ length: size }, () => (next() < 0.3 ? upTo(200) : 0));
  const somePairs = (chance: number): Pair[] => listed.filter(() => next() < chance).map(([l, r]): Pair => [l, r]);
  const quota = (_: unknown, at: number): Quota => {
    const side: Side = next() < 0.5 ? 'left' : 'right';
    const members = Array.from({ length: side === 'left' ? left : right }, (_one, index) => index).filter(() => next() < 0.6);
    const limits = next() < 0.5 ? { max: upTo(2) } : next() < 0.7 ? { min: 1 + upTo(1) } : { min: 1, max: 1 + upTo(1) };
    return { name: `quota ${at}`, side, members, ...limits };
  };
  return {
    left,
    right,
    scores: {
      left: Int32Array.from(listed, ([l]) => l),
      right: Int32Array.from(listed, ([, r]) => r),
      score: Int32Array.from(listed, ([, , score]) => score),
    },
    places: next() < 0.5 ? null : upTo(4),
    must: next() < 0.3 ? somePairs(0.12) : [],
    never: next() < 0.4 ? somePairs(0.2) : [],
    waitingBonus: { left: bonus(left), right: bonus(right) },
    quotas: next() < 0.5 ? [] : Array.from({ length: 1 + upTo(3) }, quota),
  };
}

/** A chosen pair and what it is worth. */
type Chosen = readonly [left: number, right: number, worth: number];

/** Calls `visit` with every choice of pairs that are candidates and not forbidden, in which nobody stands twice. */
function tryAll({ left, right, scores, waitingBonus, never }: RoundProblem, visit: (chosen: readonly Chosen[]) => void): void {
  const forbidden = new Set(never.map(([l, r]) => l * right + r));
  const options: Chosen[][] = Array.from({ length: left }, () => []);
  scores.left.forEach((l, at) => {
    const r = scores.right[at]!;
    if (!forbidden.has(l * right + r)) options[l]!.push([l, r, scores.score[at]! + waitingBonus.left[l]! + waitingBonus.right[r]!]);
  });
  const chosen: Chosen[] = [];
  const from = (row: number): void => {
    if (row === left) return visit(chosen);
    from(row + 1);
    for (const option of options[row]!) {
      if (chosen.some(([, r]) => r === option[1])) continue;
      chosen.push(option);
      from(row + 1);
      chosen.pop();
    }
  };
  from(0);
}

const countIn = (chosen: readonly Chosen[], { side, members }: Quota): number =>
  chosen.filter((pair) => Array.from(members).includes(pair[side === 'left' ? 0 : 1])).length;

/** Whether a choice keeps everything but minimums. */
function keepsRest(chosen: readonly Chosen[], { places, must, quotas }: RoundProblem): boolean {
  return (
    chosen.length <= (places ?? Infinity) &&
    must.every(([l, r]) => chosen.some((pair) => pair[0] === l && pair[1] === r)) &&
    quotas.every((quota) => countIn(chosen, quota) <= (quota.max ?? Infinity))
  );
}

/** The most that any admissible choice of pairs is worth, found by trying all of them; null when there is none. */
export function bestByTrying(problem: RoundProblem): number | null {
  let best: number | null = null;
  tryAll(problem, (chosen) => {
    const worth = chosen.reduce((sum, [, , value]) => sum + value, 0);
    if (worth <= (best ?? -1) || !keepsRest(chosen, problem)) return;
    if (problem.quotas.every((quota) => countIn(chosen, quota) >= (quota.min ?? 0))) best = worth;
  });
  return best;
}

/** The fewest organisations that any choice of pairs leaves missing from minimums; Infinity when something else cannot be kept. */
export function missingByTrying(problem: RoundProblem): number {
  let fewest = Infinity;
  tryAll(problem, (chosen) => {
    if (!keepsRest(chosen, problem)) return;
    const missing = problem.quotas.reduce((sum, quota) => sum + Math.max(0, (quota.min ?? 0) - countIn(chosen, quota)), 0);
    fewest = Math.min(fewest, missing);
  });
  return fewest;
}

/** The same problem as tables: what is not listed is kept apart. Both sides like a pair as much as it scores, unless `theirs` says otherwise. */
export function tableOf(problem: RoundProblem, theirs: (score: number) => number = (score) => score): TableProblem {
  const { left, right, scores, places, must, never, waitingBonus, quotas } = problem;
  const byLeft = new Uint16Array(left * right);
  const byRight = new Uint16Array(left * right);
  const listed = new Set<number>();
  scores.left.forEach((l, at) => {
    const place = l * right + scores.right[at]!;
    listed.add(place);
    byLeft[place] = scores.score[at]!;
    byRight[place] = theirs(scores.score[at]!);
  });
  const all = Array.from({ length: left * right }, (_, place) => place);
  const apart = all.filter((place) => !listed.has(place)).map((place): Pair => [Math.floor(place / right), place % right]);
  const none = { left: new Uint8Array(left), right: new Uint8Array(right) };
  return { left, right, byLeft, byRight, lowest: 0, apart, wary: none, known: none, places, must, never, waitingBonus, quotas };
}
