import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import { BatchScorer } from '@kopru/api/counterpart/batch';
import { ProfileColumns } from '@kopru/api/counterpart/columns';
import type { Profile } from '@kopru/api/counterpart/profile';
import { Rarity } from '@kopru/api/counterpart/rarity';
import { scorePair, type ScoreContext } from '@kopru/api/counterpart/score';
import { textVector } from '@kopru/api/counterpart/similarity';
import { weightTenths } from '@kopru/api/counterpart/weights';
import { seeded } from './tables.ts';
import { figures, timed } from './timing.ts';

const PLAIN_ROWS = 20;
const WORDS = Array.from(
  { length: 3000 },
  (_, index) => `w${String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26))}rd${'abcdefghij'[index % 10]}`,
);
const NOW = new Date('2026-11-29T09:00:00Z');

export const context: ScoreContext = {
  weights: weightTenths(),
  rarity: new Rarity({
    fields: { among: 1000, saying: FIELDS.map(({ id }, at) => [id, 20 + 30 * at]) },
    issues: { among: 1000, saying: ISSUES.map(({ id }, at) => [id, 30 + 20 * at]) },
    words: { among: 0, saying: [] },
  }),
  workingLanguage: 'en',
  representativesNeeded: 2,
  now: NOW,
};

/** Invented profiles of the usual size: two to six issues, one to three fields, thirty words. */
export function profiles(count: number, seed: number): Profile[] {
  const next = seeded(seed);
  const upTo = (below: number): number => Math.floor(next() * below);
  const some = <T>(items: readonly T[], many: number): T[] => [...new Set(Array.from({ length: many }, () => items[upTo(items.length)]!))];
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    country: 'TR',
    kind: ['ASSOCIATION', 'FOUNDATION', 'COOPERATIVE', 'CIVIL_INITIATIVE'][upTo(4)]!,
    fieldIds: some(FIELDS, 1 + upTo(3)).map(({ id }) => id),
    issues: some(ISSUES, 2 + upTo(5)).map(({ id }) => ({ issueId: id, direction: next() < 0.5 ? 'NEED' : 'OFFER', statement: null })),
    languages: some(['en', 'tr', 'de', 'fr', 'it'], 1 + upTo(3)),
    about: Array.from({ length: 30 }, () => WORDS[Math.floor(WORDS.length * next() ** 2)]!).join(' '),
    representatives: upTo(3),
    updatedAt: new Date(NOW.getTime() - upTo(600) * 86_400_000),
    answered: upTo(4),
    unanswered: upTo(3),
    masked: false,
  }));
}

/** Scores everybody with everybody from packed columns, and a few rows pair by pair; the tenths are compared before the times are. */
export async function benchScoring(size: number): Promise<void> {
  const [left, right] = [profiles(size, 1), profiles(size, 2)];
  const out = new Uint16Array(size);
  const packed = await timed(() => new BatchScorer(ProfileColumns.of(right), context));
  let sum = 0;
  const batch = await timed(() => {
    for (const viewer of left) {
      packed.result.scoreAll(viewer, out);
      sum += out[0]!;
    }
  });
  const scored = right.map((profile) => ({ profile, text: textVector(profile, context.rarity) }));
  const plain = await timed(() =>
    left
      .slice(0, PLAIN_ROWS)
      .map((profile) =>
        scored.map((candidate) => scorePair({ profile, text: textVector(profile, context.rarity) }, candidate, context).scoreTenths),
      ),
  );
  plain.result.forEach((row, index) => {
    packed.result.scoreAll(left[index]!, out);
    if (row.some((tenths, place) => tenths !== out[place])) throw new Error('The two do not give the same scores.');
  });
  const perPair = (cpuMs: number, pairs: number): string => `${((cpuMs * 1e6) / pairs).toFixed(0)} ns CPU per pair`;
  const times = plain.cpuMs / Math.min(PLAIN_ROWS, size) / (batch.cpuMs / size);
  console.log(
    `scoring ${size} × ${size}: packing ${figures(packed)}; all pairs ${figures(batch)}, ${perPair(batch.cpuMs, size * size)} (checksum ${sum})`,
  );
  console.log(
    `  pair by pair (score.ts, ${PLAIN_ROWS} rows): ${perPair(plain.cpuMs, PLAIN_ROWS * size)}: ${times.toFixed(0)} times as long`,
  );
}
