import type { Highs } from 'highs';
import type { Limit, Obstacle, Pair, Quota, RoundProblem } from './problem.ts';
import { isWhole, loadSolver, PairModel, type LinearAnswer } from './quota-model.ts';
import { firstPairs, generate } from './quota-pricing.ts';
import { distinct, reduce, type ReducedProblem } from './reduce.ts';

/** How long limits are looked at one by one; sets that are not narrowed by then are true, but may hold more than it takes. */
const NARROWING_MS = 30_000;
/** Seconds that branch and bound may take of each question that shares of pairs do not answer. */
const SEARCH_SECONDS = 5;
const TOLERANCE = 1e-6;

/**
 * Which limits of a problem without contradictions cannot be met together: for each conflict a set of which every single member is needed for it, so that changing one of
 * each is what it takes. Sets share no limit but the places. UNDECIDED when nothing is proven to be in the way.
 */
export async function conflicts(problem: RoundProblem): Promise<Obstacle[]> {
  const all = limitsOf(problem);
  const model = new LimitModel(await loadSolver(), problem, all);
  try {
    const found: Obstacle[] = [];
    for (let asked: readonly Limit[] = all; model.contradicts(asked);) {
      // Shares of pairs are quickly asked and leave few limits to be asked of whole pairs.
      const few = narrowest([], false, model.priced(asked), (some) => model.contradictsShares(some));
      const limits = narrowest([], false, few, (some) => model.contradicts(some));
      found.push({ kind: 'CONFLICT', limits, missing: model.missing(limits) });
      asked = asked.filter((limit) => limit.kind === 'PLACES' || !limits.includes(limit));
    }
    return found.length > 0 ? found : [{ kind: 'UNDECIDED' }];
  } finally {
    model.dispose();
  }
}

/** Whether a choice of pairs that keeps these limits was found; what else the problem asks is let go of. */
export async function canBeMet(problem: RoundProblem, limits: readonly Limit[]): Promise<boolean> {
  const model = new LimitModel(await loadSolver(), problem, limits);
  try {
    return model.keeps(limits);
  } finally {
    model.dispose();
  }
}

/** All that is asked. What comes first is named rather than what comes later, where either would explain a conflict. */
function limitsOf(problem: RoundProblem): Limit[] {
  const of = (kind: 'MIN' | 'MAX', limit: (quota: Quota) => number | undefined): Limit[] =>
    problem.quotas.flatMap((quota): Limit[] => (limit(quota) === undefined ? [] : [{ kind, quota: quota.name, value: limit(quota)! }]));
  return [
    ...of('MIN', ({ min }) => min),
    ...of('MAX', ({ max }) => max),
    ...(problem.places === null ? [] : [{ kind: 'PLACES', value: problem.places } as const]),
    ...distinct(problem, problem.must).map((pair): Limit => ({ kind: 'MUST', pair })),
    ...distinct(problem, problem.never).map((pair): Limit => ({ kind: 'NEVER', pair })),
  ];
}

/**
 * Of limits that contradict each other together with `held`, some that do and of which none can be left out.
 *
 * Source: U. Junker, QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems (2004).
 */
function narrowest(
  held: readonly Limit[],
  isMore: boolean,
  limits: readonly Limit[],
  contradict: (limits: readonly Limit[]) => boolean,
): readonly Limit[] {
  if (isMore && contradict(held)) return [];
  if (limits.length === 1) return limits;
  const [first, second] = [limits.slice(0, limits.length >> 1), limits.slice(limits.length >> 1)];
  const ofSecond = narrowest([...held, ...first], true, second, contradict);
  const ofFirst = narrowest([...held, ...ofSecond], ofSecond.length > 0, first, contradict);
  return [...ofFirst, ...ofSecond];
}

/** A problem of which every limit can be set aside alone: each minimum and maximum is a quota by itself, settled and forbidden pairs are pairs like all others. */
class LimitModel {
  private readonly whole: ReducedProblem;
  private readonly model: PairModel;
  private readonly limits: readonly Limit[];
  /** Which quota of the model each limit is. */
  private readonly rowOf: ReadonlyMap<Limit, number>;
  /** Limits that were found to be met together: then fewer of them are, too. */
  private readonly keptByShares: ReadonlySet<Limit>[] = [];
  private readonly keptByPairs: ReadonlySet<Limit>[] = [];
  private readonly until = performance.now() + NARROWING_MS;

  constructor(solver: Highs, problem: RoundProblem, limits: readonly Limit[]) {
    this.limits = limits;
    this.rowOf = new Map(limits.filter(({ kind }) => kind === 'MIN' || kind === 'MAX').map((limit, row) => [limit, row]));
    this.whole = reduce({ ...problem, must: [], never: [], quotas: limits.flatMap((limit) => alone(problem, limit)) });
    this.model = new PairModel(solver, this.whole, 'MISSING');
    this.model.add(firstPairs(this.whole));
    this.model.add(limits.flatMap((limit) => ('pair' in limit ? this.placeOf(limit.pair) : [])));
  }

  /** True when it is proven that no choice of pairs keeps these limits. */
  contradicts(limits: readonly Limit[]): boolean {
    if (isWithin(limits, this.keptByPairs)) return false;
    const answer = this.shares(limits);
    if (answer === undefined) return false;
    if (isShort(answer) || (!isWhole(answer!.share) && this.fewestMissing(0).proven > 0)) return true;
    this.keptByPairs.push(new Set(limits));
    return false;
  }

  /** True when a choice of pairs keeps these limits: more than that none is proven to be missing. */
  keeps(limits: readonly Limit[]): boolean {
    const answer = this.shares(limits);
    return !!answer && !isShort(answer) && (isWhole(answer.share) || this.fewestMissing(0).found === 0);
  }

  /** True when not even shares of pairs keep these limits. */
  contradictsShares(limits: readonly Limit[]): boolean {
    if (isWithin(limits, this.keptByShares)) return false;
    const answer = this.shares(limits);
    if (answer === undefined) return false;
    if (isShort(answer)) return true;
    this.keptByShares.push(new Set(limits));
    return false;
  }

  /** Of limits that no shares of pairs keep those that have a price: they contradict each other without the rest (Farkas). All of them where that says nothing. */
  priced(limits: readonly Limit[]): readonly Limit[] {
    const answer = this.shares(limits);
    if (!answer || !isShort(answer)) return limits;
    const priced = limits.filter((limit) => Math.abs(this.priceOf(limit, answer)) > TOLERANCE);
    return this.contradictsShares(priced) ? priced : limits;
  }

  /** How many organisations at least are missing from the minimums among contradictory limits, or are too many where there is none. */
  missing(limits: readonly Limit[]): number {
    this.hold(limits);
    const answer = generate(this.model, this.whole);
    // Without a minimum settled pairs pass a maximum; by one, for none of them can be left out.
    if (!answer) return 1;
    const least = Math.max(1, Math.ceil(missingIn(answer) - TOLERANCE));
    if (isWhole(answer.share)) return least;
    const { found } = this.fewestMissing(least);
    return Number.isFinite(found) ? found : least;
  }

  dispose(): void {
    this.model.dispose();
  }

  /** Over the pairs that are there; over all where those leave more missing than `least`. */
  private fewestMissing(least: number): { readonly found: number; readonly proven: number } {
    const { found } = this.model.leastMissing(SEARCH_SECONDS);
    if (found <= least) return { found, proven: 0 };
    this.model.add(Array.from(this.whole.pairs.column.keys()));
    return this.model.leastMissing(SEARCH_SECONDS);
  }

  /** The linear answer under some limits; null when something other than minimums cannot be kept, undefined when there is no time left to ask. */
  private shares(limits: readonly Limit[]): LinearAnswer | null | undefined {
    if (performance.now() > this.until) return undefined;
    this.hold(limits);
    return generate(this.model, this.whole);
  }

  private priceOf(limit: Limit, answer: LinearAnswer): number {
    if (limit.kind === 'PLACES') return answer.places;
    if ('pair' in limit) return this.placeOf(limit.pair).length > 0 ? answer.askedFor(...limit.pair) : 0;
    const { min, max } = answer.quotas[this.rowOf.get(limit)!]!;
    return limit.kind === 'MIN' ? min : max;
  }

  private hold(limits: readonly Limit[]): void {
    const held = new Set(limits);
    for (const limit of this.limits) {
      const holds = held.has(limit);
      if (limit.kind === 'PLACES') this.model.holdPlaces(holds);
      else if ('pair' in limit) for (const pair of this.placeOf(limit.pair)) this.model.holdPair(pair, holds ? limit.kind : 'FREE');
      else this.model.holdQuota(this.rowOf.get(limit)!, holds);
    }
  }

  /** Where a pair lies among all; nowhere when it is no candidate anyway. */
  private placeOf([left, right]: Pair): number[] {
    const { start, column } = this.whole.pairs;
    const place = column.indexOf(right, start[left]);
    return place !== -1 && place < start[left + 1]! ? [place] : [];
  }
}

const isWithin = (limits: readonly Limit[], sets: readonly ReadonlySet<Limit>[]): boolean =>
  sets.some((set) => limits.every((limit) => set.has(limit)));

const isShort = (answer: LinearAnswer | null): boolean => answer === null || missingIn(answer) > TOLERANCE;

const missingIn = ({ missing }: LinearAnswer): number => missing.reduce((sum, one) => sum + one, 0);

/** A quota that asks for one limit only; none where a limit is of no quota. */
function alone({ quotas }: RoundProblem, limit: Limit): Quota[] {
  if (limit.kind !== 'MIN' && limit.kind !== 'MAX') return [];
  const { name, side, members } = quotas.find((quota) => quota.name === limit.quota)!;
  return [{ name, side, members, ...(limit.kind === 'MIN' ? { min: limit.value } : { max: limit.value }) }];
}
