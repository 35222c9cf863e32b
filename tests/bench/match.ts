/**
 * How well the score finds a partner that is known to be the best: worlds with planted needs and offers, noise, missing data and popular organisations.
 * `npm run bench:match`; SIZES=100,500,2000 NOISE=0,0.2,0.4 WORLDS=3 change it. Every rival gets the same profiles; both sides look for partners. Then who is in nobody's ten
 * of Köprü, with and without the one who is seldom seen, each side looking LOOKS=1 times, one organisation after the other.
 */
import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import type { Profile } from '@kopru/api/counterpart/profile';
import { countWords, Rarity, type Count } from '@kopru/api/counterpart/rarity';
import type { ScoreContext } from '@kopru/api/counterpart/score';
import { weightTenths } from '@kopru/api/counterpart/weights';
import { byKnowing } from './match/knowing.ts';
import { bySameIssues, byPopularity, byScore, byText, byChance, type Ranking } from './match/rankings.ts';
import { lookBeside, type Beside } from './match/seldom.ts';
import { makeWorld, NOW, type World } from './match/worlds.ts';

const numbers = (name: string, usual: string): number[] => (process.env[name] ?? usual).split(',').map(Number);
const WORLDS = Number(process.env['WORLDS'] ?? 3);
const LOOKS = Number(process.env['LOOKS'] ?? 1);
const SHOWN = 10;
/** As many as the service reads. */
const MOST_TEXTS = 1000;

const rankings: Readonly<Record<string, (context: ScoreContext) => Ranking>> = {
  Köprü: byScore,
  'same issues': () => bySameIssues,
  text: () => byText,
  popularity: () => byPopularity,
  chance: () => byChance,
};

interface Tally {
  recall: number;
  gain: number;
  readonly shown: Map<string, number>;
}

/** What an organisation sees first: the planted partner among ten, and how high (NDCG with one relevant result is 1 / log2(place + 1)). */
function look(viewers: readonly Profile[], candidates: readonly Profile[], ranking: Ranking, tally: Tally): void {
  const rank = ranking(candidates);
  for (const candidate of candidates) tally.shown.set(candidate.id, 0);
  viewers.forEach((viewer, index) => {
    const first = rank(viewer, SHOWN);
    const place = first.indexOf(index);
    if (place >= 0) {
      tally.recall += 1;
      tally.gain += 1 / Math.log2(place + 2);
    }
    for (const one of first) tally.shown.set(candidates[one]!.id, tally.shown.get(candidates[one]!.id)! + 1);
  });
}

/** 0: all are shown equally often; 1: one is shown always. */
function gini(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  const weighted = sorted.reduce((sum, count, index) => sum + count * (2 * index - sorted.length + 1), 0);
  return total === 0 ? 0 : weighted / (sorted.length * total);
}

async function contextOf({ left, right }: World): Promise<ScoreContext> {
  const all = [...left, ...right];
  const counted = (terms: readonly { readonly id: string }[], said: (profile: Profile) => readonly string[]): Count<string> => ({
    among: all.length,
    saying: terms.map(({ id }) => [id, all.filter((profile) => said(profile).includes(id)).length]),
  });
  const rarity = new Rarity({
    fields: counted(FIELDS, ({ fieldIds }) => fieldIds),
    issues: counted(ISSUES, ({ issues }) => issues.map(({ issueId }) => issueId)),
    words: await countWords(all.filter(({ about }) => about !== null).slice(0, MOST_TEXTS)),
  });
  return { weights: weightTenths(), rarity, workingLanguage: 'en', representativesNeeded: 2, now: NOW };
}

/** What the seldom seen change in some worlds. */
async function beside(worlds: readonly World[]): Promise<string> {
  const all: Beside[] = [];
  for (const world of worlds) {
    const context = await contextOf(world);
    all.push(lookBeside(world.left, world.right, context, SHOWN, LOOKS), lookBeside(world.right, world.left, context, SHOWN, LOOKS));
  }
  const sum = (of: (one: Beside) => number): number => all.reduce((total, one) => total + of(one), 0);
  const lost = all.flatMap((one) => one.lost).sort((a, b) => a - b);
  const at = (part: number): string => (lost[Math.floor(part * (lost.length - 1))] ?? 0).toFixed(1);
  const candidates = sum((one) => one.candidates);
  return [
    `never shown in the ten ${sum((one) => one.neverInTen)} of ${candidates}, with the seldom seen ${sum((one) => one.never)}`,
    `one beside ${((100 * lost.length) / sum((one) => one.looks)).toFixed(0)}% of looks, below the tenth by ${at(0.5)} points (half), ${at(0.95)} (95%), ${at(1)} (most)`,
    `each in the best of ${Math.min(...all.map((one) => one.leastNear))} or more`,
  ].join('; ');
}

console.log('                         recall@10  NDCG@10  Gini  never shown');
for (const size of numbers('SIZES', '100,500,2000')) {
  for (const noise of numbers('NOISE', '0,0.2,0.4')) {
    const plan = { size, noise, missing: 0.2, popular: 0.05 };
    const worlds = Array.from({ length: WORLDS }, (_, index) => makeWorld({ ...plan, seed: 1 + index }));
    const knowing = byKnowing(plan);
    const rivals: typeof rankings = { ...rankings, 'who knows': () => knowing };
    for (const [name, rankingFor] of Object.entries(rivals)) {
      const tally: Tally = { recall: 0, gain: 0, shown: new Map() };
      const exposure: number[] = [];
      for (const world of worlds) {
        const ranking = rankingFor(await contextOf(world));
        look(world.left, world.right, ranking, tally);
        look(world.right, world.left, ranking, tally);
        exposure.push(...tally.shown.values());
        tally.shown.clear();
      }
      const looks = 2 * size * WORLDS;
      const never = exposure.filter((count) => count === 0).length;
      const cells = [
        (tally.recall / looks).toFixed(3),
        (tally.gain / looks).toFixed(3),
        gini(exposure).toFixed(2),
        `${((100 * never) / exposure.length).toFixed(1)}%`,
      ];
      console.log(
        `${String(size).padStart(5)} noise ${noise.toFixed(1)}  ${name.padEnd(12)} ${cells.map((cell) => cell.padStart(8)).join(' ')}`,
      );
    }
    console.log(`${String(size).padStart(5)} noise ${noise.toFixed(1)}  ${await beside(worlds)}`);
  }
}
