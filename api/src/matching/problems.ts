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

/** The most that any admissible choice of pairs is worth, found by trying all of them; null when there is none. */
export function bestByTrying(problem: RoundProblem): number | null {
  const { scores, waitingBonus, must, never, quotas } = problem;
  const key = ([l, r]: Pair): number => l * problem.right + r;
  const wanted = new Set(must.map(key));
  const never_ = new Set(never.map(key));
  const options: [number, number, number][][] = Array.from({ length: problem.left }, () => []);
  scores.left.forEach((l, at) => {
    const r = scores.right[at]!;
    if (!never_.has(key([l, r]))) options[l]!.push([l, r, scores.score[at]! + waitingBonus.left[l]! + waitingBonus.right[r]!]);
  });
  let best: number | null = null;
  const chosen: [number, number, number][] = [];
  const holds = (): boolean =>
    chosen.length <= (problem.places ?? Infinity) &&
    chosen.filter(([l, r]) => wanted.has(key([l, r]))).length === wanted.size &&
    quotas.every(({ side, members, min, max }) => {
      const count = chosen.filter((pair) => Array.from(members).includes(pair[side === 'left' ? 0 : 1])).length;
      return count >= (min ?? 0) && count <= (max ?? Infinity);
    });
  const from = (row: number): void => {
    if (row === problem.left) {
      const worth = chosen.reduce((sum, [, , value]) => sum + value, 0);
      if (worth > (best ?? -1) && holds()) best = worth;
      return;
    }
    from(row + 1);
    for (const option of options[row]!) {
      if (chosen.some(([, r]) => r === option[1])) continue;
      chosen.push(option);
      from(row + 1);
      chosen.pop();
    }
  };
  from(0);
  return best;
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
