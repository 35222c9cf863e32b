import { solveRoundHere, verifyRound, type Quota, type RoundProblem } from '@kopru/api/matching/index';
import { seeded } from './tables.ts';
import { figures, timed } from './timing.ts';

const PER_ROW = 40;
const COUNTRIES = 27;
const FIELDS = 20;

/**
 * A round as a programme would set it: correlated scores with forty candidates a row, countries drawn unevenly on the right with at most so many pairs each and
 * at least some of each, and fields (one to three each, so that they cross) on the left with a maximum and a minimum.
 */
export function roundWithQuotas(size: number): RoundProblem {
  const next = seeded(size + 1);
  const liked = Array.from({ length: 2 * size }, next);
  const pairs = new Map<number, number>();
  for (let left = 0; left < size; left += 1) {
    for (let k = 0; k < PER_ROW; k += 1) {
      const right = Math.floor(next() * size);
      pairs.set(left * size + right, Math.round(1000 * (0.4 * liked[left]! + 0.4 * liked[size + right]! + 0.2 * next())));
    }
  }
  const keys = [...pairs.keys()];
  const country = Array.from({ length: size }, () => Math.floor(COUNTRIES * next() ** 2));
  const fields = Array.from(
    { length: size },
    () => new Set(Array.from({ length: 1 + Math.floor(next() * 3) }, () => Math.floor(FIELDS * next() ** 2))),
  );
  const places = Math.floor(size / 4);
  const quotas: Quota[] = [];
  for (let one = 0; one < COUNTRIES; one += 1) {
    const members = country.flatMap((of, index) => (of === one ? [index] : []));
    quotas.push({ name: `country ${one}`, side: 'right', members, min: Math.min(1, members.length), max: Math.ceil(places / 12) });
  }
  for (let one = 0; one < FIELDS; one += 1) {
    const members = fields.flatMap((of, index) => (of.has(one) ? [index] : []));
    quotas.push({
      name: `field ${one}`,
      side: 'left',
      members,
      min: Math.floor((places * members.length) / size / 1.3),
      max: Math.ceil((places * members.length * 1.1) / size),
    });
  }
  return {
    left: size,
    right: size,
    scores: {
      left: Int32Array.from(keys, (key) => Math.floor(key / size)),
      right: Int32Array.from(keys, (key) => key % size),
      score: Int32Array.from(pairs.values()),
    },
    places,
    must: [],
    never: [],
    waitingBonus: { left: new Int32Array(size), right: new Int32Array(size) },
    quotas,
  };
}

export async function benchQuotas(size: number): Promise<void> {
  const problem = roundWithQuotas(size);
  const solved = await timed(() => solveRoundHere(problem));
  const { status, total, bound, gap, proof, pairs } = solved.result;
  const verdict = verifyRound(problem, solved.result);
  if (!verdict.valid) throw new Error(verdict.faults.join(' '));
  const told = `${status} by ${proof}: ${pairs.length} pairs, ${total} of at most ${bound}, gap ${(100 * gap).toFixed(3)}%, prices alone prove ${verdict.provenBound}`;
  console.log(`${problem.quotas.length} quotas  ${String(size).padStart(6)}  ${figures(solved)}  ${told}`);
}
