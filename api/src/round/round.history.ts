import { COMPONENTS } from '../counterpart/counterpart.service.ts';
import { pairKey, quotaName, type IdPair, type RoundSettings } from './round.settings.ts';

/** One thing that a change made otherwise. `setting` is the name of a setting, `weight NAME` or `quota NAME`; values as they are spoken, null for none. */
export interface Difference {
  readonly setting: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The two of a settled or kept pair. */
  readonly pair?: IdPair;
}

/** What somebody did to a round, as it is kept with it. */
export interface HistoryEntry {
  readonly at: string;
  readonly personId: string | null;
  /** The round's `run` afterwards. */
  readonly run: number;
  readonly differences: readonly Difference[];
}

const PLAIN = ['places', 'lowestScore', 'waitingPoints', 'verifiedOnly'] as const;
const spoken = (value: number | boolean | null): string | null => (value === null ? null : String(value));

/** What is otherwise in the second settings, in the order of the page. */
export function differencesOf(before: RoundSettings, after: RoundSettings): Difference[] {
  const plain = PLAIN.map((setting): Difference => ({ setting, before: spoken(before[setting]), after: spoken(after[setting]) }));
  const weights = COMPONENTS.map((name): Difference => ({
    setting: `weight ${name}`,
    before: spoken(before.weights[name]),
    after: spoken(after.weights[name]),
  }));
  const limits = ({ quotas }: RoundSettings): Map<string, string> =>
    new Map(quotas.map((quota) => [quotaName(quota), `${quota.min ?? '0'}–${quota.max ?? '∞'}`]));
  const [once, now] = [limits(before), limits(after)];
  const quotas = [...new Set([...once.keys(), ...now.keys()])].map((name): Difference => ({
    setting: `quota ${name}`,
    before: once.get(name) ?? null,
    after: now.get(name) ?? null,
  }));
  return [
    ...[...plain, ...weights, ...quotas].filter((one) => one.before !== one.after),
    ...pairDifferences('must', before.must, after.must),
    ...pairDifferences('never', before.never, after.never),
  ];
}

function pairDifferences(setting: 'must' | 'never', before: readonly IdPair[], after: readonly IdPair[]): Difference[] {
  const [once, now] = [new Set(before.map(pairKey)), new Set(after.map(pairKey))];
  return [
    ...before.filter((pair) => !now.has(pairKey(pair))).map((pair): Difference => ({ setting, before: 'yes', after: null, pair })),
    ...after.filter((pair) => !once.has(pairKey(pair))).map((pair): Difference => ({ setting, before: null, after: 'yes', pair })),
  ];
}
